"""Seats: members that each take a role of their own, found, told and given up."""

from __future__ import annotations

from typing import Any

import pytest

from matcher import Cluster, NoConsortium, PartnerRecommender, RuleError
from tests.toy import only, registry_of

# Only b and c do textiles; b alone goes to Japan, and d alone is a research centre.
KNOWN = (
    Cluster(id="a", name="Ay", country="DE", sectors=("automotive",),
            target_markets=("BR",)),
    Cluster(id="b", name="Bee", country="DE", sectors=("textile",),
            target_markets=("JP",)),
    Cluster(id="c", name="Cee", country="FR", sectors=("textile",),
            target_markets=("BR",)),
    Cluster(id="d", name="Dee", country="FR", sectors=("automotive",),
            target_markets=("BR",), organisation_type="research"),
    Cluster(id="e", name="Why", country="FR"),
)  # fmt: skip


@pytest.fixture(scope="module")
def few() -> PartnerRecommender:
    return PartnerRecommender().fit(registry_of(*KNOWN), only("shared_sectors"))


def proposed(few: PartnerRecommender, rules: str, **wishes: Any) -> tuple[str, str]:
    wishes = {"size": 3, "history": "any", **wishes}
    best, *_ = few.consortia(["a"], 1, rules=rules, **wishes)
    (rule,) = best.rules
    assert rule.state == "met"
    return "".join(one.id for one in best.members), rule.why


def test_one_member_takes_one_seat(few: PartnerRecommender) -> None:
    """Bee alone could take both, so that Cee has to come, too."""
    members, why = proposed(few, "seats: in sector textile, going to JP")
    assert members == "abc"
    assert why == "in sector textile: Cee; going to JP: Bee"
    # Counted by themselves, both rules are met by her.
    best, *_ = few.consortia(
        ["a"],
        1,
        rules="members >= 1 in sector textile; members >= 1 going to JP; "
        "members >= 1 of type research",
        size=3,
        history="any",
    )
    assert "".join(one.id for one in best.members) == "abd"


def test_who_asks_takes_a_seat_as_well(few: PartnerRecommender) -> None:
    members, why = proposed(
        few, "seats: in sector automotive in DE, of type research, in sector textile"
    )
    assert members[0] == "a"
    assert "in sector automotive in DE: Ay; of type research: Dee" in why


def test_seats_that_nobody_is_left_for_are_told_and_can_be_given_up(
    few: PartnerRecommender,
) -> None:
    rules = "seats: going to JP, going to JP in sector textile"
    wishes: dict[str, Any] = {"size": 3, "history": "any", "strict": True}
    with pytest.raises(NoConsortium, match="without the seat 'going to JP'") as caught:
        few.consortia(["a"], 1, rules=rules, **wishes)
    seats = [one.instead for one in caught.value.conflict.reliefs if one.instead]
    assert seats == ["seats: going to JP in sector textile", "seats: going to JP"]
    for text in seats:
        assert few.consortia(["a"], 1, rules=text, **wishes)
    (told,) = few.consortium_value(["a", "b", "c"], rules=rules).rules
    assert told.state == "not met"
    assert told.why.endswith("going to JP in sector textile: nobody is left")


def test_of_whom_it_is_not_recorded_takes_what_is_left(few: PartnerRecommender) -> None:
    rules = "seats: in sector textile, going to JP"
    (told,) = few.consortium_value(["a", "b", "e"], rules=rules).rules
    assert (told.state, told.members) == ("cannot tell", ("b", "e"))
    assert "Why (not recorded)" in told.why


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("seats:", "column 7: more must follow"),
        ("seats: in FR, ES", "column 15: 'ES' is not accepted here; accepted: in EU"),
        ("seats: in FR,", "more must follow; accepted: in EU, in FR|ES"),
        ("seats: going to FR", "no market 'FR'"),
        ("members >= 1 in FR, ES", "',' where '|' belongs"),
        ("seats: " + ", ".join(["in FR"] * 7), "a rule has at most 6 seats"),
    ],
)
def test_seats_that_cannot_be_read_are_refused_by_place(
    few: PartnerRecommender, rules: str, told: str
) -> None:
    with pytest.raises(RuleError) as caught:
        few.consortia(["a"], 1, rules=rules)
    assert told in str(caught.value)
