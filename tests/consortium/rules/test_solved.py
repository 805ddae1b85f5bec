"""What the solver finds under random rules, the judge and trying all confirm."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Cluster, Goals, NoConsortium, PartnerRecommender
from matcher.consortium.rules.judging import check
from matcher.errors import RuleError
from matcher.registry.calls.rule import Rule
from tests.consortium.rules.test_compiling import IDS, clusters
from tests.registry.calls.written import rules
from tests.toy import only, registry_of

GOALS = Goals(markets=["BR", "JP"], countries=["FR"])


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(
    st.lists(rules(), min_size=1, max_size=3),
    clusters(),
    st.sampled_from([None, *IDS]),
    st.booleans(),
    st.booleans(),
)
def test_the_best_under_rules_is_the_best_of_all_that_the_judge_lets_pass(
    asked: list[Rule],
    known: tuple[Cluster, ...],
    lead: str | None,
    strict: bool,
    aims: bool,
) -> None:
    recommender = PartnerRecommender().fit(registry_of(*known), only("shared_sectors"))
    registry, goals = recommender.registry, GOALS if aims else None
    markets = GOALS.markets if aims else None
    passing = {}
    for size in (2, 3, 4):
        for team in combinations(IDS, size):
            if not {"a", lead or "a"} <= {*team}:
                continue
            verdicts = check(asked, team, registry, lead, markets)
            states = {verdict.state for verdict in verdicts}
            barred = {"not met", "cannot tell"} if strict else {"not met"}
            if not states & barred:
                value = recommender.consortium_value(team, goals=goals).value
                passing[team] = value
    wanted = {"rules": asked, "coordinator": lead or "", "strict": strict}
    try:
        (best,) = recommender.consortia(
            ["a"], 1, goals=goals, size=(2, 4), history="any", **wanted
        )
    except (NoConsortium, RuleError):
        assert not passing
        return
    assert tuple(cluster.id for cluster in best.members) in passing
    assert best.value == pytest.approx(max(passing.values()), abs=1e-8)
    assert best.proven
