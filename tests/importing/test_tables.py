"""Which table a list is of: organisations, partnerships or memberships."""

from __future__ import annotations

import pytest

from matcher.importing.mapping import Mapping
from matcher.importing.shapes.reading import LayoutReader
from matcher.registry.registry import Registry
from tests.importing.drawn import drawn, fields, told


@pytest.fixture(scope="module")
def reader(registry: Registry) -> LayoutReader:
    return LayoutReader(registry, Mapping())


ORGANISATIONS = """
Nazwa klastra | Skrót | Koordynator | Województwo | Branża
Klaster Jachtowy | PKJ | Agencja Wodna S.A. | pomorskie | jachty
Klaster Okien | KO | Izba Okienna | małopolskie | okna

Cluster | Acronym | Coordinator | Country | Sector
Yacht Cluster | YC | Water Agency | Poland | ships
Windows Cluster | WC | Chamber of Windows | France | glass

Nazwa | Skrót | Kraj | Siedziba | Strona | Koordynator
Klaster Jachtowy | PKJ | Polska | Gdańsk | pkj.pl | Anna Nowak
Klaster Okien | KO | Polska | Kraków | ko.pl | Piotr Zieliński

Title | Date | nombre_corto | pais | localidad | web
Clúster del Mueble | 2024-01-11 | | España | Lucena | mueble.es
Calzado Elda | 2024-02-11 | | España | Elda | calzado.es

Sigle | Nom du pôle | Pilote | Ville | Adhérents | Date
PAV | Pôle Agro Val | Région Centre | Tours | 80 | 2021-02-03
PIM | Pôle Image | Région Nord | Lille | 120 | 2020-05-06

Partenaire | Acronyme | Type | Pays | Champs d'application | Convention signée
Centre des Céramiques | CTCL | Centre | France | Céramique | 2022-03-15
Institut de la Forêt | INAF | Laboratoire | France | Bois | 2021-09-02

Agrupación | Siglas | Municipio | Ámbito | Mercados | Socios | Alta
Clúster del Agua | CA | Sevilla | textil | Chile | 40 | 2011
Foro del Metal | FM | Madrid | madera | Perú | 65 | 2015

Nom | Sigle | Ville | Membres | Depuis | Filière
Pôle Image | PI | Lille | 80 | 2011 | textile
Pôle Bois | PB | Lyon | 65 | 2015 | bois

Kurzname | Name | Leitung | Land | Gegründet
BCN | Bio Cluster Nord | Universität Kiel | Deutschland | 2004
OTS | Optik Süd | Technik GmbH | Deutschland | 2011
"""
PARTNERSHIPS = """
Acronym | Title | Coordinator | Start | End
GREENGO | Green goes global | Yacht Cluster | 2018-01-01 | 2020-01-01
SEAGO | Sea goes global | Windows Cluster | 2019-01-01 | 2021-01-01

Acronym | Title | Coordinator | Country | Start | End | Partners
GREENGO | Green goes global | Yacht Cluster | Poland | 2018 | 2020 | A; B; C
SEAGO | Sea goes global | Windows Cluster | France | 2019 | 2021 | D; E

Akronim | Tytuł | Lider | Program | Partnerzy
GREENGO | Zielone rynki | Klaster Jachtowy | COSME | A; B; C
SEAGO | Morskie rynki | Klaster Okien | COSME | D; E

Kurztitel | Federführung | Land | Laufzeitbeginn | Laufzeitende | Partner
GREENGO | Bio Cluster Nord | Deutschland | 2018 | 2020 | A; B; C
SEAGO | Optik Süd | Österreich | 2019 | 2021 | D; E
"""
MEMBERSHIPS = """
Partnership | Member | Role
GREENGO | Yacht Cluster | Coordinator
GREENGO | Windows Cluster | Partner

Partnership | Member
GREENGO | Yacht Cluster
GREENGO | Windows Cluster
SEAGO | Windows Cluster

Projekt | Mitglied | Rolle | Land
GREENGO | Bio Cluster Nord | Koordinator | Deutschland
SEAGO | Optik Süd | Partner | Deutschland

Konsorcjum | Członek | Rola
GREENGO | Klaster Jachtowy | lider
GREENGO | Klaster Okien | partner
"""
LISTS = [
    (table, text)
    for table, texts in (
        ("clusters", ORGANISATIONS),
        ("partnerships", PARTNERSHIPS),
        ("members", MEMBERSHIPS),
    )
    for text in texts.strip().split("\n\n")
]


@pytest.mark.parametrize(("table", "text"), LISTS)
def test_a_list_is_of_what_most_of_its_columns_are(
    table: str, text: str, reader: LayoutReader
) -> None:
    layout = reader.read(drawn(text))
    assert layout.table == table, fields(layout)
    wanted = {
        "clusters": {"name"},
        "partnerships": {"acronym", "coordinator"},
        "members": {"partnership", "cluster"},
    }
    assert wanted[table] <= {*fields(layout).values()}


@pytest.mark.parametrize(("table", "text"), LISTS[:2])
def test_what_may_be_of_another_table_is_a_doubt(
    table: str, text: str, reader: LayoutReader
) -> None:
    layout = reader.read(drawn(text))
    (why,) = (w for (_, column), w in told(layout, "doubt").items() if not column)
    assert "may be partnerships too" in why
    (doubt,) = (one for one in layout.remarks if one.alternatives == ("partnerships",))
    assert (doubt.chosen, doubt.line) == (table, 'table = "partnerships"')


ROLES = (
    "Antragsteller Wnioskodawca Solicitante Demandeur Applicant Richiedente Porteur "
    "Koordinator Aussteller Wystawca Exposant Beneficjent Zuwendungsempfänger"
).split()


@pytest.mark.parametrize("role", ROLES)
def test_organisations_are_found_by_what_they_do(
    role: str, reader: LayoutReader
) -> None:
    text = f"""{role} | Land | Branche
    Agrartechnik Weser e. V. | DE | Landtechnik
    Gesundheitscluster Lübeck | DE | Medizinprodukte"""
    layout = reader.read(drawn(text))
    assert (layout.table, fields(layout)[role]) == ("clusters", "name")


@pytest.mark.parametrize("role", ROLES[:8])
def test_persons_are_none_whatever_they_do(role: str, reader: LayoutReader) -> None:
    text = f"""{role} | Land | Branche
    Anna Schmidt | DE | Landtechnik
    Jan Nowak | PL | Medizinprodukte"""
    assert "name" not in fields(reader.read(drawn(text))).values()


@pytest.mark.parametrize(
    "persons",
    [
        ("Anna Wiśniewska", "Jiří Dvořák"),
        ("Schmidt, Anna", "MÜLLER, HANS-PETER"),
        ("Dr. Jean-Luc Moreau", "Mme Claire Petit"),
    ],
)
def test_persons_who_coordinate_are_left_out(
    persons: tuple[str, str], reader: LayoutReader
) -> None:
    one, other = persons
    layout = reader.read(
        drawn(f"""Acronym | Title | Coordinator | Partners | Start
        GREENGO | Green goes global | {one} | A; B | 2018
        SEAGO | Sea goes global | {other} | C; D | 2019""")
    )
    assert (layout.table, fields(layout)["Coordinator"]) == ("partnerships", "personal")
    assert not any(one in str(remark) for remark in layout.remarks)
