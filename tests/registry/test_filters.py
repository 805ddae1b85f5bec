"""Filters hold back, with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from matcher import Cluster, Registry
from matcher.registry.filters import Candidate, Filters
from tests.toy import registry_of

FOOD_FROM_PORTUGAL = Candidate(
    "a", frozenset({"PT"}), frozenset({"JP"}), frozenset({"food-processing"}), ("p",)
)


def why(registry: Registry, **options: Any) -> tuple[str, str] | None:
    filters = Filters.of(options, registry)
    return filters.holds_back(FOOD_FROM_PORTUGAL, registry.vocabulary)


def test_no_filter_holds_nobody_back(registry: Registry) -> None:
    assert why(registry) is None
    nothing = {"countries": [], "exclude": (), "new_partners_only": False}
    assert Filters.of(nothing, registry) == Filters.of({}, registry)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"countries": ["ES", "FR"]}, "it is from Portugal"),
        ({"exclude_countries": ["PT"]}, "it is from Portugal"),
        ({"markets": ["BR"]}, "it has none of these target markets on record"),
        (
            {"all_markets": ["BR"]},
            "it has not all of these target markets on record",
        ),
        ({"sectors": ["textile"]}, "it has none of these sectors on record"),
        ({"new_partners_only": True}, "it is not a new partner"),
    ],
)
def test_a_filter_says_why_it_holds_back(
    registry: Registry, options: dict[str, Any], reason: str
) -> None:
    assert why(registry, **options) == (next(iter(options)), reason)


@pytest.mark.parametrize(
    "options",
    [
        {"countries": ["ES", "PT"]},
        {"exclude_countries": ["ES"]},
        {"markets": ["BR", "JP"]},
        {"sectors": ["food-processing"]},
    ],
)
def test_who_is_wanted_stays(registry: Registry, options: dict[str, Any]) -> None:
    assert why(registry, **options) is None


def gone(status: str, successor: str) -> Candidate:
    cluster = Cluster(id="old", name="Old", status=status, successor=successor)
    return Candidate.of(cluster, registry_of(cluster, Cluster(id="new", name="New")))


@pytest.mark.parametrize(
    ("status", "successor", "reason"),
    [
        ("merged", "new", "it has merged into New"),
        ("merged", "Another", "it has merged into Another"),
        ("merged", "", "it has merged"),
        ("dissolved", "new", "it is dissolved; New carries on"),
        ("dissolved", "", "it is dissolved"),
    ],
)
def test_who_is_gone_is_held_back_unless_let_in(
    registry: Registry, status: str, successor: str, reason: str
) -> None:
    filters = Filters.of({}, registry)
    candidate = gone(status, successor)
    held = filters.holds_back(candidate, registry.vocabulary)
    assert held == ("include_gone", reason)
    open_to_all = Filters.of({"include_gone": True}, registry)
    assert open_to_all.holds_back(candidate, registry.vocabulary) is None
    assert open_to_all == Filters()


@pytest.mark.parametrize("status", ["active", ""])
def test_who_may_be_there_is_not_held_back(registry: Registry, status: str) -> None:
    candidate = gone(status, "")
    assert Filters.of({}, registry).holds_back(candidate, registry.vocabulary) is None


def test_the_first_reason_is_given_whatever_was_typed_first(
    registry: Registry,
) -> None:
    held = why(registry, new_partners_only=True, sectors=["textile"])
    assert held == ("sectors", "it has none of these sectors on record")


def test_a_filter_is_taken_off(registry: Registry) -> None:
    both = Filters.of({"sectors": ["textile"], "new_partners_only": True}, registry)
    assert both.without("new_partners_only") == Filters.of(
        {"sectors": ["textile"]}, registry
    )


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"include_gone": True, "markets": ["BR"]},
        {"countries": ["DE"], "sectors": ["food-processing"]},
    ],
)
def test_who_is_refused_is_who_is_held_back(
    registry: Registry, options: dict[str, Any]
) -> None:
    filters = Filters.of(options, registry)
    every = [Candidate.of(cluster, registry) for cluster in registry.clusters]
    held = [filters.holds_back(one, registry.vocabulary) for one in every]
    assert filters.refused(every) == [why is not None for why in held]
