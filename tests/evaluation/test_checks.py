"""Reliability by hand, and that what a signal is worth shows when it is taken out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matcher import SIGNALS, Member
from matcher.evaluation.backtest import backtest
from matcher.evaluation.checks import labelled_pairs, penalty_trials, reliability
from matcher.model.learning.training import PairTable
from matcher.registry.registry import Registry
from tests.toy import BLOCKS, block_registry


def table_of(n_same: list[int], n_pairs: int = 10) -> PairTable:
    """Partnerships of so many pairs each, the first so many true; no signal speaks."""
    n_rows = len(n_same) * n_pairs
    place = np.arange(n_rows) % n_pairs
    return PairTable(
        values=np.full((n_rows, len(SIGNALS)), np.nan),
        same=place < np.repeat(n_same, n_pairs),
        partnership=np.repeat(np.arange(len(n_same)), n_pairs),
        left=np.zeros(n_rows, dtype=int),
        right=place + 1,
        sample_weight=np.ones(n_rows),
    )


def test_reliability_by_hand() -> None:
    """Each partnership is predicted by the share of partners in the four others.

    The first, with 9 of 10, from 12 of 40; each other, with 3 of 10, from 18 of 40.
    """
    low, high = reliability(table_of([9, 3, 3, 3, 3]))
    assert (low.low, low.high, low.n_pairs) == (0.2, 0.4, 10)
    assert (low.predicted, low.observed) == pytest.approx((0.3, 0.9))
    assert (high.low, high.high, high.n_pairs) == (0.4, 1.0, 40)
    assert (high.predicted, high.observed) == pytest.approx((0.45, 0.3))


def test_reliability_counts_pairs_for_as_many_as_they_stand_for() -> None:
    """Others stand for three: the first is predicted by 12 of 12 + 3 * 28."""
    table = table_of([9, 3, 3, 3, 3])
    weighted = replace(table, sample_weight=np.where(table.same, 1.0, 3.0))
    low, high = reliability(weighted)
    assert (low.low, low.high, low.n_pairs) == (0.1, 0.2, 10)
    assert (low.predicted, low.observed) == pytest.approx((12 / 96, 9 / 12))
    assert (high.low, high.high, high.n_pairs) == (0.2, 0.4, 40)
    assert (high.predicted, high.observed) == pytest.approx((18 / 84, 12 / 96))


def test_one_partnership_has_nothing_to_learn_from() -> None:
    alone = table_of([3])
    assert reliability(alone) == ()
    assert penalty_trials(alone) == ()


def test_with_signals_that_say_nothing_every_penalty_ranks_by_chance() -> None:
    """Two of ten are partners, whether they stand first or last."""
    first = table_of([2, 2])
    gain = sum(1 / np.log2(place + 1) for place in range(1, 11)) * 2 / 10
    chance = gain / (1 + 1 / np.log2(3))
    for table in (first, replace(first, same=first.same[::-1])):
        found = [trial.ndcg for trial in penalty_trials(table)]
        assert found == pytest.approx([chance] * 5)


def markets_alone() -> Registry:
    """Blocks that record markets alone; 0 to 3 go first, then 0 with newcomers."""
    first = block_registry(n_in_block=7, n_together=4)
    clusters = tuple(
        replace(c, country="", sectors=(), technologies=(), focus="")
        for c in first.clusters
    )
    partnerships = tuple(
        replace(
            p,
            id=f"{p.id[:-1]}{generation}",
            generation=generation,
            sectors=(),
            technologies=(),
            focus="",
        )
        for p in first.partnerships
        for generation in (1, 2)
    )
    newcomers = tuple(
        Member(partnership=f"{block}-g2", cluster=f"{block}-{number}")
        for block in BLOCKS
        for number in (0, 4, 5, 6)
    )
    return replace(
        first,
        clusters=clusters,
        partnerships=partnerships,
        members=first.members + newcomers,
    )


@pytest.mark.slow
def test_taking_out_the_signal_that_carries_everything_costs_it_all() -> None:
    report = backtest(markets_alone(), every_partnership=False)
    change = {(row.signal, row.task): row.change for row in report.ablations}
    assert len(change) == len(report.ablations) == len(SIGNALS) * 4
    for task in ("suggest", "suggest new", "complete", "join"):
        assert change["shared_markets", task] < -0.2, task
        for signal in SIGNALS:
            if signal.name != "shared_markets":
                assert change[signal.name, task] == 0, (signal.name, task)
    for row in report.ablations:
        if row.signal == "shared_sectors" and row.task in ("complete", "join"):
            assert row.value == 1.0


def test_labelled_pairs_are_all_pairs_of_members_with_others() -> None:
    table = labelled_pairs(block_registry(n_in_block=3, n_together=2))
    assert len(table.same) == len(BLOCKS) * 2 * 11
    assert table.same.sum() == len(BLOCKS) * 2
