"""What two recordings differ in.

``python tests/recording/compare.py BEFORE.json AFTER.json`` prints the differences of
each address and command, and exits 1 if there are any. Numbers may differ by rounding,
texts by white space and line breaks. ``--allow FILE`` names a TOML file of differences
that are meant, by address or command (``*`` stands for anything), with their reasons::

    "/about*" = "The page tells the new limits."
    "matcher pairs*--json" = "The key pairs is n_pairs now."
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Any

TOLERANCE = 1e-9
MOST_LINES = 20
MOST_LETTERS = 200
RUNNING = ("text", "stderr")
"""Texts whose line breaks do not count."""


def differences(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """What two records differ in, a line for each place.

    Parameters
    ----------
    before, after : Any
        Values as JSON has them.
    path : str
        Where they stand.
    """
    if _is_number(before) and _is_number(after):
        if not math.isclose(before, after, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
            yield f"{path}: {before!r} -> {after!r}"
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _in_objects(before, after, path)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _in_lists(before, after, path)
    elif _plain(before) != _plain(after):
        yield f"{path}: {before!r} -> {after!r}"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: Any) -> Any:
    """The value with its type; a text without its white space."""
    return type(value), value.split() if isinstance(value, str) else value


def _in_objects(
    before: Mapping[str, Any], after: Mapping[str, Any], path: str
) -> Iterator[str]:
    for name in before.keys() - after.keys():
        yield f"{path}.{name}: is gone, was {before[name]!r}"
    for name in after.keys() - before.keys():
        yield f"{path}.{name}: is new, {after[name]!r}"
    shared = [name for name in before if name in after]
    there = [name for name in after if name in before]
    if shared != there:
        yield f"{path}: keys in another order: {shared} -> {there}"
    for name in shared:
        yield from differences(before[name], after[name], f"{path}.{name}")


def _in_lists(before: list[Any], after: list[Any], path: str) -> Iterator[str]:
    texts = all(isinstance(value, str) for value in [*before, *after])
    if texts and path.endswith(RUNNING):
        if " ".join(before).split() != " ".join(after).split():
            yield from _changed_lines(before, after, path)
    elif len(before) != len(after) or (texts and not path.endswith("]")):
        old, new = ([_line(value) for value in values] for values in (before, after))
        yield from _changed_lines(old, new, path)
    else:
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from differences(old, new, f"{path}[{place}]")


def _line(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _changed_lines(before: list[str], after: list[str], path: str) -> Iterator[str]:
    old, new = ([" ".join(line.split()) for line in lines] for lines in (before, after))
    changed = [
        line
        for line in unified_diff(old, new, n=0, lineterm="")
        if not line.startswith(("---", "+++"))
    ]
    if changed:
        yield f"{path}: {len(before)} -> {len(after)} lines"
        yield from changed


def compared(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, list[str]]:
    """Addresses and commands that differ, each with its differences in lines."""
    found = {}
    for kind in ("addresses", "commands"):
        old, new = before.get(kind, {}), after.get(kind, {})
        for name in dict.fromkeys((*old, *new)):
            if name not in new:
                lines = ["was recorded before alone"]
            elif name not in old:
                lines = ["was recorded after alone"]
            else:
                lines = list(differences(old[name], new[name]))
            if lines:
                found[name] = lines
    return found


def reason(name: str, allowed: Mapping[str, str]) -> str:
    """Why an address or command may differ; empty if it may not."""
    for pattern, why in allowed.items():
        if re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), name, re.DOTALL):
            return why
    return ""


def report(found: Mapping[str, Sequence[str]], allowed: Mapping[str, str]) -> list[str]:
    """The differences in lines, those that are allowed by their reason alone."""
    told = []
    for name, lines in found.items():
        why = reason(name, allowed)
        if why:
            told.append(f"allowed: {name} ({why})")
            continue
        told.append(f"differs: {name}")
        told += [f"    {line[:MOST_LETTERS]}" for line in lines[:MOST_LINES]]
        if len(lines) > MOST_LINES:
            told.append(f"    and {len(lines) - MOST_LINES} lines more")
    return told


def main(words: Sequence[str] | None = None) -> int:
    """Print what differs; 1 if anything does that is not allowed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--allow", type=Path, help="TOML: address or command = reason")
    asked = parser.parse_args(words)
    allowed = tomllib.loads(asked.allow.read_text("utf-8")) if asked.allow else {}
    before, after = (
        json.loads(p.read_text("utf-8")) for p in (asked.before, asked.after)
    )
    found = compared(before, after)
    for line in report(found, allowed):
        print(line)
    n_wrong = sum(not reason(name, allowed) for name in found)
    n_recorded = sum(len(records) for records in after.values())
    print(
        f"{n_recorded} addresses and commands: {n_wrong} differ, "
        f"{len(found) - n_wrong} differ as allowed"
    )
    return 1 if n_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
