"""Profiles, and clusters: the profiles of the registry, as frozen records.

Plain facts in, plain facts out: no files, no arrays. The fields that a record declares
are the columns of its table, in their order, and its docstring describes them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from matcher.errors import ProfileError
from matcher.registry.columns import column, record
from matcher.registry.vocabulary import Vocabulary
from matcher.text import items_of

CODED = ("sectors", "technologies", "target_markets")
"""Fields of codes that a profile can record several of."""

GONE = ("dissolved", "merged")
"""What `Cluster.status` is of an organisation that can be joined no more."""

ORGANISATION_TYPES = ("agency", "cluster", "company", "network", "other", "research")
"""What kinds of organisations there are."""

CONFIDENCE = ("high", "medium")
"""How sure a fact can be."""

VISITOR = "your-profile"
"""The id of a visitor's profile where it is a member of a consortium."""

MEMBERS = (0, 1_000_000)
"""More than any organisation has members."""

FOUNDED = (1000, 2100)
"""Years in which an organisation can have been founded."""


def _is_missing(value: object) -> bool:
    """Whether it is an empty cell, as libraries for tables have them."""
    return value is None or (isinstance(value, float) and value != value)


def _text(name: str, given: object) -> str:
    if isinstance(given, str):
        return given
    if _is_missing(given):
        return ""
    raise ProfileError({name: f"{given!r:.80} is not a text"})


def codes_in(
    name: str,
    given: object,
    error: Callable[[dict[str, str]], Exception] = ProfileError,
) -> tuple[str, ...]:
    """Codes as they were given for a field, sorted, each once; none for an empty cell.

    Raises
    ------
    ProfileError
        Or the other error, if it is not a list of texts.
    """
    if _is_missing(given):
        return ()
    codes = items_of(given)
    if codes is not None and all(isinstance(code, str) for code in codes):
        return tuple(sorted(set(codes)))
    told = "is not a list of codes; write it as ['a-code', 'another-code']"
    raise error({name: f"{given!r:.80} {told}"})


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What describes a cluster organisation; a visitor's profile has no id.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-2 code; empty where not recorded.
    sectors, technologies, target_markets : iterable of str
        Codes of the vocabulary; kept sorted and without repeats. Empty means not
        recorded, never "none".
    focus : str
        What the organisation does, in its own words.

    Raises
    ------
    ProfileError
        If one text stands where a list of codes belongs, or anything but a text where a
        text belongs. None and NaN, the empty cells of tables, mean not recorded.
    """

    country: str = ""
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    target_markets: tuple[str, ...] = ()
    focus: str = ""

    def __post_init__(self) -> None:
        for name in CODED:
            object.__setattr__(self, name, codes_in(name, getattr(self, name)))
        for name in ("country", "focus"):
            object.__setattr__(self, name, _text(name, getattr(self, name)))

    def checked(self, vocabulary: Vocabulary) -> Self:
        """The same profile, if the vocabulary has every code in it.

        Raises
        ------
        ProfileError
            With one message for each field that names an unknown code.
        """
        countries = (self.country,) if self.country else ()
        lists = {"country": countries} | {kind: getattr(self, kind) for kind in CODED}
        told = {kind: vocabulary.refusal(kind, lists[kind]) for kind in lists}
        faults = {kind: problem for kind, problem in told.items() if problem}
        if faults:
            raise ProfileError(faults)
        return self


@record
class Cluster(Profile):
    """A cluster organisation in the registry: a profile with an id and a name.

    Parameters
    ----------
    id : str
        Identifies the organisation in every table and address; never changes, even if
        the name does.
    name : str
        Name in use.
    short_name : str
        Abbreviation or short form in use.
    aliases : tuple of str
        Former names and names in other languages.
    organisation_type : str
        What kind of organisation it is. cluster: a cluster organisation; network: an
        association or network; agency: a development or innovation agency; research: a
        university or research centre; company: a firm; other: anything else, public
        authorities included.
    country : str
        Country of the seat, as a code of countries.csv; empty for some networks that
        span Europe.
    region : str
        Region or town of the seat, in words.
    city : str
        Town of the seat.
    sectors : tuple of str
        Industries of its members, as codes of sectors.csv.
    technologies : tuple of str
        Technology fields of its members, as codes of technologies.csv.
    target_markets : tuple of str
        Markets it aims at by itself, where a source says so: codes of countries.csv
        outside the European Union and of regions.csv. What its partnerships aim at
        stands in partnerships.csv.
    focus : str
        What it does, in a sentence.
    members : int, optional
        Number of members, of any kind; the year differs from row to row.
    sme_members : int, optional
        Number of small and medium-sized firms among its members.
    website : str
        Its own website.
    founded : int, optional
        Year in which it was founded.
    label : str
        The last known label of the European Secretariat for Cluster Analysis; it may
        have run out since.
    languages : tuple of str
        Languages of its website as far as seen, as codes of ISO 639-1: partial.
    status : str
        What became of it. active: a source shows it at work in 2023 or later; merged:
        it went into another organisation; dissolved: it is no more.
    successor : str
        Who carries on its work, once it is merged or dissolved: an id of clusters.csv,
        or a name.
    coding : str
        What the sector and technology codes rest on. source: a page in sources says so;
        background: general knowledge of the organisation; source and background: both;
        synthetic: nothing, the organisation does not exist.
    sources : tuple of str
        Addresses of the pages that the row rests on.
    """

    id: str = column("id")
    name: str = column("text")
    short_name: str = column("text", default="")
    aliases: tuple[str, ...] = column("words", default=())
    organisation_type: str = column(
        "choice", default="cluster", required=True, accepted=ORGANISATION_TYPES
    )
    country: str = column("code", "countries", default="")
    region: str = column("text", default="")
    city: str = column("text", default="", optional=True)
    sectors: tuple[str, ...] = column("codes", "sectors", default=())
    technologies: tuple[str, ...] = column("codes", "technologies", default=())
    target_markets: tuple[str, ...] = column("codes", "markets", default=())
    focus: str = column("paragraph", default="")
    members: int | None = column("number", default=None, limits=MEMBERS)
    sme_members: int | None = column("number", default=None, limits=MEMBERS)
    website: str = column("address", default="")
    founded: int | None = column("number", default=None, limits=FOUNDED, optional=True)
    label: str = column(
        "choice", default="", accepted=("bronze", "gold", "silver"), optional=True
    )
    languages: tuple[str, ...] = column("languages", default=(), optional=True)
    status: str = column(
        "choice", default="", accepted=("active", *GONE), optional=True
    )
    successor: str = column("text", default="", optional=True)
    coding: str = column(
        "choice",
        default="",
        accepted=("background", "source", "source and background", "synthetic"),
    )
    sources: tuple[str, ...] = column("addresses", default=())

    @property
    def called(self) -> str:
        """What people call it: the short name, if there is one."""
        return self.short_name or self.name

    @property
    def is_gone(self) -> bool:
        """Whether it can be joined no more, as far as its status is recorded."""
        return self.status in GONE

    def fate(self) -> dict[str, str]:
        """Its status and successor once it is gone, for JSON; nothing otherwise."""
        told = {"status": self.status, "successor": self.successor}
        return told if self.is_gone else {}

    def named(self) -> dict[str, str]:
        """Its id, name and country, as answers in JSON name a cluster."""
        return {"id": self.id, "name": self.name, "country": self.country}
