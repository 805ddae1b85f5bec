"""Are expected weights well chosen: forward in time, on rounds not looked at before.

In: a registry. Out: an `ExpectationTrial` for each tried signal and each round but the
first: what earlier rounds alone would have made of its expected weight, and what that
gives on the round, beside the weight that ships and the best simple rule.

With a partnership taken out, its own pairs of activities are missing from the counts:
true pairs look less related than chance, and no fit on such pairs can tell what related
activities are worth. Here consortia are counted up to a round, and the round is
predicted as nobody had seen it. The same rounds tell what being connected is worth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.evaluation.baselines import Rule, idf_cosine, jaccard, same_sector
from matcher.evaluation.levels import Levels, first_of_best
from matcher.evaluation.metrics import ndcg
from matcher.evaluation.records import ExpectationTrial
from matcher.evaluation.splits import Known, asked_about, knows_others
from matcher.model.learning.training import (
    PairTable,
    encoded,
    expected_weights,
    highest_references,
    training_pairs,
    weights_from,
)
from matcher.model.scoring.lists import DECIMALS
from matcher.model.signals import SIGNALS, fit_signals
from matcher.model.values import pair_values
from matcher.registry.partnerships import Partnership
from matcher.registry.registry import Registry

ROUNDS = ("2016", "2018", "2020", "9999")
"""Consortia that began from one of these years on and before the next are predicted
together, from what was known before the year."""

TRIED: dict[str, tuple[str, tuple[float, ...]]] = {
    "related_activities": ("suggest new", (0.1, 0.2, 0.3, 0.4, 0.5)),
    "connected": ("suggest", (0.0, 0.05, 0.1, 0.2, 0.4)),
}
"""By signal: the task that tells what it is worth (who is connected is not new), and
the expected weights to choose from."""

RULES = {"Jaccard": jaccard, "IDF cosine": idf_cosine, "same sector": same_sector}
"""What anybody could think of."""


def expectation_trials(registry: Registry) -> tuple[ExpectationTrial, ...]:
    """Each tried weight on each round, chosen by the rounds before it alone.

    Candidates with and without a past are ranked apart, and each list counts: mixed,
    whatever punishes experience would seem to gain. Figures are of those with a past.

    Parameters
    ----------
    registry : Registry
        The same are tested as in a back-test, from what was known of them and, where
        there is any, for a second time from other cooperation too: it was often found
        by looking for clusters that were known to belong together, and so it is no
        test itself.
    """
    both = (False, True) if knows_others(registry) else (False,)
    return tuple(trial for others in both for trial in _trials(registry, others))


def _trials(registry: Registry, others: bool) -> Iterator[ExpectationTrial]:
    rounds = list(rounds_of(registry, others=others))
    for signal, (task, grid) in TRIED.items():
        tried = [[one.tried(task, signal, weight) for weight in grid] for one in rounds]
        (shipped,) = (info.prior for info in SIGNALS if info.name == signal)
        for n_before, one in enumerate(rounds[1:], start=1):
            chosen = best_of(tried[:n_before])
            ships = one.tried(task, signal, shipped).with_a_past
            rule, gains = one.best_rule(task)
            yield ExpectationTrial(
                signal,
                task,
                others,
                one.since,
                n_questions=len(ships),
                chosen=grid[chosen],
                ndcg_chosen=_mean(tried[n_before][chosen].with_a_past),
                shipped=shipped,
                ndcg_shipped=_mean(ships),
                rule=rule,
                ndcg_rule=_mean(gains),
                best_on_all=grid[best_of(tried)],
            )


@dataclass(frozen=True)
class Gains:
    """nDCG@10 of all lists of a round, of candidates with a past and without apart."""

    with_a_past: tuple[float, ...]
    without: tuple[float, ...]


def best_of(tried: Sequence[Sequence[Gains]]) -> int:
    """Position of the weight with the best lists over some rounds, the first of equals.

    Parameters
    ----------
    tried : sequence of sequence of Gains
        For each round, by weight.
    """
    means = [
        _mean([gain for one in rounds for gain in one.with_a_past + one.without])
        for rounds in zip(*tried, strict=True)
    ]
    return first_of_best(means)


def _mean(gains: Sequence[float]) -> float:
    """Over lists; 0 of none."""
    return sum(gains) / max(len(gains), 1)


def rounds_of(registry: Registry, *, others: bool = True) -> Iterator[Round]:
    """The rounds that have something to ask, and something to learn from.

    Parameters
    ----------
    registry : Registry
    others : bool
        Also learn from cooperation beside what is tested.
    """
    asked = asked_about(registry)
    known = registry if others else registry.only(p.id for p in asked)
    for since, until in pairwise(ROUNDS):
        tested = [
            p
            for p in asked
            if p.is_consortium
            and since <= p.start[:4] < until
            and len(registry.members_of[p.id]) > 1
        ]
        before = known.before(since).without(p.id for p in tested)
        if tested and any(len(team) > 1 for team in before.members_of.values()):
            yield Round(since, registry, before, tested)


class Round:
    """Consortia of some years, and all that it takes to predict them.

    Parameters
    ----------
    since : str
        The first year.
    registry : Registry
        Who was in the consortia.
    before : Registry
        What was known before them.
    tested : sequence of Partnership
    """

    def __init__(
        self,
        since: str,
        registry: Registry,
        before: Registry,
        tested: Sequence[Partnership],
    ) -> None:
        self.since = since
        self.known = Known.all_of(before)
        past = self.known.past
        signals = fit_signals(past)
        encodings = encoded(signals, past)
        self.table: PairTable = training_pairs(past, signals, encodings)
        self.highest = highest_references(past, signals)
        index = before.index
        self.teams: list[IntArray] = [
            np.array([index[member] for member in registry.members_of[p.id]], np.intp)
            for p in tested
        ]
        self.asking = np.unique(np.concatenate(self.teams))
        self.values = pair_values(past, encodings, self.asking)
        self.partners: list[list[int]] = [
            [index[partner] for partner in before.partners_of[before.clusters[row].id]]
            for row in self.asking.tolist()
        ]

    def tried(self, task: str, signal: str, weight: float) -> Gains:
        """How well members' lists turn out with another expected weight."""
        expected = expected_weights()
        expected[[info.name for info in SIGNALS].index(signal)] = weight
        weights = weights_from(self.table, self.highest, expected)
        return self.gains(task, np.round(weights.log_odds(self.values), DECIMALS))

    def best_rule(self, task: str) -> tuple[str, tuple[float, ...]]:
        """The best simple rule and its lists, of candidates with a past."""
        found = {}
        for name, matrix in RULES.items():
            rule = Rule(name, matrix).fit(self.known)
            scores = np.stack([rule.partners(row) for row in self.asking.tolist()])
            found[name] = self.gains(task, scores).with_a_past
        best = [*found][first_of_best([*map(_mean, found.values())])]
        return best, found[best]

    def gains(self, task: str, scores: FloatArray) -> Gains:
        """How well the lists of all members turn out.

        Parameters
        ----------
        task : str
            ``suggest``, or ``suggest new``, which leaves out known partners.
        scores : float array of shape (n_asking, n_clusters)
        """
        has_past = self.known.has_past
        with_a_past: list[float] = []
        without: list[float] = []
        for team in self.teams:
            for position in np.searchsorted(self.asking, team).tolist():
                asked = np.ones(len(has_past), dtype=bool)
                asked[self.asking[position]] = False
                if task == "suggest new":
                    asked[self.partners[position]] = False
                found = scores[position]
                with_a_past += _gain(found, team, asked & has_past)
                without += _gain(found, team, asked & ~has_past)
        return Gains(tuple(with_a_past), tuple(without))


def _gain(scores: FloatArray, team: IntArray, among: BoolArray) -> list[float]:
    """nDCG@10 of a list; nothing where nobody is to be found."""
    right = np.zeros(len(scores), dtype=bool)
    right[team] = True
    kept = right[among]
    return [ndcg(Levels.of(scores[among], kept))] if kept.any() else []
