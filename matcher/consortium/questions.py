"""Questions about whole consortia, which a `PartnerRecommender` answers.

In: what somebody asks for. Out: `Consortium`, opened. The rooms that search are
imported by the first question, so that nobody else waits for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from matcher.errors import FilterError, first_of
from matcher.model.goals.wanted import Goals
from matcher.model.scoring.scorer import Scorer
from matcher.registry.filters import FilterOptions, checked_count
from matcher.registry.options import MOST_CONSORTIA
from matcher.registry.records import VISITOR, Profile

if TYPE_CHECKING:
    from matcher.consortium.asked import Asked
    from matcher.consortium.changes import Changes
    from matcher.consortium.consortium import Consortium
    from matcher.consortium.constraints import Constraint
    from matcher.consortium.pair_parts import PairParts
    from matcher.registry.calls.rule import Rule

MOST_NODES = 10**12
"""More would take longer than anybody lives; None searches however long it takes."""

NODE_LIMIT = 5_000
"""How far to search for each, unless somebody asks for more or less."""


Start = str | Profile | Sequence[str | Profile]


class Wishes(TypedDict, total=False):
    """What can be wished of a whole consortium, all optional.

    Parameters
    ----------
    goals : Goals
        What it shall serve as a whole; a description that starts wants its own target
        markets, others nothing. Goals that must be served are served by some member.
    call : str
        Id of a funding call, whose rules have to hold.
    rules : str or iterable of str, Rule or Constraint
        What has to hold besides; a text as data/README.md tells rules to be written.
        Roles of members are a rule: ``seats: in sector textile, going to JP``.
    coordinator : str
        Id of who leads, and is a member.
    history : {"mixed", "known", "new", "any"}
        Partners of the past: see `matcher.consortium.history`. Of members that are
        named any, unless wished for.
    least_new, least_experienced : int
        Of a mix, so many new partners at least, and so many that have been in a
        consortium.
    least_countries : int
        From so many different countries.
    strict : bool
        Whether a consortium is excluded where it cannot be told that a rule is met;
        else it has the benefit of the doubt, and the rule is told as one to confirm.
        What nothing recorded decides (``confirm:``) excludes everybody: `NoConsortium`
        names all such rules.
    weights : mapping of str to float
        What parts of the value (affinity, cohesion, goals, variety, redundancy) are
        multiplied by, from 0 to 1000.
    """

    goals: Goals | None
    call: str
    rules: str | Iterable[str | Rule | Constraint]
    coordinator: str
    history: str
    least_new: int
    least_experienced: int
    least_countries: int
    strict: bool
    weights: Mapping[str, float] | None


class Choice(Wishes, FilterOptions, total=False):
    """What can be wished, and who may be a member.

    Parameters
    ----------
    must : collection of str
        Ids of others than who starts that have to be members. They, and who starts,
        stay whatever is filtered.
    """

    must: Collection[str]


class ConsortiumQuestions:
    """What can be asked about whole consortia."""

    if TYPE_CHECKING:

        @property
        def scorer(self) -> Scorer:
            """What was learnt."""

    def consortia(
        self,
        start: Start = (),
        k: int = 3,
        *,
        size: int | tuple[int, int] | None = None,
        node_limit: int | None = NODE_LIMIT,
        **wishes: Unpack[Choice],
    ) -> list[Consortium]:
        """The best whole consortia, each at least two members apart from the others.

        Parameters
        ----------
        start : str, Profile or sequence of str or Profile
            Who asks, and is a member: ids of clusters, or the id of a partnership,
            whose members of today go on together. A description of one that is in no
            registry may be among them, and is a member as ``your-profile``.
        k : int
            At most so many, up to 20; fewer where there are no more.
        size : int or tuple of two int, optional
            How many members, from 2 to 20: a number, or the least and the most. 4 to 6
            where not given, or as many as rules demand; where as many ask already, one
            or two more than these.
        node_limit : int, optional
            How far to search for each; 0 proposes at once what it finds first. None
            searches until it is proven. Where the limit is reached, `gap` tells by how
            much a better one could be better.
        **wishes
            Goals, rules and who may be a member: see `Wishes`, `Choice` and
            `FilterOptions`.

        Returns
        -------
        list of Consortium
            Best first; of equals those whose members stand first in order of ids.

        Raises
        ------
        UnknownCluster, UnknownPartnership, UnknownCall, RuleError, ProfileError, \
GoalError, FilterError
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
        from matcher.consortium.asked import asked, whole
        from matcher.consortium.building import build
        from matcher.consortium.consortium import Consortium

        n_asked = min(checked_count(k), MOST_CONSORTIA)
        question = asked(self._pair_parts, start, size=size, **wishes)
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
        start: Start = (),
        **wishes: Unpack[Wishes],
    ) -> Consortium:
        """What exactly these clusters are worth together, and how the rules stand.

        Parameters
        ----------
        ids : str or sequence of str
            From 2 to 20 clusters, or a partnership.
        start : str, Profile or sequence of str or Profile
            Who of them asks, if that matters; a `FilterError` names who is not of them.
            Who is described is one of them whether or not it is named.
        **wishes
            See `Wishes`; what is not met is told, not refused.

        Raises
        ------
        UnknownCluster, UnknownPartnership, UnknownCall, RuleError, ProfileError, \
GoalError, FilterError
        """
        from matcher.consortium.consortium import Consortium

        question, rows = self._of_these(ids, start, wishes, Wishes.__annotations__)
        return Consortium.of(question, rows)

    def consortium_changes(
        self,
        ids: str | Sequence[str],
        k: int = 3,
        *,
        start: Start = (),
        **wishes: Unpack[Choice],
    ) -> Changes:
        """The best swaps of each member, and the best next members.

        Parameters
        ----------
        ids, start
            As in `consortium_value`.
        k : int
            At most so many for each member, and so many to join.
        **wishes
            See `Choice`; who has to be a member is not swapped.

        Raises
        ------
        UnknownCluster, UnknownPartnership, UnknownCall, RuleError, ProfileError, \
GoalError, FilterError
        """
        from matcher.consortium.changes import changes

        question, rows = self._of_these(ids, start, wishes, Choice.__annotations__)
        return changes(question, rows, checked_count(k))

    def _of_these(
        self,
        ids: str | Sequence[str],
        start: Start,
        wishes: Mapping[str, Any],
        accepted: Collection[str],
    ) -> tuple[Asked, tuple[int, ...]]:
        """What is asked of some clusters, and their rows; who asks is among them."""
        from matcher.consortium.asked import FEWEST, MOST, asked, rows_of

        if others := sorted({*wishes} - {*accepted}):
            told = "is for what is proposed; of members that are named leave it out"
            raise FilterError(f"{others[0]} {told}")
        given = {"history": "any", **wishes, "size": (FEWEST, MOST)}
        question = asked(self._pair_parts, start, **given)
        registry = question.registry
        visitor = [r for r in question.start if registry.clusters[r].id == VISITOR]
        rows = tuple(sorted({*rows_of(registry, ids, "ids"), *visitor}))
        if not FEWEST <= len(rows) <= MOST:
            told = f"a consortium has from {FEWEST} to {MOST} members"
            raise FilterError(f"{told}; these are {len(rows)}")
        clusters = registry.clusters
        if outside := [clusters[r].id for r in question.start if r not in {*rows}]:
            told = "asks and is no member; name it as one, or leave it out of start"
            raise FilterError(f"start: {', '.join(first_of(outside))} {told}")
        return question, rows

    def visited_by(self, profile: Profile) -> ConsortiumQuestions:
        """The same questions with one more cluster, ``your-profile``.

        Parameters
        ----------
        profile : Profile
            Describes a cluster that is in no registry.

        Raises
        ------
        ProfileError
        """
        from matcher.consortium.visitor import WithVisitor

        return _Visited(WithVisitor.of(self._pair_parts, profile))

    @property
    def _pair_parts(self) -> PairParts:
        """Of the scorer of today; kept, for the next question asks it again."""
        from matcher.consortium.pair_parts import PairParts

        kept: PairParts | None = self.__dict__.get("_kept_pair_parts")
        if kept is None or kept.scorer is not self.scorer:
            kept = self.__dict__["_kept_pair_parts"] = PairParts(self.scorer)
        return kept


class _Visited(ConsortiumQuestions):
    """Asked with a visitor among the clusters."""

    def __init__(self, pairs: PairParts) -> None:
        self._kept_pair_parts = pairs

    if not TYPE_CHECKING:

        @property
        def scorer(self) -> Scorer:
            """That of the visitor's registry."""
            return self._kept_pair_parts.scorer
