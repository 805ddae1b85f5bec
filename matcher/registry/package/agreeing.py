"""Finds rows that contradict each other: rows of all tables in, faults out.

`checking` asks what a cell accepts and whether what it names is there; here, whether
what the rows say can be true together, and was true at the date of the facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from matcher.errors import Fault, first_of, offering
from matcher.registry.package.cells import (
    Offers,
    is_date,
    is_id,
    value_problem,
)
from matcher.registry.package.checking import fault_in
from matcher.registry.package.naming import find_misread_names, find_shared_names
from matcher.registry.package.tables import Rows
from matcher.registry.partnerships import is_before
from matcher.registry.records import GONE
from matcher.text import fold, shown

Tables = Mapping[str, Rows]

_MOST_TOLD = 6  # ids of a circle that a message holds


def find_contradictions(tables: Tables, as_of: str) -> Iterator[Fault]:
    """Every fault in what the rows of all tables say together.

    Parameters
    ----------
    tables : mapping of str to Rows
        By name. Nothing is looked up in a table that is missing or not whole.
    as_of : str
        The date of the facts; where it is empty, nothing is too late.

    Notes
    -----
    What facts say of rows is looked at once all other faults are known, in `proving`.
    """
    if "countries" in tables:
        yield from _one_sided(tables["countries"])
    yield from _shared_ids(tables)
    yield from find_misread_names(tables)
    yield from find_shared_names(tables)
    yield from _successors(tables["clusters"])
    yield from _late_members(tables)
    yield from _crowded_agreements(tables)
    if is_date(as_of):
        yield from _too_late(tables, as_of)
        yield from _deadlines(tables, as_of)


def _one_sided(countries: Rows) -> Iterator[Fault]:
    """All countries inside the European Union, or all outside it."""
    flags = {*countries.column("eu")}
    if countries.whole and flags in ({"false"}, {"true"}) and len(countries.lines) > 1:
        where = "in" if flags == {"true"} else "outside"
        problem = f"every country is {where} the European Union by this table; markets "
        problem += "are the countries outside it, so some must be and some not"
        yield Fault(countries.table.file, 0, "eu", flags.pop(), problem)


def _shared_ids(tables: Tables) -> Iterator[Fault]:
    """Partnerships that are called as a cluster: an id alone must tell which it is."""
    clusters, partnerships = tables["clusters"], tables["partnerships"]
    lines = dict(zip(clusters.column("id"), clusters.lines, strict=True))
    for number, id in enumerate(partnerships.column("id")):
        if id and id in lines:
            problem = (
                f"'{shown(id)}' is the id of a cluster too (clusters.csv line "
                f"{lines[id]}); give the partnership another"
            )
            yield fault_in(partnerships, number, "id", problem)


def _successors(clusters: Rows) -> Iterator[Fault]:
    """Successors in a circle, wrong ids, names for ids, and of who is not gone."""
    ids, successors = clusters.column("id"), clusters.column("successor")
    if not any(successors):
        return
    after = {row.cells["id"]: "" for row in clusters.uneven}
    after |= zip(ids, successors, strict=True)
    circles, offers, named = _circles(after), Offers(after), _ids_by_name(clusters)
    statuses = clusters.column("status") or [""] * len(ids)
    for number, successor in enumerate(successors):
        problem, told = "", shown(successor)
        if not successor:
            continue
        if ids[number] in circles:
            problem = f"nobody carries on the work at last: {circles[ids[number]]}; "
            problem += "take one of them out"
        elif successor not in after and is_id(successor):
            near = offers.near(successor) or "; a name has a capital letter or a space"
            unknown = f"no cluster '{told}' in clusters.csv{near}"
            problem = unknown if clusters.whole else ""
        elif successor not in after and fold(successor) in named:
            known = offering(named[fold(successor)])
            problem = f"'{told}' has an id; give that{known}"
        if not problem and statuses[number] not in GONE:
            status = shown(statuses[number]) or "not recorded"
            problem = f"a successor where the status is {status}; accepted where it is "
            problem += " or ".join(GONE)
        if problem:
            yield fault_in(clusters, number, "successor", problem)


def _ids_by_name(clusters: Rows) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    columns = ("id", "name", "short_name", "aliases")
    for id, *names in clusters.beside(*columns):
        for name in {fold(name) for name in ";".join(names).split(";") if name}:
            found.setdefault(name, []).append(id)
    return found


def _circles(after: Mapping[str, str]) -> dict[str, str]:
    """For each id that follows itself at last, the circle that it is in."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for id in after:
        path: list[str] = []
        while id in after and id not in seen:
            seen.add(id)
            path.append(id)
            id = after[id]
        if id in path:
            circle = path[path.index(id) :]
            more = ["…"] if len(circle) > _MOST_TOLD else []
            told = map(shown, [*circle[:_MOST_TOLD], *more, id])
            found |= dict.fromkeys(circle, " -> ".join(told))
    return found


def _late_members(tables: Tables) -> Iterator[Fault]:
    """Members who are known to be in a partnership only since after its end."""
    partnerships, members = tables["partnerships"], tables["members"]
    ends = {id: end for id, end in partnerships.beside("id", "end")}
    rows = enumerate(members.beside("partnership", "since"))
    for number, (partnership, since) in rows:
        end = ends.get(partnership, "")
        if is_date(end) and is_date(since) and is_before(end, since):
            problem = f"'{since}' is after the end of '{partnership}', '{end}'"
            yield fault_in(members, number, "since", problem)


def _crowded_agreements(tables: Tables) -> Iterator[Fault]:
    """Agreements of more than two."""
    partnerships, members = tables["partnerships"], tables["members"]
    parties: dict[str, list[str]] = {}
    for id, cluster in members.beside("partnership", "cluster"):
        parties.setdefault(id, []).append(cluster)
    for number, (id, kind) in enumerate(partnerships.beside("id", "kind")):
        found = parties.get(id, [])
        if kind == "agreement" and len(found) > 2:
            told = ", ".join(first_of(found, shown))
            problem = f"an agreement is of two organisations; members.csv has {told}"
            yield fault_in(partnerships, number, "kind", problem)


_HAS_BEEN = {
    "clusters": "founded",
    "evidence": "year",
    "members": "since",
    "partnerships": "start",
}
"""Columns of what had happened at the date of the facts. What is to end may be due."""


def _too_late(tables: Tables, as_of: str) -> Iterator[Fault]:
    for name in _HAS_BEEN.keys() & tables.keys():
        rows = tables[name]
        column = next(c for c in rows.table.columns if c.name == _HAS_BEEN[name])
        cells = rows.column(column.name)
        late = {c for c in {*cells} if is_before(as_of, c)}
        late -= {cell for cell in late if value_problem(column, cell)}
        for number, cell in enumerate(cells) if late else ():
            if cell in late:
                problem = f"'{cell}' is after the date of the facts, {as_of}"
                yield fault_in(rows, number, column.name, problem)


def _deadlines(tables: Tables, as_of: str) -> Iterator[Fault]:
    """Calls that are said to be closed before their time, or open after it."""
    if "calls" not in tables:
        return
    calls = tables["calls"]
    for number, (status, deadline) in enumerate(calls.beside("status", "deadline")):
        early = is_date(deadline) and is_before(as_of, deadline)
        late = is_date(deadline) and is_before(deadline, as_of)
        if (status == "closed" and early) or (status == "open" and late):
            when = "after" if early else "before"
            problem = f"{status}, though the deadline, '{deadline}', is {when} "
            problem += f"the date of the facts, {as_of}"
            yield fault_in(calls, number, "status", problem)
