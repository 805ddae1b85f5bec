"""Seating: who of some members takes which seat, each a seat of its own.

In: a rule of seats, and members. Out: the member in each seat, as many as can be.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcher.consortium.constraints import State
from matcher.consortium.rules.facts import holds_all
from matcher.registry.calls.rule import Rule, in_words
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry


def seats_taken(
    rule: Rule, members: Sequence[Cluster], registry: Registry
) -> tuple[State, str, tuple[str, ...]]:
    """How a rule of seats stands: its state, who takes which seat, and their ids.

    Parameters
    ----------
    rule : Rule
    members : sequence of Cluster
        Each takes one seat at most. Whoever surely can take one does, before those of
        whom it is not recorded.
    registry : Registry
    """
    told = [[holds_all(seat, m, registry) for m in members] for seat in rule.seats]
    surely = _matched([[one is True for one in seat] for seat in told])
    taken = _matched([[one is not False for one in seat] for seat in told], surely)
    state: State = "not met" if None in taken else "met"
    if state == "met" and None in surely:
        state = "cannot tell"
    found = taken if state == "cannot tell" else surely
    words, ids = [], list[str]()
    for seat, at, each in zip(rule.seats, found, told, strict=True):
        who = "nobody is left"
        if at is not None:
            ids.append(members[at].id)
            who = members[at].called + " (not recorded)" * (each[at] is None)
        words.append(f"{in_words(seat)}: {who}")
    return state, "; ".join(words), tuple(sorted(ids))


def _matched(
    may: Sequence[Sequence[bool]], begun: Sequence[int | None] = ()
) -> list[int | None]:
    """Which member takes each seat, as many as can be.

    References
    ----------
    Kuhn, "The Hungarian method for the assignment problem", 1955.
    """
    taken = [*begun] or [None] * len(may)

    def moved(seat: int, seen: set[int]) -> bool:
        free_first = sorted(range(len(may[seat])), key=lambda at: at in taken)
        for at in free_first:
            if may[seat][at] and at not in seen:
                seen.add(at)
                other = taken.index(at) if at in taken else None
                if other is None or moved(other, seen):
                    taken[seat] = at
                    return True
        return False

    for seat in range(len(may)):
        if taken[seat] is None:
            moved(seat, set())
    return taken
