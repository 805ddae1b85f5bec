"""What past partnerships say about clusters, as counts that can be taken back.

In: a registry. Out: `Past`, which holds the markets that clusters target through their
partnerships, how often kinds of activity went together, and who was with whom.
`Past.without` subtracts one partnership, so that a pair of that partnership can be
scored as if it had never been, without counting all others again.

Consortia chose their members for a purpose, networks and agreements did not: a network
of twelve says less of two of its members than a project of five. So activities and
history are counted over consortia alone, and the rest stands apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matcher.arrays import BoolArray, FeatureArray, FloatArray, IntArray
from matcher.model.encoding import Layout, ProfileArrays, Spaces
from matcher.model.ties import Ties
from matcher.registry.registry import Registry
from matcher.text import stems


@dataclass(frozen=True)
class Past:
    """Counts over the partnerships of a registry.

    Parameters
    ----------
    layout : Layout
        How profiles become arrays here.
    arrays : ProfileArrays
        The clusters, with markets of their own and of their partnerships.
    market_counts : float array of shape (n_clusters, n_markets)
        Own record plus the number of partnerships that target the market.
    kinds : float array of shape (n_clusters, n_kinds)
        0/1: sectors, then technologies, without their wider codes.
    kind_pairs : float array of shape (n_kinds, n_kinds)
        Pairs of fellow members of consortia, one with the row's kind and one with the
        column's; a consortium's pairs count ``1 / (size - 1)`` each, so large ones do
        not rule.
    consortia, standing : Ties
        Who was with whom in consortia, and in networks and agreements.
    teams : tuple of int array
        Rows of the members of each partnership.
    is_consortium : bool array of shape (n_partnerships,)
    team_markets : float array of shape (n_partnerships, n_markets)
        0/1: markets that each partnership targets.
    places : frozenset of str
        Stems of the words that say where clusters sit: what a focus says by them is
        told by the country, and neighbours are no better partners.
    """

    layout: Layout
    arrays: ProfileArrays
    market_counts: FeatureArray
    kinds: FloatArray
    kind_pairs: FloatArray
    consortia: Ties
    standing: Ties
    teams: tuple[IntArray, ...]
    is_consortium: BoolArray
    team_markets: FeatureArray
    places: frozenset[str]

    @classmethod
    def of(cls, registry: Registry) -> Past:
        """Count all partnerships of a registry."""
        layout = Layout(registry.vocabulary, registry.phrases)
        arrays = layout.arrays(registry.clusters)
        markets = layout.spaces.markets
        teams = tuple(
            np.array([registry.index[c] for c in registry.members_of[p.id]], dtype=int)
            for p in registry.partnerships
        )
        is_consortium = [p.is_consortium for p in registry.partnerships]
        team_markets = markets.counts(p.target_markets for p in registry.partnerships)
        market_counts = markets.counts(c.target_markets for c in registry.clusters)
        kinds = np.hstack([_own_codes(arrays.sectors), _own_codes(arrays.technologies)])
        kind_pairs = np.zeros((kinds.shape[1],) * 2)
        sorts: dict[bool, dict[int, IntArray]] = {True: {}, False: {}}
        for position, team in enumerate(teams):
            market_counts[team] += team_markets[position]
            sorts[is_consortium[position]][position] = team
        for team in sorts[True].values():
            kind_pairs += count_kind_pairs(kinds[team])
        return cls(
            layout,
            arrays.with_markets(markets.features(market_counts)),
            market_counts,
            kinds,
            kind_pairs,
            Ties.of(sorts[True], len(arrays)),
            Ties.of(sorts[False], len(arrays)),
            teams,
            np.array(is_consortium, dtype=bool),
            team_markets,
            _places(registry),
        )

    @property
    def spaces(self) -> Spaces:
        """The columns of each coded field."""
        return self.layout.spaces

    @cached_property
    def history(self) -> dict[int, FloatArray]:
        """What `matcher.model.values` keeps of history, by row."""
        return {}

    def without(self, position: int) -> Past:
        """The same counts as if this partnership had never been.

        Parameters
        ----------
        position : int
            Where the partnership stands in the registry.
        """
        team = self.teams[position]
        market_counts = self.market_counts.copy()
        market_counts[team] -= self.team_markets[position]
        features = self.arrays.markets.copy()
        features[team] = self.spaces.markets.features(market_counts[team])
        before = replace(
            self,
            arrays=self.arrays.with_markets(features),
            market_counts=market_counts,
        )
        if not self.is_consortium[position]:
            return replace(before, standing=self.standing.without(position, team))
        return replace(
            before,
            kind_pairs=self.kind_pairs - count_kind_pairs(self.kinds[team]),
            consortia=self.consortia.without(position, team),
        )


def _places(registry: Registry) -> frozenset[str]:
    """Stems of cities, regions and countries that no activity is called by as well."""
    vocabulary = registry.vocabulary
    places = {word for c in registry.clusters for word in (c.city, c.region)}
    places |= {term.label for term in vocabulary.countries.values()}
    lists = vocabulary.sectors, vocabulary.technologies, vocabulary.ecosystems
    named = {term.label for terms in lists for term in terms.values()}
    said, called = (stems("; ".join(sorted(one))) for one in (places, named))
    return frozenset(said.keys() - called.keys())


def _own_codes(features: FeatureArray) -> FloatArray:
    """0/1 for codes that stand in the profile, without what they lend to."""
    return np.asarray(features == 1.0, dtype=float)


def count_kind_pairs(kinds: FloatArray) -> FloatArray:
    """Pairs of different members with two kinds, each counting ``1 / (size - 1)``.

    Parameters
    ----------
    kinds : float array of shape (n_members, n_kinds)

    Returns
    -------
    float array of shape (n_kinds, n_kinds)
        Symmetric; each unordered pair of members counts once from each side.
    """
    totals = kinds.sum(axis=0)
    pairs: FloatArray = np.outer(totals, totals) - kinds.T @ kinds
    return pairs / max(len(kinds) - 1, 1)
