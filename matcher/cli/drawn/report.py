"""Draws a back-test for a terminal: a `Report` in, rich renderables out.

Fields of the report that are not known here are drawn as plain tables of what they
hold.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from matcher.cli.drawn.tables import plain_table, records_table
from matcher.evaluation.records import (
    Ablation,
    Comparison,
    ConsortiumTrial,
    Estimate,
    ExpectationTrial,
    Gain,
    GoalTrial,
    Number,
    Row,
    Spread,
)
from matcher.evaluation.report import Report
from matcher.evaluation.words import METRICS, TIED, headline_among, words_for
from matcher.text import as_of_in_words

COLUMNS = {name: words_for(name).in_brief for name in METRICS}
"""Metrics, and what their column says."""


def report_found(report: Report) -> Iterator[RenderableType]:
    """All that a back-test found, in short and then one question after another."""
    yield from _in_short(report)
    yield from _tasks(report)
    yield from _gains(report.gains)
    yield from _goals(report.goals)
    yield from _consortia(report.consortia)
    yield from _slices(report)
    yield from _spreads(report.spreads)
    kept = "-" if report.stability is None else f"{report.stability:.0%}"
    yield Text(
        f"Stability: {kept} of each top ten stays when learnt from "
        "partnerships drawn again."
    )
    yield Text(f"{as_of_in_words(report.as_of)}.\n")
    yield from _ablations(report.ablations)
    yield from _expectations(report.expectations)
    for name in ("calibration", "penalties"):
        if found := getattr(report, name):
            yield Text(name, "bold")
            yield records_table([vars(record) for record in found])


def _titled(
    title: str, columns: Iterable[str], rows: Iterable[Iterable[str]], n_left: int = 2
) -> Iterator[RenderableType]:
    """A table under its title; nothing where it has no row."""
    table = plain_table(*columns, n_left=n_left)
    for row in rows:
        table.add_row(*row)
    if table.row_count:
        yield Text(title, "bold")
        yield table
        yield ""


def _in_short(report: Report) -> Iterator[RenderableType]:
    """Each question beside the best other system on it."""
    columns = ("Task", "Tested on", "Ours", "Best other", "Times as good")
    found = [one for task in report.tasks for one in report.headlines_on(task.name)]
    yield from _titled("in short", columns, (_headline(report, one) for one in found))
    among = {task.name: headline_among(task.name) for task in report.tasks if found}
    told = [
        f"{name}: among clusters {who}"
        for name, who in among.items()
        if who != "everyone"
    ]
    yield from [*told, ""] if told else []


def _headline(report: Report, found: Comparison) -> Iterator[str]:
    column = report.metrics.index(found.metric)
    rows = report.group(found.protocol, found.task, found.among)
    values = {row.system: row.values[column] for row in rows}
    yield from (found.task, found.protocol, _number(values.get(report.system), ".2f"))
    yield f"{_number(values.get(found.baseline), '.2f')} {found.baseline}"
    yield _with_ends(found.times)


def _tasks(report: Report) -> Iterator[RenderableType]:
    for task in report.tasks:
        yield Text(f"{task.name}: {task.in_brief}", "bold")
        for comparison in report.comparisons_on(task.name, "everyone"):
            protocol = comparison.protocol
            rows = report.group(protocol, task.name)
            yield f"{protocol}, {rows[0].n_questions:,} questions"
            yield _metrics_table(report.metrics, rows, comparison.metric)
            for found in report.comparisons_on(task.name):
                if found.protocol == protocol:
                    yield Text(f"{found.among}: {_compared(found)}")
            yield ""


def _metrics_table(
    metrics: Sequence[str], rows: Sequence[Row], headline: str
) -> RenderableType:
    """A row for each system, the best in bold, the headline with its interval."""
    table = plain_table("System", *COLUMNS.values())
    table.columns[0].ratio = 1
    columns = [metrics.index(metric) for metric in COLUMNS]
    best = [
        _best_of(name, _known(row.values[column] for row in rows))
        for name, column in zip(COLUMNS, columns, strict=True)
    ]
    for row in rows:
        cells = [Text(row.system)]
        for column, best_value in zip(columns, best, strict=True):
            value, low, high = row.estimates[column]
            text = _number(value, ".1f" if metrics[column] == TIED else ".3f")
            if metrics[column] == headline:
                text += f" [{_number(low)}, {_number(high)}]"
            cells.append(Text(text, "bold" if value == best_value else ""))
        table.add_row(*cells)
    return table


def _best_of(metric: str, values: Sequence[float]) -> float:
    return min(values) if metric == TIED else max(values)


def _compared(comparison: Comparison) -> str:
    times = (
        f"against {comparison.baseline}"
        if comparison.ratio is None
        else f"{_with_ends(comparison.times)} times {comparison.baseline}"
    )
    return f"{times}, {_with_ends(comparison.estimate, '+.2f')}"


def _gains(gains: Sequence[Gain]) -> Iterator[RenderableType]:
    """What it helps to know of other cooperation too."""
    columns = ("Task", "Tested on", "Without", "With", "Difference")
    rows = (
        (g.task, g.protocol, _number(g.alone), _number(g.more),
         _with_ends(g.estimate, "+.2f"))
        for g in gains
    )  # fmt: skip
    yield from _titled("with cooperation beside what is tested", columns, rows)


def _slices(report: Report) -> Iterator[RenderableType]:
    """What newcomers and incumbents get, beside the best other system for them."""
    title = "newcomers and incumbents, by the metric with an interval"
    columns = ("Task", "Tested on", "Slice", "Asked", "Ours", "Best other")
    names = dict.fromkeys(row.slice for row in report.rows if row.slice != "all")
    rows = (
        _slice(report, found, name)
        for task in report.tasks
        for found in report.comparisons_on(task.name, "everyone")
        for name in names
    )
    yield from _titled(title, columns, filter(None, rows))


def _slice(report: Report, found: Comparison, name: str) -> list[str]:
    column = report.metrics.index(found.metric)
    rows = report.group(found.protocol, found.task, slice_=name)
    values = {row.system: row.values[column] for row in rows if row.n_questions}
    ours = values.pop(report.system, None)
    if ours is None or not values:
        return []
    other = max(values, key=lambda system: values[system] or 0.0)
    best = f"{_number(values[other])} {other}"
    n_asked = f"{rows[0].n_questions:,}"
    return [found.task, found.protocol, name, n_asked, _number(ours), best]


def _spreads(spreads: Sequence[Spread]) -> Iterator[RenderableType]:
    """Over how many clusters the lists of ten of all clusters fall."""
    title = "spread: how many clusters are in anybody's top ten"
    columns = ("System", "Coverage", "Gini", "Most shown")
    rows = (
        (s.system, f"{s.coverage:.0%}", _number(s.gini), f"{s.most_shown:,} times")
        for s in spreads
    )
    yield from _titled(title, columns, rows, n_left=1)


def _ablations(ablations: Sequence[Ablation]) -> Iterator[RenderableType]:
    """What each task loses without each signal, a table for each protocol."""
    for protocol in dict.fromkeys(one.protocol for one in ablations):
        found = [one for one in ablations if one.protocol == protocol]
        tasks = dict.fromkeys(one.task for one in found)
        changes = {(one.signal, one.task): one.change for one in found}
        rows = (
            (signal, *(_number(changes.get((signal, task)), "+.3f") for task in tasks))
            for signal in dict.fromkeys(one.signal for one in found)
        )
        title = f"what each signal is worth, {protocol}"
        yield from _titled(title, ("Without", *tasks), rows, n_left=1)


def _expectations(trials: Sequence[ExpectationTrial]) -> Iterator[RenderableType]:
    """What earlier generations would make of a weight, without other cooperation."""
    title = "expected weights by earlier generations, and nDCG@10"
    columns = ("Weight of", "Generation from", "Chosen", "In use", "Best rule")
    rows = (
        (t.signal, t.since, f"{t.chosen:.2f}: {_number(t.ndcg_chosen)}",
         f"{t.shipped:.2f}: {_number(t.ndcg_shipped)}",
         f"{_number(t.ndcg_rule)} {t.rule}")
        for t in trials
        if not t.with_others
    )  # fmt: skip
    yield from _titled(title, columns, rows)


def _goals(trials: Sequence[GoalTrial]) -> Iterator[RenderableType]:
    """What goals gain and what they cost."""
    title = "two wanted markets, and the first ten new partners"
    columns = ("Weight of the goal", "Serve of them", "At best", "Affinity above")
    rows = (
        (f"{t.factor:g} times" if t.factor else "off", f"{t.served:.0%}",
         f"{t.available:.0%}", f"{t.percentile:.0f}%")
        for t in trials
    )  # fmt: skip
    yield from _titled(title, columns, rows, n_left=1)


def _consortia(trials: Sequence[ConsortiumTrial]) -> Iterator[RenderableType]:
    """How much of past consortia comes back, whole ones before simpler ways."""
    columns = ("Others are chosen as", "Come back", "Behind the first")
    for (protocol, n), found in groupby(trials, lambda t: (t.protocol, t.n_questions)):
        rows = (
            (t.system, _with_ends(Estimate(t.share, t.low, t.high)),
             "" if t.system == trials[0].system else
             _with_ends(Estimate(t.behind, t.behind_low, t.behind_high), "+.2f"))
            for t in found
        )  # fmt: skip
        title = f"past consortia asked for by one member, {protocol} ({n} questions)"
        yield from _titled(title, columns, rows, n_left=1)


def _known(values: Iterable[Number]) -> list[float]:
    return [value for value in values if value is not None] or [math.nan]


def _number(value: Number, form: str = ".3f") -> str:
    return "-" if value is None else format(value, form)


def _with_ends(estimate: Estimate, form: str = ".2f") -> str:
    """A number with its interval."""
    value, low, high = (_number(number, form) for number in estimate)
    return f"{value} [{low}, {high}]"
