"""Seats: towns that stand behind their post code in addresses.

In: a sheet, its header and its rows. Out: the same with these towns in a column.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcher.importing.columns.called.names import Names
from matcher.importing.shapes.cells.added import with_columns
from matcher.importing.sheet import Sheet
from matcher.importing.values.plain.splitting import town_in

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
        said = {p: sheet.rows[p][at] for p in rows if at < len(sheet.rows[p])}
        towns = {place: town_in(cell) for place, cell in said.items() if cell}
        if towns and sum(map(bool, towns.values())) >= _ENOUGH * len(towns):
            cells = {place: [town] for place, town in towns.items()}
            sheet, texts = with_columns(sheet, headers, [_TOWN], cells)
            if "city" in one:
                texts[at] = "Address"
            return sheet, tuple(texts)
    return sheet, tuple(headers)
