"""Who could go: those with neighbours there, or in the same region."""

from __future__ import annotations

from matcher import Registry
from matcher.explore.activities import Activity
from matcher.explore.markets.presence import Markets, Presence
from matcher.explore.markets.prospects import Prospects
from matcher.explore.markets.reach import Reach
from tests.explore.trade import FOOD, PACKAGING, cluster, partnership, registry, toy

food = Activity("sectors", FOOD)


def prospects(home: Registry) -> Prospects:
    return Prospects(Reach(Markets(home)))


def test_a_cluster_whose_past_partner_goes_there_could_go() -> None:
    found = prospects(toy()).clusters(food, "IN")
    assert [one.id for one in found] == ["cheese"]
    assert found[0].there == (Presence("box", False, ("more",)),)
    assert found[0].reasons == ("Its past partner Box goes there with MORE.",)


def test_a_partnership_whose_member_goes_there_could_go() -> None:
    found = prospects(toy()).partnerships(food, "IN")
    assert [(one.id, one.reasons) for one in found] == [
        ("both", ("Its member Box goes there with MORE.",))
    ]


def test_a_cluster_of_the_same_region_could_go() -> None:
    found = prospects(toy()).clusters(food, "VN")
    # Cheese states the whole region: it counts as there.
    assert [(one.id, one.nearby) for one in found] == [("dairy", ("TH",))]
    assert found[0].reasons == (
        "It goes to Thailand, in Association of Southeast Asian Nations too.",
    )


def test_who_is_there_already_is_no_prospect() -> None:
    home = registry(
        [cluster("one", FOOD, "TH"), cluster("two", FOOD)],
        [partnership("p", FOOD, "TH"), partnership("q", PACKAGING, "JP")],
        {"q": "one two"},
    )
    found = prospects(home)
    assert [one.id for one in found.clusters(food, "TH")] == ["two"]
    assert found.partnerships(food, "TH") == []


def test_most_neighbours_come_first_and_ties_stay_in_id_order() -> None:
    home = registry(
        [
            cluster("a", FOOD),
            cluster("b", FOOD, "TH"),
            cluster("c", FOOD),
            cluster("x", PACKAGING, "SG"),
            cluster("y", PACKAGING, "SG"),
        ],
        [partnership("p", "", ""), partnership("q", "", "")],
        {"p": "a x", "q": "b c x y"},
    )
    found = prospects(home).clusters(food, "SG")
    assert [one.id for one in found] == ["b", "c", "a"]
    assert found[0].reasons == (
        "2 of its past partners go there, among them X by itself.",
        "It goes to Thailand, in Association of Southeast Asian Nations too.",
    )
    assert [one.id for one in prospects(home).clusters(food, "SG", k=1)] == ["b"]
    assert prospects(home).clusters(food, "SG", k=0) == []


def test_the_smallest_region_is_named() -> None:
    home = registry([cluster("one", FOOD, "AE TN")], [], {})
    found = prospects(home).clusters(food, "SA")
    assert found[0].nearby == ("AE", "TN")
    assert found[0].reasons == (
        "It goes to United Arab Emirates, in Gulf Cooperation Council too.",
    )


def test_nobody_is_a_prospect_in_an_empty_registry() -> None:
    empty = prospects(registry([], [], {}))
    assert empty.clusters(food, "IN") == []
    assert empty.partnerships(food, "IN") == []


def test_every_prospect_of_the_registry_has_a_reason(registry: Registry) -> None:
    found = prospects(registry)
    textile = Activity("ecosystems", "textile")
    for one in found.clusters(textile, "AE", k=50):
        assert one.reasons
        assert one.there or one.nearby
        assert "AE" not in registry.markets_of(one.id)
