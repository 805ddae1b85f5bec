"""How time and memory of the best k grow with the number of profiles.

``python tests/bench/growth.py`` draws synthetic registries of 5,000 to 80,000 profiles
and finds the best 50 of each profile on two threads, with the bounds that leave tiles
out and without; then the peak memory of the whole way at 17,000 and 100,000, phase by
phase, each in a process of its own; then what one million profiles would cost.

Processor seconds are fitted by ``a n + b n t + c m`` for n profiles, t tiles and m
products of a row with a tile: a is layout and exact sums, b the bounds, c the products.
The share of products falls with n, ever more slowly: either it goes on falling by the
power of n that joins the two largest registries, or it stays where it is, and the truth
lies between. What the smaller registries predict for the largest stands beside what was
measured. Reading, learning and encoding, which one process does, and memory are taken
to grow in proportion.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from matcher import PartnerRecommender, load_registry
from matcher.pairs.best_pairs import best_lists
from matcher.pairs.engines.threads import Threads
from matcher.pairs.search.best_k import BestK
from matcher.pairs.search.tiles import TILE
from matcher.pairs.search.vectors import pair_vectors
from matcher.registry.package.writing import write_registry
from matcher.registry.synth.drawing import synthesise
from tests.bench.measuring import (
    in_fresh_process,
    in_words,
    machine,
    peak_megabytes,
    settle,
)

N_THREADS = 2
K = 50
SIZES = (5_000, 10_000, 20_000, 40_000, 80_000)
MEMORY_SIZES = (17_000, 100_000)
MILLION = 1_000_000
ALWAYS = np.float32(1e30)
"""As the largest value of every column, it lets every bound pass."""


@contextmanager
def counted(*, pruning: bool) -> Iterator[list[int]]:
    """Counts products of rows with tiles; without pruning, every bound passes."""
    from matcher.pairs.search import (
        compiled,  # late, so that phases show what numba takes
    )

    counts: list[int] = []
    best_of_rows = compiled.best_of_rows

    def counting(
        rows: Any, candidates: Any, added: Any, tiles: Any, *others: Any
    ) -> int:
        if not pruning:
            *values, highest, lowest = tiles
            tiles = (
                *values,
                np.full_like(highest, ALWAYS),
                np.full_like(lowest, -ALWAYS),
            )
        counts.append(best_of_rows(rows, candidates, added, tiles, *others))
        return counts[-1]

    with patch.object(compiled, "best_of_rows", counting):
        yield counts


def one_size(n: int, seed: int, n_rounds: int, most_unpruned: int) -> dict[str, Any]:
    """Times and products at one size, with pruning and without it in turn."""
    real = load_registry()
    weights = PartnerRecommender().fit(real).scorer.weights
    start = time.process_time()
    scorer = PartnerRecommender().fit(synthesise(real, n, seed), weights).scorer
    fitted = time.process_time()
    vectors = pair_vectors(scorer)
    found: dict[str, Any] = {
        "n": n,
        "n_tiles": -(-n // TILE),
        "fit_seconds": fitted - start,
        "vectors_seconds": time.process_time() - fitted,
    }
    ways = [True] if n > most_unpruned else [True, False]
    seconds: dict[bool, list[tuple[float, float]]] = {way: [] for way in ways}
    BestK(vectors, K, True).best(0, 1)  # compiles
    for _ in range(n_rounds):
        for pruning in ways:
            with counted(pruning=pruning) as counts:
                wall, processor = time.perf_counter(), time.process_time()
                best_lists(BestK(vectors, K, True), Threads(N_THREADS))
                wall, processor = (
                    time.perf_counter() - wall,
                    time.process_time() - processor,
                )
            seconds[pruning].append((wall, processor))
            found["pruned" if pruning else "whole"] = {"products": sum(counts)}
    for pruning, both in seconds.items():
        walls, processors = zip(*both, strict=True)
        found["pruned" if pruning else "whole"] |= {
            "seconds": median(walls),
            "processor_seconds": median(processors),
        }
    found["share"] = found["pruned"]["products"] / max(n * found["n_tiles"], 1)
    return found


def fitted_cost(sizes: list[dict[str, Any]]) -> dict[str, float]:
    """Seconds a profile, a bound and a product cost, and how the share falls."""
    from scipy.optimize import nnls

    runs = [
        (size["n"], size["n"] * size["n_tiles"], size[way])
        for size in sizes
        for way in ("pruned", "whole")
        if way in size
    ]
    spent = np.array([run["processor_seconds"] for _, _, run in runs])
    terms = np.array([(n, bounds, run["products"]) for n, bounds, run in runs])
    (a, b, c), _ = nnls(terms / spent[:, None], np.ones(len(runs)))
    before, last = sizes[-2:] if len(sizes) > 1 else sizes * 2
    ratio = last["n"] / before["n"]
    power = np.log(last["share"] / before["share"]) / np.log(ratio) if ratio > 1 else 0
    return {
        "profile": float(a),
        "bound": float(b),
        "product": float(c),
        "last_n": last["n"],
        "last_share": last["share"],
        "power": min(float(power), 0.0),
    }


def predicted(cost: dict[str, float], n: int, *, falling: bool) -> tuple[float, float]:
    """Share of products and processor seconds at a size."""
    share = cost["last_share"]
    if falling:
        share *= (n / cost["last_n"]) ** cost["power"]
    pairs = n * -(-n // TILE)
    spent = cost["profile"] * n + (cost["bound"] + cost["product"] * share) * pairs
    return share, spent


def phases(path: Path) -> list[tuple[str, float, float]]:
    """Name, seconds and peak memory after each phase of the whole way."""
    found = []
    last = time.perf_counter()

    def done(name: str) -> None:
        nonlocal last
        now = time.perf_counter()
        found.append((name, now - last, peak_megabytes()))
        last = now

    done("start")
    registry = load_registry(path)
    done("load_registry")
    scorer = PartnerRecommender().fit(registry).scorer
    done("fit")
    vectors = pair_vectors(scorer)
    done("pair_vectors")
    best_lists(BestK(vectors, K), Threads(N_THREADS))
    done("BestK")
    return found


def memory(n: int, seed: int) -> list[tuple[str, float, float]]:
    """Phases of a synthetic registry of this size, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry"
        write_registry(synthesise(load_registry(), n, seed), path)
        phases_found: list[tuple[str, float, float]] = in_fresh_process(
            __file__, "--phases", str(path)
        )
        return phases_found


def report(found: dict[str, Any]) -> str:
    """The figures in Markdown, as README has them."""
    lines = [
        "| profiles | seconds | both cores | tiles multiplied | s without bounds |",
        "|--:|--:|--:|--:|--:|",
    ]
    for size in found["sizes"]:
        whole = f"{size['whole']['seconds']:.2f}" if "whole" in size else "not run"
        lines.append(
            f"| {size['n']:,} | {size['pruned']['seconds']:.2f} | "
            f"{size['pruned']['processor_seconds']:.2f} | {size['share']:.1%} | "
            f"{whole} |"
        )
    for n, found_phases in found["memory"].items():
        peaks = ", ".join(f"{name} {peak:,.0f}" for name, _, peak in found_phases)
        times = ", ".join(f"{name} {spent:.1f}" for name, spent, _ in found_phases)
        lines += [f"\nPeak megabytes at {int(n):,}: {peaks}", f"Seconds: {times}"]
    check, million, cost = found["check"], found["million"], found["cost"]
    lines += [
        f"\nFitted: {1e6 * cost['profile']:.0f} us a profile, "
        f"{1e9 * cost['bound']:.0f} ns a bound, {1e9 * cost['product']:.0f} ns a "
        f"product. For {check['n']:,} profiles the smaller registries predict a share "
        f"of {check['share']:.1%} and {check['processor_seconds']:.1f} processor "
        f"seconds; measured were {check['measured_share']:.1%} and "
        f"{check['measured']:.1f}.",
        "\n| one million profiles | tiles multiplied | 2 cores | 100 cores |",
        "|---|--:|--:|--:|",
    ]
    for name, (share, spent) in million["best_k"].items():
        two, hundred = spent / 2, spent / 100
        lines.append(f"| {name} | {share:.1%} | {two / 60:.0f} min | {hundred:.0f} s |")
    if "before_seconds" in million:
        lines.append(
            f"\nBefore that, one process reads, learns and encodes for "
            f"{million['before_seconds'] / 60:.0f} min; "
            f"{million['megabytes'] / 1000:.0f} GB at most."
        )
    return "\n".join(lines)


def measured(
    sizes: list[int], memory_sizes: list[int], seed: int, n_rounds: int, most: int
) -> dict[str, Any]:
    """All figures; the cost of a million is fitted to all sizes."""
    facts = machine()
    found = [one_size(n, seed, n_rounds, most) for n in sorted(sizes)]
    check_cost, cost = fitted_cost(found[:-1] or found), fitted_cost(found)
    last = found[-1]
    share, spent = predicted(check_cost, last["n"], falling=True)
    phases_of = {n: memory(n, seed) for n in memory_sizes}
    million: dict[str, Any] = {
        "best_k": {
            "share falls on": predicted(cost, MILLION, falling=True),
            "share stays": predicted(cost, MILLION, falling=False),
        }
    }
    if phases_of:
        largest = max(phases_of)
        *earlier, (_, _, peak) = phases_of[largest]
        times = MILLION / largest
        million["before_seconds"] = times * sum(phase[1] for phase in earlier)
        million["megabytes"] = times * peak
    return {
        "machine": facts,
        "k": K,
        "rounds": n_rounds,
        "sizes": found,
        "memory": phases_of,
        "cost": cost,
        "check": {
            "n": last["n"],
            "share": share,
            "processor_seconds": spent,
            "measured_share": last["share"],
            "measured": last["pruned"]["processor_seconds"],
        },
        "million": million,
    }


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--memory", type=int, nargs="*", default=MEMORY_SIZES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most-unpruned", type=int, default=40_000)
    parser.add_argument("--cores", type=int, default=N_THREADS, help="0 for all")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--phases", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    settle(wanted.cores)
    if wanted.phases:
        print(json.dumps(phases(wanted.phases)))
        return 0
    found = measured(
        wanted.sizes, wanted.memory, wanted.seed, wanted.rounds, wanted.most_unpruned
    )
    if wanted.json:
        print(json.dumps(found, indent=1))
    else:
        print(f"{in_words(found['machine'])}\n\n{report(found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
