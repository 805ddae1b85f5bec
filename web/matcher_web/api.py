"""The twins: what a page shows, as JSON at the same address with .json, or as a table.

In: the same address as the page. Out: the same records, with the page's words as keys;
bad input is ``{"errors": {field: words}}`` with the words that the page shows.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from matcher_web import answers, tables
from matcher_web.about.report import is_packaged, published
from matcher_web.clusters.compare import chosen_clusters, wrong_number
from matcher_web.clusters.compare import compare as side_by_side
from matcher_web.clusters.listing import cluster_shelf, clusters_dict
from matcher_web.listing.listing import list_records
from matcher_web.query.forms import NEED_SOMETHING, SuggestionForm
from matcher_web.query.weights import WeightsForm
from matcher_web.security import SAME_SIDES, error_page
from matcher_web.snapshot import current as snapshot
from matcher_web.suggestions.choices import lists
from matcher_web.suggestions.pair_facts import Pair
from matcher_web.suggestions.pair_facts import pair as opened_pair
from matcher_web.tables import Table
from matcher_web.twins import add_table_twins, json_errors, table_errors

api = Blueprint("api", __name__)


@api.get("/index.json")
def home() -> ResponseReturnValue:
    """Every code that the form accepts, in its groups."""
    return jsonify(lists(snapshot()).to_dict())


@api.get("/suggestions.json")
def suggestions() -> ResponseReturnValue:
    """Partners and partnerships that fit."""
    form = SuggestionForm(request.args, snapshot())
    if not form.check():
        nearest = [{"id": c.id, "name": c.name} for c in form.nearest]
        return json_errors(form.faults, nearest=nearest)
    return jsonify(answers.answer(snapshot(), form.question()).to_dict())


def _suggestions_table() -> Table | ResponseReturnValue:
    form = SuggestionForm(request.args, snapshot())
    if not form.check():
        return table_errors(form.faults)
    found = answers.answer(snapshot(), form.question())
    return tables.suggestions_table(found.suggestions)


add_table_twins(api, "/suggestions", "suggestions", _suggestions_table)


@api.get("/clusters.json")
def clusters() -> ResponseReturnValue:
    """One page of the clusters found."""
    listing, faults = list_records(cluster_shelf(snapshot()), request.args)
    if faults:
        return json_errors(faults)
    return jsonify(clusters_dict(snapshot(), listing))


def _clusters_table() -> Table | ResponseReturnValue:
    listing, faults = list_records(cluster_shelf(snapshot()), request.args)
    if faults:
        return table_errors(faults)
    return tables.clusters_table(snapshot(), listing)


add_table_twins(api, "/clusters", "clusters", _clusters_table)


@api.get("/clusters/compare.json")
def compare() -> ResponseReturnValue:
    """Up to four clusters side by side, with the score of each two."""
    clusters = chosen_clusters(snapshot(), request.args.getlist("ids"))
    problem = wrong_number(clusters)
    if problem:
        return error_page(400, problem)
    return jsonify(side_by_side(snapshot(), clusters).to_dict())


def _compare_table() -> Table | ResponseReturnValue:
    clusters = chosen_clusters(snapshot(), request.args.getlist("ids"))
    problem = wrong_number(clusters)
    if problem:
        return error_page(400, problem)
    return tables.compare_table(side_by_side(snapshot(), clusters))


add_table_twins(api, "/clusters/compare", "compare", _compare_table)


@api.get("/clusters/<cluster_id>.json")
def cluster(cluster_id: str) -> ResponseReturnValue:
    """One cluster with its past and its suggestions."""
    return jsonify(answers.cluster_facts(snapshot(), cluster_id).to_dict())


@api.get("/pairs/<left>/<right>.json")
def pair(left: str, right: str) -> ResponseReturnValue:
    """Why two clusters fit."""
    if left == right:
        return error_page(400, SAME_SIDES)
    form = WeightsForm(request.args)
    if form.faults:
        return json_errors(form.faults)
    return jsonify(opened_pair(snapshot(), left, right, form.weights).to_dict())


def _pair_table(left: str, right: str) -> Table | ResponseReturnValue:
    if left == right:
        return error_page(400, SAME_SIDES)
    form = WeightsForm(request.args)
    if form.faults:
        return table_errors(form.faults)
    found = opened_pair(snapshot(), left, right, form.weights)
    return tables.pair_table(found)


add_table_twins(api, "/pairs/<left>/<right>", "pair", _pair_table)


def _described_pair(right: str) -> tuple[Pair | None, dict[str, str]]:
    form = SuggestionForm(request.args, snapshot())
    if not form.check():
        return None, form.faults
    question = replace(form.question(), cluster_id="")
    if not question.described:
        return None, {"sectors": NEED_SOMETHING}
    profile, weights = question.profile, question.weights
    return opened_pair(snapshot(), profile, right, weights), {}


@api.get("/pairs/profile/<right>.json")
def profile_pair(right: str) -> ResponseReturnValue:
    """Why a described cluster and a cluster fit."""
    found, faults = _described_pair(right)
    return jsonify(found.to_dict()) if found else json_errors(faults)


def _profile_pair_table(right: str) -> Table | ResponseReturnValue:
    found, faults = _described_pair(right)
    return tables.pair_table(found) if found else table_errors(faults)


add_table_twins(api, "/pairs/profile/<right>", "profile_pair", _profile_pair_table)


@api.get("/about.json")
def about() -> ResponseReturnValue:
    """How suggestions are ranked, and what the data holds."""
    return jsonify(answers.ranking(snapshot()))


@api.get("/about/backtest.json")
def backtest() -> ResponseReturnValue:
    """How well it predicted past partnerships, as stored; null if it is not."""
    stored = published()
    report = stored.to_dict() if stored else None
    return jsonify(report=report, of_this_registry=is_packaged(snapshot()))
