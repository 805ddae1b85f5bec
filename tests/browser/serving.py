"""The real application on a free port, and the Chromium that opens it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from matcher_web import create_app

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find_chromium() -> str | None:
    """Where Chromium is; None leaves it to playwright, which fails if it has none.

    Best without any windows, which opens a page at half the price.
    """
    names = "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"
    for name in names:
        path = shutil.which(name)
        if path and Path(path).exists():
            return path
    return None


@contextmanager
def serving(app: Flask | None = None) -> Iterator[str]:
    """The address of the application while it is served."""
    sockets: dict[int, object] = {}
    server = create_server(
        app or create_app(), map=sockets, host="127.0.0.1", port=0, threads=2
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # Closed from within the loop, which ends when nothing is left to wait for.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
        thread.join(timeout=5)
        server.task_dispatcher.shutdown()
