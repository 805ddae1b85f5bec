"""Runs the back-test and writes its figures where they are shown.

``python tests/publish.py`` writes the weights that ship with the registry
(`matcher/model/learning/shipped.json`), the figures of the back-test
(`matcher/evaluation/published.json`) and the tables in README between their marks. Run
it whenever the model or the data change.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from matcher import SIGNALS, PartnerRecommender, Registry, load_registry
from matcher.evaluation.backtest import backtest
from matcher.evaluation.records import Comparison
from matcher.evaluation.report import PUBLISHED, Report
from matcher.evaluation.words import words_for
from matcher.model.learning import shipped
from matcher.model.scoring.scorer import Scorer

README = Path(__file__).resolve().parent.parent / "README.md"
TABLE = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
WEIGHTS = re.compile(r"(<!-- weights -->\n).*?(<!-- end of weights -->)", re.DOTALL)


def figures_as_markdown(report: Report) -> str:
    """The table that README shows: each question, protocol and the best baseline."""
    lines = [
        "| asked of a member of a past partnership | tested on | questions | "
        "this recommender | best baseline | difference |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for task in report.tasks:
        question = task.title.rstrip("?").replace("W", "w", 1)
        for found in report.comparisons_on(task.name):
            lines.append(_figures_line(report, question, found))
    return "\n".join(lines) + "\n"


def _figures_line(report: Report, question: str, found: Comparison) -> str:
    metric = words_for(found.metric).in_brief
    column = report.metrics.index(found.metric)
    rows = {row.system: row for row in report.group(found.protocol, found.task)}
    ours, theirs = rows[report.system], rows[found.baseline]
    value, low, high = ours.estimates[column]
    return (
        f"| {question} ({metric}) | {found.protocol} | {ours.n_questions} "
        f"| **{value:.2f}** [{low:.2f}, {high:.2f}] "
        f"| {found.baseline} {theirs.values[column]:.2f} "
        f"| {found.difference:+.2f} [{found.low:+.2f}, {found.high:+.2f}] |"
    )


def weights_as_markdown(recommender: PartnerRecommender) -> str:
    """The table of signals with their live weights."""
    lines = [
        "| signal | kind | it says | weight | reference |",
        "|---|---|---|--:|--:|",
    ]
    for signal, (_, weight, reference) in zip(
        SIGNALS, recommender.weights, strict=True
    ):
        lines.append(
            f"| {signal.title} | {signal.kind} | {signal.description} "
            f"| {weight:.1f} | {reference:.2f} |"
        )
    return "\n".join(lines) + "\n"


def learn_what_ships(registry: Registry) -> None:
    """Write the weights that are taken for this registry from now on."""
    facts = shipped.as_facts(registry, Scorer.learn(registry).weights)
    text = json.dumps(facts, indent=1, allow_nan=False)
    shipped.FILE.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Learn and back-test, then write."""
    learn_what_ships(load_registry())
    report = backtest(load_registry())
    PUBLISHED.write_text(report.to_json(), encoding="utf-8")
    # As it is read again: rounded twice, as everybody who reads it sees it.
    figures = figures_as_markdown(Report.from_json(report.to_json()))
    weights = weights_as_markdown(PartnerRecommender().fit(load_registry()))
    readme = README.read_text(encoding="utf-8")
    for marks, table in ((TABLE, figures), (WEIGHTS, weights)):
        readme = marks.sub(lambda m, new=table: m[1] + new + m[2], readme)
    README.write_text(readme, encoding="utf-8")


if __name__ == "__main__":
    main()
