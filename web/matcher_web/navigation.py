"""The main navigation: where the site can be entered, and where the reader is.

In: packages of pages, and the address that is answered. Out: the entries, one of them
marked.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Flask, request, url_for

from matcher_web.snapshot import current
from matcher_web.templating import compile_all
from matcher_web.twins import PageRule


@dataclass(frozen=True)
class Section:
    """Pages that one entry leads to.

    Parameters
    ----------
    words : str
    page : str
        The one that is entered, as `url_for` knows it.
    firsts : frozenset of str
        First parts of all their addresses.
    """

    words: str
    page: str
    firsts: frozenset[str]

    def entry(self) -> Entry:
        """The entry as it stands on the page that is answered."""
        within = request.path.split("/")[1] in self.firsts
        current = "page" if request.endpoint == self.page else "true"
        return Entry(self.words, url_for(self.page), current if within else "")


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation."""

    words: str
    address: str
    current: str
    """What ``aria-current`` says: "page" on the page itself, "true" on those below."""


def install(app: Flask, named: Iterable[tuple[str, Sequence[PageRule]]]) -> None:
    """Give the templates the navigation, and the address of the page itself.

    Parameters
    ----------
    app : Flask
    named : iterable of (str, sequence of PageRule)
        Words, and the pages that they stand for; the first whose address is the same
        for all is entered.

    Raises
    ------
    ValueError
        If there is no such page.
    """
    sections = [_section(words, pages) for words, pages in named]
    app.extensions["sections"] = sections
    app.jinja_env.globals["navigation"] = lambda: [s.entry() for s in sections]
    app.jinja_env.globals["page_address"] = lambda: request.url


def _section(words: str, pages: Sequence[PageRule]) -> Section:
    entered = next((p.name for p in pages if "<" not in p.rule), None)
    if entered is None:
        rules = ", ".join(p.rule for p in pages)
        raise ValueError(
            f"'{words}': nothing to enter among {rules}; add a page with a fixed "
            "address, or give no words"
        )
    return Section(words, entered, frozenset(p.rule.split("/")[1] for p in pages))


def warm(app: Flask) -> None:
    """Answer each main page once, and two questions, with every template compiled.

    No reader waits then for what is kept after it. Nor does any wait until Python has
    gone through all of it for what is no longer needed, 0.6 s at 17,000 clusters: what
    is kept is set apart from that until another snapshot is there.
    """
    gc.freeze()
    compile_all(app)
    client = app.test_client()
    with app.test_request_context():
        addresses = [url_for(section.page) for section in app.extensions["sections"]]
        registry = current().registry
        first = [cluster.id for cluster in registry.clusters[:1]]
        market = [*registry.vocabulary.markets][:1]
        for id in first:
            addresses.append(url_for("suggestions", cluster=id))
            addresses.append(url_for("consortium", start=id, want_markets=market))
    for address in addresses:
        client.get(address)
    gc.freeze()
