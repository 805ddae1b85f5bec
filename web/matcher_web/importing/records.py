"""Records: what the pages of an import show, and their JSON.

In: the desk, an upload and the vocabulary. Out: one record for each page.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from matcher import Vocabulary, fold
from matcher.importing.files import limits
from matcher.importing.mapping import Mapping
from matcher.importing.report import Report
from matcher_web.importing import sheets, told
from matcher_web.importing.asked import Questions
from matcher_web.importing.fields import CODED
from matcher_web.importing.uploads import MOST_UPLOADS, Upload

MOST_FILES = 20
"""Of one import."""

MOST_MEGABYTES = 20
"""Of all files of one import."""

BOUNDS = {
    "files": MOST_FILES,
    "megabytes": MOST_MEGABYTES,
    "unpacked_megabytes": limits.MOST_UNPACKED // 1_000_000,
    "sheets": limits.MOST_SHEETS,
    "rows": limits.MOST_ROWS,
    "columns": limits.MOST_COLUMNS,
    "cells": limits.MOST_CELLS,
    "uploads": MOST_UPLOADS,
}
"""What one import may hold; of sheets, rows, columns and cells, one file."""


@dataclass(frozen=True)
class Beginning:
    """What can be chosen, and what waits to be taken over.

    Parameters
    ----------
    folder : str
        That is imported into.
    is_new : bool
        Whether it is made by the first import.
    waiting : list of Upload
    """

    folder: str
    is_new: bool
    waiting: list[Upload]
    bounds = BOUNDS

    def to_dict(self) -> dict[str, Any]:
        """What programs read."""
        return {
            "into": self.folder,
            "is_new": self.is_new,
            "most": self.bounds,
            "waiting": [
                {"files": [*one.names], "report": one.token} for one in self.waiting
            ],
        }


@dataclass(frozen=True)
class AsRead:
    """How an upload is read, or what taking it over has changed.

    Parameters
    ----------
    upload : Upload
    vocabulary : Vocabulary
    typed : mapping of str to str
        Fields of a form that was not taken, as somebody typed them.
    """

    upload: Upload
    vocabulary: Vocabulary
    typed: Map[str, str] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        """The report of the last run."""
        found = self.upload.taken or self.upload.report
        assert found
        return found

    @property
    def can_be_taken(self) -> bool:
        """Whether taking it over would change anything, or keep what was corrected."""
        return bool(self.report.n_changed) or self.upload.mapping != Mapping()

    @cached_property
    def sheets(self) -> list[sheets.SheetShown]:
        """The sheets that can be corrected."""
        return sheets.sheets(self.report, self.vocabulary, self.typed)

    @property
    def n_more_sheets(self) -> int:
        """Sheets that cannot be corrected here, as there are too many."""
        return len(sheets.sheets_of(self.report)) - len(self.sheets)

    @cached_property
    def remarks(self) -> dict[str, told.Lines]:
        """What is told of places, by kind."""
        found = told.remarks(self.report, self.vocabulary)
        return {one.kind: one for one in found}

    @cached_property
    def questions(self) -> Questions:
        """What is asked, and what was answered."""
        upload = self.upload
        return Questions(self.report, self.vocabulary, upload.mapping, upload.answered)

    @cached_property
    def changes(self) -> told.Lines:
        """What stands otherwise than before."""
        return told.changes(self.report, self.vocabulary)

    @property
    def in_short(self) -> list[str]:
        """What comes in, a line for each table."""
        return told.in_short(self.report)

    def new(self, table: str) -> told.Lines:
        """New organisations or partnerships, with what is read of them."""
        return told.new(self.report, table, self.vocabulary)

    def entries(self, table: str, state: str) -> told.Lines:
        """Organisations or partnerships that are new, or were updated."""
        return told.entries(self.report, table, state)

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """Labels that a word can be given the code of, by field."""
        questions = self.questions
        shown = questions.words, questions.doubtful, questions.kept
        asked = [one for lines in shown for one in lines.first]
        kinds = {one.field for one in asked} & {*CODED}
        terms = {kind: self.vocabulary.terms(kind).values() for kind in sorted(kinds)}
        return {
            kind: sorted((term.label for term in of_kind), key=fold)
            for kind, of_kind in terms.items()
        }

    def toml(self) -> str:
        """The mapping, to be kept and given again."""
        return self.report.mapping

    def to_dict(self) -> dict[str, Any]:
        """The whole report."""
        return self.report.document()
