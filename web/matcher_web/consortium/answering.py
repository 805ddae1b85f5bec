"""Answers a question: what is proposed or chosen, and what can be changed of it.

In: a snapshot and a question without faults. Out: an `Answer`, or what is wrong by
field: a conflict of rules has the links that would help.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from matcher import (
    GOALS,
    Call,
    Cluster,
    Consortium,
    FilterError,
    GoalError,
    NoConsortium,
    Profile,
    RuleError,
    UnknownPartnership,
)
from matcher.consortium.asked import USUAL, rows_of
from matcher.consortium.changes import Changes
from matcher.consortium.conflicts import Conflict
from matcher_web.consortium.calls import as_read
from matcher_web.consortium.question import ConsortiumQuestion
from matcher_web.consortium.reading import LABELS
from matcher_web.snapshot import Snapshot, recent
from matcher_web.wording import sentence

N_PROPOSED = 3
N_SWAPS = 3
N_KEPT = 32
"""Of the latest answers; a page, its twins and its way back ask for the same one."""
FEW = 40
"""Where the sizes that are looked at sum up to more, one consortium is proposed."""
MOST_SUMMED = 60
"""Sizes are looked at, the least first, until they sum up to so many members."""


def looked_at(sizes: tuple[int, int]) -> tuple[int, int]:
    """The sizes of consortia that a page has the time to look at.

    Examples
    --------
    >>> looked_at((4, 6)), looked_at((2, 20)), looked_at((20, 20))
    ((4, 6), (2, 10), (20, 20))
    """
    least, most = sizes
    while most > least and sum(range(least, most + 1)) > MOST_SUMMED:
        most -= 1
    return least, most


def most_nodes(most: int, n_wanted: int) -> int:
    """How far to search for a proposal, so that no page is late.

    Parameters
    ----------
    most : int
        Members. A node takes the longer the more there are, and proves the less.
    n_wanted : int
        Wanted things; likewise.
    """
    if most > USUAL[1] + 2:
        return 0
    return 150 if n_wanted < 4 else 50


@dataclass(frozen=True)
class Answer:
    """What is proposed or was chosen.

    Parameters
    ----------
    snapshot : Snapshot
    question : ConsortiumQuestion
    chosen : Consortium or None
        Those that were named, or else the best proposal; None where nothing is asked,
        or nothing can be.
    others : tuple of Consortium
        Proposals beside it, best first.
    changes : Changes or None
        What can be changed of what is chosen.
    beside : Consortium or None
        A second set to compare with.
    conflict : Conflict or None
        Why nothing can be proposed.
    refused : str
        The same in a sentence. That nothing can be is an answer too, and no fault.
    faults : mapping of str to str
        What is wrong by field.
    """

    snapshot: Snapshot
    question: ConsortiumQuestion
    chosen: Consortium | None = None
    others: tuple[Consortium, ...] = ()
    changes: Changes | None = None
    beside: Consortium | None = None
    conflict: Conflict | None = None
    refused: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def call(self) -> Call | None:
        """The call that it is for."""
        calls = self.snapshot.registry.calls if self.question.call else ()
        return next((one for one in calls if one.id == self.question.call), None)

    def as_read(self, rule: str) -> str:
        """A rule as people read it."""
        return as_read(self.snapshot.vocabulary, rule)

    @property
    def start(self) -> tuple[Cluster, ...]:
        """Who starts, as clusters; of a partnership who is in what is chosen."""
        registry, question = self.snapshot.registry, self.question
        if not question.partnership:
            return tuple(map(registry.cluster, question.asks))
        asked = self.chosen.shares if self.chosen else ()
        kept = {*question.lock, question.coordinator}
        return tuple(
            one.cluster for one in asked if one.asked_for and one.cluster.id not in kept
        )

    @property
    def left_out(self) -> tuple[int, int] | None:
        """Sizes that were asked for and not looked at."""
        sizes = _sizes(self.snapshot, self.question)
        if not sizes or not self.question.sizes:
            return None
        most, asked = sizes[1], self.question.sizes[1]
        return (most + 1, asked) if asked > most else None

    @property
    def is_proposed(self) -> bool:
        """Whether what is shown was proposed, rather than named."""
        return bool(self.chosen) and not self.question.members


def starts_in(
    snapshot: Snapshot, question: ConsortiumQuestion, ids: Iterable[str]
) -> bool:
    """Whether all who start are among some clusters."""
    clusters = snapshot.registry.clusters
    rows = rows_of(snapshot.registry, question.asks, "start")
    return {clusters[row].id for row in rows} <= {*ids}


def answer(snapshot: Snapshot, question: ConsortiumQuestion) -> Answer:
    """What is proposed, or what the members that are named are worth."""
    found = Answer(snapshot, question)
    if not question:
        return found
    typed = question.rules or question.profile != Profile()
    try:
        return (_answered if typed else _ready)(snapshot, question)
    except RuleError as error:
        return replace(found, faults={"rules": str(error)})
    except (FilterError, GoalError, UnknownPartnership) as error:
        return replace(found, faults={_field_of(str(error)): sentence(str(error))})


@recent(N_KEPT)
def _ready(snapshot: Snapshot, question: ConsortiumQuestion) -> Answer:
    """The same, kept where nothing that somebody typed is in it."""
    return _answered(snapshot, question)


def _answered(snapshot: Snapshot, question: ConsortiumQuestion) -> Answer:
    found, recommender = Answer(snapshot, question), snapshot.recommender
    wishes = question.wishes()
    proposed, refused = _proposals(snapshot, question, wishes)
    if question.members:
        chosen: Consortium | None = recommender.consortium_value(
            question.members, **wishes
        )
    else:
        chosen = proposed[0] if proposed else None
    if refused:
        told = sentence(str(refused))
        found = replace(found, conflict=refused.conflict, refused=told)
    if chosen is None:
        return found
    ids = [one.id for one in chosen.members]
    return replace(
        found,
        chosen=chosen,
        others=tuple(one for one in proposed if one.members != chosen.members),
        changes=recommender.consortium_changes(
            ids, N_SWAPS, **wishes, **question.choice()
        ),
        beside=_beside(snapshot, question, wishes) if question.beside else None,
    )


def _beside(
    snapshot: Snapshot, question: ConsortiumQuestion, wishes: Mapping[str, Any]
) -> Consortium:
    """The second set; who starts and is not in it does not ask there."""
    if not starts_in(snapshot, question, question.beside):
        wishes = {**wishes, "start": (), "history": "any"}
    return snapshot.recommender.consortium_value(question.beside, **wishes)


def _proposals(
    snapshot: Snapshot, question: ConsortiumQuestion, wishes: Mapping[str, Any]
) -> tuple[list[Consortium], NoConsortium | None]:
    """The best consortia, or why there is none."""
    sizes = _sizes(snapshot, question)
    least, most = sizes or USUAL
    is_few = sum(range(least, most + 1)) <= FEW
    n_wanted = sum(len(question.wanted.codes(goal)) for goal in GOALS)
    try:
        found = snapshot.recommender.consortia(
            k=N_PROPOSED if is_few else 1,
            size=sizes,
            node_limit=most_nodes(most, n_wanted),
            **wishes,
            **question.choice(),
        )
    except NoConsortium as refused:
        return [], refused
    return found, None


def _sizes(snapshot: Snapshot, question: ConsortiumQuestion) -> tuple[int, int] | None:
    """The sizes that are looked at, from as many on as have to be members."""
    if not question.sizes:
        return None
    least, most = question.sizes
    others = {*question.lock, question.coordinator} - {""}
    locked = {*rows_of(snapshot.registry, question.asks, "start")}
    locked |= {*rows_of(snapshot.registry, others, "lock")}
    return looked_at((max(least, min(len(locked), most)), most))


def _field_of(told: str) -> str:
    """The field that a refusal is about: it begins with its name."""
    first = told.partition(" ")[0].rstrip(":")
    return first if first in LABELS else "conflict"
