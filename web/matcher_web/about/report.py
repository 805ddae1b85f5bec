"""The back-test as a page reads it: the stored report in, finished values out.

The report is made by the command line and stored with the packaged registry; nothing
is measured while a page waits. What it says badly of the recommender is drawn from the
same numbers as what it says well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import matcher
from matcher import SIGNALS
from matcher_web.about.backtest_words import protocol_title
from matcher_web.drawing.charts import Bin, Dot, Estimate, Scale, scale_for
from matcher_web.snapshot import Snapshot, derived

ENOUGH_PAIRS = 30
NEAR = 0.05
"""A predicted chance is near if it is this far off at most."""

HEADLINE_TASK, HEADLINE_METRIC = "suggest", "ndcg@10"


def published() -> dict[str, Any] | None:
    """The stored report of the packaged registry; None where there is none."""
    try:
        return matcher.published_backtest()
    except FileNotFoundError:
        return None


@derived
def is_packaged(snapshot: Snapshot) -> bool:
    """Whether this is the registry that ships with the product."""
    return snapshot.registry == matcher.load_registry()


@dataclass(frozen=True)
class Verdict:
    """The recommender against the best simple rule, on one task of one protocol."""

    protocol: str
    task: str
    metric: str
    baseline: str
    ratio: float | None
    difference: Estimate

    @property
    def sure(self) -> bool:
        """Whether the interval leaves out no difference."""
        low, high = self.difference.low, self.difference.high
        return low is not None and high is not None and (low > 0 or high < 0)

    @property
    def words(self) -> str:
        """The verdict in words."""
        better = (self.difference.value or 0) > 0
        if not self.sure:
            return "within chance"
        return "better" if better else "worse"


@dataclass(frozen=True)
class Line:
    """One system's estimates, one a metric."""

    system: str
    ours: bool
    n_questions: int
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True)
class Lines:
    """Lines of one protocol, task and slice, in the order of the report."""

    protocol: str
    task: str
    slice: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class DotChart:
    """Systems of one protocol, the best first, each a dot on its interval."""

    title: str
    n_questions: int
    scale: Scale
    rows: tuple[tuple[Line, Estimate, Dot | None], ...]


@dataclass(frozen=True)
class AblationTable:
    """What changes without one signal, on one protocol.

    Parameters
    ----------
    protocol : str
    columns : tuple of (str, str)
        Tasks, each with its metric.
    rows : tuple of (str, tuple)
        Title of a signal, and the change in each column.
    """

    protocol: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]


class BacktestReport:
    """A report with what a page asks of it.

    Parameters
    ----------
    stored : mapping
        As `matcher` stores it; parts that it does not have stay empty.
    """

    def __init__(self, stored: Mapping[str, Any]) -> None:
        self.metrics: list[str] = list(stored.get("metrics", ()))
        rows = stored.get("rows", ())
        self.systems = list(dict.fromkeys(row["system"] for row in rows))
        self.protocols = list(dict.fromkeys(row["protocol"] for row in rows))
        self.tasks = list(dict.fromkeys(row["task"] for row in rows))
        grouped: dict[tuple[str, str, str], list[Line]] = {}
        for row in rows:
            key = (row["protocol"], row["task"], row["slice"])
            grouped.setdefault(key, []).append(self._line(row))
        self.groups = {key: Lines(*key, tuple(found)) for key, found in grouped.items()}
        self.verdicts = [_verdict(row) for row in stored.get("comparisons", ())]
        self.spreads: list[dict[str, Any]] = list(stored.get("spreads", ()))
        self.stability: float | None = stored.get("stability")
        self.ablations = _ablations(stored.get("ablations", ()))
        self.penalties: list[dict[str, Any]] = list(stored.get("penalties", ()))
        self.calibration = [Bin(**row) for row in stored.get("calibration", ())]

    def _line(self, row: Mapping[str, Any]) -> Line:
        estimates = zip(row["values"], row["low"], row["high"], strict=True)
        ours = bool(self.systems) and row["system"] == self.systems[0]
        made = tuple(Estimate(*numbers) for numbers in estimates)
        return Line(row["system"], ours, row["n_questions"], made)

    @property
    def title(self) -> str:
        """The answer: how much better than the best simple rule, at the least."""
        found = [v for v in self.verdicts_on(HEADLINE_TASK) if v.ratio is not None]
        if not found:
            return "How well it predicts"
        least = min(v.ratio or 0.0 for v in found)
        if least < 0.95 or not all(v.sure for v in found):
            return "Ranks true partners no better, for sure, than the best simple rule"
        return f"Ranks true partners {least:.1f} times better than the best simple rule"

    def verdicts_on(self, task: str) -> list[Verdict]:
        """Comparisons with the best simple rule on a task."""
        return [verdict for verdict in self.verdicts if verdict.task == task]

    def charts(self) -> list[DotChart]:
        """One chart a protocol, all on one scale."""
        if HEADLINE_METRIC not in self.metrics:
            return []
        at = self.metrics.index(HEADLINE_METRIC)
        keys = [(p, HEADLINE_TASK, "all") for p in self.protocols]
        shown = [self.groups[key] for key in keys if key in self.groups]
        scale = scale_for(line.estimates[at] for g in shown for line in g.lines)
        return [self._chart(group, at, scale) for group in shown]

    def _chart(self, group: Lines, at: int, scale: Scale) -> DotChart:
        def height(line: Line) -> float:
            value = line.estimates[at].value
            return -1.0 if value is None else value

        ranked = sorted(group.lines, key=height, reverse=True)
        return DotChart(
            protocol_title(group.protocol),
            max((line.n_questions for line in ranked), default=0),
            scale,
            tuple((x, x.estimates[at], scale.dot(x.estimates[at])) for x in ranked),
        )

    def ours(self, protocol: str, task: str, part: str, metric: str) -> Estimate | None:
        """The recommender's own estimate; None where nothing was asked."""
        group = self.groups.get((protocol, task, part))
        if group is None or metric not in self.metrics:
            return None
        for line in group.lines:
            if line.ours and line.n_questions:
                return line.estimates[self.metrics.index(metric)]
        return None

    def newcomers(self) -> list[tuple[str, Estimate, Estimate]]:
        """By protocol: how well newcomers and the others are served."""
        found = []
        for protocol in self.protocols:
            new, old = (
                self.ours(protocol, HEADLINE_TASK, part, HEADLINE_METRIC)
                for part in ("newcomer", "incumbent")
            )
            if new and old:
                found.append((protocol, new, old))
        return found

    @property
    def worst_bin(self) -> Bin | None:
        """Pairs whose predicted chance is furthest off; None where all are near."""

        def off(bin_: Bin) -> float:
            return abs(bin_.predicted - bin_.observed)

        many = [bin_ for bin_ in self.calibration if bin_.n_pairs >= ENOUGH_PAIRS]
        worst = max(many, key=off, default=None)
        return worst if worst and off(worst) > NEAR else None

    def unsure(self) -> list[Verdict]:
        """Comparisons in which chance could make the difference."""
        return [verdict for verdict in self.verdicts if not verdict.sure]


def _verdict(row: Mapping[str, Any]) -> Verdict:
    return Verdict(
        row["protocol"],
        row["task"],
        row["metric"],
        row["baseline"],
        row["ratio"],
        Estimate(row["difference"], row["low"], row["high"]),
    )


def _ablations(rows: Iterable[Mapping[str, Any]]) -> list[AblationTable]:
    changes = {
        (row["protocol"], row["signal"], (row["task"], row["metric"])): row["change"]
        for row in rows
    }
    signals = [signal for signal in SIGNALS if any(signal.name in k for k in changes)]
    tables = []
    for protocol in dict.fromkeys(key[0] for key in changes):
        columns = dict.fromkeys(key[2] for key in changes if key[0] == protocol)
        made = [
            (s.title, tuple(changes.get((protocol, s.name, c)) for c in columns))
            for s in signals
        ]
        tables.append(AblationTable(protocol, tuple(columns), tuple(made)))
    return tables
