"""The lists that codes are from, one record a row of their tables.

As in `records`, their fields are columns and their docstrings describe them.
"""

from __future__ import annotations

from matcher.registry.columns import column, record

GROUPS = tuple(
    "bio digital electronics energy environment food health lifestyle manufacturing "
    "marine materials mobility security space".split()
)
"""Wider fields of technologies."""


@record
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

    code: str = column("country-code")
    name: str = column("text")
    eu: bool = column("flag", accepted=("false", "true"))
    aliases: tuple[str, ...] = column("words", default=())


@record
class Ecosystem:
    """An industrial ecosystem.

    Parameters
    ----------
    code : str
        Code of the ecosystem.
    label : str
        Name of the ecosystem.
    """

    code: str = column("id")
    label: str = column("text")


@record
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

    code: str = column("id")
    label: str = column("text")
    name: str = column("text")


@record
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

    code: str = column("region-code")
    label: str = column("text")
    countries: tuple[str, ...] = column("codes", "countries")


@record
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

    code: str = column("id")
    label: str = column("text")
    ecosystem: str = column("code", "ecosystems")


@record
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

    code: str = column("id")
    label: str = column("text")
    group: str = column("choice", accepted=GROUPS)
