"""What one signal adds to a score, split over what caused it, in figures and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from matcher.registry.columns import picked

Kind = Literal["alike", "complementary", "history", "agreement", "goal"]


@dataclass(frozen=True)
class SignalInfo:
    """All that is said of a signal, whatever its values.

    Parameters
    ----------
    name, title, kind : str
        Its name for programs, the words people read for it and what sort of reason it
        is.
    description : str
        What it claims of a pair, in a sentence.
    sentence : str
        What to say of a pair, with ``{}`` for what met.
    of_members : str
        The same where the sides are partnerships, whose members have it; as `sentence`
        if empty.
    meets : str
        What meets: sectors, words, countries, partners and so on.
    prior : float
        Expected weight, in log-odds for one standard deviation.
    n_named : int
        At most so many of what met are named; the rest are counted.
    least_value : float
        The sentence is true from this value on.
    least_part : float
        What met is named if it is at least so many times an even part of the value.
    unsaid : frozenset of str
        Codes that count, but are no reason to name.
    """

    name: str
    title: str
    kind: Kind
    description: str = ""
    sentence: str = ""
    of_members: str = ""
    meets: str = ""
    prior: float = 0.0
    n_named: int = 3
    least_value: float = 0.0
    least_part: float = 0.0
    unsaid: frozenset[str] = frozenset()


Met = tuple[str, str, float, bool]
"""What met in a signal: a code, a pair of kinds, a word, a country, a cluster.

Its code, its label, its share of the value, and whether it is wider: neither side
records it; both record something it stands for. Plain, since there are hundreds.
"""

_SHARE = itemgetter(2)


class CodeContribution(NamedTuple):
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


class Contribution(NamedTuple):
    """What one signal adds to a score.

    Parameters
    ----------
    info : SignalInfo
        What is said of the signal.
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

    info: SignalInfo
    value: float | None
    reference: float
    weight: float
    contribution: float
    codes: tuple[CodeContribution, ...] = ()

    @classmethod
    def of(
        cls,
        info: SignalInfo,
        value: float,
        reference: float,
        weight: float,
        met: list[Met],
    ) -> Contribution:
        """What a signal adds by its value, split over what met."""
        if len(met) > 1:
            met.sort()
            met.sort(key=_SHARE, reverse=True)  # ties stay in the order of codes
        new, made = tuple.__new__, CodeContribution  # the quickest way to make one
        codes = tuple(
            [
                new(made, (code, label, share, weight * share, wider))
                for code, label, share, wider in met
            ]
        )
        added = weight * (value - reference)
        return new(cls, (info, value, reference, weight, added, codes))

    @property
    def signal(self) -> str:
        """Name of the signal."""
        return self.info.name

    @property
    def title(self) -> str:
        """What people read for the signal."""
        return self.info.title

    @property
    def kind(self) -> Kind:
        """What sort of reason it is."""
        return self.info.kind

    @property
    def recorded(self) -> bool:
        """Whether both sides record what the signal needs."""
        return self.value is not None

    @property
    def baseline(self) -> float:
        """What sharing nothing adds: ``-weight * reference``; 0 where undefined."""
        return 0.0 if self.value is None else 0.0 - self.weight * self.reference

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        names = ("signal", "title", "kind", "value", "reference", "weight")
        return picked(self, *names, "baseline", "contribution", "codes")


def in_words(
    contribution: Contribution, of_members: bool = False, plain: bool = False
) -> str:
    """A sentence for what a contribution rests on; empty if there is nothing to say.

    Parameters
    ----------
    contribution : Contribution
    of_members : bool
        The sides are partnerships, whose members have the history.
    plain : bool
        What is no reason to name is named all the same.
    """
    said, codes = contribution.info, contribution.codes
    least = said.least_part
    met = [c for c in codes if c.value > 0 and c.value * len(codes) >= least]
    met = [one for one in met if plain or one.code not in said.unsaid]
    exact = [code for code in met if not code.wider]
    labels = [code.label for code in exact or met]
    if not labels or (contribution.value or 0.0) < said.least_value:
        return ""
    sentence = (of_members and said.of_members) or said.sentence
    return sentence.format(listing(labels, said.n_named))


def listing(labels: Sequence[str], n_shown: int) -> str:
    """Labels in a sentence: ``a, b and c``, or ``a, b and 4 more``."""
    named = list(labels[:n_shown])
    if len(labels) > n_shown:
        named.append(f"{len(labels) - n_shown} more")
    if len(named) < 2:
        return "".join(named)
    return ", ".join(named[:-1]) + " and " + named[-1]
