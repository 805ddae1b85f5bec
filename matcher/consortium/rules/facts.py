"""What a rule asks of one cluster: yes, no, or None where it is not recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matcher.registry.calls.codes import countries_of
from matcher.registry.calls.rule import Condition
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary
from matcher.text import fold

_TOWN_IN_REGION = re.compile(r".*\((.+)\)")


def holds_all(
    conditions: Iterable[Condition], cluster: Cluster, registry: Registry
) -> bool | None:
    """Whether all conditions hold of a cluster; no if one of them does not."""
    told = [holds(condition, cluster, registry) for condition in conditions]
    return False if False in told else None if None in told else True


def holds(condition: Condition, cluster: Cluster, registry: Registry) -> bool | None:
    """Whether a condition holds of a cluster.

    Notes
    -----
    A cluster works in an ecosystem if one of its sectors belongs to it. No sectors at
    all means that they are not recorded, and so with technologies and markets.
    """
    vocabulary = registry.vocabulary
    if condition.kind == "market":
        markets = registry.markets_of(cluster.id)
        found = any(_is_in(condition.codes, one, vocabulary) for one in markets)
        return found or (False if markets else None)
    if condition.kind in ("country", "outside"):
        if not cluster.country:
            return None
        return market_holds(condition, cluster.country, vocabulary)
    if condition.kind == "type":
        return cluster.organisation_type in condition.codes
    if condition.kind == "class":
        return None
    sectors = {*cluster.sectors}
    ecosystems = {vocabulary.sectors[code].parents[0] for code in sectors}
    technologies = {*cluster.technologies}
    recorded = {
        "sector": sectors,
        "technology": technologies,
        "ecosystem": ecosystems,
        "theme": sectors | ecosystems | technologies,
    }[condition.kind]
    if recorded & {*condition.codes}:
        return True
    if condition.kind == "theme":
        asked = [code in vocabulary.technologies for code in condition.codes]
        missing = (True in asked and not technologies) or (
            False in asked and not sectors
        )
        return None if missing else False
    return False if recorded else None


def market_holds(
    condition: Condition, code: str, vocabulary: Vocabulary
) -> bool | None:
    """Whether a country, or a market, is in the set of a condition, or outside it.

    A region is in it if it is named, or all its countries are in it.
    """
    names, held = condition.codes, vocabulary.regions.get(code, ())
    is_inside = _is_in(names, code, vocabulary) or (
        bool(held) and all(_is_in(names, country, vocabulary) for country in held)
    )
    if condition.kind == "outside":
        return not is_inside
    return True if is_inside else None if condition.or_others else False


def _is_in(names: Iterable[str], code: str, vocabulary: Vocabulary) -> bool:
    """Whether a code is among some names, or held by one of them."""
    return any(code == name or code in countries_of(name, vocabulary) for name in names)


def region_of(cluster: Cluster) -> str:
    """A name for the region of a cluster, with its country; empty if not recorded.

    Notes
    -----
    ``Munich (Bavaria)`` is a town in its region. Sources name regions at whatever
    level: two names may still be of one region.

    Examples
    --------
    >>> region_of(Cluster(id="a", name="A", country="DE", region="Munich (Bavaria)"))
    'bavaria, DE'
    """
    if not cluster.region:
        return ""
    within = _TOWN_IN_REGION.fullmatch(cluster.region)
    return f"{fold(within[1] if within else cluster.region)}, {cluster.country}"
