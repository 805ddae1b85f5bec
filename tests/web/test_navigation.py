"""Where the site can be entered, and where the reader is."""

from __future__ import annotations

import gc
from typing import Never
from urllib.parse import urlsplit

import pytest
from flask import Flask, request

from matcher import PartnerRecommender
from matcher_web import Snapshot, create_app, navigation, swap, warm
from matcher_web.templating import _COMPILED
from matcher_web.twins import PageRule
from tests.web.conftest import Read
from tests.web.reading import PAGES, Element, Page


def entries(page: Page) -> list[Element]:
    navigation = page.one("nav", **{"aria-label": "Main"})
    return [a for a in page.all("a") if navigation in a.inside]


@pytest.mark.slow
def test_every_page_can_be_reached_from_every_other(read: Read) -> None:
    words = [entry.text for entry in entries(read("/about"))]
    assert words == [
        "Find partners",
        "Clusters",
        "Partnerships",
        "Synergies",
        "Markets",
        "Network",
        "Map",
        "Consortium",
        "About",
    ]


@pytest.mark.parametrize(
    ("address", "words", "current"),
    [
        ("/", "Find partners", "page"),
        ("/suggestions?cluster=inovcluster", "Find partners", "true"),
        ("/pairs/inovcluster/valorial", "Find partners", "true"),
        ("/clusters", "Clusters", "page"),
        ("/clusters/inovcluster", "Clusters", "true"),
        ("/clusters/nobody", "Clusters", "true"),
        ("/partnerships/adpack-g1", "Partnerships", "true"),
        ("/synergies", "Synergies", "page"),
        ("/synergies/adpack2-g2/nf4-g2", "Synergies", "true"),
        ("/markets", "Markets", "page"),
        ("/markets/BR", "Markets", "true"),
        ("/network", "Network", "page"),
        ("/map", "Map", "page"),
        ("/about", "About", "page"),
        ("/about/backtest", "About", "true"),
    ],
)
def test_the_entry_of_a_page_is_marked_on_those_below_it_too(
    read: Read, address: str, words: str, current: str
) -> None:
    marked = [e for e in entries(read(address)) if e.get("aria-current")]
    assert [(e.text, e.get("aria-current")) for e in marked] == [(words, current)]


@pytest.mark.parametrize("address", [a for a in PAGES if a.partition("?")[0] != "/"])
def test_the_address_of_a_page_can_be_copied(read: Read, address: str) -> None:
    field = read(address).one("input", id="share")
    told = urlsplit(field.get("value"))
    assert (told.scheme, told.netloc) == ("http", "localhost")
    assert told.path == address.partition("?")[0]
    assert "readonly" in field.attributes


def rule(name: str, address: str) -> PageRule:
    def make() -> Never:
        raise NotImplementedError

    make.__name__ = name
    return PageRule(address, make, ("",))


def test_a_package_is_entered_by_the_first_page_that_anybody_can_open() -> None:
    app = Flask("site")
    pages = [rule("visits_of", "/visits/<code>"), rule("visits", "/visits")]
    navigation.install(app, [("Visits", pages)])
    (section,) = app.extensions["sections"]
    assert section.page == "visits"


def test_a_package_that_cannot_be_entered_is_refused() -> None:
    pages = [rule("visits_of", "/visits/<code>")]
    with pytest.raises(ValueError, match="'Visits': nothing to enter among /visits/<"):
        navigation.install(Flask("site"), [("Visits", pages)])


def test_no_entry_is_marked_where_nothing_is(read: Read) -> None:
    assert not any(e.get("aria-current") for e in entries(read("/nowhere")))


@pytest.mark.slow
def test_each_main_page_is_answered_once_ahead_of_its_readers(
    recommender: PartnerRecommender,
) -> None:
    names = ["partners.example"]
    app = create_app({"RECOMMENDER": recommender, "TRUSTED_HOSTS": names})
    answered: list[tuple[str, int]] = []
    app.after_request(
        lambda response: (
            answered.append((request.path, response.status_code)),
            response,
        )[1]
    )
    warm(app)
    main_pages = ["/", "/clusters", "/partnerships", "/synergies", "/markets"]
    main_pages += ["/network", "/map", "/consortium", "/about"]
    questions = ["/suggestions", "/consortium"]
    assert answered == [(address, 200) for address in (*main_pages, *questions)]
    compiled = {key.partition(" ")[0] for key in _COMPILED}
    assert len(compiled) >= len(app.jinja_env.list_templates())
    assert gc.get_freeze_count()
    swap(app, Snapshot(recommender))
    assert not gc.get_freeze_count()
