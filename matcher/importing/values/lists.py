"""Lists of codes: a cell that holds several of them, piece by piece.

In: the text of a cell. Out: what is gathered of its pieces: codes, doubts and words
without a code. What one piece means, `activities` and `areas` know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from matcher.importing.values.cleaning import is_nothing, plain
from matcher.importing.values.gathering import Gathered
from matcher.importing.values.splitting import between_commas, between_words, lines_of
from matcher.text import fold, shown

MOST_PIECES = 500
MOST_LETTERS = 1_000
_A_SENTENCE = 12


class Words(Protocol):
    """Knows what one piece of a cell means."""

    noun: str

    def is_name(self, text: str) -> bool:
        """Whether a text with signs in it is one name."""

    def is_sure(self, text: str) -> bool:
        """Whether a text means something for sure."""

    def take(self, text: str, gathered: Gathered) -> bool:
        """Gather what a text surely means; whether it means anything."""

    def guess(self, text: str, gathered: Gathered) -> bool:
        """Gather what a text may mean, as a doubt; whether there is anything."""

    def parts_freely(self) -> bool:
        """Whether "and" parts pieces of which some mean nothing."""


Said = Mapping[str, tuple[str, ...]]
"""Codes by folded word, as a user says; none for a word that means nothing."""


def gather(words: Words, text: str, said: Said, gathered: Gathered) -> None:
    """Gather every piece of a cell.

    Parameters
    ----------
    words : Words
    text : str
        With its line breaks.
    said : Said
        What counts before all else.
    gathered : Gathered
    """
    whole = plain(text)
    if _is_said(whole, said, gathered):
        return
    if words.is_name(whole) and words.take(whole, gathered):
        return
    lines = lines_of(text)
    if len(lines) > MOST_PIECES:
        told = f"{len(lines)} pieces in one cell; at most {MOST_PIECES} are read"
        gathered.unread(shown(whole), told)
        return
    for line in map(plain, lines):
        if len(line) > MOST_LETTERS:
            told = (
                f"{len(line)} letters without a sign between; {MOST_LETTERS} are read"
            )
            gathered.unread(shown(line), told)
        elif not _is_said(line, said, gathered):
            _gather_line(words, line, said, gathered)


def _is_said(text: str, said: Said, gathered: Gathered) -> bool:
    """Take what a user says that a text means; whether they say so."""
    key = fold(text)
    gathered.take(*said.get(key, ()))
    return key in said


def _gather_line(words: Words, line: str, said: Said, gathered: Gathered) -> None:
    for piece in between_commas(line, words.is_name):
        one = plain(piece).strip(" :")
        if _says_nothing(words, one) or _is_said(one, said, gathered):
            continue
        if words.take(one, gathered):
            continue
        parts = [plain(p).strip(" :") for p in between_words(one, words.is_sure)]
        parts = [part for part in parts if not _says_nothing(words, part)]
        sure = [fold(part) in said or words.is_sure(part) for part in parts]
        if len(parts) > 1 and (all(sure) or (any(sure) and words.parts_freely())):
            for part in parts:
                if not (_is_said(part, said, gathered) or words.take(part, gathered)):
                    _guess(words, part, gathered)
        else:
            _guess(words, one, gathered)


def _says_nothing(words: Words, text: str) -> bool:
    """Whether nothing is recorded; letters in capitals may be a code."""
    return not text or (
        is_nothing(text) and not (text.isupper() and words.is_sure(text))
    )


def _guess(words: Words, text: str, gathered: Gathered) -> None:
    if words.guess(text, gathered):
        return
    n_words = len(fold(text).split())
    problem = f"no {words.noun} is called so; name its code in the mapping, or nothing"
    gathered.unread(text, problem, is_word=n_words <= _A_SENTENCE)
