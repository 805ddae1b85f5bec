"""Seats: towns that stand behind their post code in addresses.

In: rows. Out: the same with these towns in a column.
"""

from __future__ import annotations

from matcher.importing.columns.called.names import Names
from matcher.importing.shapes.cells.body import Body
from matcher.importing.values.plain.splitting import town_in

_ENOUGH = 0.6
_TOWN = "Town"


def towns_of_addresses(body: Body, names: Names) -> Body:
    """The rows with the towns of their addresses, where no column is called so."""
    meant = body.meant(lambda header: names.of(header).meanings)
    if any("city" in one and "address" not in one for one in meant):
        return body
    for at, one in enumerate(meant):
        if not {"address", "personal"} & {*one}:
            continue
        towns = {place: town_in(cell) for place, cell in body.cells(at).items()}
        if towns and sum(map(bool, towns.values())) >= _ENOUGH * len(towns):
            found = body.wider([_TOWN], {place: [t] for place, t in towns.items()})
            return found.called(at, "Address") if "city" in one else found
    return body
