"""Consortia keep to the rules of a call and to one's own, and say how."""

from __future__ import annotations

from typing import Any

import pytest

from matcher import (
    FilterError,
    GoalError,
    Goals,
    MatcherError,
    PartnerRecommender,
    load_registry,
)
from matcher.consortium.conflicts import NoConsortium
from matcher.consortium.consortium import Consortium, RuleState
from matcher.consortium.rules.demanded import Demanded
from matcher.errors import RuleError, UnknownCall, UnknownCluster
from matcher.registry.calls.call import find_call
from matcher.registry.calls.reading import read_rules
from tests.consortium.rules.test_judging import REGISTRY

DEFENCE = "COS-CLUSINT-2017-03-6"
JAPAN = Goals(markets=["JP", "BR"])


def told(consortium: Consortium) -> dict[str, RuleState]:
    return {rule.words: rule for rule in consortium.rules}


def test_the_best_under_a_call_keeps_to_all_its_rules(
    recommender: PartnerRecommender,
) -> None:
    (best,) = recommender.consortia(["inovcluster"], 1, goals=JAPAN, call=DEFENCE)
    (call,) = (c for c in recommender.registry.calls if c.id == DEFENCE)
    found = told(best)
    assert {*call.rules} <= {*found}
    assert len(found) == len(best.rules)
    states = {words: found[words].state for words in call.rules}
    assert [words for words, state in states.items() if state != "met"] == [
        "confirm: every member is registered on the ECCP or plans to be"
    ]
    defence = found["members >= 1 in sector aerospace-defence"]
    assert [c.id for c in best.members if "aerospace-defence" in c.sectors] == [
        *defence.members
    ]
    assert defence.why.startswith("1 in sector aerospace-defence: ")
    free = recommender.consortia(["inovcluster"], 1, goals=JAPAN)[0]
    assert best.value < free.value


def test_advice_and_two_constraints_of_one_rule_are_told_once(
    recommender: PartnerRecommender,
) -> None:
    rules = "members 2-4 in FR; advice: members >= 9; instead: one alone"
    (best,) = recommender.consortia(["inovcluster"], 1, rules=rules, history="any")
    assert [(one.words, one.state, one.force) for one in best.rules] == [
        ("members 2-4 in FR", "met", "hard"),
        ("advice: members >= 9", "not met", "advice"),
        ("instead: one alone", "cannot tell", "instead"),
    ]
    as_json = best.to_dict()["rules"]
    assert as_json[0]["members"] == list(best.rules[0].members)
    assert 2 <= len(as_json[0]["members"]) <= 4


def test_of_any_clusters_it_is_told_how_they_stand(
    recommender: PartnerRecommender,
) -> None:
    ids, rules = ["inovcluster", "wagralim"], "countries >= 3; coordinator in BE"
    found = recommender.consortium_value(ids, rules=rules, coordinator="inovcluster")
    assert [(one.state, one.why) for one in found.rules] == [
        ("not met", "2 countries: Belgium, Portugal"),
        ("not met", "not so: InovCluster (Portugal)"),
    ]


def test_rules_may_be_records_and_the_coordinator_is_a_member(
    recommender: PartnerRecommender,
) -> None:
    rules = read_rules("every member in PT|ES|BE", recommender.registry.vocabulary)
    (best,) = recommender.consortia(
        ["inovcluster"], 1, rules=rules, coordinator="wagralim", size=3
    )
    assert {"inovcluster", "wagralim"} < {cluster.id for cluster in best.members}
    assert {c.country for c in best.members} <= {"PT", "ES", "BE"}


def test_without_a_size_there_are_as_many_as_rules_demand(
    recommender: PartnerRecommender,
) -> None:
    (best,) = recommender.consortia(["inovcluster"], 1, rules="members >= 8")
    assert len(best.members) == 8


def test_so_few_as_rules_allow_are_proposed_where_no_size_is_asked(
    recommender: PartnerRecommender,
) -> None:
    (best,) = recommender.consortia(["inovcluster"], 1, rules="members <= 3")
    assert len(best.members) == 3


def test_what_is_to_confirm_excludes_everybody_if_strict_and_is_named(
    recommender: PartnerRecommender,
) -> None:
    to_confirm = "confirm: every member is registered on the ECCP or plans to be"
    with pytest.raises(NoConsortium) as caught:
        recommender.consortia((), 1, call=DEFENCE, strict=True)
    assert str(caught.value) == (
        f"no consortium of 4 to 6 members can be told to keep to: {to_confirm}. It "
        f"would be possible without '{to_confirm}' or without strict, where what "
        "cannot be told is listed to confirm"
    )
    conflict = caught.value.conflict
    assert (conflict.rules, conflict.untold) == ((), (to_confirm,))
    assert [one.option for one in conflict.reliefs] == ["", "strict"]
    (best,) = recommender.consortia((), 1, call=DEFENCE)
    assert [r.words for r in best.rules if r.state == "cannot tell"] == [to_confirm]


def test_if_strict_all_rules_that_cannot_be_told_are_named(
    recommender: PartnerRecommender,
) -> None:
    rules = "confirm: a; regions >= 2 in regions transition; members >= 3; confirm: b"
    asked: dict[str, Any] = {"start": ["inovcluster"], "k": 1, "strict": True}
    with pytest.raises(NoConsortium) as caught:
        recommender.consortia(rules=rules, **asked)
    assert caught.value.conflict.untold == (
        "confirm: a", "regions >= 2 in regions transition", "confirm: b",
    )  # fmt: skip
    assert [one.option for one in caught.value.conflict.reliefs] == ["strict"]
    with pytest.raises(NoConsortium) as caught:
        recommender.consortia(rules=f"{rules}; countries >= 7", size=(4, 6), **asked)
    told = str(caught.value)
    assert "can have all of: countries >= 7. It would be possible with 7 mem" in told
    assert told.endswith(
        "; and only without strict, where of none can be told: confirm: a; "
        "regions >= 2 in regions transition; confirm: b"
    )
    assert caught.value.conflict.rules == ("countries >= 7",)
    assert caught.value.conflict.reliefs == ()


def test_if_strict_who_is_in_is_known_to_keep_to_the_rules(
    recommender: PartnerRecommender,
) -> None:
    rule = "every member of type cluster|network"
    asked: dict[str, Any] = {"rules": rule, "history": "any"}
    (best,) = recommender.consortia((), 1, strict=True, **asked)
    assert [one.state for one in best.rules] == ["met"]
    (free,) = recommender.consortia((), 1, **asked)
    assert free.value >= best.value


SILLY: list[tuple[dict[str, Any], type[MatcherError], str]] = [
    ({"call": "COS-CLUSINT-2020"}, UnknownCall, "did you mean 'COS-CLUSINT-2020-3-01"),
    ({"call": "Olympics"}, UnknownCall, "no call has the id 'Olympics'; one of: COS-"),
    (
        {"call": "clusters go international 2020"},
        UnknownCall,
        "several calls are titled 'clusters go international 2020'; "
        "one of: COS-CLUSINT-2020-3-01/A, COS-CLUSINT-2020-3-01/B",
    ),
    ({"call": float("nan")}, UnknownCall, "no call has the id 'nan'"),
    ({"rules": ["countries >= 7"], "size": 4}, NoConsortium, "all of: countries >= 7"),
    ({"rules": [5]}, RuleError, "rules: 5 is no rule; a text as 'members >= 3'"),
    ({"rules": None}, RuleError, "rules: None holds no rules"),
    ({"must": None}, FilterError, "must: None is no list of ids of clusters"),
    ({"must": "nobody"}, UnknownCluster, "no cluster has the id 'nobody'"),
    ({"history": ["new"]}, FilterError, "history is ['new']; did you mean 'new'?"),
    ({"weights": [1]}, FilterError, "weights: [1] does not say a number by name"),
    ({"node_limit": -1}, FilterError, "node_limit is -1; a whole number from 0"),
    ({"goals": 5}, GoalError, "Goals"),
    ({"rules": "membrs >= 3"}, RuleError, "rules line 1 column 1: 'membrs' is not"),
    ({"coordinator": "nobody"}, UnknownCluster, "'nobody'"),
    ({"rules": "countries >= 7", "size": (4, 6)}, NoConsortium,
     "can have all of: countries >= 7. It would be possible with 7 members or with 6"),
    ({"rules": "every member in JP"}, NoConsortium, "without 'every member in JP'"),
    ({"rules": "markets <= 5", "strict": True}, NoConsortium,
     "can be told to keep to: markets <= 5. It would be possible without 'markets"),
    ({"rules": "members <= 3; members >= 5"}, RuleError, "asks for more; take one"),
    ({"call": DEFENCE, "rules": "members <= 2"}, RuleError, "'members <= 2', yet"),
    ({"rules": "markets >= 3", "goals": JAPAN}, NoConsortium, "all of: markets >= 3"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "error", "words"), SILLY)
def test_what_cannot_be_is_refused_with_the_conflict(
    asked: dict[str, Any],
    error: type[MatcherError],
    words: str,
    recommender: PartnerRecommender,
) -> None:
    with pytest.raises(error) as caught:
        recommender.consortia(["inovcluster"], 1, **asked)
    assert words in str(caught.value)


def test_a_registry_without_calls_knows_none() -> None:
    with pytest.raises(
        UnknownCall, match=r"^this registry records no calls \(calls.csv\), .* 'X'$"
    ):
        Demanded.of(REGISTRY, call="X")


def test_a_call_is_found_by_words_that_only_its_title_has() -> None:
    calls = load_registry().calls
    assert find_call("international 2020, Strand A", calls).id.endswith("2020-3-01/A")
    assert find_call(calls[0].name, calls) == calls[0]
