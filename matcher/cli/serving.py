"""The command `serve`: takes a port for the web pages and opens a browser on them."""

from __future__ import annotations

import errno
import re
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import typer

from matcher.cli.errors import say
from matcher.cli.typed.asked import Asked, takes
from matcher.cli.typed.conditions import learn, notes
from matcher.cli.typed.options import MODEL, REGISTRY, flag, option
from matcher.errors import MatcherError
from matcher.registry.package.reading import load_registry
from matcher.registry.package.writing import check_target

_ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}
# Nobody has these; to aim at one tells by which address this computer would speak.
_NOWHERE = (
    (socket.AF_INET, ("192.0.2.1", 9)),
    (socket.AF_INET6, ("2001:db8::1", 9)),
)

LISTENING = [
    option("host", str, "127.0.0.1",
           "Address to listen at; 0.0.0.0 lets others in."),
    option("port", int, 8000, "Port to listen at; 0 takes a free one.",
           min=0, max=65535),
    option("trusted_host", list[str] | None, None,
           "Another name that the pages are opened by; as often as needed.", "NAME"),
    option("proxies", int, 0, "So many proxies in front are believed.", min=0, max=9),
    option("prefix", str, "", "What a proxy puts before all addresses.", "/PATH"),
    option("contact", str, "",
           "E-mail or https address to report mistakes to, shown on every page.",
           "ADDRESS"),
    option("allow_import", Path | None, None,
           "Let pages import lists into this data package, made if it is not there.",
           "FOLDER"),
    option("open", bool, False, "Open a browser on it."),
]  # fmt: skip

serving = typer.Typer()


@serving.command()
@takes(*LISTENING, MODEL, REGISTRY)
def serve(asked: Asked) -> None:
    """Serve the web pages from this computer until Ctrl-C."""
    into, host = asked["allow_import"], asked["host"]
    if into:
        check_import(asked, into)
    listener, address = listen(host, asked["port"])
    with listener:
        from matcher_web import create_app, warm
        from matcher_web.server import Server

        # pages read every table sooner or later: better refused now than on a page
        folder = served_folder(asked["registry"], into)
        registry = load_registry(folder, everything=True)
        recommender, conditions = learn(asked, registry)
        own = names_of(host, listener)
        pages = create_app(
            {
                "RECOMMENDER": recommender,
                "TRUSTED_HOSTS": [*own, *(asked["trusted_host"] or ())],
                "PROXIES": asked["proxies"],
                "PREFIX": asked["prefix"],
                "CONTACT": asked["contact"],
                "IMPORT_INTO": into,
            }
        )
        server = Server(pages, listener)
        for note in notes(conditions):
            say(note, err=True)
        typer.echo(f"Open {address} (Ctrl-C stops)")
        if len(own) > 1:
            say(f"Answers to {', '.join(own)}; to others by --trusted-host.")
        if into:
            say(f"Lists are imported into {into} at {address}registry/import")
        sys.stdout.flush()
        if asked["open"]:
            aside(webbrowser.open, address)
        aside(warm, pages)
        server.run()
    raise KeyboardInterrupt  # the server ends by nothing else, and keeps it to itself


def check_import(asked: Asked, folder: Path) -> None:
    """Refuse to let pages import where others could reach them, or into what is none.

    Raises
    ------
    OutputError
        If nothing can be written there, or something else stands there.
    """
    why = "whoever reaches the pages could change the registry; leave out"
    for name in ("proxies", "prefix", "trusted_host"):
        if asked[name]:
            asked.refuse(f"--allow-import is for this computer alone, since {why} "
                         f"{flag(name)}")  # fmt: skip
    if not is_loopback(asked["host"]):
        asked.refuse(
            f"--allow-import is for this computer alone, since {why} "
            f"--host {asked['host']}, or give 127.0.0.1"
        )
    if asked["model"]:
        asked.refuse(
            "--allow-import learns anew from what is imported; leave out --model"
        )
    if asked["registry"] and _holds_something(folder):
        asked.refuse(
            f"--allow-import {folder} stands there already, so that it is served and "
            "added to; leave out --registry"
        )
    check_target(folder, force=True)


def is_loopback(host: str) -> bool:
    """Whether only this computer reaches an address or name of it."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def served_folder(registry: Path | None, into: Path | None) -> Path | None:
    """The data package that is served: what is imported into, once it is there."""
    return into if into and _holds_something(into) else registry


def _holds_something(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


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
    if not host.strip():  # would be every address
        raise MatcherError(
            "--host is empty; give an address of this computer, or 0.0.0.0 for all"
        )
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
    at = str(listener.getsockname()[0])
    shown = _ANY_ADDRESS.get(at, host)
    if ":" in shown:
        shown = f"[{shown}]"
    return listener, f"http://{shown}:{listener.getsockname()[1]}/"


def names_of(host: str, listener: socket.socket) -> list[str]:
    """What others call this computer, where it listens for them.

    Parameters
    ----------
    host : str
        As it was asked for.
    listener : socket
        Where it listens.

    Returns
    -------
    list of str
        The host alone; for all addresses, the names and addresses of this computer.
    """
    if listener.getsockname()[0] not in _ANY_ADDRESS:
        return [host]
    own = socket.gethostname()
    found = [own] if re.fullmatch(r"[A-Za-z0-9.-]+", own) else []
    with suppress(OSError):
        _, others, addresses = socket.gethostbyname_ex(own)
        found += [*others, *addresses]
    for family, nowhere in _NOWHERE:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as aimed:
            aimed.connect(nowhere)  # sends nothing
            found.append(aimed.getsockname()[0])
    return sorted(set(found), key=found.index)


def aside(work: Callable[..., object], subject: object) -> None:
    """Do some work beside the server, without waiting for it."""
    threading.Thread(target=work, args=(subject,), daemon=True).start()
