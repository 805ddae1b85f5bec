"""What cells say: tables of cells as people write them, and what is read of each."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from pathlib import Path
from typing import NamedTuple

import pytest

from matcher import Registry
from matcher.importing.mapping import Mapping
from matcher.importing.values.reader import ValueReader
from matcher.importing.values.reading import Reading
from matcher.registry.columns import cell

TABLES = Path(__file__).parent / "cells"


class Cell(NamedTuple):
    field: str
    text: str
    value: str
    marks: str
    also: Map[str, str]
    code: str


def cells() -> list[Cell]:
    lines = [
        line
        for path in sorted(TABLES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [*map(_cell, lines)]


def _cell(line: str) -> Cell:
    head, expected = line.rsplit(" => ", 1)
    field, text = head.split(" :: ", 1)
    field, _, code = field.partition("=")
    found = re.fullmatch(r"(.*?)(?: \[([?!x]+)\])?(?: \{(.*)\})?", expected)
    assert found, line
    pairs = [one.split("=") for one in (found[3] or "").split(", ") if one]
    value = "" if found[1] == "-" else found[1].replace("\\n", "\n")
    text = text.replace("\\n", "\n")
    return Cell(field, text, value, found[2] or "", dict(pairs), code)


@pytest.fixture(scope="module")
def reader(registry: Registry) -> ValueReader:
    return ValueReader(registry, Mapping())


def marks_of(reading: Reading) -> str:
    told = {"?": reading.doubts, "!": reading.unread, "x": reading.left_out}
    return "".join(mark for mark, any_of in told.items() if any_of)


def test_cells_are_read_as_people_mean_them(reader: ValueReader) -> None:
    wrong = []
    for one in cells():
        reading = reader.read(one.field, one.text, one.code)
        also = {field: cell(value) for field, value in reading.also.items()}
        told = (cell(reading.value), marks_of(reading), also)
        if told != (one.value, one.marks, one.also):
            wrong.append((one, told))
    assert not wrong
