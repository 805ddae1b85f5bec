"""The network: who is in it, its communities and their names, who bridges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Cluster, Member, Partnership, Registry
from matcher.explore.activities import Activity
from matcher.explore.network.graph import Network, most_tied
from tests.explore.network.test_measures import modularity
from tests.toy import BLOCKS, VOCABULARY, block_registry, registry_of


def chained_registry() -> Registry:
    """Two textile partnerships of three, and one cluster that is in both.

    a1 a2 mid in left; mid b1 b2 in right; alone in none; nobody known of empty.
    """
    clusters = tuple(
        Cluster(id=id, name=id.upper(), sectors=sectors)
        for id, sectors in (
            ("a1", ("textile",)),
            ("a2", ("textile",)),
            ("alone", ()),
            ("b1", ("footwear",)),
            ("b2", ("footwear",)),
            ("mid", ()),
        )
    )
    partnerships = tuple(
        Partnership(id=id, acronym=id) for id in ("empty", "left", "right")
    )
    members = tuple(
        Member(partnership=partnership, cluster=cluster)
        for partnership, team in (
            ("left", ("a1", "a2", "mid")),
            ("right", ("b1", "b2", "mid")),
        )
        for cluster in team
    )
    return Registry(clusters, partnerships, members, VOCABULARY)


def test_who_is_in_no_partnership_is_told_but_is_no_node() -> None:
    network = Network(chained_registry())
    assert network.alone == ("alone",)
    assert network.without_members == ("empty",)
    assert [(node.kind, node.id) for node in network.nodes] == [
        ("cluster", "a1"),
        ("cluster", "a2"),
        ("cluster", "b1"),
        ("cluster", "b2"),
        ("cluster", "mid"),
        ("partnership", "left"),
        ("partnership", "right"),
    ]


def test_who_is_in_both_partnerships_is_between_them() -> None:
    nodes = {node.id: node for node in Network(chained_registry()).nodes}
    # Of 15 pairs of others, 9 have an end on either side.
    assert nodes["mid"].bridging == pytest.approx(9 / 15)
    # left is between a1, a2 and all others: 1 + 2 * 4 pairs.
    assert nodes["left"].bridging == pytest.approx(9 / 15)
    assert nodes["a1"].bridging == 0
    assert (nodes["mid"].n_links, nodes["left"].n_links) == (2, 3)


def test_blocks_are_communities_named_by_what_they_share() -> None:
    network = Network(block_registry())
    assert len(network.communities) == len(BLOCKS)
    for community in network.communities:
        (team,) = community.partnerships
        block = team.removesuffix("-g1")
        sectors, technologies, *_ = BLOCKS[block]
        assert community.clusters == tuple(f"{block}-{n}" for n in range(4))
        shared = {activity.code for activity in community.shared}
        assert shared <= {*sectors, *technologies}
        assert len(shared) == 2


def test_what_only_one_member_has_names_no_community() -> None:
    clusters = (
        Cluster(id="a", name="A", sectors=("textile",)),
        Cluster(id="b", name="B", sectors=("textile", "music")),
        Cluster(id="c", name="C", sectors=("footwear",)),
    )
    teams = (Partnership(id="one", acronym="O"), Partnership(id="two", acronym="T"))
    members = tuple(
        Member(partnership=team, cluster=cluster)
        for team, cluster in (("one", "a"), ("one", "b"), ("two", "c"))
    )
    first, second = Network(Registry(clusters, teams, members, VOCABULARY)).communities
    assert first.shared == (Activity("sectors", "textile"),)
    assert second.shared == (Activity("sectors", "footwear"),)


def test_a_community_of_nothing_recorded_has_no_name() -> None:
    registry = Registry(
        (Cluster(id="a", name="A"),),
        (Partnership(id="p", acronym="P"),),
        (Member(partnership="p", cluster="a"),),
        VOCABULARY,
    )
    (community,) = Network(registry).communities
    assert community.shared == ()


def test_a_cluster_and_a_partnership_may_have_the_same_id() -> None:
    registry = Registry(
        (Cluster(id="same", name="A"),),
        (Partnership(id="same", acronym="P"),),
        (Member(partnership="same", cluster="same"),),
        VOCABULARY,
    )
    network = Network(registry)
    assert network.links == ((0, 1),)
    assert [node.kind for node in network.nodes] == ["cluster", "partnership"]


def test_a_registry_without_history_has_an_empty_network() -> None:
    network = Network(registry_of(Cluster(id="a", name="A")))
    assert network.nodes == network.communities == network.links == ()
    assert network.alone == ("a",)


def test_the_shipped_network(registry: Registry) -> None:
    network = Network(registry)
    assert len(network.nodes) + len(network.alone) + len(
        network.without_members
    ) == len(registry.clusters) + len(registry.partnerships)
    assert len(network.links) == len(registry.members)
    groups = [node.community for node in network.nodes]
    assert modularity([*map(list, network.neighbours)], groups) > 0.85
    sizes = [len(c.clusters) + len(c.partnerships) for c in network.communities]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == len(network.nodes)
    assert all(0 <= node.bridging <= 1 for node in network.nodes)
    assert all(community.shared for community in network.communities)


def test_the_order_of_records_changes_nothing(registry: Registry) -> None:
    turned = Registry(
        registry.clusters[::-1],
        registry.partnerships[::-1],
        registry.members[::-1],
        registry.vocabulary,
    )
    assert Network(turned).nodes == Network(registry).nodes
    assert Network(turned).communities == Network(registry).communities


@pytest.fixture(scope="module")
def blocks() -> Registry:
    return block_registry()


def everything(registry: Registry) -> list[str]:
    return [p.id for p in registry.partnerships]


def n_nodes(registry: Registry, ids: frozenset[str]) -> int:
    return len(ids) + len({c for one in ids for c in registry.members_of[one]})


def n_ties(registry: Registry, one: str) -> int:
    """Memberships of its members in others, counted one by one."""
    return sum(
        other.partnership != one
        for member in registry.members_of[one]
        for other in registry.members
        if other.cluster == member
    )


def test_where_there_is_room_all_stand_for_themselves(blocks: Registry) -> None:
    ids = frozenset(everything(blocks))
    assert most_tied(blocks, ids, n_nodes(blocks, ids)) == ids
    assert most_tied(blocks, (), 1) == frozenset()


@given(st.integers(0, 60))
def test_the_most_tied_fill_the_room_and_no_more(room: int) -> None:
    registry = block_registry()
    found = most_tied(registry, everything(registry), room)
    assert found
    assert n_nodes(registry, found) <= room or len(found) == 1
    left = {*everything(registry)} - found
    least = min(n_ties(registry, one) for one in found)
    assert all(n_ties(registry, one) <= least for one in left)


def test_the_order_that_they_come_in_does_not_count(blocks: Registry) -> None:
    ids = everything(blocks)
    assert most_tied(blocks, ids, 9) == most_tied(blocks, ids[::-1], 9)
