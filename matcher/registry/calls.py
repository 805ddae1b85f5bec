"""Calls: for what consortia money was offered, and who could form one.

Read when it is first asked for. An empty cell means that no rule is known, never that
there is none.
"""

from __future__ import annotations

from matcher.registry.columns import column, record
from matcher.registry.records import ORGANISATION_TYPES


@record
class Call:
    """A funding call and what it asks of a consortium, as far as a source says.

    Parameters
    ----------
    id : str
        The call as the Commission names it, where it does.
    name : str
        Its title, with its strand.
    programme : str
        What it is part of, in words.
    year : int, optional
        Year of the call.
    deadline : str
        Last day to apply.
    status : str
        closed: the deadline was past at the date of the facts; open: it was not.
    min_members : int, optional
        Least members.
    max_members : int, optional
        Most members.
    min_countries : int, optional
        Least different countries among the members.
    eligible_countries : tuple of str
        Countries of members, as codes of countries.csv.
    eligible_types : tuple of str
        Types of members, as in the column organisation_type of clusters.csv.
    min_cluster_members : int, optional
        Least members that are clusters, or business networks where the call counts
        them too.
    other_rules : str
        All other rules, in words.
    sources : tuple of str
        Addresses of the pages that say so.
    confidence : str
        How sure the rules on members are. high: two pages agree, or one quotes them
        nearly whole; medium: one good page; low: the least number was not found.
    """

    id: str = column("text")
    name: str = column("text")
    programme: str = column("text", default="")
    year: int | None = column("number", default=None, limits=(1990, 2100))
    deadline: str = column("date", default="")
    status: str = column("choice", default="", accepted=("closed", "open"))
    min_members: int | None = column("number", default=None)
    max_members: int | None = column("number", default=None)
    min_countries: int | None = column("number", default=None)
    eligible_countries: tuple[str, ...] = column("codes", "countries", default=())
    eligible_types: tuple[str, ...] = column(
        "words", default=(), accepted=ORGANISATION_TYPES
    )
    min_cluster_members: int | None = column("number", default=None)
    other_rules: str = column("paragraph", default="")
    sources: tuple[str, ...] = column("addresses", default=())
    confidence: str = column("choice", default="", accepted=("high", "low", "medium"))
