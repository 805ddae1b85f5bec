"""What past partnerships say about clusters, as counts that can be taken back.

In: a registry. Out: `Past`, which holds the markets that clusters target through their
partnerships, how often kinds of activity went together, and who was with whom.
`Past.without` subtracts one partnership, so that a pair of that partnership can be
scored as if it had never been, without counting all others again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import FeatureArray, FloatArray, IntArray
from matcher.model.encoding import ProfileArrays, Spaces
from matcher.model.vectoriser import ProfileVectoriser
from matcher.registry.registry import Registry


@dataclass(frozen=True)
class Past:
    """Counts over the partnerships of a registry.

    Parameters
    ----------
    vectoriser : ProfileVectoriser
        Fitted.
    arrays : ProfileArrays
        The clusters, with markets of their own and of their partnerships.
    market_counts : float array of shape (n_clusters, n_markets)
        Own record plus the number of partnerships that target the market.
    kinds : float array of shape (n_clusters, n_kinds)
        0/1: sectors, then technologies, without their wider codes.
    kind_pairs : float array of shape (n_kinds, n_kinds)
        Pairs of fellow members, one with the row's kind and one with the column's;
        a partnership's pairs count ``1 / (size - 1)`` each, so large ones do not rule.
    partners : sequence of dict of int to tuple of int
        For each cluster: its partners, and the partnerships they were in together.
    memberships : float array of shape (n_clusters,)
        In how many partnerships each cluster is known to be.
    teams : tuple of int array
        Rows of the members of each partnership.
    team_markets : float array of shape (n_partnerships, n_markets)
        0/1: markets that each partnership targets.
    """

    vectoriser: ProfileVectoriser
    arrays: ProfileArrays
    market_counts: FeatureArray
    kinds: FloatArray
    kind_pairs: FloatArray
    partners: Sequence[Mapping[int, tuple[int, ...]]]
    memberships: FloatArray
    teams: tuple[IntArray, ...]
    team_markets: FeatureArray

    @classmethod
    def of(cls, registry: Registry) -> Past:
        """Count all partnerships of a registry."""
        vectoriser = ProfileVectoriser(registry.vocabulary)
        arrays = vectoriser.fit(registry.clusters).transform(registry.clusters)
        markets = vectoriser.spaces_.markets
        teams = tuple(
            np.array([registry.index[c] for c in registry.members_of[p.id]], dtype=int)
            for p in registry.partnerships
        )
        team_markets = markets.counts(p.target_markets for p in registry.partnerships)
        market_counts = markets.counts(c.target_markets for c in registry.clusters)
        kinds = np.hstack([_own_codes(arrays.sectors), _own_codes(arrays.technologies)])
        kind_pairs = np.zeros((kinds.shape[1],) * 2)
        partners: list[dict[int, tuple[int, ...]]] = [{} for _ in registry.clusters]
        memberships = np.zeros(len(arrays))
        for position, team in enumerate(teams):
            market_counts[team] += team_markets[position]
            memberships[team] += 1
            kind_pairs += count_kind_pairs(kinds[team])
            for left in team.tolist():
                for right in team.tolist():
                    if left != right:
                        known = partners[left].get(right, ())
                        partners[left][right] = (*known, position)
        return cls(
            vectoriser,
            arrays.with_markets(markets.features(market_counts)),
            market_counts,
            kinds,
            kind_pairs,
            partners,
            memberships,
            teams,
            team_markets,
        )

    @property
    def spaces(self) -> Spaces:
        """The columns of each coded field."""
        spaces: Spaces = self.vectoriser.spaces_
        return spaces

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
        memberships = self.memberships.copy()
        memberships[team] -= 1
        return Past(
            self.vectoriser,
            self.arrays.with_markets(features),
            market_counts,
            self.kinds,
            self.kind_pairs - count_kind_pairs(self.kinds[team]),
            _without_team(self.partners, position, team.tolist()),
            memberships,
            self.teams,
            self.team_markets,
        )


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


def _without_team(
    partners: Sequence[Mapping[int, tuple[int, ...]]], gone: int, team: Sequence[int]
) -> list[Mapping[int, tuple[int, ...]]]:
    remaining = list(partners)
    for row in team:
        kept = {
            other: tuple(position for position in together if position != gone)
            for other, together in partners[row].items()
        }
        remaining[row] = {
            other: together for other, together in kept.items() if together
        }
    return remaining
