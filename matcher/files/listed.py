"""Listed: words that stand in a TOML file beside the room that knows what they say.

In: the path of such a file inside this package. Out: what it lists, read once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def listed(path: str) -> Mapping[str, Any]:
    """All that a file says, as ``importing/regions.toml``."""
    return tomllib.loads(files("matcher").joinpath(path).read_text("utf-8"))


@cache
def words_in(path: str, key: str) -> frozenset[str]:
    """The words of one list of a file."""
    return frozenset(listed(path)[key])


@cache
def meanings_in(path: str, table: str) -> Mapping[str, str]:
    """What words mean, from a table that has a list of them for each meaning.

    Examples
    --------
    >>> meanings_in("importing/values/single/dates.toml", "months")["mayo"]
    '05'
    """
    lists = listed(path)[table].items()
    return {word: meaning for meaning, words in lists for word in words}
