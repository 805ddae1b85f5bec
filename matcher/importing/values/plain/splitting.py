"""Splitting: one cell that holds several things, in the ways people list them.

In: the text of a cell. Out: its pieces, by separators that are sure, and by those that
may as well stand inside a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

# Inside brackets: a closing one follows that is not of a number before a piece.
_INSIDE = r"(?![^()]*(?<!\s[0-9a-z])(?<!\s[0-9]{2})\))"
# A dot between two l is a letter of Catalan.
_HARD = re.compile(rf"\s*(?:[;|\n•●▪■◦∙‣►➢➤✓✔※；、]|(?<![lL])·|·(?![lL]))+{_INSIDE}\s*")
_NUMBERING = re.compile(r"^(?:\(?[0-9]{1,2}[.)](?![0-9])|[a-z]\)|[-–—*+>»→]+(?=\s))\s*")
_LINE_NUMBER = re.compile(r"\n\s*(?:[0-9]{1,2}|[a-z])\)\s*")  # closes no bracket
_IN_A_ROW = re.compile(
    r"(?:(?<=[^\W\d])|(?<=\)))[.,]?\s+\(?(?:[0-9]{1,2}[.)]|[a-z]\))\s+(?=\w)"
)
_COMMA = re.compile(rf"\s*,(?![0-9]){_INSIDE}\s*")
_SOFT = re.compile(
    r"\s*[/&+\\]\s*|\s+(?:and|und|et|y|e|i|en|oraz|sowie|ed|og|och|és|ja|și|si|or|oder|ou|"
    r"u\.|as well as|bzw\.|resp\.|ainsi que|así como|nonché|bem como|jak i)"
    r"\s+|\s+[-–—]\s+",
    re.IGNORECASE,
)
_WEAK = re.compile(
    rf"{_SOFT.pattern}|\s+(?:a|a také|ir|un|in|ve|o|u|lub|albo|nebo|alebo|ali|sau|vagy|"
    r"tai|eller|of|plus)\s+",
    re.IGNORECASE,
)
"""With words that are others in most languages, as in "robotika a laser"."""
_MOST_JOINED = 5
_LINES_OF_ADDRESSES = re.compile(r"\s*[,;\n|]\s*")
_CODED = re.compile(
    r"(?:[A-Z]{1,3}[- ])?(?=(?:\D?\d){4})\d[\d -]{2,6}\d(?: [A-Z]{2})?\s+([^\W\d_].*)"
)


def lines_of(text: str) -> list[str]:
    r"""Pieces between separators that never stand in a name, without bullets.

    Examples
    --------
    >>> lines_of("1. Wine; 2) Food\n- Textiles")
    ['Wine', 'Food', 'Textiles']
    """
    if _NUMBERING.match(text):
        text = _IN_A_ROW.sub("\n", text)
    text = _LINE_NUMBER.sub("\n", text)
    pieces = (_NUMBERING.sub("", piece.strip()) for piece in _HARD.split(text))
    return [one for piece in pieces if (one := piece.strip(" ,;"))]


def between_commas(text: str, is_name: Callable[[str], bool]) -> list[str]:
    """Pieces between commas; those together that are a name with commas in it.

    Examples
    --------
    >>> between_commas("Wine, Korea, Republic of", {"Korea, Republic of"}.__contains__)
    ['Wine', 'Korea, Republic of']
    """
    return _joined(_COMMA.split(text), [*_COMMA.findall(text), ""], is_name)


def between_words(text: str, is_name: Callable[[str], bool]) -> list[str]:
    """The same between words and signs for "and", and between dashes.

    Examples
    --------
    >>> between_words("Serbia and Bosnia and Herzegovina", {
    ...     "Bosnia and Herzegovina"}.__contains__)
    ['Serbia', 'Bosnia and Herzegovina']
    """
    return _joined(_SOFT.split(text), [*_SOFT.findall(text), ""], is_name)


def between_any_words(text: str) -> list[str]:
    """The same between more of them, which say something else in other languages.

    Examples
    --------
    >>> between_any_words("Čína a USA"), between_any_words("Vino o aceite")
    (['Čína', 'USA'], ['Vino', 'aceite'])
    """
    return [piece for piece in _WEAK.split(text) if piece]


def bracketed(text: str) -> tuple[str, str]:
    """A text without what stands in its brackets, and that; empty where none do.

    Examples
    --------
    >>> bracketed("Wine (DOC)"), bracketed("Wine")
    (('Wine', 'DOC'), ('Wine', ''))
    """
    text = text.replace("[", "(").replace("]", ")")
    before, opened, rest = text.partition("(")
    inside, closed, after = rest.partition(")")
    if not (before.strip() and opened and closed) or "(" in inside + after:
        return text, ""
    return f"{before.strip()} {after.strip()}".strip(), inside.strip()


def _joined(
    pieces: Sequence[str], glue: Sequence[str], is_name: Callable[[str], bool]
) -> list[str]:
    found, start = [], 0
    while start < len(pieces):
        end = start + 1
        for last in range(min(start + _MOST_JOINED, len(pieces)), start + 1, -1):
            whole = "".join(
                piece + sign
                for piece, sign in zip(
                    pieces[start:last], glue[start:last], strict=True
                )
            ).removesuffix(glue[last - 1])
            if is_name(whole):
                end = last
                found.append(whole.strip())
                break
        else:
            found.append(pieces[start].strip())
        start = end
    return [piece for piece in found if piece]


def town_in(address: str) -> str:
    """The last post code of an address with the town behind it; empty if none.

    Examples
    --------
    >>> town_in("ul. Zana 39, 20-601 Lublin"), town_in("Rue Foch, 69007 Lyon, France")
    ('20-601 Lublin', '69007 Lyon')
    """
    pieces = _LINES_OF_ADDRESSES.split(address)
    return next((piece for piece in reversed(pieces) if _CODED.fullmatch(piece)), "")
