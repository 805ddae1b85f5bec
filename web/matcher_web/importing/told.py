"""A report as people read it: in words, and not too much at once.

In: a report of an import and the vocabulary. Out: what a page shows of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from matcher import Vocabulary, beginning
from matcher.importing.report import Entry, Report
from matcher.importing.sheet import Place, Remark
from matcher_web.facts.words import in_words
from matcher_web.importing.fields import CODED, LISTS, titled
from matcher_web.wording import counted

MOST_SHOWN = 50
"""Lines of each list on a page; the whole report is beside it."""
MOST_LETTERS = 80
"""Of what stands in a cell."""
MOST_CHOICES = 8
"""Codes that a piece may mean, to choose from."""

KINDS = {
    "doubt": "Taken, but please look",
    "unread": "Not read",
    "left out": "Left out on purpose",
    "note": "Good to know",
}
"""What is told of places, in the order of a page."""

_COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "clusters": {
        "Where": ("city", "region", "country"),
        "Sectors": ("sectors",),
        "Technologies": ("technologies",),
        "Target markets": ("target_markets",),
        "Members": ("members",),
    },
    "partnerships": {
        "From": ("start",),
        "To": ("end",),
        "Target markets": ("target_markets",),
        "Sectors": ("sectors",),
    },
}
"""Columns of what is new, and the fields that stand in each."""

_NOUNS = {
    "clusters": "cluster",
    "partnerships": "partnership",
    "members": "membership",
}


class Line(NamedTuple):
    """What is told of one place."""

    where: str
    value: str
    problem: str
    chosen: str
    others: str


@dataclass(frozen=True)
class Lines:
    """The first lines of a list, and how many there are."""

    title: str
    kind: str
    first: list[Any]
    n: int

    @property
    def n_more(self) -> int:
        """How many are not among the first."""
        return self.n - len(self.first)


def where(place: Place) -> str:
    """A place in words, as people find it in their file."""
    return replace(place, header=beginning(place.header, 40)).in_words


def remarks(report: Report, vocabulary: Vocabulary) -> list[Lines]:
    """What is told of places, kind by kind; a kind without any is not among them."""
    in_words = Wording(report, vocabulary)
    found = []
    for kind, title in KINDS.items():
        told = report.remarks_of(kind)
        if told:
            shown = [in_words.line(one) for one in told[:MOST_SHOWN]]
            found.append(Lines(title, kind, shown, len(told)))
    return found


class Wording:
    """Codes as people read them, in the columns that hold codes."""

    def __init__(self, report: Report, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._fields = {
            (one.file, one.sheet, one.column.letters): one.column.field
            for one in report.columns
        }

    def field(self, place: Place) -> str:
        """What the column of a place is taken for."""
        return self._fields.get((place.file, place.sheet, place.column), "")

    def value(self, place: Place, text: str) -> str:
        """What stands in a place, or may."""
        field, (of, _, code) = self.field(place), text.partition(" ")
        if of in CODED and code:  # it is about the column itself
            return f"{titled(of)}: {_shown(of, code, self._vocabulary)}"
        if field and field == of:
            return titled(field)
        if field in CODED:
            text = ", ".join(map(self._vocabulary.label, text.split(";")))
        return beginning(text, MOST_LETTERS)

    def line(self, remark: Remark) -> Line:
        """What is told of a place."""
        place = remark.place
        others = [self.value(place, one) for one in remark.alternatives[:MOST_CHOICES]]
        return Line(
            where(place),
            beginning(remark.value, MOST_LETTERS),
            remark.problem,
            self.value(place, remark.chosen),
            " or ".join(others),
        )


def changes(report: Report, vocabulary: Vocabulary) -> Lines:
    """What stood in the registry and would stand there otherwise."""
    called = {one.id: one.name for one in report.entries}
    shown = [
        {
            "called": called.get(one.id, one.id),
            "field": titled(one.field),
            "before": _shown(one.field, one.before, vocabulary),
            "after": _shown(one.field, one.after, vocabulary),
            "where": where(one.place),
        }
        for one in report.changes[:MOST_SHOWN]
    ]
    return Lines("", "", shown, len(report.changes))


def _shown(field: str, said: object, vocabulary: Vocabulary) -> str:
    if isinstance(said, str) and field in LISTS:
        said = tuple(said.split(";"))
    values = said if isinstance(said, tuple) else (said,)
    texts = (str(one) for one in values if one not in (None, ""))
    words = (in_words(vocabulary, field, text) for text in texts)
    return beginning(", ".join(words), 2 * MOST_LETTERS)


class New(NamedTuple):
    """A new organisation or partnership as it would come in.

    Parameters
    ----------
    entry : Entry
    columns : list of (str, str)
        Titles of the columns of its table, and what stands there.
    more : list of (str, str)
        Of all else that is recorded.
    """

    entry: Entry
    columns: list[tuple[str, str]]
    more: list[tuple[str, str]]


def new(report: Report, table: str, vocabulary: Vocabulary) -> Lines:
    """New organisations or partnerships, with all that is read of them."""
    found = entries(report, table, "new")
    return replace(found, first=[_new(one, vocabulary) for one in found.first])


def shortened(report: Report) -> Report:
    """A report with the records alone that `new` shows: others fill memory."""
    n_seen, entries = Counter[tuple[str, str]](), []
    for one in report.entries:
        n_seen[one.table, one.state] += 1
        is_shown = one.state == "new" and n_seen[one.table, "new"] <= MOST_SHOWN
        entries.append(one if is_shown else one._replace(record=None))
    return replace(report, entries=tuple(entries))


def _new(entry: Entry, vocabulary: Vocabulary) -> New:
    assert entry.record
    values = {
        one.name: value
        for one in fields(entry.record)
        if (value := getattr(entry.record, one.name)) != one.default
    }
    told = {name: _shown(name, value, vocabulary) for name, value in values.items()}
    columns = _COLUMNS[entry.table]
    shown = [
        (title, ", ".join(filter(None, map(told.get, names))))
        for title, names in columns.items()
    ]
    seen = {"id", "name", "acronym", *(n for names in columns.values() for n in names)}
    more = [(titled(n), text) for n, text in told.items() if text and n not in seen]
    return New(entry, shown, more)


def entries(report: Report, table: str, state: str) -> Lines:
    """Organisations or partnerships that are new, or were updated."""
    found = [one for one in report.entries if (one.table, one.state) == (table, state)]
    return Lines("", state, found[:MOST_SHOWN], len(found))


def in_short(report: Report) -> list[str]:
    """What comes in, a line for each table: "12 clusters: 10 new, 2 updated"."""
    told = []
    for table, noun in _NOUNS.items():
        counts = report.counts.get(table)
        if counts and (n := sum(counts)):
            states = _states(counts._asdict().items())
            told.append(f"{counted(n, noun)}: {states}")
    return told


def _states(counts: Iterable[tuple[str, int]]) -> str:
    said = {"new": "new", "updated": "updated", "unchanged": "as before"}
    return ", ".join(f"{n:,} {said[state]}" for state, n in counts if n)
