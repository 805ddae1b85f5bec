"""Folds hold back what is tested, what came later and all that is derived from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from matcher import Partnership, Registry
from matcher.evaluation.splits import (
    GENERATIONS,
    Fold,
    by_generation,
    leave_one_out,
    round_of,
)
from matcher.model.past import Past
from tests.toy import block_registry

Protocol = Callable[[Registry], Iterator[Fold]]
PROTOCOLS = pytest.mark.parametrize("protocol", [by_generation, leave_one_out])


@PROTOCOLS
def test_what_is_tested_is_not_known(registry: Registry, protocol: Protocol) -> None:
    for fold in protocol(registry):
        tested = {p.id for p in fold.tested}
        assert tested
        assert not tested & {p.id for p in fold.train.partnerships}
        assert not tested & {member.partnership for member in fold.train.members}


def test_nothing_later_is_known_by_generation(registry: Registry) -> None:
    for fold, group in zip(by_generation(registry), GENERATIONS, strict=True):
        assert {round_of(p, registry) for p in fold.tested} == set(group)
        known = [round_of(p, registry) for p in fold.train.partnerships]
        assert max(known) < min(group)


def test_every_partnership_with_a_pair_is_left_out_once(registry: Registry) -> None:
    folds = list(leave_one_out(registry))
    tested = [p.id for fold in folds for p in fold.tested]
    pairs = [p.id for p in registry.partnerships if len(registry.members_of[p.id]) > 1]
    assert tested == pairs
    n_known = {len(fold.train.partnerships) for fold in folds}
    assert n_known == {len(registry.partnerships) - 1}


@PROTOCOLS
def test_clusters_stay_the_same_but_lose_the_markets_of_what_is_tested(
    registry: Registry, protocol: Protocol
) -> None:
    n_lost = 0
    for fold in protocol(registry):
        train = fold.train
        assert train.clusters == registry.clusters
        known = set(train.members_of)
        for partnership in fold.tested:
            for member in fold.members_of[partnership.id]:
                expected = set(registry.cluster(member).target_markets)
                for other in set(registry.partnerships_of[member]) & known:
                    expected |= set(registry.partnership(other).target_markets)
                assert set(train.markets_of(member)) == expected
                n_lost += set(registry.markets_of(member)) > expected
    assert n_lost > 50


@PROTOCOLS
def test_what_a_tested_partnership_says_changes_nothing_that_is_known(
    registry: Registry, protocol: Protocol
) -> None:
    tested = next(protocol(registry)).tested
    changed = _rewritten(registry, tested)
    before, after = next(protocol(registry)).train, next(protocol(changed)).train
    assert before == after
    one, other = (Past.of(r) for r in (before, after))
    np.testing.assert_array_equal(one.market_counts, other.market_counts)
    np.testing.assert_array_equal(one.kind_pairs, other.kind_pairs)
    assert one.partners == other.partners


def _rewritten(registry: Registry, tested: tuple[Partnership, ...]) -> Registry:
    """The tested partnerships with other facts, and all with the same member more."""
    ids = {p.id for p in tested}
    stranger = registry.clusters[0].id
    partnerships = tuple(
        replace(p, sectors=(), technologies=(), target_markets=("BR",), focus="Else.")
        if p.id in ids
        else p
        for p in registry.partnerships
    )
    members = tuple(
        replace(member, cluster=stranger)
        if member.cluster == registry.members_of[member.partnership][0]
        and stranger not in registry.members_of[member.partnership]
        and member.partnership in ids
        else member
        for member in registry.members
    )
    assert (partnerships, members) != (registry.partnerships, registry.members)
    return replace(registry, partnerships=partnerships, members=members)


def test_a_partnership_without_a_generation_counts_by_its_start() -> None:
    toy = block_registry()
    dated = [
        replace(p, generation=number, start=start)
        for p, number, start in zip(
            toy.partnerships,
            (1, 2, 3, None),
            ("2016-01", "2018", "2020-09", ""),
            strict=True,
        )
    ]
    known = replace(toy, partnerships=tuple(dated))
    unknown = known.partnerships[3]
    assert round_of(replace(unknown, start="2019-12"), known) == 2
    assert round_of(replace(unknown, start="2018-01"), known) == 2
    assert round_of(replace(unknown, start="2010"), known) == 0
    assert round_of(unknown, known) == 3
