"""Where a list stands in a sheet: its header, its rows, its columns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Registry
from matcher.importing.layout import FoundColumn, Layout
from matcher.importing.shapes.reading import LayoutReader
from matcher.importing.sheet import Sheet
from tests.importing.drawn import drawn, fields, numbers, told


@pytest.fixture(scope="module")
def reader(registry: Registry) -> LayoutReader:
    return LayoutReader(registry)


GERMAN = """Clusterliste 2024
Stand: 3.2.2024

Lfd. Nr. | Clustername | Land | Sitz | Branche(n) | Zielmärkte | Mitglieder | Umsatz
1 | BioRegio | Deutschland | Stuttgart | Biotechnologie | Japan, USA | 85 | 3
2 | Cyber Forum | Deutschland | Karlsruhe | IT | Indien | 1.200 | 4
Lfd. Nr. | Clustername | Land | Sitz | Branche(n) | Zielmärkte | Mitglieder | Umsatz
3 | Silicon Saxony | Deutschland | Dresden | Mikroelektronik | China | 400 | 5

Summe | | | | | | 1.685 | 12
Quelle: eigene Erhebung
"""


def test_what_stands_around_a_list_is_told_and_left_out(reader: LayoutReader) -> None:
    layout = reader.read(drawn(GERMAN))
    assert (layout.table, layout.header) == ("clusters", 4)
    assert numbers(layout) == [5, 6, 8]
    assert [row for row, _ in told(layout, "note")] == [1, 2, 7, 10, 11]
    assert fields(layout) == {
        "Lfd. Nr.": "",
        "Clustername": "name",
        "Land": "country",
        "Sitz": "city",
        "Branche(n)": "sectors",
        "Zielmärkte": "target_markets",
        "Mitglieder": "members",
        "Umsatz": "",
    }


@pytest.mark.parametrize(
    "row",
    [
        "Summe | 11 Netzwerke | |", "TOTAL | 10 agrupaciones | |", "Suma | | | 812",
        "| Gesamt: 10 | |", "Anzahl | | 4 |", "Razem | 10 klastrów", "Total | 2 pôles",
    ],
)  # fmt: skip
def test_totals_are_no_organisations(reader: LayoutReader, row: str) -> None:
    text = f"Nr. | Name | Land | Mitglieder\n1 | A | FR | 3\n2 | B | FR | 4\n{row}"
    assert numbers(reader.read(drawn(text))) == [2, 3]


def test_a_name_that_may_mean_two_things_is_a_doubt(reader: LayoutReader) -> None:
    layout = reader.read(drawn(GERMAN))
    (doubt,) = (one for one in layout.remarks if one.kind == "doubt")
    assert doubt.problem == "its name may mean more than one thing"
    assert (doubt.chosen, doubt.line) == ("city", '"sitz" = "region"')


def test_titles_of_groups_join_what_is_below(reader: LayoutReader) -> None:
    text = """Cluster | | Target markets | | Contact |
    Name | Country | Japan | Brazil | Name | Website
    A Cluster | France | x | | Ms A | a.fr
    B | Spain | | x | Mr B | b.es"""
    merged = [(1, 0, 1, 1), (1, 2, 1, 3), (1, 4, 1, 5)]
    for spans in (merged, ()):
        layout = reader.read(drawn(text, spans))
        assert layout.header == 2
        assert fields(layout) == {
            "Cluster / Name": "name",
            "Cluster / Country": "country",
            "Target markets / Japan": "target_markets JP",
            "Target markets / Brazil": "target_markets BR",
            "Contact / Name": "personal",
            "Contact / Website": "website",
        }


def test_a_membership_a_row(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""Project | Organisation | Role | Country
        ESCP A | A Cluster | Coordinator | France
        ESCP A | B | Partner | Spain""")
    )
    assert layout.table == "members"
    found = [*fields(layout).values()]
    assert found == ["partnership", "cluster", "role", "country"]


def test_a_partnership_a_row_with_partners_in_columns(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""Acronym | Full title | Programme | Partner 1 | Partner 2 | Start
        ESCP A | Long | COSME | A | B | 2018-01-01
        ESCP B | Longer | COSME | A | C | 2018-01-01""")
    )
    assert layout.table == "partnerships"
    found = ["acronym", "name", "programme", "members", "members", "start"]
    assert [*fields(layout).values()] == found


def test_a_country_that_holds_towns_is_none(reader: LayoutReader) -> None:
    layout = reader.read(drawn("Name | Country\nAlpha | Stuttgart\nBeta | Dresden"))
    assert fields(layout) == {"Name": "name", "Country": ""}
    assert (
        "it is called country, but holds cells such as 'Stuttgart'"
        in (told(layout, "unread")[1, "B"])
    )


def test_a_sheet_that_is_no_list_is_told(reader: LayoutReader) -> None:
    layout = reader.read(drawn("Annual report\nMade in 2024\nby the office"))
    assert layout.table == ""
    assert [remark.kind for remark in layout.remarks] == ["note"]


def test_a_list_without_a_header_is_read_by_what_it_holds(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""BioRegio | Stuttgart | Germany | www.bio.de | 85
        Cyber Forum | Karlsruhe | Germany | cyberforum.de | 1.200
        Silicon Saxony | Dresden | Germany | silicon-saxony.de | 400""")
    )
    assert (layout.table, layout.header, numbers(layout)) == ("clusters", 0, [1, 2, 3])
    found = ["name", "city", "country", "website", ""]
    assert [one.field for one in layout.columns] == found
    assert {one.certainty for one in layout.columns} == {"guess"}
    assert [column for _, column in told(layout, "doubt")] == ["A", "B", "C", "D"]
    assert [column for _, column in told(layout, "unread")] == ["E"]


def test_names_are_guessed_where_no_column_is_called_so(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""Foo | Land | Webseite
        BioRegio | Deutschland | www.bio.de
        Cyber Forum | Deutschland | cyberforum.de""")
    )
    assert [one.field for one in layout.columns] == ["name", "country", "website"]
    assert told(layout, "doubt").keys() == {(1, "A")}
    assert not told(layout, "unread")


DIRECTORY = """BioRegio STERN
Stuttgart
www.bioregio-stern.de
info@bioregio-stern.de

Cyber Forum
Karlsruhe
www.cyberforum.de

Silicon Saxony
Dresden
www.silicon-saxony.de
Tel. +49 351 123456"""


def test_a_directory_in_one_column_is_read_by_blocks(reader: LayoutReader) -> None:
    layout = reader.read(drawn(DIRECTORY))
    assert layout.table == "clusters"
    assert numbers(layout) == [1, 6, 10]
    cells = {"Cyber Forum", "www.cyberforum.de", "Karlsruhe"}
    assert {*filter(None, layout.sheet.rows[1])} == cells
    assert {one.field for one in layout.columns} >= {"name", "website", "city"}
    assert {one.letters for one in layout.columns} == {"A"}
    assert "read as 3 blocks" in next(iter(told(layout, "doubt").values()))


def test_lines_that_say_what_they_are(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""BioRegio STERN
        Land: Deutschland
        Mitglieder: 85
        Branchen: Biotechnologie

        Cyber Forum
        Mitglieder: 1200
        Land: Deutschland""")
    )
    assert fields(layout) == {
        "Name": "name", "Branchen": "sectors", "Land": "country",
        "Mitglieder": "members",
    }  # fmt: skip


def test_lines_that_are_no_blocks_are_told(reader: LayoutReader) -> None:
    layout = reader.read(drawn("One\nTwo\nThree\n\nFour\nFive"))
    assert layout.table == ""
    assert [remark.kind for remark in layout.remarks] == ["unread"]


def test_cells_merged_downwards_count_in_each_row(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("Land | Cluster\nDeutschland | A\n | B\nFrankreich | C", [(2, 0, 3, 0)])
    )
    assert [row[0] for row in layout.sheet.rows[1:]] == [
        "Deutschland", "Deutschland", "Frankreich",
    ]  # fmt: skip


_LISTS = (
    """Clustername | Land | Sitz | Branche 1 | Branche 2 | Japan | KMU | Web | Foo
    BioRegio | Deutschland | Stuttgart | Biotech | Pharma | x | 85 | www.bio.de | q
    Cyber Forum | Deutschland | Karlsruhe | IT | | | 1.200 | cyberforum.de | w
    Systematic | Frankreich | Paris | IT | | x | 400 | systematic.org | """,
    """Name (EN) | Name (PL) | Kraj | Liczba członków | w tym MŚP | E-mail | Opis
    Metal Cluster | Klaster Metalowy | Polska | 80 | 60 | a@b.pl | Firmy z Opola
    Wood Cluster | Klaster Drzewny | Polska | 30 | 29 | c@d.pl | Drewno""",
)


@settings(max_examples=25)
@given(st.sampled_from(_LISTS), st.data())
def test_what_stands_around_and_the_order_of_columns_change_nothing(
    reader: LayoutReader, text: str, data: st.DataObject
) -> None:
    plain = drawn(text)
    width = max(map(len, plain.rows))
    order = data.draw(st.permutations([*range(width), None, None]))
    notes = data.draw(st.lists(st.sampled_from(_NOTES), max_size=3))
    gaps = data.draw(st.lists(st.integers(1, 3), min_size=9, max_size=9))
    rows = [
        ["" if at is None or at >= len(row) else row[at] for at in order]
        for row in plain.rows
    ]
    rows = [*([note, *[""] * (len(order) - 1)] for note in notes), *rows]
    steps = [sum(gaps[: at + 1]) for at in range(len(rows))]
    moved = reader.read(Sheet("list.xlsx", "", rows, steps))
    assert _what_is_read(moved) == _what_is_read(reader.read(plain))


_NOTES = ("Clusters 2024", "Stand: 3.2.2024", "For internal use only", "Mitglieder")


def _what_is_read(layout: Layout) -> tuple[object, ...]:
    """Cells by field, and what is told, without places."""
    cells = sorted(
        (row, one.header, one.field, one.code, one.certainty, _cell(layout, place, one))
        for row, place in enumerate(layout.rows)
        for one in layout.columns
    )
    remarks = sorted(
        (one.kind, one.place.header, one.value, one.chosen)
        for one in layout.remarks
        if one.place.column
    )
    return layout.table, cells, remarks


def _cell(layout: Layout, place: int, one: FoundColumn) -> str:
    row = layout.sheet.rows[place]
    return row[one.position] if one.position < len(row) else ""


def test_examples_and_sheets_beside_the_lists_are_left_out(
    reader: LayoutReader,
) -> None:
    sheet = drawn("Name | Technology 1\nBeispiel: Muster | IoT\nAlpen | 3D printing")
    layout = reader.read(sheet)
    assert numbers(layout) == [3]
    assert fields(layout) == {"Name": "name", "Technology 1": "technologies"}
    assert reader.read(replace(sheet, name="Drop-Down")).table == ""


def test_a_form_is_read_as_a_list(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""Cluster profile
        Name | BioRegio | Cyber Forum
        Country | Germany | Germany
        Number of members | 85 | 1.200""")
    )
    assert fields(layout) == {
        "Name": "name", "Country": "country", "Number of members": "members",
    }  # fmt: skip
    assert numbers(layout) == [2, 2]
    assert len(told(layout, "doubt")) == 1


def test_lists_below_each_other_are_read_each(reader: LayoutReader) -> None:
    text = """Cluster | Country
    A | Austria

    B | Germany

    Project | Programme | Start date
    GOING | COSME | 2018"""
    first, second = reader.lists(drawn(text))
    assert (first.table, first.header, numbers(first)) == ("clusters", 1, [2, 4])
    assert (second.table, second.header, numbers(second)) == ("partnerships", 6, [7])


def test_countries_between_rows_are_those_of_the_rows_below(
    reader: LayoutReader,
) -> None:
    layout = reader.read(
        drawn("""Cluster | Branche | Mitglieder
        Deutschland
        A | Textil | 33
        B | Holz | 22
        Österreich
        C | Holz | 22""")
    )
    assert numbers(layout) == [3, 4, 6]
    assert fields(layout)["Country (heading)"] == "country"
    countries = [layout.sheet.rows[place][-1] for place in layout.rows]
    assert countries == ["Deutschland", "Deutschland", "Österreich"]


def test_persons_are_no_organisations(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""Name | Vorname | Organisation | Land
        Müller | Anna | A | Österreich
        Huber | Max | B | Deutschland""")
    )
    assert [*fields(layout).values()] == ["personal", "personal", "name", "country"]


def test_labels_of_codes_are_no_organisations(reader: LayoutReader) -> None:
    layout = reader.read(
        drawn("""Code | Bezeichnung
        automotive | Automobilindustrie
        textile | Textilindustrie""")
    )
    assert layout.table == ""


def test_a_partnership_said_once_counts_for_the_rows_below(
    reader: LayoutReader,
) -> None:
    layout = reader.read(
        drawn("""Project | Partner | Country
        GOING | Alpha | AT
         | Beta | DE
        RUNNING | Alpha | AT
         | Delta | ES""")
    )
    assert layout.table == "members"
    projects = [layout.sheet.rows[place][0] for place in layout.rows]
    assert projects == ["GOING", "GOING", "RUNNING", "RUNNING"]
    assert (1, "A") in told(layout, "doubt")


STATES = """Name | Land | Homepage
Cluster A | BW | www.a.example.de
Cluster B | SN | www.b.example.de
Cluster C | BE | www.c.example.de
"""


def test_letters_of_states_are_regions_and_no_far_countries(
    reader: LayoutReader,
) -> None:
    layout = reader.read(drawn(STATES))
    assert [one.field for one in layout.columns] == ["name", "region", "website"]
