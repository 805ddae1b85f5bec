"""What would raise the score of a pair: codes that the asking side could record.

In: a fitted recommender and a pair. Out: `WhatIf`, the score for each code that the
other side has on record and the asking side has not, as if it were recorded, and the
fields where nothing is recorded at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from matcher.arrays import FloatArray
from matcher.model.answers.suggestions import Suggestion
from matcher.model.goals.wanted import Goals
from matcher.model.scoring.scorer import Scorer
from matcher.model.values import dense_values
from matcher.recommend import PartnerRecommender
from matcher.registry.columns import picked
from matcher.registry.filters import checked_count
from matcher.registry.records import CODED, Cluster, Profile
from matcher.registry.registry import Registry

FIELDS = ("country", *CODED, "focus")
"""All that a profile can record."""

LEAST_GAIN = 0.1
"""A code that adds less is not worth recording: a place among the first ten of a list
is worth 0.11 in the shipped registry, by the median."""


@dataclass(frozen=True)
class Improvement:
    """The score of a pair if the asking side recorded one code more.

    Parameters
    ----------
    field : {"sectors", "technologies", "target_markets"}
    code, label : str
    score : float
        Log-odds, if the code were recorded and nothing else.
    gain : float
        How much more that is than the score as it stands; `LEAST_GAIN` at least.
    """

    field: str
    code: str
    label: str
    score: float
    gain: float


@dataclass(frozen=True)
class WhatIf:
    """What would raise the score of a pair.

    Parameters
    ----------
    score : float
        As it stands.
    improvements : tuple of Improvement
        The largest gain first, ties by field and code; no gain is ever negative.
    together : float
        The score if all `improvements` were recorded at once: they overlap, so that
        gains do not add up. The score as it stands where there are none.
    n_missing : int
        Codes that the other side has and the asking side has not.
    left_unknown, right_unknown : tuple of str
        Fields where a side records nothing; what they would add cannot be said.
    """

    score: float
    improvements: tuple[Improvement, ...]
    together: float
    n_missing: int
    left_unknown: tuple[str, ...]
    right_unknown: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        unknown = ("left_unknown", "right_unknown")
        return picked(self, "improvements", "together", "n_missing", *unknown)


def what_would_raise(
    recommender: PartnerRecommender, left: str | Profile, right: str, k: int = 5
) -> WhatIf:
    """Which codes of the right side would raise the score if the left had them too.

    Parameters
    ----------
    recommender : PartnerRecommender
        Fitted.
    left : str or Profile
        Who asks: a cluster id, or a description.
    right : str
        A cluster id.
    k : int
        At most so many improvements.

    Raises
    ------
    UnknownCluster, ProfileError, FilterError

    Notes
    -----
    Each score is the fitted scorer's own for the changed profile: what the registry
    taught (rarity, relatedness, weights, history) stays as it is. A code of the other
    side may lower a score too, where it makes the profile wider without a match that
    weighs more; such codes are counted in `n_missing` and not shown.
    """
    k = checked_count(k)
    base = recommender.explain(left, right, goals=Goals())  # what was learnt alone
    registry = recommender.registry
    asking = _as_scored(registry, left)
    other = _as_scored(registry, right)
    missing = [
        (field, code)
        for field in CODED
        for code in getattr(other, field)
        if code not in getattr(asking, field)
    ]
    scorer = recommender.scorer
    scores = _scores(scorer, base, [_with(asking, [one]) for one in missing])
    label = registry.vocabulary.label
    found = [
        Improvement(field, code, label(code), float(score), float(score - base.score))
        for (field, code), score in zip(missing, scores, strict=True)
        if score - base.score >= LEAST_GAIN
    ]
    best = sorted(found, key=lambda i: (-i.gain, i.field, i.code))[:k]
    together = base.score
    if best:
        all_of_them = _with(asking, [(i.field, i.code) for i in best])
        together = float(_scores(scorer, base, [all_of_them])[0])
    return WhatIf(
        score=base.score,
        improvements=tuple(best),
        together=together,
        n_missing=len(missing),
        left_unknown=_unknown(asking),
        right_unknown=_unknown(other),
    )


def _as_scored(registry: Registry, side: str | Profile) -> Profile:
    """A side as the scorer sees it: a cluster with the markets of its partnerships."""
    known = side.id if isinstance(side, Cluster) else side
    if not isinstance(known, str):
        return known
    cluster = registry.cluster(known)
    if isinstance(side, Cluster) and side != cluster:
        return side  # as it says of itself
    return registry.as_compared(known)


def _with(profile: Profile, codes: Iterable[tuple[str, str]]) -> Profile:
    """The profile, with some codes recorded too."""
    for field, code in codes:
        wider: dict[str, Any] = {field: (*getattr(profile, field), code)}
        profile = replace(profile, **wider)
    return profile


def _scores(
    scorer: Scorer, base: Suggestion, profiles: Sequence[Profile]
) -> FloatArray:
    """Scores of the pair with other profiles on the asking side, all at once."""
    row = scorer.registry.index[base.cluster.id]
    theirs = scorer.cluster_side([row]).encodings
    dense = dense_values(scorer.encoded(profiles), theirs)[:, 0]
    # The past stays as it was.
    past = [one.value for one in base.contributions[dense.shape[1] :]]
    history = np.tile(np.array(past, dtype=float), (len(profiles), 1))
    return scorer.log_odds(np.hstack([dense, history]))


def _unknown(profile: Profile) -> tuple[str, ...]:
    return tuple(field for field in FIELDS if not getattr(profile, field))
