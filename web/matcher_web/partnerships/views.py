"""Partnerships: the table of all, and one of them opened.

In: a snapshot and an address. Out: pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from matcher_web.drawing.countries import member_map
from matcher_web.listing.links import list_links
from matcher_web.partnerships.records import PartnershipFacts, partnership_facts
from matcher_web.partnerships.shelf import (
    Partnerships,
    read_partnerships,
    stands_for,
)
from matcher_web.query.reading import Sent
from matcher_web.snapshot import Snapshot
from matcher_web.twins import Page, page


@page("/partnerships")
def partnerships(snapshot: Snapshot, sent: Sent) -> Page:
    """Browse, search and narrow the partnerships."""
    listing, faults = read_partnerships(snapshot, sent)
    return Page(
        Partnerships(listing),
        "partnerships.html",
        lambda: {
            "links": list_links(listing, "partnerships"),
            "stands_for": stands_for(snapshot, listing.chosen["only_markets"]),
        },
        listing.parameters(page=listing.page),
        faults,
    )


@page("/partnerships/<partnership_id>")
def partnership(snapshot: Snapshot, sent: Sent, partnership_id: str) -> Page:
    """One partnership: members, markets, who would complete it, what fits it."""
    facts = partnership_facts(snapshot, partnership_id)
    return Page(facts, "partnership.html", partial(_opened, snapshot, facts))


def _opened(snapshot: Snapshot, facts: PartnershipFacts) -> Mapping[str, Any]:
    return {
        "drawing": member_map(facts.n_by_country),
        "rows": [
            (suggestion, added.in_words(snapshot.vocabulary))
            for suggestion, added in facts.completions
        ],
    }
