"""A text by which one cluster introduces itself to another, to be copied and changed.

In: what is known of both, in words. Out: plain text. It tells what the two share, where
both want to go, what each adds and what they did together; no score and no promise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher import Cluster, Profile, Suggestion
from matcher_web.query.question import Question
from matcher_web.shortlist.asking import named
from matcher_web.snapshot import Snapshot

MOST_NAMED = 4
UNNAMED = "[name of your cluster]"
"""Stands for a cluster that was only described."""


@dataclass(frozen=True)
class Side:
    """One of the two, in words that people read.

    Parameters
    ----------
    name : str
        Empty where it was only described.
    country : str
        Empty where it is not recorded.
    activities, markets : tuple of str
        Sectors and technologies; markets outside Europe.
    website : str
    """

    name: str = ""
    country: str = ""
    activities: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    website: str = ""


def introduce(
    sender: Side,
    other: Side,
    together: Sequence[str] = (),
    in_common: Sequence[str] = (),
) -> str:
    """The text, from the sender to the other.

    Parameters
    ----------
    sender, other : Side
    together : sequence of str
        Partnerships that both were in.
    in_common : sequence of str
        Names of clusters that were partners of both.

    Notes
    -----
    What is not recorded is left out; nothing is made up.
    """
    told = (_who(sender), _past(together, in_common), _why(sender, other))
    paragraphs = [
        f"Dear colleagues at {other.name},",
        " ".join(filter(None, told)),
        "\n".join(_reasons(sender, other)),
        "Would you like to talk about it? Half an hour in the next weeks would do.",
        "\n".join(["Kind regards", "[your name]", _called(sender), sender.website]),
    ]
    return "\n\n".join(filter(None, map(str.strip, paragraphs)))


def _told(words: Sequence[str]) -> str:
    """A few of them by name; a letter does not count the others."""
    more = " and others" if len(words) > MOST_NAMED else ""
    return (
        named(words, MOST_NAMED) if not more else ", ".join(words[:MOST_NAMED]) + more
    )


def _called(sender: Side) -> str:
    return sender.name or UNNAMED


def _who(sender: Side) -> str:
    place = f" from {sender.country}" if sender.country else ""
    does = f" We work in {_told(sender.activities)}." if sender.activities else ""
    return f"We are {_called(sender)}, a cluster organisation{place}.{does}"


def _past(together: Sequence[str], in_common: Sequence[str]) -> str:
    if together:
        return f"We already know each other from {_told(together)}."
    if in_common:
        return f"We do not know each other yet, but both know {_told(in_common)}."
    return ""


def _why(sender: Side, other: Side) -> str:
    wanted = _both(sender.markets, other.markets) or sender.markets
    where = _told(wanted) if wanted else "markets outside Europe"
    return (
        f"We look for partners to go to {where} with, and think that {other.name} "
        "could be one."
    )


def _reasons(sender: Side, other: Side) -> list[str]:
    """What speaks for it, a line each; what cannot be told has none."""
    lines = [
        ("What we share", _both(sender.activities, other.activities)),
        ("Where we both want to go", _both(sender.markets, other.markets)),
        ("What you would bring", _adds(other, sender)),
        ("What we would bring", _adds(sender, other)),
    ]
    return [f"- {title}: {_told(words)}." for title, words in lines if words]


def _both(left: Sequence[str], right: Sequence[str]) -> list[str]:
    return [one for one in left if one in right]


def _adds(one: Side, other: Side) -> list[str]:
    """Activities that only one has, and the country that it adds."""
    new = [words for words in one.activities if words not in other.activities]
    is_new = one.country and other.country and one.country != other.country
    return [*new[:2], f"a partner in {one.country}"] if is_new else new


def introduction(snapshot: Snapshot, question: Question, found: Suggestion) -> str:
    """The text from who asks to a cluster that was suggested."""
    registry = snapshot.registry
    known = registry.cluster(question.known) if question.known else None
    other = registry.as_compared(found.cluster.id)
    return introduce(
        _side(snapshot, question.asking(registry), known),
        _side(snapshot, other, other),
        [registry.title_of(one) for one in found.partnerships],
        [partner.label for partner in found.met("partners")],
    )


def _side(snapshot: Snapshot, profile: Profile, known: Cluster | None) -> Side:
    """What a profile says of itself, and who it is where that is known."""
    return Side(
        known.name if known else "",
        snapshot.vocabulary.label(profile.country),
        (*snapshot.labels((*profile.sectors, *profile.technologies)),),
        (*snapshot.labels(profile.target_markets),),
        known.website if known else "",
    )
