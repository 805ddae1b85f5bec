"""History: whether a consortium is of known partners, of new ones or a mix.

In: who asks and what they wish. Out: constraints. A new partner was in no partnership
on record with any of who asks; somebody experienced has been in a consortium.

Partners that know each other work better together, but those who always go together go
stale, and newcomers alone do not win: hence the mix, unless something else is wished.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from matcher.arrays import BoolArray
from matcher.consortium.constraints import Allowed, AtLeast, Constraint, Mask
from matcher.errors import FilterError, did_you_mean
from matcher.registry.registry import Registry

HISTORIES = {
    "mixed": "some new partners, and somebody experienced",
    "known": "only partners that you know",
    "new": "only partners that are new to you",
    "any": "whoever fits best",
}
"""What can be wished for."""


def is_new(registry: Registry, start: Sequence[int]) -> BoolArray:
    """Who was in no partnership with any of who asks, and is none of them."""
    new = np.ones(len(registry.clusters), bool)
    for row in start:
        partners = registry.partners_of[registry.clusters[row].id]
        new[[row, *(registry.index[one] for one in partners)]] = False
    return new


def is_experienced(registry: Registry) -> BoolArray:
    """Who has been in a consortium, as far as recorded."""
    consortia = [one.id for one in registry.partnerships if one.is_consortium]
    been = set[str]().union(*map(registry.members_of.__getitem__, consortia))
    found = np.zeros(len(registry.clusters), bool)
    found[[registry.index[one] for one in been]] = True
    return found


def history_rules(
    registry: Registry,
    start: Sequence[int],
    locked: Sequence[int],
    most: int,
    history: str,
    least_new: int,
    least_experienced: int,
) -> Iterator[Constraint]:
    """What a wish means for the members.

    Parameters
    ----------
    registry : Registry
    start, locked : sequence of int
        Rows of who asks, and of all who have to be members.
    most : int
        So many members at most.
    history : str
        One of `HISTORIES`.
    least_new, least_experienced : int
        Of a mix. Without anybody who asks nobody is new to them; where all places are
        taken, nobody has to be.

    Raises
    ------
    FilterError
    """
    if not isinstance(history, str) or history not in HISTORIES:
        near = did_you_mean(str(history), HISTORIES)
        accepted = near or f"; there are {', '.join(HISTORIES)}"
        raise FilterError(f"history is {history!r:.60}{accepted}")
    if history in ("known", "new"):
        if not start:
            raise FilterError(f"history={history!r} needs to know who asks: give start")
        may = is_new(registry, start)
        may = may if history == "new" else ~may
        may[list(locked)] = True
        words = HISTORIES[history]
        yield Allowed(words=words, option="history", mask=Mask.of(may))
    if history != "mixed":
        return
    if start and least_new and most > len(locked):
        noun = "partner" if least_new == 1 else "partners"
        words = f"at least {least_new} new {noun}"
        mask = Mask.of(is_new(registry, start))
        yield AtLeast(words=words, option="least_new", mask=mask, least=least_new)
    experienced = is_experienced(registry)
    if least_experienced and experienced.any():
        words = f"at least {least_experienced} that has been in a consortium"
        if least_experienced > 1:
            words = words.replace("has", "have")
        yield AtLeast(
            words=words,
            option="least_experienced",
            mask=Mask.of(experienced),
            least=least_experienced,
        )
