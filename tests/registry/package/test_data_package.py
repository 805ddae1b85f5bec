"""The shipped data package: whole, tidy and described truly."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from matcher.registry.package.reading import check_package
from matcher.registry.package.tables import TABLES
from tests.describe import described_anew
from tests.registry.package.copies import DATA, TableRows

FILES = [table.file for table in TABLES.values()]
DESCRIPTION: dict[str, Any] = json.loads((DATA / "datapackage.json").read_bytes())


def test_shipped_data_has_no_fault() -> None:
    assert check_package(DATA) == ()


def test_frictionless_finds_the_package_valid() -> None:
    from frictionless import Package

    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("file", [*FILES, "datapackage.json", "README.md"])
def test_files_are_plain_utf8_in_composed_form(file: str) -> None:
    raw = (DATA / file).read_bytes()
    text = raw.decode()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_quoted_only_where_needed(
    name: str, tables: dict[str, TableRows], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.csv"
    with copy.open("w", encoding="utf-8", newline="") as file:
        columns = [column.name for column in TABLES[name].columns]
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(tables[name])
    assert copy.read_bytes() == (DATA / TABLES[name].file).read_bytes()


MOST_APT_FIRST = {
    "terms": ("kind", "term"),
    "nace": ("nace",),
    "eccp_fields": ("field", "value"),
}


@pytest.mark.parametrize("name", MOST_APT_FIRST)
def test_rows_of_one_word_stand_together(
    name: str, tables: dict[str, TableRows]
) -> None:
    words = [
        tuple(row[column] for column in MOST_APT_FIRST[name]) for row in tables[name]
    ]
    together = [word for word, _ in groupby(words)]
    assert len(together) == len(set(together))


@pytest.mark.parametrize("name", sorted(TABLES.keys() - MOST_APT_FIRST))
def test_rows_stand_in_the_order_of_their_keys(
    name: str, tables: dict[str, TableRows]
) -> None:
    keys = [tuple(row[column] for column in TABLES[name].key) for row in tables[name]]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", TABLES)
def test_lists_in_cells_are_sorted_without_repeats(
    name: str, tables: dict[str, TableRows]
) -> None:
    lists = [c.name for c in TABLES[name].columns if c.several and c.name != "rules"]
    cells = [row[column] for row in tables[name] for column in lists]
    assert [c for c in cells if c != ";".join(sorted(set(c.split(";"))))] == []


def test_the_european_union_has_27_member_states(tables: dict[str, TableRows]) -> None:
    members = {row["code"] for row in tables["countries"] if row["eu"] == "true"}
    assert len(members) == 27
    assert {"CY", "GR", "HR", "IE", "MT", "SE"} <= members
    assert members.isdisjoint({"CH", "GB", "IS", "NO", "RS", "TR", "UA", "XK"})


def test_countries_are_those_of_iso_3166_and_kosovo(
    tables: dict[str, TableRows],
) -> None:
    pycountry = pytest.importorskip("pycountry")
    codes = {row["code"] for row in tables["countries"]}
    assert codes == {country.alpha_2 for country in pycountry.countries} | {"XK"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Czechia", "CZ"),
        ("EL", "GR"),
        ("Holland", "NL"),
        ("Hong Kong", "HK"),
        ("Ivory Coast", "CI"),
        ("Kosovo", "XK"),
        ("South Korea", "KR"),
        ("Türkiye", "TR"),
        ("UK", "GB"),
        ("United Kingdom", "GB"),
        ("USA", "US"),
    ],
)
def test_countries_are_found_by_the_names_people_use(
    name: str, code: str, tables: dict[str, TableRows]
) -> None:
    found = [
        row["code"]
        for row in tables["countries"]
        if name in (row["name"], *row["aliases"].split(";"))
    ]
    assert found == [code]


def test_no_two_countries_share_a_name(tables: dict[str, TableRows]) -> None:
    words = Counter(
        word.casefold()
        for row in tables["countries"]
        for word in {row["code"], row["name"], *row["aliases"].split(";")} - {""}
    )
    assert [word for word, n_times in words.items() if n_times > 1] == []


def test_no_territory_of_a_member_state_is_named_as_a_market(
    tables: dict[str, TableRows],
) -> None:
    territories = {"AX", "BL", "GF", "GP", "MF", "MQ", "RE", "YT"}
    for row in tables["clusters"] + tables["partnerships"]:
        assert territories.isdisjoint(row["target_markets"].split(";")), row["id"]


def test_regions_hold_the_regions_within_them(tables: dict[str, TableRows]) -> None:
    of = {row["code"]: set(row["countries"].split(";")) for row in tables["regions"]}
    assert of["SSA"] < of["AFRICA"]
    assert of["MERCOSUR"] < of["LATAM"]
    assert of["GCC"] < of["MENA"]
    assert len(of["ASEAN"]) == 10
    assert len(of["AFRICA"]) == 54


def test_no_partnership_has_two_coordinators(tables: dict[str, TableRows]) -> None:
    led = [m["partnership"] for m in tables["members"] if m["role"] == "coordinator"]
    assert max(Counter(led).values()) == 1


def test_every_row_has_a_source_or_says_it_is_background(
    tables: dict[str, TableRows],
) -> None:
    for row in tables["clusters"]:
        assert row["sources"] or row["coding"] == "background", row["id"]
    for name in ("partnerships", "calls"):
        assert all(row["sources"] for row in tables[name])
    for name in ("members", "evidence"):
        assert all(row["source"] for row in tables[name])


def test_what_version_2_added_is_about_facts_with_a_page(
    tables: dict[str, TableRows],
) -> None:
    facts = {(f["id"], f["field"]) for f in tables["evidence"]}
    joined = {
        (f["id"], f["value"]) for f in tables["evidence"] if f["field"] == "member"
    }
    for row in tables["clusters"]:
        for column in ("city", "founded", "label", "status", "successor"):
            assert not row[column] or (row["id"], column) in facts
    for row in tables["members"]:
        if row["confidence"] == "medium":
            assert (row["partnership"], row["cluster"]) in joined


def test_aliases_do_not_repeat_the_name_or_short_name(
    tables: dict[str, TableRows],
) -> None:
    for row in tables["clusters"]:
        names = {row["name"].casefold(), row["short_name"].casefold()} - {""}
        assert names.isdisjoint(row["aliases"].casefold().split(";")), row["id"]
        assert len(row["short_name"]) <= len(row["name"]), row["id"]


def test_a_text_in_focus_ends_as_a_sentence(tables: dict[str, TableRows]) -> None:
    texts = [r["focus"] for r in tables["clusters"] + tables["partnerships"]]
    assert [text for text in texts if text and not text.endswith(".")] == []


def test_datapackage_json_is_made_of_the_records() -> None:
    told = (DATA / "datapackage.json").read_text(encoding="utf-8")
    assert told == described_anew(), "run tests/describe.py and read what changed"


def test_datapackage_json_links_the_tables_as_the_checks_do() -> None:
    said = {
        (r["name"], link["fields"], link["reference"]["resource"])
        for r in DESCRIPTION["resources"]
        for link in r["schema"].get("foreignKeys", ())
    }
    assert said == {
        (table.name, column.name, column.refers_to)
        for table in TABLES.values()
        for column in table.columns
        if column.kind == "code"
    }
    assert said == {
        ("clusters", "country", "countries"),
        ("members", "cluster", "clusters"),
        ("members", "partnership", "partnerships"),
        ("nace", "sector", "sectors"),
        ("partnerships", "programme", "programmes"),
        ("sectors", "ecosystem", "ecosystems"),
    }


def test_the_package_has_a_name_a_version_and_a_licence() -> None:
    assert re.fullmatch(r"[a-z0-9-]+", DESCRIPTION["name"])
    assert DESCRIPTION["version"].split(".")[0] == "2"
    assert date.fromisoformat(DESCRIPTION["as_of"])
    assert [licence["name"] for licence in DESCRIPTION["licenses"]] == ["CC0-1.0"]
    assert all(source["title"] for source in DESCRIPTION["sources"])
