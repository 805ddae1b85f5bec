"""Runs the back-test and writes its figures where they are shown.

``python tests/publish.py`` writes `matcher/published.json` and the tables in
README between their marks. Run it whenever the model or the data change.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from matcher import SIGNALS, PartnerRecommender, load_registry
from matcher.evaluation.backtest import backtest
from matcher.evaluation.published import FILE, as_markdown

README = Path(__file__).resolve().parent.parent / "README.md"
TABLE = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
WEIGHTS = re.compile(r"(<!-- weights -->\n).*?(<!-- end of weights -->)", re.DOTALL)


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


def main() -> None:
    """Back-test, then write."""
    report = backtest(load_registry()).to_dict()
    FILE.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    weights = weights_as_markdown(PartnerRecommender().fit(load_registry()))
    readme = README.read_text(encoding="utf-8")
    for marks, table in ((TABLE, as_markdown(report)), (WEIGHTS, weights)):
        readme = marks.sub(lambda m, new=table: m[1] + new + m[2], readme)
    README.write_text(readme, encoding="utf-8")


if __name__ == "__main__":
    main()
