"""What a saved model is tied to: where it learnt, by which codes and constants.

In: a scorer or a registry. Out: hashes and numbers that say whether weights mean
the same here as where they were learnt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matcher.model import encoding
from matcher.model.learning import training
from matcher.model.learning.weights import SignalWeights
from matcher.model.signals import SIGNALS, dense_signals, rows
from matcher.registry.digest import sha256_of
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary

if TYPE_CHECKING:
    from matcher.model.scoring.scorer import Scorer


@dataclass(frozen=True)
class Origin:
    """The registry that weights were learnt from.

    Parameters
    ----------
    registry : str
        Its digest.
    n_clusters, n_partnerships, n_members : int
    """

    registry: str
    n_clusters: int
    n_partnerships: int
    n_members: int

    def checked(self) -> Origin:
        """Itself, if each field is what it should be.

        Raises
        ------
        TypeError
            If one is not.
        """
        for name, value in vars(self).items():
            wanted = str if name == "registry" else int
            if type(value) is not wanted:
                raise TypeError(f"{name}: {value!r}"[:80])
        return self

    @classmethod
    def of(cls, registry: Registry) -> Origin:
        """What a registry is known by."""
        records = (registry.clusters, registry.partnerships, registry.members)
        return cls(registry.digest, *map(len, records))


@dataclass(frozen=True)
class SavedWeights(SignalWeights):
    """Weights that remember where they were learnt, whatever they are used on."""

    learnt_from: Origin


def learnt_from(scorer: Scorer) -> Origin:
    """Where the weights of a scorer come from; its own registry if it learnt."""
    if isinstance(scorer.weights, SavedWeights):
        return scorer.weights.learnt_from
    return Origin.of(scorer.registry)


def signal_constants() -> dict[str, Any]:
    """What the values of signals depend on beside the registry."""
    return {
        "DAMPING": rows.DAMPING,
        "WIDER_WEIGHT": encoding.WIDER_WEIGHT,
        **{
            f"{signal.name}.{name}": value
            for signal in dense_signals()
            for name, value in sorted(vars(signal).items())
        },
    }


def learning_constants() -> dict[str, Any]:
    """What the same registry might have taught otherwise."""
    return {
        "PRIOR": {signal.name: signal.prior for signal in SIGNALS},
        "PENALTY": training.PENALTY,
        "MAX_CANDIDATES": training.MAX_CANDIDATES,
    }


def vocabulary_hashes(vocabulary: Vocabulary) -> dict[str, str]:
    """A hash of each list, by its table; aliases do not matter to a score."""
    regions = [
        (code, sorted(countries), vocabulary.region_labels[code])
        for code, countries in sorted(vocabulary.regions.items())
    ]
    lists = {
        "sectors.csv": sorted(vocabulary.sectors.items()),
        "technologies.csv": sorted(vocabulary.technologies.items()),
        "ecosystems.csv": sorted(vocabulary.ecosystems.items()),
        "countries.csv": [*sorted(vocabulary.countries.items()), sorted(vocabulary.eu)],
        "regions.csv": regions,
    }
    return {name: sha256_of(repr(terms).encode()) for name, terms in lists.items()}


def changed_names(before: object, now: Mapping[str, Any]) -> list[str]:
    """Names whose values differ, in order of name."""
    known = before if isinstance(before, dict) else {}
    names = sorted(known.keys() | now.keys())
    absent = object()
    return [n for n in names if known.get(n, absent) != now.get(n, absent)]
