"""datapackage.json: tells other programs what the tables hold, or is held against them.

In: the records' own fields. Out: a description after the Frictionless Data Package
standard, as text in JSON. One that is read must be so in what it says of a table; what
is not said, ``resources`` too, is not wrong, and a package may do without.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from os.path import isfile
from pathlib import Path
from typing import Any

from matcher.errors import Fault, Faults
from matcher.files.reading import MOST_BYTES_OF_JSON, read_file
from matcher.registry.columns import KINDS, MOST, Column, descriptions_of
from matcher.registry.package.cells import date_problem
from matcher.registry.package.tables import TABLES, Rows, Table
from matcher.text import shown

SEVERAL = 'Several values are separated by ";".'


def describe(**facts: Any) -> str:
    """The text of datapackage.json: these facts, and what every table holds.

    Parameters
    ----------
    **facts
        What else is to be said of the package: ``name``, ``title``, ``description``,
        ``licenses`` and so on.
    """
    told = {
        "profile": "tabular-data-package",
        **facts,
        "resources": [_resource(table) for table in TABLES.values()],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table) -> dict[str, Any]:
    told = descriptions_of(table.record)
    fields = [_field(c, told.get(c.name, ""), table.key) for c in table.columns]
    links = [_link(column) for column in table.columns if column.kind == "code"]
    schema: dict[str, Any] = {
        "fields": fields,
        "missingValues": [""],
        "primaryKey": table.key[0] if len(table.key) == 1 else [*table.key],
    }
    return {
        "name": table.name,
        "path": table.file,
        "profile": "tabular-data-resource",
        "title": table.title.partition(":")[0],
        "description": f"{table.title}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema | ({"foreignKeys": links} if links else {}),
    }


def _link(column: Column) -> dict[str, Any]:
    refers_to = TABLES[column.refers_to]
    reference = {"resource": refers_to.name, "fields": refers_to.key[0]}
    return {"fields": column.name, "reference": reference}


def _field(column: Column, description: str, key: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": {"number": "integer", "flag": "boolean"}.get(column.kind, "string"),
        "description": f"{description} {SEVERAL}" if column.several else description,
    }
    if column.kind == "flag":
        found |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints = _constraints(column, key)
    return found | ({"constraints": constraints} if constraints else {})


def _constraints(column: Column, key: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if column.required:
        found["required"] = True
    if key == (column.name,):
        found["unique"] = True
    if pattern := _pattern(column):
        found["pattern"] = pattern
    if column.accepted and column.kind == "choice":
        found["enum"] = [*column.accepted]
    if column.kind == "number":
        least, most = column.limits
        found["minimum"] = least
        if most < MOST:
            found["maximum"] = most
    return found


def _pattern(column: Column) -> str:
    """What a whole cell matches; empty where any text will do, or a number."""
    if column.kind == "number":
        return ""
    kind = column.kind
    if column.several and column.accepted:
        accepted = f"({'|'.join(column.accepted)})"
        return f"{accepted}(;{accepted})*"
    if column.refers_to:
        kinds = {"countries": "country-code", "markets": "region-code"}
        kind = kinds.get(column.refers_to, "id")
    pattern = KINDS[kind].pattern or ("[^;]+" if column.several else "")
    return f"{pattern}(;{pattern})*" if column.several else pattern


DESCRIPTION_FILE = "datapackage.json"
"""Tells other programs what the tables hold; a package may do without."""

_BY_FILE = {table.file: table for table in TABLES.values()}
_TYPES = {"number": {"integer", "number", "any"}, "flag": {"boolean", "any"}}
_TEXTS = {"string", "any", "date", "year", "yearmonth"}


def read_description(folder: Path, faults: Faults) -> Mapping[str, Any]:
    """All that datapackage.json says; nothing without it, or where it cannot be read.

    Parameters
    ----------
    folder : Path
    faults : Faults
        Gathers why it cannot be read.
    """
    try:
        found = json.loads(read_file(folder / DESCRIPTION_FILE, MOST_BYTES_OF_JSON))
    except FileNotFoundError:
        return {}
    except OSError as error:
        faults.add(_fault("", f"cannot be read: {error.strerror}"))
    except json.JSONDecodeError as error:
        problem = f"not valid JSON: {error.msg}"
        faults.add(Fault(DESCRIPTION_FILE, error.lineno, "", "", problem))
    except (ValueError, RecursionError) as error:
        faults.add(_fault("", f"not valid JSON in UTF-8: {error}"))
    else:
        if isinstance(found, dict):
            return found
        faults.add(_fault("", "must hold a JSON object, as in the packaged data"))
    return {}


def date_of_the_facts(description: Mapping[str, Any], faults: Faults) -> str:
    """What the description says of when the facts are; empty if it does not."""
    as_of = description.get("as_of", "")
    given = shown(str(as_of))
    if not isinstance(as_of, str):
        problem = f"'{given}' is not a date in quotes"
    elif problem := as_of and date_problem(as_of):
        pass
    else:
        return as_of
    faults.add(_fault("as_of", problem, given))
    return ""


def find_disagreements(
    description: Mapping[str, Any], tables: Mapping[str, Rows], folder: Path
) -> Iterator[Fault]:
    """Every resource that is not as the description says, or that it leaves out.

    Parameters
    ----------
    description : mapping
        As it was read.
    tables : mapping of str to Rows
        Those that were read; no other is held against the description.
    folder : Path
    """
    resources = description.get("resources", ())
    if not isinstance(resources, list | tuple):
        yield _fault("resources", "must be a list of objects, one for each table")
        return
    described = set()
    for number, resource in enumerate(resources):
        at = f"resources[{number}]"
        if not isinstance(resource, dict):
            yield _fault(at, "must be an object with a name, a path and a schema")
            continue
        table = _table_of(resource)
        if table is None:
            yield from _of_another(at, resource.get("path"), folder)
            continue
        if table.name in described:
            yield _fault(at, f"{table.file} is described twice; once is enough")
        described.add(table.name)
        yield from _of_a_table(at, resource, table, tables.get(table.name))
    for name in tables.keys() - described if resources else ():
        if isfile(folder / TABLES[name].file):
            problem = f"{TABLES[name].file} stands in the folder and is not described"
            yield _fault("resources", problem)


def _fault(field: str, problem: str, value: object = "") -> Fault:
    return Fault(DESCRIPTION_FILE, 0, field, shown(str(value)), problem)


def _table_of(resource: Mapping[str, Any]) -> Table | None:
    """Which of our tables is meant, by the name or else by the path."""
    name, path = resource.get("name"), resource.get("path")
    by_name = TABLES.get(name) if isinstance(name, str) else None
    return by_name or (_BY_FILE.get(path) if isinstance(path, str) else None)


def _of_another(at: str, path: object, folder: Path) -> Iterator[Fault]:
    """What is wrong with a file that is none of our tables, for other programs."""
    is_plain = isinstance(path, str) and path == Path(path).name and "\0" not in path
    if not is_plain or not isfile(folder / str(path)):
        problem = f"'{shown(str(path))}' is no file beside {DESCRIPTION_FILE}"
        yield _fault(f"{at}.path", problem, path)


def _of_a_table(
    at: str, resource: Mapping[str, Any], table: Table, rows: Rows | None
) -> Iterator[Fault]:
    for key, wanted in (("name", table.name), ("path", table.file)):
        given = resource.get(key)
        if given != wanted:
            problem = f"'{shown(str(given))}' where '{wanted}' is meant"
            yield _fault(f"{at}.{key}", problem, given)
    encoding = resource.get("encoding", "utf-8")
    if str(encoding).lower().replace("-", "") != "utf8":
        problem = f"'{shown(str(encoding))}', yet tables are in 'utf-8'"
        yield _fault(f"{at}.encoding", problem, encoding)
    schema = resource.get("schema", {"fields": []})
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not all(
        isinstance(one, dict) and isinstance(one.get("name"), str) for one in fields
    ):
        wanted = "must be an object whose fields are a list of objects with names"
        yield _fault(f"{at}.schema", wanted)
    elif fields and rows and rows.columns:
        yield from _of_columns(f"{at}.schema.fields", fields, rows)


def _of_columns(at: str, fields: list[dict[str, Any]], rows: Rows) -> Iterator[Fault]:
    """Columns that are described and not there, not described, or of another type."""
    known = {column.name: column for column in rows.table.columns}
    file, described = rows.table.file, {one["name"]: one for one in fields}
    if len(described) < len(fields):
        yield _fault(at, f"a column of {file} is described twice; once is enough")
    for name, one in described.items():
        column = known.get(name)
        if name not in rows.columns and not (column and column.optional):
            problem = f"'{shown(name)}' is no column of {file}; take it out"
            yield _fault(at, problem, name)
        elif column and not _is_of_type(column, one.get("type", "any")):
            problem = f"'{shown(name)}' is of type '{shown(str(one['type']))}', which "
            yield _fault(at, f"{problem}{file} does not hold there", one["type"])
    for name in rows.columns:
        if name not in described:
            yield _fault(at, f"'{shown(name)}' of {file} is not described", name)


def _is_of_type(column: Column, told: object) -> bool:
    return isinstance(told, str) and told in _TYPES.get(column.kind, _TEXTS)
