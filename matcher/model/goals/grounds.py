"""Grounds: by which fact a cluster serves one thing that is wanted, and how well.

In: a registry. Out: for each wanted market, activity and so on, a value from 0 to 1 of
every cluster at once, and for one cluster the `Ground` of it. Not recorded is 0: it
never speaks against anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from matcher.arrays import FloatArray, IntArray
from matcher.model.contributions import listing
from matcher.registry.filters import widen_markets
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry

OWN = 1.0
"""It says so itself."""

CONSORTIUM = 0.7
"""A consortium of its own says so, as long as that runs."""

WIDER = 0.4
"""Instead of the wanted thing stands something wider or narrower: a region of the
market or a country in it; another sector of the ecosystem. Networks and agreements,
which bind less than a consortium, count as much."""

HALF_LIFE = 10.0
"""So many years after its end a partnership says half as much."""

Held = dict[str, tuple[IntArray, FloatArray]]
"""For each code, the rows of the clusters that hold it, and how well each does."""

Stated = tuple[tuple[str, ...], float, Partnership | None]
"""Markets, how well they are stated, and by which partnership; None by itself."""

_FINDERS = {
    "markets": "_of_market",
    "activities": "_of_activity",
    "countries": "_of_country",
    "experience": "_of_experience",
}


class Ground(NamedTuple):
    """How a cluster serves one thing that is wanted.

    Parameters
    ----------
    goal : str
        What it is wanted for: markets, activities, countries or experience.
    code, label : str
        What is wanted, for programs and for people.
    value : float in [0, 1]
        How well it is served; 0 where nothing is recorded.
    how : str
        In words, to follow the label: ``says so itself``, ``with ADPACK until 2019``.
    via : str
        Code of what stands instead of the wanted thing; empty where that stands itself.
    partnership : str
        Id of the partnership that says so; empty where the cluster itself does.
    sources : tuple of str
        Addresses of the pages that it rests on.
    """

    goal: str
    code: str
    label: str
    value: float = 0.0
    how: str = "not recorded"
    via: str = ""
    partnership: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grounds:
    """How every cluster of a registry serves what may be wanted.

    Parameters
    ----------
    registry : Registry
    """

    registry: Registry

    def values(self, goal: str, code: str) -> FloatArray:
        """How well each cluster serves one wanted thing.

        Parameters
        ----------
        goal : {"markets", "activities", "countries", "experience"}
        code : str
            A code; for experience a number of consortia.

        Returns
        -------
        float array of shape (n_clusters,) in [0, 1]
        """
        if goal == "markets":
            return self._best(self._at_market, self._near(goal, code))
        if goal == "activities":
            return self._best(self._in_activity, self._near(goal, code))
        clusters = self.registry.clusters
        if goal == "countries":
            return np.array([c.country == code for c in clusters], dtype=float)
        return np.minimum(self._n_consortia / int(code), 1.0)

    def of(self, goal: str, code: str, row: int) -> Ground:
        """The best ground of one cluster; of equals the first by id of partnership."""
        find = getattr(self, _FINDERS[goal])
        found: Ground | None = find(self.registry.clusters[row], code)
        return found or Ground(goal, code, self.registry.vocabulary.label(code))

    def _near(self, goal: str, code: str) -> dict[str, float]:
        """What stands for a market or an activity, worked out once for each code."""
        kept = self._kept_near
        if (goal, code) not in kept:
            near = {"markets": self._near_markets, "activities": self._near_activities}
            kept[goal, code] = near[goal](code)
        return kept[goal, code]

    @cached_property
    def _kept_near(self) -> dict[tuple[str, str], dict[str, float]]:
        return {}

    @cached_property
    def _kept_words(self) -> dict[str, str]:
        return {}

    def _near_markets(self, code: str) -> dict[str, float]:
        """What stands for a market: itself wholly, regions and their countries less."""
        near = sorted(widen_markets([code], self.registry.vocabulary) - {code})
        return {code: 1.0, **dict.fromkeys(near, WIDER)}

    def _near_activities(self, code: str) -> dict[str, float]:
        """What stands for an activity: itself wholly, others of its group less."""
        vocabulary = self.registry.vocabulary
        is_sector = code in vocabulary.sectors
        terms = vocabulary.sectors if is_sector else vocabulary.technologies
        wider = set(terms[code].parents)
        near = [c for c, term in sorted(terms.items()) if wider & set(term.parents)]
        return {**dict.fromkeys(near, WIDER), code: 1.0}

    def _best(self, holders: Held, near: dict[str, float]) -> FloatArray:
        """The best of what each cluster holds of some codes, by what they are worth."""
        best = np.zeros(len(self.registry.clusters))
        for code, worth in near.items():
            if code in holders:
                rows, values = holders[code]
                best[rows] = np.maximum(best[rows], worth * values)
        return best

    @cached_property
    def _at_market(self) -> Held:
        """Rows that state each market by name, with how well."""
        return _gathered(
            (row, code, strength)
            for row, cluster in enumerate(self.registry.clusters)
            for codes, strength, _ in self._stated[cluster.id]
            for code in codes
        )

    @cached_property
    def _in_activity(self) -> Held:
        """Rows that work in each sector and technology."""
        return _gathered(
            (row, code, OWN)
            for row, cluster in enumerate(self.registry.clusters)
            for code in (*cluster.sectors, *cluster.technologies)
        )

    @cached_property
    def _n_consortia(self) -> FloatArray:
        counts = [len(self._consortia_of(c)) for c in self.registry.clusters]
        return np.array(counts, dtype=float)

    def _consortia_of(self, cluster: Cluster) -> list[str]:
        registry = self.registry
        mine = registry.partnerships_of[cluster.id]
        return [one for one in mine if registry.partnership(one).is_consortium]

    @cached_property
    def _stated(self) -> dict[str, list[Stated]]:
        """Who states markets for each cluster: itself, and each partnership."""
        return {c.id: [*self._stated_by(c)] for c in self.registry.clusters}

    def _stated_by(self, cluster: Cluster) -> Iterator[Stated]:
        yield cluster.target_markets, OWN, None
        for one in self.registry.partnerships_of[cluster.id]:
            partnership = self.registry.partnership(one)
            yield partnership.target_markets, self._strengths[one], partnership

    @cached_property
    def _strengths(self) -> dict[str, float]:
        """What each partnership is worth as a ground, by its kind and its end."""
        return {p.id: self._strength(p) for p in self.registry.partnerships}

    def _strength(self, partnership: Partnership) -> float:
        kind = CONSORTIUM if partnership.is_consortium else WIDER
        if self.registry.standing_of(partnership.id).state != "ended":
            return kind
        ago = max(_in_years(self.registry.as_of) - _in_years(partnership.end), 0.0)
        return float(kind * 0.5 ** (ago / HALF_LIFE))

    def _of_market(self, cluster: Cluster, code: str) -> Ground | None:
        label, near = self.registry.vocabulary.label, self._near("markets", code)
        found = [
            (near[via] * strength, via, partnership)
            for codes, strength, partnership in self._stated[cluster.id]
            for via in codes
            if via in near
        ]
        if not found:
            return None
        value, via, partnership = max(found, key=itemgetter(0))
        by = "" if via == code else f"by {label(via)}, "
        return Ground(
            "markets",
            code,
            label(code),
            value,
            by + self._told_by(partnership),
            via if by else "",
            partnership.id if partnership else "",
            partnership.sources if partnership else cluster.sources,
        )

    def _told_by(self, partnership: Partnership | None) -> str:
        if partnership is None:
            return "says so itself"
        if partnership.id not in self._kept_words:
            standing = self.registry.standing_of(partnership.id)
            until = f" until {standing.end[:4]}" if standing.end else ""
            told = f"with {self.registry.title_of(partnership.id)}{until}"
            self._kept_words[partnership.id] = told
        return self._kept_words[partnership.id]

    def _of_activity(self, cluster: Cluster, code: str) -> Ground | None:
        label, near = self.registry.vocabulary.label, self._near("activities", code)
        found = [c for c in (*cluster.sectors, *cluster.technologies) if c in near]
        if not found:
            return None
        best = max(found, key=near.__getitem__)
        via = "" if best == code else best
        how = f"works in {label(via)}, which is near" if via else "works in it"
        value, sources = near[best] * OWN, cluster.sources
        return Ground("activities", code, label(code), value, how, via, "", sources)

    def _of_country(self, cluster: Cluster, code: str) -> Ground | None:
        if cluster.country != code:
            return None
        label = self.registry.vocabulary.label(code)
        return Ground("countries", code, label, OWN, "sits there")

    def _of_experience(self, cluster: Cluster, code: str) -> Ground:
        consortia, registry = self._consortia_of(cluster), self.registry
        label = f"{code} consorti{'um' if code == '1' else 'a'}"
        value = min(len(consortia) / int(code), 1.0)
        how = "none recorded"
        if consortia:
            named = listing([registry.title_of(one) for one in consortia], 2)
            how = f"{len(consortia)} recorded: {named}"
        return Ground("experience", code, label, value, how)


def _gathered(stated: Iterable[tuple[int, str, float]]) -> Held:
    """For each code the rows that hold it, each once, with the best value."""
    best: dict[str, dict[int, float]] = {}
    for row, code, value in stated:
        rows = best.setdefault(code, {})
        rows[row] = max(value, rows.get(row, 0.0))
    return {
        code: (np.array([*rows], np.intp), np.array([*rows.values()]))
        for code, rows in best.items()
    }


def _in_years(date: str) -> float:
    """A date as a number of years; what is not known of it counts as its end.

    Examples
    --------
    >>> _in_years("2019"), _in_years("2019-06")
    (2020.0, 2019.5)
    """
    year, _, rest = date.partition("-")
    return int(year) + int(rest[:2] or 12) / 12
