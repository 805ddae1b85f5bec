"""Links made of a question: to open a pair, drop a filter, refine, ask for more.

In: a `Question` and what it found. Out: finished words and addresses for templates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from flask import url_for

from matcher import (
    FILTERS,
    OPTIONS,
    Cluster,
    LeftOut,
    Profile,
    Suggestion,
    beginning,
)
from matcher_web.drawing.waterfall import PartBars, part_bars
from matcher_web.listing.links import Link
from matcher_web.query.form import MAX_FOCUS
from matcher_web.query.question import Filters, Parameters, Question
from matcher_web.snapshot import Snapshot


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


def changed(question: Question, **parts: Any) -> str:
    """Where a question is answered that differs in some parts."""
    return url_for("suggestions", **replace(question, **parts).parameters())


def refined(snapshot: Snapshot, question: Question) -> Parameters:
    """The form filled with the description, or with that of the named cluster.

    Notes
    -----
    A described cluster is a stranger to the registry, so the cluster that the words
    come from would be its own best partner: it is set aside.
    """
    if not question.cluster_id:
        return question.parameters()
    cluster, filters = snapshot.registry.cluster(question.cluster_id), question.filters
    described = replace(
        question,
        cluster_id="",
        profile=Profile(
            country=cluster.country,
            sectors=cluster.sectors,
            technologies=cluster.technologies,
            target_markets=snapshot.markets_of(cluster.id),
            focus=beginning(cluster.focus, MAX_FOCUS),
        ),
        filters=filters.changed("exclude", (*filters["exclude"], cluster.id)),
    )
    return described.parameters()


def pair_address(question: Question, right: str) -> str:
    """Where one suggestion of a question is opened."""
    weights = question.weights.parameters()
    left = question.cluster_id
    if left:
        return url_for("pair", left=left, right=right, **weights)
    described = question.description_parameters()
    return url_for("profile_pair", right=right, **described, **weights)


def suggestion_rows(question: Question, found: Sequence[Suggestion]) -> list[Row]:
    """Suggestions, each with its links and bars on one scale."""
    return [
        Row(suggestion, pair_address(question, suggestion.cluster.id), bars)
        for suggestion, bars in zip(found, part_bars(found), strict=True)
    ]


def known_rows(
    question: Question, found: Sequence[Suggestion]
) -> list[tuple[Suggestion, str]]:
    """Known partners, each with the page that opens it."""
    return [(one, pair_address(question, one.cluster.id)) for one in found]


def held_back(question: Question, left_out: Sequence[LeftOut]) -> list[HeldBack]:
    """Who a filter holds back, each with the link that lets them in."""
    made = []
    for left in left_out:
        cluster = left.suggestion.cluster
        wider = _letting_in(question.filters, left.option, cluster)
        opened = pair_address(question, cluster.id)
        made.append(HeldBack(left, opened, changed(question, filters=wider)))
    return made


def _letting_in(filters: Filters, name: str, cluster: Cluster) -> Filters:
    """The filters without the one that holds a cluster back."""
    if OPTIONS[name].lets_in:
        return filters.changed(name, ("1",))
    value = {"exclude": cluster.id, "exclude_countries": cluster.country}
    return filters.without(name, value.get(name, ""))


def chips(snapshot: Snapshot, question: Question) -> list[Link]:
    """One link for each filter that is on; it takes the filter off."""
    filters = question.filters

    def called(kind: str, value: str) -> str:
        if kind == "clusters":
            return snapshot.registry.cluster(value).name
        return snapshot.vocabulary.label(value) if kind == "codes" else ""

    return [
        Link(
            option.chip.format(called(option.kind, value)),
            changed(question, filters=filters.without(option.name, value)),
        )
        for option in FILTERS
        for value in filters[option.name]
    ]


def weight_chips(question: Question) -> list[Link]:
    """One link for each signal that counts otherwise; it lets it count as learnt."""
    return [
        Link(words, changed(question, weights=weights.without(name)))
        for weights in [question.weights]
        for name, words in weights.sentences
    ]
