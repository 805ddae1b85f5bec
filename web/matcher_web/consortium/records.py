"""A consortium for files and programs: the same as the page says.

In: an answer. Out: JSON, and a table that people read, one member a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matcher import Consortium
from matcher.consortium.consortium import Share
from matcher_web.consortium.answering import Answer
from matcher_web.consortium.picture import asked, rules, title
from matcher_web.shortlist.sheet import Listed, facts_of, file_name
from matcher_web.tables import Cell, Table


@dataclass(frozen=True)
class Consortia:
    """What is proposed or was chosen, with the proposals beside it.

    Parameters
    ----------
    answer : Answer
    """

    answer: Answer

    @property
    def all(self) -> list[Consortium]:
        """What is shown first, then the others."""
        chosen = self.answer.chosen
        return [chosen, *self.answer.others] if chosen else []

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        answer = self.answer
        return {
            "query": answer.question.to_dict(),
            "proposed": answer.is_proposed,
            "consortia": [one.to_dict() for one in self.all],
            "changes": answer.changes and answer.changes.to_dict(),
            "beside": answer.beside and answer.beside.to_dict(),
            "conflict": self._conflict(),
        }

    def _conflict(self) -> dict[str, Any] | None:
        """Why nothing can be proposed, and what would help; None where something is."""
        found = self.answer.conflict
        if found is None:
            return None
        return {"told": self.answer.refused, **found.to_dict()}

    def table(self) -> Table:
        """One member a row, those of the consortium that is shown first."""
        facts = facts_of(self.answer.snapshot)
        columns = ("Consortium", "Worth", *facts, *_SHARES)
        rows: list[list[Cell]] = [
            [
                place,
                round(one.value, 2),
                *(make(Listed(share.cluster)) for make in facts.values()),
                *_of_share(share),
            ]
            for place, one in enumerate(self.all, start=1)
            for share in one.shares
        ]
        name = title(self.answer)
        about = [("Question", name), ("Asked for", asked(self.answer))]
        if self.answer.refused:
            about.append(("Answer", self.answer.refused))
        if self.answer.chosen:
            stands = rules(self.answer.chosen)
            for words, found in (
                ("Rules that are met", stands.kept),
                ("Rules that are not met", stands.broken),
                ("To confirm", stands.to_confirm),
            ):
                if found:
                    about.append((words, "; ".join(one.words for one in found)))
        file = file_name(name) if self.answer.chosen else "consortium"
        return Table("consortium", columns, rows, file, tuple(about))


_SHARES = (
    "Adds",
    "Only it brings",
    "Has to be in",
    "New partner",
    "Has been in a consortium",
)


def _of_share(share: Share) -> list[Cell]:
    return [
        None if share.adds is None else round(share.adds, 2),
        "; ".join(share.covers),
        *("yes" if yes else "no" for yes in (share.asked_for, share.new)),
        "yes" if share.experienced else "not on record",
    ]
