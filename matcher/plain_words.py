"""Plain words: those that say nothing of what somebody does.

In: plain_words.txt beside this room. Out: its lists; all words are folded, as
`matcher.text.fold` writes them.
"""

from __future__ import annotations

from pathlib import Path


def _lists() -> dict[str, frozenset[str]]:
    """The words of each list, by its heading."""
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    parts = (part.partition("]") for part in " ".join(lines).split("[")[1:])
    return {heading: frozenset(words.split()) for heading, _, words in parts}


_LISTS = _lists()

FUNCTION_WORDS = _LISTS["function"]
"""Articles, prepositions, pronouns, conjunctions and auxiliary verbs."""

FUNCTION_WORDS_OF_A_FOCUS = _LISTS["function in a focus"]
"""More of them, in all languages of Europe; only in what clusters say of themselves."""

GENERAL_WORDS = _LISTS["general"]
"""Words that any industry and any market may have beside its name."""

EVERYBODYS = _LISTS["everybody's"]
"""Words for organisations, nations and regions, which say nothing of what they do."""

OF_ANY_CLUSTER = _LISTS["of any cluster"]
"""What a cluster organisation says of itself whatever it is about."""

PHRASES_OF_ANY_CLUSTER = (
    "business support",
    "research centres",
    "research institutes",
    "science parks",
    "supply chain",
    "technology transfer",
)
"""The same, of words that count together."""
