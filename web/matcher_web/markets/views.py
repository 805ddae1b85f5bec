"""Markets: who goes where, where nobody goes, one market opened; and the twins.

In: an address. Out: HTML, JSON or a table of the same records.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from matcher_web.markets import tables as market_tables
from matcher_web.markets.answers import (
    Absences,
    Overview,
    Together,
    absences,
    overview,
    together,
)
from matcher_web.markets.book import MarketBook, market_book
from matcher_web.markets.facts import market_facts
from matcher_web.markets.query import (
    BY_DEFAULT,
    KINDS,
    LABELS,
    MAX_K,
    ORDERS,
    MarketQuery,
    read_query,
)
from matcher_web.markets.reach_picture import reach_picture
from matcher_web.markets.words import (
    QUESTION,
    heading,
    in_numbers,
    market_heading,
    only_by_region,
)
from matcher_web.snapshot import current as snapshot
from matcher_web.tables import Table
from matcher_web.twins import add_table_twins, json_errors, table_errors
from matcher_web.wording import name_key

market_pages = Blueprint("markets", __name__)

MORE = 20

market_pages.add_app_template_filter(in_numbers)
market_pages.add_app_template_filter(only_by_region)


@market_pages.app_template_filter()
def called(cluster_id: str) -> str:
    """What people call a cluster."""
    return snapshot().registry.cluster(cluster_id).called


def _asked() -> tuple[MarketBook, MarketQuery, dict[str, str]]:
    book = market_book(snapshot())
    return book, *read_query(request.args, snapshot(), book.activities)


def _answer(book: MarketBook, query: MarketQuery) -> Overview | Absences | Together:
    """What a question is answered with: an overview where nothing special is asked."""
    if query.absent and query.present:
        return absences(book, query.absent, query.present)
    if query.together:
        return together(book, query.together)
    return overview(book, query)


@market_pages.get("/markets")
def markets() -> ResponseReturnValue:
    """Who goes where; or who is absent where others go; or who targets all of some."""
    book, query, faults = _asked()
    if faults:
        return _markets_page(book, query, faults, QUESTION), 400
    found = _answer(book, query)
    shown: dict[str, Any] = {type(found).__name__.lower(): found}
    if isinstance(found, Overview) and not query.activity:
        shown["picture"] = reach_picture(found)
    return _markets_page(book, query, faults, heading(found), **shown)


def _markets_page(
    book: MarketBook,
    query: MarketQuery,
    faults: dict[str, str],
    words: str,
    **shown: Any,
) -> str:
    def link(**changes: object) -> str:
        return url_for(".markets", **query.parameters(book.activities, **changes))

    here = query.parameters(book.activities)
    swapped = {"absent": here.get("present"), "present": here.get("absent")}
    return render_template(
        "markets.html",
        book=book,
        query=query,
        faults=faults,
        heading=words,
        labels=LABELS,
        choices=_choices(book),
        chosen=here,
        rows=book.rows(ORDERS[0]),
        kinds=_kinds(lambda kind: link(by=kind, activity="")),
        orders={order: link(sort=order) for order in ORDERS},
        swap=link(**swapped),
        without=_without(book, query),
        busiest=book.busiest,
        more=link(k=min(query.k + MORE, MAX_K)),
        share=url_for(".markets", **here, _external=True),
        **_files("markets", **here),
        **shown,
    )


def _without(book: MarketBook, query: MarketQuery) -> dict[str, str]:
    """Where the question for all of some markets is asked without one of them."""
    return {
        code: url_for(".markets", all=[c for c in query.together if c != code])
        for code in query.together
    }


def _files(endpoint: str, **arguments: Any) -> dict[str, str]:
    """Where the twins of a page are."""
    return {
        ending: url_for(f".{endpoint}_{ending}", **arguments)
        for ending in ("csv", "xlsx", "json")
    }


def _kinds(address: Any) -> list[tuple[str, str]]:
    """Each kind of activity with the page that shows it."""
    return [(kind, address("" if kind == BY_DEFAULT else kind)) for kind in KINDS[::-1]]


def _choices(book: MarketBook) -> list[tuple[str, list[tuple[str, str]]]]:
    """Key and label of every activity that anybody works in, by kind."""
    key, label = book.activities.key, book.activities.label
    return [
        (
            kind,
            sorted(
                ((key(a), label(a)) for a in book.reach.active(kind)),
                key=lambda choice: name_key(choice[1]),
            ),
        )
        for kind in KINDS[::-1]
    ]


@market_pages.get("/markets.json")
def markets_json() -> ResponseReturnValue:
    """What the page of all markets shows."""
    book, query, faults = _asked()
    if faults:
        return json_errors(faults)
    asked = {"query": query.to_dict(book.activities)}
    return jsonify({**asked, **_answer(book, query).to_dict()})


def _markets_table() -> Table | ResponseReturnValue:
    """The table that answers what the address asks."""
    book, query, faults = _asked()
    if faults:
        return table_errors(faults)
    found = _answer(book, query)
    if isinstance(found, Absences):
        return market_tables.absences_table(found)
    if isinstance(found, Together):
        return market_tables.together_table(found)
    return market_tables.reach_table(book, query)


def _over_time_table() -> Table | ResponseReturnValue:
    book, query, faults = _asked()
    return table_errors(faults) if faults else market_tables.rounds_table(book, query)


add_table_twins(market_pages, "/markets", "markets", _markets_table)
add_table_twins(market_pages, "/markets/over-time", "over_time", _over_time_table)


@market_pages.get("/markets/<code>")
def market(code: str) -> ResponseReturnValue:
    """One market: everyone there, and who could join; or one activity at it."""
    book, query, faults = _asked()
    facts = market_facts(book, code, query)
    here = query.parameters(book.activities)
    page = render_template(
        "market.html",
        book=book,
        facts=facts,
        query=query,
        faults=faults,
        heading=market_heading(facts),
        labels=LABELS,
        is_region=facts.code in book.vocabulary.regions,
        around=facts.around,
        over_time=facts.over_time,
        kinds=_kinds(lambda kind: url_for(".market", code=code, by=kind or None)),
        share=url_for(".market", code=code, **here, _external=True),
        **_files("market", code=code, **here),
    )
    return (page, 400) if faults else page


@market_pages.get("/markets/<code>.json")
def market_json(code: str) -> ResponseReturnValue:
    """What the page of one market shows."""
    book, query, faults = _asked()
    if faults:
        return json_errors(faults)
    return jsonify(market_facts(book, code, query).to_dict())


def _market_table(code: str) -> Table | ResponseReturnValue:
    book, query, faults = _asked()
    if faults:
        return table_errors(faults)
    return market_tables.market_table(market_facts(book, code, query))


add_table_twins(market_pages, "/markets/<code>", "market", _market_table)
