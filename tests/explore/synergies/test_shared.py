"""What two partnerships share, by hand and in words."""

from __future__ import annotations

import pytest

from matcher import (
    Cluster,
    Member,
    Partnership,
    Registry,
    UnknownPartnership,
)
from matcher.explore.synergies.shared import in_common
from tests.toy import VOCABULARY


@pytest.fixture(scope="module")
def registry() -> Registry:
    clusters = tuple(
        Cluster(id=name, name=name.title(), sectors=(sector,))
        for name, sector in (("cook", "food-processing"), ("packer", "paper-packaging"))
    )
    partnerships = (
        Partnership(
            id="food",
            acronym="FOOD",
            sectors=("food-processing", "livestock"),
            technologies=("food-technology", "iot"),
            target_markets=("BR", "JP", "LATAM", "MA"),
        ),
        Partnership(
            id="pack",
            acronym="PACK",
            sectors=("paper-packaging",),
            technologies=("iot",),
            target_markets=("BR", "CL", "SG"),
        ),
        Partnership(id="asia", acronym="ASIA", target_markets=("ASEAN",)),
        Partnership(id="bare", acronym="BARE"),
    )
    members = tuple(
        Member(partnership=partnership, cluster=cluster)
        for partnership, cluster in (
            ("food", "cook"),
            ("food", "packer"),
            ("pack", "packer"),
        )
    )
    return Registry(clusters, partnerships, members, VOCABULARY)


def test_markets_are_shared_overlap_or_stand_alone(registry: Registry) -> None:
    found = in_common(registry, "food", "pack")
    assert found.markets == ("BR",)
    assert found.meeting_markets == (("LATAM", "BR"), ("LATAM", "CL"))
    assert found.left_markets == ("JP", "MA")
    assert found.right_markets == ("SG",)
    back = in_common(registry, "pack", "food")
    assert back.meeting_markets == (("BR", "LATAM"), ("CL", "LATAM"))
    assert (back.left_markets, back.right_markets) == (("SG",), ("JP", "MA"))


def test_activities_and_members_of_both_are_named(registry: Registry) -> None:
    found = in_common(registry, "food", "pack")
    assert found.sectors == ()
    assert found.technologies == ("iot",)
    assert found.members == ("packer",)


def test_nothing_stated_is_nothing_in_common(registry: Registry) -> None:
    found = in_common(registry, "bare", "pack")
    assert found.markets == found.sectors == found.members == found.left_markets == ()
    assert found.right_markets == ("BR", "CL", "SG")
    with pytest.raises(UnknownPartnership):
        in_common(registry, "bare", "nobody")
