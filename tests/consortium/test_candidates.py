"""Of many, the most promising are searched, and the gap stays true of the rest."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest

from matcher import Goals, PartnerRecommender
from matcher.consortium import candidates
from matcher.consortium.asked import asked
from matcher.consortium.building import build
from matcher.consortium.constraints import allowed

ASKED: dict[str, Any] = {"goals": Goals(markets=["JP", "US"]), "size": (3, 4)}


@pytest.mark.parametrize("most_compared", [1, 200], ids=["by strongest", "by pairs"])
@pytest.mark.parametrize("wishes", [{}, {"least_countries": 4, "strict": True}])
def test_no_consortium_is_worth_more_than_the_gap_tells(
    eighty: PartnerRecommender,
    monkeypatch: pytest.MonkeyPatch,
    most_compared: int,
    wishes: dict[str, Any],
) -> None:
    registry = eighty.registry
    for start in [registry.clusters[5].id], []:
        (whole,) = eighty.consortia(start, 1, **ASKED, **wishes)
        assert whole.proven
        with monkeypatch.context() as patch:
            patch.setattr(candidates, "MOST_SEARCHED", 12)
            patch.setattr(candidates, "MOST_COMPARED", most_compared)
            (some,) = eighty.consortia(start, 1, **ASKED, **wishes)
            assert {rule.state for rule in some.rules} <= {"met"}
        assert some.gap is not None
        assert some.value <= whole.value + 1e-8
        assert whole.value <= some.value + some.gap + 1e-8


def test_bounds_hold_of_everybody_for_every_size(
    eighty: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is in the best consortium can be part of something as good."""
    monkeypatch.setattr(candidates, "MOST_SEARCHED", 12)
    for most_compared in 1, 200:
        monkeypatch.setattr(candidates, "MOST_COMPARED", most_compared)
        for size in 2, 3, 4:
            start = eighty.registry.clusters[7].id
            goals = Goals(markets=["CN"])
            question = asked(eighty._pair_parts, start, size=size, goals=goals)
            may = allowed(question.constraints, len(eighty.registry.clusters), False)
            field = candidates.Field(question, may)
            with monkeypatch.context() as patch:
                patch.setattr(candidates, "MOST_SEARCHED", 2_000)
                best = next(build(question, 1, inf))
            value = question.valuation.value(best.members)
            most = field._most(size)
            free = [row for row in best.members if row not in question.locked]
            assert (most[free] >= value - 1e-8).all()
