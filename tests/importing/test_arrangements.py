"""How people arrange lists: side by side, below titles, under headings, with dittos."""

from __future__ import annotations

import pytest

from matcher import Registry
from matcher.importing.files.opening import sheets_in
from matcher.importing.layout import Layout
from matcher.importing.mapping import Mapping
from matcher.importing.running import import_sheets
from matcher.importing.shapes.reading import LayoutReader
from tests.importing.drawn import drawn, fields, numbers, told
from tests.toy import registry_of


@pytest.fixture(scope="module")
def reader(registry: Registry) -> LayoutReader:
    return LayoutReader(registry)


def cells(layout: Layout, field: str) -> list[str]:
    """What the rows of a list say of a field."""
    at = next(one.position for one in layout.columns if one.field == field)
    return [layout.sheet.rows[place][at] for place in layout.rows]


def test_what_stands_above_is_said_again_with_a_doubt(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""Name | Country | Sector
        Alpha | Austria | Food processing
        Beta | dito | ″
        Gamma | idem | DTO""")
    )
    assert cells(layout, "country") == ["Austria"] * 3
    assert cells(layout, "sectors") == ["Food processing", "Food processing", "DTO"]
    assert {*told(layout, "doubt")} >= {(3, "B"), (3, "C"), (4, "B")}


def test_lists_side_by_side_with_a_country_over_each(reader: LayoutReader) -> None:
    left, right = reader.lists(
        drawn("""Austria | | | | Belgium | |
        Cluster | City | Members | | Cluster | City | Members
        Linz Steel | Linz | 30 | | Space Ring | Liège | 22
        Wien IT | Wien | 90 | | | |""")
    )
    assert cells(left, "name") == ["Linz Steel", "Wien IT"]
    assert cells(left, "country") == ["Austria", "Austria"]
    assert cells(right, "name") == ["Space Ring"]
    assert cells(right, "country") == ["Belgium"]
    assert (1, "") in told(right, "doubt")


def test_an_empty_column_within_a_list_parts_nothing(reader: LayoutReader) -> None:
    (layout,) = reader.lists(
        drawn("Cluster | City | | Country\nAlpha | Linz | | Austria")
    )
    assert [*fields(layout).values()] == ["name", "city", "country"]


def test_a_list_below_another_one_and_its_own_title(reader: LayoutReader) -> None:
    first, second = reader.lists(
        drawn("""Clusters
        Name | Country | Sector
        Riga Foundry | Latvia | Metalworking


        Networks
        Organisation | Website | Country | City
        Vilnius Lab | vlr.lt | Lithuania | Vilnius""")
    )
    assert (numbers(first), numbers(second)) == ([3], [8])


def test_a_sheet_called_after_a_country(reader: LayoutReader) -> None:
    text = "Cluster | Sector | Members\nSplit Marine | Fishing | 20"
    layout = reader.read(drawn(text, name="Kroatien"))
    assert cells(layout, "country") == ["Kroatien"]
    assert "stands over the whole list" in told(layout, "doubt")[0, ""]
    assert "country" not in fields(reader.read(drawn(text, name="Clusters"))).values()


def test_partnerships_as_headings_above_their_members(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""Partner | Country | Role
        GREEN4MARKETS
        Graz Green | Austria | Coordinator
        Bilbao Wind | Spain | Partner
        SMARTTEX
        Prato Fabric | Italy | Coordinator""")
    )
    assert layout.table == "members"
    expected = ["GREEN4MARKETS", "GREEN4MARKETS", "SMARTTEX"]
    assert cells(layout, "partnership") == expected


def test_a_town_with_its_country_behind_it(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""Name | Location | Members
        Bavarian Brew | Kulmbach, Germany | 20
        Alsace Print | Strasbourg (FR) | 30
        Elche Shoes | Elche (Alicante), España | 20
        Show more""")
    )
    assert cells(layout, "city") == ["Kulmbach", "Strasbourg", "Elche"]
    assert cells(layout, "country") == ["Germany", "FR", "España"]
    assert told(layout, "note")[5, ""].endswith("a link of a web page")


def test_a_region_beside_a_column_of_countries_stays_whole(
    reader: LayoutReader,
) -> None:
    text = "Name | Region | Country\nAlpha | Limburg, Belgium | Belgium"
    layout = reader.read(drawn(text))
    assert "Limburg, Belgium" in layout.sheet.rows[1]


def test_a_pasted_page_below_a_title_that_is_a_name_of_a_column(
    reader: LayoutReader,
) -> None:
    layout = reader.read(
        drawn("""Our members

        Baltic Timber
        Riga, Latvia
        www.baltictimber.lv

        Vilnius Laser
        Vilnius, Lithuania
        www.vilniuslaser.lt""")
    )
    assert cells(layout, "name") == ["Baltic Timber", "Vilnius Laser"]
    assert cells(layout, "city") == ["Riga", "Vilnius"]
    assert cells(layout, "country") == ["Latvia", "Lithuania"]


def test_partners_with_their_countries_behind_them(registry: Registry) -> None:
    text = """Partnership,Full name,Partners
SEAGO,Sea goes global,"1. Boat Ring, PL
2) Kiel Ring [DE]
3) Genoa Ring – Italy
4. Gent Ring"
AEROGO,Aero goes global,"Wing Ring, ES, Lux Ring (LU)"
"""
    found, _ = import_sheets(sheets_in("list.csv", text.encode()), registry, Mapping())
    own = {one.name: one.country for one in found.clusters if "Ring" in one.name}
    assert own == {
        "Boat Ring": "PL", "Kiel Ring": "DE", "Genoa Ring": "IT", "Gent Ring": "",
        "Wing Ring": "ES", "Lux Ring": "LU",
    }  # fmt: skip
    names = {one.name for one in found.partnerships}
    assert {"Sea goes global", "Aero goes global"} <= names


def test_what_stands_alone_may_be_a_heading(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""Name | Country | Members
        Wood and paper
        Alpha | Austria | 20
        Beta | Austria | 30
        Gamma | Austria | 30""")
    )
    assert "it may be a heading" in told(layout, "doubt")[2, ""]


@pytest.mark.parametrize(
    ("germany", "france"),
    [
        ("Deutschland", "Frankreich"),
        ("Germany (2)", "France (1)"),
        ("1. Allemagne", "2. France"),
        ("🇩🇪 Niemcy", "🇫🇷 Francja"),
        ("— Duitsland —", "— Frankrijk —"),
        ("II) Alemania:", "III) Francia:"),
    ],
)
@pytest.mark.parametrize("is_merged", [True, False])
def test_countries_above_their_rows_however_they_are_written(
    reader: LayoutReader, germany: str, france: str, is_merged: bool
) -> None:
    sheet = drawn(
        f"""Cluster | Topic | State | Website
        {germany}
        BioRegio | Biotech | ok | bio.de
        Sachsen Textil | Textile | ok | sachsen.de
        {france}
        Systematic | Software | ok | systematic.fr""",
        [(2, 0, 2, 3), (5, 0, 5, 3)] if is_merged else (),
    )
    layout = reader.read(sheet)
    assert numbers(layout) == [3, 4, 6]
    one, other, last = cells(layout, "country")
    assert one == other
    assert (one in germany, last in france) == (True, True)


def test_merged_headings_that_say_nothing_are_told(reader: LayoutReader) -> None:
    sheet = drawn(
        """Cluster | Country | Members
        Core group
        BioRegio | Germany | 20
        Friends
        Systematic | France | 30""",
        [(2, 0, 2, 2), (4, 0, 4, 2)],
    )
    layout = reader.read(sheet)
    assert numbers(layout) == [3, 5]
    assert {2, 4} <= {row for row, _ in told(layout, "note")}


@pytest.mark.parametrize(
    "row",
    [
        "Ø | | 98",
        "Σ | | 196",
        "∑: | | 196",
        "Ø Mitgl. | | 98",
        "¹ several answers possible",
        "² answered by e-mail | 2024",
        "*) to be confirmed",
        "† left in 2023",
        "Home > Members > All",
        "Startseite / Mitglieder",
        "Accueil › Nos membres › Liste",
        "mehr erfahren »",
        "Learn more →",
        "8 Einträge gefunden",
        "124 results",
        "« Anterior  Siguiente »",
        "< 1 | 2 | weiter >",
        "Impressum | Datenschutz",
        "Mentions légales",
        "11 Adressen, davon 6 x Karte",
    ],
)
def test_rows_that_are_no_organisations(reader: LayoutReader, row: str) -> None:
    text = f"""Cluster | Country | Members
    {row}
    BioRegio | Germany | 20
    Systematic | France | 30
    {row}"""
    layout = reader.read(drawn(text))
    assert numbers(layout) == [3, 4]
    assert {2, 5} <= {place for place, _ in told(layout, "note")}


@pytest.mark.parametrize(
    "above", ["Startseite > Mitglieder > Alle\n8 Einträge gefunden", "Home » Members"]
)
def test_a_pasted_page_below_the_way_to_it(reader: LayoutReader, above: str) -> None:
    text = f"""{above}
    Baltic Timber
    📍 Riga, Latvia
    www.baltictimber.lv
    mehr erfahren »

    Vilnius Laser
    📍 Vilnius, Lithuania
    www.vilniuslaser.lt
    mehr erfahren »"""
    layout = reader.read(drawn(text))
    assert cells(layout, "name") == ["Baltic Timber", "Vilnius Laser"]
    assert cells(layout, "city") == ["Riga", "Vilnius"]


def test_a_pasted_text_whose_lines_have_commas() -> None:
    cards = [
        "1. Pôle Micro\nGrenoble, France\nSecteurs : logiciels, textile\nmicro.fr\n",
        "2. Cluster Alpes\nAnnecy, France\nSecteurs : tourisme\nalpes.fr\n",
        "3. Lux Matter\nWiltz, Luxembourg\nSecteurs : bois, meubles\nlux.lu\n",
    ]
    for between in ("", "\n"):
        found, _ = import_sheets(
            sheets_in("list.txt", between.join(cards).encode()),
            registry_of(),
            Mapping(),
        )
        told = sorted((c.name, c.country, c.city, c.website) for c in found.clusters)
        assert told == [
            ("Cluster Alpes", "FR", "Annecy", "https://alpes.fr"),
            ("Lux Matter", "LU", "Wiltz", "https://lux.lu"),
            ("Pôle Micro", "FR", "Grenoble", "https://micro.fr"),
        ]
