"""Opened scores: a slow version that compares profile with profile says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import log, sqrt

import numpy as np
import pytest

from matcher import PartnerRecommender, Profile, Registry, Score
from matcher.model.encoding import ProfileArrays
from matcher.model.scoring.scorer import Scorer
from matcher.model.signals import DenseSignal

Found = tuple[str, bool, float]
"""Code, whether it is wider, and its share."""

Side = tuple[ProfileArrays, Sequence[int]]
"""Profiles, and those of them that are clusters."""


def of_a_field(
    signal: DenseSignal, left: ProfileArrays, right: ProfileArrays
) -> Iterator[Found]:
    field = {"shared_markets": "markets", "shared_sectors": "sectors"}.get(
        signal.name, "technologies"
    )
    products = signal.encode(left).left[0] * signal.encode(right).right[0]
    features = zip(getattr(left, field)[0], getattr(right, field)[0], strict=True)
    for column, (ours, theirs) in enumerate(features):
        if products[column]:
            code = signal.space_.codes[column]  # type: ignore[attr-defined]
            yield code, max(ours, theirs) < 1, products[column]


def of_words(
    signal: DenseSignal, left: ProfileArrays, right: ProfileArrays
) -> Iterator[Found]:
    products = signal.encode(left).left[0] * signal.encode(right).right[0]
    for stem in left.words[0].keys() & right.words[0].keys():
        if stem in signal.column_:  # type: ignore[attr-defined]
            yield stem, False, products[signal.column_[stem]]  # type: ignore[attr-defined]


def of_kinds(
    signal: DenseSignal, left: ProfileArrays, right: ProfileArrays
) -> Iterator[Found]:
    ours, theirs = signal.encode(left).left[0], signal.encode(right).left[0]
    codes, related = signal.codes_, signal.related_  # type: ignore[attr-defined]
    for one, other in product(np.flatnonzero(ours), np.flatnonzero(theirs)):
        low, high = sorted([one, other])
        share = related[one, other] * ours[one] * theirs[other]
        if share:
            yield f"{codes[low]}+{codes[high]}", False, share


def of_countries(
    signal: DenseSignal, left: ProfileArrays, right: ProfileArrays
) -> Iterator[Found]:
    for column in np.flatnonzero(right.countries[0]):
        if not left.countries[0, column]:
            code = signal.space_.codes[column]  # type: ignore[attr-defined]
            yield code, False, 1.0


MEETINGS: dict[str, Callable[..., Iterator[Found]]] = {
    "sectors": of_a_field,
    "technologies": of_a_field,
    "markets": of_a_field,
    "words": of_words,
    "activities": of_kinds,
    "countries": of_countries,
}


def of_sort(registry: Registry, cluster: str, consortia: bool) -> set[str]:
    """Partnerships of a cluster: consortia, or networks and agreements."""
    mine = map(registry.partnership, registry.partnerships_of[cluster])
    return {p.id for p in mine if p.is_consortium == consortia}


def of_partnerships(
    registry: Registry, left: str, right: str, consortia: bool = True
) -> Iterator[Found]:
    shared = of_sort(registry, left, consortia) & of_sort(registry, right, consortia)
    ties = {i: 1 / sqrt(len(registry.members_of[i]) - 1) for i in shared}
    for partnership, tie in ties.items():
        yield partnership, False, tie / max(sum(ties.values()), 1.0)


def of_partners(
    registry: Registry, left: str, right: str, consortia: bool
) -> Iterator[Found]:
    def partners(cluster: str) -> set[str]:
        teams = [registry.members_of[i] for i in of_sort(registry, cluster, consortia)]
        return {member for team in teams for member in team} - {cluster}

    weights = {i: 1 / log(len(partners(i))) for i in partners(left) & partners(right)}
    for cluster, weight in weights.items():
        yield cluster, False, weight / (1 + sum(weights.values()))


def slowly(scorer: Scorer, left: Side, right: Side) -> Iterator[dict[str, Found]]:
    """What met in each signal: the mean over all pairs of profiles that record it."""
    for signal in scorer.signals:
        ours, theirs = (
            [side[0].rows([row]) for row in range(len(side[0]))]
            for side in (left, right)
        )
        pairs = [
            (one, other)
            for one, other in product(ours, theirs)
            if signal.encode(one).recorded[0] and signal.encode(other).recorded[0]
        ]
        meeting = MEETINGS[signal.meets]
        yield mean([meeting(signal, one, other) for one, other in pairs])
    registry = scorer.registry
    ids = [[registry.clusters[row].id for row in side[1]] for side in (left, right)]
    history = ((of_partnerships, True), (of_partners, True), (of_partnerships, False))
    for met, consortia in history:
        past = {
            one
            for one in registry.index
            if of_sort(registry, one, True)
            or not consortia
            and of_sort(registry, one, False)
        }
        known = [
            (one, other)
            for one, other in product(*ids)
            if one != other and {one, other} <= past
        ]
        yield mean([met(registry, one, other, consortia) for one, other in known])


def mean(meetings: list[Iterator[Found]]) -> dict[str, Found]:
    total: dict[tuple[str, bool], float] = defaultdict(float)
    for meeting in meetings:
        for code, wider, share in meeting:
            total[code, wider] += share / len(meetings)
    return {f"{code} {wider}": (code, wider, v) for (code, wider), v in total.items()}


def check(scorer: Scorer, score: Score, left: Side, right: Side) -> None:
    total = score.intercept + sum(c.contribution for c in score.contributions)
    assert total == pytest.approx(score.score, abs=1e-9)
    for part, met in zip(
        score.contributions, slowly(scorer, left, right), strict=False
    ):
        found = {f"{c.code} {c.wider}": c for c in part.codes}
        assert found.keys() == met.keys(), part.signal
        for key, code in found.items():
            assert code.value == pytest.approx(met[key][2], abs=1e-12)
            assert code.contribution == pytest.approx(part.weight * code.value)
        in_order = sorted(part.codes, key=lambda c: (-c.value, c.code))
        assert list(part.codes) == in_order
        assert sum(c.value for c in part.codes) == pytest.approx(part.value or 0.0)


def clusters(scorer: Scorer, rows: Sequence[int]) -> Side:
    return scorer.past.arrays.rows(rows), rows


@pytest.mark.slow
def test_every_cluster_is_explained_as_the_slow_version_says(
    recommender: PartnerRecommender,
) -> None:
    scorer = recommender.scorer
    rows = recommender.registry.index
    for cluster in recommender.registry.clusters:
        for found in recommender.suggest(cluster.id, k=2):
            pair = [clusters(scorer, [rows[i]]) for i in (cluster.id, found.cluster.id)]
            check(scorer, found, *pair)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"country": "PT", "focus": "packaging of food"},
        {"sectors": ("textile", "video"), "technologies": ("iot",)},
        {"target_markets": ("JP", "ASEAN")},
    ],
)
def test_a_visitor_is_explained_as_the_slow_version_says(
    facts: dict[str, tuple[str, ...]], recommender: PartnerRecommender
) -> None:
    scorer, visitor = recommender.scorer, Profile(**facts)  # type: ignore[arg-type]
    side = scorer.past.layout.arrays([visitor]), ()
    for found in recommender.suggest(visitor, k=20):
        row = recommender.registry.index[found.cluster.id]
        check(scorer, found, side, clusters(scorer, [row]))


def test_a_consortium_is_explained_as_the_slow_version_says(
    recommender: PartnerRecommender,
) -> None:
    registry, scorer = recommender.registry, recommender.scorer
    for partnership, team in list(registry.members_of.items())[::6]:
        if len(team) < 2:
            continue
        rows = sorted(registry.index[member] for member in team)
        for found in recommender.complete(partnership, k=2):
            row = registry.index[found.cluster.id]
            check(scorer, found, clusters(scorer, rows), clusters(scorer, [row]))
