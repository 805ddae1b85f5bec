"""A report is written and read by itself; what it says of itself is told by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from matcher.evaluation.records import (
    Ablation,
    Bin,
    Comparison,
    ConsortiumTrial,
    ExpectationTrial,
    Gain,
    PenaltyTrial,
    Row,
    Spread,
)
from matcher.evaluation.report import PUBLISHED, Report, published_backtest
from matcher.evaluation.words import AMONG, METRICS, SLICES, TASKS, words_for

VALUES = (0.5, None)
DRAWN = Comparison(
    *("generation 2", "suggest", "everyone", "ndcg@10", "rule"),
    *(2.0, 1.5, 2.5),
    *(0.25, 0.1, 0.4),
)
WITH_A_PAST = replace(DRAWN, among="with a past")
WITH_OTHERS = replace(DRAWN, protocol="generation 2, with other cooperation")
NEW = replace(WITH_A_PAST, task="suggest new")


def _row(protocol: str, task: str, among: str, part: str, system: str, n: int) -> Row:
    return Row(protocol, task, among, part, system, n, VALUES, VALUES, VALUES)


REPORT = Report(
    metrics=("ndcg@10", "mrr"),
    rows=(
        _row("generation 2", "suggest", "everyone", "all", "ours", 7),
        _row("generation 2", "suggest", "everyone", "all", "rule", 7),
        _row("generation 2", "suggest", "everyone", "newcomer", "ours", 3),
        _row("generation 2", "suggest", "with a past", "all", "ours", 7),
        _row("leave one out", "join", "everyone", "newcomer", "ours", 0),
        _row(WITH_OTHERS.protocol, "suggest", "everyone", "all", "ours", 7),
    ),
    comparisons=(DRAWN, WITH_A_PAST, NEW, WITH_OTHERS),
    gains=(Gain("generation 2", "suggest", "ndcg@10", 0.5, 0.6, 0.1, 0.05, 0.15),),
    spreads=(Spread("ours", 1.0, None, 3),),
    stability=0.875,
    ablations=(
        Ablation(
            *("already_partners", "generation 2", "join", "everyone", "mrr"),
            *(0.5, -0.1),
        ),
    ),
    calibration=(Bin(0.0, 0.1, 0.05, 0.02, 40), Bin(0.1, 1.0, 0.9, 0.1, 29)),
    penalties=(PenaltyTrial(30.0, 0.3),),
    expectations=(
        ExpectationTrial(
            *("connected", "suggest", False, "2018", 7),
            *(0.2, 0.5, 0.1, 0.4, "Jaccard", 0.3, 0.2),
        ),
    ),
    consortia=(
        ConsortiumTrial("generation 2", "whole", 7, *(0.5, 0.25, 0.75, 0.0, -0.1, 0.1)),
    ),
)


def test_what_was_written_is_read_again() -> None:
    assert Report.from_json(REPORT.to_json()) == REPORT
    assert Report.from_json(Report().to_json()) == Report()


def test_decimals_are_cut_and_what_json_lacks_is_null() -> None:
    long = replace(DRAWN, ratio=float("inf"), difference=1 / 3)
    (found,) = replace(REPORT, comparisons=(long,)).to_dict()["comparisons"]
    assert (found["ratio"], found["difference"]) == (None, 0.3333)


def test_later_parts_may_be_missing() -> None:
    older = {"metrics": ["mrr"], "rows": []}
    assert Report.from_json(json.dumps(older)) == Report(metrics=("mrr",))


def test_the_published_report_is_what_it_would_write() -> None:
    assert published_backtest().to_json() == PUBLISHED.read_text(encoding="utf-8")


def test_groups_and_words_stand_in_the_order_of_the_rows() -> None:
    assert REPORT.system == "ours"
    assert [words.title for words in REPORT.protocols] == [
        "Round 2",
        "Each in its turn",
        "Round 2, with other cooperation",
    ]
    assert [words.title for words in REPORT.alone] == ["Round 2", "Each in its turn"]
    assert [words.name for words in REPORT.tasks] == ["suggest", "join"]
    among = [words.name for words in REPORT.among_on("suggest")]
    assert among == ["everyone", "with a past"]
    rows = REPORT.rows
    assert REPORT.group("generation 2", "suggest") == [*rows[:2]]
    assert REPORT.groups("generation 2", "suggest") == [
        ("Among all clusters", [*rows[:2]]),
        ("Newcomers, in no partnership before", [rows[2]]),
        ("Among clusters with a past, in a partnership known by then", [rows[3]]),
    ]


def test_what_learnt_from_other_cooperation_is_never_the_figure_to_go_by() -> None:
    assert REPORT.comparisons_on("suggest") == [DRAWN, WITH_A_PAST]
    assert REPORT.comparisons_on("suggest", "with a past") == [WITH_A_PAST]
    assert REPORT.comparisons_on("join") == []


def test_new_partners_are_judged_first_among_clusters_with_a_past() -> None:
    assert REPORT.headlines_on("suggest") == [DRAWN]
    assert REPORT.headlines_on("suggest new") == [NEW]
    mixed = replace(NEW, among="everyone")
    assert replace(REPORT, comparisons=(mixed,)).headlines_on("suggest new") == []


def test_a_record_is_a_line_of_what_is_stored() -> None:
    lines = REPORT.to_json().splitlines()
    starts = [line for line in lines if line.startswith(' {"protocol"')]
    n_records = len(REPORT.rows) + len(REPORT.comparisons) + len(REPORT.gains)
    n_records += len(REPORT.consortia)
    assert len(starts) == n_records
    assert json.loads(starts[0].rstrip(","))["among"] == "everyone"


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.1, 0.4, "better"),
        (-0.1, 0.4, "within chance"),
        (0.0, 0.4, "within chance"),
        (None, None, "within chance"),
    ],
)
def test_a_difference_is_sure_where_its_interval_leaves_out_none(
    low: float | None, high: float | None, verdict: str
) -> None:
    assert replace(DRAWN, low=low, high=high).verdict == verdict


def test_a_sure_loss_is_worse() -> None:
    assert replace(DRAWN, difference=-0.2, low=-0.3, high=-0.1).verdict == "worse"


def test_the_worst_bin_is_of_many_pairs_and_far_off() -> None:
    assert REPORT.worst_bin is None  # near, or too few pairs
    far = Bin(0.1, 1.0, 0.9, 0.1, 30)
    assert replace(REPORT, calibration=(*REPORT.calibration, far)).worst_bin == far


def test_every_name_has_words_and_an_unknown_one_speaks_for_itself() -> None:
    for name in (*TASKS, *AMONG, *SLICES, *METRICS):
        assert words_for(name).title != words_for(name).name
    assert words_for("leave two out").whole == "Leave two out"
    assert words_for("leave one out").whole == (
        "Each in its turn, predicted from all others"
    )
