"""The packaged registry without anybody in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matcher import Registry


@pytest.fixture(scope="session")
def nobody(registry: Registry) -> Registry:
    """Knows its codes by all words; no facts are read again at each import."""
    aside = {name: text for name, text in registry.aside.items() if name != "evidence"}
    return replace(registry, clusters=(), partnerships=(), members=(), aside=aside)
