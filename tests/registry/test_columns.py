"""Columns: the fields of a record are the schema of its table, and the only one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from matcher.registry.columns import (
    KINDS,
    Column,
    Value,
    cell,
    column,
    columns_of,
    descriptions_of,
    record,
)
from matcher.registry.package.tables import TABLES

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Wide:
    """What is inherited is no column until it is said again.

    Parameters
    ----------
    town : str
        Where it
        sits.
    size, age : int
        Not told apart.
    """

    size: int = 0
    town: str = ""


@record
class Narrow(Wide):
    """Columns in an order of their own."""

    id: str = column("id")
    town: str = column("text", default="", optional=True)
    note: str = ""


def test_columns_are_the_fields_that_a_record_declares_in_their_order() -> None:
    assert columns_of(Wide) == ()
    assert columns_of(Narrow) == (
        Column(name="id", kind="id", required=True),
        Column(name="town", kind="text", optional=True),
    )


def test_what_a_row_must_say_a_record_must_be_given() -> None:
    with pytest.raises(TypeError, match="'id'"):
        Narrow()  # type: ignore[call-arg]
    assert (Narrow(id="a").town, Narrow(id="a").size) == ("", 0)


def test_the_docstring_says_what_a_field_holds() -> None:
    assert descriptions_of(Wide)["town"] == "Where it sits."
    assert descriptions_of(Narrow) == {}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_and_of_a_known_kind(table: str) -> None:
    told = descriptions_of(TABLES[table].record)
    for known in TABLES[table].columns:
        assert known.kind in KINDS
        assert told[known.name].endswith("."), known.name


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        ("text", ["", "a;b"], ["", "a;b"]),
        ("words", ["", "a", "b;a"], [(), ("a",), ("b", "a")]),
        ("number", ["", "0", "12"], [None, 0, 12]),
        ("flag", ["false", "true"], [False, True]),
    ],
)
def test_a_value_is_written_as_the_cell_it_was_read_from(
    kind: str, cells: Sequence[str], values: Sequence[Value]
) -> None:
    assert [*Column(kind=kind).values(cells)] == values
    assert [cell(value) for value in values] == cells


@pytest.mark.parametrize(
    ("kind", "good", "bad", "words"),
    [
        ("id", "a-1", "A", "small letters"),
        ("date", "2016-03", "2016-13", "a date as YYYY"),
        ("address", "https://a.example", "a.example", "https://host/page"),
        ("number", "7", "10", "a whole number from 5 to 9, without separators"),
    ],
)
def test_a_refusal_says_what_is_accepted(
    kind: str, good: str, bad: str, words: str
) -> None:
    known = Column(kind=kind, limits=(5, 9))
    assert known.refusal(good) == ""
    assert words in known.refusal(bad)


NEW_FIELD = (
    '    moved: int | None = column("number", default=None, optional=True, '
    "limits=(1000, 2100))\n"
)
NEW_COLUMN = """
import json, sys
from pathlib import Path
from matcher import PartnerRecommender, check_package, load_registry
from matcher.registry.package.writing import write_registry
from matcher_web import create_app

data, out = Path(sys.argv[1]), Path(sys.argv[2])
assert load_registry(data).clusters[0].moved is None

# Its description says what stood there before.
(data / "datapackage.json").unlink()
table = data / "clusters.csv"
header, first, second, *others = table.read_text(encoding="utf-8").splitlines()


def given(year, other):
    rows = [first + "," + year, second + "," + other, *(row + "," for row in others)]
    text = "\\n".join([header + ",moved", *rows]) + "\\n"
    table.write_text(text, encoding="utf-8")


given("1999", "99")
print(*check_package(data), sep="\\n")
given("1999", "")
registry = load_registry(data)
print(registry.clusters[0].moved, registry.clusters[1].moved)
write_registry(registry, out)
assert load_registry(out) == registry
told = json.loads((out / "datapackage.json").read_bytes())
print(told["resources"][0]["schema"]["fields"][-1])
print((out / "clusters.csv").read_text(encoding="utf-8").splitlines()[0])

recommender = PartnerRecommender().fit(registry)
client = create_app({"RECOMMENDER": recommender}).test_client()
print(client.get("/clusters.csv").text.splitlines()[0])
print(client.get(f"/clusters/{registry.clusters[0].id}.json").json["cluster"]["moved"])
"""


@pytest.mark.slow
def test_a_new_column_is_one_field(tmp_path: Path) -> None:
    for folder in ("matcher", "data"):
        shutil.copytree(
            ROOT / folder,
            tmp_path / folder,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    records = tmp_path / "matcher" / "registry" / "records.py"
    text = records.read_text(encoding="utf-8")
    place = text.index("\n    @property\n    def called")
    records.write_text(text[:place] + NEW_FIELD + text[place:], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", NEW_COLUMN, tmp_path / "data", tmp_path / "out"],
        env=os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT / 'web'}"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    fault, years, described, header, listed, told = done.stdout.splitlines()
    assert fault == (
        "clusters.csv line 3 column 'moved': "
        "'99' is not a whole number from 1000 to 2100, without separators"
    )
    assert years == "1999 None"
    assert described == str(
        {
            "name": "moved",
            "type": "integer",
            "description": "",
            "constraints": {"minimum": 1000, "maximum": 2100},
        }
    )
    assert header.endswith(",coding,sources,moved")
    assert "moved" in listed.split(",")
    assert told == "1999"
