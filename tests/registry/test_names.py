"""Records are found by id and by name, or the error offers who is meant."""

from __future__ import annotations

import pytest

from matcher import Cluster, Partnership, UnknownCluster, UnknownPartnership
from matcher.registry.names import ClusterNames, PartnershipNames

CLUSTERS = ClusterNames(
    [
        Cluster(id="ants", name="Fourmilière", short_name="FOR", aliases=("Ant Hill",)),
        Cluster(id="bees", name="Bee Hive", aliases=("Hive", "Beehive")),
        Cluster(id="lodz", name="Łódź Hub", short_name="ØRE"),
        Cluster(id="wasps", name="Wasp Nest", short_name="Hive"),
        Cluster(id="wood", name="Wood Wasps", short_name="Wasps"),
    ]
)
TEAMS = [
    Partnership(id="loom-g1", acronym="LOOM", start="2016-03"),
    Partnership(id="loom-g2", acronym="LOOM"),
    Partnership(id="mill", acronym="MILL", start="2018"),
]
PARTNERSHIPS = PartnershipNames(TEAMS)


@pytest.mark.parametrize(
    ("text", "row"),
    [("ants", 0), (" BEES ", 1), ("fourmiliere", 0), ("for", 0), ("ant hill", 0),
     ("Lodz  Hub", 2), ("łódź hub", 2), ("ore", 2), ("WASP NEST", 3), ("wasps", 3)],
)  # fmt: skip
def test_case_and_accents_of_a_name_do_not_matter(text: str, row: int) -> None:
    assert CLUSTERS.find(text) == row


@pytest.mark.parametrize(
    "form", ["e.V.", "e. V.", "GmbH", "ASBL", "z.s.", "S.L.", "ry"]
)
def test_a_legal_form_may_be_left_out_but_be_no_other(form: str) -> None:
    names = ["Pack Hub", f"Wood Hub {form}", "Mill Hub S.r.l.", "Mill Hub AISBL"]
    known = ClusterNames([Cluster(id=f"c{n}", name=o) for n, o in enumerate(names)])
    assert known.find("wood hub") == known.find(f"Wood Hub {form}") == 1
    assert known.find(f"Pack Hub {form}") == 0
    assert known.called("Wood Hub UAB") == []
    with pytest.raises(UnknownCluster, match="several clusters are called 'Mill Hub'"):
        known.find("Mill Hub")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hive", "several clusters are called 'hive': bees, wasps"),
        ("Wasps", "several clusters are called 'Wasps': wasps, wood"),
        ("bes", "no cluster has the id or name 'bes'; did you mean 'bees'?"),
        ("bee hivee", "did you mean 'bees'?"),
        ("zzz", "'zzz'; 5 clusters are known by id, name and former names"),
    ],
)
def test_who_is_not_one_cluster_by_name_is_told_who_is_near(
    text: str, words: str
) -> None:
    with pytest.raises(UnknownCluster) as caught:
        CLUSTERS.find(text)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("ant-hill", "no cluster has the id 'ant-hill'; did you mean 'ants'?"),
        ("wasp", "no cluster has the id 'wasp'; did you mean 'wasps' or 'wood'?"),
        ("BEES", "no cluster has the id 'BEES'; did you mean 'bees'?"),
    ],
)
def test_an_id_is_exact_and_a_former_one_leads_to_who_has_the_name(
    id: str, words: str
) -> None:
    assert CLUSTERS.row("wasps") == 3
    with pytest.raises(UnknownCluster) as caught:
        CLUSTERS.row(id)
    assert words in str(caught.value)


def test_partnerships_are_found_by_id_alone() -> None:
    assert PARTNERSHIPS.row("mill") == 2
    with pytest.raises(UnknownPartnership, match="'mil'; did you mean 'mill'"):
        PARTNERSHIPS.row("mil")


def test_an_acronym_that_two_have_is_told_apart_by_year_or_id() -> None:
    titles = [PARTNERSHIPS.title(team) for team in TEAMS]
    assert titles == ["LOOM (2016)", "LOOM (loom-g2)", "MILL"]
