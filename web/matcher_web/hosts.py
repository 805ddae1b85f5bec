"""Hosts: under which names the site is answered, and where proxies put it.

In: the application, and what it is told of its names, its proxies and its prefix. Out:
the same, behind a gate that nothing passes which was sent to another name: a stranger's
page may point its own name at this computer, and would read what is private here.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Iterable
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
_PREFIX = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*", re.ASCII)

# Drawn without templates: a host that is not served has no address to link to.
_BARE_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    "<title>Error: {0}</title></head><body><main><h1>{0}</h1><p>{1}</p></main>"
    "</body></html>"
)
_OTHER_HOST = (
    "This host is not served here",
    "Open the site by the address you were given. Whoever runs it gives further names "
    "by --trusted-host or TRUSTED_HOSTS.",
)
_OTHER_PLACE = (
    "The site cannot stand here",
    "A proxy puts it below the name of one of its own pages, and nobody can tell them "
    "apart. Whoever runs it chooses another prefix.",
)


def install(app: Flask) -> None:
    """Answer only under names that are trusted, behind as many proxies as told.

    Comes when all pages are there: a prefix must not be the name of one.

    Raises
    ------
    MatcherError
        If a name or the prefix is none.
    """
    given = app.config["TRUSTED_HOSTS"] or ()
    app.config["TRUSTED_HOSTS"] = None  # the own check of Flask knows no IPv6
    names = frozenset(map(trusted_name, (*LOOPBACK, *given)))
    proxies = app.config["PROXIES"]
    pages = frozenset(_first(rule.rule) for rule in app.url_map.iter_rules())
    prefix = checked_prefix(app.config["PREFIX"], pages)
    gate: WSGIApplication = Gate(app.wsgi_app, names, prefix, proxies > 0, pages)
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


def _first(path: str) -> str:
    """What stands before the second slash of a path."""
    return path.split("/")[1] if path else ""


def checked_prefix(text: str, pages: Collection[str] = ()) -> str:
    """A prefix without a slash at its end; empty for none.

    Parameters
    ----------
    text : str
    pages : collection of str
        What addresses of the site begin with: a proxy may cut a prefix off or not, and
        nobody could tell a page from a prefix of its name.

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
    if prefix and _first(prefix) in pages:
        raise MatcherError(
            f"'{text}' as a prefix cannot be told from the page "
            f"'/{_first(prefix)}'; give another, such as /matcher"
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
    pages : frozenset of str
        As for `checked_prefix`.
    """

    site: WSGIApplication
    names: frozenset[str]
    prefix: str = ""
    is_proxied: bool = False
    pages: frozenset[str] = frozenset()

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        if not self.answers_to(environ.get("HTTP_HOST", "")):
            return _refusal(*_OTHER_HOST)(environ, start_response)
        if self.prefix or self.is_proxied:
            self._put_in_place(environ)
            if _first(environ["SCRIPT_NAME"]) in self.pages - {""}:
                return _refusal(*_OTHER_PLACE)(environ, start_response)
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


def _refusal(heading: str, advice: str) -> Response:
    page = _BARE_PAGE.format(heading, advice)
    return Response(page, 400, HEADERS, mimetype="text/html")
