"""Tables of web pages, as many systems export them under the ending `.xls`.

In: the text of a page. Out: a sheet for each table that has cells. Tags are found one
after the other, each looked at once: the parser of the standard library takes minutes
for some kilobytes that were made to keep it busy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from matcher.errors import UnreadableFile
from matcher.importing.files.cells import clean
from matcher.importing.files.grid import Grid, Taken
from matcher.importing.files.limits import MOST_COLUMNS, MOST_DEPTH
from matcher.importing.files.texts.spans import Row, Rows
from matcher.importing.sheet import Sheet

_SPACES = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})"
    r"((?:[^\"'<>]|\"[^\"<]*\"|'[^'<]*')*+[^<>]*)>"
)
_AIM = re.compile(r"""\bhref\s*=\s*["']?(https?://[^"'\s>]+)""", re.IGNORECASE)
_NO_NAMES = frozenset(
    "link web website webseite homepage internet www url site here hier more".split()
)
_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)
_UNSEEN = {"script", "style", "template", "noscript", "title"}
_GROUPS = {"thead", "tbody", "tfoot"}
_BLOCKS = {"p", "div", "li", "ul", "ol", "dd", "dt", "h1", "h2", "h3", "h4", "br"}


def read_html(file: str, text: str) -> list[Sheet]:
    """All tables of a page.

    Raises
    ------
    UnreadableFile
        If it has none.
    """
    reader = _Tables(file)
    for is_end, tag, said in _pieces(text):
        if not tag:
            reader.take(_SPACES.sub(" ", unescape(said)))
        elif is_end:
            reader.end(tag)
        else:
            reader.start(tag, said)
    reader.end_all()
    filled = [sheet for sheet in reader.taken.sheets() if sheet.rows]
    if not filled:
        raise UnreadableFile(f"{file}: the web page has no table with cells")
    return filled


def _pieces(text: str) -> Iterator[tuple[bool, str, str]]:
    """Tags and the letters between them: whether it ends, its name, what it says."""
    at, size = 0, len(text)
    while at < size:
        begin = text.find("<", at)
        begin = size if begin < 0 else begin
        if begin > at:
            yield False, "", text[at:begin]
        if begin == size:
            return
        if text.startswith(("<!", "<?"), begin):
            sign = "-->" if text.startswith("<!--", begin) else ">"
            end = text.find(sign, begin)
            if end < 0:
                return
            at = end + len(sign)
        elif found := _TAG.match(text, begin):
            tag, at = found[2].lower(), found.end()
            if tag in _UNSEEN and not found[1]:
                at = text.find(f"</{found[2]}", at)
                if at < 0:
                    return
            yield bool(found[1]), tag, found[3]
        else:
            yield False, "", "<"
            at = begin + 1


@dataclass
class _Table:
    """A table that is being read; tables stand within others."""

    grid: Grid | None
    rows: Rows
    row: int = 0
    group: int = 0
    texts: list[str] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    aims: dict[int, str] = field(default_factory=dict)
    pieces: list[str] | None = None
    aim: str = ""


class _Tables:
    """Takes the tags of a page, one after the other."""

    def __init__(self, file: str) -> None:
        self.taken = Taken(file)
        self._open: list[_Table] = []

    def start(self, tag: str, said: str) -> None:
        """A tag opens."""
        if tag == "table":
            self._start_table()
        elif not self._open:
            return
        elif tag == "tr":
            self._end_row()
            self._open[-1].row += 1
        elif tag in {"td", "th"}:
            self._start_cell(said)
        elif tag in _GROUPS:
            self._end_group()
        elif tag == "a" and (aim := _AIM.search(said)):
            self._open[-1].aim = unescape(aim[1])
        elif tag in _BLOCKS:
            self.take("\n")

    def end(self, tag: str) -> None:
        """A tag closes."""
        if not self._open:
            return
        if tag == "table":
            self._end_table()
        elif tag == "tr":
            self._end_row()
        elif tag in _GROUPS:
            self._end_group()
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in _BLOCKS:
            self.take("\n")

    def take(self, text: str) -> None:
        """Letters between tags."""
        if self._open and self._open[-1].pieces is not None:
            self._open[-1].pieces.append(text)

    def end_all(self) -> None:
        """Close what the page has left open."""
        while self._open:
            self._end_table()

    def _start_table(self) -> None:
        if len(self._open) >= MOST_DEPTH:
            raise UnreadableFile(
                f"{self.taken.file}: its tables stand more than {MOST_DEPTH} deep "
                "within one another; copy the one that you mean into a spreadsheet"
            )
        grid = self.taken.begin(f"table {self.taken.n_sheets + 1}")
        self._open.append(_Table(grid, Rows(self.taken)))

    def _start_cell(self, said: str) -> None:
        self._end_cell()
        table = self._open[-1]
        table.row = max(table.row, 1)
        spans = {name.lower(): int(told) for name, told in _SPAN.findall(said)}
        wide = min(max(spans.get("colspan", 1), 1), MOST_COLUMNS)
        if (wide, high := spans.get("rowspan", 1)) != (1, 1):
            table.spans[len(table.texts)] = wide, high
        table.pieces, table.aim = [], ""

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.pieces is None:
            return
        lines = clean("".join(table.pieces)).split("\n")
        text = "\n".join(line.strip() for line in lines if line.strip())
        if text.casefold() in _NO_NAMES and table.aim:
            text = table.aim  # a link that only says that it is one
        if table.aim and text:
            table.aims[len(table.texts)] = table.aim
        table.texts.append(text)
        table.pieces = None

    def _end_row(self) -> None:
        self._end_cell()
        table = self._open[-1]
        if table.grid:
            own = (table.texts, table.spans, table.aims)
            table.rows.add(Row(table.row, table.group, *own))
        table.texts, table.spans, table.aims = [], {}, {}

    def _end_group(self) -> None:
        self._end_row()
        self._open[-1].group += 1

    def _end_table(self) -> None:
        self._end_row()
        table = self._open.pop()
        if table.grid:
            table.rows.lay(table.grid)
