"""What the benchmarks share: a settled process, its machine, its peak memory.

Nothing here is timed or judged: each benchmark says what it measures.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

SWAYS = (
    "OPENBLAS_CORETYPE",
    "OPENBLAS_L2_SIZE",
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
)
"""Variables that make the linear algebra of some contenders slower or faster."""

LIBRARIES = ("numpy", "scipy", "numba", "scikit-learn", "faiss-cpu", "sparse-dot-topn")


def settle(n_cores: int) -> None:
    """Start again on some cores alone, without what sways the linear algebra.

    Threads that a library has started on import would not move to these cores, and
    would not read the variables again.

    Parameters
    ----------
    n_cores : int
        0 keeps all that the process has.
    """
    settled = not any(name in os.environ for name in SWAYS)
    if n_cores and hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        settled &= len(cores) <= n_cores
        os.sched_setaffinity(0, cores[:n_cores])
    if not settled:
        clean = {k: v for k, v in os.environ.items() if k not in SWAYS}
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], clean)


def machine() -> dict[str, Any]:
    """What the figures were measured on, and how busy it was."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.exists() else []
    names = [line.partition(": ")[2] for line in lines if "model name" in line]
    usable = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "cores_used": len(usable) or os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def in_words(facts: dict[str, Any]) -> str:
    """The machine in two lines."""
    versions = ", ".join(f"{name} {facts[name]}" for name in ("python", *LIBRARIES))
    load = "unknown" if facts["load"] is None else f"{facts['load']:.1f}"
    return (
        f"{facts['processor']}, {facts['cores_used']} of {facts['cores']} cores, "
        f"load {load} at the start\n{versions}"
    )


def peak_megabytes() -> float:
    """The most memory that this process has held.

    `ru_maxrss` of a child counts what its parent held when it started it; where the
    system tells the mark of the process alone, that one is taken.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def in_fresh_process(script: str, *arguments: str, **environment: str) -> Any:
    """What a script prints as JSON when it runs in a process of its own."""
    done = subprocess.run(
        [sys.executable, script, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{script} {' '.join(arguments)}:\n{done.stderr}")
    return json.loads(done.stdout)
