"""Reading: what a sheet holds.

In: a `Sheet`, the finder of a registry, and what the user says. Out: a `Layout`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import cast

from matcher.files.workbook import letters_of
from matcher.importing.columns.called.names import Names
from matcher.importing.columns.deciding import Deciding
from matcher.importing.columns.held.nations import Nations
from matcher.importing.columns.naming import lists_codes
from matcher.importing.columns.seen import SeenColumns, are_named_by
from matcher.importing.columns.tables import (
    Column,
    other_table_of,
    table_of,
    table_of_names,
)
from matcher.importing.columns.telling import Told
from matcher.importing.draft import Table
from matcher.importing.layout import Layout
from matcher.importing.mapping import Mapping, SheetMapping
from matcher.importing.shapes.cells.apart import (
    lines_apart,
    pages_said,
    places_below,
    towns_apart,
    towns_of_addresses,
)
from matcher.importing.shapes.cells.body import Body
from matcher.importing.shapes.cells.filled import (
    filled_again,
    filled_down,
    partly_said,
    said_below,
    told_below,
)
from matcher.importing.shapes.cells.headings import Headings, doubts_of
from matcher.importing.shapes.cells.named import halves_joined, names_apart
from matcher.importing.shapes.cells.paths import ends_of_paths, without_links
from matcher.importing.shapes.lists.cards import stacked
from matcher.importing.shapes.lists.header import Header, find_header, header_at
from matcher.importing.shapes.lists.names_alone import names_alone
from matcher.importing.shapes.lists.none import is_beside_lists, nothing_in
from matcher.importing.shapes.lists.pasted import in_lines, is_pasted, unfolded
from matcher.importing.shapes.lists.rows import HEADING, footer, odd, told
from matcher.importing.shapes.lists.several import lists_beside, lists_in
from matcher.importing.shapes.lists.turned import turned, turned_matrix
from matcher.importing.shapes.put_right import (
    with_broken,
    with_continued,
    with_seats,
    without_common,
    without_numbers,
)
from matcher.importing.sheet import Remark, Sheet
from matcher.importing.values.reader import ValueReader
from matcher.registry.finding.finder import PROPOSED
from matcher.registry.registry import Registry
from matcher.text import fold

_OF_LISTS = frozenset({"name", "cluster", "partnership", "acronym"})


class LayoutReader:
    """Reads sheets.

    Parameters
    ----------
    registry : Registry
        Its terms tell what cells mean, where the name of a column does not say it.
    mapping : Mapping, optional
        What the user says.
    """

    def __init__(self, registry: Registry, mapping: Mapping | None = None) -> None:
        self._vocabulary, self._finder = registry.vocabulary, registry.finder
        self._mapping = mapping or Mapping()
        self._reader = ValueReader(registry, self._mapping)
        self._names = Names()

    @cached_property
    def _nations(self) -> Nations:
        return Nations(self._vocabulary)

    @cached_property
    def _seen(self) -> SeenColumns:
        return SeenColumns(self._names, self._finder, self._nations)

    @cached_property
    def _headings(self) -> Headings:
        return Headings(self._seen)

    def lists(self, sheet: Sheet) -> list[Layout]:
        """What each list of a sheet holds, as several may stand in one."""
        said = self._mapping.sheets.get((sheet.file, sheet.name), SheetMapping())
        if said.header is not None or said.table == "":
            return [self.read(sheet)]
        beside = lists_beside(in_lines(sheet), self._means, self._nations.has)
        parts = [part for one in beside for part in lists_in(one, self._means)]
        found = [self.read(part) for part in parts]
        return [one for one in found if one.table or _has_rows(one.sheet)] or found[:1]

    def read(self, sheet: Sheet) -> Layout:
        """Which table it holds, where its header and its rows are, and its columns."""
        said = self._mapping.sheets.get((sheet.file, sheet.name), SheetMapping())
        if said.table == "":
            return nothing_in(sheet, "the mapping says to leave it out", "left out")
        if said.table is None and is_beside_lists(sheet):
            return nothing_in(
                sheet, "it is called as one that explains, or lists what can be chosen"
            )
        if said.header and said.header not in sheet.numbers:
            return nothing_in(
                sheet, f"row {said.header}, its header as given, is empty"
            )
        header = self._header(sheet, said)
        if said.header is None and header and _is_title(header) and is_pasted(sheet):
            if unfolded(sheet, self._names) is not None:
                return self._pasted(sheet, said)
        known = [text for text in (header.texts if header else ()) if self._means(text)]
        may_be_form = len(known) < 3 and (said.header is None or not header)
        form = turned(sheet, self._means) if may_be_form else None
        if header is None and form is None:
            matrix = turned_matrix(sheet, self._means, self._is_code)
            if matrix is not None:
                texts = tuple(matrix.rows[0])
                return _as_form(self._below(matrix, Header(0, 0, texts), said))
        if form is not None and (header := self._header(form, said)):
            return _as_form(self._below(form, header, said))
        if header is not None:
            return self._below(sheet, header, said)
        if names := names_alone(sheet):
            return self._below(names, Header(0, 0, ("Name",)), said)
        if is_pasted(sheet):
            return self._pasted(sheet, said)
        if cards := stacked(sheet):
            return self._pasted(cards, said)
        return self._without_header(sheet, said)

    def _header(self, sheet: Sheet, said: SheetMapping) -> Header | None:
        if said.header is None:
            return find_header(sheet, self._means, self._nearly_means)
        if said.header == 0:
            return None
        place = list(sheet.numbers).index(said.header)
        return header_at(sheet, place, self._means)

    def _means(self, text: str) -> tuple[str, ...]:
        given = self._mapping.columns.get(fold(text))
        return self._names.meant(text) if given is None else (given or "nothing",)

    def _nearly_means(self, text: str) -> tuple[str, ...]:
        return self._names.of(text).meanings if len(text.split()) < 4 else ()

    def _below(self, sheet: Sheet, header: Header, said: SheetMapping) -> Layout:
        """What stands below a header."""
        first = header.last + 1
        sheet, number = filled_down(sheet, first), sheet.numbers[header.last]
        headers = [*sheet.rows[header.first : first], header.texts]
        kinds = {p: odd(sheet, p, headers) for p in range(first, len(sheet.rows))}
        kinds |= footer(sheet, kinds)
        above = [told(sheet, p, "above the header") for p in range(header.first)]
        notes = [told(sheet, p, k) for p, k in kinds.items() if k not in ("", HEADING)]
        spanned = [place for place, kind in kinds.items() if kind == HEADING]
        listed = [place for place, kind in kinds.items() if kind in ("", HEADING)]
        body, again = filled_again(Body(sheet, header.texts, listed))
        body, paths = ends_of_paths(body, self._means)
        body, halves = halves_joined(body, self._means)
        body = lines_apart(body, self._nations)
        body = places_below(body, self._means, self._nations)
        body = pages_said(without_links(body), self._means)
        found = self._headings.read(self._places_apart(body), header.first, spanned)
        sheet, rows, columns = found.body.sheet, found.body.rows, found.columns
        notes += [*again, *paths, *halves, *found.remarks, *doubts_of(sheet, rows)]
        if (at := partly_said(columns, len(rows))) >= 0:
            sheet = said_below(sheet, rows, at, columns)
            notes.append(told_below(sheet, number, columns[at]))
            columns = self._seen.of(sheet, [c.header for c in columns], rows)
        table = said.table or table_of(columns) or table_of_names(columns)
        if not rows:
            why = "it has no rows below its header"
            return nothing_in(sheet, why, "unread" if sheet.unkept else "note")
        if not table:
            why = "no column of it is known to hold names; say which does"
            return nothing_in(sheet, why, "unread" if len(columns) > 1 else "note")
        table = cast(Table, table)
        layout = self._decided(sheet, table, number, columns, rows, said)
        if (
            not said.table
            and layout.table
            and (other := other_table_of(columns, table))
        ):
            notes.append(_doubt_of_table(sheet, number, table, other))
        return replace(layout, remarks=[*above, *layout.remarks, *notes])

    def _places_apart(self, body: Body) -> Body:
        """Rows with their towns and countries in columns."""
        body = names_apart(body, self._means, self._nations)
        body = towns_of_addresses(body, self._names)
        return towns_apart(body, self._means, self._nations)

    def _pasted(self, sheet: Sheet, said: SheetMapping) -> Layout:
        """What blocks of lines say."""
        found = unfolded(sheet, self._names)
        if found is None:
            why = "its lines are no blocks that are alike; give it a row for each"
            return nothing_in(sheet, why, "unread")
        rows = range(len(found.sheet.rows))
        body = self._places_apart(Body(found.sheet, found.headers, rows))
        letters = letters_of(found.position)
        columns = [replace(one, letters=letters) for one in self._seen.of(*body)]
        layout = self._decided(body.sheet, "clusters", 0, columns, rows, said)
        why = f"its lines are read as {len(rows)} blocks, one for each organisation"
        begins = sheet.cell(0, found.position)
        remark = Remark("doubt", sheet.place(), begins, why)
        return replace(layout, remarks=[remark, *layout.remarks])

    def _without_header(self, sheet: Sheet, said: SheetMapping) -> Layout:
        """What cells say where nothing names the columns."""
        rows = [place for place in range(len(sheet.rows)) if not odd(sheet, place, ())]
        columns, number = self._seen.of(sheet, (), rows), 0
        if said.header is None and rows and are_named_by(sheet, rows, self._seen):
            number, headers = sheet.numbers[rows[0]], sheet.rows[rows[0]]
            rows = rows[1:]
            columns = self._seen.of(sheet, headers, rows)
        table = cast(Table, said.table or "clusters")
        layout = self._decided(sheet, table, number, columns, rows, said)
        fields = {one.field for one in layout.columns}
        is_list = len(rows) > 1 and bool({"website", "country"} & fields)
        if layout.table and (said.header == 0 or is_list):
            return layout
        why = "no row of it names columns"
        may_be_list = _has_rows(sheet) or sheet.unkept
        return nothing_in(sheet, why, "unread" if may_be_list else "note")

    def _is_code(self, text: str) -> bool:
        return bool(self._finder.called(text, PROPOSED))

    def _decided(
        self,
        sheet: Sheet,
        table: Table,
        number: int,
        columns: Sequence[Column],
        rows: Sequence[int],
        said: SheetMapping,
    ) -> Layout:
        about = Told(sheet, number)
        given = {**self._mapping.columns, **said.columns}
        known = (self._names, self._finder, self._reader.read)
        deciding = Deciding(table, *known, given, about)
        found = deciding.found(columns)
        if not _OF_LISTS & {one.field for one in found}:
            why = "none of its columns holds names; say which does"
            return nothing_in(sheet, why, "unread")
        if said.table is None and lists_codes(columns, found):
            return nothing_in(sheet, "it lists what can be chosen")
        layout = Layout(sheet, table, number, found, rows, about.remarks)
        layout = with_continued(without_numbers(without_common(layout)))
        return with_seats(with_broken(layout), self._names)


def _doubt_of_table(sheet: Sheet, row: int, table: Table, other: Table) -> Remark:
    why = f"its columns may be {other} too; the line goes below [[sheets]]"
    line = f'table = "{other}"'
    return Remark("doubt", sheet.place(row), "", why, table, (other,), line)


def _has_rows(sheet: Sheet) -> bool:
    """Whether a list may stand there, though it is not understood."""
    return sum(len(sheet.filled(at)) > 1 for at in range(len(sheet.rows))) > 2


def _is_title(header: Header) -> bool:
    """Whether a header has one text alone, as a title above a pasted page."""
    return sum(map(bool, header.texts)) == 1


def _as_form(layout: Layout) -> Layout:
    """A layout of a form, told to be one; its columns are lines in the file."""
    why = "its first column names the fields: each column beside it is one record"
    told = [Remark("doubt", layout.sheet.place(), "", why)] if layout.table else []
    columns = [replace(one, letters="") for one in layout.columns]
    return replace(layout, columns=columns, remarks=[*told, *layout.remarks])
