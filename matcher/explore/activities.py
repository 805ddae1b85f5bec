"""What clusters and partnerships do: sectors, technologies and ecosystems alike.

In: the vocabulary, and words that people type. Out: `Activity`, one code with the list
that it stands in, and `Activities`, which reads, names and finds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from matcher.errors import FilterError, did_you_mean, offering
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Profile
from matcher.registry.vocabulary import Term, Vocabulary
from matcher.text import fold

ActivityKind = Literal["sectors", "technologies", "ecosystems"]
ONE_OF: dict[ActivityKind, str] = {
    "sectors": "sector",
    "technologies": "technology",
    "ecosystems": "ecosystem",
}


class Activity(NamedTuple):
    """One thing that clusters and partnerships do, by its list and its code."""

    kind: ActivityKind
    code: str


class Activities:
    """The sectors, technologies and ecosystems of a vocabulary.

    Parameters
    ----------
    vocabulary : Vocabulary

    Examples
    --------
    >>> from matcher import load_registry
    >>> from matcher.explore.activities import Activities
    >>> activities = Activities(load_registry().vocabulary)
    >>> activities.find("paper and packaging")
    Activity(kind='sectors', code='paper-packaging')
    >>> activities.key(activities.find("ecosystem:textile"))
    'ecosystem:textile'
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._terms: dict[ActivityKind, Mapping[str, Term]] = {
            "sectors": vocabulary.sectors,
            "technologies": vocabulary.technologies,
            "ecosystems": vocabulary.ecosystems,
        }

    def of(self, record: Profile | Partnership, kind: ActivityKind) -> frozenset[str]:
        """Codes of one kind that a cluster or a partnership states."""
        if kind == "technologies":
            return frozenset(record.technologies)
        if kind == "sectors":
            return frozenset(record.sectors)
        terms = self._terms["sectors"]
        return frozenset(p for code in record.sectors for p in terms[code].parents)

    def label(self, activity: Activity) -> str:
        """What people read for an activity."""
        return self._terms[activity.kind][activity.code].label

    def key(self, activity: Activity) -> str:
        """The activity in one word, which `find` reads.

        Returns
        -------
        str
            Its code; with its kind in front, as in ``ecosystem:textile``, where an
            earlier kind has the same code.
        """
        kind, code = activity
        first = next(k for k, terms in self._terms.items() if code in terms)
        return code if first == kind else f"{ONE_OF[kind]}:{code}"

    def find(self, text: str) -> Activity:
        """The activity that a word stands for.

        Parameters
        ----------
        text : str
            A code or a label, whatever its case and accents, also with its kind in
            front: ``food-processing``, ``Agri-food``, ``ecosystem:textile``. Of several
            with the same code a sector comes first, then a technology.

        Raises
        ------
        FilterError
            If there is none; the message offers the nearest.
        """
        prefix, _, rest = text.partition(":")
        kinds = tuple(k for k, one in ONE_OF.items() if one == fold(prefix))
        wanted = fold(rest if kinds else text)
        known = list(self._words(kinds or tuple(self._terms)))
        for word, activity in known:
            if fold(word) == wanted:
                return activity
        codes = [activity.code for _, activity in known]
        words = [word for word, _ in known]
        inside = {one: word for word, one in known if wanted and wanted in fold(word)}
        near = offering(sorted(inside.values())) or did_you_mean(wanted, codes)
        near = near or did_you_mean(wanted, words)
        raise FilterError(f"no sector, technology or ecosystem '{text}'{near}")

    def _words(self, kinds: tuple[ActivityKind, ...]) -> Iterator[tuple[str, Activity]]:
        """Codes of every kind, then labels, each with what it stands for."""
        for kind in kinds:
            for code in self._terms[kind]:
                yield code, Activity(kind, code)
        for kind in kinds:
            for code, term in self._terms[kind].items():
                yield term.label, Activity(kind, code)
