"""Whole consortia: the best ones, proven, or why there is none."""

from __future__ import annotations

from itertools import combinations
from math import fsum
from typing import Any

import numpy as np
import pytest

from matcher import FilterError, Goals, MatcherError, PartnerRecommender, Registry
from matcher.consortium.conflicts import Conflict, NoConsortium
from matcher.consortium.consortium import Consortium
from matcher.consortium.constraints import AtLeast, Mask
from tests.toy import block_registry, only

JAPAN = Goals(markets=["JP", "BR"])


def _ids(consortium: Consortium) -> list[str]:
    return [cluster.id for cluster in consortium.members]


@pytest.fixture(scope="module")
def blocks() -> PartnerRecommender:
    """Four blocks of three: two of each were together."""
    return PartnerRecommender().fit(block_registry(3, 2), only("shared_sectors"))


@pytest.mark.parametrize(
    ("history", "goals"), [("mixed", JAPAN), ("new", None), ("any", JAPAN)]
)
def test_nobody_finds_a_better_one_by_trying_all(
    blocks: PartnerRecommender, history: str, goals: Goals | None
) -> None:
    asked: dict[str, Any] = {"goals": goals, "history": history}
    best = blocks.consortia(["food-0"], 1, size=(2, 4), **asked)[0]
    ids = [c.id for c in blocks.registry.clusters if c.id != "food-0"]
    every = (
        blocks.consortium_value(["food-0", *some], start="food-0", **asked)
        for n in (1, 2, 3)
        for some in combinations(ids, n)
    )
    values = [o.value for o in every if all(rule.state == "met" for rule in o.rules)]
    assert best.value == pytest.approx(max(values), abs=1e-8)
    assert (best.proven, best.gap) == (True, 0.0)


def test_wanted_markets_decide_between_equals(blocks: PartnerRecommender) -> None:
    wanted, pure = Goals(markets=["JP"]), {"affinity": 0, "cohesion": 0}
    best = blocks.consortia(["food-0"], 1, goals=wanted, size=2, weights=pure)[0]
    served = next(p for p in best.contributions if p.name == "wanted_markets")
    assert _ids(best) == ["food-0", "space-1"]  # space-0 sits in the same country
    assert [(one.by, one.ground.value) for one in served.served] == [("space-1", 1.0)]
    assert best.shares[1].covers[0] == "Japan"


def test_contributions_add_up_and_the_value_is_the_same_when_asked_for(
    recommender: PartnerRecommender,
) -> None:
    found = recommender.consortia("inovcluster", goals=JAPAN, size=(4, 5))
    assert len(found) == 3
    for one in found:
        parts = fsum(part.contribution for part in one.contributions)
        assert one.value == pytest.approx(parts, abs=1e-9)
        again = recommender.consortium_value(_ids(one), goals=JAPAN)
        assert again.value == pytest.approx(one.value, abs=1e-9)
        assert all(p.contribution == p.weight * p.value for p in one.contributions)
    assert [one.value for one in found] == sorted(o.value for o in found)[::-1]


def test_answers_are_two_members_apart(recommender: PartnerRecommender) -> None:
    found = recommender.consortia("inovcluster", 4, goals=JAPAN)
    for one, other in combinations([{*_ids(one)} for one in found], 2):
        assert min(len(one - other), len(other - one)) >= 2


def test_no_swap_of_one_member_improves_the_first(
    recommender: PartnerRecommender,
) -> None:
    registry, start = recommender.registry, "wagralim"
    best = recommender.consortia(start, 1, goals=JAPAN, size=4)[0]
    ids, known = _ids(best), {*registry.partners_of[start]}
    others = [c.id for c in registry.clusters if not c.is_gone and c.id not in ids]
    for out in (one for one in ids if one != start):
        rest = [one for one in ids if one != out]
        for other in others[::40]:
            swapped = [*rest, other]
            if {*swapped} - known - {start}:  # somebody is new
                value = recommender.consortium_value(swapped, goals=JAPAN).value
                assert value <= best.value + 1e-8


def test_every_wish_holds(recommender: PartnerRecommender) -> None:
    registry = recommender.registry
    best = recommender.consortia(
        ["inovcluster"],
        1,
        goals=Goals(markets=["JP", "BR", "IN"], must=["markets"]),
        size=5,
        must=["packbridge"],
        exclude=["wagralim"],
        exclude_countries=["FR"],
        least_new=2,
        least_countries=5,
        weights={"cohesion": 0, "variety": 0},
    )[0]
    ids = _ids(best)
    assert {"inovcluster", "packbridge"} <= {*ids}
    assert "wagralim" not in ids
    countries = [cluster.country for cluster in best.members]
    assert len({*countries}) == 5
    assert "FR" not in countries
    assert len({*ids} - {*registry.partners_of["inovcluster"], "inovcluster"}) >= 2
    served = next(p for p in best.contributions if p.name == "wanted_markets").served
    assert all(one.by in ids for one in served)
    assert {rule.state for rule in best.rules} == {"met"}
    assert not [p for p in best.contributions if p.name == "variety" and p.contribution]


@pytest.mark.parametrize("history", ["known", "new"])
def test_all_others_are_known_or_all_are_new(
    recommender: PartnerRecommender, history: str
) -> None:
    best = recommender.consortia("inovcluster", 1, history=history, size=4)[0]
    new = [share.new for share in best.shares if not share.asked_for]
    assert new == [history == "new"] * 3


def test_a_limit_of_nodes_tells_the_gap(recommender: PartnerRecommender) -> None:
    asked: dict[str, Any] = {"start": "inovcluster", "goals": JAPAN, "k": 1}
    at_once = recommender.consortia(node_limit=0, **asked)[0]
    proven = recommender.consortia(node_limit=None, **asked)[0]
    assert proven.proven
    assert not at_once.proven
    assert at_once.gap is not None
    assert at_once.value <= proven.value <= at_once.value + at_once.gap + 1e-8


def test_a_partnership_is_carried_on_by_its_members(
    recommender: PartnerRecommender,
) -> None:
    today = {*recommender.registry.members_of["adpack-g1"]}
    gone = {i for i in today if recommender.registry.cluster(i).is_gone}
    best = recommender.consortia("adpack-g1", 1)[0]
    assert today - gone <= {*_ids(best)}
    assert len(best.members) > len(today - gone)


def test_the_order_of_rows_does_not_matter() -> None:
    registry = block_registry(4, 2)
    shuffled = Registry(
        registry.clusters[::-1],
        registry.partnerships[::-1],
        registry.members[::-1],
        registry.vocabulary,
    )
    answers = [
        [
            _ids(one)
            for one in PartnerRecommender()
            .fit(each, only("shared_sectors"))
            .consortia(["food-0"], goals=JAPAN, size=(2, 4))
        ]
        for each in (registry, shuffled)
    ]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"size": 0}, "from 2 to 20"),
        ({"size": (6, 4)}, "the smaller comes first"),
        ({"size": "many"}, "whole number"),
        ({"size": 2**63}, "from 2 to 20"),
        ({"start": ["fod-0"]}, "did you mean 'food-0'"),
        ({"must": ["food-1"], "exclude": ["food-1"]}, "food-1: both"),
        ({"must": ["food-1", "food-2"], "size": 2}, "3 have to be members"),
        ({"least_countries": 21}, "from 0 to 20"),
        ({"least_new": -1}, "from 0 to 20"),
        ({"history": "nw"}, "did you mean 'new'"),
        ({"history": "known", "start": []}, "give start"),
        ({"weights": {"affinty": 1}}, "did you mean 'affinity'"),
        ({"weights": {"affinity": -1}}, "from 0 to 1000"),
        ({"weights": {"affinity": float("nan")}}, "from 0 to 1000"),
        ({"goals": Goals(markets=["XX"])}, "no market 'XX'"),
        ({"k": -1}, "k is -1"),
        ({"node_limit": -1}, "-1"),
        ({"new_partners_only": True}, "history='new'"),
        ({"cuntries": ["DE"]}, "no filter 'cuntries'"),
    ],
)
def test_silly_requests_are_refused_with_what_is_accepted(
    blocks: PartnerRecommender, asked: dict[str, Any], named: str
) -> None:
    with pytest.raises(MatcherError, match=named):
        blocks.consortia(**{"start": ["food-0"], **asked})


@pytest.mark.parametrize("k", [2**63, 10**30])
def test_however_many_are_asked_for_it_ends(blocks: PartnerRecommender, k: int) -> None:
    assert 1 < len(blocks.consortia("food-0", k, size=3, node_limit=0)) <= 20
    assert blocks.consortia("food-0", 0) == []


@pytest.mark.parametrize(
    ("asked", "rules", "relief"),
    [
        (
            {"least_countries": 5, "size": 4},
            {"members from at least 5 countries"},
            "with 3 instead of 5 in",
        ),
        (
            {"history": "known", "least_countries": 3, "size": 3},
            {"only partners that you know"},
            "without 'only partners that you know'",
        ),
        (
            {"countries": ["DE", "FR"], "least_countries": 3, "size": 4},
            {
                "Only these countries (countries)",
                "members from at least 3 countries",
            },
            "with 2 instead of 3 in",
        ),
        ({"size": 20}, set(), ""),
    ],
)
def test_rules_that_conflict_are_named_with_what_would_help(
    blocks: PartnerRecommender, asked: dict[str, Any], rules: set[str], relief: str
) -> None:
    with pytest.raises(NoConsortium) as caught:
        blocks.consortia("food-0", **asked)
    assert {*caught.value.conflict.rules} == rules
    assert relief in str(caught.value)
    assert isinstance(caught.value, FilterError)


def test_a_rule_that_nobody_keeps_is_named(blocks: PartnerRecommender) -> None:
    with pytest.raises(NoConsortium, match="without 'every member in MT'"):
        blocks.consortia(rules="every member in MT")


def test_of_several_conflicts_one_rule_each_has_to_go(
    blocks: PartnerRecommender,
) -> None:
    nobody = Mask.of(np.zeros(len(blocks.registry.clusters), bool))
    rules = [AtLeast(words=words, mask=nobody, least=1) for words in ("one", "two")]
    with pytest.raises(NoConsortium, match="without all of these: one; two") as caught:
        blocks.consortia("food-0", size=3, history="any", rules=rules)
    assert caught.value.conflict == Conflict(("one",), ())


def test_a_rule_of_two_constraints_goes_whole(blocks: PartnerRecommender) -> None:
    nobody = Mask.of(np.zeros(len(blocks.registry.clusters), bool))
    rules = [AtLeast(words="both", mask=nobody, least=n) for n in (1, 2)]
    with pytest.raises(NoConsortium, match="It would be possible without 'both'"):
        blocks.consortia("food-0", size=3, history="any", rules=rules)


def test_a_rule_that_binds_tells_what_it_costs(blocks: PartnerRecommender) -> None:
    clusters = blocks.registry.clusters
    of_chips = Mask.of(np.array([c.id.startswith("chips") for c in clusters]))
    rule = AtLeast(words="somebody of chips", mask=of_chips, least=1)
    best = blocks.consortia("food-0", 1, size=3, history="any", rules=[rule])[0]
    free = blocks.consortia("food-0", 1, size=3, history="any")[0]
    (state,) = best.rules
    assert (state.state, state.binds) == ("met", True)
    assert state.costs == pytest.approx(free.value - best.value)
    assert "somebody of chips" in best.shares[0].covers


def test_members_of_two_or_more_have_a_value(blocks: PartnerRecommender) -> None:
    pair = blocks.consortium_value(["food-0", "food-1"])
    assert [share.adds for share in pair.shares] == [None, None]
    assert (pair.proven, pair.gap) == (False, None)
    for ids in ([], ["food-0"], ["food-0", "food-0"]):
        with pytest.raises(FilterError, match="from 2 to 20 members"):
            blocks.consortium_value(ids)
    three = blocks.consortium_value(["food-0", "food-1", "space-0"])
    assert three.shares[2].adds == pytest.approx(three.value - pair.value)
    told = three.to_dict()
    assert told["members"] == ["food-0", "food-1", "space-0"]
    assert [*told["contributions"]][0] == told["parts"][0]["name"] == "affinity"
