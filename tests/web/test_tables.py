"""CSV that spreadsheets open without running anything."""

from __future__ import annotations

import csv
from io import StringIO

import numpy as np
import pytest
from flask.testing import FlaskClient

from web.tables import SUGGESTION_COLUMNS, write_csv


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_what_would_run_as_a_formula_gets_an_apostrophe(text: str) -> None:
    rows = list(csv.reader(StringIO(write_csv(["name"], [[text]]), newline="")))
    assert rows[1] == ["'" + text.replace("\r", " ")]


def test_numbers_stay_numbers_in_full_precision() -> None:
    rows = write_csv(["a", "b", "c"], [[-0.1, np.float64(1 / 3), -2]])
    assert rows == "a,b,c\n-0.1,0.3333333333333333,-2\n"


def test_what_is_not_recorded_stays_empty_and_truth_is_said() -> None:
    assert write_csv(["a", "b"], [[None, True]]) == "a,b\n,true\n"


def test_suggestions_have_the_promised_columns(client: FlaskClient) -> None:
    response = client.get("/suggestions.csv?cluster=inovcluster&k=3")
    assert response.mimetype == "text/csv"
    assert "suggestions.csv" in response.headers["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(response.text)))
    assert tuple(rows[0]) == SUGGESTION_COLUMNS
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    assert {row["known_partner"] for row in rows} <= {"true", "false"}


def test_clusters_export_everybody_found_not_only_a_page(client: FlaskClient) -> None:
    listed = client.get("/clusters.json").json
    assert listed
    rows = list(csv.DictReader(StringIO(client.get("/clusters.csv").text)))
    assert len(rows) == listed["n_clusters"] > 50
