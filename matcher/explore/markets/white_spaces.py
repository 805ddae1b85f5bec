"""White spaces: markets that related activities go to and this one does not.

In: `Reach`. Out: `WhiteSpaces`, which ranks the empty cells of activity by market by
how much is expected there, and names the related activities that go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np

from matcher.arrays import FloatArray
from matcher.explore.activities import Activity, ActivityKind
from matcher.explore.markets.reach import Reach

RELATEDNESS_PRIOR = 2.0
"""So many partnerships that have one of two activities are added to those counted."""

SHARE_PRIOR = 5.0
"""All partnerships together weigh as much as so many of related activities."""


class Related(NamedTuple):
    """A related activity that goes to the market.

    Parameters
    ----------
    activity : Activity
    relatedness : float in [0, 1)
    n_partnerships : int
        How many partnerships of it state the market by name.
    """

    activity: Activity
    relatedness: float
    n_partnerships: int


class WhiteSpace(NamedTuple):
    """A market where nobody of an activity goes, not even by region.

    Parameters
    ----------
    activity : Activity
    market : str
    expected : float
        How many of its partnerships would go if it went as related activities do.
    n_partnerships : int
        How many of its partnerships state a market at all.
    related : tuple of Related
        Those that go there, the weightiest first.
    """

    activity: Activity
    market: str
    expected: float
    n_partnerships: int
    related: tuple[Related, ...]


@dataclass(frozen=True)
class _Arrays:
    """One kind of activity as arrays, in the order of `Reach.active`."""

    activities: tuple[Activity, ...]
    row: dict[str, int]
    relatedness: FloatArray
    there: FloatArray
    n_stating: FloatArray
    expected: FloatArray


class WhiteSpaces:
    """Where related activities go and this one does not.

    Parameters
    ----------
    reach : Reach

    Notes
    -----
    Only partnerships that state a market count, and only countries are white: a region
    is a way to name many of them. With ``n_ab`` partnerships that state activities `a`
    and `b`, whatever their markets, two activities are related by the smaller of the
    two conditional shares, shrunk towards 0:

    ``r(a, b) = n_ab / (max(n_a, n_b) + RELATEDNESS_PRIOR)``, and ``r(a, a) = 0``.

    With ``N_bm`` partnerships of `b` that state `m` by name, out of ``N_b`` that state
    any market, the share of related activities that goes to `m` is a density, shrunk
    towards the share ``p_m`` of all partnerships:

    ``share(a, m) = (sum_b r(a, b) N_bm + SHARE_PRIOR p_m)
    / (sum_b r(a, b) N_b + SHARE_PRIOR)``

    and white spaces are ranked by ``expected(a, m) = N_a * share(a, m)``. An activity
    that went together with no other has the share of all; one whose partnerships state
    no market expects 0; where no partnership states a market nothing is white.

    Asked before a round of the shipped data which white spaces it would fill
    (generation 2, then 3 and 4; the three kinds), `expected` puts a filled one before
    an empty one in 67% of cases on average, the plain density of Hidalgo et al. in 64%,
    and the size of activity times that of market in 67%. It says where to look, not
    what will be.

    References
    ----------
    Hidalgo et al., "The Product Space Conditions the Development of Nations", 2007:
    the smaller conditional probability as proximity, and density. Hidalgo et al., "The
    Principle of Relatedness", 2018.
    """

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.markets = reach.markets
        self.registry = reach.markets.registry
        self._arrays = cache(self._counted)
        self._ranked = cache(self._in_order)

    def expected(self, activity: Activity, market: str) -> float:
        """How many partnerships would go if it went as related activities do.

        Returns
        -------
        float
            0 where nobody works in the activity or nobody states the market.
        """
        arrays = self._arrays(activity.kind)
        row, column = arrays.row.get(activity.code), self._column.get(market)
        if row is None or column is None:
            return 0.0
        return float(arrays.expected[row, column])

    def is_white(self, activity: Activity, market: str) -> bool:
        """Whether the market is a country where nobody of the activity goes at all."""
        return (
            market in self._column
            and market not in self.markets.vocabulary.regions
            and self.reach.count(activity, market).nobody
        )

    def space(self, activity: Activity, market: str) -> WhiteSpace:
        """What is expected of an activity at a market, white or not, and why.

        Returns
        -------
        WhiteSpace
            With 0 expected and nothing related where nobody works in the activity or
            nobody states the market.
        """
        arrays = self._arrays(activity.kind)
        if activity.code not in arrays.row or market not in self._column:
            return WhiteSpace(activity, market, 0.0, 0, ())
        row, column = arrays.row[activity.code], self._column[market]
        related, there = arrays.relatedness[row], arrays.there[:, column]
        weighty = np.argsort(-related * there, kind="stable")
        return WhiteSpace(
            activity,
            market,
            self.expected(activity, market),
            int(arrays.n_stating[row]),
            tuple(
                Related(arrays.activities[other], float(related[other]), int(n_there))
                for other, n_there in zip(weighty, there[weighty], strict=True)
                if related[other] * n_there > 0
            ),
        )

    def ranked(
        self,
        kind: ActivityKind,
        activity: Activity | None = None,
        markets: Iterable[str] = (),
    ) -> list[WhiteSpace]:
        """White spaces of one kind of activity where something is expected.

        Parameters
        ----------
        kind : {"sectors", "technologies", "ecosystems"}
        activity : Activity, optional
            Only its white spaces.
        markets : iterable of str
            Only at these markets; all where none is given.

        Returns
        -------
        list of WhiteSpace
            Most expected first, ties in the order of `Reach.active` and
            `Markets.codes`.
        """
        wanted = frozenset(markets)
        return [
            space
            for space in self._ranked(kind)
            if activity in (None, space.activity)
            and (not wanted or space.market in wanted)
        ]

    def _in_order(self, kind: ActivityKind) -> list[WhiteSpace]:
        found = [
            self.space(activity, market)
            for activity in self.reach.active(kind)
            for market in self._column
            if self.expected(activity, market) > 0 and self.is_white(activity, market)
        ]
        return sorted(found, key=lambda space: -space.expected)

    @cached_property
    def _column(self) -> dict[str, int]:
        return {market: column for column, market in enumerate(self.markets.codes)}

    def _counted(self, kind: ActivityKind) -> _Arrays:
        partnerships = self.registry.partnerships
        active = self.reach.active(kind)
        row = {activity.code: number for number, activity in enumerate(active)}
        does = np.zeros((len(partnerships), len(active)))
        goes = np.zeros((len(partnerships), len(self._column)))
        for position, partnership in enumerate(partnerships):
            codes = self.reach.activities.of(partnership, kind)
            does[position, [row[code] for code in codes]] = 1
            markets = partnership.target_markets
            goes[position, [self._column[market] for market in markets]] = 1
        states_any = goes.any(axis=1)
        n_stating = does[states_any].sum(axis=0)
        there = does.T @ goes
        expected = np.zeros_like(there)
        related = relatedness(does)
        if states_any.any():
            overall = goes[states_any].mean(axis=0)
            share = related @ there + SHARE_PRIOR * overall
            share /= (related @ n_stating + SHARE_PRIOR)[:, None]
            expected = n_stating[:, None] * share
        return _Arrays(active, row, related, there, n_stating, expected)


def relatedness(does: FloatArray) -> FloatArray:
    """How much activities go together in partnerships, shrunk towards 0.

    Parameters
    ----------
    does : float array of shape (n_partnerships, n_activities)
        0/1: what each partnership states.

    Returns
    -------
    float array of shape (n_activities, n_activities)
        Symmetric, in [0, 1), with a zero diagonal; see `WhiteSpaces`.
    """
    together: FloatArray = does.T @ does
    alone = together.diagonal()
    related = together / (np.maximum(alone[:, None], alone) + RELATEDNESS_PRIOR)
    np.fill_diagonal(related, 0.0)
    return related
