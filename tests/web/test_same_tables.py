"""A figure is the same wherever it stands: page, JSON, CSV, XLSX and command line."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from matcher import PartnerRecommender, Registry
from matcher.cli import app
from matcher_web.wording import score_text
from tests.web.conftest import Get, Read
from tests.web.reading import Element, Page

TEAM, LEFT, RIGHT = "adpack-g1", "adpack2-g2", "nf4-g2"
WORDS = ("weak", "fair", "strong", "very strong")
BRIDGES = "?between=photonics&and=health"


def at(address: str, ending: str) -> str:
    path, mark, query = address.partition("?")
    return f"{path}{ending}{mark}{query}"


def twin(get: Get, address: str) -> dict[str, Any]:
    found = get(at(address, ".json")).json
    assert isinstance(found, dict)
    return found


def column(get: Get, address: str, name: str) -> list[str]:
    """One column of the CSV, which the XLSX must hold too."""
    rows = list(csv.DictReader(StringIO(get(at(address, ".csv")).text)))
    book = load_workbook(BytesIO(get(at(address, ".xlsx")).data), read_only=True)
    header, *cells = book.active.iter_rows(values_only=True)
    place = header.index(name)
    for row, cell in zip(rows, cells, strict=True):
        if isinstance(cell[place], int | float):
            assert float(row[name]) == pytest.approx(cell[place], rel=1e-13)
        else:
            assert row[name] == (cell[place] or "")
    return [row[name] for row in rows]


def numbers(get: Get, address: str, name: str) -> list[float]:
    return [float(cell) for cell in column(get, address, name)]


def printed(*arguments: str) -> dict[str, Any]:
    """What a command prints."""
    done = CliRunner().invoke(app, [*arguments, "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


def region(page: Page, title: str) -> Element:
    """The section under a heading, or the box with a label."""
    for element in page.all("section", "div"):
        if element.get("aria-label") == title:
            return element
        heading = element.get("aria-labelledby")
        if heading and page.one("h2", id=heading).text == title:
            return element
    raise AssertionError(f"no '{title}' on the page")


def rows(page: Page, title: str) -> list[list[str]]:
    """The cells of a table, row by row, under a heading or a label."""
    box = region(page, title)
    body = [row for row in page.all("tr") if box in row.inside and row.is_in("tbody")]
    return [[c.text for c in page.all("th", "td") if row in c.inside] for row in body]


def values(page: Page, title: str) -> list[float]:
    """The scores under a heading in full precision, each once."""
    box = region(page, title)
    shown = [data for data in page.all("data") if box in data.inside]
    for data in shown:
        word = data.text.lower()
        assert word in WORDS or data.text == score_text(float(data.get("value")))
    return list(dict.fromkeys(float(data.get("value")) for data in shown))


def test_who_completes_a_partnership(get: Get, read: Read) -> None:
    address = f"/partnerships/{TEAM}"
    printed_ = printed("complete", TEAM, "-k", "5")
    told = printed_["suggestions"] + printed_["known_partners"]
    found = twin(get, address)
    shown = found["complete"] + found["known_partners"]
    assert [{name: s[name] for name in told[0]} for s in shown] == told
    scores = [suggestion["score"] for suggestion in told]
    assert numbers(get, address, "Score") == [round(score, 2) for score in scores]
    ids = [s["cluster"]["id"] for s in told]
    assert column(get, address, "Registry id") == ids
    assert values(read(address), "Who would complete it") == scores


def test_what_fits_a_partnership(get: Get, read: Read) -> None:
    told = printed("synergies", TEAM, "-k", "5")["synergies"]
    address = f"/partnerships/{TEAM}"
    assert twin(get, address)["synergies"] == told
    page = read(address)
    best = values(page, "Partnerships that fit it")
    assert best == [synergy["score"] for synergy in told]


def test_two_partnerships(
    get: Get, read: Read, recommender: PartnerRecommender
) -> None:
    address = f"/synergies/{LEFT}/{RIGHT}"
    n = len(recommender.registry.partnerships)
    told = printed("synergies", LEFT, "-k", str(n))
    both = told["synergies"] + told["sequels"]
    found = next(s for s in both if s["partnership"]["id"] == RIGHT)
    pair = twin(get, address)
    assert (pair["score"], pair["rank"]) == (found["score"], found["rank"])
    assert pair["contributions"] == found["contributions"]
    assert pair["lenses"]["overall"] == found["score"]
    assert numbers(get, address, "total")[-1] == found["score"]
    parts = [part["contribution"] for part in found["contributions"]]
    added = column(get, address, "contribution")[1:-1]
    assert [float(cell or 0) for cell in added] == parts
    assert float(read(address).all("data")[0].get("value")) == found["score"]


def test_the_best_pairs_of_partnerships(get: Get, read: Read) -> None:
    address = "/synergies?generation=2&lens=overall"
    best = twin(get, address)["top"]
    n = len(best)
    assert numbers(get, address, "overall")[:n] == [pair["value"] for pair in best]
    assert column(get, address, "left")[:n] == [pair["left"] for pair in best]
    assert column(get, address, "right")[:n] == [pair["right"] for pair in best]
    page = Page(get(address).text)
    assert values(page, "The best pairs") == [pair["value"] for pair in best]


def test_who_goes_where(get: Get, read: Read, registry: Registry) -> None:
    told = {row["market"]: row for row in twin(get, "/markets")["markets"]}
    codes = column(get, "/markets/over-time", "market")
    teams = numbers(get, "/markets/over-time", "partnerships")
    clusters = numbers(get, "/markets/over-time", "clusters")
    assert codes == list(told)
    assert teams == [row["partnerships"] for row in told.values()]
    assert clusters == [row["clusters"] for row in told.values()]
    for code, n_teams, n_clusters in zip(codes, teams, clusters, strict=True):
        going = [p for p in registry.partnerships if code in p.target_markets]
        assert len(going) == n_teams
        there = [c for c in registry.clusters if code in registry.markets_of(c.id)]
        assert len(there) == n_clusters
    shown = rows(read("/markets"), "Markets over time")
    # What is stated only by region stands behind a plus.
    plain = [tuple(int(cell.split()[0]) for cell in row[1:3]) for row in shown]
    assert plain == [(row["partnerships"], row["clusters"]) for row in told.values()]


def test_white_spaces(get: Get, read: Read) -> None:
    told = twin(get, "/markets")["white_spaces"]
    expected = column(get, "/markets", "expected_partnerships")
    white = [cell for cell in expected if cell]
    assert [float(cell) for cell in white[: len(told)]] == [s["expected"] for s in told]
    text = read("/markets").one("main").text
    for space in told:
        assert f"{score_text(space['expected'], 1)} of" in text


def test_one_market(get: Get, read: Read) -> None:
    told = twin(get, "/markets/BR")
    found = [*told["found"]["partnerships"], *told["found"]["clusters"]]
    assert column(get, "/markets/BR", "id") == [one["id"] for one in found]
    by_name = [one["by_name"] for one in found]
    assert by_name.count(True) == told["partnerships"] + told["clusters"]
    page = read("/markets/BR")
    heading = f"{told['partnerships']} partnerships and {told['clusters']} clusters"
    assert heading in page.one("h1").text
    shown = rows(page, "Partnerships") + rows(page, "Clusters")
    assert len(shown) == len(found)
    best = [pair["suggestion"]["score"] for pair in told["new_pairs"]]
    assert values(page, "Best new pairs") == best
    done = [one["suggestion"]["score"] for one in told["complete"]]
    assert values(page, "Best consortia") == done


def test_bridges(get: Get, read: Read) -> None:
    address = f"/network{BRIDGES}"
    told = twin(get, address)["connectors"]
    strengths = [bridge["strength"] for bridge in told]
    assert numbers(get, address, "strength") == strengths
    assert column(get, address, "id") == [bridge["cluster"]["id"] for bridge in told]
    shown = rows(read(address), "Clusters that bridge both")
    assert [row[-1] for row in shown] == [
        score_text(strength) for strength in strengths[: len(shown)]
    ]


def test_the_network(get: Get) -> None:
    told = twin(get, "/network")["nodes"]
    assert column(get, "/network", "id") == [node["id"] for node in told]
    assert numbers(get, "/network", "n_links") == [node["n_links"] for node in told]
    bridging = [float(b) if b else None for b in column(get, "/network", "bridging")]
    assert bridging == [node["bridging"] for node in told]


def test_the_map(get: Get, read: Read, registry: Registry) -> None:
    told = twin(get, "/map")
    places = [*told["countries"], *told["markets"]]
    assert column(get, "/map", "code") == [place["code"] for place in places]
    counts = [place["n_clusters"] for place in places]
    assert numbers(get, "/map", "clusters") == counts
    there = sum(country["n_clusters"] for country in told["countries"])
    assert there == len(registry.clusters)
    page = read("/map")
    for title, listed in (("Countries", "countries"), ("Markets", "markets")):
        shown = {row[0]: row[1:] for row in rows(page, title)}
        for place in told[listed]:
            assert str(place["n_clusters"]) in shown[place["name"] or "not recorded"]


def test_clusters_side_by_side(
    get: Get, read: Read, recommender: PartnerRecommender
) -> None:
    address = "/clusters/compare?ids=inovcluster&ids=valorial"
    (told,) = twin(get, address)["scores"]
    assert told["score"] == recommender.explain("inovcluster", "valorial").score
    assert told["score"] == twin(get, "/pairs/inovcluster/valorial")["score"]
    page = Page(get(address).text)
    assert values(page, "How well each two fit") == [told["score"]]


@pytest.mark.parametrize(
    ("address", "listed", "count"),
    [
        ("/clusters", "clusters", "n_partnerships"),
        ("/partnerships", "partnerships", "members"),
    ],
)
def test_lists(get: Get, address: str, listed: str, count: str) -> None:
    told = twin(get, address)[listed]
    ids = [record["id"] for record in told]
    assert column(get, address, "id")[: len(ids)] == ids
    cells = column(get, address, count)[: len(ids)]
    for record, cell in zip(told, cells, strict=True):
        wanted = record[count]
        assert cell == (";".join(wanted) if isinstance(wanted, list) else str(wanted))
