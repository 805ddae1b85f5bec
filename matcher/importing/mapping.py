"""Mapping: what a user says of columns, words and names, where an import may err.

In: a small TOML file. Out: a `Mapping`; and back.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SheetMapping:
    """What is said of one sheet.

    Parameters
    ----------
    table : str, optional
        Which table it holds; "" for a sheet to leave out; None where not said.
    header : int, optional
        Number of the last row of its header, 0 if it has none; None where not said.
    columns : mapping of str to str
        As in `Mapping.columns`, for this sheet alone; also by letters of the column.
    """

    table: str | None = None
    header: int | None = None
    columns: Map[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mapping:
    """What a user says, for all files of an import.

    Parameters
    ----------
    columns : mapping of str to str
        Fields by folded header (`matcher.text.fold`): ``sectors``, or
        ``target_markets JP`` for a column of yes and no; "" for a column to leave out.
    sheets : mapping of (str, str) to SheetMapping
        By file and sheet.
    words : mapping of str to mapping of str to tuple of str
        By field, codes by folded word; none for a word that means nothing.
    organisations, partnerships : mapping of str to str
        Ids by folded name: who is meant by a name; "" says that it is nobody known.
    """

    columns: Map[str, str] = field(default_factory=dict)
    sheets: Map[tuple[str, str], SheetMapping] = field(default_factory=dict)
    words: Map[str, Map[str, tuple[str, ...]]] = field(default_factory=dict)
    organisations: Map[str, str] = field(default_factory=dict)
    partnerships: Map[str, str] = field(default_factory=dict)
