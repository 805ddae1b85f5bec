"""Asks a checkout's web application; run in a process of its own by `recording.web`.

In: the folder of the checkout as argument, ``[[method, path], ...]`` as JSON on
standard input. Out: one JSON line for each, with status, headers, the body in base64,
and the status that a browser gets which already holds the answer.
"""

from __future__ import annotations

import base64
import importlib
import json
import sys
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient


def web_package(checkout: Path) -> str:
    """The name that the web application's package has in a checkout."""
    return "matcher_web" if (checkout / "web" / "matcher_web").is_dir() else "web"


def application(checkout: Path, **config: Any) -> Flask:
    """The web application of the checkout that Python finds first."""
    made = importlib.import_module(web_package(checkout)).create_app(config)
    assert isinstance(made, Flask)
    return made


def asked(client: FlaskClient, method: str, path: str) -> dict[str, Any]:
    """The answer of one address, as it came."""
    answer = client.open(path, method=method, buffered=True)
    tag = answer.headers.get("ETag")
    again = None
    if tag:
        held = {"If-None-Match": tag}
        again = client.open(path, method=method, headers=held).status_code
    return {
        "status": answer.status_code,
        "headers": dict(answer.headers),
        "body": base64.b64encode(answer.data).decode(),
        "held": again,
    }


def from_elsewhere(checkout: Path) -> list[str]:
    """Files of our packages that were not read from the checkout."""
    ours = {"matcher", web_package(checkout)}
    files = [
        str(module.__file__)
        for name, module in sys.modules.items()
        if name.partition(".")[0] in ours and getattr(module, "__file__", None)
    ]
    return [file for file in files if not Path(file).is_relative_to(checkout)]


def main(checkout: Path) -> None:
    """Answer the addresses on standard input, one line each."""
    client = application(checkout).test_client()
    for method, path in json.load(sys.stdin):
        print(json.dumps(asked(client, method, path)), flush=True)
    strangers = from_elsewhere(checkout)
    if strangers:
        sys.exit(f"Not from {checkout}: {', '.join(strangers)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
