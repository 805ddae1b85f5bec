"""What a recommender learnt, kept in a folder and read again."""

from __future__ import annotations

from pathlib import Path

from matcher.model.learning.storage import load_weights, save_weights
from matcher.recommend import PartnerRecommender
from matcher.registry.registry import Registry


def save_model(
    recommender: PartnerRecommender, path: str | Path, *, force: bool = False
) -> None:
    """Keep what a fitted recommender learnt in a folder; see `save_weights`."""
    save_weights(recommender.scorer, path, force=force)


def load_model(path: str | Path, registry: Registry) -> PartnerRecommender:
    """A saved recommender, ready to answer for a registry; see `load_weights`."""
    return PartnerRecommender().fit(registry, load_weights(path, registry))
