"""Simple rules by hand, on three or four clusters."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from matcher import Cluster, Partnership
from matcher.evaluation.baselines import Rule, baselines
from matcher.evaluation.splits import Known
from tests.toy import registry_of, tied_registry

RULES = {rule.name: rule for rule in baselines() if isinstance(rule, Rule)}
THREE = registry_of(
    Cluster(id="a", name="A", sectors=("textile",), technologies=("iot", "laser")),
    Cluster(id="b", name="B", sectors=("textile", "video"), technologies=("iot",)),
    Cluster(id="c", name="C", sectors=("apparel",), technologies=("laser",)),
)


def test_jaccard_is_what_both_have_over_what_either_has() -> None:
    """Apparel and textile are one ecosystem, which counts for nothing here."""
    by_hand = [[1, 2 / 4, 1 / 4], [2 / 4, 1, 0], [1 / 4, 0, 1]]
    np.testing.assert_allclose(
        RULES["Jaccard"].fit(Known.all_of(THREE)).scores_, by_hand
    )


def test_jaccard_of_nothing_is_zero() -> None:
    empty = registry_of(Cluster(id="a", name="A"), Cluster(id="b", name="B"))
    np.testing.assert_array_equal(
        RULES["Jaccard"].fit(Known.all_of(empty)).scores_, 0.0
    )


def test_idf_cosine_weighs_rare_kinds_up() -> None:
    """Of three clusters, two have textile, iot and laser; one has video, apparel."""
    two, one = log(4 / 3) + 1, log(4 / 2) + 1
    a, b, c = sqrt(3 * two**2), sqrt(2 * two**2 + one**2), sqrt(two**2 + one**2)
    ab, ac = 2 * two**2 / (a * b), two**2 / (a * c)
    by_hand = [[1, ab, ac], [ab, 1, 0], [ac, 0, 1]]
    np.testing.assert_allclose(
        RULES["IDF cosine"].fit(Known.all_of(THREE)).scores_, by_hand
    )


def test_adamic_adar_weighs_partners_with_few_partners_up() -> None:
    """c has three partners, b and d have two, a has one: c alone."""
    scores = RULES["Adamic-Adar"].fit(Known.all_of(tied_registry())).scores_
    three, two = 1 / log(3), 1 / log(2)
    by_hand = np.zeros((5, 5))
    by_hand[0, 1] = by_hand[0, 3] = three / (1 + three)  # a-b and a-d, through c
    by_hand[1, 3] = three / (1 + three)  # b-d, through c
    by_hand[1, 2] = by_hand[2, 3] = two / (1 + two)  # b-c through d, c-d through b
    np.testing.assert_allclose(scores, by_hand + by_hand.T)


def test_same_sector_and_popularity_count() -> None:
    np.testing.assert_array_equal(
        RULES["same sector"].fit(Known.all_of(THREE)).scores_,
        [[1, 1, 0], [1, 2, 0], [0, 0, 1]],
    )
    rows = RULES["popularity"].fit(Known.all_of(tied_registry())).scores_
    np.testing.assert_array_equal(rows, [[1, 1, 2, 1, 0]] * 5)


def test_a_rule_takes_the_mean_over_a_consortium_and_a_team() -> None:
    rule = RULES["Jaccard"].fit(Known.all_of(THREE))
    np.testing.assert_allclose(rule.complete([0, 1]), [0.75, 0.75, 0.125])
    teams = [np.array([1, 2]), np.array([], dtype=int)]
    both = [Partnership(id=i, acronym=i) for i in "pq"]
    assert rule.join(0, both, teams).tolist() == pytest.approx([0.375, 0.0])
