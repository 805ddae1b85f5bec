"""The index: every term, label and code by the words it is made of.

In: a vocabulary and the columns of the table of terms. Out: what some words mean, as
they stand or as forms of what stands in the table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, product, takewhile
from typing import NamedTuple

from matcher.registry.finding.entry import keys_of, spelt_out
from matcher.registry.finding.forms import forms
from matcher.registry.finding.spelling import mendable
from matcher.registry.vocabulary import Vocabulary

MOST_WORDS = 6
"""No term of more words is looked for inside a text."""
_COLUMNS = ("kind", "code", "term", "language", "exact")
_MOST_FORMS = 64
_LEAST_BEGINNING = 3
_ENOUGH_OF_ANY = 5


class Meaning(NamedTuple):
    """What a term means: one code.

    Parameters
    ----------
    kind : {"sector", "technology", "market", "ecosystem"}
        Of areas, the countries of the European Union too, it is ``market``.
    code, term : str
    languages : str
        In which the term is written, with ``;`` between.
    exact : {"false", "true"}
        Whether it means the code only as a whole entry.
    is_code : bool
        Whether the term is the code itself.
    """

    kind: str
    code: str
    term: str
    languages: str = "en"
    exact: str = "false"
    is_code: bool = False


class TermIndex:
    """Meanings by their keys: those of the lists before those of the table.

    Parameters
    ----------
    vocabulary : Vocabulary
    terms : mapping of str to sequence of str
        The table of terms by its columns; nothing where there is no table.
    """

    def __init__(
        self, vocabulary: Vocabulary, terms: Mapping[str, Sequence[str]]
    ) -> None:
        self._of_lists = [*_of_lists(vocabulary)]
        self._columns = [terms.get(name, ()) for name in _COLUMNS]
        texts = [*(one.term for one in self._of_lists), *terms.get("term", ())]
        # Nearly every key has one meaning: no list for each, of which Python would
        # have to keep track.
        self._first: dict[str, int] = {}
        self._others: dict[str, list[int]] = {}
        self._add(range(len(texts)), texts)
        spelt = [(n, way) for n, text in enumerate(texts)
                 if (way := spelt_out(text)) != text]  # fmt: skip
        self._add([n for n, _ in spelt], [way for _, way in spelt])
        self._first.pop("", None)

    def _add(self, numbers: Sequence[int], texts: Sequence[str]) -> None:
        """Let meanings be found by the keys of these texts."""
        first, others = self._first, self._others
        for number, key in zip(numbers, keys_of(texts), strict=True):
            if first.setdefault(key, number) != number:
                others.setdefault(key, []).append(number)

    def _meaning(self, number: int) -> Meaning:
        at = number - len(self._of_lists)
        if at < 0:
            return self._of_lists[number]
        kind, code, term, languages, exact = (column[at] for column in self._columns)
        return Meaning(kind, code, term, languages, exact)

    def __getitem__(self, key: str) -> list[Meaning]:
        if (first := self._first.get(key)) is None:
            return []
        numbers = dict.fromkeys((first, *self._others.get(key, ())))
        return [self._meaning(number) for number in numbers]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that any term is made of."""
        return frozenset(" ".join(self._first).split())

    @cached_property
    def mendable(self) -> list[str]:
        """Those that a word with a typo may mean."""
        return mendable(self.words)

    @cached_property
    def _joined(self) -> dict[str, str]:
        """Terms of several words by the same in one, as people write some."""
        return {key.replace(" ", ""): key for key in self._first if " " in key}

    @cached_property
    def _singular(self) -> dict[str, str]:
        """Terms that stand in the table as plurals, by their singulars."""
        plural = (key for key in self._first if key.endswith("s"))
        return {key[:-1]: key for key in plural if key[:-1]}

    @cached_property
    def in_order(self) -> list[str]:
        """Every key, in order of letters."""
        return sorted(self._first)

    def meanings(self, words: Sequence[str]) -> list[list[Meaning]]:
        """What some words mean together: as they stand, else joined, else as forms.

        Returns
        -------
        list of list of Meaning
            The surest way to read them first.
        """
        return [*self.ways(words)]

    def ways(self, words: Sequence[str]) -> Iterator[list[Meaning]]:
        """The same one after another: forms take longest, and are mostly not needed."""
        key, joined = " ".join(words), "".join(words)
        for one in dict.fromkeys([key, joined, self._joined.get(joined, "")]):
            if way := self[one]:
                yield way
        if way := self._of_forms(words):
            yield way

    def _of_forms(self, words: Sequence[str]) -> list[Meaning]:
        """What the words mean as forms of others, in a language that has these."""
        known = self._form_words
        some = [[*forms(word, known)] for word in words]
        if not all(some):
            return []
        for chosen in islice(product(*some), _MOST_FORMS):
            base = " ".join(form.word for form in chosen)
            meant = [
                one
                for one in (*self[base], *self[self._singular.get(base, "")])
                if all(_speaks(one, form.languages) for form in chosen)
            ]
            if meant:
                return meant
        return []

    @cached_property
    def _form_words(self) -> frozenset[str]:
        return self.words | {key.split()[-1] for key in self._singular}

    def knows(self, word: str) -> bool:
        """Whether a word, or what it is a form of, stands in any term."""
        return any(True for _ in forms(word, self._form_words))

    def beginning_with(self, words: Sequence[str], most: int) -> list[str]:
        """Keys that begin with what is written so far, the shortest first.

        Few letters are enough only for a key of few: "Mars" is no "Marseille".
        """
        written = " ".join(words)
        if len(written) < _LEAST_BEGINNING:
            return []
        following = islice(self.in_order, bisect_left(self.in_order, written), None)
        begun = takewhile(lambda key: key.startswith(written), following)
        is_any = len(written) >= _ENOUGH_OF_ANY
        found = [key for key in begun if is_any or 2 * len(written) > len(key)]
        return sorted(found, key=lambda key: (len(key), key))[:most]

    def holding(self, word: str, most: int) -> list[str]:
        """Keys of several words with this one among them, the shortest first."""
        if word not in self.words:
            return []
        found = [key for key in self._first if word in key and word in key.split()]
        return sorted(found, key=lambda key: (len(key), key))[:most]


def _speaks(meaning: Meaning, languages: Iterable[str]) -> bool:
    return not languages or any(one in meaning.languages for one in languages)


def _of_lists(vocabulary: Vocabulary) -> Iterator[Meaning]:
    """Codes, labels and other names, in the order of the kinds."""
    for kind, terms in (
        ("sector", vocabulary.sectors),
        ("technology", vocabulary.technologies),
        ("market", {**vocabulary.countries, **vocabulary.markets}),
        ("ecosystem", vocabulary.ecosystems),
    ):
        for code, term in terms.items():
            yield Meaning(kind, code, code, exact="true", is_code=True)
            yield Meaning(kind, code, term.label)
    for alias, code in vocabulary.country_aliases.items():
        is_short = len(alias) <= _LEAST_BEGINNING
        yield Meaning("market", code, alias, exact="true" if is_short else "false")
