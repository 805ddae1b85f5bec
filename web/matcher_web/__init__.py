"""The web room: requests come in; pages, and their JSON and CSV twins, go out.

`create_app` fits the recommender once and puts the room together. Everything lives in
the URL: no session, no cookie; and all is read-only but for imports, where they are
allowed. Only `matcher`'s front door, the rooms of `matcher.explore`, and some of
`matcher.consortium` and `matcher.importing` are used from here.

How the rooms lie, each importing from those above it::

    wording  drawing                how values read; where pictures have what
    snapshot  tables                one version of everything; answers as tables, files
    query/                          an address -> what is asked, or what is wrong
    twins  listing  security        one function, every format; lists; every answer
    changing                        forms that change something, and whose they are
    templating                      templates, compiled once
    facts                           what is recorded, and which page says so
    suggestions  clusters  about    the pages, a package for each kind: `views` takes
    partnerships  maps              an address, the other rooms make what is shown
    synergies  markets  network     `shortlist` keeps who asks in every address
    shortlist  codes                `codes` finds what people's words mean
    consortium  importing           whole consortia; lists taken in, where allowed
    navigation  freshness           where readers are, and what they already hold
    compression  contact            what is sent small; where mistakes are reported
    hosts  health                   under which names it is answered; whether it lives
    server                          waitress with its limits set, for `matcher serve`
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask
from threadpoolctl import threadpool_limits

from matcher import PartnerRecommender, load_registry
from matcher_web import (
    compression,
    contact,
    freshness,
    health,
    hosts,
    navigation,
    security,
    snapshot,
    templating,
    wording,
)
from matcher_web.changing import add_changes, changes_of
from matcher_web.navigation import warm
from matcher_web.shortlist import carrying
from matcher_web.snapshot import Snapshot, swap
from matcher_web.twins import add_pages, pages_of

__all__ = ["Snapshot", "create_app", "swap", "warm"]

PACKAGES = {
    "suggestions": "Find partners",
    "clusters": "Clusters",
    "partnerships": "Partnerships",
    "synergies": "Synergies",
    "markets": "Markets",
    "network": "Network",
    "maps": "Map",
    "consortium": "Consortium",
    "shortlist": "",
    "codes": "",
    "importing": "Import",
    "about": "About",
}
"""What makes pages, in its `views`, with its words in the navigation.

To add one, make its package and name it here; without words it has no entry.
"""

ALLOWED_BY = {"importing": "IMPORT_INTO"}
"""Packages that are there only where the configuration says so, by its key."""

_A_YEAR = 365 * 24 * 3600


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The web application, ready to be served by any WSGI server.

    Parameters
    ----------
    config : mapping, optional
        ``REGISTRY``: folder of a data package; the packaged data where not given.
        ``RECOMMENDER``: a fitted `PartnerRecommender`, used instead of fitting one.
        ``TRUSTED_HOSTS``: host names that are answered, beside those of the loopback
        (``localhost``), which alone are where not given.
        ``PROXIES``: how many proxies stand in front; so many of the addresses that
        they forward are believed, none where not given.
        ``PREFIX``: what stands before all addresses, as ``/matcher``; where not given,
        what proxies that are believed forward.
        ``IMPORT_INTO``: folder of a data package that pages may import into, made by
        the first import; none may where not given. For this computer alone.
        ``CONTACT``: e-mail address or page for who wants to report a mistake or to be
        taken out; nothing is offered where not given.
        Any other key is Flask's own.

    Returns
    -------
    Flask

    Raises
    ------
    DatasetError
        If the data package has faults; nothing is served then.
    MatcherError
        If a name of ``TRUSTED_HOSTS``, the ``PREFIX`` or the ``CONTACT`` is none, or
        imports are allowed beside what lets others in.
    """
    # A server answers many small questions at once; more threads for each of their
    # small products would only wait for each other.
    threadpool_limits(1, "blas")
    app = carrying.Linking(__name__)
    app.config.update(
        REGISTRY=None,
        RECOMMENDER=None,
        PROXIES=0,
        PREFIX="",
        CONTACT="",
        IMPORT_INTO=None,
        SEND_FILE_MAX_AGE_DEFAULT=_A_YEAR,
        MAX_CONTENT_LENGTH=security.MOST_BODY,
    )
    app.config.update(config or {})
    templating.install(app)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    snapshot.install(app, Snapshot(_recommender(app.config)))
    wording.install(app)
    security.install(app)
    contact.install(app)
    freshness.install(app)
    compression.install(app)
    health.install(app)
    made = {}
    for package in _allowed(app.config):
        views = import_module(f"matcher_web.{package}.views")
        made[package] = pages_of(views)
        add_pages(app, made[package])
        add_changes(app, changes_of(views))
    if "importing" in made:
        import_module("matcher_web.importing.desk").install(app)
    carrying.install(app, [one.name for pages in made.values() for one in pages])
    named = [(PACKAGES[one], pages) for one, pages in made.items() if PACKAGES[one]]
    navigation.install(app, named)
    hosts.install(app)
    return app


def _allowed(config: Mapping[str, Any]) -> list[str]:
    """The packages that are there."""
    keys = {package: ALLOWED_BY.get(package) for package in PACKAGES}
    return [package for package, key in keys.items() if key is None or config[key]]


def _recommender(config: Mapping[str, Any]) -> PartnerRecommender:
    given = config["RECOMMENDER"]
    if isinstance(given, PartnerRecommender):
        return given
    path: str | Path | None = config["REGISTRY"]
    return PartnerRecommender().fit(load_registry(path, everything=True))
