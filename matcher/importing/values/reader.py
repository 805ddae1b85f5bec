"""The reader: a cell of any field, in the words of the registry.

In: a registry for its words, what the user says, and then cells. Out: readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, partial

from matcher.importing.columns.held.nations import Nations
from matcher.importing.draft import RECORDS, Table
from matcher.importing.mapping import Mapping
from matcher.importing.values.areas.meaning import Areas
from matcher.importing.values.choices.meaning import Choices, read_merged, says
from matcher.importing.values.choices.partnerships import read_grant, read_programme
from matcher.importing.values.choices.tongues import Tongues
from matcher.importing.values.codes.activities import Activities
from matcher.importing.values.codes.lists import CodeList, Words
from matcher.importing.values.codes.nace import Nace, read_nace
from matcher.importing.values.codes.spoken import spoken_of
from matcher.importing.values.plain.cleaning import (
    decoded_again,
    is_nothing,
    left_by_a_program,
    link_shown,
    plain,
    visible,
)
from matcher.importing.values.plain.mending import Mending
from matcher.importing.values.reading import Gathered, Reading
from matcher.importing.values.single import addresses, dates, numbers, texts
from matcher.registry.columns import Column, Value, cell, columns_of
from matcher.registry.package.cells import MAX_CELL_LENGTH, value_problem
from matcher.registry.registry import Registry
from matcher.text import fold, shown

_MOST_KEPT = 20_000
_LISTS = ("country", "sectors", "technologies", "target_markets")
_ENCODED_TWICE = "its letters were encoded twice; look whether that is meant"
MOST_OF_A_NAME = 1_000
"""A longer cell of one value is a pasted page, or a column of another kind."""


def _too_long(column: Column, text: str) -> str:
    """Why a cell is not looked at; empty if it is."""
    is_short = not (column.several or column.kind in ("paragraph", "nace"))
    most = MOST_OF_A_NAME if is_short else MAX_CELL_LENGTH
    told = f"{len(text)} characters; at most {most} are accepted"
    return told if len(text) > most else ""


class ValueReader:
    """Reads cells in the words of a registry.

    Parameters
    ----------
    registry : Registry
        Whose codes, terms and names are known.
    mapping : Mapping
        What the user says of words.

    Examples
    --------
    >>> from matcher import load_registry
    >>> reader = ValueReader(load_registry(), Mapping())
    >>> reader.read("target_markets", "Brasil; USA").value
    ('BR', 'US')
    """

    def __init__(self, registry: Registry, mapping: Mapping) -> None:
        self._registry = registry
        self.nations = Nations(registry.vocabulary)
        self._said = mapping.words
        self._columns = {
            table: {column.name: column for column in columns_of(record)}
            for table, record in RECORDS.items()
        }
        self._kept: dict[tuple[str, str, str, str], Reading] = {}
        self._choices: dict[tuple[str, ...], Choices] = {}
        self._tongues = Tongues()

    def read(
        self, field: str, text: str, code: str = "", table: Table | None = None
    ) -> Reading:
        """What a cell says.

        Parameters
        ----------
        field : str
            Of `Cluster`, `Partnership` or `Member`; or ``nace``, which says something
            of ``sectors`` only, in `Reading.also`; or ``coordinator``, a name.
        text : str
        code : str
            Where the cell says only yes or no: what of; several with spaces between.
        table : {"clusters", "partnerships", "members"}, optional
            Which table the cell goes to, where fields of several are called alike:
            ``members`` are names in partnerships, and numbers elsewhere.

        Raises
        ------
        KeyError
            If no table has such a field.
        """
        key = (field, text, code, table or "")
        if key not in self._kept:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._read(field, text, code, table)
        return self._kept[key]

    def spoken_of(self, focus: str) -> Reading:
        """What an organisation says of its sectors and technologies in sentences."""
        return spoken_of(self._registry.finder, focus)

    def _read(self, field: str, text: str, code: str, table: Table | None) -> Reading:
        column = self._column(field, table)
        gathered = Gathered()
        if problem := _too_long(column, text):
            gathered.unread(shown(text), problem)
            return gathered.reading(None)
        is_address = column.kind in ("address", "addresses")
        seen = visible(addresses.links_told(text) if is_address else link_shown(text))
        one = plain(seen)
        if code:
            return self._yes_or_no(column, one, code, gathered)
        if not one or (is_nothing(one) and not self._may_be_code(column, one)):
            return Reading()
        if problem := left_by_a_program(one):
            gathered.unread(shown(one), problem)
            return gathered.reading(None)
        value = self._reader_of(column, table)(seen, gathered)
        if value and column.name in texts.NAMES and decoded_again(text) != text:
            gathered.doubt(shown(text), cell(value), (), _ENCODED_TWICE)
        return self._checked(column, value, gathered)

    def _may_be_code(self, column: Column, text: str) -> bool:
        """Whether what mostly says nothing may be a market, or the user says what."""
        is_market = column.name == "target_markets" and text.isupper()
        return is_market or fold(text) in self._said.get(column.name, {})

    def _column(self, field: str, table: Table | None) -> Column:
        if field == "nace":
            return Column(name="nace", kind="nace")
        if field == "coordinator":
            return Column(name="coordinator", kind="text")
        if table == "partnerships" and field == "members":
            return Column(name="members", kind="words")
        for name in (table,) if table else RECORDS:
            if field in self._columns[name]:
                return self._columns[name][field]
        raise KeyError(field)

    def _reader_of(
        self, column: Column, table: Table | None
    ) -> Callable[[str, Gathered], Value]:
        name, kind = column.name, column.kind
        if name in _LISTS:
            return partial(self._listed, column)
        special: dict[str, Callable[[str, Gathered], Value]] = {
            "nace": self._nace_codes,
            "programme": self._programme,
            "founded": lambda text, told: dates.read_year(column, plain(text), told),
            "city": lambda text, told: texts.read_town(column, text, told),
            "grant_id": lambda text, told: read_grant(column, plain(text), told),
            "status": partial(self._status, column),
        }
        if name in special:
            return special[name]
        if name in ("name", "cluster", "coordinator"):
            beside = {"clusters": "short_name", "partnerships": "acronym"}
            is_own = name == "name"
            short = beside.get(table or "clusters", "") if is_own else ""
            return lambda text, told: texts.read_name(column, text, told, short)
        by_kind: dict[str, Callable[[str, Gathered], Value]] = {
            "number": lambda text, told: numbers.read_number(column, plain(text), told),
            "date": lambda text, told: dates.read_date(column, plain(text), told),
            "address": lambda text, told: addresses.read_address(column, text, told),
            "addresses": lambda text, told: addresses.read_addresses(
                column, text, told
            ),
            "languages": lambda text, told: self._tongues.read(text, told),
            "words": partial(self._names, column),
            "choice": partial(self._chosen, column),
            "id": partial(self._id, column),
        }
        return by_kind.get(kind, lambda text, told: texts.read_text(column, text, told))

    def _checked(self, column: Column, value: Value, gathered: Gathered) -> Reading:
        """The reading, if the column accepts the value; else it is unread."""
        values = value if isinstance(value, tuple) else (value,)
        for one in values:
            if isinstance(one, str) and column.kind not in ("code", "codes", "nace"):
                if problem := value_problem(column, one):
                    gathered.forget()
                    gathered.unread(shown(one), problem)
                    return gathered.reading(None)
        if isinstance(value, tuple) and len(";".join(value)) > MAX_CELL_LENGTH:
            gathered.forget()
            problem = f"more than {MAX_CELL_LENGTH} characters in one cell"
            gathered.unread(shown(";".join(value)), problem)
            value = None
        return gathered.reading(value or (0 if value == 0 else None))

    def _yes_or_no(
        self, column: Column, text: str, code: str, gathered: Gathered
    ) -> Reading:
        said = says(text)
        vocabulary = self._registry.vocabulary
        codes = code.split()
        labels = [fold(one) for c in codes for one in (c, vocabulary.label(c))]
        if not said and fold(text) in labels:
            said = "yes"
        if not said and column.name in self._code_lists and not is_nothing(text):
            meant = Gathered()
            self._code_lists[column.name].gather(text, meant)
            if [*meant.values] == codes and not meant.has_doubts:
                said = "yes"
        value: Value = (*codes,) if column.several else code
        if not said and re.fullmatch("[0-9]{1,6}", text):
            told = "a number where yes or no is said; it is taken as yes"
            gathered.doubt(text, code, (), told)
            said = "yes"
        if not said:
            gathered.unread(text, "neither yes nor no; write x or leave it empty")
        return gathered.reading(value if said == "yes" else None)

    def _listed(self, column: Column, text: str, gathered: Gathered) -> Value:
        self._code_lists[column.name].gather(text, gathered)
        if column.several:
            return tuple(gathered.values) or None
        found = [*gathered.values]
        if len(found) > 1:
            told = "several countries in one cell; the first is taken"
            gathered.doubt(plain(text), found[0], found, told)
        return found[0] if found else None

    @cached_property
    def _code_lists(self) -> dict[str, CodeList]:
        finder, vocabulary = self._registry.finder, self._registry.vocabulary
        mending = Mending(finder.words)
        values = self._registry.records_aside("eccp_fields")
        rest = (vocabulary, finder, mending)
        words: dict[str, Words] = {
            "country": Areas("country", *rest),
            "sectors": Activities("sector", *rest, values, self._nace),
            "technologies": Activities("technology", *rest, values, self._nace),
            "target_markets": Areas("market", *rest),
        }
        return {
            field: CodeList(known, self._said.get(field, {}))
            for field, known in words.items()
        }

    @cached_property
    def _nace(self) -> Nace:
        return Nace(self._registry.records_aside("nace"))

    def _nace_codes(self, text: str, gathered: Gathered) -> Value:
        read_nace(self._nace, text, gathered)
        return None

    def _programme(self, text: str, gathered: Gathered) -> Value:
        said = self._said.get("programme", {})
        programmes = self._registry.vocabulary.lists["programmes"]
        return read_programme(programmes, said, plain(text), gathered)

    def _chosen(self, column: Column, text: str, gathered: Gathered) -> Value:
        key = (column.name, *column.accepted)
        if key not in self._choices:
            self._choices[key] = Choices(column)
        said = self._said.get(column.name, {})
        return self._choices[key].read(plain(text), said, gathered)

    def _status(self, column: Column, text: str, gathered: Gathered) -> Value:
        """What became of it; who carries on, where that stands behind."""
        merged = read_merged(plain(text), gathered)
        return merged or self._chosen(column, text, gathered)

    def _names(self, column: Column, text: str, gathered: Gathered) -> Value:
        known, is_country = self._known_names, self.nations.has
        return texts.read_names(
            column, text, lambda one: fold(one) in known, is_country, gathered
        )

    @cached_property
    def _known_names(self) -> frozenset[str]:
        return frozenset(
            fold(name)
            for one in self._registry.clusters
            for name in (one.id, one.name, one.short_name, *one.aliases)
        )

    def _id(self, column: Column, text: str, gathered: Gathered) -> Value:
        one = plain(text)
        if problem := column.refusal(one):
            gathered.unread(shown(one), f"no id, which is of {problem}")
            return None
        return one
