"""Forms: what the plural or the case of a word comes from, in eight languages.

In: a folded word. Out: words that it may be a form of, each with its languages.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

_SHORTEST = 3
# Ending, what stands there in the dictionary, and in which languages; accents are gone.
_PLURALS = (
    ("s", ("",), "en fr es pt nl de"),
    ("es", ("",), "en es pt de"),
    ("ies", ("y",), "en"),
    ("ves", ("f", "fe"), "en"),
    ("x", ("",), "fr"),
    ("aux", ("al", "ail"), "fr"),
    ("ces", ("z",), "es"),
    ("oes", ("ao",), "pt"),
    ("aes", ("ao",), "pt"),
    ("ais", ("al",), "pt"),
    ("eis", ("el", "il"), "pt"),
    ("ois", ("ol",), "pt"),
    ("uis", ("ul",), "pt"),
    ("is", ("il",), "pt"),
    ("ns", ("m",), "pt"),
    ("i", ("o", "e", "io", "a"), "it"),
    ("e", ("a",), "it"),
    ("chi", ("co",), "it"),
    ("che", ("ca",), "it"),
    ("ghi", ("go",), "it"),
    ("ghe", ("ga",), "it"),
    ("e", ("",), "de"),
    ("n", ("",), "de"),
    ("en", ("", "um"), "de nl"),
    ("er", ("",), "de"),
    ("ern", ("",), "de"),
    ("nen", ("",), "de"),
    ("em", ("", "e"), "de"),
    ("zen", ("s",), "nl"),
    ("ven", ("f",), "nl"),
    *((f"{c}{c}en", (c,), "nl") for c in "bdfgklmnprst"),
)
_POLISH = (
    *"a e i o u y".split(),
    *"ie ii em ow om ej ym ych ach ami iem owi ego emu ymi imi ich iej ie".split(),
)
_POLISH_ENDS = ("", "a", "e", "o", "y", "i", "ia", "ie")
_RULES = tuple(
    (ending, ends, frozenset(languages.split()))
    for ending, ends, languages in (
        *_PLURALS,
        *((ending, _POLISH_ENDS, "pl") for ending in _POLISH),
        ("", ("a", "e", "o", "y", "i"), "pl"),
    )
)
_RULES_BY_LETTER = {
    letter: [rule for rule in _RULES if rule[0][-1:] in ("", letter)]
    for letter in {rule[0][-1:] for rule in _RULES}
}


class _Anything:
    def __contains__(self, _: object) -> bool:
        return True


ANY = _Anything()
"""Every word there may be."""


class Form(NamedTuple):
    """A word that another may be a form of.

    Parameters
    ----------
    word : str
    languages : frozenset of str
        In which it would be; empty for the word itself, in any.
    """

    word: str
    languages: frozenset[str] = frozenset()


def forms(word: str, known: Container[str] = ANY) -> Iterator[Form]:
    """The word itself, then what it may be a plural or another case of.

    Parameters
    ----------
    word : str
    known : container of str
        Only these words are given; it is quicker than to pass over others.

    Examples
    --------
    >>> [form.word for form in forms("boxes")][:3]
    ['boxes', 'boxe', 'box']
    >>> [form.word for form in forms("boxes", {"box"})]
    ['box']
    """
    if word in known:
        yield Form(word)
    if len(word) <= _SHORTEST or word.endswith("ss"):
        return
    for ending, ends, languages in _RULES_BY_LETTER.get(word[-1], _RULES_BY_LETTER[""]):
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            for end in ends:
                base = stem + end
                if base in known and len(base) >= _SHORTEST:
                    yield Form(base, languages)
