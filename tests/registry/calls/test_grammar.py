"""A rule is read as it is written, or refused where it goes wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matcher.registry.calls.grammar import MOST_LETTERS, Misread, read_rule
from matcher.registry.calls.rule import Condition, Rule
from tests.registry.calls.written import rules
from tests.toy import VOCABULARY

READ = [
    ("members >= 3", Rule(subject="members", least=3)),
    ("member ≥ 3", Rule(subject="members", least=3)),
    ("Members<=8", Rule(subject="members", most=8)),
    ("members 5-16", Rule(subject="members", least=5, most=16)),
    ("members = 4", Rule(subject="members", least=4, most=4)),
    ("members 4 – 6", Rule(subject="members", least=4, most=6)),
    ("members => 4", Rule(subject="members", least=4)),
    (
        "members <= 2 in United Kingdom|Bosnia and Herzegovina of type cluster",
        Rule(
            subject="members",
            most=2,
            conditions=(
                Condition("country", ("GB", "BA")),
                Condition("type", ("cluster",)),
            ),
        ),
    ),
    (
        "countries >= 2 in eu|Norway",
        Rule(
            subject="countries",
            least=2,
            conditions=(Condition("country", ("EU", "NO")),),
        ),
    ),
    (
        "every member in FR | uk or others",
        Rule(
            subject="every member",
            conditions=(Condition("country", ("FR", "GB"), or_others=True),),
        ),
    ),
    (
        "members >= 1 outside EU of types cluster|network",
        Rule(
            subject="members",
            least=1,
            conditions=(
                Condition("outside", ("EU",)),
                Condition("type", ("cluster", "network")),
            ),
        ),
    ),
    (
        "for each region: members >= 1 of type cluster",
        Rule(
            subject="members",
            least=1,
            each="region",
            conditions=(Condition("type", ("cluster",)),),
        ),
    ),
    (
        "regions >= 2 in regions less-developed",
        Rule(
            subject="regions",
            least=2,
            conditions=(Condition("class", ("less-developed",)),),
        ),
    ),
    (
        "theme photonics|agri-food",
        Rule(
            subject="theme",
            conditions=(Condition("theme", ("photonics", "agri-food")),),
        ),
    ),
    (
        "coordinator in sectors textile",
        Rule(subject="coordinator", conditions=(Condition("sector", ("textile",)),)),
    ),
    ("confirm:  all  is well", Rule(subject="confirm", words="all is well")),
    (
        "advice: markets <= 5",
        Rule(subject="markets", most=5, force="advice"),
    ),
    (
        "advice: countries 2-5",
        Rule(subject="countries", least=2, most=5, force="advice"),
    ),
    (
        "instead: one body alone",
        Rule(subject="confirm", words="one body alone", force="instead"),
    ),
]


@pytest.mark.parametrize(("text", "rule"), READ, ids=[text for text, _ in READ])
def test_a_rule_is_read_as_people_write_it(text: str, rule: Rule) -> None:
    assert read_rule(text, VOCABULARY) == rule


REFUSED = [
    ("", 1, "no rule stands here; a rule begins with members, countries, regions"),
    ("mmbers >= 3", 1, "'mmbers' is not accepted here; did you mean 'members'"),
    ("evry member in EU", 1, "did you mean 'every'?"),
    ("at least 3 members", 1, "'at' is not accepted here; a rule begins with"),
    ("members", 8, "nothing where an amount belongs, as in 'members >= 3', 'members <"),
    ("countries > 3", 11, "'>' where an amount belongs, as in 'countries >= 3'"),
    ("members >=", 11, "nothing where a whole number up to 1,000 belongs, as in 'memb"),
    ("members >= three", 12, "'three' where a whole number"),
    ("members >= >= 3", 12, "'>=' where a whole number"),
    ("members >== 3", 11, "'=' where a whole number"),
    ("members >= -3", 12, "'-3' where a whole number"),
    ("members >= 1001", 12, "'1001' where a whole number up to 1,000"),
    ("members >= 3.5", 13, "'.' is not accepted here; accepted: in EU"),
    ("members >= 0", 12, "a least number is 1 or more"),
    ("members <= 0", 1, "a consortium has at least 1 member"),
    ("members 6-4", 9, "from 6 to 4: the least number first"),
    ("members >= 3 members >= 4", 14, "'members' is not accepted here"),
    ("members >= 2 in", 16, "nothing where a code belongs, as in 'in EU|NO'"),
    ("members >= 2 in EU|", 20, "nothing where a code belongs"),
    ("members >= 2 in EU||NO", 20, "'|' where a code belongs"),
    ("members >= 2 in Frnce", 17, "no country 'Frnce'; did you mean 'France'?"),
    ("members >= 2 in EU|XX", 20, "no country 'XX'; 260 codes are accepted"),
    ("members >= 2 in secto textile", 17, "no country 'secto'"),
    ("members >= 2 of typ cluster", 17, "'typ' is not accepted here; did you mean 't"),
    ("members >= 2 of type clster", 22, "did you mean 'cluster'?; one of: agency"),
    ("members >= 2 in sector textil", 24, "no sector 'textil'; did you mean 'textile'"),
    ("members >= 1 in technology laser-x", 28, "no technology 'laser-x'; did you mean"),
    ("members >= 1 in regions poor", 25, "no class of regions 'poor'; one of: less-"),
    ("theme", 6, "nothing where a code belongs, as in 'theme photonics'"),
    ("theme photonic", 7, "no sector, technology or ecosystem 'photonic'; did you m"),
    ("theme photonics in EU", 17, "'in' after the end of the rule"),
    ("every member", 13, "more must follow; accepted: in EU"),
    ("every cluster in EU", 7, "'cluster' where 'member' belongs"),
    ("every member in EU or NO", 23, "'NO' where 'others' belongs; several are writ"),
    ("every member in EU, NO", 19, "',' where '|' belongs; several are written with"),
    ("coordinator", 12, "more must follow"),
    ("countries <= 5", 1, "write 'advice: countries <= 5' for advice"),
    ("markets >= 2 of type cluster", 14, "of markets this cannot be asked; accepted"),
    ("for each town: members >= 1 in EU", 10, "accepted: region or country"),
    ("for each region members >= 1", 17, "'members' where ':' belongs"),
    ("for each region: members >= 2 in EU", 26, "'>= 1' is accepted alone"),
    ("for each region: members >= 1", 30, "more must follow"),
    ("confirm: one; two", 13, "';' ends a rule; give one rule alone"),
    ("confirm: one # two", 14, "'#' ends a rule"),
    ("confirm all", 9, "'all' where ':' belongs"),
    ("confirm:", 9, "nothing behind the colon; say in words what it is"),
    ("advice: advice: members 2-3", 9, "'advice' is not accepted here"),
    ("advice:", 8, "more must follow; a rule begins with members"),
    ("members >= 3\u200b", 13, "'\\u200b' is not accepted here"),
    ("x" * (MOST_LETTERS + 1), MOST_LETTERS, "2,001 letters; a rule has at most 2,000"),
]


@pytest.mark.parametrize(("text", "at", "problem"), REFUSED)
def test_a_rule_is_refused_where_it_goes_wrong(
    text: str, at: int, problem: str
) -> None:
    read = read_rule(text, VOCABULARY)
    assert isinstance(read, Misread)
    assert read.at == at
    assert problem in read.problem


@settings(max_examples=30, deadline=None)
@given(rules(), st.sampled_from(["hard", "advice"]))
def test_what_is_written_is_read_again(rule: Rule, force: str) -> None:
    rule = replace(rule, force=force)
    assert read_rule(str(rule), VOCABULARY) == rule


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="membrs >=<|:;EUin3 of-0\n\u200b½", max_size=40))
@example("members >= ²")
def test_any_text_is_read_or_refused_within_it(text: str) -> None:
    read = read_rule(text, VOCABULARY)
    if isinstance(read, Misread):
        assert 1 <= read.at <= len(text) + 1
        assert read.problem
    else:
        assert read_rule(str(read), VOCABULARY) == read
