"""A registry is written so that the same one is read again, or not at all."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from matcher.errors import DatasetError, OutputError
from matcher.registry.lists import Country, Sector
from matcher.registry.package.beside import MAPPING_FILE
from matcher.registry.package.description import DESCRIPTION_FILE
from matcher.registry.package.reading import (
    check_package,
    load_registry,
)
from matcher.registry.package.tables import TABLES
from matcher.registry.package.writing import FILES, write_registry
from matcher.registry.partnerships import Member, Partnership
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary
from tests.toy import VOCABULARY, block_registry, registry_of, tied_registry

DATA = Path(__file__).parents[3] / "data"

FULL = Cluster(
    id="weavers",
    name='Weavers, "Spinners" & Dyers',
    short_name="Wéavers",
    aliases=("Old Weavers", "Ткачи"),
    organisation_type="network",
    country="PT",
    region="Norte, Porto",
    sectors=("textile", "apparel"),
    technologies=("smart-textiles",),
    target_markets=("JP", "ASEAN"),
    focus='Weave.\nAnd "spin"; dye, too.',
    members=12,
    sme_members=0,
    website="https://weavers.example",
    coding="source",
    sources=("https://a.example/x", "https://b.example/y?z=1"),
)


def folder_of(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir()}


@pytest.mark.parametrize(
    "registry",
    [
        registry_of(Cluster(id="a", name="A")),
        registry_of(FULL, Cluster(id="b", name="B")),
        tied_registry(),
        block_registry(),
    ],
    ids=["one", "every field", "ties", "blocks"],
)
def test_what_is_written_is_read_again(registry: Registry, tmp_path: Path) -> None:
    write_registry(registry, tmp_path / "new")
    assert load_registry(tmp_path / "new") == registry
    assert check_package(tmp_path / "new") == ()


def test_every_field_of_a_partnership_and_a_member_comes_back(tmp_path: Path) -> None:
    loom = Partnership(
        id="loom-g1",
        acronym="LOOM²",
        name="Looms; and more",
        programme="escp-4i",
        generation=0,
        call="COS-1, first",
        strand="A",
        start="2016-03",
        end="2016",
        sectors=("textile",),
        technologies=("smart-textiles",),
        target_markets=("JP",),
        focus="Weave together.",
        sme_count=40,
        grant_id="0042",
        sources=("https://a.example/loom",),
    )
    source = "https://a.example/member"
    member = Member(
        partnership="loom-g1", cluster="weavers", role="coordinator", source=source
    )
    registry = Registry((FULL,), (loom,), (member,), VOCABULARY)
    write_registry(registry, tmp_path / "new")
    assert load_registry(tmp_path / "new") == registry


def test_the_shipped_registry_is_written_as_it_stands_in_its_files(
    registry: Registry, tmp_path: Path
) -> None:
    write_registry(registry, tmp_path / "new")
    assert load_registry(tmp_path / "new") == registry
    written = folder_of(tmp_path / "new")
    for table in TABLES.values():
        assert written[table.file] == (DATA / table.file).read_bytes(), table.file


def test_a_registry_as_it_was_known_before_is_written_too(
    registry: Registry, tmp_path: Path
) -> None:
    before = registry.before("2018")
    write_registry(before, tmp_path / "before")
    assert load_registry(tmp_path / "before", everything=True) == before
    assert before.calls == registry.calls
    assert before.evidence == {}  # its pages tell of what came later


def test_the_description_tells_what_the_tables_hold(tmp_path: Path) -> None:
    write_registry(tied_registry(), tmp_path / "new", title="Five", description="Few.")
    told = json.loads((tmp_path / "new" / "datapackage.json").read_bytes())
    packaged = json.loads((DATA / "datapackage.json").read_bytes())
    assert told["title"] == "Five"
    assert told["description"] == "Few."
    assert told["resources"] == packaged["resources"]
    assert "sources" not in told
    assert "licenses" not in told


@pytest.mark.slow
def test_frictionless_finds_a_written_package_valid(
    registry: Registry, tmp_path: Path
) -> None:
    from frictionless import Package

    write_registry(registry, tmp_path / "new")
    report = Package(str(tmp_path / "new" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])


def test_same_registry_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_registry(block_registry(), tmp_path / name)
    assert folder_of(tmp_path / "one") == folder_of(tmp_path / "other")
    read_at_once = {t.file for t in TABLES.values() if not t.aside}
    assert {*folder_of(tmp_path / "one")} == {*read_at_once, DESCRIPTION_FILE}


def test_a_package_holds_no_other_files(registry: Registry, tmp_path: Path) -> None:
    write_registry(registry, tmp_path / "new")
    assert {*folder_of(tmp_path / "new")} == {*FILES} - {MAPPING_FILE}


def test_a_folder_that_stands_there_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "new"
    write_registry(tied_registry(), target)
    before = folder_of(target)
    wanted = f"{target}: stands there already; --force replaces it"
    with pytest.raises(OutputError, match=f"^{re.escape(wanted)}$"):
        write_registry(block_registry(), target)
    assert folder_of(target) == before
    write_registry(block_registry(), target, force=True)
    assert load_registry(target) == block_registry()
    assert [file.name for file in tmp_path.iterdir()] == ["new"]


def test_force_replaces_nothing_but_a_data_package(tmp_path: Path) -> None:
    target = tmp_path / "new"
    write_registry(tied_registry(), target)
    (target / "notes.txt").write_text("mine")
    wanted = f"{target}: holds more than a data package ('notes.txt'); give another"
    with pytest.raises(OutputError, match=f"^{re.escape(wanted)} folder$"):
        write_registry(block_registry(), target, force=True)
    file = tmp_path / "file"
    file.touch()
    wanted = f"{file}: is a file; give the name of a folder for a data package"
    with pytest.raises(OutputError, match=f"^{re.escape(wanted)}$"):
        write_registry(block_registry(), file, force=True)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"focus": " Weave."}, "column 'focus': ' Weave.' has spaces at its start"),
        ({"name": "Wea\rvers"}, "has a carriage return"),
        ({"sectors": ("txtile",)}, "column 'sectors': no sector 'txtile'"),
        ({"members": 5, "sme_members": 6}, "6 small firms among 5 members"),
    ],
    ids=["spaces", "line end", "code", "firms"],
)
def test_a_registry_with_a_fault_is_not_written(
    changed: dict[str, object], fault: str, tmp_path: Path
) -> None:
    registry = registry_of(replace(FULL, **changed))  # type: ignore[arg-type]
    with pytest.raises(DatasetError, match=fault):
        write_registry(registry, tmp_path / "new")
    assert [*tmp_path.iterdir()] == []


def test_a_registry_without_clusters_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no rows below the header"):
        write_registry(registry_of(), tmp_path / "new")
    assert [*tmp_path.iterdir()] == []


def test_a_value_that_would_be_read_as_another_is_refused(tmp_path: Path) -> None:
    def refusal(registry: Registry) -> str:
        with pytest.raises(DatasetError) as caught:
            write_registry(registry, tmp_path / "new")
        assert [*tmp_path.iterdir()] == []
        return str(caught.value).removeprefix("1 fault in the data package\n")

    def astray(table: str, *records: object) -> Registry:
        vocabulary = Vocabulary({**VOCABULARY.lists, table: records})
        return Registry((Cluster(id="a", name="A"),), (), (), vocabulary)

    assert refusal(registry_of(replace(FULL, aliases=("One;two",)))) == (
        "clusters.csv column 'aliases': ('One;two',) would be read as ('One', 'two')"
    )
    assert "sectors.csv line 2 column 'ecosystem': this cell is empty" in refusal(
        astray("sectors", Sector(code="textile", label="Textile", ecosystem=""))
    )
    portugal = Country(code="PT", name="Portugal", eu=True, aliases=("A;B",))
    others = [c for c in VOCABULARY.lists["countries"] if c.code != "PT"]
    assert refusal(astray("countries", portugal, *others)) == (
        "countries.csv column 'aliases': ('A;B',) would be read as ('A', 'B')"
    )
