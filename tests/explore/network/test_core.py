"""The core of a network on hand-made ties: who stands for all, and how many fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Registry
from matcher.explore.network.core import most_tied
from tests.toy import block_registry


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
