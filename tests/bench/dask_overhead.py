"""What it costs to work on a Dask cluster instead of on threads.

``python tests/bench/dask_overhead.py`` draws synthetic registries of 17,000 and 80,000
profiles and finds the best 50 of each profile on two threads and on a Dask cluster of
two processes of this machine, in interleaved rounds on two cores, after one round each
that is not counted. Apart from that: how long the cluster takes to start, the job to
reach both workers and to be laid out by each, and a bundle of rows to be sent about:
that of a job whose answers are as large but cost nothing.

A worker that gets a job for the first time lays it out, so each round of Dask holds
one transfer and one layout by each worker; threads lay out once a round.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from distributed import Client

sys.path.insert(0, str(Path(__file__).parents[2]))

from matcher import PartnerRecommender, load_registry
from matcher.arrays import Span, spans_of
from matcher.pairs.best_pairs import ROWS_IN_SPAN
from matcher.pairs.engines.contract import Answer
from matcher.pairs.engines.dask_cluster import started
from matcher.pairs.engines.dask_workers import _Held, answers, bundles
from matcher.pairs.engines.threads import Threads
from matcher.pairs.search.best_k import BestK
from matcher.pairs.search.vectors import PairVectors, pair_vectors
from matcher.registry.synth.drawing import synthesise
from tests.bench.measuring import in_words, machine, settle

N_WORKERS = 2
K = 50
SIZES = (17_000, 80_000)


@dataclass(frozen=True)
class NoWork:
    """Answers as large as those of the best k, at once."""

    k: int

    def best(self, start: int, stop: int) -> Answer:
        """Zeros."""
        shape = (stop - start, self.k)
        return np.zeros(shape, np.intp), np.zeros(shape)


def drawn_vectors(n: int, seed: int) -> PairVectors:
    """Vectors of a synthetic registry under the weights of the shipped one."""
    real = load_registry()
    weights = PartnerRecommender().fit(real).scorer.weights
    drawn = PartnerRecommender().fit(synthesise(real, n, seed), weights)
    return pair_vectors(drawn.scorer)


def seconds_of(work: Callable[[], Any]) -> tuple[float, Any]:
    """How long something takes, and what comes of it."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def same(one: dict[Span, Answer], other: dict[Span, Answer]) -> bool:
    """Whether two engines gave the same bits."""
    return one.keys() == other.keys() and all(
        np.array_equal(mine, theirs)
        for span in one
        for mine, theirs in zip(one[span], other[span], strict=True)
    )


def one_size(client: Client, n: int, seed: int, n_rounds: int) -> dict[str, Any]:
    """All figures at one size."""
    vectors, spans = drawn_vectors(n, seed), spans_of(n, ROWS_IN_SPAN)
    engines: dict[str, Callable[[], dict[Span, Answer]]] = {
        "threads": lambda: dict(Threads(N_WORKERS).run(BestK(vectors, K), spans)),
        "dask": lambda: dict(answers(client, BestK(vectors, K), spans)),
    }
    spent: dict[str, list[float]] = {name: [] for name in engines}
    found: dict[str, dict[Span, Answer]] = {}
    for _ in range(1 + n_rounds):
        for name, work in engines.items():
            seconds, found[name] = seconds_of(work)
            spent[name].append(seconds)
    no_work: Any = NoWork(K)
    idle = [
        seconds_of(lambda: dict(answers(client, no_work, spans)))[0]
        for _ in range(n_rounds)
    ]
    job = BestK(vectors, K)
    send = [
        seconds_of(lambda: client.scatter(_Held(job), broadcast=True, hash=False))[0]
        for _ in range(n_rounds)
    ]
    n_bundles = len(bundles(spans, N_WORKERS))
    return {
        "n": n,
        "threads": median(spent["threads"][1:]),
        "dask": median(spent["dask"][1:]),
        "first_dask": spent["dask"][0],
        "megabytes": len(pickle.dumps(job)) / 1e6,
        "send": median(send),
        "lay_out": seconds_of(lambda: job.best(0, 1))[0],
        "bundles": n_bundles,
        "bundle": median(idle) / n_bundles,
        "equal": same(found["threads"], found["dask"]),
    }


def measured(sizes: list[int], seed: int, n_rounds: int) -> dict[str, Any]:
    """The figures at all sizes, on one cluster."""
    facts = machine()
    cluster = started(N_WORKERS)
    start, client = seconds_of(cluster.__enter__)
    try:
        found = [one_size(client, n, seed, n_rounds) for n in sizes]
    finally:
        end, _ = seconds_of(lambda: cluster.__exit__(None, None, None))
    return {
        "machine": facts,
        "k": K,
        "rounds": n_rounds,
        "start": start,
        "end": end,
        "sizes": found,
    }


def report(found: dict[str, Any]) -> str:
    """The figures in Markdown."""
    lines = [
        f"Two Dask workers start in {found['start']:.1f} s and end in "
        f"{found['end']:.1f} s.",
        "",
        "| profiles | 2 threads | 2 Dask workers | their first run | job | "
        "sent to both in | laid out in | bundles | overhead of each |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for size in found["sizes"]:
        lines.append(
            f"| {size['n']:,} | {size['threads']:.2f} s | {size['dask']:.2f} s | "
            f"{size['first_dask']:.2f} s | {size['megabytes']:.0f} MB | "
            f"{size['send']:.2f} s | {size['lay_out']:.2f} s | {size['bundles']} | "
            f"{1000 * size['bundle']:.0f} ms |"
        )
    equal = all(size["equal"] for size in found["sizes"])
    lines += ["", "Equal, bit for bit." if equal else "NOT EQUAL."]
    return "\n".join(lines)


def main() -> int:
    """Print the table; 1 if the engines disagree."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cores", type=int, default=N_WORKERS, help="0 for all")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    settle(wanted.cores)
    found = measured(wanted.sizes, wanted.seed, wanted.rounds)
    if wanted.json:
        print(json.dumps(found, indent=1))
    else:
        print(f"{in_words(found['machine'])}\n\n{report(found)}")
    return 0 if all(size["equal"] for size in found["sizes"]) else 1


if __name__ == "__main__":
    sys.exit(main())
