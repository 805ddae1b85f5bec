"""Texts come back as they were written, in every dialect and encoding."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matcher.importing.files.cells import clean
from matcher.importing.files.opening import sheets_in
from matcher.importing.sheet import Sheet

WORDS = st.text(
    st.one_of(
        st.sampled_from(";,\t|\"' \n=-xé"),
        st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"]),
    ),
    max_size=12,
)
# Of a line whose only quotes are single ones nobody knows whether they are part of it.
CELLS = WORDS.map(clean).filter(lambda text: not text.startswith(('="', "'")))


def _rows(raw: bytes) -> list[list[str]]:
    [sheet] = sheets_in("list.csv", raw)
    return [list(row) for row in sheet.rows]


def _only(raw: bytes) -> Sheet:
    [sheet] = sheets_in("list.csv", raw)
    return sheet


@given(
    grid=st.lists(
        st.tuples(st.just("x"), CELLS, CELLS, st.just("z")), min_size=1, max_size=6
    ),
    between=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
@example([("x", "", "''", "z")], ",", csv.QUOTE_MINIMAL, "\n", "utf-8")
def test_any_grid_comes_back(
    grid: list[tuple[str, ...]], between: str, quoting: int, end: str, encoding: str
) -> None:
    file = io.StringIO(newline="")
    if end == "\r":  # the writer then leaves a line feed without quotes
        quoting = csv.QUOTE_ALL
    writer = csv.writer(file, delimiter=between, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows(grid)
    text = f"sep={between}{end}{file.getvalue()}"
    assert _rows(text.encode(encoding)) == [list(row) for row in grid]


@pytest.mark.parametrize("between", ["\t", ";", "|", ",", "^", "\x1f"])
def test_what_stands_between_cells_is_found(between: str) -> None:
    rows = [
        ["Name", "Homepage", "Topics"],
        ["A", "https://a.example/x", "food, energy"],
        ["B", "https://b.example", "health"],
        ["C", "", "food"],
    ]
    text = "\n".join(between.join(f'"{cell}"' for cell in row) for row in rows)
    assert _rows(text.encode()) == rows


def test_lists_in_cells_do_not_part_them() -> None:
    text = "Name;Märkte\nA;Japan, China, Indien\nB;Chile, Peru\nC;\n"
    assert _rows(text.encode())[1] == ["A", "Japan, China, Indien"]


def test_a_row_is_known_by_the_line_where_it_begins() -> None:
    sheet = _only(b'name,topics\r\n"A","x\r\ny\r\nz"\r\n\r\nB,"q"\r\n')
    assert sheet.numbers == [1, 2, 6]
    assert sheet.rows[1] == ["A", "x\ny\nz"]


def test_the_first_line_may_say_what_stands_between_cells() -> None:
    sheet = _only(b"sep=|\r\na|b,c\r\n")
    assert (sheet.rows, sheet.numbers) == ([["a", "b,c"]], [2])


def test_a_quote_that_does_not_close_costs_one_line() -> None:
    sheet = _only(b'name;country\n"A;DE\n"B";FR\nC;IT\n"D;ES\n')
    assert [row[1] for row in sheet.rows[1:]] == ["DE", "FR", "IT", "ES"]
    assert [remark.place.row for remark in sheet.remarks] == [2, 5]
    assert "quotation mark" in sheet.remarks[0].problem


def test_quotes_within_quotes_that_nobody_doubled_are_kept() -> None:
    assert _rows(b'name;country\n"Cluster "X" North";DE\n')[1][0] == 'Cluster "X" North'


def test_digits_kept_as_a_formula_are_digits() -> None:
    assert _rows(b'a,b\n="007","=""008"""\n')[1] == ["007", "008"]


def test_single_quotes_are_taken_off_where_all_cells_have_them() -> None:
    assert _rows(b"'a','b'\n'x, y','z'\n") == [["a", "b"], ["x, y", "z"]]


def test_trailing_columns_and_rows_without_cells_are_left_out() -> None:
    sheet = _only(b"a;b;;;\n;;;;\nx;y;;;\n;;;;\n")
    assert (sheet.rows, sheet.numbers) == ([["a", "b"], ["x", "y"]], [1, 3])


def test_bytes_of_zero_are_left_out_and_told() -> None:
    sheet = _only(b"a;b\nx\0;y\n" * 20)
    assert sheet.rows[1] == ["x", "y"]
    assert "20 bytes of zero" in sheet.remarks[0].problem


def test_titles_of_notion_are_without_their_pages() -> None:
    page = "https://www.notion.so/Alpha-12ab?pvs=21"
    (sheet,) = sheets_in("a.csv", f"Name,In\nAlpha ({page}),B ({page})\n".encode())
    assert [*sheet.rows[1]] == ["Alpha", "B"]
