"""The rank of every cluster in every list, in memory or in a store on disk.

In: the scores that clusters give to all. Out: `Ranks`, which ranks everybody for
everybody once, four bytes a rank. A rank is a place in a list: 1 for the best, ties by
id, as lists are shown. Where a rank tells how much somebody is wanted, all that are
equal share the lowest of their places.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import FloatArray, IntArray, Span, spans_of
from matcher.model.values import ranked

MOST_IN_MEMORY = 2000
"""Up to so many clusters, memory holds the ranks of all in all lists: 16 MB."""

RANKS_IN_PIECE = 1 << 22
"""Ranks in one piece of a store: 16 MB."""

SCORES_AT_ONCE = 1 << 18
"""Scores that are ranked at once: 2 MB, and as much again for their order."""

MOST_BYTES_OF_LISTS = 8 << 20
"""Of the lists that are kept for who is in none of them."""

RankArray = NDArray[np.int32]
_NONE = np.empty((0, 0), np.int32)


def fit_in_memory(n_clusters: int) -> bool:
    """Whether the ranks of so many in all of their lists are kept in memory."""
    return n_clusters <= MOST_IN_MEMORY


def places_by_id(order: IntArray) -> RankArray:
    """Rank of everybody in some lists, ties by id.

    Parameters
    ----------
    order : int array of shape (n_lists, n_clusters)
        As from `ranked`.
    """
    places = np.empty(order.shape, np.int32)
    in_order = np.arange(1, order.shape[1] + 1, dtype=np.int32)
    np.put_along_axis(places, order, in_order, axis=1)
    return places


def lowest_places(scores: FloatArray, order: IntArray) -> RankArray:
    """Rank of everybody in some lists, equals at the lowest place of them.

    Parameters
    ----------
    scores : float array of shape (n_lists, n_clusters)
    order : int array of shape (n_lists, n_clusters)
        As from `ranked`.
    """
    falling, n_clusters = np.take_along_axis(scores, order, axis=1), scores.shape[1]
    lowest = np.tile(np.arange(1, n_clusters + 1, dtype=np.int32), (len(scores), 1))
    lowest[:, :-1][falling[:, 1:] == falling[:, :-1]] = n_clusters
    lowest = np.minimum.accumulate(lowest[:, ::-1], axis=1)[:, ::-1]
    places = np.empty(scores.shape, np.int32)
    np.put_along_axis(places, order, lowest, axis=1)
    return places


class Store(Protocol):
    """Keeps pieces by name, each whole or not at all."""

    def __contains__(self, name: str) -> bool:
        """Whether a piece is there."""
        ...

    def path(self, name: str) -> Path:
        """Where a piece stands."""
        ...

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Write a piece."""
        ...


@dataclass
class Ranks:
    """Ranks of all clusters in all lists; nobody is asked before `work_out`.

    Parameters
    ----------
    n_clusters : int
    store : Store, optional
        Where they are kept, and found again; in memory if not given.
    memory : int
        Bytes that ranks read from a store may take.
    """

    n_clusters: int
    store: Store | None = None
    memory: int = 10**9
    _kept: RankArray = field(init=False, repr=False)
    _shared: RankArray = field(init=False, repr=False)
    _stripe: tuple[int, RankArray] = field(default=(0, _NONE), init=False, repr=False)

    @cached_property
    def spans(self) -> list[Span]:
        """Owners of lists, as many as have their ranks in one piece."""
        return spans_of(self.n_clusters, RANKS_IN_PIECE // max(self.n_clusters, 1))

    @property
    def missing(self) -> list[Span]:
        """Spans that no store holds yet."""
        store = self.store
        return [span for span in self.spans if not (store and _name(span) in store)]

    def work_out(
        self,
        lists_of: Callable[[IntArray], FloatArray],
        tell: Callable[[int], None] = lambda n_lists: None,
    ) -> None:
        """Rank everybody for everybody, but for what is there already.

        Parameters
        ----------
        lists_of : callable
            Gives the scores of some clusters with all, ``-inf`` with themselves; shape
            (n_rows, n_clusters).
        tell : callable, optional
            Is told how many more lists are done.
        """
        if not self.store:
            self._kept, self._shared = np.empty((2, *[self.n_clusters] * 2), np.int32)
        for start, stop in self.missing:
            piece = np.empty((stop - start, self.n_clusters), np.int32)
            if not self.store:
                piece = self._kept[start:stop]
            for first, last in spans_of(len(piece), SCORES_AT_ONCE // self.n_clusters):
                lists = lists_of(np.arange(start + first, start + last))
                order = ranked(lists)
                piece[first:last] = places_by_id(order)
                if not self.store:
                    rows = slice(start + first, start + last)
                    self._shared[rows] = lowest_places(lists, order)
            if self.store:
                with self.store.writing(_name((start, stop))) as stream:
                    stream.write(piece.data)
            tell(stop - start)

    def _piece(self, span: Span) -> RankArray:
        start, stop = span
        if not self.store:
            return self._kept[start:stop]
        # Mapped for a moment only: pages that were read would stay in memory.
        shape = (stop - start, self.n_clusters)
        return np.memmap(self.store.path(_name(span)), np.int32, "r", shape=shape)

    def in_list_of(self, row: int) -> RankArray:
        """Rank of everybody in the list of one; shape (n_clusters,)."""
        span = self.spans[row // self.spans[0][1]]
        return np.array(self._piece(span)[row - span[0]])

    def of(self, row: int) -> RankArray:
        """Rank of one in the list of everybody; shape (n_clusters,)."""
        if not self.store:
            return self._kept[:, row]
        first, stripe = self._stripe
        if not first <= row < first + stripe.shape[1]:
            del stripe  # two would take twice the memory
            self._stripe = 0, _NONE
            first, stripe = self._stripe = row, self._columns_from(row)
        return stripe[:, row - first]

    def _columns_from(self, row: int) -> RankArray:
        most = max(self.memory // (4 * self.n_clusters), 1)
        stop = min(row + most, self.n_clusters)
        stripe = np.empty((self.n_clusters, stop - row), np.int32)
        for span in self.spans:
            stripe[slice(*span)] = self._piece(span)[:, row:stop]
        return stripe

    def shared_between(self, owners: IntArray, others: IntArray) -> IntArray:
        """As `between`, equals at the lowest place of them; in memory alone."""
        return self._shared[np.ix_(owners, others)].astype(np.intp)

    def between(self, owners: IntArray, others: IntArray) -> IntArray:
        """Ranks of `others` in the lists of `owners`; shape (n_owners, n_others)."""
        if not self.store:
            return self._kept[np.ix_(owners, others)].astype(np.intp)
        found = [self.in_list_of(row)[others] for row in owners.tolist()]
        return np.array(found, np.intp).reshape(len(owners), len(others))


class RecentLists:
    """Lists that were asked for lately: `MOST_BYTES_OF_LISTS` of them at most.

    Parameters
    ----------
    n_clusters : int
        None are kept where the ranks of so many are not.
    most : int, optional
        So many are kept, however many clusters there are.
    """

    def __init__(self, n_clusters: int, most: int | None = None) -> None:
        self._kept: dict[int, FloatArray] = {}
        fit = fit_in_memory(n_clusters)
        usual = MOST_BYTES_OF_LISTS // (8 * max(n_clusters, 1)) if fit else 0
        self._most = usual if most is None else most

    def of(
        self, rows: list[int], lists_of: Callable[[IntArray], FloatArray]
    ) -> list[FloatArray]:
        """The lists of some clusters, from `lists_of` where they are not kept."""
        # Another thread may push one out at any time: what was found is held.
        found = {row: kept for row in rows if (kept := self._kept.get(row)) is not None}
        new = [row for row in dict.fromkeys(rows) if row not in found]
        if not new:
            return [found[row] for row in rows]
        made = lists_of(np.array(new, np.intp))
        # Each in memory of its own, so that it goes alone.
        found |= {row: scores.copy() for row, scores in zip(new, made, strict=True)}
        self._kept |= {row: found[row] for row in new}
        for row in [*self._kept][: max(len(self._kept) - self._most, 0)]:
            self._kept.pop(row, None)
        return [found[row] for row in rows]

    @property
    def n_bytes(self) -> int:
        """What those that are kept take."""
        return sum(scores.nbytes for scores in [*self._kept.values()])


def ranks_among(
    scores: FloatArray, others: IntArray, *, shared: bool = False
) -> IntArray:
    """Ranks of some clusters in a few lists: counted, where it pays to sort none.

    Parameters
    ----------
    scores : float array of shape (n_lists, n_clusters)
    others : int array of shape (n_others,)
    shared : bool
        Whether equals share the lowest of their places; by id if not.

    Returns
    -------
    int array of shape (n_lists, n_others)
    """
    ranks = np.empty((len(scores), len(others)), np.intp)
    for column, other in enumerate(others.tolist()):
        mine = scores[:, other, None]
        ahead = scores >= mine
        if not shared:
            ahead[:, other + 1 :] &= scores[:, other + 1 :] > mine
        # Row by row: counted along an axis, each would be made a number first.
        ranks[:, column] = [np.count_nonzero(row) for row in ahead]
    return ranks


def _name(span: Span) -> str:
    return f"ranks-{span[0]:09d}.int"
