"""Clues: what cells beside the fields of a row say of the country of its seat.

In: cells as they stand, as a phone number or an address. Out: a code, where they tell
one; and the country where most people who write headers so sit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from matcher.files.listed import listed, meanings_in
from matcher.text import fold

_WORDS = "importing/clues.toml"
_PHONE = re.compile(
    r"(?:tel\.?:?\s*)?(?:\+|00)\s*\(?([1-9][0-9]{1,2})(?=.*[0-9])[\d\s()/.–-]*"
)
_LEAST_DIGITS = 8
_MOST_LETTERS = 200
_LONGEST_LETTERS = 3
_ENDS = re.compile(r"[,;|/>()\[\]\n]|\s[-–—]\s")
_CODE = re.compile(r"^(?:[a-z]{1,2}-)?[0-9][0-9 -]*[0-9]\s+(?:[a-z]{2}\s+)?(?=[^\W\d])")
_AFTER_CODE = re.compile(r"\b[0-9]{4,5}\s[^0-9]+\s([^\W\d]{4,})$")
_CEDEX = re.compile(r"\s+cedex(?:\s+[0-9]+)?$")
_FORMS = {
    "PL": re.compile(r"\b[0-9]{2}-[0-9]{3}\b"),
    "PT": re.compile(r"\b[0-9]{4}-[0-9]{3}\b"),
}
_FIVE_DIGITS = re.compile(r"\b[0-9]{5}\s+[^\W\d]")
_HAVE_FIVE = frozenset(("DE", "ES", "FR", "IT"))


@cache
def _towns() -> Mapping[str, str]:
    """Countries by towns and parts of them; none of what two have."""
    found: dict[str, str] = {}
    for code, towns in listed(_WORDS)["towns"].items():
        for town in towns.split(";"):
            key = town.strip()
            found[key] = code if found.get(key, code) == code else ""
    return found


def of_phone(text: str) -> str:
    """The country that a phone number begins with; empty of what is none.

    Examples
    --------
    >>> of_phone("+49 40 5550101"), of_phone("0032 71 12 34 56"), of_phone("040 555")
    ('DE', 'BE', '')
    """
    found = _PHONE.fullmatch(text.strip())
    if not found or sum(sign.isdigit() for sign in text) < _LEAST_DIGITS:
        return ""
    codes = meanings_in(_WORDS, "phones")
    return codes.get(found[1], "") or codes.get(found[1][:2], "")


def of_town(text: str) -> str:
    """The country of a town or a part of a state; empty where that tells none.

    Examples
    --------
    >>> of_town("17489 Greifswald"), of_town("LOOS CEDEX"), of_town("Springfield")
    ('DE', 'FR', '')
    """
    folded = _CEDEX.sub("", fold(text).strip())
    return _towns().get(folded) or _towns().get(_CODE.sub("", folded), "")


def country_at_end(text: str, country: Callable[[str], str]) -> str:
    """The country whose name ends an address; empty where none does.

    Examples
    --------
    >>> named = {"Belgique": "BE", "France": "FR"}
    >>> country_at_end("6041 Gosselies, Belgique", lambda text: named.get(text, ""))
    'BE'
    >>> country_at_end("14 rue X 75010 Paris France", lambda text: named.get(text, ""))
    'FR'
    """
    if len(text) > _MOST_LETTERS:
        return ""
    pieces = _pieces(text)
    ends = [piece for piece in pieces[-2:] if len(piece) > _LONGEST_LETTERS]
    if codes := [code for piece in ends if (code := country(piece))]:
        return codes[-1]
    found = _AFTER_CODE.search(pieces[-1]) if pieces else None
    return country(found[1]) if found else ""


def of_address(text: str, country: Callable[[str], str], home: str = "") -> str:
    """The country at the end of an address, else that of its post code or its town.

    Parameters
    ----------
    text : str
    country : callable
        The code of what is the name of a country; empty of another text.
    home : str
        A country that post codes of five digits are of, among others.

    Examples
    --------
    >>> of_address("Rua Nova 8, Barcelos, Portugal", {"Portugal": "PT"}.get)
    'PT'
    >>> of_address("ul. Zdrojowa 1, 57-300 Kłodzko", {}.get)
    'PL'
    """
    if len(text) > _MOST_LETTERS:
        return ""
    if code := country_at_end(text, country):
        return code
    pieces = _pieces(text)
    for code, form in _FORMS.items():
        if form.search(text):
            return code
    if towns := {code for piece in pieces[-3:] if (code := of_town(piece))}:
        return towns.pop() if len(towns) == 1 else ""
    if len(pieces) > 1 and len(pieces[-1]) <= _LONGEST_LETTERS and home != "IT":
        return country(pieces[-1])  # in Italy, letters of a province
    return home if home in _HAVE_FIVE and _FIVE_DIGITS.search(text) else ""


def _pieces(text: str) -> list[str]:
    return [piece.strip(" .") for piece in _ENDS.split(text) if piece.strip(" .")]


def home_of(headers: Iterable[str]) -> str:
    """The country where most people who write headers so sit; empty where none is.

    Examples
    --------
    >>> home_of(["Nazwa", "Siedziba", "Branża"]), home_of(["Name", "Town"])
    ('PL', '')
    """
    words = {word for header in headers for word in re.findall(r"\w+", fold(header))}
    lists = listed(_WORDS)["headers"]
    found = Counter({code: len(words & {*those}) for code, those in lists.items()})
    (first, most), (_, second) = found.most_common(2)
    return first if most > second else ""
