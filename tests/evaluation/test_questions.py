"""Questions by hand, a perfect toy, and that neither the future nor chance helps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Self

import numpy as np
import pytest

from matcher import Member, Partnership, Registry
from matcher.encoding import FloatArray, IntArray
from matcher.evaluation.baselines import Random, Recommender, System, baselines
from matcher.evaluation.questions import METRICS, TASKS, Answer, answers
from matcher.evaluation.splits import Fold, by_generation, leave_one_out
from tests.toy import BLOCKS, block_registry


class InOrder:
    """Knows nothing: all tie, so that clusters and partnerships stand in id order."""

    name = "in order"

    def fit(self, registry: Registry) -> Self:
        """Keep what it may know."""
        self.known = registry
        return self

    def partners(self, row: int) -> FloatArray:
        """The same for all."""
        return np.zeros(len(self.known.clusters))

    def complete(self, rows: list[int]) -> FloatArray:
        """The same for all."""
        return np.zeros(len(self.known.clusters))

    def join(
        self, row: int, partnerships: Sequence[Partnership], teams: Sequence[IntArray]
    ) -> FloatArray:
        """The same for all; nobody may see the row in a team."""
        assert all(row not in team for team in teams)
        return np.zeros(len(partnerships))


def two_rounds(n_again: int = 6) -> Registry:
    """Blocks whose first four went together, and then the first `n_again`."""
    first = block_registry(n_in_block=6, n_together=4)
    again = tuple(
        replace(p, id=p.id.replace("-g1", "-g2"), generation=2)
        for p in first.partnerships
    )
    members = tuple(
        Member(partnership=f"{block}-g2", cluster=f"{block}-{number}")
        for block in BLOCKS
        for number in range(n_again)
    )
    return replace(
        first,
        partnerships=first.partnerships + again,
        members=first.members + members,
    )


def answered(system: System, fold: Fold) -> list[Answer]:
    return list(answers(system.fit(fold.train), fold))


def mean(found: Iterable[Answer], task: str, metric: str) -> float:
    column = METRICS.index(metric)
    return float(np.nanmean([a.values[column] for a in found if a.task == task]))


def test_questions_by_hand() -> None:
    """Rows 0 to 3 are chips-0 to chips-3 (together before), 4 is chips-4 (new)."""
    fold = next(by_generation(two_rounds(n_again=5)))
    found = {
        (answer.task, answer.cluster): answer
        for answer in answered(InOrder(), fold)
        if answer.partnership == "chips-g2"
    }
    assert len(found) == 5 * len(TASKS)
    gain = METRICS.index("mrr")

    def reciprocal_rank(task: str, cluster_id: str) -> float:
        return float(found[task, cluster_id].values[gain])

    assert reciprocal_rank("suggest", "chips-0") == 1.0
    # Known partners are hidden, so that chips-4 is the first to be suggested.
    assert reciprocal_rank("suggest new", "chips-3") == 1.0
    assert reciprocal_rank("suggest new", "chips-4") == 1.0
    # Fellow members are hidden, so that the missing one is the first.
    assert reciprocal_rank("complete", "chips-4") == 1.0
    # cloth-g2 stands before.
    assert [p.id for p in fold.tested][:2] == ["chips-g2", "cloth-g2"]
    assert reciprocal_rank("join", "chips-2") == 1.0
    assert found["suggest", "chips-4"].newcomer
    assert not found["suggest", "chips-3"].newcomer


def test_ties_go_by_id() -> None:
    fold = next(by_generation(two_rounds(n_again=5)))
    of_the_last_block = [
        answer
        for answer in answered(InOrder(), fold)
        if answer.partnership == "space-g2"
    ]
    # 18 clusters of other blocks, and 3 partnerships, stand before.
    assert mean(of_the_last_block, "complete", "mrr") == 1 / 19
    assert mean(of_the_last_block, "join", "mrr") == 1 / 4
    assert mean(of_the_last_block, "join", "tied@10") == 0


def test_without_a_new_partner_there_is_no_question_of_new_ones() -> None:
    fold = next(by_generation(two_rounds(n_again=4)))
    for answer in answered(InOrder(), fold):
        assert np.isnan(answer.values).all() == (answer.task == "suggest new")


def test_the_recommender_is_perfect_where_blocks_share_nothing() -> None:
    fold = next(by_generation(two_rounds()))
    found = answered(Recommender(), fold)
    assert len(found) == len(BLOCKS) * 6 * len(TASKS)
    for task in TASKS:
        for metric in ("ndcg@10", "recall@10", "mrr", "average precision", "hit@10"):
            assert mean(found, task, metric) == 1.0, (task, metric)


@pytest.mark.parametrize("protocol", [by_generation, leave_one_out])
def test_no_system_is_fitted_on_what_it_is_asked_about(
    protocol: Callable[[Registry], Iterator[Fold]],
) -> None:
    for fold in protocol(two_rounds()):
        system = InOrder()
        list(answers(system.fit(fold.train), fold))
        tested = {p.id for p in fold.tested}
        assert system.known is fold.train
        assert not tested & set(system.known.members_of)
        assert all(not tested & set(ids) for ids in fold.train.partnerships_of.values())


@pytest.fixture(scope="module")
def with_future(registry: Registry) -> Registry:
    """Joins the least likely pair in a later round, where an earlier one went."""
    scorer = Recommender().fit(registry)
    scores = np.array([scorer.partners(row) for row in range(len(registry.clusters))])
    least = np.unravel_index(scores.argmin(), scores.shape)
    members = [
        Member(partnership="0-planted", cluster=registry.clusters[row].id)
        for row in least
    ]
    planted = replace(
        registry.partnerships[0], id="0-planted", generation=3, start="2020"
    )
    return replace(
        registry,
        partnerships=(*registry.partnerships, planted),
        members=(*registry.members, *members),
    )


@pytest.mark.parametrize("system", [Recommender(), *baselines()], ids=lambda s: s.name)
def test_a_planted_future_changes_no_number_of_an_earlier_fold(
    registry: Registry, with_future: Registry, system: System
) -> None:
    fold, future = (next(by_generation(r)) for r in (registry, with_future))
    before, after = answered(system, fold), answered(system, future)
    assert len(before) == len(after) > 100
    for one, other in zip(before, after, strict=True):
        assert (one.task, one.cluster, one.partnership, one.newcomer) == (
            other.task,
            other.cluster,
            other.partnership,
            other.newcomer,
        )
        np.testing.assert_array_equal(one.values, other.values)


@pytest.mark.slow
def test_with_shuffled_members_the_recommender_falls_to_chance(
    registry: Registry,
) -> None:
    found: dict[str, list[float]] = {"ours": [], "chance": [], "real": []}
    for seed in range(3):
        for fold in by_generation(_shuffled(registry, seed)):
            for name, system in (("ours", Recommender()), ("chance", Random(seed))):
                found[name].append(mean(answered(system, fold), "suggest", "ndcg@10"))
    for fold in by_generation(registry):
        found["real"].append(mean(answered(Recommender(), fold), "suggest", "ndcg@10"))
    ours, chance, real = (np.mean(found[name]) for name in ("ours", "chance", "real"))
    assert ours < 2 * chance + 0.02
    assert real > 10 * ours


def _shuffled(registry: Registry, seed: int) -> Registry:
    """Members dealt anew over all partnerships; each keeps how often it stands."""
    generator = np.random.default_rng(seed)
    dealt = generator.permutation([member.cluster for member in registry.members])
    members = {
        (member.partnership, cluster_id): replace(member, cluster=cluster_id)
        for member, cluster_id in zip(registry.members, dealt.tolist(), strict=True)
    }
    return replace(registry, members=tuple(members.values()))


@pytest.mark.slow
def test_the_recommender_beats_every_baseline_by_a_wide_margin(
    registry: Registry,
) -> None:
    for fold in by_generation(registry):
        ours = mean(answered(Recommender(), fold), "suggest", "ndcg@10")
        for baseline in baselines():
            theirs = mean(answered(baseline, fold), "suggest", "ndcg@10")
            assert ours > 1.2 * theirs, (fold.name, baseline.name)
