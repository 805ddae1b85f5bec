"""The main navigation: where the site can be entered, and where the reader is.

In: the address that is answered. Out: the entries, one of them marked.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request, url_for

# Words, page, and the first parts of the addresses that belong to it.
_ENTRIES = (
    ("Find partners", "home", ("", "suggestions", "pairs")),
    ("Clusters", "clusters", ("clusters",)),
    ("Partnerships", "partnerships", ("partnerships",)),
    ("Synergies", "synergies", ("synergies",)),
    ("Markets", "markets", ("markets",)),
    ("Network", "network", ("network",)),
    ("Map", "map", ("map",)),
    ("About", "about", ("about",)),
)


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation."""

    words: str
    address: str
    current: str
    """What ``aria-current`` says: "page" on the page itself, "true" on those below."""


def install(app: Flask) -> None:
    """Give the templates the navigation, and the address of the page itself."""
    app.jinja_env.globals["navigation"] = _navigation
    app.jinja_env.globals["page_address"] = lambda: request.url


def warm(app: Flask) -> None:
    """Answer each main page once, so that no reader waits for what is kept after it."""
    client = app.test_client()
    with app.test_request_context():
        addresses = [url_for(page) for _, page, _ in _ENTRIES]
    for address in addresses:
        client.get(address)


def _navigation() -> list[Entry]:
    first = request.path.split("/")[1]
    return [
        Entry(words, url_for(page), _current(page, first in parts))
        for words, page, parts in _ENTRIES
    ]


def _current(page: str, within: bool) -> str:
    if request.endpoint == page:
        return "page"
    return "true" if within else ""
