"""The best k of everybody are those of the slow and obvious way, bit for bit."""

from __future__ import annotations

import math
import pickle
from typing import Any

import numpy as np
import pytest

from matcher import PartnerRecommender, Registry
from matcher.model.scoring.lists import DECIMALS
from matcher.pairs.best_pairs import best_lists
from matcher.pairs.engines.threads import Threads
from matcher.pairs.search.best_k import BestK
from matcher.pairs.search.sparse import SparseRows
from matcher.pairs.search.tiles import TILE
from matcher.pairs.search.vectors import (
    PairVectors,
    Vectors,
    pair_vectors,
)

PATHS = [False, True]  # numpy, compiled


def obvious(vectors: PairVectors, k: int) -> list[list[tuple[int, float]]]:
    """Every score summed in plain Python, every list sorted whole."""
    d = vectors.n_features
    owners, candidates = vectors.owners, vectors.candidates
    left, right = owners.left.dense(d).tolist(), owners.right.dense(d).tolist()
    left_of = candidates.left.dense(d).tolist()
    right_of = candidates.right.dense(d).tolist()
    added = vectors.added.dense(len(candidates.rows)).tolist()
    lists = []
    for i, mine in enumerate(owners.rows.tolist()):
        found = []
        for j, theirs in enumerate(candidates.rows.tolist()):
            if added[i][j] == -math.inf or (vectors.one_registry and mine == theirs):
                continue
            turned = vectors.one_registry and mine > theirs
            one, other = (left_of[j], right[i]) if turned else (left[i], right_of[j])
            total = 0.0
            for a, b in zip(one, other, strict=True):
                total += a * b
            score = vectors.intercept + (total + added[i][j])
            found.append((theirs, float(np.round(score, DECIMALS))))
        lists.append(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k])
    return lists


def found(job: BestK, n_in_span: int = 7) -> list[list[tuple[int, float]]]:
    """What a job answers in spans, in the order of its rows."""
    n_rows = len(job.vectors.owners.rows)
    lists: list[list[tuple[int, float]]] = [[] for _ in range(n_rows)]
    for start in range(0, n_rows, n_in_span):
        stop = min(start + n_in_span, n_rows)
        ids, scores = job.best(start, stop)
        for place, row in enumerate(job.order[start:stop].tolist()):
            pairs = zip(ids[place].tolist(), scores[place].tolist(), strict=True)
            lists[row] = [(one, score) for one, score in pairs if one >= 0]
    return lists


def random_vectors(
    n: int, seed: int, *, n_features: int = 12, tied: bool = False, **more: Any
) -> PairVectors:
    """Symmetric scores of sparse rows; `tied` draws from a few exact numbers."""
    random = np.random.default_rng(seed)
    shape = (n, n_features)
    plain = (
        random.choice([0.0, 0.5, -1.0], shape) if tied else random.normal(size=shape)
    )
    plain[random.random(shape) < 0.6] = 0.0
    weights = np.ones(n_features) if tied else random.uniform(0.5, 2, n_features)
    ids = np.arange(n)
    everyone = Vectors(SparseRows.of(plain * weights), SparseRows.of(plain), ids)
    added = np.zeros((n, n))
    for i, j in random.integers(0, n, (n, 2)) if n else []:
        added[i, j] = added[j, i] = random.choice([1.5, 0.25, -2.0, -np.inf])
    candidates = more.pop("candidates", ids)
    return PairVectors(
        everyone,
        everyone.take(candidates),
        SparseRows.of(added[:, candidates]),
        n_features,
        0.125,
        **more,
    )


@pytest.mark.parametrize("compiled", PATHS)
@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize(("n", "k"), [(0, 3), (1, 3), (2, 1), (9, 20), (150, 5)])
def test_the_best_are_those_of_the_obvious_way(
    compiled: bool, tied: bool, n: int, k: int
) -> None:
    vectors = random_vectors(n, seed=n + k, tied=tied)
    job = BestK(vectors, k, compiled)
    assert found(job) == obvious(vectors, k)
    assert job.n_kept == max(min(k, n - 1), 0)


@pytest.mark.slow
@pytest.mark.parametrize("compiled", PATHS)
@pytest.mark.parametrize("n_in_span", [1, 64, 1000])
def test_spans_of_any_size_give_the_same_bits(compiled: bool, n_in_span: int) -> None:
    vectors = random_vectors(200, seed=1)
    assert found(BestK(vectors, 9, compiled), n_in_span) == obvious(vectors, 9)


@pytest.mark.parametrize("compiled", PATHS)
def test_hundreds_of_equals_stand_in_id_order(compiled: bool) -> None:
    n = 6 * TILE + 5
    same = SparseRows.of(np.full((n, 2), [0.1, 0.7]))
    everyone = Vectors(same, same, np.arange(n))
    vectors = PairVectors(everyone, everyone, SparseRows.empty(n), 2, 0.0)
    ids, scores = BestK(vectors, 3, compiled).best(0, n)
    assert len(np.unique(scores)) == 1
    order = BestK(vectors, 3, compiled).order
    for row, best in zip(order.tolist(), ids.tolist(), strict=True):
        assert best == [i for i in range(4) if i != row][:3]


@pytest.mark.parametrize("compiled", PATHS)
def test_a_list_holds_fewer_where_fewer_may_stand_in_it(compiled: bool) -> None:
    vectors = random_vectors(40, seed=3, candidates=np.array([4, 11, 30]))
    job = BestK(vectors, 10, compiled)
    assert job.n_kept == 3
    assert found(job) == obvious(vectors, 10)
    ids, scores = job.best(0, 40)
    own = job.order.tolist().index(11)
    assert ids[own, -1] == -1
    assert scores[own, -1] == -np.inf


@pytest.mark.parametrize("compiled", PATHS)
def test_history_lifts_a_pair_into_the_best(compiled: bool) -> None:
    """The last of 300 by what they have is the first by what they did."""
    n = 300
    plain = np.linspace(2.0, 1.0, n)[:, None]
    everyone = Vectors(SparseRows.of(plain), SparseRows.of(plain), np.arange(n))
    added = np.zeros((n, n))
    added[0, n - 1] = added[n - 1, 0] = 50.0
    vectors = PairVectors(everyone, everyone, SparseRows.of(added), 1, 0.0)
    lists = found(BestK(vectors, 2, compiled))
    assert [one for one, _ in lists[0]] == [n - 1, 1]
    assert [one for one, _ in lists[5]] == [0, 1]


@pytest.mark.parametrize("compiled", PATHS)
def test_two_registries_have_no_self_and_no_turn(compiled: bool) -> None:
    ours, theirs = random_vectors(30, seed=4), random_vectors(80, seed=5)
    vectors = PairVectors(
        ours.owners, theirs.owners, SparseRows.empty(30), 12, -1.0, one_registry=False
    )
    job = BestK(vectors, 100, compiled)
    assert job.n_kept == 80
    assert found(job) == obvious(vectors, 100)


def test_most_tiles_of_a_registry_of_groups_are_never_multiplied() -> None:
    from matcher.pairs.search.compiled import best_of_rows

    groups = np.repeat(np.eye(40), TILE, axis=0)
    n = len(groups)
    everyone = Vectors(SparseRows.of(groups), SparseRows.of(groups), np.arange(n))
    job = BestK(PairVectors(everyone, everyone, SparseRows.empty(n), 40, 0.0), 5, True)
    together, added, tiles = job.laid_out
    chosen, scores = np.empty((n, 5), np.int64), np.empty((n, 5))
    n_multiplied = best_of_rows(
        (*everyone.left, *everyone.right, everyone.rows),
        (*together.left, *together.right, together.rows),
        tuple(added),
        (tiles.starts, tiles.line, tiles.values, tiles.highest, tiles.lowest),
        np.full(n, 1e-6, np.float32),
        0.0,
        True,
        chosen,
        scores,
    )
    assert n_multiplied == n, "one tile a row holds all that score at all"
    assert (scores == 1.0).all()


def test_a_job_travels(registry: Registry, recommender: PartnerRecommender) -> None:
    job = recommender.best_k(4)
    moved = pickle.loads(pickle.dumps(job))
    for one, other in zip(job.best(3, 40), moved.best(3, 40), strict=True):
        np.testing.assert_array_equal(one, other)


# The shipped registry


@pytest.mark.parametrize("compiled", PATHS)
def test_the_best_are_those_that_suggest_shows(
    recommender: PartnerRecommender, compiled: bool
) -> None:
    job = BestK(recommender.best_k(10).vectors, 10, compiled)
    ids, scores = best_lists(job, Threads(2))
    clusters = recommender.registry.clusters
    for row in range(0, len(clusters), 9):
        shown = recommender.suggest(clusters[row].id, k=10)
        assert [clusters[i].id for i in ids[row]] == [s.cluster.id for s in shown]
        assert scores[row] == pytest.approx([s.score for s in shown], abs=1e-11)


def test_both_paths_and_both_ways_round_give_the_same_bits(
    recommender: PartnerRecommender,
) -> None:
    vectors = pair_vectors(recommender.scorer)
    n = len(recommender.registry.clusters)
    one, other = (best_lists(BestK(vectors, n, way), Threads()) for way in PATHS)
    for mine, theirs in zip(one, other, strict=True):
        np.testing.assert_array_equal(mine, theirs)
    ids, scores = one
    square = np.full((n, n), np.nan)
    np.put_along_axis(square, ids, scores, axis=1)
    np.testing.assert_array_equal(square, square.T)


@pytest.mark.parametrize(
    "filters",
    [
        {"countries": ["ES", "FR"]},
        {"exclude_countries": ["DE"], "new_partners_only": True},
        {"markets": ["ASEAN"], "sectors": ["textile", "food-processing"]},
        {"exclude": ["inovcluster"]},
    ],
)
def test_filters_come_before_the_choice(
    recommender: PartnerRecommender, filters: Any
) -> None:
    ids, _ = recommender.top_pairs(5, **filters)
    clusters = recommender.registry.clusters
    for row in range(0, len(clusters), 30):
        shown = recommender.suggest(clusters[row].id, k=5, **filters)
        best = [clusters[i].id for i in ids[row] if i >= 0]
        assert best == [s.cluster.id for s in shown]


def test_a_silenced_signal_leaves_its_columns_out(
    recommender: PartnerRecommender,
) -> None:
    silent = recommender.reweighted({"similar_focus": 0, "already_partners": 0})
    assert (
        pair_vectors(silent.scorer).n_features
        < pair_vectors(recommender.scorer).n_features
    )
    ids, _ = silent.top_pairs(3)
    shown = silent.suggest("inovcluster", k=3)
    row = silent.registry.index["inovcluster"]
    clusters = silent.registry.clusters
    assert [clusters[i].id for i in ids[row]] == [s.cluster.id for s in shown]


def test_profiles_of_another_registry_score_as_visitors(
    recommender: PartnerRecommender,
) -> None:
    scorer = recommender.scorer
    visitors = recommender.registry.clusters[40:60]
    others = scorer.past.layout.arrays(visitors)
    ids, scores = best_lists(BestK(pair_vectors(scorer, others), 20), Threads())
    for place, visitor in enumerate(visitors):
        expected = scorer.log_odds(scorer.cluster_values(scorer.profile_side(visitor)))
        mine = [scores[row][ids[row] == place][0] for row in range(len(ids))]
        assert mine == pytest.approx(expected.tolist(), abs=1e-11)


def test_scores_are_rounded_alike_on_both_paths() -> None:
    from matcher.pairs.search.compiled import GRID

    assert GRID == 10.0**DECIMALS
