"""Maps of Europe: outlines, and circles that keep apart."""

from __future__ import annotations

from itertools import combinations
from math import hypot
from pathlib import Path

import pytest

from matcher import Registry
from matcher_web.drawing import countries
from matcher_web.drawing.countries import country_map, member_map, outline

FILE = Path(countries.__file__).with_name("outlines.json")


def test_outlines_are_small_and_name_their_source() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert len(text) < 80_000
    assert '"source":"Natural Earth' in text


@pytest.mark.parametrize("part", ["europe", "world"])
def test_outlines_use_the_country_codes_of_the_registry(
    part: str, registry: Registry
) -> None:
    drawn = outline("europe" if part == "europe" else "world")
    known = registry.vocabulary.countries
    assert {*drawn.shapes, *drawn.places} <= {*known}
    assert all(0 <= x <= drawn.width for x, _ in drawn.places.values())
    assert all(0 <= y <= drawn.height for _, y in drawn.places.values())


def test_every_country_and_market_on_record_can_be_shown(registry: Registry) -> None:
    europe, world = outline("europe").places, outline("world").places
    assert {c.country for c in registry.clusters} - {""} <= {*europe}
    regions = registry.vocabulary.regions
    markets = {m for p in registry.partnerships for m in p.target_markets}
    for market in markets:
        assert {*regions.get(market, (market,))} & {*world}, market


def test_crimea_is_drawn_with_ukraine() -> None:
    shapes = outline("europe").shapes
    assert shapes["UA"].count("M") > 1


def test_circles_grow_with_the_count_and_keep_apart() -> None:
    drawn = country_map({"BE": 19, "NL": 40, "LU": 1, "FR": 0})
    radius = {circle.code: circle.radius for circle in drawn.circles}
    assert list(radius) == ["NL", "BE", "LU"]
    assert radius["NL"] > radius["BE"] > radius["LU"]
    for one, other in combinations(drawn.circles, 2):
        apart = hypot(one.x - other.x, one.y - other.y)
        assert apart >= one.radius + other.radius - 0.5
    assert {shape.code: shape.shade for shape in drawn.shapes} == {
        "BE": 2,
        "LU": 1,
        "NL": 4,
    }


def test_who_is_nowhere_or_far_away_is_said() -> None:
    drawn = member_map({"": 2, "NZ": 1, "PT": 1})
    assert drawn.absent == ("", "NZ")
    assert [circle.code for circle in drawn.circles] == ["PT"]
    assert member_map({}).circles == ()
