"""Codes that are listed, or found by people's own words.

In: a snapshot and an address. Out: a page.
"""

from __future__ import annotations

from matcher_web.codes.records import TITLES, find_codes
from matcher_web.query.reading import Reading, Sent
from matcher_web.snapshot import Snapshot
from matcher_web.twins import Page, page


@page("/codes")
def codes(snapshot: Snapshot, sent: Sent) -> Page:
    """Find codes of sectors, technologies and markets by any words for them."""
    reading = Reading(sent)
    kind = reading.choice("kind", {name: name for name in TITLES}, "", _ONE_OF)
    found = find_codes(snapshot, kind, reading.text("words"))
    asked = {"kind": found.kind, "words": found.words}
    here = {name: [text] for name, text in asked.items() if text}
    return Page(found, "codes.html", lambda: {"titles": TITLES}, here, reading.faults)


_ONE_OF = f"Give one of {', '.join(filter(None, TITLES))}, or none."
