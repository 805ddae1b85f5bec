"""Lists of objects, and objects of lists, as programs exchange them in JSON.

In: a text. Out: a sheet for each list; the names of its fields are the first row, and
an object is a row, so that the first stands in row 2.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from matcher.errors import UnreadableFile
from matcher.importing.files.cells import clean, number_text, truth_text
from matcher.importing.files.grid import Grid, Taken
from matcher.importing.files.limits import MOST_COLUMNS
from matcher.importing.sheet import Sheet

Json = Any

_ACCEPTED = (
    "a list of objects, lists of objects by name such as "
    '{"clusters": [...], "members": [...]}, or an object on each line'
)


_TWICE = "a field stands twice in one object; the last one is taken"


def read_json(file: str, text: str) -> list[Sheet]:
    """All lists of objects in a text.

    Raises
    ------
    UnreadableFile
        If it is no JSON, or holds no list of objects.
    """
    taken, twice = Taken(file), Counter[str]()
    try:
        lists = _lists(file, _loaded(file, text, twice))
        for name, objects in lists.items():
            if grid := taken.begin(name):
                _fill(grid, objects)
    except RecursionError:
        raise UnreadableFile(
            f"{file}: its lists stand too deep within each other; {_ACCEPTED} is read"
        ) from None
    if twice:
        told = ", ".join(f"{name} (objects: {n})" for name, n in sorted(twice.items()))
        taken.grids[0].tell("doubt", _TWICE, value=told)
    return taken.sheets()


def _loaded(file: str, text: str, twice: Counter[str]) -> Json:
    try:
        return _load(text, twice)
    except json.JSONDecodeError as fault:
        try:
            return [_load(line, twice) for line in text.splitlines() if line.strip()]
        except json.JSONDecodeError:
            raise UnreadableFile(
                f"{file} line {fault.lineno} column {fault.colno}: this is no JSON "
                f"({fault.msg}); {_ACCEPTED} is read"
            ) from fault


def _load(text: str, twice: Counter[str]) -> Json:
    def taken(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen = Counter(clean(name) for name, _ in pairs)
            twice.update(name for name, n in seen.items() if n > 1)
        return found

    # Numbers of thousands of digits would take minutes; NaN is how some write nothing.
    return json.loads(
        text,
        object_pairs_hook=taken,
        parse_int=_Number,
        parse_float=_Number,
        parse_constant=lambda _: None,
    )


class _Number(str):
    """A number, as it is written."""


def _lists(file: str, found: Json) -> dict[str, list[dict[str, Json]]]:
    """The lists of objects, by name."""
    if isinstance(found, dict):
        lists = {clean(name): _objects(value) for name, value in found.items()}
        lists = {name: objects for name, objects in lists.items() if objects}
        if not lists and found and not any(map(_nested, found.values())):
            lists = {"": [found]}
        lists = lists or {"": _objects(found)}
    else:
        lists = {"": _objects(found)}
    if not any(lists.values()):
        raise UnreadableFile(
            f"{file}: it holds no list of objects; {_ACCEPTED} is read"
        )
    return lists


def _nested(value: Json) -> bool:
    return isinstance(value, dict)


def _objects(found: Json) -> list[dict[str, Json]]:
    if isinstance(found, dict) and found and all(map(_nested, found.values())):
        # Objects by id: the id is a field like the others.
        return [{"id": name, **one} for name, one in found.items()]
    if not isinstance(found, list):
        return []
    return [one for one in found if isinstance(one, dict)]


def _fill(grid: Grid, objects: list[dict[str, Json]]) -> None:
    rows = [dict(_cells(one)) for one in objects]
    columns = {name: at for at, name in enumerate({n: 1 for row in rows for n in row})}
    if len(columns) > MOST_COLUMNS:
        columns = dict([*columns.items()][: MOST_COLUMNS + 1])
    grid.put_row(1, [clean(name) for name in columns])
    for number, row in enumerate(rows, start=2):
        grid.put_row(number, [row.get(name, "") for name in columns])


def _cells(found: dict[str, Json], before: str = "") -> Iterator[tuple[str, str]]:
    """Fields of an object; those of an object within it after a dot."""
    for name, value in found.items():
        if isinstance(value, dict):
            yield from _cells(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", _text(value)


def _text(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return truth_text(value)
    if isinstance(value, _Number):
        return _number(value)
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return "; ".join(text for text in map(_text, value) if text)
    return "; ".join(text for _, text in _cells(value) if text)


def _number(told: str) -> str:
    try:
        return number_text(str(told)) or str(told)
    except ValueError:
        return str(told)
