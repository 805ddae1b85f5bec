"""Marked: words and marks that rooms of this package look for.

In: what words are of, as ``yes`` or ``totals``. Out: the words that words.toml lists,
folded.
"""

from __future__ import annotations

from matcher.files.listed import words_in


def marked(key: str) -> frozenset[str]:
    """The words and marks of one list.

    Examples
    --------
    >>> "✓" in marked("yes"), "sarl" in marked("legal_forms")
    (True, True)
    """
    return words_in("importing/words.toml", key)
