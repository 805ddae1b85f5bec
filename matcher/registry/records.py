"""What is known: clusters, partnerships and members, as frozen records.

Plain facts in, plain facts out: no files, no arrays. The fields that a record declares
are the columns of its table, in their order, and its docstring describes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from matcher.errors import ProfileError
from matcher.registry.columns import column
from matcher.registry.vocabulary import Vocabulary

CODED = ("sectors", "technologies", "target_markets")
"""Fields of codes that a profile can record several of."""


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
    """

    country: str = ""
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    target_markets: tuple[str, ...] = ()
    focus: str = ""

    def __post_init__(self) -> None:
        for name in CODED:
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    def checked(self, vocabulary: Vocabulary) -> Self:
        """The same profile, if the vocabulary has every code in it.

        Raises
        ------
        ProfileError
            With one message for each field that names an unknown code.
        """
        countries = (self.country,) if self.country else ()
        lists = {"country": countries} | {kind: getattr(self, kind) for kind in CODED}
        told = {
            kind: "; ".join(vocabulary.refusals(kind, lists[kind])) for kind in lists
        }
        faults = {kind: problem for kind, problem in told.items() if problem}
        if faults:
            raise ProfileError(faults)
        return self


@dataclass(frozen=True, kw_only=True)
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
    coding : str
        What the sector and technology codes rest on. source: a page in sources says so;
        background: general knowledge of the organisation; source and background: both;
        synthetic: nothing, the organisation does not exist.
    sources : tuple of str
        Addresses of the pages that the row rests on.
    """

    id: str = field(metadata=column("id", required=True))
    name: str = field(metadata=column("text", required=True))
    short_name: str = field(default="", metadata=column("text"))
    aliases: tuple[str, ...] = field(default=(), metadata=column("words"))
    organisation_type: str = field(
        default="cluster",
        metadata=column(
            "choice",
            required=True,
            accepted=("agency", "cluster", "company", "network", "other", "research"),
        ),
    )
    country: str = field(default="", metadata=column("code", "countries"))
    region: str = field(default="", metadata=column("text"))
    sectors: tuple[str, ...] = field(default=(), metadata=column("codes", "sectors"))
    technologies: tuple[str, ...] = field(
        default=(), metadata=column("codes", "technologies")
    )
    target_markets: tuple[str, ...] = field(
        default=(), metadata=column("codes", "markets")
    )
    focus: str = field(default="", metadata=column("paragraph"))
    members: int | None = field(default=None, metadata=column("number"))
    sme_members: int | None = field(default=None, metadata=column("number"))
    website: str = field(default="", metadata=column("address"))
    coding: str = field(
        default="",
        metadata=column(
            "choice",
            accepted=("background", "source", "source and background", "synthetic"),
        ),
    )
    sources: tuple[str, ...] = field(default=(), metadata=column("addresses"))

    @property
    def called(self) -> str:
        """What people call it: the short name, if there is one."""
        return self.short_name or self.name

    def named(self) -> dict[str, str]:
        """Its id, name and country, as answers in JSON name a cluster."""
        return {"id": self.id, "name": self.name, "country": self.country}


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """A consortium of clusters that goes to markets outside Europe together.

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
        escp-4i: Going International; escp-s3: smart specialisation investments.
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

    id: str = field(metadata=column("id", required=True))
    acronym: str = field(metadata=column("text", required=True))
    name: str = field(default="", metadata=column("text"))
    programme: str = field(
        default="", metadata=column("choice", accepted=("escp-4i", "escp-s3"))
    )
    generation: int | None = field(default=None, metadata=column("number"))
    call: str = field(default="", metadata=column("text"))
    strand: str = field(
        default="",
        metadata=column(
            "choice",
            accepted=("A", "B", "implementation", "pilot", "preparation", "voluntary"),
        ),
    )
    start: str = field(default="", metadata=column("date"))
    end: str = field(default="", metadata=column("date"))
    sectors: tuple[str, ...] = field(default=(), metadata=column("codes", "sectors"))
    technologies: tuple[str, ...] = field(
        default=(), metadata=column("codes", "technologies")
    )
    target_markets: tuple[str, ...] = field(
        default=(), metadata=column("codes", "markets")
    )
    focus: str = field(default="", metadata=column("paragraph"))
    sme_count: int | None = field(default=None, metadata=column("number"))
    grant_id: str = field(default="", metadata=column("text"))
    sources: tuple[str, ...] = field(default=(), metadata=column("addresses"))


@dataclass(frozen=True, kw_only=True)
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
    source : str
        Address of the page that says so.
    """

    partnership: str = field(metadata=column("code", "partnerships", required=True))
    cluster: str = field(metadata=column("code", "clusters", required=True))
    role: str = field(
        default="partner",
        metadata=column(
            "choice", required=True, accepted=("affiliated", "coordinator", "partner")
        ),
    )
    source: str = field(default="", metadata=column("address"))
