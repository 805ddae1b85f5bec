"""Names: which record has this id, or is called that.

In: the records of a registry, in id order. Out: their rows, or an error that offers
who is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from matcher.errors import (
    N_OFFERED,
    UnknownCluster,
    UnknownPartnership,
    did_you_mean,
    first_of,
    offering,
)
from matcher.registry.legal_forms import bare_words, legal_form
from matcher.registry.partnerships import Partnership
from matcher.registry.records import Cluster
from matcher.text import fold, shown

_ALIKE = 80
"""From here on names are offered, of 100: a letter or two are other ones."""

_FEWEST_LETTERS = 3  # that a name is known to begin with


class ClusterNames:
    """Finds clusters by id, name, short name and former names.

    Parameters
    ----------
    clusters : sequence of Cluster
    """

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._clusters = clusters
        self.rows = {cluster.id: row for row, cluster in enumerate(clusters)}

    @cached_property
    def _ids_by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for cluster in self._clusters:
            for name in _names_of(cluster):
                found.setdefault(name, []).append(cluster.id)
        return found

    @cached_property
    def _forms_by_bare_name(self) -> dict[str, list[tuple[str, str]]]:
        """Ids and legal forms, by names without these."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, ids in self._ids_by_name.items():
            bare, form = bare_words(name), legal_form(name)
            found.setdefault(bare, []).extend((id, form) for id in ids)
        return found

    def joined_by(self, cluster: Cluster, every: Sequence[Cluster]) -> ClusterNames:
        """The same with one more, whose place is among all of them."""
        joined = ClusterNames(every)
        found = dict(self._ids_by_name)
        for name in _names_of(cluster):
            ids = [*found.get(name, ()), cluster.id]
            found[name] = sorted(ids, key=joined.rows.__getitem__)
        joined.__dict__["_ids_by_name"] = found
        return joined

    def row(self, id: str) -> int:
        """The row of the cluster with this id.

        Raises
        ------
        UnknownCluster
            If there is none; the message offers who has such a name, or near ids.
        """
        row = self.rows.get(id) if isinstance(id, str) else None
        if row is None:
            id = str(id)  # whatever a program gives instead
            near = self._ids_by_name.get(fold(id.replace("-", " ")), self._near(id))
            told = f"no cluster has the id '{shown(id)}'{offering(near)}"
            raise UnknownCluster(told)
        return row

    def called(self, text: str) -> list[int]:
        """Rows of those with this id or any of these names, in order.

        Who has exactly this id is alone; else an id is a name as others are. Where
        nobody has the name, a legal form in it may be left out, but be no other.
        """
        text = text.strip()
        ids = [text] if text in self.rows else self._ids_by_name.get(fold(text), ())
        rows = {self.rows[id]: None for id in ids or self._but_for_the_form(text)}
        return [*rows]

    def _but_for_the_form(self, text: str) -> list[str]:
        form = legal_form(text)
        known = self._forms_by_bare_name.get(bare_words(text), ())
        found = {id for id, other in known if not (form and other) or form == other}
        return sorted(found, key=self.rows.__getitem__)

    def find(self, text: str) -> int:
        """The row of the cluster with this id or any of these names.

        Raises
        ------
        UnknownCluster
            If none or several have it; the message names the ids to choose from.
        """
        rows = self.called(text)
        if len(rows) == 1:
            return rows[0]
        text = text.strip()
        if rows:
            ids = ", ".join(first_of([self._clusters[row].id for row in rows]))
            raise UnknownCluster(f"several clusters are called '{shown(text)}': {ids}")
        near = offering(self._near(text))
        known = f"; {len(self.rows)} clusters are known by id, name and former names"
        wrong = f"no cluster has the id or name '{shown(text)}'"
        raise UnknownCluster(f"{wrong}{near or known}")

    def _near(self, text: str) -> list[str]:
        """Ids of those whose names begin so, hold all these words, or are alike."""
        from rapidfuzz.fuzz import token_sort_ratio  # needed for errors alone
        from rapidfuzz.process import extract

        wanted = _spaced(text)
        words = {*wanted.split()}
        known: dict[str, list[str]] = {}
        for name, ids in self._ids_by_name.items():
            known.setdefault(_spaced(name), []).extend(ids)
        found = [name for name in known if name.startswith(wanted)]
        if not found or len(wanted) < _FEWEST_LETTERS:
            found = [
                name for name in known if len(words) > 1 and words <= {*name.split()}
            ]
        found.sort(key=lambda name: (len(name), name))
        alike = extract(
            wanted,
            sorted(known),
            scorer=token_sort_ratio,
            score_cutoff=_ALIKE,
            limit=N_OFFERED,
        )
        found = found or [name for name, _, _ in alike]
        return [*dict.fromkeys(id for name in found for id in sorted(known[name]))]


def _names_of(cluster: Cluster) -> set[str]:
    names = (cluster.id, cluster.name, cluster.short_name, *cluster.aliases)
    return {fold(name) for name in names if name}


class PartnershipNames:
    """Finds partnerships by id, and tells those of one acronym apart.

    Parameters
    ----------
    partnerships : sequence of Partnership
    """

    def __init__(self, partnerships: Sequence[Partnership]) -> None:
        self._rows = {p.id: row for row, p in enumerate(partnerships)}
        self._n_with = Counter(p.acronym for p in partnerships)

    def row(self, id: str) -> int:
        """The row of the partnership with this id.

        Raises
        ------
        UnknownPartnership
            If there is none; the message offers the nearest ids.
        """
        row = self._rows.get(id) if isinstance(id, str) else None
        if row is None:
            id = str(id)
            near = did_you_mean(id, self._rows)
            wrong = f"no partnership has the id '{shown(id)}'"
            raise UnknownPartnership(f"{wrong}{near}")
        return row

    def title(self, partnership: Partnership) -> str:
        """Its acronym, with its year where another has the same."""
        acronym = partnership.acronym
        if self._n_with[acronym] == 1:
            return acronym
        return f"{acronym} ({partnership.start[:4] or partnership.id})"


def _spaced(name: str) -> str:
    """A name or an id as its words, folded."""
    return " ".join(fold(name).replace("-", " ").split())
