"""Draws a back-test for a terminal: a `Report` in, rich renderables out.

Everything fits 80 columns. Fields of the report that are not known here are drawn as
plain tables of what they hold.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import product
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from matcher.cli.tables import number_text, plain_table, records_table
from matcher.evaluation.records import (
    Comparison,
    Estimate,
    ExpectationTrial,
    Gain,
    Number,
    Row,
    Spread,
)
from matcher.evaluation.report import Report
from matcher.evaluation.words import METRICS, headline_among, words_for
from matcher.text import as_of_in_words

COLUMNS = {name: words_for(name).in_brief for name in METRICS if name != "tied@10"}
"""Metrics that are shown, and what their column says."""

_KNOWN = {
    *("metrics", "rows", "comparisons", "gains", "spreads", "stability"),
    *("as_of", "ablations", "expectations"),
}


def report_found(report: Report) -> Iterator[RenderableType]:
    """All that a back-test found, in short and then one question after another."""
    yield from _in_short(report)
    yield from _tasks(report)
    yield from _gains(report.gains)
    yield from _slices(report)
    yield from _spreads(report.spreads)
    kept = "-" if report.stability is None else f"{report.stability:.0%}"
    yield Text(
        f"Stability: {kept} of each top ten stays when learnt from "
        "partnerships drawn again."
    )
    yield Text(f"{as_of_in_words(report.as_of)}.")
    yield from _ablations(report)
    yield from _expectations(report.expectations)
    for field in fields(report):
        if field.name not in _KNOWN:
            yield from _anything(field.name, getattr(report, field.name))


def _in_short(report: Report) -> Iterator[RenderableType]:
    """Each question beside the best other system on it."""
    table = plain_table("Task", "Tested on", "Ours", "Best other", "Times as good")
    table.columns[1].justify = "left"
    for task in report.tasks:
        for found in report.headlines_on(task.name):
            column = report.metrics.index(found.metric)
            rows = report.group(found.protocol, found.task, found.among)
            values = {row.system: row.values[column] for row in rows}
            table.add_row(
                task.name,
                found.protocol,
                _two(values.get(report.system)),
                f"{_two(values.get(found.baseline))} {found.baseline}",
                _with_ends(found.times),
            )
    if table.row_count:
        yield Text("in short", "bold")
        yield table
        apart = [t for t in report.tasks if headline_among(t.name) != "everyone"]
        for task in apart:
            yield f"{task.name}: among clusters {headline_among(task.name)}"
        yield ""


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
    best = [max(_known(row.values[column] for row in rows)) for column in columns]
    for row in rows:
        cells = [Text(row.system)]
        for column, highest in zip(columns, best, strict=True):
            value, low, high = row.estimates[column]
            text = _three(value)
            if metrics[column] == headline:
                text += f" [{_three(low)}, {_three(high)}]"
            cells.append(Text(text, "bold" if value == highest else ""))
        table.add_row(*cells)
    return table


def _compared(comparison: Comparison) -> str:
    times = (
        f"against {comparison.baseline}"
        if comparison.ratio is None
        else f"{_with_ends(comparison.times)} times {comparison.baseline}"
    )
    return f"{times}, {_with_ends(comparison.estimate, '+.2f')}"


def _gains(gains: Sequence[Gain]) -> Iterator[RenderableType]:
    """What it helps to know of other cooperation too."""
    table = plain_table("Task", "Tested on", "Without", "With", "Difference")
    table.columns[1].justify = "left"
    for gain in gains:
        table.add_row(
            gain.task,
            gain.protocol,
            _three(gain.alone),
            _three(gain.more),
            _with_ends(gain.estimate, "+.2f"),
        )
    if table.row_count:
        yield Text("with cooperation beside what is tested", "bold")
        yield table
        yield ""


def _slices(report: Report) -> Iterator[RenderableType]:
    """What newcomers and incumbents get, beside the best other system for them."""
    names = dict.fromkeys(row.slice for row in report.rows if row.slice != "all")
    table = plain_table("Task", "Tested on", "Slice", "Asked", "Ours", "Best other")
    table.columns[1].justify = "left"
    found = [
        comparison
        for task in report.tasks
        for comparison in report.comparisons_on(task.name, "everyone")
    ]
    for comparison, name in product(found, names):
        column = report.metrics.index(comparison.metric)
        rows = report.group(comparison.protocol, comparison.task, slice_=name)
        values = {row.system: row.values[column] for row in rows if row.n_questions}
        ours = values.pop(report.system, None)
        if ours is None or not values:
            continue
        other = max(values, key=lambda system: values[system] or 0.0)
        table.add_row(
            comparison.task,
            comparison.protocol,
            name,
            f"{rows[0].n_questions:,}",
            _three(ours),
            f"{_three(values[other])} {other}",
        )
    if table.row_count:
        yield Text("newcomers and incumbents, by the metric with an interval", "bold")
        yield table
        yield ""


def _spreads(spreads: Sequence[Spread]) -> Iterator[RenderableType]:
    """Over how many clusters the lists of ten of all clusters fall."""
    table = plain_table("System", "Coverage", "Gini", "Most shown")
    for spread in spreads:
        table.add_row(
            spread.system,
            f"{spread.coverage:.0%}",
            _three(spread.gini),
            f"{spread.most_shown:,} times",
        )
    yield Text("spread: how many clusters are in anybody's top ten", "bold")
    yield table
    yield ""


def _ablations(report: Report) -> Iterator[RenderableType]:
    """What each task loses without each signal, a table for each protocol."""
    for protocol in dict.fromkeys(one.protocol for one in report.ablations):
        found = [one for one in report.ablations if one.protocol == protocol]
        tasks = dict.fromkeys(one.task for one in found)
        changes = {(one.signal, one.task): one.change for one in found}
        table = plain_table("Without", *tasks)
        for signal in dict.fromkeys(one.signal for one in found):
            cells = (changes.get((signal, task)) for task in tasks)
            table.add_row(signal, *("-" if c is None else f"{c:+.3f}" for c in cells))
        yield ""
        yield Text(f"what each signal is worth, {protocol}", "bold")
        yield table


def _expectations(trials: Sequence[ExpectationTrial]) -> Iterator[RenderableType]:
    """What earlier rounds would have made of a weight, without other cooperation."""
    table = plain_table("Weight of", "Round from", "Chosen", "In use", "Best rule")
    table.columns[1].justify = "left"
    for trial in trials:
        if not trial.with_others:
            table.add_row(
                trial.signal,
                trial.since,
                f"{trial.chosen:.2f}: {_three(trial.ndcg_chosen)}",
                f"{trial.shipped:.2f}: {_three(trial.ndcg_shipped)}",
                f"{_three(trial.ndcg_rule)} {trial.rule}",
            )
    if table.row_count:
        yield ""
        yield Text("expected weights by earlier rounds, and nDCG@10", "bold")
        yield table


def _anything(name: str, found: Any) -> Iterator[RenderableType]:
    """A field that only the report knows: records as a table, else one line."""
    title = name.replace("_", " ")
    if isinstance(found, tuple) and found and hasattr(found[0], "__dataclass_fields__"):
        yield ""
        yield Text(title, "bold")
        yield records_table([vars(record) for record in found])
    elif found is not None and found != ():
        yield Text(f"{title}: {number_text(found)}")


def _known(values: Iterable[Number]) -> list[float]:
    return [value for value in values if value is not None] or [math.nan]


def _three(value: Number) -> str:
    return "-" if value is None else f"{value:.3f}"


def _two(value: Number) -> str:
    return "-" if value is None else f"{value:.2f}"


def _with_ends(estimate: Estimate, form: str = ".2f") -> str:
    """A number with its interval."""
    value, low, high = ("-" if n is None else format(n, form) for n in estimate)
    return f"{value} [{low}, {high}]"
