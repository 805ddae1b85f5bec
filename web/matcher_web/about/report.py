"""The back-test as a page reads it: the stored report in, pictures and answers out.

The report is made by the command line and stored with the packaged registry; nothing
is measured while a page waits. What it says badly of the recommender is drawn from the
same numbers as what it says well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher import SIGNALS
from matcher_web.drawing.charts import (
    Curve,
    Dot,
    Scale,
    Trade,
    reliability_curve,
    scale_for,
    trade_off_curve,
)

if TYPE_CHECKING:
    from matcher.evaluation.records import (
        Comparison,
        Estimate,
        ExpectationTrial,
        GoalTrial,
        Row,
    )
    from matcher.evaluation.report import Report

HEADLINE_TASK, HEADLINE_METRIC = "suggest", "ndcg@10"

BESIDE = ("Jaccard", "IDF cosine", "same sector")
"""Simple rules that anybody could think of, to stand beside."""


@dataclass(frozen=True)
class DotChart:
    """Systems of one protocol, the best first, each a dot on its interval."""

    title: str
    n_questions: int
    scale: Scale
    rows: tuple[tuple[str, Estimate, Dot | None], ...]


@dataclass(frozen=True)
class AblationTable:
    """What changes without one signal, on one protocol.

    Parameters
    ----------
    protocol : str
    columns : tuple of (str, str, str)
        Tasks, each with the candidates and the metric.
    rows : tuple of (str, tuple)
        Title of a signal, and the change in each column.
    """

    protocol: str
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]


class BacktestReport:
    """A report with what a page asks of it.

    Parameters
    ----------
    found : Report
    """

    def __init__(self, found: Report) -> None:
        self.found = found

    @property
    def title(self) -> str:
        """The answer: how well it finds partners that a cluster was never with."""
        compared = self.found.headlines_on("suggest new")
        ratios = sorted(f"{c.ratio:.2f}" for c in compared if c.ratio is not None)
        span = " to ".join(dict.fromkeys((ratios[0], ratios[-1])))
        n_unsure = sum(not found.sure for found in compared)
        unsure = f", in {n_unsure} of {len(compared)} tests within chance"
        return (
            f"Ranks new partners {span} times as well as the best simple rule"
            f"{unsure if n_unsure else ''}"
        )

    @property
    def all_partners(self) -> str:
        """The answer for all partners, known ones too."""
        compared = self.found.headlines_on(HEADLINE_TASK)
        known = [(c.ratio, c.sure) for c in compared if c.ratio is not None]
        least = min(ratio for ratio, _ in known)
        if least < 0.95 or not all(sure for _, sure in known):
            return "Partners of any kind it ranks no better, for sure, than that rule."
        return (
            "Partners of any kind, those a cluster was with before among them, are "
            f"easier to find: there it is at least {least:.1f} times as good."
        )

    @property
    def latest(self) -> str:
        """The protocol that stands for all in short: the last that foretells."""
        names = [protocol.name for protocol in self.found.alone]
        return [name for name in names if name.startswith("generation")][-1]

    @property
    def headlines(self) -> list[Comparison]:
        """Comparisons on each task, by what it is judged by first."""
        tasks = [task.name for task in self.found.tasks]
        return [found for task in tasks for found in self.found.headlines_on(task)]

    @property
    def in_short(self) -> list[tuple[Comparison, int, dict[str, Estimate]]]:
        """Questions on the latest protocol: how often asked, how each system did."""
        told = []
        for found in self.headlines:
            rows = self.found.group(found.protocol, found.task, found.among)
            if found.protocol == self.latest:
                column = self.found.metrics.index(found.metric)
                by_system = {row.system: row.estimates[column] for row in rows}
                told.append((found, rows[0].n_questions, by_system))
        return told

    def charts(self) -> list[DotChart]:
        """One chart a protocol, all on one scale."""
        groups = {p.whole: self._headline(p.name) for p in self.found.alone}
        scale = scale_for(e for group in groups.values() for _, e in group)
        return [_chart(title, group, scale) for title, group in groups.items() if group]

    def newcomers(self) -> list[tuple[str, Estimate, Estimate]]:
        """By protocol: how well newcomers and the others are served."""
        found = []
        for protocol in self.found.alone:
            served = [
                estimate
                for part in ("newcomer", "incumbent")
                for row, estimate in self._headline(protocol.name, part)
                if row.system == self.found.system and row.n_questions
            ]
            if len(served) == 2:
                found.append((protocol.title, served[0], served[1]))
        return found

    def _headline(self, protocol: str, part: str = "all") -> list[tuple[Row, Estimate]]:
        """Systems on one protocol, each with its estimate by the headline metric."""
        column = self.found.metrics.index(HEADLINE_METRIC)
        rows = self.found.group(protocol, HEADLINE_TASK, slice_=part)
        return [(row, row.estimates[column]) for row in rows]

    @property
    def curve(self) -> Curve:
        """Whether predicted chances come true."""
        return reliability_curve(
            [(b.predicted, b.observed) for b in self.found.calibration]
        )

    @property
    def goal_in_use(self) -> tuple[GoalTrial, GoalTrial]:
        """What is found without a goal and with it."""
        by_factor = {trial.factor: trial for trial in self.found.goals}
        return by_factor[0], by_factor[1]

    @property
    def trades(self) -> tuple[Trade, ...]:
        """What goals gain against what they cost, by their factor."""
        return trade_off_curve(self.found.goals)

    @property
    def expectations(self) -> list[tuple[str, ExpectationTrial]]:
        """Expected weights that were tried, each under the title of its signal."""
        titles = {signal.name: signal.title for signal in SIGNALS}
        return [
            (titles.get(trial.signal, trial.signal), trial)
            for trial in self.found.expectations
        ]

    @property
    def ablations(self) -> list[AblationTable]:
        """What changes without one signal, a table for each protocol."""
        changes = {
            (one.protocol, one.signal, (one.task, one.among, one.metric)): one.change
            for one in self.found.ablations
        }
        taken = {signal for _, signal, _ in changes}
        tables = []
        for protocol in dict.fromkeys(protocol for protocol, _, _ in changes):
            columns = dict.fromkeys(key[2] for key in changes if key[0] == protocol)
            rows = [
                (s.title, tuple(changes.get((protocol, s.name, c)) for c in columns))
                for s in SIGNALS
                if s.name in taken
            ]
            tables.append(AblationTable(protocol, tuple(columns), tuple(rows)))
        return tables


def _chart(title: str, group: list[tuple[Row, Estimate]], scale: Scale) -> DotChart:
    def height(one: tuple[Row, Estimate]) -> float:
        value = one[1].value
        return -1.0 if value is None else value

    return DotChart(
        title,
        max(row.n_questions for row, _ in group),
        scale,
        tuple(
            (row.system, estimate, scale.dot(estimate))
            for row, estimate in sorted(group, key=height, reverse=True)
        ),
    )
