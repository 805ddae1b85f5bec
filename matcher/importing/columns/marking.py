"""Marking: columns whose cells only say yes or no, taken for what their header names.

In: a column, and what its header may be a mark of. Out: a found column, told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from matcher.files.listed import words_in
from matcher.importing.columns.called.names import Names
from matcher.importing.columns.called.words import words_of
from matcher.importing.columns.held.marks import Mark, Reads, mark_of
from matcher.importing.columns.tables import Column, fields_of
from matcher.importing.columns.telling import Told
from matcher.importing.draft import Table
from matcher.importing.layout import Certainty, FoundColumn
from matcher.registry.finding.finder import Finder

_OF_CODES = {"sectors", "technologies", "target_markets"}
_NEAREST = 2

Marks = dict[int, Mark]
"""What columns say yes or no of, by position."""


def mark_in(column: Column, names: Names, finder: Finder, reads: Reads) -> Mark:
    """What a column says yes or no of; nothing where its cells or its name do not."""
    consent = words_in("importing/columns/called/words.toml", "of_consent")
    if not consent.isdisjoint(words_of(column.header)):
        return Mark()
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


def as_neighbours(
    columns: Sequence[Column],
    taken: Sequence[FoundColumn],
    marks: Mapping[int, Mark],
    table: Table,
    told: Told,
) -> list[FoundColumn]:
    """Marks that may be of several fields, of that which marks beside them are of.

    As "Energie" between sectors; nothing changes beside one of its own field.
    """
    result = [*taken]
    open_ = [at for at, c in enumerate(columns) if _is_open(marks.get(c.position))]
    for place, at in enumerate(open_):
        mark, column = marks[columns[at].position], columns[at]
        left = [taken[one].field for one in open_[max(0, place - _NEAREST) : place]]
        left.reverse()
        right = [taken[one].field for one in open_[place + 1 : place + 1 + _NEAREST]]
        nearest = [*left[:1], *right[:1]]
        sides = (nearest, left, right)
        same = {one[0] for one in sides if len(one) == _NEAREST and len({*one}) == 1}
        others = [one for one in mark.others if one.partition(" ")[0] in same]
        if mark.field not in nearest and others:
            field, _, code = others[0].partition(" ")
            rest = [one for one in mark.others if one != others[0]]
            own = (f"{mark.field} {mark.code}", *rest)
            told.forget(column)
            mark = Mark(field, code, False, own, False)
            result[at] = marked(column, taken[at], mark, table, told)
    return result


def _is_open(mark: Mark | None) -> bool:
    """Whether nothing but a name of a code tells what a mark is of."""
    return mark is not None and bool(mark.code) and not mark.is_of_group
