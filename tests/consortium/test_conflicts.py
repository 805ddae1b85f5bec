"""What conflicts is the least that does: trying every consortium says so too."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Cluster, FilterError, NoConsortium, PartnerRecommender
from matcher.consortium.rules.judging import check
from matcher.errors import RuleError
from matcher.registry.calls.rule import Rule
from tests.consortium.rules.test_compiling import IDS, clusters
from tests.registry.calls.written import rules
from tests.toy import only, registry_of

SIZES = (2, 4)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.lists(rules(), min_size=2, max_size=6, unique=True), clusters(), st.booleans()
)
def test_without_any_rule_of_a_conflict_the_others_can_be_kept(
    asked: list[Rule], known: tuple[Cluster, ...], strict: bool
) -> None:
    registry = registry_of(*known)
    recommender = PartnerRecommender().fit(registry, only("shared_sectors"))
    barred = {"not met", "cannot tell"} if strict else {"not met"}
    kept = []
    for size in range(SIZES[0], SIZES[1] + 1):
        for rest in combinations(IDS[1:], size - 1):
            verdicts = check(asked, ("a", *rest), registry)
            kept.append({str(v.rule) for v in verdicts if v.state not in barred})

    def possible(some: Iterable[str]) -> bool:
        return any(one.issuperset(some) for one in kept)

    every = [str(rule) for rule in asked if rule.is_hard]
    try:
        recommender.consortia(
            ["a"], 1, size=SIZES, history="any", rules=asked, strict=strict
        )
    except RuleError:
        return
    except NoConsortium as refused:
        conflict = refused.conflict
    else:
        assert possible(every)
        return
    assert not possible(every)
    assert {*conflict.untold} <= {words for words in every if not possible([words])}
    assert conflict.rules or conflict.untold
    if strict and conflict.untold:
        return  # beside these, others are judged as if one were not strict
    assert not possible(conflict.rules)
    smaller = (combinations(every, n) for n in range(min(len(conflict.rules), 3)))
    assert all(map(possible, chain.from_iterable(smaller)))
    assert all(
        possible([one for one in conflict.rules if one != out])
        for out in conflict.rules
    )


def test_of_very_many_rules_the_few_that_conflict_are_named(
    recommender: PartnerRecommender,
) -> None:
    countries = {c.country for c in recommender.registry.clusters} - {"", "PT"}
    rules = [f"members >= 1 in {code}" for code in sorted(countries)]
    assert len(rules) > 30
    with pytest.raises(NoConsortium) as caught:
        recommender.consortia(["inovcluster"], 1, rules=rules, size=6, strict=True)
    assert len(caught.value.conflict.rules) == 6  # five can join


def test_more_members_than_any_consortium_has_are_refused_as_that(
    recommender: PartnerRecommender,
) -> None:
    many = [one.id for one in recommender.registry.clusters[:21]]
    with pytest.raises(FilterError, match="21 have to be members .* at most 20"):
        recommender.consortia(many)
