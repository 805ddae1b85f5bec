"""Who is meant by a row: known ones, near ones, and names that several have."""

from __future__ import annotations

import pytest

from matcher import Cluster
from matcher.importing.mapping import Mapping
from tests.importing.rows import cluster, importing, member, partnership
from tests.toy import registry_of

KNOWN = registry_of(
    Cluster(id="aei-textils", name="AEI Tèxtils", country="ES",
            website="https://textils.cat", aliases=("Catalan Textile Cluster",)),
    Cluster(id="marine-south-east", name="Marine South East", short_name="MSE",
            country="GB"),
    Cluster(id="mse-sport", name="Hungarian Sport Cluster", short_name="MSE",
            country="HU"),
    Cluster(id="food-dk", name="Food Cluster", country="DK"),
    Cluster(id="polo-energia", name="Polo Energia", short_name="POLENE", country="IT",
            website="https://www.polenergia.it/en"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "id"),
    [
        (cluster("aei  TEXTILS"), "aei-textils"),
        (cluster("Catalan Textile Cluster", country="ES"), "aei-textils"),
        (cluster("AEI Tèxtils de Catalunya", id="aei-textils"), "aei-textils"),
        (cluster("MSE", country="HU"), "mse-sport"),
        (cluster("Polo Energia S.r.l.", country="IT"), "polo-energia"),
        (cluster("POLENE", country="IT"), "polo-energia"),
        (cluster("Polo d'Energia", website="http://polenergia.it"), "polo-energia"),
        (cluster("Food Cluster"), "food-dk"),
        (cluster("food-dk"), "food-dk"),
    ],
)
def test_a_row_that_is_known_updates_it(row, id: str) -> None:  # type: ignore[no-untyped-def]
    found = importing(row, known=KNOWN)
    assert {*found.states} == {id}
    assert not found.near


@pytest.mark.parametrize(
    "row",
    [
        cluster("POLENE"),
        cluster("Polo Energia S.r.l."),
        cluster("Polo d'Energia", website="http://polenergia.it"),
        cluster("Wholly Different", id="aei-textils"),
        cluster("Food Cluster Jutland", id="marine-south-east"),
        cluster("Wood Cluster", id="food-dk"),
        cluster("Polo Energie", short_name="POLENE"),
    ],
)
def test_what_speaks_for_it_alone_is_a_doubt(row) -> None:  # type: ignore[no-untyped-def]
    found = importing(row, known=KNOWN)
    assert found.merged.counts["clusters"].new == 0
    (doubt,) = found.remarks("doubt")
    assert doubt.chosen in KNOWN.index
    assert doubt.place.column == "name"


def test_a_name_that_several_have_is_asked_about() -> None:
    found = importing(cluster("MSE"), known=KNOWN)
    (doubt,) = found.remarks("doubt")
    assert doubt.alternatives == ("marine-south-east", "mse-sport")
    assert found.merged.counts["clusters"].new == 1
    lines = {near.line for near in found.near}
    assert lines == {'"MSE" = "marine-south-east"', '"MSE" = "mse-sport"'}


def test_a_member_whose_name_several_have_is_not_taken() -> None:
    found = importing(partnership("NEW4U", members=("MSE",)), known=KNOWN)
    assert not found.registry.members
    (unread,) = found.remarks("unread")
    assert unread.alternatives == ("marine-south-east", "mse-sport")
    assert '"MSE" = "marine-south-east"' in unread.line


def test_the_same_name_elsewhere_is_another_one() -> None:
    found = importing(cluster("Food Cluster", country="IT"), known=KNOWN)
    assert found.registry.cluster("food-cluster-italy").name == "Food Cluster (Italy)"
    assert [doubt.alternatives for doubt in found.remarks("doubt")] == [("food-dk",)]
    again = importing(cluster("Food Cluster", country="IT"), known=found.registry)
    assert again.states == {"food-cluster-italy": "unchanged"}
    assert not again.remarks("unread")


def test_near_ones_are_told_and_not_merged() -> None:
    found = importing(
        cluster("Catalan Textil Cluster"),
        cluster("Energy South", website="https://polenergia.it"),
        known=KNOWN,
    )
    assert found.merged.counts["clusters"].new == 2
    told = {(near.known_id, near.line) for near in found.near}
    assert told == {
        ("aei-textils", '"Catalan Textil Cluster" = "aei-textils"'),
        ("polo-energia", '"Energy South" = "polo-energia"'),
    }


def test_what_it_has_alone_hides_nobody_near() -> None:
    row = cluster("Polo dell' Energia Lucana", short_name="PEL", country="IT",
                  website="https://pel.example.it", aliases=("Enerluc",))  # fmt: skip
    known = Cluster(id="lucana", name="Polo Energia Lucana", country="IT")
    (near,) = importing(row, known=registry_of(known)).near
    assert near.known_id == "lucana"


def test_names_that_differ_in_the_telling_word_are_two() -> None:
    site = "https://clusters.lombardia.example"
    found = importing(
        cluster("Food Cluster Lombardia", website=f"{site}/food"),
        cluster("Wood Cluster Lombardia", 2, website=f"{site}/wood"),
        cluster("Silk Cluster 1", 3),
        cluster("Silk Cluster 2", 4),
    )
    assert len(found.ids) == 4
    assert not found.remarks("doubt")
    assert [near.reason for near in found.near] == ["the same website"]


@pytest.mark.parametrize(
    "shared", [{"website": "https://portal.example/p"}, {"short_name": "ALL"}]
)
def test_what_a_portal_gives_to_many_tells_nobody_apart(shared) -> None:  # type: ignore[no-untyped-def]
    trades = (
        "food wood silk glass steel wine bees ships cars trains games films".split()
    )
    names = [f"{one} and {other}" for one in trades[:5] for other in trades[5:]]
    rows = [cluster(name, n, country="IT", **shared) for n, name in enumerate(names)]
    few = importing(*rows[:3], cluster("Food and whine", 99, **shared))
    assert few.remarks("doubt")
    assert len(few.ids) == 3
    many = importing(*rows, cluster("Food and whine", 99, **shared))
    assert not many.remarks("doubt")
    assert len(many.ids) == len(names) + 1


def test_what_the_user_says_holds() -> None:
    said = Mapping(organisations={"catalan textil cluster": "aei-textils",
                                  "marine south east": ""})  # fmt: skip
    found = importing(cluster("Catalan Textil Cluster"), known=KNOWN, said=said)
    assert found.states == {"aei-textils": "updated"}
    aliases = found.registry.cluster("aei-textils").aliases
    assert "Catalan Textil Cluster" in aliases


def test_rows_of_one_import_are_recognised_likewise() -> None:
    found = importing(
        cluster("Łódzki Klaster Modowy", country="PL", short_name="LKM"),
        cluster("Lodzki  klaster modowy", 2, members=30),
        cluster("LKM", 3, country="PL"),
        member("NEW4U", "Lodzki Klaster Modowy", 4),
    )
    assert found.ids == ["lodzki-klaster-modowy"]
    assert found.registry.clusters[0].members == 30
    assert not found.remarks("doubt")


def test_ids_of_a_file_are_kept_but_numbers_of_rows() -> None:
    found = importing(
        cluster("One", id="cz-17"), cluster("Two", 2, id="2"), cluster("Three", 3)
    )
    assert found.ids == ["cz-17", "three", "two"]
    assert [note.value for note in found.remarks("note")] == ["2"]


def test_two_names_under_one_new_id_are_one_in_doubt() -> None:
    rows = [
        cluster("Alpine Timber", id="wood-1", country="AT"),
        cluster("Danube Photonics", 2, id="wood-1", country="AT"),
    ]
    for found in (importing(*rows), importing(*reversed(rows))):
        (doubt,) = found.remarks("doubt")
        assert (doubt.value, doubt.chosen) == ("Danube Photonics", "wood-1")


def test_who_says_where_it_sits_keeps_a_name_that_several_have() -> None:
    rows = [
        cluster("A Net", 1, country="DE", city="Ulm"),
        cluster("A Net", 2, country="FR"),
        cluster("A Net", 3),
    ]
    for found in (importing(*rows), importing(*reversed(rows))):
        assert [(one.id, one.name) for one in found.registry.clusters] == [
            ("a-net", "A Net"), ("a-net-france", "A Net (France)"),
        ]  # fmt: skip
        (unread,) = found.remarks("unread")
        assert unread.place.row == 3


def test_ids_do_not_depend_on_the_order_of_rows() -> None:
    rows = [cluster("A+B", country="DE"), cluster("A/B", country="FR"), cluster("A-C")]
    orders = {tuple(importing(*order).ids) for order in (rows, rows[::-1])}
    assert len(orders) == 1


@pytest.mark.parametrize(
    ("name", "values", "id"),
    [
        ("Ελληνικό Δίκτυο", {}, "elliniko-diktyo"),
        ("Клъстер Здраве", {}, "klaster-zdrave"),
        ("株式会社", {"short_name": "KSG"}, "ksg"),
        ("株式会社", {"website": "https://tokyo-cluster.jp"}, "tokyo-cluster"),
        ("compare", {"country": "DE"}, "compare-de"),
    ],
)
def test_an_id_is_made_in_every_script(
    name: str, values: dict[str, str], id: str
) -> None:
    assert importing(cluster(name, **values)).ids == [id]
