"""Draws a back-test for a terminal: a `Report` in, rich renderables out.

Everything fits 80 columns. Fields of the report that are not known here are drawn as
plain tables of what they hold.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text

from matcher.cli.tables import number_text, plain_table, records_table

if TYPE_CHECKING:
    from matcher.evaluation.report import Comparison, Report, Row, Spread

COLUMNS = {
    "ndcg@10": "nDCG@10",
    "recall@10": "recall@10",
    "mrr": "MRR",
    "average precision": "AP",
    "hit@10": "hit@10",
}
"""Metrics that are shown, and what their column says."""

QUESTIONS = {
    "suggest": "who are a member's partners?",
    "suggest new": "the same, among clusters it was never with",
    "complete": "which member is missing?",
    "join": "which partnership does a cluster join?",
}

_KNOWN = {"rows", "comparisons", "spreads", "stability"}


def report_found(report: Report) -> Iterator[RenderableType]:
    """All that a back-test found, one question after another."""
    yield from _tasks(report)
    yield from _slices(report)
    yield from _spreads(report.spreads)
    yield Text(
        f"Stability: {report.stability:.0%} of each top ten stays when learnt from "
        "partnerships drawn again."
    )
    for field in fields(report):
        if field.name not in _KNOWN:
            yield from _anything(field.name, getattr(report, field.name))


def _tasks(report: Report) -> Iterator[RenderableType]:
    told = ""
    for comparison in _by_task(report.comparisons):
        task = comparison.task
        rows = _rows(report.rows, comparison, "all")
        if not rows:
            continue
        if task != told:
            yield Text(f"{task}: {QUESTIONS.get(task, '')}".rstrip(": "), "bold")
            told = task
        yield f"{comparison.protocol}, {rows[0].n_questions:,} questions"
        yield _metrics_table(rows, comparison.metric)
        yield Text(_compared(comparison) + "\n")


def _metrics_table(rows: Sequence[Row], headline: str) -> RenderableType:
    """A row for each system, the best in bold, the headline with its interval."""
    table = plain_table("System", *COLUMNS.values())
    table.columns[0].ratio = 1
    metrics = _metric_names()
    places = [metrics.index(metric) for metric in COLUMNS]
    best = {place: max(_known(row.values[place] for row in rows)) for place in places}
    for row in rows:
        cells = [Text(row.system)]
        for place in places:
            value = float(row.values[place])
            text = _three(value)
            if metrics[place] == headline:
                text += f" [{_three(row.low[place])}, {_three(row.high[place])}]"
            is_best = value == best[place]
            cells.append(Text(text, "bold" if is_best else ""))
        table.add_row(*cells)
    return table


def _compared(comparison: Comparison) -> str:
    times = (
        f"{comparison.ratio:.2f} times {comparison.baseline}"
        if math.isfinite(comparison.ratio)
        else f"Against {comparison.baseline}"
    )
    return (
        f"{times}, difference {comparison.difference:+.2f} "
        f"[{comparison.low:+.2f}, {comparison.high:+.2f}] in "
        f"{COLUMNS.get(comparison.metric, comparison.metric)}"
    )


def _slices(report: Report) -> Iterator[RenderableType]:
    """What newcomers and incumbents get, beside the best other system for them."""
    names = dict.fromkeys(row.slice for row in report.rows if row.slice != "all")
    ours = report.rows[0].system if report.rows else ""
    table = plain_table("Task", "Tested on", "Slice", "Asked", "Ours", "Best other")
    for comparison in _by_task(report.comparisons):
        place = _metric_names().index(comparison.metric)
        for name in names:
            rows = [
                row for row in _rows(report.rows, comparison, name) if row.n_questions
            ]
            values = {row.system: float(row.values[place]) for row in rows}
            if ours not in values or len(values) < 2:
                continue
            other = max((s for s in values if s != ours), key=lambda s: values[s])
            table.add_row(
                comparison.task,
                comparison.protocol,
                name,
                f"{rows[0].n_questions:,}",
                _three(values[ours]),
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


def _by_task(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Tasks together, each in the order of its protocols."""
    known = list(comparisons)
    tasks = list(dict.fromkeys(comparison.task for comparison in known))
    return sorted(known, key=lambda comparison: tasks.index(comparison.task))


def _rows(rows: Iterable[Row], of: Comparison, part: str) -> list[Row]:
    wanted = (of.protocol, of.task, part)
    return [row for row in rows if (row.protocol, row.task, row.slice) == wanted]


def _metric_names() -> tuple[str, ...]:
    from matcher.evaluation.questions import METRICS

    return METRICS


def _known(values: Iterable[float]) -> list[float]:
    return [float(value) for value in values if not math.isnan(value)] or [math.nan]


def _three(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.3f}"
