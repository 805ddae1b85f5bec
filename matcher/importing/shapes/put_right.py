"""Put right: rows and cells, once it is known what the columns are.

In: a `Layout`. Out: the same: rows that only go on with the lists, or the broken lines,
of the one above are joined to it, names are without the numbers of their list, and
partners have the countries behind them that stand in columns beside.
"""

from __future__ import annotations

import re
from dataclasses import replace

from matcher.importing.columns.called.names import Names
from matcher.importing.columns.tables import is_list
from matcher.importing.layout import FoundColumn, Layout
from matcher.importing.sheet import Remark

_NAMING = {"name", "acronym", "partnership", "cluster"}
_GOES_ON = (
    "has no name, and goes on with the lists of the row above it; give it a name if it "
    "is a row of its own"
)
_IS_BROKEN = (
    "goes on with the broken lines of the row above it; fill its empty cells if it is "
    "a row of its own"
)
_IN_ONE_LINE = {"country", "members", "founded", "website", "id"}
_OPEN_ENDED = re.compile(
    r"(?:[,/&+–-]|\b(?:and|und|et|y|e|i|oraz|of|de|du|des|del|di|für|for|pour|para|van))$"
)
_HALF = 0.5
_BEFORE_NAMES = re.compile(
    r"\s*(?:nr\.?|no\.?|#)?\s*(\d{1,3})\s*[.):]\s*(?=[^\W\d_])", re.I
)
_NUMBERED = {"name", "cluster", "acronym"}
_NEARLY_ALL = 0.8
_WITHOUT_NUMBERS = "its cells are numbered; their names are taken without the numbers"
_NUMBER = re.compile(r"\d+")
_DESCRIBING = {"sectors", "technologies", "target_markets"}
_OF_PARTNERSHIPS = (
    "the column is left out: it says the same for all members of each partnership; "
    "give it in a list of partnerships"
)
_PARTNERS = {"members", "coordinator"}


def with_continued(layout: Layout) -> Layout:
    """The layout with rows that have no name, but more of lists, joined to others."""
    if layout.table not in ("clusters", "partnerships"):
        return layout
    table, sheet = layout.table, layout.sheet
    has_names = any(one.field in _NAMING for one in layout.columns)
    lists = {
        one.position
        for one in layout.columns
        if one.field and is_list(one.field, table) and not one.code
    }
    rows: list[int] = []
    joined: dict[tuple[int, int], str] = {}
    told: list[Remark] = []
    for place in layout.rows:
        filled = {at: cell for at, cell in enumerate(sheet.rows[place]) if cell}
        if not rows or not filled or not filled.keys() <= lists or not has_names:
            rows.append(place)
            continue
        for at, cell in filled.items():
            above = joined.get((rows[-1], at)) or sheet.cell(rows[-1], at)
            joined[rows[-1], at] = f"{above}\n{cell}" if above else cell
        said = " | ".join(filled.values())[:200]
        where = sheet.place(sheet.numbers[place])
        told.append(Remark("doubt", where, said, _GOES_ON))
    if not told:
        return layout
    remarks = [*layout.remarks, *told]
    return replace(layout, sheet=sheet.with_cells(joined), rows=rows, remarks=remarks)


def without_common(layout: Layout) -> Layout:
    """Memberships without what all rows of each partnership say: it is of these."""
    named = [one.position for one in layout.columns if one.field == "partnership"]
    if layout.table != "members" or not named:
        return layout
    columns, remarks = [], [*layout.remarks]
    for one in layout.columns:
        if one.field in _DESCRIBING and not _differs(layout, named[0], one.position):
            where = layout.sheet.place(layout.header, one.letters, one.header)
            remarks = [remark for remark in remarks if remark.place != where]
            remarks.append(Remark("left out", where, one.header, _OF_PARTNERSHIPS))
            one = replace(one, field="")
        columns.append(one)
    return replace(layout, columns=columns, remarks=remarks)


def _differs(layout: Layout, name: int, at: int) -> bool:
    """Whether rows of one partnership differ in a column."""
    found: dict[str, set[str]] = {}
    for place in layout.rows:
        cells = layout.sheet
        found.setdefault(cells.cell(place, name), set()).add(cells.cell(place, at))
    return any(len(said) > 1 for said in found.values())


def with_broken(layout: Layout) -> Layout:
    """The layout with rows joined whose lines were broken, as in tables out of a PDF.

    Such a row has nothing that stands in one line, as a country, fills no cell that is
    empty above, and goes on where a cell above it ends in a comma or the like.
    """
    sheet, n_rows = layout.sheet, len(layout.rows)
    counts = {
        one.position: sum(
            bool(sheet.cell(place, one.position)) for place in layout.rows
        )
        for one in layout.columns
        if one.field in _IN_ONE_LINE
    }
    lone = {at for at, n in counts.items() if n >= _HALF * n_rows}
    if layout.table != "clusters" or not lone:
        return layout
    rows: list[int] = []
    joined: dict[tuple[int, int], str] = {}
    told: list[Remark] = []
    for place in layout.rows:
        if not rows or any(sheet.cell(place, at) for at in lone):
            rows.append(place)
            continue
        filled = {at: cell for at, cell in enumerate(sheet.rows[place]) if cell}
        cells = {at: (rows[-1], at) for at in filled}
        above = {at: joined.get(one) or sheet.cell(*one) for at, one in cells.items()}
        if not all(above.values()) or not any(map(_OPEN_ENDED.search, above.values())):
            rows.append(place)
            continue
        joined |= {(rows[-1], at): f"{above[at]} {cell}" for at, cell in filled.items()}
        where = sheet.place(sheet.numbers[place])
        said = " | ".join(filled.values())[:200]
        told.append(Remark("doubt", where, said, _IS_BROKEN))
    if not told:
        return layout
    remarks = [*layout.remarks, *told]
    return replace(layout, sheet=sheet.with_cells(joined), rows=rows, remarks=remarks)


def without_numbers(layout: Layout) -> Layout:
    """The layout with the numbers before names taken out, and told."""
    for column in layout.columns:
        if column.field not in _NUMBERED:
            continue
        at, sheet = column.position, layout.sheet
        cells = {p: cell for p in layout.rows if (cell := sheet.cell(p, at))}
        found = {
            place: one for place, c in cells.items() if (one := _BEFORE_NAMES.match(c))
        }
        counted = [int(one[1]) for one in found.values()]
        is_rising = counted == sorted({*counted}) and len(counted) > 1
        if is_rising and len(found) >= _NEARLY_ALL * len(cells):
            bare = {(p, at): cells[p][one.end() :] for p, one in found.items()}
            where = sheet.place(layout.header, column.letters, column.header)
            told = Remark("note", where, next(iter(cells.values())), _WITHOUT_NUMBERS)
            remarks = [*layout.remarks, told]
            layout = replace(layout, sheet=sheet.with_cells(bare), remarks=remarks)
    return layout


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
            name = texts.get(at, sheet.cell(*at))
            country = sheet.cell(place, one.position)
            if name and country and "(" not in name and "\n" not in name:
                texts[at] = f"{name} ({country})"
    return replace(layout, sheet=sheet.with_cells(texts))


def _belongs(country: FoundColumn, partner: FoundColumn) -> bool:
    """Whether both have the same number, or the country stands right behind."""
    own, other = _NUMBER.findall(country.header), _NUMBER.findall(partner.header)
    if own and other:
        return own == other
    return not own and country.position == partner.position + 1
