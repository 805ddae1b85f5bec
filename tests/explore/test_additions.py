"""What a cluster adds to those who are there."""

from __future__ import annotations

import pytest

from matcher import (
    Cluster,
    Member,
    PartnerRecommender,
    Partnership,
    Registry,
    UnknownCluster,
    UnknownPartnership,
)
from matcher.explore.additions import Additions, what_it_adds
from tests.toy import VOCABULARY


@pytest.fixture(scope="module")
def weavers() -> Registry:
    clusters = (
        Cluster(id="in", name="In", country="PT", sectors=("textile",)),
        Cluster(
            id="new",
            name="New",
            country="GB",
            sectors=("apparel", "textile"),
            technologies=("photonics",),
            target_markets=("BR", "JP", "GB"),
        ),
        Cluster(id="same", name="Same", country="PT", sectors=("textile",)),
        Cluster(id="blank", name="Blank"),
    )
    partnership = Partnership(
        id="p", acronym="P", sectors=("footwear",), target_markets=("JP", "LATAM")
    )
    members = (Member(partnership="p", cluster="in"),)
    return Registry(clusters, (partnership,), members, VOCABULARY)


def test_new_is_what_neither_the_partnership_nor_a_member_has(
    weavers: Registry,
) -> None:
    assert what_it_adds(weavers, "p", "new") == Additions(
        countries=("GB",),
        sectors=("apparel",),
        technologies=("photonics",),
        markets=("BR", "GB"),
    )


def test_a_list_of_clusters_can_stand_for_a_partnership(weavers: Registry) -> None:
    assert what_it_adds(weavers, ["in"], "new").markets == ("BR", "GB")
    assert what_it_adds(weavers, ["same"], "new").markets == ("BR", "GB", "JP")
    assert what_it_adds(weavers, [], "same") == Additions(("PT",), ("textile",))


def test_a_country_is_not_taken_for_the_market_of_its_code(weavers: Registry) -> None:
    added = what_it_adds(weavers, ["new"], "in")
    assert added.countries == ("PT",)
    assert what_it_adds(weavers, ["same"], "new").countries == ("GB",)


@pytest.mark.parametrize("cluster", ["same", "blank"])
def test_more_of_the_same_and_nothing_recorded_add_nothing(
    weavers: Registry, cluster: str
) -> None:
    added = what_it_adds(weavers, "p", cluster)
    assert not added
    assert added.in_words(VOCABULARY) == []


def test_words_name_three_and_count_the_rest() -> None:
    added = Additions(markets=("AU", "BR", "CA", "JP", "US"))
    assert added.in_words(VOCABULARY) == [
        "5 markets: Australia, Brazil, Canada and 2 more"
    ]


def test_who_is_unknown_is_refused(weavers: Registry) -> None:
    with pytest.raises(UnknownCluster):
        what_it_adds(weavers, "p", "nobody")
    with pytest.raises(UnknownPartnership):
        what_it_adds(weavers, "q", "new")


def test_completions_of_real_partnerships_add_only_what_is_not_there(
    recommender: PartnerRecommender,
) -> None:
    registry = recommender.registry
    partnership = registry.partnership("peres-g2")
    for suggestion in recommender.complete("peres-g2", k=20):
        cluster = suggestion.cluster
        added = what_it_adds(registry, "peres-g2", cluster.id)
        assert set(added.sectors) <= set(cluster.sectors) - set(partnership.sectors)
        assert not set(added.markets) & set(partnership.target_markets)
