"""What is written out comes in again as it was."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from matcher import Registry, load_registry
from matcher.importing.forms.export import registry_workbook
from matcher.importing.forms.wording import cell
from matcher.importing.running import import_files
from matcher.importing.sources import Given
from matcher.registry.columns import columns_of
from matcher.registry.package.writing import write_registry
from matcher.registry.records import Cluster
from matcher.registry.synth.drawing import synthesise

TABLES = ("clusters.csv", "partnerships.csv", "members.csv")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def tables(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in TABLES}


def again(known: Registry, folder: Path, new: Path) -> None:
    """Export a package; import that into it, and into a new folder."""
    given = Given("registry.xlsx", registry_workbook(known))
    before = contents(folder)
    report = import_files([given], folder)
    assert not report.written
    assert contents(folder) == before
    import_files([given], new)
    assert tables(new) == tables(folder)
    assert registry_workbook(load_registry(new)) == given.content


@pytest.mark.slow
def test_an_export_comes_in_unchanged(tmp_path: Path) -> None:
    drawn = synthesise(load_registry(), 30, 1)
    write_registry(drawn, tmp_path / "drawn")
    again(load_registry(tmp_path / "drawn"), tmp_path / "drawn", tmp_path / "new")


@pytest.mark.slow
def test_the_packaged_registry_comes_in_unchanged(tmp_path: Path) -> None:
    known = load_registry()
    write_registry(known, tmp_path / "same")
    again(known, tmp_path / "same", tmp_path / "new")


def test_people_read_labels_and_no_codes() -> None:
    known = load_registry()
    book = load_workbook(BytesIO(registry_workbook(known)), read_only=True)
    assert book.sheetnames == ["Organisations", "Partnerships", "Members"]
    header, *rows = book["Organisations"].values
    one = known.cluster("aei-textils")
    row = dict(zip(header, next(row for row in rows if row[0] == one.id), strict=True))
    assert (row["Country"], row["Sectors"]) == ("Spain", "Textile Manufacturing")
    assert row["Target markets"].split("; ")[:2] == ["Canada", "Japan"]
    assert row["Members"] == 30


def test_a_label_that_would_part_is_written_as_its_code() -> None:
    known = load_registry()
    sectors = known.vocabulary.sectors
    odd = dict(sectors) | {"odd": type(sectors["apparel"])("odd", "This; that")}
    vocabulary = type(
        "Lists", (), {"sectors": odd, "countries": known.vocabulary.countries}
    )()
    column = next(one for one in columns_of(Cluster) if one.name == "sectors")
    assert cell(column, ("apparel", "odd"), vocabulary) == "Apparel; odd"
