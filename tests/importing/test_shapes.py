"""Where a list stands in a sheet: its header, its rows, its columns."""

from __future__ import annotations

import pytest

from matcher import Registry
from matcher.importing.shapes.reading import LayoutReader
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


def test_a_name_that_may_mean_two_things_is_a_doubt(reader: LayoutReader) -> None:
    layout = reader.read(drawn(GERMAN))
    (problem,) = told(layout, "doubt").values()
    assert problem == (
        "its name may mean more than one thing: taken as city. If it is not: "
        '"sitz" = "region"'
    )


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
    layout = reader.read(drawn("Name | Country\nA | Stuttgart\nB | Dresden"))
    assert fields(layout) == {"Name": "name", "Country": ""}
    assert (
        "it is called country, but holds cells such as 'Stuttgart'"
        in (told(layout, "unread")[1, "B"])
    )


def test_a_sheet_that_is_no_list_is_told(reader: LayoutReader) -> None:
    layout = reader.read(drawn("Annual report\nMade in 2024\nby the office"))
    assert layout.table == ""
    assert [remark.kind for remark in layout.remarks] == ["note"]
