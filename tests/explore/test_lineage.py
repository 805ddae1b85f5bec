"""Predecessors and successors: by acronym, by members, by round."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matcher import Cluster, Member, Partnership, Registry, UnknownPartnership
from matcher.explore.lineage import acronym_stem, relatives
from tests.toy import VOCABULARY


def of(**teams: tuple[str, int | None, str, str]) -> Registry:
    """Partnerships by id: acronym, generation, start and the letters of members."""
    partnerships = tuple(
        Partnership(id=id_, acronym=acronym, generation=generation, start=start)
        for id_, (acronym, generation, start, _) in teams.items()
    )
    members = tuple(
        Member(partnership=id_, cluster=letter)
        for id_, (*_, letters) in teams.items()
        for letter in letters
    )
    clusters = tuple(Cluster(id=letter, name=letter) for letter in "abcdefgh")
    return Registry(clusters, partnerships, members, VOCABULARY)


def line(found: Registry, asked: str) -> list[tuple[str, bool]]:
    return [(r.partnership.id, r.earlier) for r in relatives(found, asked)]


@pytest.mark.parametrize(
    ("acronym", "stem"),
    [
        ("AdPack²", "adpack"),
        ("EU-TEXTILE2030", "textile"),
        ("EU4FOOD", "eufood"),
        ("PIMAP+", "pimap"),
        ("LASER-GO GLOBAL", "lasergoglobal"),
        ("EU4SportsClusters", "eusportscluster"),
        ("2020", ""),
    ],
)
def test_numbers_and_signs_are_no_part_of_a_series(acronym: str, stem: str) -> None:
    assert acronym_stem(acronym) == stem


def test_one_series_stands_in_line_without_a_shared_member() -> None:
    found = of(
        first=("GLOW", 1, "2016", "ab"),
        second=("Glow Global", 2, "2018", "cd"),
        other=("Other", 2, "2018", "ef"),
    )
    assert line(found, "first") == [("second", False)]
    assert line(found, "second") == [("first", True)]
    assert line(found, "other") == []
    assert relatives(found, "first")[0].reason == "acronyms of one series"


def test_short_acronyms_are_alike_by_chance() -> None:
    found = of(a1=("ABC", 1, "", "a"), a2=("ABCD", 2, "", "b"))
    assert line(found, "a1") == []


def test_an_agreement_of_two_is_carried_on_by_its_name_alone() -> None:
    found = of(
        two=("Xenia", None, "2014", "ab"),
        later=("Yonder", 1, "2016", "abc"),
        series=("Xenia Global", 1, "2016", "de"),
    )
    assert line(found, "two") == [("later", False), ("series", False)]
    two, *others = sorted(found.partnerships, key=lambda p: p.id != "two")
    agreed = replace(found, partnerships=(replace(two, kind="agreement"), *others))
    assert line(agreed, "two") == [("series", False)]
    assert line(agreed, "later") == []


def test_two_shared_members_that_are_half_of_the_smaller_make_a_line() -> None:
    found = of(
        first=("Xenia", 1, "", "abcd"),
        half=("Yonder", 2, "", "abef"),
        third=("Zephyr", 2, "", "abcefgh"),
        one=("Quartz", 3, "", "a"),
        less=("Willow", 3, "", "aefgh"),
    )
    assert line(found, "first") == [("half", False), ("third", False)]
    reasons = {r.partnership.id: r.reason for r in relatives(found, "first")}
    assert reasons == {
        "half": "shares 2 of 4 known members",
        "third": "shares 3 of 4 known members",
    }
    assert line(found, "one") == []


def test_one_round_has_no_order_and_years_stand_in_for_generations() -> None:
    found = of(
        first=("Glow", None, "2016-01", "ab"),
        second=("Glow 2", 2, "2018", "ab"),
        same=("Glow 3", None, "2018-10", "ab"),
        never=("Glow 4", None, "", "ab"),
    )
    assert line(found, "second") == [("first", True)]
    assert line(found, "same") == [("first", True)]
    assert line(found, "first") == [("same", False), ("second", False)]
    assert line(found, "never") == []


def test_an_unknown_partnership_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownPartnership, match="did you mean 'first'"):
        relatives(of(first=("Glow", 1, "", "")), "frist")


def test_lines_of_the_shipped_registry_run_both_ways(registry: Registry) -> None:
    pairs = set()
    for partnership in registry.partnerships:
        for relative in relatives(registry, partnership.id):
            assert relative.reason
            both = (relative.partnership.id, partnership.id)
            pairs.add(both if relative.earlier else both[::-1])
            back = [
                r.earlier
                for r in relatives(registry, relative.partnership.id)
                if r.partnership.id == partnership.id
            ]
            assert back == [not relative.earlier]
    assert {
        ("adpack-g1", "adpack2-g2"),
        ("c4w-g2", "gcc-eu-g3"),
        ("peres-g1", "peres-g2"),
        ("space2id-g1", "space2idgo-g2"),
        ("textile2020-g0", "eu-textile2030-g2"),
    } <= pairs
    assert ("elca-g3", "elca4i-g3") not in pairs
    assert not any("eu4food-g1" in pair for pair in pairs)
