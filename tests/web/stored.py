"""A small report as it is stored, with numbers that can be followed by hand."""

from __future__ import annotations

from matcher.evaluation.records import (
    Ablation,
    Bin,
    Comparison,
    ExpectationTrial,
    Gain,
    GoalTrial,
    PenaltyTrial,
    Row,
    Spread,
)
from matcher.evaluation.report import Report

SYSTEMS = {"this recommender": 0.5, "Jaccard": 0.4, "random": 0.01}


def _row(protocol: str, task: str, among: str, part: str, system: str) -> Row:
    value = SYSTEMS[system] * (0.5 if part == "newcomer" else 1)
    asked = not (task == "suggest new" and part == "newcomer")
    unasked = (None, None)
    return Row(
        protocol,
        task,
        among,
        part,
        system,
        40 if asked else 0,
        (value, min(1.0, 2 * value)) if asked else unasked,
        (value - 0.01, value) if asked else unasked,
        (value + 0.1, value) if asked else unasked,
    )


def _comparison(
    task: str, among: str, ratio: float, low: float, high: float, ending: str = ""
) -> Comparison:
    difference = round((low + high) / 2, 4)
    return Comparison(
        "generation 2" + ending,
        task,
        among,
        "ndcg@10",
        "Jaccard",
        *(ratio, ratio - 0.05, ratio + 0.05),
        *(difference, low, high),
    )


def _ablation(signal: str, task: str, change: float) -> Ablation:
    among = "everyone" if task == "join" else "with a past"
    value = 0.5 + change
    return Ablation(signal, "generation 2", task, among, "ndcg@10", value, change)


OTHERS = ", with other cooperation"

STORED = Report(
    metrics=("ndcg@10", "hit@10"),
    rows=tuple(
        _row(protocol, task, among, part, system)
        for protocol in ("generation 2", "leave one out", "generation 2" + OTHERS)
        for task in ("suggest", "suggest new")
        for among, part in (
            ("everyone", "all"),
            ("everyone", "newcomer"),
            ("everyone", "incumbent"),
            ("with a past", "all"),
        )
        for system in SYSTEMS
    ),
    comparisons=(
        _comparison("suggest", "everyone", 1.25, 0.05, 0.15),
        _comparison("suggest", "with a past", 1.31, 0.05, 0.15),
        _comparison("suggest new", "everyone", 0.97, -0.05, -0.01),
        _comparison("suggest new", "with a past", 1.02, -0.02, 0.04),
        _comparison("suggest", "everyone", 1.75, 0.25, 0.35, OTHERS),
    ),
    gains=(Gain("generation 2", "suggest", "ndcg@10", 0.5, 0.62, 0.12, 0.11, 0.13),),
    spreads=tuple(Spread(system, 0.9, 0.25, 25) for system in SYSTEMS),
    stability=0.9037,
    calibration=(
        Bin(0.0, 0.01, 0.0025, 0.0025, 4000),
        Bin(0.01, 0.4, 0.16, 0.09, 30),
        Bin(0.4, 1.0, 0.64, 0.25, 3),
    ),
    ablations=(
        _ablation("shared_markets", "suggest", -0.04),
        _ablation("shared_markets", "join", 0.0001),
        _ablation("similar_focus", "suggest", 0.012),
    ),
    expectations=(
        ExpectationTrial(
            *("related_activities", "suggest new", True, "2018", 56),
            *(0.4, 0.307, 0.3, 0.308, "Jaccard", 0.285, 0.4),
        ),
    ),
    penalties=(PenaltyTrial(30.0, 0.31), PenaltyTrial(3000.0, 0.32)),
    goals=(GoalTrial(0.0, 200, 0.1, 0.9, 95.0), GoalTrial(1.0, 200, 0.4, 0.9, 90.0)),
)
