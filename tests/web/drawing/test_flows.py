"""Lines to markets on a map of the world."""

from __future__ import annotations

import pytest

from matcher import Registry, Vocabulary
from matcher_web.drawing.countries import outline
from matcher_web.drawing.flows import flow_map


def test_the_broadest_line_leads_where_most_go(registry: Registry) -> None:
    drawn = flow_map({"JP": 2, "ASEAN": 8, "BR": 4}, {"FR": 1}, registry.vocabulary)
    assert [flow.code for flow in drawn.flows] == ["ASEAN", "BR", "JP"]
    breadths = [flow.breadth for flow in drawn.flows]
    assert breadths == sorted(breadths, reverse=True)
    assert [flow.region for flow in drawn.flows] == [True, False, False]
    x, y = outline("world").places["FR"]
    assert all(flow.path.startswith(f"M{float(x)} {float(y)}Q") for flow in drawn.flows)
    japan = outline("world").places["JP"]
    assert (drawn.flows[2].x, drawn.flows[2].y) == japan


def test_without_a_start_or_a_place_there_is_no_line(vocabulary: Vocabulary) -> None:
    assert flow_map({"JP": 1}, {}, vocabulary).absent == ("JP",)
    drawn = flow_map({"AQ": 1}, {"FR": 1}, vocabulary)
    assert (drawn.flows, drawn.absent) == ((), ("AQ",))
    assert flow_map({}, {"FR": 1}, vocabulary).flows == ()


@pytest.fixture
def vocabulary(registry: Registry) -> Vocabulary:
    return registry.vocabulary
