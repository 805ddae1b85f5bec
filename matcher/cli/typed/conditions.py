"""On what conditions a command answers: by a saved model, by other weights.

In: what was typed after ``--model`` and ``--weights``. Out: a recommender, and the
conditions as a dict for JSON or as notes for people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from matcher.cli.typed.asked import Asked
from matcher.cli.typed.queries import split_codes
from matcher.errors import FilterError
from matcher.registry.options import MOST_TIMES
from matcher.registry.registry import Registry
from matcher.text import shown

if TYPE_CHECKING:
    from matcher.recommend import PartnerRecommender


def learn(
    asked: Asked, registry: Registry | None = None, beside: Collection[str] = ()
) -> tuple[PartnerRecommender, dict[str, Any]]:
    """A recommender that has learnt, or was loaded, and counts signals as told.

    Parameters
    ----------
    asked : Asked
        Its ``model`` is the folder of a saved model, and its ``weights``, where the
        command takes them, are texts such as ``shared_markets=2,similar_focus=0``.
    registry : Registry, optional
        What to learn from; the one that is asked about where not given.
    beside : collection of str
        Names that the command counts itself.

    Returns
    -------
    recommender : PartnerRecommender
        It learns from the registry where no model is given.
    conditions : dict
        What was not as usual, for JSON: keys ``model`` and ``weights``, where given.

    Raises
    ------
    ModelError, FilterError
    """
    from matcher.model.learning.provenance import Origin, learnt_from
    from matcher.recommend import PartnerRecommender
    from matcher.saved import load_model

    factors = read_weights(asked.typed.get("weights"))
    registry, model = registry or asked.registry, asked["model"]
    conditions: dict[str, Any] = {}
    if model is None:
        recommender = PartnerRecommender().fit(registry)
    else:
        recommender = load_model(model, registry)
        origin = learnt_from(recommender.scorer)
        conditions["model"] = {
            "path": str(model),
            "learnt_from": vars(origin),
            "same_registry": origin == Origin.of(registry),
        }
    if factors:
        conditions["weights"] = factors
        from matcher.model.goals.wanted import GOALS

        apart = {info.name for info in GOALS.values()}.union(beside)
        of_signals = {n: f for n, f in factors.items() if n not in apart}
        try:
            recommender = recommender.reweighted(of_signals)
        except FilterError as error:
            also = f"; or {', '.join(beside)}" if beside else ""
            raise FilterError(f"--weights: {error}{also}") from None
    return recommender, conditions


def read_weights(texts: list[str] | None) -> dict[str, float]:
    """What each named signal's weight is multiplied by.

    Raises
    ------
    FilterError
        For anything but ``name=number`` with a number from 0 to `MOST_TIMES`, each
        name once.
    """
    factors: dict[str, float] = {}
    for text in split_codes(texts):
        name, _, number = (piece.strip() for piece in text.partition("="))
        try:
            factor = float(number)
        except ValueError:
            raise FilterError(
                f"--weights: '{shown(text)}' is not a signal and a number; write it as "
                "shared_markets=2"
            ) from None
        if not 0 <= factor <= MOST_TIMES:
            raise FilterError(
                f"--weights: {shown(name)} is multiplied by a number from 0 to "
                f"{MOST_TIMES}, '{shown(number)}' is not"
            )
        if name in factors:
            raise FilterError(f"--weights: '{shown(name)}' is given twice")
        factors[name] = factor
    return factors


def notes(conditions: Mapping[str, Any]) -> list[str]:
    """What people should know of the conditions of an answer; mostly nothing."""
    model = conditions.get("model", {"same_registry": True})
    if model["same_registry"]:
        return []
    origin = model["learnt_from"]
    return [
        f"Weights learnt from another registry ({origin['n_clusters']:,} clusters, "
        f"{origin['n_partnerships']:,} partnerships; data {origin['registry'][:8]})."
    ]
