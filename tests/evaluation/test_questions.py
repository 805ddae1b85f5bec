"""Questions by hand, a perfect toy, and that neither the future nor chance helps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Self

import numpy as np
import pytest

from matcher import Cluster, Member, Partnership, Registry
from matcher.arrays import FloatArray, IntArray
from matcher.evaluation.backtest import backtest
from matcher.evaluation.baselines import (
    Recommender,
    Rule,
    System,
    any_order,
    baselines,
)
from matcher.evaluation.questions import Answer, answers
from matcher.evaluation.splits import Fold, Known, by_generation
from matcher.evaluation.words import METRICS, TASKS, among_of
from tests.toy import BLOCKS, block_registry


class InOrder:
    """Knows nothing: clusters and partnerships stand in id order."""

    name = "in order"

    def fit(self, known: Known) -> Self:
        """Keep what it may know."""
        self.known = known.registry
        return self

    def partners(self, row: int) -> FloatArray:
        """The first comes first."""
        return -np.arange(float(len(self.known.clusters)))

    def complete(self, rows: list[int]) -> FloatArray:
        """The same for all."""
        return self.partners(rows[0])

    def join(
        self, row: int, partnerships: Sequence[Partnership], teams: Sequence[IntArray]
    ) -> FloatArray:
        """The same for all; nobody may see the row in a team."""
        assert all(row not in team for team in teams)
        return -np.arange(float(len(partnerships)))


class AllEqual(InOrder):
    """Knows nothing and says so."""

    name = "all equal"

    def partners(self, row: int) -> FloatArray:
        """The same for all."""
        return np.zeros(len(self.known.clusters))

    def join(
        self, row: int, partnerships: Sequence[Partnership], teams: Sequence[IntArray]
    ) -> FloatArray:
        """The same for all."""
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
    return list(answers(system.fit(fold.known), fold))


def mean(
    found: Iterable[Answer], task: str, metric: str, among: str = "everyone"
) -> float:
    column, key = METRICS.index(metric), (task, among)
    kept = [a.values[column] for a in found if (a.task, a.among) == key]
    return float(np.nanmean(kept))


class Suggesting(InOrder):
    """A system that is asked for partners alone: what else is asked costs nothing."""

    def __init__(self, system: System) -> None:
        self.name, self._system = system.name, system

    def fit(self, known: Known) -> Self:
        """Let the system learn."""
        self._system = self._system.fit(known)
        return super().fit(known)

    def partners(self, row: int) -> FloatArray:
        """As the system says."""
        return self._system.partners(row)

    def complete(self, rows: list[int]) -> FloatArray:
        """Nobody."""
        return np.zeros(len(self.known.clusters))


def suggested(system: System, fold: Fold) -> float:
    """How well a system suggests partners."""
    return mean(answered(Suggesting(system), fold), "suggest", "ndcg@10")


def test_questions_by_hand() -> None:
    """Rows 0 to 3 are chips-0 to chips-3 (together before), 4 is chips-4 (new)."""
    fold = next(by_generation(two_rounds(n_again=5)))
    found = {
        (answer.task, answer.cluster): answer
        for answer in answered(InOrder(), fold)
        if (answer.partnership, answer.among) == ("chips-g2", "everyone")
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
    # It is the first of the round in id order.
    assert [p.id for p in fold.tested][:2] == ["chips-g2", "cloth-g2"]
    assert reciprocal_rank("join", "chips-2") == 1.0
    assert found["suggest", "chips-4"].newcomer
    assert not found["suggest", "chips-3"].newcomer


def test_candidates_with_a_past_and_without_are_ranked_apart() -> None:
    """Blocks of six: 0 to 3 were together before, 4 joins them, 5 never does."""
    fold = next(by_generation(two_rounds(n_again=5)))
    column = METRICS.index("mrr")
    found = {
        (answer.task, answer.among, answer.cluster): answer.values[column]
        for answer in answered(InOrder(), fold)
        if answer.partnership == "cloth-g2"
    }
    # Six of chips stand before: four with a past, two without.
    assert found["suggest", "everyone", "cloth-0"] == 1 / 7
    assert found["suggest", "with a past", "cloth-0"] == 1 / 5
    assert found["suggest", "without a past", "cloth-0"] == 1 / 3
    # Its partners with a past it knows; who has none asks for nobody without.
    assert np.isnan(found["suggest new", "with a past", "cloth-0"])
    assert found["suggest new", "without a past", "cloth-0"] == 1 / 3
    assert found["suggest new", "with a past", "cloth-4"] == 1 / 5
    assert np.isnan(found["suggest new", "without a past", "cloth-4"])
    # The hidden one is asked for once, where it belongs.
    assert found["complete", "with a past", "cloth-3"] == 1 / 5
    assert np.isnan(found["complete", "without a past", "cloth-3"])
    assert found["complete", "without a past", "cloth-4"] == 1 / 3
    assert np.isnan(found["complete", "with a past", "cloth-4"])
    assert {among for task, among, _ in found if task == "join"} == {"everyone"}


def test_other_partnerships_that_a_cluster_joined_are_hidden() -> None:
    """Two come before the third in id order; who is in one of them skips that."""
    registry = two_rounds(n_again=5)
    guest = Member(partnership="chips-g2", cluster="food-0")
    registry = replace(registry, members=(*registry.members, guest))
    fold = next(by_generation(registry))
    assert [p.id for p in fold.tested][:3] == ["chips-g2", "cloth-g2", "food-g2"]
    ranks = {
        answer.cluster: 1 / answer.values[METRICS.index("mrr")]
        for answer in answered(InOrder(), fold)
        if (answer.task, answer.partnership) == ("join", "food-g2")
    }
    assert ranks == {"food-0": 2, **{f"food-{n}": 3 for n in range(1, 5)}}


def test_equals_count_by_all_their_orders() -> None:
    """One of 20 is missing, and one of four partnerships is joined."""
    fold = next(by_generation(two_rounds(n_again=5)))
    found = answered(AllEqual(), fold)
    values = {
        (a.task, *a.values.tolist())
        for a in found
        if a.task in ("complete", "join") and a.among == "everyone"
    }
    assert len(values) == 2  # whatever they are called
    harmonic = [sum(1 / place for place in range(1, n + 1)) for n in (20, 4)]
    for metric in ("mrr", "average precision"):
        assert mean(found, "complete", metric) == pytest.approx(harmonic[0] / 20)
        assert mean(found, "join", metric) == pytest.approx(harmonic[1] / 4)
    assert mean(found, "complete", "hit@10") == pytest.approx(10 / 20)
    assert mean(found, "join", "hit@10") == 1.0
    assert mean(found, "complete", "tied@10") == 20
    assert mean(found, "join", "tied@10") == 0


@pytest.mark.parametrize("n_clusters", [24, 200])
def test_equal_profiles_are_found_by_chance_whatever_they_are_called(
    n_clusters: int,
) -> None:
    """Only who went together before is known, and it says nothing of the next round."""
    names = [f"{n:03}" for n in range(n_clusters)]
    found = []
    for order in (names, names[::-1]):
        clusters = tuple(Cluster(id=name, name=name) for name in sorted(names))
        partnerships = tuple(
            Partnership(id=f"p{g}", acronym=f"P{g}", generation=g) for g in (1, 2)
        )
        members = tuple(
            Member(partnership=f"p{g}", cluster=order[5 * g + n])
            for g in (1, 2)
            for n in range(5)
        )
        registry = Registry(
            clusters, partnerships, members, block_registry().vocabulary
        )
        fold = next(by_generation(registry))
        answers_ = answered(Recommender(), fold)
        found.append(mean(answers_, "suggest", "ndcg@10", "without a past"))
    # Of those without a past but the asker, each is as likely to be the next.
    assert found[0] == pytest.approx(found[1], abs=1e-12)
    gain = sum(1 / np.log2(place + 1) for place in range(1, 11))
    ideal = sum(1 / np.log2(place + 1) for place in range(1, 5))
    chance = 4 / (n_clusters - 5 - 1)
    assert found[0] == pytest.approx(chance * gain / ideal)


def test_without_a_new_partner_there_is_no_question_of_new_ones() -> None:
    fold = next(by_generation(two_rounds(n_again=4)))
    for answer in answered(InOrder(), fold):
        if answer.among == "everyone":
            assert np.isnan(answer.values).all() == (answer.task == "suggest new")


def test_the_recommender_is_perfect_where_blocks_share_nothing() -> None:
    fold = next(by_generation(two_rounds()))
    found = answered(Recommender(), fold)
    groups = [(task, among) for task in TASKS for among in among_of(task)]
    assert len(found) == len(BLOCKS) * 6 * len(groups)
    for task, among in groups:
        for metric in ("ndcg@10", "recall@10", "mrr", "average precision", "hit@10"):
            assert mean(found, task, metric, among) == 1.0, (task, metric, among)


class Recorder(InOrder):
    """Notes what it knew each time that a question was asked of it."""

    name = "recorder"

    def __init__(self) -> None:
        self.asked: list[tuple[Registry, list[str]]] = []

    def join(
        self, row: int, partnerships: Sequence[Partnership], teams: Sequence[IntArray]
    ) -> FloatArray:
        """As in order."""
        self.asked.append((self.known, [p.id for p in partnerships]))
        return super().join(row, partnerships, teams)


def three_rounds_with_markets() -> Registry:
    """The same teams in rounds 1, 2 and 3; each round targets a market of its own."""
    first = block_registry(n_in_block=3, n_together=2)
    markets = {1: "IN", 2: "ZA", 3: "AU"}
    return replace(
        first,
        clusters=tuple(replace(c, target_markets=()) for c in first.clusters),
        partnerships=tuple(
            replace(
                p,
                id=p.id.replace("-g1", f"-g{number}"),
                generation=number,
                target_markets=(market,),
            )
            for p in first.partnerships
            for number, market in markets.items()
        ),
        members=tuple(
            replace(m, partnership=m.partnership.replace("-g1", f"-g{number}"))
            for m in first.members
            for number in markets
        ),
    )


@pytest.mark.slow
def test_a_back_test_asks_about_nothing_that_a_system_has_seen() -> None:
    recorder = Recorder()
    registry = three_rounds_with_markets()
    backtest(registry, every_partnership=False, trials=False, systems=[recorder])
    n_questions = len(BLOCKS) * 2
    assert len(recorder.asked) == 2 * n_questions
    rounds = recorder.asked[:n_questions], recorder.asked[n_questions:]
    known_markets = {2: {"IN"}, 3: {"IN", "ZA"}}
    for number, asked in zip((2, 3), rounds, strict=True):
        earlier = {f"{block}-g{n}" for block in BLOCKS for n in range(1, number)}
        for known, candidates in asked:
            assert candidates == sorted(f"{block}-g{number}" for block in BLOCKS)
            assert {p.id for p in known.partnerships} == earlier
            assert {m.partnership for m in known.members} == earlier
            for block in BLOCKS:
                member = f"{block}-0"
                assert set(known.partnerships_of[member]) <= earlier
                assert set(known.markets_of(member)) == known_markets[number]


@pytest.fixture(scope="module")
def with_future(registry: Registry) -> Registry:
    """Joins the least likely pair in a later round, where an earlier one went."""
    scorer = Recommender().fit(Known.all_of(registry))
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


@pytest.mark.slow
@pytest.mark.parametrize("system", [Recommender(), *baselines()], ids=lambda s: s.name)
def test_a_planted_future_changes_no_number_of_an_earlier_fold(
    registry: Registry, with_future: Registry, system: System
) -> None:
    fold, future = (next(by_generation(r)) for r in (registry, with_future))
    before, after = answered(system, fold), answered(system, future)
    assert len(before) == len(after) > 100
    for one, other in zip(before, after, strict=True):
        assert replace(one, values=other.values) == other
        np.testing.assert_array_equal(one.values, other.values)


@pytest.mark.slow
def test_with_shuffled_members_the_recommender_falls_to_chance(
    registry: Registry,
) -> None:
    found: dict[str, list[float]] = {"ours": [], "chance": [], "real": []}
    for seed in range(3):
        for fold in by_generation(_shuffled(registry, seed)):
            for name, system in (
                ("ours", Recommender()),
                ("chance", Rule("random", any_order)),
            ):
                found[name].append(suggested(system, fold))
    for fold in by_generation(registry):
        found["real"].append(suggested(Recommender(), fold))
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
        ours = suggested(Recommender(), fold)
        for baseline in baselines():
            theirs = suggested(baseline, fold)
            assert ours > 1.2 * theirs, (fold.protocol, baseline.name)
