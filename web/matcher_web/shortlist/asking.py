"""Who asks, on pages that answer somebody else's question too.

In: an address whose field ``asking`` holds the address of a list of partners, without
its path. Out: an `Asker` with words for it and the way back to that list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, quote

from matcher import Suggestion, beginning
from matcher_web.query.form import read_form
from matcher_web.query.question import Parameters, Question
from matcher_web.query.reading import Sent
from matcher_web.query.weights import weighted
from matcher_web.snapshot import Snapshot

ASKING = "asking"
MOST_NAMED = 3
_MOST_FOCUS = 60
# All else stands as it is: it is encoded once more as a part of an address.
_PARTS_FIELDS = re.compile("[%&+=;#]")


@dataclass(frozen=True)
class Asker:
    """Who asks, and for what.

    Parameters
    ----------
    question : Question
    words : str
        Who it is, as people read it.
    name : str
        The name of the cluster; empty for a description.
    """

    question: Question
    words: str
    name: str = ""

    @cached_property
    def text(self) -> str:
        """The question as one field of an address, in its one form."""
        return asking_text(self.question.parameters())

    @property
    def subject(self) -> str:
        """Who it is in the middle of a sentence."""
        return self.name or "your cluster"


@dataclass(frozen=True)
class Asked:
    """What an address says of who asks: an asker, nobody, or what is wrong with it."""

    asker: Asker | None = None
    fault: str = ""


def asking_text(parameters: Parameters) -> str:
    """A question as one field of an address.

    Examples
    --------
    >>> asking_text({"country": ["PT"], "focus": ["R&D"], "markets": ["BR", "JP"]})
    'country=PT&focus=R%26D&markets=BR&markets=JP'
    """

    def encoded(value: object) -> str:
        return _PARTS_FIELDS.sub(lambda sign: quote(sign[0]), str(value))

    return "&".join(
        f"{name}={encoded(value)}"
        for name, values in parameters.items()
        for value in ([values] if isinstance(values, str) else values)
    )


def read_asking(snapshot: Snapshot, text: str) -> Asked:
    """Who asks by a field of an address; nobody where it is empty."""
    if not text.strip():
        return Asked()
    form = read_form(snapshot, Sent(parse_qsl(text)))
    if form.faults:
        labels = form.labels
        known = {name: words for name, words in form.faults.items() if name in labels}
        return Asked(fault=_told(labels, known))
    return Asked(asker_of(snapshot, form.question))


def _told(labels: dict[str, str], faults: dict[str, str]) -> str:
    return " ".join(f"{labels[name]}: {words}" for name, words in faults.items())


def asker_of(snapshot: Snapshot, question: Question) -> Asker:
    """Who asks a question, in words."""
    if question.cluster_id:
        name = snapshot.registry.cluster(question.cluster_id).name
        return Asker(question, name, name)
    if question.history:
        name = snapshot.registry.cluster(question.history).name
        return Asker(question, f"{name}, described anew", name)
    return Asker(question, described(snapshot, question))


def fit(snapshot: Snapshot, asker: Asker | None, cluster_id: str) -> Suggestion | None:
    """How a cluster fits who asks; None where nobody does, or the cluster itself."""
    if asker is None or asker.question.known == cluster_id:
        return None
    recommender = weighted(snapshot, asker.question.weights)
    question = asker.question
    return recommender.explain(question.asked, cluster_id, goals=question.wanted)


def described(snapshot: Snapshot, question: Question) -> str:
    """A description in one line: where it is, what it does, where it wants to go."""
    profile = question.profile
    label = snapshot.vocabulary.label
    does = snapshot.labels((*profile.sectors, *profile.technologies))
    parts = [
        "Cluster" + (f" from {label(profile.country)}" if profile.country else ""),
        f"in {named(does)}" if does else "",
    ]
    if profile.focus and not does:
        parts.append(f"that works on “{beginning(profile.focus, _MOST_FOCUS)}”")
    words = " ".join(filter(None, parts))
    markets = snapshot.labels(profile.target_markets)
    return f"{words}, to {named(markets)}" if markets else words


def named(words: Sequence[str], most: int = MOST_NAMED) -> str:
    """Some words as a list in a sentence, the first few by name.

    Examples
    --------
    >>> named(["Brazil"]), named(["Brazil", "Japan"]), named(list("abcde"))
    ('Brazil', 'Brazil and Japan', 'a, b, c and 2 more')
    """
    shown, n_more = list(words[:most]), len(words) - most
    last = f"{n_more} more" if n_more > 0 else shown.pop() if len(shown) > 1 else ""
    return " and ".join(filter(None, [", ".join(shown), last]))
