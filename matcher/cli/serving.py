"""The command `serve`: takes a port for the web pages and opens a browser on them."""

from __future__ import annotations

import errno
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from typing import Annotated

import typer

from matcher.cli.asked import Asked, takes
from matcher.cli.conditions import learn, notes
from matcher.cli.options import MODEL, REGISTRY
from matcher.errors import MatcherError
from matcher.registry.package.reading import load_registry

_ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}

Host = Annotated[
    str, typer.Option(help="Address to listen at; 0.0.0.0 lets others in.")
]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="Port to listen at; 0 takes a free one.")
]
OpenBrowser = Annotated[bool, typer.Option("--open", help="Open a browser on it.")]

MOST_BYTES = 1 << 15
"""Of a first line and headers: Python keeps the last 128 addresses that it split."""

serving = typer.Typer()


@serving.command()
@takes(MODEL, REGISTRY)
def serve(
    asked: Asked,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    open_browser: OpenBrowser = False,
) -> None:
    """Serve the web pages from this computer until Ctrl-C."""
    listener, address = listen(host, port)
    with listener:
        import waitress

        from matcher_web import create_app, warm

        # pages read every table sooner or later: better refused now than on a page
        registry = load_registry(asked["registry"], everything=True)
        recommender, conditions = learn(asked, registry)
        pages = create_app({"RECOMMENDER": recommender})
        server = waitress.create_server(
            pages, sockets=[listener], max_request_header_size=MOST_BYTES
        )
        for note in notes(conditions):
            typer.echo(note, err=True)
        typer.echo(f"Open {address} (Ctrl-C stops)")
        sys.stdout.flush()
        if open_browser:
            aside(webbrowser.open, address)
        aside(warm, pages)
        server.run()
    raise KeyboardInterrupt  # the server ends by nothing else, and keeps it to itself


def listen(host: str, port: int) -> tuple[socket.socket, str]:
    """A listening socket, and the address to open in a browser.

    Parameters
    ----------
    host : str
        Address or name of this computer.
    port : int in [0, 65535]
        0 takes any free one.

    Raises
    ------
    MatcherError
        If the port is taken or not allowed, or the host is not this computer.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except PermissionError:
        raise MatcherError(
            f"port {port} is not allowed to you; try `matcher serve --port 8000`"
        ) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = port + 1 if port < 65535 else 8000
            raise MatcherError(
                f"port {port} of {host} is taken; try `matcher serve --port {other}`"
            ) from None
        raise MatcherError(
            f"'{host}' is not an address of this computer ({error.strerror}); "
            "try `matcher serve --host 127.0.0.1`"
        ) from None
    shown = _ANY_ADDRESS.get(host, host)
    if ":" in shown:
        shown = f"[{shown}]"
    return listener, f"http://{shown}:{listener.getsockname()[1]}/"


def aside(work: Callable[..., object], subject: object) -> None:
    """Do some work beside the server, without waiting for it."""
    threading.Thread(target=work, args=(subject,), daemon=True).start()
