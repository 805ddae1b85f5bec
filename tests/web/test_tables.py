"""Tables that hold what the page shows, whole."""

from __future__ import annotations

import csv
from io import StringIO

from flask.testing import FlaskClient

from matcher_web.suggestions.records import SUGGESTION_COLUMNS


def test_completions_have_the_promised_columns(client: FlaskClient) -> None:
    response = client.get("/partnerships/adpack-g1.csv")
    rows = list(csv.DictReader(StringIO(response.text)))
    assert tuple(rows[0]) == (*SUGGESTION_COLUMNS, "as_of")
    assert [row["rank"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert {row["known_partner"] for row in rows} <= {"true", "false"}


def test_clusters_export_everybody_found_not_only_a_page(client: FlaskClient) -> None:
    listed = client.get("/clusters.json").json
    assert listed
    rows = list(csv.DictReader(StringIO(client.get("/clusters.csv").text)))
    assert len(rows) == listed["n_clusters"] > 50
