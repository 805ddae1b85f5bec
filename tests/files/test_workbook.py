"""A workbook read back: any text, any column, the bytes of the same rows."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from matcher.files.workbook import Choice, Sheet, letters_of, workbook

_ESCAPE = re.compile("_x([0-9A-F]{4})_")


@settings(max_examples=25)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_any_text_is_read_back_as_it_was(texts: list[str]) -> None:
    file = workbook([Sheet("texts", ["text"], [[text] for text in texts], [10])])
    _, *rows = load_workbook(BytesIO(file)).active.values
    read = [_ESCAPE.sub(lambda f: chr(int(f[1], 16)), told or "") for (told,) in rows]
    assert read == texts


@pytest.mark.parametrize(
    ("number", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")],
)
def test_columns_are_called_as_spreadsheets_call_them(
    number: int, letters: str
) -> None:
    assert letters_of(number) == letters


def test_a_sheet_may_have_any_name() -> None:
    file = workbook([Sheet('Ann\'s <1> & "2"', ["a", "b"], [[1, 2]], [8, 8])])
    (sheet,) = load_workbook(BytesIO(file)).worksheets
    assert sheet.title == 'Ann\'s <1> & "2"'
    assert sheet.auto_filter.ref == "A1:B2"


def test_sheets_stand_in_their_order_each_with_its_own_rows() -> None:
    sheets = [Sheet("x", ["a"], [["one"], [2]], [8]), Sheet("y", ["b"], [["one"]], [8])]
    book = load_workbook(BytesIO(workbook(sheets)))
    assert book.sheetnames == ["x", "y"]
    assert [*book["x"].values] == [("a",), ("one",), (2,)]
    assert [*book["y"].values] == [("b",), ("one",)]
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:A3", "A1:A2"]


def test_columns_may_offer_a_list_and_rows_be_examples() -> None:
    choices = [Choice(0, 1, "It's", 0, 2, n_rows=10)]
    first = Sheet("x", ["a", "b"], [["one", 1], [2, 2]], [8, 8], choices, 1)
    book = load_workbook(
        BytesIO(workbook([first, Sheet("It's", ["c"], [["one"], ["two"]], [8])]))
    )
    [offered] = book["x"].data_validations.dataValidation
    assert (str(offered.sqref), offered.formula1) == ("A2:B11", "'It''s'!$A$2:$A$3")
    assert [row[0].font.italic for row in book["x"].rows] == [False, True, False]
