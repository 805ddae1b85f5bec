"""Data packages are checked, and drawn to test with; never half of one is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from matcher import Registry, as_of_in_words
from matcher.registry.package.reading import load_registry
from matcher.registry.package.writing import write_registry
from tests.cli.running import (
    DATA,
    answer,
    matcher,
    package_with,
    refusal,
    usage_error,
)
from tests.toy import block_registry


def synth(*words: str | int | Path) -> Result:
    return matcher("synth", *map(str, words))


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    write_registry(block_registry(), tmp_path / "blocks")
    return tmp_path / "blocks"


def test_it_tells_what_it_wrote(tmp_path: Path) -> None:
    out = tmp_path / "drawn"
    done = synth("--n", "400", "--seed", "1", "--out", out)
    known = load_registry(out)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        f"Wrote 400 clusters, {len(known.partnerships)} partnerships, "
        f"{len(known.members)} members to {out}\n"
    )
    assert len(known.clusters) == 400
    told = json.loads((out / "datapackage.json").read_bytes())
    assert told["title"] == "Synthetic registry (n=400, seed=1)"
    assert "no cluster and no partnership in it exists" in told["description"]


def test_another_registry_can_be_drawn_from(tmp_path: Path, blocks: Path) -> None:
    out = tmp_path / "drawn"
    done = synth("--n", "48", "--out", out, "--registry", blocks, "--json")
    told = json.loads(done.stdout)
    assert (
        told.pop("counts").items()
        >= {
            "clusters": 48,
            "partnerships": 8,
            "members": 32,
        }.items()
    )
    assert told == {"out": str(out), "seed": 0, "as_of": ""}
    assert {code for c in load_registry(out).clusters for code in c.sectors} == {
        "aerospace-defence",
        "apparel",
        "food-processing",
        "lighting-electrical",
        "livestock",
        "textile",
    }


def test_what_stands_there_is_kept_without_force(tmp_path: Path, blocks: Path) -> None:
    before = files(blocks)
    done = synth("--n", "3", "--out", blocks)
    assert (done.exit_code, done.stdout) == (1, "")
    assert (
        done.stderr == f"Error: {blocks}: stands there already; --force replaces it\n"
    )
    assert files(blocks) == before
    assert synth("--n", "3", "--out", blocks, "--force").exit_code == 0
    assert len(load_registry(blocks).clusters) == 3
    assert [folder.name for folder in tmp_path.iterdir()] == ["blocks"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    out = tmp_path / "missing" / "drawn"
    done = synth("--n", "3", "--out", out)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"Error: {out}: there is no folder '{out.parent}'\n"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--n", "0", "--out", "x"], "greater than or equal to 1"),
        (["--n", "3", "--out", "x", "--seed", "-1"], "greater than or equal to 0"),
        (["--n", "many", "--out", "x"], "'--n'"),
        (["--out", "x"], "Missing option '--n'"),
        (["--n", "3"], "Missing option '--out'"),
    ],
)
def test_wrong_usage_is_told(words: list[str], problem: str) -> None:
    done = synth(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert problem in done.stderr


# data check


@pytest.fixture(scope="module")
def checked() -> Any:
    """What a check of the packaged registry tells programs."""
    return answer("data", "check")


def test_data_check_counts_what_is_there(registry: Registry, checked: Any) -> None:
    done = matcher("data", "check")
    assert done.exit_code == 0
    n_facts = sum(map(len, registry.evidence.values()))
    assert done.stdout.startswith(
        f"No faults: {len(registry.clusters)} clusters, "
        f"{len(registry.partnerships)} partnerships, {len(registry.members)} members, "
        f"{n_facts:,} facts, {len(registry.calls)} calls, "
    )
    assert f" {len(registry.vocabulary.programmes)} programmes, " in done.stdout
    when = as_of_in_words(registry.as_of)
    assert done.stdout.endswith(f" technologies. {when}.\n")
    assert answer("data", "check", str(DATA)) == checked


def test_data_check_tells_programs_the_same(registry: Registry, checked: Any) -> None:
    assert (checked["faults"], checked["as_of"]) == ([], registry.as_of)
    assert checked["counts"]["facts"] == sum(map(len, registry.evidence.values()))
    assert checked["counts"]["terms"] == len(registry.records_aside("terms"))


def test_data_check_counts_no_table_that_is_not_there(blocks: Path) -> None:
    told = answer("data", "check", str(blocks))
    assert told["as_of"] == ""
    assert told["counts"].keys().isdisjoint({"facts", "calls", "terms"})
    done = matcher("data", "check", str(blocks))
    assert done.stdout.endswith("Date of the facts not recorded.\n")


def test_data_check_names_every_fault_by_file_line_and_column(tmp_path: Path) -> None:
    package = package_with(tmp_path, "clusters.csv", ",electric-power,", ",elctric,")
    members = package / "members.csv"
    members.write_text(members.read_text() + "no-such,inovcluster,partner,,,\n")
    n_lines = len(members.read_text().splitlines())
    done = matcher("data", "check", str(package))
    lines = done.stdout.splitlines()
    assert (done.exit_code, done.stderr) == (1, "")
    assert lines[0] == "2 faults in the data package"
    assert lines[1].startswith("clusters.csv line 2 column 'sectors': no sector")
    assert lines[2].startswith(f"members.csv line {n_lines} column 'partnership': no")

    as_json = matcher("data", "check", "--registry", str(package), "--json")
    faults = json.loads(as_json.stdout)["faults"]
    assert as_json.exit_code == 1
    assert [(f["file"], f["line"], f["column"]) for f in faults] == [
        ("clusters.csv", 2, "sectors"),
        ("members.csv", n_lines, "partnership"),
    ]


def test_data_check_of_no_folder_says_so() -> None:
    done = matcher("data", "check", "/no/such/folder")
    assert done.exit_code == 1
    assert "/no/such/folder: does not exist" in done.stdout


def test_data_check_wants_one_folder() -> None:
    assert usage_error("data", "check", str(DATA), "--registry", str(DATA)) == (
        "give the folder once: as it is, or after --registry"
    )


def test_a_faulty_registry_is_refused_by_every_question(tmp_path: Path) -> None:
    package = package_with(tmp_path, "clusters.csv", ",electric-power,", ",elctric,")
    for words in (
        ["suggest", "inovcluster"],
        ["complete", "adpack-g1"],
        ["synergies", "adpack-g1"],
        ["pairs"],
        ["serve", "--port", "0"],
    ):
        told = refusal(*words, "--registry", str(package))  # fmt: skip
        assert told.startswith("1 fault in the data package\nclusters.csv line 2 col")


@pytest.mark.slow
def test_serve_refuses_a_fault_where_a_question_would_not_look(tmp_path: Path) -> None:
    package = package_with(tmp_path, "evidence.csv", "inovcluster,city,", "inov,city,")
    told = refusal("serve", "--port", "0", "--registry", str(package))
    assert "evidence.csv line" in told
    assert "column 'id': no cluster or partnership 'inov'" in told
    asked = ("suggest", "inovcluster", "--registry", str(package))
    assert answer(*asked)["suggestions"]
