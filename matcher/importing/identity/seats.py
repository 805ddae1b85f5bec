"""Seats: the country that stands in brackets behind the name of a member.

In: what a row says of a member, as its name "BioRegio (DE)". Out: the same with the
name alone, and the country.
"""

from __future__ import annotations

from collections.abc import Mapping

from matcher.importing.columns.nations import Nations
from matcher.registry.columns import Value
from matcher.registry.registry import Registry


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
        whole, bracket, inside = name.removesuffix(")").rpartition("(")
        inside = inside.strip()
        if (
            not bracket
            or not name.endswith(")")
            or len(inside) < 2
            or not whole.strip()
        ):
            return own
        if not self._nations.has(inside) or self._registry.clusters_called(name):
            return own
        country = self._registry.finder.meant(inside, "country")
        if not country:
            return own
        return {"country": country, **own, "name": whole.strip()}
