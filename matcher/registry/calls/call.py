"""Calls: rows of calls.csv in, and the call that a partnership came from out.

Read when it is first asked for. No rule means that none is known, never that there is
none.
"""

from __future__ import annotations

from collections.abc import Iterable

from matcher.errors import UnknownCall, did_you_mean, first_of
from matcher.registry.columns import column, record
from matcher.registry.partnerships import STRANDS, Partnership
from matcher.text import fold, shown

_MOST_OFFERED = 30  # ids of calls, where none is spelt like the one that was given


@record
class Call:
    """A funding call and what it asks of a consortium, as far as a source says.

    Parameters
    ----------
    id : str
        The call as the Commission names it, where it does.
    name : str
        Its title, with its strand.
    strand : str
        Its strand or kind of support, as in partnerships.csv.
    programme : str
        What it is part of, in words.
    year : int, optional
        Year of the call.
    deadline : str
        Last day to apply.
    status : str
        closed: the deadline was past at the date of the facts; open: it was not.
    rules : tuple of str
        What it asks of a consortium, as data/README.md tells rules to be written.
    other_rules : str
        What is no rule on who takes part, in words: money, time, and what a proposal
        must hold.
    sources : tuple of str
        Addresses of the pages that say so.
    confidence : str
        How sure the rules on members are. high: two pages agree, or one quotes them
        nearly whole; medium: one good page; low: the least number was not found.
    """

    id: str = column("text")
    name: str = column("text")
    strand: str = column("choice", default="", accepted=STRANDS)
    programme: str = column("text", default="")
    year: int | None = column("number", default=None, limits=(1990, 2100))
    deadline: str = column("date", default="")
    status: str = column("choice", default="", accepted=("closed", "open"))
    rules: tuple[str, ...] = column("words", default=())
    other_rules: str = column("paragraph", default="")
    sources: tuple[str, ...] = column("addresses", default=())
    confidence: str = column("choice", default="", accepted=("high", "low", "medium"))

    @property
    def is_closed(self) -> bool:
        """Whether nobody can apply any more, as of the date of the facts."""
        return self.status == "closed"


def find_call(text: str, calls: Iterable[Call]) -> Call:
    """The call with this id, or the only one with these words in its title.

    Case does not matter.

    Raises
    ------
    UnknownCall
        If there is none, or titles of several have the words; the message offers ids.
    """
    by_id = {fold(call.id): call for call in calls}
    text = str(text)  # a program may give anything
    if fold(text) in by_id:
        return by_id[fold(text)]
    ids = [call.id for call in by_id.values()]
    words = fold(text)
    titled = [c for c in by_id.values() if " " in words and words in fold(c.name)]
    if len(titled) == 1:
        return titled[0]
    if titled:
        told = ", ".join(first_of([c.id for c in titled], most=_MOST_OFFERED))
        raise UnknownCall(f"several calls are titled '{shown(text)}'; one of: {told}")
    near = did_you_mean(text, ids)
    if ids and not near:
        near = f"; one of: {', '.join(first_of(ids, most=_MOST_OFFERED))}"
    if not ids:
        told = "this registry records no calls (calls.csv), hence none with the id"
        raise UnknownCall(f"{told} '{shown(text)}'")
    raise UnknownCall(f"no call has the id '{shown(text)}'{near}")


def call_of(partnership: Partnership, calls: Iterable[Call]) -> Call | None:
    """The call that a partnership came from, by its call and strand.

    Notes
    -----
    The id of a call of several strands is its name, a slash and the strand. None where
    the call is not recorded, or has several strands and it is not recorded which.
    """
    named = [c for c in calls if c.id.partition("/")[0] == partnership.call]
    if len(named) > 1:
        named = [c for c in named if c.strand == partnership.strand != ""]
    return named[0] if len(named) == 1 else None
