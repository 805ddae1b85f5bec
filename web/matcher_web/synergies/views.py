"""Synergies: all pairs of partnerships through a lens, one pair opened, and the twins.

In: an address. Out: HTML, JSON or a table of the same records.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from matcher import LENSES, Lens
from matcher_web import tables
from matcher_web.drawing import waterfall as pictures
from matcher_web.listing.links import Chip, Link, ListLinks, list_links
from matcher_web.listing.listing import Listing, list_records
from matcher_web.partnerships.listing import Composed, partnership_shelf
from matcher_web.security import error_page
from matcher_web.snapshot import current as snapshot
from matcher_web.synergies.lens_view import (
    MAX_ROWS,
    LensQuestion,
    lens_view,
    pairs_table,
    view_dict,
)
from matcher_web.synergies.pair import pair_facts
from matcher_web.tables import Table
from matcher_web.twins import add_table_twins, json_errors, table_errors

synergies = Blueprint("synergies", __name__)

SAME_PARTNERSHIP = "Both sides are the same partnership; choose two."
DIFFERENT_ONLY = "Different sectors only"
_SWITCH = {"": False, "0": False, "1": True}


@dataclass(frozen=True)
class Asked:
    """What an address asks: a lens, and which partnerships and pairs to look at.

    Parameters
    ----------
    listing : Listing
        The partnerships that are kept, as `/partnerships` narrows them.
    question : LensQuestion
    faults : dict of str to str
        What is wrong with the address, by field.
    """

    listing: Listing[Composed]
    question: LensQuestion
    faults: dict[str, str]

    def lens_parameters(self, **changes: Any) -> dict[str, Any]:
        """What the listing does not know, as it stands in an address."""
        given: dict[str, Any] = {
            "lens": self.question.lens.name,
            "different_sectors": "1" if self.question.different_sectors else "",
            **changes,
        }
        if given["lens"] == LENSES[0].name:
            del given["lens"]
        return {name: value for name, value in given.items() if value}

    def parameters(self, **changes: Any) -> dict[str, Any]:
        """The whole question as it stands in its address, with some parts changed."""
        narrowed = self.listing.parameters(sort="")
        return {**narrowed, **self.lens_parameters(**changes)}


def _asked() -> Asked:
    listing, faults = list_records(partnership_shelf(snapshot()), request.args)
    by_name = {lens.name: lens for lens in LENSES}
    name = request.args.get("lens", "").strip() or LENSES[0].name
    if name not in by_name:
        faults["lens"] = f"Look through one of {', '.join(by_name)}."
    switch = request.args.get("different_sectors", "").strip()
    if switch not in _SWITCH:
        faults["different_sectors"] = "Give 1 for different sectors only, or 0."
    kept = frozenset(composed.partnership.id for composed in listing.found)
    different = _SWITCH.get(switch, False)
    lens = by_name.get(name, LENSES[0])
    return Asked(listing, LensQuestion(lens, kept, different), faults)


@synergies.get("/synergies")
def table() -> ResponseReturnValue:
    """All pairs of partnerships through a lens, as a heat map and a list."""
    if "left" in request.args or "right" in request.args:
        return _chosen_pair()
    asked = _asked()
    view = lens_view(snapshot(), asked.question)
    here = asked.parameters()
    any_sectors = url_for(".table", **asked.parameters(different_sectors=""))
    page = render_template(
        "synergies.html",
        listing=asked.listing,
        faults=asked.faults,
        lens=view.lens,
        max_rows=MAX_ROWS,
        view=view,
        links=_links(asked, any_sectors),
        different_sectors=asked.question.different_sectors,
        lenses=[
            (Link(lens.title, _through(asked, lens)), lens is view.lens)
            for lens in LENSES
        ],
        any_sectors=any_sectors,
        choices=list(asked.listing.shelf.records),
        share=url_for(".table", **here, _external=True),
        csv=url_for(".table_csv", **here),
        xlsx=url_for(".table_xlsx", **here),
        json=url_for(".table_json", **here),
    )
    return (page, 400) if asked.faults else page


def _chosen_pair() -> ResponseReturnValue:
    """Lead to the pair that two lists of a form name."""
    left, right = (request.args.get(side, "").strip() for side in ("left", "right"))
    if not (left and right):
        return error_page(400, "Choose two partnerships, left and right.")
    return redirect(url_for(".pair", left=left, right=right))


def _links(asked: Asked, any_sectors: str) -> ListLinks:
    """Links that change a part of the list and keep the lens."""
    address = partial(url_for, ".table", **asked.lens_parameters())
    links = list_links(asked.listing, address)
    if not asked.question.different_sectors:
        return links
    return replace(
        links,
        chips=[*links.chips, Chip(DIFFERENT_ONLY, any_sectors)],
        told=[*links.told, DIFFERENT_ONLY],
        everything=url_for(".table", **asked.lens_parameters(different_sectors="")),
    )


def _through(asked: Asked, lens: Lens) -> str:
    return url_for(".table", **asked.parameters(lens=lens.name))


@synergies.get("/synergies.json")
def table_json() -> ResponseReturnValue:
    """What the heat map and the list show, with every value."""
    asked = _asked()
    if asked.faults:
        return json_errors(asked.faults)
    query = asked.listing.query()
    del query["sort"], query["page"]
    return jsonify(view_dict(snapshot(), asked.question, query))


def _table() -> Table | ResponseReturnValue:
    asked = _asked()
    if asked.faults:
        return table_errors(asked.faults)
    return pairs_table(snapshot(), asked.question)


add_table_twins(synergies, "/synergies", "table", _table)


@synergies.get("/synergies/<left>/<right>")
def pair(left: str, right: str) -> ResponseReturnValue:
    """What two partnerships share, and how they could go together."""
    if left == right:
        return error_page(400, SAME_PARTNERSHIP)
    facts = pair_facts(snapshot(), left, right)
    return render_template(
        "synergy.html",
        facts=facts,
        waterfall=pictures.waterfall(facts.there),
        swap=url_for(".pair", left=right, right=left),
        share=url_for(".pair", left=left, right=right, _external=True),
        csv=url_for(".pair_csv", left=left, right=right),
        xlsx=url_for(".pair_xlsx", left=left, right=right),
        json=url_for(".pair_json", left=left, right=right),
    )


@synergies.get("/synergies/<left>/<right>.json")
def pair_json(left: str, right: str) -> ResponseReturnValue:
    """What two partnerships share, every part of their score, and who could bridge."""
    if left == right:
        return error_page(400, SAME_PARTNERSHIP)
    return jsonify(pair_facts(snapshot(), left, right).to_dict())


def _pair_table(left: str, right: str) -> Table | ResponseReturnValue:
    """How the score adds up, one signal a row."""
    if left == right:
        return error_page(400, SAME_PARTNERSHIP)
    return tables.score_table(pair_facts(snapshot(), left, right).there, "synergy")


add_table_twins(synergies, "/synergies/<left>/<right>", "pair", _pair_table)
