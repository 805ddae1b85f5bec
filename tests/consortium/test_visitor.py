"""Who is in no registry starts a consortium by a description, and changes no other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matcher import FilterError, Goals, PartnerRecommender, Profile
from matcher.consortium.pair_parts import PairParts
from matcher.consortium.visitor import NAME, WithVisitor
from matcher.model.goals.grounds import Grounds
from matcher.registry.records import VISITOR
from tests.toy import block_registry

PROFILE = Profile(country="PT", sectors=["food-processing"], target_markets=["BR"])


@pytest.fixture(scope="module")
def toy() -> PartnerRecommender:
    return PartnerRecommender().fit(block_registry())


def test_a_visitor_fits_others_as_where_it_asks_for_suggestions(
    toy: PartnerRecommender,
) -> None:
    pairs = toy._pair_parts
    joined = WithVisitor.of(pairs, PROFILE)
    every = np.arange(joined.n_clusters)
    row = joined.scorer.registry.index[VISITOR]
    told = {
        one.cluster.id: one.score for one in toy.suggest(PROFILE, 999, goals=Goals())
    }
    clusters = joined.scorer.registry.clusters
    fit = dict(zip([c.id for c in clusters], joined.affinity(every)[row], strict=True))
    assert {id: fit[id] for id in told} == told
    for of in (joined.affinity, joined.standing):
        assert np.array_equal(of(every), of(every).T)
    others = np.delete(every, row)
    for mine, known in ((joined.affinity, pairs.affinity),
                        (joined.standing, pairs.standing)):  # fmt: skip
        found = mine(others)[:, others]
        assert np.array_equal(found, known(np.arange(pairs.n_clusters)))
    assert np.array_equal(
        joined.affinity(every[:3], every[2:]), joined.affinity(every)[:3, 2:]
    )


def test_it_is_a_member_and_wants_its_own_markets(toy: PartnerRecommender) -> None:
    best, *_ = toy.consortia(PROFILE, 1, size=3)
    ids = [one.id for one in best.members]
    assert VISITOR in ids
    assert best.proven
    assert {p.name for p in best.contributions} >= {"wanted_markets"}
    (mine,) = [one for one in best.shares if one.cluster.id == VISITOR]
    assert (mine.asked_for, mine.new, mine.experienced) == (True, False, False)
    assert all(one.new for one in best.shares if one.cluster.id != VISITOR)
    others = [one for one in ids if one != VISITOR]
    for named in (ids, others):  # it asks, and so is one of them
        assert toy.consortium_value(named, start=[PROFILE]).value == best.value
    swaps = toy.consortium_changes(ids, start=PROFILE).swaps
    assert VISITOR not in swaps
    assert {*swaps} == {*others}


def test_it_starts_beside_clusters_and_leaves_the_rest_as_it_was(
    toy: PartnerRecommender,
) -> None:
    first, *_ = toy.consortia(["food-0", PROFILE], 1, size=3, goals=Goals())
    assert {"food-0", VISITOR} < {one.id for one in first.members}
    team = ["food-0", "food-1"]
    asked = toy.visited_by(PROFILE)
    assert asked.consortium_value(team).value == toy.consortium_value(team).value
    with pytest.raises(FilterError, match="2 clusters are described"):
        toy.consortia([PROFILE, PROFILE])


def test_what_is_known_of_all_others_is_as_if_it_were_read_anew(
    toy: PartnerRecommender,
) -> None:
    pairs = WithVisitor.of(toy._pair_parts, PROFILE)
    joined = pairs.scorer.registry
    anew = replace(joined)
    for name in (NAME, VISITOR, "food-0", *(c.name for c in anew.clusters)):
        assert joined.clusters_called(name) == anew.clusters_called(name)
    assert joined.index == anew.index
    assert joined.partners_of == anew.partners_of
    assert joined.partnerships_of == anew.partnerships_of
    fresh = PairParts(replace(pairs.scorer, registry=anew))
    every = np.arange(pairs.n_clusters)
    for part in ("alike", "apart"):
        found, wanted = getattr(pairs, part)(every), getattr(fresh, part)(every)
        assert np.array_equal(found, wanted)
    ours, theirs = pairs.scorer.grounds, Grounds(anew)
    wanted_things = {"markets": "BR", "activities": "food-processing",
                     "countries": "PT", "experience": "1"}  # fmt: skip
    for goal, code in wanted_things.items():
        assert np.array_equal(ours.values(goal, code), theirs.values(goal, code))
        for row in every.tolist():
            assert ours.of(goal, code, row) == theirs.of(goal, code, row)
