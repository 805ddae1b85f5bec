"""The shipped registry and a recommender fitted on it, once a session."""

from __future__ import annotations

import pytest

from matcher import PartnerRecommender, Registry
from tests.packaged import REGISTRY


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: at the end one worker would do it alone."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def registry() -> Registry:
    return REGISTRY


@pytest.fixture(scope="session")
def eighty(registry: Registry) -> PartnerRecommender:
    """Fitted on the first eighty clusters and what ties them."""
    clusters = registry.clusters[:80]
    ids = {cluster.id for cluster in clusters}
    members = tuple(one for one in registry.members if one.cluster in ids)
    fewer = Registry(clusters, registry.partnerships, members, registry.vocabulary)
    return PartnerRecommender().fit(fewer)


@pytest.fixture(scope="session")
def recommender(registry: Registry) -> PartnerRecommender:
    return PartnerRecommender().fit(registry)
