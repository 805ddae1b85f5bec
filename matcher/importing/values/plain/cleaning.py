"""Cleaning: text as programs leave it, made fit for a cell of a table.

In: the text of a cell. Out: the same without what nobody sees, odd spaces, quotes and
marks of other programs; empty where it says that nothing is recorded.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from matcher.files.listed import words_in
from matcher.text import INVISIBLE, fold

_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|i|li|ol|p|span|strong|sup|sub|table|tbody|td|tr|u"
    r"|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\s*/?>", re.IGNORECASE)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]|_x000[dD]_\n?")
_SPACES = re.compile(r"[^\S\n]+")
_ODD_SPACES = re.compile(r"[^\S\n ]")
_MANY_LINES = re.compile(r"\n{3,}")
_AROUND = {
    '"': '"', "'": "'", "“": "”“", "”": "”", "„": "“”", "«": "»", "»": "«", "‘": "’‘",
    "’": "’", "‚": "‘’", "`": "`´", "´": "´", "‟": "”", "*": "*", "_": "_",
}  # fmt: skip
_TWICE_ENCODED = re.compile(
    "[\u00c2-\u00c5\u00c8\u00ce-\u00d1][\u0080-\u00bf\u0152-\u2122]|â[€„]"
)
"""Letters of UTF-8 that were read as those of Windows: "KlÃ¤r"."""
_OF_EUROPE = re.compile(
    "[\n -~\u00a0-\u017f\u0218-\u021b\u0386-\u03ce\u0400-\u045f\u2010-\u2122]*"
)
_GUARD = re.compile("['‘’](?=[=+@-])")
_ERROR = re.compile(
    r"#[A-ZÀ-Ü][A-ZÀ-Ü0-9_/]*[!?]|#GETTING_DATA|##+|(?:Err|Fehler):[0-9]+"
)
_LINK = re.compile(r"=\s*HYPERLINK\(", re.IGNORECASE)
_SHOWN = re.compile(
    r"""=\s*HYPERLINK\(\s*"[^"]*"\s*[,;]\s*"((?:[^"]|"")+)"\s*\)""", re.IGNORECASE
)
_SIGNS = re.compile(r"[\s.…?!*#_\-‐‑‒–—−/\\|:;,()\[\]<>]*")

_WORDS = "importing/values/plain/cleaning.toml"
_LONGEST = 40


def plain(text: str) -> str:
    r"""One line of text as people see it: single spaces, no quotes around, no tags.

    Examples
    --------
    >>> plain("\u201eCluster\xa0 e. V.\u201c\n")
    'Cluster e. V.'
    """
    return _unwrapped(" ".join(visible(text).split()))


def paragraph(text: str) -> str:
    """The same of a text that may break lines; never three line ends together."""
    lines = (_SPACES.sub(" ", line).strip() for line in visible(text).split("\n"))
    return _unwrapped(_MANY_LINES.sub("\n\n", "\n".join(lines)).strip())


def visible(text: str) -> str:
    """Text with one kind of line end, without tags and what cannot be seen."""
    if text.isascii() and text.isprintable() and "<" not in text and "&" not in text:
        return text  # as most cells are
    if "<" in text and _TAG.search(text):
        text = _TAG.sub(" ", _BREAK.sub("\n", text))
    if "&" in text and ";" in text:
        text = unescape(text)
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    if not text.isascii():
        text = unicodedata.normalize("NFC", decoded_again(text))
        text = _ODD_SPACES.sub(" ", text)
    return INVISIBLE.sub(lambda found: "\n" if found[0] == "\n" else "", text)


def decoded_again(text: str) -> str:
    """A text whose letters were encoded twice, as they were before.

    Examples
    --------
    >>> decoded_again("KlÃ¤rtechnik ZÃ¼rich"), decoded_again("São Paulo")
    ('Klärtechnik Zürich', 'São Paulo')
    """
    if not _TWICE_ENCODED.search(text):
        return text
    try:
        raw = (c.encode("latin-1" if c < "\u0100" else "cp1252") for c in text)
        found = b"".join(raw).decode("utf-8")
    except UnicodeError:
        return text  # other letters stand beside them: nothing was encoded twice
    return found if _OF_EUROPE.fullmatch(found) else text


def _unwrapped(text: str) -> str:
    """Without quotes and other marks that stand around all of it."""
    text = _GUARD.sub("", text, count=1) if _GUARD.match(text) else text
    while len(text) > 1 and text[-1] in _AROUND.get(text[0], ""):
        inner = text[1:-1]
        if text[0] in inner or text[-1] in inner:
            break
        text = inner.strip()
    return text


def is_nothing(text: str) -> bool:
    """Whether a plain text says that nothing is recorded.

    Examples
    --------
    >>> is_nothing("k. A."), is_nothing("--"), is_nothing("sin datos"), is_nothing("0")
    (True, True, True, False)
    """
    if len(text) > _LONGEST:
        return False
    if _SIGNS.fullmatch(text):
        return True
    folded = fold(text)
    bare = folded.strip(" ()[]<>{}-–*!?'\"")
    nothing = words_in(_WORDS, "nothing")
    return not nothing.isdisjoint((folded, bare, bare.rstrip(".: ")))


def left_by_a_program(text: str) -> str:
    """What a program left instead of a value, and what to do; empty if nothing.

    Errors of spreadsheets, and formulas that nobody has worked out.
    """
    if _ERROR.fullmatch(text):
        what = "an error of a spreadsheet, or a column too narrow"
        return f"{what}; write what belongs here, or nothing"
    if text.startswith("=") and not _LINK.match(text):
        return "a formula; write what it gives"
    return ""


def link_shown(text: str) -> str:
    """What a formula of a link shows instead of its aim; another text as it is.

    Examples
    --------
    >>> link_shown('=HYPERLINK("https://alpha.eu","Alpha")')
    'Alpha'
    """
    found = _SHOWN.fullmatch(text) if text.startswith("=") else None
    return found[1].replace('""', '"') if found else text
