"""Import: choose files, see how they are read, correct it, take them over.

In: a snapshot, and an address or a form. Out: pages, and addresses to go on to.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from types import MappingProxyType
from typing import NoReturn

from flask import abort, redirect, request, url_for

from matcher import MatcherError
from matcher.importing.mapping import Mapping, read_mapping
from matcher.importing.sources import Given
from matcher_web.changing import Posted, change
from matcher_web.importing.asked import NOTHING, OTHER, SAME
from matcher_web.importing.corrections import Corrections
from matcher_web.importing.desk import desk
from matcher_web.importing.fields import TABLES
from matcher_web.importing.records import MOST_FILES, MOST_MEGABYTES, AsRead, Beginning
from matcher_web.importing.uploads import Upload, named
from matcher_web.query.reading import Sent
from matcher_web.security import error_page
from matcher_web.snapshot import Snapshot
from matcher_web.twins import HTML, JSON, TOML, WITHOUT_TABLES, Page, page
from matcher_web.wording import sentence

_MOST_FIELDS = 4_000
"""Of a form with corrections: a page shows fewer."""

_MAPPING = ".toml"


@page("/registry/import", WITHOUT_TABLES, changes=True)
def importing(snapshot: Snapshot, sent: Sent) -> Page:
    """Files to choose."""
    return _beginning({})


@change("/registry/import", MOST_MEGABYTES << 20, MOST_FILES + 10)
def choose_files(snapshot: Snapshot, posted: Posted) -> str | Page:
    """Read files, and show how."""
    files = named([(one.filename or "", one.read()) for one in posted.files])
    said = [one for one in files if one.name.lower().endswith(_MAPPING)]
    lists = [one for one in files if one not in said]
    fault = ""
    if not lists:
        fault = "Choose a file: a spreadsheet, a CSV, or JSON."
    elif len(files) > MOST_FILES:
        fault = f"These are {len(files)} files; choose {MOST_FILES} at most."
    elif len(said) > 1:
        fault = "Choose one mapping (.toml) at most."
    if fault:
        return _beginning({"files": fault})
    try:
        mapping = _mapping_of(snapshot, said)
        upload = desk().open(lists, mapping)
    except MatcherError as error:
        return _beginning({"files": _told(error, [one.name for one in files])})
    return url_for("import_read", token=upload.token)


@page("/registry/import/<token>", (HTML, JSON, TOML), changes=True)
def import_read(snapshot: Snapshot, sent: Sent, token: str) -> Page:
    """How files are read."""
    upload = _upload(token)
    if upload.taken:
        ending = JSON if request.path.endswith(JSON) else HTML
        _go(url_for(f"import_taken{ending.replace('.', '_')}", token=token))
    return _as_read(snapshot, upload)


@change("/registry/import/<token>", 1 << 20, _MOST_FIELDS)
def correct_import(snapshot: Snapshot, posted: Posted, token: str) -> str | Page:
    """Read files again as corrected, take them over, or forget them."""
    upload = _upload(token)
    sent = posted.fields
    here = url_for("import_read", token=token)
    if sent.get("do") == "forget":
        desk().uploads.remove(token)
        return url_for("importing")
    if upload.taken or not upload.report:
        return here
    if sent.get("read") != str(upload.n_read):
        fault = "It was read again since this page was opened. Look at it as it is now."
        return _as_read(snapshot, upload, {"page": fault}, sent)
    given = snapshot, upload.report, upload.mapping, sent, upload.answered
    found = Corrections(*given)
    if found.faults:
        return _as_read(snapshot, upload, found.faults, sent)
    try:
        if found.mapping != upload.mapping or sent.get("do") != "take":
            desk().read(upload, found.mapping)
            upload.answered = found.answered
            upload.held = sent.get("do") == "take"
            return here
        desk().take(upload)
    except MatcherError as error:
        return _as_read(snapshot, upload, {"page": sentence(str(error))}, sent)
    return url_for("import_taken", token=token)


@page("/registry/import/<token>/taken", WITHOUT_TABLES, changes=True)
def import_taken(snapshot: Snapshot, sent: Sent, token: str) -> Page:
    """What taking files over has changed."""
    upload = _upload(token)
    if not upload.taken:
        _go(url_for("import_read", token=token))
    return Page(AsRead(upload, snapshot.vocabulary), "import_taken.html")


def _told(error: MatcherError, names: list[str]) -> str:
    """A sentence, which leaves the name of a file as it is."""
    text = str(error)
    return text if text.startswith(tuple(names)) else sentence(text)


def _mapping_of(snapshot: Snapshot, said: list[Given]) -> Mapping:
    return read_mapping(*said[0], snapshot.vocabulary) if said else Mapping()


def _beginning(faults: dict[str, str]) -> Page:
    one = desk()
    waiting = one.uploads.waiting()
    found = Beginning(str(one.folder), one.is_new, waiting)
    labels = {"files": "Files"}
    return Page(found, "import.html", lambda: {"labels": labels}, faults=faults)


def _as_read(
    snapshot: Snapshot,
    upload: Upload,
    faults: Map[str, str] = MappingProxyType({}),
    typed: Map[str, str] = MappingProxyType({}),
) -> Page:
    found = AsRead(upload, snapshot.vocabulary, typed)
    shown = {
        "tables": TABLES,
        "nothing": NOTHING,
        "same": SAME,
        "other": OTHER,
        "labels": _labels(found) if faults else {},
    }
    return Page(found, "import_read.html", lambda: shown, faults=faults)


def _labels(found: AsRead) -> dict[str, str]:
    """What fields are called in a summary of what is wrong."""
    labels = {"page": "This import"}
    for sheet in found.sheets:
        labels[f"header-{sheet.number}"] = f"Header of {sheet.called}"
    asked = found.questions
    for one in (*asked.words.first, *asked.doubtful.first, *asked.kept.first):
        labels[one.name] = one.word
    return labels


def _upload(token: str) -> Upload:
    upload = desk().uploads.get(token)
    if upload is None:
        told = (
            "These files are not kept any more: they go when others come, or when the "
            "server ends; choose them again."
        )
        abort(error_page(404, told))
    return upload


def _go(address: str) -> NoReturn:
    abort(redirect(address, 303))
