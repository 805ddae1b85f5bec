"""Runs the back-test and writes its figures where they are shown.

``python tests/publish.py`` writes `matcher/published.json` and the table in
README between its two marks. Run it whenever the model or the data change.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from threadpoolctl import threadpool_limits

from matcher import load_registry
from matcher.evaluation.backtest import backtest
from matcher.published import FILE, as_markdown

README = Path(__file__).resolve().parent.parent / "README.md"
TABLE = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def main() -> None:
    """Back-test, then write."""
    with threadpool_limits(1, "blas"):
        report = backtest(load_registry()).to_dict()
    FILE.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    readme = README.read_text(encoding="utf-8")
    table = as_markdown(report)
    README.write_text(
        TABLE.sub(lambda marks: marks[1] + table + marks[2], readme), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
