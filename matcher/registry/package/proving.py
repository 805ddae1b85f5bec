"""Holds each fact of evidence.csv against the row that it is about: rows -> faults.

A fact is of something that is there, and its value stands in the row, or its note says
why the row says otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from matcher.errors import Fault, did_you_mean
from matcher.registry.columns import Column
from matcher.registry.package.cells import Offers, date_problem, value_problem
from matcher.registry.package.checking import fault_in
from matcher.registry.package.tables import TABLES, Rows
from matcher.text import shown

OF_A_MEMBERSHIP = ("member", "since")
"""Fields of facts on a partnership that stand in members.csv, one row each."""

_CORRECT = "correct either, or say why in note"

_COLUMNS = {
    name: {c.name: c for c in TABLES[name].columns if c.name != "id"}
    for name in ("clusters", "members", "partnerships")
}

_Problem = tuple[str, str]  # a column of evidence.csv, and what is wrong there


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
            found = found.dispute(row.cells, faulty)
        if found:
            fault = fault_in(evidence, number, *found)
            if (fault.file, fault.line, fault.column) not in faulty:
                yield fault


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
        pairs = enumerate(members.beside("partnership", "cluster"))
        self._memberships = {pair: number for number, pair in pairs}
        self._uneven = {
            (row.cells["id"], "") for row in (*clusters.uneven, *partnerships.uneven)
        } | {(row.cells["partnership"], row.cells["cluster"]) for row in members.uneven}
        self._offers = Offers(self._subjects)

    def find(self, fact: Mapping[str, str]) -> _Cell | _Problem | None:
        """The cell that a fact is about, or why there is none; None if unknown."""
        id, field = fact["id"], fact["field"]
        if (id, "") in self._uneven:
            return None
        if id not in self._subjects:
            near = self._offers.near(id)
            return "id", f"no cluster or partnership '{shown(id)}'{near}"
        rows, number = self._subjects[id]
        accepted = _COLUMNS[rows.table.name]
        if field in accepted:
            return _Cell(rows, number, accepted[field], fact["value"])
        of_a_membership = OF_A_MEMBERSHIP if rows.table.name == "partnerships" else ()
        if field in of_a_membership:
            return self._membership(fact)
        names = [*accepted, *of_a_membership]
        near = did_you_mean(field, names) or f"; one of: {', '.join(names)}"
        return "field", f"'{shown(field)}' is no column of {rows.table.file}{near}"

    def _membership(self, fact: Mapping[str, str]) -> _Cell | _Problem | None:
        id, cluster, date = fact["id"], fact["value"], ""
        if fact["field"] == "since":
            cluster, _, date = cluster.partition(" ")
            if date_problem(date):
                told = f"'{shown(fact['value'])}' is not an id, a space and a date"
                return "value", f"{told} as YYYY, YYYY-MM or YYYY-MM-DD"
        number = self._memberships.get((id, cluster))
        if number is None:
            if fact["note"] or (id, cluster) in self._uneven:
                return None
            known = [c for p, c in self._memberships if p == id]
            near = did_you_mean(cluster, known) or f"; {_CORRECT}"
            return "value", f"'{shown(cluster)}' is not in '{id}' by members.csv{near}"
        if date:
            return _Cell(self._members, number, _COLUMNS["members"]["since"], date)
        row = self._members.row(number).cells
        sure = row.get("confidence") or fact["confidence"]
        if row["source"] == fact["source"] and sure != fact["confidence"]:
            told = f"'{fact['confidence']}', yet members.csv has '{shown(sure)}' "
            return "confidence", f"{told}for the same page; correct either"
        return _Cell(self._members, number, _COLUMNS["members"]["cluster"], cluster)


class _Cell(NamedTuple):
    """A cell of another table, and the value that a fact has for it."""

    rows: Rows
    number: int
    column: Column
    value: str

    def dispute(
        self, fact: Mapping[str, str], faulty: Collection[tuple[str, int, str]]
    ) -> _Problem | None:
        """What is wrong between the cell and the fact, if anything is."""
        cells = self.rows.column(self.column.name)  # none where the column is missing
        text = cells[self.number] if cells else ""
        agrees = self.value == text or self.value in text.split(";")
        if agrees and not fact["note"]:
            return None
        file, name = self.rows.table.file, self.column.name
        line = self.rows.row(self.number).line_of(name)
        if (file, line, name) in faulty:
            return None
        where = f"{file} line {line}"
        if agrees:
            told = f"{where} says the same; a note is for where it says otherwise"
            return "note", told
        if not fact["note"]:
            stands = f"has '{shown(text)}'" if text else "has nothing"
            told = f"'{shown(self.value)}', yet {where} {stands}; {_CORRECT}"
            return "value", told
        refused = value_problem(self.column, self.value)
        return ("value", refused) if refused else None
