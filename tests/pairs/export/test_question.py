"""Two registries meet: ours choose among theirs, by what was learnt from ours."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from matcher import (
    Cluster,
    DatasetError,
    PartnerRecommender,
    Partnership,
    Profile,
    Registry,
)
from matcher.pairs.export.question import Against, PairQuestion
from matcher.registry.filters import Filters
from matcher.registry.partnerships import Member
from tests.pairs.test_best_pairs import best, told
from tests.toy import block_registry, only, registry_of

OURS = PartnerRecommender().fit(block_registry(3, 2), only("shared_sectors", -1.0))


def firm(name: str, **facts: object) -> Cluster:
    return Cluster(id=name, name=name, **facts)  # type: ignore[arg-type]


def chosen(other: Registry, k: int = 1, **filters: object) -> list[tuple[Any, ...]]:
    """Our id, their id, and both ranks of each pair."""
    wanted = Filters.of(filters, OURS.registry)
    ours = OURS.registry.clusters
    return [
        (ours[left].id, other.clusters[right].id, *ranks)
        for left, right, _, *ranks, _ in told(
            best(OURS, PairQuestion(top=k, other=other, filters=wanted))
        )
    ]


def test_each_of_ours_chooses_among_theirs() -> None:
    other = registry_of(
        firm("milk", sectors=("food-processing", "livestock")),
        firm("yarn", sectors=("apparel", "textile")),
    )
    assert [
        pair for pair in chosen(other) if pair[0].startswith(("cloth", "food"))
    ] == [
        ("cloth-0", "yarn", 1, 1),
        ("cloth-1", "yarn", 1, 0),  # ties by id: cloth-0 comes first for yarn
        ("cloth-2", "yarn", 1, 0),
        ("food-0", "milk", 1, 1),
        ("food-1", "milk", 1, 0),
        ("food-2", "milk", 1, 0),
    ]


def test_whom_nobody_chooses_stands_in_no_pair() -> None:
    other = registry_of(
        firm("milk", sectors=("food-processing", "livestock")),
        firm("nothing"),
    )
    assert {pair[1] for pair in chosen(other)} == {"milk"}


def test_the_same_cluster_is_not_its_own_partner() -> None:
    twins = registry_of(*OURS.registry.clusters)
    for ours, theirs, left_rank, right_rank in chosen(twins, k=2):
        assert ours != theirs
        assert left_rank in (1, 2)
        assert right_rank in (0, 1, 2)
    assert len(chosen(twins, k=2)) == 2 * len(twins.clusters)
    assert len(chosen(twins, k=99)) == len(twins.clusters) * (len(twins.clusters) - 1)


def test_filters_hold_theirs_back() -> None:
    other = registry_of(
        firm("milk", sectors=("food-processing", "livestock"), country="FR"),
        firm("yarn", sectors=("apparel", "textile"), country="PT"),
    )
    found = chosen(other, countries=["PT"])
    assert {pair[1] for pair in found} == {"yarn"}
    assert len(found) == len(OURS.registry.clusters)


def test_scores_are_those_of_profiles_that_share_no_past(
    recommender: PartnerRecommender,
) -> None:
    known = recommender.registry
    other = Registry(
        tuple(replace(c, id=f"their-{c.id}") for c in known.clusters[::40]),
        (),
        (),
        known.vocabulary,
    )
    rows = told(best(recommender, PairQuestion(top=4, other=other)))
    assert len(rows) == 4 * len(known.clusters)
    for left, right, score, left_rank, _, contributions in rows[::100]:
        one = other.clusters[right]
        facts = {field.name: getattr(one, field.name) for field in fields(Profile)}
        single = recommender.explain(Profile(**facts), known.clusters[left].id)
        assert score == pytest.approx(single.score, abs=1e-11)
        opened = [one.contribution for one in single.contributions]
        np.testing.assert_allclose(contributions, opened, rtol=0, atol=1e-12)  # type: ignore[arg-type]
        assert left_rank


def test_both_ways_give_the_same_bits(recommender: PartnerRecommender) -> None:
    known = recommender.registry
    other = registry_of(*(replace(c, id=f"x-{c.id}") for c in known.clusters[::9]))
    lefts, rights = Against.of(recommender.scorer, other).jobs(1000, Filters())
    ours = {
        (int(row), int(theirs)): float(score)
        for place, row in enumerate(lefts.order)
        for theirs, score in zip(*(a[0] for a in lefts.best(place, place + 1)))  # noqa: B905
    }
    theirs = {
        (int(ours_), int(row)): float(score)
        for place, row in enumerate(rights.order)
        for ours_, score in zip(*(a[0] for a in rights.best(place, place + 1)))  # noqa: B905
    }
    assert {pair: theirs[pair] for pair in ours if pair in theirs} == {
        pair: ours[pair] for pair in theirs if pair in ours
    }
    assert len(ours.keys() & theirs.keys()) == len(known.clusters) * len(other.clusters)


def test_their_partnerships_count_as_markets() -> None:
    other = Registry(
        (firm("one"),),
        (Partnership(id="p", acronym="P", target_markets=("JP",)),),
        (Member(partnership="p", cluster="one"),),
        OURS.registry.vocabulary,
    )
    others = Against.of(OURS.scorer, other).others
    column = OURS.scorer.past.spaces.markets.column["JP"]
    assert others.markets[0, column] == 1.0


def test_codes_that_are_not_known_here_are_each_told_once() -> None:
    other = Registry(
        (
            firm("one", sectors=("txtile",), country="ZZ"),
            firm("two", sectors=("txtile",), target_markets=("FR",)),
        ),
        (Partnership(id="p", acronym="P", target_markets=("JPN",)),),
        (),
        OURS.registry.vocabulary,
    )
    with pytest.raises(DatasetError) as refused:
        Against.of(OURS.scorer, other)
    assert str(refused.value).splitlines() == [
        "4 faults in the data package",
        "clusters.csv column 'country': no country 'ZZ'; 250 codes are accepted (it "
        "stands at 'one')",
        "clusters.csv column 'sectors': no sector 'txtile'; did you mean 'textile'? "
        "(it stands at 'one' and 1 more)",
        "clusters.csv column 'target_markets': 'FR' is in the European Union; a market "
        "is a country outside it or a named region such as ASEAN (it stands at 'two')",
        "partnerships.csv column 'target_markets': no market 'JPN'; did you mean 'PN' "
        "or 'JP'? (it stands at 'p')",
    ]


def test_an_empty_registry_offers_nobody() -> None:
    assert chosen(registry_of()) == []
