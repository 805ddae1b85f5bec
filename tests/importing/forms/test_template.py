"""The template offers every label, and comes in without a doubt once it is filled."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from matcher import Registry, load_registry
from matcher.importing.forms.template import LABELS, N_TO_CHOOSE, template_workbook
from matcher.importing.running import import_files
from matcher.importing.sources import Given
from matcher.registry.vocabulary import LISTS as VOCABULARY_LISTS
from matcher.registry.vocabulary import Vocabulary

KNOWN = load_registry()
LISTS = {"sectors": "Sector", "technologies": "Technology", "target_markets": "Market"}


@pytest.fixture
def book() -> Workbook:
    return load_workbook(BytesIO(template_workbook(KNOWN.vocabulary)))


def write(book: Workbook, sheet: str, number: int, row: dict[str, object]) -> None:
    columns = {cell.value: cell.column for cell in book[sheet][1]}
    for title, value in row.items():
        book[sheet].cell(number, columns[title], value)


def imported(book: Workbook, folder: Path) -> Registry:
    """What comes of a filled template, of which nothing is doubtful or unread."""
    file = BytesIO()
    book.save(file)
    report = import_files([Given("list.xlsx", file.getvalue())], folder)
    assert {remark.kind for remark in report.remarks} <= {"note"}
    return load_registry(folder)


def test_drop_downs_list_every_label(book: Workbook) -> None:
    offered = {
        str(one.sqref).split("2:")[0]: one.formula1
        for one in book["Organisations"].data_validations.dataValidation
    }
    columns = {cell.value: cell.column_letter for cell in book["Organisations"][1]}
    for field, title in LISTS.items():
        labels = {term.label for term in KNOWN.vocabulary.terms(field).values()}
        for number in range(1, N_TO_CHOOSE + 1):
            sheet, area = offered[columns[f"{title} {number}"]].split("!")
            assert sheet == f"'{LABELS}'"
            cells = [cell.value for (cell,) in book[LABELS][area.replace("$", "")]]
            assert {*cells} == labels


def test_the_same_lists_give_the_same_bytes() -> None:
    vocabulary = KNOWN.vocabulary
    assert template_workbook(vocabulary) == template_workbook(vocabulary)


def test_an_example_is_not_taken(book: Workbook, tmp_path: Path) -> None:
    write(book, "Organisations", 3, {"Name": "Alpen Holz"})
    found = imported(book, tmp_path / "my")
    assert [one.name for one in found.clusters] == ["Alpen Holz"]
    assert not found.partnerships


@pytest.mark.slow
def test_a_filled_template_comes_in_without_a_doubt(
    book: Workbook, tmp_path: Path
) -> None:
    label = KNOWN.vocabulary.label
    wanted = [one for one in KNOWN.clusters if one.country and one.sectors][::8]
    for number, one in enumerate(wanted, start=3):
        lists = {
            f"{title} {at}": label(code)
            for field, title in LISTS.items()
            for at, code in enumerate(getattr(one, field)[:N_TO_CHOOSE], start=1)
        }
        row = {"Name": one.name, "Country": label(one.country), "Website": one.website}
        row |= {"Members": one.members, "Organisation type": one.organisation_type}
        write(book, "Organisations", number, row | lists)
        write(book, "Members", number, {"Partnership": "ALP", "Organisation": one.name})
    write(book, "Members", 3, {"Role": "coordinator"})
    write(book, "Partnerships", 3, {"Acronym": "ALP", "Programme": "ESCP-4i"})
    found = imported(book, tmp_path / "my")
    assert [one.programme for one in found.partnerships] == ["escp-4i"]
    assert len(found.members) == len(found.clusters) == len(wanted)
    named = {one.name: one for one in found.clusters}
    for one in wanted:
        for field in ("country", "website", "members", "organisation_type", *LISTS):
            value = getattr(one, field)
            if field in LISTS:
                value = tuple(sorted(value[:N_TO_CHOOSE]))
            assert getattr(named[one.name], field) == value


def test_lists_without_codes_offer_nothing() -> None:
    empty = Vocabulary(dict.fromkeys(VOCABULARY_LISTS, ()))
    book = load_workbook(BytesIO(template_workbook(empty)))
    offered = book["Organisations"].data_validations.dataValidation
    assert [str(one.sqref)[0] for one in offered] == ["D"]  # kinds of organisations
