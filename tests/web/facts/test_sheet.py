"""A sheet lists what there is to say, and tells its evidence."""

from __future__ import annotations

import pytest

from matcher_web.facts.making import make_sheet
from matcher_web.facts.sheet import Sheet
from matcher_web.facts.words import OF_CLUSTERS
from matcher_web.snapshot import Snapshot
from tests.web.facts.evidence import B


@pytest.fixture
def sheet(snapshot: Snapshot) -> Sheet:
    cluster = snapshot.registry.cluster("food-0")
    return make_sheet(snapshot, cluster, OF_CLUSTERS, {"markets": ["BR", "JP"]})


def test_only_what_is_recorded_or_expected_is_listed(sheet: Sheet) -> None:
    assert [fact.name for fact in sheet.listed] == [
        "name",
        "organisation_type",
        "country",
        "city",
        "members",
        "sectors",
        "technologies",
        "target_markets",
        "markets",
        "website",
    ]
    assert [said.text for said in sheet["markets"].values] == ["Brazil", "Japan"]


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
