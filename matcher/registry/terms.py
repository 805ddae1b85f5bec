"""Terms: what people and other registers write, and the codes that it means.

Rows of a table stand most apt code first. Read when they are first asked for.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from matcher.registry.columns import column

LIST_OF_KIND = {
    "ecosystem": "ecosystems",
    "market": "countries",
    "sector": "sectors",
    "technology": "technologies",
}
"""For each kind of code, the list that holds it; a market may also be a region."""

_KIND = column("choice", required=True, accepted=tuple(sorted(LIST_OF_KIND)))


@dataclass(frozen=True, kw_only=True)
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

    kind: str = dataclasses.field(metadata=_KIND)
    code: str = dataclasses.field(metadata=column("text", required=True))
    term: str = dataclasses.field(metadata=column("text", required=True))
    language: tuple[str, ...] = dataclasses.field(
        default=(), metadata=column("languages")
    )
    exact: bool = dataclasses.field(
        default=False,
        metadata=column("flag", required=True, accepted=("false", "true")),
    )


@dataclass(frozen=True, kw_only=True)
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

    nace: str = dataclasses.field(metadata=column("nace", required=True))
    activity: str = dataclasses.field(metadata=column("text", required=True))
    sector: str = dataclasses.field(metadata=column("code", "sectors", required=True))


@dataclass(frozen=True, kw_only=True)
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

    field: str = dataclasses.field(metadata=column("text", required=True))
    value: str = dataclasses.field(metadata=column("text", required=True))
    kind: str = dataclasses.field(metadata=_KIND)
    code: str = dataclasses.field(metadata=column("text", required=True))
