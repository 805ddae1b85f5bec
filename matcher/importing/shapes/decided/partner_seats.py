"""Partner seats: columns of the countries of partners, one beside each partner.

In: a layout of partnerships. Out: the same with each country behind its partner.
"""

from __future__ import annotations

import re
from dataclasses import replace

from matcher.importing.columns.called.names import Names
from matcher.importing.layout import FoundColumn, Layout

_NUMBER = re.compile(r"\d+")
_PARTNERS = {"members", "coordinator"}


def with_seats(layout: Layout, names: Names) -> Layout:
    """The layout with "Alpha" and "IT" beside it as "Alpha (IT)"."""
    if layout.table != "partnerships":
        return layout
    partners = [one for one in layout.columns if one.field in _PARTNERS]
    pairs = [
        (partner, one)
        for one in layout.columns
        if not one.field and "country" in names.of(one.header).meanings
        for partner in partners
        if _belongs(one, partner)
    ]
    sheet, texts = layout.sheet, dict[tuple[int, int], str]()
    for partner, one in pairs:
        for place in layout.rows:
            at = place, partner.position
            name, country = (
                texts.get(at, sheet.cell(*at)),
                sheet.cell(place, one.position),
            )
            if name and country and "(" not in name and "\n" not in name:
                texts[at] = f"{name} ({country})"
    return replace(layout, sheet=sheet.with_cells(texts))


def _belongs(country: FoundColumn, partner: FoundColumn) -> bool:
    """Whether both have the same number, or the country stands right behind."""
    own, other = _NUMBER.findall(country.header), _NUMBER.findall(partner.header)
    if own and other:
        return own == other
    return not own and country.position == partner.position + 1
