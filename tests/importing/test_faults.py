"""Forty faults of twenty kinds, each told by its place, while the good rows come in."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from matcher import Registry
from matcher.importing.mapping import Mapping
from matcher.importing.running import Imported, import_sheets
from matcher.importing.sheet import Sheet

HEADER = (
    "Name", "Short name", "Country", "City", "Sectors", "Technologies",
    "Target markets", "Number of members", "SME members", "Website", "Founded",
    "Label", "Status", "Successor", "Languages",
)  # fmt: skip
GOOD = {
    "Country": "France", "City": "Lyon", "Sectors": "Textile",
    "Target markets": "Japan", "Number of members": "30", "SME members": "20",
    "Label": "gold", "Status": "active", "Languages": "fr",
}  # fmt: skip


class Planted(NamedTuple):
    """A cell with a fault."""

    kind: str
    column: str
    value: str


PLANTED = [
    *(Planted("no country", "Country", v) for v in ("Absurdistan", "Ruritania")),
    *(Planted("no sector", "Sectors", v) for v in ("Frobnication", "Zzyzx things")),
    *(Planted("no technology", "Technologies", v) for v in ("Telepathy", "Warp drive")),
    *(Planted("no market", "Target markets", v) for v in ("Atlantis", "Narnia")),
    *(Planted("a market in the EU", "Target markets", v) for v in ("Germany", "Italy")),
    *(Planted("no number", "Number of members", v) for v in ("many", "see website")),
    *(Planted("below zero", "Number of members", v) for v in ("-5", "-30")),
    *(Planted("too many", "Number of members", v) for v in ("99999999", "5000000")),
    *(Planted("more small firms", "SME members", v) for v in ("31", "500")),
    *(Planted("no address", "Website", v) for v in ("ask us", "none yet, soon")),
    *(Planted("no year", "Founded", v) for v in ("long ago", "first half")),
    *(Planted("a year that is none", "Founded", v) for v in ("9999", "207")),
    *(Planted("no label", "Label", v) for v in ("platinum", "excellent")),
    *(Planted("no status", "Status", v) for v in ("sleeping", "unclear")),
    *(Planted("a successor of who is here", "Successor", v) for v in ("Heirs", "Sons")),
    *(Planted("no language", "Languages", v) for v in ("Klingon", "Elvish")),
    *(Planted("an error", "City", v) for v in ("#REF!", "#NAME?")),
    *(Planted("a formula", "Founded", v) for v in ("=YEAR(A1)", "=B2+1")),
    *(
        Planted("an error in a number", "SME members", v)
        for v in ("#VALUE!", "#DIV/0!")
    ),
    *(Planted("no name", "Name", v) for v in ("", "-")),
]


def year_of(number: int) -> str:
    return str(1950 + number)


@pytest.fixture(scope="module")
def imported(registry: Registry) -> Imported:
    """A sheet where each second row has a fault."""
    rows = [HEADER]
    for number, planted in enumerate(PLANTED):
        for is_good in (True, False):
            name = f"{'Sound' if is_good else 'Faulty'} organisation {number}"
            site = f"https://{name.replace(' ', '-').lower()}.example"
            cells = {"Name": name, **GOOD, "Website": site, "Founded": year_of(number)}
            if not is_good:
                cells[planted.column] = planted.value
            rows.append(tuple(cells.get(column, "") for column in HEADER))
    sheet = Sheet("planted.xlsx", "List", rows, range(3, 3 + len(rows)))
    known = Registry((), (), (), registry.vocabulary, aside=registry.aside)
    return import_sheets([sheet], known, Mapping())


def test_there_are_forty_of_twenty_kinds() -> None:
    assert len(PLANTED) == 40
    assert len({planted.kind for planted in PLANTED}) == 20


@pytest.mark.parametrize("number", range(len(PLANTED)))
def test_each_is_named_by_sheet_row_and_column(number: int, imported: Imported) -> None:
    planted = PLANTED[number]
    row = 3 + 2 * number + 2
    told = [one for one in imported.report.remarks if one.place.row == row]
    told = [one for one in told if one.kind in ("unread", "left out", "doubt")]
    letters = "ABCDEFGHIJKLMNO"[HEADER.index(planted.column)]
    places = {(one.place.file, one.place.sheet, one.place.column) for one in told}
    assert places == {("planted.xlsx", "List", letters)}
    assert all(one.problem for one in told)


def test_the_good_rows_are_in_whole(imported: Imported) -> None:
    found = {one.name: one for one in imported.registry.clusters}
    for number in range(len(PLANTED)):
        sound = found[f"Sound organisation {number}"]
        assert (sound.country, sound.city, sound.sectors) == (
            "FR",
            "Lyon",
            ("textile",),
        )
        assert (sound.members, sound.sme_members) == (30, 20)
        assert str(sound.founded) == year_of(number)
        assert (sound.label, sound.status, sound.target_markets) == (
            "gold", "active", ("JP",),
        )  # fmt: skip


def test_of_a_faulty_row_only_the_faulty_cell_is_missing(imported: Imported) -> None:
    found = {one.name: one for one in imported.registry.clusters}
    for number, planted in enumerate(PLANTED):
        if planted.kind != "no name":
            faulty = found[f"Faulty organisation {number}"]
            assert faulty.country == ("" if planted.column == "Country" else "FR")
            year = None if planted.column == "Founded" else int(year_of(number))
            assert faulty.founded == year
