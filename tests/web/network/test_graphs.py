"""The picture of the network: each node once, nothing moves, close-ups and filters."""

from __future__ import annotations

from itertools import combinations

import pytest
from flask import Flask

from matcher import PartnerRecommender
from matcher_web.network.graphs import draw_network, hues_of
from matcher_web.network.plan import N_HUES, network_of, plan_of
from matcher_web.snapshot import Snapshot


@pytest.fixture(scope="module")
def snapshot(app: Flask) -> Snapshot:
    found = app.extensions["snapshot"]
    assert isinstance(found, Snapshot)
    return found


@pytest.fixture(scope="module", params=["escp-4i", ""], ids=["first", "all"])
def ids(request: pytest.FixtureRequest, snapshot: Snapshot) -> frozenset[str]:
    """Partnerships that the network is of: those of one programme, and all."""
    everybody = snapshot.registry.partnerships
    return frozenset(p.id for p in everybody if request.param in ("", p.programme))


def test_every_node_and_link_is_drawn_once(
    snapshot: Snapshot, ids: frozenset[str]
) -> None:
    network, graph = network_of(snapshot, ids), draw_network(snapshot, ids, None)
    assert graph
    assert [mark.node for mark in graph.marks] == list(network.nodes)
    assert [(line.left, line.right) for line in graph.lines] == list(network.links)
    assert [patch.number for patch in graph.patches] == list(
        range(1, len(network.communities) + 1)
    )
    assert not any(mark.faint for mark in graph.marks)


def test_all_stands_inside_the_picture(snapshot: Snapshot, ids: frozenset[str]) -> None:
    graph = draw_network(snapshot, ids, None)
    assert graph
    boxes = [mark.box for mark in plan_of(snapshot, ids).marks]
    assert all(box.stays_in(graph.box) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    labels = [mark.label for mark in graph.marks] + [p.label for p in graph.patches]
    shown = [label.box for label in labels if label]
    assert all(box.stays_in(graph.box) for box in shown)
    assert not any(one.meets(other) for one, other in combinations(shown, 2))


def test_linked_communities_differ_in_colour(
    snapshot: Snapshot, ids: frozenset[str]
) -> None:
    network, hues = network_of(snapshot, ids), hues_of(snapshot, ids)
    assert {*hues} <= {*range(1, N_HUES + 1)}
    for left, right in network.links:
        one, other = network.nodes[left].community, network.nodes[right].community
        assert one == other or hues[one - 1] != hues[other - 1]


def test_a_filter_moves_nothing(snapshot: Snapshot, ids: frozenset[str]) -> None:
    whole = draw_network(snapshot, ids, None)
    some = draw_network(snapshot, ids, frozenset({("partnership", "adpack-g1")}))
    assert whole
    assert some
    assert some.box == whole.box
    assert [(m.x, m.y) for m in some.marks] == [(m.x, m.y) for m in whole.marks]
    assert [m.node.id for m in some.marks if not m.faint] == ["adpack-g1"]
    assert all(line.faint for line in some.lines)


def test_a_close_up_shows_one_community_with_names(
    snapshot: Snapshot, ids: frozenset[str]
) -> None:
    graph = draw_network(snapshot, ids, None, 3)
    whole = draw_network(snapshot, ids, None)
    assert graph
    assert whole
    assert {mark.node.community for mark in graph.marks} == {3}
    assert not any(line.across for line in graph.lines)
    named = [m for m in graph.marks if m.node.kind == "cluster" and m.label]
    clusters = [m for m in graph.marks if m.node.kind == "cluster"]
    assert len(named) > 0.8 * len(clusters)
    assert graph.box.right - graph.box.left < whole.box.right - whole.box.left


def test_the_same_picture_is_drawn_for_another_application(
    recommender: PartnerRecommender, snapshot: Snapshot, ids: frozenset[str]
) -> None:
    assert draw_network(Snapshot(recommender), ids, None) == draw_network(
        snapshot, ids, None
    )
