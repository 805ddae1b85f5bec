"""What everything drawn for a terminal is made of: tables and numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table


def as_text(*drawn: RenderableType) -> str:
    """What a terminal shows, as wide and as colourful as standard output is.

    Tables fit the width; a line of text is left whole, fit to be copied.
    """
    console = Console(highlight=False, markup=False)
    with console.capture() as captured:
        for one in drawn:
            console.print(one, soft_wrap=isinstance(one, str))
    return captured.get().rstrip("\n")


def empty_table(leading: int = 0) -> Table:
    """A table without columns yet, in the style of all; lines between rows if told."""
    return Table(
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
