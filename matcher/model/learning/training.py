"""Labelled pairs to learn from, each scored as if its partnership had never been.

In: a registry's `Past`. Out: `PairTable`. For every consortium with two known members
or more, each member is paired with every other cluster; the pair is labelled with
whether the other is in that consortium too. All signals of these pairs are computed
without the consortium, so none can know its own answer.

Networks and agreements teach nothing: people ask for members of a consortium, and whom
a standing network took in is another question.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.model.learning.weights import SignalWeights, fit_weights
from matcher.model.past import Past
from matcher.model.signals import SIGNALS, DenseSignal, Encoding
from matcher.model.values import dense_values, history_rows
from matcher.registry.registry import Registry

PENALTY = 30_000.0
"""How strongly weights are held to the prior; cross-validation by partnership is flat
above (`matcher.evaluation.checks.penalty_trials`), and below it ranks worse."""

MAX_LEARNT_FROM = 1500
"""Weights of a larger registry are learnt from a sample of so many of its clusters."""

MAX_CANDIDATES = 2000
MAX_PAIRS = 1_000_000
"""Larger registries are sampled: all members and so many others a partnership, fewer
where that would make more pairs in all."""


@dataclass(frozen=True)
class PairTable:
    """Labelled pairs with their signals.

    Parameters
    ----------
    values : float array of shape (n_pairs, n_signals)
        NaN where undefined.
    same : bool array of shape (n_pairs,)
        Whether both are in the partnership.
    partnership, left, right : int arrays of shape (n_pairs,)
        Positions in the registry: what the pair was drawn for, and its sides.
    sample_weight : float array of shape (n_pairs,)
        How many pairs of the registry each row stands for.
    """

    values: FloatArray
    same: BoolArray
    partnership: IntArray
    left: IntArray
    right: IntArray
    sample_weight: FloatArray


def learn_weights(
    past: Past, signals: Sequence[DenseSignal], encodings: Sequence[Encoding]
) -> SignalWeights:
    """Weights of all signals, learnt from past partnerships.

    Parameters
    ----------
    past : Past
    signals : sequence of DenseSignal
        Fitted.
    encodings : sequence of Encoding
        Of all clusters, one for each dense signal.
    """
    table = training_pairs(past, signals, encodings)
    return weights_from(table, highest_references(past, signals))


def highest_references(past: Past, signals: Sequence[DenseSignal]) -> FloatArray:
    """What the reference of each signal is at most; shape (n_signals,)."""
    highest = np.full(len(SIGNALS), np.inf)
    highest[: len(signals)] = [signal.lowest_match(past.arrays) for signal in signals]
    return highest


def weights_from(
    table: PairTable, highest: FloatArray, expected: FloatArray | None = None
) -> SignalWeights:
    """Weights that labelled pairs teach.

    Parameters
    ----------
    table : PairTable
    highest : float array of shape (n_signals,)
        As `highest_references` gives them.
    expected : float array of shape (n_signals,), optional
        Other expected weights than those of the signals.
    """
    expected = expected_weights() if expected is None else expected
    settings = (expected, PENALTY, highest)
    labelled = (table.values, table.same, table.sample_weight)
    if table.same.all() or not table.same.any():  # no partners to tell from others
        return fit_weights(*labelled, *settings)
    from matcher.model.learning.partner_model import PartnerModel  # slow to import

    return PartnerModel(*settings).fit(*labelled).weights_


def encoded(signals: Sequence[DenseSignal], past: Past) -> tuple[Encoding, ...]:
    """Encodings of all clusters, one for each dense signal."""
    return tuple(signal.encode(past.arrays) for signal in signals)


def sample_of(registry: Registry, seed: int = 0) -> Registry:
    """Whole partnerships and other clusters, `MAX_LEARNT_FROM` together at most.

    Notes
    -----
    Partnerships are drawn in random order, but for those with whom members would be
    more than half of the sample; then clusters from all others, with equal chances.
    Drawn clusters keep the memberships that they have in drawn partnerships.
    """
    generator = np.random.default_rng(seed)
    drawn: set[str] = set()
    partnerships = []
    for position in generator.permutation(len(registry.partnerships)).tolist():
        partnership = registry.partnerships[position]
        members = {*drawn, *registry.members_of[partnership.id]}
        if len(members) > MAX_LEARNT_FROM // 2:
            continue
        drawn = members
        partnerships.append(partnership)
    others = [cluster.id for cluster in registry.clusters if cluster.id not in drawn]
    n_others = min(MAX_LEARNT_FROM - len(drawn), len(others))
    drawn.update(generator.choice(others, n_others, replace=False).tolist())
    kept = {partnership.id for partnership in partnerships}
    return Registry(
        tuple(cluster for cluster in registry.clusters if cluster.id in drawn),
        tuple(partnerships),
        tuple(m for m in registry.members if m.partnership in kept),
        registry.vocabulary,
    )


def carried_over(weights: SignalWeights, registry: Registry) -> SignalWeights:
    """Weights learnt from a sample, for the whole registry that it was drawn from.

    Notes
    -----
    In the whole registry every member has so many more clusters to be told from: the
    intercept falls by the logarithm of the ratio.

    References
    ----------
    King and Zeng, "Logistic Regression in Rare Events Data", 2001, section 4.1.
    """
    ratio = len(registry.clusters) / MAX_LEARNT_FROM
    return replace(weights, intercept=weights.intercept - math.log(ratio))


def expected_weights() -> FloatArray:
    """Expected weight of each signal, for one standard deviation.

    Few partnerships repeat within a round, so that likelihood alone gives history too
    little and focus too much to rank well; the back-test shows what this prior is
    worth.

    Returns
    -------
    float array of shape (n_signals,)
    """
    return np.array([signal.prior for signal in SIGNALS])


def training_pairs(
    past: Past,
    signals: Sequence[DenseSignal],
    encodings: Sequence[Encoding],
    seed: int = 0,
) -> PairTable:
    """Pairs of every consortium's members with all other clusters.

    Parameters
    ----------
    past : Past
        All that is known; each consortium is taken out in its turn.
    signals, encodings
        As in `learn_weights`.
    seed : int
        For sampling candidates in a registry of over `MAX_CANDIDATES` clusters.
    """
    taught_by = past.is_consortium.nonzero()[0].tolist()
    n_questions = sum(len(past.teams[position]) for position in taught_by)
    most = min(MAX_CANDIDATES, max(MAX_PAIRS // max(n_questions, 1), 100))
    tables = [
        _pairs_of_partnership(
            past.without(position),
            position,
            signals,
            encodings,
            most,
            np.random.default_rng([seed, position]),
        )
        for position in taught_by
        if len(past.teams[position]) > 1
    ]
    if not tables:
        return _empty_table()
    columns = zip(*(vars(table).values() for table in tables), strict=True)
    return PairTable(*map(np.concatenate, columns))


def _pairs_of_partnership(
    before: Past,
    position: int,
    signals: Sequence[DenseSignal],
    encodings: Sequence[Encoding],
    most: int,
    generator: np.random.Generator,
) -> PairTable:
    team = before.teams[position]
    candidates, stands_for = _candidates(len(before.arrays), team, most, generator)
    values = values_in(before, signals, encodings, team, candidates)
    different = team[:, None] != candidates
    left, right = np.broadcast_arrays(team[:, None], candidates)
    same = np.isin(right, team)
    weight = np.where(same, 1.0, stands_for)
    n_pairs = int(different.sum())
    return PairTable(
        values[different],
        same[different],
        np.full(n_pairs, position),
        left[different],
        right[different],
        weight[different],
    )


def values_in(
    past: Past,
    signals: Sequence[DenseSignal],
    encodings: Sequence[Encoding],
    team: IntArray,
    others: IntArray,
) -> FloatArray:
    """Signals of some with some others, as another past gives them.

    Parameters
    ----------
    past : Past
        What does not depend on it is taken from `encodings`.
    signals, encodings
        As in `learn_weights`.
    team : int array of shape (n_team,)
        All among the others.
    others : int array of shape (n_others,)
        In rising order.

    Returns
    -------
    float array of shape (n_team, n_others, n_signals)
        As `pair_values` has them.
    """
    arrays = past.arrays.rows(others)
    places, every = np.searchsorted(others, team), np.arange(len(others))
    both = [
        type(signal)().fit(past).encode(arrays).between(places, every)
        if signal.learns_from_partnerships
        else encoding.between(team, others)
        for signal, encoding in zip(signals, encodings, strict=True)
    ]
    dense = dense_values([one for one, _ in both], [one for _, one in both])
    history = history_rows(past, team.tolist(), others)
    return np.concatenate([dense, history], axis=2)


def _candidates(
    n_clusters: int, team: IntArray, most: int, generator: np.random.Generator
) -> tuple[IntArray, float]:
    """Rows to pair a team with, and how many others each non-member stands for."""
    if n_clusters <= most:
        return np.arange(n_clusters), 1.0
    others = np.setdiff1d(np.arange(n_clusters), team)
    drawn = generator.choice(others, min(most, len(others)), replace=False)
    return np.sort(np.concatenate([team, drawn])), len(others) / len(drawn)


def _empty_table() -> PairTable:
    none = np.empty(0, dtype=np.intp)
    return PairTable(
        np.empty((0, len(SIGNALS))), none.astype(bool), none, none, none, np.empty(0)
    )
