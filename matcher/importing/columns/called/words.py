"""Words of a header: what counts in it, and its parts.

In: a header as people write it. Out: words as `Names` looks them up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matcher.files.listed import meanings_in, words_in
from matcher.text import fold

Words = tuple[str, ...]

JOINED = " / "
"""Between what stands in several rows of a header."""

_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_ESCAPED = re.compile(r"_x([0-9a-fA-F]{4})_")
"""A sign in the name of a field, as databases write it: Target_x0020_markets."""
_PLURAL_SIGN = re.compile(
    r"(?<=\w)(?:\((?:n|en|e|er|s|es|x|i|y|ies|ów|innen|in)\)|/-?(?:n|en|s|ies|innen))"
    r"(?!\w)"
)
_NUMBERING = re.compile(
    r"\s*(?:[A-Za-z]?\d+(?:[.]\d+)*[a-z]?[.):]|[a-z][.)]|\d+[.]\d+\s)"
)
_BRACKETS = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]?|\{([^{}]*)\}?|<([^<>]*)>?")
_NO_WORD = re.compile(r"[\W_]+")
_PARTS = re.compile(r"\s*[/|\n;•·]\s*|\s+[-\u2013\u2014]\s+|:\s+|(?<=[a-z])\.(?=[a-z])")
_NUMBER = re.compile(r"\d{1,2}|(?:19|20)\d{2}")
_TRAILING = re.compile(r"(?<=[a-z])\d{1,2}")
_OPAQUE = re.compile(r"[a-z]{1,4}\d+[a-z\d]*")
_TAG = re.compile(r"(?:[_\-\u2013:(\[./]\s*|\s(?=[A-Z]{2}$))([A-Za-z]{2,12})\.?[)\]]?$")
_LISTED = "importing/columns/called/words.toml"
_ASKING = re.compile(
    r"(?:what|which|how|when|where|who|in (?:which|what)|please|do|does|is|are|"
    r"welche[mnrs]?|wie|wann|wo|was|seit wann|in welche[mnrs]?|bitte|"
    r"quel(?:le)?s?|combien|quand|ou se|dans quel(?:le)?s?|en quelle|merci d|"
    r"cual(?:es)?|cuant[oa]s?|cuando|que|en que|donde|por favor|indique|como se|"
    r"qual[ei]?|quant[ieoa]s?|quando|dove|in quale|onde|em que|quais|"
    r"jaki(?:e|ch)?|ile|kiedy|gdzie|w jaki(?:m|ch)|w ktor(?:ym|ej)|prosze|"
    r"welke?|hoeveel|wanneer|waar|in welke?|graag|"
    r"car[ei]|cum|cat[ei]|cand|unde|in c[ea]re?|va rugam)\b"
)
_ASKED = re.compile(
    r"\A\s*(?:frage|question|pregunta|domanda|pytanie|vraag|pergunta|otázka|q|f)?\s*"
    r"\d{1,2}[a-z]?\s*[.:)\u2013-]+\s*",
    re.IGNORECASE,
)
"""The number of a question."""
_BEFORE = re.compile(
    r"\A\s*(?:[A-Z]{1,3}\d{1,3}(?:[A-Z]{1,2}\d{1,3})*(?:\[\w{1,10}\])*[.:]\s+|"
    r"(?:sum of|summe von|somme de|suma de|suma z|somma di|som van|soma de)\s+)",
    re.IGNORECASE,
)
_LEAST_OF_A_QUESTION = 3
_MOST_OF_A_CALL = 10
_YOUR_NAME = re.compile(
    r"(?:(?:what|wie|quel|cual|qual|hoe) (?:is|ist|est|es|e|lautet) )?"
    r"(?:your|ihr|dein|votre|su|tu|il (?:suo|tuo)|o seu|uw|jouw|twoje|panstwa)"
    r"(?: (?:full|own|vollstandiger|complet))?"
    r" (?:name|nom|nombre|nome|naam|imie)(?: (?:and|und|et|y|e|en|i) .*)?"
    r"|what are you called|wie heissen sie|comment vous appelez[- ]vous"
    r"|como se llama(?: usted)?|come si chiama(?: lei)?|hoe heet u|como se chama"
    r"|jak (?:sie )?(?:pan|pani|panstwo) (?:sie )?nazywa(?: sie)?"
)
_WHERE = re.compile(r"(?:where|wo|wohin|ou|donde|dove|gdzie|dokad|waar|onde|kde)\b")
_COMPOUND = re.compile(r"(?:cluster|klaster|netzwerk)(?=\w{4})")


def words_of(text: str) -> Words:
    """All words of a text, folded, each as if it were one of its kind.

    Examples
    --------
    >>> words_of("Sector(s) *"), words_of("targetMarkets"), words_of("1. Nom du pôle")
    (('sector',), ('target', 'market'), ('nom', 'du', 'pole'))
    """
    text = _PLURAL_SIGN.sub("", _ESCAPED.sub(_unescaped, text))
    text = _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text
    folded = fold(" ".join(_CAMEL.split(text)))
    words = _NO_WORD.sub(" ", folded).split()
    return tuple(_singular(word) for word in words) or (
        (folded,) if folded == "#" else ()
    )


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def key(words: Words) -> Words:
    """The words that say what is meant; all, where none of them does."""
    joining = words_in(_LISTED, "function_words")
    return tuple(word for word in words if word not in joining) or words


def shorter(words: Words) -> Iterator[tuple[Words, bool]]:
    """The same with less and less in it, and whether it says of whom it is.

    First all that counts, then without numbers, then without what systems put around
    the names of their fields, then without words for clusters, last without words that
    only say which of several it is.
    """
    whole = key(words)
    yield whole, False
    bare = tuple(_TRAILING.sub("", w) for w in whole if not _NUMBER.fullmatch(w))
    if bare and bare != whole:
        yield bare, False
    said = tuple(w for w in bare if not _is_of_system(w))
    if said and said != bare:
        yield said, False
        bare = said
    subjects = words_in(_LISTED, "subjects")
    own = tuple(_COMPOUND.sub("", w) for w in bare if w not in subjects)
    if own and own != bare:
        yield own, True
    least = tuple(word for word in own if word not in words_in(_LISTED, "qualifiers"))
    if least and least != own:
        yield least, True


def _is_of_system(word: str) -> bool:
    """Whether a word says nothing of a field, as "acf", or "cr1a" in cr1a_land."""
    return word in words_in(_LISTED, "systems") or bool(_OPAQUE.fullmatch(word))


def without_code(text: str) -> str:
    """A header without what programs put before it.

    The code of a question, as those for surveys do, or that it is summed up.

    Examples
    --------
    >>> without_code("G01Q03[SQ001]. Sectors [Wood]"), without_code("Sum of Members")
    ('Sectors [Wood]', 'Members')
    """
    return _BEFORE.sub("", text, count=1)


def asks_a_person(text: str) -> bool:
    """Whether a header asks for the name of who fills a form in."""
    return bool(_YOUR_NAME.fullmatch(fold(text).strip(" *:?¿")))


def asks_where(text: str) -> bool:
    """Whether a header is a question for a place."""
    return bool(_WHERE.match(fold(_ASKED.sub("", text, count=1)).lstrip("¿ ")))


def asks_for_its_name(text: str) -> bool:
    """Whether a header asks what an organisation is called.

    Examples
    --------
    >>> asks_for_its_name("Comment s'appelle votre pôle ?")
    True
    """
    words = _NO_WORD.sub(" ", fold(_ASKED.sub("", text, count=1))).split()
    about = words_in(_LISTED, "subjects")
    is_called = any(word in words_in(_LISTED, "calling") for word in words)
    return (
        is_called and 2 < len(words) < _MOST_OF_A_CALL and not about.isdisjoint(words)
    )


def asked_in(text: str) -> list[Words]:
    """What stands together in a question, without words that only join; none if none.

    Examples
    --------
    >>> asked_in("Which industries do your members work in?")
    [('industry',), ('member', 'work')]
    """
    folded = fold(without_brackets(_ASKED.sub("", text, count=1))[0]).lstrip("¿ ")
    found = [list[str]()]
    is_asked = "?" in folded or bool(_ASKING.match(folded))
    if not is_asked or len(folded.split()) < _LEAST_OF_A_QUESTION:
        return []
    lists = ("function_words", "subjects", "of_questions")
    aside = frozenset[str]().union(*(words_in(_LISTED, name) for name in lists))
    for word in _NO_WORD.sub(" ", folded).split():
        if word in aside or _ASKING.fullmatch(word):
            found.append([])
        else:
            found[-1].append(_singular(word))
    return [tuple(words) for words in found if words]


def language_of(text: str) -> tuple[str, str]:
    """A header without the language that it ends with, and that language.

    Examples
    --------
    >>> language_of("Name (EN)"), language_of("name_de"), language_of("Nom du pôle")
    (('Name', 'en'), ('name', 'de'), ('Nom du pôle', ''))
    """
    text = text.strip()
    found = _TAG.search(text)
    tag = meanings_in(_LISTED, "languages").get(fold(found[1]), "") if found else ""
    return (text[: found.start()].strip(), tag) if found and tag else (text, "")


def without_brackets(text: str) -> tuple[str, str]:
    """What stands outside brackets, and inside."""
    text = _PLURAL_SIGN.sub("", text)
    inside = " ".join(filter(None, (m for t in _BRACKETS.findall(text) for m in t)))
    return " ".join(_BRACKETS.sub(" ", text).split()), inside


def parts_of(text: str) -> Sequence[str]:
    """Parts of a header: a group and what is of it, or one thing in two languages."""
    return [part for part in _PARTS.split(_PLURAL_SIGN.sub("", text)) if part.strip()]


def year_in(text: str) -> int:
    """The last year that a header speaks of; 0 if none."""
    years = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text)
    return max(map(int, years), default=0)
