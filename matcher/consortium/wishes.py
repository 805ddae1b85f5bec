"""Wishes that hold like rules: goals that must be served, and enough countries.

In: how goals are served, or a registry. Out: constraints.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from matcher.consortium.constraints import AtLeast, Constraint, Distinct, Groups, Mask
from matcher.consortium.value import Valuation
from matcher.registry.registry import Registry


def served_rules(valuation: Valuation) -> Iterable[Constraint]:
    """Goals that must be served: every wanted thing by some member."""
    serving, goals = valuation.serving, valuation.goals
    vocabulary = valuation.pairs.scorer.registry.vocabulary
    for goal in goals.must:
        if goal not in serving.asked:
            continue
        enough = serving.enough(goal)
        codes = serving.asked[goal]
        if goal == "countries":
            labels = " or ".join(map(vocabulary.label, codes))
            words = f"some member sits in {labels}"
            any_of = np.asarray(enough.any(axis=0))
            yield AtLeast(words=words, option="must", mask=Mask.of(any_of), least=1)
            continue
        for code, able in zip(codes, enough, strict=True):
            words = f"some member serves {vocabulary.label(code)}"
            if goal == "experience":
                words = f"some member has been in {code} consortia"
            yield AtLeast(words=words, option="must", mask=Mask.of(able), least=1)


def country_rules(registry: Registry, least: int) -> Iterable[Constraint]:
    """Members from so many countries."""
    if least > 1:
        words = f"members from at least {least} countries"
        yield Distinct(
            words=words,
            option="least_countries",
            groups=_countries(registry),
            least=least,
        )


def _countries(registry: Registry) -> Groups:
    """In which country each cluster sits."""
    codes = [cluster.country for cluster in registry.clusters]
    each = sorted({*codes} - {""})
    inside = np.array(codes)[:, None] == np.array(each, dtype=str)
    return Groups.of(inside, np.array([not code for code in codes]))
