"""Lists in JSON and tables of web pages are sheets too."""

from __future__ import annotations

import json
from typing import Any

import pytest

from matcher.importing.files.opening import sheets_in


def test_objects_are_rows_below_the_names_of_their_fields() -> None:
    raw = b'[{"name": "A", "sectors": ["x", "y"]}, {"name": "B", "at": {"city": "C"}}]'
    [sheet] = sheets_in("list.json", raw)
    assert sheet.rows == [
        ["name", "sectors", "at.city"],
        ["A", "x; y"],
        ["B", "", "C"],
    ]
    assert sheet.numbers == [1, 2, 3]


def test_numbers_and_truth_are_written_as_in_sheets() -> None:
    [sheet] = sheets_in("l", b'[{"a": 85.0, "b": true, "c": null, "d": 1e3, "e": 0}]')
    assert sheet.rows[1] == ["85", "true", "", "1000", "0"]


def test_what_is_no_number_is_an_empty_cell() -> None:
    [sheet] = sheets_in("l", b'[{"a": NaN, "b": [1, -Infinity], "c": Infinity}]')
    assert sheet.rows == [["a", "b", "c"], ["", "1"]]


def test_halves_of_letters_are_told_or_joined() -> None:
    [sheet] = sheets_in("l", rb'[{"a": "x\ud800y", "b": "\ud83d\ude00"}]')
    assert sheet.rows[1] == ["x\ufffdy", "\U0001f600"]


def test_lists_by_name_are_sheets() -> None:
    raw = b'{"clusters": [{"id": "a"}], "members": [{"cluster": "a"}], "total": 1}'
    assert [one.name for one in sheets_in("l.json", raw)] == ["clusters", "members"]


def test_a_field_twice_in_one_object_is_told() -> None:
    [sheet] = sheets_in("l.json", b'[{"a": 1, "a": 2, "b": 3}, {"a": 4, "a": 5}]')
    assert sheet.rows[1:] == [["2", "3"], ["5"]]
    (doubt,) = sheet.remarks
    assert (doubt.kind, doubt.value) == ("doubt", "a (objects: 2)")


def _read(value: Any) -> tuple[list[list[str]], list[tuple[int, str]]]:
    """All rows below headers, and what is told: row and value."""
    sheets = sheets_in("l.json", json.dumps(value).encode())
    rows = [[*row] for one in sheets for row in one.rows[1:]]
    told = [(r.place.row, r.value) for one in sheets for r in one.remarks]
    return rows, told


def test_entries_that_are_no_objects_are_told_by_their_rows() -> None:
    value = [{"n": "A"}, "B", ["C", "DE"], None, {"n": "D"}, 7, [{"n": "E"}]]
    rows, told = _read(value)
    assert rows == [["A"], ["D"]]
    assert told == [(3, "B"), (4, "C; DE"), (5, "null"), (7, "7"), (8, "E")]


LIST = [{"n": "A"}, {"n": "B"}]
BY_ID = {"A": {"id": 1}, "B": {"id": 2}}
WITHIN = {
    "beside the list": ({"x": LIST, "y": ["B"], "t": 2}, ["y: B", "t: 2"]),
    "far within": ({"r": {"x": LIST, "t": 2}, "ok": True}, ["r.t: 2", "ok: true"]),
    "in several objects": ({"x": {"l": LIST}, "m": {"v": 1}}, ["m.v: 1"]),
    "of the same objects": ({"x": {"l": LIST[:1]}, "y": {"l": LIST[1:]}}, []),
    "under names that look alike": ({"x": LIST[:1], "x ": LIST[1:]}, []),
    "beside who has it": ({"n": "C", "members": LIST}, ["n: C"]),
}


@pytest.mark.parametrize("case", WITHIN)
def test_lists_are_read_wherever_they_stand_and_the_rest_is_told(case: str) -> None:
    value, expected = WITHIN[case]
    rows, told = _read(value)
    assert rows == [["A"], ["B"]]
    assert told == [(0, one) for one in expected]


def test_objects_by_name_keep_both_the_name_and_their_ids() -> None:
    assert _read(BY_ID) == ([["A", "1"], ["B", "2"]], [])
    assert _read({"A": {"n": 1}, "B": None, "C": {}}) == (
        [["A", "1"], ["C"]],
        [(3, "null")],
    )


def test_one_object_with_another_within_is_a_row() -> None:
    assert _read({"n": "A", "at": {"city": "C"}}) == ([["A", "C"]], [])


def test_a_dot_in_a_name_hides_no_field() -> None:
    rows, told = _read([{"a.b": 1, "a": {"b": 2}}])
    assert (rows, told) == ([["2"]], [(0, "a.b (objects: 1)")])


def test_an_object_on_each_line_is_a_row() -> None:
    [sheet] = sheets_in("l.jsonl", b'{"a": 1}\n\n{"a": 2, "b": 3}\n')
    assert sheet.rows == [["a", "b"], ["1"], ["2", "3"]]


def test_tables_of_a_page_exported_as_a_workbook_are_read() -> None:
    raw = (
        "<html><meta charset=windows-1252><table><tr><th>Name<th colspan=2>Orte</tr>"
        "<tr><td rowspan=2>K&ouml;ln</td><td>a<br>b</td><td>é</td></tr>"
        "<tr><td>x</td></tr></table><table><tr><td> </table></html>"
    ).encode("cp1252")
    [sheet] = sheets_in("list.xls", raw)
    assert sheet.rows == [["Name", "Orte"], ["Köln", "a\nb", "é"], ["", "x"]]
    assert list(sheet.merged) == [(1, 1, 1, 2), (2, 0, 3, 0)]


GROUPS = ("<thead>", "<tbody>")
HEAD = "<th>Name<th>At<th>Of"


def _laid(*rows: str) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
    page = "<table>" + "".join(row if row in GROUPS else f"<tr>{row}" for row in rows)
    [sheet] = sheets_in("l.html", page.encode())
    assert not sheet.remarks
    return [[*row] for row in sheet.rows], [*sheet.merged]


def test_no_rows_are_all_rows_to_the_end_of_the_group() -> None:
    rows, merged = _laid(
        "<thead>", HEAD, "<tbody>", "<td rowspan=0>A<td>x<td>y", "<td>z", "<td>u",
        "<tbody>", "<td>B<td>v",
    )  # fmt: skip
    assert rows[1:] == [["A", "x", "y"], ["", "z"], ["", "u"], ["B", "v"]]
    assert merged == [(2, 0, 4, 0)]
    rows, merged = _laid(HEAD, "<td rowspan='0'>A<td>x", "<td>z")
    assert (rows[1:], merged) == ([["A", "x"], ["", "z"]], [(2, 0, 3, 0)])


def test_no_cell_reaches_out_of_its_group() -> None:
    rows, merged = _laid("<tbody>", "<td rowspan=9>A<td>x", "<tbody>", "<td>B<td>y")
    assert (rows, merged) == ([["A", "x"], ["B", "y"]], [])


@pytest.mark.parametrize("wide", [3, 4, 50, 99_999])
def test_a_cell_is_no_wider_than_the_table(wide: int) -> None:
    one = f"<td colspan={wide}>"
    assert _laid(HEAD, f"{one}A") == (
        [["Name", "At", "Of"], ["A"]],
        [(2, 0, 2, 2)],
    )
    assert _laid(HEAD, f"{one}A<td>x")[0][1] == ["A", "", "x"]
    assert _laid(HEAD, f"<td>A{one}x{one}y")[0][1] == ["A", "x", "y"]
    assert _laid(f"<th>Name{one}At", "<td>A<td>x", f"{one}B<td>y") == (
        [["Name", "At"], ["A", "x"], ["B", "y"]],
        [],
    )
    assert _laid(HEAD, "<td rowspan=2>A<td>x<td>y", f"{one}z") == (
        [["Name", "At", "Of"], ["A", "x", "y"], ["", "z"]],
        [(2, 0, 3, 0), (3, 1, 3, 2)],
    )


def test_an_object_with_a_name_and_lists_is_a_record_too() -> None:
    text = """{"acronym": "TEX", "start": "2020", "end": "2022",
        "partners": [{"name": "Alpha", "id": 7}, {"name": "Beta", "id": 8}]}"""
    record, partners = sheets_in("a.json", text.encode())
    assert [*map(list, record.rows)] == [
        ["acronym", "start", "end", "partners"],
        ["TEX", "2020", "2022", "Alpha; Beta"],
    ]
    assert [(one.kind, one.place.row) for one in record.remarks] == [("doubt", 2)]
    assert [row[0] for row in partners.rows] == ["name", "Alpha", "Beta"]


def test_what_tells_of_a_list_is_no_record() -> None:
    text = '{"name": "Clusters", "date": "2024", "total": 1, "items": [{"name": "A"}]}'
    (items,) = sheets_in("a.json", text.encode())
    assert [*map(list, items.rows)] == [["name"], ["A"]]


def test_pages_that_cells_of_a_table_lead_to_are_kept() -> None:
    text = """<table><tr><td rowspan=2>Ring</td><td><a href="https://a.eu">A</a></td>
        </tr><tr><td>B</td><td><a href="/c">C</a></td></tr></table>"""
    (sheet,) = sheets_in("list.html", text.encode())
    assert sheet.links == {(1, 1): "https://a.eu"}
