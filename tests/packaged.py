"""The shipped registry, read once by all tests of a process."""

from __future__ import annotations

from matcher import load_registry

REGISTRY = load_registry()
