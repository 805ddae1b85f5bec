"""What each signal counts: weights learnt by logistic regression on pairs.

In: signal values of labelled pairs. Out: `SignalWeights`, one plain float a signal.
The solver is our own: scikit-learn's have neither a prior nor bounds.
`matcher.model.learning.partner_model` is the estimator that calls it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Real

import numpy as np

from matcher.arrays import BoolArray, FloatArray, spans_of
from matcher.errors import FilterError, did_you_mean
from matcher.registry.options import MOST_TIMES
from matcher.text import shown

N_STEPS = 100
TOLERANCE = 1e-10
PAIRS_AT_HAND = 4096
"""Of so many pairs all signals take 300 kB, which are read once and not thrice."""


@dataclass(frozen=True)
class SignalWeights:
    """A log-odds as a weighted sum: ``intercept + sum(weight * (value - reference))``.

    Parameters
    ----------
    intercept : float
    weights : float array of shape (n_signals,)
        Log-odds for a step of 1 in the signal.
    references : float array of shape (n_signals,)
        What each signal is measured against: its mean over the pairs where it is
        defined, or less where a single shared code would fall below that.
    """

    intercept: float
    weights: FloatArray
    references: FloatArray

    def contributions(self, values: FloatArray) -> FloatArray:
        """What each signal adds; 0 where it is undefined (NaN).

        Parameters
        ----------
        values : float array of shape (..., n_signals)
        """
        added = (values - self.references) * self.weights
        return np.where(np.isnan(added), 0.0, added)

    def log_odds(self, values: FloatArray) -> FloatArray:
        """Score of pairs from their signal values; shape (...,)."""
        added = self.contributions(values).sum(axis=-1)
        return np.asarray(self.intercept + added)

    def multiplied(
        self, factors: Mapping[str, float], names: Sequence[str]
    ) -> SignalWeights:
        """The same with some weights multiplied.

        Parameters
        ----------
        factors : mapping of str to float
            Name of a signal to a factor in [0, `MOST_TIMES`].
        names : sequence of str, of length n_signals

        Raises
        ------
        FilterError
            For a signal that does not exist, or a factor out of range.
        """
        weights = self.weights.copy()
        if not isinstance(factors, Mapping):
            told = "does not say a number by name of a signal"
            raise FilterError(f"weights: {shown(str(factors))} {told}")
        for name, factor in factors.items():
            if name not in names:
                near = did_you_mean(name, names) or f"; there are {', '.join(names)}"
                raise FilterError(f"no signal '{shown(str(name))}'{near}")
            if not isinstance(factor, Real) or not 0 <= factor <= MOST_TIMES:
                told = f"a factor is from 0 to {MOST_TIMES}, {factor!s:.60} is not"
                raise FilterError(f"{name}: {told}")
            weights[names.index(name)] *= factor
        return replace(self, weights=weights)


def fit_weights(
    values: FloatArray,
    same: BoolArray,
    sample_weight: FloatArray | None = None,
    prior: FloatArray | None = None,
    penalty: float = 1.0,
    highest: FloatArray | None = None,
) -> SignalWeights:
    """Fit a logistic regression whose weights stay near what is expected of them.

    Parameters
    ----------
    values : float array of shape (n_pairs, n_signals)
        NaN where a signal is undefined; it then counts as its reference.
    same : bool array of shape (n_pairs,)
        Whether the pair is in the partnership that it was drawn for.
    sample_weight : float array of shape (n_pairs,), optional
        How many pairs each row stands for; 1 by default.
    prior : float array of shape (n_signals,), optional
        Expected weights, in log-odds for one standard deviation. No weight falls
        below half of its expectation: each reason in favour counts a little. Without
        a prior, weights are held to 0 and may be negative.
    penalty : float
        How strongly weights are held to the prior.
    highest : float array of shape (n_signals,), optional
        References are the means of the signals, but never above these.

    Returns
    -------
    SignalWeights

    Notes
    -----
    Newton steps on ``sum(log-loss) + penalty / 2 * |w - prior|^2``, signals scaled to
    unit spread, weights bound from below by an active set: a weight at its bound stays
    there while the loss would fall further below.

    References
    ----------
    Bertsekas, "Projected Newton Methods for Optimization Problems with Simple
    Constraints", 1982.
    """
    sample_weight = np.ones(len(same)) if sample_weight is None else sample_weight
    n_signals = values.shape[1]
    references, spread = _centre_and_spread(values, sample_weight, highest)
    X = np.ones((len(values), n_signals + 1))
    for rows in _blocks(values):
        X[rows, :-1] = np.nan_to_num((values[rows] - references) / spread, nan=0.0)
    y = same.astype(float)
    ridge = np.full(n_signals + 1, penalty)
    ridge[-1] = 0.0
    expected = np.zeros(n_signals + 1)
    lowest = np.full(n_signals + 1, -np.inf)
    if prior is not None:
        expected[:-1] = prior
        lowest[:-1] = 0.5 * prior
    share = sample_weight @ y / max(sample_weight.sum(), 1e-300)
    weights = np.zeros(n_signals + 1)
    if 0 < share < 1:
        weights[-1] = np.log(share / (1 - share))
    else:  # all alike: no intercept is large enough, so one is held
        ridge[-1] = 1.0
    objective = _Objective(X, y, sample_weight, ridge, expected, lowest)
    weights = np.maximum(weights, objective.lowest)
    loss = objective.loss(weights)
    for _ in range(N_STEPS):
        gradient, curvature = objective.slopes(weights)
        free = (weights > objective.lowest) | (gradient < 0)
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(curvature[np.ix_(free, free)], gradient[free])
        moved, moved_loss = _best_move(objective, weights, step, loss)
        change = np.abs(moved - weights).max()
        weights, loss = moved, moved_loss
        if change < TOLERANCE:
            break
    return SignalWeights(float(weights[-1]), weights[:-1] / spread, references)


def _best_move(
    objective: _Objective, weights: FloatArray, step: FloatArray, loss: float
) -> tuple[FloatArray, float]:
    """Halve a step until the loss falls; weights stay at their bounds or above."""
    size = 1.0
    while True:
        moved = weights - size * step
        moved = np.maximum(moved, objective.lowest)
        moved_loss = objective.loss(moved)
        if moved_loss <= loss + TOLERANCE * abs(loss) or size < 1e-8:
            return moved, moved_loss
        size /= 2


def _centre_and_spread(
    values: FloatArray, sample_weight: FloatArray, highest: FloatArray | None
) -> tuple[FloatArray, FloatArray]:
    """Reference and standard deviation where defined; 0 and 1 where never defined."""
    n_defined, sums, squares = np.zeros((3, values.shape[1]))
    for rows in _blocks(values):
        defined = ~np.isnan(values[rows])
        n_defined += sample_weight[rows] @ defined
        sums += sample_weight[rows] @ np.where(defined, values[rows], 0.0)
    n_defined[n_defined == 0] = 1.0
    means = sums / n_defined
    for rows in _blocks(values):
        squares += sample_weight[rows] @ np.nan_to_num((values[rows] - means) ** 2)
    spread = np.sqrt(squares / n_defined)
    spread[spread < 1e-12] = 1.0
    references = means if highest is None else np.minimum(means, highest)
    return references, spread


def _blocks(pairs: FloatArray) -> list[slice]:
    """Pairs in their order, as many at a time as the processor holds at hand."""
    return [slice(*span) for span in spans_of(len(pairs), PAIRS_AT_HAND)]


@dataclass(frozen=True)
class _Objective:
    """Log-loss of weighted pairs plus the penalty; the last weight is the intercept."""

    X: FloatArray
    y: FloatArray
    sample_weight: FloatArray
    ridge: FloatArray
    expected: FloatArray
    lowest: FloatArray

    def loss(self, weights: FloatArray) -> float:
        loss = 0.5 * self.ridge @ (weights - self.expected) ** 2
        for rows in _blocks(self.X):
            log_odds = self.X[rows] @ weights
            losses = np.logaddexp(0.0, log_odds) - self.y[rows] * log_odds
            loss += self.sample_weight[rows] @ losses
        return float(loss)

    def slopes(self, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Gradient and curvature of the loss."""
        gradient = self.ridge * (weights - self.expected)
        curvature = np.diag(self.ridge + 1e-10)
        for rows in _blocks(self.X):
            X, counted = self.X[rows], self.sample_weight[rows]
            chance = 0.5 * (1.0 + np.tanh(0.5 * (X @ weights)))
            gradient += X.T @ (counted * (chance - self.y[rows]))
            bend = counted * chance * (1.0 - chance)
            curvature += (X * bend[:, None]).T @ X
        return gradient, curvature
