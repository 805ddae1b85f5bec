"""What a registry knows of its own records, by hand."""

from __future__ import annotations

from matcher import Cluster, Member, Partnership, Registry
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
