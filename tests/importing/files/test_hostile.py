"""What was made to do harm, or is broken, is refused or read in bounds, in one line."""

from __future__ import annotations

import io
import os
import time
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from matcher.errors import UnreadableFile
from matcher.importing.files import limits
from matcher.importing.files.opening import read_sheets, sheets_in
from matcher.importing.files.packed import zipped

SHEET = "xl/worksheets/sheet1.xml"
PARTS = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" '
    'Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def _packed(sheet: str | bytes, **more: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in PARTS.items():
            parts.writestr(name, content)
        parts.writestr(SHEET, sheet)
        for name, raw in more.items():
            parts.writestr(name, raw)
    return file.getvalue()


def _sheet(cells: str) -> str:
    return f"<worksheet><sheetData>{cells}</sheetData></worksheet>"


def _refusal(raw: bytes, name: str = "list.xlsx") -> str:
    with pytest.raises(UnreadableFile) as caught:
        sheets_in(name, raw)
    told = str(caught.value)
    assert "\n" not in told
    assert told.startswith(name)
    return told


def test_a_cell_at_the_far_end_takes_little_memory() -> None:
    raw = _packed(
        _sheet(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="B1048576"><v>2</v></c><c r="XFD1048576"><v>3</v>'
            "</c></row>"
        )
    )
    tracemalloc.start()
    try:
        [sheet] = sheets_in("list.xlsx", raw)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000
    assert list(sheet.numbers) == [1, 1_048_576]
    assert list(sheet.rows[1]) == ["", "2"]
    assert "beyond column ALL" in sheet.remarks[0].problem


@pytest.mark.parametrize("place", ["XFE2", "ZZZZ2", "A1048577", "B2000000", "A0"])
def test_a_cell_where_no_workbook_has_one_is_told_and_left_out(place: str) -> None:
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    first = f'<row r="1">{cell.format("A1", "name")}</row>'
    raw = _packed(_sheet(f"{first}<row>{cell.format(place, 'Far Hub')}</row>"))
    [sheet] = sheets_in("list.xlsx", raw)
    assert sheet.rows == [["name"]]
    [told] = sheet.remarks
    assert (told.kind, told.value) == ("unread", "Far Hub")
    assert f"{told.place.column}{told.place.row}" == place


def test_parts_that_unpack_to_any_size_are_refused() -> None:
    with_a_bomb = _packed(_sheet(""), **{"bomb.bin": b"0" * 1_000})
    told = limits.MOST_UNPACKED + 1
    size = (1_000).to_bytes(4, "little")
    assert "unpacked" in _refusal(with_a_bomb.replace(size, told.to_bytes(4, "little")))


def test_parts_are_counted_as_they_are_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = _packed(_sheet(" " * 3_000_000))
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 3_100_000)
    assert sheets_in("list.xlsx", raw)[0].rows == []
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 2_900_000)
    assert "2,900,000 bytes" in _refusal(raw)


def test_words_that_xml_defines_itself_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + _sheet(
        '<row><c t="str"><v>&b;</v></c></row>'
    )
    assert "document type" in _refusal(_packed(bomb))


def test_ten_thousand_columns_are_cut_and_told() -> None:
    raw = ";".join(f"c{n}" for n in range(10_000)).encode()
    [sheet] = sheets_in("list.csv", raw)
    assert len(sheet.rows[0]) == limits.MOST_COLUMNS
    [remark] = sheet.remarks
    assert (remark.kind, remark.place.column) == ("unread", "ALM")


def test_a_very_long_cell_is_left_out_and_told() -> None:
    [sheet] = sheets_in("list.csv", b"name;text\nA;" + b"x" * 200_000 + b"\nB;y\n")
    assert sheet.rows == [["name", "text"], ["A", ""], ["B", "y"]]
    [remark] = sheet.remarks
    assert (remark.place.row, remark.place.column) == (2, "B")
    assert "200,000 letters" in remark.problem


def test_more_rows_or_cells_than_are_read_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("matcher.importing.files.grid.MOST_ROWS", 5)
    assert "more than 5 rows" in _refusal(b"a,b\n" * 6, "list.csv")
    monkeypatch.setattr("matcher.importing.files.grid.MOST_CELLS", 6)
    assert "more than 6 cells" in _refusal(b"a,b\n" * 4, "list.csv")


def test_a_million_rows_without_cells_are_no_rows() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 100_000))
    raw = _packed(_sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + rows))
    assert sheets_in("list.xlsx", raw)[0].rows == [["1"]]


def test_macros_and_links_outside_are_told_and_never_followed() -> None:
    raw = _packed(_sheet(""), **{"xl/vbaProject.bin": b"x"})
    [sheet] = sheets_in("list.xlsm", raw)
    assert "macros" in sheet.remarks[0].problem


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"ID;PWXL;N;E\r\n", "a SYLK file"),
        (bytes((3, 124, 3, 5, 2, 0, 0, 0, 65, 0, 31, 0)) + bytes(20), "dBASE"),
        (b'<?xml version="1.0"?><list><name>A</name></list>', "XML of another program"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04broken", "damaged"),
        (bytes(range(256)) * 8, "neither a text"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2_000), "save it as XLSX"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
         "password"),
        (b'{"a": ', "no JSON"),
        (b"[" * 100_000, "too deep"),
        (b"<html><table></table></html>", "no table with cells"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_one_line(raw: bytes, said: str) -> None:
    assert said in _refusal(raw, "list.json")


def test_a_workbook_that_was_cut_short_is_refused() -> None:
    raw = _packed(_sheet('<row><c t="str"><v>x</v></c></row>' * 1_000))
    for size in range(10, len(raw) - 1, 97):
        _refusal(raw[:size])


def test_nothing_but_a_plain_file_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "list.csv")
    with pytest.raises(OSError, match="named pipe"):
        read_sheets(tmp_path / "list.csv")


def test_a_folder_is_read_as_a_data_package(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no data package"):
        read_sheets(tmp_path)
    (tmp_path / "members.csv").write_text("partnership,cluster\np,c\n")
    (tmp_path / "clusters.csv").write_text("id,name\nc,C\n")
    assert [sheet.file for sheet in read_sheets(tmp_path)] == [
        "clusters.csv",
        "members.csv",
    ]


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "<a ", "</", "<![CDATA[", '<a b="', "<!", "<?", "&", "<script>",
     "<td>", "<table>", "<tr><td rowspan=9999 colspan=9999>", "<td rowspan=9>"],
)  # fmt: skip
def test_pages_that_keep_a_parser_busy_do_not(piece: str) -> None:
    page = f"<table><tr><td>x{piece * 20_000}".encode()
    start = time.process_time()
    with suppress(UnreadableFile):
        sheets_in("list.xls", page)
    assert time.process_time() - start < 5  # minutes, once


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ('number-columns-repeated="16384"', "beyond column ALL"),
        ('number-columns-repeated="999999999"', "beyond column ALL"),
    ],
)
def test_repeated_cells_are_cut_and_told(cells: str, said: str) -> None:
    raw = _open_document(f"<table-row><table-cell {cells}><p>x</p></table-cell>")
    [sheet] = sheets_in("list.fods", raw)
    assert [len(row) for row in sheet.rows] == [limits.MOST_COLUMNS]
    assert said in sheet.remarks[-1].problem


def test_repeated_rows_without_cells_are_no_rows() -> None:
    empty = '<table-row number-rows-repeated="1048570"><table-cell/></table-row>'
    raw = _open_document(
        f"{empty}<table-row><table-cell><p>x</p></table-cell></table-row>"
    )
    [sheet] = sheets_in("list.fods", raw)
    assert (list(sheet.rows), list(sheet.numbers)) == ([["x"]], [1_048_571])


@pytest.mark.parametrize("column", [0, 5_000])
def test_rows_that_repeat_something_are_counted(
    column: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.importing.files.grid.MOST_CELLS", 1_000)
    before = f'<table-cell number-columns-repeated="{column}"/>' if column else ""
    raw = _open_document(
        f'<table-row number-rows-repeated="999999999">{before}'
        "<table-cell><p>x</p></table-cell></table-row>"
    )
    assert "more than 1,000 cells" in _refusal(raw, "list.fods")


def _open_document(rows: str) -> bytes:
    closed = rows if rows.endswith("</table-row>") else f"{rows}</table-row>"
    return (
        '<office:document xmlns:office="o"><table name="T">'
        f"{closed}</table></office:document>"
    ).encode()


def test_wide_rows_of_few_cells_count_as_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.importing.files.grid.MOST_CELLS", 5_000)
    rows = "".join(
        f'<row r="{n}"><c r="ALL{n}"><v>1</v></c></row>' for n in range(1, 7)
    )
    assert "more than 5,000 cells" in _refusal(_packed(_sheet(rows)))


def test_elements_deep_within_one_another_are_refused() -> None:
    assert "deep" in _refusal(_packed("<worksheet>" + "<a>" * 1_000_000))


def test_a_picture_in_letters_takes_no_time() -> None:
    raw = "näme;text\nA;".encode("cp1252") + b"abcdefgh" * 100_000 + b"\n"
    start = time.process_time()
    [sheet] = sheets_in("list.csv", raw)
    assert time.process_time() - start < 2
    assert sheet.rows[0] == ["näme", "text"]


def test_empty_lines_cost_nothing_but_are_counted() -> None:
    [sheet] = sheets_in("list.csv", b"a;b\n" + b"\r\n" * 1_000_000 + b"x;y\n")
    assert list(sheet.numbers) == [1, 1_000_002]
