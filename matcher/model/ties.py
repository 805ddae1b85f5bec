"""Who was with whom: ties of clusters by partnerships of one sort, to be taken back.

In: the teams of partnerships. Out: `Ties`: for each cluster its partners, with the
partnerships they were in together, and how many partnerships it is in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matcher.arrays import BoolArray, FloatArray, IntArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True)
class Ties:
    """Ties of clusters by some of the partnerships.

    Parameters
    ----------
    partners : sequence of dict of int to tuple of int
        For each cluster: its partners, and the positions of the partnerships they were
        in together.
    memberships : float array of shape (n_clusters,)
        In how many of the partnerships each cluster is.
    """

    partners: Sequence[Mapping[int, tuple[int, ...]]]
    memberships: FloatArray

    @classmethod
    def of(cls, teams: Mapping[int, IntArray], n_clusters: int) -> Ties:
        """Ties by these partnerships.

        Parameters
        ----------
        teams : mapping of int to int array
            Rows of the members of each partnership, by its position.
        n_clusters : int
        """
        partners: list[dict[int, tuple[int, ...]]] = [{} for _ in range(n_clusters)]
        memberships = np.zeros(n_clusters)
        for position, team in teams.items():
            memberships[team] += 1
            rows = team.tolist()
            for left in rows:
                for right in rows:
                    if left != right:
                        together = partners[left].get(right, ())
                        partners[left][right] = (*together, position)
        return cls(partners, memberships)

    @cached_property
    def known(self) -> BoolArray:
        """Whether a cluster is in any of the partnerships; shape (n_clusters,)."""
        return np.asarray(self.memberships > 0)

    @cached_property
    def matrix(self) -> csr_array:
        """1 for partners, 0 for all others; (n_clusters, n_clusters)."""
        from scipy.sparse import csr_array

        ends = np.cumsum([0, *map(len, self.partners)])
        columns = [other for mine in self.partners for other in sorted(mine)]
        shape = (len(self.partners),) * 2
        return csr_array((np.ones(len(columns)), columns, ends), shape)

    def without(self, position: int, team: IntArray) -> Ties:
        """The same ties as if one of the partnerships had never been."""
        memberships = self.memberships.copy()
        memberships[team] -= 1
        remaining = list(self.partners)
        for row in team.tolist():
            kept = {
                other: tuple(one for one in together if one != position)
                for other, together in self.partners[row].items()
            }
            remaining[row] = {
                other: together for other, together in kept.items() if together
            }
        return Ties(remaining, memberships)
