"""Pages of a registry so large that work which grows with its square would show.

Counted, not timed: what is listed, drawn and compared. `tests/bench/large_pages.py`
has the seconds, at 17,000 clusters.
"""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from matcher import PartnerRecommender, load_registry
from matcher.explore import matches
from matcher.explore.markets.presence import Markets
from matcher.explore.synergies.landscape import MOST
from matcher.model.answers.ranking import ClusterRanking
from matcher.model.scoring.agreement import SHORTLIST
from matcher.model.scoring.scorer import Scorer
from matcher.model.values import pair_values
from matcher.registry.synth.drawing import synthesise
from matcher_web import create_app
from matcher_web.markets.goers import MOST_LISTED
from matcher_web.network.drawn import MOST_NODES

pytestmark = pytest.mark.slow

N = 1600
MOST_KILOBYTES = 1500
EVERYTHING = "?programme=all"


@pytest.fixture(scope="module")
def fitted() -> PartnerRecommender:
    """Of a drawn registry."""
    return PartnerRecommender().fit(synthesise(load_registry(), N, seed=1))


@pytest.fixture(scope="module")
def app(fitted: PartnerRecommender) -> Flask:
    """Its pages."""
    return create_app({"RECOMMENDER": fitted})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Who asks for them."""
    return app.test_client()


@pytest.fixture(scope="module")
def markets(fitted: PartnerRecommender) -> Markets:
    """Who goes where in it; most go to the first of its codes."""
    return Markets(fitted.registry)


def test_a_market_page_lists_the_first_and_its_files_hold_all(
    client: FlaskClient, markets: Markets
) -> None:
    code = markets.codes[0]
    partnerships, clusters = markets.partnerships(code), markets.clusters(code)
    assert len(clusters) > MOST_LISTED
    for address in (f"/markets/{code}", f"/markets?all={code}"):
        html = client.get(address).text
        assert html.count('<td class="no-print">') == MOST_LISTED
        told = f"Only the first {MOST_LISTED} of {len(clusters):,} are listed here"
        assert html.count(told) == 1
        path, _, query = address.partition("?")
        rows = [*csv.DictReader(StringIO(client.get(f"{path}.csv?{query}").text))]
        there = [one.id for one in (*partnerships, *clusters)]
        assert [row["id"] for row in rows] == there


def test_a_market_compares_a_bounded_number_of_pairs_and_says_so(
    fitted: PartnerRecommender, markets: Markets, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    paired, ranked = pair_values, ClusterRanking.best_score

    def pairing(*given: object) -> object:
        compared.append(len(given[2]) * len(given[3]))  # type: ignore[arg-type]
        return paired(*given)  # type: ignore[arg-type]

    def ranking(self: ClusterRanking, *given: object) -> float:
        compared.append(len(self.rows))
        return ranked(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(matches, "pair_values", pairing)
    monkeypatch.setattr(ClusterRanking, "best_score", ranking)
    monkeypatch.setattr(matches, "PAIRS_RANKED", 20 * N * SHORTLIST)
    code = markets.codes[0]
    client = create_app({"RECOMMENDER": fitted}).test_client()
    found = client.get(f"/markets/{code}.json").json
    assert found
    assert compared[0] == matches.MOST_CLUSTERS**2
    assert 0 < len(compared[1:]) <= 20
    n_clusters = len(matches.clusters_there(markets, code))
    n_partnerships = len(matches.partnerships_there(markets, code))
    assert found["n_clusters_left_out"] == n_clusters - matches.MOST_CLUSTERS > 0
    assert found["n_partnerships_left_out"] == n_partnerships - 20 > 0


def test_synergies_score_a_bounded_number_of_pairs(
    fitted: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(fitted.registry.partnerships) > 3 * MOST
    scored = []
    values = Scorer.side_values

    def counting(self: Scorer, *given: object) -> object:
        found = values(self, *given)  # type: ignore[arg-type]
        scored.append(len(found))
        return found

    monkeypatch.setattr(Scorer, "side_values", counting)
    client = create_app({"RECOMMENDER": fitted}).test_client()
    found = client.get(f"/synergies.json{EVERYTHING}").json
    assert found
    assert found["n_pairs"] <= MOST * (MOST - 1) // 2
    # Those that are looked at, and those that stand for all.
    assert MOST**2 <= sum(scored) <= 2 * MOST**2


def test_the_network_measures_and_draws_as_many_nodes_as_fit(
    client: FlaskClient, fitted: PartnerRecommender
) -> None:
    found = client.get(f"/network.json{EVERYTHING}").json
    assert found
    everybody = len(fitted.registry.clusters) + len(fitted.registry.partnerships)
    assert len(found["nodes"]) == everybody > 3 * MOST_NODES
    groups = found["communities"]
    n_drawn = sum(len(g["clusters"]) + len(g["partnerships"]) for g in groups)
    assert 0.9 * MOST_NODES < n_drawn <= MOST_NODES
    measured = [one for one in found["nodes"] if one["bridging"] is not None]
    assert len(measured) == n_drawn
    told = f"the other {found['n_left_out']:,} have no community"
    assert told in client.get(f"/network{EVERYTHING}").text


@pytest.mark.parametrize("path", ["/clusters", "/partnerships", "/network"])
def test_lists_show_a_page_at_a_time(client: FlaskClient, path: str) -> None:
    html = client.get(path + EVERYTHING * (path != "/clusters")).text
    table = html[html.index("list-table") :].partition("</table>")[0]
    assert 50 <= table.count("<tr>") - 1 <= 100


@pytest.mark.parametrize("path", ["/", "/synergies", "/network", "/markets", "/map"])
def test_no_page_grows_with_the_square(client: FlaskClient, path: str) -> None:
    answer = client.get(path + EVERYTHING * (path not in ("/", "/markets")))
    assert answer.status_code == 200
    assert len(answer.data) < MOST_KILOBYTES * 1024
