"""What most of a list share is said once, and what is each one's own stays with it."""

from __future__ import annotations

from matcher import PartnerRecommender, Profile
from matcher.model.answers.in_common import in_common, told_apart


def test_what_more_than_half_share_is_told_apart() -> None:
    told = [["a", "b"], ["c", "a"], ["a"], ["b"], ["d"]]
    found = in_common(told)
    assert found.shared == ("a",)
    assert found.each == [("b",), ("c",), ("a",), ("b",), ("d",)]


def test_how_many_more_there_are_makes_no_difference() -> None:
    told = [[f"Both look to Brazil and {n} more."] for n in (1, 2, 1234)]
    found = in_common([*told, ["Both look to Brazil."]])
    assert found.shared == ("Both look to Brazil.",)
    assert found.each == [tuple(one) for one in told] + [("Both look to Brazil.",)]


def test_that_a_country_is_added_is_said_once() -> None:
    told = [["a", f"Adds a country: {name}."] for name in ("Spain", "Italy", "Malta")]
    found = in_common([*told, ["b", "Adds a country: Spain."]])
    assert found.shared == ("a", "Adds a country.")
    assert found.each == [(one[1],) for one in told] + [("b",)]


def test_a_short_list_is_read_as_it_is() -> None:
    assert in_common([["a"], ["a"], ["a"]]) == ((), [("a",)] * 3)
    assert in_common([]) == ((), [])


def test_who_shares_only_what_any_cluster_says_is_not_told_apart(
    recommender: PartnerRecommender,
) -> None:
    def told(focus: str) -> int:
        return told_apart(recommender.suggest(Profile(country="HR", focus=focus)))

    assert told("") == told("zzyzx") == told("makers and companies") == 0
    assert told("the and of") == 0
    assert told("wine") == 1
    assert told("makers of furniture") > 1
    assert told_apart(recommender.suggest("inovcluster")) == 10
