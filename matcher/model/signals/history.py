"""Signals from past partnerships: sparse, one row of values for a cluster.

In: `Past`. Out: for a cluster's row, the value of each history signal for every other
cluster. Undefined (NaN) where nothing that the signal rests on is known of a side.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.model.contributions import Met
from matcher.model.past import Past
from matcher.model.signals.contract import HistorySignal
from matcher.model.ties import Ties
from matcher.registry.registry import Registry

FEW, FEW_IN_ALL = 4, 500
"""Partners in common of fewer are counted one by one, and of so few that there are:
no product is worth what it takes to begin."""


class OfConsortia(HistorySignal):
    """What consortia of the past tell of those who were in any."""

    def ties(self, past: Past) -> Ties:
        """Those of consortia."""
        return past.consortia

    def known(self, past: Past) -> BoolArray:
        """Who was in a consortium."""
        return past.consortia.known


class Together(HistorySignal):
    """How closely partnerships of one sort tie two clusters; a base for two signals.

    Notes
    -----
    ``min(1, sum of 1 / sqrt(size - 1))`` over the partnerships they share: a small
    partnership ties its members closer than a large one, and two tie closer than one.
    """

    @abstractmethod
    def ties(self, past: Past) -> Ties:
        """Those that partnerships of the sort made."""

    def values(self, past: Past, row: int) -> dict[int, float]:
        """How closely a cluster is tied to each partner; all others are 0."""
        return {
            other: min(1.0, sum(closeness(past, together).values()))
            for other, together in self.ties(past).partners[row].items()
        }

    def meet(self, past: Past, registry: Registry, left: int, right: int) -> list[Met]:
        """The partnerships that both were in."""
        tied = closeness(past, self.ties(past).partners[left].get(right, ()))
        scale = 1.0 / max(sum(tied.values()), 1.0)
        ids = [registry.partnerships[position].id for position in tied]
        return [
            (partnership, registry.title_of(partnership), tie * scale, False)
            for partnership, tie in zip(ids, tied.values(), strict=True)
        ]


class AlreadyPartners(OfConsortia, Together):
    """Both clusters were in a consortium together."""

    name = "already_partners"
    title = "Already partners"
    meets = "partnerships"
    sentence = "Were partners in {}."
    of_members = "Members were partners in {}."
    prior = 0.80


class PartnersInCommon(OfConsortia):
    """Both clusters share past partners.

    Notes
    -----
    Adamic-Adar: the sum over shared partners of ``1 / ln(n_partners)``, brought into
    [0, 1) by ``a / (1 + a)``.

    References
    ----------
    Adamic and Adar, "Friends and neighbors on the Web", 2003.
    """

    name = "partners_in_common"
    title = "Partners in common"
    meets = "partners"
    sentence = "Share past partners: {}."
    of_members = "Members share past partners: {}."
    prior = 0.05

    def values(self, past: Past, row: int) -> dict[int, float]:
        """Damped Adamic-Adar of a cluster with each other one; 0 is left out."""
        found: dict[int, float] = {}
        partners = self.ties(past).partners
        for shared in sorted(partners[row]):
            others = partners[shared]
            if len(others) < 2:
                continue
            weight = adamic_adar_weight(len(others))
            for other in others:
                if other != row:
                    found[other] = found.get(other, 0.0) + weight
        return {other: total / (1 + total) for other, total in found.items()}

    def of_rows(
        self, past: Past, rows: Sequence[int]
    ) -> Iterator[tuple[IntArray, FloatArray]]:
        """The same of many by one product, which adds in the order of `values`."""
        ties = self.ties(past)
        if len(rows) < FEW or len(ties.partners) <= FEW_IN_ALL:
            yield from super().of_rows(past, rows)
            return
        ours = ties.matrix[rows]
        shared, at = np.unique(ours.indices, return_inverse=True)
        n_partners = np.diff(ties.matrix.indptr)[shared].tolist()
        weights = [adamic_adar_weight(n) if n > 1 else 0.0 for n in n_partners]
        ours.data *= np.array(weights)[at]
        found = (ours @ ties.matrix).tocsr()
        for position, row in enumerate(rows):
            span = slice(*found.indptr[position : position + 2])
            others, totals = found.indices[span], found.data[span]
            kept = (others != row) & (totals > 0)
            yield others[kept], totals[kept] / (1 + totals[kept])

    def meet(self, past: Past, registry: Registry, left: int, right: int) -> list[Met]:
        """The partners that both had."""
        partners = self.ties(past).partners
        common = sorted(partners[left].keys() & partners[right].keys())
        weights = [adamic_adar_weight(len(partners[row])) for row in common]
        total = 1 + sum(weights)
        clusters = [registry.clusters[row] for row in common]
        return [
            (cluster.id, cluster.called, weight / total, False)
            for cluster, weight in zip(clusters, weights, strict=True)
        ]


class Connected(Together):
    """Both clusters are in a standing network, or have an agreement.

    Notes
    -----
    As `Together`. Lists of networks are partial, so that no tie is weak evidence: it
    is 0 for all who are in any partnership.

    What to expect of it is tried forward in time (`matcher.evaluation.expectations`).
    Rounds until 2018 would have it as high as 0.4, and on that of 2020 it gains
    nothing: networks were often found by looking for clusters that were known to
    belong together. So it is held low, where it gains much on the first rounds and
    costs the last little.
    """

    name = "connected"
    title = "Connected"
    meets = "networks"
    sentence = "Are connected by {}."
    of_members = "Members are connected by {}."
    prior = 0.10

    def ties(self, past: Past) -> Ties:
        """Those of networks and agreements."""
        return past.standing

    def known(self, past: Past) -> BoolArray:
        """Who is in a partnership of any kind."""
        return past.consortia.known | past.standing.known


def closeness(past: Past, together: Iterable[int]) -> dict[int, float]:
    """What each shared partnership adds to a tie: ``1 / sqrt(size - 1)``."""
    return {
        position: 1.0 / math.sqrt(len(past.teams[position]) - 1)
        for position in together
    }


def adamic_adar_weight(n_partners: int) -> float:
    """``1 / ln(n_partners)`` for a shared partner with at least two partners."""
    return 1.0 / math.log(n_partners)
