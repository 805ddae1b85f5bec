"""Constraints hold of toy clusters by hand: five of three countries, one of none."""

from __future__ import annotations

import numpy as np
import pytest

from matcher.consortium.constraints import (
    Allowed,
    AtLeast,
    AtMost,
    Constraint,
    Distinct,
    ForEach,
    Groups,
    Mask,
)


def _mask(text: str) -> Mask:
    letters = np.array([*text])
    return Mask.of(letters == "y", letters == "?")


def _groups(*names: str) -> Groups:
    groups = sorted({*"".join(names)} - {"?"})
    inside = np.array([[one in name for one in groups] for name in names])
    return Groups.of(inside, np.array([name == "?" for name in names]))


COUNTRIES = _groups("p", "p", "f", "d", "?")


@pytest.mark.parametrize(
    ("constraint", "rows", "state"),
    [
        (Allowed(words="", mask=_mask("yyn?n")), [0, 1], "met"),
        (Allowed(words="", mask=_mask("yyn?n")), [0, 3], "cannot tell"),
        (Allowed(words="", mask=_mask("yyn?n")), [0, 2], "not met"),
        (AtLeast(words="", mask=_mask("yyn?n"), least=2), [0, 1, 2], "met"),
        (AtLeast(words="", mask=_mask("yyn?n"), least=2), [0, 3], "cannot tell"),
        (AtLeast(words="", mask=_mask("yyn?n"), least=2), [0, 2], "not met"),
        (AtMost(words="", mask=_mask("yyn?n"), most=1), [0, 2], "met"),
        (AtMost(words="", mask=_mask("yyn?n"), most=1), [0, 3], "cannot tell"),
        (AtMost(words="", mask=_mask("yyn?n"), most=1), [0, 1], "not met"),
        (Distinct(words="", groups=COUNTRIES, least=2), [0, 1, 2], "met"),
        (Distinct(words="", groups=COUNTRIES, least=2), [0, 1, 4], "cannot tell"),
        (Distinct(words="", groups=COUNTRIES, least=2), [0, 1], "not met"),
    ],
)
def test_a_constraint_is_met_or_not_or_nobody_can_tell(
    constraint: Constraint, rows: list[int], state: str
) -> None:
    assert constraint.state(rows) == state


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([0, 1], "met"),  # both of p, and the first is in the mask
        ([1], "not met"),
        ([0, 2], "not met"),  # nobody of f is
        ([0, 3], "cannot tell"),  # the only one of d may be
        ([1, 4], "cannot tell"),  # whoever is of no known country may be of p
    ],
)
def test_every_group_has_a_member_of_the_mask(rows: list[int], state: str) -> None:
    rule = ForEach(words="", groups=COUNTRIES, mask=_mask("ynn?y"))
    assert rule.state(rows) == state


def test_a_member_may_be_in_several_groups() -> None:
    markets = _groups("bj", "j", "b")
    rule = Distinct(words="at least two markets", groups=markets, least=2)
    assert [rule.state([row]) for row in range(3)] == ["met", "not met", "not met"]
