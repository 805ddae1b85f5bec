"""What a registry knows of its own records, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Cluster, Member, Partnership, Registry
from matcher.registry.partnerships import is_before
from tests.toy import VOCABULARY


def test_partners_are_all_that_a_cluster_was_with_but_itself() -> None:
    teams = {"one": "ab", "two": "bca"}
    registry = Registry(
        tuple(Cluster(id=letter, name=letter) for letter in "abcd"),
        tuple(Partnership(id=team, acronym=team) for team in teams),
        tuple(
            Member(partnership=team, cluster=letter)
            for team, letters in teams.items()
            for letter in letters
        ),
        VOCABULARY,
    )
    assert registry.partners_of == {
        "a": ("b", "c"),
        "b": ("a", "c"),
        "c": ("a", "b"),
        "d": (),
    }


@pytest.mark.parametrize(
    ("date", "other", "expected"),
    [
        ("2015", "2016", True),
        ("2016", "2016", False),
        ("2017", "2016", False),
        ("2015-12-31", "2016", True),
        ("2016-01-01", "2016", False),
        ("2016", "2016-03", False),
        ("2016-02", "2016-03", True),
        ("2016-03", "2016-03-02", False),
        ("2016-03-01", "2016-03-02", True),
        ("", "2016", False),
        ("2016", "", False),
    ],
)
def test_a_date_is_before_another_only_where_that_is_sure(
    date: str, other: str, expected: bool
) -> None:
    assert is_before(date, other) == expected


DATES = st.builds(lambda day, n: str(day)[:n], st.dates(), st.sampled_from([4, 7, 10]))


@given(DATES, DATES)
def test_of_two_dates_one_is_earlier_or_they_are_alike_as_far_as_known(
    date: str, other: str
) -> None:
    alike = date.startswith(other) or other.startswith(date)
    assert is_before(date, other) + is_before(other, date) == (not alike)


@pytest.mark.parametrize(
    ("status", "successor", "words"),
    [
        ("merged", "b", "merged into Bee"),
        ("dissolved", "b", "dissolved; Bee carries on"),
        ("merged", "Wasp Hub", "merged into Wasp Hub"),
        ("merged", "", "merged"),
        ("active", "", ""),
        ("", "", ""),
    ],
)
def test_what_became_of_a_cluster_names_who_carries_on(
    status: str, successor: str, words: str
) -> None:
    ant = Cluster(id="a", name="Ant", status=status, successor=successor)
    registry = Registry((ant, Cluster(id="b", name="Bee")), (), (), VOCABULARY)
    assert registry.became("a") == words
    assert registry.became("b") == ""


def dated(*rows: tuple[str, str, str, str]) -> Registry:
    """Partnerships with their start, and members with their `since`."""
    starts = {partnership: start for partnership, start, _, _ in rows}
    return Registry(
        tuple(Cluster(id=letter, name=letter) for letter in "abcd"),
        tuple(Partnership(id=i, acronym=i, start=s) for i, s in starts.items()),
        tuple(
            Member(partnership=partnership, cluster=cluster, since=since)
            for partnership, _, cluster, since in rows
        ),
        VOCABULARY,
    )


def known(registry: Registry) -> dict[str, tuple[str, ...]]:
    return registry.members_of


def test_before_a_date_only_members_are_known_who_joined_by_then() -> None:
    registry = dated(
        ("old", "2012", "a", "2012"),
        ("old", "2012", "b", "2018-01"),
        ("old", "2012", "c", ""),
        ("open", "", "a", "2015-06"),
        ("open", "", "d", "2015-12-31"),
        ("late", "2018-01", "a", "2018-01"),
        ("late", "2018-01", "b", "2018-01"),
        # A page spoke of it before it began.
        ("planned", "2018", "c", "2017"),
        ("planned", "2018", "d", "2017"),
    )
    assert known(registry.before("2012")) == {}
    assert known(registry.before("2015-12-31")) == {"old": ("a",), "open": ("a",)}
    assert known(registry.before("2016")) == {"old": ("a",), "open": ("a", "d")}
    assert known(registry.before("2018-01")) == known(registry.before("2016"))
    assert known(registry.before("2019")) == {
        "late": ("a", "b"),
        "old": ("a", "b"),
        "open": ("a", "d"),
        "planned": ("c", "d"),
    }


def test_where_no_member_is_dated_the_start_of_the_partnership_stands_for_it() -> None:
    registry = dated(
        ("old", "2012", "a", ""),
        ("old", "2012", "b", ""),
        ("late", "2018", "c", ""),
        ("open", "", "d", ""),
    )
    assert known(registry.before("2013")) == {"old": ("a", "b")}
    assert known(registry.before("2018-06")) == {"old": ("a", "b")}
    assert known(registry.before("2030")) == {"late": ("c",), "old": ("a", "b")}


def test_what_is_known_before_a_date_hangs_on_nothing_later() -> None:
    """Clusters and codes stay; what a later partnership says leaves no trace."""
    registry = dated(("old", "2012", "a", "2012"), ("late", "2018", "b", "2018"))
    changed = replace(
        registry,
        partnerships=tuple(
            replace(p, target_markets=("BR",)) if p.id == "late" else p
            for p in registry.partnerships
        ),
    )
    assert changed != registry
    assert changed.before("2018") == registry.before("2018")
    assert registry.before("2018").clusters == registry.clusters


def test_of_the_shipped_facts_more_is_known_year_by_year(registry: Registry) -> None:
    earlier: set[tuple[str, str]] = set()
    for year in range(2008, 2026):
        then = registry.before(str(year))
        members = {(member.partnership, member.cluster) for member in then.members}
        assert earlier <= members
        assert all(is_before(member.since, str(year)) for member in then.members)
        assert {p.id for p in then.partnerships} == {name for name, _ in members}
        earlier = members
    assert len(earlier) > 600
