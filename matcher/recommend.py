"""Who should go together: the questions users ask, answered.

`PartnerRecommender` is fitted on a registry once and then suggests clusters to a
cluster, a profile or a consortium, and partnerships to a partnership. This is the book
of the house: every other room serves one of these methods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self, Unpack

from matcher.consortium.questions import ConsortiumQuestions
from matcher.errors import DatasetError, Fault, FilterError, NotFitted
from matcher.model.answers.answer import Answer
from matcher.model.answers.asking import any_side, consortium_side, single_side
from matcher.model.answers.partnership_ranking import PartnershipRanking
from matcher.model.answers.ranking import ClusterRanking
from matcher.model.answers.suggestions import Suggestion, Synergy
from matcher.model.goals.wanted import Goals
from matcher.model.learning.weights import SignalWeights
from matcher.model.scoring.scorer import Scorer
from matcher.model.scoring.sides import Side
from matcher.model.signals import SIGNALS
from matcher.pairs.questions import PairQuestions
from matcher.registry.filters import FilterOptions, Filters, checked_count
from matcher.registry.records import Profile
from matcher.registry.registry import Registry
from matcher.text import shown


class PartnerRecommender(ConsortiumQuestions, PairQuestions):
    """Suggests partners and opens every score.

    Examples
    --------
    >>> from matcher import load_registry, PartnerRecommender
    >>> recommender = PartnerRecommender().fit(load_registry())
    >>> best = recommender.suggest("inovcluster", k=3)
    >>> [suggestion.rank for suggestion in best]
    [1, 2, 3]
    """

    _scorer: Scorer | None = None

    def fit(self, registry: Registry, weights: SignalWeights | None = None) -> Self:
        """Learn from a registry: what is rare, what goes together, what counts.

        Parameters
        ----------
        registry : Registry
        weights : SignalWeights, optional
            What each signal counts; learnt here if not given and not shipped.

        Raises
        ------
        DatasetError, FilterError
            If it is no registry, but its folder, say; if weights are but numbers.
        """
        if not isinstance(registry, Registry):
            told = "is no registry; give load_registry() or load_registry(folder)"
            given = shown(str(registry))
            raise DatasetError([Fault(given, 0, "", given, told)])
        self._scorer = Scorer.fit(registry, weights)
        return self

    def reweighted(self, factors: Mapping[str, float]) -> PartnerRecommender:
        """A new one, whose signals count more, less or not at all; it learns nothing.

        Parameters
        ----------
        factors : mapping of str to float
            Signal name to what its learnt weight is multiplied by, from 0 to 1000;
            signals that are not named keep their weight.

        Raises
        ------
        FilterError
            For a signal that does not exist, or a factor out of range.
        """
        other = PartnerRecommender()
        other._scorer = self.scorer.reweighted(factors)
        return other

    @property
    def scorer(self) -> Scorer:
        """What was learnt; `NotFitted` before `fit`."""
        if self._scorer is None:
            raise NotFitted("the recommender knows no registry yet; call fit(registry)")
        return self._scorer

    @property
    def registry(self) -> Registry:
        """The registry that was learnt from."""
        return self.scorer.registry

    @property
    def intercept(self) -> float:
        """Score of a pair whose every signal is average or not recorded."""
        return self.scorer.weights.intercept

    @property
    def weights(self) -> list[tuple[str, float, float]]:
        """Name, weight and reference of each signal, in their order."""
        learnt = self.scorer.weights
        names = (signal.name for signal in SIGNALS)
        told = learnt.weights.tolist(), learnt.references.tolist()
        return [*zip(names, *told, strict=True)]

    def suggest(
        self,
        query: str | Profile,
        k: int = 10,
        *,
        goals: Goals | None = None,
        **filters: Unpack[FilterOptions],
    ) -> list[Suggestion]:
        """The best partners for a cluster or for a profile.

        Parameters
        ----------
        query : str or Profile
            A cluster id, or a description; a changed `Cluster` keeps its past.
        k : int
            At most so many; a larger `k` than there are candidates returns all.
        goals : Goals, optional
            Where not given, a profile wants its own target markets, a cluster none.
        **filters
            See `FilterOptions`; none changes a score.

        Returns
        -------
        list of Suggestion
            Best first, ties by id; never the cluster itself.

        Raises
        ------
        UnknownCluster, ProfileError, GoalError, FilterError
        """
        chosen = self._checked(k, filters)
        side = single_side(self.scorer, query)
        return self._ranking(side, query, goals).suggestions(*chosen)

    def complete(
        self,
        consortium: str | Sequence[str],
        k: int = 10,
        *,
        goals: Goals | None = None,
        **filters: Unpack[FilterOptions],
    ) -> list[Suggestion]:
        """Clusters that would complete a partnership or a list of clusters.

        Parameters
        ----------
        consortium : str or sequence of str
            A partnership id, or cluster ids. A partnership without known members is
            taken by what it states of itself.
        k, goals, **filters
            As in `suggest`.

        Raises
        ------
        UnknownPartnership, UnknownCluster, GoalError, FilterError
        """
        chosen = self._checked(k, filters)
        side = consortium_side(self.scorer, consortium)
        return self._ranking(side, consortium, goals).suggestions(*chosen)

    def answer(
        self,
        query: str | Profile | Sequence[str],
        k: int = 10,
        *,
        goals: Goals | None = None,
        variety: bool = False,
        **filters: Unpack[FilterOptions],
    ) -> Answer:
        """The best new partners, the best known ones, and who is left out.

        Parameters
        ----------
        query : str, Profile or sequence of str
            As in `suggest` or, for a partnership id or a list, as in `complete`.
        k, goals, **filters
            As in `suggest`; `k` holds for each list.
        variety : bool
            Whether new partners shall differ from each other too.
        """
        chosen = self._checked(k, filters)
        ranking = self._ranking(any_side(self.scorer, query), query, goals)
        return ranking.answer(*chosen, variety)

    def explain(
        self,
        left: str | Profile | Sequence[str],
        right: str,
        *,
        goals: Goals | None = None,
    ) -> Suggestion:
        """One pair, opened; right's rank counts in left's whole list.

        Parameters
        ----------
        left, goals
            As in `answer`.
        right : str
            A cluster id.

        Raises
        ------
        UnknownCluster, UnknownPartnership, ProfileError, GoalError, FilterError
        """
        side = any_side(self.scorer, left)
        row = self.registry.index[self.registry.cluster(right).id]
        if row in side.rows:
            raise FilterError(f"'{right}' stands on both sides; choose two clusters")
        return self._ranking(side, left, goals).suggestion(row)

    def suggest_partnerships(
        self,
        query: str | Profile,
        k: int = 10,
        *,
        ended: bool | None = None,
        **filters: Unpack[FilterOptions],
    ) -> list[Synergy]:
        """Partnerships that fit a cluster or a profile, without those it is in.

        With `ended`, only those that have (to learn from), or that may be joined.
        """
        n_chosen, chosen = self._checked(k, filters)
        ranking = self._partnerships_for(query)
        return ranking.synergies(n_chosen, chosen, ended, joined=ended is False)

    def running_and_ended(
        self,
        query: str | Profile,
        k_running: int = 10,
        k_ended: int = 10,
        **filters: Unpack[FilterOptions],
    ) -> tuple[list[Synergy], list[Synergy]]:
        """Both lists of `suggest_partnerships`: what to join, and to learn from."""
        n_running, chosen = self._checked(k_running, filters)
        n_ended, ranking = checked_count(k_ended), self._partnerships_for(query)
        running = ranking.synergies(n_running, chosen, joined=True)
        return running, ranking.synergies(n_ended, chosen, ended=True)

    def synergies(
        self, partnership: str, k: int = 10, **filters: Unpack[FilterOptions]
    ) -> list[Synergy]:
        """Partnerships that fit a partnership.

        Parameters
        ----------
        partnership : str
            Its id. It is taken by what it states of itself; where it states nothing,
            by the mean of its members.
        k, **filters
            As in `suggest`; `new_partners_only` leaves out those with shared members.

        Raises
        ------
        UnknownPartnership, FilterError
        """
        chosen = self._checked(k, filters)
        return self._synergy_ranking(partnership).synergies(*chosen)

    def explain_synergy(self, left: str, right: str) -> Synergy:
        """Two partnerships, opened; right's rank counts in left's whole list.

        Raises
        ------
        UnknownPartnership, FilterError
        """
        ranking = self._synergy_ranking(left)
        if left == right:
            raise FilterError(f"'{right}' stands on both sides; choose two")
        return ranking.synergy(self.registry.position(right))

    def _ranking(
        self, side: Side, query: str | Profile | Sequence[str], goals: Goals | None
    ) -> ClusterRanking:
        wanted = Goals.of(query, goals).read(self.registry)
        return ClusterRanking(self.scorer, side, wanted)

    def _partnerships_for(self, query: str | Profile) -> PartnershipRanking:
        side = single_side(self.scorer, query)
        asking = [self.registry.clusters[row].id for row in side.rows]
        mine = {one for i in asking for one in self.registry.partnerships_of[i]}
        return PartnershipRanking(self.scorer, side, mine)

    def _checked(self, k: int, filters: FilterOptions) -> tuple[int, Filters]:
        return checked_count(k), Filters.of(filters, self.registry)

    def _synergy_ranking(self, partnership: str) -> PartnershipRanking:
        side = self.scorer.partnership_sides[self.registry.position(partnership)]
        return PartnershipRanking(self.scorer, side, [partnership])
