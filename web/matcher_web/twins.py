"""One function makes a page; HTML, JSON, CSV and XLSX are made of what it answers.

In: functions marked with `page`, which get the snapshot and the query of an address
and answer with a `Page`. Out: their addresses, one for each format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType, ModuleType
from typing import Any

from flask import Flask, Response, g, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from matcher_web.query.heard import Heard, understood, unheard
from matcher_web.query.question import Parameters
from matcher_web.query.reading import Reading
from matcher_web.snapshot import current
from matcher_web.tables import AS_OF, Table, TooLarge, as_csv, as_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

HTML, JSON, CSV, TABLE_XLSX, TOML = "", ".json", ".csv", ".xlsx", ".toml"
EVERY = (HTML, JSON, CSV, TABLE_XLSX)
WITHOUT_TABLES = (HTML, JSON)
TABLES = (CSV, TABLE_XLSX)
UNKEPT = "unkept"
"""Where the application names what nobody may keep, by what `url_for` calls it."""


@dataclass(frozen=True)
class Page:
    """What an address is answered with, in whatever format.

    Parameters
    ----------
    records : object, optional
        What is shown, as `records` in the template; its twins only look at it where
        there is no fault, by its `to_dict` for JSON and its `table` for files.
    template : str
    show : callable
        Makes what the template is given beside the records, which only a page needs:
        links and pictures.
    here : Parameters
        The query of the address in its one form, which the links to its twins carry.
        Tables hold every page of a list: their links carry no ``page``.
    faults : mapping of str to str
        What is wrong with the address, by field; the template shows it too.
    beside : mapping of str to Any
        What JSON says beside faults.
    asking : Parameters
        Who asks, where the address itself says so; links of the page carry it on.
    """

    records: Any = None
    template: str = ""
    show: Callable[[], Mapping[str, Any]] = dict
    here: Parameters = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, Any] = field(default_factory=dict)
    asking: Parameters = field(default_factory=dict)


class WrongAddress(Exception):
    """An address that no page can be drawn for.

    Parameters
    ----------
    told : str
        What is wrong, in words for a reader.
    faults : mapping of str to str
        The same by field for the twins, where fields are wrong.
    """

    def __init__(self, told: str, faults: Mapping[str, str] | None = None) -> None:
        super().__init__(told)
        self.told = told
        self.faults = dict(faults or {})


@dataclass(frozen=True)
class PageRule:
    """A function that makes a page, and the addresses it is asked at."""

    rule: str
    make: Callable[..., Page]
    formats: tuple[str, ...]
    changes: bool = False

    @property
    def name(self) -> str:
        """What `url_for` calls it; its twins have ``_json``, ``_csv``, ``_xlsx``."""
        return self.make.__name__

    def answer(self, ending: str, **path: str) -> ResponseReturnValue:
        """The page in one of its formats."""
        sent = Heard(request.args.items(multi=True))
        found = self.make(current(), sent, **path)
        g.asking = found.asking
        read_as = partial(understood, sent, current().vocabulary.label)
        if ending == HTML:
            links = self._links(found.here, path)
            return drawn(found, links, [*read_as(), *unheard(sent)])
        reading = Reading(sent)
        marked = ending == CSV and reading.flag("excel", "a file for spreadsheets")
        notes = unheard(sent)
        every = [*read_as(), *notes]
        beside = {"notes": every} if every else {}
        if faults := {**found.faults, **reading.faults}:
            return told_by_field(faults, **found.beside, **beside)
        if ending == JSON:
            return jsonify({**found.records.to_dict(), AS_OF: _as_of(), **beside})
        if notes:  # a table has no margin to say so
            return Response("\n".join([*notes, ""]), status=400, mimetype="text/plain")
        if ending == TOML:
            return _downloaded(found.records.toml(), "application/toml", "import.toml")
        return _file(found.records.table().dated(_as_of()), ending, marked)

    def _links(self, here: Parameters, path: Parameters) -> dict[str, str]:
        """The address to share, and those of the other formats."""
        address = url_for(self.name, **path, **here)
        found = {"share": request.host_url.rstrip("/") + address}
        for ending in self.formats[1:]:
            kept = {**here, "page": []} if ending in TABLES else here
            whole = url_for(self.name, **path, **kept) if "page" in here else address
            at, mark, query = whole.partition("?")
            at = f"{at}index" if self.rule == "/" else at
            found[ending.removeprefix(".")] = f"{at}{ending}{mark}{query}"
        return found


def drawn(
    found: Page,
    links: Mapping[str, str] = MappingProxyType({}),
    notes: Sequence[str] = (),
) -> ResponseReturnValue:
    """A page as HTML; where something is wrong with what was sent, it says so."""
    shown = {"records": found.records, "faults": found.faults, **links, **found.show()}
    html = render_template(found.template, **shown, notes=notes)
    return html, 400 if found.faults else 200


def page(
    rule: str, formats: tuple[str, ...] = EVERY, changes: bool = False
) -> Callable[[Callable[..., Page]], PageRule]:
    """Make a function the page of an address and of its twins.

    Parameters
    ----------
    rule : str
        The address; what it holds in <> goes to the function by name, after the
        snapshot and the query.
    formats : tuple of str
        Endings of the address; an empty one is the page itself.
    changes : bool
        Whether it shows more than its address and the snapshot say, so that nobody may
        keep the answer.
    """
    return lambda make: PageRule(rule, make, formats, changes)


def pages_of(views: ModuleType) -> list[PageRule]:
    """The pages that a module makes, in its order."""
    return [one for one in vars(views).values() if isinstance(one, PageRule)]


def add_pages(app: Flask, pages: Iterable[PageRule]) -> None:
    """Answer at the addresses of all these pages."""
    for one in pages:
        for ending in one.formats:
            at = "/index" if one.rule == "/" and ending else one.rule
            endpoint = one.name + ending.replace(".", "_")
            app.add_url_rule(at + ending, endpoint, partial(one.answer, ending))
            if one.changes:
                app.extensions.setdefault(UNKEPT, set()).add(endpoint)


def _as_of() -> str:
    """The date of the facts that are shown; every twin tells it, as pages do."""
    return current().registry.as_of


def _as_it_is_asked(ending: str) -> str:
    """The address that is asked for, of another format."""
    path, mark, query = request.url.partition("?")
    return f"{path.rpartition('.')[0]}{ending}{mark}{query}"


def _file(table: Table, ending: str, marked: bool) -> Response:
    try:
        content, kind = (
            (as_csv(table, marked), "text/csv")
            if ending == CSV
            else (as_xlsx(table), XLSX)
        )
    except TooLarge as error:
        told = f"The table has {error}. Take it as CSV: {_as_it_is_asked(CSV)}\n"
        return Response(told, status=400, mimetype="text/plain")
    return _downloaded(content, kind, f"{table.file_name}{ending}")


def _downloaded(content: str | bytes, kind: str, name: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def told_by_field(faults: Mapping[str, str], **beside: Any) -> ResponseReturnValue:
    """What is wrong with the address of a twin: as JSON, or one line a field."""
    if request.path.endswith(JSON):
        return jsonify(errors=dict(faults), **beside), 400
    lines = [f"{name}: {words}\n" for name, words in faults.items()]
    return Response("".join(lines), status=400, mimetype="text/plain")
