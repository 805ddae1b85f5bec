"""Folds hold back what is tested, what came later and all that is derived from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from matcher import Member, Partnership, Registry
from matcher.evaluation.splits import (
    GENERATIONS,
    N_LESSONS,
    Fold,
    asked_about,
    by_generation,
    knows_others,
    leave_one_out,
)
from matcher.model.past import Past
from matcher.registry.partnerships import is_before
from tests.toy import block_registry

Protocol = Callable[[Registry], Iterator[Fold]]
PROTOCOLS = pytest.mark.parametrize(
    "protocol",
    [
        partial(protocol, others=others)
        for protocol in (by_generation, leave_one_out)
        for others in (False, True)
    ],
    ids=["rounds", "rounds-others", "one", "one-others"],
)


@PROTOCOLS
def test_what_is_tested_is_not_known(registry: Registry, protocol: Protocol) -> None:
    for fold in protocol(registry):
        tested = {p.id for p in fold.tested}
        assert tested
        for known in (fold.train, fold.known.taught_by):
            assert not tested & {p.id for p in known.partnerships}
            assert not tested & {member.partnership for member in known.members}


@PROTOCOLS
def test_weights_are_taught_by_nothing_that_is_not_known(
    registry: Registry, protocol: Protocol
) -> None:
    for fold in protocol(registry):
        assert set(fold.known.taught_by.members) <= set(fold.train.members)


def test_consortia_of_one_programme_are_tested(registry: Registry) -> None:
    for fold in [*by_generation(registry), *leave_one_out(registry)]:
        assert {p.programme for p in (*fold.tested, *fold.candidates)} == {"escp-4i"}
        assert {p.programme for p in fold.train.partnerships} == {"escp-4i"}
    assert knows_others(registry)
    alone = registry.only(p.id for p in asked_about(registry))
    assert not knows_others(alone)
    assert len({p.programme for p in registry.partnerships}) > 5


def test_a_registry_without_that_programme_is_tested_on_all_it_has() -> None:
    toy = block_registry()
    assert asked_about(toy) == toy.partnerships
    assert not knows_others(toy)


@pytest.mark.parametrize("others", [False, True])
def test_nothing_later_is_known_by_generation(registry: Registry, others: bool) -> None:
    folds = by_generation(registry, others=others)
    for fold, group in zip(folds, GENERATIONS, strict=True):
        assert {p.generation for p in fold.tested} == set(group)
        first = min(p.start for p in fold.tested if p.start)
        for member in fold.train.members:
            assert is_before(member.since, first)
        for partnership in fold.train.partnerships:
            assert not partnership.start or is_before(partnership.start, first)
            assert (partnership.generation or 0) < min(group)


def test_with_other_cooperation_the_same_is_asked_and_more_is_known(
    registry: Registry,
) -> None:
    for protocol in (by_generation, leave_one_out):
        both = zip(protocol(registry), protocol(registry, others=True), strict=True)
        for alone, more in both:
            assert more.protocol == f"{alone.protocol}, with other cooperation"
            assert more.tested == alone.tested
            assert more.candidates == alone.candidates
            assert set(alone.train.members) < set(more.train.members)


def two_dated_rounds() -> Registry:
    """Blocks whose first two went in 2016; all four of each in 2018, or in 2020."""
    first = block_registry(n_in_block=4, n_together=2)
    rounds = {1: ("2016", 2), 2: ("2018-03", 4), 3: ("2020", 4)}
    return replace(
        first,
        partnerships=tuple(
            replace(p, id=f"{p.id[:-1]}{number}", generation=number, start=start)
            for p in first.partnerships
            for number, (start, _) in rounds.items()
        ),
        members=tuple(
            Member(partnership=f"{p.id[:-1]}{n}", cluster=c.id, since=start)
            for p in first.partnerships
            for n, (start, n_together) in rounds.items()
            for c in first.clusters
            if c.id.startswith(p.id[:-3]) and int(c.id[-1]) < n_together
        ),
    )


def test_a_round_knows_who_was_a_member_before_it_began() -> None:
    toy = two_dated_rounds()
    whole = [len(fold.train.members) for fold in by_generation(toy)]
    assert whole == [4 * 2, 4 * 2 + 4 * 4]
    late, unknown = "2018-06", ""
    for since in (late, unknown):
        joined = replace(toy.members[0], since=since)
        changed = replace(toy, members=(joined, *toy.members[1:]))
        found = [len(fold.train.members) for fold in by_generation(changed)]
        assert found == [whole[0] - 1, whole[1] - (since == unknown)]


def test_where_nobody_says_when_it_began_only_rounds_tell_what_came_before() -> None:
    dated = two_dated_rounds()
    other = Partnership(id="other", acronym="OTHER", start="2010")
    toy = replace(
        dated,
        partnerships=(*(replace(p, start="") for p in dated.partnerships), other),
        members=(
            *(replace(m, since="") for m in dated.members),
            Member(partnership="other", cluster="chips-0"),
        ),
    )
    for fold, expected in zip(by_generation(toy), ({1}, {1, 2}), strict=True):
        assert {p.generation for p in fold.train.partnerships} == expected


@pytest.mark.parametrize("others", [False, True])
def test_every_partnership_with_a_pair_is_left_out_once(
    registry: Registry, others: bool
) -> None:
    folds = list(leave_one_out(registry, others=others))
    tested = [p.id for fold in folds for p in fold.tested]
    asked = asked_about(registry)
    assert tested == [p.id for p in asked if len(registry.members_of[p.id]) > 1]
    n_known = {len(fold.train.partnerships) for fold in folds}
    assert n_known == {len(registry.partnerships if others else asked) - 1}
    lessons = list(dict.fromkeys(id(fold.known.taught_by) for fold in folds))
    assert len(lessons) == N_LESSONS


@PROTOCOLS
def test_clusters_stay_the_same_but_lose_the_markets_of_what_is_tested(
    registry: Registry, protocol: Protocol
) -> None:
    n_lost = 0
    for fold in protocol(registry):
        train = fold.train
        assert train.clusters == registry.clusters
        known = {(m.partnership, m.cluster) for m in train.members}
        for partnership in fold.tested:
            for member in fold.members_of[partnership.id]:
                expected = set(registry.cluster(member).target_markets)
                for other in registry.partnerships_of[member]:
                    if (other, member) in known:
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
    assert one.consortia.partners == other.consortia.partners
    assert one.standing.partners == other.standing.partners


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
