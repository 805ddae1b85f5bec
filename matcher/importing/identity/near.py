"""Near ones: new organisations that may be known under another name.

In: a directory whose new organisations have their ids. Out: pairs to look at, with the
line to write in the mapping if both are one. Nothing is merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rapidfuzz.fuzz import ratio

from matcher.importing.identity.directory import Directory, Organisation
from matcher.importing.identity.recognising import differ_in_spelling
from matcher.importing.mapping_text import text_of
from matcher.importing.report import Near
from matcher.importing.sheet import in_order
from matcher.registry.legal_forms import bare_words, words_of

_ALIKE = 88
"""From here on names alike are told, of 100: a letter or two are other ones."""

_ALIKE_ELSEWHERE = 95
"""The same where the countries differ: hardly a letter."""

_MOST_IN_BLOCK = 40
"""Organisations that share a word; more of them say that the word tells nothing."""

_FEWEST_LETTERS = 4  # of a word
_N_RAREST = 3
"""Words of a name, or beginnings of them, by which others are looked for."""

_BEGINNING = 5  # letters that a misspelt word may begin with

_Name = tuple[str, frozenset[str]]


def find_near(directory: Directory) -> tuple[Near, ...]:
    """New organisations beside those that may be meant, most alike first."""
    blocks = _Blocks(directory.all)
    found = []
    for new in directory.all:
        if new.record is None and new.drafts and not (new.is_said or new.name):
            for other in blocks.beside(new):
                if other.record is None and other.id > new.id:
                    continue  # told of the other one
                score, is_within = blocks.likeness(new, other)
                if reason := _reason(new, other, score, is_within):
                    found.append(_near(new, other, score, reason))
    return tuple(sorted(found, key=lambda one: (-one.score, one.id, one.known_id)))


def _reason(new: Organisation, other: Organisation, score: int, is_within: bool) -> str:
    """Why two may be one; empty where nothing says so."""
    is_elsewhere = bool(new.countries and other.countries) and not _shared(new, other)
    if new.hosts.keys() & other.hosts.keys():
        return "the same website"
    if score >= (_ALIKE_ELSEWHERE if is_elsewhere else _ALIKE):
        return "the names are alike"
    if is_elsewhere:
        return ""
    if _short_forms(new) & _short_forms(other):
        return "the same short name"
    if is_within and _shared(new, other):
        return "all words of one name stand in the other"
    return ""


def _near(new: Organisation, other: Organisation, score: int, reason: str) -> Near:
    name, known = new.called, other.called
    line = f'{text_of(name)} = "{other.id}"'
    place = min((draft.place for draft in new.drafts), key=in_order)
    return Near(new.id, name, other.id, known, score, reason, line, place)


def _shared(new: Organisation, other: Organisation) -> bool:
    return bool(new.countries.keys() & other.countries.keys())


def _short_forms(organisation: Organisation) -> set[str]:
    return {words_of(name) for name in organisation.names if " " not in name}


class _Blocks:
    """Organisations by what two must share to be compared at all.

    Parameters
    ----------
    organisations : iterable of Organisation
    """

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._among: dict[str, list[Organisation]] = {}
        self._bare: dict[str, list[_Name]] = {}
        for one in organisations:
            for key in dict.fromkeys(_keys(one)):
                self._among.setdefault(key, []).append(one)

    def beside(self, organisation: Organisation) -> Iterator[Organisation]:
        """Those that share a rare word, the beginning of one, or the website."""
        blocks = (self._among[key] for key in dict.fromkeys(_keys(organisation)))
        few = sorted((b for b in blocks if 1 < len(b) <= _MOST_IN_BLOCK), key=len)
        seen = {organisation.id}
        for other in chain.from_iterable(few[:_N_RAREST]):
            if other.id not in seen:
                seen.add(other.id)
                yield other

    def likeness(self, new: Organisation, other: Organisation) -> tuple[int, bool]:
        """How alike the most alike names are; whether one holds all words of other."""
        most, is_within = 0.0, False
        for left, words in self._bare_names(new):
            for right, others in self._bare_names(other):
                score = ratio(left, right, score_cutoff=most)
                if score > most and (score < _ALIKE or differ_in_spelling(left, right)):
                    most = score
                if words <= others or others <= words:
                    is_within |= min(len(words), len(others)) > 1
        return round(most), is_within

    def _bare_names(self, organisation: Organisation) -> Sequence[_Name]:
        """Names with their words in order of letters, whatever order they are in."""
        found = self._bare.get(organisation.id)
        if found is None:
            sorted_ = (sorted(bare_words(name).split()) for name in organisation.names)
            found = [(" ".join(words), frozenset(words)) for words in sorted_]
            self._bare[organisation.id] = found
        return found


def _keys(organisation: Organisation) -> Iterator[str]:
    yield from (f"at {host}" for host in organisation.hosts)
    for name in organisation.names:
        words = words_of(name).split()
        for word in words:
            if len(word) >= _FEWEST_LETTERS or len(words) == 1:
                yield word
                yield f"{word[:_BEGINNING]}-"
