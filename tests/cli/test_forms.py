"""Workbooks for people: made new, never over something without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import answer, matcher


@pytest.mark.parametrize("words", ["data template {}", "data export --xlsx {}"])
def test_a_workbook_is_written_whole_and_replaced_if_asked(
    words: str, tmp_path: Path
) -> None:
    out = tmp_path / "list.xlsx"
    asked = words.format(out).split()
    assert answer(*asked)["out"] == str(out)
    assert "Organisations" in load_workbook(out, read_only=True).sheetnames
    before = out.read_bytes()
    refused = matcher(*asked)
    assert refused.exit_code == 1
    assert "--force" in refused.stderr
    assert matcher(*asked, "--force").exit_code == 0
    assert out.read_bytes() == before
    assert [*tmp_path.iterdir()] == [out]
