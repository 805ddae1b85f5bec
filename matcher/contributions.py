"""What one signal adds to a score, split over what caused it, in figures and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["alike", "complementary", "history", "agreement"]


@dataclass(frozen=True)
class CodeContribution:
    """What one code, word, country or partnership adds to a signal.

    Parameters
    ----------
    code, label : str
        What met, for programs and for people.
    value : float
        Its share of the signal's value; shares add up to the value.
    contribution : float
        Log-odds; shares and the signal's baseline add up to its contribution.
    wider : bool
        Neither side records the code itself; both record something it stands for
        (an ecosystem for its sectors, a region for its countries).
    """

    code: str
    label: str
    value: float
    contribution: float
    wider: bool = False


@dataclass(frozen=True)
class Contribution:
    """What one signal adds to a score.

    Parameters
    ----------
    signal, title, kind : str
        Its name, the words people read for it and what sort of reason it is.
    value : float in [0, 1] or None
        None where one side records nothing: the signal is undefined.
    reference : float
        What the value is measured against: the mean of the signal over recorded pairs,
        or less where a single shared code would fall below that.
    weight : float
        Log-odds for a step of 1 in the signal.
    contribution : float
        ``weight * (value - reference)``, or 0 where undefined.
    codes : tuple of CodeContribution
        Largest first, ties by code.
    """

    signal: str
    title: str
    kind: Kind
    value: float | None
    reference: float
    weight: float
    contribution: float
    codes: tuple[CodeContribution, ...] = ()

    @property
    def recorded(self) -> bool:
        """Whether both sides record what the signal needs."""
        return self.value is not None

    @property
    def baseline(self) -> float:
        """What sharing nothing adds: ``-weight * reference``; 0 where undefined."""
        return 0.0 if self.value is None else -self.weight * self.reference

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "signal": self.signal,
            "title": self.title,
            "kind": self.kind,
            "value": self.value,
            "reference": self.reference,
            "weight": self.weight,
            "baseline": self.baseline,
            "contribution": self.contribution,
            "codes": [
                {
                    "code": code.code,
                    "label": code.label,
                    "value": code.value,
                    "contribution": code.contribution,
                    "wider": code.wider,
                }
                for code in self.codes
            ],
        }


_SENTENCES = {
    "shared_sectors": "Both work in {}.",
    "shared_technologies": "Both work with {}.",
    "shared_markets": "Both look to {}.",
    "similar_focus": "Both describe themselves with {}.",
    "related_activities": "Their fields have gone together before: {}.",
    "another_country": "Adds a country: {}.",
    "already_partners": "Were partners in {}.",
    "partners_in_common": "Share past partners: {}.",
    "agreement": "High on the lists of {}, who are high on its own.",
}


def in_words(contribution: Contribution, n_codes: int = 3) -> str:
    """A sentence for a contribution that has codes.

    Parameters
    ----------
    contribution : Contribution
    n_codes : int
        At most so many codes are named; the rest are counted.
    """
    met = [code for code in contribution.codes if code.value > 0]
    exact = [code for code in met if not code.wider]
    labels = [code.label for code in exact or met]
    sentence = _SENTENCES.get(contribution.signal, contribution.title + ": {}.")
    if contribution.signal == "related_activities":
        n_codes = 1  # pairs of kinds read long
    return sentence.format(_listing(labels, n_codes))


def _listing(labels: Sequence[str], n_shown: int) -> str:
    """``a, b and c``, or ``a, b and 4 more``."""
    named = list(labels[:n_shown])
    if len(labels) > n_shown:
        named.append(f"{len(labels) - n_shown} more")
    if len(named) < 2:
        return "".join(named)
    return ", ".join(named[:-1]) + " and " + named[-1]
