"""Answers summed up by hand: who is best, how many times, and what is gained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from matcher.arrays import FloatArray
from matcher.evaluation.questions import Answer
from matcher.evaluation.records import Comparison, Gain
from matcher.evaluation.summary import (
    N_DRAWS,
    Found,
    by_partnership,
    comparisons_of,
    drawn_means,
    gains_of,
    interval,
    rows_of,
)
from matcher.evaluation.words import METRICS, TASKS, WITH_OTHERS, among_of

ROUND = "generation 2"
OTHERS = ROUND + WITH_OTHERS


def found_of(
    values: Mapping[str, Sequence[float]], protocols: Sequence[str] = (ROUND,)
) -> Found:
    """The same values for every task: one partnership a value, one question each."""
    return {
        (protocol, task, among, system): [
            Answer(
                task, f"p{n}", "c", among, n % 2 == 0, np.full(len(METRICS), float(one))
            )
            for n, one in enumerate(mine)
        ]
        for protocol, task in product(protocols, TASKS)
        for among in among_of(task)
        for system, mine in values.items()
    }


def first_comparison(values: Mapping[str, Sequence[float]]) -> Comparison:
    return next(iter(comparisons_of(found_of(values), [ROUND], list(values), seed=0)))


def test_the_best_of_the_others_is_compared_with() -> None:
    found = first_comparison(
        {"ours": [0.6, 0.6], "weak": [0.1, 0.3], "strong": [0.2, 0.4]}
    )
    assert found.baseline == "strong"
    assert found.ratio == pytest.approx(2.0)
    assert found.difference == pytest.approx(0.3)
    # Of two partnerships a draw takes one twice, or both: 0.2, 0.3 or 0.4 of theirs.
    assert found.times[1:] == pytest.approx((0.6 / 0.4, 0.6 / 0.2))
    assert found.estimate[1:] == pytest.approx((0.2, 0.4))
    assert found.sure


def test_what_is_always_so_many_times_as_good_has_no_doubt_in_its_ratio() -> None:
    theirs = np.array([0.1, 0.2, 0.3, 0.15])
    found = first_comparison({"ours": (1.5 * theirs).tolist(), "rule": theirs.tolist()})
    assert found.times == pytest.approx((1.5, 1.5, 1.5))
    assert found.low is not None
    assert found.low < 0.5 * theirs.mean()


def test_the_interval_of_a_ratio_is_that_of_a_slow_bootstrap() -> None:
    generator = np.random.default_rng(3)
    ours, theirs = generator.random((2, 9))
    found = first_comparison({"ours": ours.tolist(), "rule": theirs.tolist()})
    drawn = np.random.default_rng(0).multinomial(9, np.full(9, 1 / 9), N_DRAWS)
    ratios = [
        np.repeat(ours, times).mean() / np.repeat(theirs, times).mean()
        for times in drawn
    ]
    expected = np.percentile(ratios, [2.5, 97.5])
    assert found.times[1:] == pytest.approx(expected.tolist())


def test_nothing_has_no_ratio_to_a_rule_that_finds_nothing() -> None:
    found = first_comparison({"ours": [0.5, 0.5], "rule": [0.0, 0.0]})
    assert found.times == (None, None, None)
    assert found.difference == 0.5


def test_each_task_is_compared_among_all_its_candidates() -> None:
    values = {"ours": [0.5], "rule": [0.4]}
    found = comparisons_of(found_of(values), [ROUND], list(values), seed=0)
    expected = [(task, among) for task in TASKS for among in among_of(task)]
    assert [(one.task, one.among) for one in found] == expected
    assert ("join", "with a past") not in expected


def test_who_asks_is_told_apart_where_all_are_candidates() -> None:
    """Questions 0 and 2 are of newcomers."""
    values = {"ours": [0.1, 0.5, 0.3]}
    rows = list(
        rows_of(found_of(values, (ROUND, OTHERS)), [ROUND, OTHERS], ["ours"], 0)
    )
    found = {
        (row.protocol, row.among, row.slice): (row.n_questions, row.values[0])
        for row in rows
        if row.task == "suggest"
    }
    assert found == {
        (ROUND, "everyone", "all"): (3, pytest.approx(0.3)),
        (ROUND, "everyone", "newcomer"): (2, pytest.approx(0.2)),
        (ROUND, "everyone", "incumbent"): (1, 0.5),
        (ROUND, "with a past", "all"): (3, pytest.approx(0.3)),
        (ROUND, "without a past", "all"): (3, pytest.approx(0.3)),
        (OTHERS, "everyone", "all"): (3, pytest.approx(0.3)),
        (OTHERS, "with a past", "all"): (3, pytest.approx(0.3)),
        (OTHERS, "without a past", "all"): (3, pytest.approx(0.3)),
    }


def test_what_other_cooperation_adds_is_drawn_in_pairs() -> None:
    """A tenth more for every question: no draw can doubt it."""
    alone = found_of({"ours": [0.1, 0.5, 0.3]})
    more = found_of({"ours": [0.2, 0.6, 0.4]}, [OTHERS])
    gains = list(gains_of(alone | more, [ROUND, OTHERS], "ours", seed=0))
    assert [gain.task for gain in gains] == ["suggest", "complete", "join"]
    for gain in gains:
        assert gain.protocol == ROUND
        assert (gain.alone, gain.more) == pytest.approx((0.3, 0.4))
        assert gain.estimate == pytest.approx((0.1, 0.1, 0.1))


def test_without_other_cooperation_nothing_is_gained() -> None:
    found: list[Gain] = list(gains_of(found_of({"ours": [0.5]}), [ROUND], "ours", 0))
    assert found == []


N_PARTNERSHIPS = 12


def some_answers(seed: int = 0, copies: int = 0) -> list[Answer]:
    """One to four questions a partnership, some undefined; or the first, copied."""
    generator = np.random.default_rng(seed)
    found = []
    for number in range(N_PARTNERSHIPS):
        n_questions = copies or int(generator.integers(1, 5))
        values = generator.random((n_questions, len(METRICS)))
        for position in range(n_questions):
            mine = values[0] if copies else values[position]
            if not copies and generator.random() < 0.2:
                mine = np.full(len(METRICS), np.nan)
            partnership = f"p{number}"
            found.append(Answer("suggest", partnership, "c", "everyone", False, mine))
    return found


def mean(kept: Sequence[Answer]) -> FloatArray:
    return np.asarray(np.nanmean([answer.values for answer in kept], axis=0))


def test_drawn_means_equal_a_bootstrap_that_copies_answers() -> None:
    kept = some_answers()
    ids = sorted({answer.partnership for answer in kept})
    generator = np.random.default_rng(7)
    share = np.full(len(ids), 1 / len(ids))
    expected = []
    for times in generator.multinomial(len(ids), share, N_DRAWS):
        drawn = [
            answer.values
            for partnership_id, n_copies in zip(ids, times, strict=True)
            for answer in kept
            if answer.partnership == partnership_id
            for _ in range(n_copies)
        ]
        expected.append(np.nanmean(drawn, axis=0))
    totals, counts = by_partnership(kept)
    means = drawn_means(totals, counts, seed=7)
    np.testing.assert_allclose(means, expected, atol=1e-12)
    low, high = interval(means)
    np.testing.assert_allclose(low, np.percentile(expected, 2.5, axis=0))
    np.testing.assert_allclose(high, np.percentile(expected, 97.5, axis=0))


@pytest.mark.parametrize("seed", range(5))
def test_an_interval_contains_the_mean(seed: int) -> None:
    kept = some_answers(seed)
    low, high = interval(drawn_means(*by_partnership(kept), seed))
    assert (low < mean(kept)).all()
    assert (mean(kept) < high).all()


def test_undefined_answers_count_for_nothing() -> None:
    kept = some_answers()
    totals, counts = by_partnership(kept)
    n_defined = sum(not np.isnan(answer.values).any() for answer in kept)
    assert 0 < counts.sum() == n_defined < len(kept)
    np.testing.assert_allclose(totals.sum(axis=0) / counts.sum(), mean(kept))


def test_copies_within_a_partnership_do_not_narrow_the_interval() -> None:
    """Nine copies of a question tell no more than one; apart they would seem to."""
    together = some_answers(copies=9)
    once = _width(together[::9])
    apart = [
        replace(answer, partnership=f"{answer.partnership}-{number}")
        for number, answer in enumerate(together)
    ]
    assert _width(together) == pytest.approx(once, abs=1e-12)
    assert (_width(apart) < 0.5 * once).all()


def _width(kept: Sequence[Answer]) -> FloatArray:
    low, high = interval(drawn_means(*by_partnership(kept), 0))
    return high - low


def test_the_same_seed_gives_the_same_draws_and_another_does_not() -> None:
    totals, counts = by_partnership(some_answers())
    first, again, other = (drawn_means(totals, counts, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_without_a_question_the_interval_is_undefined() -> None:
    nothing = [replace(a, values=np.full(len(METRICS), np.nan)) for a in some_answers()]
    low, high = interval(drawn_means(*by_partnership(nothing), 0))
    assert np.isnan([low, high]).all()
