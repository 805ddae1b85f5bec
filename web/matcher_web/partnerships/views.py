"""Partnerships: the table of all, one of them opened, and the twins of both.

In: an address. Out: HTML, JSON or a table of the same records.
"""

from __future__ import annotations

from functools import partial

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from matcher_web.drawing import waterfall as pictures
from matcher_web.listing.links import list_links
from matcher_web.listing.listing import list_records
from matcher_web.maps import drawings as maps
from matcher_web.partnerships.facts import partnership_facts
from matcher_web.partnerships.listing import (
    partnership_shelf,
    partnerships_dict,
    partnerships_table,
    stands_for,
)
from matcher_web.snapshot import current as snapshot
from matcher_web.suggestions.records import suggestions_table
from matcher_web.tables import Table
from matcher_web.twins import add_table_twins, json_errors, table_errors

partnership_pages = Blueprint("partnerships", __name__)


@partnership_pages.get("/partnerships")
def partnerships() -> ResponseReturnValue:
    """Browse, search and narrow the partnerships."""
    listing, faults = list_records(partnership_shelf(snapshot()), request.args)
    page = render_template(
        "partnerships.html",
        listing=listing,
        faults=faults,
        links=list_links(listing, partial(url_for, ".partnerships")),
        stands_for=stands_for(snapshot(), listing.chosen["only_markets"]),
        csv=url_for(".partnerships_csv", **listing.parameters()),
        xlsx=url_for(".partnerships_xlsx", **listing.parameters()),
        json=url_for(".partnerships_json", **listing.parameters(page=listing.page)),
    )
    return (page, 400) if faults else page


@partnership_pages.get("/partnerships.json")
def partnerships_json() -> ResponseReturnValue:
    """One page of the partnerships found."""
    listing, faults = list_records(partnership_shelf(snapshot()), request.args)
    return json_errors(faults) if faults else jsonify(partnerships_dict(listing))


def _partnerships_table() -> Table | ResponseReturnValue:
    listing, faults = list_records(partnership_shelf(snapshot()), request.args)
    return table_errors(faults) if faults else partnerships_table(listing)


add_table_twins(partnership_pages, "/partnerships", "partnerships", _partnerships_table)


@partnership_pages.get("/partnerships/<partnership_id>")
def partnership(partnership_id: str) -> ResponseReturnValue:
    """One partnership: members, markets, who would complete it, what fits it."""
    facts = partnership_facts(snapshot(), partnership_id)
    vocabulary, suggestions = snapshot().vocabulary, facts.suggestions
    return render_template(
        "partnership.html",
        facts=facts,
        partnership=facts.partnership,
        drawing=maps.member_map(facts.n_by_country),
        rows=[
            (s, bars, added.in_words(vocabulary))
            for (s, added), bars in zip(
                facts.completions, pictures.part_bars(suggestions), strict=True
            )
        ],
        csv=url_for(".partnership_csv", partnership_id=partnership_id),
        xlsx=url_for(".partnership_xlsx", partnership_id=partnership_id),
        json=url_for(".partnership_json", partnership_id=partnership_id),
    )


@partnership_pages.get("/partnerships/<partnership_id>.json")
def partnership_json(partnership_id: str) -> ResponseReturnValue:
    """One partnership, who would complete it and what fits it."""
    return jsonify(partnership_facts(snapshot(), partnership_id).to_dict())


def _partnership_table(partnership_id: str) -> Table:
    facts = partnership_facts(snapshot(), partnership_id)
    return suggestions_table(facts.suggestions, "complete")


add_table_twins(
    partnership_pages,
    "/partnerships/<partnership_id>",
    "partnership",
    _partnership_table,
)
