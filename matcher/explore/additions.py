"""What a cluster would add to a partnership, or to a list of clusters.

In: a registry, who is there and who is asked about. Out: `Additions`, the codes that
nobody there has on record and the cluster has; plain sets of codes, no score.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from matcher.model.contributions import listing
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Vocabulary


@dataclass(frozen=True)
class Additions:
    """Codes that a cluster has and those who are there have not, in sorted order.

    Parameters
    ----------
    countries, sectors, technologies, markets : tuple of str
        Empty where it adds none, or records none.
    """

    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.countries, self.sectors, self.technologies, self.markets))

    def in_words(self, vocabulary: Vocabulary, n_named: int = 3) -> list[str]:
        """One line for each field in which it adds something.

        Parameters
        ----------
        vocabulary : Vocabulary
        n_named : int
            At most so many codes are named in a line; the rest are counted.

        Examples
        --------
        >>> from matcher import load_registry
        >>> from matcher.explore.additions import Additions
        >>> added = Additions(countries=("PL",), markets=("BR", "JP"))
        >>> added.in_words(load_registry().vocabulary)
        ['a country: Poland', '2 markets: Brazil and Japan']
        """
        nouns = (
            (self.countries, "a country", "countries"),
            (self.sectors, "a sector", "sectors"),
            (self.technologies, "a technology", "technologies"),
            (self.markets, "a market", "markets"),
        )
        lines = []
        for codes, one, many in nouns:
            labels = sorted(vocabulary.label(code) for code in codes)
            noun = one if len(codes) == 1 else f"{len(codes)} {many}"
            if labels:
                lines.append(f"{noun}: {listing(labels, n_named)}")
        return lines

    def to_dict(self) -> dict[str, Any]:
        """The codes by field, for JSON."""
        return {field: list(codes) for field, codes in asdict(self).items()}


def what_it_adds(
    registry: Registry, present: str | Iterable[str], cluster_id: str
) -> Additions:
    """What a cluster would add to those who are there.

    Parameters
    ----------
    registry : Registry
    present : str or iterable of str
        A partnership id, for its members and what it states of itself; or cluster ids.
    cluster_id : str

    Raises
    ------
    UnknownPartnership, UnknownCluster

    Notes
    -----
    Markets of a cluster are its own and those of its partnerships. A region and its
    countries are different codes here: who goes to Latin America may add Brazil.
    """
    there = []
    members: Iterable[str] = present
    if isinstance(present, str):
        stated = registry.partnership(present)
        members = registry.members_of[present]
        there = [
            Additions((), stated.sectors, stated.technologies, stated.target_markets)
        ]
    there += [_on_record(registry, member) for member in members]
    has = _on_record(registry, cluster_id)

    def new(field: str) -> tuple[str, ...]:
        known = {code for one in there for code in getattr(one, field)}
        return tuple(sorted({*getattr(has, field)} - known))

    return Additions(*(new(field.name) for field in fields(Additions)))


def _on_record(registry: Registry, cluster_id: str) -> Additions:
    """All that a cluster would add where nothing is."""
    cluster = registry.cluster(cluster_id)
    countries = (cluster.country,) if cluster.country else ()
    markets = registry.markets_of(cluster_id)
    return Additions(countries, cluster.sectors, cluster.technologies, markets)
