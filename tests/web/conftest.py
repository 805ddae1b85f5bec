"""The application over the session's recommender, and every address it answers."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from matcher import PartnerRecommender
from web import create_app


@pytest.fixture(scope="session")
def app(recommender: PartnerRecommender) -> Flask:
    return create_app({"RECOMMENDER": recommender, "TESTING": True})


@pytest.fixture(scope="session")
def client(app: Flask) -> FlaskClient:
    return app.test_client()
