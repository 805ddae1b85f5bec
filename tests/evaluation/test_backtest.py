"""The whole back-test: the same bytes again, whatever the threads; peers run too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from matcher import Member, Partnership, Registry
from matcher.arrays import FloatArray
from matcher.evaluation.backtest import backtest
from matcher.evaluation.baselines import Recommender, baselines
from matcher.evaluation.questions import Answer, answers
from matcher.evaluation.splits import by_generation
from matcher.evaluation.words import METRICS, TASKS, WITH_OTHERS, among_of
from tests.toy import BLOCKS, block_registry

pytestmark = [pytest.mark.slow, pytest.mark.long]

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


def run() -> Run:
    """On two threads, if it takes what is allowed."""
    told: list[tuple[int, int]] = []
    n_threads: set[int] = set()

    def look(done: int, total: int) -> None:
        told.append((done, total))
        pools = [p for p in threadpool_info() if p["user_api"] == "blas"]
        n_threads.update(pool["num_threads"] for pool in pools)

    with threadpool_limits(2, "blas"):
        report = backtest(three_rounds(), systems=[Reversed()], progress=look)
    return Run(report.to_dict(), told, n_threads)


@pytest.fixture(scope="module")
def toy_run() -> Run:
    return run()


@pytest.fixture(scope="module")
def toy_report(toy_run: Run) -> dict[str, Any]:
    return toy_run.report


def groups(protocols: list[str]) -> set[tuple[str, str, str, str]]:
    """What is told of: who asks is told apart where all clusters are candidates."""
    return {
        (protocol, task, among, part)
        for protocol, task in product(protocols, TASKS)
        for among in among_of(task)
        for part in ("all", "newcomer", "incumbent")
        if among == "everyone" or part == "all"
    }


def test_a_report_holds_every_protocol_task_group_and_system(
    toy_report: dict[str, Any],
) -> None:
    systems = [system.name for system in (Recommender(), *baselines(), Reversed())]
    found = {
        (row["protocol"], row["task"], row["among"], row["slice"], row["system"])
        for row in toy_report["rows"]
    }
    expected = product(groups(PROTOCOLS), systems)
    assert found == {(*group, system) for group, system in expected}
    assert len(toy_report["rows"]) == len(found)
    assert len(toy_report["comparisons"]) == len(PROTOCOLS) * 10
    assert json.loads(json.dumps(toy_report, allow_nan=False)) == toy_report


def test_cooperation_beside_what_is_tested_is_told_apart(
    toy_report: dict[str, Any],
) -> None:
    """Blocks go together in networks too, all of them before any round."""
    toy = three_rounds()
    assert toy_report["gains"] == []
    beside = tuple(
        Partnership(id=f"{block}-net", acronym=block, start="2010", kind="network")
        for block in BLOCKS
    )
    tested = tuple(
        replace(p, programme="escp-4i", start=f"{2014 + 2 * (p.generation or 0)}")
        for p in toy.partnerships
    )
    whole = replace(
        toy,
        partnerships=(*tested, *beside),
        members=(
            *toy.members,
            *(
                Member(partnership=f"{block}-net", cluster=f"{block}-{number}")
                for block in BLOCKS
                for number in range(5)
            ),
        ),
    )
    report = backtest(whole, trials=False)
    names = [protocol.name for protocol in report.protocols]
    assert names == PROTOCOLS + [name + WITH_OTHERS for name in PROTOCOLS]
    assert [protocol.name for protocol in report.alone] == PROTOCOLS
    alone = [
        r for r in report.rows if r.protocol in PROTOCOLS and r.among == "everyone"
    ]
    before = [
        r
        for r in backtest(toy, trials=False).rows
        if r.among == "everyone" and r.system == Recommender().name
    ]
    assert [r for r in alone if r.system == Recommender().name] == before
    assert {(gain.protocol, gain.task) for gain in report.gains} == set(
        product(PROTOCOLS, ("suggest", "complete", "join"))
    )
    # The recommender is perfect with them and without; who was nobody has a past now.
    assert {gain.difference for gain in report.gains} == {0.0}
    asked = {
        name: next(
            r.n_questions
            for r in report.rows
            if (r.protocol, r.task, r.among) == (name, "complete", "without a past")
        )
        for name in names[:2] + names[3:5]
    }
    assert list(asked.values()) == [4, 4, 0, 0]


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
        if row["system"] == Recommender().name
        and (row["among"], row["slice"]) == ("everyone", "all")
    }
    assert len(found) == len(PROTOCOLS) * len(TASKS)
    assert set(found.values()) == {1.0}


def test_a_further_system_is_compared(toy_report: dict[str, Any]) -> None:
    values = {
        row["system"]: row["values"][METRICS.index("mrr")]
        for row in toy_report["rows"]
        if (row["task"], row["among"], row["slice"], row["protocol"])
        == ("suggest", "everyone", "all", PROTOCOLS[0])
    }
    assert values["upside down"] < values["random"] < values["this recommender"]


def test_progress_is_told_from_none_to_all(toy_run: Run) -> None:
    done, total = zip(*toy_run.told, strict=True)
    assert list(done) == list(range(total[0] + 1))
    assert set(total) == {2 + 3 * len(BLOCKS)}


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(
    toy_report: dict[str, Any],
) -> None:
    assert json.dumps(run().report) == json.dumps(toy_report)
    quick = {"every_partnership": False, "trials": False}
    one, other = (backtest(three_rounds(), seed=seed, **quick) for seed in (0, 1))
    assert one.to_json() != other.to_json()


def test_without_trials_it_says_the_same_of_the_questions(toy_run: Run) -> None:
    told = backtest(three_rounds(), trials=False, systems=[Reversed()]).to_dict()
    tried = ("ablations", "penalties", "expectations", "goals", "consortia")
    assert [told.pop(name) for name in tried] == [[]] * len(tried)
    assert told.items() <= toy_run.report.items()


def test_it_runs_on_one_blas_thread_whatever_is_allowed(toy_run: Run) -> None:
    """Sums of several threads differ in their last bits, and so would reports."""
    assert toy_run.n_threads == {1}


def renamed(registry: Registry, seed: int) -> Registry:
    """The same clusters by other ids, hence in another order."""
    ids = [cluster.id for cluster in registry.clusters]
    order = np.random.default_rng(seed).permutation(len(ids)).tolist()
    other = {one: f"x{place:04}" for one, place in zip(ids, order, strict=True)}
    clusters = [replace(c, id=other[c.id]) for c in registry.clusters]
    return replace(
        registry,
        clusters=tuple(sorted(clusters, key=lambda cluster: cluster.id)),
        members=tuple(replace(m, cluster=other[m.cluster]) for m in registry.members),
    )


def assert_alike(one: Any, other: Any, place: str = "report") -> None:
    """The same words and counts, and numbers that are equal up to rounding."""
    if isinstance(one, dict):
        assert one.keys() == other.keys(), place
        for key in one:
            assert_alike(one[key], other[key], f"{place}.{key}")
    elif isinstance(one, list):
        assert len(one) == len(other), place
        for number, pair in enumerate(zip(one, other, strict=True)):
            assert_alike(*pair, f"{place}[{number}]")
    elif isinstance(one, float):
        assert one == pytest.approx(other, abs=1e-7), place
    else:
        assert one == other, place


def test_a_report_does_not_depend_on_what_clusters_are_called(
    toy_report: dict[str, Any],
) -> None:
    again = backtest(renamed(three_rounds(), 2), systems=[Reversed()])
    assert_alike(again.to_dict(), toy_report)


def test_no_answer_on_real_facts_depends_on_what_clusters_are_called(
    registry: Registry,
) -> None:
    *_, latest = by_generation(registry)
    *_, again = by_generation(renamed(registry, 1))
    for system in (Recommender(), *baselines()):
        before, after = (
            mean_values(answers(system.fit(fold.known), fold))
            for fold in (latest, again)
        )
        assert before.keys() == after.keys()
        for key, values in before.items():
            np.testing.assert_allclose(
                values, after[key], atol=1e-9, err_msg=f"{system.name} {key}"
            )


def mean_values(found: Iterable[Answer]) -> dict[tuple[str, str], FloatArray]:
    """Means of all metrics, by task and candidates."""
    kept: dict[tuple[str, str], list[FloatArray]] = {}
    for answer in found:
        kept.setdefault((answer.task, answer.among), []).append(answer.values)
    return {key: np.nanmean(values, axis=0) for key, values in kept.items()}
