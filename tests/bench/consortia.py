"""How long the best consortia take, with proof, at once and by a general solver.

``python tests/bench/consortia.py`` asks as many real questions as it is told: a cluster
of the registry, drawn at random, that wants the markets and sectors of a partnership,
drawn likewise, with the usual mix of partners. For each size it prints the median, the
95th percentile and the longest, in milliseconds, and how many were proven. The same
questions go to HiGHS as a mixed-integer program, some of them, for it takes long. With
``--synth N`` a registry of that size is asked instead.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"4": 4, "5": 5, "6": 6, "4 to 6": (4, 6)}
AIMS = "2,000 for any size, proven; 100 at once; 10,000 at 5,000 clusters"

Question = dict[str, Any]


def questions(recommender: Any, n: int) -> Iterator[Question]:
    """Who asks, and what they want; the same every time."""
    from matcher import Goals

    registry = recommender.registry
    random = np.random.default_rng(0)
    aims = [one for one in registry.partnerships if one.target_markets]
    here = [cluster for cluster in registry.clusters if not cluster.is_gone]
    for _ in range(n):
        start = here[random.integers(len(here))].id
        aim = aims[random.integers(len(aims))]
        n_markets, n_sectors = random.integers(1, 5), random.integers(0, 3)
        goals = Goals(
            markets=aim.target_markets[:n_markets], sectors=aim.sectors[:n_sectors]
        )
        yield {"start": start, "goals": goals}


def timed(ask: Callable[..., Any], *of: Any, **how: Any) -> tuple[float, Any]:
    """Milliseconds, and the answer."""
    begun = time.perf_counter()
    answer = ask(*of, **how)
    return 1000 * (time.perf_counter() - begun), answer


def figures(spent: list[float]) -> dict[str, float]:
    """Median, 95th percentile and longest."""
    median, high = np.percentile(spent, [50, 95])
    return {"median": float(median), "p95": float(high), "longest": max(spent)}


def asked_of(recommender: Any, n: int, node_limit: int) -> dict[str, Any]:
    """Times of every size, with proof and at once."""
    found: dict[str, Any] = {}
    for name, size in SIZES.items():
        spent, fast, gaps, behind = [], [], [], []
        for question in questions(recommender, n):
            question |= {"k": 1, "size": size}
            ask = recommender.consortia
            milliseconds, answers = timed(ask, node_limit=node_limit, **question)
            spent.append(milliseconds)
            gaps.append(answers[0].gap)
            milliseconds, at_once = timed(ask, node_limit=0, **question)
            fast.append(milliseconds)
            behind.append(answers[0].value - at_once[0].value)
        found[name] = figures(spent) | {
            "proven": sum(gap == 0 for gap in gaps),
            "largest_gap": max(gaps),
            "at_once": figures(fast),
            "at_once_is_best": sum(one < 1e-6 for one in behind),
            "at_once_behind": float(np.mean(behind)),
        }
    return found


def by_highs(recommender: Any, n: int, size: int) -> dict[str, Any]:
    """The same by a mixed-integer program, and by the search beside it."""
    from matcher.consortium.asked import asked
    from matcher.consortium.building import build
    from matcher.consortium.constraints import allowed

    ours, theirs = [], []
    for question in questions(recommender, n):
        wanted = asked(recommender._pair_parts, size=size, **question)
        milliseconds, best = timed(next, build(wanted, 1))
        ours.append(milliseconds)
        rows = np.flatnonzero(
            allowed(wanted.constraints, len(wanted.registry.clusters), False)
        )
        milliseconds, value = timed(highs, wanted, rows, size)
        theirs.append(milliseconds)
        assert abs(value - wanted.valuation.value(best.members)) < 1e-4
    ratio = float(np.median(np.array(theirs) / ours))
    return {"search": figures(ours), "highs": figures(theirs), "ratio": ratio}


def highs(wanted: Any, rows: np.ndarray, size: int) -> float:
    """The best value by HiGHS: a variable for each cluster, each pair, each goal.

    Of each cluster in the consortium there are as many pairs as others are in it, of
    the rest none: more need not be said of pairs.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    n, valuation = len(rows), wanted.valuation
    left, right = np.triu_indices(n, 1)
    pairs = valuation.of_pairs(rows)[:, rows][left, right] / (size * (size - 1) / 2)
    goals, who = np.nonzero(valuation.served[:, rows])
    worth = (valuation.worth[:, None] * valuation.served[:, rows])[goals, who]
    n_pairs, n_served = len(left), len(goals)
    n_all = n + n_pairs + n_served
    made: list[tuple[Any, Any, Any, Any, Any]] = []  # row, column, value, low, high

    def add(row: Any, column: Any, value: Any, low: Any, high: Any) -> None:
        made.append((row, column, np.broadcast_to(value, np.shape(row)), low, high))

    zero = np.zeros(n, int)
    add(zero, np.arange(n), 1.0, [size], [size])
    of_pair = n + np.arange(n_pairs)
    add(
        np.concatenate([left, right, np.arange(n)]),
        np.concatenate([of_pair, of_pair, np.arange(n)]),
        np.concatenate([np.ones(2 * n_pairs), np.full(n, 1.0 - size)]),
        np.zeros(n),
        np.zeros(n),
    )
    of_served, at = n + n_pairs + np.arange(n_served), np.arange(n_served)
    add(
        np.concatenate([at, at]),
        np.concatenate([of_served, who]),
        np.repeat([1.0, -1.0], n_served),
        np.full(n_served, -np.inf),
        np.zeros(n_served),
    )
    n_wanted = len(valuation.worth)
    add(goals, of_served, 1.0, np.full(n_wanted, -np.inf), np.ones(n_wanted))
    for rule in wanted.rules:  # of the usual mix: so many of some
        some = np.flatnonzero(rule.mask.resolved(True)[rows])
        add(np.zeros(len(some), int), some, 1.0, [rule.least], [np.inf])
    first, parts = 0, []
    for row, column, value, low, _ in made:
        parts.append((np.asarray(row) + first, column, value))
        first += len(low)
    row, column, value = (np.concatenate(each) for each in zip(*parts, strict=True))
    matrix = coo_array((value, (row, column)), (first, n_all)).tocsr()
    low = np.concatenate([one[3] for one in made])
    high = np.concatenate([one[4] for one in made])
    least = np.zeros(n_all)
    least[np.searchsorted(rows, wanted.locked)] = 1.0
    done = milp(
        -np.concatenate([np.zeros(n), pairs, worth]),
        integrality=np.concatenate([np.ones(n), np.zeros(n_pairs + n_served)]),
        bounds=Bounds(least, np.ones(n_all)),
        constraints=LinearConstraint(matrix, low, high),
        options={"mip_rel_gap": 1e-6},
    )
    assert done.success, done.message
    return float(-done.fun)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--highs", type=int, default=5, help="questions to HiGHS")
    parser.add_argument("--highs-size", type=int, default=5)
    parser.add_argument("--synth", type=int, default=0, help="clusters")
    parser.add_argument("--node-limit", type=int, default=5_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    from tests.bench.measuring import in_words, machine, settle

    settle(n_cores=1)
    from matcher import PartnerRecommender, load_registry
    from matcher.registry.synth.drawing import synthesise

    registry = load_registry()
    if asked.synth:
        registry = synthesise(registry, asked.synth)
    recommender = PartnerRecommender().fit(registry)
    recommender.consortia(next(questions(recommender, 1))["start"], 1, node_limit=0)
    found = {
        "machine": machine(),
        "milliseconds": asked_of(recommender, asked.questions, asked.node_limit),
        "highs": by_highs(recommender, asked.highs, asked.highs_size)
        if asked.highs
        else {},
    }
    if asked.json:
        print(json.dumps(found))
        return
    print(in_words(found["machine"]))
    for name, one in found["milliseconds"].items():
        fast = one["at_once"]
        print(
            f"{name:7} members: median {one['median']:,.0f} ms, 95% {one['p95']:,.0f},"
            f" longest {one['longest']:,.0f}; {one['proven']} of {asked.questions}"
            f" proven, largest gap {one['largest_gap']:.2f}; at once"
            f" {fast['median']:,.0f} (95% {fast['p95']:,.0f}),"
            f" the best one {one['at_once_is_best']} times,"
            f" {one['at_once_behind']:.2f} behind on average"
        )
    if asked.highs:
        ours, theirs = found["highs"]["search"], found["highs"]["highs"]
        print(
            f"HiGHS, {asked.highs} questions of {asked.highs_size} members: median"
            f" {theirs['median']:,.0f} ms, this search {ours['median']:,.0f};"
            f" median ratio {found['highs']['ratio']:,.0f}"
        )
    print(f"The aims, in milliseconds: {AIMS}.")


if __name__ == "__main__":
    main()
