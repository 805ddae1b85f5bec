"""The form, the suggestions that answer it, and one of them opened.

In: a snapshot and an address. Out: pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from flask import url_for

from matcher import proposed_codes, told_apart
from matcher_web.drawing.waterfall import waterfall
from matcher_web.facts.offered import offered
from matcher_web.query.form import (
    MAX_FOCUS,
    MAX_K,
    NEED_SOMETHING,
    Form,
    read_form,
    read_goals,
)
from matcher_web.query.goals import goal_parameters
from matcher_web.query.question import (
    Filters,
    Parameters,
    Question,
    profile_parameters,
)
from matcher_web.query.reading import Reading, Sent
from matcher_web.query.weights import Weights, read_weights, told
from matcher_web.shortlist.introduction import introduction
from matcher_web.snapshot import Snapshot, current
from matcher_web.suggestions import links
from matcher_web.suggestions.cards import cards
from matcher_web.suggestions.choices import Start, lists, unticked
from matcher_web.suggestions.pair import Pair, open_pair
from matcher_web.suggestions.records import Answer, answer
from matcher_web.twins import WITHOUT_TABLES, Page, WrongAddress, page

MORE = 20
IN_THE_FORM = (
    "only_countries", "only_markets", "only_sectors", "new_partners_only",
    "include_gone",
)  # fmt: skip
"""Filters that have fields of their own beside the list."""
SAME_SIDES = "Both sides of the pair are the same cluster; choose two."
DESCRIBES_NOTHING = "The address describes no cluster; start from the form."


@page("/", WITHOUT_TABLES)
def home(snapshot: Snapshot, sent: Sent) -> Page:
    """Show the form, with what the address already holds."""
    form = replace(read_form(snapshot, sent), faults={}, nearest=[])
    return _form_page(snapshot, form)


def _form_page(snapshot: Snapshot, form: Form) -> Page:
    finder, described = snapshot.registry.finder, form.question.profile
    return Page(
        Start(lists(snapshot), proposed_codes(finder, described)),
        "home.html",
        lambda: {
            "form": form,
            "unticked": unticked(snapshot),
            "offered": offered(snapshot),
            "max_focus": MAX_FOCUS,
            "max_k": MAX_K,
        },
        faults=form.faults,
        beside={"nearest": [{"id": c.id, "name": c.name} for c in form.nearest]},
    )


@page("/suggestions")
def suggestions(snapshot: Snapshot, sent: Sent) -> Page:
    """Partners and partnerships that fit, or the form with its errors."""
    form = read_form(snapshot, sent)
    if form.faults:
        return _form_page(snapshot, form)
    found = answer(snapshot, form.question)
    here = form.question.parameters()
    shown = partial(_shown, snapshot, form, found)
    return Page(found, "suggestions.html", shown, here, asking=here)


def _shown(snapshot: Snapshot, form: Form, found: Answer) -> Mapping[str, Any]:
    question, proposed = found.question, found.proposed
    kept = {
        **question.subject_parameters(),
        **goal_parameters(question.goals),
        **question.filters.parameters(),
    }
    if question.variety:
        kept["variety"] = ["1"]
    for name in IN_THE_FORM:
        kept.pop(name, None)
    n_told = told_apart(found.suggestions)
    shown = cards(snapshot, question, found.suggestions[:n_told])
    held = [one for one in found.left_out if told_apart([one.suggestion])]
    fitting = found.partnerships, found.ended_partnerships
    to_join, to_learn_from = (some[: told_apart(some)] for some in fitting)
    return {
        "lists": lists(snapshot),
        "unticked": unticked(snapshot),
        "rows": shown.each,
        "shared": shown.shared,
        "not_told": found.suggestions[n_told:],
        "to_join": to_join,
        "to_learn_from": to_learn_from,
        "held_back": links.held_back(question, held),
        "chips": links.chips(snapshot, question),
        "known": links.pair_addresses(question, found.known_partners),
        "goals": links.goal_rows(snapshot, question),
        "own_markets": links.own_markets(snapshot, question),
        "proposed": proposed,
        "added": links.added(question, proposed),
        "weight_chips": links.weight_chips(question),
        "as_learnt": links.changed(question, weights=Weights()),
        "form": form,
        "kept": kept,
        "max_k": MAX_K,
        "whole": url_for(
            "consortium",
            start=question.cluster_id or None,
            **({} if question.cluster_id else profile_parameters(question.profile)),
            **goal_parameters(question.goals),
        ),
        "refine": url_for("home", **links.refined(snapshot, question)),
        "more": links.changed(question, k=min(question.k + MORE, MAX_K)),
        "otherwise": links.changed(question, variety=not question.variety),
        "unfiltered": links.changed(question, filters=Filters()),
        "description": links.changed(question, cluster_id=""),
        "stranger": links.changed(question, history=""),
    }


@page("/pairs/<left>/<right>")
def pair(snapshot: Snapshot, sent: Sent, left: str, right: str) -> Page:
    """Why two clusters fit."""
    if left == right:
        raise WrongAddress(SAME_SIDES)
    reading = Reading(sent)
    question = Question(
        cluster_id=left,
        weights=read_weights(reading),
        goals=read_goals(snapshot, reading),
    )
    if reading.faults:
        raise WrongAddress(told(reading.faults), reading.faults)
    here, weights = links.opened_parameters(question), question.weights.parameters()
    return _pair_page(
        open_pair(snapshot, question, right),
        here,
        question,
        lambda: {
            "ask": url_for("suggestions", cluster=left, **here),
            "swap": url_for("pair", left=right, right=left, **weights),
            "as_learnt": url_for(
                "pair",
                left=left,
                right=right,
                asking=[],
                **goal_parameters(question.goals),
            ),
        },
    )


@page("/pairs/profile/<right>")
def profile_pair(snapshot: Snapshot, sent: Sent, right: str) -> Page:
    """Why a described cluster and a cluster fit."""
    form = read_form(snapshot, sent)
    if form.faults:
        return replace(_form_page(snapshot, form), beside={})
    question = replace(form.question, cluster_id="")
    if not question.described:
        raise WrongAddress(DESCRIBES_NOTHING, {"sectors": NEED_SOMETHING})
    plain = question.description_parameters()
    here = {**plain, **links.opened_parameters(question)}
    plain |= goal_parameters(question.goals)
    return _pair_page(
        open_pair(snapshot, question, right),
        here,
        question,
        lambda: {
            "ask": url_for("suggestions", **here),
            "swap": "",
            "as_learnt": url_for("profile_pair", right=right, **plain, asking=[]),
        },
    )


def _pair_page(
    found: Pair, here: Parameters, question: Question, addresses: Any
) -> Page:
    return Page(
        found,
        "pair.html",
        lambda: {
            "waterfall": waterfall(found.suggestion),
            "introduction": introduction(current(), question, found.suggestion),
            **addresses(),
        },
        here,
        asking={
            **question.subject_parameters(),
            **links.opened_parameters(question),
        },
    )
