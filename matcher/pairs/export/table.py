"""What a table of pairs looks like: blocks of pairs in, rows of CSV or Parquet out.

Columns, in this order and with the same names in both formats:

=========================  =======  ==============================================
column                     Parquet  what it holds
=========================  =======  ==============================================
``left``, ``right``        string   ids of both clusters; ``left < right``, or ours
                                    and theirs where two registries meet
``score``                  double   log-odds
``intercept``              double   the same for every pair
``left_rank``              int32    rank of right in left's list, from 1; null
                                    where it is not among those asked for
``right_rank``             int32    rank of left in right's list, likewise
``alike``                  double   log-odds from what both sides have
``complementary``          double   log-odds from what one adds to the other
``history``                double   log-odds from past partnerships
``contribution_<signal>``  double   one for each signal; 0 where not recorded
=========================  =======  ==============================================

``score`` is ``intercept`` plus all contributions. Where scores are not opened, a table
holds ``left``, ``right``, ``score``, ``left_rank`` and ``right_rank`` alone. Rows stand
in order of ``(left, right)``. Numbers in CSV are written so that they read back
exactly, null is empty. Parquet comes in row groups of `ROWS_IN_GROUP`, with the date of
the facts as ``as_of`` in the metadata of its schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from matcher.errors import OutputError
from matcher.files.writing import check_file
from matcher.pairs.blocks import PairBlock
from matcher.pairs.checkpoint import AnyArray

ROWS_IN_GROUP = 1 << 16
"""Readers of Parquet skip whole groups: neither tiny nor huge."""

IDS = ("left", "right")
RANKS = ("left_rank", "right_rank")
OPENED = ("alike", "complementary", "history")

_BYTES_AT_ONCE = 1 << 20


def check_target(path: Path, *, force: bool = False) -> None:
    """Refuse a file that could not be written, before any work.

    Raises
    ------
    OutputError
        If the ending says no known format, the format needs a library that is not
        there, its folder is missing, or something stands there already: a file may be
        replaced with `force`, nothing else.
    """
    form_of(path)
    check_file(path, force=force)


@dataclass(frozen=True)
class PairTable:
    """The columns of a table of pairs.

    Parameters
    ----------
    left_ids, right_ids : sequence of str
        Ids of the rows that blocks speak of.
    signals : sequence of str
        Name of each column of a block's contributions; empty where scores are not
        opened.
    as_of : str
        The date of the facts; empty where not recorded.
    """

    left_ids: Sequence[str]
    right_ids: Sequence[str]
    signals: Sequence[str]
    as_of: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, as in the module's table."""
        if not self.signals:
            return (*IDS, "score", *RANKS)
        contributions = [f"contribution_{signal}" for signal in self.signals]
        return (*IDS, "score", "intercept", *RANKS, *OPENED, *contributions)

    @cached_property
    def _ids(self) -> tuple[AnyArray, AnyArray]:
        return np.array(self.left_ids, object), np.array(self.right_ids, object)

    @cached_property
    def quoted(self) -> PairTable:
        """The same table with its ids as CSV spells them."""
        left_ids, right_ids = (
            [_quoted(text) for text in ids] for ids in (self.left_ids, self.right_ids)
        )
        return replace(self, left_ids=left_ids, right_ids=right_ids)

    def values(self, block: PairBlock) -> list[AnyArray]:
        """The columns of a block; a rank that is missing is 0."""
        left_ids, right_ids = self._ids
        ids = [left_ids[block.left], right_ids[block.right]]
        ranks = [block.left_rank, block.right_rank]
        score = block.score + 0.0  # never -0.0
        if not self.signals:
            return [*ids, score, *ranks]
        start = np.full(len(score), block.intercept)
        opened = map(block.of_kind, OPENED)
        return [*ids, score, start, *ranks, *opened, *block.contributions.T]


def form_of(path: Path) -> Form:
    """The form that the ending of a file name asks for.

    Raises
    ------
    OutputError
        For another ending, or if a library is missing.
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise OutputError(f"{path}: the name must end in {' or '.join(FORMS)}")
    form.check()
    return form


class CSV:
    """Comma-separated values with a line of column names."""

    piece_ending = "csv"

    def check(self) -> None:
        """Nothing can be missing."""

    def head(self, table: PairTable) -> str:
        """The line of column names."""
        return ",".join(table.columns) + "\n"

    def lines(self, table: PairTable, block: PairBlock) -> str:
        """The rows of a block, one a line."""
        spelt = []
        for name, column in zip(table.columns, table.quoted.values(block), strict=True):
            if name in IDS:
                spelt.append(column.tolist())
            else:
                spelt.append(_spelt(column, _rank if name in RANKS else repr))
        return "\n".join([*map(",".join, zip(*spelt, strict=True)), ""])

    def write_piece(
        self, stream: BinaryIO, table: PairTable, blocks: Iterable[PairBlock]
    ) -> None:
        """Write some of the rows."""
        for block in blocks:
            stream.write(self.lines(table, block).encode())

    def put_together(
        self, stream: BinaryIO, table: PairTable, pieces: Iterable[Path]
    ) -> int:
        """Write the whole file from its pieces; how many rows it has."""
        stream.write(self.head(table).encode())
        n_rows = 0
        for path in pieces:
            with path.open("rb") as piece:
                while some := piece.read(_BYTES_AT_ONCE):
                    n_rows += some.count(b"\n")
                    stream.write(some)
        return n_rows


def _spelt(numbers: AnyArray, spell: Callable[[Any], str]) -> list[str]:
    """Numbers as text; those that come again and again are spelt once."""
    distinct, number = np.unique(numbers, return_inverse=True)
    if 2 * len(distinct) > len(numbers):
        return list(map(spell, numbers.tolist()))
    spelt = np.array([*map(spell, distinct.tolist())], object)
    return list(spelt[number])


def _rank(rank: int) -> str:
    return str(rank) if rank else ""


def _quoted(text: str) -> str:
    if any(letter in text for letter in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


class Parquet:
    """Columns for programs; needs pyarrow (the extra ``tables``)."""

    piece_ending = "arrow"

    def check(self) -> None:
        """Whether its library is installed; loading it now would only take memory.

        Raises
        ------
        OutputError
        """
        if find_spec("pyarrow") is None:
            raise OutputError(
                "Parquet needs pyarrow, which is not installed; "
                "install the extra 'tables', or write .csv"
            )

    def _library(self) -> Any:
        import pyarrow.parquet

        return pyarrow

    def schema(self, table: PairTable) -> Any:
        """Names and types of the columns, as in the module's table."""
        kinds = dict.fromkeys(IDS, "string") | dict.fromkeys(RANKS, "int32")
        names = table.columns
        columns = [(name, kinds.get(name, "float64")) for name in names]
        return self._library().schema(columns, metadata={"as_of": table.as_of})

    def write_piece(
        self, stream: BinaryIO, table: PairTable, blocks: Iterable[PairBlock]
    ) -> None:
        """Write some of the rows."""
        pyarrow, schema = self._library(), self.schema(table)
        with pyarrow.ipc.new_file(stream, schema) as writer:
            for block in blocks:
                values = zip(schema, table.values(block), strict=True)
                columns = [
                    pyarrow.array(column, field.type, mask=column == 0)
                    if field.name in RANKS
                    else pyarrow.array(column, field.type)
                    for field, column in values
                ]
                writer.write_batch(pyarrow.record_batch(columns, schema))

    def put_together(
        self, stream: BinaryIO, table: PairTable, pieces: Iterable[Path]
    ) -> int:
        """Write the whole file from its pieces; how many rows it has."""
        pyarrow, schema = self._library(), self.schema(table)
        n_rows = 0
        with pyarrow.parquet.ParquetWriter(stream, schema) as writer:
            for group in self._groups(self._batches(pieces), schema):
                writer.write_table(group, row_group_size=ROWS_IN_GROUP)
                n_rows += len(group)
        return n_rows

    def _batches(self, pieces: Iterable[Path]) -> Iterator[Any]:
        pyarrow = self._library()
        for path in pieces:
            with path.open("rb") as piece:
                found = pyarrow.ipc.open_file(piece)
                for number in range(found.num_record_batches):
                    yield found.get_batch(number)

    def _groups(self, batches: Iterable[Any], schema: Any) -> Iterator[Any]:
        """The same rows, so many at a time wherever batches end."""
        table_of = self._library().Table.from_batches
        waiting = table_of([], schema)
        for batch in batches:
            waiting = table_of([*waiting.to_batches(), batch], schema)
            while len(waiting) >= ROWS_IN_GROUP:
                yield waiting.slice(0, ROWS_IN_GROUP).combine_chunks()
                waiting = waiting.slice(ROWS_IN_GROUP)
        if len(waiting):
            yield waiting.combine_chunks()


Form = CSV | Parquet
"""How rows become a file: pieces first, then one whole."""

FORMS: Mapping[str, Form] = {".csv": CSV(), ".parquet": Parquet()}
"""Endings of file names that say the format."""
