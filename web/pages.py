"""The pages: one view per address, each a few lines from answer to template.

In: an address. Out: HTML. What is shown comes from `answers` and `listing`, which the
twins in `api` use too; here it only gets its links.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web import answers, links, pictures
from web.catalogue import current_catalogue as catalogue
from web.forms import MAX_FOCUS, MAX_K, SuggestionForm
from web.listing import ORDERS, list_clusters
from web.question import Filters
from web.security import SAME_SIDES, error_page

pages = Blueprint("pages", __name__)


@pages.get("/")
def home() -> ResponseReturnValue:
    """Show the form, with what the address already holds."""
    form = SuggestionForm(request.args, catalogue())
    return _form_page(form, {})


def _form_page(form: SuggestionForm, faults: dict[str, str]) -> str:
    return render_template(
        "home.html",
        form=form,
        faults=faults,
        labels={field.name: field.label.text for field in form},
        catalogue=form.catalogue,
        max_focus=MAX_FOCUS,
        max_k=MAX_K,
    )


@pages.get("/suggestions")
def suggestions() -> ResponseReturnValue:
    """Partners and partnerships that fit, or the form with its errors."""
    form = SuggestionForm(request.args, catalogue())
    if not form.check():
        return _form_page(form, form.faults), 400
    found = answers.answer(catalogue(), form.question())
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
        catalogue=catalogue(),
        rows=links.suggestion_rows(question, found.suggestions),
        held_back=links.held_back(question, found.left_out),
        chips=links.chips(catalogue(), question),
        kept=kept,
        max_k=MAX_K,
        refine=url_for(".home", **links.refined(catalogue(), question)),
        share=url_for(".suggestions", **here, _external=True),
        csv=url_for("api.suggestions_csv", **here),
        json=url_for("api.suggestions", **here),
        more=links.asked_for_more(question),
        unfiltered=links.filtered(question, Filters()),
        description=links.address_of(description),
    )


@pages.get("/clusters")
def clusters() -> ResponseReturnValue:
    """Browse and search the clusters."""
    listed, faults = list_clusters(catalogue(), request.args)
    pager = [
        links.Link(str(page), url_for(".clusters", **listed.parameters(page=page)))
        for page in range(1, listed.n_pages + 1)
    ]
    orders = {
        order: url_for(".clusters", **listed.parameters(sort=order)) for order in ORDERS
    }
    page = render_template(
        "clusters.html",
        listed=listed,
        faults=faults,
        pager=pager,
        orders=orders,
        csv=url_for("api.clusters_csv", **listed.parameters()),
        json=url_for("api.clusters", **listed.parameters(page=listed.page)),
    )
    return (page, 400) if faults else page


@pages.get("/clusters/<cluster_id>")
def cluster(cluster_id: str) -> ResponseReturnValue:
    """One cluster: its profile, its past and its suggestions."""
    facts = answers.cluster_facts(catalogue(), cluster_id)
    return render_template(
        "cluster.html",
        facts=facts,
        cluster=facts.cluster,
        json=url_for("api.cluster", cluster_id=cluster_id),
    )


@pages.get("/partnerships")
def partnerships() -> ResponseReturnValue:
    """Show all partnerships in one table."""
    return render_template(
        "partnerships.html",
        registry=catalogue().registry,
        csv=url_for("api.partnerships_csv"),
        json=url_for("api.partnerships"),
    )


@pages.get("/partnerships/<partnership_id>")
def partnership(partnership_id: str) -> ResponseReturnValue:
    """One partnership: members, markets, who would complete it, what fits it."""
    facts = answers.partnership_facts(catalogue(), partnership_id)
    return render_template(
        "partnership.html",
        facts=facts,
        partnership=facts.partnership,
        json=url_for("api.partnership", partnership_id=partnership_id),
    )


@pages.get("/pairs/<left>/<right>")
def pair(left: str, right: str) -> ResponseReturnValue:
    """Why two clusters fit."""
    if left == right:
        return error_page(400, SAME_SIDES)
    found = answers.pair(catalogue(), left, right)
    return _pair_page(
        found,
        ask=url_for(".suggestions", cluster=left),
        swap=url_for(".pair", left=right, right=left),
        csv=url_for("api.pair_csv", left=left, right=right),
        json=url_for("api.pair", left=left, right=right),
    )


@pages.get("/pairs/profile/<right>")
def profile_pair(right: str) -> ResponseReturnValue:
    """Why a described cluster and a cluster fit."""
    form = SuggestionForm(request.args, catalogue())
    if not form.check():
        return _form_page(form, form.faults), 400
    question = replace(form.question(), cluster_id="")
    if not question.described:
        return error_page(400, "The address describes no cluster; start from the form.")
    found = answers.pair(catalogue(), question.profile, right)
    described = question.description_parameters()
    return _pair_page(
        found,
        ask=url_for(".suggestions", **described),
        swap="",
        csv=url_for("api.profile_pair_csv", right=right, **described),
        json=url_for("api.profile_pair", right=right, **described),
    )


def _pair_page(found: answers.Pair, **addresses: str) -> str:
    left, right = found.profile, found.right
    left_markets = left.target_markets
    if found.left:
        left_markets = catalogue().markets_of(found.left.id)
    sides = (
        ("Sectors", left.sectors, right.sectors),
        ("Technologies", left.technologies, right.technologies),
        ("Markets", left_markets, catalogue().markets_of(right.id)),
    )
    return render_template(
        "pair.html",
        pair=found,
        suggestion=found.suggestion,
        sides=sides,
        waterfall=pictures.waterfall(found.suggestion),
        **addresses,
    )


@pages.get("/about")
def about() -> ResponseReturnValue:
    """How suggestions are ranked, and what the data holds and lacks."""
    ranking = answers.ranking(catalogue())
    return render_template("about.html", ranking=ranking, json=url_for("api.about"))
