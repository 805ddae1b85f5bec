"""Lists of objects, and objects of lists, as programs exchange them in JSON.

In: a text. Out: a sheet for each list, wherever it stands; the names of its fields are
the first row, and an entry is a row, so that the first stands in row 2. What is no
object is told, by its row in a list or its path beside the lists.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from matcher.errors import UnreadableFile
from matcher.importing.files.cells import clean, number_text, truth_text
from matcher.importing.files.grid import Grid, Taken
from matcher.importing.files.limits import MOST_COLUMNS
from matcher.importing.sheet import Kind, Sheet

Json = Any

_ACCEPTED = (
    "a list of objects, lists of objects by name such as "
    '{"clusters": [...], "members": [...]}, or an object on each line'
)


_NO_OBJECT = (
    "this entry is no object with fields as others of its list; write it as one, "
    'such as {"name": "..."}'
)
_BESIDE = "it stands beside the lists of objects, of which it is none"
_RECORD = "this object has fields of its own beside its lists, and is taken as a record"
_CALLING = ("name", "label", "title", "acronym", "code", "value", "slug", "id")
"""What says most of an object that stands within a field of another."""
_OF_THE_LIST = frozenset(
    "copyright count created data date description exported file generated language "
    "licence license limit modified next offset page pages per_page previous query "
    "size source status success timestamp title total type updated url version".split()
)
"""Fields that stand beside lists, and tell of these."""
_LEAST_OF_A_RECORD = 3
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
        found = _lists(file, _loaded(file, text, twice))
        for name, entries in found.lists.items():
            if grid := taken.begin(name):
                _fill(grid, entries, twice)
        if found.is_record:
            taken.grids[0].tell("doubt", _RECORD, 2)
        for path, value in found.beside:
            kind: Kind = "unread" if isinstance(value, list) else "left out"
            told = f"{path}: {_text(value)}"
            taken.grids[0].tell(kind, _BESIDE, value=told)
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


@dataclass
class _Found:
    """Lists of entries by path, and what stands beside them; of no object nothing."""

    lists: dict[str, list[Json]] = field(default_factory=dict)
    beside: list[tuple[str, Json]] = field(default_factory=list)
    is_record: bool = False

    def walk(self, value: Json, path: str = "") -> None:
        """Look for lists in a value and all objects within it."""
        if _is_list(value):
            self.lists.setdefault(clean(path), []).extend(value)
        elif isinstance(value, dict) and _are_by_id(value):
            key = next(one for one in _KEYS if not _has(value, one))
            by_id = [_with_key(key, *one) for one in value.items()]
            self.lists.setdefault(clean(path), []).extend(by_id)
        elif isinstance(value, dict):
            for name, one in value.items():
                self.walk(one, f"{path}.{name}" if path else name)
        elif value not in (None, "", []):
            self.beside.append((path, value))


_KEYS = ("id", "name", "key", "key of the object")


def _lists(file: str, value: Json) -> _Found:
    found = _Found()
    found.walk(value)
    if not found.lists and isinstance(value, dict) and value and not _alike(value):
        return _Found({"": [value]})
    if not found.lists:
        raise UnreadableFile(
            f"{file}: it holds no list of objects; {_ACCEPTED} is read"
        )
    own = {path.lower() for path, _ in found.beside if "." not in path} - _OF_THE_LIST
    if {"name", "acronym"} & own and len(own) >= _LEAST_OF_A_RECORD:
        found.lists = {"": [value], **found.lists}
        found.beside, found.is_record = [], True
    return found


def _nested(value: Json) -> bool:
    return isinstance(value, dict)


def _has(by_id: dict[str, Json], name: str) -> bool:
    return any(_nested(one) and name in one for one in by_id.values())


def _with_key(key: str, name: str, one: Json) -> Json:
    return {key: name, **one} if _nested(one) else one


def _are_by_id(value: dict[str, Json]) -> bool:
    """Whether objects stand by their ids: they are alike, or none has a list."""
    objects = [one for one in value.values() if one is not None]
    if not objects or not all(map(_nested, objects)):
        return False
    if _alike(value):
        return True
    below = _Found()
    for one in objects:
        for name, held in one.items():
            below.walk(held, name)
    return not below.lists


def _alike(value: dict[str, Json]) -> bool:
    """Whether most of several objects within an object have a field in common."""
    objects = [one for one in value.values() if _nested(one)]
    fields = Counter(
        name for one in objects for name, held in one.items() if not _is_list(held)
    )
    return len(objects) > 1 and max(fields.values(), default=0) > len(objects) / 2


def _is_list(value: Json) -> bool:
    return isinstance(value, list) and any(map(_nested, value))


def _fill(grid: Grid, entries: list[Json], twice: Counter[str]) -> None:
    rows = [_row(one, twice) if _nested(one) else {} for one in entries]
    columns = {name: at for at, name in enumerate({n: 1 for row in rows for n in row})}
    if len(columns) > MOST_COLUMNS:
        columns = dict([*columns.items()][: MOST_COLUMNS + 1])
    grid.put_row(1, [clean(name) for name in columns])
    for number, (row, one) in enumerate(zip(rows, entries, strict=True), start=2):
        grid.put_row(number, [row.get(name, "") for name in columns])
        if not _nested(one):
            told = "null" if one is None else _text(one)
            grid.tell(
                "left out" if one is None else "unread", _NO_OBJECT, number, None, told
            )


def _row(found: dict[str, Json], twice: Counter[str]) -> dict[str, str]:
    """Cells by name; `a.b` may stand beside an object `a` that has a `b`."""
    row: dict[str, str] = {}
    for name, text in _cells(found):
        twice.update([name] if name in row else ())
        row[name] = text
    return row


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
    called = next((value[key] for key in _CALLING if value.get(key)), None)
    if isinstance(called, str):
        return _text(called)
    return "; ".join(text for _, text in _cells(value) if text)


def _number(told: str) -> str:
    try:
        return number_text(str(told)) or str(told)
    except ValueError:
        return str(told)
