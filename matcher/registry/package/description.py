"""Describes the tables of a data package to other programs, as in datapackage.json.

In: the records' own fields. Out: a description after the Frictionless Data Package
standard, as text in JSON.
"""

from __future__ import annotations

import json
from typing import Any

from matcher.registry.columns import KINDS, MOST, Column, descriptions_of
from matcher.registry.package.tables import TABLES, Table

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
