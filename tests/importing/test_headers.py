"""Columns are known by what people call them, in eight languages."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from matcher import Registry
from matcher.importing.columns.called.words import language_of, words_of
from matcher.importing.mapping import Mapping, SheetMapping
from matcher.importing.shapes.reading import LayoutReader
from matcher.importing.sheet import Sheet

TABLE = Path(__file__).with_name("headers.csv")
CELLS = {
    "name": "BioRegio|Cyber Forum|Silicon Saxony",
    "short_name": "BR|CF|SS",
    "aliases": "Bio Region|Cyber",
    "organisation_type": "network|agency",
    "country": "Deutschland|France|Polska",
    "city": "Stuttgart|Lyon|Graz",
    "region": "Bayern|Toscana|Andalucía",
    "sectors": "Automotive|Textile|Food",
    "technologies": "Robotics|Photonics",
    "target_markets": "Japan, USA|Brazil",
    "focus": "We help the firms of our region to go abroad together|Textiles",
    "members": "85|1.200|ca. 40",
    "sme_members": "60|12",
    "website": "www.bio.de|https://cyber.eu",
    "founded": "2007|1999",
    "label": "Gold|Bronze",
    "languages": "de, en|fr",
    "status": "active",
    "nace": "C13|26.11",
}


def _rows() -> Iterator[tuple[str, str, str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            yield row["header"], row["language"], row["field"], row["cells"]


ROWS = [*_rows()]


@pytest.fixture(scope="module")
def readers(registry: Registry) -> dict[str, LayoutReader]:
    """By what the column beside the one in question is said to hold."""
    return {
        beside: LayoutReader(
            registry,
            Mapping(sheets={("a.csv", ""): SheetMapping("clusters", 1, {"A": beside})}),
        )
        for beside in ("id", "name")
    }


@pytest.mark.parametrize("language", sorted({row[1] for row in ROWS}))
def test_headers_are_read_as_people_mean_them(
    readers: dict[str, LayoutReader], language: str
) -> None:
    wrong = []
    for header, _, field, cells in (row for row in ROWS if row[1] == language):
        reader = readers["id" if field == "name" else "name"]
        found = _read(reader, header, cells or CELLS[field])
        if found.replace("personal", "") != field.strip("-"):
            wrong.append(f"{header}: {found or 'left out'}, not {field}")
    assert not wrong, "\n".join(wrong)


def _read(reader: LayoutReader, header: str, cells: str) -> str:
    """What a column is taken for, beside one that is said to be another."""
    texts = cells.split("|")
    rows = [["Beside", header], *([f"cluster-{n}", t] for n, t in enumerate(texts))]
    layout = reader.read(Sheet("a.csv", "", rows, range(1, len(rows) + 1)))
    return layout.columns[1].field


def test_the_table_is_long_enough() -> None:
    assert len(ROWS) > 400
    assert {row[1] for row in ROWS} >= {*"en de fr es it nl pl pt ro cs".split()}


def test_words_of_a_header() -> None:
    assert words_of("SMEMembers") == ("sme", "member")
    assert words_of("Branche(n)") == ("branche",)
    assert words_of("KETs") == ("ket",)
    assert words_of("  ") == ()


@pytest.mark.parametrize(
    ("header", "language"),
    [("Name (DE)", "de"), ("name_en", "en"), ("Name EN", "en"), ("Nom", "")],
)
def test_a_header_says_its_language(header: str, language: str) -> None:
    assert language_of(header)[1] == language
