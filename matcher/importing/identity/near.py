"""Near ones: new organisations that may be known under another name.

In: a directory whose new organisations have their ids. Out: pairs to look at, with the
line to write in the mapping if both are one. Nothing is merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from matcher.importing.identity.directory import Directory, Organisation
from matcher.importing.identity.spelling import bare_words, words_of
from matcher.importing.report import Near

_ALIKE = 88
"""From here on names alike are told, of 100: a letter or two are other ones."""

_ALIKE_ELSEWHERE = 95
"""The same where the countries differ: hardly a letter."""

_WITHIN = 97
"""From here on all words of a name stand in the other one, if it is in one country."""

_MOST_IN_BLOCK = 60
"""Organisations that share a word; more of them say that the word tells nothing."""

_FEWEST_LETTERS = 4
_N_RAREST = 4
_BEGINNING = 5  # letters that a misspelt word may begin with


def find_near(directory: Directory) -> tuple[Near, ...]:
    """New organisations beside those that may be meant, most alike first."""
    blocks = _Blocks(directory.organisations)
    found = []
    for new in directory.organisations:
        if new.record is None and new.drafts and not (new.is_said or new.name):
            for other in blocks.beside(new):
                if other.record is None and other.id > new.id:
                    continue  # told of the other one
                if near := _near(new, other):
                    found.append(near)
    return tuple(sorted(found, key=lambda one: (-one.score, one.id, one.known_id)))


def _near(new: Organisation, other: Organisation) -> Near | None:
    elsewhere = new.countries and other.countries and not _shared(new, other)
    score, is_within = _likeness(new, other)
    reasons = []
    if new.hosts.keys() & other.hosts.keys():
        reasons.append("the same website")
    if _short_forms(new) & _short_forms(other):
        reasons.append("the same short name")
    if is_within and _shared(new, other):
        reasons.append("all words of one name stand in the other")
    if score < (_ALIKE_ELSEWHERE if elsewhere else _ALIKE):
        if not reasons or (elsewhere and "the same website" not in reasons):
            return None
    name, known = new.called, other.called
    line = f'"{_quoted(name)}" = "{other.id}"'
    reason = ", ".join(reasons) or "the names are alike"
    place = min((draft.place for draft in new.drafts), key=lambda place: place.row)
    return Near(new.id, name, other.id, known, score, reason, line, place)


def _likeness(new: Organisation, other: Organisation) -> tuple[int, bool]:
    """How alike the most alike names are; whether one holds all words of the other."""
    most, is_within = 0.0, False
    for left in map(bare_words, new.names):
        for right in map(bare_words, other.names):
            most = max(most, token_sort_ratio(left, right))
            fewest = min(len(left.split()), len(right.split()))
            if fewest > 1 and token_set_ratio(left, right) >= _WITHIN:
                is_within = True
    return round(most), is_within


def _shared(new: Organisation, other: Organisation) -> bool:
    return bool(new.countries.keys() & other.countries.keys())


def _short_forms(organisation: Organisation) -> set[str]:
    return {words_of(name) for name in organisation.names if " " not in name}


def _quoted(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')


class _Blocks:
    """Organisations by what two must share to be compared at all.

    Parameters
    ----------
    organisations : iterable of Organisation
    """

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._among: dict[str, list[Organisation]] = {}
        for one in organisations:
            for key in dict.fromkeys(_keys(one)):
                self._among.setdefault(key, []).append(one)

    def beside(self, organisation: Organisation) -> Iterator[Organisation]:
        """Those that share a rare word, the beginning of one, or the website."""
        blocks = [self._among[key] for key in dict.fromkeys(_keys(organisation))]
        few = sorted((b for b in blocks if len(b) <= _MOST_IN_BLOCK), key=len)
        seen = {organisation.id}
        for other in chain.from_iterable(few):
            if other.id not in seen:
                seen.add(other.id)
                yield other


def _keys(organisation: Organisation) -> Iterator[str]:
    yield from (f"at {host}" for host in organisation.hosts)
    for name in organisation.names:
        words = words_of(name).split()
        for word in words:
            if len(word) >= _FEWEST_LETTERS or len(words) == 1:
                yield word
                yield f"{word[:_BEGINNING]}-"
