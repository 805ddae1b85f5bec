"""Up to four clusters side by side: what each records, what they share, their scores.

In: the ids of an address. Out: a `Comparison` that the page and its twins show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Any, NamedTuple

from matcher import Cluster, Suggestion
from matcher_web.query.names import clusters_named
from matcher_web.snapshot import Snapshot
from matcher_web.tables import Cell, Table
from matcher_web.wording import counted

FEWEST, MOST = 2, 4


class Tag(NamedTuple):
    """A code of one cluster, and how many of those compared have it."""

    label: str
    n_with: int


class Coded(NamedTuple):
    """A field of codes: what people read, and the codes of each cluster."""

    name: str
    title: str
    codes: tuple[tuple[str, ...], ...]


class Plain(NamedTuple):
    """A field of plain values, one for each cluster; None where not recorded."""

    name: str
    title: str
    values: tuple[str | int | None, ...]


@dataclass(frozen=True)
class Comparison:
    """Some clusters side by side.

    Parameters
    ----------
    snapshot : Snapshot
    clusters : tuple of Cluster
        In the order of the address.
    pairs : dict of (str, str) to Suggestion
        By the ids of both, either way round: the second as proposed to the first.
    """

    snapshot: Snapshot
    clusters: tuple[Cluster, ...]
    pairs: dict[tuple[str, str], Suggestion]

    @property
    def plain(self) -> tuple[Plain, ...]:
        """Fields that hold one value each."""
        label = self.snapshot.vocabulary.label

        def row(name: str, title: str, of: Callable[[Cluster], Any]) -> Plain:
            return Plain(name, title, tuple(of(c) or None for c in self.clusters))

        return (
            row("country", "Country", lambda c: label(c.country)),
            row("region", "Region", lambda c: c.region),
            row("kind", "Kind", lambda c: c.organisation_type.capitalize()),
            row("members", "Members", lambda c: c.members),
            row("sme_members", "Members that are small firms", lambda c: c.sme_members),
            row("focus", "Focus", lambda c: c.focus),
        )

    @property
    def coded(self) -> tuple[Coded, ...]:
        """Fields that hold codes."""
        snapshot, clusters = self.snapshot, self.clusters
        partnerships_of = snapshot.registry.partnerships_of
        return (
            Coded("sectors", "Sectors", tuple(c.sectors for c in clusters)),
            Coded(
                "technologies", "Technologies", tuple(c.technologies for c in clusters)
            ),
            Coded(
                "markets",
                "Markets, with those of its partnerships",
                tuple(snapshot.markets_of(c.id) for c in clusters),
            ),
            Coded(
                "partnerships",
                "Partnerships",
                tuple(partnerships_of[c.id] for c in clusters),
            ),
        )

    def label(self, code: str) -> str:
        """What people read for a code of any field."""
        registry = self.snapshot.registry
        if code in registry.members_of:
            return registry.title_of(code)
        return self.snapshot.vocabulary.label(code)

    def tags(self, field: Coded) -> list[list[Tag]]:
        """The codes of each cluster, those that most have first."""

        def tag(code: str) -> Tag:
            return Tag(self.label(code), sum(code in codes for codes in field.codes))

        return [
            sorted(map(tag, codes), key=lambda found: (-found.n_with, found.label))
            for codes in field.codes
        ]

    def table(self) -> Table:
        """One cluster a column; scores between them come last."""
        rows: list[list[Cell]] = [["name", *(c.name for c in self.clusters)]]
        rows += [[field.name, *field.values] for field in self.plain]
        rows += [[f.name, *(";".join(codes) for codes in f.codes)] for f in self.coded]
        for left in self.clusters:
            scores = (self.pairs.get((left.id, right.id)) for right in self.clusters)
            rows.append(
                [f"score with {left.id}", *(s.score if s else None for s in scores)]
            )
        columns = ("field", *(cluster.id for cluster in self.clusters))
        return Table("compare", columns, rows)

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return {
            "clusters": [
                {
                    "id": cluster.id,
                    "name": cluster.name,
                    **{field.name: field.values[index] for field in self.plain},
                    **{field.name: list(field.codes[index]) for field in self.coded},
                }
                for index, cluster in enumerate(self.clusters)
            ],
            "scores": [
                {
                    "left": left.id,
                    "right": right.id,
                    "score": found.score,
                    "strength": found.strength,
                    "rank": found.rank,
                    "their_rank": found.their_rank,
                }
                for left, right in combinations(self.clusters, 2)
                for found in [self.pairs[left.id, right.id]]
            ],
        }


def chosen_clusters(snapshot: Snapshot, given: Iterable[str]) -> tuple[Cluster, ...]:
    """The clusters that an address names, each once; blanks name none.

    Raises
    ------
    UnknownCluster
        If a text is no id, and no name of exactly one cluster.
    """
    found: dict[str, Cluster] = {}
    for text in filter(None, map(str.strip, given)):
        named = clusters_named(snapshot, text)
        cluster = named[0] if len(named) == 1 else snapshot.registry.find_cluster(text)
        found[cluster.id] = cluster
    return tuple(found.values())


def wrong_number(clusters: tuple[Cluster, ...]) -> str:
    """What is wrong with how many are compared, in words; empty if nothing is."""
    if FEWEST <= len(clusters) <= MOST:
        return ""
    given = counted(len(clusters), "cluster")
    return (
        f"ids: {given} {'is' if len(clusters) == 1 else 'are'} chosen; choose "
        f"{FEWEST} to {MOST} different ones in the list of clusters to compare them."
    )


def compare_clusters(snapshot: Snapshot, clusters: tuple[Cluster, ...]) -> Comparison:
    """Clusters side by side, with the score of each two."""
    pairs = {
        (left.id, right.id): snapshot.recommender.explain(left.id, right.id)
        for left, right in permutations(clusters, 2)
    }
    return Comparison(snapshot, clusters, pairs)
