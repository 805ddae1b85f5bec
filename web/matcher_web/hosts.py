"""Hosts: under which names the site is answered, and where proxies put it.

In: the application, and what it is told of its names, its proxies and its prefix. Out:
the same, behind a gate that nothing passes which was sent to another name: a stranger's
page may point its own name at this computer, and would read what is private here.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from matcher import MatcherError
from matcher_web.security import HEADERS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""What a computer calls itself; always answered, since no other can be called so."""

_LABEL = "[a-z0-9_-]{1,63}"
_NAME = rf"{_LABEL}(?:\.{_LABEL})*"
_HOST = re.compile(rf"({_NAME}|\[[0-9a-f:.]+\])\.?(?::[0-9]{{1,5}})?", re.ASCII)
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*", re.ASCII)

# Drawn without templates: a host that is not served has no address to link to.
_BARE_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    "<title>Error: this host is not served here</title></head><body><main>"
    "<h1>This host is not served here</h1>"
    "<p>Open the site by the address you were given. Whoever runs it gives further "
    "names by --trusted-host or TRUSTED_HOSTS.</p></main></body></html>"
)


def install(app: Flask) -> None:
    """Answer only under names that are trusted, behind as many proxies as told.

    Raises
    ------
    MatcherError
        If a name or the prefix is none.
    """
    given = app.config["TRUSTED_HOSTS"] or ()
    app.config["TRUSTED_HOSTS"] = None  # the own check of Flask knows no IPv6
    names = frozenset(map(trusted_name, (*LOOPBACK, *given)))
    proxies = app.config["PROXIES"]
    prefix = checked_prefix(app.config["PREFIX"])
    gate: WSGIApplication = Gate(app.wsgi_app, names, prefix, proxies > 0)
    if proxies:
        n = dict.fromkeys(("x_for", "x_proto", "x_host", "x_prefix"), proxies)
        gate = ProxyFix(gate, **n)
    app.wsgi_app = gate  # type: ignore[assignment,method-assign]


def trusted_name(text: str) -> str:
    """A name as the headers of requests have it: small, ASCII, addresses in brackets.

    Parameters
    ----------
    text : str
        A name or an address without a port; a dot in front stands for all names below.

    Raises
    ------
    MatcherError
    """
    plain = text.strip().lower().strip("[]")
    try:
        if ":" in plain:
            return f"[{ipaddress.IPv6Address(plain.partition('%')[0]).compressed}]"
        below, name = plain[:1] == ".", plain.removeprefix(".").removesuffix(".")
        name = name.encode("idna").decode("ascii")
    except ValueError:
        name = ""
    if not re.fullmatch(_NAME, name, re.ASCII):
        raise MatcherError(
            f"'{text}' is no name of a host; give a name or an address alone, such as "
            "partners.example.org, or .example.org for all names below it"
        )
    return f".{name}" if below else name


def checked_prefix(text: str) -> str:
    """A prefix without a slash at its end; empty for none.

    Raises
    ------
    MatcherError
    """
    prefix = text.rstrip("/")
    if not _PREFIX.fullmatch(prefix):
        raise MatcherError(
            f"'{text}' is no prefix of addresses; give one that begins with a slash, "
            "such as /matcher, of letters, digits and . _ ~ -"
        )
    return prefix


@dataclass(frozen=True)
class Gate:
    """Lets requests to trusted names in, and puts the site where its proxies have it.

    Parameters
    ----------
    site : WSGI application
    names : frozenset of str
        As from `trusted_name`.
    prefix : str
        What stands before all addresses; a proxy may cut it off or not. Where it is
        empty, that of proxies who are believed.
    is_proxied : bool
        Whether any are.
    """

    site: WSGIApplication
    names: frozenset[str]
    prefix: str = ""
    is_proxied: bool = False

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        if not self.answers_to(environ.get("HTTP_HOST", "")):
            refusal = Response(_BARE_PAGE, 400, HEADERS, mimetype="text/html")
            return refusal(environ, start_response)
        if self.prefix or self.is_proxied:
            self._put_in_place(environ)
        return self.site(environ, start_response)

    def answers_to(self, host: str) -> bool:
        """Whether a ``Host`` header names this site; any port does."""
        found = _HOST.fullmatch(host.lower())
        if not found:
            return False
        name = found[1]
        above = (name[at:] for at, letter in enumerate(name) if letter == ".")
        return name in self.names or not self.names.isdisjoint(above)

    def _put_in_place(self, environ: WSGIEnvironment) -> None:
        prefix = self.prefix or environ.get("SCRIPT_NAME", "").rstrip("/")
        if not _PREFIX.fullmatch(prefix):  # links would lead to somebody else
            prefix = ""
        environ["SCRIPT_NAME"] = prefix
        path = environ.get("PATH_INFO", "")
        if f"{path}/".startswith(f"{prefix}/"):
            environ["PATH_INFO"] = path[len(prefix) :] or "/"
