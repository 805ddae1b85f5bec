"""Reads the address of a consortium: texts in, a question and its faults out.

In: a snapshot and an address. Out: a `Form`: the question as far as it could be read,
what was given in each field, and what is wrong with it in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from matcher import DESCRIPTION, VISITOR, Profile, UnknownCall, find_call, fold
from matcher.consortium.asked import FEWEST, MOST
from matcher.consortium.history import HISTORIES
from matcher.consortium.parts import PARTS
from matcher_web.consortium.question import (
    HERE,
    HISTORY,
    LEASTS,
    WEIGHT,
    ConsortiumQuestion,
)
from matcher_web.query.form import read_description, read_filters, read_goals
from matcher_web.query.goals import CHANGED
from matcher_web.query.question import Filters
from matcher_web.query.reading import Reading, Sent
from matcher_web.query.weights import WRONG_WEIGHT, factor_of
from matcher_web.shortlist.asking import named
from matcher_web.snapshot import Snapshot
from matcher_web.wording import sentence

MOST_LETTERS = 2_000
"""So many letters of rules are read."""
MOST_RULES = 20

LABELS = {
    "start": "Who starts",
    "members": "Members",
    "lock": "Who has to be in",
    "ban": "Who is kept out",
    "size": "How many members",
    "call": "Funding call",
    "rules": "Rules of your own",
    "coordinator": "Coordinator",
    "history": "Partners of the past",
    "least_countries": "From so many countries at least",
    "least_new": "So many new partners at least",
    "least_experienced": "So many at least that have been in a consortium",
    "strict": "What cannot be told",
    "beside": "Members to compare with",
    "conflict": "What you ask for",
    **{o.name: o.label for o in (*DESCRIPTION, *CHANGED, *HERE)},
    "want_markets": "Markets to go to",
    "want_sectors": "Sectors to cover",
    "want_technologies": "Technologies to have",
    "want_countries": "Countries to be from",
    "want_experience": "Consortia that a member should have been in",
    "must": "What it must serve",
    **{WEIGHT + name: f"How much {one.title} counts" for name, one in PARTS.items()},
}
"""Words for each field."""

_SIZE = re.compile(r"([0-9]{1,3})(?:\s*(?:-|–|to)\s*([0-9]{1,3}))?")


@dataclass(frozen=True)
class Form:
    """The form as it was filled, and what it asks.

    Parameters
    ----------
    snapshot : Snapshot
        With who is described among the clusters.
    question : ConsortiumQuestion
    given : mapping of str to str
        What was given in a field and could not be read, or as it was typed.
    faults : mapping of str to str
    """

    snapshot: Snapshot
    question: ConsortiumQuestion
    given: Mapping[str, str]
    faults: Mapping[str, str]


def read_form(snapshot: Snapshot, sent: Sent) -> Form:
    """What an address asks for."""
    reading = Reading(sent)
    profile = read_description(snapshot, reading)
    if is_described := profile != Profile():
        snapshot = snapshot.visited_by(profile)
    partnership, start = _start(snapshot, reading)
    if partnership and is_described:
        reading.faults["start"] = "A partnership starts alone: describe nobody beside."
    members, lock, ban, beside = (
        _ids(snapshot, reading, name) for name in ("members", "lock", "ban", "beside")
    )
    for name, ids in (("members", members), ("beside", beside)):
        n_beside = is_described and VISITOR not in ids and bool(ids)
        _check_number(reading, name, len(ids) + n_beside)
    goals = read_goals(snapshot, reading)
    filters = Filters(read_filters(snapshot, reading, HERE))
    sizes = _sizes(reading)
    question = ConsortiumQuestion(
        profile,
        partnership,
        tuple(one for one in start if one != VISITOR),
        members,
        lock,
        ban,
        goals,
        filters,
        sizes,
        call=_call(snapshot, reading),
        rules=_rules(reading),
        coordinator="".join(_ids(snapshot, reading, "coordinator", most=1)),
        history=_history(reading, bool(partnership or start or is_described)),
        leasts=_leasts(reading),
        strict=reading.flag("strict", "what cannot be told excludes"),
        weights=_weights(reading),
        beside=beside,
    )
    _check_ban(snapshot, reading, question)
    given = {name: reading.text(name) for name in ("size", "call", "rules", "history")}
    given |= {name: ", ".join(texts) for name, texts in reading.unknown.items()}
    order = [name for name in LABELS if name in reading.faults]
    return Form(
        snapshot, question, given, {name: reading.faults[name] for name in order}
    )


def _start(snapshot: Snapshot, reading: Reading) -> tuple[str, tuple[str, ...]]:
    """The partnership that is carried on, or else clusters."""
    given = reading.text("start")
    if (
        len(reading.sent.getlist("start")) == 1
        and given in snapshot.registry.members_of
    ):
        return given, ()
    return "", _ids(snapshot, reading, "start")


def _ids(
    snapshot: Snapshot, reading: Reading, name: str, most: int = MOST
) -> tuple[str, ...]:
    found = tuple(one.id for one in reading.clusters(snapshot, name))
    if len(found) > most:
        told = f"{len(found)} clusters are named; at most {most} can be."
        reading.faults.setdefault(name, told)
    return found[:most]


def _check_number(reading: Reading, name: str, n_members: int) -> None:
    if n_members == 1 or (not n_members and reading.text(name)):
        told = f"A consortium has from {FEWEST} to {MOST} members; name another."
        reading.faults.setdefault(name, told)


def _sizes(reading: Reading) -> tuple[int, int] | None:
    text = reading.text("size")
    if not text:
        return None
    found = _SIZE.fullmatch(text)
    least, most = (int(n or found[1]) for n in found.groups()) if found else (0, 0)
    if FEWEST <= least <= most <= MOST:
        return least, most
    reading.faults["size"] = (
        f"A consortium has from {FEWEST} to {MOST} members: give a number, or two as "
        "4-6."
    )
    return None


def _call(snapshot: Snapshot, reading: Reading) -> str:
    text = reading.text("call")
    try:
        return find_call(text, snapshot.registry.calls).id if text else ""
    except UnknownCall as error:
        reading.faults["call"] = sentence(str(error))
        return ""


def _rules(reading: Reading) -> str:
    lines = [line.strip() for line in reading.text("rules").splitlines()]
    text = "\n".join(lines)
    n_rules = len(re.split("[;\n]", text))
    if len(fold(text)) > MOST_LETTERS or n_rules > MOST_RULES:
        reading.faults["rules"] = (
            f"{n_rules} rules of {len(fold(text)):,} letters; at most {MOST_RULES} of "
            f"{MOST_LETTERS:,} letters together are read. Take some out."
        )
        return ""
    return text


def _history(reading: Reading, somebody_asks: bool) -> str:
    known = {name: name for name in HISTORIES}
    found = reading.choice("history", known, HISTORY)
    if found in ("known", "new") and not somebody_asks:
        told = "Who is known or new depends on who starts: name somebody there first."
        reading.faults["history"] = told
        return HISTORY
    return found


def _leasts(reading: Reading) -> dict[str, int]:
    found = {}
    for name, number in LEASTS.items():
        text = reading.text(name) or str(number)
        if not re.fullmatch("[0-9]{1,3}", text) or int(text) > MOST:
            reading.faults[name] = f"Give a whole number from 0 to {MOST}."
        elif int(text) != number:
            found[name] = int(text)
    return found


def _weights(reading: Reading) -> dict[str, float]:
    found = {}
    for part in PARTS:
        name = WEIGHT + part
        factor = factor_of(reading.text(name))
        if factor is None:
            reading.faults[name] = WRONG_WEIGHT
        elif factor != 1:
            found[part] = factor
    return found


def _check_ban(
    snapshot: Snapshot, reading: Reading, question: ConsortiumQuestion
) -> None:
    """Nobody can be in and kept out."""
    asked = {*question.start, *question.lock, question.coordinator} - {""}
    both = [one for one in question.ban if one in asked]
    if both:
        names = named([snapshot.registry.cluster(one).called for one in both])
        told = f"{names}: asked for as a member and kept out. Choose one of both."
        reading.faults.setdefault("ban", told)
