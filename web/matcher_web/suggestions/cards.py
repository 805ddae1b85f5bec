"""Cards: each suggestion with the facts that a reader acts on.

In: suggestions of one list. Out: finished words for templates, one `Card` each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matcher import Cluster, Ground, Suggestion, in_common
from matcher_web.query.question import Question
from matcher_web.shortlist.asking import named
from matcher_web.shortlist.sheet import running_of
from matcher_web.snapshot import Snapshot
from matcher_web.suggestions.apart import set_apart
from matcher_web.suggestions.links import pair_address
from matcher_web.wording import counted

N_MARKETS = 5
N_REASONS = 2
N_RUNNING = 3


class Cards(NamedTuple):
    """The cards of a list, and what most of them have in common."""

    each: list[Card]
    shared: tuple[str, ...]


class Card(NamedTuple):
    """A suggestion with the facts to act on.

    Parameters
    ----------
    suggestion : Suggestion
    address : str
        The page that opens the pair.
    place : str
        City and country.
    size : str
        Members and small firms among them, and its label.
    reasons : tuple of str
        The weightiest of what was learnt and few of the others share; what is wanted
        has its own lines.
    served : str
        How many of the wanted markets it serves; empty where none are wanted.
    grounds : tuple of Ground
        A line for each thing that is wanted.
    markets : str
        Where it goes, what is wanted first.
    running : tuple of str
        Ids of partnerships that have not ended, as far as recorded.
    apart : str
        What sets it apart from the others.
    """

    suggestion: Suggestion
    address: str
    place: str
    size: str
    reasons: tuple[str, ...]
    served: str
    grounds: tuple[Ground, ...]
    markets: str
    running: tuple[str, ...]
    apart: str


def cards(snapshot: Snapshot, question: Question, found: Sequence[Suggestion]) -> Cards:
    """One card for each suggestion of a list."""
    asked = snapshot.registry.cluster(question.known) if question.known else None
    profile = question.profile if question.described or not asked else asked
    apart = set_apart(snapshot, found, profile)
    shared, reasons = in_common([one.learnt_reasons for one in found])
    each = [
        _card(snapshot, question, one, own, words)
        for one, own, words in zip(found, reasons, apart, strict=True)
    ]
    return Cards(each, shared)


def _card(
    snapshot: Snapshot,
    question: Question,
    one: Suggestion,
    reasons: Sequence[str],
    apart: str,
) -> Card:
    cluster = one.cluster
    country = snapshot.vocabulary.label(cluster.country) if cluster.country else ""
    wanted = {g.code for g in one.grounds if g.goal == "markets"}
    markets = sorted(one.markets, key=lambda code: code not in wanted)
    return Card(
        suggestion=one,
        address=pair_address(question, cluster.id),
        place=", ".join(filter(None, [cluster.city, country])),
        size=_size(cluster),
        reasons=tuple(reasons[:N_REASONS]),
        served=one.served,
        grounds=one.grounds,
        markets=named(snapshot.labels(markets), N_MARKETS) if markets else "",
        running=tuple(running_of(snapshot.registry, cluster.id)[:N_RUNNING]),
        apart=apart,
    )


def _size(cluster: Cluster) -> str:
    """Members, small firms and label in a line; nothing that is not recorded."""
    told = []
    if cluster.members is not None:
        told.append(counted(cluster.members, "member"))
    if cluster.sme_members is not None:
        told.append(counted(cluster.sme_members, "SME"))
    if cluster.label:
        told.append(f"{cluster.label} label")
    return " · ".join(told)
