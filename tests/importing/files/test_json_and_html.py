"""Lists in JSON and tables of web pages are sheets too."""

from __future__ import annotations

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
