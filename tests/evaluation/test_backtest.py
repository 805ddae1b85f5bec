"""The whole back-test: the same bytes again, whatever the threads; peers run too."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from matcher import Member, Registry
from matcher.evaluation.backtest import backtest
from matcher.evaluation.baselines import Recommender, baselines
from matcher.evaluation.words import METRICS, TASKS
from tests.toy import BLOCKS, block_registry

PROTOCOLS = ["generation 2", "generation 3 and 4", "leave one out"]


def three_rounds() -> Registry:
    """Blocks of five; two of each go together, then three, then four."""
    first = block_registry(n_in_block=5, n_together=2)
    later = [
        replace(p, id=p.id.replace("-g1", f"-g{number}"), generation=number)
        for p in first.partnerships
        for number in (2, 3)
    ]
    members = [
        Member(partnership=f"{block}-g{generation}", cluster=f"{block}-{number}")
        for block in BLOCKS
        for generation, n_together in ((2, 3), (3, 4))
        for number in range(n_together)
    ]
    return replace(
        first,
        partnerships=(*first.partnerships, *later),
        members=(*first.members, *members),
    )


class Reversed(Recommender):
    """The recommender upside down."""

    def __init__(self) -> None:
        super().__init__()
        self.name = "upside down"

    def partners(self, row: int) -> Any:
        """The worst first."""
        return -super().partners(row)


class Run(NamedTuple):
    """A report, the progress that was told on the way, and the threads that were."""

    report: dict[str, Any]
    told: list[tuple[int, int]]
    n_threads: set[int]


def run(seed: int = 0) -> Run:
    """On two threads, if it takes what is allowed."""
    told: list[tuple[int, int]] = []
    n_threads: set[int] = set()

    def look(done: int, total: int) -> None:
        told.append((done, total))
        pools = [p for p in threadpool_info() if p["user_api"] == "blas"]
        n_threads.update(pool["num_threads"] for pool in pools)

    with threadpool_limits(2, "blas"):
        report = backtest(
            three_rounds(), systems=[Reversed()], seed=seed, progress=look
        )
    return Run(report.to_dict(), told, n_threads)


@pytest.fixture(scope="module")
def toy_run() -> Run:
    return run()


@pytest.fixture(scope="module")
def toy_report(toy_run: Run) -> dict[str, Any]:
    return toy_run.report


def test_a_report_holds_every_protocol_task_slice_and_system(
    toy_report: dict[str, Any],
) -> None:
    systems = [system.name for system in (Recommender(), *baselines(), Reversed())]
    found = {
        (row["protocol"], row["task"], row["slice"], row["system"])
        for row in toy_report["rows"]
    }
    assert found == {
        (protocol, task, part, system)
        for protocol in PROTOCOLS
        for task in TASKS
        for part in ("all", "newcomer", "incumbent")
        for system in systems
    }
    assert len(toy_report["rows"]) == len(found)
    assert json.loads(json.dumps(toy_report, allow_nan=False)) == toy_report


def test_a_value_lies_within_its_interval(toy_report: dict[str, Any]) -> None:
    for row in toy_report["rows"]:
        for low, value, high in zip(
            row["low"], row["values"], row["high"], strict=True
        ):
            assert (low is None) == (value is None) == (high is None)
            assert value is None or low <= value <= high


def test_blocks_that_share_nothing_give_a_perfect_report(
    toy_report: dict[str, Any],
) -> None:
    found = {
        (row["protocol"], row["task"]): row["values"][METRICS.index("hit@10")]
        for row in toy_report["rows"]
        if row["system"] == Recommender().name and row["slice"] == "all"
    }
    assert len(found) == len(PROTOCOLS) * len(TASKS)
    assert set(found.values()) == {1.0}


def test_a_further_system_is_compared(toy_report: dict[str, Any]) -> None:
    values = {
        row["system"]: row["values"][METRICS.index("mrr")]
        for row in toy_report["rows"]
        if (row["task"], row["slice"], row["protocol"])
        == ("suggest", "all", PROTOCOLS[0])
    }
    assert values["upside down"] < values["random"] < values["this recommender"]


def test_progress_is_told_from_none_to_all(toy_run: Run) -> None:
    done, total = zip(*toy_run.told, strict=True)
    assert list(done) == list(range(total[0] + 1))
    assert set(total) == {2 + 3 * len(BLOCKS)}


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes_and_another_does_not(
    toy_report: dict[str, Any],
) -> None:
    again, other = (json.dumps(run(seed).report) for seed in (0, 1))
    assert again == json.dumps(toy_report)
    assert other != again


def test_it_runs_on_one_blas_thread_whatever_is_allowed(toy_run: Run) -> None:
    """Sums of several threads differ in their last bits, and so would reports."""
    assert toy_run.n_threads == {1}
