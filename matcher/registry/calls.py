"""Calls: for what consortia money was offered, and who could form one.

Read when it is first asked for. An empty cell means that no rule is known, never that
there is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from matcher.registry.columns import column
from matcher.registry.records import ORGANISATION_TYPES


@dataclass(frozen=True, kw_only=True)
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

    id: str = field(metadata=column("text", required=True))
    name: str = field(metadata=column("text", required=True))
    programme: str = field(default="", metadata=column("text"))
    year: int | None = field(
        default=None, metadata=column("number", limits=(1990, 2100))
    )
    deadline: str = field(default="", metadata=column("date"))
    status: str = field(
        default="", metadata=column("choice", accepted=("closed", "open"))
    )
    min_members: int | None = field(default=None, metadata=column("number"))
    max_members: int | None = field(default=None, metadata=column("number"))
    min_countries: int | None = field(default=None, metadata=column("number"))
    eligible_countries: tuple[str, ...] = field(
        default=(), metadata=column("codes", "countries")
    )
    eligible_types: tuple[str, ...] = field(
        default=(), metadata=column("words", accepted=ORGANISATION_TYPES)
    )
    min_cluster_members: int | None = field(default=None, metadata=column("number"))
    other_rules: str = field(default="", metadata=column("paragraph"))
    sources: tuple[str, ...] = field(default=(), metadata=column("addresses"))
    confidence: str = field(
        default="", metadata=column("choice", accepted=("high", "low", "medium"))
    )
