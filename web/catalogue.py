"""What pages look up: names of clusters, groups of codes, counts for facets.

In: a fitted recommender. Out: plain finished values for forms and tables. Everything
is worked out once, when the application is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from flask import current_app

from matcher import (
    Cluster,
    PartnerRecommender,
    Suggestion,
    Vocabulary,
    load_registry,
)
from web.weights import Weights
from web.wording import name_key

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
        self._ids_by_name: dict[str, set[str]] = {}
        self._haystack: dict[str, str] = {}
        for cluster in self.registry.clusters:
            names = _names(cluster)
            for name in names:
                self._ids_by_name.setdefault(name_key(name), set()).add(cluster.id)
            words = [*names, cluster.region, cluster.focus]
            self._haystack[cluster.id] = name_key(" ".join(words))
        clusters = self.registry.clusters
        count = Counter[str]
        self._markets = {c.id: self.registry.markets_of(c.id) for c in clusters}
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
        ids = self._ids_by_name.get(name_key(text), set())
        return [self.registry.cluster(cluster_id) for cluster_id in sorted(ids)]

    def nearest(self, text: str, n: int = 5) -> list[Cluster]:
        """Clusters whose names are nearest to a text that names none.

        Parameters
        ----------
        text : str
        n : int
            At most so many, the best first.
        """
        wanted = name_key(text)[:80]
        if not wanted:
            return []
        best: dict[str, float] = {}
        for name, ids in self._ids_by_name.items():
            likeness = _likeness(wanted, name)
            for cluster_id in ids:
                best[cluster_id] = max(best.get(cluster_id, 0.0), likeness)
        close = [cluster_id for cluster_id, likeness in best.items() if likeness > 0.55]
        close.sort(key=lambda cluster_id: (-best[cluster_id], cluster_id))
        return [self.registry.cluster(cluster_id) for cluster_id in close[:n]]

    def search(self, text: str) -> list[Cluster]:
        """Clusters that hold every word of a text, in name order.

        Parameters
        ----------
        text : str
            Looked for in names, aliases, regions and focus; empty finds all.
        """
        words = name_key(text).split()
        found = [
            cluster
            for cluster in self.registry.clusters
            if all(word in self._haystack[cluster.id] for word in words)
        ]
        return sorted(found, key=lambda cluster: (name_key(cluster.name), cluster.id))

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


def _names(cluster: Cluster) -> list[str]:
    given = [cluster.id, cluster.name, cluster.short_name, *cluster.aliases]
    return [name for name in given if name]


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


def _likeness(wanted: str, name: str) -> float:
    """How near two names are; part of a name is nearer than letters in common."""
    if len(wanted) >= 3 and wanted in name:
        begins = 0.5 * (f" {name}".find(f" {wanted}") >= 0)
        return 0.9 + begins + 0.1 * len(wanted) / len(name)
    if len(name) >= 4 and name in wanted:
        return 0.8
    matcher = SequenceMatcher(None, wanted, name)
    if matcher.real_quick_ratio() < 0.55 or matcher.quick_ratio() < 0.55:
        return 0.0
    return matcher.ratio()


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
