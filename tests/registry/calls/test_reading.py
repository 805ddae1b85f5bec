"""Rules of a text are read one by one, and every fault has its place."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from matcher import Registry
from matcher.cli.helped import helped
from matcher.errors import RuleError
from matcher.registry.calls.reading import MOST_RULES, read_rules, rules_of
from tests.registry.package.copies import DATA
from tests.toy import VOCABULARY

README = (DATA / "README.md").read_text(encoding="utf-8")


def told(text: str) -> list[str]:
    return [str(rule) for rule in read_rules(text, VOCABULARY)]


def test_lines_and_semicolons_end_rules_and_remarks_are_passed_over() -> None:
    text = "members >= 3; countries >= 2;\n\n# in full\r\n  every member in EU # now;\n"
    assert told(text) == ["members >= 3", "countries >= 2", "every member in EU"]
    assert told("") == told(" \n") == told("# none") == []


def test_a_rule_that_is_said_twice_counts_once() -> None:
    assert told("members >= 3\nMEMBERS ≥ 3") == ["members >= 3"]


def test_every_fault_is_told_by_line_and_column_of_the_text() -> None:
    text = "members >= 3; mmbers <= 4\n  every member in Frnce;; theme\n"
    with pytest.raises(RuleError) as caught:
        read_rules(text, VOCABULARY, "mine.txt")
    lines = str(caught.value).splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        "mine.txt line 1 column 15",
        "mine.txt line 2 column 19",
        "mine.txt line 2 column 25",
        "mine.txt line 2 column 32",
    ]
    assert "did you mean 'members'" in lines[0]


@pytest.mark.parametrize(
    "text",
    ["members >= 5\nmembers <= 3", "members 4-6; members = 7"],
)
def test_sizes_that_no_consortium_has_are_refused(text: str) -> None:
    with pytest.raises(RuleError, match="asks for more; take one of them out"):
        read_rules(text, VOCABULARY)


@pytest.mark.parametrize(
    "conditions",
    [
        "in DE outside DE",
        "in sector textile in FR|PT outside EU",
        "in EU in JP",
        "outside EU in Germany going to JP",
        "of type cluster of type company",
    ],
)
@pytest.mark.parametrize(
    "rule",
    ["members >= 2 {}", "every member {}", "advice: coordinator {}", "seats: {}"],
)
def test_what_nobody_can_be_is_refused(rule: str, conditions: str) -> None:
    if rule.startswith("members"):
        rule = f"members >= 9; {rule}"
    with pytest.raises(RuleError, match=f"'{re.escape(conditions[:2])}.* of nobody"):
        read_rules(rule.format(conditions), VOCABULARY)


@pytest.mark.parametrize(
    ("rule", "n_places"),
    [
        ("countries >= 3 in DE", 1),
        ("countries >= 3 in DE|FR outside FR", 1),
        ("advice: countries 4-6 in PT|ES|FR", 3),
        ("markets >= 3 in JP|CA", 2),
        ("markets >= 1 in DE", 0),
    ],
)
def test_more_places_than_there_are_is_refused(rule: str, n_places: int) -> None:
    with pytest.raises(RuleError, match=f"^rules line 1 .*and at most {n_places} can"):
        read_rules(rule, VOCABULARY)


def test_what_somebody_can_be_is_read() -> None:
    assert told("seats: in EU outside DE, of type cluster|company of type company")
    assert told("every member in DE|FR or others outside DE|FR")
    assert told("markets >= 2 in JP|CA; countries >= 2 in EU outside DE")


def test_advice_and_conditions_contradict_no_size() -> None:
    assert told("members >= 5; advice: members <= 3; members <= 3 in FR")


def test_of_many_faults_the_first_are_told() -> None:
    with pytest.raises(RuleError) as caught:
        read_rules("nonsense\n" * MOST_RULES, VOCABULARY)
    assert str(caught.value).endswith("and 100 more")


def test_more_rules_than_any_call_has_are_refused_unread() -> None:
    told = f"mine line {MOST_RULES + 1} column 1: more than {MOST_RULES} rules"
    with pytest.raises(RuleError, match=told):
        read_rules("members >= 3\n" * 10_000, VOCABULARY, "mine")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_on_any_machine(end: str) -> None:
    found = read_rules(f"members >= 3{end}countries >= 2{end}", VOCABULARY)
    assert [*map(str, found)] == ["members >= 3", "countries >= 2"]


def test_every_rule_of_the_calls_is_written_as_it_is_told(registry: Registry) -> None:
    assert len(registry.calls) == 23
    for call in registry.calls:
        rules = rules_of(call, registry.vocabulary)
        assert rules
        assert tuple(map(str, rules)) == call.rules


def test_a_rule_of_a_call_that_cannot_be_read_is_told_with_the_call(
    registry: Registry,
) -> None:
    call = replace(registry.calls[0], id="X", rules=("members >= 3", "members >"))
    with pytest.raises(RuleError, match="rules of X line 1 column 22: '>' where"):
        rules_of(call, registry.vocabulary)


def test_the_rules_that_people_are_shown_can_be_read() -> None:
    rows = re.findall(r"^\| (`.*`) \| ", README, re.MULTILINE)
    shown = [code for row in rows for code in re.findall("`([^`]+)`", row)]
    shown = [code.replace("\\|", "|") for code in shown if " " in code]
    conditions = [code for code in shown if code.startswith("in ")]
    assert len(shown) > 20
    assert {*conditions} == {"in technology photonics", "in ecosystem health"}
    for code in shown:
        text = f"members >= 1 {code}" if code in conditions else code
        assert told(text) == [text]
    _, _, below = helped("consortium").partition("# begins a remark:\n")
    lines = below.partition("\n\n")[0].splitlines()
    in_help = [rule for line in lines for rule in re.split(" {2,}", line.strip())]
    assert len(in_help) == 11
    for text in in_help:
        assert told(text) == [text]
