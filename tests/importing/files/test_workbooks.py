"""Workbooks say the same whichever program wrote them."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import UnreadableFile
from matcher.files import workbook as written
from matcher.files.workbook import workbook
from matcher.importing.files.cells import clean
from matcher.importing.files.opening import read_sheets, sheets_in
from matcher.importing.running import import_files
from matcher.importing.values.plain.cleaning import link_shown


def _book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Liste"
    sheet.append(["Name", "Number", "Share", "Founded", "Seen", "At", "Active"])
    day, moment = date(2015, 3, 1), datetime(2020, 1, 2, 3, 4)
    sheet.append([" Łódź \u00a0", 0.1 + 0.2, 0.85, day, moment, time(3, 4), True])
    sheet["C2"].number_format = "0%"
    sheet.append(["a\nb", 1e20, 85.0])
    sheet["A6"] = "joined"
    sheet.merge_cells("A6:C7")
    book.create_sheet("Old").sheet_state = "hidden"
    book["Old"].append(["x"])
    for row in LONG:
        book["Old"].append(row)
    return book


# More text than a record of an old workbook holds, of one and of two bytes a letter.
LONG = [["é" * (n % 1_000), f"{n} ł" * (n % 300 + 1)] for n in range(1, 400)]


ROWS = [
    ["Name", "Number", "Share", "Founded", "Seen", "At", "Active"],
    ["Łódź", "0.3", "85%", "2015-03-01", "2020-01-02 03:04", "03:04", "true"],
    ["a\nb", "100000000000000000000", "85"],
    ["joined"],
]


def _raw(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_of_excel_is_read() -> None:
    first, second = sheets_in("list.xlsx", _raw(_book()))
    assert [list(row) for row in first.rows] == ROWS
    assert list(first.numbers) == [1, 2, 3, 6]
    assert list(first.merged) == [(6, 0, 7, 2)]
    assert (first.file, first.name, second.name) == ("list.xlsx", "Liste", "Old")
    assert "hidden" in second.remarks[0].problem


def test_the_kind_is_known_by_content_not_by_ending() -> None:
    assert sheets_in("list.csv", _raw(_book()))[0].name == "Liste"
    assert sheets_in("list.xls", b"a\tb\nx\ty\n")[0].rows == [["a", "b"], ["x", "y"]]


def test_errors_and_formulas_without_a_value_are_told_by_place() -> None:
    book = openpyxl.Workbook()
    book.active.append(["name", "size"])
    book.active.append(["A", "=1+1"])
    book.active["B3"] = "#REF!"
    [sheet] = sheets_in("list.xlsx", _raw(book))
    told = [(remark.place.row, remark.place.column) for remark in sheet.remarks]
    assert told == [(2, "B"), (3, "B")]
    assert "no value" in sheet.remarks[0].problem
    assert sheet.remarks[1].value == "#REF!"


@pytest.mark.parametrize("kind", [b"", b' t="str"'])
@pytest.mark.parametrize("more", [{}, {"Country": "FR"}, {"Country": "FR", "Size": 8}])
def test_names_of_formulas_that_kept_nothing_are_said_to_be_such(
    kind: bytes, more: dict[str, str | int], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", *more])
    for number in range(3):
        book.active.append([f"=Old!A{number}", *more.values()])
    written, changed = ZipFile(io.BytesIO(_raw(book))), tmp_path / "l.xlsx"
    with ZipFile(changed, "w") as parts:
        for part in written.namelist():
            formula = b"<c" + kind + b"><f>"
            content = re.sub(rb"<c[^>]*><f>", formula, written.read(part))
            parts.writestr(part, content)
    report = import_files([changed], tmp_path / "my", dry_run=True)
    [told] = [r for r in report.remarks if "sheet is left out" in r.problem]
    assert (told.kind, report.n_rows) == ("unread", 0)
    assert "the formulas in column A have kept no value" in told.problem


def test_comments_are_no_cells() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "name"
    book.active["A1"].comment = openpyxl.comments.Comment("what it is", "me")
    [sheet] = sheets_in("list.xlsx", _raw(book))
    assert sheet.rows == [["name"]]


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["ods", "fods", "xls", "xlsx", "html"])
def test_libreoffice_writes_the_same(ending: str, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is not installed; tests/gate.py brings it"
    made, out = tmp_path / "list.xlsx", tmp_path / "out"
    made.write_bytes(_raw(_book()))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [office, home, "--headless", "--convert-to", ending]
    subprocess.run(
        [*command, "--outdir", out, made], check=True, capture_output=True, timeout=200
    )
    first, *others = read_sheets(out / f"list.{ending}")
    rows = [list(row) for row in first.rows]
    if ending == "html":  # as it is shown there
        assert rows[0] == ROWS[0]
        assert rows[1][0] == "Łódź"
        return
    if ending in {"ods", "fods"}:  # it makes a number of it
        assert rows[1][6] == "1"
        rows[1][6] = "true"
    assert rows == ROWS
    assert list(first.numbers) == [1, 2, 3, 6]
    assert list(first.merged) == [(6, 0, 7, 2)]
    assert [list(row) for row in others[0].rows[1:]] == LONG
    assert "hidden" in others[0].remarks[0].problem
    _damage((out / f"list.{ending}").read_bytes())


def test_pages_that_cells_lead_to_are_kept_in_every_workbook() -> None:
    book = openpyxl.Workbook()
    pages = {(2, 0): "https://a.eu/", (3, 1): "https://b.eu/x", (4, 0): "mailto:c@d.eu"}
    for (row, column), page in pages.items():
        cell = book.active.cell(row, column + 1, f"to {row}")
        cell.hyperlink = page
    rows = [
        "<table-row>"
        + "<table-cell/>" * column
        + f'<table-cell><p>to <a xlink:href="{page}">{row}</a></p></table-cell>'
        + "</table-row>"
        for (row, column), page in pages.items()
    ]
    flat = (
        '<office:document xmlns:office="o" xmlns:xlink="x"><table><table-row/>'
        f"{''.join(rows)}</table></office:document>"
    )
    [of_excel] = sheets_in("list.xlsx", _raw(book))
    [of_others] = sheets_in("list.fods", flat.encode())
    assert of_others.rows == of_excel.rows
    assert of_others.links == of_excel.links
    assert [*of_excel.links] == [*pages][:2]


def _damage(raw: bytes) -> None:
    """However a workbook is damaged, it is read or refused."""
    rng = random.Random(0)
    for _ in range(20):
        damaged = bytearray(raw)
        for _ in range(rng.choice([1, 3, 20])):
            damaged[rng.randrange(len(raw))] = rng.randrange(256)
        cut = raw[: rng.randrange(len(raw))]
        for broken in (bytes(damaged), cut):
            with suppress(UnreadableFile):
                sheets_in("list", broken)


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"]), max_size=8
).map(clean)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5))
def test_any_grid_of_texts_comes_back(grid: list[list[str]]) -> None:
    raw = workbook([written.Sheet("x", ["a", "b"], grid, [8, 8])])
    [sheet] = sheets_in("list.xlsx", raw)
    wide = [[*row, "", ""][:2] for row in sheet.rows]
    assert [["a", "b"], *[row for row in grid if any(row)]] == wide


def test_formulas_of_links_lead_to_their_pages() -> None:
    formula = 'HYPERLINK("https://alpha.eu","Alpha")'
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    book.active.append([f"={formula}"])
    (of_excel,) = sheets_in("a.xlsx", _raw(book))
    told = "of:=" + formula.replace(",", ";").replace('"', "&quot;")
    cell = f'<table-cell table:formula="{told}" office:value-type="string">'
    for shown in ("Alpha", ""):
        raw = (
            '<office:document xmlns:office="o" xmlns:table="t"><table>'
            f"<table-row><table-cell><p>Name</p></table-cell></table-row><table-row>"
            f"{cell}<p>{shown}</p></table-cell></table-row></table></office:document>"
        )
        (of_others,) = sheets_in("a.fods", raw.encode())
        assert of_others.links == of_excel.links == {(2, 0): "https://alpha.eu"}
        assert link_shown(of_others.rows[1][0]) == "Alpha"


def test_a_workbook_as_xml_of_2003_is_read() -> None:
    def cells(*kinds: tuple[str, str]) -> str:
        told = (f'<Data ss:Type="{kind}">{text}</Data>' for kind, text in kinds)
        return "".join(f"<Cell>{one}</Cell>" for one in told)

    said = cells(("String", "Łódź"), ("Number", "85.0"), ("Error", "#REF!"))
    days = cells(("DateTime", "2015-03-01T00:00:00.000"), ("Boolean", "1"))
    raw = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
        'spreadsheet" xmlns:ss="s"><Worksheet ss:Name="Liste"><Table>'
        f"<Row>{said}{days}</Row>"
        '<Row ss:Index="4"><Cell ss:MergeAcross="1" ss:HRef="https://a.eu">'
        '<Data ss:Type="String">A<B>b</B></Data>'
        "<Comment><ss:Data>who</ss:Data></Comment></Cell>"
        '<Cell><Data ss:Type="String">c</Data></Cell>'
        '<Cell ss:Index="5"><Data ss:Type="String">e</Data></Cell></Row></Table>'
        "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
        "</Worksheet></Workbook>"
    )
    (sheet,) = sheets_in("list.xls", raw.encode())
    assert [list(row) for row in sheet.rows] == [
        ["Łódź", "85", "", "2015-03-01", "true"],
        ["Ab", "", "c", "", "e"],
    ]
    assert (sheet.name, [*sheet.numbers], [*sheet.merged]) == (
        "Liste", [1, 4], [(4, 0, 4, 1)],
    )  # fmt: skip
    assert sheet.links == {(4, 0): "https://a.eu"}
    told = [(one.place.row, one.place.column) for one in sheet.remarks]
    assert told == [(1, "C"), (0, "")]
