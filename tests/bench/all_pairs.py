"""The best k of everybody: this engine beside libraries that do the same.

``python tests/bench/all_pairs.py`` draws 17,000 synthetic profiles, scores them with
the weights of the shipped registry, and lets every contender find the best 50 of each
on the same vectors, on two threads, in interleaved rounds. What past partnerships add
is left out for all, since no library can add it. Libraries look for one more and leave
out the profile itself afterwards. Our time includes laying out the tiles; libraries get
their own format (dense float32, CSR) ready made.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

sys.path.insert(0, str(Path(__file__).parents[2]))

from matcher import PartnerRecommender, load_registry
from matcher.pairs.engines.contract import Answer
from matcher.pairs.search.best_k import BestK
from matcher.pairs.search.sparse import SparseRows
from matcher.pairs.search.vectors import PairVectors, Vectors, pair_vectors
from matcher.registry.synth.drawing import synthesise
from tests.bench.contenders import CONTENDERS, N_THREADS, Contender
from tests.bench.measuring import (
    in_fresh_process,
    in_words,
    machine,
    peak_megabytes,
    settle,
)

TOLERANCE = {"exact": 0.0, "float32": 1e-4, "float64": 1e-9}
"""How far scores may be from ours."""


def without_self(answer: Answer, k: int) -> Answer:
    """The best k among k + 1 once the profile itself, or else the last, is out."""
    ids, scores = answer
    out = ids == np.arange(len(ids))[:, None]
    out[~out.any(axis=1), -1] = True
    kept = np.where(out, k, np.cumsum(~out, axis=1) - 1).argsort(axis=1)[:, :k]
    return np.take_along_axis(ids, kept, 1), np.take_along_axis(scores, kept, 1)


def disagreement(answer: Answer, expected: Answer, tolerance: float) -> str:
    """What is wrong with an answer; empty if nothing is.

    Ids must be the same but for candidates that the tolerance cannot tell from the
    last one of a list.
    """
    (ids, scores), (our_ids, our_scores) = answer, expected
    off = np.abs(scores - our_scores).max(initial=0.0)
    if not off <= tolerance:
        return f"scores differ by up to {off:.1e}"
    sure = our_scores > our_scores[:, -1:] + 2 * tolerance
    for row, known in enumerate(sure):
        if not np.isin(our_ids[row, known], ids[row]).all():
            return f"other ids in row {row}"
    return ""


def drawn_vectors(n: int, seed: int) -> PairVectors:
    """Vectors of a synthetic registry under the weights of the shipped one."""
    real = load_registry()
    weights = PartnerRecommender().fit(real).scorer.weights
    drawn = PartnerRecommender().fit(synthesise(real, n, seed), weights)
    return replace(pair_vectors(drawn.scorer), added=SparseRows.empty(n))


def compared(vectors: PairVectors, k: int, n_rounds: int) -> list[dict[str, Any]]:
    """Times of all contenders in interleaved rounds, after one that warms up."""
    runs = [contender.ready(vectors, k) for contender in CONTENDERS]
    walls: list[list[float]] = [[] for _ in runs]
    processors: list[list[float]] = [[] for _ in runs]
    answers: list[Answer | None] = []
    with threadpool_limits(N_THREADS):
        for round_ in range(n_rounds + 1):
            for place, run in enumerate(runs):
                wall, processor = time.perf_counter(), time.process_time()
                answer = run()
                if round_ == 0:
                    answers.append(answer)
                    continue
                walls[place].append(time.perf_counter() - wall)
                processors[place].append(time.process_time() - processor)
    return [
        {
            "name": contender.name,
            "arithmetic": contender.arithmetic,
            "seconds": median(walls[place]),
            "all_seconds": walls[place],
            "processor_seconds": median(processors[place]),
            "ratio": median(walls[place]) / median(walls[0]),
            "fault": fault(contender, answers[place], answers[0], vectors.intercept),
        }
        for place, contender in enumerate(CONTENDERS)
    ]


def fault(
    contender: Contender, answer: Answer | None, ours: Answer | None, intercept: float
) -> str | None:
    """What is wrong with the answer of a contender; None if it gives no answer."""
    if answer is None or ours is None:
        return None
    if contender.is_peer:
        ids, scores = without_self(answer, ours[0].shape[1])
        answer = ids, scores + intercept
    return disagreement(answer, ours, TOLERANCE[contender.arithmetic])


def peaks(vectors: PairVectors, k: int) -> list[float]:
    """Peak memory with the vectors alone, then with each contender, in megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vectors.pickle"
        path.write_bytes(pickle.dumps(vectors))
        return [
            in_fresh_process(__file__, "--alone", str(place), str(path), "--k", str(k))
            for place in range(-1, len(CONTENDERS))
        ]


def alone(place: int, path: Path, k: int) -> float:
    """Peak memory of this process after one contender; -1 loads the vectors only."""
    vectors = pickle.loads(path.read_bytes())
    if place >= 0:
        with threadpool_limits(N_THREADS):
            CONTENDERS[place].ready(vectors, k)()
    return peak_megabytes()


def start_ups() -> list[float]:
    """Seconds until compiled code runs: compiled anew, then kept from last time."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            in_fresh_process(__file__, "--start-up", NUMBA_CACHE_DIR=folder)
            for _ in range(2)
        ]


def start_up() -> float:
    """Seconds until compiled code has answered a question of two profiles."""
    few = SparseRows.of(np.ones((2, 1)))
    everyone = Vectors(few, few, np.arange(2))
    start = time.perf_counter()
    BestK(PairVectors(everyone, everyone, SparseRows.empty(2), 1, 0.0), 1, True).best(
        0, 2
    )
    return time.perf_counter() - start


def table(found: dict[str, Any]) -> str:
    """The figures in Markdown, as README has them."""
    lines = [
        "| contender | arithmetic | seconds | of ours | both cores | MB | agrees |",
        "|---|---|--:|--:|--:|--:|---|",
    ]
    for row in found["contenders"]:
        agrees = {None: "no answer", "": "yes"}.get(row["fault"], row["fault"])
        peak = "" if row["peak"] is None else f"{row['peak']:,.0f}"
        lines.append(
            f"| {row['name']} | {row['arithmetic']} | {row['seconds']:.2f} | "
            f"{row['ratio']:.2f} | {row['processor_seconds']:.2f} | {peak} | {agrees} |"
        )
    return "\n".join(lines)


def measured(n: int, k: int, seed: int, n_rounds: int, whole: bool) -> dict[str, Any]:
    """All figures."""
    facts = machine()
    vectors = drawn_vectors(n, seed)
    most = peaks(vectors, k) if whole else [None] * (1 + len(CONTENDERS))
    cold, kept = start_ups() if whole else (None, None)
    rows = compared(vectors, k, n_rounds)
    for row, peak in zip(rows, most[1:], strict=True):
        row["peak"] = peak
    return {
        "machine": facts,
        "n": n,
        "k": k,
        "n_features": vectors.n_features,
        "n_stored_in_row": len(vectors.owners.left.columns) / max(n, 1),
        "rounds": n_rounds,
        "peak_of_vectors": most[0],
        "compile_seconds": cold,
        "load_compiled_seconds": kept,
        "contenders": rows,
    }


def main() -> int:
    """Print the table; 1 if any answer disagrees with ours."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--n", type=int, default=17_000, help="profiles")
    parser.add_argument("--k", type=int, default=50, help="best of each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cores", type=int, default=2, help="0 for all")
    parser.add_argument("--times-only", action="store_true", help="times only")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--start-up", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    settle(wanted.cores)
    if wanted.alone:
        place, path = wanted.alone
        print(json.dumps(alone(int(place), Path(path), wanted.k)))
        return 0
    if wanted.start_up:
        print(json.dumps(start_up()))
        return 0
    found = measured(
        wanted.n, wanted.k, wanted.seed, wanted.rounds, not wanted.times_only
    )
    if wanted.json:
        print(json.dumps(found, indent=1))
    else:
        print(in_words(found["machine"]))
        print(
            f"\n{found['n']:,} profiles, the best {found['k']} of each; "
            f"{found['n_features']} columns, {found['n_stored_in_row']:.0f} used by a "
            f"row; medians of {found['rounds']} interleaved rounds, {N_THREADS} threads"
        )
        if not wanted.times_only:
            print(
                f"compiling took {found['compile_seconds']:.1f} s once, loading what "
                f"was compiled {found['load_compiled_seconds']:.2f} s; the vectors "
                f"alone: {found['peak_of_vectors']:,.0f} MB"
            )
        print(f"\n{table(found)}")
    return any(row["fault"] for row in found["contenders"])


if __name__ == "__main__":
    sys.exit(main())
