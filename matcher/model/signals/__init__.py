"""One small class per signal: a named reason why two clusters may fit, in [0, 1].

A dense signal is an inner product, ``signal(i, j) = left[i] @ right[j]``, of an
`Encoding` that it makes of profiles. History signals are sparse and come straight from
past partnerships. The first line of each class is what end users read; `SIGNALS` lists
all of them in their fixed order.
"""

from __future__ import annotations

from dataclasses import dataclass

from matcher.model.contributions import Kind
from matcher.model.past import Past
from matcher.model.signals.alike import (
    SharedMarkets,
    SharedSectors,
    SharedTechnologies,
    SimilarFocus,
)
from matcher.model.signals.complementary import AnotherCountry, RelatedActivities
from matcher.model.signals.contract import DenseSignal, Encoding, HistorySignal, Met
from matcher.model.signals.history import AlreadyPartners, PartnersInCommon

__all__ = [
    "HISTORY_SIGNALS",
    "SIGNALS",
    "DenseSignal",
    "Encoding",
    "HistorySignal",
    "Met",
    "SignalInfo",
    "dense_signals",
    "fit_signals",
]

HISTORY_SIGNALS: tuple[HistorySignal, ...] = (AlreadyPartners(), PartnersInCommon())


def dense_signals() -> tuple[DenseSignal, ...]:
    """Fresh, unfitted dense signals in their fixed order."""
    return (
        SharedSectors(),
        SharedTechnologies(),
        SharedMarkets(),
        SimilarFocus(),
        RelatedActivities(),
        AnotherCountry(),
    )


def fit_signals(past: Past) -> tuple[DenseSignal, ...]:
    """All dense signals, fitted on what the past says."""
    return tuple(signal.fit(past) for signal in dense_signals())


@dataclass(frozen=True)
class SignalInfo:
    """What people read about a signal."""

    name: str
    title: str
    kind: Kind
    description: str


def _info(signal: DenseSignal | HistorySignal) -> SignalInfo:
    first_line = (type(signal).__doc__ or "").strip().partition("\n")[0]
    return SignalInfo(signal.name, signal.title, signal.kind, first_line)


_ALL: tuple[DenseSignal | HistorySignal, ...] = (*dense_signals(), *HISTORY_SIGNALS)

SIGNALS = tuple(_info(signal) for signal in _ALL)
"""What people read about each signal, in the order of all values."""
