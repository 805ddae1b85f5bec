"""What everything drawn for a terminal is made of: tables and numbers.

A table is drawn where the longest word of each column has its place: no id is ever cut
or broken. On a narrower terminal its rows become stacks of lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import (
    Console,
    ConsoleOptions,
    Group,
    RenderableType,
    RenderResult,
)
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

NARROWEST = 16
"""A column of sentences with less place than this cannot be read."""

WIDE_ENOUGH = 72
"""From so many columns on, a table with its longest names aside reads better."""

_INDENT = "   "


def as_text(*drawn: RenderableType, command: str = "") -> str:
    """What a terminal shows, as wide and as colourful as standard output is.

    All fits the width but for single words and what is to be left `whole`, as a command
    to copy, which stands last.
    """
    console = Console(highlight=False, markup=False)
    with console.capture() as captured:
        for one in drawn:
            console.print(one, crop=False)
        if command:
            console.print(whole(command), crop=False)
    return captured.get().rstrip("\n")


def whole(text: str) -> RenderableType:
    """A line that is left whole at any width, as what is to be copied."""
    return Group(
        Text(text, no_wrap=True, overflow="ignore")
    )  # alone it would be joined


class Fitting(Table):
    """A table where each word has its place; else a stack of lines for each row.

    On a wide terminal words of the column `spills` that are too long for a table stand
    on lines of their own below their rows.
    """

    spills: int | None = None

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """Draw one or the other, as wide as there is place."""
        found = [self._needed(console, options, column) for column in self.columns]
        widest = super().__rich_measure__(console, options.update(max_width=10_000))
        between = widest.maximum - sum(most for _, most in found)
        spare = options.max_width - between - sum(least for least, _ in found)
        room = spare + (found[self.spills][0] if self.spills else 0)
        if spare < 0 and room >= NARROWEST and options.max_width >= WIDE_ENOUGH:
            widths = [least for least, _ in found]
            yield from self._spilling(console, options, widths, room)
            return
        if spare < 0:
            yield from self._stack(console, options)
            return
        pairs = zip(self.columns, found, strict=True)
        in_order = sorted(pairs, key=lambda pair: pair[1][1] - pair[1][0])
        for n_done, (column, (least, most)) in enumerate(in_order):
            given = min(most - least, spare // (len(in_order) - n_done))
            column.width, spare = least + given, spare - given
        yield from super().__rich_console__(console, options)

    def _needed(
        self, console: Console, options: ConsoleOptions, column: Column
    ) -> tuple[int, int]:
        """The least and the most place that a column can use."""
        if column.width is not None:
            return column.width, column.width
        wide = options.update(max_width=10_000)
        cells = [Text(str(column.header)), *column.cells]
        sizes = [Measurement.get(console, wide, cell) for cell in cells]
        most = max(size.maximum for size in sizes)
        if column.no_wrap:
            return most, most
        least = max(size.minimum for size in sizes)
        return max(least, min(most, NARROWEST) if column.ratio else 0), most

    def _spilling(
        self, console: Console, options: ConsoleOptions, widths: list[int], room: int
    ) -> Iterator[RenderableType]:
        """Row by row, with what is too long for the column below its row."""
        spills = self.spills or 0
        widths[spills] = room
        rows = zip(*(column.cells for column in self.columns), strict=True)
        for number, cells in enumerate(rows):
            lines = _lines_of(console, options, cells[spills])
            part = empty_table()
            part.show_header = not number
            for column, width in zip(self.columns, widths, strict=True):
                part.add_column(column.header, justify=column.justify, width=width)
            short = Text("\n").join(line for line in lines if _longest(line) <= room)
            part.add_row(*cells[:spills], short, *cells[spills + 1 :])
            if number and self.leading:
                yield Text()
            yield part
            for line in lines:
                if _longest(line) > room:
                    yield from _whole_words(console, line, _INDENT, options.max_width)

    def _stack(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Each row: what it is about, then the other cells under their names."""
        names = [str(column.header) for column in self.columns]
        about = 1 if names[0] == "#" else 0
        rows = zip(*(column.cells for column in self.columns), strict=True)
        for number, cells in enumerate(rows):
            if number and self.leading:
                yield Text()
            indent = f"{cells[0]}  " if about else ""
            for name, cell in zip(names[about:], cells[about:], strict=True):
                lines = _lines_of(console, options, cell) if cell else []
                if lines and indent == _INDENT and name.strip("-+0 "):
                    lines[0] = Text(f"{name}: ", "dim").append_text(lines[0])
                for line in lines:
                    yield from _whole_words(console, line, indent, options.max_width)
                    indent = _INDENT


def _lines_of(
    console: Console, options: ConsoleOptions, cell: RenderableType
) -> list[Text]:
    """The lines of a cell as they were written."""
    if isinstance(cell, str | Text):
        text = Text(cell) if isinstance(cell, str) else cell
        return [*text.split(allow_blank=True)]
    drawn = console.render_lines(cell, options, pad=False)
    return [Text("".join(part.text for part in line).rstrip()) for line in drawn]


def _longest(line: Text) -> int:
    return max(map(len, line.plain.split()), default=0)


def _whole_words(
    console: Console, line: Text, indent: str, width: int
) -> Iterator[Text]:
    """A line in as many as it takes; a word is longer than the width, not broken."""
    fits = max(width - len(indent), _longest(line))
    for piece in line.wrap(console, fits):
        piece.rstrip()
        whole = Text(indent).append_text(piece)
        whole.no_wrap, whole.overflow = True, "ignore"
        yield whole


def empty_table(leading: int = 0) -> Fitting:
    """A table without columns yet, in the style of all; lines between rows if told."""
    return Fitting(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        collapse_padding=True,
        leading=leading,
    )


def records_table(records: Sequence[Mapping[str, Any]]) -> Table:
    """Plain records, one a row, under the words of their keys."""
    table = plain_table(*(name.replace("_", " ") for name in records[0]))
    for record in records:
        table.add_row(*map(number_text, record.values()))
    for column, value in zip(table.columns, records[0].values(), strict=True):
        column.justify = "left" if isinstance(value, str) else "right"
    return table


def plain_table(*columns: str, n_left: int = 1) -> Table:
    """An empty table whose numbers stand to the right, the first columns aside."""
    table = empty_table()
    for position, column in enumerate(columns):
        table.add_column(column, justify="left" if position < n_left else "right")
    return table


def number_text(value: object) -> str:
    """A number as people read it: thousands apart, or four decimals."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if not isinstance(value, float):
        return str(value)
    if math.isnan(value):
        return "-"
    if value.is_integer() and abs(value) >= 10:
        return f"{value:,.0f}"
    return f"{value:.4f}"
