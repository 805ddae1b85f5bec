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


@pytest.mark.parametrize("mark", ["x", "X", "✓"])
@pytest.mark.parametrize(
    "labels",
    [
        ("Automobil", "Luftfahrt", "Lebensmittel", "Holz", "USA", "China", "Indien"),
        ("Automotive", "Textile", "Wood", "Japan", "Brazil", "Canada", "Israel"),
    ],
)
def test_labels_of_crosses_hide_no_header_below_a_title(
    reader: LayoutReader, labels: tuple[str, ...], mark: str
) -> None:
    crosses = [
        [mark if at % n_apart == 0 else "" for at in range(7)] for n_apart in (1, 2, 3)
    ]
    names = ("Alpha Hub", "Beta Net", "Gamma Ring")
    lines = [[name, "DE", *each] for name, each in zip(names, crosses, strict=True)]
    rows = [[f"Matrix of clusters ({mark} = yes)"], ["Name", "Land", *labels], *lines]
    layout = reader.read(drawn("\n".join(" | ".join(row) for row in rows)))
    assert cells(layout, "name") == [*names]
    assert [one.header for one in layout.columns if one.code] == [*labels]


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


@pytest.mark.parametrize("header", ["Clúster", "Nazwa", "Organisme"])
def test_towns_in_a_line_below_names(reader: LayoutReader, header: str) -> None:
    rows = [[header, "Sede", "Sector"], ["Mar\nGijón (Asturias)", "Ver mapa", "Wine"]]
    rows += [
        ["ProFood\nMurcia", "Ver mapa", "Food"],
        ["Tic\nNowhere", "Ver mapa", "IT"],
    ]
    layout = reader.read(Sheet("a.csv", "", rows, range(1, 5)))
    assert cells(layout, "name") == ["Mar", "ProFood", "Tic"]
    assert cells(layout, "city") == ["Gijón (Asturias)", "Murcia", "Nowhere"]


def test_names_that_go_on_in_a_second_line_stay_whole(reader: LayoutReader) -> None:
    rows = [["Name", "Sector"], ["Verbund\nfür Bau", "IT"], ["Netz\nder Mode", "Food"]]
    layout = reader.read(Sheet("a.csv", "", rows, range(1, 4)))
    assert cells(layout, "name") == ["Verbund\nfür Bau", "Netz\nder Mode"]


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


@pytest.mark.parametrize(
    "header", ["Col1 | Col2 | Col3", "abc | def | ghi", "Boh | CC | Mah"]
)
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


@pytest.mark.parametrize(
    ("pages", "is_own"),
    [
        (("https://alpha.eu", "https://beta.eu"), True),
        (("https://list.eu/alpha", "https://list.eu/beta"), False),
    ],
)
def test_pages_of_one_directory_are_no_websites(
    reader: LayoutReader, pages: tuple[str, str], is_own: bool
) -> None:
    rows = [["Name", "Country"], ["Alpha", "FR"], ["Beta", "ES"]]
    links = {(row, 0): page for row, page in enumerate(pages, start=2)}
    layout = reader.read(Sheet("a.xlsx", "", rows, range(1, 4), links=links))
    assert ("website" in fields(layout).values()) == is_own


@pytest.mark.parametrize(
    "menu",
    ["", "Startseite | Über uns | Kontakt | Suche\n", "Accueil | Annuaire | Aide\n"],
)
@pytest.mark.parametrize("label", ["Branchen: | ", "Branchen: "])
def test_labels_apart_from_what_they_say_are_of_a_page(
    reader: LayoutReader, menu: str, label: str
) -> None:
    blocks = "".join(
        f"\n{name} Netzwerk\n{seat}\n{label}{sector}\nmehr erfahren »\n"
        for name, seat, sector in (
            ("Ulm", "89073 Ulm, Deutschland", "Biotechnologie, Textil"),
            ("Linz", "4020 Linz, Österreich", "Holz"),
            ("Jena", "07743 Jena, Deutschland", "Optik"),
        )
    )
    (layout,) = reader.lists(
        drawn(f"{menu}Suchergebnis: 3 Netzwerke gefunden\n{blocks}")
    )
    assert cells(layout, "name") == ["Ulm Netzwerk", "Linz Netzwerk", "Jena Netzwerk"]
    assert cells(layout, "country") == ["Deutschland", "Österreich", "Deutschland"]
    assert cells(layout, "sectors") == ["Biotechnologie, Textil", "Holz", "Optik"]


@pytest.mark.parametrize("title", ["", "Ausstellerliste", "Targi 2027 – zgłoszenia"])
@pytest.mark.parametrize(
    "header",
    [
        "Halle/Stand | Aussteller | Land | Gebinde | Besucher | Bestätigt | Raum",
        "Stoisko | Wystawca | Kraj wystawcy | Xyz | Opłacone | Powierzchnia | Sala",
        "Stand | Exposant | Pays de l'exposant | Xyz | Payé | Surface | Salle",
    ],
)
def test_a_header_below_a_title_may_hold_little_that_is_known(
    reader: LayoutReader, title: str, header: str
) -> None:
    rows = "A1/12 | Käse Verbund | DE | Käse | 320 | ja | a\n" * 2
    text = f"{title}\n{header}\n{rows}A1/20 | Obst Verein | PL | Obst | 95 | nein | b"
    layout = reader.read(drawn(text))
    assert cells(layout, "name") == ["Käse Verbund", "Käse Verbund", "Obst Verein"]
    assert cells(layout, "country") == ["DE", "DE", "PL"]
