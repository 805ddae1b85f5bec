"""The search finds what brute force finds, on small problems of every kind."""

from __future__ import annotations

from itertools import combinations
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.consortium.constraints import (
    AtLeast,
    AtMost,
    Constraint,
    Distinct,
    ForEach,
    Groups,
    Mask,
    allowed,
    demands,
)
from matcher.consortium.search import exact
from matcher.consortium.search.exact import anybody, search
from matcher.consortium.search.greedy import greedy
from matcher.consortium.search.problem import Problem


def _rules(random: np.random.Generator, n: int) -> list[Constraint]:
    """Some rules of every kind, about facts of which some are not recorded."""

    def mask() -> Mask:
        return Mask.of(random.random(n) < 0.4, random.random(n) < 0.2)

    def groups() -> Groups:
        unknown = random.random(n) < 0.2
        inside = random.random((n, 3)) < 0.4
        return Groups.of(inside & ~unknown[:, None], unknown)

    def n_asked() -> int:
        return int(random.integers(1, 4))

    every: list[Constraint] = [
        AtLeast(words="least", mask=mask(), least=n_asked()),
        AtMost(words="most", mask=mask(), most=n_asked()),
        Distinct(words="distinct", groups=groups(), least=n_asked()),
        ForEach(words="each", groups=groups(), mask=mask()),
    ]
    return [one for one in every if random.random() < 0.4]


def _compare(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = int(random.integers(4, 10))
    size = int(random.integers(2, min(n, 6) + 1))
    locked = random.choice(n, int(random.integers(0, min(size, 3))), replace=False)
    n_wanted = int(random.integers(0, 4))
    half = np.triu(random.integers(-3, 4, (n, n)) * random.choice([1.0, 0.37]), 1)
    rules, strict = _rules(random, n), bool(random.random() < 0.5)
    rows = np.flatnonzero(allowed(rules, n, strict))
    size = min(size, len(rows))
    if size < 2:
        return
    problem = Problem(
        (half + half.T)[np.ix_(rows, rows)],
        random.choice([0.0, 0.4, 1.0], (n_wanted, len(rows))),
        random.uniform(0, 4, n_wanted),
        size,
        tuple(row for row in sorted(locked.tolist()) if row < size),
        demands(rules, rows, size, strict),
    )
    ways = [
        some
        for some in combinations(range(len(rows)), size)
        if {*problem.locked} <= {*some}
        and all(rule.holds(rows[list(some)], strict) for rule in rules)
    ]
    best = max(map(problem.worth, ways), default=-inf)
    found = search(problem)
    assert found.worth == pytest.approx(best, abs=1e-10)
    assert found.bound == found.worth
    assert (found.members in ways) if ways else found.members is None
    at_once = greedy(problem)
    assert at_once is None or (at_once in ways and problem.worth(at_once) <= best)
    assert (anybody(problem).members in ways) if ways else not anybody(problem).members
    limited = search(problem, most_nodes=int(random.integers(0, 4)))
    assert limited.worth <= best + 1e-10 <= limited.bound + 2e-10


@given(seed=st.integers(0, 2**32), at_once=st.sampled_from([0, 10, 3000]))
@settings(max_examples=25, deadline=None)
def test_the_search_agrees_with_brute_force(seed: int, at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact, "ALL_AT_ONCE", at_once)
        _compare(seed)


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [0, 3000])
def test_the_search_agrees_with_brute_force_300_times(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "ALL_AT_ONCE", at_once)
    for seed in range(300):
        _compare(seed)


def test_of_equals_those_win_that_stand_first() -> None:
    n = 8
    problem = Problem(np.zeros((n, n)), np.zeros((0, n)), np.zeros(0), 3, (5,))
    assert search(problem).members == (0, 1, 5)
    assert greedy(problem) == (0, 1, 5)


def test_whom_a_rule_needs_is_found_among_many_better_ones() -> None:
    """Row 9 is the worst of all, and the only one that the rule allows for."""
    pairs = np.ones((10, 10)) - np.eye(10)
    pairs[9] = pairs[:, 9] = -5.0
    pairs[9, 9] = 0.0
    needed = Mask.of(np.arange(10) == 9)
    rules = [AtLeast(words="", mask=needed, least=1)]
    wanted = demands(rules, np.arange(10), 4, strict=False)
    problem = Problem(pairs, np.zeros((0, 10)), np.zeros(0), 4, (), wanted)
    assert search(problem).members == greedy(problem) == (0, 1, 2, 9)
