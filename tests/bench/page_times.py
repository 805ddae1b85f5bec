"""How long the server works on each page and twin, on the shipped data.

``python tests/bench/page_times.py`` prints one line an address, the slowest last:
the first answer of a fresh application, the median of later ones, and of a 304 to a
browser that holds the answer. An argument keeps the addresses that hold it.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from pathlib import Path
from statistics import median

from flask.testing import FlaskClient

sys.path.insert(0, str(Path(__file__).parents[2]))

from matcher_web import create_app
from tests.web.reading import PAGES, TWINS

N_TIMES = 20
TARGET = 50
"""Milliseconds of server time that any page may take once it is warm."""


def machine() -> str:
    """What the figures were measured on."""
    model = platform.processor() or platform.machine()
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        lines = facts.read_text().splitlines()
        names = [line.partition(": ")[2] for line in lines if "model name" in line]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def milliseconds(client: FlaskClient, address: str, tag: str = "") -> float:
    """Time of one answer, which must be a good one."""
    start = time.perf_counter()
    answer = client.get(address, headers={"If-None-Match": tag}, buffered=True)
    spent = 1000 * (time.perf_counter() - start)
    assert answer.status_code == (304 if tag else 200), (address, answer.status_code)
    return spent


def times(warm: FlaskClient, address: str) -> tuple[float, float, float]:
    """Of the first answer, of later ones, and of a 304."""
    first = milliseconds(create_app().test_client(), address)
    tag = warm.get(address).headers["ETag"]
    later = median(milliseconds(warm, address) for _ in range(N_TIMES))
    held = median(milliseconds(warm, address, tag) for _ in range(N_TIMES))
    return first, later, held


def main(wanted: str = "") -> None:
    """Print the times of every page and twin that is wanted."""
    warm = create_app().test_client()
    addresses = [address for address in (*PAGES, *TWINS) if wanted in address]
    found = {address: times(warm, address) for address in addresses}
    print(f"{machine()}; milliseconds, medians of {N_TIMES}\n")
    print(f"{'first':>8} {'later':>8} {'304':>6}")
    for address, (first, later, held) in sorted(found.items(), key=lambda x: x[1][1]):
        slow = f"  over {TARGET}" if later > TARGET else ""
        print(f"{first:8.1f} {later:8.1f} {held:6.2f}  {address}{slow}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
