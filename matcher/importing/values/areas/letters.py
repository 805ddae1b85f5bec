"""Letters that stand for countries, and for what may be one of their states.

In: letters alone. Out: a code, and whether a seat there is hardly meant.
"""

from __future__ import annotations

from collections.abc import Collection

from matcher.files.listed import meanings_in
from matcher.importing.values.areas.words import LETTERS_ON_CARS, WORDS
from matcher.text import fold

IN_EUROPE = frozenset(
    "AD AL AM AT AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GL GR HR HU "
    "IE IL IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SK SM TN "
    "TR UA VA XK".split()
)
"""Codes of states where a seat may be, among them those around the Union."""
_STATES = frozenset(
    "BW BY BE BB HB HH HE MV NI NW NRW RP SL SN ST SH TH "
    "OÖ NÖ OOE NOE STMK KTN BGLD SBG VBG T V K S W B".split()
)
_LEAST_STATES = 2
_MOST_LETTERS = 3
_OF_A_STATE = 2
_ACCENTED = {"ČR": "CZ", "Ö": "AT"}


def code_of_letters(text: str, noun: str, areas: Collection[str]) -> str:
    """What letters stand for alone; small ones where they are no word.

    Parameters
    ----------
    text : str
    noun : {"country", "market"}
        What is read.
    areas : collection of str
        Codes that are known.
    """
    code = _ACCENTED.get(text.upper(), "")
    text = text.rstrip(".") if noun == "country" else text
    if text.isascii() and text.isalpha() and len(text) <= _MOST_LETTERS:
        upper = text.upper()
        if len(text) == 1:
            code = LETTERS_ON_CARS.get(text, "") if noun == "country" else ""
        elif len(text) == 2:
            code = upper if noun == "country" or text.isupper() else ""
        else:
            known = meanings_in(WORDS, "three_letters")
            near = known.get(upper, "") if noun == "country" else ""
            code = known.get(text, near if near in IN_EUROPE else "")
    return code if code in areas else ""


def loses_an_accent(text: str) -> bool:
    """Whether these are letters alone of which one would be another code: NÖ is not NO.

    Examples
    --------
    >>> loses_an_accent("NÖ"), loses_an_accent("NO"), loses_an_accent("日本")
    (True, False, False)
    """
    is_short = len(text) <= _MOST_LETTERS
    return is_short and not text.isascii() and fold(text).isascii()


def is_far(text: str, code: str) -> bool:
    """Whether two letters alone say that a European organisation sits far from Europe.

    Examples
    --------
    >>> is_far("SN", "SN"), is_far("Senegal", "SN"), is_far("PT", "PT")
    (True, False, False)
    """
    letters = text.strip(". ")
    is_short = letters.isascii() and len(letters) == _OF_A_STATE
    return is_short and code not in IN_EUROPE


def are_states(texts: Collection[str]) -> bool:
    """Whether letters are of German and Austrian states, and not all of countries.

    Examples
    --------
    >>> are_states({"BW", "SN", "BE"}), are_states({"BE", "DE"}), are_states({"NÖ"})
    (True, False, False)
    """
    found = {text.strip(". ").upper() for text in texts}
    return (
        len(found) >= _LEAST_STATES
        and found <= _STATES
        and not found <= IN_EUROPE | {*LETTERS_ON_CARS}
    )
