"""Models are trained, used and moved; a back-test is told in words and in JSON."""

from __future__ import annotations

import csv
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import matcher.evaluation.backtest
from matcher import (
    PartnerRecommender,
    Registry,
    load_model,
    published_backtest,
    save_model,
)
from matcher.cli.drawn.report import report_found
from matcher.cli.drawn.tables import as_text, number_text
from matcher.evaluation.records import (
    Ablation,
    Comparison,
    ExpectationTrial,
    Gain,
    Row,
    Spread,
)
from matcher.evaluation.report import Report
from matcher.evaluation.words import METRICS
from matcher.registry.package.writing import write_registry
from tests.cli.running import ROOT, refusal
from tests.cli.running import matcher as run
from tests.pseudo_terminal import run_in_terminal

BEFORE_KINDS = ROOT / "tests/model/learning/before_kinds"
N_METRICS = len(METRICS)


def told(*words: str) -> str:
    done = run(*words)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def answer(*words: str) -> Any:
    return json.loads(told(*words, "--json"))


@pytest.fixture(scope="module")
def model(
    recommender: PartnerRecommender, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("saved") / "model"
    save_model(recommender, folder)
    return folder


@pytest.fixture(scope="module")
def elsewhere(registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model of another registry: the shipped one before its third round."""
    later = [p.id for p in registry.partnerships if (p.generation or 0) > 2]
    folder = tmp_path_factory.mktemp("elsewhere") / "model"
    save_model(PartnerRecommender().fit(registry.without(later)), folder)
    return folder


# train


def test_train_keeps_what_the_recommender_learns(
    recommender: PartnerRecommender, tmp_path: Path
) -> None:
    out = tmp_path / "model"
    document = answer("train", "--out", str(out))
    assert load_model(out, recommender.registry).weights == recommender.weights
    assert document["out"] == str(out)
    assert document["intercept"] == recommender.intercept
    assert [
        (s["signal"], s["weight"], s["reference"]) for s in document["signals"]
    ] == recommender.weights
    n_clusters = document["learnt_from"]["n_clusters"]
    assert n_clusters == len(recommender.registry.clusters)
    shown = told("train", "--out", str(out), "--force")
    assert "Shared sectors" in shown
    assert shown.splitlines()[-1].startswith(f"Learnt from {n_clusters:,} clusters and")
    assert max(map(len, shown.splitlines()[:-1])) <= 80


def test_train_wants_a_place() -> None:
    assert run("train").exit_code == 2


# --model


@pytest.mark.parametrize(
    "words",
    [
        ["suggest", "inovcluster"],
        ["complete", "adpack-g1"],
        ["synergies", "adpack-g1"],
        ["consortium", "--start", "inovcluster"],
    ],
)
def test_a_saved_model_answers_as_the_program_that_learnt(
    words: list[str], model: Path
) -> None:
    learnt, saved = answer(*words), answer(*words, "--model", str(model))
    used = saved["query"].pop("model")
    assert saved == learnt
    assert used["path"] == str(model)
    assert used["same_registry"] is True


def test_pairs_of_a_saved_model_are_the_same(model: Path) -> None:
    words = ["pairs", "--top", "1"]
    assert told(*words, "--model", str(model)) == told(*words)


@pytest.mark.slow
def test_a_model_from_elsewhere_is_used_and_told(
    elsewhere: Path, registry: Registry, tmp_path: Path
) -> None:
    words = ["suggest", "inovcluster", "-k", "1", "--model", str(elsewhere)]
    note = f"Weights learnt from another registry ({len(registry.clusters)} clusters, "
    shown = told(*words)
    assert note in shown
    assert note in told(*words, "--why", "clusaga")
    used = answer(*words)["query"]["model"]
    assert used["same_registry"] is False
    assert used["learnt_from"]["registry"][:8] in shown
    out = tmp_path / "pairs.csv"
    written = answer("pairs", "--top", "1", "--out", str(out), *words[-2:])
    assert written["model"] == used


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["suggest", "inovcluster"],
        ["complete", "adpack-g1"],
        ["synergies", "adpack-g1"],
        ["pairs"],
        ["serve", "--port", "0"],
    ],
)
def test_a_model_that_cannot_be_used_is_told_by_every_question(
    words: list[str],
) -> None:
    assert refusal(*words, "--model", "no/model").startswith(
        "no/model: does not exist; give the folder that `matcher train` wrote"
    )
    told = refusal(*words, "--model", str(BEFORE_KINDS))
    assert "learnt with other signals than this version has" in told
    assert told.endswith("; train it again with `matcher train`")


def test_the_command_to_go_on_keeps_model_and_weights(model: Path) -> None:
    words = ["--weights", "shared_markets=2,similar_focus=0", "--model", str(model)]
    hint = told("suggest", "inovcluster", *words).splitlines()[-1]
    again = hint.removeprefix("See why: matcher ").split()
    assert again[-4:] == words
    assert told(*again).startswith("InovCluster with ")


# --weights


def test_weights_are_those_of_the_recommender(
    recommender: PartnerRecommender, model: Path
) -> None:
    factors = {"shared_markets": 2.0, "already_partners": 0.0}
    words = ["--weights", "shared_markets=2, already_partners=0", "--model", str(model)]
    changed = recommender.reweighted(factors)
    suggested = answer("suggest", "inovcluster", *words)
    assert suggested["query"]["weights"] == factors
    assert suggested["suggestions"] == [
        json.loads(json.dumps(s.to_dict()))
        for s in changed.suggest("inovcluster", new_partners_only=True)
    ]
    first = answer("complete", "adpack-g1", *words)["suggestions"][0]
    assert (
        first["score"] == changed.complete("adpack-g1", new_partners_only=True)[0].score
    )
    found = answer("synergies", "adpack-g1", *words)["synergies"][0]
    same = changed.explain_synergy("adpack-g1", found["partnership"]["id"])
    assert found["score"] == same.score


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "shared_market=2",
            "no signal 'shared_market'; did you mean 'shared_markets'?",
        ),
        (
            "shared_markets",
            "'shared_markets' is not a signal and a number; write it as "
            "shared_markets=2",
        ),
        (
            "shared_markets=two",
            "'shared_markets=two' is not a signal and a number; write it as "
            "shared_markets=2",
        ),
        (
            "shared_markets=-1",
            "shared_markets is multiplied by a number from 0 to 1000, '-1' is not",
        ),
        (
            "shared_markets=1e308",
            "shared_markets is multiplied by a number from 0 to 1000, '1e308' is not",
        ),
        (
            "shared_markets=nan",
            "shared_markets is multiplied by a number from 0 to 1000, 'nan' is not",
        ),
        ("shared_markets=1,shared_markets=2", "'shared_markets' is given twice"),
    ],
)
def test_wrong_weights_are_told(model: Path, text: str, message: str) -> None:
    words = ["suggest", "inovcluster", "--model", str(model), "--weights", text]
    assert refusal(*words) == f"--weights: {message}"


# version


def test_version_is_one_line() -> None:
    assert re.fullmatch(r"matcher \S+\n", told("--version"))


# backtest


def row(
    system: str, part: str, level: float, task: str = "suggest", among: str = "everyone"
) -> Row:
    values, low, high = ((level + by,) * N_METRICS for by in (0.0, -0.1, 0.1))
    return Row("generation 2", task, among, part, system, 7, values, low, high)


UNASKED = dict.fromkeys(("values", "low", "high"), (None,) * N_METRICS)

WITH_OTHERS = "generation 2, with other cooperation"
BETTER = Comparison(
    *("generation 2", "suggest", "everyone", "ndcg@10", "rule"),
    *(2.0, 1.5, 3.0),
    *(0.25, 0.125, 0.375),
)

REPORT = Report(
    rows=(
        *(row(name, "all", level) for name, level in (("ours", 0.5), ("rule", 0.25))),
        *(row(name, "newcomer", 0.3) for name in ("ours", "rule")),
        row("ours", "all", 0.5, among="with a past"),
        row("ours", "all", 0.5, "complete"),
        replace(row("rule", "all", 0.5, "complete"), **UNASKED),
        replace(row("ours", "all", 0.75), protocol=WITH_OTHERS),
    ),
    comparisons=(
        BETTER,
        replace(BETTER, among="with a past", ratio=1.25, ratio_low=1.0),
        Comparison(
            *("generation 2", "complete", "everyone", "hit@10", "rule"),
            *(None, None, None),
            *(0.5, 0.25, 0.75),
        ),
        replace(BETTER, protocol=WITH_OTHERS, ratio=4.0),
    ),
    gains=(Gain("generation 2", "suggest", "ndcg@10", 0.5, 0.75, 0.25, 0.2, 0.3),),
    spreads=(Spread("ours", 1.0, 0.25, 1250),),
    stability=0.875,
    ablations=(
        Ablation(
            *("shared_sectors", "generation 2", "suggest", "with a past", "ndcg@10"),
            *(0.4, -0.1),
        ),
        Ablation(
            *("shared_sectors", "generation 2", "join", "everyone", "ndcg@10"),
            *(None, None),
        ),
    ),
    expectations=(
        ExpectationTrial(
            *("connected", "suggest", False, "2018", 20),
            *(0.2, 0.125, 0.1, 0.25, "Jaccard", 0.5, 0.1),
        ),
    ),
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Answers with `REPORT` at once, and keeps what was asked for."""
    kept: dict[str, Any] = {}

    def quick(registry: Registry, **words: Any) -> Report:
        words.pop("progress")(1, 2)
        kept.update(words)
        return REPORT

    monkeypatch.setattr(matcher.evaluation.backtest, "backtest", quick)
    return kept


def test_backtest_asks_for_what_the_options_say(asked: dict[str, Any]) -> None:
    told("backtest")
    assert asked == {"every_partnership": True, "seed": 0}
    told("backtest", "--by-generation-only", "--seed", "7")
    assert (asked["every_partnership"], asked["seed"]) == (False, 7)


def test_backtest_in_json_is_the_report(asked: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    found = answer("backtest", "--out", str(out))
    assert found == json.loads(out.read_text())
    assert found == REPORT.to_dict()
    assert found["comparisons"][2]["ratio"] is None  # a ratio to nothing has no number
    assert told("backtest", "--out", str(out), "--force").splitlines()[-1] == (
        f"Wrote {out}"
    )
    assert [file.name for file in tmp_path.iterdir()] == ["report.json"]


def test_a_registry_with_nothing_to_predict_is_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "package")
    (tmp_path / "package" / "members.csv").write_text(
        "partnership,cluster,role,source\n", encoding="utf-8"
    )
    assert refusal("backtest", "--registry", str(tmp_path / "package")) == (
        "nothing to predict: a back-test needs partnerships with two known members "
        "or more in partnerships.csv and members.csv"
    )


@pytest.mark.parametrize(
    ("written", "which"), [("", "any generation"), ("1", "generation 2, 3, 4")]
)
def test_where_no_round_can_be_tested_the_column_is_named(
    written: str, which: str, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "package")
    path = tmp_path / "package" / "partnerships.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    at = header.index("generation")
    for row in rows:
        row[at] = row[at] and written
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    words = ["backtest", "--by-generation-only", "--registry", str(path.parent)]
    assert refusal(*words) == (
        f"nothing to predict: no partnership with two known members or more is of "
        f"{which}; fill in the column generation of partnerships.csv, or test without "
        "--by-generation-only"
    )


def test_the_report_in_words(asked: dict[str, Any]) -> None:
    lines = told("backtest").splitlines()
    text = "\n".join(lines)
    assert lines[0] == "in short"
    assert re.search(
        r"suggest +generation 2 +0\.50 +0\.25 rule +2\.00 \[1\.50, 3\.00\]", text
    )
    at = lines.index("suggest: the same, known partners too")
    assert lines[at + 1] == "generation 2, 7 questions"
    heads = ["System", "nDCG@10", "recall@10", "MRR", "AP", "hit@10", "tied"]
    assert lines[at + 2].split() == heads
    assert "ours    0.500 [0.400, 0.600]      0.500  0.500  0.500   0.500" in text
    assert "rule    0.250 [0.150, 0.350]" in text
    assert "everyone: 2.00 [1.50, 3.00] times rule, +0.25 [+0.12, +0.38]" in lines
    assert "with a past: 1.25 [1.00, 3.00] times rule, +0.25 [+0.12, +0.38]" in lines
    assert "everyone: against rule, +0.50 [+0.25, +0.75]" in lines
    assert re.search(r"suggest +generation 2 +newcomer +7 +0\.300 +0\.300 rule", text)
    # Figures with other cooperation stand apart, as what it adds.
    assert "4.00" not in text
    added = r"suggest +generation 2 +0\.500 +0\.750 +\+0\.25 \[\+0\.20, \+0\.30\]"
    assert re.search(added, text)
    assert re.search(r"ours +100% +0\.250 +1,250 times", text)
    assert "Stability: 88% of each top ten stays" in text
    at = lines.index("what each signal is worth, generation 2")
    assert lines[at + 1].split() == ["Without", "suggest", "join"]
    assert lines[at + 3].split() == ["shared_sectors", "-0.100", "-"]
    assert re.search(r"connected +2018 +0\.20: 0\.125 +0\.10: 0\.250 +0\.500 Jac", text)


def test_the_best_is_bold(asked: dict[str, Any]) -> None:
    in_colour = {"FORCE_COLOR": "1", "NO_COLOR": None, "TERM": "xterm-256color"}
    shown = run("backtest", env=in_colour, color=True).stdout
    assert "\x1b[1m0.500 [0.400, 0.600]\x1b[0m" in shown.replace(" \x1b", "\x1b")
    assert "\x1b[1m0.250" not in shown


def test_consortia_that_come_back_are_a_table_for_each_protocol(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trials = published_backtest().consortia
    monkeypatch.setenv("COLUMNS", "80")
    lines = as_text(*report_found(replace(REPORT, consortia=trials))).splitlines()
    for protocol in {one.protocol for one in trials}:
        some = [one for one in trials if one.protocol == protocol]
        told = f"{protocol} ({some[0].n_questions} questions)"
        (place,) = [n for n, line in enumerate(lines) if line.endswith(told)]
        for line, one in zip(lines[place + 3 :], some, strict=False):
            assert line.startswith(f"{one.system}  ")
            assert f" {one.share:.2f} [{one.low:.2f}, {one.high:.2f}]" in line


def test_an_empty_report_is_no_crash() -> None:
    assert "Stability" in as_text(*report_found(replace(REPORT, rows=())))


@pytest.mark.parametrize(
    ("number", "text"),
    [(12345, "12,345"), (3000.0, "3,000"), (0.01234, "0.0123"), (1.0, "1.0000"),
     (float("nan"), "-"), ("word", "word"), (True, "True")],
)  # fmt: skip
def test_numbers_as_people_read_them(number: object, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.slow
def test_a_real_backtest_fits_80_columns_and_shows_progress(
    registry: Registry, tmp_path: Path
) -> None:
    clusters = registry.clusters[:150]  # of all it takes minutes
    ids = {cluster.id for cluster in clusters}
    members = tuple(one for one in registry.members if one.cluster in ids)
    some = Registry(clusters, registry.partnerships, members, registry.vocabulary)
    write_registry(some, tmp_path / "some", title="", description="")
    command = ["-m", "matcher", "backtest", "--by-generation-only"]
    command += ["--registry", str(tmp_path / "some")]
    seen = run_in_terminal(command, tmp_path, COLUMNS="80", OPENBLAS_NUM_THREADS="1")
    assert seen.returncode == 0
    assert "Predicting past partnerships" in seen.screen
    assert max(map(len, seen.stdout.splitlines())) <= 80
    for words in ("this recommender", "suggest new", "newcomer", "times"):
        assert words in seen.stdout
