"""Links made of a question: to open a pair, drop a filter, refine, ask for more.

In: a `Question` and what it found. Out: finished words and addresses for templates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import Any, NamedTuple

from flask import url_for

from matcher import (
    FILTERS,
    OPTIONS,
    Cluster,
    LeftOut,
    Profile,
    Proposed,
    Suggestion,
    beginning,
)
from matcher_web.listing.links import Link
from matcher_web.query.form import MAX_FOCUS
from matcher_web.query.goals import WantedGoal, Wish, goal_parameters, wanted_goals
from matcher_web.query.question import Parameters, Question
from matcher_web.shortlist.asking import named
from matcher_web.snapshot import Snapshot

N_NAMED = 4


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

    What the cluster did before counts with what is changed of its description.
    """
    if not question.cluster_id:
        return question.parameters()
    cluster = snapshot.registry.cluster(question.cluster_id)
    described = replace(
        question,
        cluster_id="",
        profile=Profile(
            country=cluster.country,
            sectors=cluster.sectors,
            technologies=cluster.technologies,
            target_markets=snapshot.registry.markets_of(cluster.id),
            focus=beginning(cluster.focus, MAX_FOCUS),
        ),
        history=cluster.id,
    )
    return described.parameters()


def added(question: Question, proposed: Sequence[Proposed]) -> list[Link]:
    """One link for each code that a focus speaks of, and one that adds them all."""
    links = [Link(one.label, changed(_with(question, one))) for one in proposed]
    if len(links) > 1:
        links.append(Link("all of these", changed(reduce(_with, proposed, question))))
    return links


def _with(question: Question, found: Proposed) -> Question:
    name = found.field.argument
    more: dict[str, Any] = {name: (*getattr(question.profile, name), found.code)}
    return replace(question, profile=replace(question.profile, **more))


def pair_address(question: Question, right: str) -> str:
    """Where one suggestion of a question is opened."""
    kept = opened_parameters(question)
    left = question.cluster_id
    if left:
        return url_for("pair", left=left, right=right, **kept)
    described = question.description_parameters()
    return url_for("profile_pair", right=right, **described, **kept)


def opened_parameters(question: Question) -> Parameters:
    """What the page of a pair keeps of a question beside who asks."""
    return {**goal_parameters(question.goals), **question.weights.parameters()}


class GoalRow(NamedTuple):
    """A goal with a link that takes off each wish, and one that makes it a must."""

    goal: WantedGoal
    wishes: list[Link]
    must: str


def goal_rows(snapshot: Snapshot, question: Question) -> list[GoalRow]:
    """Each goal that is asked for, with its links."""
    wanted = wanted_goals(question.goals, question.wanted, snapshot.vocabulary)
    return [
        GoalRow(
            goal,
            [Link(wish.text, _unwished(question, goal, wish)) for wish in goal.wishes],
            changed(question, goals=goal.toggled),
        )
        for goal in wanted
    ]


def _unwished(question: Question, goal: WantedGoal, wish: Wish) -> str:
    """The question without a wish; own markets are wanted until they do not count."""
    left = replace(question, goals=wish.without)
    is_last = goal.info.meets == "markets" and not wish.without.markets
    if is_last and left.wanted.markets:
        left = replace(left, weights=question.weights.silenced(goal.info.name))
    return changed(left)


def own_markets(snapshot: Snapshot, question: Question) -> Link | None:
    """The offer to a cluster to prefer who goes to its own markets."""
    if not question.known or question.goals.markets:
        return None
    cluster = snapshot.registry.cluster(question.known)
    markets = cluster.target_markets or snapshot.registry.markets_of(cluster.id)
    if not question.cluster_id:
        markets = question.profile.target_markets
    if not markets:
        return None
    words = named(snapshot.labels(markets), N_NAMED)
    goals = replace(question.goals, markets=markets)
    return Link(words, changed(question, goals=goals))


def pair_addresses(question: Question, found: Sequence[Suggestion]) -> dict[str, str]:
    """The page that opens each suggestion, by id."""
    return {one.cluster.id: pair_address(question, one.cluster.id) for one in found}


def held_back(question: Question, left_out: Sequence[LeftOut]) -> list[HeldBack]:
    """Who a filter holds back, each with the link that lets them in."""
    made = []
    for left in left_out:
        cluster = left.suggestion.cluster
        wider = _letting_in(question, left.option, cluster)
        opened = pair_address(question, cluster.id)
        made.append(HeldBack(left, opened, changed(wider)))
    return made


def _letting_in(question: Question, name: str, cluster: Cluster) -> Question:
    """The question without what holds a cluster back: a filter, or what it must do."""
    filters = question.filters
    if name == "must":
        return replace(question, goals=replace(question.goals, must=()))
    if OPTIONS[name].lets_in:
        return replace(question, filters=filters.changed(name, ("1",)))
    value = {"exclude": cluster.id, "exclude_countries": cluster.country}
    return replace(question, filters=filters.without(name, value.get(name, "")))


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
