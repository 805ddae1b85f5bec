"""Compression: what browsers can unpack is sent small.

In: the application. Out: text is sent as gzip to who takes it: a page of 400 kB is 47.
Nothing secret stands on any page, so that its length tells nobody anything.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

LEAST = 500
"""Bytes that are worth it: less fits in one packet as it is."""

LEVEL = 4
"""5 ms for 400 kB; the next ones take longer and gain three parts in a hundred."""

_WITHOUT = (206, 304)  # a part of a file, and what is held already

_TEXT = ("text/", "application/json", "application/javascript", "image/svg+xml")


def install(app: Flask) -> None:
    """Send text small to who takes it so."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    is_text = (response.mimetype or "").startswith(_TEXT)
    if not is_text or response.status_code in _WITHOUT:
        return response
    if request.accept_encodings["gzip"] <= 0:
        return response
    response.direct_passthrough = False  # a file is read, then, and not only passed on
    whole = response.get_data()
    if len(whole) < LEAST:
        return response
    # Without a time of its own: the same page is the same bytes.
    response.set_data(gzip.compress(whole, LEVEL, mtime=0))
    response.content_encoding = "gzip"
    response.headers.pop("Accept-Ranges", None)
    tag, _ = response.get_etag()
    if tag:  # the same page, in other bytes
        response.set_etag(tag, weak=True)
    return response
