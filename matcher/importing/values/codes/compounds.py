"""Compounds: what is left of a word or phrase without what says little in it.

In: a text, as "Drohnentechnologie" or "produkcja mebli". Out: the part that says what
it is about: "drohnen", "mebli".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matcher.text import fold

_LEAST_LETTERS = 4
_TAILS = (
    "zulieferindustrie zulieferbranche zulieferer zulieferung technologien "
    "technologie technik industrien industrie wirtschaft fertigung herstellung "
    "herstellern hersteller produktion verarbeitung branche gewerbe sektor handwerk "
    "systeme anwendungen entwicklung wesen erzeugung versorgung losungen "
    "unternehmen betriebe erzeugnisse produkte komponenten teile waren "
    "nijverheid techniek sector "
    "industri branschen teknologi teknik"
).split()
_TAIL = re.compile(rf"(?P<what>.{{{_LEAST_LETTERS},}}?)(?:{'|'.join(_TAILS)})")
_MADE = (
    "herstellung|produktion|fertigung|verarbeitung|erzeugung|production|manufacture|"
    "manufacturing|processing|fabrication|transformation|industries?|filiere|secteur|"
    "fabricacion|produccion|industria|sector|elaboracion|fabbricazione|produzione|"
    "settore|filiera|fabrico|fabricacao|producao|setor|produkcja|przemysl|branza|"
    "sektor|wytwarzanie|przetworstwo|przetworstwa|vervaardiging|productie|vyroba|"
    "prumysl|fabricarea|productia"
)
_HEADS_APART = frozenset("stoffe einrichtungen rustung turen design material".split())
_LEAST_START = 5
_LEAST_HEAD = 6
_OF = "von|of|du|des|de la|de l|de los|de las|del|della|delle|dei|di|de|da|do|van|d|l"
_LEAD = re.compile(rf"(?:{_MADE})\s+(?:(?:{_OF})(?:\s+|['’]))*(?P<what>\S.*)")
_AND = r"(?:und|u\.|oder|en|i|et|y|e|and|&|/)"
_ELIDED = re.compile(rf"(?P<first>\w+)-\s*{_AND}\s*(?P<other>\w+)")
_SHARED = re.compile(rf"(?P<head>{_MADE})\s+(?P<first>\w+)\s+{_AND}\s+(?P<other>\w+)")


_BRANCHES = (
    "industries?|industrien|industria|industrija|industrias|branche|branchen|bransch|"
    "secteurs?|sector|sectors|sectorul|sectores|settore|setor|sektor|filieres?|filiera|"
    "przemysl|branza|prumysl|odvetvi|priemysel|"
    "fabrication|manufacture|herstellung|produktion|fertigung|production|vyroba|vyroby|"
    "fabricacion|produccion|fabbricazione|produzione|fabrico|fabricacao|producao|"
    "produkcja|productie|vervaardiging|producatori|producteurs|fabricants|hersteller"
)
_OF_WHAT = rf"(?:(?:{_OF}|of|der|den|the|din|les|los|il|dei)(?:\s+|['’]))*"
_BRANCH_BEFORE = re.compile(rf"(?:{_BRANCHES})\s+{_OF_WHAT}(?P<what>\S.*)")
_BRANCH_BEHIND = re.compile(
    r"(?P<what>\S.*)\s+(?:industry|industries|sectors?|manufacturing|manufacture|"
    r"production|manufacturers|producers|branche|industrie|sektor|ipar|value chain)"
)
_BRANCH_JOINED = re.compile(
    r"(?P<what>[^\W\d]{4,}?)(?:industrien?|branche|gewerbe|se[ck]tor|industri|branschen|"
    r"nijverheid|teollisuus|ipar|(?<=[^\W\d]{5})wirtschaft)"
)
_SKILL = re.compile(
    r"(?P<what>[^\W\d]{4,}?)(?:technologien?|technik|techniek|teknologi|teknik)"
    r"|(?P<behind>\S.*)\s+(?:technolog(?:y|ies)|solutions|systems)"
    r"|(?:technologies?|technologie|tecnologias?|tecnologie|technologia) "
    rf"{_OF_WHAT}(?P<before>\S.*)"
)


def branch(text: str) -> Iterator[str]:
    """What a branch is of, where nothing else is said of it.

    Examples
    --------
    >>> list(branch("Holzindustrie")), list(branch("filière du bois"))
    (['holz'], ['bois'])
    """
    folded = fold(text).strip()
    for form in (_BRANCH_BEFORE, _BRANCH_BEHIND):
        if found := form.fullmatch(folded):
            yield found["what"]
    if found := _BRANCH_JOINED.fullmatch(folded.replace("-", "")):
        yield from _without_joint(found["what"])


def skill(text: str) -> Iterator[str]:
    """What a technology is of, likewise.

    Examples
    --------
    >>> list(skill("Drohnentechnologie")), list(skill("tecnologías del agua"))
    (['drohnen', 'drohne'], ['agua'])
    """
    if found := _SKILL.fullmatch(fold(text).strip()):
        yield from _without_joint(next(filter(None, found.groups())))


def _without_joint(what: str) -> Iterator[str]:
    yield what
    if what[-1] in "ns" and len(what) > _LEAST_LETTERS:
        yield what[:-1]


def both(text: str) -> list[str]:
    """Two things that share a part which is written once; itself where it is one.

    Examples
    --------
    >>> both("Land- und Milchwirtschaft"), both("przemysł drzewny i meblarski")
    (['landwirtschaft', 'milchwirtschaft'], ['przemysl drzewny', 'przemysl meblarski'])
    """
    folded = fold(text).strip()
    if shared := _SHARED.fullmatch(folded):
        head, first, other = shared.groups()
        return [f"{head} {first}", f"{head} {other}"]
    lead = _LEAD.fullmatch(folded)
    if elided := _ELIDED.fullmatch(lead["what"] if lead else folded):
        first, other = elided.groups()
        for tail in (*_TAILS, "waren", "bau", "stoffe"):
            if other.endswith(tail) and other != tail:
                return [first + tail, other]
    return [text]


def about(text: str) -> Iterator[str]:
    """What a text is about, without words and ends that say it is made or done.

    Examples
    --------
    >>> list(about("Drohnentechnologie")), list(about("Produkcja mebli"))
    (['drohnen', 'drohne'], ['mebli'])
    """
    folded = fold(text).strip()
    if lead := _LEAD.fullmatch(folded):
        yield lead["what"]
    if tail := _TAIL.fullmatch(folded.replace("-", "")):
        yield from _without_joint(tail["what"])


def in_compound(text: str) -> Iterator[tuple[str, str]]:
    """Where one word may be made of two: what is before, and what it says of it.

    Examples
    --------
    >>> list(in_compound("Holzspielzeug"))[:2]
    [('holz', 'spielzeug'), ('holzs', 'pielzeug')]
    """
    word = fold(text).strip().replace("-", "")
    if not word.isalpha():
        return
    for cut in range(_LEAST_LETTERS, len(word) - _LEAST_HEAD + 1):
        if word[cut:] not in _HEADS_APART:
            yield word[:cut], word[cut:]


def starts(text: str) -> Iterator[str]:
    """Words that one word begins with, the longest first, without what joins them.

    Examples
    --------
    >>> list(starts("Kinosaal"))[:3]
    ['kinosa', 'kinos', 'kino']
    """
    word = fold(text).strip().replace("-", "")
    if word.isalpha():
        for cut in range(len(word) - 2, _LEAST_START - 1, -1):
            yield word[:cut]
            if word[cut - 1] in "ns":
                yield word[: cut - 1]
