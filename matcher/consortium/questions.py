"""Questions about whole consortia, which a `PartnerRecommender` answers.

In: what somebody asks for. Out: `Consortium`, opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

from matcher.consortium.asked import FEWEST, MOST, Asked, asked, rows_of, whole
from matcher.consortium.building import build
from matcher.consortium.changes import Changes, changes
from matcher.consortium.consortium import Consortium
from matcher.consortium.constraints import Constraint
from matcher.consortium.pair_parts import PairParts
from matcher.errors import FilterError, first_of
from matcher.model.goals.wanted import Goals
from matcher.model.scoring.scorer import Scorer
from matcher.registry.calls.rule import Rule
from matcher.registry.filters import FilterOptions, checked_count

MOST_NODES = 10**12
"""More would take longer than anybody lives; None searches however long it takes."""

MOST_ANSWERS = 20
"""So many consortia are proposed at once at most."""

NODE_LIMIT = 5_000
"""How far to search for each, unless somebody asks for more or less."""


class ConsortiumQuestions:
    """What can be asked about whole consortia."""

    if TYPE_CHECKING:

        @property
        def scorer(self) -> Scorer:
            """What was learnt."""

    def consortia(
        self,
        start: str | Sequence[str] = (),
        k: int = 3,
        *,
        goals: Goals | None = None,
        call: str = "",
        rules: str | Iterable[str | Rule | Constraint] = (),
        coordinator: str = "",
        size: int | tuple[int, int] | None = None,
        must: Collection[str] = (),
        history: str = "mixed",
        least_new: int = 1,
        least_experienced: int = 1,
        least_countries: int = 0,
        strict: bool = False,
        weights: Mapping[str, float] | None = None,
        node_limit: int | None = NODE_LIMIT,
        **filters: Unpack[FilterOptions],
    ) -> list[Consortium]:
        """The best whole consortia, each at least two members apart from the others.

        Parameters
        ----------
        start : str or sequence of str
            Who asks, and is a member: ids of clusters, or the id of a partnership,
            whose members of today go on together.
        k : int
            At most so many, up to 20; fewer where there are no more.
        goals : Goals, optional
            What the consortium shall serve as a whole; nothing where not given. Goals
            that must be served are served by some member.
        call : str
            Id of a funding call, whose rules have to hold.
        rules : str or iterable of str, Rule or Constraint
            What has to hold besides; a text as data/README.md tells rules to be
            written.
        coordinator : str
            Id of who leads, and is a member.
        size : int or tuple of two int, optional
            How many members, from 2 to 20: a number, or the least and the most. 4 to 6
            where not given, or as many as rules demand; where as many ask already, one
            or two more than these.
        must : collection of str
            Ids of others that have to be members.
        history : {"mixed", "known", "new", "any"}
            Partners of the past: see `matcher.consortium.history`.
        least_new, least_experienced : int
            Of a mix, so many new partners at least, and so many that have been in a
            consortium.
        least_countries : int
            From so many different countries.
        strict : bool
            Whether a consortium is excluded where it cannot be told that a rule is
            met; else it has the benefit of the doubt, and the rule is told as one to
            confirm. What nothing recorded decides (``confirm:``) excludes everybody:
            `NoConsortium` names all such rules.
        weights : mapping of str to float
            What parts of the value (affinity, cohesion, goals, variety, redundancy) are
            multiplied by, from 0 to 1000.
        node_limit : int, optional
            How far to search for each; 0 proposes at once what it finds first. None
            searches until it is proven. Where the limit is reached, `gap` tells by how
            much a better one could be better.
        **filters
            As in `PartnerRecommender.suggest`; those that have to be members stay.

        Returns
        -------
        list of Consortium
            Best first; of equals those whose members stand first in order of ids.

        Raises
        ------
        UnknownCluster, UnknownPartnership, UnknownCall, RuleError, GoalError, \
FilterError
            `NoConsortium`, a `FilterError`, if there is none: it names the smallest set
            of rules that conflict and what would help.

        Examples
        --------
        >>> from matcher import Goals, load_registry, PartnerRecommender
        >>> recommender = PartnerRecommender().fit(load_registry())
        >>> best, *_ = recommender.consortia(
        ...     ["inovcluster"], goals=Goals(markets=["JP", "BR"]), size=4
        ... )
        >>> len(best.members), best.proven
        (4, True)
        """
        n_asked = min(checked_count(k), MOST_ANSWERS)
        question = asked(
            self._pair_parts,
            start,
            goals=goals,
            call=call,
            rules=rules,
            coordinator=coordinator,
            size=size,
            must=must,
            history=history,
            least_new=whole("least_new", least_new, 0, MOST),
            least_experienced=whole("least_experienced", least_experienced, 0, MOST),
            least_countries=least_countries,
            strict=strict,
            weights=weights,
            **filters,
        )
        limit = float("inf")
        if node_limit is not None:
            limit = float(whole("node_limit", node_limit, 0, MOST_NODES))
        return [
            Consortium.of(question, built.members, built.proven, built.gap)
            for built in build(question, n_asked, limit)
        ]

    def consortium_value(
        self,
        ids: str | Sequence[str],
        *,
        start: str | Sequence[str] = (),
        goals: Goals | None = None,
        call: str = "",
        rules: str | Iterable[str | Rule | Constraint] = (),
        coordinator: str = "",
        history: str = "any",
        least_new: int = 1,
        least_experienced: int = 1,
        least_countries: int = 0,
        strict: bool = False,
        weights: Mapping[str, float] | None = None,
    ) -> Consortium:
        """What exactly these clusters are worth together, and how the rules stand.

        Parameters
        ----------
        ids : str or sequence of str
            From 2 to 20 clusters, or a partnership.
        start : str or sequence of str
            Who of them asks, if that matters; a `FilterError` names who is not of them.
        goals, call, rules, coordinator, history, least_new, least_experienced, \
least_countries, strict, weights
            As in `consortia`; what is not met is told, not refused.

        Raises
        ------
        UnknownCluster, UnknownPartnership, UnknownCall, RuleError, GoalError, \
FilterError
        """
        rows = self._team(ids)
        question = asked(
            self._pair_parts,
            start,
            goals=goals,
            call=call,
            rules=rules,
            coordinator=coordinator,
            size=(FEWEST, MOST),
            history=history,
            least_new=least_new,
            least_experienced=least_experienced,
            least_countries=least_countries,
            strict=strict,
            weights=weights,
        )
        return Consortium.of(self._among(question, rows), rows)

    def consortium_changes(
        self,
        ids: str | Sequence[str],
        k: int = 3,
        *,
        start: str | Sequence[str] = (),
        history: str = "any",
        **wishes: Any,
    ) -> Changes:
        """The best swaps of each member, and the best next members.

        Parameters
        ----------
        ids, start, history
            As in `consortium_value`.
        k : int
            At most so many for each member, and so many to join.
        **wishes
            As in `consortia`, without `size` and `node_limit`; who has to be a member
            is not swapped.

        Raises
        ------
        UnknownCluster, UnknownPartnership, GoalError, FilterError
        """
        for name in ("size", "node_limit"):
            if name in wishes:
                told = "is for what is proposed; of members that are named leave it out"
                raise FilterError(f"{name} {told}")
        rows = self._team(ids)
        sizes = (FEWEST, MOST)
        question = asked(self._pair_parts, start, size=sizes, history=history, **wishes)
        return changes(self._among(question, rows), rows, checked_count(k))

    def _team(self, ids: str | Sequence[str]) -> tuple[int, ...]:
        rows = rows_of(self.scorer.registry, ids, "ids")
        if not FEWEST <= len(rows) <= MOST:
            told = f"a consortium has from {FEWEST} to {MOST} members"
            raise FilterError(f"{told}; these are {len(rows)}")
        return rows

    def _among(self, question: Asked, rows: Sequence[int]) -> Asked:
        """The same, if who asks is among the members."""
        clusters = self.scorer.registry.clusters
        if outside := [clusters[r].id for r in question.start if r not in {*rows}]:
            told = "asks and is no member; name it as one, or leave it out of start"
            raise FilterError(f"start: {', '.join(first_of(outside))} {told}")
        return question

    @property
    def _pair_parts(self) -> PairParts:
        """Of the scorer of today; kept, for the next question asks it again."""
        kept: PairParts | None = self.__dict__.get("_kept_pair_parts")
        if kept is None or kept.scorer is not self.scorer:
            kept = self.__dict__["_kept_pair_parts"] = PairParts(self.scorer)
        return kept
