"""Personal data: e-mail addresses, telephone numbers and persons inside other text.

In: a text. Out: the same without them; what was taken out is told.
"""

from __future__ import annotations

import re

from matcher.importing.values.reading import Gathered
from matcher.plain_words import GENERAL_WORDS
from matcher.text import fold

E_MAIL = re.compile(
    r"(?<![\w.+%-])(?:mailto:\s?)?[\w.+%-]{1,64}\s?(?:@|\(at\)|\[at\]|\{at\})\s?"
    r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
    re.IGNORECASE,
)
LEFT_OUT_MAIL = "an e-mail address; nobody keeps one"
_PHONE = re.compile(
    r"\b(?:tel(?:efon[oe]?|ephone|efoon|efono)?|phone|t[ée]l|fax|mobil[e]?|handy|cell|ph|"
    r"tlf|kom|m[óo]vil|gsm)\b(?:[ ]?(?:no|nr)\b)?(?:[ ]?[.:]+[ ]?|[ ]?(?=[+0(]))"
    r"\+?[0-9(][0-9 ()/.\-]{5,25}[0-9]"
    r"|(?<![\w.+])(?:\+|00)[0-9]{1,3}[ ()/.\-]*(?:[0-9][ ()/.\-]{0,2}){6,12}(?![0-9])",
    re.IGNORECASE,
)
_TITLE = (
    r"(?:(?:Prof|Dr|Dipl|Dott|Dra|Herr|Frau|Mr|Mrs|Ms|Mme|Mlle|Monsieur|Madame|Sra|Srta|"
    r"Dhr|Mevr|mgr|Doutor|Domnul|Doamna)\b\.?"
    r"(?:-?(?:Ing|rer|nat|med|phil|h\.c|hab|jur|oec|techn|pol|inż)\b\.?|\s*-?Kfm\.?)*\s+)+"
)
_NAME = r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆČŠŽ][\w'’.-]{0,40}"
PERSON = re.compile(
    rf"(?<!\w){_TITLE}{_NAME}(?:\s+(?:von|van|de|der|den|da|del|di|"
    rf"zu)){{0,2}}\s+{_NAME}"
)
_OF_FIRMS = GENERAL_WORDS | frozenset(
    "food wood furniture foundation institute stiftung cluster institut center centre "
    "akademie academy school management design training engineering".split()
)
"""Words of names that are no person's, though they begin as one."""
_CONTACT = re.compile(
    r"(?:(?:contact(?: person)?|kontakt|ansprechpartner(?:in)?|contacto|contatto|"
    r"contactpersoon|e-?mail|mail|tel(?:efon)?|phone)\s*[:.]\s*)+(?=$|[\s,;|.]*$|\n)",
    re.IGNORECASE | re.MULTILINE,
)
_LOOSE_SIGNS = re.compile(
    r"\(\s*[,;:|]*\s*\)|[ \t]+(?=[,;.:](?:\s|$))|(?:[,;|]\s*){2,}"
)


def without_personal(text: str, gathered: Gathered, persons: bool = True) -> str:
    """A text without persons and how to reach them; told where there were any.

    Parameters
    ----------
    text : str
    gathered : Gathered
    persons : bool
        Whether to take persons out: some organisations are called as one.
    """
    found = text
    patterns = (
        (E_MAIL, LEFT_OUT_MAIL),
        (_PHONE, "a telephone number; nobody keeps one"),
        (PERSON, "a person; nobody keeps one"),
    )
    for pattern, what in patterns if persons else patterns[:-1]:
        taken_out = dict.fromkeys(match[0] for match in pattern.finditer(found))
        for one in taken_out:
            if pattern is PERSON and not is_person(one):
                continue
            gathered.leave_out(one.strip(), what)
            found = found.replace(one, " ")
    if found == text:
        return text
    found = _LOOSE_SIGNS.sub(" ", _CONTACT.sub(" ", found))
    return re.sub(r"[^\S\n]{2,}", " ", found).strip(" ,;|-–:\n")


def is_person(text: str) -> bool:
    """Whether a whole text is a person with a title."""
    words = fold(text).replace(".", " ").split()
    return bool(PERSON.fullmatch(text)) and _OF_FIRMS.isdisjoint(words)
