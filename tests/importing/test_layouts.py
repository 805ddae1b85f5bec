"""Lists laid out as pages are: side by side, as cards, with several things in cells."""

from __future__ import annotations

import pytest

from matcher import Registry
from matcher.importing.shapes.reading import LayoutReader
from matcher.importing.sheet import Sheet
from tests.importing.drawn import drawn, fields, numbers, told
from tests.importing.test_arrangements import cells


@pytest.fixture(scope="module")
def reader(registry: Registry) -> LayoutReader:
    return LayoutReader(registry)


@pytest.mark.parametrize(
    ("header", "merged"),
    [
        ("Klynge | Branche | | Klastr | Obor", True),
        ("Klynge | Branche | | Klastr | Obor", False),
        ("Name | Sector | | Name | Sector", True),
    ],
)
def test_sectors_of_one_list_never_go_to_the_next(
    reader: LayoutReader, header: str, merged: bool
) -> None:
    text = f"""Danmark | | | Česko |
    {header}
    Energy Cluster | Energi | | Autoklastr | Furniture
    Robotklynge | Robotter | | Klastr skla | Textiles
    Skaldyr | Fiskeri | | |"""
    sheet = drawn(text, [(1, 0, 1, 1), (1, 3, 1, 4)] if merged else ())
    left, right = reader.lists(sheet)
    assert cells(left, "name") == ["Energy Cluster", "Robotklynge", "Skaldyr"]
    assert cells(left, "country") == ["Danmark"] * 3
    assert cells(right, "name") == ["Autoklastr", "Klastr skla"]
    assert cells(right, "sectors") == ["Furniture", "Textiles"]
    assert cells(right, "country") == ["Česko"] * 2


def test_a_list_beside_that_nobody_understands_is_told(reader: LayoutReader) -> None:
    text = """Danmark | | | Česko |
    Klynge | Branche | | Foo | Xyz
    Energy Cluster | Energi | | Autoklastr | nic
    Robotklynge | Robotter | | Klastr skla | neco"""
    left, right = reader.lists(drawn(text))
    assert (cells(left, "name"), right.table) == (["Energy Cluster", "Robotklynge"], "")
    assert right.remarks


def test_a_header_said_again_beside_itself(reader: LayoutReader) -> None:
    text = """Name | Country | Name | Country | Name | Country
    Alpha | FR | Beta | ES | Gamma | IT
    Delta | PL | Epsilon | DE | |"""
    found = reader.lists(drawn(text))
    names = [cells(one, "name") for one in found]
    assert names == [["Alpha", "Delta"], ["Beta", "Epsilon"], ["Gamma"]]


def test_contacts_beyond_an_empty_column_stay_with_their_rows(
    reader: LayoutReader,
) -> None:
    text = "Cluster | City | | Contact name | E-mail\nAlpha | Linz | | Ann B | a@b.at"
    (layout,) = reader.lists(drawn(text))
    assert cells(layout, "name") == ["Alpha"]


CARDS = (
    """Meet our clusters
    Alpha Energy | | Corallia | | Tweed
    📍 Milano, Italy | | 📍 Athens, Greece | | 📍 Liège, Belgium
    Sector: Energy storage | | Sector: Furniture | | Sector: Textiles

    Pump Group | | Peat Guild | | Pack Ring
    📍 Esbjerg, Denmark | | 📍 Letterkenny, Ireland | | 📍 Barcelona, Spain
    Sector: Metalworking | | Sector: Fishing | | Sector: Packaging""",
    """Alpha Energy | Corallia | Tweed
    Milano, Italy | Athens, Greece | Liège, Belgium
    Sector: Energy storage | Sector: Furniture | Sector: Textiles
    alpha.it | corallia.gr | tweed.be

    Pump Group | Peat Guild | Pack Ring
    Esbjerg, Denmark | Letterkenny, Ireland | Barcelona, Spain
    Sector: Metalworking | Sector: Fishing | Sector: Packaging
    pump.dk | peat.ie | pack.es""",
)


@pytest.mark.parametrize("text", CARDS)
def test_cards_next_to_each_other(reader: LayoutReader, text: str) -> None:
    layout = reader.read(drawn(text))
    found = [
        *zip(
            *(cells(layout, f) for f in ("name", "city", "country", "sectors")),
            strict=True,
        )
    ]
    assert found == [
        ("Alpha Energy", "Milano", "Italy", "Energy storage"),
        ("Corallia", "Athens", "Greece", "Furniture"),
        ("Tweed", "Liège", "Belgium", "Textiles"),
        ("Pump Group", "Esbjerg", "Denmark", "Metalworking"),
        ("Peat Guild", "Letterkenny", "Ireland", "Fishing"),
        ("Pack Ring", "Barcelona", "Spain", "Packaging"),
    ]
    assert (0, "") in told(layout, "doubt")


@pytest.mark.parametrize(
    ("header", "one", "other"),
    [
        ("Entidade (país)", "Alpha (Portugal)", "Beta (Espanha)*"),
        ("Cluster", "Alpha (Portugal)", "Beta [Spain]"),
        ("Organisation / Country", "Alpha / Portugal", "Beta / Spain"),
        ("Organisation, Land", "Alpha, Portugal", "Beta, Spanien"),
        ("Nom et pays", "Alpha – Portugal", "Beta – Espagne"),
        ("Country – Organisation", "PT – Alpha", "ES – Beta"),
        ("Name (country)", "Alpha | PT", "Beta | ES"),
    ],
)
def test_names_and_countries_in_one_cell(
    reader: LayoutReader, header: str, one: str, other: str
) -> None:
    rows = [[header, "Sector"], [one, "Textiles"], [other, "Furniture"]]
    layout = reader.read(Sheet("a.csv", "", rows, range(1, 4)))
    assert cells(layout, "name") == ["Alpha", "Beta"]
    assert len(cells(layout, "country")) == 2


def test_countries_in_names_beside_their_column_stay(reader: LayoutReader) -> None:
    text = "Cluster | Country\nAlpha (Spain) | ES\nBeta (Italy) | IT"
    layout = reader.read(drawn(text))
    assert cells(layout, "name") == ["Alpha (Spain)", "Beta (Italy)"]


@pytest.mark.parametrize(
    ("field", "one", "end"),
    [
        ("Country", "Europe>France", "France"),
        ("Country", "World › Europe › France", "France"),
        ("Sector", "Industry > Textiles|Services > Tourism", "Textiles|Tourism"),
        ("Region", "España > Galicia", "Galicia"),
    ],
)
def test_of_paths_the_last_name_counts(
    reader: LayoutReader, field: str, one: str, end: str
) -> None:
    rows = [["Name", field, "Members"], ["Alpha", one, "3"], ["Beta", one, "4"]]
    layout = reader.read(Sheet("a.csv", "", rows, range(1, 4)))
    assert [row[1] for row in layout.sheet.rows[1:]] == [end, end]
    assert (0, "B") in told(layout, "note")


@pytest.mark.parametrize("header", ["Col1 | Col2 | Col3", "abc | def | ghi"])
def test_a_header_that_nobody_knows_is_no_organisation(
    reader: LayoutReader, header: str
) -> None:
    layout = reader.read(
        drawn(f"""{header}
        BioRegio | Germany | www.bio.de
        Cyber Forum | France | cyberforum.de
        Silicon Saxony | Italy | silicon-saxony.de""")
    )
    assert (layout.header, numbers(layout)) == (1, [2, 3, 4])
    assert [*fields(layout).values()][:2] == ["name", "country"]


def test_names_below_a_header_that_only_knows_what_is_beside_them(
    reader: LayoutReader,
) -> None:
    text = """Col1 | Col2 | NACE | n
    Basque Energy | info@energy.es | 35.11 | 12
    Oost Food | mail@oost.nl | 10.1 | 13"""
    layout = reader.read(drawn(text))
    assert cells(layout, "name") == ["Basque Energy", "Oost Food"]
    assert (1, "A") in told(layout, "doubt")


def test_groups_above_names_of_columns(reader: LayoutReader) -> None:
    text = """Overview
    | | Sectors | | | Target markets |
    Cluster | Region | Automotive | Furniture | Textiles | USA | China
    Autoklastr | Moravia | yes | no | no | yes | no
    Clutex | Liberec | no | no | yes | yes | yes"""
    layout = reader.read(drawn(text))
    assert numbers(layout) == [4, 5]
    assert [*fields(layout).values()] == [
        "name", "region", "sectors automotive", "sectors furniture", "sectors textile",
        "target_markets US", "target_markets CN",
    ]  # fmt: skip


def test_countries_and_regions_above_their_rows(reader: LayoutReader) -> None:
    text = """Nom | Activité | Site | Adhérents
    France
    Bretagne
    Images et Réseaux | Numérique | a.fr | 250
    Occitanie
    Aerospace Valley | Aéronautique | b.fr | 800
    Belgique
    Wallonie
    Skywin | Aéronautique | c.be | 100"""
    layout = reader.read(drawn(text))
    assert cells(layout, "country") == ["France", "France", "Belgique"]
    assert cells(layout, "region") == ["Bretagne", "Occitanie", "Wallonie"]


@pytest.mark.parametrize(
    "footer",
    [
        "Confidential Information - Do Not Distribute\nGenerated By: Ann\nAcme Inc",
        "Exported from CRM\nAcme Inc",
        "Quelle: eigene Erhebung\nMusterfirma",
    ],
)
def test_what_reports_write_below_is_no_organisation(
    reader: LayoutReader, footer: str
) -> None:
    text = f"Name | Country | Sector\nAlpha | FR | Food\nBeta | ES | Food\n\n{footer}"
    layout = reader.read(drawn(text))
    assert numbers(layout) == [2, 3]
    assert all((row, "") in told(layout, "note") for row in range(5, layout.rows[-1]))


@pytest.mark.parametrize("header", ["Lead/Partner", "Partner type", "Participant"])
def test_roles_are_no_organisations(reader: LayoutReader, header: str) -> None:
    text = f"""{header} | Organisation | Country | Sector
    Lead | Alpha | FR | Food
    Partner | Beta | ES | Textiles"""
    layout = reader.read(drawn(text))
    assert (layout.table, cells(layout, "name")) == ("clusters", ["Alpha", "Beta"])


def test_names_in_two_columns(reader: LayoutReader) -> None:
    text = """Name 1 | Name 2 | Ort | LKZ
    Kunststoff-Netzwerk | Franken e.V. | Bayreuth | DE
    Holzcluster | | Graz | AT"""
    layout = reader.read(drawn(text))
    names = ["Kunststoff-Netzwerk Franken e.V.", "Holzcluster"]
    assert cells(layout, "name") == names
    assert (0, "A") in told(layout, "doubt")


def test_numbered_questions(reader: LayoutReader) -> None:
    headers = (
        "Frage 1: Wie heißt Ihr Cluster?|Frage 2: In welchem Land sitzt Ihr Cluster?|"
        "Q3. In welche Länder möchten Ihre Mitglieder exportieren?|4) Welche Branchen "
        "vertreten Ihre Mitglieder?|Frage 5: Wie viele Mitglieder hat Ihr Cluster?"
    )
    rows = "BioRegio|DE|Japan, USA|Biotech|85\nAlpen|CH|Kanada|Textil|30"
    layout = reader.read(drawn(f"{headers}\n{rows}"))
    found = ["name", "country", "target_markets", "sectors", "members"]
    assert [*fields(layout).values()] == found


@pytest.mark.parametrize(
    ("corner", "labels", "field"),
    [
        ("Market", ("Japan", "USA", "Chile"), "target_markets"),
        ("Branche", ("Textil", "Möbel", "Automotive"), "sectors"),
        ("x = yes", ("Japan", "USA", "Chile"), "target_markets"),
    ],
)
def test_codes_by_organisations(
    reader: LayoutReader, corner: str, labels: tuple[str, ...], field: str
) -> None:
    marks = ("x | | x", "| x |", "x | x |")
    rows = [f"{a} | {b}" for a, b in zip(labels, marks, strict=True)]
    lines = [f"{corner} | Alpha Ring | Beta Ring | Gamma Ring", *rows]
    layout = reader.read(drawn("\n".join(lines)))
    assert cells(layout, "name") == ["Alpha Ring", "Beta Ring", "Gamma Ring"]
    assert [one.field for one in layout.columns] == ["name", *[field] * 3]
    assert (0, "") in told(layout, "doubt")


def test_names_of_columns_for_a_program_are_no_organisation(
    reader: LayoutReader,
) -> None:
    text = """Name of your cluster | Country | Sectors | Markets
    Q1 | Q2 | Q3_1 | Q4
    Alpha Ring | FR | Food | Japan"""
    assert numbers(reader.read(drawn(text))) == [3]


def test_a_table_that_nobody_understands_is_told(reader: LayoutReader) -> None:
    layout = reader.read(drawn("abc | def\nghi | jkl\nmno | pqr\nstu | vwx"))
    assert (layout.table, [*told(layout, "unread")]) == ("", [(0, "")])
