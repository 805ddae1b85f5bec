"""Partnerships that carry one another on: a synergy of theirs is no news.

In: a registry or a fitted `PartnerRecommender`, and partnerships. Out: which are
sequels of which, and the synergies of one with its sequels apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from matcher.arrays import BoolArray
from matcher.explore.lineage import acronym_stem, is_sequel
from matcher.model.answers.suggestions import Synergy
from matcher.recommend import PartnerRecommender
from matcher.registry.registry import Registry


@dataclass(frozen=True)
class Apart:
    """The synergies of a partnership, those with its sequels apart.

    Parameters
    ----------
    synergies, sequels : list of Synergy
        Best first, with their ranks in the one list of both.
    """

    synergies: list[Synergy]
    sequels: list[Synergy]

    def to_dict(self) -> dict[str, Any]:
        """Both lists by their names, for JSON."""
        return {
            "synergies": [synergy.to_dict() for synergy in self.synergies],
            "sequels": [synergy.to_dict() for synergy in self.sequels],
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
    """The best synergies of a partnership; its sequels have a list of their own.

    Parameters
    ----------
    recommender : PartnerRecommender
        Fitted.
    partnership : str
        Its id.
    k, **filters
        As in `PartnerRecommender.synergies`; there are `k` at most beside sequels.

    Raises
    ------
    UnknownPartnership, FilterError
    """
    registry = recommender.registry
    registry.partnership(partnership)
    every = [p.id for p in registry.partnerships if p.id != partnership]
    sequels = {one for one in every if is_sequel(registry, partnership, one)}
    found = recommender.synergies(partnership, k + len(sequels), **filters)
    return Apart(
        [one for one in found if one.partnership.id not in sequels][:k],
        [one for one in found if one.partnership.id in sequels],
    )
