"""What a back-test may know: the registry as it stood before a test partnership.

Two protocols. By generation: learn from earlier rounds, test on a later one. Leave one
out: learn from all other partnerships, test on one. A `Fold` holds its partnerships
out with all their pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from matcher.registry.partnerships import Partnership
from matcher.registry.registry import Registry

GENERATIONS: tuple[tuple[int, ...], ...] = ((2,), (3, 4))
"""Rounds that are tested together; each learns from all rounds before."""


@dataclass(frozen=True)
class Fold:
    """One test: what is known, and what is asked about.

    Parameters
    ----------
    name : str
    train : Registry
        Without the tested partnerships and, by generation, without later ones.
    tested : tuple of Partnership
    candidates : tuple of Partnership
        Whom a cluster could join, in id order: the round's or, with one left out, all.
    members_of : mapping of str to tuple of str
        Cluster ids of every partnership, the tested ones included.
    """

    name: str
    train: Registry
    tested: tuple[Partnership, ...]
    candidates: tuple[Partnership, ...]
    members_of: Mapping[str, tuple[str, ...]]


def round_of(partnership: Partnership, registry: Registry) -> int:
    """The generation of a partnership; by its start where none is recorded.

    Notes
    -----
    Without a generation it counts to the latest one that had started by then, and to
    the last one if its start is not recorded, so that it never helps the past.
    """
    if partnership.generation is not None:
        return partnership.generation
    known = [p for p in registry.partnerships if p.generation is not None]
    if not partnership.start:
        return max((p.generation or 0 for p in known), default=0)
    year = partnership.start[:4]
    started = [p.generation or 0 for p in known if p.start and p.start[:4] <= year]
    return max(started, default=0)


def by_generation(registry: Registry) -> Iterator[Fold]:
    """Learn from earlier rounds, test on each group of `GENERATIONS`."""
    rounds = {p.id: round_of(p, registry) for p in registry.partnerships}
    for group in GENERATIONS:
        later = [p_id for p_id, number in rounds.items() if number >= min(group)]
        tested = [p for p in registry.partnerships if rounds[p.id] in group]
        asked = _with_pairs(tested, registry)
        if not asked:
            continue
        name = "generation " + " and ".join(str(number) for number in group)
        yield Fold(
            name,
            registry.without(later),
            asked,
            asked,
            registry.members_of,
        )


def leave_one_out(registry: Registry) -> Iterator[Fold]:
    """Learn from all other partnerships, test on one; for each in its turn."""
    for partnership in _with_pairs(registry.partnerships, registry):
        train = registry.without([partnership.id])
        yield Fold(
            partnership.id,
            train,
            (partnership,),
            registry.partnerships,
            registry.members_of,
        )


def _with_pairs(
    partnerships: tuple[Partnership, ...] | list[Partnership], registry: Registry
) -> tuple[Partnership, ...]:
    """Those with two known members or more."""
    return tuple(p for p in partnerships if len(registry.members_of[p.id]) > 1)
