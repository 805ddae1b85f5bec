"""Records what a checkout answers, on every page and command.

``python tests/recording/record.py --checkout DIR --out FILE.json`` asks the application
and the commands of a checkout, whatever modules they are made of; `compare.py` tells
what two recordings differ in. Two recordings of one checkout are equal.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.recording.addresses import ADDRESSES
from tests.recording.asking import web_package
from tests.recording.runs import Stage
from tests.recording.visits import visit


def environment(checkout: Path, folder: Path) -> dict[str, str]:
    """Variables that let Python find the checkout first, and change no file in it."""
    places = [checkout]
    if web_package(checkout) != "web":
        places.append(checkout / "web")
    kept = {n: v for n, v in os.environ.items() if not n.startswith("PYTHON")}
    for name in ("FORCE_COLOR", "LINES"):
        kept.pop(name, None)
    return kept | {
        "COLUMNS": "80",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "NUMBA_CACHE_DIR": str(folder / "numba"),
        "PYTHONPATH": os.pathsep.join(map(str, places)),
        "PYTHONPYCACHEPREFIX": str(folder / "pycache"),
        "PYTHONUTF8": "1",
        "TERM": "dumb",
        "TMPDIR": str(folder),
        "TZ": "UTC",
    }


def main() -> int:
    """Write the recording."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--checkout", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--beside", type=int, default=2, help="so much at a time")
    asked = parser.parse_args()
    checkout = asked.checkout.resolve()
    # What is started in the background, and all that it starts, passes over Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="recording-") as name:
        folder = Path(name).resolve()
        (folder / "stage").mkdir()
        env = environment(checkout, folder)
        with ThreadPoolExecutor(1) as pool:
            pages = pool.submit(visit, checkout, ADDRESSES, env, folder)
            commands = Stage(checkout, folder / "stage", env).play(asked.beside)
            found = {"addresses": pages.result(), "commands": commands}
    text = json.dumps(found, ensure_ascii=False, indent=0)
    asked.out.write_text(text + "\n", encoding="utf-8")
    told = ", ".join(f"{len(records)} {name}" for name, records in found.items())
    spent = time.perf_counter() - start
    print(f"Recorded {told} in {spent:.0f} seconds: {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
