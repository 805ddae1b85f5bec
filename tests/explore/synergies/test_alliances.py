"""What two partnerships could do together, by hand and in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matcher import Cluster, Member, PartnerRecommender, Partnership, Registry
from matcher.explore.synergies.alliances import (
    Alliance,
    Mission,
    alliance_in_words,
    related_of,
)
from tests.toy import VOCABULARY


@pytest.fixture(scope="module")
def registry() -> Registry:
    clusters = (
        Cluster(id="cook", name="Cook", country="PT", sectors=("food-processing",)),
        Cluster(
            id="packer",
            name="Packer",
            country="ES",
            sectors=("paper-packaging",),
            target_markets=("MA",),
        ),
    )
    partnerships = (
        Partnership(
            id="food",
            acronym="FOOD",
            sectors=("food-processing", "livestock"),
            target_markets=("BR", "JP", "LATAM", "MA"),
            end="2020",
        ),
        Partnership(
            id="pack",
            acronym="PACK",
            sectors=("paper-packaging",),
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
    found = Registry(clusters, partnerships, members, VOCABULARY)
    return replace(found, as_of="2026-11-28")


def of(registry: Registry, left: str, right: str) -> Alliance:
    synergy = PartnerRecommender().fit(registry).explain_synergy(left, right)
    return Alliance.of(registry, left, right, related_of(synergy))


def words(registry: Registry, left: str, right: str) -> tuple[str, ...]:
    return alliance_in_words(registry, left, right, of(registry, left, right))


def test_a_mission_goes_where_both_do_or_members_of_one(registry: Registry) -> None:
    found = of(registry, "food", "pack")
    assert found.missions == (
        Mission("BR"),
        Mission("LATAM", via="BR"),
        Mission("LATAM", via="CL"),
        Mission("MA", members=("packer",)),
    )
    back = {
        mission.market: mission for mission in of(registry, "pack", "food").missions
    }
    assert back["MA"].members == ("packer",)
    assert back["CL"].via == "LATAM"


def test_each_brings_what_the_other_lacks(registry: Registry) -> None:
    found = of(registry, "food", "pack")
    assert found.left.activities == ("food-processing",)
    assert found.right.activities == ()  # its packer is in the other too
    assert (found.left.countries, found.right.countries) == (("PT",), ())
    assert (found.left.markets, found.right.markets) == (("JP", "MA"), ("SG",))


def test_ended_and_running_are_told_apart(registry: Registry) -> None:
    told = of(registry, "food", "pack").to_dict()
    assert (told["left"]["standing"], told["left"]["end"]) == ("ended", "2020")
    assert (told["right"]["standing"], told["right"]["end"]) == ("", "")


def test_both_ways_round_say_the_same(registry: Registry) -> None:
    there, back = of(registry, "food", "pack"), of(registry, "pack", "food")
    assert (there.left, there.right) == (back.right, back.left)


def test_it_is_told_in_words(registry: Registry) -> None:
    assert words(registry, "food", "pack") == (
        "Both go to Brazil.",
        "No sector in common.",
        "Members of both: Packer.",
        "FOOD brings Food Processing and Manufacturing.",
    )
    assert words(registry, "asia", "pack") == (
        "Their markets overlap: Association of Southeast Asian Nations with Singapore.",
    )
    assert words(registry, "bare", "pack") == (
        "PACK alone goes to Brazil, Chile and Singapore.",
    )
    assert words(registry, "bare", "asia") == (
        "ASIA alone goes to Association of Southeast Asian Nations.",
    )
