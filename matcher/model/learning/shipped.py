"""The weights of the packaged registry, learnt before it was packaged.

In: a registry. Out: what would be learnt from it, if that is known already. Learning
takes a third of a second, and from the same facts it always gives the same.
`shipped.json` beside this file is written by `tests/publish.py`; a test fails when it
is not what is learnt today.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from matcher.model.learning import training
from matcher.model.learning.provenance import (
    Origin,
    learning_constants,
    signal_constants,
)
from matcher.model.learning.weights import SignalWeights
from matcher.model.signals import SIGNALS
from matcher.registry.registry import Registry

FILE = Path(__file__).with_name("shipped.json")


def shipped_weights(registry: Registry) -> SignalWeights | None:
    """Weights as a registry would teach them; None if they are to be learnt.

    Parameters
    ----------
    registry : Registry
        Known by its digest: with any other fact or code it is another one. So are
        weights learnt by other signals or constants.
    """
    facts = json.loads(FILE.read_text(encoding="utf-8"))
    if len(registry.members) != facts["learnt_from"]["n_members"]:
        return None  # seen at once; a digest takes longer
    if any(facts[name] != value for name, value in _taught_by(registry).items()):
        return None
    weights, references = np.array(facts["weights"]), np.array(facts["references"])
    return SignalWeights(facts["intercept"], weights, references)


def as_facts(registry: Registry, weights: SignalWeights) -> dict[str, Any]:
    """What `shipped.json` holds of weights that a registry taught."""
    return {
        **_taught_by(registry),
        "intercept": weights.intercept,
        "weights": weights.weights.tolist(),
        "references": weights.references.tolist(),
    }


def _taught_by(registry: Registry) -> dict[str, Any]:
    """All that must be the same for the same weights to be learnt."""
    return {
        "learnt_from": vars(Origin.of(registry)),
        "signals": [signal.name for signal in SIGNALS],
        "constants": signal_constants(),
        "learning": learning_constants(),
        "MAX_LEARNT_FROM": training.MAX_LEARNT_FROM,
    }
