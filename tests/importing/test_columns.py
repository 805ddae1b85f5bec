"""What columns are taken for by what they hold, where their names say too little."""

from __future__ import annotations

import pytest

from matcher import Registry
from matcher.importing.mapping import Mapping
from matcher.importing.running import import_sheets
from matcher.importing.shapes.reading import LayoutReader
from tests.importing.drawn import drawn, fields, told


@pytest.fixture(scope="module")
def reader(registry: Registry) -> LayoutReader:
    return LayoutReader(registry)


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Reichweite heute", "USA / Kanada|Japan / Brasilien|Indien", "target_markets"),
        ("Vizyon", "Angola|Brazil|Japan", "target_markets"),
        ("Destinos actuales", "Perú|Chile|Japón", "target_markets"),
        ("Wat", "textile machinery|olive growing|mining equipment", "sectors"),
        ("Kto", "Angola|Mozambik|Brazylia", "target_markets"),
        ("How many members do you have?", "Textiles|Automotive|Furniture", "sectors"),
        ("Which members go where?", "Japan, Chile|Peru|Brazil, USA", "target_markets"),
    ],
)
def test_cells_decide_with_a_doubt_where_names_do_not(
    reader: LayoutReader, header: str, cells: str, field: str
) -> None:
    rows = [f"C{n} Cluster | FR | {c}" for n, c in enumerate(cells.split("|"))]
    layout = reader.read(drawn("\n".join([f"Cluster name | Land | {header}", *rows])))
    assert fields(layout)[header] == field
    assert (1, "C") in told(layout, "doubt")


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("Vos secteurs d'activité [Meubles ; plastique]", "sectors furniture plastics"),
        ("Branchen (Möbel, Kunststoff)", "sectors furniture plastics"),
        ("Target markets: Chile and Peru", "target_markets CL PE"),
        ("Zielmärkte [Japan]", "target_markets JP"),
        ("Target market Japan", "target_markets JP"),
        ("Interested in: Japan (yes/no)", "target_markets JP"),
        ("Interested in - Furniture (ja/nein)", "sectors furniture"),
        ("Target market: Gulf states (x = yes)", "target_markets GCC"),
    ],
)
def test_a_mark_is_all_that_its_label_says(
    reader: LayoutReader, header: str, taken: str
) -> None:
    layout = reader.read(drawn(f"Name | Land | {header}\nAlpha | FR | x\nBeta | FR |"))
    field, *codes = fields(layout)[header].split()
    assert [field, *sorted(codes)] == [taken.split()[0], *sorted(taken.split()[1:])]
    assert (1, "C") not in told(layout, "doubt")


def test_a_mark_of_a_part_of_its_label_is_a_doubt(reader: LayoutReader) -> None:
    header = "Branchen [Xyzzy Textil]"
    layout = reader.read(drawn(f"Name | Land | {header}\nAlpha | FR | x\nBeta | FR |"))
    assert fields(layout)[header] == "sectors textile"
    assert (1, "C") in told(layout, "doubt")


def test_a_mark_of_several_codes_says_each(nobody: Registry) -> None:
    sheet = drawn(
        "Name | Land | Target markets [Maghreb]\nAlpha | FR | oui\nBeta | FR | non"
    )
    alpha, beta = import_sheets([sheet], nobody, Mapping()).registry.clusters
    assert {"MA", "DZ", "TN"} <= {*alpha.target_markets}
    assert beta.target_markets == ()


PERSONS = ["Anna Schmidt", "Jean Dupont", "Maria Rossi"]
OF_PERSONS = [
    "Name Organisation E-mail", "Full_name Company Phone", "Name Einrichtung Telefon",
    "Name Verein E-Mail", "Nom Organisme Courriel", "Nom Structure Mél",
    "Nombre Organización Correo", "Nombre Entidad Teléfono", "Nome Ente E-mail",
    "Nome Organizzazione Cellulare", "Naam Organisatie E-mail", "Naam Instelling GSM",
    "Nazwa Organizacja E-mail", "Nazwa Instytucja Telefon", "Nome Organização E-mail",
    "Nome Entidade Telemóvel",
]  # fmt: skip


@pytest.mark.parametrize("headers", OF_PERSONS)
@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 0, 1), (2, 1, 0)])
@pytest.mark.parametrize("orgs", ["ABC", "AAB", "AAA"])
def test_organisations_come_before_who_may_be_persons(
    nobody: Registry, headers: str, order: tuple[int, ...], orgs: str
) -> None:
    names = [f"Minalogic {one} Cluster" for one in orgs]
    mails = [f"p{n}@x.eu" for n in range(3)]
    rows = [
        headers.replace("_", "\u00a0").split(" "),
        *zip(PERSONS, names, mails, strict=True),
    ]
    text = "\n".join(" | ".join(row[at] for at in order) for row in rows)
    imported = import_sheets([drawn(text)], nobody, Mapping())
    assert {one.name for one in imported.registry.clusters} == {*names}
    assert not any(name in str(imported.registry.clusters) for name in PERSONS)
    problems = [r.problem for r in imported.report.remarks_of("left out")]
    assert any("persons" in problem for problem in problems)


@pytest.mark.parametrize(
    ("labels", "field"),
    [
        ("Automobil | Energie | Textil", "sectors"),
        ("Automobil | Textil | Energie", "sectors"),
        ("Energie | Automobil | Textil | Japan", "sectors"),
        ("Blockchain | Energie | Drohnen", "technologies"),
        ("Automobil | Textil | Energie | Drohnen", "technologies"),
    ],
)
def test_a_mark_is_of_the_kind_of_those_beside_it(
    reader: LayoutReader, labels: str, field: str
) -> None:
    n = labels.count("|")
    text = f"Cluster | Land | {labels}\nAlpha | DE | x {'| x' * n}\nBeta | AT {'|' * n}"
    layout = reader.read(drawn(text))
    found = {one.header: one.field for one in layout.columns}
    assert found["Energie"] == field
    assert any(one.value == "Energie" for one in layout.remarks if one.kind == "doubt")


def test_a_name_of_another_table_counts_by_what_its_cells_hold(
    reader: LayoutReader,
) -> None:
    text = """Akronim | Partnerzy | Obszar | Start | Koniec
    GreenTex | Alpha Cluster, Beta Net | Textiles | 2021 | 2024
    RailWood | Gamma Hub, Delta Ring | Furniture | 2022 | 2025"""
    layout = reader.read(drawn(text))
    assert (layout.table, fields(layout)["Obszar"]) == ("partnerships", "sectors")
    assert (1, "C") in told(layout, "doubt")


@pytest.mark.parametrize(
    "text",
    [
        "Nazwa | Miasto | Eksport |\n| | Kraj 1 | Kraj 2\nA | Łódź | Katar | Norwegia",
        "Name | Ort | Exportland |\n| | Land 1 | Land 2\nA | Ulm | Katar | Norwegen",
        "Nom | Ville | Pays 1 | Pays 2\nA | Lyon | Qatar | Norvège\nB | Lille | Inde |",
        "Name | Town | Country 1 | Country 2\nA | Bath | Qatar | Norway\nB | York | |",
    ],
)
def test_countries_to_go_to_are_no_seats(reader: LayoutReader, text: str) -> None:
    found = [*fields(reader.read(drawn(text))).values()]
    assert found == ["name", "city", "target_markets", "target_markets"]


@pytest.mark.parametrize(
    "header",
    ["Consent GDPR", "Zgoda RODO", "Newsletter", "DSGVO", "RGPD", "Opt-in", "Privacy"],
)
def test_answers_on_a_record_are_no_codes(reader: LayoutReader, header: str) -> None:
    text = f"Name | Land | {header}\nAlpha | FR | true\nBeta | FR | false"
    assert fields(reader.read(drawn(text)))[header] == ""


@pytest.mark.parametrize(
    ("beside", "field"), [("Dernière modification", ""), ("Effectif", "founded")]
)
def test_when_records_were_made_is_no_year_of_foundation(
    reader: LayoutReader, beside: str, field: str
) -> None:
    layout = reader.read(
        drawn(f"""Nom du compte | Pays | Date de création | {beside}
        Alpha | France | 12/03/2019 | 01/02/2024
        Beta | France | 13/03/2019 | 02/02/2024""")
    )
    assert fields(layout)["Date de création"] == field


@pytest.mark.parametrize(("greeting", "field"), [("Firma", "name"), ("Frau", "")])
def test_names_that_are_greeted_as_firms_are_no_persons(
    reader: LayoutReader, greeting: str, field: str
) -> None:
    text = f"""Debitor | Anrede | Name 1 | Name 2 | Ort | Branche
    70001 | {greeting} | Biomed Cluster | e. V. | Leipzig | Textil
    70002 | {greeting} | Holz Forum | gGmbH | Kempten | Holz"""
    assert (
        fields(reader.read(drawn(text))).get("Name 1", "").replace("personal", "")
        == field
    )


@pytest.mark.parametrize("header", ["field_eccp_label", "field_zzz", "Zzz"])
def test_levels_of_a_label_are_no_sectors(reader: LayoutReader, header: str) -> None:
    text = (
        f"Name | Land | {header}\nAlpha | FR | Gold\nBeta | FR | Silver\nGamma | FR | "
    )
    assert fields(reader.read(drawn(text)))[header] == "label"
