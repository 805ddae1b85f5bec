"""What people hand over in a file or through a pipe: a path in, the text out.

A profile is a JSON object: all that is wrong with it is told by file, line and key.
"""

from __future__ import annotations

import errno
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from matcher.cli.typed.asked import CodeReader
from matcher.errors import FilterError, MatcherError, ProfileError, did_you_mean
from matcher.files.reading import read_file
from matcher.registry.options import DESCRIPTION, Option
from matcher.registry.records import Profile
from matcher.text import shown

STANDARD_INPUT = "-"

MOST_BYTES = 1 << 20
"""A profile or a list of rules takes some hundred bytes; nothing larger is read."""


def read_given(
    path: str, refused: Callable[[str, str], MatcherError]
) -> tuple[str, str]:
    """The text of a file, and what messages call it.

    Parameters
    ----------
    path : str
        The file, or ``-`` for standard input.
    refused : callable
        Makes the error of where it is and what is wrong.

    Raises
    ------
    MatcherError
        If it cannot be read, is too large or is not in UTF-8.
    """
    source = "standard input" if path == STANDARD_INPUT else path
    try:
        is_typed = path == STANDARD_INPUT
        raw = _typed_in() if is_typed else read_file(Path(path), MOST_BYTES)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        if error.errno == errno.EINVAL:
            problem += "; to read what a command prints, give - and pipe it in"
        raise refused(source, problem) from None
    try:
        return raw.decode("utf-8-sig"), source
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{raw[error.start]:02X} is not UTF-8; save it as UTF-8"
        raise refused(f"{source} line {line}", problem) from None


def standard_input(most: int) -> bytes:
    """So many bytes of standard input at most.

    Raises
    ------
    OSError
        If it cannot be read; `strerror` says why.
    """
    if sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed")
    return sys.stdin.buffer.read(most)


def _typed_in() -> bytes:
    content = standard_input(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(errno.EFBIG, f"it is longer than {MOST_BYTES:,} bytes")
    return content


KEYS = {option.argument: option for option in DESCRIPTION}
"""Keys that a profile may have, by the words of its options too."""

_MOST_KEYS = 100  # more are no profile, and none of them is explained

_WORDS = {word: o.argument for o in DESCRIPTION for word in (o.name, o.argument)}


def read_profile(path: str, reader: CodeReader) -> Profile:
    """The profile in a JSON file.

    Parameters
    ----------
    path : str
        The file, or ``-`` for standard input.
    reader : CodeReader
        Reads codes, and words that mean one.

    Raises
    ------
    ProfileError
        If the file cannot be read, is no JSON object, or any key, type or code is
        not accepted. The message names the file with the line and column or the key.
    """
    text, source = read_given(path, lambda at, told: ProfileError({at: told}))
    return Profile(**_values(text, source, reader))


def _values(text: str, source: str, reader: CodeReader) -> dict[str, Any]:
    """The fields of the profile, in codes; or all faults at once."""
    pairs = _pairs(text, source)
    if len(pairs) > _MOST_KEYS:
        told = f"holds {len(pairs):,} keys; accepted are {', '.join(KEYS)}"
        raise ProfileError({source: told})
    faults: dict[str, str] = {}
    values: dict[str, Any] = {}
    at = _places(text, source, [key for key, _ in pairs])
    for key, value in pairs:
        field, place = _WORDS.get(key, key), at(key)
        if field not in KEYS:
            near = did_you_mean(key, _WORDS)
            problem = f"no such key{near or '; accepted are ' + ', '.join(KEYS)}"
        elif field in values:
            problem = "is given twice; keep one"
        else:
            values[field] = value
            problem = _type_problem(field, value)
        if problem:
            faults[place] = problem
            continue
        try:
            values[field] = _meant(KEYS[field], value, reader)
        except FilterError as error:
            faults[place] = str(error)
    if not faults and not any(values.values()):
        faults[source] = f"describes nothing; fill in at least one of {', '.join(KEYS)}"
    if faults:
        raise ProfileError(faults)
    return values


def _meant(option: Option, value: Any, reader: CodeReader) -> str | list[str]:
    """A value that is of the right type, in codes."""
    if option.kind == "text":
        return reader.text(value, option)
    if option.kind == "codes":
        return reader.codes(value, option.vocabulary)
    return "".join(reader.codes(filter(None, [value.strip()]), option.vocabulary))


def _pairs(text: str, source: str) -> list[tuple[str, Any]]:
    """Keys and values of the JSON object as they stand, repeats included."""
    try:
        found = json.loads(text, object_pairs_hook=_Object)
    except json.JSONDecodeError as error:
        at = f"{source} line {error.lineno} column {error.colno}"
        raise ProfileError({at: f"not valid JSON: {error.msg}"}) from None
    except RecursionError:
        raise ProfileError({source: "lists within lists too deep"}) from None
    except ValueError:  # json reads no number of so many digits
        raise ProfileError({source: "a number in it is far too long"}) from None
    if not isinstance(found, _Object):
        example = '{"country": "PT", "sectors": ["food-processing"]}'
        raise ProfileError({source: f"must hold a JSON object, such as {example}"})
    return list(found)


class _Object(tuple[tuple[str, Any], ...]):
    """A JSON object that keeps repeated keys; no list, as those of JSON are."""


def _type_problem(field: str, value: Any) -> str:
    if KEYS[field].kind != "codes":
        return "" if isinstance(value, str) else "must be a text in quotes"
    if isinstance(value, list) and all(isinstance(code, str) for code in value):
        return ""
    return 'must be a list of codes, such as ["a-code", "another-code"]'


def _places(text: str, source: str, keys: list[str]) -> Callable[[str], str]:
    """Where each key stands, asked in their order: file, line and key.

    No line is told of a key that stands elsewhere in the text too, or is spelt with
    escapes: it might be another's.
    """
    in_all, told = Counter(keys), Counter[str]()

    def at(key: str) -> str:
        found = [*re.finditer(rf'"{re.escape(key)}"\s*:', text)]
        number, line = told[key], ""
        told[key] += 1
        if len(found) == in_all[key]:
            line = f" line {text.count(chr(10), 0, found[number].start()) + 1}"
        return f"{source}{line} key '{shown(key)}'"

    return at
