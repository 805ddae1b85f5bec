"""A weight is chosen by the rounds before the one that it is judged by."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matcher import Registry
from matcher.evaluation.expectations import (
    TRIED,
    Gains,
    best_of,
    expectation_trials,
    rounds_of,
)
from matcher.evaluation.records import ExpectationTrial
from tests.toy import block_registry

STARTS = {"food": "2014", "space": "2016-03", "cloth": "2018", "chips": "2021-09"}


def dated(registry: Registry) -> Registry:
    """A consortium of each block in its turn, known from its start."""
    start = {f"{block}-g1": when for block, when in STARTS.items()}
    return replace(
        registry,
        partnerships=tuple(
            replace(p, start=start[p.id]) for p in registry.partnerships
        ),
        members=tuple(replace(m, since=start[m.partnership]) for m in registry.members),
    )


def test_a_round_is_predicted_from_what_was_known_before_it() -> None:
    found = {
        one.since: [p.id for p in one.known.registry.partnerships]
        for one in rounds_of(dated(block_registry()))
    }
    assert found == {
        "2016": ["food-g1"],
        "2018": ["food-g1", "space-g1"],
        "2020": ["cloth-g1", "food-g1", "space-g1"],
    }


def test_networks_are_never_predicted() -> None:
    registry = dated(block_registry())
    standing = tuple(
        replace(p, kind="network") if p.id == "cloth-g1" else p
        for p in registry.partnerships
    )
    rounds = rounds_of(replace(registry, partnerships=standing))
    assert [one.since for one in rounds] == ["2016", "2020"]


def test_lists_are_judged_apart_and_known_partners_are_not_new() -> None:
    """Of the chips, 0 and 1 were partners before, 2 and 3 in nothing."""
    registry = dated(block_registry())
    first, *others = registry.partnerships  # chips-g1 stands first
    before = replace(first, id="chips-g0", start="2013")
    known = [m for m in registry.members if m.partnership == "chips-g1"][:2]
    registry = replace(
        registry,
        partnerships=(first, before, *others),
        members=registry.members
        + tuple(replace(m, partnership="chips-g0", since="2013") for m in known),
    )
    *_, last = rounds_of(registry)
    assert [last.known.registry.clusters[row].id for row in last.asking] == [
        f"chips-{number}" for number in range(4)
    ]
    by_id = np.tile(-np.arange(24.0), (4, 1))
    everyone = last.gains("suggest", by_id)
    assert len(everyone.with_a_past) == 4  # each asks for 0 or 1 at least
    assert len(everyone.without) == 4
    new = last.gains("suggest new", by_id)
    assert len(new.with_a_past) == 2  # 0 and 1 have nobody new with a past
    # By id, chips come first: 2 and 3 find 0 and 1 at once.
    assert new.with_a_past == pytest.approx((1.0, 1.0))


def test_every_list_counts_and_the_first_of_equals_is_chosen() -> None:
    weak, strong = Gains((0.2,), (0.4, 0.6)), Gains((0.3,), (0.4, 0.6))
    assert best_of([[weak, strong, strong]]) == 1
    # The second gains on one list of six what it loses on two of another round.
    lost = Gains((0.2, 0.1), (0.4,))
    assert best_of([[weak, strong], [replace(lost, without=(0.6,)), lost]]) == 0


def test_one_round_has_nothing_to_choose_by() -> None:
    assert expectation_trials(block_registry()) == ()
    registry = dated(block_registry())
    two = registry.only(["food-g1", "space-g1"])
    assert expectation_trials(two) == ()


@pytest.fixture(scope="module")
def trials(registry: Registry) -> tuple[ExpectationTrial, ...]:
    return expectation_trials(registry)


@pytest.mark.slow
def test_what_came_later_changes_nothing_that_was_chosen(
    registry: Registry, trials: tuple[ExpectationTrial, ...]
) -> None:
    before = expectation_trials(registry.before("2020"))
    whole, earlier = ([t for t in one if t.since == "2018"] for one in (trials, before))
    assert any(t.with_others for t in whole)
    assert [replace(t, best_on_all=0.0) for t in whole] == [
        replace(t, best_on_all=0.0) for t in earlier
    ]


@pytest.mark.slow
def test_what_ships_holds_on_every_round(
    trials: tuple[ExpectationTrial, ...],
) -> None:
    """It beats the best simple rule, and is near what earlier rounds choose."""
    assert len(trials) == 2 * 2 * len(TRIED)
    for trial in trials:
        assert trial.ndcg_shipped > trial.ndcg_rule, trial
        assert trial.ndcg_shipped > 0.9 * trial.ndcg_chosen, trial
        low, high = min(TRIED[trial.signal][1]), max(TRIED[trial.signal][1])
        assert low <= trial.shipped <= high
