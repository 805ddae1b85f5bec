"""The finder: what people write, answered with codes.

Exact before phrase before near: an entry as a whole, terms inside it, longest first,
and guesses where neither is there: terms that begin so, parts of compounds, other
spellings, and terms that hold one of the words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property

from matcher.errors import N_OFFERED
from matcher.registry.finding.entry import Entry
from matcher.registry.finding.found import EVERY_KIND, FoundCode, Part, Wanted, once
from matcher.registry.finding.index import Meaning, TermIndex
from matcher.registry.finding.phrases import Phrases
from matcher.registry.finding.spelling import nearest
from matcher.registry.vocabulary import Vocabulary
from matcher.text import fold, shown

IN_THE_UNION = (
    "in the European Union; a market is a country outside it or a named region such as "
    "ASEAN"
)
MOST_FOUND = 20
MOST_PROPOSED = 8
PROPOSED = ("sector", "technology", "market")
_LEAST_LIKENESS = 0.75  # else nobody knows why it is offered


class Finder:
    """Finds codes by what people call them.

    Parameters
    ----------
    vocabulary : Vocabulary
        The codes.
    terms : callable, optional
        Gives the table of terms by its columns, once it is needed.

    Examples
    --------
    >>> from matcher import load_registry
    >>> finder = load_registry().finder
    >>> [(one.kind, one.code, one.match) for one in finder.find("Brasil")]
    [('market', 'BR', 'exact')]
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        terms: Callable[[], Mapping[str, Sequence[str]]] = dict,
    ) -> None:
        self._vocabulary = vocabulary
        self._terms = terms

    @cached_property
    def _index(self) -> TermIndex:
        return TermIndex(self._vocabulary, self._terms())

    @property
    def words(self) -> frozenset[str]:
        """Every word that any term is made of, folded."""
        return self._index.words

    @property
    def names(self) -> Sequence[str]:
        """Every term, label and code, as `key_of` writes them, in order."""
        return self._index.in_order

    def find(
        self,
        text: str,
        kinds: Collection[str] = EVERY_KIND,
        most: int = MOST_FOUND,
        guess: bool = True,
    ) -> list[FoundCode]:
        """Codes that a text means, the best first; guesses only where nothing is sure.

        Parameters
        ----------
        text : str
        kinds : collection of str
            Which kinds of codes are wanted.
        most : int
        guess : bool
            Whether to look for what may be meant where no term is met.
        """
        entry, wanted = Entry(text), Wanted(self._vocabulary, kinds)
        phrases = Phrases(self._index, entry, wanted)
        found = wanted.codes(phrases.whole(), "exact") or phrases.inside()
        if guess and entry.words and not found:
            found = wanted.codes(guesses(self._index, entry, wanted), "near")
        return found[:most]

    def called(
        self, text: str, kinds: Collection[str], anywhere: bool = False
    ) -> list[FoundCode]:
        """Codes that a text means as a whole, the most apt first; `find` without more.

        It answers several times as quickly.

        Parameters
        ----------
        text : str
        kinds : collection of str
        anywhere : bool
            Whether to leave out what it means only as a whole entry.
        """
        wanted = Wanted(self._vocabulary, kinds)
        found = Phrases(self._index, Entry(text), wanted).whole()
        found = [one for one in found if not (anywhere and one.exact == "true")]
        return wanted.codes(found, "exact")

    def meant(self, text: str, kind: str) -> str:
        """The one code that a whole entry means; empty where it is none or several.

        What is a code or a label means that, whatever else it may be a term for.
        """
        wanted = Wanted(self._vocabulary, [kind])
        meanings = Phrases(self._index, Entry(text), wanted).whole()
        label = self._vocabulary.label
        named = [one for one in meanings if one.term in (one.code, label(one.code))]
        for sure in (named, meanings):
            codes = {one.code for one in sure}
            if len(codes) == 1:
                return codes.pop()
        return ""

    def offered(self, text: str, kinds: Collection[str]) -> list[FoundCode]:
        """What to offer for a text that is no code: what is found, else the nearest."""
        return self.find(text, kinds, N_OFFERED) or self._nearest(text, kinds)

    def _nearest(self, text: str, kinds: Collection[str]) -> list[FoundCode]:
        """Codes whose labels look most alike."""
        by_name = {fold(one.label): one for one in self.listed(kinds)}
        near = get_close_matches(fold(text), by_name, N_OFFERED, cutoff=_LEAST_LIKENESS)
        return [by_name[name]._replace(match="near") for name in near]

    def refusal(
        self,
        text: str,
        kind: str,
        named: Callable[[FoundCode], str],
        offered: Sequence[FoundCode] | None = None,
    ) -> str:
        """Why a text is not read as one code, with those that it may mean.

        Parameters
        ----------
        text : str
        kind : str
            Of which a code is wanted.
        named : callable
            How a code is written.
        offered : sequence of FoundCode, optional
            What `offered` gives for it, where that is known.
        """
        if kind == "market" and self.meant(text, "country"):
            return f"'{shown(text)}' is {IN_THE_UNION}"
        offered = self.offered(text, [kind]) if offered is None else offered
        which = " or ".join(map(named, offered))
        if offered and offered[0].match == "exact":
            return f"'{shown(text)}' may mean more than one {kind}; give {which}"
        return f"no {kind} '{shown(text)}'" + (
            f"; did you mean {which}?" if which else ""
        )

    def told(
        self, text: str, kinds: Collection[str], found: Sequence[FoundCode]
    ) -> str:
        """A sentence on how sure it is what was found; empty where it is sure."""
        if found:
            guess = f"Nothing is called '{shown(text)}': these are guesses."
            return guess if found[0].is_guess else ""
        if "market" in kinds and self.meant(text, "country"):
            return f"'{shown(text)}' is {IN_THE_UNION}."
        near = self._nearest(text, kinds)
        offered = " or ".join(f"{one.label} ({one.code})" for one in near)
        which = f" Nearest by name: {offered}." if offered else ""
        return f"Nothing is found for '{shown(text)}'.{which}"

    def parts(self, text: str, kinds: Collection[str]) -> list[Part]:
        """A text in parts: words that mean codes together, and those that mean none.

        Of sectors and technologies a part means the most apt one, of areas all.
        """
        entry, wanted = Entry(text), Wanted(self._vocabulary, kinds)
        phrases = Phrases(self._index, entry, wanted)
        whole = phrases.whole()
        if whole:
            return [Part(entry.words, self._apt(whole, wanted))]
        spans = {span.start: span for span in phrases.apart()}
        found, end = [], 0
        for place, word in enumerate(entry.words):
            if place in spans:
                end = spans[place].end
                words = entry.words[place:end]
                found.append(Part(words, self._apt(spans[place].meanings, wanted)))
            elif place >= end:
                found.append(Part((word,), ()))
        return found

    def _apt(
        self, meanings: Sequence[Meaning], wanted: Wanted
    ) -> tuple[FoundCode, ...]:
        codes = wanted.codes(meanings, "phrase")
        areas = ("market", "country")
        first = {one.kind: one for one in reversed(codes)}
        return tuple(c for c in codes if c.kind in areas or first[c.kind] is c)

    def listed(self, kinds: Collection[str]) -> list[FoundCode]:
        """All codes of some kinds, in their order; a market is no country again."""
        return Wanted(self._vocabulary, kinds).listed()

    def proposals(
        self, text: str, chosen: Collection[str] = (), most: int = MOST_PROPOSED
    ) -> list[FoundCode]:
        """Codes that a text speaks of, to be looked at: none is taken by itself.

        Parameters
        ----------
        text : str
            Sentences; longer terms count before shorter ones in the same place.
        chosen : collection of str
            Codes that need not be proposed.
        most : int
        """
        wanted = [Wanted(self._vocabulary, [kind]) for kind in PROPOSED]
        every = Wanted(self._vocabulary, PROPOSED)
        spans = Phrases(self._index, Entry(text), every).apart()
        found = [
            one
            for span in spans
            for kind in wanted
            for one in kind.codes(span.meanings, "phrase")[:1]
        ]
        return [one for one in once(found) if one.code not in chosen][:most]


_MOST_TERMS = 20
_SHORTEST_PART = 3
_SHORTEST_COMPOUND = 7
_SHORTEST_INFLECTED = 5  # else "capture" ends in "Türe", and "carreaux" in "eaux"


def guesses(index: TermIndex, entry: Entry, wanted: Wanted) -> Iterator[Meaning]:
    """What may be meant; much of it more than once."""
    for key in index.beginning_with(entry.words, _MOST_TERMS):
        yield from index[key]
    for word in entry.telling:
        yield from _of_parts(index, word, wanted)
    for words in _mended(index, entry.telling):
        phrases = Phrases(index, Entry(" ".join(words)), wanted)
        yield from phrases.whole()
        for span in phrases.spans():
            yield from span.meanings
    for word in entry.telling:
        for key in index.holding(word, _MOST_TERMS):
            yield from index[key]


def _mended(index: TermIndex, words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words with one that is not known as known words are spelt."""
    for place, word in enumerate(words):
        if word not in index.words and not index.meanings((word,)):
            for near in nearest(word, index.mendable):
                yield (*words[:place], near, *words[place + 1 :])


def _of_parts(index: TermIndex, word: str, wanted: Wanted) -> Iterator[Meaning]:
    """What the parts of a compound mean: the last part says what it is.

    The longest first part alone counts: "Kunststofffolie" is no "Kunst".
    """
    if len(word) < _SHORTEST_COMPOUND:
        return
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        if index.knows(word[:cut]):
            last = word[cut:]
            long = len(last) >= _SHORTEST_INFLECTED
            for way in index.meanings((last,)) if long else [index[last]]:
                yield from way
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART, -1):
        first = [one for way in index.ways((word[:cut],)) for one in wanted.among(way)]
        if first:
            yield from first
            return
