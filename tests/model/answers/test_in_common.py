"""What most of a list share is said once, and what is each one's own stays with it."""

from __future__ import annotations

from matcher.model.answers.in_common import in_common


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


def test_a_short_list_is_read_as_it_is() -> None:
    assert in_common([["a"], ["a"], ["a"]]) == ((), [("a",)] * 3)
    assert in_common([]) == ((), [])
