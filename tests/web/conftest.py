"""The application over the session's recommender, and every page opened once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import cache
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

import matcher
from matcher import PartnerRecommender, Registry
from matcher_web import create_app
from tests.web.facts.evidence import with_evidence
from tests.web.reading import Page
from tests.web.stored import STORED

Get = Callable[[str], TestResponse]
Read = Callable[[str], Page]

# Every application would compile the same addresses anew.
_compile, _compiled = Rule._compile_builder, dict[Hashable, Any]()


def _compile_once(rule: Rule, append_unknown: bool = True) -> Any:
    defaults = tuple((rule.defaults or {}).items())
    alike = rule.rule, tuple(rule._trace), defaults, append_unknown
    if alike not in _compiled:
        _compiled[alike] = _compile(rule, append_unknown)
    return _compiled[alike]


Rule._compile_builder = _compile_once  # type: ignore[method-assign]


@pytest.fixture(scope="module", autouse=True)
def stored_report() -> Iterator[None]:
    """Every page sees one small report, whatever is stored with the product."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matcher, "published_backtest", lambda: STORED)
        yield


@pytest.fixture(scope="session")
def app(recommender: PartnerRecommender) -> Flask:
    return create_app({"RECOMMENDER": recommender, "TESTING": True})


@pytest.fixture(scope="session")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def get(client: FlaskClient) -> Get:
    """The answer of an address; each is asked for once a session."""

    @cache
    def answer(address: str) -> TestResponse:
        return client.get(address, buffered=True)

    return answer


@pytest.fixture(scope="session")
def read(get: Get) -> Read:
    """The page at an address; each is read once a session."""

    @cache
    def page(address: str) -> Page:
        return Page(get(address).text)

    return page


def opened(registry: Registry) -> FlaskClient:
    """The application over another registry."""
    recommender = PartnerRecommender().fit(registry)
    return create_app({"RECOMMENDER": recommender}).test_client()


@pytest.fixture(scope="session")
def toy() -> FlaskClient:
    """The application over the toy registry with evidence."""
    return opened(with_evidence())
