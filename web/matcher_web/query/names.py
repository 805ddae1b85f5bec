"""What people call things: codes of the vocabulary and clusters, by any of their names.

In: a snapshot, and texts. Out: codes, clusters, or those whose names come near.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from matcher import Cluster, Vocabulary, fold, widen_markets
from matcher_web.query.search import Meanings, SearchIndex
from matcher_web.snapshot import Snapshot, derived

NOUNS = {
    "country": "country",
    "sectors": "sector",
    "technologies": "technology",
    "target_markets": "market",
}
"""For each list of codes, what one of them is called."""

KINDS = tuple(NOUNS)


@derived
def codes_by_name(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """Codes of each list by all that people call them, as `fold` writes it."""
    return {kind: _codes_by_name(snapshot.vocabulary, kind) for kind in KINDS}


def read_code(snapshot: Snapshot, kind: str, text: str) -> str:
    """The one code of a list that a text means, as the command line reads it too."""
    return snapshot.registry.finder.meant(text, NOUNS[kind])


def _codes_by_name(vocabulary: Vocabulary, kind: str) -> dict[str, str]:
    """Codes of a list by all that people call them; codes win over labels."""
    terms = vocabulary.terms(kind)
    found: dict[str, str] = {}
    if kind in ("country", "target_markets"):
        for alias, code in vocabulary.country_aliases.items():
            if code in terms:
                found[alias] = code
    found.update({fold(term.label): code for code, term in terms.items()})
    found.update({fold(code): code for code in terms})
    return found


@derived
def n_clusters(snapshot: Snapshot) -> Mapping[str, Counter[str]]:
    """How many clusters have each code of each list; partnerships give markets too."""
    clusters, markets_of = snapshot.registry.clusters, snapshot.registry.markets_of
    codes = {
        "country": (cluster.country for cluster in clusters if cluster.country),
        "sectors": (code for cluster in clusters for code in cluster.sectors),
        "technologies": (code for cluster in clusters for code in cluster.technologies),
        "target_markets": (code for one in clusters for code in markets_of(one.id)),
    }
    return {kind: Counter(found) for kind, found in codes.items()}


@derived
def cluster_index(snapshot: Snapshot) -> SearchIndex:
    """What all clusters are called and what is said of them, in name order."""
    listed = sorted(snapshot.registry.clusters, key=lambda c: (fold(c.name), c.id))
    names = {c.id: (c.id, c.name, c.short_name, *c.aliases) for c in listed}
    said = {c.id: _said_of(snapshot, c) for c in listed}
    codes = {c.id: cluster_codes(snapshot, c) for c in listed}
    return SearchIndex(names, said, Meanings(snapshot.registry.finder, codes))


def cluster_codes(snapshot: Snapshot, cluster: Cluster) -> frozenset[str]:
    """What a cluster is found by: what it does, where it is and where it goes.

    A region is found by its countries and a country by its regions.
    """
    markets = snapshot.registry.markets_of(cluster.id)
    wider = widen_markets(markets, snapshot.vocabulary)
    return wider | {cluster.country, *cluster.sectors, *cluster.technologies}


def _said_of(snapshot: Snapshot, cluster: Cluster) -> str:
    codes = (cluster.country, *cluster.sectors, *cluster.technologies)
    labels = snapshot.labels((*codes, *snapshot.registry.markets_of(cluster.id)))
    ecosystems = snapshot.ecosystem_labels(cluster.sectors)
    return " ".join([cluster.region, cluster.focus, *labels, *ecosystems])


def clusters_near(snapshot: Snapshot, text: str) -> list[Cluster]:
    """Clusters whose names are nearest to a text that names none, the best first."""
    found = cluster_index(snapshot).nearest(text)
    return [*map(snapshot.registry.cluster, found)]
