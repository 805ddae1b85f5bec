"""What is asked of pairs of partnerships: through which lens, and which pairs.

In: a question and the `Landscape` of its partnerships. Out: the pairs to look at.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.explore.synergies.landscape import Landscape
from matcher.explore.synergies.lenses import Lens

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class LensQuestion:
    """Through which lens to look at which partnerships.

    Parameters
    ----------
    lens : Lens
    partnerships : frozenset of str
        Ids of those that are kept.
    different_sectors : bool
        Only pairs that have no sector in common.
    sequels : bool
        Pairs that mostly are the same partnership too, or carry one another on.
    """

    lens: Lens
    partnerships: frozenset[str]
    different_sectors: bool = False
    sequels: bool = False


def kept_pairs(scene: Landscape, question: LensQuestion) -> BoolArray:
    """The pairs that are looked at."""
    pairs = pairs_asked_for(scene, question)
    return pairs if question.sequels else np.asarray(pairs & ~scene.sequels)


def pairs_asked_for(scene: Landscape, question: LensQuestion) -> BoolArray:
    """The pairs that are asked for, sequels or not."""
    kept = np.array([p.id in question.partnerships for p in scene.partnerships], bool)
    pairs = kept & kept[:, None]
    if question.different_sectors:
        pairs &= scene.different_sectors
    np.fill_diagonal(pairs, False)
    return np.asarray(pairs)
