"""Synergies on a registry of more partnerships than are compared at once."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender, load_registry
from matcher.explore.synergies.landscape import MOST
from matcher.registry.synth.drawing import synthesise
from matcher_web import create_app
from tests.web.reading import Page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def many() -> FlaskClient:
    """Pages of a drawn registry of more partnerships than are compared at once."""
    drawn = synthesise(load_registry(), 1200, seed=1)
    assert len(drawn.partnerships) > 2 * MOST
    return create_app({"RECOMMENDER": PartnerRecommender().fit(drawn)}).test_client()


def test_of_too_many_the_first_are_compared_and_every_twin_says_so(
    many: FlaskClient,
) -> None:
    found = [
        *csv.DictReader(StringIO(many.get("/partnerships.csv?programme=all").text))
    ]
    first, n_left_out = {row["id"] for row in found[:MOST]}, len(found) - MOST
    twin = many.get("/synergies.json?programme=all&sequels=1").json
    assert twin
    assert (twin["n_partnerships"], twin["n_left_out"]) == (MOST, n_left_out)
    assert {*twin["partnerships"]} <= first

    page = Page(many.get("/synergies?programme=all").text)
    told = page.one("p", id="left-out").text
    assert told.startswith(f"Of {len(found)} partnerships the first {MOST} by acronym")
    assert f"the other {n_left_out} are left out, here and in the files" in told

    table = many.get("/synergies.csv?programme=all&sequels=1")
    name = f"synergies-first-{MOST}-of-{len(found)}.csv"
    assert name in table.headers["Content-Disposition"]
    rows = [*csv.DictReader(StringIO(table.text))]
    assert len(rows) == MOST * (MOST - 1) // 2
    assert {row[side] for row in rows for side in ("left", "right")} == first


def test_narrowed_to_few_enough_none_is_left_out(many: FlaskClient) -> None:
    address = "programme=all&kind=agreement&kind=network&lens=together"
    twin = many.get(f"/synergies.json?{address}").json
    assert twin
    assert 1 < twin["n_partnerships"] <= MOST
    assert "n_left_out" not in twin
    assert "are left out, here" not in many.get(f"/synergies?{address}").text
    for told in twin["top"]:
        pair = many.get(f"/synergies/{told['left']}/{told['right']}.json").json
        assert pair
        assert pair["lenses"]["together"] == pytest.approx(told["value"], abs=1e-9)
        assert pair["lenses"]["overall"] == pytest.approx(told["score"], abs=1e-9)
