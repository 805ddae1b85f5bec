"""Turns what goes wrong on purpose, or from outside, into one message and a code.

====  =====================================================
code  when
====  =====================================================
0     done
1     a fault in what was given: data, names, codes, files
2     wrong usage: an option or argument that does not exist
129   the terminal was closed
130   stopped by Ctrl-C
141   who read the output went away, as in ``| head``
143   stopped by who started it, as `kill` and containers do
====  =====================================================
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from textwrap import TextWrapper
from typing import Any, NoReturn, cast

import typer
from typer.core import TyperGroup

from matcher.errors import MatcherError, OutputError

FROM_OUTSIDE = ("SIGTERM", "SIGHUP")
"""What ends a process and would leave its temporary files; not on every system."""


_UsageError: Any = typer.BadParameter.__base__  # typer brings its own click

_USUAL_WIDTH = 80

MOST_COLUMNS = 10_000
"""Wider than any terminal, and than anything that is drawn."""


class Commands(TyperGroup):
    """All commands, run so that no error of ours ends in a traceback."""

    def make_context(self, *args: Any, **more: Any) -> Any:
        """Read what was typed; help is printed here."""
        with _told():
            if sys.stdout is None:
                _refuse_closed(
                    lambda: super(Commands, self).make_context(*args, **more)
                )
            return super().make_context(*args, **more)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        # Small products are done before other threads have woken up, and on a busy
        # machine those would be waited for. Numpy asks when a command imports it.
        for library in ("OPENBLAS", "MKL", "BLIS"):
            os.environ.setdefault(f"{library}_NUM_THREADS", "1")
        typed = [*ctx._protected_args, *ctx.args]
        with _told(as_json="--json" in typed):
            return super().invoke(ctx)


@contextmanager
def _told(as_json: bool = False) -> Iterator[None]:
    """End with a message and a code, whatever goes wrong.

    A program that asked for JSON is told what is wrong with its question as one object
    too, on standard output.
    """
    with _stoppable() as stopped:
        try:
            _fill_in_streams()
            _forget_odd_sizes()
            try:
                yield
            finally:
                if sys.stdout:
                    sys.stdout.flush()
        except _UsageError as error:  # told in words, and with code 2, by typer
            if as_json:
                _tell_programs("UsageError", error.format_message())
            raise
        except MatcherError as error:
            if as_json and not isinstance(error, OutputError):
                conflict = getattr(error, "conflict", None)
                more = {"conflict": conflict.to_dict()} if conflict else {}
                _tell_programs(type(error).__name__, str(error), **more)
            _end(f"Error: {error}", 1)
        except KeyboardInterrupt as stop:
            _end(f"Stopped. {stop}".rstrip(), 128 + (stopped or [signal.SIGINT])[0])
        except MemoryError:
            _end("Error: this takes more memory than there is; ask for less", 1)
        except OSError as error:
            # Standard output: its reader went away, or its disk is full. Python
            # flushes at exit, which would complain once more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(error, BrokenPipeError):
                raise typer.Exit(141) from None
            where = error.filename or "standard output"
            _end(f"Error: {where}: {error.strerror or error}", 1)


def _tell_programs(kind: str, message: str, **more: Any) -> None:
    """What is wrong, by the name of the error; of rules that conflict, which do."""
    told = {"error": {"kind": kind, "message": message, **more}}
    with suppress(OSError):  # the message tells it as well
        typer.echo(json.dumps(told, indent=2))


def _end(message: str, code: int) -> None:
    with suppress(OSError):  # nobody may be there to read it
        say(message, err=True)
    raise typer.Exit(code) from None


def say(message: str, *, err: bool = False) -> None:
    """Print sentences; at a terminal no word is broken, as an id to copy.

    Parameters
    ----------
    message : str
        A line of its own each, which goes on indented where the terminal is narrower.
    err : bool
        Whether on standard error.
    """
    stream = sys.stderr if err else sys.stdout
    if stream and stream.isatty():
        typed = os.environ.get("COLUMNS", "")
        width = int(typed) if typed.isdecimal() else _columns(stream.fileno())
        told = TextWrapper(
            width or _USUAL_WIDTH,
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        message = "\n".join(told.fill(line) for line in message.splitlines())
    typer.echo(message, err=err)


def _columns(number: int) -> int:
    with suppress(OSError):
        return os.get_terminal_size(number).columns
    return 0


@contextmanager
def _stoppable() -> Iterator[list[int]]:
    """Let what ends a process from outside end it as Ctrl-C does, once.

    The first process of a container ignores what it has not asked for.

    Yields
    ------
    list of int
        The signal that came, if any did.
    """
    came = list[int]()

    def stop(number: int, frame: object) -> None:
        signal.signal(number, signal.SIG_IGN)
        came.append(number)
        raise KeyboardInterrupt

    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in (getattr(signal, name, None) for name in FROM_OUTSIDE):
            if number and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, stop)
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _fill_in_streams() -> None:
    """See that no file takes the place of a closed stream."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows '?' instead of failing.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _forget_odd_sizes() -> None:
    """Take a size of the terminal that none can have as not set.

    All that is drawn in no column at all would be empty.
    """
    for name in ("COLUMNS", "LINES"):
        told = os.environ.get(name, "")
        of_figures = told.isascii() and told.isdecimal() and len(told) < 9
        if not (of_figures and 1 <= int(told) <= MOST_COLUMNS):
            os.environ.pop(name, None)


def _refuse_closed(read: Callable[[], Any]) -> NoReturn:
    """Refuse a closed standard output; what is typed wrong is told before.

    Raises
    ------
    OutputError
    """
    try:
        context = read()
        while isinstance(context.command, TyperGroup):
            typed = [*context._protected_args, *context.args]
            name, found, left = context.command.resolve_command(context, typed)
            context = cast(Any, found).make_context(name, left, parent=context)
    except Exception as error:
        # After the help or the version, that nobody saw; typer brings its own click.
        if type(error).__name__ not in ("Exit", "NoArgsIsHelpError"):
            raise
    raise OutputError(
        "standard output is closed; send it to a file, or to "
        f"{os.devnull} where it is not wanted"
    )
