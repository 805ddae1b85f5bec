"""What a back-test found, as records that are written and read as JSON.

In: records, or what was written of them. Out: `Report`, with its words in the order in
which it holds them. Nothing is measured here, so it is read without loading a model.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any, get_args, get_type_hints

from matcher.evaluation.records import (
    Ablation,
    Bin,
    Comparison,
    ConsortiumTrial,
    ExpectationTrial,
    Gain,
    GoalTrial,
    Number,
    PenaltyTrial,
    Row,
    Spread,
)
from matcher.evaluation.words import (
    METRICS,
    WITH_OTHERS,
    Words,
    headline_among,
    words_for,
)

PUBLISHED = Path(__file__).with_name("published.json")
"""The report on the packaged registry; `tests/publish.py` writes it."""

ENOUGH_PAIRS = 30
"""So few pairs of one predicted chance say nothing."""

NEAR = 0.05
"""A predicted chance is near if it is this far off at most."""


@dataclass(frozen=True)
class Report:
    """All that a back-test found.

    Parameters
    ----------
    metrics : tuple of str
    rows : tuple of Row
        The recommender before all other systems.
    comparisons : tuple of Comparison
    gains : tuple of Gain
        What cooperation beside the tested adds; empty where the registry has none.
    spreads : tuple of Spread
    stability : float in [0, 1] or None
        Share of each top ten that survives learning from drawn partnerships.
    ablations : tuple of Ablation
    calibration : tuple of Bin
    penalties : tuple of PenaltyTrial
    expectations : tuple of ExpectationTrial
    goals : tuple of GoalTrial
        What goals gain and cost, by rising factors.
    consortia : tuple of ConsortiumTrial
        How much of past consortia comes back, the builder before other ways.
    as_of : str
        The date of the facts; empty where not recorded.
    """

    metrics: tuple[str, ...] = METRICS
    rows: tuple[Row, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    gains: tuple[Gain, ...] = ()
    spreads: tuple[Spread, ...] = ()
    stability: Number = None
    ablations: tuple[Ablation, ...] = ()
    calibration: tuple[Bin, ...] = ()
    penalties: tuple[PenaltyTrial, ...] = ()
    expectations: tuple[ExpectationTrial, ...] = ()
    goals: tuple[GoalTrial, ...] = ()
    consortia: tuple[ConsortiumTrial, ...] = ()
    as_of: str = ""

    @property
    def system(self) -> str:
        """The system that the others are compared with; empty without any row."""
        return self.rows[0].system if self.rows else ""

    @property
    def protocols(self) -> list[Words]:
        """Protocols in words, in the order of the rows."""
        return _in_words(row.protocol for row in self.rows)

    @property
    def alone(self) -> list[Words]:
        """Protocols that do without other cooperation: the figures to go by."""
        return [one for one in self.protocols if not one.name.endswith(WITH_OTHERS)]

    @property
    def tasks(self) -> list[Words]:
        """Tasks in words, in the order of the rows."""
        return _in_words(row.task for row in self.rows)

    def among_on(self, task: str) -> list[Words]:
        """The candidates that a task was judged among, in words."""
        return _in_words(row.among for row in self.rows if row.task == task)

    @property
    def worst_bin(self) -> Bin | None:
        """Pairs whose predicted chance is furthest off; None where all are near."""
        many = [found for found in self.calibration if found.n_pairs >= ENOUGH_PAIRS]
        worst = max(many, key=lambda found: found.off, default=None)
        return worst if worst and worst.off > NEAR else None

    def words(self, name: str) -> Words:
        """What people read for a protocol, a task, a slice or a metric."""
        return words_for(name)

    def group(
        self, protocol: str, task: str, among: str = "everyone", slice_: str = "all"
    ) -> list[Row]:
        """The systems on one task of one protocol, by candidates and who asks."""
        key = (protocol, task, among, slice_)
        return [r for r in self.rows if (r.protocol, r.task, r.among, r.slice) == key]

    def groups(self, protocol: str, task: str) -> list[tuple[str, list[Row]]]:
        """All systems on one task of one protocol, each group with its title."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            if (row.protocol, row.task) == (protocol, task):
                found.setdefault((row.among, row.slice), []).append(row)
        return [
            (words_for(among if slice_ == "all" else slice_).whole, rows)
            for (among, slice_), rows in found.items()
        ]

    def comparisons_on(self, task: str, among: str = "") -> list[Comparison]:
        """Comparisons with the best baseline, without other cooperation.

        Parameters
        ----------
        task : str
        among : str
            The candidates; all groups of them if not given.
        """
        alone = {protocol.name for protocol in self.alone}
        return [
            found
            for found in self.comparisons
            if (found.task, found.protocol in alone) == (task, True)
            and among in ("", found.among)
        ]

    def headlines_on(self, task: str) -> list[Comparison]:
        """The comparisons on a task that it is judged by first."""
        return self.comparisons_on(task, headline_among(task))

    def to_dict(self) -> dict[str, Any]:
        """The report for JSON; what is undefined is null, decimals are cut at 4."""
        found: dict[str, Any] = _plain(self)
        return found

    def to_json(self) -> str:
        """The report as it is stored, a record a line, which `from_json` reads."""
        parts = (f"{_dumped(name)}: {_lines(v)}" for name, v in self.to_dict().items())
        return "{\n" + ",\n".join(parts) + "\n}\n"

    @classmethod
    def from_json(cls, text: str) -> Report:
        """The report that `to_json` wrote; later parts may be missing."""
        found: Report = _read(cls, json.loads(text))
        return found


def published_backtest() -> Report:
    """The published back-test of the packaged registry."""
    return Report.from_json(PUBLISHED.read_text(encoding="utf-8"))


def _in_words(names: Iterable[str]) -> list[Words]:
    return [words_for(name) for name in dict.fromkeys(names)]


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n " + ",\n ".join(map(_dumped, value)) + "\n]"
    return _dumped(value)


def _plain(value: Any) -> Any:
    """Records as objects, tuples as lists, numbers as JSON can hold them."""
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return round(value, 4) if isfinite(value) else None
    return value


def _read(kind: Any, found: Any) -> Any:
    """What `_plain` wrote of a value of this type."""
    if isinstance(found, dict):
        types = _types(kind)
        return kind(**{name: _read(types[name], one) for name, one in found.items()})
    if isinstance(found, list):
        (inside, *_) = get_args(kind)
        return tuple(_read(inside, one) for one in found)
    return found


@cache
def _types(kind: Any) -> dict[str, Any]:
    """The types of a record's fields."""
    return get_type_hints(kind)
