"""How much of a past consortium comes back, where one member asks for all the others.

In: a registry. Out: a `ConsortiumTrial` for each way to choose them. By generation:
each member of a consortium that was held out asks in its turn, knowing how many they
were and which markets the consortium aimed at, and nothing that became known later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.consortium.asked import FEWEST, MOST, asked
from matcher.consortium.building import build
from matcher.consortium.pair_parts import PairParts
from matcher.evaluation.baselines import (
    Recommender,
    Rule,
    any_order,
    idf_cosine,
    same_sector,
)
from matcher.evaluation.levels import chances_of_first
from matcher.evaluation.records import ConsortiumTrial
from matcher.evaluation.splits import Fold, by_generation
from matcher.evaluation.summary import drawn_means, interval
from matcher.model.goals.serving import Serving
from matcher.model.goals.wanted import Goals
from matcher.model.scoring.scorer import Scorer
from matcher.registry.registry import Registry

NODE_LIMIT = 300
"""How far to search for each."""

BUILDER = "whole consortium"


@dataclass(frozen=True)
class Question:
    """Who asks, who is looked for, and for which markets.

    Parameters
    ----------
    partnership : str
    row : int
        The member that asks.
    others : int array of shape (n_others,)
        Rows of the other members.
    markets : tuple of str
        Of the partnership.
    """

    partnership: str
    row: int
    others: IntArray
    markets: tuple[str, ...]


Way = Callable[[Question], FloatArray]
"""The chance of each cluster to be chosen: 0 or 1 but among equals."""


def consortium_trials(registry: Registry, seed: int = 0) -> tuple[ConsortiumTrial, ...]:
    """Ask each member of each consortium that was held out, by generation.

    Parameters
    ----------
    registry : Registry
    seed : int
        For the draws of intervals.
    """
    ours = Recommender()
    found: list[ConsortiumTrial] = []
    for fold in by_generation(_by_name(registry)):
        ways, questions = _ways(ours, fold), [*_questions(fold)]
        if questions:
            found += _trials(fold.protocol, ways, questions, seed)
    return tuple(found)


def _by_name(registry: Registry) -> Registry:
    """The same with ids in the order of names, so that no id decides between equals."""
    clusters = sorted(registry.clusters, key=attrgetter("name", "id"))
    ids = {cluster.id: f"{place:07}" for place, cluster in enumerate(clusters)}
    return replace(
        registry,
        clusters=tuple(replace(c, id=ids[c.id]) for c in clusters),
        members=tuple(replace(m, cluster=ids[m.cluster]) for m in registry.members),
    )


def _questions(fold: Fold) -> Iterator[Question]:
    for partnership in fold.tested:
        team = np.array([fold.train.index[i] for i in fold.members_of[partnership.id]])
        if not FEWEST <= len(team) <= MOST:
            continue
        for row in team.tolist():
            others = team[team != row]
            yield Question(partnership.id, row, others, partnership.target_markets)


def _ways(ours: Recommender, fold: Fold) -> dict[str, Way]:
    """The builder, then simpler ways, fitted on what was known."""
    scorer = ours.fit(fold.known).scorer
    pairs = PairParts(scorer)
    rules = (
        Rule("IDF cosine", idf_cosine),
        Rule("same sector", same_sector),
        Rule("random", any_order),
    )
    return {
        BUILDER: partial(_built, pairs, "any", True),
        "by the usual mix of partners": partial(_built, pairs, "mixed", True),
        "without its markets": partial(_built, pairs, "any", False),
        "one after the other, by score": partial(_one_by_one, ours),
        **{rule.name: partial(_first, rule.fit(fold.known)) for rule in rules},
    }


def _built(
    pairs: PairParts, history: str, with_markets: bool, question: Question
) -> FloatArray:
    """As `PartnerRecommender.consortia` proposes."""
    registry = pairs.scorer.registry
    wanted = asked(
        pairs,
        [registry.clusters[question.row].id],
        goals=Goals(markets=question.markets if with_markets else ()),
        size=len(question.others) + 1,
        history=history,
        include_gone=True,  # they were there then
    )
    chosen = np.zeros(len(registry.clusters))
    chosen[list(next(build(wanted, 1, NODE_LIMIT)).members)] = 1.0
    return chosen


def _one_by_one(ours: Recommender, question: Question) -> FloatArray:
    """Who completes best those chosen so far, again and again; goals count as well."""
    added = _added(ours.scorer, question.markets)
    members = [question.row]
    for _ in question.others:
        scores = ours.complete(members) + added
        scores[members] = -np.inf
        members.append(int(np.argmax(scores)))
    chosen = np.zeros(len(added))
    chosen[members] = 1.0
    return chosen


def _added(scorer: Scorer, markets: Sequence[str]) -> FloatArray:
    goals = Goals(markets=tuple(markets))
    return Serving(goals, scorer.grounds, scorer.goal_weight).added


def _first(rule: Rule, question: Question) -> FloatArray:
    """The first of a list, equals by lot."""
    scores = rule.partners(question.row).copy()
    candidates = np.arange(len(scores)) != question.row
    chosen = np.zeros(len(scores))
    n_chosen = len(question.others)
    chosen[candidates] = chances_of_first(scores[candidates], n_chosen)
    return chosen


def _trials(
    protocol: str, ways: dict[str, Way], questions: Sequence[Question], seed: int
) -> Iterator[ConsortiumTrial]:
    """What came back each way, and by how much the builder is ahead of it."""
    shares = np.array(
        [
            [way(one)[one.others].sum() / len(one.others) for way in ways.values()]
            for one in questions
        ]
    )
    tested = sorted({one.partnership for one in questions})
    whose = np.array([tested.index(one.partnership) for one in questions])
    totals = np.zeros((len(tested), len(ways)))
    np.add.at(totals, whose, shares)
    counts = np.bincount(whose, minlength=len(tested)).astype(float)
    drawn = drawn_means(totals, counts, seed)
    means = shares.mean(axis=0)
    low, high = interval(drawn)
    ahead_low, ahead_high = interval(drawn[:, :1] - drawn)
    for at, name in enumerate(ways):
        yield ConsortiumTrial(
            protocol,
            name,
            len(questions),
            *(float(one[at]) for one in (means, low, high)),
            *(
                float(one)
                for one in (means[0] - means[at], ahead_low[at], ahead_high[at])
            ),
        )
