"""Holds each fact of evidence.csv against the row that it is about: rows -> faults.

A fact is of something that is there, and its value stands in the row, or its note says
why the row says otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from matcher.errors import Fault, did_you_mean
from matcher.registry.columns import Column
from matcher.registry.package.cells import (
    Offers,
    date_problem,
    shown,
    value_problem,
)
from matcher.registry.package.checking import fault_in
from matcher.registry.package.tables import TABLES, Rows

OF_A_MEMBERSHIP = ("member", "since")
"""Fields of facts on a partnership that stand in members.csv, one row each."""

_CORRECT = "correct either, or say why in note"

_CORRECT = "correct either, or say why in note"

_COLUMNS = {
    name: {column.name: column for column in TABLES[name].columns}
    for name in ("clusters", "members", "partnerships")
}


def find_unproven(
    tables: Mapping[str, Rows], faults: Collection[Fault] = ()
) -> Iterator[Fault]:
    """Every fact that does not fit the row that it is about.

    Parameters
    ----------
    tables : mapping of str to Rows
        By name: evidence, clusters, partnerships and members. Where one of the last
        three is not whole, no fact is judged, nor is one on a row with too few or too
        many cells.
    faults : collection of Fault
        What was found so far: a cell that has one is not held against another.
    """
    about = [tables[name] for name in ("clusters", "partnerships", "members")]
    if not all(rows.whole for rows in about):
        return
    subjects = _Subjects(*about)
    faulty = {(fault.file, fault.line, fault.column) for fault in faults}
    evidence = tables["evidence"]
    for number, row in enumerate(evidence):
        found = subjects.find(row.cells)
        if isinstance(found, _Cell):
            known = bool(faulty) and found.place in faulty
            found = None if known else found.dispute(row.cells)
        if found:
            fault = fault_in(evidence, number, *found)
            if (fault.file, fault.line, fault.column) not in faulty:
                yield fault


class _Problem(NamedTuple):
    """Why a fact is refused, and the column of evidence.csv to look at."""

    column: str
    problem: str


class _Subjects:
    """Knows which cell every fact is about.

    Parameters
    ----------
    clusters, partnerships, members : Rows
    """

    def __init__(self, clusters: Rows, partnerships: Rows, members: Rows) -> None:
        self._members = members
        self._subjects = {
            id: (rows, number)
            for rows in (partnerships, clusters)
            for number, id in enumerate(rows.column("id"))
        }
        joined = members.column("partnership"), members.column("cluster")
        pairs = enumerate(zip(*joined, strict=True))
        self._memberships = {pair: number for number, pair in pairs}
        self._uneven = {
            row.cells["id"] for row in (*clusters.uneven, *partnerships.uneven)
        }
        self._uneven_members = {
            (row.cells["partnership"], row.cells["cluster"]) for row in members.uneven
        }
        self._offers = Offers(self._subjects)

    def find(self, fact: Mapping[str, str]) -> _Cell | _Problem | None:
        """The cell that a fact is about, or why there is none; None if unknown."""
        id, field = fact["id"], fact["field"]
        if id in self._uneven:
            return None
        if id not in self._subjects:
            near = self._offers.near(id)
            return _Problem("id", f"no cluster or partnership '{shown(id)}'{near}")
        rows, number = self._subjects[id]
        table = rows.table.name
        column = _COLUMNS[table].get(field)
        if column and field != "id":
            return _Cell(rows, number, column, fact["value"])
        of_a_membership = OF_A_MEMBERSHIP if table == "partnerships" else ()
        if field in of_a_membership:
            return self._membership(fact)
        accepted = [*_COLUMNS[table], *of_a_membership]
        accepted.remove("id")
        near = did_you_mean(field, accepted) or f"; one of: {', '.join(accepted)}"
        told = f"'{shown(field)}' is no column of {rows.table.file}"
        return _Problem("field", told + near)

    def _membership(self, fact: Mapping[str, str]) -> _Cell | _Problem | None:
        cluster, date = fact["value"], ""
        if fact["field"] == "since":
            cluster, _, date = cluster.partition(" ")
            if date_problem(date):
                told = f"'{shown(fact['value'])}' is not an id, a space and a date"
                return _Problem("value", f"{told} as YYYY, YYYY-MM or YYYY-MM-DD")
        number = self._memberships.get((fact["id"], cluster))
        if number is None:
            if fact["note"] or (fact["id"], cluster) in self._uneven_members:
                return None
            known = [c for p, c in self._memberships if p == fact["id"]]
            told = f"'{shown(cluster)}' is not in '{fact['id']}' by members.csv"
            near = did_you_mean(cluster, known) or f"; {_CORRECT}"
            return _Problem("value", told + near)
        if date:
            return _Cell(self._members, number, _COLUMNS["members"]["since"], date)
        row = self._members.row(number).cells
        sure = row.get("confidence") or fact["confidence"]
        if row["source"] == fact["source"] and sure != fact["confidence"]:
            told = f"'{fact['confidence']}', yet members.csv has '{shown(sure)}' "
            return _Problem("confidence", f"{told}for the same page; correct either")
        return _Cell(self._members, number, _COLUMNS["members"]["cluster"], cluster)


class _Cell(NamedTuple):
    """A cell of another table, and the value that a fact has for it."""

    rows: Rows
    number: int
    column: Column
    value: str

    @property
    def text(self) -> str:
        """What stands in it; nothing where the column is missing."""
        cells = self.rows.column(self.column.name)
        return cells[self.number] if cells else ""

    @property
    def place(self) -> tuple[str, int, str]:
        """File, line and column."""
        name = self.column.name
        return self.rows.table.file, self.rows.row(self.number).line_of(name), name

    def dispute(self, fact: Mapping[str, str]) -> _Problem | None:
        """What is wrong between the cell and the fact, if anything is."""
        agrees = self.value == self.text or self.value in self.text.split(";")
        if agrees and not fact["note"]:
            return None
        file, line, _ = self.place
        where = f"{file} line {line}"
        if agrees:
            problem = f"{where} says the same; a note is for where it says otherwise"
            return _Problem("note", problem)
        if not fact["note"]:
            stands = f"has '{shown(self.text)}'" if self.text else "has nothing"
            problem = f"'{shown(self.value)}', yet {where} {stands}; {_CORRECT}"
            return _Problem("value", problem)
        refused = value_problem(self.column, self.value)
        return _Problem("value", refused) if refused else None
