"""Pairs of partnerships at once, looked at by one lens after another.

In: a fitted `PartnerRecommender`. Out: `Landscape`, with one square array of values
for each of `LENSES`, and the pairs in the order of a lens. To open a pair, ask the
recommender for `explain_synergy`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.explore.synergies.lenses import checked_lens
from matcher.explore.synergies.overlap import indicator, overlap, seriation, share_below
from matcher.explore.synergies.sequels import sequel_pairs
from matcher.model.answers.explain import Opener
from matcher.model.contributions import Contribution
from matcher.model.scoring.lists import DECIMALS
from matcher.model.scoring.sides import Sides
from matcher.model.signals import SIGNALS
from matcher.model.signals.complementary import RelatedActivities
from matcher.recommend import PartnerRecommender
from matcher.registry.partnerships import Partnership

MORE_MARKETS = 1.0
"""So many markets that nobody goes to are counted for each pair, so that three markets
in common count more than one where neither side has any other."""

MOST = 200
"""Pairs grow with the square: at most so many partnerships are compared at once."""


class Landscape:
    """Every pair of partnerships by every lens.

    Parameters
    ----------
    recommender : PartnerRecommender
        Fitted. What is worked out is kept: one landscape serves many questions.

    Notes
    -----
    Rows and columns are `partnerships`, in id order: those of the registry, of more
    than `MOST` so many evenly spaced ones. These stand for all; `among` compares any
    others. Values are symmetric; the diagonal is NaN, and so is a pair where a side
    records nothing for the lens.

    - ``overall`` is the score of `PartnerRecommender.explain_synergy`, ``alike`` and
      ``complementary`` are its parts.
    - ``same_markets`` is the `overlap` of the markets that the partnerships state, with
      `MORE_MARKETS`; markets with a country in common count half. In [0, 1).
    - ``together`` is ``same_markets * (1 - same_sectors) * related``. Here
      ``same_sectors`` is the `overlap` of sectors, those of one ecosystem counting
      half, and ``related`` the share of all other pairs whose ``related_activities``
      signal is lower. All three must be there: partnerships of the same sector get
      nothing however many markets they share, nor do those whose activities have
      never gone together; and food with packaging comes before food with shipyards.
      All other pairs are those of the partnerships that stand for all, so that a pair
      has one value whatever it is compared with.
    - ``shared_members`` counts clusters.

    References
    ----------
    Hidalgo et al., "The Principle of Relatedness", 2018, for `RelatedActivities`.
    """

    def __init__(self, recommender: PartnerRecommender) -> None:
        self._recommender = recommender
        self._scorer = recommender.scorer
        self.registry = recommender.registry
        n = len(self.registry.partnerships)
        self._rows = np.linspace(0, n - 1, min(n, MOST)).astype(np.intp)
        self._standard = self

    def among(self, ids: Iterable[str]) -> Landscape:
        """A landscape that holds some partnerships: this one if it holds them all.

        Parameters
        ----------
        ids : iterable of str

        Raises
        ------
        UnknownPartnership
        """
        wanted = sorted({self.registry.position(partnership) for partnership in ids})
        if {*wanted} <= {*self._rows.tolist()}:
            return self
        other = Landscape(self._recommender)
        other._rows, other._standard = np.array(wanted, np.intp), self._standard
        return other

    @cached_property
    def partnerships(self) -> tuple[Partnership, ...]:
        """What rows and columns stand for."""
        return tuple(self.registry.partnerships[row] for row in self._rows)

    def position(self, partnership: str) -> int:
        """The row and the column of a partnership that is compared.

        Raises
        ------
        UnknownPartnership
            If the registry knows no such partnership.
        """
        rows: list[int] = self._rows.tolist()
        return rows.index(self.registry.position(partnership))

    def values(self, lens: str) -> FloatArray:
        """The value of each pair.

        Parameters
        ----------
        lens : str
            Name of one of `LENSES`.

        Returns
        -------
        float array of shape (n_partnerships, n_partnerships)

        Raises
        ------
        FilterError
            For a lens that does not exist.
        """
        return self._values[checked_lens(lens)]

    def strength(self, score: float) -> str:
        """An overall score in words."""
        return self._scorer.strengths.word(score)

    def usual(self, lens: str) -> float:
        """The value that speaks for nothing; a pair above it is worth a look.

        For ``overall`` the score of a pair whose every signal is average, else 0.
        """
        intercept = round(self._scorer.weights.intercept, DECIMALS)
        return intercept if checked_lens(lens) == "overall" else 0.0

    @cached_property
    def different_sectors(self) -> BoolArray:
        """Whether two partnerships state sectors and have none in common.

        Returns
        -------
        bool array of shape (n_partnerships, n_partnerships)
        """
        stated = indicator([p.sectors for p in self.partnerships])
        some = np.asarray(stated.any(axis=1))
        return np.asarray((stated @ stated.T == 0) & some & some[:, None])

    @cached_property
    def sequels(self) -> BoolArray:
        """Whether two partnerships mostly are the same, or one carries the other on.

        Returns
        -------
        bool array of shape (n_partnerships, n_partnerships)
        """
        return sequel_pairs(self.registry, [p.id for p in self.partnerships])

    def pairs(self, lens: str, kept: BoolArray) -> IntArray:
        """Pairs with the highest value first, those not recorded last.

        Parameters
        ----------
        lens : str
        kept : bool array of shape (n_partnerships, n_partnerships)
            Which pairs to list; what stands above the diagonal is read.

        Returns
        -------
        int array of shape (n_pairs, 2)
            Positions, the smaller first. Ties by score, then in id order.
        """
        values = self.values(lens)
        left, right = np.nonzero(np.triu(kept, 1))
        scores = self._values["overall"][left, right]
        order = np.lexsort((right, left, -scores, -values[left, right]))
        return np.column_stack([left[order], right[order]])

    def order(self, lens: str, kept: BoolArray, rows: IntArray) -> IntArray:
        """Some rows in an order in which groups show.

        Parameters
        ----------
        lens : str
        kept : bool array of shape (n_partnerships, n_partnerships)
            Which pairs count.
        rows : int array of shape (n_rows,)
            Positions, in id order.

        Returns
        -------
        int array of shape (n_rows,)
            The same positions; see `seriation`.
        """
        shown = np.where(kept, self.values(lens), np.nan)
        return rows[seriation(shown[np.ix_(rows, rows)])]

    def complement(self, left: str, right: str) -> Contribution:
        """What of theirs has gone together before: one part of their synergy.

        Raises
        ------
        UnknownPartnership
        """
        ours, theirs = self.position(left), self.position(right)
        values = np.full(len(SIGNALS), np.nan)
        values[self._related] = self._signals[ours, theirs, self._related]
        scorer, sides = self._scorer, self._sides
        opener = Opener(sides[ours], scorer.weights, scorer)
        return opener.opened(sides[theirs], values)[self._related]

    @property
    def _related(self) -> int:
        """Which signal says that activities have gone together."""
        return SIGNALS.index(RelatedActivities.info())

    @cached_property
    def _values(self) -> dict[str, FloatArray]:
        signals = self._signals
        kinds = np.array([signal.kind for signal in SIGNALS])
        added = self._scorer.weights.contributions(signals)
        markets = self._same_markets()
        measured = self._standard._signals[:, :, self._related]
        related = share_below(signals[:, :, self._related], measured)
        found = {
            "overall": self._scorer.log_odds(signals),
            "alike": _even(added[:, :, kinds == "alike"].sum(axis=2)),
            "complementary": _even(added[:, :, kinds == "complementary"].sum(axis=2)),
            "same_markets": markets,
            "together": _even(markets * (1.0 - self._same_sectors()) * related),
            "shared_members": self._shared_members(),
        }
        for values in found.values():
            np.fill_diagonal(values, np.nan)
            values.flags.writeable = False
        return found

    @cached_property
    def _sides(self) -> Sides:
        every = self._scorer.partnership_sides
        return Sides(every[row] for row in self._rows)

    @cached_property
    def _signals(self) -> FloatArray:
        """Signals of all pairs; shape (n_partnerships, n_partnerships, n_signals)."""
        sides = self._sides
        rows = [self._scorer.side_values(side, sides) for side in sides]
        shape = (len(sides), len(sides), len(SIGNALS))
        return np.array(rows).reshape(shape)

    def _same_markets(self) -> FloatArray:
        stated = [p.target_markets for p in self.partnerships]
        regions = self.registry.vocabulary.regions
        countries = {m: regions.get(m, (m,)) for codes in stated for m in codes}
        return overlap(stated, countries, MORE_MARKETS)

    def _same_sectors(self) -> FloatArray:
        sectors = self.registry.vocabulary.sectors
        ecosystems = {code: term.parents for code, term in sectors.items()}
        return overlap([p.sectors for p in self.partnerships], ecosystems)

    def _shared_members(self) -> FloatArray:
        members_of = self.registry.members_of
        members = indicator([members_of[p.id] for p in self.partnerships])
        unknown = np.asarray(~members.any(axis=1))
        return np.where(unknown | unknown[:, None], np.nan, members @ members.T)


def _even(values: FloatArray) -> FloatArray:
    """The same both ways round, to the last digit."""
    return np.round((values + values.T) / 2, DECIMALS)
