"""Searching that forgives: case, accents, signs, former names and small typos.

In: what each record is called and what else is said of it. Out: the ids that hold
every word of a text; where a word is spelt as nowhere, its nearest spelling is tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from matcher import beginning, fold

MOST_LETTERS = 200
MOST_WORDS = 24
"""So many are looked for: a word that stands nowhere is held against all others."""
MOST_NEAR = 5
_SIGNS = re.compile(r"[\W_]+")
_SAYS_NOTHING = frozenset("a and at for in of or the to with".split())
_LEAST_LIKENESS = 0.55
_SHORTEST_MENDED = 4
_LONG_WORD = 7


@dataclass(frozen=True)
class Found:
    """What a search found.

    Parameters
    ----------
    ids : tuple of str
        Those whose own names hold every word come first; in the index's order within.
    words : tuple of str
        What was looked for, after mending.
    mended : tuple of (str, str)
        Words that stand nowhere, each with the spelling that was tried instead.
    """

    ids: tuple[str, ...]
    words: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()


class SearchIndex:
    """Words of some records.

    Parameters
    ----------
    names : mapping of str to iterable of str
        What each id is called, now and formerly; in the order of the answers.
    texts : mapping of str to str
        What else is said of each id.
    """

    def __init__(
        self, names: Mapping[str, Iterable[str]], texts: Mapping[str, str]
    ) -> None:
        self.ids = tuple(names)
        self._ids_by_name: dict[str, set[str]] = {}
        self._called: dict[str, str] = {}
        self._said: dict[str, str] = {}
        for record_id, called in names.items():
            listed = [name for name in called if name]
            for name in listed:
                self._ids_by_name.setdefault(fold(name), set()).add(record_id)
            spaced = [_spaced(name) for name in listed]
            # "Ad Pack" is found as adpack, and AdPack² by its parts.
            run_together = [name.replace(" ", "") for name in spaced]
            self._called[record_id] = " ".join(["", *spaced, *run_together])
            self._said[record_id] = " " + _spaced(texts.get(record_id, ""))

    def find(self, text: str) -> Found:
        """The records that hold every word of a text.

        Parameters
        ----------
        text : str
            Empty, or without letters and digits, finds all.

        Returns
        -------
        Found

        Notes
        -----
        A word may stand anywhere in a name, and begins a word elsewhere: "rail" finds
        railways, not trailers. Words such as "and" do not count.
        """
        given = _words(text)
        words = [word for word in given if word not in _SAYS_NOTHING] or given
        found = self._holding(words)
        if found or not words:
            return Found(found, tuple(words))
        mended = [
            (word, near) for word in words if (near := self._nearest_word(word)) != word
        ]
        spelt = dict(mended)
        words = [spelt.get(word, word) for word in words]
        return Found(self._holding(words), tuple(words), tuple(mended))

    def _holding(self, words: Iterable[str]) -> tuple[str, ...]:
        by_name, by_text = [], []
        wanted = tuple(words)
        for record_id, called in self._called.items():
            if all(word in called for word in wanted):
                by_name.append(record_id)
            elif all(self._holds(record_id, word) for word in wanted):
                by_text.append(record_id)
        return (*by_name, *by_text)

    def _holds(self, record_id: str, word: str) -> bool:
        return word in self._called[record_id] or f" {word}" in self._said[record_id]

    @cached_property
    def _known(self) -> list[tuple[str, int, Counter[str]]]:
        """Every word with how many records have it and its letters, in order."""
        seen = Counter(
            word
            for record_id, called in self._called.items()
            for word in {*called.split(), *self._said[record_id].split()}
        )
        return [(word, n, Counter(word)) for word, n in sorted(seen.items())]

    def _nearest_word(self, word: str) -> str:
        """The word itself if any record has it, else the nearest spelling of it."""
        if len(word) < _SHORTEST_MENDED or self._holding([word]):
            return word
        most = 2 if len(word) >= _LONG_WORD else 1
        letters = Counter(word)
        best = (most + 1, 0, word)
        for known, n_records, its_letters in self._known:
            if abs(len(known) - len(word)) > most:
                continue
            if (letters - its_letters).total() > most:
                continue
            distance = typos(word, known)
            best = min(best, (distance, -n_records, known))
        return best[2] if best[0] <= most else word

    def nearest(self, text: str) -> list[str]:
        """Ids of the few records whose names are nearest to a text, the best first."""
        wanted = fold(text)[:80]
        if not wanted:
            return []
        best: dict[str, float] = {}
        for name, ids in self._ids_by_name.items():
            likeness = _likeness(wanted, name)
            for record_id in ids:
                best[record_id] = max(best.get(record_id, 0.0), likeness)
        close = [i for i, likeness in best.items() if likeness > _LEAST_LIKENESS]
        close.sort(key=lambda record_id: (-best[record_id], record_id))
        return close[:MOST_NEAR]


def _spaced(text: str) -> str:
    """Folded words with single spaces for all signs between them."""
    return _SIGNS.sub(" ", fold(text)).strip()


def searched(text: str) -> str:
    """As much of a text as is searched for, with single spaces.

    Examples
    --------
    >>> searched("  food   and drink ")
    'food and drink'
    """
    return beginning(" ".join(text.split()), MOST_LETTERS)


def _words(text: str) -> list[str]:
    """The words of a text that are searched for, each once and folded."""
    return [*dict.fromkeys(_spaced(searched(text)).split())][:MOST_WORDS]


def typos(left: str, right: str) -> int:
    """Letters to change, drop, add or swap with a neighbour between two words.

    Examples
    --------
    >>> typos("pakcaging", "packaging"), typos("fotonics", "photonics")
    (1, 2)

    References
    ----------
    Damerau, "A technique for computer detection and correction of spelling errors",
    1964; in the form of optimal string alignment.
    """
    rows = [list(range(len(right) + 1))]
    for i, one in enumerate(left, start=1):
        above, row = rows[-1], [i]
        for j, other in enumerate(right, start=1):
            least = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one != other))
            if i > 1 and j > 1 and one == right[j - 2] and other == left[i - 2]:
                least = min(least, rows[-2][j - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


def _likeness(wanted: str, name: str) -> float:
    """How near two names are; part of a name is nearer than letters in common."""
    if len(wanted) >= 3 and wanted in name:
        begins = 0.5 * (f" {name}".find(f" {wanted}") >= 0)
        return 0.9 + begins + 0.1 * len(wanted) / len(name)
    if len(name) >= 4 and name in wanted:
        return 0.8
    matcher = SequenceMatcher(None, wanted, name)
    if (
        matcher.real_quick_ratio() < _LEAST_LIKENESS
        or matcher.quick_ratio() < _LEAST_LIKENESS
    ):
        return 0.0
    return matcher.ratio()
