"""Health: an address that tells machines whether the site lives, and with which data.

In: the application. Out: `/healthz` in it, which works nothing out.
"""

from __future__ import annotations

from flask import Flask, Response, jsonify

from matcher_web.snapshot import current
from matcher_web.tables import AS_OF


def install(app: Flask) -> None:
    """Answer at `/healthz`."""
    app.add_url_rule("/healthz", "healthz", _healthz)


def _healthz() -> Response:
    registry = current().registry
    told = {"status": "ok", "data_version": registry.digest[:8], AS_OF: registry.as_of}
    return jsonify(told)
