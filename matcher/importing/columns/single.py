"""Single: which of several columns a field with one value is taken from.

In: columns that are all of one field. Out: the one to take, whatever their order.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcher.importing.columns.called.words import year_in
from matcher.importing.columns.held.fitting import fit
from matcher.importing.columns.tables import Column

_CERTAINTIES = ("given", "sure", "likely", "guess")


def first_of(found: Sequence[tuple[Column, str, str]]) -> int:
    """Place of the column to take among some: (column, field, certainty) each.

    Notes
    -----
    What the user says comes first, then what is sure, then what fits; a later year
    before an earlier one, English before other languages, a fuller column before an
    emptier one.
    """

    def place(at: int) -> tuple[object, ...]:
        column, field, certainty = found[at]
        return (
            _CERTAINTIES.index(certainty),
            not column.content.filled,
            -round(fit(column.content, field), 1) if field != "focus" else 0,
            column.name.language not in ("", "en"),
            bool(column.name.language),
            -year_in(column.header),
            -len(column.content.filled),
            sum(map(len, column.content.filled)) if field == "focus" else 0,
            column.name.language,
            column.header,
            tuple(column.content.distinct),
        )

    return min(range(len(found)), key=place)
