"""Mapping: what a user says of columns, words and names, where an import may err.

In: a small TOML file. Out: a `Mapping`; and back.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Any

from matcher.errors import UnreadableFile, did_you_mean, first_of
from matcher.importing.draft import RECORDS
from matcher.registry.columns import columns_of
from matcher.registry.package.cells import is_id
from matcher.registry.vocabulary import Vocabulary
from matcher.text import fold, shown


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


LETTERS = re.compile("[A-Z]{1,3}")
"""What a spreadsheet calls a column."""

_WITH_CODES = ("target_markets", "sectors", "technologies")
_LISTS = {
    "country": "countries",
    "sectors": "sectors",
    "technologies": "technologies",
    "target_markets": "markets",
    "programme": "programmes",
}
_OWN = {column.name: column for of in RECORDS.values() for column in columns_of(of)}
FIELDS = (*_OWN, "coordinator", "nace", "personal")
"""What a column can be said to be."""

_PARTS = ("columns", "sheets", "words", "organisations", "partnerships")
_OF_SHEETS = ("file", "sheet", "table", "header", "columns")
_FEW = 20
_HEADING = re.compile(r"\s*\[\[?\s*([\w.\"' -]+?)\s*\]?\]\s*(?:#.*)?")


def read_mapping(
    name: str, raw: bytes | str, vocabulary: Vocabulary | None = None
) -> Mapping:
    """A mapping, as TOML has it.

    Parameters
    ----------
    name : str
        Of the file, to be named in messages.
    raw : bytes or str
    vocabulary : Vocabulary, optional
        Codes must be of it, where it is given.

    Raises
    ------
    UnreadableFile
        With a line for each fault: where it is, what is accepted, what is nearest.
    """
    try:
        text = raw if isinstance(raw, str) else raw.decode("utf-8-sig")
        document = tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{name}: it is not UTF-8; save it so") from error
    except (ValueError, RecursionError) as error:  # too many digits or brackets, too
        told = f'{error}; a line is written as "column" = "field"'
        raise UnreadableFile(f"{name}: {told}") from error
    return _Reader(name, text, vocabulary).mapping(document)


def united(kept: Mapping, new: Mapping) -> Mapping:
    """What two mappings say together; where both speak, the new one holds."""
    sheets = dict(kept.sheets)
    for key, said in new.sheets.items():
        old = sheets.get(key, SheetMapping())
        table = old.table if said.table is None else said.table
        header = old.header if said.header is None else said.header
        sheets[key] = SheetMapping(table, header, {**old.columns, **said.columns})
    fields = sorted({*kept.words, *new.words})
    words = {f: {**kept.words.get(f, {}), **new.words.get(f, {})} for f in fields}
    return Mapping(
        {**kept.columns, **new.columns},
        sheets,
        words,
        {**kept.organisations, **new.organisations},
        {**kept.partnerships, **new.partnerships},
    )


class _Reader:
    """Makes a mapping of a document, and gathers its faults."""

    def __init__(self, name: str, text: str, vocabulary: Vocabulary | None) -> None:
        self._name, self._lines = name, text.splitlines()
        self._vocabulary = vocabulary
        self._faults: list[tuple[str, str, str, Sequence[str], str]] = []

    def mapping(self, document: dict[str, Any]) -> Mapping:
        for key in document:
            if key not in _PARTS:
                self._fault(key, "", f"'{shown(key)}' is no part", _PARTS, key)
        said = self._table(document, "words")
        words = {
            field: self._words(field, self._table(said, field, "words"))
            for field in said
            if self._is_field(field, "words", field)
        }
        found = Mapping(
            self._columns(self._table(document, "columns"), "columns"),
            self._sheets(document.get("sheets", [])),
            words,
            self._ids(document, "organisations"),
            self._ids(document, "partnerships"),
        )
        if self._faults:
            told = first_of(self._faults, lambda fault: self._told(*fault))
            raise UnreadableFile("\n".join(told))
        return found

    def _table(
        self, document: Map[str, Any], key: str, under: str = ""
    ) -> Map[str, Any]:
        found = document.get(key, {})
        if isinstance(found, dict):
            return found
        called = f"{under}.{key}".strip(".")
        self._fault(key, under, f"it must be a table: [{called}]", (), key)
        return {}

    def _columns(self, said: Map[str, Any], under: str) -> dict[str, str]:
        found = {}
        for key, value in said.items():
            if not isinstance(value, str):
                self._fault(key, under, f"{_written(value)} is no text", FIELDS, "")
                continue
            field, _, code = value.partition(" ")
            if field and not self._is_field(field, under, key):
                continue
            if code and field not in _WITH_CODES:
                problem = f"'{field}' takes no code; one stands after"
                self._fault(key, under, problem, _WITH_CODES, "")
            for one in code.split() if field in _WITH_CODES else ():
                self._code(field, one, key, under)
            is_letters = under != "columns" and LETTERS.fullmatch(key)
            plain = key if is_letters else fold(key)
            found[plain] = f"{field} {code.strip()}".strip()
        return found

    def _sheets(self, said: Any) -> dict[tuple[str, str], SheetMapping]:
        if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
            problem = "sheets stand each under [[sheets]]"
            self._fault("sheets", "", problem, (), "")
            return {}
        return {
            (str(one.get("file", "")), str(one.get("sheet", ""))): self._sheet(one)
            for one in said
        }

    def _sheet(self, one: dict[str, Any]) -> SheetMapping:
        for key in one:
            if key not in _OF_SHEETS:
                problem = f"'{shown(key)}' is nothing that is said of a sheet"
                self._fault(key, "sheets", problem, _OF_SHEETS, key)
        if not isinstance(one.get("file"), str):
            self._fault("sheets", "", "a sheet needs the name of its file", (), "")
        table, header = one.get("table"), one.get("header")
        if table is not None and table not in (*RECORDS, ""):
            self._fault("table", "sheets", f"'{table}' is no table", [*RECORDS], table)
        if header is not None and not (type(header) is int and 0 <= header < 10**7):
            problem = f"{_written(header)} is no number of a row; 0 where there is none"
            self._fault("header", "sheets", problem, (), "")
        columns = self._columns(self._table(one, "columns"), "sheets.columns")
        return SheetMapping(table, header, columns)

    def _words(self, field: str, said: Map[str, Any]) -> dict[str, tuple[str, ...]]:
        found = {}
        for word, value in said.items():
            codes = [value] if isinstance(value, str) else value
            if not isinstance(codes, list) or {*map(type, codes)} - {str}:
                problem = f"{_written(value)} is no code and no list of codes"
                self._fault(word, f"words.{field}", problem, (), "")
                continue
            codes = [code for code in codes if code]
            for code in codes:
                self._code(field, code, word, f"words.{field}")
            found[fold(word)] = (*codes,)
        return found

    def _ids(self, document: Map[str, Any], key: str) -> dict[str, str]:
        found = {}
        for name, id in self._table(document, key).items():
            if isinstance(id, str) and (not id or is_id(id)):
                found[fold(name)] = id
            else:
                problem = f"{_written(id)} is no id: small letters, digits, hyphens"
                self._fault(name, key, problem, (), "")
        return found

    def _is_field(self, field: str, under: str, key: str) -> bool:
        if field in FIELDS:
            return True
        self._fault(key, under, f"'{shown(field)}' is no field", FIELDS, field)
        return False

    def _code(self, field: str, code: str, key: str, under: str) -> None:
        """A fault, if a field has no such code."""
        accepted: Collection[str] = _OWN[field].accepted if field in _OWN else ()
        if self._vocabulary is not None and field in _LISTS:
            accepted = getattr(self._vocabulary, _LISTS[field])
        if accepted and code not in accepted:
            few = tuple(accepted) if len(accepted) < _FEW else ()
            told = f"'{shown(code)}' is no code of {field}"
            near = did_you_mean(code, accepted)
            self._fault(key, under, told + near, few, "")

    def _fault(
        self, key: str, under: str, problem: str, accepted: Sequence[str], given: str
    ) -> None:
        self._faults.append((key, under, problem, accepted, given))

    def _told(
        self, key: str, under: str, problem: str, accepted: Sequence[str], given: str
    ) -> str:
        line = self._line_of(key, under)
        where = f"{self._name} line {line}" if line else self._name
        near = did_you_mean(given, accepted) if given else ""
        which = f"; accepted: {', '.join(accepted)}" if accepted else ""
        return f"{where} key '{shown(key)}': {problem}{near}{which}"

    def _line_of(self, key: str, under: str) -> int:
        """Where a key stands, counted from 1; 0 where it is not found."""
        section = ""
        for number, line in enumerate(self._lines, 1):
            heading = _HEADING.fullmatch(line)
            if heading:
                section = heading[1].replace('"', "").replace(" ", "")
                if not under and section.split(".")[0] == key:
                    return number
                if section == f"{under}.{key}" or (section == "words." + key):
                    return number
            name = line.partition("=")[0].strip()
            is_key = name in (key, f'"{key}"', f"'{key}'")
            if is_key and "=" in line and section == under:
                return number
        return 0


def _written(value: Any) -> str:
    try:
        return f"{value!r:.40}"
    except ValueError:  # of more digits than Python writes
        return "a number of thousands of digits"
