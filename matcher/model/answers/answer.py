"""What one question is answered with: new partners first, those known, who is left out.

In: suggestions of one ranking. Out: an `Answer`, which every view shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matcher.model.answers.suggestions import Suggestion
from matcher.model.answers.variety import VarietyCost
from matcher.registry.columns import picked
from matcher.registry.options import FILTERS, MUST

HOLDING = (*FILTERS, MUST)
"""What can hold a candidate back."""


@dataclass(frozen=True)
class LeftOut:
    """A suggestion that a filter holds back, and why.

    Parameters
    ----------
    suggestion : Suggestion
        What would have been shown; its rank counts without any filter.
    filter : str
        Name of the filter that holds it back.
    reason : str
        In words, to follow "left out because".
    """

    suggestion: Suggestion
    filter: str
    reason: str

    @property
    def option(self) -> str:
        """The filter's word in addresses and on the command line."""
        return next(o.name for o in HOLDING if o.argument == self.filter)

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON; the filter by its word there."""
        return {
            "filter": self.option,
            "reason": self.reason,
            "suggestion": self.suggestion.to_dict(),
        }


@dataclass(frozen=True)
class Answer:
    """What one ranking answers: new partners, known ones, and who is left out.

    Parameters
    ----------
    suggestions : list of Suggestion
        New partners, best first, without those that a filter holds back.
    known_partners : list of Suggestion
        The same of those who were in a partnership with the asking side.
    left_out : list of LeftOut
        Who is among the best without filters but held back by one.
    variety : VarietyCost or None
        What it costs that they differ; None where the best are shown.
    """

    suggestions: list[Suggestion]
    known_partners: list[Suggestion]
    left_out: list[LeftOut]
    variety: VarietyCost | None = None

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        varied = ("variety",) if self.variety else ()
        return picked(self, "suggestions", "known_partners", "left_out", *varied)
