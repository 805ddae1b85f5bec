"""Known names: what people call columns, as names.toml and left_out.toml list it.

In: the lists beside this room. Out: meanings by names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from matcher.files.listed import listed
from matcher.importing.columns.called.words import Words, key, words_of


@cache
def known_names() -> Mapping[Words, tuple[str, ...]]:
    """Meanings by the names that are listed: the same for every import.

    Function words say nothing, but in names that begin with "=".
    """
    known: dict[Words, dict[str, None]] = {}
    for meaning, name in _listed():
        words = words_of(name)
        known.setdefault(words if name[0] == "=" else key(words), {})[meaning] = None
    return {words: tuple(meanings) for words, meanings in known.items()}


def _listed() -> Iterable[tuple[str, str]]:
    for meaning, languages in listed("importing/columns/called/names.toml").items():
        yield meaning, meaning
        yield from ((meaning, name) for names in languages.values() for name in names)
    for meaning, told in listed("importing/columns/called/left_out.toml").items():
        yield from ((meaning, name) for name in told["names"])
