"""Four clusters side by side: what each records, what they share, their scores.

In: the ids of an address. Out: a `Comparison` that the page and its twins show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, combinations, permutations
from typing import Any, NamedTuple

from matcher import Cluster, Suggestion, picked
from matcher_web.clusters.beside import Beside, beside
from matcher_web.facts.sheet import EXPECTED, Sheet, Shown, make_sheet
from matcher_web.facts.words import OF_CLUSTERS
from matcher_web.shortlist.asking import Asker
from matcher_web.shortlist.chosen import MOST as MOST_CHOSEN
from matcher_web.snapshot import Snapshot
from matcher_web.tables import Cell, Table
from matcher_web.twins import WrongAddress
from matcher_web.wording import counted

FEWEST, MOST = 2, 4
"""So many are compared at once; whoever else is chosen can be swapped in."""

FACTS = (
    *("country", "region", "city", "organisation_type", "status", "successor"),
    *("founded", "members", "sme_members", "label", "website", "focus"),
    *("sectors", "technologies", "coding", "target_markets"),
)
"""What is compared of the facts of each, in this order."""

TOGETHER = ("markets", "partnerships")
"""What is compared beside them: it comes of partnerships."""


class Row(NamedTuple):
    """One field of all clusters.

    Parameters
    ----------
    name, title : str
    values : tuple
        Of each cluster: its codes, or one value, which is None where not recorded.
    facts : tuple of Shown
        The same as the page shows it, codes that most have first.
    n_with : mapping of str to int
        How many have a code.
    """

    name: str
    title: str
    values: tuple[Any, ...]
    facts: tuple[Shown, ...]
    n_with: Mapping[str, int]


@dataclass(frozen=True)
class Comparison:
    """Some clusters side by side.

    Parameters
    ----------
    snapshot : Snapshot
    clusters : tuple of Cluster
        In the order of the address.
    sheets : tuple of Sheet
        The facts of each, with their sources.
    pairs : dict of (str, str) to Suggestion
        By the ids of both, either way round: the second as proposed to the first.
    asker : Asker or None
    beside : tuple of Beside
        What each shares with who asks, and what sets it apart.
    left_out : tuple of Cluster
        Chosen too, but more than are compared at once.
    """

    snapshot: Snapshot
    clusters: tuple[Cluster, ...]
    sheets: tuple[Sheet, ...]
    pairs: dict[tuple[str, str], Suggestion]
    asker: Asker | None
    beside: tuple[Beside, ...]
    left_out: tuple[Cluster, ...]

    @property
    def rows(self) -> list[Row]:
        """All that is compared but scores."""
        return [self._row(name) for name in (*FACTS, *TOGETHER)]

    def _row(self, name: str) -> Row:
        facts = [sheet[name] for sheet in self.sheets]
        values = tuple(self._value(cluster, name) for cluster in self.clusters)
        n_with = Counter(said.value for fact in facts for said in fact.values)
        ordered = (
            replace(
                fact,
                values=tuple(sorted(fact.values, key=lambda said: -n_with[said.value])),
            )
            for fact in facts
        )
        return Row(name, facts[0].title, values, tuple(ordered), n_with)

    def _value(self, cluster: Cluster, name: str) -> Any:
        if name == "markets":
            return self.snapshot.registry.markets_of(cluster.id)
        if name == "partnerships":
            return self.snapshot.registry.partnerships_of[cluster.id]
        if name == "country":
            return self.snapshot.vocabulary.label(cluster.country) or None
        if name == "organisation_type":
            return cluster.organisation_type.capitalize() or None
        value = getattr(cluster, name)
        return None if value == "" else value

    @property
    def shown(self) -> list[Row]:
        """The rows with something to say, and those that readers look for."""
        return [
            row
            for row in self.rows
            if row.name in (*EXPECTED, *TOGETHER)
            or any(fact.values or fact.otherwise for fact in row.facts)
        ]

    def table(self) -> Table:
        """One cluster a column; scores between them come last."""
        rows: list[list[Cell]] = [["name", *(c.name for c in self.clusters)]]
        for row in self.rows:
            cells = [";".join(v) if isinstance(v, tuple) else v for v in row.values]
            rows.append([row.name, *cells])
        for name in ("shares", "apart") if self.asker else ("apart",):
            rows.append([name, *(";".join(getattr(b, name)) for b in self.beside)])
        for left in self.clusters:
            scores = (self.pairs.get((left.id, right.id)) for right in self.clusters)
            rows.append(
                [f"score with {left.id}", *(s.score if s else None for s in scores)]
            )
        if self.left_out:
            ids = ";".join(cluster.id for cluster in self.left_out)
            rows.append(["left_out", ids, *[None] * (len(self.clusters) - 1)])
        columns = ("field", *(cluster.id for cluster in self.clusters))
        return Table("compare", columns, rows)

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        rows = self.rows
        return {
            "clusters": [
                {
                    "id": cluster.id,
                    "name": cluster.name,
                    **{row.name: row.values[i] for row in rows},
                    "evidence": self.sheets[i].to_dict(),
                }
                for i, cluster in enumerate(self.clusters)
            ],
            "left_out": [cluster.id for cluster in self.left_out],
            "asked_by": self.asker.words if self.asker else "",
            "beside": [one.to_dict() for one in self.beside],
            "scores": [
                {"left": left.id, "right": right.id}
                | picked(
                    self.pairs[left.id, right.id],
                    *("score", "strength", "rank", "their_rank"),
                )
                for left, right in combinations(self.clusters, 2)
            ],
        }


def chosen_clusters(snapshot: Snapshot, given: Iterable[str]) -> tuple[Cluster, ...]:
    """The clusters that an address names, each once; blanks name none.

    Several may stand in one text with commas between.

    Raises
    ------
    UnknownCluster
        If a text is no id, and no name of exactly one cluster.
    WrongAddress
        If more are chosen than a shortlist holds.
    """
    found: dict[str, Cluster] = {}
    called = snapshot.registry.clusters_called
    pieces = (t.split(",") if not called(t) else [t] for t in given)
    for text in filter(None, map(str.strip, chain.from_iterable(pieces))):
        cluster = snapshot.registry.find_cluster(text)
        found[cluster.id] = cluster
    if len(found) > MOST_CHOSEN:
        raise WrongAddress(
            f"{len(found)} clusters are chosen. Choose {MOST_CHOSEN} at most; the "
            f"first {MOST} of them are compared."
        )
    return tuple(found.values())


def check_enough(clusters: tuple[Cluster, ...]) -> None:
    """Say what to do where there is nothing to compare.

    Raises
    ------
    WrongAddress
        If fewer than two clusters are chosen.
    """
    if len(clusters) < FEWEST:
        given = counted(len(clusters), "cluster")
        raise WrongAddress(
            f"{given} {'is' if len(clusters) == 1 else 'are'} chosen. Tick at least "
            f"{FEWEST} in the list of clusters to compare them."
        )


def compare_clusters(
    snapshot: Snapshot, chosen: tuple[Cluster, ...], asker: Asker | None = None
) -> Comparison:
    """The first few side by side, with the score of each two, for who asks."""
    clusters = chosen[:MOST]
    pairs = {
        (left.id, right.id): snapshot.recommender.explain(left.id, right.id)
        for left, right in permutations(clusters, 2)
    }
    titles = {name: OF_CLUSTERS[name] for name in (*FACTS, "markets")}
    titles["partnerships"] = "Partnerships"
    sheets = tuple(
        make_sheet(
            snapshot,
            cluster,
            titles,
            {
                "markets": snapshot.registry.markets_of(cluster.id),
                "partnerships": snapshot.registry.partnerships_of[cluster.id],
            },
        )
        for cluster in clusters
    )
    told = beside(snapshot, clusters, asker)
    left_out = chosen[MOST:]
    return Comparison(snapshot, clusters, sheets, pairs, asker, told, left_out)
