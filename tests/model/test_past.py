"""Counts of the past, and that training cannot know its own answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matcher import Registry
from matcher.model.learning.training import training_pairs, values_in
from matcher.model.learning.weights import fit_weights
from matcher.model.past import Past
from matcher.model.signals import SIGNALS, fit_signals
from matcher.model.ties import Ties
from matcher.model.values import pair_values
from tests.toy import block_registry


def together(ties: Ties, registry: Registry) -> list[dict[int, list[str]]]:
    """Partners of each cluster with the ids of their partnerships."""
    ids = [partnership.id for partnership in registry.partnerships]
    return [
        {other: [ids[position] for position in known] for other, known in row.items()}
        for row in ties.partners
    ]


def some_of_each_kind(registry: Registry) -> list[int]:
    """Positions of up to eight partnerships of every kind."""
    kinds = [partnership.kind for partnership in registry.partnerships]
    chosen = []
    for kind in ("consortium", "network", "agreement"):
        of_kind = [position for position, other in enumerate(kinds) if other == kind]
        assert of_kind, kind
        chosen += of_kind[:: 1 + len(of_kind) // 8]
    return chosen


def test_a_consortium_teaches_and_the_rest_stands_apart() -> None:
    """As a consortium, a partnership is one of the past; else it connects."""
    registry = block_registry()
    kinds = {"food-g1": "consortium", "space-g1": "network", "cloth-g1": "agreement"}
    changed = tuple(replace(p, kind=kinds.get(p.id, "")) for p in registry.partnerships)
    past = Past.of(replace(registry, partnerships=changed))
    row = registry.index
    for block in ("food", "chips"):  # one of no recorded kind is a consortium
        partners = {row[f"{block}-{number}"] for number in (1, 2, 3)}
        assert past.consortia.partners[row[f"{block}-0"]].keys() == partners
        assert not past.standing.partners[row[f"{block}-0"]]
    for block in ("space", "cloth"):
        partners = {row[f"{block}-{number}"] for number in (1, 2, 3)}
        assert past.standing.partners[row[f"{block}-0"]].keys() == partners
        assert not past.consortia.partners[row[f"{block}-0"]]
    assert past.consortia.known.sum() == past.standing.known.sum() == 8
    column = past.spaces.sectors.column
    assert past.kind_pairs[column["food-processing"], column["livestock"]] > 0
    assert past.kind_pairs[column["textile"], column["apparel"]] == 0


def test_pairs_to_learn_from_are_those_of_consortia() -> None:
    registry = block_registry()
    first, *others = registry.partnerships
    others = [replace(p, kind="network") for p in others]
    registry = replace(registry, partnerships=(first, *others))
    past = Past.of(registry)
    signals = fit_signals(past)
    table = training_pairs(past, signals, [s.encode(past.arrays) for s in signals])
    assert set(table.partnership.tolist()) == {registry.position(first.id)}


@pytest.mark.slow
def test_taking_a_partnership_back_equals_never_counting_it(
    registry: Registry,
) -> None:
    past = Past.of(registry)
    for position in some_of_each_kind(registry):
        gone = registry.partnerships[position].id
        without, never = (
            past.without(position),
            Past.of(registry.without([gone])),
        )
        np.testing.assert_array_equal(without.market_counts, never.market_counts)
        np.testing.assert_array_equal(without.arrays.markets, never.arrays.markets)
        np.testing.assert_allclose(without.kind_pairs, never.kind_pairs, atol=1e-12)
        for ours, theirs in (
            (without.consortia, never.consortia),
            (without.standing, never.standing),
        ):
            np.testing.assert_array_equal(ours.memberships, theirs.memberships)
            assert together(ours, registry) == together(
                theirs, registry.without([gone])
            )


@pytest.mark.slow
def test_no_partnership_of_any_kind_leaks_into_the_values_of_its_own_pairs(
    registry: Registry,
) -> None:
    """Held out, all signals are what a registry without it says."""
    past = Past.of(registry)
    signals = fit_signals(past)
    encodings = [signal.encode(past.arrays) for signal in signals]
    for position in some_of_each_kind(registry):
        before = past.without(position)
        never = Past.of(registry.without([registry.partnerships[position].id]))
        fresh = [signal.encode(never.arrays) for signal in fit_signals(never)]
        team, every = past.teams[position], np.arange(len(past.arrays))
        np.testing.assert_allclose(
            values_in(before, signals, encodings, team, every),
            pair_values(never, fresh, team),
            atol=1e-12,
        )


@pytest.mark.slow
def test_deleting_a_partnership_leaves_the_features_of_its_pairs_unchanged(
    registry: Registry,
) -> None:
    past = Past.of(registry)
    signals = fit_signals(past)
    encodings = [signal.encode(past.arrays) for signal in signals]
    table = training_pairs(past, signals, encodings)
    for position in past.is_consortium.nonzero()[0].tolist()[::9]:
        team = past.teams[position]
        if len(team) < 2:
            continue
        never = Past.of(registry.without([registry.partnerships[position].id]))
        fresh = [signal.encode(never.arrays) for signal in fit_signals(never)]
        everyone = np.arange(len(past.arrays))
        expected = pair_values(never, fresh, team, everyone)
        mine = table.partnership == position
        left = np.searchsorted(team, table.left[mine])
        np.testing.assert_allclose(
            table.values[mine], expected[left, table.right[mine]], atol=1e-12
        )


def test_a_pair_known_from_one_partnership_only_has_no_history_in_training() -> None:
    past = Past.of(block_registry())
    signals = fit_signals(past)
    encodings = [signal.encode(past.arrays) for signal in signals]
    table = training_pairs(past, signals, encodings)
    names = [signal.name for signal in SIGNALS]
    history = table.values[table.same][:, names.index("already_partners")]
    assert np.isnan(history).all()


def test_every_member_meets_every_other_cluster_once_per_partnership() -> None:
    registry = block_registry(n_in_block=6, n_together=4)
    past = Past.of(registry)
    signals = fit_signals(past)
    table = training_pairs(past, signals, [s.encode(past.arrays) for s in signals])
    assert len(table.same) == 4 * 4 * (24 - 1)
    assert table.same.sum() == 4 * 4 * 3
    assert (table.left != table.right).all()


@pytest.mark.slow
def test_with_members_shuffled_there_is_nothing_to_learn(
    registry: Registry,
) -> None:
    """With members shuffled among partnerships, free weights find nothing in it."""
    generator = np.random.default_rng(0)
    ids = generator.permutation([m.cluster for m in registry.members]).tolist()
    seen: set[tuple[str, str]] = set()
    members = []
    for member, cluster_id in zip(registry.members, ids, strict=True):
        if (member.partnership, cluster_id) not in seen:
            seen.add((member.partnership, cluster_id))
            members.append(replace(member, cluster=cluster_id))
    shuffled = replace(registry, members=tuple(members))
    learnt = {}
    for name, known in (("real", registry), ("shuffled", shuffled)):
        past = Past.of(known)
        signals = fit_signals(past)
        table = training_pairs(past, signals, [s.encode(past.arrays) for s in signals])
        learnt[name] = fit_weights(table.values, table.same).weights
    for signal in ("already_partners", "shared_sectors", "shared_technologies"):
        column = [info.name for info in SIGNALS].index(signal)
        assert learnt["shuffled"][column] < 0.6 * learnt["real"][column], signal
