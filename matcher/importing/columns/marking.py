"""Marking: columns whose cells only say yes or no, taken for what their header names.

In: a column, and what its header may be a mark of. Out: a found column, told.
"""

from __future__ import annotations

from dataclasses import replace

from matcher.importing.columns.called.names import Names
from matcher.importing.columns.held.marks import Mark, Reads, mark_of
from matcher.importing.columns.tables import Column, fields_of
from matcher.importing.columns.telling import Told
from matcher.importing.draft import Table
from matcher.importing.layout import Certainty, FoundColumn
from matcher.registry.finding.finder import Finder

_OF_CODES = {"sectors", "technologies", "target_markets"}


def mark_in(column: Column, names: Names, finder: Finder, reads: Reads) -> Mark:
    """What a column says yes or no of; nothing where its cells or its name do not."""
    if not column.content.says_yes:
        only_no = column.content.marks == 1 and column.content.bare_numbers == 0
        mark = mark_of(column.header, names, finder, reads) if only_no else Mark()
        return mark if mark.is_sure else Mark()
    is_other = column.name.is_whole and not _OF_CODES & {*column.name.meanings}
    if is_other and not finder.meant(column.header, "market"):  # "LatAm" is no "lat."
        return Mark()
    return mark_of(column.header, names, finder, reads)


def marked(
    column: Column, blank: FoundColumn, mark: Mark, table: Table, told: Told
) -> FoundColumn:
    """The column as a mark."""
    if mark.field not in fields_of(table) or not mark.code:
        why = "its cells say yes or no, and its name is no code"
        told.unread(column, why, table, [mark.field])
        return blank
    certainty: Certainty = "likely" if mark.is_of_group else "guess"
    if not mark.is_sure:
        why = "its cells say yes or no, and of what is not sure"
        told.doubt(column, why, f"{mark.field} {mark.code}", mark.others)
    else:
        certainty = "sure"
    return replace(blank, field=mark.field, code=mark.code, certainty=certainty)
