"""The shipped registry and a recommender fitted on it, once a session."""

from __future__ import annotations

import pytest

from matcher import PartnerRecommender, Registry, load_registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="session")
def recommender(registry: Registry) -> PartnerRecommender:
    return PartnerRecommender().fit(registry)
