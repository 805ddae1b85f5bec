"""Partnerships that carry one another on: a synergy of theirs is no news.

In: a registry or a fitted `PartnerRecommender`, and partnerships. Out: which are
sequels of which, and the synergies of one with its sequels apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np

from matcher.arrays import BoolArray
from matcher.explore.lineage import acronym_stem, is_sequel
from matcher.explore.synergies.alliances import Alliance, related_of
from matcher.model.answers.partnership_ranking import PartnershipRanking
from matcher.model.answers.suggestions import Synergy
from matcher.recommend import PartnerRecommender
from matcher.registry.filters import Filters, checked_count
from matcher.registry.registry import Registry


@dataclass(frozen=True)
class Apart:
    """The synergies of a partnership, those of no use for an alliance apart.

    Parameters
    ----------
    synergies : list of Synergy
        With partnerships that have not ended, as far as recorded; best first, as the
        others are, with their ranks in the one list of all.
    ended : list of Synergy
        With partnerships that have: to learn from, or to ask their members.
    sequels : list of Synergy
        Running or ended.
    alliances : dict of str to Alliance
        What could be done together with each of these, by id.
    """

    synergies: list[Synergy]
    ended: list[Synergy]
    sequels: list[Synergy]
    alliances: dict[str, Alliance]

    def to_dict(self) -> dict[str, Any]:
        """The lists by their names, for JSON."""
        lists = {
            "synergies": self.synergies,
            "ended": self.ended,
            "sequels": self.sequels,
        }
        return {
            name: [
                one.to_dict()
                | {"alliance": self.alliances[one.partnership.id].to_dict()}
                for one in found
            ]
            for name, found in lists.items()
        }


def sequel_pairs(registry: Registry, partnerships: list[str]) -> BoolArray:
    """Whether each two are sequels; see `matcher.explore.lineage.is_sequel`.

    Parameters
    ----------
    registry : Registry
    partnerships : list of str
        Ids.

    Returns
    -------
    bool array of shape (n_partnerships, n_partnerships)
        Symmetric; False on the diagonal.
    """
    members = [{*registry.members_of[one]} for one in partnerships]
    stems = [acronym_stem(registry.partnership(one).acronym) for one in partnerships]
    found = np.zeros((len(partnerships), len(partnerships)), dtype=bool)
    for i, j in combinations(range(len(partnerships)), 2):
        short, long = sorted((stems[i], stems[j]), key=len)
        # Most pairs have nothing in common, and this tells it soonest.
        if long.startswith(short) or not members[i].isdisjoint(members[j]):
            alike = is_sequel(registry, partnerships[i], partnerships[j])
            found[i, j] = found[j, i] = alike
    return found


def synergies_apart(
    recommender: PartnerRecommender, partnership: str, k: int = 10, **filters: Any
) -> Apart:
    """The best synergies of a partnership; sequels and what ended stand apart.

    Parameters
    ----------
    recommender : PartnerRecommender
        Fitted.
    partnership : str
        Its id.
    k, **filters
        As in `PartnerRecommender.synergies`; there are `k` at most of each but sequels.

    Raises
    ------
    UnknownPartnership, FilterError
    """
    registry, scorer = recommender.registry, recommender.scorer
    side = scorer.partnership_sides[registry.position(partnership)]
    ranking = PartnershipRanking(scorer, side, [partnership])
    every = [p.id for p in registry.partnerships if p.id != partnership]
    sequels = {one for one in every if is_sequel(registry, partnership, one)}
    n_each = min(checked_count(k), len(every))
    chosen = Filters.of(filters, registry)
    running, ended = (
        ranking.synergies(n_each + len(sequels), chosen, gone) for gone in (False, True)
    )
    ranks = ranking.ranks(chosen)
    found = [replace(one, rank=ranks[one.partnership.id]) for one in (*running, *ended)]
    apart = [one for one in found if one.partnership.id not in sequels]
    carried = [one for one in found if one.partnership.id in sequels]
    joined = [one for one in apart if one.standing.state != "ended"][:n_each]
    over = [one for one in apart if one.standing.state == "ended"][:n_each]
    carried.sort(key=lambda one: one.rank)
    alliances = {
        one.partnership.id: Alliance.of(
            registry, partnership, one.partnership.id, related_of(one)
        )
        for one in (*joined, *over, *carried)
    }
    return Apart(joined, over, carried, alliances)
