"""Progress bars on standard error, for long work at a terminal; nothing elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

if TYPE_CHECKING:
    from matcher.pairs.progress import Stage


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar while something lasts.

    Yields
    ------
    callable
        To be told how much is done, and of how much.
    """
    columns = Progress.get_default_columns()
    with _bar(*columns, description=what, total=None) as update:
        yield lambda done, total: update(completed=done, total=total)


@contextmanager
def watch(stage: Stage) -> Iterator[Callable[[int], None]]:
    """A bar while a stage of work on pairs lasts.

    Yields
    ------
    callable
        To be told the units of each piece that is done.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[parts]}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
    )
    n_done, n_units, begun = stage.n_pieces_before, 0, time.monotonic()

    def told() -> dict[str, str]:
        rate = n_units / max(time.monotonic() - begun, 1e-9)
        return {
            "parts": f"{n_done:,}/{stage.n_pieces:,} parts",
            "rate": f"{rate:,.0f} {stage.unit}/s" if n_units else "",
        }

    def tell(n_more: int) -> None:
        nonlocal n_done, n_units
        n_done += 1
        n_units += n_more
        update(advance=n_more, **told())

    before = {"total": stage.n_units, "completed": stage.n_units_before}
    with _bar(*columns, description=stage.what, **before, **told()) as update:
        yield tell


@contextmanager
def _bar(*columns: str | ProgressColumn, **task: Any) -> Iterator[Callable[..., None]]:
    console = Console(stderr=True)
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        yield partial(bar.update, bar.add_task(**task))
