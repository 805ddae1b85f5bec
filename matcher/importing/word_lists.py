"""Word lists: words and marks that rooms of this package look for.

In: what words are of, as ``yes`` or ``totals``. Out: the words that words.toml lists,
folded.
"""

from __future__ import annotations

from matcher.files.listed import words_in


def word_list(key: str) -> frozenset[str]:
    """The words and marks of one list.

    Examples
    --------
    >>> "✓" in word_list("yes"), "bit.ly" in word_list("shared_hosts")
    (True, True)
    """
    return words_in("importing/words.toml", key)
