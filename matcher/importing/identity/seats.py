"""Seats: the country that stands behind the name of a member.

In: what a row says of a member, as its name "BioRegio (DE)" or "BioRegio – Italy".
Out: the same with the name alone, and the country.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from matcher.importing.columns.held.nations import Nations
from matcher.registry.columns import Value
from matcher.registry.registry import Registry
from matcher.text import fold

_BEHIND = re.compile(
    r"(?P<name>.*\w.*?)(?:\s*\(\s*([^()]{2,40}?)\s*\)|\s*\[\s*([^\[\]]{2,40}?)\s*\]"
    r"|\s*,\s*([^,()]{2,40})|\s+[-–—/|]\s+([^-–—/|()]{2,40}))"
)
_LEGAL = frozenset("ae ag as co eg nv sa sc sl".split())
"""Codes of countries that are mostly legal forms behind a name."""


class Seats:
    """Parts names from countries.

    Parameters
    ----------
    registry : Registry
        Who is called with a country in its own name keeps it.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._nations = Nations(registry.vocabulary)

    def parted(self, own: Mapping[str, Value]) -> Mapping[str, Value]:
        """What is said of an organisation, its country out of its name."""
        name = str(own.get("name", ""))
        found = _BEHIND.fullmatch(name)
        inside = found[found.lastindex or 0] if found else ""
        if not found or fold(inside) in _LEGAL or not inside[0].isupper():
            return own
        if not self._nations.has(inside) or self._registry.clusters_called(name):
            return own
        country = self._registry.finder.meant(inside, "country")
        if not country:
            return own
        return {"country": country, **own, "name": found["name"].strip()}
