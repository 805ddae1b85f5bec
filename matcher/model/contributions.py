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


HIGH = 0.25
"""From this share on, a member and a candidate stand high on each other's lists: both
13th, or one 5th."""

_SENTENCES = {
    "shared_sectors": "Both work in {}.",
    "shared_technologies": "Both work with {}.",
    "shared_markets": "Both look to {}.",
    "similar_focus": "Their focus and activities share the words {}.",
    "related_activities": "What they bring has gone together before: {}.",
    "another_country": "Adds a country: {}.",
    "already_partners": "Were partners in {}.",
    "partners_in_common": "Share past partners: {}.",
    "agreement": "High on the lists of {}, who are high on its own.",
}


_OF_MEMBERS = {
    "already_partners": "Members were partners in {}.",
    "partners_in_common": "Members share past partners: {}.",
}


def in_words(
    contribution: Contribution, n_codes: int = 3, of_members: bool = False
) -> str:
    """A sentence for what a contribution rests on; empty if there is nothing to say.

    Parameters
    ----------
    contribution : Contribution
    n_codes : int
        At most so many codes are named; the rest are counted.
    of_members : bool
        The sides are partnerships, whose members have the history.
    """
    met = [code for code in contribution.codes if code.value > 0]
    if contribution.kind == "agreement":
        n_members = len(contribution.codes)
        met = [code for code in met if code.value * n_members >= HIGH]
    exact = [code for code in met if not code.wider]
    labels = [code.label for code in exact or met]
    signal = contribution.signal
    partly = signal == "another_country" and (contribution.value or 0.0) < 1.0
    if not labels or partly:  # some member is from there already
        return ""
    sentence = _SENTENCES.get(signal, contribution.title + ": {}.")
    if of_members:
        sentence = _OF_MEMBERS.get(signal, sentence)
    if signal == "related_activities":
        n_codes = 1  # pairs of kinds read long
    return sentence.format(listing(labels, n_codes))


def listing(labels: Sequence[str], n_shown: int) -> str:
    """Labels in a sentence: ``a, b and c``, or ``a, b and 4 more``."""
    named = list(labels[:n_shown])
    if len(labels) > n_shown:
        named.append(f"{len(labels) - n_shown} more")
    if len(named) < 2:
        return "".join(named)
    return ", ".join(named[:-1]) + " and " + named[-1]
