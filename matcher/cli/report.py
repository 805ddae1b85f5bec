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
from matcher.evaluation.records import Comparison, Number, Row, Spread
from matcher.evaluation.report import Report
from matcher.evaluation.words import METRICS, words_for

COLUMNS = {name: words_for(name).in_brief for name in METRICS if name != "tied@10"}
"""Metrics that are shown, and what their column says."""

_KNOWN = {"metrics", "rows", "comparisons", "spreads", "stability"}


def report_found(report: Report) -> Iterator[RenderableType]:
    """All that a back-test found, one question after another."""
    yield from _tasks(report)
    yield from _slices(report)
    yield from _spreads(report.spreads)
    kept = "-" if report.stability is None else f"{report.stability:.0%}"
    yield Text(
        f"Stability: {kept} of each top ten stays when learnt from "
        "partnerships drawn again."
    )
    for field in fields(report):
        if field.name not in _KNOWN:
            yield from _anything(field.name, getattr(report, field.name))


def _tasks(report: Report) -> Iterator[RenderableType]:
    for task in report.tasks:
        yield Text(f"{task.name}: {task.in_brief}", "bold")
        for comparison in report.comparisons_on(task.name):
            rows = report.group(comparison.protocol, task.name)
            yield f"{comparison.protocol}, {rows[0].n_questions:,} questions"
            yield _metrics_table(report.metrics, rows, comparison.metric)
            yield Text(_compared(comparison) + "\n")


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
        f"Against {comparison.baseline}"
        if comparison.ratio is None
        else f"{comparison.ratio:.2f} times {comparison.baseline}"
    )
    difference, low, high = (
        "nan" if number is None else f"{number:+.2f}"
        for number in (comparison.difference, comparison.low, comparison.high)
    )
    metric = COLUMNS.get(comparison.metric, comparison.metric)
    return f"{times}, difference {difference} [{low}, {high}] in {metric}"


def _slices(report: Report) -> Iterator[RenderableType]:
    """What newcomers and incumbents get, beside the best other system for them."""
    names = dict.fromkeys(row.slice for row in report.rows if row.slice != "all")
    table = plain_table("Task", "Tested on", "Slice", "Asked", "Ours", "Best other")
    found = [c for task in report.tasks for c in report.comparisons_on(task.name)]
    for comparison, name in product(found, names):
        column = report.metrics.index(comparison.metric)
        rows = report.group(comparison.protocol, comparison.task, name)
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
