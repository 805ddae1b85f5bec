"""Partnerships and their members, as frozen records.

As in `records`, the fields that a record declares are the columns of its table, in
their order, and its docstring describes them. `Standing` tells what has ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from matcher.registry.columns import column, record
from matcher.registry.records import CONFIDENCE

GENERATIONS = (0, 99)
"""Rounds of a programme; there were four in nine years."""

STRANDS = ("A", "B", "implementation", "pilot", "preparation", "voluntary")
"""Strands of a call, and kinds of support."""

FIRMS = (0, 30_000_000)
"""Small firms that a partnership reaches; there are fewer in all of Europe."""


LONGEST = 6
"""Years from the beginning to the end of the longest consortium that records both."""


class Standing(NamedTuple):
    """Whether a partnership still runs, as of the date of the facts.

    Parameters
    ----------
    state : {"running", "ended", ""}
        Empty where it is not recorded.
    end : str
        When it ended or is due to, as exactly as known; empty where not recorded.
    has_end : bool
        Whether it has one to record: a standing network and an agreement have none
        until somebody ends them.
    """

    state: Literal["running", "ended", ""]
    end: str
    has_end: bool = True

    @classmethod
    def of(cls, end: str, as_of: str) -> Standing:
        """How something stands that ends then, by facts of that date.

        Parameters
        ----------
        end, as_of : str
            A year, a month or a day; empty where not recorded.

        Notes
        -----
        A year or a month is over after its last day: what ends in "2026" has not ended
        on "2026-11-28". Without an end or without a date of the facts nothing is known
        to be running or ended; nor is it where the facts have only the year or month
        in which the end falls.

        Examples
        --------
        >>> Standing.of("2019-08", "2026-11-28").state
        'ended'
        >>> Standing.of("2026", "2026-11-28").state
        'running'
        """
        if is_before(end, as_of):
            return cls("ended", end)
        within = end != as_of and end.startswith(as_of)
        return cls("running" if end and not within else "", end)

    @property
    def in_words(self) -> str:
        """How people read it, by the year: ``ended 2019``, ``runs until 2027``.

        Empty of what has no end to record.
        """
        year = self.end[:4]
        if not year:
            return "end not recorded" if self.has_end else ""
        words = {"ended": "ended", "running": "runs until", "": "until"}
        return f"{words[self.state]} {year}"

    @property
    def beside_years(self) -> str:
        """The same where its years stand before it: a year is not said again."""
        words = {"ended": "ended", "running": "still running", "": ""}
        return words[self.state] if self.end else self.in_words


@record
class Partnership:
    """Recorded cooperation of clusters: a consortium, a network or an agreement.

    Parameters
    ----------
    id : str
        Identifies the partnership in every table and address: the acronym and, for
        ESCP-4i, the generation.
    acronym : str
        Acronym in use.
    name : str
        Full name.
    programme : str
        What it is part of, as a code of programmes.csv.
    kind : str
        consortium: a project with a beginning and an end; network: a standing network
        or a memorandum; agreement: of two organisations. Where a package does not
        record it, all are consortia.
    generation : int, optional
        Round of ESCP-4i. 0: pilots of 2012; 1: 2016; 2: 2018; 3: 2020; 4: 2021.
    call : str
        Funding call, as the Commission names it.
    strand : str
        Strand of the call or kind of support. pilot: pilot action of 2012; preparation
        and implementation: funded to prepare or carry out a strategy; voluntary:
        labelled without funding; A and B: strands of the call of 2020.
    start : str
        When it began, as exactly as known.
    end : str
        When it ended or is due to, as exactly as known.
    sectors : tuple of str
        Industries, as codes of sectors.csv.
    technologies : tuple of str
        Technology fields, as codes of technologies.csv.
    target_markets : tuple of str
        Markets it aims at: codes of countries.csv outside the European Union and of
        regions.csv.
    focus : str
        What it does, in a sentence.
    sme_count : int, optional
        Number of small and medium-sized firms it reaches, as it says itself.
    grant_id : str
        Number of the grant agreement.
    sources : tuple of str
        Addresses of the pages that the row rests on.
    """

    id: str = column("id")
    acronym: str = column("text")
    name: str = column("text", default="")
    programme: str = column("code", "programmes", default="")
    kind: str = column(
        "choice",
        default="",
        accepted=("agreement", "consortium", "network"),
        optional=True,
    )
    generation: int | None = column("number", default=None, limits=GENERATIONS)
    call: str = column("text", default="")
    strand: str = column("choice", default="", accepted=STRANDS)
    start: str = column("date", default="")
    end: str = column("date", default="")
    sectors: tuple[str, ...] = column("codes", "sectors", default=())
    technologies: tuple[str, ...] = column("codes", "technologies", default=())
    target_markets: tuple[str, ...] = column("codes", "markets", default=())
    focus: str = column("paragraph", default="")
    sme_count: int | None = column("number", default=None, limits=FIRMS)
    grant_id: str = column("text", default="")
    sources: tuple[str, ...] = column("addresses", default=())

    @property
    def is_consortium(self) -> bool:
        """Whether it is one, as far as its kind is recorded."""
        return self.kind in ("", "consortium")

    @property
    def has_end(self) -> bool:
        """Whether it has an end to record, as a network has none that still stands."""
        return self.is_consortium or bool(self.end)

    def may_be_joined(self, as_of: str) -> bool:
        """Whether nothing tells that it is over or closed, by facts of that date.

        Notes
        -----
        An agreement is of two. What has an end to record, and none recorded, is taken
        to be over `LONGEST` years after the one in which it began.
        """
        if self.kind == "agreement" or Standing.of(self.end, as_of).state == "ended":
            return False
        if self.end or not (self.has_end and self.start and as_of):
            return True
        return int(as_of[:4]) - int(self.start[:4]) <= LONGEST

    @property
    def years(self) -> str:
        """When it ran, as far as it is recorded; empty if it is not."""
        start, end = self.start[:4], self.end[:4]
        if start and end:
            return start if start == end else f"{start}–{end}"
        begun = f"{'from' if self.has_end else 'since'} {start}"
        return begun if start else f"until {end}" if end else ""


@record
class Member:
    """A cluster in a partnership, with its role there and the page that says so.

    Parameters
    ----------
    partnership : str
        The partnership, by its id in partnerships.csv.
    cluster : str
        The organisation, by its id in clusters.csv.
    role : str
        Its part in the partnership. coordinator: leads it; partner: a full partner;
        affiliated: takes part without being a full partner.
    since : str
        From when the source supports it, as exactly as known. Not recorded means that
        nobody may take it to have been so before anything else.
    confidence : str
        How sure it is. high: a page says so; medium: it is gathered from what a page
        says.
    source : str
        Address of the page that says so.
    """

    partnership: str = column("code", "partnerships")
    cluster: str = column("code", "clusters")
    role: str = column(
        "choice",
        default="partner",
        required=True,
        accepted=("affiliated", "coordinator", "partner"),
    )
    since: str = column("date", default="", optional=True)
    confidence: str = column("choice", default="", accepted=CONFIDENCE, optional=True)
    source: str = column("address", default="")


def known_before(
    date: str, partnerships: Iterable[Partnership], members: Iterable[Member]
) -> tuple[Member, ...]:
    """The members that were known before a date, in partnerships that had begun.

    Notes
    -----
    A membership is known from its `since`; where no member records one, from the start
    of its partnership. Not recorded is never before.
    """
    members = tuple(members)
    dated = any(member.since for member in members)
    begun = {
        p.id: p.start for p in partnerships if not p.start or is_before(p.start, date)
    }
    return tuple(
        member
        for member in members
        if member.partnership in begun
        and is_before(member.since if dated else begun[member.partnership], date)
    )


def is_before(date: str, other: str) -> bool:
    """Whether a date lies before another for sure, as exactly as both are known.

    Parameters
    ----------
    date, other : str
        A year, a month or a day; empty where it is not recorded.

    Examples
    --------
    >>> is_before("2015", "2016-03")
    True
    >>> is_before("2016", "2016-03")  # a year stands for all its days
    False
    >>> is_before("", "2016-03")
    False
    """
    known = min(len(date), len(other))
    return date[:known] < other[:known]
