"""Countries that no column tells come from what stands beside, and a doubt tells it."""

from __future__ import annotations

import pytest

from matcher.importing.files.opening import sheets_in
from matcher.importing.mapping import Mapping
from matcher.importing.running import import_sheets
from matcher.importing.sheet import Sheet
from tests.toy import registry_of


def told(text: str) -> tuple[list[str], str]:
    """Countries in the order of names, and the doubt on them."""
    sheets = sheets_in("list.csv", text.replace(";", "\t").encode())
    registry, report = import_sheets(sheets, registry_of(), Mapping())
    found = sorted(registry.clusters, key=lambda one: one.name)
    doubts = [one.problem for one in report.remarks_of("doubt")]
    return [one.country for one in found], "".join(doubts)


@pytest.mark.parametrize(
    ("rows", "countries", "by"),
    [
        ("Name;Phone\nA;+32 71 123456\nB;0048 61 1234567\n", ["BE", "PL"], "numbers"),
        (
            "Name;Sector;Address\nAlpha Valley;wine;Rua 8, Barcelos, Portugal\n"
            "Beta Ring;steel;Granada (España)\nCe Net;wood;ul. Wody 1, 57-300 Lasy\n",
            ["PT", "ES", "PL"],
            "addresses",
        ),
        ("Nom;Ville\nA;VILLEURBANNE\nB;Nulleville\nC;LOOS\n", ["FR"] * 3, "towns"),
        (
            "Name;Town\nA;Villeurbanne\nB;Nowhere\nC;Elsewhere\n",
            ["FR", "", ""],
            "towns",
        ),
        (
            "Nom;Adresse\nA;Rue X 20, 6041 Gosselies, Belgium\n"
            "B;2 rue Y, 91120 Palaiseau, France\nC;8 rue Z, 69007 LYON\n",
            ["BE", "FR", "FR"],
            "addresses",
        ),
        (
            "Name;Address\nA;5 rue Z 75010 Paris France\nB;Weg 2, 1010 Wien Austria\n"
            "C;Calle de Francia 7, 28001 Madrid, Spain\n",
            ["FR", "AT", "ES"],
            "addresses",
        ),
        ("Ente;Provincia\nA;Bergamo (BG)\nB;Udine (UD)\n", ["IT"] * 2, ""),
    ],
)
def test_countries_come_from_what_stands_beside(
    rows: str, countries: list[str], by: str
) -> None:
    found, doubt = told(rows)
    assert found == countries
    assert by in doubt
    assert "no column tells the country" in doubt


def test_a_number_of_one_row_speaks_for_no_other() -> None:
    found, _ = told("Name;Phone\nA;+49 30 123456\nB;030 123\nC;040 456\nD;0151 22\n")
    assert found == ["", "", "", ""]


def test_an_empty_cell_of_a_column_is_told_by_what_stands_beside() -> None:
    rows = "Name;Country;Town;Phone\nA;Poland;Nowhere;1\nB;;Nowhere;2\n"
    rows += "C;;Villeurbanne;3\nD;n/a;Elsewhere;+39 02 1234567\nE;;Elsewhere;5\n"
    found, doubts = told(rows)
    assert found == ["PL", "PL", "FR", "IT", ""]
    assert [of in doubts for of in ("of towns", "of numbers")] == [True, True]


def test_a_cell_that_names_no_country_is_not_told_by_what_stands_beside() -> None:
    found, _ = told("Name;Country;Town\nA;Poland;Lodz\nB;Atlantis;Villeurbanne\n")
    assert found == ["PL", ""]


def test_empty_cells_are_of_the_country_of_all_others_where_these_are_many() -> None:
    rows = "".join(f"{name};Poland;wood\n" for name in "ABCD")
    found, doubts = told(f"Name;Country;Sector\n{rows}E;;wine\n")
    assert found == ["PL"] * 5
    assert "all others say the same" in doubts
    assert told("Name;Country;Sector\nA;Poland;wood\nB;;wine\n")[0] == ["PL", ""]


def test_a_number_of_a_person_makes_no_second_organisation() -> None:
    header = "Name\tCountry\tTown\n"
    seats = Sheet("l.xlsx", "Seats", *rows_of(f"{header}Ath Ring\tBelgium\tAth\n"))
    told = "Name\tPhone\nAth Ring\t+33 233 4544068\nLot Hub\t+33 233 4544069\n"
    phones = Sheet("l.xlsx", "Contacts", *rows_of(told))
    for sheets in ([seats, phones], [phones, seats]):
        registry, _ = import_sheets(sheets, registry_of(), Mapping())
        found = {one.name: one.country for one in registry.clusters}
        assert found == {"Ath Ring": "BE", "Lot Hub": "FR"}


def rows_of(text: str) -> tuple[list[list[str]], range]:
    rows = [line.split("\t") for line in text.splitlines()]
    return rows, range(1, len(rows) + 1)


def test_post_codes_tell_the_country_of_others_like_them() -> None:
    seats = "D;25813|D;34127|D;48149|Austria;A-3100|Austria;A-1010|;44536|;A-9020"
    rows = [f"{'ABCDEFG'[n]};{one}" for n, one in enumerate(seats.split("|"))]
    found, doubts = told("Name;Country;PLZ\n" + "\n".join(rows) + "\n")
    assert found == ["DE"] * 3 + ["AT"] * 2 + ["DE", ""]  # two are too few
    assert "of post codes beside it" in doubts


@pytest.mark.parametrize(
    ("town", "country", "home"),
    [
        ("Rzeszów", "USA", "PL"),
        ("Villeurbanne", "Chile", "FR"),
        ("Gijón", "USA", "ES"),
    ],
)
def test_a_town_of_another_country_is_a_doubt(
    town: str, country: str, home: str
) -> None:
    text = f"Name\tOrt\tLand\nA\t{town}\t{country}\nB\tUlm\tDeutschland\n"
    (sheet,) = sheets_in("list.csv", text.encode())
    report = import_sheets([sheet], registry_of(), Mapping()).report
    (doubt,) = (one for one in report.remarks_of("doubt") if one.place.row > 1)
    assert (doubt.place.row, doubt.place.column) == (2, "C")
    assert doubt.alternatives == (home,)
