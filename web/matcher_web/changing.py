"""Forms that change something: taken only where they come from a page of this site.

In: functions marked with `change`, which get the snapshot and what a form holds, and
answer with the address to go on to. Out: their addresses, for POST alone.

A stranger's page may send a form to this computer, but cannot read a page of it: each
form carries a word that only the process knows, and browsers say where it comes from.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from types import ModuleType

from flask import Flask, abort, current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import (
    ClientDisconnected,
    HTTPException,
    RequestEntityTooLarge,
)
from werkzeug.formparser import parse_form_data

from matcher_web.query.reading import Sent
from matcher_web.security import error_page
from matcher_web.snapshot import current
from matcher_web.twins import Page, drawn

WORD = "form"
"""The field that carries the word of the process."""

_CHANGING = "changing"
_MORE = 2
"""So many times more is taken in than is read, for who sends too much reads so."""


@dataclass(frozen=True)
class Posted:
    """What a form holds.

    Parameters
    ----------
    fields : MultiDict
    files : sequence of FileStorage
        Of all its fields, in order; a name is only what a visitor calls it.
    """

    fields: Sent
    files: Sequence[FileStorage]


@dataclass(frozen=True)
class ChangeRule:
    """A function that changes something, and the address of its form.

    Parameters
    ----------
    rule : str
    make : callable
        As for `change`.
    most_bytes, most_fields : int
        What is read of one form.
    """

    rule: str
    make: Callable[..., str | Page]
    most_bytes: int
    most_fields: int

    @property
    def name(self) -> str:
        """What `url_for` calls it."""
        return self.make.__name__

    def answer(self, **path: str) -> ResponseReturnValue:
        """Take the form: go on to another address, or show what is wrong with it."""
        if not is_near(request.remote_addr or ""):
            abort(404)
        own = request.host_url.rstrip("/")
        if not comes_from(own, dict(request.headers)):
            return _refused()
        try:
            _, fields, files = parse_form_data(
                request.environ,
                # in memory, where nobody else looks and nothing stays
                stream_factory=lambda *_, **__: BytesIO(),
                max_form_memory_size=self.most_bytes,
                max_content_length=self.most_bytes,
                silent=False,
                max_form_parts=self.most_fields,
            )
        except (ValueError, ClientDisconnected):
            return error_page(
                400,
                "What was sent ends too early, or does not say where its fields end. "
                "Nothing was changed.",
                ("The form did not come whole", "Go back, and send it again."),
            )
        except RequestEntityTooLarge:
            return error_page(
                413,
                f"A form may hold {self.most_bytes >> 20 or 1:,} MB in "
                f"{self.most_fields:,} fields. Choose fewer or smaller files.",
            )
        if not hmac.compare_digest(fields.get(WORD, "").encode(), form_word().encode()):
            return _refused()
        given = [file for _, file in files.items(multi=True)]
        found = self.make(current(), Posted(fields, given), **path)
        return redirect(found, 303) if isinstance(found, str) else drawn(found)


def change(
    rule: str, most_bytes: int, most_fields: int
) -> Callable[[Callable[..., str | Page]], ChangeRule]:
    """Make a function what happens to a form that is posted to an address.

    Parameters
    ----------
    rule : str
        The address, mostly that of the page with the form; what it holds in <> goes to
        the function by name, after the snapshot and the form.
    most_bytes, most_fields : int
        More is refused.

    Notes
    -----
    The function answers with the address that the browser opens next, which is asked
    for anew where somebody loads it again; or, where the form is wrong, with its page
    and the faults. The form carries ``form_word()`` in a hidden field of that name.
    """
    return lambda make: ChangeRule(rule, make, most_bytes, most_fields)


def changes_of(views: ModuleType) -> list[ChangeRule]:
    """The changes that a module makes, in its order."""
    return [one for one in vars(views).values() if isinstance(one, ChangeRule)]


@dataclass
class _Changing:
    """What a process knows of its forms."""

    secret: bytes = field(default_factory=partial(secrets.token_bytes, 32))
    rules: dict[str, ChangeRule] = field(default_factory=dict)


def add_changes(app: Flask, changes: Iterable[ChangeRule]) -> None:
    """Take forms at the addresses of all these changes."""
    for one in changes:
        _of(app).rules[one.name] = one
        app.add_url_rule(one.rule, one.name, one.answer, methods=["POST"])
    app.jinja_env.globals["form_word"] = form_word


def _of(app: Flask) -> _Changing:
    found: _Changing = app.extensions.setdefault(_CHANGING, _Changing())
    return found


def form_word() -> str:
    """What the forms of the page that is answered carry: of this process, and of it."""
    return hmac.digest(_of(current_app).secret, request.path.encode(), "sha256").hex()


def most_body(app: Flask, path: str, headers: Mapping[str, str], usual: int) -> int:
    """Bytes of a body that the server takes in; strangers may not send more than usual.

    Parameters
    ----------
    app : Flask
    path : str
        Without what proxies put before it: there are none before a change.
    headers : mapping of str to str
        By the names that WSGI has for them, without ``HTTP_``.
    usual : int
        For all that is no change.
    """
    named = {name.replace("_", "-").title(): text for name, text in headers.items()}
    if not comes_from(f"http://{named.get('Host', '')}", named):
        return usual
    try:
        name, _ = app.url_map.bind("localhost").match(path, "POST")
    except HTTPException:
        return usual
    rule = _of(app).rules.get(name)
    return max(usual, _MORE * rule.most_bytes) if rule else usual


def comes_from(own: str, headers: Mapping[str, str]) -> bool:
    """Whether a request was made by a page of this site, as far as a browser says."""
    said = headers.get("Origin", own), headers.get("Sec-Fetch-Site", "same-origin")
    return said == (own, "same-origin")


def is_near(address: str) -> bool:
    """Whether an address is one of this computer for itself."""
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return address == "localhost"


def _refused() -> ResponseReturnValue:
    return error_page(
        403,
        "It came from another site, or from a page that was opened before this one was "
        "started. Nothing was changed.",
    )
