"""White spaces: worked out by hand on a toy, then looked back at on real rounds."""

from __future__ import annotations

import numpy as np
import pytest

from matcher import Registry
from matcher.explore.activities import Activity, ActivityKind
from matcher.explore.markets.presence import Markets
from matcher.explore.markets.reach import Reach
from matcher.explore.markets.white_spaces import WhiteSpaces, relatedness
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


def white_spaces(home: Registry) -> WhiteSpaces:
    return WhiteSpaces(Reach(Markets(home)))


def test_relatedness_is_the_smaller_share_shrunk() -> None:
    does = np.array([[1, 1, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1]], dtype=float)
    expected = [[0, 1 / (3 + 2), 0], [1 / (3 + 2), 0, 0], [0, 0, 0]]
    assert relatedness(does) == pytest.approx(np.array(expected))


def test_the_expected_number_is_worked_out_by_hand() -> None:
    # r(food, packaging) = 1 / (3 + 2); of four partnerships that state a market one is
    # of food, three of packaging; two of four state India, one Japan.
    spaces = white_spaces(toy())
    assert spaces.expected(food, "IN") == pytest.approx(
        1 * (0.2 * 2 + 5 * 0.5) / (0.2 * 3 + 5)
    )
    assert spaces.expected(food, "JP") == pytest.approx(5 * 0.25 / (0.2 * 3 + 5))
    assert spaces.expected(packaging, "JP") == pytest.approx(
        3 * 5 * 0.25 / (0.2 * 1 + 5)
    )
    # Cloth went together with nothing: it has the share of all.
    assert spaces.expected(cloth, "IN") == pytest.approx(0.5)


def test_white_spaces_come_most_expected_first_and_say_why() -> None:
    spaces = white_spaces(toy())
    ranked = spaces.ranked("sectors")
    assert [(s.activity.code, s.market) for s in ranked] == [
        (PACKAGING, "JP"),
        (FOOD, "IN"),
        (CLOTH, "BR"),
        (CLOTH, "IN"),
        (FOOD, "JP"),
    ]
    food_in_india = ranked[1]
    assert food_in_india.n_partnerships == 1
    assert [tuple(one) for one in food_in_india.related] == [(packaging, 0.2, 2)]
    assert ranked[0].related == ()
    assert spaces.ranked("sectors", food) == [ranked[1], ranked[4]]
    assert spaces.ranked("sectors", markets=["JP"]) == [ranked[0], ranked[4]]
    assert spaces.space(food, "IN") == food_in_india


def test_where_anybody_goes_even_by_region_nothing_is_white() -> None:
    spaces = white_spaces(toy())
    assert not spaces.is_white(food, "BR")
    assert not spaces.is_white(food, "ASEAN"), "a region is no white space"
    assert not spaces.is_white(food, "US"), "nobody states it"
    home = registry(
        [cluster("alone", FOOD, "IN")],
        [partnership("wide", FOOD, "ASEAN"), partnership("p", PACKAGING, "SG IN JP")],
        {},
    )
    spaces = white_spaces(home)
    assert [s.market for s in spaces.ranked("sectors", food)] == ["JP"]


def test_a_market_gained_by_a_related_activity_is_expected_more() -> None:
    def expected(markets: str) -> float:
        home = registry(
            [],
            [
                partnership("a", f"{FOOD} {PACKAGING}", "BR"),
                partnership("b", PACKAGING, markets),
                partnership("c", CLOTH, "IN"),
                partnership("d", CLOTH, "BR" if "IN" in markets else "IN BR"),
            ],
            {},
        )
        return white_spaces(home).expected(food, "IN")

    # Two of four state India both times; only who they are differs.
    assert expected("BR IN") > expected("BR")


@pytest.mark.parametrize(
    "home",
    [
        registry([], [], {}),
        registry([cluster("one", FOOD, "BR")], [], {}),
        registry([], [partnership("p", FOOD, "")], {}),
        registry([], [partnership("p", FOOD, "BR")], {}),
        registry([cluster("one", CLOTH, "IN")], [partnership("p", FOOD, "")], {}),
    ],
    ids=["empty", "no partnership", "no market", "one partnership", "none states any"],
)
def test_where_nothing_can_be_expected_nothing_is_white(home: Registry) -> None:
    spaces = white_spaces(home)
    assert spaces.ranked("sectors") == []
    assert spaces.expected(cloth, "US") == 0
    assert spaces.space(Activity("sectors", "tobacco"), "BR").expected == 0


def test_partnerships_that_state_no_market_leave_the_share_alone() -> None:
    one = partnership("a", f"{FOOD} {PACKAGING}", "BR")
    two = partnership("b", PACKAGING, "IN")
    known = registry([], [one, two], {})
    more = registry([], [one, two, partnership("c", CLOTH, "")], {})
    before, after = white_spaces(known), white_spaces(more)
    assert before.expected(food, "IN") == after.expected(food, "IN")


@pytest.mark.parametrize("kind", ["sectors", "technologies", "ecosystems"])
def test_what_is_expected_stays_between_nothing_and_all(
    registry: Registry, kind: ActivityKind
) -> None:
    spaces = white_spaces(registry)
    found = spaces.ranked(kind)
    assert found
    for space in found:
        assert 0 < space.expected <= space.n_partnerships
        assert spaces.reach.count(space.activity, space.market).nobody
        assert all(0 < one.relatedness < 1 for one in space.related)


def _area_under_curve(scores: list[float], filled: list[bool]) -> float:
    """Share of (filled, empty) pairs that the scores put in order; ties count half."""
    values, is_filled = np.array(scores), np.array(filled)
    wins = values[is_filled][:, None] - values[~is_filled]
    return float(((wins > 0) + 0.5 * (wins == 0)).mean())


@pytest.mark.slow
def test_white_spaces_of_the_past_tell_where_the_next_round_went(
    registry: Registry,
) -> None:
    kinds: tuple[ActivityKind, ...] = ("ecosystems", "sectors", "technologies")
    ours, density = [], []
    for first, last in ((2, 2), (3, 4)):
        generations = {p.id: p.generation for p in registry.partnerships}
        later = [i for i, g in generations.items() if g is None or g >= first]
        others = [
            i for i, g in generations.items() if g is None or not first <= g <= last
        ]
        before = white_spaces(registry.without(later))
        after = Reach(Markets(registry.without(others)))
        for kind in kinds:
            cells = [
                (activity, market)
                for activity in before.reach.active(kind)
                for market in before.markets.codes
                if before.is_white(activity, market)
                and before.reach.totals(activity)[0]
            ]
            filled = [after.count(a, m).partnerships > 0 for a, m in cells]
            expected = [before.expected(a, m) for a, m in cells]
            ours.append(_area_under_curve(expected, filled))
            plain = _densities(before, kind)
            plain_of_cells = [plain[cell] for cell in cells]
            density.append(_area_under_curve(plain_of_cells, filled))
    assert min(ours) > 0.55
    assert np.mean(ours) == pytest.approx(0.755, abs=0.01)
    assert np.mean(density) == pytest.approx(0.695, abs=0.01)


def _densities(
    spaces: WhiteSpaces, kind: ActivityKind
) -> dict[tuple[Activity, str], float]:
    """Hidalgo's: the share of relatedness with activities that are there."""
    active, codes = spaces.reach.active(kind), spaces.markets.codes
    of = spaces.reach.activities.of
    does = [
        [a.code in of(p, kind) for a in active] for p in spaces.registry.partnerships
    ]
    there = [[spaces.reach.count(a, m).partnerships > 0 for m in codes] for a in active]
    related = relatedness(np.array(does, dtype=float))
    density = (
        related @ np.array(there) / np.maximum(related.sum(axis=1), 1e-12)[:, None]
    )
    return {
        (activity, market): float(density[row, column])
        for row, activity in enumerate(active)
        for column, market in enumerate(codes)
    }
