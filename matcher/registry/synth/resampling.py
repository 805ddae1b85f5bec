"""Draws descriptions anew: codes that go together, words of texts that share a sector.

In: records that have sectors, technologies, target markets and a focus. Out: the same
fields, changed a little. Only uniform numbers are drawn and only whole ones added up,
so that a seed gives the same result on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray
from matcher.registry.partnerships import Partnership
from matcher.registry.records import CODED, Cluster
from matcher.registry.registry import Registry

ADD, REPLACE, DROP = 0.05, 0.10, 0.08
"""How likely a list of codes gains one, has one replaced, or loses one.

A list that is empty stays so: empty means not recorded. One code alone is never lost,
which is why losing is likelier than gaining: lists keep their length on average."""

_SHARES = 1 << 20  # what a record counts in all its sectors together; whole parts of it


def draw_below(limits: IntArray, random: np.random.Generator) -> IntArray:
    """A whole number from 0 to below each limit; 0 where the limit is 0."""
    return np.floor(random.random(limits.shape) * limits).astype(np.int64)


def draw_column(weights: FloatArray, random: np.random.Generator) -> IntArray:
    """A column for each row, as likely as its weight.

    Parameters
    ----------
    weights : float array of shape (n_rows, n_columns)
        Whole numbers, not negative.
    random : numpy Generator

    Returns
    -------
    int array of shape (n_rows,)
        -1 where a row has no weight at all.
    """
    if not weights.size:
        return np.full(len(weights), -1)
    sums = weights.cumsum(axis=1)
    aims = np.floor(random.random(len(weights)) * sums[:, -1])
    return np.where(sums[:, -1] > 0, (sums > aims[:, None]).argmax(axis=1), -1)


class Kin:
    """Records that share a sector, to draw one for another.

    A sector is drawn among those of the record, then a record among those in the
    sector; one with several sectors counts less in each. Drawn for every record, each
    so comes up as often as any other. A record without sectors is its own kin.

    Parameters
    ----------
    sectors : sequence of sequence of str
        Of each record.
    """

    def __init__(self, sectors: Sequence[Sequence[str]]) -> None:
        names = sorted(set(chain.from_iterable(sectors)))
        flags = flags_of(sectors, names)
        self._n_sectors = flags.sum(axis=1)
        self._first = self._n_sectors.cumsum() - self._n_sectors
        self._sectors = np.nonzero(flags)[1]  # row after row
        _, self._rows = np.nonzero(flags.T)  # sector after sector
        shares = _SHARES // self._n_sectors[self._rows]
        self._sums = np.concatenate([[0], shares.cumsum()])
        self._bounds = self._sums[np.concatenate([[0], flags.sum(axis=0).cumsum()])]

    def draw(self, rows: IntArray, random: np.random.Generator) -> IntArray:
        """A record that shares a sector with each of these; it may be the same."""
        n_sectors = self._n_sectors[rows]
        positions = self._first[rows] + draw_below(n_sectors, random)
        known = n_sectors > 0
        sectors = self._sectors[positions[known]]
        starts, ends = self._bounds[sectors], self._bounds[sectors + 1]
        aims = starts + draw_below(ends - starts, random)
        kin = rows.copy()
        kin[known] = self._rows[np.searchsorted(self._sums, aims, side="right") - 1]
        return kin


class Codes(NamedTuple):
    """What descriptions are written in, and how often codes go together.

    Parameters
    ----------
    sectors, technologies, markets : list of str
    kinds_together : float array of shape (n_kinds, n_kinds)
        In how many clusters two of the sectors and technologies stand.
    markets_together : float array of shape (n_markets, n_markets)
        In how many clusters or partnerships two markets stand.
    """

    sectors: list[str]
    technologies: list[str]
    markets: list[str]
    kinds_together: FloatArray
    markets_together: FloatArray

    @classmethod
    def of(cls, registry: Registry) -> Codes:
        """All codes that a registry uses, in sorted order."""
        records: list[Cluster | Partnership] = []
        records += [*registry.clusters, *registry.partnerships]
        sectors, technologies, markets = (
            sorted({code for record in records for code in getattr(record, field)})
            for field in CODED
        )
        kinds = kinds_of(registry.clusters, sectors, technologies)
        targets = flags_of((record.target_markets for record in records), markets)
        return cls(sectors, technologies, markets, together(kinds), together(targets))


def flags_of(lists: Iterable[Iterable[str]], codes: Sequence[str]) -> BoolArray:
    """Whether each code stands in each list; shape (n_lists, n_codes)."""
    column = {code: position for position, code in enumerate(codes)}
    columns = [[column[code] for code in found] for found in lists]
    flags = np.zeros((len(columns), len(codes)), dtype=bool)
    rows = np.repeat(np.arange(len(columns)), [len(found) for found in columns])
    flags[rows, np.array([*chain.from_iterable(columns)], dtype=np.int64)] = True
    return flags


def kinds_of(
    records: Sequence[Cluster | Partnership],
    sectors: Sequence[str],
    technologies: Sequence[str],
) -> BoolArray:
    """Whether each sector, then each technology, stands in each record."""
    make = flags_of((record.sectors for record in records), sectors)
    use = flags_of((record.technologies for record in records), technologies)
    return np.hstack([make, use])


def together(flags: BoolArray) -> FloatArray:
    """In how many lists two different codes stand; shape (n_codes, n_codes)."""
    counts: FloatArray = flags.T.astype(float) @ flags.astype(float)
    np.fill_diagonal(counts, 0.0)
    return counts


def changed(
    flags: BoolArray,
    field: slice,
    together: FloatArray,
    random: np.random.Generator,
) -> BoolArray:
    """Lists of codes with some added, replaced or lost, by the odds of this room.

    Parameters
    ----------
    flags : bool array of shape (n_lists, n_codes)
        Which codes stand.
    field : slice
        Columns of the list to change; what comes in goes with the codes of any column.
    together : float array of shape (n_codes, n_codes)
        How often two codes go together, in whole numbers.
    random : numpy Generator

    Returns
    -------
    bool array of shape (n_lists, n_codes in the field)
    """
    before = flags[:, field]
    after = before.copy()
    size = before.sum(axis=1)
    chance = random.random(len(flags))
    gains = (chance < ADD + REPLACE) & (size > 0)
    fitting = (flags[gains].astype(float) @ together)[:, field]
    new = draw_column(fitting * ~before[gains], random)
    rows = np.flatnonzero(gains)[new >= 0]
    after[rows, new[new >= 0]] = True
    loses = (chance >= ADD + REPLACE) & (chance < ADD + REPLACE + DROP) & (size > 1)
    loses[rows] = chance[rows] >= ADD
    lost = draw_column(before[loses].astype(float), random)
    after[np.flatnonzero(loses), lost] = False
    return after


def lists_of(flags: BoolArray, codes: Sequence[str]) -> list[tuple[str, ...]]:
    """The codes that stand in each row, in order."""
    names = [codes[column] for column in np.nonzero(flags)[1].tolist()]
    ends = [0, *flags.sum(axis=1).cumsum().tolist()]
    return [tuple(names[start:end]) for start, end in pairwise(ends)]


class Drawn(NamedTuple):
    """Descriptions in columns, one entry a record."""

    sectors: list[tuple[str, ...]]
    technologies: list[tuple[str, ...]]
    target_markets: list[tuple[str, ...]]
    focus: list[str]


class Descriptions:
    """What clusters or partnerships say of themselves, to be drawn anew.

    Parameters
    ----------
    records : sequence of Cluster or of Partnership
    codes : Codes
        Of the registry that holds them.
    """

    def __init__(self, records: Sequence[Cluster | Partnership], codes: Codes) -> None:
        self._codes = codes
        self.kin = Kin([record.sectors for record in records])
        self._n_sectors = len(codes.sectors)
        self._kinds = kinds_of(records, codes.sectors, codes.technologies)
        targets = (record.target_markets for record in records)
        self._markets = flags_of(targets, codes.markets)
        self._words = [record.focus.split() for record in records]

    def draw(self, rows: IntArray, random: np.random.Generator) -> Drawn:
        """A description for each of these rows that resembles the row's."""
        codes = self._codes
        kinds, markets = self._kinds[rows], self._markets[rows]
        fields = slice(0, self._n_sectors), slice(self._n_sectors, None)
        sectors, technologies = (
            changed(kinds, field, codes.kinds_together, random) for field in fields
        )
        markets = changed(markets, slice(None), codes.markets_together, random)
        return Drawn(
            lists_of(sectors, codes.sectors),
            lists_of(technologies, codes.technologies),
            lists_of(markets, codes.markets),
            self._texts(rows, random),
        )

    def _texts(self, rows: IntArray, random: np.random.Generator) -> list[str]:
        """Head of the row's text, middle and tail of two of its kin's.

        Each text is cut at the same shares of its length, so that every word stands
        as often as in all texts, and lengths are as theirs.
        """
        heads, middles, tails = (
            [self._words[row] for row in origin.tolist()]
            for origin in (
                rows,
                self.kin.draw(rows, random),
                self.kin.draw(rows, random),
            )
        )
        cuts = np.sort(random.random((len(rows), 2)), axis=1).tolist()
        return [
            _sentence(
                head[: _at(first, head)]
                + middle[_at(first, middle) : _at(last, middle)]
                + tail[_at(last, tail) :]
            )
            for head, middle, tail, (first, last) in zip(
                heads, middles, tails, cuts, strict=True
            )
        ]


def _at(share: float, words: Sequence[str]) -> int:
    return int(share * len(words) + 0.5)


def _sentence(words: Sequence[str]) -> str:
    text = " ".join([word.rstrip(".;:") for word in words]).strip(" ,")
    return text and f"{text[0].upper()}{text[1:]}."
