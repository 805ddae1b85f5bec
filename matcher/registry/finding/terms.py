"""Terms: what people and other registers write, and the codes that it means.

Rows of a table stand most apt code first. Read when they are first asked for.
"""

from __future__ import annotations

from matcher.registry.columns import column, record

AREAS = "areas"
"""Countries and regions together."""

LIST_OF_KIND = {
    "ecosystem": "ecosystems",
    "market": AREAS,
    "sector": "sectors",
    "technology": "technologies",
}
"""For each kind of code, the list that holds it."""

_KINDS = tuple(LIST_OF_KIND)


@record
class SearchTerm:
    """A word or some words that people write, and a code that they mean.

    Parameters
    ----------
    kind : str
        What the code is of: a list of codes. Under market stand all countries, those of
        the European Union too.
    code : str
        The code.
    term : str
        What people write, mostly in the singular.
    language : tuple of str
        Languages it is written in, as codes of ISO 639-1.
    exact : bool
        Whether it means the code only as a whole entry, never inside a sentence.
    """

    kind: str = column("choice", accepted=_KINDS)
    code: str = column("text")
    term: str = column("text")
    language: tuple[str, ...] = column("languages", default=())
    exact: bool = column("flag", accepted=("false", "true"))


@record
class NaceActivity:
    """A division, group or class of NACE Rev. 2 and a sector that it belongs to.

    Parameters
    ----------
    nace : str
        Code of NACE Rev. 2; the longest one that is known holds.
    activity : str
        What it is, in words.
    sector : str
        A sector it belongs to, as a code of sectors.csv.
    """

    nace: str = column("nace")
    activity: str = column("text")
    sector: str = column("code", "sectors")


@record
class ProfileValue:
    """A value of a field in profiles of the European Cluster Collaboration Platform.

    Parameters
    ----------
    field : str
        The field of the profile.
    value : str
        What stands in it.
    kind : str
        What the code is of: a list of codes.
    code : str
        A code that it means.
    """

    field: str = column("text")
    value: str = column("text")
    kind: str = column("choice", accepted=_KINDS)
    code: str = column("text")
