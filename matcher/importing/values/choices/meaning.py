"""Meanings: words of eight languages for what a closed list holds, or for yes and no.

In: the text of a cell. Out: one of the words that its column accepts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from matcher.files.listed import listed
from matcher.importing.values.plain.cleaning import is_nothing
from matcher.importing.values.reading import Gathered
from matcher.importing.word_lists import word_list
from matcher.registry.columns import Column
from matcher.registry.finding.entry import key_of
from matcher.text import fold

_WORDS = "importing/values/choices/words.toml"
_LOOK = "look whether that is meant"
_MERGED = re.compile(
    r"(?:merged|fusioniert|gefuseerd|fusionn[ée]e?|fusionad[oa]|fus[oa]|połączony)\s+"
    r"(?:into|in|to|with|mit|met|avec|dans|con|en|z)\s+(\S.*)",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\s*\(?\b(?:in |on )?[0-9][0-9./-]*\)?$")


class Choices:
    """Reads the cells of one column that has a closed list.

    Parameters
    ----------
    column : Column
    """

    def __init__(self, column: Column) -> None:
        self._column = column
        self._meant: dict[str, str] = {fold(one): one for one in column.accepted}
        for chosen, words in listed(_WORDS).get(column.name, {}).items():
            for word in words:
                self._meant.setdefault(key_of(word), chosen)

    def read(
        self, text: str, said: Mapping[str, Sequence[str]], gathered: Gathered
    ) -> str | None:
        """The word of the list that a plain text means; None, and why, if none."""
        folded = fold(text)
        if folded in said:
            return next(iter(said[folded]), None)
        for key in (folded, key_of(text)):
            if key in self._meant:
                return self._meant[key]
        found = self._inside(key_of(text))
        if not found:
            accepted = ", ".join(self._column.accepted)
            problem = f"not accepted; one of: {accepted}"
            gathered.unread(text, problem, is_word=True)
            return None
        if len(found) > 1 or not self._is_plain(text):
            told = f"is not called so, but speaks of it; {_LOOK}"
            gathered.doubt(text, found[0], found, told)
        return found[0]

    def _inside(self, key: str) -> list[str]:
        """What words inside a text mean, longest first."""
        found, padded = [], f" {key} "
        for word in sorted(self._meant, key=lambda word: (-len(word), word)):
            if len(word) > 1 and f" {word} " in padded:
                padded = padded.replace(f" {word} ", " ")
                found.append(self._meant[word])
        return [*dict.fromkeys(found)]

    def _is_plain(self, text: str) -> bool:
        """Whether nothing but a year and words for a label stand beside."""
        if self._column.name != "label":
            return False
        beside = {word for word in key_of(text).split() if word not in self._meant}
        return all(word.isdigit() or word in word_list("of_labels") for word in beside)


def read_merged(text: str, gathered: Gathered) -> str | None:
    """That it merged into another, which is told as its successor; None if not.

    Examples
    --------
    >>> gathered = Gathered()
    >>> read_merged("merged into Cluster B (2020)", gathered)
    'merged'
    >>> gathered.reading("merged").also
    {'successor': 'Cluster B'}
    """
    found = _MERGED.fullmatch(text)
    successor = _WHEN.sub("", found[1]) if found else ""
    if not any(map(str.isalpha, successor)):
        return None
    gathered.tell_also("successor", successor)
    told = f"is taken as who carries on; {_LOOK}"
    gathered.doubt(text, successor, (), told)
    return "merged"


def says(text: str) -> Literal["yes", "no", ""]:
    """Whether a plain text says yes or no; empty where it says neither.

    Examples
    --------
    >>> says("tak"), says("✓"), says("nein"), says("-"), says("maybe")
    ('yes', 'yes', 'no', 'no', '')
    """
    folded = fold(text).strip(" .")
    written = re.sub("[\ufe0e\ufe0f]", "", text.strip())
    if not word_list("yes").isdisjoint((folded, written)):
        return "yes"
    is_no = not word_list("no").isdisjoint((folded, written))
    if is_no or not folded or is_nothing(text):
        return "no"
    return ""
