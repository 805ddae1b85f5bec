"""Runs the back-test and writes its figures where they are shown.

``python tests/publish.py`` writes the weights that ship with the registry
(`matcher/model/learning/shipped.json`), the figures of the back-test
(`matcher/evaluation/published.json`) and the tables in READMEs between their marks. Run
it whenever the model or the data change.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from matcher import SIGNALS, PartnerRecommender, Registry, load_registry
from matcher.evaluation.backtest import backtest
from matcher.evaluation.records import Comparison
from matcher.evaluation.report import PUBLISHED, Report
from matcher.evaluation.words import words_for
from matcher.model.learning import shipped
from matcher.model.scoring.scorer import Scorer

ROOT = Path(__file__).resolve().parent.parent
LATEST = "generation 3 and 4"
"""The protocol whose figures stand at the top."""


@dataclass(frozen=True)
class Place:
    """A table in a README, between its marks."""

    file: str
    marks: str

    @property
    def text(self) -> str:
        """The table that stands there."""
        return self._found()[2]

    def write(self, table: str) -> None:
        """Put another table there."""
        before, after = self._found()[1], self._found()[3]
        (ROOT / self.file).write_text(before + table + after, encoding="utf-8")

    def _found(self) -> re.Match[str]:
        pattern = f"(.*<!-- {self.marks} -->\n)(.*)(<!-- end of {self.marks} -->.*)"
        text = (ROOT / self.file).read_text(encoding="utf-8")
        found = re.fullmatch(pattern, text, re.DOTALL)
        assert found, f"{self.file} has no marks for {self.marks}"
        return found


IN_BRIEF = Place("README.md", "figures")
IN_FULL = Place("matcher/evaluation/README.md", "figures")
WEIGHTS = Place("matcher/model/README.md", "weights")


def figures_as_markdown(report: Report, protocol: str = "") -> str:
    """Each question and the best baseline on it, for one protocol or for all."""
    lines = [
        "| asked of a member of a past partnership | tested on | questions | "
        "this recommender | best baseline | difference |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for task in report.tasks:
        question = task.title.rstrip("?").replace("W", "w", 1)
        for found in report.comparisons_on(task.name):
            if protocol in ("", found.protocol):
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
    published = Report.from_json(report.to_json())
    IN_FULL.write(figures_as_markdown(published))
    IN_BRIEF.write(figures_as_markdown(published, LATEST))
    WEIGHTS.write(weights_as_markdown(PartnerRecommender().fit(load_registry())))


if __name__ == "__main__":
    main()
