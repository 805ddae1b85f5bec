"""A small report as it is stored, with numbers that can be followed by hand."""

from __future__ import annotations

from typing import Any

SYSTEMS = {"this recommender": 0.5, "Jaccard": 0.4, "random": 0.01}


def _row(protocol: str, task: str, part: str, system: str) -> dict[str, Any]:
    value = SYSTEMS[system] * (0.5 if part == "newcomer" else 1)
    asked = not (task == "suggest new" and part == "newcomer")
    numbers = [value, min(1.0, 2 * value)] if asked else [None, None]
    return {
        "protocol": protocol,
        "task": task,
        "slice": part,
        "system": system,
        "n_questions": 40 if asked else 0,
        "values": numbers,
        "low": [value - 0.01, value] if asked else [None, None],
        "high": [value + 0.1, value] if asked else [None, None],
    }


def _comparison(task: str, ratio: float, low: float, high: float) -> dict[str, Any]:
    return {
        "protocol": "generation 2",
        "task": task,
        "metric": "ndcg@10",
        "baseline": "Jaccard",
        "ratio": ratio,
        "difference": round((low + high) / 2, 4),
        "low": low,
        "high": high,
    }


def _bin(*numbers: float) -> dict[str, float]:
    names = ("low", "high", "predicted", "observed", "n_pairs")
    return dict(zip(names, numbers, strict=True))


def _ablation(signal: str, task: str, change: float) -> dict[str, Any]:
    return {
        "signal": signal,
        "protocol": "generation 2",
        "task": task,
        "metric": "ndcg@10",
        "value": 0.5 + change,
        "change": change,
    }


STORED: dict[str, Any] = {
    "metrics": ["ndcg@10", "hit@10"],
    "rows": [
        _row(protocol, task, part, system)
        for protocol in ("generation 2", "leave one out")
        for task in ("suggest", "suggest new")
        for part in ("all", "newcomer", "incumbent")
        for system in SYSTEMS
    ],
    "comparisons": [
        _comparison("suggest", 1.25, 0.05, 0.15),
        _comparison("suggest new", 1.02, -0.02, 0.04),
    ],
    "spreads": [
        {"system": system, "coverage": 0.9, "gini": 0.25, "most_shown": 25}
        for system in SYSTEMS
    ],
    "stability": 0.9037,
    "calibration": [
        _bin(0.0, 0.01, 0.0025, 0.0025, 4000),
        _bin(0.01, 0.4, 0.16, 0.09, 30),
        _bin(0.4, 1.0, 0.64, 0.25, 3),
    ],
    "ablations": [
        _ablation("shared_markets", "suggest", -0.04),
        _ablation("shared_markets", "join", 0.0001),
        _ablation("similar_focus", "suggest", 0.012),
    ],
    "penalties": [{"penalty": 30.0, "ndcg": 0.31}, {"penalty": 3000.0, "ndcg": 0.32}],
}
