"""With what a list begins, and addresses of before in the words of today.

In: what an address chooses. Out: whether the list begins with some of its records only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matcher_web.query.heard import restated
from matcher_web.query.reading import Sent

ALL = "all"
"""The code that every record has in the facet by which a list begins."""

Codes = tuple[str, ...]
Renamed = Mapping[tuple[str, str], tuple[tuple[str, str], ...]]
"""What fields with a value are called now, by what they were called."""


@dataclass(frozen=True)
class Beginning:
    """Some records that a list begins with; the others are there for the asking.

    Parameters
    ----------
    facet, code : str
        The records that have the code in the facet.
    unless : tuple of str
        Facets; an address that chooses in one of them says itself what it wants, as
        one does that searches. Other choices are made among the first records.
    noun, plural : str
        What these records are called.
    """

    facet: str
    code: str
    unless: tuple[str, ...]
    noun: str
    plural: str

    def holds(self, search: str, chosen: Mapping[str, Codes]) -> bool:
        """Whether a list begins so that is searched and narrowed by these."""
        return not search and not any(chosen.get(name) for name in self.unless)

    def begun(self, search: str, chosen: Mapping[str, Codes]) -> dict[str, Codes]:
        """What is chosen, and the first records with it where the beginning holds."""
        if not self.holds(search, chosen):
            return {**chosen}
        return {**chosen, self.facet: (self.code,)}


def in_todays_words(sent: Sent, renamed: Renamed) -> Sent:
    """An address with what it says in words of before said in those of today.

    Examples
    --------
    >>> from werkzeug.datastructures import MultiDict
    >>> renamed = {("end", "recorded"): (("standing", "ended"),)}
    >>> in_todays_words(MultiDict([("end", "recorded"), ("k", "3")]), renamed)
    Heard([('standing', 'ended'), ('k', '3')])
    """
    pairs = [*sent.items(multi=True)]
    old = [pair for pair in pairs if pair in renamed]
    if not old:
        return sent
    for name, _ in old:
        sent.getlist(name)  # understood, whether today's words have it or not
    return restated(sent, [now for pair in pairs for now in renamed.get(pair, (pair,))])
