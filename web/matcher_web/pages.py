"""The pages: one view per address, each a few lines from answer to template.

In: an address. Out: HTML. What is shown comes from `answers` and `listing`, which the
twins in `api` use too; here it only gets its links.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from matcher_web import answers
from matcher_web.about import report as reports
from matcher_web.about.model_card import signal_steps
from matcher_web.clusters.compare import FEWEST, MOST, chosen_clusters, wrong_number
from matcher_web.clusters.compare import compare as side_by_side
from matcher_web.clusters.listing import cluster_shelf
from matcher_web.drawing import waterfall as pictures
from matcher_web.listing.links import list_links
from matcher_web.listing.listing import list_records
from matcher_web.query.forms import MAX_FOCUS, MAX_K, SuggestionForm
from matcher_web.query.question import Filters
from matcher_web.query.weights import WeightsForm
from matcher_web.security import SAME_SIDES, error_page
from matcher_web.snapshot import current as snapshot
from matcher_web.suggestions import choices, links
from matcher_web.suggestions.pair_facts import Pair
from matcher_web.suggestions.pair_facts import pair as opened_pair

pages = Blueprint("pages", __name__)


@pages.get("/")
def home() -> ResponseReturnValue:
    """Show the form, with what the address already holds."""
    form = SuggestionForm(request.args, snapshot())
    return _form_page(form, {})


def _form_page(form: SuggestionForm, faults: dict[str, str]) -> str:
    return render_template(
        "home.html",
        form=form,
        faults=faults,
        labels=form.labels,
        snapshot=form.snapshot,
        lists=choices.lists(form.snapshot),
        max_focus=MAX_FOCUS,
        max_k=MAX_K,
    )


@pages.get("/suggestions")
def suggestions() -> ResponseReturnValue:
    """Partners and partnerships that fit, or the form with its errors."""
    form = SuggestionForm(request.args, snapshot())
    if not form.check():
        return _form_page(form, form.faults), 400
    found = answers.answer(snapshot(), form.question())
    question = found.question
    here = question.parameters()
    description = replace(question, cluster_id="")
    kept = {**question.subject_parameters(), **question.filters.parameters()}
    for name in ("only_countries", "only_markets", "only_sectors", "new_partners_only"):
        kept.pop(name, None)
    return render_template(
        "suggestions.html",
        answer=found,
        question=question,
        lists=choices.lists(snapshot()),
        rows=links.suggestion_rows(question, found.suggestions),
        held_back=links.held_back(question, found.left_out),
        chips=links.chips(snapshot(), question),
        known_or_new=links.known_or_new(question),
        weight_chips=links.weight_chips(question),
        as_learnt=links.as_learnt(question),
        what_counts=form.what_counts,
        kept=kept,
        max_k=MAX_K,
        refine=url_for(".home", **links.refined(snapshot(), question)),
        share=url_for(".suggestions", **here, _external=True),
        csv=url_for("api.suggestions_csv", **here),
        xlsx=url_for("api.suggestions_xlsx", **here),
        json=url_for("api.suggestions", **here),
        more=links.asked_for_more(question),
        unfiltered=links.filtered(question, Filters()),
        description=links.address_of(description),
    )


@pages.get("/clusters")
def clusters() -> ResponseReturnValue:
    """Browse and search the clusters."""
    listing, faults = list_records(cluster_shelf(snapshot()), request.args)
    page = render_template(
        "clusters.html",
        listing=listing,
        faults=faults,
        links=list_links(listing, partial(url_for, ".clusters")),
        n_partnerships=snapshot().registry.partnerships_of,
        csv=url_for("api.clusters_csv", **listing.parameters()),
        xlsx=url_for("api.clusters_xlsx", **listing.parameters()),
        json=url_for("api.clusters", **listing.parameters(page=listing.page)),
    )
    return (page, 400) if faults else page


@pages.get("/clusters/compare")
def compare() -> ResponseReturnValue:
    """Up to four clusters side by side."""
    clusters = chosen_clusters(snapshot(), request.args.getlist("ids"))
    problem = wrong_number(clusters)
    if problem:
        return error_page(400, problem)
    ids = [cluster.id for cluster in clusters]
    removals = [
        links.Link(c.called, url_for(".compare", ids=[i for i in ids if i != c.id]))
        for c in clusters
        if len(ids) > FEWEST
    ]
    return render_template(
        "compare.html",
        comparison=side_by_side(snapshot(), clusters),
        clusters=clusters,
        removals=removals,
        most=MOST,
        share=url_for(".compare", ids=ids, _external=True),
        csv=url_for("api.compare_csv", ids=ids),
        xlsx=url_for("api.compare_xlsx", ids=ids),
        json=url_for("api.compare", ids=ids),
    )


@pages.get("/clusters/<cluster_id>")
def cluster(cluster_id: str) -> ResponseReturnValue:
    """One cluster: its profile, its past and its suggestions."""
    facts = answers.cluster_facts(snapshot(), cluster_id)
    return render_template(
        "cluster.html",
        facts=facts,
        cluster=facts.cluster,
        json=url_for("api.cluster", cluster_id=cluster_id),
    )


@pages.get("/pairs/<left>/<right>")
def pair(left: str, right: str) -> ResponseReturnValue:
    """Why two clusters fit."""
    if left == right:
        return error_page(400, SAME_SIDES)
    form = WeightsForm(request.args)
    if form.faults:
        return error_page(400, form.told)
    found = opened_pair(snapshot(), left, right, form.weights)
    weights = form.weights.parameters()
    return _pair_page(
        found,
        ask=url_for(".suggestions", cluster=left, **weights),
        swap=url_for(".pair", left=right, right=left, **weights),
        as_learnt=url_for(".pair", left=left, right=right),
        csv=url_for("api.pair_csv", left=left, right=right, **weights),
        xlsx=url_for("api.pair_xlsx", left=left, right=right, **weights),
        json=url_for("api.pair", left=left, right=right, **weights),
    )


@pages.get("/pairs/profile/<right>")
def profile_pair(right: str) -> ResponseReturnValue:
    """Why a described cluster and a cluster fit."""
    form = SuggestionForm(request.args, snapshot())
    if not form.check():
        return _form_page(form, form.faults), 400
    question = replace(form.question(), cluster_id="")
    if not question.described:
        return error_page(400, "The address describes no cluster; start from the form.")
    found = opened_pair(snapshot(), question.profile, right, question.weights)
    plain = question.description_parameters()
    described = {**plain, **question.weights.parameters()}
    return _pair_page(
        found,
        ask=url_for(".suggestions", **described),
        swap="",
        as_learnt=url_for(".profile_pair", right=right, **plain),
        csv=url_for("api.profile_pair_csv", right=right, **described),
        xlsx=url_for("api.profile_pair_xlsx", right=right, **described),
        json=url_for("api.profile_pair", right=right, **described),
    )


def _pair_page(found: Pair, **addresses: str) -> str:
    return render_template(
        "pair.html",
        pair=found,
        suggestion=found.suggestion,
        waterfall=pictures.waterfall(found.suggestion),
        **addresses,
    )


@pages.get("/about")
def about() -> ResponseReturnValue:
    """How suggestions are ranked, and what the data holds and lacks."""
    return render_template(
        "about.html",
        ranking=answers.ranking(snapshot()),
        steps=signal_steps(snapshot()),
        json=url_for("api.about"),
        **_report(),
    )


@pages.get("/about/backtest")
def backtest() -> ResponseReturnValue:
    """How well it predicted past partnerships."""
    return render_template("backtest.html", json=url_for("api.backtest"), **_report())


def _report() -> dict[str, Any]:
    stored = reports.published()
    return {
        "report": reports.BacktestReport(stored) if stored else None,
        "of_this_registry": reports.is_packaged(snapshot()) if stored else True,
    }
