"""Activities are counted at markets, and the gaps between two of them found."""

from __future__ import annotations

import pytest

from matcher import Registry
from matcher.explore.activities import Activity
from matcher.explore.markets.presence import Count, Markets
from matcher.explore.markets.reach import Reach
from tests.explore.trade import (
    CLOTH,
    FOOD,
    PACKAGING,
    cluster,
    partnership,
    registry,
    toy,
)

food, packaging, cloth = (Activity("sectors", c) for c in (FOOD, PACKAGING, CLOTH))


def reach_of(home: Registry) -> Reach:
    return Reach(Markets(home))


def test_an_activity_is_counted_by_who_states_it() -> None:
    reach = reach_of(toy())
    assert reach.count(food, "BR") == Count(1, 1)
    assert reach.count(packaging, "BR") == Count(2, 2)
    assert reach.count(food, "IN").nobody
    assert reach.count(food, "SG") == Count(0, 0, 0, 1)
    # Cheese only by region, dairy by name.
    assert reach.count(food, "TH") == Count(0, 1, 0, 1)
    assert reach.count(Activity("ecosystems", "agri-food"), "BR") == Count(1, 1)
    assert reach.totals(food) == (2, 2)


def test_activities_stand_in_the_order_of_those_who_state_them() -> None:
    assert reach_of(toy()).active("sectors") == (packaging, food, cloth)
    assert reach_of(toy()).active("technologies") == ()


def test_those_counted_can_be_named() -> None:
    partnerships, clusters = reach_of(toy()).those(food, "TH")
    assert partnerships == ()
    assert [(found.id, found.by_name) for found in clusters] == [
        ("dairy", True),
        ("cheese", False),
    ]


def test_a_gap_is_where_one_goes_by_name_and_the_other_does_not() -> None:
    reach = reach_of(toy())
    gaps = reach.gaps(absent=food, present=packaging)
    assert [(g.market, g.absent, g.present) for g in gaps] == [
        ("IN", Count(), Count(2, 2))
    ]
    assert [g.market for g in reach.gaps(packaging, food)] == ["ASEAN", "TH"]
    assert [g.market for g in reach.gaps(cloth, packaging)] == ["BR", "IN"]
    assert reach.gaps(food, food) == []


def test_gaps_that_are_there_by_region_come_last() -> None:
    home = registry(
        [cluster("one", PACKAGING, "SG IN"), cluster("two", PACKAGING, "SG")],
        [partnership("wide", FOOD, "ASEAN")],
        {},
    )
    gaps = reach_of(home).gaps(food, packaging)
    assert [gap.market for gap in gaps] == ["IN", "SG"]
    assert gaps[1].absent == Count(0, 0, 1, 0)


def test_an_activity_that_nobody_states_is_absent_everywhere() -> None:
    reach = reach_of(toy())
    nobody = Activity("sectors", "tobacco")
    assert reach.totals(nobody) == (0, 0)
    assert [g.market for g in reach.gaps(nobody, packaging)] == ["BR", "IN"]
    assert reach.gaps(packaging, nobody) == []


@pytest.mark.parametrize("kind", ["sectors", "technologies", "ecosystems"])
def test_counts_equal_a_slow_count(registry: Registry, kind: str) -> None:
    reach = reach_of(registry)
    activities = reach.active(kind)  # type: ignore[arg-type]
    for activity in activities[::4]:
        working = [
            p.id
            for p in registry.partnerships
            if activity.code in reach.activities.of(p, activity.kind)
        ]
        assert reach.totals(activity)[0] == len(working)
        for market in reach.markets.codes[::5]:
            stating = [
                p for p in working if market in registry.partnership(p).target_markets
            ]
            assert reach.count(activity, market).partnerships == len(stating)
