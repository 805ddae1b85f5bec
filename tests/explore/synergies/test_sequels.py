"""Sequels: who mostly are the same partnership, told from pairs that are news."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from matcher import (
    Cluster,
    Member,
    PartnerRecommender,
    Partnership,
    Registry,
    UnknownPartnership,
)
from matcher.explore.lineage import is_sequel, relatives
from matcher.explore.synergies.landscape import Landscape
from matcher.explore.synergies.sequels import sequel_pairs, synergies_apart
from tests.toy import VOCABULARY


def of(**teams: tuple[str, int | None, str]) -> Registry:
    """Partnerships by id: acronym, generation and the letters of members."""
    return Registry(
        tuple(Cluster(id=letter, name=letter) for letter in "abcdefgh"),
        tuple(
            Partnership(id=id_, acronym=acronym, generation=generation)
            for id_, (acronym, generation, _) in teams.items()
        ),
        tuple(
            Member(partnership=id_, cluster=letter)
            for id_, (*_, letters) in teams.items()
            for letter in letters
        ),
        VOCABULARY,
    )


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (("GLOW", 1, "abc"), ("GLOW 2", 2, "fgh"), True),
        (("GLOW", 1, "abc"), ("GLOW 2", 1, "fgh"), False),
        (("GLOW", 1, "abcd"), ("Other", 1, "abef"), True),
        (("GLOW", None, "abcd"), ("Other", None, "abc"), True),
        (("GLOW", 1, "abcde"), ("Other", 2, "abfgh"), False),
        (("GLOW", 1, "a"), ("Other", 2, "a"), False),
        (("GLOW", 1, ""), ("Other", 2, ""), False),
    ],
    ids=["series", "series-at-once", "half", "all", "less-than-half", "one", "none"],
)
def test_most_members_or_a_series_make_a_sequel(
    left: tuple[str, int | None, str],
    right: tuple[str, int | None, str],
    expected: bool,
) -> None:
    found = of(left=left, right=right)
    assert is_sequel(found, "left", "right") is expected
    assert is_sequel(found, "right", "left") is expected


def test_all_pairs_are_what_each_pair_is(registry: Registry) -> None:
    ids = [p.id for p in registry.partnerships[::4]]
    found = sequel_pairs(registry, ids)
    for (i, left), (j, right) in product(enumerate(ids), repeat=2):
        assert found[i, j] == (i != j and is_sequel(registry, left, right))
    assert found.any()


def test_who_is_in_line_is_a_sequel(registry: Registry) -> None:
    for partnership in registry.partnerships:
        for relative in relatives(registry, partnership.id):
            assert is_sequel(registry, partnership.id, relative.partnership.id)


def test_the_pairs_of_one_name_are_sequels(recommender: PartnerRecommender) -> None:
    scene = Landscape(recommender)
    place = {p.acronym: scene.position(p.id) for p in scene.partnerships}
    for line in (
        ("bioXclusters", "bioXclusters plus"),
        ("FoodPackLab (2018)", "FoodPackLab 2"),
        ("PIMAP", "PIMAP+"),
    ):
        for left, right in combinations(line, 2):
            if {left, right} <= {*place}:
                assert scene.sequels[place[left], place[right]]
    assert not scene.sequels.diagonal().any()


def test_sequels_and_what_ended_stand_apart(
    recommender: PartnerRecommender,
) -> None:
    found = synergies_apart(recommender, "adpack-g1", 10)
    lists = (found.synergies, found.ended, found.sequels)
    assert [len(one) for one in lists[:2]] == [10, 10]
    assert [one.partnership.id for one in found.sequels][0] == "adpack2-g2"
    assert {one.standing.state for one in found.synergies} <= {"running", ""}
    assert {one.standing.state for one in found.ended} == {"ended"}
    shown = {synergy.partnership.id for one in lists for synergy in one}
    assert {*found.alliances} == shown
    ranks = {
        one.partnership.id: one.rank for one in recommender.synergies("adpack-g1", 1000)
    }
    for one in lists:
        told = [synergy.rank for synergy in one]
        assert told == sorted(ranks[synergy.partnership.id] for synergy in one)


def test_filters_hold_for_both(recommender: PartnerRecommender) -> None:
    found = synergies_apart(recommender, "adpack-g1", 5, exclude=["adpack2-g2"])
    assert "adpack2-g2" not in {one.partnership.id for one in found.sequels}


def test_a_stranger_has_none(recommender: PartnerRecommender) -> None:
    with pytest.raises(UnknownPartnership):
        synergies_apart(recommender, "nobody")
