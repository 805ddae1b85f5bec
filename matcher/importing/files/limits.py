"""How much of a file is read, and why no more.

In: nothing. Out: the limits, each named in the error of who passes it.
"""

from __future__ import annotations

MOST_BYTES = 100_000_000
"""Of a file. A list of 100,000 organisations with thirty columns has some 30 MB."""

MOST_UNPACKED = 500_000_000
"""Bytes of the parts of a workbook, unpacked; counted as they are read, since what the
file says of itself may be wrong. The XML of a workbook is ten times its file."""

MOST_PARTS = 10_000
"""Parts in a packed workbook. Each sheet has one or two, each picture one."""

MOST_SHEETS = 100
"""Of a file. Nobody keeps more lists in one; the rest are told and left out."""

MOST_ROWS = 500_000
"""With anything in them, of a file. There are some thousand clusters in the world, and
some hundred thousand memberships."""

MOST_COLUMNS = 1_000
"""Of a sheet. Exports of other systems have fewer than a hundred, and a survey with one
for each answer some hundred. Cells beyond are told and left out."""

MOST_CELLS = 5_000_000
"""Of a file, of each row as far as its last one with anything in it: 100,000 rows with
fifty each, some 500 MB."""

MOST_DEPTH = 200
"""Of elements or tables within one another. Spreadsheet programs nest them ten deep."""

MOST_LETTERS = 32_767
"""Of a cell: no spreadsheet holds more. A longer one is told and left out."""

MOST_REMARKS = 200
"""Of one kind on one sheet that are told each by its place; of others only how many."""

MOST_MERGED = 10_000
"""Merged cells of a sheet that are told; headers have a few."""
