"""A sheet lists what there is to say, and tells its evidence."""

from __future__ import annotations

import pytest

from matcher_web.facts.making import make_sheet, worked_out
from matcher_web.facts.sheet import Sheet
from matcher_web.facts.words import OF_CLUSTERS
from matcher_web.snapshot import Snapshot
from tests.web.facts.evidence import B


@pytest.fixture
def sheet(snapshot: Snapshot) -> Sheet:
    return make_sheet(snapshot, snapshot.registry.cluster("food-0"), OF_CLUSTERS)


def test_only_what_is_recorded_or_expected_is_listed(sheet: Sheet) -> None:
    after = {"city": worked_out("markets", ["Peru"]), "name": worked_out("markets", [])}
    listed = sheet.shown(["website"], ["name", "short_name"], after)
    assert [fact.name for fact in listed] == [
        "name",
        "organisation_type",
        "country",
        "city",
        "markets",
        "members",
        "sectors",
        "technologies",
        "target_markets",
        "website",
    ]


def test_json_says_what_each_page_says(sheet: Sheet) -> None:
    told = sheet.to_dict()
    assert told["city"] == [
        {
            "value": "Porto",
            "source": B,
            "confidence": "medium",
            "year": None,
            "note": "",
        }
    ]
    assert [one["value"] for one in told["sectors"]] == [
        "food-processing",
        "food-processing",
        "livestock",
    ]
