"""The twins: what a page shows, as JSON at the same address with .json, or as CSV.

In: the same address as the page. Out: the same records, with the page's words as keys;
bad input is ``{"errors": {field: words}}`` with the words that the page shows.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from web import answers, tables
from web.catalogue import current_catalogue as catalogue
from web.forms import NEED_SOMETHING, SuggestionForm
from web.listing import list_clusters
from web.report import published
from web.security import SAME_SIDES, error_page
from web.weights import WeightsForm

api = Blueprint("api", __name__)


def _csv(text: str, name: str) -> Response:
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _json_errors(faults: dict[str, str], **more: Any) -> ResponseReturnValue:
    return jsonify(errors=faults, **more), 400


def _csv_errors(faults: dict[str, str]) -> ResponseReturnValue:
    lines = [f"{name}: {words}\n" for name, words in faults.items()]
    return Response("".join(lines), status=400, mimetype="text/plain")


@api.get("/index.json")
def home() -> ResponseReturnValue:
    """Every code that the form accepts, in its groups."""
    lists = catalogue()
    return jsonify(
        sectors=[asdict(group) for group in lists.sector_groups],
        technologies=[asdict(group) for group in lists.technology_groups],
        markets=[asdict(group) for group in lists.market_groups],
    )


@api.get("/suggestions.json")
def suggestions() -> ResponseReturnValue:
    """Partners and partnerships that fit."""
    form = SuggestionForm(request.args, catalogue())
    if not form.check():
        nearest = [{"id": c.id, "name": c.name} for c in form.nearest]
        return _json_errors(form.faults, nearest=nearest)
    return jsonify(answers.answer(catalogue(), form.question()).to_dict())


@api.get("/suggestions.csv")
def suggestions_csv() -> ResponseReturnValue:
    """Suggestions as a table."""
    form = SuggestionForm(request.args, catalogue())
    if not form.check():
        return _csv_errors(form.faults)
    found = answers.answer(catalogue(), form.question())
    return _csv(tables.suggestions_csv(found.suggestions), "suggestions")


@api.get("/clusters.json")
def clusters() -> ResponseReturnValue:
    """One page of the clusters found."""
    listed, faults = list_clusters(catalogue(), request.args)
    return _json_errors(faults) if faults else jsonify(listed.to_dict())


@api.get("/clusters.csv")
def clusters_csv() -> ResponseReturnValue:
    """All clusters found, as a table."""
    listed, faults = list_clusters(catalogue(), request.args)
    if faults:
        return _csv_errors(faults)
    return _csv(tables.clusters_csv(listed), "clusters")


@api.get("/clusters/<cluster_id>.json")
def cluster(cluster_id: str) -> ResponseReturnValue:
    """One cluster with its past and its suggestions."""
    return jsonify(answers.cluster_facts(catalogue(), cluster_id).to_dict())


@api.get("/partnerships.json")
def partnerships() -> ResponseReturnValue:
    """All partnerships with their members."""
    registry = catalogue().registry
    return jsonify(
        partnerships=[
            {**asdict(partnership), "members": registry.members_of[partnership.id]}
            for partnership in registry.partnerships
        ]
    )


@api.get("/partnerships.csv")
def partnerships_csv() -> ResponseReturnValue:
    """All partnerships, as a table."""
    return _csv(tables.partnerships_csv(catalogue()), "partnerships")


@api.get("/partnerships/<partnership_id>.json")
def partnership(partnership_id: str) -> ResponseReturnValue:
    """One partnership, who would complete it and what fits it."""
    return jsonify(answers.partnership_facts(catalogue(), partnership_id).to_dict())


@api.get("/partnerships/<partnership_id>.csv")
def partnership_csv(partnership_id: str) -> ResponseReturnValue:
    """Who would complete a partnership, as a table."""
    facts = answers.partnership_facts(catalogue(), partnership_id)
    return _csv(tables.suggestions_csv(facts.completions), "complete")


@api.get("/pairs/<left>/<right>.json")
def pair(left: str, right: str) -> ResponseReturnValue:
    """Why two clusters fit."""
    if left == right:
        return error_page(400, SAME_SIDES)
    form = WeightsForm(request.args)
    if form.faults:
        return _json_errors(form.faults)
    return jsonify(answers.pair(catalogue(), left, right, form.weights).to_dict())


@api.get("/pairs/<left>/<right>.csv")
def pair_csv(left: str, right: str) -> ResponseReturnValue:
    """How the score of two clusters adds up, as a table."""
    if left == right:
        return error_page(400, SAME_SIDES)
    form = WeightsForm(request.args)
    if form.faults:
        return _csv_errors(form.faults)
    found = answers.pair(catalogue(), left, right, form.weights)
    return _csv(tables.pair_csv(found), "pair")


def _described_pair(right: str) -> tuple[answers.Pair | None, dict[str, str]]:
    form = SuggestionForm(request.args, catalogue())
    if not form.check():
        return None, form.faults
    question = replace(form.question(), cluster_id="")
    if not question.described:
        return None, {"sectors": NEED_SOMETHING}
    profile, weights = question.profile, question.weights
    return answers.pair(catalogue(), profile, right, weights), {}


@api.get("/pairs/profile/<right>.json")
def profile_pair(right: str) -> ResponseReturnValue:
    """Why a described cluster and a cluster fit."""
    found, faults = _described_pair(right)
    return jsonify(found.to_dict()) if found else _json_errors(faults)


@api.get("/pairs/profile/<right>.csv")
def profile_pair_csv(right: str) -> ResponseReturnValue:
    """How the score of a described cluster and a cluster adds up, as a table."""
    found, faults = _described_pair(right)
    return _csv(tables.pair_csv(found), "pair") if found else _csv_errors(faults)


@api.get("/about.json")
def about() -> ResponseReturnValue:
    """How suggestions are ranked, and what the data holds."""
    return jsonify(answers.ranking(catalogue()))


@api.get("/about/backtest.json")
def backtest() -> ResponseReturnValue:
    """How well it predicted past partnerships, as stored; null if it is not."""
    lists = catalogue()
    return jsonify(report=published(), of_this_registry=lists.is_packaged)
