"""Seats: towns that stand behind their post code in addresses.

In: a sheet, its header and its rows. Out: the same with these towns in a column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matcher.importing.columns.names import Names
from matcher.importing.sheet import Sheet
from matcher.importing.values.splitting import town_in

_ENOUGH = 0.6
_TOWN = "Town"


def towns_of_addresses(
    sheet: Sheet, headers: Sequence[str], rows: Sequence[int], names: Names
) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet with the towns of its addresses, where no column is called so."""
    meant = [names.of(header).meanings if header else () for header in headers]
    if any("city" in one and "address" not in one for one in meant):
        return sheet, tuple(headers)
    for at, one in enumerate(meant):
        if not {"address", "personal"} & {*one}:
            continue
        cells = {p: sheet.rows[p][at] for p in rows if at < len(sheet.rows[p])}
        towns = {place: town_in(cell) for place, cell in cells.items() if cell}
        if towns and sum(map(bool, towns.values())) >= _ENOUGH * len(towns):
            width = max(len(headers), *map(len, sheet.rows))
            said = [
                [*row, *[""] * (width - len(row)), towns.get(place, "")]
                for place, row in enumerate(sheet.rows)
            ]
            texts = [*headers, *[""] * (width - len(headers)), _TOWN]
            if "city" in one:
                texts[at] = "Address"
            return replace(sheet, rows=said), tuple(texts)
    return sheet, tuple(headers)
