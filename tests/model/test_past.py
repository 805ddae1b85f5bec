"""Counts of the past, and that training cannot know its own answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matcher import Registry
from matcher.model.learning.training import training_pairs
from matcher.model.learning.weights import fit_weights
from matcher.model.past import Past
from matcher.model.signals import SIGNALS, fit_signals
from matcher.model.values import pair_values
from tests.toy import block_registry


def together(past: Past, registry: Registry) -> list[dict[int, list[str]]]:
    """Partners of each cluster with the ids of their partnerships."""
    ids = [partnership.id for partnership in registry.partnerships]
    return [
        {other: [ids[position] for position in known] for other, known in row.items()}
        for row in past.partners
    ]


def test_taking_a_partnership_back_equals_never_counting_it(
    registry: Registry,
) -> None:
    past = Past.of(registry)
    for position in range(0, len(registry.partnerships), 7):
        gone = registry.partnerships[position].id
        without, never = (
            past.without(position),
            Past.of(registry.without([gone])),
        )
        np.testing.assert_array_equal(without.market_counts, never.market_counts)
        np.testing.assert_array_equal(without.arrays.markets, never.arrays.markets)
        np.testing.assert_array_equal(without.memberships, never.memberships)
        np.testing.assert_allclose(without.kind_pairs, never.kind_pairs, atol=1e-12)
        assert together(without, registry) == together(never, registry.without([gone]))


def test_deleting_a_partnership_leaves_the_features_of_its_pairs_unchanged(
    registry: Registry,
) -> None:
    past = Past.of(registry)
    signals = fit_signals(past)
    encodings = [signal.encode(past.arrays) for signal in signals]
    table = training_pairs(past, signals, encodings)
    for position in range(0, len(registry.partnerships), 9):
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


def test_a_large_registry_is_sampled_with_weights_that_stand_for_all(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.model.learning.training.MAX_CANDIDATES", 100)
    past = Past.of(registry)
    signals = fit_signals(past)
    table = training_pairs(past, signals, [s.encode(past.arrays) for s in signals])
    first = table.partnership == table.partnership[0]
    one_member = first & (table.left == table.left[first][0])
    n_others = table.sample_weight[one_member & ~table.same].sum()
    n_partners = int(table.same[one_member].sum())
    assert n_others == pytest.approx(len(registry.clusters) - 1 - n_partners)


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
