"""The back-test of the packaged registry, as it was last published.

`published.json` beside this file is written by `tests/publish.py`, as are the figures
in README; a test fails when either is not what the back-test finds today.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("published.json")

SHOWN = ("suggest", "suggest new", "complete", "join")
_QUESTIONS = {
    "suggest": "who are its partners (nDCG@10)",
    "suggest new": "the same among new partners only (nDCG@10)",
    "complete": "which member is missing (hit@10)",
    "join": "which partnership does it join (nDCG@10)",
}


def published_backtest() -> dict[str, Any]:
    """The published report of the packaged registry, as `Report.to_dict` gives it."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def as_markdown(report: dict[str, Any]) -> str:
    """The table that README shows: each question, protocol and the best baseline.

    Parameters
    ----------
    report : dict
        As `Report.to_dict` gives it.
    """
    lines = [
        "| asked of a member of a past partnership | tested on | questions | "
        "this recommender | best baseline | difference |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for task in SHOWN:
        for comparison in report["comparisons"]:
            if comparison["task"] == task:
                lines.append(_line(report, comparison))
    return "\n".join(lines) + "\n"


def _line(report: dict[str, Any], comparison: dict[str, Any]) -> str:
    protocol, task = comparison["protocol"], comparison["task"]
    column = report["metrics"].index(comparison["metric"])

    def row(system: str) -> dict[str, Any]:
        wanted = (protocol, task, "all", system)
        keys = ("protocol", "task", "slice", "system")
        rows: list[dict[str, Any]] = report["rows"]
        return next(r for r in rows if tuple(r[key] for key in keys) == wanted)

    ours, theirs = row("this recommender"), row(comparison["baseline"])
    return (
        f"| {_QUESTIONS[task]} | {protocol} | {ours['n_questions']} "
        f"| **{ours['values'][column]:.2f}** "
        f"[{ours['low'][column]:.2f}, {ours['high'][column]:.2f}] "
        f"| {comparison['baseline']} {theirs['values'][column]:.2f} "
        f"| {comparison['difference']:+.2f} "
        f"[{comparison['low']:+.2f}, {comparison['high']:+.2f}] |"
    )
