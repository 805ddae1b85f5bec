"""Activities in an address are read by code or label, and offered by kind."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from matcher import Registry
from matcher.explore.activities import Activities, Activity
from matcher_web.query.activities import (
    CHOOSE,
    KINDS,
    activity_choices,
    read_activity,
)
from matcher_web.query.reading import Reading


@pytest.fixture
def activities(registry: Registry) -> Activities:
    return Activities(registry.vocabulary)


def test_a_code_and_a_label_name_the_same(activities: Activities) -> None:
    reading = Reading(MultiDict({"one": " photonics ", "other": "Photonics"}))
    one, other = (read_activity(reading, activities, n) for n in ("one", "other"))
    assert one == other == Activity("technologies", "photonics")
    assert not reading.faults


def test_what_is_wrong_is_said_beside_the_field(activities: Activities) -> None:
    reading = Reading(MultiDict({"wrong": "fotonics"}))
    assert read_activity(reading, activities, "wrong", CHOOSE) is None
    assert read_activity(reading, activities, "missing", CHOOSE) is None
    assert read_activity(reading, activities, "free") is None
    assert list(reading.faults) == ["wrong", "missing"]
    assert "did you mean 'photonics'" in reading.faults["wrong"]
    assert reading.faults["missing"] == CHOOSE


def test_choices_stand_by_kind_in_label_order(activities: Activities) -> None:
    used = {"sectors": ["textile", "plastics"], "ecosystems": ["textile"]}
    choices = activity_choices(
        activities, lambda kind: [Activity(kind, code) for code in used.get(kind, ())]
    )
    assert [kind for kind, _ in choices] == [*reversed(KINDS)]
    assert dict(choices) == {
        "ecosystems": [("ecosystem:textile", "Textiles")],
        "technologies": [],
        "sectors": [("plastics", "Plastics"), ("textile", "Textile Manufacturing")],
    }
