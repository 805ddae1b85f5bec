"""What pages look up: names of clusters, groups of codes, counts for facets.

In: a fitted recommender. Out: plain finished values for forms and tables. Everything
is worked out once, when the application is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from flask import current_app

from matcher import (
    Cluster,
    PartnerRecommender,
    Suggestion,
    Vocabulary,
    load_registry,
)
from matcher_web.listing.search import SearchIndex
from matcher_web.query.weights import Weights
from matcher_web.wording import name_key

N_SAMPLED = 25
N_WEIGHTED = 16
"""Recommenders with other weights that are kept: each holds places of all clusters."""


@dataclass(frozen=True)
class Choice:
    """One code that can be chosen, and how many clusters have it."""

    code: str
    label: str
    n_clusters: int = 0


@dataclass(frozen=True)
class Group:
    """Choices that belong together under one heading."""

    code: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def preview(self) -> str:
        """What is inside, in one line."""
        return ", ".join(choice.label for choice in self.choices)


class Catalogue:
    """Lookups over one fitted recommender.

    Parameters
    ----------
    recommender : PartnerRecommender
        Fitted.
    """

    def __init__(self, recommender: PartnerRecommender) -> None:
        self.recommender = recommender
        self.registry = recommender.registry
        self.vocabulary = self.registry.vocabulary
        self.codes_by_name = {
            kind: _codes_by_name(self.vocabulary, kind)
            for kind in ("country", "sectors", "technologies", "target_markets")
        }
        clusters = self.registry.clusters
        count = Counter[str]
        self._markets = {c.id: self.registry.markets_of(c.id) for c in clusters}
        partnerships_of = self.registry.partnerships_of
        self.n_partnerships = {c: len(ids) for c, ids in partnerships_of.items()}
        self.n_by_country = count(c.country for c in clusters if c.country)
        self.n_by_sector = count(code for c in clusters for code in c.sectors)
        self.n_by_technology = count(code for c in clusters for code in c.technologies)
        self.n_by_market = count(m for codes in self._markets.values() for m in codes)
        self.countries = self.choices(self.n_by_country, self.vocabulary.countries)
        self.markets = self.choices(self.n_by_market, self.vocabulary.markets)
        self.sectors = self.choices(self.n_by_sector, self.vocabulary.sectors)
        self.sector_groups = self._sector_groups()
        self.technology_groups = self._technology_groups()
        self.market_groups = self._market_groups()
        self.listed_markets = {c.code for g in self.market_groups for c in g.choices}
        self._reweighted = lru_cache(N_WEIGHTED)(self._reweigh)

    def weighted(self, weights: Weights) -> PartnerRecommender:
        """The recommender with these weights; the latest ones are kept ready."""
        return self._reweighted(weights) if weights else self.recommender

    def _reweigh(self, weights: Weights) -> PartnerRecommender:
        return self.recommender.reweighted(dict(weights.factors))

    @cached_property
    def sampled_suggestions(self) -> list[Suggestion]:
        """First tens of clusters spread evenly over the registry."""
        clusters = self.registry.clusters
        step = max(1, len(clusters) // N_SAMPLED)
        return [
            suggestion
            for cluster in clusters[::step][:N_SAMPLED]
            for suggestion in self.recommender.suggest(cluster.id)
        ]

    @cached_property
    def is_packaged(self) -> bool:
        """Whether this is the registry that ships with the product."""
        return self.registry == load_registry()

    def markets_of(self, cluster_id: str) -> tuple[str, ...]:
        """Markets of a cluster and of its partnerships."""
        return self._markets[cluster_id]

    def named(self, text: str) -> list[Cluster]:
        """Clusters with exactly this id, name, short name or alias.

        Parameters
        ----------
        text : str
            Case, accents and doubled spaces do not count.

        Returns
        -------
        list of Cluster
            One if the text is good; several if it is ambiguous; none if unknown.
        """
        if text in self.registry.index:
            return [self.registry.cluster(text)]
        return [*map(self.registry.cluster, self.cluster_index.named(text))]

    def nearest(self, text: str, n: int = 5) -> list[Cluster]:
        """Clusters whose names are nearest to a text that names none.

        Parameters
        ----------
        text : str
        n : int
            At most so many, the best first.
        """
        return [*map(self.registry.cluster, self.cluster_index.nearest(text, n))]

    @cached_property
    def cluster_index(self) -> SearchIndex:
        """What all clusters are called and what is said of them, in name order."""
        by_name = sorted(self.registry.clusters, key=lambda c: (name_key(c.name), c.id))
        names = {c.id: (c.id, c.name, c.short_name, *c.aliases) for c in by_name}
        return SearchIndex(names, {c.id: self._said_of(c) for c in by_name})

    def _said_of(self, cluster: Cluster) -> str:
        codes = (cluster.country, *cluster.sectors, *cluster.technologies)
        labels = self.labels((*codes, *self.markets_of(cluster.id)))
        ecosystems = self.ecosystem_labels(cluster.sectors)
        return " ".join([cluster.region, cluster.focus, *labels, *ecosystems])

    def ecosystems_of(self, sectors: Iterable[str]) -> tuple[str, ...]:
        """The ecosystems that some sectors belong to, in order."""
        terms = self.vocabulary.sectors
        return tuple(sorted({p for code in sectors for p in terms[code].parents}))

    def ecosystem_labels(self, sectors: Iterable[str]) -> list[str]:
        """What people read for the ecosystems of some sectors."""
        terms = self.vocabulary.ecosystems
        return [terms[code].label for code in self.ecosystems_of(sectors)]

    def choices(
        self, counts: Mapping[str, int], terms: Iterable[str]
    ) -> tuple[Choice, ...]:
        """Those codes of a list that are used, with their labels, in label order."""
        used = [code for code in terms if counts.get(code)]
        label = self.vocabulary.label
        made = [Choice(code, label(code), counts[code]) for code in used]
        return tuple(sorted(made, key=lambda choice: name_key(choice.label)))

    def labels(self, codes: Iterable[str]) -> list[str]:
        """What people read for each code."""
        return [self.vocabulary.label(code) for code in codes]

    def _sector_groups(self) -> tuple[Group, ...]:
        parents = {t.code: t.parents[0] for t in self.vocabulary.sectors.values()}
        labels = {t.code: t.label for t in self.vocabulary.ecosystems.values()}
        return _grouped(parents, labels, self.vocabulary.label, self.n_by_sector)

    def _technology_groups(self) -> tuple[Group, ...]:
        parents = {t.code: t.parents[0] for t in self.vocabulary.technologies.values()}
        labels = {p: p.replace("-", " ").capitalize() for p in set(parents.values())}
        return _grouped(parents, labels, self.vocabulary.label, self.n_by_technology)

    def _market_groups(self) -> tuple[Group, ...]:
        """Markets somebody goes to, each country under its smallest telling region."""
        regions = self.vocabulary.regions
        used = [code for code in self.n_by_market if code not in regions]
        telling = {
            region: len(countries)
            for region, countries in regions.items()
            if sum(country in countries for country in used) >= 3
        }
        parents: dict[str, str] = {}
        for code in used:
            around = [region for region in telling if code in regions[region]]
            parents[code] = min(around, key=lambda r: (telling[r], r), default="")
        labels = {**self.vocabulary.region_labels, "": "Other countries"}
        counts = self.n_by_market
        groups = _grouped(parents, labels, self.vocabulary.label, counts)
        busiest = sorted(
            groups, key=lambda group: -sum(c.n_clusters for c in group.choices)
        )
        whole = _grouped(
            dict.fromkeys(regions, "regions"),
            {"regions": "Whole regions"},
            self.vocabulary.label,
            counts,
        )
        return (*busiest, *whole)


def current_catalogue() -> Catalogue:
    """Lookups of the application that is answering."""
    found = current_app.extensions["catalogue"]
    assert isinstance(found, Catalogue)
    return found


def _codes_by_name(vocabulary: Vocabulary, kind: str) -> dict[str, str]:
    """Codes of a list by all that people call them; codes win over labels."""
    terms = vocabulary.terms(kind)
    found: dict[str, str] = {}
    if kind in ("country", "target_markets"):
        for alias, code in vocabulary.country_aliases.items():
            if code in terms:
                found[name_key(alias)] = code
    found.update({name_key(term.label): code for code, term in terms.items()})
    found.update({name_key(code): code for code in terms})
    return found


def _grouped(
    parents: Mapping[str, str],
    labels: Mapping[str, str],
    label: Callable[[str], str],
    counts: Mapping[str, int],
) -> tuple[Group, ...]:
    """Codes under their parents; groups and choices in label order."""
    inside: dict[str, list[Choice]] = {}
    for code, parent in parents.items():
        choice = Choice(code, label(code), counts.get(code, 0))
        inside.setdefault(parent, []).append(choice)
    groups = [
        Group(parent, labels[parent], _by_label(choices))
        for parent, choices in inside.items()
    ]
    return tuple(sorted(groups, key=lambda group: name_key(group.label)))


def _by_label(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: name_key(choice.label)))
