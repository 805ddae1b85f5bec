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
from matcher.importing.layout import PERSONAL, FoundColumn
from matcher.importing.report import Change, Counts, Near, Report, SheetColumn, Word
from matcher.importing.sheet import Remark, in_order
from matcher.text import fold, shown

N_TOLD = 10
"""Lines of a list."""

N_COLUMNS = 20
"""Columns of a sheet that are to be looked at."""

_SURE = ("given", "sure")

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
    rows = "row" if report.n_rows == 1 else "rows"
    yield f"{report.n_rows:,} {rows} read: {'; '.join(came) or 'nothing came in'}."
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
        sure = [one.column for one in found if one.column.certainty in _SURE]
        left_out = [one for one in sure if one.field in ("", PERSONAL)]
        if told := [_taken(one) for one in sure if one not in left_out]:
            yield f"Sure: {', '.join(told)}"
        if told := [shown(one.header) or one.letters for one in left_out]:
            yield f"Left out: {', '.join(told)}"
        open_ = [one.column for one in found if one.column not in sure]
        drawn = plain_table("Column", "Header", "Taken as", "How sure", "First cells")
        for column in drawn.columns:
            column.justify = "left"
        for told_of in open_[:N_COLUMNS]:
            sample = shown(", ".join(told_of.sample))
            how = told_of.certainty if told_of.field else ""
            header = shown(told_of.header)
            drawn.add_row(told_of.letters, header, _field(told_of), how, sample)
        if open_:
            yield drawn
        if len(open_) > N_COLUMNS:
            yield f"and {len(open_) - N_COLUMNS:,} more"


def _taken(column: FoundColumn) -> str:
    """A column and its field; one word where both are called alike."""
    header, field = shown(column.header) or column.letters, _field(column)
    is_alike = fold(header).replace(" ", "_") == field
    return field if is_alike else f"{header} ({field})"


def _field(column: FoundColumn) -> str:
    return f"{column.field} {column.code}".strip() or "-"


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
    if remark.line:
        told += f"; to say otherwise: {shown(remark.line)}"
    return told


def _next(report: Report, dry_run: bool) -> str:
    """The command to type next, for the first of those that are new."""
    new = [e for e in report.entries if (e.table, e.state) == ("clusters", "new")]
    if not new or dry_run:
        return ""
    first = min(new, key=lambda entry: in_order(entry.place))
    return f"\nmatcher suggest {first.id} --registry {report.into}"
