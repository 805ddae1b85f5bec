"""All that is known, held together: clusters, partnerships, members and their codes.

Records in, answers out: which cluster has this id or name, who was where with whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from operator import attrgetter
from typing import Any

from matcher.errors import Faults
from matcher.registry.calls.call import Call
from matcher.registry.digest import sha256_of
from matcher.registry.evidence import Fact
from matcher.registry.finding.finder import Finder
from matcher.registry.names import ClusterNames, PartnershipNames
from matcher.registry.package.checking import find_faults
from matcher.registry.package.parsing import cells_of, records_of, rows_of
from matcher.registry.package.tables import TABLES
from matcher.registry.partnerships import Member, Partnership, Standing, known_before
from matcher.registry.records import Cluster
from matcher.registry.vocabulary import Vocabulary
from matcher.text import Phrases, phrases_among


@dataclass(frozen=True)
class Registry:
    """All clusters, partnerships and members together, in id order.

    Parameters
    ----------
    clusters : iterable of Cluster
    partnerships : iterable of Partnership
    members : iterable of Member
        Every side of a member must exist.
    vocabulary : Vocabulary
        The codes that clusters and partnerships use.
    as_of : str
        The date of the facts; empty where not recorded. What runs and what has ended,
        it tells, never the clock.
    aside : mapping of str to str
        By name, the text of tables that are made records of when first asked for.
    """

    clusters: tuple[Cluster, ...]
    partnerships: tuple[Partnership, ...]
    members: tuple[Member, ...]
    vocabulary: Vocabulary = field(repr=False)
    as_of: str = ""
    aside: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        set_field, by_id = object.__setattr__, attrgetter("id")
        set_field(self, "clusters", tuple(sorted(self.clusters, key=by_id)))
        set_field(self, "partnerships", tuple(sorted(self.partnerships, key=by_id)))
        members = sorted(self.members, key=lambda m: (m.partnership, m.cluster))
        set_field(self, "members", tuple(members))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that is in it, in 64 hexadecimal letters.

        Equal registries have the same in every process; its first eight letters are
        the data version that pages show. The order of rows does not matter, but in
        tables aside, where the most apt terms stand first.
        """
        read = sorted(self.aside.items())
        aside = {name: sha256_of(text.encode()) for name, text in read}
        return sha256_of(repr((self.tables, self.as_of, aside)).encode())

    @property
    def tables(self) -> dict[str, tuple[Any, ...]]:
        """All records, by the tables that hold them."""
        return {
            "clusters": self.clusters,
            "partnerships": self.partnerships,
            "members": self.members,
            **self.vocabulary.lists,
        }

    def records_aside(self, name: str) -> tuple[Any, ...]:
        """The records of a table that is read when it is asked for; none without it.

        Raises
        ------
        DatasetError
            If the table has any fault by itself; what other tables contradict,
            `check_package` finds.
        """
        faults = Faults()
        if name not in self.aside:
            return ()
        rows = rows_of(TABLES[name], self.aside[name], faults)
        faults.gather(find_faults({name: rows}, self.vocabulary))
        faults.refuse()
        return records_of(rows)

    @cached_property
    def finder(self) -> Finder:
        """Finds codes by what people call them; reads the terms when first asked.

        Then it raises `DatasetError` if a fault keeps their table from being read.
        """
        return Finder(self.vocabulary, partial(cells_of, TABLES["terms"], self.aside))

    @cached_property
    def phrases(self) -> Phrases:
        """Words that count together in a text: terms of clusters met inside one."""
        terms = cells_of(TABLES["terms"], self.aside)
        columns = (terms.get(name, ()) for name in ("kind", "term", "exact"))
        rows = zip(*columns, strict=True)
        met = (t for kind, t, exact in rows if kind != "market" and exact != "true")
        return phrases_among(term for term in met if " " in term)

    @cached_property
    def evidence(self) -> dict[str, tuple[Fact, ...]]:
        """What is known of each id with the pages that say so, in the order of rows."""
        found: dict[str, list[Fact]] = {}
        for fact in self.records_aside("evidence"):
            found.setdefault(fact.id, []).append(fact)
        return {id: tuple(facts) for id, facts in found.items()}

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Funding calls and their rules."""
        return self.records_aside("calls")

    @cached_property
    def _clusters(self) -> ClusterNames:
        return ClusterNames(self.clusters)

    @cached_property
    def _partnerships(self) -> PartnershipNames:
        return PartnershipNames(self.partnerships)

    @property
    def index(self) -> dict[str, int]:
        """Row of each cluster id in `clusters`."""
        return self._clusters.rows

    @cached_property
    def members_of(self) -> dict[str, tuple[str, ...]]:
        """Cluster ids of each partnership id, in id order; empty if none is known."""
        found: dict[str, list[str]] = {p.id: [] for p in self.partnerships}
        for member in self.members:
            found[member.partnership].append(member.cluster)
        return {key: tuple(ids) for key, ids in found.items()}

    @cached_property
    def partnerships_of(self) -> dict[str, tuple[str, ...]]:
        """Partnership ids of each cluster id, in id order; empty for newcomers."""
        found: dict[str, list[str]] = {cluster.id: [] for cluster in self.clusters}
        for member in self.members:
            found[member.cluster].append(member.partnership)
        return {key: tuple(ids) for key, ids in found.items()}

    @cached_property
    def partners_of(self) -> dict[str, tuple[str, ...]]:
        """Ids of all that each cluster was in a partnership with, sorted."""
        return {
            id: tuple(sorted({m for p in mine for m in self.members_of[p]} - {id}))
            for id, mine in self.partnerships_of.items()
        }

    def cluster(self, cluster_id: str) -> Cluster:
        """The cluster with this id.

        Raises
        ------
        UnknownCluster
            If there is none; the message offers who has such a name, or near ids.
        """
        return self.clusters[self._clusters.row(cluster_id)]

    def clusters_called(self, text: str) -> list[Cluster]:
        """Clusters with this id, name, short name or former name, as `fold` reads them.

        Who has exactly this id is alone; several share a name, legal forms aside.
        """
        return [self.clusters[row] for row in self._clusters.called(text)]

    def find_cluster(self, text: str) -> Cluster:
        """The one cluster with this id, name, short name or former name.

        Raises
        ------
        UnknownCluster
            If none or several have it; the message names the ids to choose from.
        """
        return self.clusters[self._clusters.find(text)]

    def successor_of(self, cluster_id: str) -> Cluster | None:
        """Who carries on the work of a cluster, if that is a cluster of the registry.

        Others have a name only, in `Cluster.successor`.
        """
        row = self.index.get(self.cluster(cluster_id).successor)
        return None if row is None else self.clusters[row]

    def became(self, cluster_id: str) -> str:
        """What became of a cluster that is gone, in words; empty for any other.

        Either ``merged into`` who carries on its work, by name, or ``dissolved`` with
        who carries on; without them where that is not recorded.
        """
        cluster = self.cluster(cluster_id)
        if not cluster.is_gone:
            return ""
        successor = self.successor_of(cluster_id)
        name = successor.name if successor else cluster.successor
        told = {"merged": "merged into {}", "dissolved": "dissolved; {} carries on"}
        return told[cluster.status].format(name) if name else cluster.status

    def partnership(self, partnership_id: str) -> Partnership:
        """The partnership with this id.

        Raises
        ------
        UnknownPartnership
            If there is none; the message offers the nearest ids.
        """
        return self.partnerships[self.position(partnership_id)]

    def position(self, partnership_id: str) -> int:
        """Where a partnership stands in `partnerships`, counted from 0.

        Raises
        ------
        UnknownPartnership
            If there is none; the message offers the nearest ids.
        """
        return self._partnerships.row(partnership_id)

    def title_of(self, partnership_id: str) -> str:
        """The acronym of a partnership, with its year where another has the same."""
        return self._partnerships.title(self.partnership(partnership_id))

    def standing_of(self, partnership_id: str) -> Standing:
        """Whether a partnership runs or has ended, as of the date of the facts.

        See `Standing.of`: never by the clock, and not recorded without that date.
        """
        found = self.partnership(partnership_id)
        return Standing.of(found.end, self.as_of)._replace(has_end=found.has_end)

    def markets_of(self, cluster_id: str) -> tuple[str, ...]:
        """Markets of a cluster: its own and those of its partnerships, sorted."""
        kept: dict[str, tuple[str, ...]] = self.__dict__.setdefault("_markets", {})
        if cluster_id not in kept:
            found = set(self.cluster(cluster_id).target_markets)
            for partnership_id in self.partnerships_of[cluster_id]:
                found.update(self.partnership(partnership_id).target_markets)
            kept[cluster_id] = tuple(sorted(found))
        return kept[cluster_id]

    def as_compared(self, cluster_id: str) -> Cluster:
        """A cluster with the markets of its partnerships among its own."""
        own, markets = self.cluster(cluster_id), self.markets_of(cluster_id)
        return replace(own, target_markets=markets)

    def joined_by(self, cluster: Cluster) -> Registry:
        """The registry with one more cluster, which is in no partnership."""
        joined = replace(self, clusters=(*self.clusters, cluster))
        same = ("evidence", "members_of", "_partnerships")
        kept = {name: mine for name in same if (mine := self.__dict__.get(name))}
        for name in ("partnerships_of", "partners_of"):  # once for all that join
            kept[name] = getattr(self, name) | {cluster.id: ()}
        names = self._clusters.joined_by(cluster, joined.clusters)
        joined.__dict__.update(kept, calls=self.calls, _clusters=names)
        return joined

    def without(self, partnership_ids: Iterable[str]) -> Registry:
        """The registry as if these partnerships had never been."""
        gone = set(partnership_ids)
        return self.only(p.id for p in self.partnerships if p.id not in gone)

    def only(self, partnership_ids: Iterable[str]) -> Registry:
        """The registry as if there had been no other partnerships than these.

        It has no evidence: a page may tell of others.
        """
        kept = set(partnership_ids)
        return replace(
            self,
            partnerships=tuple(p for p in self.partnerships if p.id in kept),
            members=tuple(m for m in self.members if m.partnership in kept),
            aside={n: text for n, text in self.aside.items() if n != "evidence"},
        )

    def before(self, date: str) -> Registry:
        """The registry as it was known before a date: a year, a month or a day.

        Partnerships that had not begun, or keep no member, are gone.
        """
        members = known_before(date, self.partnerships, self.members)
        known = self.only({member.partnership for member in members})
        return replace(known, members=members)
