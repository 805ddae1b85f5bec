"""What is known: clusters, partnerships and members, as frozen records.

Plain facts in, plain facts out: no files, no arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from matcher.errors import ProfileError
from matcher.registry.vocabulary import Vocabulary


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
        for name in ("sectors", "technologies", "target_markets"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    def checked(self, vocabulary: Vocabulary) -> Self:
        """The same profile, if the vocabulary has every code in it.

        Raises
        ------
        ProfileError
            With one message for each field that names an unknown code.
        """
        faults: dict[str, str] = {}
        if self.country and self.country not in vocabulary.countries:
            faults["country"] = vocabulary.explain_unknown("country", self.country)
        for kind in ("sectors", "technologies", "target_markets"):
            known = vocabulary.terms(kind)
            unknown = [code for code in getattr(self, kind) if code not in known]
            if unknown:
                told = [vocabulary.explain_unknown(kind, code) for code in unknown]
                faults[kind] = "; ".join(told)
        if faults:
            raise ProfileError(faults)
        return self


@dataclass(frozen=True, kw_only=True)
class Cluster(Profile):
    """A cluster organisation in the registry: a profile with an id and a name."""

    id: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    organisation_type: str = "cluster"
    region: str = ""
    members: int | None = None
    sme_members: int | None = None
    website: str = ""
    coding: str = ""
    sources: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What people call it: the short name, if there is one."""
        return self.short_name or self.name

    def named(self) -> dict[str, str]:
        """Its id, name and country, as answers in JSON name a cluster."""
        return {"id": self.id, "name": self.name, "country": self.country}


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """A consortium of clusters that goes to markets outside Europe together."""

    id: str
    acronym: str
    name: str = ""
    programme: str = ""
    generation: int | None = None
    call: str = ""
    strand: str = ""
    start: str = ""
    end: str = ""
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    target_markets: tuple[str, ...] = ()
    focus: str = ""
    sme_count: int | None = None
    grant_id: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Member:
    """A cluster in a partnership, with its role there and the page that says so."""

    partnership: str
    cluster: str
    role: str = "partner"
    source: str = ""
