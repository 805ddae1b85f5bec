"""What a page says of a consortium, in words: its parts, what is covered, its sources.

In: an answer. Out: finished words and shares for templates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from matcher import GOALS, Cluster, Consortium
from matcher.consortium.asked import USUAL
from matcher.consortium.consortium import RuleState
from matcher.consortium.history import HISTORIES
from matcher.consortium.parts import Part, Served
from matcher_web.consortium.answering import Answer
from matcher_web.shortlist.asking import named
from matcher_web.snapshot import Snapshot
from matcher_web.wording import counted, percent, score_text

N_SOURCES = 3
"""So many pages are named for one fact; the page of the cluster has all."""

_PARTS = {
    "affinity": "its pairs fit, on the whole",
    "cohesion": "of how high they could stand on each other's lists",
    "variety": "of its pairs sit in different countries",
    "redundancy": "of their activities are the same, which counts against it",
}
_UNITS = {"markets": "Markets", "activities": "Activities", "countries": "Countries",
          "experience": "Experience"}  # fmt: skip


class PartLine(NamedTuple):
    """One part of the value: in words first, then what it adds in log-odds."""

    part: Part
    share: str
    words: str


class Covered(NamedTuple):
    """One thing that is wanted, and who serves it how well.

    Parameters
    ----------
    served : Served
    by : Cluster or None
        None where nobody does.
    state : str
        "covered", "partly" or "nobody".
    pages : tuple of int
        Numbers of the pages that say so.
    """

    served: Served
    by: Cluster | None
    state: str
    pages: tuple[int, ...]


class Rules(NamedTuple):
    """How the rules stand: those that bind, what to confirm, and advice."""

    kept: list[RuleState]
    broken: list[RuleState]
    to_confirm: list[RuleState]
    advice: list[RuleState]
    instead: list[RuleState]


def part_lines(snapshot: Snapshot, consortium: Consortium) -> list[PartLine]:
    """The parts of the value, in the order of the model."""
    return [_part_line(snapshot, part) for part in consortium.contributions]


def _part_line(snapshot: Snapshot, part: Part) -> PartLine:
    if part.name == "affinity":
        word = snapshot.recommender.scorer.strengths.word(part.value)
        return PartLine(part, word.capitalize(), _PARTS[part.name])
    words = _PARTS.get(part.name, "of what is wanted, each thing by its best member")
    return PartLine(part, percent(part.value), words)


def sources(answer: Answer) -> dict[str, int]:
    """Pages that the answer rests on, numbered in the order in which it does."""
    found: dict[str, int] = {}
    for part in answer.chosen.contributions if answer.chosen else ():
        for one in part.served:
            for page in one.ground.sources[:N_SOURCES]:
                found.setdefault(page, len(found) + 1)
    for page in answer.call.sources if answer.call else ():
        found.setdefault(page, len(found) + 1)
    return found


def covered(
    answer: Answer, consortium: Consortium, numbers: dict[str, int]
) -> list[tuple[str, list[Covered]]]:
    """What is wanted and who serves it, by goal."""
    found = []
    for part in consortium.contributions:
        if part.served:
            title = _UNITS[part.served[0].ground.goal]
            lines = [_covered(answer.snapshot, one, numbers) for one in part.served]
            found.append((title, lines))
    return found


def _covered(snapshot: Snapshot, one: Served, numbers: dict[str, int]) -> Covered:
    by = snapshot.registry.cluster(one.by) if one.by else None
    state = "covered" if one.ground.value >= 1 else "partly" if by else "nobody"
    pages = [numbers[p] for p in one.ground.sources[:N_SOURCES] if p in numbers]
    return Covered(one, by, state, tuple(pages))


def rules(consortium: Consortium) -> Rules:
    """How the rules stand, those of one kind together."""
    hard = [one for one in consortium.rules if one.force == "hard"]
    return Rules(
        [one for one in hard if one.state == "met"],
        [one for one in hard if one.state == "not met"],
        [one for one in hard if one.state == "cannot tell"],
        [one for one in consortium.rules if one.force == "advice"],
        [one for one in consortium.rules if one.force == "instead"],
    )


class Brings(NamedTuple):
    """What only one member brings, and the rules that fail without it."""

    alone: list[str]
    rules: list[str]


def brings(answer: Answer, consortium: Consortium) -> dict[str, Brings]:
    """What each member alone brings, by its id."""
    rules = {rule.words for rule in consortium.rules}
    return {
        share.cluster.id: Brings(
            [words for words in share.covers if words not in rules],
            [answer.as_read(words) for words in share.covers if words in rules],
        )
        for share in consortium.shares
    }


def n_by_country(members: Iterable[Cluster]) -> dict[str, int]:
    """Members by country; under "" those whose country is not recorded."""
    return dict(Counter(one.country for one in members))


def compared(value: float, whole: float) -> str:
    """A difference as a share of a whole, with its sign; empty where that says nothing.

    Examples
    --------
    >>> compared(-0.65, 11.7), compared(0.0, 11.7), compared(1.0, 0.0)
    ('6% less', 'as much', '')
    """
    if whole <= 0:
        return ""
    share = abs(value) / whole
    if share < 0.0005:
        return "as much"
    return f"{percent(share)} {'more' if value > 0 else 'less'}"


def title(answer: Answer) -> str:
    """What is shown, as a heading."""
    if not answer.chosen:
        refused = "No consortium can be all of this"
        return refused if answer.refused else "Build a consortium"
    members = answer.chosen.members
    n_countries = len({one.country for one in members} - {""})
    told = counted(len(members), "member")
    if n_countries:
        told += f" from {counted(n_countries, 'country', 'countries')}"
    if answer.question.partnership:
        name = answer.snapshot.registry.title_of(answer.question.partnership)
        return f"A successor of {name}: {told}"
    names = named([one.called for one in answer.start])
    return f"A consortium with {names}: {told}" if names else f"A consortium: {told}"


def asked(answer: Answer) -> str:
    """The question in a sentence."""
    question, labels = answer.question, answer.snapshot.labels
    goals = question.wanted
    least, most = question.sizes or USUAL
    size = str(least) if least == most else f"{least} to {most}"
    told = [f"{size} members" if question.sizes else ""]
    for goal in GOALS:
        if goal == "experience" and goals.experience:
            n = goals.experience
            told.append(
                f"somebody who has been in {n} consorti{'a' if n > 1 else 'um'}"
            )
        elif goal != "experience" and (codes := goals.codes(goal)):
            told.append(f"{goal}: {named(labels(codes), 6)}")
    if answer.call:
        told.append(f"the rules of “{answer.call.name}”")
    if question.rules:
        told.append(counted(len(question.rules.splitlines()), "rule") + " of your own")
    told.append(HISTORIES[question.history])
    if question.strict:
        told.append("every rule can be told to be met")
    return "; ".join(filter(None, told))


class Beside(NamedTuple):
    """Two consortia side by side.

    Parameters
    ----------
    titles : tuple of (str, str)
    sides : tuple of (Consortium, Consortium)
    only : tuple of (frozenset of str, frozenset of str)
        Ids of those who are in the one or the other alone.
    rows : list of (str, str, str)
        What it is about, and how both stand.
    """

    titles: tuple[str, str]
    sides: tuple[Consortium, Consortium]
    only: tuple[frozenset[str], frozenset[str]]
    rows: list[tuple[str, str, str]]


def beside(answer: Answer) -> Beside | None:
    """What is chosen beside a second set; None where there is none."""
    if not answer.chosen or not answer.beside:
        return None
    sides = answer.chosen, answer.beside
    ids = [{one.id for one in side.members} for side in sides]
    lines = [part_lines(answer.snapshot, side) for side in sides]
    rows = [_worth(*sides)]
    rows += [
        (left.part.title, left.share, right.share)
        for left, right in zip(*lines, strict=True)
    ]
    left_in, right_in = (_countries(answer.snapshot, one) for one in sides)
    rows.append(("Countries", left_in, right_in))
    states = {one.words: one.state.capitalize() for one in sides[1].rules}
    for one in sides[0].rules:
        words, right = answer.as_read(one.words), states.get(one.words, "Not asked")
        rows.append((words, one.state.capitalize(), right))
    only = frozenset(ids[0] - ids[1]), frozenset(ids[1] - ids[0])
    return Beside(("This one", "Beside it"), sides, only, rows)


def _worth(left: Consortium, right: Consortium) -> tuple[str, str, str]:
    """What both are worth, the first as the measure."""
    if left.value <= 0 or right.value < 0:
        return "Worth", score_text(left.value), score_text(right.value)
    return "Worth", percent(1.0), percent(right.value / left.value)


def _countries(snapshot: Snapshot, one: Consortium) -> str:
    labels = snapshot.labels(sorted({*n_by_country(one.members)} - {""}))
    return f"{len(labels)}: {', '.join(labels)}" if labels else "not recorded"
