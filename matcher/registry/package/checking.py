"""Finds the faults in the rows of a data package: rows as text in, faults out.

First what one cell accepts, then what the cells of a row say of each other, then
keys and references between tables; what else tables say of each other, `agreeing`
asks. Every fault is told as it is found, none kept: there may be a million.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from heapq import merge
from operator import attrgetter

from matcher.errors import Fault
from matcher.registry.calls.contradicting import contradiction
from matcher.registry.calls.grammar import Misread, read_rule
from matcher.registry.columns import KINDS, Column
from matcher.registry.finding.terms import AREAS, LIST_OF_KIND
from matcher.registry.package.cells import (
    MOST_LETTERS_OF_AN_ID,
    Offers,
    but_plain,
    is_date,
    text_problem,
    too_long,
    value_problem,
)
from matcher.registry.package.spreadsheets import several_in
from matcher.registry.package.tables import Row, Rows, Table
from matcher.registry.partnerships import is_before
from matcher.registry.vocabulary import PROFILE_LISTS, Vocabulary
from matcher.text import fold, shown

_MOST_REMEMBERED = 1_000  # cells of a column with what is wrong in them
_FREE = ("text", "paragraph")

Contradiction = Callable[..., str]  # two cells and what else is known -> the problem

_PROFILE_FIELDS = {name: field for field, (_, name) in PROFILE_LISTS.items()}
_PROFILE_FIELDS[AREAS] = "target_markets"

_NOUNS = {AREAS: "market", "countries": "country", "technologies": "technology"}


def find_faults(tables: Mapping[str, Rows], vocabulary: Vocabulary) -> Iterator[Fault]:
    """Every fault in the rows of all tables.

    Parameters
    ----------
    tables : mapping of str to Rows
        By name. References to clusters and partnerships are checked where these are
        among them, and to no table that is not whole: what is named may stand in the
        part that was not read.
    vocabulary : Vocabulary
        Built from the same tables, and from the lists that are not among them.
    """
    references = _References(tables, vocabulary)
    for rows in tables.values():
        for column in rows.table.columns:
            yield from _column_faults(rows, column, references)
        yield from _row_faults(rows, references)
        yield from _repeated_keys(rows)


def fault_in(
    rows: Rows, number: int, column: str, problem: str, value: str = ""
) -> Fault:
    """A fault of a value, or the whole cell, in a column of a row, counted from 0."""
    row = rows.row(number)
    return _fault(rows.table, row, column, value or row.cells[column], problem)


def _fault(table: Table, row: Row, column: str, value: str, problem: str) -> Fault:
    return Fault(table.file, row.line_of(column), column, value, problem)


def _column_faults(
    rows: Rows, column: Column, references: _References
) -> Iterator[Fault]:
    told = partial(_cell_problems, column, references)
    cells = rows.column(column.name)
    different = dict.fromkeys(cells)  # many rows say the same
    is_free = column.kind in _FREE and not _is_listed(column)
    if not any(map(any, map(told, but_plain(different) if is_free else different))):
        return
    problems = lru_cache(_MOST_REMEMBERED)(lambda cell: [*told(cell)])
    sound: set[str] = set()
    for number, cell in enumerate(cells):
        found = [] if cell in sound else problems(cell)
        if not found:
            sound.add(cell)
        for value, problem in found:
            yield _fault(rows.table, rows.row(number), column.name, value, problem)


def _cell_problems(
    column: Column, references: _References, cell: str
) -> Iterator[tuple[str, str]]:
    """Each value of a cell that is not accepted, and why."""
    if not cell:
        if column.required:
            yield cell, "this cell is empty; it must be filled in"
        return
    problem = text_problem(column, cell)
    if problem:
        yield cell, problem
        return
    values = cell.split(";") if column.several else [cell]
    different = dict.fromkeys(values)
    if len(different) < len(values):
        for value, n_times in Counter(values).items():
            if value and n_times > 1:
                yield value, f"'{shown(value)}' stands {n_times} times in this cell"
    for value in different:
        problem = _value_problem(column, value, references)
        if problem:
            yield value, problem


def _value_problem(column: Column, value: str, references: _References) -> str:
    if not value:
        return "an empty value beside ';'; separate values by one ';' each"
    if value != value.strip():
        return f"'{shown(value)}' has spaces beside ';'; take them out"
    refused = _refusal(column, references, value)
    if not (refused and _is_listed(column)) and value.count("://") < 2:
        return refused
    is_known = lambda one: not _refusal(column, references, one)  # noqa: E731
    return several_in(column, value, is_known) or refused


def _is_listed(column: Column) -> bool:
    """Whether other values than those of a list are refused."""
    return column.several or bool(column.refers_to or column.accepted)


def _refusal(column: Column, references: _References, value: str) -> str:
    refused = value_problem(column, value)
    if column.refers_to and not refused:
        return references.problem(column.refers_to, value)
    return refused


def _row_faults(rows: Rows, references: _References) -> Iterator[Fault]:
    """Rows with two cells that contradict each other, or what another table says."""
    for left, right, wrong, problem_of in _CONTRADICTIONS.get(rows.table.name, ()):
        told = lru_cache(_MOST_REMEMBERED)(partial(_told, problem_of, references))
        for number, pair in enumerate(rows.beside(left, right)):
            if problem := told(pair):
                yield fault_in(rows, number, wrong, problem)


def _told(
    problem_of: Contradiction, references: _References, pair: tuple[str, ...]
) -> str:
    return problem_of(*pair, references)


def _if_more(problem: str) -> Contradiction:
    """Two numbers or dates of which the first is more; in words by `str.format`."""

    def problem_of(cell: str, other: str, _: _References) -> str:
        is_number = KINDS["number"].matches.fullmatch
        if is_number(cell) and is_number(other):
            is_more = int(cell) > int(other)
        else:
            is_more = is_date(cell) and is_date(other) and is_before(other, cell)
        return problem.format(cell, other) if is_more else ""

    return problem_of


def _is_country(code: str, _: str, references: _References) -> str:
    is_country = code in references.vocabulary.countries
    problem = f"'{code}' is also a country's code; give the region another"
    return problem if is_country else ""


def _is_inside(_: str, countries: str, references: _References) -> str:
    inside = ", ".join(sorted({*countries.split(";")} & references.vocabulary.eu))
    return inside and f"in the European Union: {inside}; markets are outside it"


def _is_not_of_kind(kind: str, code: str, references: _References) -> str:
    return code and references.problem(LIST_OF_KIND.get(kind, ""), code)


def _are_no_rules(_: str, rules: str, references: _References) -> str:
    """The first rule that cannot be read, or that no consortium can keep to."""
    if not references.knows("countries", "sectors", "technologies"):
        return ""
    read = []
    for rule in filter(None, rules.split(";")):
        one = read_rule(rule, references.vocabulary)
        if isinstance(one, Misread):
            return f"'{shown(rule)}' at letter {one.at}: {one.problem}"
        read.append(one)
    return contradiction(read, references.vocabulary)


def _is_no_id(id: str, _: str, __: _References) -> str:
    """Why a call cannot be asked for by an id: several words are read as its title."""
    if len(id) > MOST_LETTERS_OF_AN_ID:
        return too_long(id)
    told = f"'{shown(id)}' has a space, as titles have; write an id without"
    return told if " " in id else ""


_DEADLINE = "'{1}' is before the year of the call, {0}"
_FIRMS = "{0} small firms among {1} members; at most all members are small firms"
_TIME = "'{1}' is before the start, '{0}'"
_CONTRADICTIONS: Mapping[str, Sequence[tuple[str, str, str, Contradiction]]] = {
    "calls": [
        ("id", "name", "id", _is_no_id),
        ("id", "rules", "rules", _are_no_rules),
        ("year", "deadline", "deadline", _if_more(_DEADLINE)),
    ],
    "clusters": [("sme_members", "members", "sme_members", _if_more(_FIRMS))],
    "eccp_fields": [("kind", "code", "code", _is_not_of_kind)],
    "partnerships": [("start", "end", "end", _if_more(_TIME))],
    "regions": [
        ("code", "countries", "code", _is_country),
        ("code", "countries", "countries", _is_inside),
    ],
    "terms": [("kind", "code", "code", _is_not_of_kind)],
}
"""By table: two columns, which of them is wrong where a check of both says why."""


_READ_AS: Mapping[str, tuple[Callable[[Sequence[str]], tuple[str, ...]], str]] = {
    "calls": (lambda key: (*map(fold, key),), ", in whatever case"),
}
"""By table: how keys are looked up, where not as they stand; and what that means."""


def _repeated_keys(rows: Rows) -> Iterator[Fault]:
    """Rows whose key stands in an earlier row already, as it is looked up."""
    key = rows.table.key
    read, but = _READ_AS.get(rows.table.name, (tuple, ""))
    keys = {*map(read, rows.beside(*key))}
    if len(keys) == len(rows.lines) and not rows.uneven:
        return
    first: dict[tuple[str, ...], int] = {}
    by_line = attrgetter("line")
    for row in merge(rows, rows.uneven, key=by_line):
        values = tuple(row.cells[name] for name in key)
        if not all(values):
            continue
        line = first.setdefault(read(values), row.line)
        if line != row.line:
            what = "' in '".join(map(shown, reversed(values)))
            problem = f"'{what}' stands already in line {line}{but}; once is enough"
            yield _fault(rows.table, row, key[-1], values[-1], problem)


class _References:
    """Knows which codes and ids exist, and explains those that do not."""

    def __init__(self, tables: Mapping[str, Rows], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        known = {n: {c.code for c in codes} for n, codes in vocabulary.lists.items()}
        known |= {n: _keys(rows) for n, rows in tables.items() if rows.whole}
        known[AREAS] = known["countries"] | known["regions"]
        known["markets"] = known[AREAS] - vocabulary.eu
        unread = {name for name, rows in tables.items() if not rows.whole}
        if unread & {"countries", "regions"}:
            unread |= {AREAS, "markets"}
        self._known = {n: codes for n, codes in known.items() if n not in unread}
        self._offers: dict[str, Offers] = {}

    def knows(self, *tables: str) -> bool:
        """Whether all of these were read whole."""
        return self._known.keys() >= {*tables}

    def problem(self, table: str, value: str) -> str:
        """Why a table, or the markets, do not hold this value; empty if they do."""
        known = self._known.get(table)
        if known is None or value in known:
            return ""
        field = _PROFILE_FIELDS.get(table, "")
        if table not in self._offers:
            explain = partial(self.vocabulary.explain_unknown, field)
            self._offers[table] = Offers(known, explain if field else None)
        told = self._offers[table].near(shown(value))
        unknown = f"no {_NOUNS.get(table, table.removesuffix('s'))} '{shown(value)}'"
        return (told or unknown) if field else f"{unknown} in {table}.csv{told}"


def _keys(rows: Rows) -> set[str]:
    name = rows.table.key[0]
    return {*rows.column(name), *(row.cells[name] for row in rows.uneven)}
