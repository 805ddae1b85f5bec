"""The text of a table becomes rows, or a fault at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher.registry.package.reading import check_package
from matcher.registry.package.tables import TABLES
from tests.registry.package.tiny import (
    PROGRAMMES,
    REQUIRED,
    TINY,
    the_fault,
    tiny,
    write_package,
)

NEED_ROWS = [*(t for t in REQUIRED if not TABLES[t].may_be_empty), "programmes"]


class TestTables:
    def test_columns_must_be_there_once_and_known(self, tmp_path: Path) -> None:
        changed = tiny("members", "role,source", "rôle,source,source")
        faults = check_package(write_package(tmp_path, members=changed))
        assert [(f.file, f.line, f.column, f.problem) for f in faults] == [
            ("members.csv", 1, "role", "this column is missing"),
            (
                "members.csv",
                1,
                "rôle",
                "no such column; accepted are partnership, cluster, role, since, "
                "confidence, source",
            ),
            ("members.csv", 1, "source", "this column stands 2 times"),
        ]

    def test_a_column_too_many_does_not_hide_other_faults(self, tmp_path: Path) -> None:
        changed = "code,label,notes\nclothing,,thin\n"
        extra, empty = check_package(write_package(tmp_path, ecosystems=changed))
        assert (extra.line, extra.column) == (1, "notes")
        assert (empty.line, empty.column) == (2, "label")

    def test_semicolons_between_cells_are_explained(self, tmp_path: Path) -> None:
        changed = TINY["members.csv"].replace(",", ";")
        fault = the_fault(write_package(tmp_path, members=changed))
        assert fault.line == 1
        assert "save it with commas between them" in fault.problem

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            ("loom-g1,weavers,partner", "3 cells where the header has 4"),
            ("loom-g1,weavers,x,,y", "5 cells where the header has 4; put a cell"),
            (
                "loom-g1,weavers,partner,,",
                "cells than the header has, and these are em",
            ),
            ("", "this line is empty"),
        ],
    )
    def test_a_row_has_as_many_cells_as_the_header(
        self, row: str, words: str, tmp_path: Path
    ) -> None:
        header, *rows = TINY["members.csv"].splitlines()
        changed = "\n".join([header, rows[1], row, rows[0]])
        faults = check_package(write_package(tmp_path, members=changed))
        uneven = [fault for fault in faults if not fault.column]
        assert [(fault.file, fault.line) for fault in uneven] == [("members.csv", 3)]
        assert words in uneven[0].problem

    def test_an_uneven_row_is_still_known_by_its_id(self, tmp_path: Path) -> None:
        changed = tiny("clusters", "bakers,Bakers,,,", "bakers,Bakers,,")
        fault = the_fault(write_package(tmp_path, clusters=changed))
        assert (fault.file, fault.line) == ("clusters.csv", 3)

    @pytest.mark.parametrize("table", NEED_ROWS)
    def test_tables_without_rows_are_faults(self, table: str, tmp_path: Path) -> None:
        text = PROGRAMMES if table == "programmes" else TINY[f"{table}.csv"]
        header = text.splitlines()[0] + "\n"
        faults = check_package(write_package(tmp_path, **{table: header}))
        own = [fault for fault in faults if fault.file == f"{table}.csv"]
        assert own[0].line == 0
        assert "no rows below the header" in own[0].problem

    @pytest.mark.parametrize("table", TABLES)
    def test_files_without_a_byte_are_faults(self, table: str, tmp_path: Path) -> None:
        fault = the_fault(write_package(tmp_path, **{table: ""}))
        assert (fault.file, fault.line) == (f"{table}.csv", 1)
        assert "no header; the first line must be " in fault.problem

    def test_bytes_that_are_not_utf8_are_placed(self, tmp_path: Path) -> None:
        changed = tiny("clusters", "Norte", "São").encode("latin-1", "replace")
        fault = the_fault(write_package(tmp_path, clusters=changed))
        assert (fault.file, fault.line, fault.value) == ("clusters.csv", 2, "0xE3")
        start = TINY["clusters.csv"].splitlines()[1].index("Norte")
        assert f"byte {start + 2} of the line (0xE3) is not UTF-8" in fault.problem

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
    def test_utf16_is_not_utf8(self, encoding: str, tmp_path: Path) -> None:
        changed = TINY["ecosystems.csv"].encode(encoding)
        faults = check_package(write_package(tmp_path, ecosystems=changed))
        assert {(f.file, f.line) for f in faults} == {("ecosystems.csv", 1)}

    def test_a_byte_order_mark_is_a_fault(self, tmp_path: Path) -> None:
        changed = TINY["sectors.csv"].encode("utf-8-sig")
        fault = the_fault(write_package(tmp_path, sectors=changed))
        assert (fault.file, fault.line) == ("sectors.csv", 1)
        assert "save it as UTF-8 without BOM" in fault.problem

    @pytest.mark.parametrize("line_end", ["\r\n", "\r"])
    def test_carriage_returns_are_faults(self, line_end: str, tmp_path: Path) -> None:
        changed = TINY["countries.csv"].replace("\n", line_end).encode()
        fault = the_fault(write_package(tmp_path, countries=changed))
        assert (fault.file, fault.line) == ("countries.csv", 1)
        assert "end lines with a line feed (LF) alone" in fault.problem

    @pytest.mark.parametrize("quoted", ['"Norte', '"Nor"te', '"' + "x" * 140_000])
    def test_quotes_that_do_not_close_are_placed(
        self, quoted: str, tmp_path: Path
    ) -> None:
        changed = tiny("clusters", "Norte", quoted)
        fault = the_fault(write_package(tmp_path, clusters=changed))
        assert (fault.file, fault.line) == ("clusters.csv", 2)
        assert "do not close" in fault.problem

    def test_lines_are_counted_past_cells_that_break_lines(
        self, tmp_path: Path
    ) -> None:
        changed = tiny("clusters", "Weave.,12", '"One\ntwo\nthree.",many').replace(
            "bakers,Bakers", "bakers,Bakers "
        )
        many, spaces = check_package(write_package(tmp_path, clusters=changed))
        assert (many.line, many.column) == (4, "members")
        assert (spaces.line, spaces.column) == (5, "name")
