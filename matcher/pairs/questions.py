"""Questions about every pair of clusters, which a `PartnerRecommender` answers.

In: what somebody asks for. Out: the best of every list, or blocks of all pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Unpack

from matcher.arrays import FloatArray, IntArray
from matcher.model.scoring.scorer import Scorer
from matcher.pairs.blocks import PairBlock
from matcher.pairs.every_pair import pair_blocks
from matcher.pairs.search.best_k import BestK, best_partners
from matcher.registry.filters import FilterOptions, Filters, checked_count


class PairQuestions:
    """What can be asked about every pair."""

    if TYPE_CHECKING:

        @property
        def scorer(self) -> Scorer:
            """What was learnt."""

    def top_pairs(
        self, k: int = 20, **filters: Unpack[FilterOptions]
    ) -> tuple[IntArray, FloatArray]:
        """The best k of every cluster.

        Returns
        -------
        indices : int array of shape (n_clusters, n_kept)
            Rows of `registry.clusters`, best first, ties by id; -1 where filters leave
            fewer. `n_kept` is `k`, or how many candidates there are.
        scores : float array of the same shape
            ``-inf`` where there are no more.
        """
        from matcher.pairs.best_pairs import best_lists  # nobody else waits for it

        chosen, scores = best_lists(self.best_k(k, **filters))
        return chosen.astype(int), scores

    def best_k(self, k: int, **filters: Unpack[FilterOptions]) -> BestK:
        """What `top_pairs` works out, ready for any of `matcher.pairs.engines`."""
        chosen = Filters.of(filters, self.scorer.registry)
        return best_partners(self.scorer, checked_count(k), chosen)

    def pair_blocks(self) -> Iterator[PairBlock]:
        """Every pair of clusters once, with ranks and contributions, in blocks."""
        return pair_blocks(self.scorer)
