"""Who is meant by a name: one, or it is asked about."""

from __future__ import annotations

from itertools import product

import pytest

from matcher import Cluster, Partnership, Registry, UnknownPartnership
from matcher.cli.typed.queries import read_consortium
from tests.cli.running import answer, refusal
from tests.toy import VOCABULARY


@pytest.mark.parametrize(
    "asking",
    [["complete"], ["consortium", "--start"], ["consortium", "--value"]],
    ids=" ".join,
)
def test_a_name_of_a_partnership_and_a_cluster_is_asked_about(
    asking: list[str], registry: Registry
) -> None:
    both = [
        (one, clusters)
        for one in registry.partnerships
        if (clusters := registry.clusters_called(one.acronym))
    ]
    assert both
    for partnership, clusters in both:
        ids = ", ".join(one.id for one in [partnership, *clusters])
        told = refusal(*asking, f" {partnership.acronym} ", env={"COLUMNS": "200"})
        assert told.endswith(f"are called '{partnership.acronym}'; give an id: {ids}")


def test_an_exact_id_wins_over_who_is_called_so() -> None:
    whole = answer("complete", "cebr", "-k", "1")["query"]
    assert whole["partnership"] == "cebr"
    alone = answer("complete", "aqua-valley", "-k", "1")["query"]
    assert alone["clusters"] == ["aqua-valley"]


NAMES = ("beta", "Beta", "BETA")


@pytest.mark.parametrize(("id", "acronym", "typed"), [*product(NAMES, repeat=3)])
@pytest.mark.parametrize("whose", ["name", "short_name", "aliases"])
def test_nobody_is_taken_silently_by_a_name_of_both(
    id: str, acronym: str, typed: str, whose: str
) -> None:
    names = {whose: (acronym,) if whose == "aliases" else acronym}
    cluster = Cluster(**{"id": id, "name": "A name", **names})
    whole = Partnership(id="whole", acronym=acronym)
    known = Registry((cluster,), (whole,), (), VOCABULARY)
    if typed == id:
        assert read_consortium(known, [typed]).subject == [id]
    else:
        with pytest.raises(UnknownPartnership, match=f"give an id: whole, {id}"):
            read_consortium(known, [typed])
    assert read_consortium(known, ["whole"]).subject == "whole"
    assert read_consortium(known, [typed, id]).subject == [id]


@pytest.mark.parametrize("typed", ["Alpha", "ALPHA"])
def test_an_acronym_that_is_another_s_id_is_asked_about(typed: str) -> None:
    sides = (
        Partnership(id="alpha", acronym="Old"),
        Partnership(id="new", acronym="Alpha"),
    )
    known = Registry((), sides, (), VOCABULARY)
    with pytest.raises(UnknownPartnership, match="several partnerships are called"):
        read_consortium(known, [typed])
    assert read_consortium(known, ["alpha"]).subject == "alpha"
