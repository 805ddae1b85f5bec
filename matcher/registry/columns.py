"""Columns: what the fields of a record say of the cells that hold them.

A record is the schema of its table: `column` makes a field of it, and `columns_of`
gives them to everyone who reads, checks, writes or describes the table.
What a column is about, its record's docstring says. No table is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from inspect import get_annotations, getdoc
from types import MappingProxyType
from typing import Any, TypeVar, dataclass_transform

Record = TypeVar("Record")

Value = str | int | bool | tuple[str, ...] | None
"""What a field of a record holds."""

MOST = 999_999_999
"""The largest number, where a column sets no limit of its own."""


@dataclass(frozen=True)
class Kind:
    """A kind of values in cells.

    Parameters
    ----------
    pattern : str
        Regular expression that a whole value matches; any text where empty.
    accepted : str
        The same in words.
    several : bool
        Whether a cell is a list of values, separated by `;`.
    """

    pattern: str = ""
    accepted: str = ""
    several: bool = False

    @cached_property
    def matches(self) -> re.Pattern[str]:
        """The pattern, ready for use."""
        return re.compile(self.pattern)


_PORT = (
    "(:(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}"
    "|[1-9][0-9]{0,3}))?"
)
_ADDRESS = (
    rf"https?://([\w-]+\.)+[\w-]{{2,}}{_PORT}([/?#][^\s;<>\"\\]*)?",
    "an address as https://host/page, without spaces",
)

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "text": Kind(),
        "paragraph": Kind(),
        "words": Kind(several=True),
        "id": Kind(
            "[a-z0-9]+(-[a-z0-9]+)*",
            "small letters a-z, digits and single hyphens between them",
        ),
        "country-code": Kind("[A-Z]{2}", "two capital letters, as in ISO 3166-1"),
        "region-code": Kind(
            "[A-Z0-9]+(-[A-Z0-9]+)*",
            "capital letters, digits and single hyphens between them",
        ),
        "code": Kind(),
        "codes": Kind(several=True),
        "choice": Kind(),
        "flag": Kind(),
        "nace": Kind(r"[0-9]{2}(\.[0-9]{1,2})?", "a code of NACE Rev. 2, as 10.51"),
        "languages": Kind(
            "[a-z]{2}", "two small letters, as in ISO 639-1", several=True
        ),
        "number": Kind("[0-9]{1,9}"),
        "date": Kind(
            "(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?",
            "a date as YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        "address": Kind(*_ADDRESS),
        "addresses": Kind(*_ADDRESS, several=True),
    }
)
"""Every kind by name. A paragraph may break lines, text may not."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: what its cells hold.

    Parameters
    ----------
    name : str
        Of the field and of the column.
    kind : str
        One of `KINDS`.
    required : bool
        False where an empty cell means "not recorded".
    optional : bool
        Whether a table may do without it; then none of its rows has it recorded.
    accepted : tuple of str
        Closed list of a ``choice`` or ``flag``.
    limits : tuple of two ints
        Least and most of a ``number``.
    refers_to : str
        Table whose ids or codes a ``code`` or ``codes`` column holds; ``markets``
        stands for countries outside the EU together with regions.
    """

    name: str = ""
    kind: str = "text"
    required: bool = False
    optional: bool = False
    accepted: tuple[str, ...] = ()
    limits: tuple[int, int] = (0, MOST)
    refers_to: str = ""

    @cached_property
    def several(self) -> bool:
        """Whether a cell is a list of values."""
        return KINDS[self.kind].several

    def refusal(self, value: str) -> str:
        """What is accepted instead of a value; empty if it is accepted.

        Closed lists and codes are not looked at.
        """
        kind = KINDS[self.kind]
        fits = not kind.pattern or kind.matches.fullmatch(value)
        if self.kind != "number":
            return "" if fits else kind.accepted
        least, most = self.limits
        if fits and least <= int(value) <= most:
            return ""
        return f"a whole number from {least} to {most}, without separators"

    def values(self, cells: Sequence[str]) -> Iterable[Value]:
        """What the cells of sound rows say; the inverse of `cell`."""
        if self.several:
            return [tuple(cell.split(";")) if cell else () for cell in cells]
        if self.kind == "number":
            return [int(cell) if cell else None for cell in cells]
        if self.kind == "flag":
            return [cell == "true" for cell in cells]
        return cells


def cell(value: Value) -> str:
    """How a value stands in a table."""
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def column(
    kind: str, refers_to: str = "", *, default: Any = MISSING, **facts: Any
) -> Any:
    """A field that stands in a table.

    Parameters
    ----------
    kind, refers_to : str
    default
        What the field holds where its cell is empty. Without one, every row must fill
        it in, unless the facts say otherwise.
    **facts
        Others of a `Column`.
    """
    facts = {"required": default is MISSING, **facts}
    told = Column(kind=kind, refers_to=refers_to, **facts)
    return field(default=default, metadata={"column": told})


@dataclass_transform(
    kw_only_default=True, frozen_default=True, field_specifiers=(column,)
)
def record(cls: type[Record]) -> type[Record]:
    """A frozen dataclass, made by keywords, whose fields are columns.

    Examples
    --------
    >>> @record
    ... class Cluster:
    ...     id: str = column("id")
    ...     city: str = column("text", default="", optional=True)
    >>> [(column.name, column.required) for column in columns_of(Cluster)]
    [('id', True), ('city', False)]
    """
    return dataclass(frozen=True, kw_only=True)(cls)


def columns_of(record: type) -> tuple[Column, ...]:
    """The columns of a record's table: fields that it declares itself, in order."""
    metadata = {known.name: known.metadata for known in fields(record)}
    return tuple(
        replace(metadata[name]["column"], name=name)
        for name in get_annotations(record)
        if "column" in metadata[name]
    )


def picked(record: object, *names: str) -> dict[str, Any]:
    """Some of what a record says, by name, as JSON has it.

    Examples
    --------
    >>> picked(Column(name="id", kind="id"), "name", "accepted")
    {'name': 'id', 'accepted': []}
    """
    return {name: plain(getattr(record, name)) for name in names}


def plain(value: Any) -> Any:
    """A value as JSON has it: a record as it tells itself, or else field by field.

    Examples
    --------
    >>> plain({"kinds": (Kind("a"), Kind("b")), "n": 2})["kinds"][1]["pattern"]
    'b'
    """
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if is_dataclass(value):
        return picked(value, *(one.name for one in fields(value)))
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return picked(value, *value._fields)
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    return value


def descriptions_of(record: type) -> dict[str, str]:
    """What the docstring of a record says of its fields, by their names."""
    _, _, parameters = (getdoc(record) or "").partition("Parameters\n----------\n")
    told = re.findall(r"^(\w.*) :.*\n((?:    .*\n?)+)", parameters, re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in told}
