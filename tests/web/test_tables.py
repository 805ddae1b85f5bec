"""Tables that hold what the page shows, whole."""

from __future__ import annotations

import csv
from io import StringIO

from flask.testing import FlaskClient


def test_who_completes_a_partnership_is_a_table_for_people(client: FlaskClient) -> None:
    response = client.get("/partnerships/adpack-g1.csv")
    rows = list(csv.DictReader(StringIO(response.text)))
    shown = client.get("/partnerships/adpack-g1.json").json
    assert shown
    both = shown["complete"] + shown["known_partners"]
    assert [row["Name"] for row in rows] == [one["cluster"]["name"] for one in both]
    assert {row["Asked by"] for row in rows} == {"AdPack"}
    assert rows[0]["Facts as of"] == shown["as_of"]
    assert not any("_" in name for name in rows[0])
    named = response.headers["Content-Disposition"]
    assert f"who-would-complete-adpack-{shown['as_of']}.csv" in named


def test_clusters_export_everybody_found_not_only_a_page(client: FlaskClient) -> None:
    listed = client.get("/clusters.json").json
    assert listed
    rows = list(csv.DictReader(StringIO(client.get("/clusters.csv").text)))
    assert len(rows) == listed["n_clusters"] > 50
