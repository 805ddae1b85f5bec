"""What a back-test measures, as plain records: the parts of a `Report`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Number = float | None
"""None where nothing was asked."""


class Estimate(NamedTuple):
    """A mean over questions with its 95% interval; None where nothing was asked."""

    value: Number
    low: Number
    high: Number


@dataclass(frozen=True)
class Row:
    """Metrics of one system on one task of one protocol.

    Parameters
    ----------
    protocol : str
        ``generation 2``, ``generation 3 and 4`` or ``leave one out``; each may end in
        ``, with other cooperation``.
    task : str
    among : str
        The candidates that were judged: ``everyone``, ``with a past`` or ``without a
        past``, that is, in a partnership known by then or not.
    slice, system : str
    n_questions : int
        Questions with something to find.
    values, low, high : tuple of float or None
        In the order of `Report.metrics`: the mean over questions and its 95% interval,
        drawn by partnership.
    """

    protocol: str
    task: str
    among: str
    slice: str
    system: str
    n_questions: int
    values: tuple[Number, ...]
    low: tuple[Number, ...]
    high: tuple[Number, ...]

    @property
    def estimates(self) -> list[Estimate]:
        """The values with their intervals."""
        return [*map(Estimate, self.values, self.low, self.high)]


@dataclass(frozen=True)
class Comparison:
    """The recommender against the best baseline, on the same draws.

    Parameters
    ----------
    protocol, task, among, metric : str
    baseline : str
        The best one by this metric on this task, among these candidates.
    ratio, ratio_low, ratio_high : float or None
        How many times as good, with its 95% interval, drawn by partnership.
    difference, low, high : float or None
        How much better, with its 95% interval.
    """

    protocol: str
    task: str
    among: str
    metric: str
    baseline: str
    ratio: Number
    ratio_low: Number
    ratio_high: Number
    difference: Number
    low: Number
    high: Number

    @property
    def estimate(self) -> Estimate:
        """The difference with its interval."""
        return Estimate(self.difference, self.low, self.high)

    @property
    def times(self) -> Estimate:
        """The ratio with its interval."""
        return Estimate(self.ratio, self.ratio_low, self.ratio_high)

    @property
    def sure(self) -> bool:
        """Whether the interval leaves out no difference."""
        if self.low is None or self.high is None:
            return False
        return self.low > 0 or self.high < 0

    @property
    def verdict(self) -> str:
        """The comparison in words."""
        if not self.sure:
            return "within chance"
        return "better" if (self.difference or 0) > 0 else "worse"


@dataclass(frozen=True)
class Gain:
    """What the recommender gains from cooperation beside what is tested.

    Parameters
    ----------
    protocol, task, metric : str
        Of the protocol that does without. Questions and candidates are the same.
    alone, more : float or None
        The metric without the other cooperation, and with it.
    difference, low, high : float or None
        With its 95% interval, drawn by partnership.
    """

    protocol: str
    task: str
    metric: str
    alone: Number
    more: Number
    difference: Number
    low: Number
    high: Number

    @property
    def estimate(self) -> Estimate:
        """The difference with its interval."""
        return Estimate(self.difference, self.low, self.high)


@dataclass(frozen=True)
class Spread:
    """How a system's lists of ten fall over the whole registry."""

    system: str
    coverage: float
    gini: Number
    most_shown: int


@dataclass(frozen=True)
class Ablation:
    """What the recommender loses where one signal is taken out.

    Parameters
    ----------
    signal, protocol, task, among, metric : str
    value : float or None
        The metric without the signal.
    change : float or None
        Against the whole recommender; negative where the signal helps.
    """

    signal: str
    protocol: str
    task: str
    among: str
    metric: str
    value: Number
    change: Number


@dataclass(frozen=True)
class Bin:
    """Pairs whose predicted chance of being partners lies in one range.

    Parameters
    ----------
    low, high : float in [0, 1]
        The range.
    predicted, observed : float in [0, 1]
        Mean predicted chance, and the share that were partners.
    n_pairs : int
    """

    low: float
    high: float
    predicted: float
    observed: float
    n_pairs: int

    @property
    def off(self) -> float:
        """How far the predicted chance is from what was observed."""
        return abs(self.predicted - self.observed)


@dataclass(frozen=True)
class PenaltyTrial:
    """How well a penalty ranks pairs of partnerships that it did not learn from."""

    penalty: float
    ndcg: float


@dataclass(frozen=True)
class ExpectationTrial:
    """What earlier rounds would have made of an expected weight, judged on a later one.

    Parameters
    ----------
    signal, task : str
        Whose weight, and the question that tells what it is worth.
    with_others : bool
        Whether all cooperation is learnt from and predicted, or only what is tested
        otherwise.
    since : str
        First year of the round; nothing that became known later helps to predict it.
    n_questions : int
        Lists of candidates with a past that have something to find.
    chosen, ndcg_chosen : float
        The expected weight that the rounds before choose, and nDCG@10 by it on this
        round, among candidates with a past.
    shipped, ndcg_shipped : float
        The same of the expected weight in use.
    rule : str
    ndcg_rule : float
        The same of the best simple rule.
    best_on_all : float
        What all rounds together choose.
    """

    signal: str
    task: str
    with_others: bool
    since: str
    n_questions: int
    chosen: float
    ndcg_chosen: float
    shipped: float
    ndcg_shipped: float
    rule: str
    ndcg_rule: float
    best_on_all: float


@dataclass(frozen=True)
class GoalTrial:
    """What a goal gains and costs where its weight is multiplied.

    Parameters
    ----------
    factor : float
        On the weight of the goal; 0 does without it, 1 is usual.
    n_questions : int
        Clusters that ask for two markets each.
    served : float in [0, 1]
        Share of the wanted markets that each of the first ten new partners states by
        name, itself or by a partnership; the mean.
    available : float in [0, 1]
        The same of the ten that serve most.
    percentile : float in [0, 100]
        Of the affinity of the first ten, among all candidates; the mean.
    """

    factor: float
    n_questions: int
    served: float
    available: float
    percentile: float


@dataclass(frozen=True)
class ConsortiumTrial:
    """How much of past consortia comes back where one member asks for all the others.

    Parameters
    ----------
    protocol : str
    system : str
        The way they are chosen.
    n_questions : int
        Members that asked.
    share, low, high : float in [0, 1]
        Share of the other members that were chosen, the mean over questions, with its
        95% interval, drawn by partnership.
    behind, behind_low, behind_high : float
        By how much it is behind the first way, on the same draws.
    """

    protocol: str
    system: str
    n_questions: int
    share: float
    low: float
    high: float
    behind: float
    behind_low: float
    behind_high: float
