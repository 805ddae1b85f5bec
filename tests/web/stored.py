"""A small report as it is stored, with numbers that can be followed by hand."""

from __future__ import annotations

from matcher.evaluation.records import (
    Ablation,
    Bin,
    Comparison,
    PenaltyTrial,
    Row,
    Spread,
)
from matcher.evaluation.report import Report

SYSTEMS = {"this recommender": 0.5, "Jaccard": 0.4, "random": 0.01}


def _row(protocol: str, task: str, part: str, system: str) -> Row:
    value = SYSTEMS[system] * (0.5 if part == "newcomer" else 1)
    asked = not (task == "suggest new" and part == "newcomer")
    unasked = (None, None)
    return Row(
        protocol,
        task,
        part,
        system,
        40 if asked else 0,
        (value, min(1.0, 2 * value)) if asked else unasked,
        (value - 0.01, value) if asked else unasked,
        (value + 0.1, value) if asked else unasked,
    )


def _comparison(task: str, ratio: float, low: float, high: float) -> Comparison:
    difference = round((low + high) / 2, 4)
    return Comparison(
        "generation 2", task, "ndcg@10", "Jaccard", ratio, difference, low, high
    )


def _ablation(signal: str, task: str, change: float) -> Ablation:
    return Ablation(signal, "generation 2", task, "ndcg@10", 0.5 + change, change)


STORED = Report(
    metrics=("ndcg@10", "hit@10"),
    rows=tuple(
        _row(protocol, task, part, system)
        for protocol in ("generation 2", "leave one out")
        for task in ("suggest", "suggest new")
        for part in ("all", "newcomer", "incumbent")
        for system in SYSTEMS
    ),
    comparisons=(
        _comparison("suggest", 1.25, 0.05, 0.15),
        _comparison("suggest new", 1.02, -0.02, 0.04),
    ),
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
    penalties=(PenaltyTrial(30.0, 0.31), PenaltyTrial(3000.0, 0.32)),
)
