"""Which languages write which letters, and which code pages hold them.

In: nothing, but letters.toml beside this room. Out: tables by which an encoding is
guessed.
"""

from __future__ import annotations

LISTED = "importing/files/texts/letters.toml"
"""Letters and words of languages."""

CODE_PAGES = {
    "cp1252": 0.0,
    "cp1250": -0.5,
    "iso8859_15": -1.0,
    "iso8859_2": -1.0,
    "cp1253": -1.0,
    "iso8859_7": -1.5,
    "cp1251": -1.0,
    "cp1257": -1.5,
    "cp1254": -1.5,
    "mac_roman": -2.0,
    "cp850": -2.5,
    "cp852": -2.5,
    "mac_latin2": -3.0,
}
"""As programs on different systems keep texts; how likely each is, in logarithms."""

TYPOGRAPHIC = frozenset("„“”‚‘’–—…•€°«»·§®™©\xa0²³½¼´`µ±×")
"""What stands between words of any language."""

BEFORE_WORDS = frozenset("„“”‚‘’«»–—…·\xa0")
"""Of these, what may stand right before a word."""

ONLY_BEFORE_WORDS = frozenset("„‚")
AMID_WORDS = frozenset("’–\xa0")

AT_THE_END_ONLY = {"Italian": frozenset("àèùòéì")}
"""Letters that a language writes at the end of a word, with few exceptions."""
