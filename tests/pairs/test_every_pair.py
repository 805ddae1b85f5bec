"""Every pair is told once, with exact ranks, wherever the ranks of all stand."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from matcher import (
    SIGNALS,
    MatcherError,
    OutputError,
    PairBlock,
    PartnerRecommender,
)
from matcher.model.scoring import ranks
from matcher.model.scoring.scorer import Scorer
from matcher.pairs import blocks as pair_blocks
from matcher.pairs import every_pair
from matcher.pairs.blocks import Opener
from matcher.pairs.checkpoint import Checkpoint
from matcher.pairs.every_pair import EveryPair
from matcher.pairs.search.best_k import BestK
from matcher.pairs.search.exact import scores_with_all
from matcher.pairs.search.vectors import pair_vectors
from tests.toy import connected_registry, only, registry_of, tied_registry

TIED = PartnerRecommender().fit(tied_registry(), only("already_partners", -1.0))


def rows_of(blocks: list[PairBlock]) -> list[tuple[Any, ...]]:
    """All columns of all pairs, to be compared bit for bit."""
    return [
        row
        for block in blocks
        for row in zip(
            block.left.tolist(),
            block.right.tolist(),
            block.score.tolist(),
            block.left_rank.tolist(),
            block.right_rank.tolist(),
            map(tuple, block.contributions.tolist()),
            strict=True,
        )
    ]


def every(
    scorer: Scorer, checkpoint: Checkpoint | None = None, memory: int = 10**9
) -> EveryPair:
    opener = Opener(scorer, memory=memory)
    source = EveryPair(pair_vectors(scorer), opener, memory)
    source.prepare(checkpoint)
    return source


def told(source: EveryPair) -> list[tuple[Any, ...]]:
    return [row for span in source.spans for row in rows_of([*source.blocks(*span)])]


def test_ranks_are_places_in_the_lists_of_both_sides() -> None:
    """The lists of the tied registry stand in its docstring."""
    lists = {"a": "cbde", "b": "cdae", "c": "abde", "d": "bcae", "e": "abcd"}
    found = {
        ("abcde"[left], "abcde"[right]): (left_rank, right_rank)
        for left, right, _, left_rank, right_rank, _ in rows_of([*TIED.pair_blocks()])
    }
    assert found == {
        (left, right): (lists[left].index(right) + 1, lists[right].index(left) + 1)
        for left in "abcde"
        for right in "abcde"
        if left < right
    }


def test_a_score_is_the_intercept_and_what_ties_add() -> None:
    (block,) = TIED.pair_blocks()
    closely = block.score[(block.left == 0) & (block.right == 2)]
    loosely = block.score[(block.left == 1) & (block.right == 2)]
    assert closely.tolist() == [-1.0 + 1.0]
    assert loosely == pytest.approx([-1.0 + 1 / np.sqrt(2)])


def test_each_kind_of_cooperation_is_opened_apart() -> None:
    """With a reference, a tie that is not there takes away where both are known."""
    weights = replace(only("connected"), references=np.full(len(SIGNALS), 0.25))
    scorer = Scorer.fit(connected_registry(), weights)
    (block,) = PartnerRecommender().fit(connected_registry(), weights).pair_blocks()
    values = scorer.values_of(np.arange(7))[block.left, block.right]
    opened = weights.contributions(values)
    np.testing.assert_allclose(block.contributions, opened, rtol=0, atol=1e-12)
    np.testing.assert_allclose(block.score, opened.sum(axis=1), rtol=0, atol=1e-9)
    network = 1 / np.sqrt(3) - 0.25
    expected = {"ab": 0.75, "ac": network, "ae": -0.25, "ag": 0.0, "ef": -0.25}
    for pair, score in expected.items():
        left, right = map("abcdefg".index, pair)
        found = block.score[(block.left == left) & (block.right == right)]
        assert found == pytest.approx([score]), pair


def test_whoever_cooperated_in_any_way_is_no_new_partner() -> None:
    vectors = pair_vectors(
        Scorer.fit(connected_registry(), only("connected")), new_partners_only=True
    )
    new = {
        "abcdefg"[row]: "".join(
            letter
            for letter, score in zip(
                "abcdefg", scores_with_all(vectors, row), strict=True
            )
            if np.isfinite(score)
        )
        for row in range(7)
    }
    assert new == {
        "a": "fg",
        "b": "efg",
        "c": "efg",
        "d": "efg",
        "e": "bcdg",
        "f": "abcdg",
        "g": "abcdef",
    }


def test_pairs_are_those_of_the_slow_way(eighty: PartnerRecommender) -> None:
    scorer = eighty.scorer
    everyone = np.arange(len(eighty.registry.clusters))
    known = scorer.ranks_between(everyone, everyone)
    values = scorer.values_of(everyone)
    blocks = list(eighty.pair_blocks())
    pairs = [row[:2] for row in rows_of(blocks)]
    assert pairs == [*zip(*np.triu_indices(len(everyone), 1), strict=True)]
    for block in blocks:
        left, right = block.left, block.right
        np.testing.assert_array_equal(block.left_rank, known[left, right])
        np.testing.assert_array_equal(block.right_rank, known[right, left])
        opened = scorer.weights.contributions(values[left, right])
        np.testing.assert_allclose(block.contributions, opened, rtol=0, atol=1e-12)


def test_scores_are_those_of_the_best_k(eighty: PartnerRecommender) -> None:
    vectors = pair_vectors(eighty.scorer)
    n_clusters = len(vectors.owners.rows)
    job = BestK(vectors, n_clusters)
    ids, scores = job.best(0, n_clusters)
    for place, row in enumerate(job.order.tolist()):
        exact = scores_with_all(vectors, row)
        assert exact[ids[place]].tolist() == scores[place].tolist()


@pytest.mark.slow
@pytest.mark.parametrize("memory", [10**9, 34_000_000])
@pytest.mark.parametrize("n_in_span", [1, 100, 1 << 22])
def test_sizes_of_spans_and_blocks_leave_no_trace(
    memory: int,
    n_in_span: int,
    eighty: PartnerRecommender,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some = PartnerRecommender().fit(registry_of(*eighty.registry.clusters[:30]))
    known = rows_of([*some.pair_blocks()])
    monkeypatch.setattr(ranks, "RANKS_IN_PIECE", n_in_span)
    monkeypatch.setattr(every_pair, "PAIRS_IN_SPAN", n_in_span)
    monkeypatch.setattr(pair_blocks, "PAIRS_AT_ONCE", 1 + n_in_span // 7)
    monkeypatch.setattr(ranks, "MOST_IN_MEMORY", 0)
    assert told(every(some.scorer, Checkpoint(tmp_path), memory)) == known
    assert told(every(some.scorer, None, memory)) == known


def test_too_little_room_on_the_disk_is_told_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage(NamedTuple):
        free: int

    monkeypatch.setattr(ranks, "MOST_IN_MEMORY", 0)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(99))
    with pytest.raises(OutputError) as refused:
        every(TIED.scorer, Checkpoint(tmp_path))
    assert str(refused.value) == (
        f"{tmp_path}: places of 5 clusters in each other's lists take 100 bytes of "
        "disk while it lasts, and 99 bytes are free; make room, or ask for the best "
        "of each with --top"
    )
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_is_told_beforehand() -> None:
    with pytest.raises(MatcherError) as refused:
        every(TIED.scorer, memory=1000)
    assert str(refused.value) == (
        "1.0 KB of memory are too little for 5 clusters: at least 33.6 MB are needed"
    )


def test_a_low_score_is_left_out() -> None:
    scorer = TIED.scorer
    least = -1 + 1 / np.sqrt(2) - 1e-9
    opener = Opener(scorer, contributions=False, min_score=least)
    source = EveryPair(pair_vectors(scorer), opener)
    source.prepare()
    (block,) = source.blocks(0, 5)
    assert [*zip(block.left, block.right, strict=True)] == [
        (0, 2), (1, 2), (1, 3), (2, 3),
    ]  # fmt: skip
    assert block.contributions.shape == (4, 0)
    assert block.of_kind("alike").tolist() == [0.0] * 4


def test_nobody_makes_no_pair() -> None:
    for n in (0, 1):
        clusters = tied_registry().clusters[:n]
        assert [*PartnerRecommender().fit(registry_of(*clusters)).pair_blocks()] == []


def test_many_clusters_rank_on_disk_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = rows_of([*TIED.pair_blocks()])
    monkeypatch.setattr(ranks, "MOST_IN_MEMORY", 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    blocks = TIED.pair_blocks()
    first = next(blocks)
    assert [*tmp_path.glob(".matcher-pairs.*/ranks-*.int")]
    assert rows_of([first, *blocks]) == known
    assert [*tmp_path.iterdir()] == []
