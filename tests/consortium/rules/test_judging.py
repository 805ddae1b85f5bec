"""Each kind of rule, judged by hand on six clusters; and the rules of all calls."""

from __future__ import annotations

import pytest

from matcher import Cluster, Member, Partnership, Registry, call_of
from matcher.consortium.rules.judging import Verdict, check
from matcher.errors import UnknownCluster, UnknownMarket
from matcher.registry.calls.reading import read_rules, rules_of
from tests.toy import VOCABULARY

# Of y and z nothing is known but their type.
CLUSTERS = (
    Cluster(id="a", name="Ay", country="DE", region="Munich (Bavaria)",
            sectors=("textile",), technologies=("photonics",), target_markets=("JP",)),
    Cluster(id="b", name="Bee", country="DE", region="Bavaria",
            sectors=("apparel",), organisation_type="network"),
    Cluster(id="c", name="Cee", country="FR", region="Bretagne",
            sectors=("automotive",), organisation_type="agency"),
    Cluster(id="d", name="Dee", country="NO", region="Oslo",
            sectors=("automotive",), technologies=("drones",),
            target_markets=("BR", "TR"), organisation_type="company"),
    Cluster(id="y", name="Why"),
    Cluster(id="z", name="Zed", organisation_type="network"),
)  # fmt: skip
REGISTRY = Registry(
    CLUSTERS,
    (Partnership(id="p", acronym="P", target_markets=("CN",)),),
    (Member(partnership="p", cluster="b"),),
    VOCABULARY,
)


def verdict(
    text: str,
    members: str,
    coordinator: str | None = None,
    markets: tuple[str, ...] | None = None,
) -> Verdict:
    """Of the first rule of a text, on clusters of one letter each."""
    rules = read_rules(text, VOCABULARY)
    return check(rules, members, REGISTRY, coordinator, markets)[0]


MET, NOT, OPEN = "met", "not met", "cannot tell"
JUDGED = [
    ("members >= 3", "abc", MET, "3 members"),
    ("members >= 3", "aab", NOT, "2 members"),
    ("members <= 2", "abc", NOT, "3 members"),
    ("members 2-3", "ab", MET, "2 members"),
    ("members = 1", "y", MET, "1 member"),
    ("countries >= 2", "abc", MET, "2 countries: Germany, France"),
    ("countries >= 2", "ab", NOT, "1 country: Germany"),
    ("countries >= 2", "aby", OPEN, "1 country: Germany; the country of Why is not"),
    ("countries >= 4", "abcy", NOT, "2 countries: Germany, France; the country of Why"),
    ("countries >= 2 in EU", "abd", NOT, "1 country: Germany"),
    ("countries >= 2 in EU", "acd", MET, "2 countries: Germany, France"),
    ("countries >= 2 of type cluster|agency", "abc", MET,
     "2 countries: Germany, France"),
    ("countries >= 2 in sector textile|apparel", "ay", OPEN,
     "1 country: Germany; the sectors of Why are not recorded"),
    ("members >= 2 in EU", "abd", MET, "2 in EU: Ay, Bee"),
    ("members >= 2 in EU", "ady", OPEN, "1 in EU: Ay; the country of Why is not recor"),
    ("members >= 1 outside EU", "ab", NOT, "none outside EU"),
    ("members >= 1 outside EU", "ad", MET, "1 outside EU: Dee"),
    ("members >= 1 in EU or others", "d", OPEN,
     "none in EU or others; the eligibility of the country of Dee is not recorded"),
    ("every member in DE|FR", "abc", MET, "so are all 3"),
    ("every member in DE|FR", "abd", NOT, "not so: Dee (Norway)"),
    ("every member in DE|FR", "aby", OPEN, "the country of Why is not recorded"),
    ("every member in DE|FR", "ady", NOT, "not so: Dee (Norway)"),
    ("every member in EU or others", "abd", OPEN,
     "the eligibility of the country of Dee is not recorded"),
    ("every member outside NO", "abd", NOT, "not so: Dee (Norway)"),
    ("every member of type cluster|network", "abz", MET, "so are all 3"),
    ("every member of type cluster|network", "abc", NOT, "not so: Cee (agency)"),
    ("every member in sector apparel", "ab", NOT, "not so: Ay (Textile Manufacturing)"),
    ("members >= 2 of type cluster", "ayz", MET, "2 of type cluster: Ay, Why"),
    ("members <= 1 in sector automotive", "cd", NOT, "2 in sector automotive: Cee, De"),
    ("members <= 1 in sector automotive", "cy", OPEN,
     "1 in sector automotive: Cee; the sectors of Why are not recorded"),
    ("members >= 1 in technology photonics", "ac", MET, "1 in technology photonics: A"),
    ("members >= 1 in technology photonics", "bc", OPEN,
     "none in technology photonics; the technologies of Bee, Cee are not recorded"),
    ("members >= 2 in ecosystem textile", "abc", MET, "2 in ecosystem textile: Ay, Be"),
    ("members >= 1 in EU of type agency", "ad", NOT, "none in EU of type agency"),
    ("members >= 1 in EU of type agency", "ac", MET, "1 in EU of type agency: Cee"),
    ("regions >= 2", "ab", NOT, "1 region: Bavaria"),
    ("regions >= 2", "ac", MET, "2 regions: Munich (Bavaria), Bretagne"),
    ("regions >= 2", "ay", OPEN, "1 region: Munich (Bavaria); the region of Why is no"),
    ("regions >= 2 in regions transition", "ac", OPEN,
     "0 regions; the class of the region of Ay, Cee is not recorded"),
    ("regions >= 2 in regions transition", "ab", NOT, "0 regions; the class of the re"),
    ("members >= 1 in regions less-developed", "a", OPEN, "none in regions less-devel"),
    ("for each region: members >= 1 of type network", "ab", MET, "so it is in 1 regio"),
    ("for each region: members >= 1 of type network", "abc", NOT,
     "nobody of type network in bretagne, FR"),
    ("for each region: members >= 1 of type network", "abcz", OPEN,
     "the region of Zed is not recorded"),
    ("for each country: members >= 1 in sector apparel|automotive", "abcd", MET,
     "so it is in 3 countries"),
    ("coordinator of type agency", "abc", MET, "Cee can coordinate"),
    ("coordinator of type agency", "abd", NOT, "no member can coordinate"),
    ("coordinator in FR", "aby", OPEN, "the country of Why is not recorded"),
    ("coordinator in DE; coordinator of type agency", "abc", NOT, "no member can coor"),
    ("members >= 1 going to JP|BR", "ab", MET, "1 going to JP|BR: Ay"),
    ("members >= 3 going to JP|CN", "abc", OPEN, "2 going to JP|CN: Ay, Bee; the m"),
    ("every member going to JP", "ad", NOT, "not so: Dee (Brazil, "),
    ("seats: in DE, in sector textile", "ab", MET, "in DE: Bee; in sector textile: A"),
    ("seats: in DE, in sector textile", "ac", NOT, "in DE: Ay; in sector textile: no"),
    ("seats: in DE, in sector textile", "acy", OPEN,
     "in DE: Ay; in sector textile: Why (not recorded)"),
    ("seats: in DE, in DE, in DE", "abc", NOT, "in DE: Ay; in DE: Bee; in DE: nobody "),
    ("theme photonics|automotive", "bc", MET, "1 in photonics|automotive: Cee"),
    ("theme drones", "ac", OPEN, "none in drones; the activities of Cee are not recor"),
    ("theme automotive", "ab", NOT, "none in automotive"),
    ("markets >= 2", "ab", MET, "the members go to 2 markets: China, Japan"),
    ("markets >= 2", "a", NOT, "the members go to 1 market: Japan"),
    ("markets >= 2", "ac", OPEN,
     "the members go to 1 market: Japan; the markets of Cee are not recorded"),
    ("markets >= 2 outside TR", "d", NOT, "the members go to 1 market: Brazil"),
    ("markets <= 5", "ad", OPEN, "no target markets are chosen; the members go to 3 m"),
    ("confirm: all is well", "abc", OPEN, "nothing recorded can tell"),
    ("instead: one alone", "abc", OPEN, "nothing recorded can tell"),
    ("advice: members <= 2", "abc", NOT, "3 members"),
    ("advice: countries <= 2", "abcd", NOT, "3 countries: Germany, France, Norway"),
    ("advice: countries <= 2", "acy", OPEN,
     "2 countries: Germany, France; the country of Why"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "members", "state", "why"), JUDGED)
def test_a_rule_is_judged_as_by_hand(
    text: str, members: str, state: str, why: str
) -> None:
    found = verdict(text, members)
    assert found.state == state
    assert found.why.startswith(why)


@pytest.mark.parametrize(
    ("lead", "state", "why"),
    [
        ("c", MET, "so is Cee"),
        ("a", NOT, "not so: Ay (Germany)"),
        ("y", OPEN, "the country of Why is not recorded"),
        ("d", NOT, "Dee is to coordinate and is no member"),
    ],
)
def test_the_one_who_coordinates_is_judged(lead: str, state: str, why: str) -> None:
    found = verdict("coordinator in FR", "acy", coordinator=lead)
    assert (found.state, found.why, found.members) == (state, why, (lead,))


def test_markets_that_are_chosen_are_counted_whoever_goes_there() -> None:
    rule = "markets 2-3 outside EU|TR"
    assert verdict(rule, "c", markets=("JP", "BR")).state == MET
    assert verdict(rule, "c", markets=("JP", "TR")).state == NOT
    assert verdict(rule, "d", markets=()).state == NOT
    assert verdict(rule, "c", markets=("JP", "JP", "MENA")).why == (
        "2 markets aimed at: Japan, Middle East and North Africa"
    )
    assert verdict("markets >= 1 in MENA", "c", markets=("MENA",)).state == MET


@pytest.mark.parametrize(
    ("text", "members", "decide"),
    [
        ("members >= 2 in EU", "abd", "ab"),
        ("members >= 2 in EU", "ady", "y"),
        ("every member in DE", "abd", "d"),
        ("countries >= 2", "aby", "y"),
        ("for each country: members >= 1 of type network", "abc", "c"),
        ("coordinator of type agency", "abc", "c"),
        ("markets >= 2", "ac", "c"),
    ],
)
def test_a_verdict_names_the_members_that_decide_it(
    text: str, members: str, decide: str
) -> None:
    assert verdict(text, members).members == tuple(decide)


def test_advice_and_what_stands_instead_are_told_apart_from_rules() -> None:
    text = "members >= 1; advice: members >= 1; instead: one alone"
    verdicts = check(read_rules(text, VOCABULARY), "a", REGISTRY)
    assert [one.rule.is_hard for one in verdicts] == [True, False, False]


def test_unknown_members_and_markets_are_refused() -> None:
    with pytest.raises(UnknownCluster, match="'nobody'"):
        check((), ["nobody"], REGISTRY)
    with pytest.raises(UnknownCluster, match="'nobody'"):
        check((), ["a"], REGISTRY, coordinator="nobody")
    with pytest.raises(UnknownMarket, match="in the European Union"):
        check((), ["a"], REGISTRY, markets=["FR"])


def test_who_was_funded_keeps_to_the_rules_of_the_call(registry: Registry) -> None:
    """But for four where a member is of another type, as we code it."""
    broken: dict[str, list[str]] = {}
    n_asked = 0
    for partnership in registry.partnerships:
        call = call_of(partnership, registry.calls)
        full = [
            one
            for one in registry.members
            if one.partnership == partnership.id and one.role != "affiliated"
        ]
        if call is None or len(full) < 3:
            continue
        n_asked += 1
        lead = next((m.cluster for m in full if m.role == "coordinator"), None)
        aims = partnership.target_markets or None
        ids = [one.cluster for one in full]
        rules = rules_of(call, registry.vocabulary)
        for told in check(rules, ids, registry, lead, aims):
            if told.rule.is_hard and told.state == "not met":
                broken.setdefault(partnership.id, []).append(str(told.rule))
    types = ["every member of type cluster|network"]
    four = ("enw-g1", "eu-alliance-g4", "pimap-g2", "rec-n-comp-g4")
    assert n_asked == 46
    assert broken == dict.fromkeys(four, types)


# Of each call: how many hard rules adpack-g1 keeps, breaks, and nobody can tell.
STANDS = {
    "COS-CLUSINT-2016-03-01/P1": (4, 0, 3),
    "COS-CLUSINT-2016-03-01/P2": (4, 0, 2),
    "COS-CLUSINT-2017-03-6": (5, 2, 1),
    "COS-CLUSINT-2019-3-01": (1, 0, 1),
    "COS-CLUSINT-2020-3-01/A": (6, 0, 1),
    "COS-CLUSINT-2020-3-01/B": (5, 1, 1),
    "COS-CLUSTER-2014-3-03/S1": (5, 0, 2),
    "COS-CLUSTER-2014-3-03/S2": (5, 0, 2),
    "COS-CLUSTER-2018-03-02": (4, 0, 2),
    "COS-CLUSTER-2020-3-03": (1, 0, 1),
    "COS-CLUSTPARTNS-2017-3-02": (6, 0, 2),
    "ERASMUS-ALLIANCES-2024-LOT1": (3, 0, 3),
    "ERASMUS-COVE-2022": (1, 1, 3),
    "HORIZON-EUROPE-GENERAL": (3, 0, 2),
    "I3-2025-INV1": (5, 0, 3),
    "I3-2025-INV2a": (4, 0, 6),
    "I3-2026-CAP2b": (0, 0, 1),
    "INNOSUP-01-2018-2020": (4, 0, 3),
    "INTERREG-CENTRAL-EUROPE-2021-27": (3, 0, 3),
    "INTERREG-EURO-MED-GOV": (1, 3, 2),
    "INTERREG-EUROPE-2024-CALL3": (4, 0, 5),
    "SMP-COSME-2021-CLUSTER-01": (4, 0, 0),
    "SMP-COSME-2024-CLUSTER-01": (2, 0, 0),
}


def test_every_call_says_what_a_partnership_keeps_and_what_nobody_can_tell(
    registry: Registry,
) -> None:
    members = registry.members_of["adpack-g1"]
    found = {}
    for call in registry.calls:
        rules = rules_of(call, registry.vocabulary)
        verdicts = check(rules, members, registry)
        assert all(verdict.why for verdict in verdicts)
        states = [one.state for one in verdicts if one.rule.is_hard]
        found[call.id] = tuple(map(states.count, (MET, NOT, OPEN)))
    assert found == STANDS
