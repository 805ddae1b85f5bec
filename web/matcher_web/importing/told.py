"""A report as people read it: in words, and not too much at once.

In: a report of an import and the vocabulary. Out: what a page shows of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from matcher import Vocabulary, beginning, fold
from matcher.importing.report import Report
from matcher.importing.sheet import Place, Remark
from matcher_web.importing.fields import CODED, titles
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


class Asked(NamedTuple):
    """A word that can be given a code, or another one than it was given."""

    name: str
    field: str
    title: str
    word: str
    n_cells: int
    chosen: str = ""
    others: str = ""


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
    in_words = _Wording(report, vocabulary)
    found = []
    for kind, title in KINDS.items():
        told = report.remarks_of(kind)
        if told:
            shown = [in_words.line(one) for one in told[:MOST_SHOWN]]
            found.append(Lines(title, kind, shown, len(told)))
    return found


class _Wording:
    """Codes as people read them, in the columns that hold codes."""

    def __init__(self, report: Report, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._fields = {
            (one.file, one.sheet, one.column.letters): one.column.field
            for one in report.columns
        }

    def field(self, place: Place) -> str:
        return self._fields.get((place.file, place.sheet, place.column), "")

    def value(self, place: Place, text: str) -> str:
        field = self.field(place)
        if field and field == text.partition(" ")[0]:  # it is about the column itself
            return _title(field)
        if field in CODED:
            text = ", ".join(map(self._vocabulary.label, text.split(";")))
        return beginning(text, MOST_LETTERS)

    def line(self, remark: Remark) -> Line:
        place = remark.place
        others = [self.value(place, one) for one in remark.alternatives[:MOST_CHOICES]]
        return Line(
            where(place),
            beginning(remark.value, MOST_LETTERS),
            remark.problem,
            self.value(place, remark.chosen),
            " or ".join(others),
        )


def words(report: Report) -> Lines:
    """Words without a code, most frequent first."""
    asked = [
        Asked(f"word-{n}", word.field, _title(word.field), word.word, word.n_cells)
        for n, word in enumerate(report.words[:MOST_SHOWN])
    ]
    return Lines("", "", asked, len(report.words))


def doubtful(report: Report, vocabulary: Vocabulary) -> Lines:
    """Words that have a code, but may mean another one; most frequent first."""
    in_words = _Wording(report, vocabulary)
    counted = Counter[tuple[str, str]]()
    meant: dict[tuple[str, str], Remark] = {}
    for remark in report.remarks_of("doubt"):
        field = in_words.field(remark.place)
        if field in CODED and remark.chosen in vocabulary.terms(field):
            key = field, fold(remark.value)
            meant.setdefault(key, remark)
            counted[key] += 1
    asked = [
        Asked(
            f"doubt-{n}",
            field,
            _title(field),
            meant[field, word].value,
            n_cells,
            *in_words.line(meant[field, word])[-2:],
        )
        for n, ((field, word), n_cells) in enumerate(counted.most_common(MOST_SHOWN))
    ]
    return Lines("", "", asked, len(counted))


def near(report: Report) -> Lines:
    """New organisations that may be known ones, most alike first."""
    return Lines("", "", [*report.near[:MOST_SHOWN]], len(report.near))


def _title(field: str) -> str:
    known = titles("partnerships") | titles("clusters")
    return known.get(field, field.replace("_", " ").capitalize())


def changes(report: Report, vocabulary: Vocabulary) -> Lines:
    """What stood in the registry and would stand there otherwise."""
    called = {one.id: one.name for one in report.entries}
    shown = [
        {
            "called": called.get(one.id, one.id),
            "field": _title(one.field),
            "before": _shown(one.field, one.before, vocabulary),
            "after": _shown(one.field, one.after, vocabulary),
            "where": where(one.place),
        }
        for one in report.changes[:MOST_SHOWN]
    ]
    return Lines("", "", shown, len(report.changes))


def _shown(field: str, text: str, vocabulary: Vocabulary) -> str:
    if field in CODED:
        text = ", ".join(map(vocabulary.label, filter(None, text.split(";"))))
    return beginning(text, 2 * MOST_LETTERS)


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
