"""The shipped registry and a recommender fitted on it, once a session."""

from __future__ import annotations

import gc
from collections.abc import Generator

import pytest
from hypothesis import settings

from matcher import PartnerRecommender, Registry
from tests.packaged import REGISTRY

# What is drawn is the same each time: after thirty examples few tell anything new.
settings.register_profile("ci", settings.get_profile("ci"), max_examples=30)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage among what stays until the end, seldom among the rest."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(100_000, 20, 20)
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file() -> Generator[
    None, list[pytest.Collector], list[pytest.Collector]
]:
    """Look for no examples in the docstrings of tests: they have none."""
    return [found for found in (yield) if type(found) is pytest.Module]


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
