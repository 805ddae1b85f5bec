"""Finds the faults in the rows of a data package: rows as text in, faults out.

First what one cell accepts, then what the cells of a row say of each other, then
keys and references between tables; what else tables say of each other, `agreeing`
asks. Every fault is gathered, none raised.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from operator import attrgetter

from matcher.errors import Fault, did_you_mean
from matcher.registry.columns import KINDS, Column
from matcher.registry.package.cells import (
    is_after,
    is_date,
    shown,
    text_problem,
    value_problem,
)
from matcher.registry.package.tables import Row, Rows, Table
from matcher.registry.terms import LIST_OF_KIND
from matcher.registry.vocabulary import PROFILE_LISTS, Vocabulary

_MAX_COMPARED = 100_000  # words compared for "did you mean": seconds, not hours

_PROFILE_FIELDS = {name: field for field, (_, name) in PROFILE_LISTS.items()}


def find_faults(tables: Mapping[str, Rows], vocabulary: Vocabulary) -> list[Fault]:
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
    faults: list[Fault] = []
    for rows in tables.values():
        for column in rows.table.columns:
            faults += _column_faults(rows, column, references)
        faults += _row_faults(rows, references)
        faults += _repeated_keys(rows)
    return faults


def fault_in(rows: Rows, number: int, column: str, problem: str) -> Fault:
    """A fault of the whole cell in a column of a row, counted from 0."""
    row = rows.row(number)
    return _fault(rows.table, row, column, row.cells[column], problem)


def _fault(table: Table, row: Row, column: str, value: str, problem: str) -> Fault:
    return Fault(table.file, row.line_of(column), column, value, problem)


def _column_faults(
    rows: Rows, column: Column, references: _References
) -> Iterator[Fault]:
    cells = rows.column(column.name)
    wrong = {
        cell: problems
        for cell in dict.fromkeys(cells)  # many rows say the same: check it once
        if (problems := [*_cell_problems(column, cell, references)])
    }
    for number, cell in enumerate(cells) if wrong else ():
        for value, problem in wrong.get(cell, ()):
            yield _fault(rows.table, rows.row(number), column.name, value, problem)


def _cell_problems(
    column: Column, cell: str, references: _References
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
    refused = value_problem(column, value)
    if column.refers_to and not refused:
        return references.problem(column.refers_to, value)
    return refused


def _row_faults(rows: Rows, references: _References) -> Iterator[Fault]:
    """Rows with two cells that contradict each other, or what another table says."""
    for left, right, problem_of in _CONTRADICTIONS.get(rows.table.name, ()):
        if not {left, right} <= rows.columns.keys():
            continue
        pairs = [*zip(rows.columns[left], rows.columns[right], strict=True)]
        wrong = {
            pair: problems
            for pair in dict.fromkeys(pairs)
            if (problems := [*problem_of(*pair, references)])
        }
        for number, pair in enumerate(pairs) if wrong else ():
            for name, problem in wrong.get(pair, ()):
                yield fault_in(rows, number, name, problem)


def _firms_problems(
    members: str, sme_members: str, _: _References
) -> Iterator[tuple[str, str]]:
    if _is_more(sme_members, members):
        problem = f"{sme_members} small firms among {members} members"
        yield "sme_members", f"{problem}; at most all members are small firms"


def _size_problems(least: str, most: str, _: _References) -> Iterator[tuple[str, str]]:
    if _is_more(least, most):
        yield "max_members", f"at most {most} members, yet at least {least}"


def _time_problems(start: str, end: str, _: _References) -> Iterator[tuple[str, str]]:
    if is_date(start) and is_date(end) and is_after(start, end):
        yield "end", f"'{end}' is before the start, '{start}'"


def _deadline_problems(
    year: str, deadline: str, _: _References
) -> Iterator[tuple[str, str]]:
    if is_date(year) and is_date(deadline) and is_after(year, deadline):
        yield "deadline", f"'{deadline}' is before the year of the call, {year}"


def _region_problems(
    code: str, countries: str, references: _References
) -> Iterator[tuple[str, str]]:
    if code in references.vocabulary.countries:
        yield "code", f"'{code}' is also a country's code; give the region another"
    inside = set(countries.split(";")) & references.vocabulary.eu
    if inside:
        told = ", ".join(sorted(inside))
        yield "countries", f"in the European Union: {told}; markets are outside it"


def _code_problems(
    kind: str, code: str, references: _References
) -> Iterator[tuple[str, str]]:
    """A code that is not in the list of its kind."""
    known = references.codes(kind)
    if known is not None and code and code not in known:
        yield "code", f"no {kind} '{shown(code)}'{did_you_mean(code, known)}"


def _is_more(cell: str, other: str) -> bool:
    is_number = KINDS["number"].matches.fullmatch
    return bool(is_number(cell) and is_number(other)) and int(cell) > int(other)


_CONTRADICTIONS = {
    "calls": (
        ("min_members", "max_members", _size_problems),
        ("year", "deadline", _deadline_problems),
    ),
    "clusters": (("members", "sme_members", _firms_problems),),
    "eccp_fields": (("kind", "code", _code_problems),),
    "partnerships": (("start", "end", _time_problems),),
    "regions": (("code", "countries", _region_problems),),
    "terms": (("kind", "code", _code_problems),),
}


def _repeated_keys(rows: Rows) -> Iterator[Fault]:
    """Rows whose key stands in an earlier row already."""
    key = rows.table.key
    keys = {*zip(*(rows.column(name) for name in key), strict=True)}
    if len(keys) == len(rows.lines) and not rows.uneven:
        return
    first: dict[tuple[str, ...], int] = {}
    for row in sorted((*rows, *rows.uneven), key=attrgetter("line")):
        values = tuple(row.cells[name] for name in key)
        if not all(values):
            continue
        line = first.setdefault(values, row.line)
        if line != row.line:
            what = "' in '".join(map(shown, reversed(values)))
            problem = f"'{what}' stands already in line {line}; once is enough"
            yield _fault(rows.table, row, key[-1], values[-1], problem)


class _References:
    """Knows which codes and ids exist, and explains those that do not."""

    def __init__(self, tables: Mapping[str, Rows], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        lists = vocabulary.lists.items()
        self._known: dict[str, Collection[str] | None] = {
            **{name: {one.code for one in records} for name, records in lists},
            **{
                name: _keys(rows) if rows.whole else None
                for name, rows in tables.items()
            },
        }
        areas = self.codes("market")
        self._known["markets"] = None if areas is None else {*areas} - vocabulary.eu
        self._explained: dict[tuple[str, str], str] = {}
        self._n_compared = 0

    def codes(self, kind: str) -> Collection[str] | None:
        """The codes of a kind in tables of terms; None if they could not be read."""
        known = self._known.get(LIST_OF_KIND.get(kind, ""))
        if kind != "market":
            return known
        regions = self._known["regions"]
        return None if known is None or regions is None else {*known, *regions}

    def problem(self, table: str, value: str) -> str:
        """Why a table, or the markets, do not hold this value; empty if they do."""
        known = self._known.get(table)
        if known is None or value in known:
            return ""
        asked = table, value
        if asked not in self._explained:
            self._explained[asked] = self._explain(table, shown(value), known)
            self._n_compared += len(known)
        return self._explained[asked]

    def _explain(self, table: str, value: str, known: Collection[str]) -> str:
        noun = {"countries": "country", "technologies": "technology"}.get(
            table, table.removesuffix("s")
        )
        unknown = f"no {noun} '{value}'"
        if self._n_compared > _MAX_COMPARED:
            return f"{unknown} in {table}.csv"
        if table in _PROFILE_FIELDS:
            return self.vocabulary.explain_unknown(_PROFILE_FIELDS[table], value)
        return f"{unknown} in {table}.csv" + did_you_mean(value, known)


def _keys(rows: Rows) -> set[str]:
    name = rows.table.key[0]
    return {*rows.column(name), *(row.cells[name] for row in rows.uneven)}
