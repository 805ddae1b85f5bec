"""Reads a profile written as JSON: a file or standard input in, a `Profile` out.

Example of what it accepts::

    {"country": "PT", "sectors": ["food-processing"], "technologies": ["iot"],
     "target_markets": ["BR", "JP"], "focus": "Food from inland Portugal"}
"""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path
from typing import Any

from matcher.errors import ProfileError, did_you_mean
from matcher.files.reading import read_file
from matcher.registry.options import DESCRIPTION
from matcher.registry.records import Profile
from matcher.registry.vocabulary import Vocabulary
from matcher.text import shown

KEYS = {option.argument: option for option in DESCRIPTION}
"""Keys that a profile may have, by the words of its options too."""

_MOST_KEYS = 100  # more are no profile, and none of them is explained

_WORDS = {word: o.argument for o in DESCRIPTION for word in (o.name, o.argument)}

STANDARD_INPUT = "-"

MOST_BYTES = 1 << 20
"""A profile takes some hundred bytes; nothing larger is read."""


def read_profile(path: str, vocabulary: Vocabulary) -> Profile:
    """The profile in a JSON file.

    Parameters
    ----------
    path : str
        The file, or ``-`` for standard input.
    vocabulary : Vocabulary
        Holds the codes that are accepted.

    Raises
    ------
    ProfileError
        If the file cannot be read, is no JSON object, or any key, type or code is
        not accepted. The message names the file with the line and column or the key.
    """
    source = "standard input" if path == STANDARD_INPUT else path
    values = _values(_read(path, source), source)
    try:
        return Profile(**values).checked(vocabulary)
    except ProfileError as error:
        named = {_at(source, key): problem for key, problem in error.faults.items()}
        raise ProfileError(named) from None


def _read(path: str, source: str) -> bytes:
    try:
        if path == STANDARD_INPUT:
            return _typed_in()
        return read_file(Path(path), MOST_BYTES)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        if error.errno == errno.EINVAL:
            problem += "; to read what a command prints, give - and pipe it in"
        raise ProfileError({source: problem}) from None


def _typed_in() -> bytes:
    if sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed")
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(errno.EFBIG, f"it is longer than {MOST_BYTES:,} bytes")
    return content


def _values(raw: bytes, source: str) -> dict[str, Any]:
    """The fields of the profile, each of its right type; or all faults at once."""
    pairs = _pairs(raw, source)
    if len(pairs) > _MOST_KEYS:
        told = f"holds {len(pairs):,} keys; accepted are {', '.join(KEYS)}"
        raise ProfileError({source: told})
    faults: dict[str, str] = {}
    values: dict[str, Any] = {}
    for key, value in pairs:
        field = _WORDS.get(key, key)
        if field not in KEYS:
            near = did_you_mean(key, _WORDS)
            problem = f"no such key{near or '; accepted are ' + ', '.join(KEYS)}"
        elif field in values:
            problem = "is given twice; keep one"
        else:
            problem = _type_problem(field, value)
            values[field] = value
        if problem:
            faults[_at(source, key)] = problem
    if not faults and not any(values.values()):
        faults[source] = f"describes nothing; fill in at least one of {', '.join(KEYS)}"
    if faults:
        raise ProfileError(faults)
    return values


def _pairs(raw: bytes, source: str) -> list[tuple[str, Any]]:
    """Keys and values of the JSON object as they stand, repeats included."""
    try:
        found = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_Object)
    except json.JSONDecodeError as error:
        at = f"{source} line {error.lineno} column {error.colno}"
        raise ProfileError({at: f"not valid JSON: {error.msg}"}) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{raw[error.start]:02X} is not UTF-8; save it as UTF-8"
        raise ProfileError({f"{source} line {line}": problem}) from None
    except RecursionError:
        raise ProfileError({source: "lists within lists too deep"}) from None
    except ValueError:  # json reads no number of so many digits
        raise ProfileError({source: "a number in it is far too long"}) from None
    if not isinstance(found, _Object):
        example = '{"country": "PT", "sectors": ["food-processing"]}'
        raise ProfileError({source: f"must hold a JSON object, such as {example}"})
    return list(found)


class _Object(list[tuple[str, Any]]):
    """A JSON object that keeps repeated keys."""


def _type_problem(field: str, value: Any) -> str:
    if KEYS[field].kind != "codes":
        return "" if isinstance(value, str) else "must be a text in quotes"
    if isinstance(value, list) and all(isinstance(code, str) for code in value):
        return ""
    return 'must be a list of codes, such as ["a-code", "another-code"]'


def _at(source: str, key: str) -> str:
    return f"{source} key '{shown(key)}'"
