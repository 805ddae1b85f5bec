"""Asks a checkout for addresses and keeps what it answers.

In: the folder of a checkout. Out: status, headers and body by address, as records.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.recording.addresses import method_and_path
from tests.recording.bodies import read_body, steady

ASKING = Path(__file__).with_name("asking.py")
KINDS = {
    "application/json": "json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/csv": "csv",
    "text/html": "html",
}
PASSED_OVER = {"Content-Length", "Date", "Expires", "Last-Modified"}
"""Headers that tell nothing but how long the body is, and when it was asked for."""


def visit(
    checkout: Path, addresses: Sequence[str], env: Mapping[str, str], folder: Path
) -> dict[str, Any]:
    """What the web application of a checkout answers, by address.

    Parameters
    ----------
    checkout : Path
    addresses : sequence of str
        As in `addresses`.
    env : mapping of str to str
        With the checkout on Python's path.
    folder : Path
        Where the application runs.
    """
    command = [sys.executable, "-P", str(ASKING), str(checkout)]
    questions = json.dumps([method_and_path(address) for address in addresses])
    done = subprocess.run(
        command, input=questions, capture_output=True, text=True, cwd=folder, env=env
    )
    if done.returncode:
        sys.exit(f"The web application did not answer.\n{done.stderr}")
    answers = done.stdout.splitlines()
    return {
        address: _record(json.loads(line))
        for address, line in zip(addresses, answers, strict=True)
    }


def _record(answer: dict[str, Any]) -> dict[str, Any]:
    headers = {
        name: steady(value)
        for name, value in sorted(answer["headers"].items())
        if name not in PASSED_OVER
    }
    if "ETag" in headers:
        headers["ETag"] = "weak" if headers["ETag"].startswith("W/") else "strong"
    if "Allow" in headers:  # a set, in another order in every process
        headers["Allow"] = ", ".join(sorted(headers["Allow"].split(", ")))
    kind = KINDS.get(headers.get("Content-Type", "").partition(";")[0], "text")
    return {
        "status": answer["status"],
        "headers": headers,
        "status_where_held": answer["held"],
        "body": read_body(base64.b64decode(answer["body"]), kind),
    }
