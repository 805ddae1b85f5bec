"""Where a consortium leads that is changed in one part.

In: a question and its answer. Out: finished words and addresses for templates: to swap,
lock, keep out or leave out a member, to add one, to take another proposal, to compare
two, and to ask for less where rules conflict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from flask import url_for

from matcher import VISITOR, Consortium, Profile, without_rule
from matcher.consortium.asked import FEWEST, USUAL
from matcher.consortium.changes import Change
from matcher.consortium.reliefs import Relief
from matcher_web.consortium.answering import Answer, starts_in
from matcher_web.consortium.question import HERE, ConsortiumQuestion
from matcher_web.listing.links import Link
from matcher_web.query.goals import wanted_goals
from matcher_web.wording import sentence


class Offer(NamedTuple):
    """A change, where it leads, and what it brings and loses as people read it."""

    change: Change
    address: str
    brings: list[str]
    loses: list[str]

    @classmethod
    def of(cls, answer: Answer, change: Change, question: ConsortiumQuestion) -> Offer:
        """A change that leads to a question."""
        brings, loses = (
            [*map(answer.as_read, words)] for words in (change.brings, change.loses)
        )
        return cls(change, address(question), brings, loses)


@dataclass(frozen=True)
class MemberLinks:
    """What can be done with one member; an address is empty where it cannot.

    Parameters
    ----------
    swaps : tuple of Offer
        Who could be in its place.
    lock, unlock, ban, leave_out : str
    """

    swaps: tuple[Offer, ...] = ()
    lock: str = ""
    unlock: str = ""
    ban: str = ""
    leave_out: str = ""


class Other(NamedTuple):
    """Another proposal: where it is taken and compared, and how it differs."""

    consortium: Consortium
    take: str
    compare: str
    only_here: tuple[str, ...]


def address(question: ConsortiumQuestion, **parts: Any) -> str:
    """Where a question is answered that differs in some parts."""
    return url_for("consortium", **replace(question, **parts).parameters())


def member_links(answer: Answer) -> dict[str, MemberLinks]:
    """What can be done with each member, by its id."""
    if not answer.chosen or not answer.changes:
        return {}
    ids = tuple(one.id for one in answer.chosen.members)
    starting = {one.id for one in answer.start} | {answer.question.coordinator}
    return {
        one: MemberLinks() if one in starting else _of_member(answer, ids, one)
        for one in ids
    }


def _of_member(answer: Answer, ids: tuple[str, ...], one: str) -> MemberLinks:
    question, changes = answer.question, answer.changes
    rest = tuple(other for other in ids if other != one)
    unlocked = tuple(other for other in question.lock if other != one)
    freed = replace(question, lock=unlocked)
    kept = rest if question.members and len(rest) >= FEWEST else ()
    banned = replace(freed, ban=tuple(sorted({*question.ban, one})))
    left_out = freed.with_members(*rest) if len(rest) >= FEWEST else None
    is_locked = one in question.lock
    assert changes
    return MemberLinks(
        tuple(
            Offer.of(answer, swap, freed.with_members(*rest, swap.into.id))
            for swap in changes.swaps.get(one, ())
        ),
        ""
        if is_locked
        else address(question, lock=tuple(sorted({*question.lock, one}))),
        address(freed) if is_locked else "",
        address(banned, members=kept, beside=()),
        address(left_out) if left_out else "",
    )


def joining(answer: Answer) -> list[Offer]:
    """The best next members, each with the link that adds it."""
    if not answer.chosen or not answer.changes:
        return []
    ids = [one.id for one in answer.chosen.members]
    return [
        Offer.of(answer, one, answer.question.with_members(*ids, one.into.id))
        for one in answer.changes.joining
    ]


def others(answer: Answer) -> list[Other]:
    """Other proposals, each with the links that take it and compare it."""
    if not answer.chosen:
        return []
    ids = tuple(one.id for one in answer.chosen.members)
    return [
        Other(
            other,
            address(answer.question.with_members(*_members(other))),
            address(answer.question, members=ids, beside=_members(other)),
            tuple(one.called for one in other.members if one.id not in ids),
        )
        for other in answer.others
    ]


def beside_links(answer: Answer) -> dict[str, str]:
    """Where two that are compared are told apart: take the second, or close it."""
    if not answer.beside or not answer.chosen:
        return {}
    question = answer.question
    taken = question.with_members(*question.beside)
    if not starts_in(answer.snapshot, question, question.beside):
        history = "mixed" if question.history == "mixed" else "any"
        taken = replace(taken, partnership="", start=(), history=history)
    return {"take": address(taken), "close": address(answer.question, beside=())}


def _members(consortium: Consortium) -> tuple[str, ...]:
    return tuple(one.id for one in consortium.members)


def unasked(answer: Answer) -> list[Link]:
    """A link for each thing that is asked for; it asks no longer for it."""
    question, label = answer.question, answer.snapshot.vocabulary.label
    called = {c.id: c.called for c in answer.snapshot.registry.clusters}

    def less(name: str) -> list[tuple[str, str]]:
        ids: tuple[str, ...] = getattr(question, name)
        return [
            (one, address(question, **{name: tuple(o for o in ids if o != one)}))
            for one in ids
        ]

    found = []
    if VISITOR in called:
        members = tuple(one for one in question.members if one != VISITOR)
        to = address(question, profile=Profile(), members=members, beside=())
        found.append(Link(f"Starts: {called[VISITOR]}", to))
    found += [Link(f"In: {called[one]}", to) for one, to in less("lock")]
    found += [Link(f"Kept out: {called[one]}", to) for one, to in less("ban")]
    for goal in wanted_goals(
        question.goals, question.goals, answer.snapshot.vocabulary
    ):
        verb = "Must serve" if goal.is_must else "Wanted"
        found += [
            Link(f"{verb}: {wish.text}", address(question, goals=wish.without))
            for wish in goal.wishes
        ]
    for option in HERE:
        for value in question.filters[option.name]:
            words = option.chip.format(label(value) if option.vocabulary else "")
            without = question.filters.without(option.name, value)
            found.append(Link(words, address(question, filters=without)))
    if question.coordinator:
        to = address(question, coordinator="")
        found.append(Link(f"Coordinator: {called[question.coordinator]}", to))
    return found


def reliefs(answer: Answer) -> list[Link]:
    """Each change that would help where rules conflict, with the link that makes it.

    The address is empty where a number in a rule of a call gives way: nobody may.
    """
    if not answer.conflict:
        return []
    eased = [(one.words, _eased(answer, one)) for one in answer.conflict.reliefs]
    return [
        Link(
            sentence(words),
            address(question, members=(), beside=()) if question else "",
        )
        for words, question in eased
    ]


def _eased(answer: Answer, relief: Relief) -> ConsortiumQuestion | None:
    """The question in which something gives way; None if it is not known where."""
    question = answer.question
    if relief.member:
        kept = tuple(one for one in question.lock if one != relief.member)
        leads = "" if question.coordinator == relief.member else question.coordinator
        return replace(question, lock=kept, coordinator=leads)
    if relief.option == "size" and relief.number:
        least = min((question.sizes or USUAL)[0], relief.number)
        return replace(question, sizes=(least, relief.number))
    if relief.option == "must":
        return replace(question, goals=replace(question.goals, must=()))
    if relief.option == "strict":
        return replace(question, strict=False)
    if relief.option == "history":
        return replace(question, history="any")
    if relief.option.startswith("least_"):
        leasts = {**question.leasts, relief.option: relief.number or 0}
        if relief.option == "least_countries" and not relief.number:
            del leasts[relief.option]
        return replace(question, leasts=leasts)
    for option in HERE:
        if option.argument == relief.option:
            filters = question.filters.changed(option.name, ())
            return replace(question, filters=filters)
    return _without_rule(answer, relief)


def _without_rule(answer: Answer, relief: Relief) -> ConsortiumQuestion | None:
    """Without a rule of one's own or with less of it, or without the call it is of."""
    question, vocabulary = answer.question, answer.snapshot.vocabulary
    kept = without_rule(question.rules, relief.rule, vocabulary, relief.instead)
    if kept != question.rules:
        return replace(question, rules=kept)
    is_of_call = answer.call is not None and relief.rule in answer.call.rules
    return replace(question, call="") if is_of_call and not relief.instead else None
