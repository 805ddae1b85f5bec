"""Which release of this package runs here.

In: nothing. Out: the name that pip knows it by, and its version.
"""

from __future__ import annotations

PACKAGE = "cluster-partner-matcher"


def package_version() -> str:
    """Version of this package, or "unknown" where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # slow to import

    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "unknown"
