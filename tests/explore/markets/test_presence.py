"""Who goes where is counted by name, and apart from that by region."""

from __future__ import annotations

import pytest

from matcher import Registry, UnknownMarket
from matcher.explore.markets.presence import Count, Markets, Presence
from tests.explore.trade import cluster, partnership, registry, toy


def test_a_cluster_goes_where_it_says_and_where_its_partnerships_go() -> None:
    home = registry(
        [cluster("one", markets="BR"), cluster("two")],
        [partnership("p", "", "BR IN"), partnership("q", "", "IN")],
        {"p": "one two", "q": "one"},
    )
    markets = Markets(home)
    assert markets.clusters("BR") == (
        Presence("one", True, ("p",)),
        Presence("two", False, ("p",)),
    )
    assert markets.clusters("IN") == (
        Presence("one", False, ("p", "q")),
        Presence("two", False, ("p",)),
    )
    assert markets.partnerships("IN") == (Presence("p"), Presence("q"))
    assert markets.clusters("JP") == ()


def test_a_region_counts_for_its_countries_only_by_region() -> None:
    home = registry(
        [cluster("one")],
        [partnership("a", "", "ASEAN"), partnership("s", "", "SG")],
        {"a": "one"},
    )
    markets = Markets(home)
    assert markets.partnerships("SG") == (
        Presence("s"),
        Presence("a", via=("ASEAN",)),
    )
    assert markets.clusters("SG") == (Presence("one", False, ("a",), ("ASEAN",)),)
    assert markets.count("SG") == Count(1, 0, 1, 1)
    assert markets.count("VN") == Count(0, 0, 1, 1)
    assert not markets.count("VN").by_name
    assert not markets.count("VN").nobody
    assert markets.count("JP").nobody
    # Going to a country of it is no more than a part of the region.
    assert markets.partnerships("ASEAN") == (Presence("a"), Presence("s", via=("SG",)))


def test_who_states_a_country_and_its_region_is_there_by_name() -> None:
    home = registry([], [partnership("p", "", "ASEAN SG")], {})
    assert Markets(home).partnerships("SG") == (Presence("p"),)
    assert Markets(home).partnerships("ASEAN") == (Presence("p"),)


def test_markets_stand_in_the_order_of_those_who_go() -> None:
    assert Markets(toy()).codes == ("BR", "IN", "JP", "ASEAN", "TH")


def test_all_of_some_markets_may_come_from_several_partnerships() -> None:
    markets = Markets(toy())
    assert markets.partnerships_at_all(["BR", "IN"]) == (Presence("more"),)
    assert [found.id for found in markets.clusters_at_all(["BR", "IN"])] == [
        "box",
        "film",
    ]
    assert markets.clusters_at_all(["BR", "IN"])[1].partnerships == ("more", "other")
    cheese = Presence("cheese", True, ("both",), ("ASEAN",), at_once=False)
    assert markets.clusters_at_all(["BR", "SG"]) == (cheese,)
    assert markets.partnerships_at_all(["BR", "JP"]) == ()
    assert markets.partnerships_at_all([]) == ()


def test_what_one_record_or_partnership_has_is_apart_from_what_is_pieced_together() -> (
    None
):
    home = registry(
        [
            cluster("alone", markets="BR IN"),
            cluster("both", markets="BR"),
            cluster("member"),
            cluster("pieced"),
            cluster("region", markets="ASEAN"),
        ],
        [
            partnership("all", "", "BR IN"),
            *(partnership(m, "", m) for m in ("BR", "IN")),
        ],
        {"all": "member", "BR": "member pieced region", "IN": "both pieced"},
    )
    markets = Markets(home)
    assert markets.clusters_at_all(["BR", "IN"]) == (
        Presence("alone", True),
        Presence("member", False, ("BR", "all")),
        Presence("both", True, ("IN",), at_once=False),
        Presence("pieced", False, ("BR", "IN"), at_once=False),
    )
    region = Presence("region", True, ("BR",), ("ASEAN",), at_once=False)
    assert markets.clusters_at_all(["BR", "SG"]) == (region,)
    assert all(found.at_once for found in markets.clusters_at_all(["BR"]))
    assert all(found.at_once for found in markets.partnerships_at_all(["BR", "IN"]))


def test_one_market_together_is_the_market_itself() -> None:
    markets = Markets(toy())
    assert markets.clusters_at_all(["TH"]) == markets.clusters("TH")


def test_partnerships_are_counted_by_round() -> None:
    markets = Markets(toy())
    assert markets.rounds == (1, 2, None)
    assert markets.by_round("BR") == (1, 1, 0)
    assert markets.by_round("IN") == (0, 1, 1)
    assert markets.by_round("SG") == (0, 0, 0)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("Brazil", "no market 'Brazil'; did you mean 'BR'?"),
        ("FR", "'FR' is in the European Union"),
        ("XX", "no market 'XX'; "),
    ],
)
def test_an_unknown_market_gets_the_nearest(code: str, message: str) -> None:
    with pytest.raises(UnknownMarket, match=message):
        Markets(toy()).checked(code)
    assert Markets(toy()).checked("SG") == "SG"


def test_a_registry_without_markets_goes_nowhere() -> None:
    markets = Markets(registry([cluster("one")], [], {}))
    assert markets.codes == ()
    assert markets.rounds == ()
    assert markets.count("BR") == Count()
    assert markets.clusters_at_all(["BR"]) == ()


def test_every_statement_is_counted_once(registry: Registry) -> None:
    markets = Markets(registry)
    n_stated = sum(len(p.target_markets) for p in registry.partnerships)
    assert sum(markets.count(code).partnerships for code in markets.codes) == n_stated
    assert sum(sum(markets.by_round(code)) for code in markets.codes) == n_stated
    for found in registry.clusters:
        named = {
            code
            for code in markets.codes
            if any(p.id == found.id and p.by_name for p in markets.clusters(code))
        }
        assert named == set(registry.markets_of(found.id))
