"""Turns what goes wrong on purpose into one message and an exit code.

====  =====================================================
code  when
====  =====================================================
0     done
1     a fault in what was given: data, names, codes, files
2     wrong usage: an option or argument that does not exist
130   stopped by Ctrl-C
141   who read the output went away, as in ``| head``
====  =====================================================
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Any

import typer
from typer.core import TyperGroup

from matcher.errors import MatcherError


class Commands(TyperGroup):
    """All commands, run so that no error of ours ends in a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        for stream in (sys.stdout, sys.stderr):
            # A terminal that lacks a letter shows '?' instead of failing.
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        # Small products are done before other threads have woken up, and on a busy
        # machine those would be waited for. Numpy asks when a command imports it.
        for library in ("OPENBLAS", "MKL", "BLIS"):
            os.environ.setdefault(f"{library}_NUM_THREADS", "1")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except MatcherError as error:
            typer.echo(f"Error: {error}", err=True)
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            typer.echo("Stopped.", err=True)
            raise typer.Exit(130) from None
        except OSError as error:
            # Standard output: its reader went away, or its disk is full. Python
            # flushes at exit, which would complain once more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(error, BrokenPipeError):
                raise typer.Exit(141) from None
            typer.echo(f"Error: {error}", err=True)
            raise typer.Exit(1) from None
        return result
