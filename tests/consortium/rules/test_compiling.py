"""Constraints say of every few clusters what the judge says."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Cluster, Registry
from matcher.consortium.constraints import Allowed, Constraint
from matcher.consortium.rules.compiling import constraints
from matcher.consortium.rules.judging import check
from matcher.errors import UnknownCluster
from matcher.registry.calls.reading import read_rules, rules_of
from matcher.registry.calls.rule import Rule
from tests.registry.calls.written import RECORDED, rules
from tests.toy import VOCABULARY, registry_of

IDS = "abcdef"


def some(values: tuple[str, ...], recorded: bool) -> st.SearchStrategy[tuple[str, ...]]:
    fewest = int(recorded)
    drawn = st.lists(st.sampled_from(values), min_size=fewest, max_size=2)
    return drawn.map(tuple)


@st.composite
def clusters(draw: st.DrawFn, recorded: bool = False) -> tuple[Cluster, ...]:
    """Six clusters; all about them is recorded, or some is not."""
    missing = () if recorded else ("",)
    found = []
    for id in IDS:
        country = draw(st.sampled_from(("DE", "FR", "NO", "TR", *missing)))
        region = draw(st.sampled_from(("Here", "There", "Town (Here)", *missing)))
        kind = draw(st.sampled_from(("cluster", "network", "agency")))
        sectors = draw(some(("textile", "apparel", "automotive"), recorded))
        technologies = draw(some(("photonics", "drones"), recorded))
        markets = draw(some(("BR", "JP", "TR", "MENA"), recorded))
        found.append(
            Cluster(
                id=id, name=id, country=country, region=region, sectors=sectors,
                organisation_type=kind, technologies=technologies,
                target_markets=markets,
            )
        )  # fmt: skip
    return tuple(found)


MEMBERS = st.lists(st.sampled_from(IDS), min_size=1, max_size=5, unique=True)
MARKETS = st.lists(st.sampled_from(["BR", "JP", "TR", "MENA"]), unique=True)


def state_of(found: tuple[Constraint, ...], rows: list[int]) -> str:
    """How all constraints of one rule stand together."""
    states = [constraint.state(rows) for constraint in found]
    return next((s for s in ("not met", "cannot tell") if s in states), "met")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(rules(), min_size=1, max_size=4),
    clusters(),
    MEMBERS,
    st.none() | st.sampled_from(IDS),
    st.none() | MARKETS,
)
def test_constraints_agree_with_the_judge(
    asked: list[Rule],
    known: tuple[Cluster, ...],
    members: list[str],
    lead: str | None,
    markets: list[str] | None,
) -> None:
    registry = registry_of(*known)
    rows = [registry.index[id] for id in members]
    verdicts = check(asked, members, registry, lead, markets)
    compiled = constraints(asked, registry, lead, markets)
    for verdict in verdicts:
        of_it = tuple(one for one in compiled if one.words == str(verdict.rule))
        assert state_of(of_it, rows) == verdict.state, str(verdict)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(rules(RECORDED, or_others=False), min_size=1, max_size=4),
    clusters(recorded=True),
    MEMBERS,
    MARKETS,
)
def test_where_all_is_recorded_it_can_be_told(
    asked: list[Rule],
    known: tuple[Cluster, ...],
    members: list[str],
    markets: list[str],
) -> None:
    registry = registry_of(*known)
    verdicts = check(asked, members, registry, members[0], markets)
    assert {verdict.state for verdict in verdicts} <= {"met", "not met"}


@settings(max_examples=30, deadline=None)
@given(rules(), clusters(), MEMBERS)
def test_to_learn_more_turns_no_verdict_over(
    rule: Rule, known: tuple[Cluster, ...], members: list[str]
) -> None:
    """What is met or not met stays so, whatever country turns out."""
    (before,) = check([rule], members, registry_of(*known))
    if before.state == "cannot tell" or rule.subject == "markets":
        return
    for country in ("DE", "TR"):
        told = tuple(replace(c, country=c.country or country) for c in known)
        region = tuple(replace(c, region=c.region or "There") for c in told)
        if rule.subject == "regions" or rule.each == "region":
            told = region
        (after,) = check([rule], members, registry_of(*told))
        assert after.state == before.state


def test_advice_and_what_stands_instead_bind_nobody() -> None:
    text = "advice: members >= 9; advice: confirm: that; instead: one alone"
    registry = registry_of(Cluster(id="a", name="A"))
    assert constraints(read_rules(text, VOCABULARY), registry) == ()


def test_what_nothing_recorded_decides_is_open_to_everybody_and_to_nobody() -> None:
    registry = registry_of(Cluster(id="a", name="A"), Cluster(id="b", name="B"))
    for text in ("markets <= 5", "confirm: that"):
        (found,) = constraints(read_rules(text, VOCABULARY), registry)
        assert isinstance(found, Allowed)
        assert found.words == text
        assert found.holds([0, 1], strict=False)
        assert not found.holds([0, 1], strict=True)


def test_an_unknown_coordinator_is_refused() -> None:
    with pytest.raises(UnknownCluster):
        constraints((), registry_of(), coordinator="nobody")


def test_the_calls_say_the_same_of_partnerships_as_the_judge(
    registry: Registry,
) -> None:
    teams = [registry.members_of[id] for id in ("adpack-g1", "silicon-europe", "erci")]
    teams += [ids[:3] for ids in combinations(teams[0], 3)]
    for call in registry.calls:
        asked = rules_of(call, registry.vocabulary)
        compiled = constraints(asked, registry)
        for team in teams:
            rows = [registry.index[id] for id in team]
            for verdict in check(asked, team, registry):
                if verdict.rule.is_hard:
                    words = str(verdict.rule)
                    of_it = tuple(one for one in compiled if one.words == words)
                    assert state_of(of_it, rows) == verdict.state, (call.id, words)
