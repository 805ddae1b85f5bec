"""What the twins of pages share: table files, and errors in words by field.

In: a function that makes a table of an address. Out: the addresses of its files, at
the page's own with .csv and .xlsx.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from matcher_web.spreadsheets import as_csv, as_xlsx
from matcher_web.tables import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_table_twins(
    blueprint: Blueprint,
    rule: str,
    endpoint: str,
    table: Callable[..., Table | ResponseReturnValue],
) -> None:
    """Serve a table at `rule` with .csv and with .xlsx.

    Parameters
    ----------
    blueprint : Blueprint
    rule : str
        Address of the page; what it holds in <> goes to `table`.
    endpoint : str
        Endpoints become `endpoint` with ``_csv`` and with ``_xlsx``.
    table : callable
        Makes the table; or, where the address is wrong, the answer that says so
        (see `table_errors`).
    """

    def csv(**arguments: str) -> ResponseReturnValue:
        made = table(**arguments)
        return _file(made, as_csv(made)) if isinstance(made, Table) else made

    def xlsx(**arguments: str) -> ResponseReturnValue:
        made = table(**arguments)
        return _file(made, as_xlsx(made)) if isinstance(made, Table) else made

    blueprint.add_url_rule(f"{rule}.csv", f"{endpoint}_csv", csv)
    blueprint.add_url_rule(f"{rule}.xlsx", f"{endpoint}_xlsx", xlsx)


def _file(table: Table, content: str | bytes) -> Response:
    ending, kind = ("csv", "text/csv") if isinstance(content, str) else ("xlsx", XLSX)
    response = Response(content, mimetype=kind)
    name = f'attachment; filename="{table.name}.{ending}"'
    response.headers["Content-Disposition"] = name
    return response


def table_errors(faults: dict[str, str]) -> ResponseReturnValue:
    """What is wrong with the address of a table, one line a field."""
    lines = [f"{name}: {words}\n" for name, words in faults.items()]
    return Response("".join(lines), status=400, mimetype="text/plain")


def json_errors(faults: dict[str, str], **more: Any) -> ResponseReturnValue:
    """What is wrong with the address of a JSON twin, by field."""
    return jsonify(errors=faults, **more), 400
