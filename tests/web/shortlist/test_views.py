"""The page of the shortlist, who would complete it, and the files of both."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from urllib.parse import quote

from flask.testing import FlaskClient
from openpyxl import load_workbook

from matcher import Goals, PartnerRecommender
from tests.web.conftest import Get, Read
from tests.web.reading import Page

CHOSEN = "shortlist=valorial,wagralim&note_wagralim=Ask+Maria"
INOV = "asking=cluster%3Dinovcluster"
PORTO = f"asking={quote('country=PT&sectors=food-processing&markets=BR&markets=JP')}"
ADDRESS = f"/shortlist?{CHOSEN}&{INOV}"
PROBE = "<x-probe onclick=\"x()\" a='b'>"


def link(page: Page, text: str) -> str:
    return next(a.get("href") for a in page.all("a") if text in a.text)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_an_empty_one_says_how_to_fill_it(read: Read) -> None:
    page = read("/shortlist")
    assert "Nobody is on it yet. Press “Shortlist”" in page.one("main").text


def test_it_shows_facts_reasons_notes_and_a_text(
    read: Read, recommender: PartnerRecommender
) -> None:
    page = read(ADDRESS)
    for cluster_id in ("valorial", "wagralim"):
        card = page.one("li", id=cluster_id)
        cluster = recommender.registry.cluster(cluster_id)
        found = recommender.explain("inovcluster", cluster_id)
        for words in (cluster.name, cluster.focus, found.reasons[0]):
            assert words in card.text
        assert found.strength.capitalize() in card.text
        text = page.one("textarea", id=f"introduction-{cluster_id}")
        assert "readonly" in text.attributes
        assert f"Dear colleagues at {cluster.name}," in text.text
    assert page.one("textarea", id="note_wagralim").text == "Ask Maria"
    assert page.one("textarea", id="note_valorial").text == ""


def test_it_leads_on_to_pairs_comparing_and_completing(read: Read, get: Get) -> None:
    page = read(ADDRESS)
    for text in ("Why this pair", "Compare", "Who would complete them?"):
        assert get(link(page, text)).status_code == 200
    assert link(page, "Why this pair").startswith("/pairs/inovcluster/valorial?")


def test_without_anybody_who_asks_there_is_no_fit(read: Read) -> None:
    page = read(f"/shortlist?{CHOSEN}")
    assert "Why it fits" not in page.one("main").text
    assert "Introduce yourself" not in page.one("main").text


def test_who_asks_does_not_fit_itself(client: FlaskClient) -> None:
    twin = client.get(f"/shortlist.json?shortlist=inovcluster,valorial&{INOV}").json
    assert twin
    itself, other = twin["shortlist"]
    assert itself["suggestion"] is None
    assert other["suggestion"]["strength"]


def test_the_twin_holds_the_same(get: Get, recommender: PartnerRecommender) -> None:
    twin = get(ADDRESS.replace("?", ".json?")).json
    assert twin
    assert twin["asked_by"] == "InovCluster"
    assert [one["note"] for one in twin["shortlist"]] == ["", "Ask Maria"]
    for one in twin["shortlist"]:
        found = recommender.explain("inovcluster", one["cluster"]["id"])
        assert one["suggestion"] == found.to_dict()


def test_what_is_wrong_is_told_and_all_else_shown(client: FlaskClient) -> None:
    long = "x" * 201
    answer = client.get(f"/shortlist?shortlist=valorial,nobody&note_valorial={long}")
    assert answer.status_code == 400
    page = Page(answer.text)
    assert page.one("title").text.startswith("Error: ")
    summary = page.one("div", id="problem").text
    assert "No cluster is called 'nobody'." in summary
    assert "Note on Valorial: The note has 201 letters" in summary
    assert "201 letters" in page.one("p", id="note_valorial-error").text
    assert page.one("textarea", id="note_valorial").text == long
    assert page.one("li", id="valorial")
    twin = client.get(f"/shortlist.json?shortlist=valorial&note_valorial={long}")
    assert (twin.status_code, list(twin.json["errors"])) == (400, ["note_valorial"])


def test_a_note_is_only_ever_text(client: FlaskClient) -> None:
    asked = {"shortlist": "valorial", "note_valorial": PROBE}
    page = Page(client.get("/shortlist", query_string=asked).text)
    assert page.one("textarea", id="note_valorial").text == PROBE
    formula = {"shortlist": "valorial", "note_valorial": "=1+1"}
    (row,) = rows(client.get("/shortlist.csv", query_string=formula).text)
    assert row["Note"] == "'=1+1"


def test_files_are_for_people_to_read(client: FlaskClient) -> None:
    answer = client.get(f"/shortlist.csv?{CHOSEN}&{PORTO}")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="shortlist-for-cluster-from-portugal-in-food-processing-'
        'and-m-2026-11-28.csv"'
    )
    first, second = rows(answer.text)
    assert first["Country"] == "France"
    assert first["Sectors"] == (
        "Food Processing and Manufacturing; Livestock Processing"
    )
    assert second["Note"] == "Ask Maria"
    assert first["Asked by"] == (
        "Cluster from Portugal in Food Processing and Manufacturing, to Brazil and "
        "Japan"
    )
    assert first["Facts as of"] == "2026-11-28"
    assert len(first["Score"].partition(".")[2]) <= 2


def test_suggestions_are_taken_away_readable(client: FlaskClient) -> None:
    answer = client.get("/suggestions.xlsx?cluster=inovcluster&k=3")
    name = "partners-for-inovcluster-2026-11-28"
    assert f'"{name}.xlsx"' in answer.headers["Content-Disposition"]
    book = load_workbook(BytesIO(answer.data))
    assert book.sheetnames == ["partners", "Question"]
    header, *found = book["partners"].iter_rows(values_only=True)
    assert header == (
        "Place", "Name", "Country", "City", "What it does", "Sectors", "Technologies",
        "Markets", "Members", "Quality label", "Running partnerships", "Website",
        "Registry id", "Fit", "Ahead of, % of candidates", "Your place in their list",
        "Partners in", "Why it fits", "Score", "Asked by", "Facts as of",
    )  # fmt: skip
    assert len(found) == 3 + 3  # new partners, then known ones
    told = dict(book["Question"].iter_rows(values_only=True))
    assert told == {
        "Question": "Partners for InovCluster",
        "Asked by": "InovCluster",
        "Facts as of": "2026-11-28",
    }


def test_who_asks_is_among_those_to_be_completed(
    get: Get, read: Read, recommender: PartnerRecommender
) -> None:
    address = f"/complete?clusters=valorial,wagralim&{INOV}"
    team = ["inovcluster", "valorial", "wagralim"]
    expected = recommender.answer(team, k=10)
    twin = get(address.replace("?", ".json?")).json
    assert twin
    assert [one["id"] for one in twin["clusters"]] == team
    new, known = expected.suggestions, expected.known_partners
    assert twin["suggestions"] == [found.to_dict() for found in new]
    assert twin["known_partners"] == [found.to_dict() for found in known]
    table = rows(get(address.replace("?", ".csv?")).text)
    ids = [found.cluster.id for found in (*new, *known)]
    assert [row["Registry id"] for row in table] == ids
    page = read(address)
    titles = ("complete-title", "known-title")
    lists = [page.one("section", **{"aria-labelledby": title}) for title in titles]
    shown = [
        [li.get("id") for li in page.all("li") if part in li.inside and li.get("id")]
        for part in lists
    ]
    assert shown == [[one.cluster.id for one in part] for part in (new, known)]
    assert page.one("h1").text == (
        "Who would complete InovCluster, Valorial and Wagralim?"
    )


def test_a_description_is_said_not_to_be_a_member(
    get: Get, read: Read, recommender: PartnerRecommender
) -> None:
    address = f"/complete?clusters=valorial&{PORTO}"
    assert "only clusters of the registry count" in read(address).one("main").text
    twin = get(address.replace("?", ".json?")).json
    assert twin
    wanted = Goals(markets=("BR", "JP"))
    expected = recommender.answer(["valorial"], k=10, goals=wanted)
    assert twin["suggestions"] == [one.to_dict() for one in expected.suggestions]


def test_goals_of_the_address_count_and_each_is_taken_off(
    get: Get, read: Read, recommender: PartnerRecommender
) -> None:
    said = "clusters=valorial,wagralim&want_markets=JP,BR&want_countries=ES"
    goals = Goals(markets=("JP", "BR"), countries=("ES",))
    expected = recommender.answer(["valorial", "wagralim"], k=10, goals=goals)
    for asking in ("", f"&{PORTO}"):  # who asks wants other things
        twin = get(f"/complete.json?{said}{asking}").json
        assert twin
        assert twin["suggestions"] == [one.to_dict() for one in expected.suggestions]
        assert twin["goals"]["markets"] == ["BR", "JP"]
    page = read(f"/complete?{said}")
    (wanted,) = [s for s in page.all("section") if s.get("class") == "wanted"]
    links = {a.text: a.get("href") for a in page.all("a") if wanted in a.inside}
    assert "want_markets=BR&" in links["No longer want: Japan \N{MULTIPLICATION SIGN}"]
    assert "must=markets" in links["Make it a must: Wanted markets"]
    assert (
        "Japan: " in page.one("section", **{"aria-labelledby": "complete-title"}).text
    )
    assert page.one("input", id="want_markets").get("value") == "BR, JP"
    wrong = get("/complete.json?clusters=valorial&want_markets=Narnia").json
    assert wrong
    assert "want_markets" in wrong["errors"]


def test_the_filters_of_who_asks_hold(get: Get) -> None:
    asking = quote("cluster=inovcluster&only_countries=ES")
    twin = get(f"/complete.json?clusters=valorial&k=4&asking={asking}").json
    assert twin
    countries = {one["cluster"]["country"] for one in twin["suggestions"]}
    assert countries == {"ES"}
    assert len(twin["suggestions"]) == 4


def test_nobody_cannot_be_completed(client: FlaskClient) -> None:
    answer = client.get("/complete")
    assert answer.status_code == 400
    assert "Name the clusters that are to be completed" in answer.text
    told = client.get("/complete.json?clusters=nobody&k=0").json
    assert told
    assert set(told["errors"]) == {"clusters", "k"}


def test_comparing_tells_what_is_shared_with_who_asks(get: Get, read: Read) -> None:
    address = f"/clusters/compare?ids=valorial&ids=wagralim&{INOV}"
    twin = get(address.replace("?", ".json?")).json
    assert twin
    first, second = twin["beside"]
    assert "food-processing" in first["shares"]
    assert "livestock" in first["apart"]
    assert "livestock" not in [*second["shares"], *second["apart"]]
    assert not set(first["apart"]) & set(second["apart"])
    text = read(address).one("main").text
    assert "What each shares with InovCluster, and what sets it apart" in text


def test_a_pair_offers_a_text_to_introduce_oneself(read: Read) -> None:
    page = read("/pairs/inovcluster/valorial")
    text = page.one("textarea", id="introduction-valorial")
    assert "readonly" in text.attributes
    assert text.text.startswith("Dear colleagues at Valorial, We are InovCluster")
    described = read("/pairs/profile/valorial?sectors=food-processing")
    text = described.one("textarea", id="introduction-valorial")
    assert "We are [name of your cluster]" in text.text
