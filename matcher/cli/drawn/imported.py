"""Draws what an import did: a `Report` in, sentences out, short ones first.

Every list ends after its first lines; the whole stands in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import RenderableType
from rich.text import Text

from matcher.cli.drawn.tables import as_text, plain_table, whole
from matcher.errors import first_of
from matcher.importing.report import Change, Counts, Near, Report, SheetColumn, Word
from matcher.importing.sheet import Remark
from matcher.text import shown

N_TOLD = 10
"""Lines of a list."""

N_COLUMNS = 20
"""Columns of a sheet."""

_NOUNS = {
    "clusters": ("organisation", "organisations"),
    "partnerships": ("partnership", "partnerships"),
    "members": ("membership", "memberships"),
}
_HEADINGS = {
    "unread": "Not read",
    "doubt": "To look at: taken, but in doubt",
    "left out": "Left out on purpose",
    "note": "Good to know",
}

T = TypeVar("T")


def imported(
    report: Report, *, dry_run: bool, out: Path | None, draft: Path | None
) -> str:
    """All that is to be said of an import.

    Parameters
    ----------
    report : Report
    dry_run : bool
    out : Path, optional
        Where the whole report stands.
    draft : Path, optional
        Where a draft of the mapping was written.
    """
    told = [*_in_short(report, dry_run), *_at_length(report)]
    if out:
        told.append(f"\nThe whole report: {out}")
    else:
        told.append("\nThe whole report: the same command with --report report.json")
    if draft:
        told.append(f"A draft of the mapping: {draft}. Correct it, and run without")
        told.append("--dry-run.")
    elif dry_run:
        told.append("\nA draft of the mapping, for --mapping:\n")
        told += map(whole, report.mapping.splitlines())
    return as_text(*told, command=_next(report, dry_run))


def _in_short(report: Report, dry_run: bool) -> Iterator[str]:
    """What came in and where it is."""
    came = [_count(table, one) for table, one in report.counts.items() if sum(one)]
    yield f"{report.n_rows:,} rows read: {'; '.join(came) or 'nothing came in'}."
    if dry_run:
        yield "A dry run: nothing was written."
    elif report.written:
        yield f"Wrote {report.into}."
    elif report.entries:
        yield f"{report.into} holds all of it already: nothing was written."
    kinds = (
        (len(report.remarks_of("doubt")), "taken in doubt"),
        (len(report.remarks_of("unread")), "not read"),
        (len(report.words), "without a code"),
        (len(report.near), "new and perhaps known"),
        (len(report.evidence), "contradicted by rows"),
    )
    if told := [f"{number:,} {words}" for number, words in kinds if number]:
        yield f"To look at: {', '.join(told)}."


def _count(table: str, counts: Counts) -> str:
    noun = _NOUNS[table][sum(counts) != 1]
    parts = zip(counts, ("new", "updated", "unchanged"), strict=True)
    told = ", ".join(f"{number:,} {word}" for number, word in parts if number)
    return f"{sum(counts):,} {noun} ({told})"


def _at_length(report: Report) -> Iterator[RenderableType]:
    yield from _columns(report.columns)
    yield from _list("Changed in the registry", report.changes, _change)
    yield from _list("New ones that may be known", report.near, _near)
    yield from _list("Words without a code", report.words, _word)
    for kind, heading in _HEADINGS.items():
        yield from _list(heading, report.remarks_of(kind), _remark)
    facts = (f"{f.id} {f.field}: {f.value} ({f.source})" for f in report.evidence)
    yield from _list("Facts that were taken out", [*facts], str)


def _columns(columns: Sequence[SheetColumn]) -> Iterator[RenderableType]:
    by_sheet: dict[tuple[str, str, str], list[SheetColumn]] = {}
    for one in columns:
        by_sheet.setdefault((one.file, one.sheet, one.table), []).append(one)
    for (file, sheet, table), found in by_sheet.items():
        name = f"{file}, sheet {sheet}" if sheet else file
        yield Text(f"\n{name}: {_NOUNS[table][1] if table else 'no list'}", "bold")
        drawn = plain_table("Column", "Header", "Taken as", "How sure", "First cells")
        for column in drawn.columns:
            column.justify = "left"
        for one in found[:N_COLUMNS]:
            told = one.column
            taken = f"{told.field} {told.code}".strip() or "-"
            sample = ", ".join(map(shown, told.sample))
            sure = told.certainty if told.field else ""
            drawn.add_row(told.letters, shown(told.header), taken, sure, shown(sample))
        yield drawn
        if len(found) > N_COLUMNS:
            yield f"and {len(found) - N_COLUMNS:,} more"


def _list(
    heading: str, found: Sequence[T], told: Callable[[T], str]
) -> Iterable[RenderableType]:
    if found:
        yield Text(f"\n{heading}", "bold")
        yield from first_of(found, told, N_TOLD)


def _change(change: Change) -> str:
    before = shown(change.before) or "nothing"
    where = change.place.in_words
    return f"{change.id} {change.field}: {before} -> {shown(change.after)} ({where})"


def _near(near: Near) -> str:
    names = f"{shown(near.name)} ({near.id}) and {shown(near.known_name)}"
    alike = f"alike {near.score} of 100; {near.reason}"
    return f"{names} ({near.known_id}): {alike}; if one: {near.line}"


def _word(word: Word) -> str:
    cells = "cell" if word.n_cells == 1 else "cells"
    return f"{shown(word.word)} in {word.field}: {word.n_cells:,} {cells}"


def _remark(remark: Remark) -> str:
    told = f"{remark.place.in_words}: "
    told += f"'{shown(remark.value)}': " if remark.value else ""
    told += remark.problem
    if remark.chosen:
        told += f"; taken as {shown(remark.chosen)}"
    if remark.alternatives:
        told += f"; else {', '.join(first_of(remark.alternatives, shown, 3))}"
    return told


def _next(report: Report, dry_run: bool) -> str:
    """The command to type next."""
    ids = [one.id for one in report.entries if one.table == "clusters"]
    if not ids or dry_run:
        return ""
    return f"\nmatcher suggest {ids[0]} --registry {report.into}"
