"""The lists that codes are from, one record a row of their tables.

As in `records`, their fields are columns and their docstrings describe them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from matcher.registry.columns import column

GROUPS = tuple(
    "bio digital electronics energy environment food health lifestyle manufacturing "
    "marine materials mobility security space".split()
)
"""Wider fields of technologies."""


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country of the world.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-2 code; XK is the code in common use for Kosovo.
    name : str
        Short English name.
    eu : bool
        Whether it is a member state of the European Union. Territories of a member
        state that have a code of their own, such as RE, are false.
    aliases : tuple of str
        Other names and abbreviations in use, ISO names among them.
    """

    code: str = field(metadata=column("country-code", required=True))
    name: str = field(metadata=column("text", required=True))
    eu: bool = field(metadata=column("flag", required=True, accepted=("false", "true")))
    aliases: tuple[str, ...] = field(default=(), metadata=column("words"))


@dataclass(frozen=True, kw_only=True)
class Ecosystem:
    """An industrial ecosystem.

    Parameters
    ----------
    code : str
        Code of the ecosystem.
    label : str
        Name of the ecosystem.
    """

    code: str = field(metadata=column("id", required=True))
    label: str = field(metadata=column("text", required=True))


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A programme that partnerships are part of.

    Parameters
    ----------
    code : str
        Code of the programme.
    label : str
        What people call it.
    name : str
        Its full name, or what it is.
    """

    code: str = field(metadata=column("id", required=True))
    label: str = field(metadata=column("text", required=True))
    name: str = field(metadata=column("text", required=True))


@dataclass(frozen=True, kw_only=True)
class Region:
    """A named region of countries outside the European Union.

    Parameters
    ----------
    code : str
        Code of the region; never the code of a country.
    label : str
        Name of the region.
    countries : tuple of str
        Its countries, as codes of countries.csv.
    """

    code: str = field(metadata=column("region-code", required=True))
    label: str = field(metadata=column("text", required=True))
    countries: tuple[str, ...] = field(
        metadata=column("codes", "countries", required=True)
    )


@dataclass(frozen=True, kw_only=True)
class Sector:
    """A sector of clusters.

    Parameters
    ----------
    code : str
        Code of the sector.
    label : str
        Name of the sector.
    ecosystem : str
        Industrial ecosystem it belongs to, as a code of ecosystems.csv.
    """

    code: str = field(metadata=column("id", required=True))
    label: str = field(metadata=column("text", required=True))
    ecosystem: str = field(metadata=column("code", "ecosystems", required=True))


@dataclass(frozen=True, kw_only=True)
class Technology:
    """A field of technology.

    Parameters
    ----------
    code : str
        Code of the technology.
    label : str
        Name of the technology.
    group : str
        Wider field it belongs to.
    """

    code: str = field(metadata=column("id", required=True))
    label: str = field(metadata=column("text", required=True))
    group: str = field(metadata=column("choice", required=True, accepted=GROUPS))
