"""The application is put together from a folder, or from a fitted recommender."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from matcher import DatasetError, PartnerRecommender, Registry
from matcher.registry.package.naming import NAMES_OF_PAGES
from matcher_web import create_app
from tests.web.facts.evidence import with_evidence
from tests.web.reading import Page

DATA = Path(__file__).resolve().parents[2] / "data"


def test_a_folder_of_tables_is_served(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    for name in ("members", "partnerships", "evidence"):
        table = folder / f"{name}.csv"
        table.write_text(table.read_text(encoding="utf-8").split("\n")[0] + "\n")
    client = create_app({"REGISTRY": folder}).test_client()
    json = client.get("/suggestions.json?cluster=inovcluster").json
    assert json
    assert len(json["suggestions"]) == 10
    assert json["partnerships"] == []
    for address in (
        "/",
        "/suggestions?cluster=inovcluster",
        "/clusters/inovcluster",
        "/partnerships",
        "/pairs/inovcluster/valorial",
        "/about",
    ):
        assert client.get(address).status_code == 200, address


def test_no_cluster_may_be_called_as_a_page_beside_its_own() -> None:
    rules = [r.rule.split("/") for r in create_app().url_map.iter_rules()]
    beside = {
        there
        for rule in rules
        for other in rules
        for at, (name, there) in enumerate(zip(rule, other, strict=False))
        if name.startswith("<") and not there.startswith("<")
        if rule[:at] == other[:at] and rule[1] in ("clusters", "pairs")
    }
    assert {name.partition(".")[0] for name in beside} == NAMES_OF_PAGES


def test_a_fault_in_the_evidence_stops_the_start() -> None:
    wrong = with_evidence([("food-0", "city", "Porto", "porto", "sure", "", "")])
    recommender = PartnerRecommender().fit(wrong)
    with pytest.raises(DatasetError) as told:
        create_app({"RECOMMENDER": recommender})
    faults = [(f.file, f.line, f.column) for f in told.value.faults]
    assert faults == [("evidence.csv", 2, "confidence"), ("evidence.csv", 2, "source")]


def test_a_folder_with_faults_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="does not exist"):
        create_app({"REGISTRY": tmp_path / "nowhere"})


def test_a_registry_of_one_cluster_is_served(registry: Registry) -> None:
    alone = Registry((registry.cluster("inovcluster"),), (), (), registry.vocabulary)
    recommender = PartnerRecommender().fit(alone)
    client = create_app({"RECOMMENDER": recommender}).test_client()
    for address in (
        "/",
        "/suggestions?cluster=inovcluster",
        "/suggestions?sectors=textile",
        "/clusters",
        "/clusters/inovcluster",
        "/about",
    ):
        assert client.get(address).status_code == 200, address


def test_hostile_data_is_shown_as_text(registry: Registry) -> None:
    name = "=<x-probe onclick='x()'>"
    hostile = replace(
        registry.cluster("inovcluster"),
        id="hostile",
        name=name,
        focus=name,
        website="javascript:alert(1)",
        sources=("javascript:alert(1)", "data:text/html,x", "https://good.example/a"),
    )
    pair = (hostile, registry.cluster("valorial"))
    recommender = PartnerRecommender().fit(Registry(pair, (), (), registry.vocabulary))
    client = create_app({"RECOMMENDER": recommender}).test_client()
    for address in (
        "/",
        "/suggestions?cluster=valorial",
        "/clusters",
        "/clusters/hostile",
        "/pairs/hostile/valorial",
    ):
        html = client.get(address).text
        page = Page(html)
        assert "<x-probe" not in html
        assert not page.all("x-probe")
        links = {a.get("href") for a in page.all("a")}
        assert not {href for href in links if href.startswith(("javascript", "data"))}
    assert "https://good.example/a" in {
        a.get("href") for a in Page(client.get("/clusters/hostile").text).all("a")
    }
    rows = list(csv.DictReader(StringIO(client.get("/clusters.csv").text)))
    assert rows[0]["name"] == "'" + name
