"""What counts: goals and signals that a visitor lets count more, less or not at all.

In: ``weight_<name>`` fields of the address, each a factor on the weight. Out:
`Weights`, the words for them, and what is wrong with a field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matcher import GOALS, OPTIONS, SIGNALS, PartnerRecommender, SignalInfo
from matcher_web.query.reading import Reading
from matcher_web.snapshot import Snapshot, recent

PANEL = OPTIONS["weights"]
PREFIX = "weight_"
WRONG_WEIGHT = f"Give a number from 0 (off) to {PANEL.most}, such as 0.5 or 2."
N_KEPT = 8
"""Recommenders with other weights that are kept: each holds ranks of all clusters."""

CHOICES = {0.0: "off", 0.5: "half", 1.0: "as learnt", 2.0: "double", 4.0: "four times"}
AS_SET = {1.0: "as usual"}
"""The weight of a goal is not learnt."""
COUNTED = (*GOALS.values(), *SIGNALS)
FIELDS = {PREFIX + signal.name: signal for signal in COUNTED}
LABELS = {
    PANEL.name: PANEL.label,
    **{name: f"How much {s.title} counts" for name, s in FIELDS.items()},
}


@dataclass(frozen=True)
class Weights:
    """Factors on learnt weights; those that stay as learnt are not kept.

    Parameters
    ----------
    factors : tuple of (str, float)
        Name of a goal or signal, and factor, in their order.
    """

    factors: tuple[tuple[str, float], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.factors)

    @classmethod
    def of(cls, factors: Mapping[str, float]) -> Weights:
        """Weights in their one order, without those that change nothing."""
        named = [signal.name for signal in COUNTED if signal.name in factors]
        return cls(tuple((n, factors[n]) for n in named if factors[n] != 1))

    def parameters(self) -> dict[str, Any]:
        """The same, as it stands in an address."""
        return {PREFIX + name: [f"{factor:g}"] for name, factor in self.factors}

    @property
    def of_goals(self) -> dict[str, float]:
        """Factors by goal, as `Goals` takes them."""
        found = dict(self.factors)
        return {g: found[info.name] for g, info in GOALS.items() if info.name in found}

    @property
    def of_signals(self) -> Weights:
        """These weights without those of goals."""
        goals = {info.name for info in GOALS.values()}
        return Weights(tuple(pair for pair in self.factors if pair[0] not in goals))

    def silenced(self, name: str) -> Weights:
        """These weights with one that does not count."""
        return Weights.of({**dict(self.factors), name: 0.0})

    def without(self, name: str) -> Weights:
        """These weights with one signal as learnt."""
        return Weights(tuple(pair for pair in self.factors if pair[0] != name))

    def to_dict(self) -> dict[str, dict[str, float]]:
        """Factors by signal under ``weights``; nothing where all are as learnt."""
        return {"weights": dict(self.factors)} if self else {}

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """Signal names, each with what was changed in words."""
        titles = {signal.name: signal.title for signal in COUNTED}
        return [(name, f"{titles[name]} {_counts(f)}") for name, f in self.factors]


def weighted(snapshot: Snapshot, weights: Weights) -> PartnerRecommender:
    """The recommender with these weights; the latest ones are kept ready."""
    learnt = weights.of_signals
    return _reweighted(snapshot, learnt) if learnt else snapshot.recommender


@recent(N_KEPT)
def _reweighted(snapshot: Snapshot, weights: Weights) -> PartnerRecommender:
    return snapshot.recommender.reweighted(dict(weights.factors))


def _counts(factor: float) -> str:
    """How a signal counts: ``counts double``, ``does not count``."""
    if factor == 0:
        return "does not count"
    return f"counts {CHOICES.get(factor, f'{factor:g} times')}"


@dataclass(frozen=True)
class WeightField:
    """One signal of the panel, with its options and what is wrong with it.

    Parameters
    ----------
    name : str
    signal : SignalInfo
    options : tuple of (str, str)
        Value and words; an empty value leaves the signal as learnt.
    chosen : str
        Value that is chosen, or the text that was typed.
    error : str
    """

    name: str
    signal: SignalInfo
    options: tuple[tuple[str, str], ...]
    chosen: str
    error: str


@dataclass(frozen=True)
class WeightPanel:
    """What counts, one field a signal, and what is wrong with all of it."""

    fields: list[WeightField]
    error: str

    @property
    def groups(self) -> list[tuple[str, list[WeightField]]]:
        """The fields of goals, then those of signals."""
        goals = [field for field in self.fields if field.signal.kind == "goal"]
        return [("Goals", goals), ("Signals", self.fields[len(goals) :])]


def read_weights(reading: Reading) -> Weights:
    """The weights of an address; what is wrong goes to the reading's faults."""
    factors: dict[str, float] = {}
    for name, signal in FIELDS.items():
        factor = factor_of(reading.text(name))
        if factor is None:
            reading.faults[name] = WRONG_WEIGHT
        else:
            factors[signal.name] = factor
    unknown = [n[:40] for n in reading.sent if n.startswith(PREFIX) and n not in FIELDS]
    if unknown:
        given = "' or '".join(unknown[:3])
        there_are = ", ".join(FIELDS)
        reading.faults[PANEL.name] = f"There is no '{given}'; there are {there_are}."
    return Weights.of(factors)


def weight_panel(reading: Reading) -> WeightPanel:
    """The panel as an address fills it; what was typed is kept."""
    made = [_field(name, reading.text(name), reading.faults) for name in FIELDS]
    return WeightPanel(made, reading.faults.get(PANEL.name, ""))


def told(faults: Mapping[str, str]) -> str:
    """All that is wrong, in one line for where there is no form."""
    labels = {**{option.name: option.label for option in OPTIONS.values()}, **LABELS}
    return " ".join(f"{labels[name]}: {words}" for name, words in faults.items())


def _field(name: str, typed: str, faults: Mapping[str, str]) -> WeightField:
    signal, factor = FIELDS[name], factor_of(typed)
    chosen = typed[:40] if factor is None else _value(factor)
    usual = AS_SET if signal.kind == "goal" else {}
    options = {_value(n): words for n, words in (CHOICES | usual).items()}
    if chosen not in options:
        options[chosen] = chosen if factor is None else f"{factor:g} times"
    error = faults.get(name, "")
    return WeightField(name, signal, tuple(options.items()), chosen, error)


def _value(factor: float) -> str:
    return "" if factor == 1 else f"{factor:g}"


def factor_of(typed: str) -> float | None:
    """The number that was typed; None where it is none, or out of range."""
    if not typed:
        return 1.0
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,3})?", typed):
        return None
    factor = float(typed)
    return factor if factor <= PANEL.most else None
