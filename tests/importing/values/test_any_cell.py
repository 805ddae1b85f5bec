"""Laws of readings: whatever stands in a cell, what is read of it may stand in a table.

Each value that `read` gives, also of other fields, is one that the checks of a data
package accept.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Registry
from matcher.importing.draft import RECORDS, Table
from matcher.importing.mapping import Mapping
from matcher.importing.values.reader import ValueReader
from matcher.importing.values.single.texts import NAMES
from matcher.registry.columns import Column, Value, cell, columns_of
from matcher.registry.package.cells import text_problem, value_problem
from matcher.registry.package.naming import misread

FIELDS: list[tuple[Table, str]] = [
    *((table, c.name) for table, of in RECORDS.items() for c in columns_of(of)),
    ("clusters", "nace"),
    ("partnerships", "members"),
    ("partnerships", "coordinator"),
]
LISTS = {
    "country": "countries",
    "programme": "programmes",
    "sectors": "sectors",
    "technologies": "technologies",
    "target_markets": "markets",
}
PIECES = (
    "Wine", "Automotive", "Korea", "USA", "DE", "EU", "and", "und", "(", ")", ";", ",",
    "|", "/", "\n", "- ", "1. ", "•", "=", "'=", "#REF!", "#N/A", "“", "”", '"', "\xa0",
    "\u200b", "\ufeff", "1.200", "12", "2009", "01/09/2019", "ca.", "~", "+", "-",
    "n/a",
    "https://", "www.x.de", "x.de/a;b", "info@x.de", "Dr. Max Müller", "+49 89 1234567",
    "Cluster", "e. V.", "(BAC)", "а", "Ω", "gold", "partner", "merged into", "none",
    "\t", "\r\n", "<br>", "&amp;", "&#10;", "10.51", "NACE", "🇩🇪", "März", "x" * 1200,
    "é", "e\u0301", "½", "\u2028", "\x00", "Ä", "...", "**", "HYPERLINK(", "٣", "²",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join),
)


@pytest.fixture(scope="module")
def reader(registry: Registry) -> ValueReader:
    return ValueReader(registry, Mapping())


def problems(column: Column, value: Value, registry: Registry) -> Iterator[str]:
    """Why a table would refuse a value."""
    text = cell(value)
    if not text:
        return
    yield text_problem(column, text)
    values = text.split(";") if column.several else [text]
    yield "twice" if len({*values}) < len(values) else ""
    for one in values:
        yield "" if one and one == one.strip() else "empty or spaces"
        yield value_problem(column, one)
        if column.name in NAMES:
            yield misread(one)
        if column.name in LISTS:
            known = getattr(registry.vocabulary, LISTS[column.name])
            yield "" if one in known else f"no code {one}"


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=lambda one: str(one))
@settings(max_examples=12)
@given(text=texts)
def test_what_is_read_may_stand_in_a_table(
    reader: ValueReader, table: Table, field: str, text: str
) -> None:
    reading = reader.read(field, text, table=table)
    own = reader._column(field, table)
    said = {field: reading.value, **reading.also}
    told = [
        problem
        for name, value in said.items()
        for problem in problems(
            own if name == field else reader._column(name, table),
            value,
            reader._registry,
        )
        if problem
    ]
    assert not told
    if text.strip() == "":
        assert reading.value is None
