"""Runs the back-test and writes its figures where they are shown.

``python tests/publish.py`` writes the weights that ship with the registry
(`matcher/model/learning/shipped.json`), the figures of the back-test
(`matcher/evaluation/published.json`) and the tables in READMEs between their marks. Run
it whenever the model or the data change.

``python tests/publish.py FOLDER`` also measures the package in that folder, version 1
of the facts; without it, what stands there of version 1 is kept.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from matcher import SIGNALS, PartnerRecommender, Registry, load_registry
from matcher.evaluation.backtest import backtest
from matcher.evaluation.report import PUBLISHED, Report
from matcher.model.learning import shipped
from matcher.model.scoring.scorer import Scorer
from tests import figures

ROOT = Path(__file__).resolve().parent.parent


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
WITH_OTHER_COOPERATION = Place("matcher/evaluation/README.md", "other cooperation")
IN_FULL_WITH_OTHERS = Place(
    "matcher/evaluation/README.md", "all with other cooperation"
)
VERSIONS = Place("matcher/evaluation/README.md", "versions")
GOALS = Place("matcher/evaluation/README.md", "goals")
CONSORTIA = Place("matcher/evaluation/README.md", "consortia")
WEIGHTS = Place("matcher/model/README.md", "weights")


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


def measured(registry: Registry) -> Report:
    """A back-test as it is read again: rounded, as everybody who reads it sees it."""
    return Report.from_json(backtest(registry).to_json())


def main(folders: list[str]) -> None:
    """Learn and back-test, then write."""
    learn_what_ships(load_registry())
    report = measured(load_registry())
    PUBLISHED.write_text(report.to_json(), encoding="utf-8")
    IN_FULL.write(figures.in_full(report))
    IN_FULL_WITH_OTHERS.write(figures.in_full(report, others=True))
    IN_BRIEF.write(figures.in_brief(report))
    WITH_OTHER_COOPERATION.write(figures.with_other_cooperation(report))
    GOALS.write(figures.goals(report))
    CONSORTIA.write(figures.consortia(report))
    WEIGHTS.write(weights_as_markdown(PartnerRecommender().fit(load_registry())))
    earlier = figures.kept_in(VERSIONS.text)
    for folder in folders:
        earlier = figures.of_version(measured(load_registry(folder)))
    VERSIONS.write(figures.versions(earlier, report))


if __name__ == "__main__":
    main(sys.argv[1:])
