"""Bodies and files as records that can be compared: HTML, JSON, tables, arrays.

In: bytes and what they are. Out: plain values for JSON. Numbers of tables are numbers,
so that they may differ by rounding; what changes with every version is a word in
square brackets.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from tests.recording.readable import Readable

MOST_ROWS = 3000
"""Of longer tables every so many rows are kept, and the sums of the columns."""

_FLOAT = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
_CHANGING = (
    (re.compile(r"\?v=[0-9a-f]{12}\b"), "?v=[version]"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "[sha256]"),
    (re.compile(r"\b([Dd]ata(?: version)?) [0-9a-f]{8}\b"), r"\1 [version]"),
)


def steady(text: str) -> str:
    """The text with words for what changes with data, code and static files."""
    for pattern, word in _CHANGING:
        text = pattern.sub(word, text)
    return text


def read_text(content: bytes) -> dict[str, Any]:
    """Text by lines."""
    return {"text": steady(content.decode("utf-8", "replace")).splitlines()}


def read_html(content: bytes) -> dict[str, Any]:
    """Words, links and pictures."""
    return {"html": Readable(steady(content.decode("utf-8"))).to_dict()}


def read_json(content: bytes) -> dict[str, Any]:
    """The document; NaN, which JSON lacks, is kept as text."""
    text = steady(content.decode("utf-8"))
    return {"json": json.loads(text, parse_constant=str)}


def read_csv(content: bytes) -> dict[str, Any]:
    """Rows of cells, the header first."""
    rows = csv.reader(io.StringIO(steady(content.decode("utf-8")), newline=""))
    return {"table": _thinned([[_cell(text) for text in row] for row in rows])}


def read_xlsx(content: bytes) -> dict[str, Any]:
    """Rows of cells by sheet."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    sheets = {
        sheet.title: _thinned([[_plain(c) for c in row] for row in sheet.values])
        for sheet in book
    }
    return {"sheets": sheets, "properties": _plain(book.properties.title)}


def read_parquet(content: bytes) -> dict[str, Any]:
    """Rows of cells, names and types of the columns first."""
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(content))
    columns = [[_plain(value) for value in c.to_pylist()] for c in table.columns]
    rows = [list(row) for row in zip(*columns, strict=True)]
    types = [str(field.type) for field in table.schema]
    return {"types": types, "table": _thinned([table.column_names, *rows])}


def read_npz(content: bytes) -> dict[str, Any]:
    """Every array with its type."""
    import numpy as np

    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return {
            "arrays": {
                name: {"type": str(array.dtype), "values": _plain(array.tolist())}
                for name, array in arrays.items()
            }
        }


READERS: dict[str, Callable[[bytes], dict[str, Any]]] = {
    "csv": read_csv,
    "html": read_html,
    "json": read_json,
    "npz": read_npz,
    "parquet": read_parquet,
    "xlsx": read_xlsx,
}


def read_body(content: bytes, kind: str) -> dict[str, Any]:
    """A body or file by its kind; as text where the kind is no other.

    Parameters
    ----------
    content : bytes
    kind : str
        Ending of a file, or the part of a content type that says as much.
    """
    if not content:
        return {"empty": True}
    return READERS.get(kind, read_text)(content)


def _cell(text: str) -> str | float:
    """A number in full as a number; one that was rounded to be read stays text."""
    if "." in text and _FLOAT.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return text


def _plain(value: Any) -> Any:
    """A value that JSON has."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if value is None or isinstance(value, str | int):
        return steady(value) if isinstance(value, str) else value
    return str(value)


def _thinned(rows: Sequence[list[Any]]) -> dict[str, Any]:
    n_rows = len(rows)
    if n_rows <= MOST_ROWS:
        return {"n_rows": n_rows, "rows": list(rows)}
    sums = [
        math.fsum(v for v in column if isinstance(v, float))
        for column in zip(*rows[1:], strict=True)
    ]
    step = -(-n_rows // MOST_ROWS)
    kept = [rows[0], *rows[1::step], rows[-1]]
    return {"n_rows": n_rows, "sums": sums, "rows": kept}
