"""What the README of the data says of them is so."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from matcher import Registry, UnknownCluster
from matcher.registry.package.tables import TABLES
from matcher.text import fold
from tests.registry.package.copies import DATA, TableRows, key_of

README = (DATA / "README.md").read_text(encoding="utf-8")


def test_readme_counts_the_gaps_that_are_there(tables: dict[str, TableRows]) -> None:
    clusters, partnerships = tables["clusters"], tables["partnerships"]
    members, evidence = tables["members"], tables["evidence"]
    n_members = Counter(row["partnership"] for row in members)
    taking_part = {row["cluster"] for row in members}
    kinds = Counter(row["kind"] for row in partnerships)
    has = {column: sum(bool(row[column]) for row in clusters) for column in clusters[0]}
    n_alone = sum(not n_members[row["id"]] for row in partnerships)
    n_three = sum(n >= 3 for n in n_members.values())
    n_ended = sum(bool(row["end"]) for row in partnerships)
    n_at_no_time = sum(not row["since"] for row in members)
    n_newcomers = sum(row["id"] not in taking_part for row in clusters)
    n_lost = sum(not row["programme"] for row in partnerships)
    site = re.compile(r"https?://[^/]+/?")
    n_sites = sum(bool(site.fullmatch(fact["source"])) for fact in evidence)
    names = {6: "six", 7: "seven"}
    told = " ".join(README.split())
    for claim in (
        f"Of {len(partnerships)} partnerships {kinds['consortium']} are consortia, "
        f"{kinds['network']} networks and {kinds['agreement']} agreements; "
        f"{names[n_alone]} have no known member, {n_three} have three or more, "
        f"{n_ended} have an end recorded, {names[n_lost]} have no programme recorded",
        f"{n_at_no_time} of {len(members)} memberships have no date",
        f"{len(clusters) - has['website']} of {len(clusters)} organisations have no "
        f"website recorded, {has['target_markets']} have markets of their own, "
        f"{has['members']} a number of members, {has['city']} a city, "
        f"{has['founded']} the year in which they were founded, {has['label']} a label",
        f"{n_newcomers} organisations are in no partnership",
        f"{len(clusters) - has['sources']} have no page as a source",
        f"The status of {has['status']} organisations is known",
        f"{n_sites} of {len(evidence):,} facts name the site that says so",
        f"{sum(bool(f['year']) for f in evidence)} facts got the `year`",
        f"{names[sum(bool(f['note']) for f in evidence)]} that their rows contradict",
    ):
        assert claim in told, claim


def test_readme_tells_the_names_that_two_organisations_have(
    registry: Registry,
) -> None:
    called = Counter(
        name
        for cluster in registry.clusters
        for name in {cluster.name, cluster.short_name, *cluster.aliases} - {""}
    )
    line = next(line for line in README.splitlines() if "are called" in line)
    shared = {name for name, n_called in called.items() if n_called > 1}
    assert {*re.findall("`(.+?)`", line)} == shared


def test_readme_names_every_file_and_column() -> None:
    for table in TABLES.values():
        assert f"`{table.file}`" in README
        for column in table.columns:
            assert f"`{column.name}`" in README, (table.file, column.name)


def corrections() -> list[list[str]]:
    lines = README.split("## Corrections")[1].splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("|")]
    return [["" if cell == "(empty)" else cell for cell in row] for row in rows[2:]]


def test_the_table_of_corrections_is_read_whole() -> None:
    assert len(corrections()) > 50


def test_each_correction_of_the_readme_stands_in_the_data(
    tables: dict[str, TableRows],
) -> None:
    for file, key, column, was, now, why in corrections():
        name = file.removesuffix(".csv")
        cells = [
            row[column]
            for row in tables[name]
            if key == "every row" or f"{key_of(name, row)} ".startswith(f"{key} ")
        ]
        assert why
        assert was != now
        if key == "every row":
            assert was not in "\n".join(cells), was
            assert now in "\n".join(cells), now
        else:
            assert {*cells} == {now}, (key, column)


def test_who_went_into_another_is_found_there(registry: Registry) -> None:
    for text in ("Green and Smart Technology Cluster", "PEMAS", "Plastipolis"):
        cluster = registry.find_cluster(text)
        assert fold(text) in {*map(fold, cluster.aliases)}
    with pytest.raises(UnknownCluster, match="mean 'green-tech-cluster-latvia'"):
        registry.cluster("green-and-smart-technology-cluster")
