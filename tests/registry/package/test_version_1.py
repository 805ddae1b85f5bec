"""Packages of version 1 are read: what they lack is not recorded."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from matcher import Registry
from matcher.registry.package.reading import check_package, load_registry
from matcher.registry.package.tables import TABLES
from matcher.registry.package.writing import write_registry
from tests.registry.package.copies import DATA, Cells, rewrite
from tests.registry.package.tiny import TINY, write_package

NEW_COLUMNS = {
    "clusters": ("city", "founded", "label", "languages", "status", "successor"),
    "members": ("since", "confidence"),
    "partnerships": ("kind",),
}


@pytest.fixture(scope="module")
def cut_down(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data with the eight files and the columns of version 1."""
    folder = tmp_path_factory.mktemp("version-1")
    for file in TINY:
        shutil.copy(DATA / file, folder)
    for table, columns in NEW_COLUMNS.items():

        def cut(rows: list[tuple[int, Cells]], columns: tuple[str, ...]) -> None:
            for _, row in rows:
                for column in columns:
                    del row[column]

        rewrite(folder, table, lambda rows, gone=columns: cut(rows, gone))
    return folder


def test_optional_columns_are_those_that_version_1_lacks() -> None:
    optional = {
        name: tuple(c.name for c in table.columns if c.optional)
        for name, table in TABLES.items()
    }
    assert {name: columns for name, columns in optional.items() if columns} == (
        NEW_COLUMNS
    )


def test_what_version_1_lacks_is_not_recorded(
    cut_down: Path, registry: Registry
) -> None:
    assert check_package(cut_down) == ()
    header, *_ = (cut_down / "clusters.csv").read_text(encoding="utf-8").splitlines()
    assert header == TINY["clusters.csv"].splitlines()[0]
    read = load_registry(cut_down, everything=True)
    bare = {"city": "", "founded": None, "label": "", "languages": ()}
    gone = {"status": "", "successor": ""}
    assert read.clusters == tuple(replace(c, **bare, **gone) for c in registry.clusters)
    assert read.partnerships == tuple(
        replace(p, kind="") for p in registry.partnerships
    )
    assert read.members == tuple(
        replace(m, since="", confidence="") for m in registry.members
    )
    assert read.vocabulary == registry.vocabulary  # with the packaged programmes
    assert (read.as_of, read.evidence, read.calls) == ("", {}, ())
    assert all(p.is_consortium for p in read.partnerships)


@pytest.mark.parametrize("tiny", [True, False], ids=["tiny", "shipped"])
def test_a_package_of_version_1_is_the_same_once_written_and_read(
    tiny: bool, cut_down: Path, tmp_path: Path
) -> None:
    given = write_package(tmp_path) if tiny else cut_down
    read = load_registry(given)
    write_registry(read, tmp_path / "new")
    again = load_registry(tmp_path / "new", everything=True)
    assert again == read
    assert again.digest == read.digest
    assert (tmp_path / "new" / "programmes.csv").read_bytes() == (
        DATA / "programmes.csv"
    ).read_bytes()
