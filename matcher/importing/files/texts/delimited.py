"""CSV and its kin: rows of cells with something between them.

In: a text. Out: one sheet. What stands between the cells is found by what parts most
rows alike. A row is known by the line where it begins. Quotes that do not match are
read on line by line, so that one of them costs one row.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from matcher.importing.files.cells import clean
from matcher.importing.files.grid import Grid, Taken

_USUAL = ("\t", ";", "|", ",")
_UNUSUAL = ("\x1f", "\x01", "¦", "¬", "^", "~", "#", ":")
_SAID = re.compile("^sep=(.)(?:\r\n|\r|\n|$)", re.IGNORECASE)
_EMPTY = re.compile("[\r\n]+")
_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n|$)")
_AS_FORMULA = re.compile('="((?:[^"]|"")*)"')
_ROWS_LOOKED_AT = 300
_FEWEST_OF_UNUSUAL = 3
_ALIKE_OF_UNUSUAL = 0.9
_MOST_IN_QUOTES = 1_000_000
_MOST_AT_ONCE = 100_000  # the standard library takes cells of some more letters
_OPEN = (
    "a quotation mark opens and never closes; the line is read by itself, and the mark "
    "is taken for a letter: close it, or write it twice inside a cell"
)


def read_delimited(file: str, text: str) -> Grid:
    """The one sheet of a text; the caller may tell more of it."""
    grid = Grid(Taken(file))
    line = 1
    if found := _SAID.match(text):
        text, between, line = text[found.end() :], found[1], 2
    else:
        between = delimiter_of(text)
    reader = _Reader(text, between, quote_of(text, between), line)
    for number, cells in reader.rows():
        grid.put_row(number, [*map(_cell, cells)])
    for number, value in reader.open_quotes:
        grid.tell("doubt", _OPEN, number, value=value)
    return grid


def _cell(text: str) -> str:
    """What a cell says; digits kept as a text are written like a formula."""
    text = clean(text)
    if text.startswith('="') and (found := _AS_FORMULA.fullmatch(text)):
        return clean(found[1].replace('""', '"'))
    return text


def delimiter_of(text: str) -> str:
    r"""What stands between the cells of a text.

    Examples
    --------
    >>> delimiter_of("Name;Cities\nA;Bonn, Ulm\nB;Graz, Linz")
    ';'
    """
    scores = {mark: _likeness(text, mark) for mark in _USUAL if mark in text}
    best = max(scores, key=lambda mark: scores[mark][0], default="")
    if best and scores[best][0] > 0:
        return best
    for mark in _UNUSUAL:
        if mark in text:
            _, n_cells, alike = _likeness(text, mark)
            if n_cells >= _FEWEST_OF_UNUSUAL and alike >= _ALIKE_OF_UNUSUAL:
                return mark
    return ","


def _likeness(text: str, between: str) -> tuple[float, int, float]:
    """How well a mark parts the rows: a score, cells in most rows, share of such."""
    rows = _Reader(text, between, '"', 1).rows()
    counts = Counter(len(cells) for _, cells in islice(rows, _ROWS_LOOKED_AT) if cells)
    parted = [n for n in counts if n > 1]
    if not parted:
        return 0.0, 1, 0.0
    n_cells = max(parted, key=lambda n: (counts[n] * (1 - 1 / n), n))
    alike = counts[n_cells] / counts.total()
    return alike * (1 - 1 / n_cells), n_cells, alike


def quote_of(text: str, between: str) -> str:
    """Which mark a text puts around cells: double quotes, or single ones."""
    mark = re.escape(between)
    if re.search(f'(?:^|{mark}|[\r\n])"', text):
        return '"'
    quoted = re.findall(f"(?:^|{mark}|[\r\n])'[^'\r\n]+'(?={mark}|[\r\n]|$)", text)
    n_lines = text.count("\n") or text.count("\r") or 1
    return "'" if len(quoted) >= n_lines else '"'


@dataclass
class _Reader:
    """Reads rows one by one.

    Parameters
    ----------
    text : str
    between : str
        What stands between cells.
    quote : str
        What may stand around a cell.
    line : int
        Number of the first line.
    """

    text: str
    between: str
    quote: str
    line: int
    open_quotes: list[tuple[int, str]] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row that is no empty line, with the line where it begins."""
        at, size, number = 0, len(self.text), self.line
        well_formed = self._well_formed()
        while at < size:
            if self.text[at] in "\r\n":
                after = _EMPTY.match(self.text, at).end()  # type: ignore[union-attr]
                number += self._lines_between(at, after)
                at = after
                continue
            end, after = self._line_at(at)
            if self.quote not in self.text[at:end]:
                yield number, self.text[at:end].split(self.between)
                at, number = after, number + 1
                continue
            if well_formed.fullmatch(self.text, at, end) and end - at < _MOST_AT_ONCE:
                line = self.text[at:end]
                reader = csv.reader(
                    [line], delimiter=self.between, quotechar=self.quote
                )
                yield number, next(reader)
                at, number = after, number + 1
                continue
            found = self._quoted_row(at)
            if found is None:
                line = self.text[at:end]
                self.open_quotes.append((number, line))
                yield number, self._one_line(line)
                at, number = after, number + 1
            else:
                cells, after = found
                yield number, cells
                n_lines = self._lines_between(at, after)
                at, number = after, number + n_lines

    def _well_formed(self) -> re.Pattern[str]:
        """Lines that the standard library reads alike, and ten times as fast."""
        quote, mark = re.escape(self.quote), re.escape(self.between)
        cell = f"(?:{quote}(?:[^{quote}]|{quote}{quote})*+{quote}|[^{quote}{mark}]*+)"
        return re.compile(f"{cell}(?:{mark}{cell})*+")

    def _line_at(self, at: int) -> tuple[int, int]:
        """Where a line ends, and where the next begins."""
        found = _LINE.match(self.text, at)
        after = found.end() if found else len(self.text)
        end = after
        while end > at and self.text[end - 1] in "\r\n":
            end -= 1
        return end, after

    def _lines_between(self, at: int, after: int) -> int:
        text = self.text
        pairs = text.count("\r\n", at, after)
        return text.count("\n", at, after) + text.count("\r", at, after) - pairs

    def _quoted_row(self, at: int) -> tuple[list[str], int] | None:
        """The cells of a row with quotes, and where the next begins.

        None where a quote opens and does not close.
        """
        text, size = self.text, len(self.text)
        cells: list[str] = []
        while True:
            begin = at
            while begin < size and text[begin] == " " != self.between:
                begin += 1
            if begin < size and text[begin] == self.quote:
                found = self._quoted_cell(begin)
                if found is None:
                    return None
                cell, at = found
            else:
                end = self._end_of_cell(at)
                cell, at = text[at:end], end
            cells.append(cell)
            if at >= size:
                return cells, size
            if text[at] == self.between:
                at += 1
                continue
            return cells, at + (2 if text.startswith("\r\n", at) else 1)

    def _end_of_cell(self, at: int) -> int:
        found = re.compile(f"{re.escape(self.between)}|[\r\n]").search(self.text, at)
        return found.start() if found else len(self.text)

    def _quoted_cell(self, begin: int) -> tuple[str, int] | None:
        """A cell in quotes, and where it ends."""
        text, quote, size = self.text, self.quote, len(self.text)
        at = begin + 1
        astray = False
        while True:
            close = text.find(quote, at, begin + _MOST_IN_QUOTES)
            if close < 0:
                return None
            if text.startswith(quote, close + 1):
                at = close + 2
                continue
            after = close + 1
            while after < size and text[after] == " " != self.between:
                after += 1
            if after >= size or text[after] in self.between + "\r\n":
                inside = text[begin + 1 : close]
                if astray and ("\n" in inside or "\r" in inside):
                    return None
                return inside.replace(quote * 2, quote), after
            astray = True
            at = close + 1

    def _one_line(self, line: str) -> list[str]:
        """Cells of a line with a quote that does not match."""
        quote = self.quote
        return [
            cell.strip()[1:-1]
            if len(cell.strip()) > 1 and cell.strip()[0] == quote == cell.strip()[-1]
            else cell.strip().removeprefix(quote)
            for cell in line.split(self.between)
        ]
