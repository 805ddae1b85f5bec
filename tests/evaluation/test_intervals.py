"""Intervals against a slow bootstrap, and that fellow questions are drawn together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from matcher.arrays import FloatArray
from matcher.evaluation.intervals import N_DRAWS, by_partnership, drawn_means, interval
from matcher.evaluation.questions import Answer
from matcher.evaluation.words import METRICS

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
