"""Lists of codes: a cell that holds several of them, piece by piece.

In: the text of a cell. Out: what is gathered of its pieces: codes, doubts and words
without a code. What one piece means, `activities` and `areas` know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from matcher.importing.values.plain.cleaning import is_nothing, plain
from matcher.importing.values.plain.splitting import between_commas, lines_of
from matcher.importing.values.reading import Gathered
from matcher.text import fold, shown

MOST_PIECES = 500
MOST_LETTERS = 1_000
_MOST_KEPT = 100_000
_AND_SO_ON = re.compile(
    r"[\s,;]+(?:etc|usw|u\.\s?a|u\.\s?v\.\s?m|u\.\s?ä|ecc|itd|itp|enz|e\.o|"
    r"entre outros|entre otros|among others|and others|and more|et autres|i inne|"
    r"e altri)\.?$"
    r"|\s*(?:…|\.\.\.)$",
    re.IGNORECASE,
)
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

    def parts(self, text: str) -> list[str]:
        """Pieces of a text between words for "and"; itself where it stays whole."""

    def may_be_one(self, text: str, parts: Sequence[str]) -> bool:
        """Whether a text that was parted may as well mean one thing."""


class CodeList:
    """Reads the cells of one column of codes.

    Parameters
    ----------
    words : Words
    said : mapping of str to sequence of str
        Codes by words, as a user says, which counts before all else; none for a word
        that means nothing.
    """

    def __init__(self, words: Words, said: Mapping[str, Sequence[str]]) -> None:
        self._words = words
        self._said = {fold(word): codes for word, codes in said.items()}
        self._kept: dict[str, Gathered] = {}

    def gather(self, text: str, gathered: Gathered) -> None:
        """Gather every piece of a cell, given with its line breaks."""
        text = _AND_SO_ON.sub("", text.strip()) or text
        if text[:1] + text[-1:] in ("()", "[]") and text.count(text[0]) == 1:
            text = text[1:-1]
        whole = plain(text)
        if self._is_said(whole, gathered):
            return
        if self._words.is_name(whole) and self._words.take(whole, gathered):
            return
        lines = lines_of(text)
        if len(lines) > MOST_PIECES:
            told = f"{len(lines)} pieces in one cell; at most {MOST_PIECES} are read"
            gathered.unread(shown(whole), told)
            return
        for line in map(plain, lines):
            if len(line) > MOST_LETTERS:
                told = (
                    f"{len(line)} letters in a piece; at most {MOST_LETTERS} are read"
                )
                gathered.unread(shown(line), told)
            elif not self._is_said(line, gathered):
                for piece in between_commas(line, self._words.is_name):
                    gathered.add(self._of(piece))

    def _of(self, piece: str) -> Gathered:
        """What a piece between commas says; kept, as most stand in many cells."""
        if piece not in self._kept:
            gathered = Gathered()
            self._gather(plain(piece).strip(" :"), gathered)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[piece] = gathered
        return self._kept[piece]

    def _gather(self, piece: str, gathered: Gathered) -> None:
        if self._says_nothing(piece) or self._take(piece, gathered):
            return
        parts = [*map(plain, self._words.parts(piece))]
        for part in parts:
            if not self._says_nothing(part) and not self._take(part, gathered):
                self._guess(part, gathered)

        if len(parts) > 1 and self._words.may_be_one(piece, parts):
            told = 'is parted at its "and"; look whether that is meant'
            gathered.doubt(piece, ";".join(gathered.values), (), told)

    def _is_said(self, text: str, gathered: Gathered) -> bool:
        """Take what the user says that a text means; whether they say so."""
        codes = self._said.get(fold(text)) if self._said else None
        gathered.take(*codes or ())
        return codes is not None

    def _is_sure(self, text: str) -> bool:
        return fold(text) in self._said or self._words.is_sure(text)

    def _take(self, text: str, gathered: Gathered) -> bool:
        return self._is_said(text, gathered) or self._words.take(text, gathered)

    def _says_nothing(self, text: str) -> bool:
        """Whether nothing is recorded; letters in capitals may be a code."""
        if not text:
            return True
        return is_nothing(text) and not (text.isupper() and self._is_sure(text))

    def _guess(self, text: str, gathered: Gathered) -> None:
        if self._words.guess(text, gathered):
            return
        n_words = len(fold(text).split())
        noun = self._words.noun
        problem = f"no {noun} is called so; say what it means, or nothing"
        gathered.unread(text, problem, is_word=n_words <= _A_SENTENCE)
