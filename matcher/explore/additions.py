"""What a cluster would add to a partnership, or to a list of clusters.

In: a registry, who is there and who is asked about. Out: `Additions`, the codes that
nobody there has on record and the cluster has; plain sets of codes, no score.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from matcher.model.contributions import listing
from matcher.registry.records import Partnership, Profile
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
        >>> from matcher import Additions, load_registry
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
    there: Fields = (set(), set(), set(), set())
    members: Iterable[str] = present
    if isinstance(present, str):
        stated = registry.partnership(present)
        members = registry.members_of[present]
        there = _fields(stated, "", stated.target_markets)
    for member in members:
        cluster = registry.cluster(member)
        theirs = _fields(cluster, cluster.country, registry.markets_of(member))
        for known, codes in zip(there, theirs, strict=True):
            known |= codes
    asked = registry.cluster(cluster_id)
    has = _fields(asked, asked.country, registry.markets_of(cluster_id))
    new = (
        tuple(sorted(codes - known)) for codes, known in zip(has, there, strict=True)
    )
    return Additions(*new)


# Countries, sectors, technologies, markets. Apart, for GB is a country and a market.
Fields = tuple[set[str], set[str], set[str], set[str]]


def _fields(
    record: Profile | Partnership, country: str, markets: Iterable[str]
) -> Fields:
    home = {country} if country else set()
    return home, {*record.sectors}, {*record.technologies}, {*markets}
