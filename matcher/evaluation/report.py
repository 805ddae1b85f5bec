"""What a back-test found, as records: rows of metrics, comparisons, spreads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from matcher.arrays import FloatArray
from matcher.evaluation.checks import Bin, PenaltyTrial
from matcher.evaluation.questions import METRICS


@dataclass(frozen=True)
class Row:
    """Metrics of one system on one task of one protocol.

    Parameters
    ----------
    protocol : str
        ``generation 2``, ``generation 3 and 4`` or ``leave one out``.
    task, slice, system : str
    n_questions : int
        Questions with something to find.
    values, low, high : float arrays of shape (n_metrics,)
        Mean over questions and its 95% interval, drawn by partnership.
    """

    protocol: str
    task: str
    slice: str
    system: str
    n_questions: int
    values: FloatArray
    low: FloatArray
    high: FloatArray


@dataclass(frozen=True)
class Comparison:
    """The recommender against the best baseline, on the same draws.

    Parameters
    ----------
    protocol, task, metric : str
    baseline : str
        The best one by this metric on this task.
    ratio, difference : float
    low, high : float
        95% interval of the difference, drawn by partnership.
    """

    protocol: str
    task: str
    metric: str
    baseline: str
    ratio: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class Spread:
    """How a system's lists of ten fall over the whole registry."""

    system: str
    coverage: float
    gini: float
    most_shown: int


@dataclass(frozen=True)
class Ablation:
    """What the recommender loses where one signal is taken out.

    Parameters
    ----------
    signal, protocol, task, metric : str
    value : float
        The metric without the signal.
    change : float
        Against the whole recommender; negative where the signal helps.
    """

    signal: str
    protocol: str
    task: str
    metric: str
    value: float
    change: float


@dataclass(frozen=True)
class Report:
    """All that a back-test found.

    Parameters
    ----------
    rows : tuple of Row
    comparisons : tuple of Comparison
    spreads : tuple of Spread
    stability : float in [0, 1]
        Share of each top ten that survives learning from drawn partnerships.
    ablations : tuple of Ablation
    calibration : tuple of Bin
    penalties : tuple of PenaltyTrial
    """

    rows: tuple[Row, ...]
    comparisons: tuple[Comparison, ...]
    spreads: tuple[Spread, ...]
    stability: float
    ablations: tuple[Ablation, ...]
    calibration: tuple[Bin, ...]
    penalties: tuple[PenaltyTrial, ...]

    def to_dict(self) -> dict[str, Any]:
        """The report for JSON; undefined values are null, decimals are cut at 4."""
        return {
            "metrics": list(METRICS),
            "rows": [
                {
                    "protocol": row.protocol,
                    "task": row.task,
                    "slice": row.slice,
                    "system": row.system,
                    "n_questions": row.n_questions,
                    "values": _rounded(row.values),
                    "low": _rounded(row.low),
                    "high": _rounded(row.high),
                }
                for row in self.rows
            ],
            "comparisons": [_rounded_dict(vars(c)) for c in self.comparisons],
            "spreads": [_rounded_dict(vars(s)) for s in self.spreads],
            "stability": round(self.stability, 4),
            "ablations": [_rounded_dict(vars(a)) for a in self.ablations],
            "calibration": [_rounded_dict(vars(b)) for b in self.calibration],
            "penalties": [_rounded_dict(vars(t)) for t in self.penalties],
        }


def _rounded(values: FloatArray) -> list[float | None]:
    return [_plain(float(value)) for value in values]


def _plain(value: float) -> float | None:
    return round(value, 4) if np.isfinite(value) else None


def _rounded_dict(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _plain(value) if isinstance(value, float) else value
        for name, value in facts.items()
    }
