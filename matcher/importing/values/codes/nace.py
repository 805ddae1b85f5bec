"""NACE: codes of activities, as registers of firms write them.

In: a text. Out: the sectors that the longest known part of its code belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from matcher.importing.values.plain.cleaning import is_nothing, plain
from matcher.importing.values.reading import Gathered
from matcher.registry.finding.terms import NaceActivity

_CODE = re.compile(
    r"(?P<named>(?:NACE|CNAE|ATECO|WZ|[ÖO]NACE|NAF|APE|SBI|PKD|CAE|CAEN|SIC|Rev|Code)"
    r"[\s.:-]*(?:20(?:0[0-9]|2[0-9])|Rev\.?\s*[0-9](?:\.[0-9])?|Code)?[\s.:-]*)*"
    r"(?P<letter>[A-U])?[\s.\-]?"
    r"(?P<division>[0-9]{2})(?:\.?(?P<rest>[0-9]{1,2}))?(?P<more>[.\-]?[0-9]{0,2})"
    r"(?P<national>[.\-]?[A-Z])?"
    r"(?P<words>\s*[-–—:)(]?\s+.*|\s*[-–—:(].*)?",
    re.IGNORECASE | re.DOTALL,
)


class Nace:
    """Sectors by codes of NACE.

    Parameters
    ----------
    activities : iterable of NaceActivity
        Most apt sector of a code first.
    """

    def __init__(self, activities: Iterable[NaceActivity]) -> None:
        self._sectors: dict[str, list[str]] = {}
        for one in activities:
            self._sectors.setdefault(one.nace, []).append(one.sector)

    def sectors(self, text: str, only_if_sure: bool) -> list[str]:
        """Sectors that a text which begins with a code belongs to, most apt first.

        Parameters
        ----------
        text : str
        only_if_sure : bool
            Whether a bare number is none: it must say NACE, or have the letter of its
            section or a dot.

        Examples
        --------
        >>> nace = Nace([NaceActivity(nace="10.5", activity="", sector="food")])
        >>> nace.sectors("C10.51 - Dairies", True), nace.sectors("10", True)
        (['food'], [])
        """
        found = _CODE.fullmatch(text)
        if not found:
            return []
        division, rest = found["division"], found["rest"] or ""
        has_dot = f"{division}." in text
        if only_if_sure and not (
            found["named"] or found["letter"] or (has_dot and rest)
        ):
            return []
        code = f"{division}.{rest}" if rest else division
        while code:
            if code in self._sectors:
                return self._sectors[code]
            code = code[:-1].rstrip(".") if len(code) > 2 else ""
        return []


def read_nace(nace: Nace, text: str, gathered: Gathered) -> None:
    """Gather the sectors of every code in a cell of codes."""
    for piece in re.split(r"\s*[;,|\n]\s*", text):
        one = plain(piece)
        if not one or is_nothing(one):
            continue
        found = nace.sectors(one, only_if_sure=False)
        if not found:
            problem = "no code of NACE Rev. 2 that belongs to a sector, as 10.51"
            gathered.unread(one, problem)
            continue
        gathered.take_for("sectors", found[0])
        if len(found) > 1:
            told = "belongs to several sectors; look whether that is meant"
            gathered.doubt(one, found[0], found, told)
