"""Conditional requests: what a browser already holds is not worked out again.

In: the application. Out: an ETag on every page and twin, and 304 before any work where
the browser sends it back. Every good answer is a function of its address, the
snapshot, the contact and the code with its data; so is its ETag, which nothing has to
be drawn for.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app, request

import matcher
from matcher_web.snapshot import current
from matcher_web.twins import UNKEPT


def install(app: Flask) -> None:
    """Let browsers ask whether what they hold is still so, and answer at once."""
    code = _code() + app.config["CONTACT"].encode()

    def answer_at_once() -> Response | None:
        # A wildcard has to wait until it is known whether the address is good.
        held = request.if_none_match.as_set(include_weak=True)
        if not held or not _has_state() or _tag(code) not in held:
            return None
        return _marked(Response(status=304), code)

    def mark(response: Response) -> Response:
        if _is_unkept():
            response.cache_control.no_store = True
        if response.status_code == 200 and _has_state():
            if request.if_none_match.star_tag:
                held = Response(status=304)
                held.vary.update(response.vary)
                response = held
            return _marked(response, code)
        return response

    app.before_request(answer_at_once)
    app.after_request(mark)


def _has_state() -> bool:
    """Whether the address is a page or a twin; static files have their own ETag."""
    reading = request.method in ("GET", "HEAD")
    return reading and request.endpoint not in (None, "static") and not _is_unkept()


def _is_unkept() -> bool:
    """Whether the answer is of one moment alone."""
    return request.endpoint in current_app.extensions.get(UNKEPT, ())


def _tag(code: bytes) -> str:
    known = hashlib.sha256(code + current().digest.encode())
    known.update(request.base_url.encode() + b"?" + request.query_string)
    return known.hexdigest()[:32]


def _marked(response: Response, code: bytes) -> Response:
    """The answer to keep, and to ask about before it is shown again."""
    # Weak: a proxy may compress what goes out.
    response.set_etag(_tag(code), weak=True)
    response.cache_control.no_cache = True
    return response


@cache
def _code() -> bytes:
    """A digest of all files of the product, templates and pictures too, read once."""
    known = hashlib.sha256()
    for package in (matcher.__file__, __file__):
        folder = Path(str(package)).parent
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                known.update(str(path.relative_to(folder)).encode())
                known.update(path.read_bytes())
    return known.digest()
