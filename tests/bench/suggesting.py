"""How long ten explained suggestions take in a warm process, on the shipped data.

By the time of the processor, which a busy machine changes less than the clock's.

``python tests/bench/suggesting.py`` prints the median of each question in milliseconds;
with ``--against DIR`` also that of another checkout, measured in turns, and the ratio.
Every contribution is read down to its codes, so that none is left for later.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TARGET = 2.0
"""Milliseconds that ten suggestions to a cluster or a profile may take, goals too."""


def medians(n_times: int) -> dict[str, float]:
    """Milliseconds of each question, by whichever checkout is on the path."""
    from matcher import Goals, PartnerRecommender, Profile, load_registry

    recommender = PartnerRecommender().fit(load_registry())
    visitor = Profile(
        country="PT",
        sectors=("food-processing",),
        technologies=("iot",),
        target_markets=("JP", "BR"),
        focus="packaging of food and smart farms",
    )
    wanted = Goals(markets=["JP", "BR"], sectors=["paper-packaging"])
    must = Goals(markets=["JP", "BR"], must=["markets"])
    ask = recommender.suggest

    def answered(**asked: Any) -> list[Any]:
        found = recommender.answer("inovcluster", **asked)
        return found.suggestions + found.known_partners

    questions: dict[str, Callable[[], list[Any]]] = {
        "a cluster": lambda: ask("inovcluster", k=10),
        "with goals": lambda: ask("inovcluster", k=10, goals=wanted),
        "both lists": answered,
        "... with goals": lambda: answered(goals=wanted),
        "... that must": lambda: answered(goals=must),
        "a profile": lambda: ask(visitor, k=10),
        "a consortium": lambda: recommender.complete("adpack-g1", k=10),
        "a partnership": lambda: recommender.synergies("adpack-g1", k=10),
    }
    return {name: _median(ask, n_times) for name, ask in questions.items()}


def _median(ask: Callable[[], list[Any]], n_times: int) -> float:
    spent = []
    for _ in range(n_times):
        start = time.process_time()
        n_codes = sum(len(part.codes) for one in ask() for part in one.contributions)
        spent.append(1000 * (time.process_time() - start))
        assert n_codes
    return median(spent[len(spent) // 10 :])  # the first ones warm up


def main() -> None:
    """Print the figures, or those of one checkout as JSON for the process above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="another checkout")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        print(json.dumps(medians(asked.times)))
        return
    sys.path.insert(0, str(ROOT))
    from tests.bench.measuring import in_fresh_process, in_words, machine, settle

    settle(n_cores=1)
    checkouts = {"this": ROOT} | ({"other": asked.against} if asked.against else {})
    rounds: dict[str, list[dict[str, float]]] = {name: [] for name in checkouts}
    for _ in range(asked.rounds):
        for name, folder in checkouts.items():
            arguments = ("--here", "--times", str(asked.times))
            found = in_fresh_process(__file__, *arguments, PYTHONPATH=str(folder))
            rounds[name].append(found)
    best = {
        name: {question: min(r[question] for r in found) for question in found[0]}
        for name, found in rounds.items()
    }
    if asked.json:
        print(json.dumps({"machine": machine(), "milliseconds": best}))
        return
    print(in_words(machine()))
    for question, spent in best["this"].items():
        other = best.get("other", {}).get(question)
        told = "" if other is None else f"{other:8.2f} there, {spent / other:.2f} of it"
        print(f"{question:14} {spent:8.2f} ms {told}")
    print(f"The aim for a cluster and for a profile is {TARGET} ms.")


if __name__ == "__main__":
    main()
