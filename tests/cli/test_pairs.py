"""`matcher pairs` prints or writes pairs, and goes on after any stop."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from matcher import PartnerRecommender, Registry
from matcher.cli import app, pair_job
from matcher.pairs import best_pairs
from matcher.registry.package.writing import write_registry
from tests.pseudo_terminal import run_in_terminal
from tests.toy import block_registry

CLOSED = ["left", "right", "score", "left_rank", "right_rank"]
OURS: list[str] = []  # --registry and a data package of 24 clusters


@pytest.fixture(scope="module", autouse=True)
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PartnerRecommender]:
    registry = block_registry()
    folder = tmp_path_factory.mktemp("ours") / "package"
    write_registry(registry, folder, title="Ours", description="")
    OURS[:] = ["--registry", str(folder)]
    yield PartnerRecommender().fit(registry)
    OURS.clear()


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another data package: twenty-four clusters, of which food-0 is also ours."""
    known = block_registry()
    clusters = tuple(
        cluster
        if cluster.id == "food-0"
        else replace(cluster, id=f"their-{cluster.id}")
        for cluster in known.clusters
    )
    folder = tmp_path_factory.mktemp("theirs") / "package"
    other = Registry(clusters, (), (), known.vocabulary)
    write_registry(other, folder, title="Theirs", description="")
    return folder


def matcher(*words: object) -> Result:
    env = {"COLUMNS": "80", "NO_COLOR": "1", "FORCE_COLOR": None}
    every_word = ["pairs", *map(str, words)]
    if "--registry" not in every_word:
        every_word += OURS
    return CliRunner(env=env).invoke(app, every_word)


def printed(*words: object) -> list[dict[str, str]]:
    done = matcher(*words)
    assert (done.exit_code, done.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def refusal(*words: object) -> str:
    """The message of a fault in what was given: stderr alone, exit code 1."""
    done = matcher(*words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    return done.stderr.removeprefix("Error: ").rstrip("\n")


def usage_error(*words: object) -> str:
    """The text of the box of a usage error: exit code 2."""
    done = matcher(*words)
    assert (done.exit_code, bool(done.stdout)) == (2, "--json" in words)
    lines = [line for line in done.stderr.splitlines() if line.startswith("│")]
    return " ".join(line.strip("│ ") for line in lines)


# what it tells


def test_it_prints_every_pair_that_is_kept() -> None:
    found = printed("--top", 1)
    assert all("1" in (row["left_rank"], row["right_rank"]) for row in found)
    assert found == sorted(found, key=lambda row: (row["left"], row["right"]))


def test_it_writes_a_file_and_tells_how_much(tmp_path: Path) -> None:
    out = tmp_path / "pairs.parquet"
    told = json.loads(matcher("--out", out, "--min-score", -1, "--json").stdout)
    table = pl.read_parquet(out)
    assert told == {
        "out": str(out),
        "pairs": len(table),
        "columns": table.columns,
        "as_of": "",
    }
    assert 0 < len(table) < 24 * 23 / 2
    assert table["score"].min() >= -1  # type: ignore[operator]
    again = matcher("--out", out, "--min-score", -1, "--force")
    assert again.stdout.startswith(f"Wrote {len(table):,} pairs to {out}\n")
    assert os.listdir(tmp_path) == ["pairs.parquet"]


def test_a_file_and_standard_output_are_the_same(tmp_path: Path) -> None:
    for words in (["--top", 2], ["--min-score", -4, "--no-contributions"]):
        out = tmp_path / f"{len(words)}.csv"
        assert matcher(*words, "--out", out).exit_code == 0
        assert matcher(*words).stdout == out.read_text()


def test_top_gives_the_lists_of_the_recommender(ours: PartnerRecommender) -> None:
    found = printed("--top", 4, "--no-contributions")
    assert [*found[0]] == CLOSED
    chosen = {(r["left"], r["right"]): r for r in found if r["left_rank"]}
    ids = [cluster.id for cluster in ours.registry.clusters]
    best, scores = ours.top_pairs(4)
    for row, name in enumerate(ids):
        for place, other in enumerate(best[row].tolist()):
            if name < ids[other]:
                told = chosen.pop((name, ids[other]))
                assert int(told["left_rank"]) == place + 1
                assert float(told["score"]) == scores[row, place]
    assert chosen == {}


def test_weights_and_filters_count(ours: PartnerRecommender) -> None:
    words = ["--only-countries", "de,fr", "--exclude", "food-0", "--new-partners-only"]
    found = printed("--top", 2, *words, "--weights", "already_partners=0")
    changed = ours.reweighted({"already_partners": 0.0})
    best, _ = changed.top_pairs(
        2, countries=["DE", "FR"], exclude=["food-0"], new_partners_only=True
    )
    ids = [cluster.id for cluster in ours.registry.clusters]
    known = {
        tuple(sorted((name, ids[other])))
        for name, others in zip(ids, best.tolist(), strict=True)
        for other in others
    }
    assert {(row["left"], row["right"]) for row in found} == known
    assert {row["contribution_already_partners"] for row in found} == {"0.0"}


def test_it_meets_another_registry(theirs: Path) -> None:
    found = printed("--top", 3, "--against", theirs)
    assert len(found) == 3 * 24
    assert {row["left_rank"] for row in found} == {"1", "2", "3"}
    assert {row["right_rank"] for row in found} == {"", "1", "2", "3"}
    assert "food-0" in {row["right"] for row in found}
    assert not [row for row in found if row["left"] == row["right"]]
    for row in found:
        assert row["right"].removeprefix("their-")[:4] == row["left"][:4]
        opened = [float(v) for name, v in row.items() if name.startswith("contrib")]
        total = float(row["intercept"]) + sum(opened)
        assert total == pytest.approx(float(row["score"]), abs=1e-9)


def test_clusters_of_either_registry_can_be_excluded(theirs: Path) -> None:
    words = ["--top", 30, "--against", theirs, "--no-contributions"]
    known = {row["right"] for row in printed(*words)}
    found = {
        row["right"] for row in printed(*words, "--exclude", "their-food-1,food-0")
    }
    assert known - found == {"their-food-1", "food-0"}


# what it refuses


def test_a_place_that_cannot_be_written_to_is_told() -> None:
    assert re.fullmatch(
        r"/proc/pairs\.csv\.parts: cannot be made: .+",
        refusal("--top", 1, "--out", "/proc/pairs.csv"),
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--out", "pairs.xls"], "--out must end in .csv or .parquet: 'pairs.xls'"),
        (["--json"], "--json tells what was written to a file: give --out too"),
        (["--resume"], "--resume goes on with a file: give --out too"),
        (["--only-countries", "PT"], "--only-countries goes with --top"),
        (["--new-partners-only"], "--new-partners-only goes with --top"),
        (["--against", "theirs"], "--against goes with --top"),
        (["--threads", "2"], "--threads goes with --top"),
        (["--engine", "dask"], "--engine goes with --top"),
        (
            ["--memory", "2"],
            "--memory: '2' is not a size; write it as 500MB, 2GB or 1.5GiB",
        ),
    ],
)
def test_wrong_usage_is_told(words: list[str], message: str) -> None:
    assert usage_error(*words) == message


@pytest.mark.parametrize(
    ("typed", "read"),
    [("nan", "nan"), ("-nan", "nan"), ("1e999", "inf"), ("inf", "inf"),
     ("-inf", "-inf"), ("-1e999", "-inf"), ("1000001", "1000001.0")],
)  # fmt: skip
def test_a_least_score_is_a_number_that_scores_can_reach(typed: str, read: str) -> None:
    told = usage_error("--min-score", typed).replace("\n", " ")
    accepted = "a number from -1,000,000 to 1,000,000 is accepted"
    assert told == f"--min-score: {accepted}, {read} is not"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--memory", "1KB"],
            "1.0 KB of memory are too little for 24 clusters: at least 33.6 MB are "
            "needed",
        ),
        (
            ["--top", "5", "--engine", "spark"],
            "no engine is called 'spark'; there are threads and dask",
        ),
        (
            ["--top", "5", "--only-countries", "XX"],
            "--only-countries: no country 'XX'. See: matcher codes countries",
        ),
        (["--top", "5", "--exclude", "nobody"], "no cluster has the id or name "),
    ],
)
def test_what_cannot_be_done_is_told(words: list[str], message: str) -> None:
    assert refusal(*words).startswith(message)


def test_faults_of_another_registry_are_named_by_its_folder(
    theirs: Path, tmp_path: Path
) -> None:
    words = ["--top", "5", "--against", tmp_path]
    assert f"{tmp_path}/clusters.csv: " in refusal(*words)
    assert refusal("--top", 5, "--against", theirs, "--exclude", "nobody").startswith(
        "no cluster has the id or name 'nobody'"
    )


def test_codes_of_another_registry_are_told_with_the_nearest(
    theirs: Path, tmp_path: Path
) -> None:
    package = tmp_path / "package"
    package.mkdir()
    for table in theirs.iterdir():
        text = table.read_text(encoding="utf-8")
        if table.suffix == ".csv":  # everywhere, so it is a code of theirs
            text = text.replace("textile", "textiles")
        (package / table.name).write_text(text, encoding="utf-8")
    assert refusal("--top", 5, "--against", package).splitlines() == [
        "2 faults in the data package",
        f"{package}/clusters.csv column 'sectors': no sector 'textiles'; did you mean "
        "'textile'? (it stands at 'their-cloth-0' and 5 more)",
        f"{package}/clusters.csv column 'technologies': no technology "
        "'smart-textiless'; did you mean 'smart-textiles'? (it stands at "
        "'their-cloth-0' and 5 more)",
    ]


# how it works


def test_a_large_job_without_numba_is_told_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pair_job, "FEW", 20)
    monkeypatch.setattr(pair_job, "find_spec", lambda name: None)
    assert matcher("--top", 1).stderr == (
        "Hint: numba makes this many times faster; install the extra 'speed': "
        "pip install 'cluster-partner-matcher[speed]'\n"
    )
    assert matcher("--min-score", 5).stderr == ""


def test_a_large_job_of_every_pair_tells_its_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pair_job, "FEW", 20)
    assert matcher().stderr == (
        "Hint: these are 276 pairs; CSV takes some 0.3 GB a million. --top keeps the "
        "best of each, and takes seconds.\n"
    )


def test_ways_to_work_leave_no_trace(tmp_path: Path) -> None:
    known = matcher("--top", 3).stdout
    assert matcher("--top", 3, "--threads", 3).stdout == known
    assert matcher("--top", 3, "--memory", "50 MB", "--engine", "threads").stdout == (
        known
    )


def test_a_stop_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "pairs.csv"
    words = ["--top", 3, "--out", out]
    known = matcher("--top", 3).stdout
    whole = best_pairs.BestPairs.blocks

    def blocks(self: best_pairs.BestPairs, start: int, stop: int) -> Any:
        if start:
            raise KeyboardInterrupt
        return whole(self, start, stop)

    monkeypatch.setattr(best_pairs, "CHOSEN_IN_SPAN", 30)
    with monkeypatch.context() as patch:
        patch.setattr(best_pairs.BestPairs, "blocks", blocks)
        done = matcher(*words)
    assert (done.exit_code, done.stdout) == (130, "")
    told = f"What is done so far stays in {out}.parts; --resume goes on with it."
    assert done.stderr == f"Stopped. {told}\n"
    assert refusal(*words) == (
        f"{out}.parts: holds parts of a run that was stopped; --resume goes on with "
        "them, --force begins anew"
    )
    told = refusal("--top", 4, "--out", out, "--resume")
    assert "another job: top was 3 and is 4. " in told
    assert matcher(*words, "--resume").exit_code == 0
    assert out.read_text() == known
    assert os.listdir(tmp_path) == ["pairs.csv"]


def test_resume_sees_that_all_is_done(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    assert matcher("--top", 1, "--out", out, "--resume").exit_code == 0
    before = out.read_bytes()
    done = matcher("--top", 1, "--out", out, "--resume")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{out} is whole: there is nothing to go on with\n"
    assert out.read_bytes() == before


@pytest.mark.slow
def test_progress_is_for_the_terminal_alone(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    words = ["-m", "matcher", "pairs", "--top", "5", "--out", str(out), *OURS]
    seen = run_in_terminal(words, tmp_path, COLUMNS="100")
    assert re.search(r"Finding the best .*1/1 parts .*clusters/s", seen.screen)
    assert re.search(r"Writing pairs .*1/1 parts .*clusters/s", seen.screen)
    assert re.fullmatch(
        rf"Wrote [\d,]+ pairs to {re.escape(str(out))}\n.*\n", seen.stdout
    )
