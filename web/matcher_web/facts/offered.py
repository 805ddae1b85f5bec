"""Names to choose from, drawn once: who is offered where a name is typed.

In: a snapshot. Out: options of a list, as HTML.
"""

from __future__ import annotations

from typing import Any

from flask import current_app

from matcher_web.snapshot import Snapshot, derived


@derived
def offered(snapshot: Snapshot) -> dict[str, str]:
    """Every cluster by its names, and all that a consortium can start from."""
    draw: Any = current_app.jinja_env.get_template("_offered.html").module
    registry = snapshot.registry
    return {"clusters": draw.clusters(registry), "starts": draw.starts(registry)}
