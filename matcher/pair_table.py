"""Writes every pair as a table: blocks of pairs in, CSV or Parquet out.

Columns, in this order and with the same names in both formats:

=========================  =======  ==============================================
column                     Parquet  what it holds
=========================  =======  ==============================================
``left``, ``right``        string   ids of both clusters, ``left < right``
``score``                  double   log-odds
``intercept``              double   the same for every pair
``left_rank``              int32    place of right in left's list, from 1
``right_rank``             int32    place of left in right's list, from 1
``alike``                  double   log-odds from what both sides have
``complementary``          double   log-odds from what one adds to the other
``history``                double   log-odds from past partnerships
``contribution_<signal>``  double   one for each signal; 0 where not recorded
=========================  =======  ==============================================

``score`` is ``intercept`` plus all contributions. Rows stand in order of
``(left, right)``. Numbers in CSV are written so that they read back exactly.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import numpy as np
import numpy.typing as npt

from matcher.errors import OutputError
from matcher.output import check_free, replacing

if TYPE_CHECKING:
    from matcher.allpairs import PairBlock

AnyArray = npt.NDArray[Any]

FORMATS = (".csv", ".parquet")
"""Endings of file names that say the format."""

_N_ROWS_IN_GROUP = 1 << 17  # Parquet readers skip whole groups: neither tiny nor huge


def check_target(path: Path, *, force: bool = False) -> None:
    """Refuse a file that could not be written, before any work.

    Raises
    ------
    OutputError
        If the ending says no known format, the format needs a library that is not
        there, its folder is missing, or something stands there already: a file may be
        replaced with `force`, nothing else.
    """
    if path.suffix.lower() not in FORMATS:
        raise OutputError(f"{path}: the name must end in {' or '.join(FORMATS)}")
    if path.suffix.lower() == ".parquet":
        _import_pyarrow()
    if path.exists() and not path.is_file():
        raise OutputError(f"{path}: is not a file; give the name of one")
    check_free(path, force=force)


class PairTable:
    """Every pair, or those worth keeping, ready to be written.

    Parameters
    ----------
    blocks : iterable of PairBlock
        In row order; taken once, one at a time.
    cluster_ids : sequence of str
        Id of each row.
    signals : sequence of str
        Name of each column of a block's contributions.
    min_score : float, optional
        Keep pairs with this score or a higher one.
    top : int, optional
        Keep pairs where either side stands among the other's best so many.
    """

    def __init__(
        self,
        blocks: Iterable[PairBlock],
        cluster_ids: Sequence[str],
        signals: Sequence[str],
        *,
        min_score: float | None = None,
        top: int | None = None,
    ) -> None:
        self.blocks = blocks
        self.cluster_ids = np.array(cluster_ids, dtype=object)
        self.signals = tuple(signals)
        self.min_score = min_score
        self.top = top

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, as in the module's table."""
        contributions = [f"contribution_{signal}" for signal in self.signals]
        parts = ["alike", "complementary", "history"]
        ranks = ["left_rank", "right_rank"]
        return ("left", "right", "score", "intercept", *ranks, *parts, *contributions)

    def write(self, path: str | Path, *, force: bool = False) -> int:
        """Write to a file, whole or not at all.

        Parameters
        ----------
        path : str or Path
            Ends in ``.csv`` or ``.parquet``.
        force : bool
            Replace a file that stands there.

        Returns
        -------
        int
            How many pairs were written.

        Raises
        ------
        OutputError
            As from `check_target`, or if it cannot be written. What stood there
            before stays as it was.
        """
        path = Path(path)
        check_target(path, force=force)
        with replacing(path) as temporary:
            if path.suffix.lower() == ".parquet":
                return self._write_parquet(temporary)
            with temporary.open("w", encoding="utf-8", newline="") as stream:
                return self.write_csv(stream)

    def write_csv(self, stream: TextIO) -> int:
        """Write as CSV to an open stream.

        Returns
        -------
        int
            How many pairs were written.
        """
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(self.columns)
        n_pairs = 0
        for columns in self._kept():
            # Lists hold Python floats, and the writer spells those with repr.
            writer.writerows(zip(*(c.tolist() for c in columns), strict=True))
            n_pairs += len(columns[0])
        return n_pairs

    def _write_parquet(self, path: Path) -> int:
        pyarrow, parquet = _import_pyarrow()
        kinds = {"left": "string", "right": "string"}
        kinds |= {"left_rank": "int32", "right_rank": "int32"}
        schema = pyarrow.schema(
            [(name, kinds.get(name, "float64")) for name in self.columns]
        )
        n_pairs = 0
        with path.open("wb") as stream, parquet.ParquetWriter(stream, schema) as writer:
            for columns in _in_groups(self._kept()):
                group = pyarrow.table(list(columns), schema=schema)
                writer.write_table(group, row_group_size=len(group))
                n_pairs += len(group)
        return n_pairs

    def _kept(self) -> Iterator[tuple[AnyArray, ...]]:
        """The columns of each block, without the pairs that are not wanted."""
        for block in self.blocks:
            keep = np.ones(len(block.left), dtype=bool)
            if self.min_score is not None:
                keep &= block.score >= self.min_score
            if self.top is not None:
                keep &= np.minimum(block.left_rank, block.right_rank) <= self.top
            yield (
                self.cluster_ids[block.left[keep]],
                self.cluster_ids[block.right[keep]],
                block.score[keep],
                np.full(int(keep.sum()), block.intercept),
                block.left_rank[keep],
                block.right_rank[keep],
                block.alike[keep],
                block.complementary[keep],
                block.history[keep],
                *block.contributions[keep].T,
            )


def _in_groups(
    blocks: Iterable[tuple[AnyArray, ...]],
) -> Iterator[tuple[AnyArray, ...]]:
    """The same rows in fewer and larger blocks."""
    waiting: list[tuple[AnyArray, ...]] = []
    n_waiting = 0
    for columns in blocks:
        waiting.append(columns)
        n_waiting += len(columns[0])
        if n_waiting >= _N_ROWS_IN_GROUP:
            yield tuple(map(np.concatenate, zip(*waiting, strict=True)))
            waiting, n_waiting = [], 0
    if n_waiting:
        yield tuple(map(np.concatenate, zip(*waiting, strict=True)))


def _import_pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise OutputError(
            "Parquet needs pyarrow, which is not installed; "
            "install the extra 'tables', or write .csv"
        ) from None
    return pyarrow, pyarrow.parquet
