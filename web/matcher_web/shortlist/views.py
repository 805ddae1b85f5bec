"""The shortlist, and who would complete some clusters.

In: a snapshot and an address. Out: pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from matcher import OPTIONS, Goals
from matcher_web.listing.links import Link
from matcher_web.query.form import field_of, read_goals
from matcher_web.query.goals import LINES, goal_parameters, wanted_goals
from matcher_web.query.question import Parameters
from matcher_web.query.reading import Reading, Sent
from matcher_web.shortlist.asking import ASKING, Asker, read_asking
from matcher_web.shortlist.carrying import MOST_COMPARED
from matcher_web.shortlist.chosen import (
    MOST,
    MOST_LETTERS,
    SHORTLIST,
    read_shortlist,
)
from matcher_web.shortlist.records import Completion, ShortlistFacts, shortlist_facts
from matcher_web.shortlist.records import complete as completed
from matcher_web.snapshot import Snapshot
from matcher_web.suggestions.links import GoalRow, pair_address
from matcher_web.twins import Page, WrongAddress, page

K = OPTIONS["k"]
NOBODY_TO_COMPLETE = (
    "Name the clusters that are to be completed, as clusters=inovcluster,valorial, or "
    "put them on your shortlist."
)


@page("/shortlist")
def shortlist(snapshot: Snapshot, sent: Sent) -> Page:
    """The clusters that were chosen, with notes and what to do next."""
    reading = Reading(sent)
    chosen = read_shortlist(snapshot, reading)
    asker = _asker(snapshot, sent)
    facts = shortlist_facts(snapshot, chosen, asker)
    return Page(
        facts,
        "shortlist.html",
        lambda: {
            "most": MOST,
            "most_letters": MOST_LETTERS,
            "labels": _labels(facts),
            "most_compared": MOST_COMPARED,
            "addresses": _pairs(facts),
            "completed": url_for("complete", clusters=",".join(chosen.ids)),
            "whole": _whole(asker, chosen.ids),
        },
        {**_asking(asker), **chosen.parameters()},
        reading.faults,
    )


def _pairs(facts: ShortlistFacts) -> dict[str, str]:
    """Where each is opened beside who asks."""
    question = facts.asker and facts.asker.question
    return {
        one.cluster.id: pair_address(question, one.cluster.id)
        for one in facts.entries
        if question and one.found
    }


def _whole(asker: Asker | None, chosen: Sequence[str]) -> str:
    """Where those chosen are seen as a consortium, with who asks if registered."""
    asks = asker.question.known if asker else ""
    ids = [*dict.fromkeys(filter(None, [asks, *chosen]))][:MOST]
    wanted = goal_parameters(asker.question.wanted) if asker else {}
    if asks:
        wanted["start"] = [asks]
    wanted["members" if len(ids) > 1 else "start"] = [",".join(ids)]
    return url_for("consortium", **wanted)


def _labels(facts: ShortlistFacts) -> dict[str, str]:
    """Words for each field, for the summary of errors."""
    notes = {one.field: f"Note on {one.cluster.name}" for one in facts.entries}
    return {SHORTLIST: "Shortlist", **notes}


@page("/complete")
def complete(snapshot: Snapshot, sent: Sent) -> Page:
    """Who would complete some clusters, and who asks."""
    reading = Reading(sent)
    clusters = reading.clusters(snapshot, "clusters")
    k = reading.number("k", K.default, K.most, "whole number")
    if not clusters and "clusters" not in reading.faults:
        reading.faults["clusters"] = NOBODY_TO_COMPLETE
    if len(clusters) > MOST:
        reading.faults["clusters"] = f"Name at most {MOST} clusters."
    goals = read_goals(snapshot, reading)
    if reading.faults:
        raise WrongAddress(" ".join(reading.faults.values()), reading.faults)
    asker = _asker(snapshot, sent)
    found = completed(snapshot, clusters, asker, goals, k)
    here: dict[str, Any] = {"clusters": [",".join(one.id for one in clusters)]}
    if k != K.default:
        here["k"] = [str(k)]
    ids = [one.id for one in found.team]

    def links() -> dict[str, Any]:
        wanted = goal_parameters(found.question.wanted)
        whole = url_for("consortium", start=",".join(ids), **wanted)
        return {
            "ids": ids,
            "whole": whole,
            "here": here,
            "goals": _goal_rows(found, goals, here),
            "wanting": [field_of(o, getattr(goals, o.argument)) for o in LINES],
        }

    told = {**here, **goal_parameters(goals), **_asking(asker)}
    return Page(found, "complete.html", links, told)


def _goal_rows(found: Completion, said: Goals, here: Parameters) -> list[GoalRow]:
    """Each goal that the address says, with its links; not what who asks wants."""

    def address(goals: Goals) -> str:
        return url_for("complete", **here, **goal_parameters(goals))

    wanted = found.question.wanted if said else Goals()
    return [
        GoalRow(
            goal,
            [Link(wish.text, address(wish.without)) for wish in goal.wishes],
            address(goal.toggled),
        )
        for goal in wanted_goals(said, wanted, found.snapshot.vocabulary)
        if not goal.own
    ]


def _asker(snapshot: Snapshot, sent: Sent) -> Asker | None:
    return read_asking(snapshot, sent.get(ASKING, "")).asker


def _asking(asker: Asker | None) -> Parameters:
    return {ASKING: [asker.text]} if asker else {}
