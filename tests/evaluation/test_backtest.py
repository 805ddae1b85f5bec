"""The whole back-test: the same bytes again, whatever the threads; peers run too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from matcher import Member, Registry
from matcher.evaluation.backtest import backtest
from matcher.evaluation.baselines import Recommender, baselines
from matcher.evaluation.questions import METRICS, TASKS
from tests.toy import BLOCKS, block_registry

ROOT = Path(__file__).resolve().parents[2]
PROTOCOLS = ["generation 2", "generation 3 and 4", "leave one out"]

PROGRAM = """
import json
from matcher import load_registry
from matcher.evaluation.backtest import backtest
report = backtest(load_registry(), every_partnership=False, seed=3)
print(json.dumps(report.to_dict()))
"""


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
    """A report and the progress that was told on the way."""

    report: dict[str, Any]
    told: list[tuple[int, int]]


def run(seed: int = 0) -> Run:
    told: list[tuple[int, int]] = []
    report = backtest(
        three_rounds(),
        systems=[Reversed()],
        seed=seed,
        progress=lambda done, total: told.append((done, total)),
    )
    return Run(report.to_dict(), told)


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


@pytest.mark.slow
def test_one_thread_and_four_give_the_same_bytes() -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": n_threads},
            stdout=subprocess.PIPE,
            text=True,
        )
        for n_threads in ("1", "4")
    ]
    outputs = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert outputs[0] == outputs[1]
    assert len(json.loads(outputs[0])["rows"]) > 100
