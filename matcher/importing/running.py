"""Importing as a whole: files into a data package, with a report.

In: paths of files, a folder, and what the user says. Out: the data package, written
whole or not at all, and a `Report`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from matcher.errors import OutputError, UnreadableFile
from matcher.files.reading import path_of
from matcher.files.writing import check_apart
from matcher.importing.draft import Draft
from matcher.importing.drafting import Drafted
from matcher.importing.identity.directory import text_in, texts_in
from matcher.importing.identity.gathering import gather
from matcher.importing.identity.near import find_near
from matcher.importing.layout import Layout
from matcher.importing.mapping import Mapping
from matcher.importing.mapping_text import draft_mapping
from matcher.importing.merging.merge import merge
from matcher.importing.report import Report, SheetColumn
from matcher.importing.shapes.reading import LayoutReader
from matcher.importing.sheet import Remark, Sheet, in_order
from matcher.importing.sources import Given, Source, Watch, named, read_sources, unread
from matcher.importing.target import Target, alone_at
from matcher.importing.values.reader import ValueReader
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry
from matcher.text import items_of, shown

_ROWS_A_STEP = 100
_NO_ORGANISATION = (
    "no organisation is named in it, and a data package needs one: nothing is written; "
    "give a list of organisations with it, or begin with a registry"
)


class Imported(NamedTuple):
    """A registry with what sheets hold.

    Parameters
    ----------
    registry : Registry
    report : Report
        Without files and folder, where it comes from sheets.
    """

    registry: Registry
    report: Report


def import_files(
    sources: Sequence[Source],
    into: str | Path,
    *,
    registry: str | Path | Registry | None = None,
    mapping: Mapping | str | Path | None = None,
    dry_run: bool = False,
    watch: Watch | None = None,
) -> Report:
    """Take spreadsheets, exports and lists into a data package.

    Parameters
    ----------
    sources : sequence of str, Path or Given
        Files of any make, or folders that are data packages.
    into : str or Path
        Folder of the data package: made new, or added to.
    registry : str, Path or Registry, optional
        What a new one begins with: a registry, or a data package; "packaged" for the
        one that came along.
    mapping : Mapping, str or Path, optional
        What the user says of columns, words and names, or the file that says it; kept
        in the data package.
    dry_run : bool
        Write nothing.
    watch : callable, optional
        Told how many rows are read, and of how many.

    Returns
    -------
    Report
        A file that cannot be read is among its remarks.

    Raises
    ------
    DatasetError
        If the folder, or the registry to begin with, has faults.
    OutputError
        If the folder holds something else or cannot be written, or another import is
        at work on it.
    UnreadableFile
        If the mapping cannot be read, or what is given can be no file at all.
    """
    return import_into(
        into, sources, registry, mapping, dry_run=dry_run, watch=watch
    ).report


def import_into(
    into: str | Path,
    sources: Sequence[Source],
    registry: str | Path | Registry | None = None,
    mapping: Mapping | str | Path | None = None,
    *,
    dry_run: bool = False,
    watch: Watch | None = None,
) -> Imported:
    """What `import_files` reports, with the registry as it stands in the folder then.

    Parameters
    ----------
    into, sources, registry, mapping, dry_run, watch
        As of `import_files`.
    """
    given, folder = items_of(sources), path_of(into)
    if given is None or not all(isinstance(s, Given) or path_of(s) for s in given):
        told = "is no list of files; write it as ['clusters.xlsx']"
        raise UnreadableFile(f"{shown(str(sources))} {told}")
    if folder is None:
        told = "is no path; give the folder of the data package to make or to add to"
        raise OutputError(f"{shown(str(into))} {told}")
    with alone_at(folder):
        target = Target.at(folder, registry)
        paths = [Path(source) for source in given if not isinstance(source, Given)]
        check_apart(target.folder, [*paths, *(path.parent for path in paths)])
        sheets, remarks = read_sources(given, watch)
        said = target.said_with(mapping)
        imported = import_sheets(_handed(sheets), target.registry, said, watch=watch)
        report = imported.report
        if report.entries and not imported.registry.clusters:
            remarks += [unread(source, _NO_ORGANISATION) for source in given]
            report = replace(report, entries=())
        report = replace(
            report,
            files=tuple(map(named, given)),
            into=str(into),
            said=said,
            remarks=tuple(sorted((*remarks, *report.remarks), key=_by_place)),
        )
        if not dry_run and report.entries:
            written = target.write(imported.registry, said)
            report = replace(report, written=written)
        return Imported(imported.registry, report)


def import_sheets(
    sheets: Iterable[Sheet],
    known: Registry,
    said: Mapping,
    *,
    watch: Watch | None = None,
) -> Imported:
    """A registry with what sheets hold.

    Parameters
    ----------
    sheets : iterable of Sheet
    known : Registry
        What is known before.
    said : Mapping
    watch : callable, optional
        As of `import_files`.
    """
    layouts = LayoutReader(known, said)
    found = [
        layout.without_persons() for sheet in sheets for layout in layouts.lists(sheet)
    ]
    drafted = _draft(found, known, said, watch)
    n_rows = sum(len(layout.rows) for layout in found)
    remarks = [one for layout in found for one in layout.remarks_of_cells()]
    remarks += [one for layout in found for one in layout.remarks] + drafted.remarks
    found = [layout.without_rows() for layout in found]
    tell = watch or (lambda n_read, n_rows: None)
    tell(n_rows, n_rows)
    gathered = gather(drafted.drafts, known, said)
    tell(n_rows, n_rows)
    merged = merge(known, gathered)
    tell(n_rows, n_rows)
    remarks += merged.remarks
    near, words = find_near(gathered.directory), drafted.counted()
    report = Report(
        as_of=merged.registry.as_of,
        n_rows=n_rows,
        counts=merged.counts,
        columns=tuple(_columns(found)),
        entries=merged.entries,
        changes=merged.changes,
        remarks=tuple(sorted(remarks, key=_by_place)),
        words=words,
        near=near,
        evidence=merged.evidence,
        mapping=draft_mapping(found, words, near, said),
    )
    return Imported(merged.registry, report)


def _handed(sheets: list[Sheet]) -> Iterator[Sheet]:
    """Sheets one by one, that whoever takes them alone keeps."""
    sheets.reverse()
    while sheets:
        yield sheets.pop()


def _draft(
    layouts: Sequence[Layout], known: Registry, said: Mapping, watch: Watch | None
) -> Drafted:
    """What all rows say; lists of names are read once all organisations are known."""
    drafted, n_rows, n_read = Drafted(), sum(len(one.rows) for one in layouts), 0

    def tell() -> None:
        nonlocal n_read
        n_read += 1
        if watch and n_read % _ROWS_A_STEP == 0:
            watch(n_read, n_rows)

    reader = ValueReader(known, said)
    for layout in layouts:
        if layout.table == "clusters":
            drafted.draft(layout, reader, tell)
    others = [one for one in layouts if one.table not in ("", "clusters")]
    if others and drafted.drafts:
        reader = ValueReader(_with_names(known, drafted.drafts), said)
    for layout in others:
        drafted.draft(layout, reader, tell)
    return drafted


def _with_names(known: Registry, drafts: Iterable[Draft]) -> Registry:
    """The registry as if the organisations of rows were in it, by their names."""
    named = [
        Cluster(
            id=f"row-{number}",
            name=text_in(draft.values, "name"),
            short_name=text_in(draft.values, "short_name"),
            aliases=texts_in(draft.values, "aliases"),
        )
        for number, draft in enumerate(drafts)
    ]
    return replace(known, clusters=(*known.clusters, *named))


def _columns(layouts: Iterable[Layout]) -> Iterable[SheetColumn]:
    for layout in layouts:
        sheet = layout.sheet
        for column in layout.columns:
            told = (sheet.file, sheet.name, layout.table, column, layout.header)
            yield SheetColumn(*told)


def _by_place(remark: Remark) -> tuple[object, ...]:
    return *in_order(remark.place), remark.kind, remark.value, remark.problem
