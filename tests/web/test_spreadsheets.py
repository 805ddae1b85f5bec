"""Files that spreadsheets open without running anything, read back to be sure."""

from __future__ import annotations

import csv
import os
import re
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from matcher import PartnerRecommender, Registry
from matcher.registry.columns import KINDS
from matcher_web import create_app
from matcher_web.tables import QUESTION, Cell, Table, TooLarge, as_csv, as_xlsx
from tests.toy import block_registry
from tests.web.conftest import Get
from tests.web.reading import TWINS, Page

HOSTILE = ("=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2", "\tx", "\rx")
TABLES = [a.replace(".xlsx", "") for a in TWINS if ".xlsx" in a]
TOY_TABLES = {
    "clusters_xlsx": "/clusters",
    "codes_xlsx": "/codes?words=food",
    "complete_xlsx": "/complete?clusters=food-0,space-0",
    "consortium_xlsx": "/consortium?start=food-0",
    "shortlist_xlsx": "/shortlist?shortlist=food-0&note_food-0==1%2B1",
    "compare_xlsx": "/clusters/compare?ids=food-0&ids=space-0",
    "pair_xlsx": "/pairs/food-0/space-0",
    "profile_pair_xlsx": "/pairs/profile/food-0?sectors=textile",
    "suggestions_xlsx": "/suggestions?cluster=food-0",
    "market_xlsx": "/markets/BR",
    "markets_xlsx": "/markets",
    "markets_over_time_xlsx": "/markets/over-time",
    "map_xlsx": "/map",
    "network_xlsx": "/network",
    "partnership_xlsx": "/partnerships/food-g1",
    "partnerships_xlsx": "/partnerships",
    "synergy_xlsx": "/synergies/food-g1/space-g1",
    "synergies_xlsx": "/synergies",
}
SECONDS = 100


def table_of(*rows: Sequence[Cell], name: str = "table") -> Table:
    return Table(name, tuple("abcdefgh"[: len(rows[0])]), rows)


def sheet_of(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def cells(content: bytes) -> list[list[object]]:
    return [list(row) for row in sheet_of(content).active.values]


def plain(letter: str) -> str:
    """A sign in its usual width and size."""
    return unicodedata.normalize("NFKC", letter)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_run_as_a_formula_gets_an_apostrophe_in_csv(text: str) -> None:
    written = as_csv(table_of([text]))
    rows = list(csv.reader(StringIO(written, newline="")))
    assert rows == [["a"], ["'" + text.replace("\r", " ")]]


# Looked for among all signs when the first is drawn: whoever collects need not wait.
signs = st.deferred(
    lambda: st.sampled_from(
        [
            c
            for c in map(chr, range(sys.maxunicode + 1))
            if c in "=+-@" or unicodedata.decomposition(c)
            if plain(c)[:1] in {*"=+-@"}
        ]
    )
)
unseen = st.text(
    st.characters(categories=["Cc", "Cf", "Mn", "Z"], exclude_characters="\r\n")
    | st.sampled_from("\u115f\u2800\u3164\uffa0\ufeff\u200b\xa0\xad\ufe0f\U000e0020")
)


@given(unseen, signs, st.text(max_size=5))
def test_no_disguise_of_a_formula_goes_without_its_apostrophe(
    before: str, sign: str, rest: str
) -> None:
    written = as_csv(table_of([before + sign + rest]))
    _, (cell,) = csv.reader(StringIO(written, newline=""))
    assert cell == "'" + (before + sign + rest).replace("\r", " ")


@pytest.mark.slow
@given(st.from_regex(KINDS["id"].pattern, fullmatch=True), st.text("a.;=+-@ \u0301"))
def test_words_that_run_nowhere_stay_as_they_are(id: str, rest: str) -> None:
    for text in (id, f"{id}{rest}", f"É{rest}", f"Ł{rest}", f"水{rest}"):
        written = as_csv(table_of([text]))
        assert [*csv.reader(StringIO(written, newline=""))] == [["a"], [text]]


def test_numbers_stay_numbers_in_full_precision() -> None:
    table = table_of([-0.1, np.float64(1 / 3), -2])
    assert as_csv(table) == "a,b,c\n-0.1,0.3333333333333333,-2\n"
    assert cells(as_xlsx(table))[1] == [-0.1, 1 / 3, -2]


def test_what_is_not_recorded_stays_empty_and_truth_is_said() -> None:
    table = table_of([None, np.nan, True, False])
    assert as_csv(table) == "a,b,c,d\n,,true,false\n"
    assert cells(as_xlsx(table))[1] == [None, None, True, False]


@pytest.mark.parametrize("text", [*HOSTILE, "https://example.org", "12", "TRUE", "\0"])
def test_text_stays_text_in_xlsx(text: str) -> None:
    cell = sheet_of(as_xlsx(table_of([text]))).active["A2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    # Spreadsheets escape what XML cannot hold, and know how to read it back.
    told = re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), cell.value)
    assert told == text


def test_a_workbook_is_ready_to_be_filtered() -> None:
    book = sheet_of(as_xlsx(table_of([1, "x" * 20], [2, "y" * 500], name="n" * 40)))
    sheet = book.active
    assert sheet.title == "n" * 31
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert [sheet[place].font.bold for place in ("A1", "B1", "A2")] == [1, 1, 0]
    widths = [sheet.column_dimensions[letter].width for letter in "AB"]
    assert 8 < widths[0] < 10
    assert 60 < widths[1] < 62


def test_a_table_for_people_is_ready_to_be_printed() -> None:
    told = replace(table_of([1, "x" * 500]), about=(("Question", "Which?"),))
    for sheet in sheet_of(as_xlsx(told)).worksheets:
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
    first = sheet_of(as_xlsx(told)).active
    assert [first[place].alignment.wrap_text for place in ("A2", "B2")] == [1, 1]
    assert first.column_dimensions["B"].width < 40
    assert first.row_dimensions[2].height == 15 * 16  # 500 letters, 32 a line
    plain = sheet_of(as_xlsx(table_of([1, "x" * 500]))).active
    assert not plain["B2"].alignment.wrap_text
    assert plain.print_title_rows is None


def test_a_table_without_rows_is_its_header() -> None:
    table = Table("none", ("id", "name"), ())
    assert as_csv(table) == "id,name\n"
    assert cells(as_xlsx(table)) == [["id", "name"]]


@pytest.mark.parametrize("letter", ["x", "é", "水", "🚜"])
def test_a_cell_is_kept_whole_or_refused(letter: str) -> None:
    n_letters = 32_767 // (2 if letter == "🚜" else 1)
    longest = letter * n_letters
    assert cells(as_xlsx(table_of(["id", longest])))[1] == ["id", longest]
    with pytest.raises(TooLarge, match=r"a cell of 32,76[89] letters in row 3, but a "):
        as_xlsx(table_of([1, "short"], [2, longest + letter]))


class Rows(Sequence[Sequence[Cell]]):
    """So many rows, without room for them."""

    def __init__(self, n: int) -> None:
        self.n = n

    def __len__(self) -> int:
        return self.n

    def __getitem__(self, place: Any) -> Any:
        raise AssertionError("refused before a row is read")


@given(st.integers(1_048_576, sys.maxsize - 1), st.integers(1, 100))
def test_a_table_of_more_rows_than_a_sheet_is_refused(n: int, width: int) -> None:
    with pytest.raises(TooLarge, match=f"^{n + 1:,} rows, but a sheet holds 1,048,576"):
        as_xlsx(Table("long", ("a",) * width, Rows(n)))


@pytest.mark.slow
def test_the_widest_table_is_kept_and_a_wider_one_refused() -> None:
    widest = Table("wide", ("a",) * 16_384, [list(range(16_384))])
    assert cells(as_xlsx(widest))[1] == list(range(16_384))
    with pytest.raises(TooLarge, match="16,385 columns, but a sheet holds 16,384"):
        as_xlsx(Table("wider", ("a",) * 16_385, []))


@pytest.mark.parametrize("address", TABLES)
def test_a_table_beyond_a_sheet_leads_to_its_csv(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("matcher_web.tables.MOST_ROWS", 1)
    refused = client.get(_with(".xlsx", address))
    assert refused.status_code == 400
    assert refused.mimetype == "text/plain"
    told, csv_address = refused.text.split(" Take it as CSV: ")
    assert re.fullmatch("The table has [0-9,]+ rows, but a sheet holds 1[.]", told)
    assert csv_address == f"http://localhost{_with('.csv', address)}\n"
    assert client.get(csv_address.strip()).mimetype == "text/csv"


def test_the_same_table_gives_the_same_bytes() -> None:
    table = table_of([1, "x", None, True], [2.5, "y", None, False])
    assert as_xlsx(table) == as_xlsx(table)
    assert sheet_of(as_xlsx(table)).properties.created == datetime(2016, 3, 1)


@pytest.mark.parametrize("address", TABLES)
def test_both_files_of_a_table_hold_the_same_cells(get: Get, address: str) -> None:
    text, book = (get(_with(ending, address)) for ending in (".csv", ".xlsx"))
    _, *others = sheet_of(book.data).sheetnames
    assert others in ([], [QUESTION])
    told = [[_said(value) for value in row] for row in cells(book.data)]
    _assert_same(told, _rows(text.text))


def _rows(text: str) -> list[list[str]]:
    """The cells of a CSV, without the apostrophes that keep them from running."""
    rows = csv.reader(StringIO(text, newline=""))
    return [[re.sub("^'(?=[=+@\t\r -])", "", cell) for cell in row] for row in rows]


def _said(value: object) -> str:
    """A cell read from a workbook in the words of the CSV."""
    return "" if value is None else str(value)


def hostile_registry() -> Registry:
    """Blocks whose texts would run, were they taken for formulas."""
    plain = block_registry()
    clusters = [
        replace(
            cluster,
            name=HOSTILE[place % len(HOSTILE)].strip("\r"),
            region="=HYPERLINK(A1)",
            focus=f"+{cluster.focus}",
            website="https://example.org",
        )
        for place, cluster in enumerate(plain.clusters)
    ]
    partnerships = [
        replace(partnership, name="=1+1", programme="-2", focus=f"@{partnership.focus}")
        for partnership in plain.partnerships
    ]
    return replace(plain, clusters=tuple(clusters), partnerships=tuple(partnerships))


def test_a_csv_for_spreadsheets_is_the_same_behind_a_byte_order_mark(get: Get) -> None:
    address = "/clusters.csv?only_countries=PT"
    plain = get(address)
    for on in ("1", "yes"):
        assert get(f"{address}&excel={on}").data == b"\xef\xbb\xbf" + plain.data
    assert not plain.data.startswith(b"\xef\xbb\xbf")
    for off in ("", "0"):
        assert get(f"{address}&excel={off}").data == plain.data
    refused = get(f"{address}&excel=2007")
    told = "excel: Give 1 for a file for spreadsheets, or 0.\n"
    assert (refused.status_code, refused.text) == (400, told)


@pytest.mark.parametrize("address", ["/clusters", "/suggestions?cluster=food-0"])
def test_it_is_offered_beside_the_plain_one(toy: FlaskClient, address: str) -> None:
    page = Page(toy.get(address).text)
    files = {
        one.text: one.get("href") for one in page.all("a") if ".csv" in one.get("href")
    }
    plain = files["CSV"]
    mark = "&" if "?" in plain else "?"
    assert files["CSV for spreadsheets"] == f"{plain}{mark}excel=1"
    answer = toy.get(files["CSV for spreadsheets"])
    assert answer.text == "\ufeff" + toy.get(plain).text


@pytest.mark.slow
def test_libreoffice_reads_the_cells_of_the_csv(get: Get, tmp_path: Path) -> None:
    toy = PartnerRecommender().fit(hostile_registry())
    app = create_app({"RECOMMENDER": toy})
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {name for name in endpoints if name.endswith("_xlsx")} == {*TOY_TABLES}
    hostile = app.test_client()
    answers = {
        name: (hostile.get(_with(".csv", a)), hostile.get(_with(".xlsx", a)))
        for name, a in TOY_TABLES.items()
    }
    for place, a in enumerate(TABLES):
        answers[f"real-{place}"] = get(_with(".csv", a)), get(_with(".xlsx", a))
    for name, (text, book) in answers.items():
        assert (text.status_code, book.status_code) == (200, 200)
        (tmp_path / f"{name}.xlsx").write_bytes(book.data)
    _convert(tmp_path)
    for name, (text, _) in answers.items():
        opened = (tmp_path / f"{name}.csv").read_text("utf-8")
        rows = list(csv.reader(StringIO(opened, newline="")))
        _assert_same(rows, _rows(text.text))


def _with(ending: str, address: str) -> str:
    path, mark, query = address.partition("?")
    return f"{path}{ending}{mark}{query}"


def _convert(folder: Path) -> None:
    """Each workbook to CSV, as LibreOffice shows it: UTF-8, formulas worked out."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is not installed; tests/gate.py brings it"
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false",
        "--outdir",
        folder,
        *sorted(folder.glob("*.xlsx")),
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # In a group of its own: the command is a script, which would leave the office open.
    with subprocess.Popen(command, start_new_session=True, **quiet) as running:
        try:
            assert running.wait(SECONDS) == 0
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise


def _assert_same(opened: list[list[str]], written: list[list[str]]) -> None:
    """The same cells; numbers within the digits that every spreadsheet keeps."""
    assert len(opened) == len(written)
    for left, right in zip(opened, written, strict=True):
        for got, wanted in zip(left, right, strict=True):
            if got.lower() != wanted.lower():
                assert float(got) == pytest.approx(float(wanted), rel=1e-13), wanted
