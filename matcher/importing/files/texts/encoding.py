"""Bytes as text: by the mark at their beginning, as UTF, or by a guess that is told.

In: the bytes of a file. Out: its text, and how it was read. A code page is guessed from
the words of the whole file, since the first lines of a list may hold no letter that
says anything: by how likely each language writes what its letters would be.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from matcher.errors import UnreadableFile
from matcher.files.listed import listed

_LISTED = "importing/files/texts/letters.toml"
_TYPOGRAPHIC = frozenset("„“”‚‘’–—…•€°«»·§®™©\xa0²³½¼´`µ±×")
"""What stands between words of any language."""
_BEFORE_WORDS = frozenset("„“”‚‘’«»–—…·\xa0")
"""Of these, what may stand right before a word."""
_ONLY_BEFORE_WORDS, _AMID_WORDS = frozenset("„‚"), frozenset("’–\xa0")
_AT_THE_END_ONLY = {"Italian": frozenset("àèùòéì")}
"""Letters that a language writes at the end of a word, with few exceptions."""
_MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# Words of any length are looked at once: a cell may hold a picture in letters.
_TOKEN = re.compile(
    rb"(?<![A-Za-z\x80-\xff])[A-Za-z]{0,30}[\x80-\xff][A-Za-z\x80-\xff]{0,30}"
)
_PLAIN = re.compile(rb"(?<![A-Za-z\x80-\xff])[A-Za-z]{1,20}(?![A-Za-z\x80-\xff])")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1e\x7f]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_OF_OTHERS = re.compile("[Ͱ-ӿ]")
_MOST_WORDS, _MOST_KEPT = 1_000, 200_000
_MOST_CONTROLS = 0.02
_MOST_LOST = 0.1  # of letters in UTF-8, where some bytes are not; others fit by chance

# Of a letter, in logarithms of how likely it is.
_FIRST, _EACH_FURTHER = -1.0, -0.25
_FOREIGN, _BETWEEN_WORDS, _WITHIN_WORDS = -7.0, -2.5, -9.0
_UNKNOWN, _ODD_CAPITAL, _TWO_SCRIPTS, _WITHIN_WORD = -12.0, -5.0, -10.0, -3.0
_LEAST_LIKELY_LANGUAGE = -4.0
_SURE = 3.0


@dataclass(frozen=True)
class Text:
    """The text of a file.

    Parameters
    ----------
    text : str
        Without a mark at its beginning.
    encoding : str
    guessed : bool
        Whether it was guessed.
    language : str
        Whose letters decided.
    others : tuple of str
        Encodings that are almost as likely and make other letters of some words.
    n_zeros : int
        Bytes of zero that were left out.
    """

    text: str
    encoding: str
    guessed: bool = False
    language: str = ""
    others: tuple[str, ...] = ()
    n_zeros: int = 0


def decode(file: str, raw: bytes, declared: str = "") -> Text:
    """The text that bytes hold.

    Parameters
    ----------
    file : str
        Name of the file.
    raw : bytes
    declared : str, optional
        The encoding that a file itself says it has.

    Raises
    ------
    UnreadableFile
        If it is no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Text(raw[len(mark) :].decode(encoding, "replace"), encoding)
    n_zeros = raw.count(0)
    if n_zeros:
        for encoding in _WIDE:
            if (text := _wide(raw, encoding)) is not None:
                return Text(text, encoding, guessed=True)
        raw = raw.replace(b"\0", b"")
    found = _narrow(raw, declared)
    n_controls = len(_CONTROLS.findall(found.text))
    if n_controls > _MOST_CONTROLS * len(found.text) + 1 or (raw == b"" and n_zeros):
        raise UnreadableFile(
            f"{file}: it is neither a text nor a spreadsheet; CSV, XLSX, XLS, ODS, "
            "JSON and HTML tables are read"
        )
    return Text(
        found.text,
        found.encoding,
        found.guessed,
        found.language,
        found.others,
        n_zeros,
    )


def _wide(raw: bytes, encoding: str) -> str | None:
    """A text of two or four bytes a letter, if it can be one."""
    width = 4 if "32" in encoding else 2
    if len(raw) % width:
        raw = raw[: -(len(raw) % width)]
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    n_plain = sum(map(text.count, ("\r", "\n", ",", ";", "\t", " ", "e", "a", "1")))
    strange = len(_CONTROLS.findall(text)) + sum("㐀" <= c <= "鿿" for c in text)
    return text if n_plain and strange * 10 <= n_plain else None


def _narrow(raw: bytes, declared: str) -> Text:
    try:
        return Text(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
    n_lost = text.count("\N{REPLACEMENT CHARACTER}")
    n_special = len(text) - len(text.encode("ascii", "ignore"))
    if n_lost <= (n_special - n_lost) * _MOST_LOST:
        return Text(text, "utf-8")  # the cells that have lost letters are told
    if declared:
        try:
            return Text(raw.decode(declared), declared)
        except (UnicodeDecodeError, LookupError):
            pass
    return _guessed(raw)


def _guessed(raw: bytes) -> Text:
    """The text in the code page whose letters make the likeliest words."""
    kept: dict[bytes, None] = {}
    for found in _TOKEN.finditer(raw):
        kept[found[0]] = None
        if len(kept) == _MOST_KEPT:
            break
    words = [*kept]
    words = words[:: len(words) // _MOST_WORDS + 1]
    likely = _likely_languages(raw)
    pages = listed(_LISTED)["code_pages"]
    scores = {page: _likelihood(words, page, likely) for page in pages}
    ranking = sorted(pages, key=lambda page: -scores[page][0])
    best = ranking[0]
    said = [_read(word, best) for word in words]
    others = [
        page
        for page in ranking[1:]
        if scores[page][0] > scores[best][0] - _SURE
        and [_read(word, page) for word in words] != said
    ]
    text = _read(raw, best)
    return Text(text, best, True, scores[best][1], tuple(others))


def _read(raw: bytes, page: str) -> str:
    return raw.decode(page, "replace")


def _likely_languages(raw: bytes) -> dict[str, float]:
    """How likely each language is, by words of plain letters; the likeliest has 0."""
    told_by: dict[str, list[str]] = listed(_LISTED)["words"]
    known = {word.encode() for words in told_by.values() for word in words}
    told = Counter(
        word.decode()
        for found in _PLAIN.finditer(raw)
        if (word := found[0].lower()) in known
    )
    n_found = {
        language: sum(min(told[word], 20) for word in told_by.get(language, ()))
        for language in listed(_LISTED)["letters"]
    }
    most = max(n_found.values())
    return {
        language: max(_LEAST_LIKELY_LANGUAGE, log((n + 1) / (most + 1)))
        for language, n in n_found.items()
    }


def _likelihood(
    words: Sequence[bytes], page: str, likely: dict[str, float]
) -> tuple[float, str]:
    """How likely a code page is, and the language that most words speak for."""
    ranks = {
        language: {letter: at for at, letter in enumerate(letters)}
        for language, letters in listed(_LISTED)["letters"].items()
    }
    total: float = listed(_LISTED)["code_pages"][page]
    spoken: Counter[str] = Counter()
    for raw in words:
        word = _read(raw, page)
        total += _shape(word)
        if any(letter.isalpha() and not letter.isascii() for letter in word):
            score, language = max(
                (likely[language] + _of_letters(word, language, rank), language)
                for language, rank in ranks.items()
            )
            total += score
            spoken[language] += 1
    return total, max(spoken, key=lambda one: (spoken[one], one), default="")


def _of_letters(word: str, language: str, rank: dict[str, int]) -> float:
    """How likely a language writes the special letters of a word."""
    score = 0.0
    last = _AT_THE_END_ONLY.get(language, frozenset())
    for at, letter in enumerate(word.lower(), start=1):
        if letter.isascii() or not letter.isalpha() or letter in "ªº":
            continue
        score += _FIRST + _EACH_FURTHER * rank[letter] if letter in rank else _FOREIGN
        if letter in last and at < len(word):
            score += _WITHIN_WORD
    return score


def _shape(word: str) -> float:
    """What is odd about a word, whatever its language."""
    score = 0.0
    if _LATIN.search(word) and _OF_OTHERS.search(word):
        score += _TWO_SCRIPTS
    for at, letter in enumerate(word):
        if letter.isascii():
            continue
        before = word[at - 1 : at]
        after = word[at + 1 : at + 2]
        if letter.isalpha() and letter not in "ªº":
            if letter.isupper() and before.islower():
                score += _ODD_CAPITAL
            elif letter.islower() and before.isupper() and after.isupper():
                score += _ODD_CAPITAL
        elif letter in _TYPOGRAPHIC:
            within = (after.isalpha() and letter not in _BEFORE_WORDS) or (
                before.isalpha() and letter in _ONLY_BEFORE_WORDS
            )
            if before.isalpha() and after.isalpha() and letter not in _AMID_WORDS:
                within = True
            score += _WITHIN_WORDS if within else _BETWEEN_WORDS
        elif letter in "ªº":
            score += _WITHIN_WORDS if after.isalpha() else _BETWEEN_WORDS
        else:
            score += _UNKNOWN
    return score
