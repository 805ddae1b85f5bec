"""Links made of a question: to open a pair, drop a filter, refine, ask for more.

In: a `Question` and what it found. Out: finished words and addresses for templates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from flask import url_for

from matcher import LeftOut, Suggestion
from matcher_web.drawing.waterfall import PartBars, part_bars
from matcher_web.query.forms import MAX_FOCUS, MAX_K
from matcher_web.query.question import Filters, Parameters, Question, filter_name
from matcher_web.query.weights import Weights
from matcher_web.snapshot import Snapshot

MORE = 20


class Link(NamedTuple):
    """Words and where they lead."""

    text: str
    address: str


class Row(NamedTuple):
    """A suggestion with the page that opens it and its bars."""

    suggestion: Suggestion
    address: str
    bars: PartBars


class HeldBack(NamedTuple):
    """A suggestion that a filter holds back, with the link that includes it."""

    left_out: LeftOut
    address: str
    include: str


def address_of(question: Question) -> str:
    """Where a question is answered."""
    return url_for("pages.suggestions", **question.parameters())


def filtered(question: Question, filters: Filters) -> str:
    """Where the same question is answered with other filters."""
    return address_of(replace(question, filters=filters))


def asked_for_more(question: Question) -> str:
    """Where the same question is answered with a longer list."""
    return address_of(replace(question, k=min(question.k + MORE, MAX_K)))


def refined(snapshot: Snapshot, question: Question) -> Parameters:
    """The form filled with the description, or with that of the named cluster.

    Notes
    -----
    A described cluster is a stranger to the registry, so the cluster that the words
    come from would be its own best partner: it is set aside.
    """
    if not question.cluster_id:
        return question.parameters()
    cluster = snapshot.registry.cluster(question.cluster_id)
    filters = question.filters
    described = replace(
        question,
        cluster_id="",
        country=cluster.country,
        sectors=cluster.sectors,
        technologies=cluster.technologies,
        markets=snapshot.markets_of(cluster.id),
        focus=cluster.focus[:MAX_FOCUS],
        filters=replace(filters, exclude=(*filters.exclude, cluster.id)),
    )
    return described.parameters()


def pair_address(question: Question, right: str) -> str:
    """Where one suggestion of a question is opened."""
    weights = question.weights.parameters()
    left = question.cluster_id
    if left:
        return url_for("pages.pair", left=left, right=right, **weights)
    described = question.description_parameters()
    return url_for("pages.profile_pair", right=right, **described, **weights)


def suggestion_rows(question: Question, found: Sequence[Suggestion]) -> list[Row]:
    """Suggestions, each with its links and bars on one scale."""
    return [
        Row(
            suggestion,
            pair_address(question, suggestion.cluster.id),
            part_bars(suggestion, found),
        )
        for suggestion in found
    ]


def held_back(question: Question, left_out: Sequence[LeftOut]) -> list[HeldBack]:
    """Who a filter holds back, each with the link that takes the filter off."""
    made = []
    for left in left_out:
        name = filter_name(left.filter)
        cluster = left.suggestion.cluster
        value = {"exclude": cluster.id, "exclude_countries": cluster.country}
        fewer = question.filters.without(name, value.get(name, ""))
        opened = pair_address(question, cluster.id)
        made.append(HeldBack(left, opened, filtered(question, fewer)))
    return made


def chips(snapshot: Snapshot, question: Question) -> list[Link]:
    """One link for each filter that is on; it takes the filter off."""
    label = snapshot.vocabulary.label
    filters = question.filters
    found = [
        (words.format(label(value)), filters.without(name, value))
        for name, words in _CHIP_WORDS.items()
        for value in getattr(filters, name)
    ]
    for cluster_id in filters.exclude:
        text = "Not " + snapshot.registry.cluster(cluster_id).name
        found.append((text, filters.without("exclude", cluster_id)))
    if filters.new_partners_only:
        found.append(("New partners only", filters.without("new_partners_only")))
    return [Link(text, filtered(question, fewer)) for text, fewer in found]


def known_or_new(question: Question) -> list[tuple[Link, bool]]:
    """Everybody, or new partners only: each with whether it is what is shown."""
    filters = question.filters
    only_new = filters.new_partners_only
    everybody = filtered(question, replace(filters, new_partners_only=False))
    new = filtered(question, replace(filters, new_partners_only=True))
    return [
        (Link("Known and new partners", everybody), not only_new),
        (Link("New partners only", new), only_new),
    ]


def weight_chips(question: Question) -> list[Link]:
    """One link for each signal that counts otherwise; it lets it count as learnt."""
    return [
        Link(words, address_of(replace(question, weights=weights.without(name))))
        for weights in [question.weights]
        for name, words in weights.sentences
    ]


def as_learnt(question: Question) -> str:
    """Where the same question is answered with all weights as learnt."""
    return address_of(replace(question, weights=Weights()))


_CHIP_WORDS = {
    "only_countries": "From {}",
    "exclude_countries": "Not from {}",
    "only_markets": "Goes to {}",
    "only_sectors": "Works in {}",
}
