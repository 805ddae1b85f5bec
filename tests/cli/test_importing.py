"""`data import`: what it takes, tells and writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matcher import Cluster, load_registry
from matcher.registry.package.writing import write_registry
from tests.cli.running import answer, matcher, refusal, usage_error
from tests.toy import registry_of

LIST = """Name;Country;Branch;Members;Wordless
Optics Valley;FR;Textile;55;
Łódzki Klaster;Poland;Frobnication;ca. 85;
Bio Saxonny;DE;;;
"""
KNOWN = (
    Cluster(id="optics-valley", name="Optics Valley", country="FR"),
    Cluster(id="bio-saxony", name="Bio Saxony", country="DE"),
)


@pytest.fixture
def known(tmp_path: Path) -> Path:
    write_registry(registry_of(*KNOWN), tmp_path / "known")
    return tmp_path / "known"


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")
    return str(path)


def test_it_tells_what_came_in_and_what_to_do_next(source: str, known: Path) -> None:
    done = matcher("data", "import", source, "--into", str(known))
    assert done.exit_code == 0
    told = done.stdout
    assert told.startswith("3 rows read: 3 organisations (2 new, 1 updated).\n")
    assert (
        "optics-valley members: nothing -> 55 (list.csv, row 2, column D (Members))"
        in told
    )
    assert "Frobnication" in told
    assert told.rstrip().endswith(f"--registry {known}")
    command = told.splitlines()[-1].split()
    assert matcher(*command[1:]).exit_code == 0


def test_a_program_is_told_the_same(source: str, known: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    words = ("data", "import", source, "--into", str(known))
    document = answer(*words, "--report", str(report))
    assert document == json.loads(report.read_text("utf-8"))
    assert document["counts"]["clusters"] == {"new": 2, "updated": 1, "unchanged": 0}
    assert [word["word"] for word in document["words"]] == ["Frobnication"]
    (near,) = document["near"]
    assert near["line"] == '"Bio Saxonny" = "bio-saxony"'
    assert (near["file"], near["row"]) == ("list.csv", 4)
    assert "stands there already" in refusal(*words, "--report", str(report))
    again = answer(*words)
    assert not again["written"]


def test_a_file_may_be_called_anything(source: str, tmp_path: Path) -> None:
    odd = Path(source).rename(tmp_path / "list\udcff.csv")
    report = tmp_path / "report.json"
    words = ("data", "import", str(odd), "--into", str(tmp_path / "new"))
    assert matcher(*words, "--report", str(report)).exit_code == 0
    assert json.loads(report.read_text("utf-8"))["files"] == ["list\udcff.csv"]


def test_a_dry_run_drafts_a_mapping_that_can_be_given_back(
    source: str, known: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said.toml"
    words = ("data", "import", source, "--into", str(tmp_path / "new"))
    words += ("--registry", str(known), "--mapping", str(said))
    assert "A dry run" in matcher(*words, "--dry-run").stdout
    assert not (tmp_path / "new").exists()
    draft = said.read_text("utf-8")
    assert matcher(*words, "--dry-run").exit_code == 0
    assert said.read_text("utf-8") == draft
    line = '"bio saxonny" = "bio-saxony"'
    assert f"# {line}" in draft
    said.write_text(draft.replace(f"# {line}", line), "utf-8")
    assert answer(*words)["counts"]["clusters"]["new"] == 1
    assert load_registry(tmp_path / "new").cluster("bio-saxony").aliases == (
        "Bio Saxonny",
    )
    assert line in (tmp_path / "new" / "import.toml").read_text("utf-8")
    later = ("data", "import", source, "--into", str(tmp_path / "new"))
    assert not answer(*later)["written"]


def test_a_list_may_come_from_standard_input(known: Path) -> None:
    words = ("data", "import", "-", "--into", str(known))
    assert answer(*words, input=LIST)["files"] == ["standard input"]
    assert "can be read once" in usage_error("data", "import", "-", "-", *words[3:])


def test_nothing_that_can_be_read_exits_1(known: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in known.iterdir()}
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7")
    for file in ("page.pdf", "missing.csv"):
        words = ("data", "import", str(tmp_path / file), "--into", str(known))
        done = matcher(*words)
        assert done.exit_code == 1
        assert f"{file}: " in done.stdout
    assert {path: path.read_bytes() for path in known.iterdir()} == before


def test_what_may_not_be_replaced_is_refused(
    source: str, known: Path, tmp_path: Path
) -> None:
    words = ("data", "import", source, "--into")
    assert "is a file" in refusal(*words, source)
    assert "there is no folder" in refusal(*words, str(tmp_path / "no" / "new"))
    told = refusal(*words, str(known), "--registry", "packaged")
    assert "holds a registry already" in told
    inside = ("data", "import", str(known / "clusters.csv"), "--into", str(known))
    assert "is read by this command too" in refusal(*inside)
    missing = str(tmp_path / "none.toml")
    assert "--dry-run writes a draft" in refusal(
        *words, str(known), "--mapping", missing
    )
