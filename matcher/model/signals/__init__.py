"""One small class per signal: a named reason why two clusters may fit, in [0, 1].

A dense signal is an inner product, ``signal(i, j) = left[i] @ right[j]``, of an
`Encoding` that it makes of profiles. History signals are sparse and come straight from
past partnerships.

    contract         what every signal says and can do
    rows             rarity and damping, for the dense ones
    alike            profiles -> encodings, and what met of two: what both have
    complementary    ... and what one adds to the other
    history          past partnerships -> values, and what met of two

To add a signal, write its class, which says all that is said of it, and list it in
`ALL`.
"""

from __future__ import annotations

from matcher.model.contributions import SignalInfo
from matcher.model.past import Past
from matcher.model.signals import alike, complementary, history
from matcher.model.signals.contract import (
    Codes,
    DenseSignal,
    Encoding,
    HistorySignal,
    Signal,
)

__all__ = [
    "HISTORY_SIGNALS",
    "SIGNALS",
    "Codes",
    "DenseSignal",
    "Encoding",
    "HistorySignal",
    "SignalInfo",
    "dense_signals",
    "fit_signals",
]

ALL: tuple[type[Signal], ...] = (
    alike.SharedSectors,
    alike.SharedTechnologies,
    alike.SharedMarkets,
    alike.SimilarFocus,
    complementary.RelatedActivities,
    complementary.AnotherCountry,
    history.AlreadyPartners,
    history.PartnersInCommon,
    history.Connected,
)


def dense_signals() -> tuple[DenseSignal, ...]:
    """Fresh, unfitted dense signals in their fixed order."""
    return tuple(signal() for signal in ALL if issubclass(signal, DenseSignal))


def fit_signals(past: Past) -> tuple[DenseSignal, ...]:
    """All dense signals, fitted on what the past says."""
    return tuple(signal.fit(past) for signal in dense_signals())


HISTORY_SIGNALS: tuple[HistorySignal, ...] = tuple(
    signal() for signal in ALL if issubclass(signal, HistorySignal)
)

SIGNALS: tuple[SignalInfo, ...] = tuple(
    signal.info() for signal in (*dense_signals(), *HISTORY_SIGNALS)
)
"""What is said of each signal, in the order of all values."""
