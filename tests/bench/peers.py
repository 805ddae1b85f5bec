"""Recommenders of well-known libraries, to compare with; needs the extra `bench`.

``python tests/bench/peers.py`` back-tests them beside ours and prints what it found.

In: what may be known. Out: systems that answer the same questions as ours and
know as little of a tested partnership. Two learn from who was with whom alone, as
collaborative filtering does; one learns trees from the same labelled pairs as our
model. One seed and one thread, so that the same registry gives the same scores.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from typing import Self
from warnings import catch_warnings, simplefilter

import numpy as np
from threadpoolctl import threadpool_limits

from matcher.arrays import FloatArray, IntArray
from matcher.evaluation.backtest import backtest
from matcher.evaluation.baselines import Rule, System
from matcher.evaluation.splits import Known
from matcher.model.learning.training import PairTable, training_pairs
from matcher.model.learning.weights import SignalWeights
from matcher.model.past import Past
from matcher.model.scoring.scorer import Scorer
from matcher.model.signals import SIGNALS
from matcher.registry.package.reading import load_registry
from matcher.registry.partnerships import Partnership

FACTOR_DECIMALS = 5
"""Factors are in single precision: what differs less is equal but for rounding."""


def item_neighbours(past: Past) -> FloatArray:
    """Item-kNN of `implicit`: clusters that past partners of a cluster went with.

    Notes
    -----
    With ``C`` as in `times_together`: ``C @ S``, ``S`` the cosine of columns of ``C``,
    all neighbours kept. A cluster without a known partnership gets 0 throughout.

    References
    ----------
    Sarwar et al., "Item-based collaborative filtering recommendation algorithms", 2001.
    """
    from implicit.nearest_neighbours import CosineRecommender
    from implicit.utils import ParameterWarning
    from scipy.sparse import csr_matrix

    together = times_together(past)
    model = CosineRecommender(K=len(together), num_threads=1)
    with catch_warnings(), threadpool_limits(1, "blas"):
        # It warns of a conversion that it asks for itself.
        simplefilter("ignore", ParameterWarning)
        model.fit(csr_matrix(together), show_progress=False)
        return np.asarray(together @ model.similarity.toarray())


def factors(past: Past, seed: int = 0) -> FloatArray:
    """Matrix factorisation of `implicit`: alternating least squares on co-membership.

    Notes
    -----
    Factors of each cluster as a user times those of each cluster as an item, learnt
    from `times_together`. A cluster without a known partnership gets 0 throughout.

    References
    ----------
    Hu, Koren and Volinsky, "Collaborative filtering for implicit feedback datasets",
    2008.
    """
    from implicit.cpu.als import AlternatingLeastSquares
    from scipy.sparse import csr_matrix

    with threadpool_limits(1, "blas"):
        model = AlternatingLeastSquares(
            factors=32,
            regularization=1.0,
            alpha=10.0,
            num_threads=1,
            random_state=seed,
        )
        model.fit(csr_matrix(times_together(past)), show_progress=False)
        scores = np.asarray(model.user_factors @ model.item_factors.T, dtype=float)
    return np.round(scores, FACTOR_DECIMALS)


class TreeRanker(Rule):
    """LambdaMART of LightGBM on the labelled pairs and signals of our own model.

    Each member's list of candidates is one query. A consortium takes the mean of its
    members; a partnership is scored from what it states, as by our model.

    Notes
    -----
    Small, slow trees: with the defaults it learns single partnerships by heart and
    ranks a later generation clearly worse.

    References
    ----------
    Burges, "From RankNet to LambdaRank to LambdaMART: An overview", 2010.
    """

    def __init__(self, seed: int = 0) -> None:
        self.name = "LambdaMART (LightGBM)"
        self.seed = seed

    def fit(self, known: Known) -> Self:
        """Learn trees from labelled pairs, then score all pairs."""
        from lightgbm import LGBMRanker

        none = np.zeros(len(SIGNALS))
        self.scorer = Scorer.fit(known.registry, SignalWeights(0.0, none, none))
        signals, encodings = self.scorer.signals, self.scorer.encodings
        with threadpool_limits(1, "blas"):
            table = training_pairs(self.scorer.past, signals, encodings)
        self.model = LGBMRanker(
            n_estimators=100,
            learning_rate=0.05,
            num_leaves=4,
            min_child_samples=200,
            random_state=self.seed,
            n_jobs=1,
            deterministic=True,
            force_row_wise=True,
            verbose=-1,
        )
        self.model.fit(table.values, table.same.astype(int), group=query_sizes(table))
        self.scores_ = np.vstack(
            [
                self._scores(values)
                for rows in self.scorer.row_blocks()
                for values in self.scorer.values_of(rows)
            ]
        )
        return self

    def join(
        self, row: int, partnerships: Sequence[Partnership], teams: Sequence[IntArray]
    ) -> FloatArray:
        """Score of each partnership, from what it states and its members."""
        sides = self.scorer.sides_of(partnerships, teams)
        side = self.scorer.cluster_side([row])
        return self._scores(self.scorer.side_values(side, sides))

    def _scores(self, values: FloatArray) -> FloatArray:
        return np.asarray(self.model.predict(values), dtype=float)


def times_together(past: Past) -> FloatArray:
    """In how many partnerships two clusters were together.

    Returns
    -------
    float array of shape (n_clusters, n_clusters)
        Symmetric, 0 on the diagonal.
    """
    together = np.zeros((len(past.arrays),) * 2)
    for team in past.teams:
        together[np.ix_(team, team)] += 1.0
    np.fill_diagonal(together, 0.0)
    return together


def query_sizes(table: PairTable) -> IntArray:
    """How many pairs follow each other for the same partnership and left side."""
    asked = np.column_stack([table.partnership, table.left])
    starts = np.flatnonzero((np.diff(asked, axis=0) != 0).any(axis=1)) + 1
    return np.diff([0, *starts, len(asked)])


def peers(seed: int = 0) -> list[System]:
    """Fresh peers in their fixed order; their libraries load when they fit."""
    return [
        Rule("item kNN (implicit)", item_neighbours),
        Rule("ALS (implicit)", partial(factors, seed=seed)),
        TreeRanker(seed),
    ]


def main() -> int:
    """Print the back-test of the shipped registry, peers included."""
    from matcher.cli.drawn.report import report_found
    from matcher.cli.drawn.tables import as_text

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--by-generation-only", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    told = parser.parse_args()
    every = not told.by_generation_only
    systems = peers(told.seed)
    report = backtest(
        load_registry(), every_partnership=every, systems=systems, seed=told.seed
    )
    print(as_text(*report_found(report)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
