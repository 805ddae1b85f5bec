"""A pair is told once if either is among the other's best, with both ranks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from matcher import MatcherError, PartnerRecommender
from matcher.arrays import Span
from matcher.pairs import best_pairs
from matcher.pairs import blocks as pair_blocks
from matcher.pairs.checkpoint import Checkpoint
from matcher.pairs.engines.contract import Answer, Engine
from matcher.pairs.engines.threads import Threads
from matcher.pairs.export.job import PairSource
from matcher.pairs.export.question import PairQuestion, pairs_asked
from matcher.pairs.memory import MEMORY
from matcher.pairs.progress import unwatched
from matcher.pairs.search.best_k import BestK
from matcher.registry.filters import Filters
from tests.pairs.test_every_pair import TIED, rows_of
from tests.toy import registry_of, tied_registry

Row = tuple[Any, ...]


def best(
    recommender: PartnerRecommender,
    question: PairQuestion,
    engine: Engine | None = None,
    memory: int = MEMORY,
) -> PairSource:
    engine = engine or Threads(2)
    return pairs_asked(recommender.scorer, question, engine, memory)[0]


def told(source: PairSource, checkpoint: Checkpoint | None = None) -> list[Row]:
    """Left, right, score, both ranks and contributions of each pair."""
    source.prepare(checkpoint, unwatched)
    return [row for span in source.spans for row in rows_of([*source.blocks(*span)])]


def ranks(rows: list[Row]) -> dict[str, tuple[int, int]]:
    letters = "abcde"
    return {letters[row[0]] + letters[row[1]]: row[3:5] for row in rows}


def test_a_pair_stands_if_either_chose_the_other() -> None:
    """Lists: a: cbde, b: cdae, c: abde, d: bcae, e: abcd."""
    assert ranks(told(best(TIED, PairQuestion(top=1)))) == {
        "ac": (1, 1),
        "ae": (0, 1),
        "bc": (1, 0),
        "bd": (0, 1),
    }


@pytest.mark.parametrize("k", [1, 7, 99])
def test_the_best_are_every_pair_without_the_rest(
    k: int, eighty: PartnerRecommender
) -> None:
    def shown(rank: int) -> int:
        return rank if rank <= k else 0

    known = [
        (*row[:3], shown(row[3]), shown(row[4]), row[5])
        for row in rows_of([*eighty.pair_blocks()])
        if shown(row[3]) or shown(row[4])
    ]
    assert told(best(eighty, PairQuestion(top=k))) == known


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 10, 1000])
def test_sizes_of_spans_and_threads_leave_no_trace(
    size: int,
    eighty: PartnerRecommender,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    question = PairQuestion(top=5)
    known = told(best(eighty, question))
    monkeypatch.setattr(best_pairs, "ROWS_IN_SPAN", 3 + size)
    monkeypatch.setattr(best_pairs, "CHOSEN_IN_SPAN", 5 * size)
    monkeypatch.setattr(best_pairs, "CHOSEN_AT_ONCE", 7 * size)
    monkeypatch.setattr(pair_blocks, "PAIRS_AT_ONCE", size)
    first = best(eighty, question, Threads(1 + size % 3), 10**8)
    assert told(first, Checkpoint(tmp_path)) == known
    again = best(eighty, question, Idle())
    assert told(again, Checkpoint(tmp_path)) == known


class Idle:
    """An engine that has nothing left to do."""

    def run(self, job: BestK, spans: Sequence[Span]) -> Iterator[tuple[Span, Answer]]:
        raise AssertionError(f"{len(spans)} spans are worked out again")
        yield


def test_filters_hold_back_whom_others_choose(eighty: PartnerRecommender) -> None:
    registry = eighty.registry
    wanted = Filters.of({"countries": ["DE"]}, registry)
    for row in told(best(eighty, PairQuestion(top=2, filters=wanted))):
        left, right, _, left_rank, right_rank, _ = row
        assert left_rank or right_rank
        assert not left_rank or registry.clusters[right].country == "DE"
        assert not right_rank or registry.clusters[left].country == "DE"


def test_too_little_memory_is_told_beforehand() -> None:
    with pytest.raises(MatcherError, match=r"^1\.0 KB of memory are too little for 5 "):
        best(TIED, PairQuestion(top=1), memory=1000)


@pytest.mark.parametrize("n", [0, 1])
def test_nobody_has_no_best(n: int) -> None:
    few = registry_of(*tied_registry().clusters[:n])
    assert told(best(PartnerRecommender().fit(few), PairQuestion(top=3))) == []
