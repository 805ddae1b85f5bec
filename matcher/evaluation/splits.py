"""What a back-test may know: the registry as it stood before a test partnership.

Two protocols. By generation: learn from what was known before a round began, test on
it. Leave one out: learn from all other partnerships, test on one. Consortia of ESCP-4i
are tested; each protocol learns from them alone, or from all other cooperation too. A
`Fold` holds its partnerships out with all their pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import BoolArray
from matcher.evaluation.words import LEAVE_ONE_OUT, WITH_OTHERS
from matcher.model.past import Past
from matcher.registry.partnerships import Partnership
from matcher.registry.registry import Registry

TESTED = "escp-4i"
"""The programme whose consortia are tested."""

GENERATIONS: tuple[tuple[int, ...], ...] = ((2,), (3, 4))
"""Rounds that are tested together; each learns from what was known before both."""

N_LESSONS = 10
"""So often weights are learnt when each partnership is left out in its turn."""


@dataclass(frozen=True)
class Known:
    """What a system may learn from.

    Parameters
    ----------
    registry : Registry
        Who was where with whom, without the tested partnerships.
    taught_by : Registry
        What weights are learnt from, where a system has any. It holds no partnership
        that `registry` lacks.
    """

    registry: Registry
    taught_by: Registry

    @classmethod
    def all_of(cls, registry: Registry) -> Known:
        """A registry that also teaches the weights."""
        return cls(registry, registry)

    @cached_property
    def past(self) -> Past:
        """What the registry says of clusters, counted once for all systems."""
        return Past.of(self.registry)

    @cached_property
    def has_past(self) -> BoolArray:
        """Which clusters are in any partnership of the registry."""
        known = self.registry.partnerships_of
        return np.array([bool(known[c.id]) for c in self.registry.clusters], dtype=bool)


@dataclass(frozen=True)
class Fold:
    """One test: what is known, and what is asked about.

    Parameters
    ----------
    protocol : str
    known : Known
        Without the tested partnerships and, by generation, without what came later.
    tested : tuple of Partnership
    candidates : tuple of Partnership
        Whom a cluster could join, in id order: the round's or, with one left out, all
        that are tested in their turn.
    members_of : mapping of str to tuple of str
        Cluster ids of every partnership, the tested ones included.
    """

    protocol: str
    known: Known
    tested: tuple[Partnership, ...]
    candidates: tuple[Partnership, ...]
    members_of: Mapping[str, tuple[str, ...]]

    @property
    def train(self) -> Registry:
        """Who was where with whom, as far as it may be known."""
        return self.known.registry


def asked_about(registry: Registry) -> tuple[Partnership, ...]:
    """Consortia of ESCP-4i; all partnerships of a registry that has none."""
    found = tuple(
        p for p in registry.partnerships if p.programme == TESTED and p.is_consortium
    )
    return found or registry.partnerships


def knows_others(registry: Registry) -> bool:
    """Whether it holds cooperation beside what is tested."""
    return len(asked_about(registry)) < len(registry.partnerships)


def by_generation(registry: Registry, *, others: bool = False) -> Iterator[Fold]:
    """Learn from what was known before, test on each group of `GENERATIONS`.

    Parameters
    ----------
    registry : Registry
    others : bool
        Also learn from cooperation beside what is tested.
    """
    known = _learnt_from(registry, others)
    for group in GENERATIONS:
        asked = _with_pairs(
            (p for p in asked_about(registry) if p.generation in group), registry
        )
        if not asked:
            continue
        name = "generation " + " and ".join(str(number) for number in group)
        yield Fold(
            name + WITH_OTHERS * others,
            Known.all_of(_before(group, asked, known)),
            asked,
            asked,
            registry.members_of,
        )


def leave_one_out(registry: Registry, *, others: bool = False) -> Iterator[Fold]:
    """Learn from all other partnerships, test on one; for each in its turn.

    Parameters
    ----------
    registry, others
        As in `by_generation`.

    Notes
    -----
    One partnership more or less hardly moves the weights, and learning them takes most
    of the time: they are learnt `N_LESSONS` times, each time without all partnerships
    of one lesson, and serve for each of these.
    """
    known = _learnt_from(registry, others)
    tested = asked_about(registry)
    asked = _with_pairs(tested, registry)
    n_lessons = min(N_LESSONS, len(asked))
    for lesson in range(n_lessons):
        part = slice(
            lesson * len(asked) // n_lessons, (lesson + 1) * len(asked) // n_lessons
        )
        taught_by = known.without(p.id for p in asked[part])
        for partnership in asked[part]:
            yield Fold(
                LEAVE_ONE_OUT + WITH_OTHERS * others,
                Known(known.without([partnership.id]), taught_by),
                (partnership,),
                tested,
                registry.members_of,
            )


def _learnt_from(registry: Registry, others: bool) -> Registry:
    return registry if others else registry.only(p.id for p in asked_about(registry))


def _before(
    group: tuple[int, ...], tested: Iterable[Partnership], known: Registry
) -> Registry:
    """What was known before the first tested partnership of a round began.

    Where none of them says when it began, only the rounds tell what came before.
    """
    first = min((p.start for p in tested if p.start), default="")
    earlier = known.before(first) if first else known
    return earlier.only(
        p.id
        for p in earlier.partnerships
        if (bool(first) if p.generation is None else p.generation < min(group))
    )


def _with_pairs(
    partnerships: Iterable[Partnership], registry: Registry
) -> tuple[Partnership, ...]:
    """Those with two known members or more."""
    return tuple(p for p in partnerships if len(registry.members_of[p.id]) > 1)
