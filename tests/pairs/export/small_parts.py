"""Runs over 24 clusters in three parts each, of best lists, of ranks and of rows."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from matcher.model.scoring import ranks
from matcher.pairs import best_pairs, every_pair

if TYPE_CHECKING:
    import pytest

SMALL: tuple[tuple[ModuleType, str, int], ...] = (
    (best_pairs, "ROWS_IN_SPAN", 8),
    (best_pairs, "CHOSEN_IN_SPAN", 24),
    (every_pair, "PAIRS_IN_SPAN", 100),
    (ranks, "MOST_IN_MEMORY", 10),
    (ranks, "RANKS_IN_PIECE", 192),
)


def many_parts(patched: pytest.MonkeyPatch) -> None:
    for room, name, value in SMALL:
        patched.setattr(room, name, value)
