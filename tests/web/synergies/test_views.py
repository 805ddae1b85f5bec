"""The pages of synergies and their twins: one set of figures everywhere."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from matcher import PartnerRecommender
from matcher.explore.network.connecting import bridges
from matcher.explore.synergies.alliances import Alliance, alliance_in_words
from matcher.explore.synergies.landscape import Landscape
from matcher.explore.synergies.lenses import LENSES
from matcher.explore.synergies.shared import in_common
from matcher_web import create_app
from matcher_web.synergies.lens_view import lens_view
from matcher_web.synergies.question import LensQuestion
from matcher_web.wording import ordinal, score_text, signed
from tests.toy import block_registry
from tests.web.conftest import Get, Read
from tests.web.reading import Element, Page

NAMES = [lens.name for lens in LENSES]
NARROWED = "/synergies?lens=alike&only_markets=JP&different_sectors=1"


@pytest.fixture(scope="module")
def landscape(recommender: PartnerRecommender) -> Landscape:
    return Landscape(recommender)


def drawn(page: Page) -> list[Element]:
    """The cells of the heat map that are links."""
    table = next(t for t in page.all("table") if "heat" in t.get("class").split())
    return [
        link
        for link in page.all("a")
        if table in link.inside and link.get("href").startswith("/synergies/")
    ]


def best(page: Page) -> list[tuple[str, list[str]]]:
    """Address and cells of each row of the list of the best pairs."""
    (table,) = (t for t in page.all("table") if "best" in t.get("class").split())
    links = [a for a in page.all("a") if table in a.inside]
    cells = [td for td in page.all("td") if table in td.inside]
    n_cells = len(cells) // len(links)
    return [
        (link.get("href"), [td.text for td in cells[i * n_cells : (i + 1) * n_cells]])
        for i, link in enumerate(links)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_page_json_and_csv_show_the_landscape(
    name: str,
    get: Get,
    read: Read,
    landscape: Landscape,
    recommender: PartnerRecommender,
) -> None:
    place = landscape.registry.position
    values, usual = landscape.values(name), landscape.usual(name)
    n_above = int((np.triu(np.nan_to_num(values, nan=usual), 1) > usual).sum())
    n = len(landscape.partnerships)
    everything = np.ones((n, n), dtype=bool)
    expected = [
        tuple(landscape.partnerships[i].id for i in pair)
        for pair in landscape.pairs(name, everything)
    ]
    address = f"?lens={name}&generation=1,4&sequels=1"
    twin = get(f"/synergies.json{address}").json
    assert twin
    kept = {p.id for p in landscape.partnerships if p.generation in (1, 4)}
    listed = [pair for pair in expected if {*pair} <= kept]
    assert twin["query"]["lens"] == name
    assert twin["n_pairs"] == len(listed) == len(kept) * (len(kept) - 1) // 2
    n_top = min(25, twin["n_above"])
    assert [(t["left"], t["right"]) for t in twin["top"]] == listed[:n_top]
    assert 0 < twin["n_above"] < n_above
    rows = twin["partnerships"]
    for row, line in zip(rows, twin["values"], strict=True):
        expected_line = values[place(row), [place(other) for other in rows]].tolist()
        assert line == [None if value != value else value for value in expected_line]

    page = read(f"/synergies{address}")
    lens = next(lens for lens in LENSES if lens.name == name)
    assert page.one("h1").text == lens.question
    cells = drawn(page)
    assert len(cells) == 2 * twin["n_above"]
    titles = {landscape.registry.title_of(id_): id_ for id_ in kept}
    for link in cells[:: max(1, len(cells) // 40)]:
        _, _, left, right = link.get("href").split("/")
        value = values[place(left), place(right)]
        names, _, text = link.text.partition(": ")
        assert {titles[n] for n in names.split(", ")} == {left, right}
        assert text == score_text(value, lens.decimals)
    for (address_, shown), told in zip(best(page), twin["top"], strict=True):
        assert address_ == f"/synergies/{told['left']}/{told['right']}"
        assert shown[1] == score_text(told["value"], lens.decimals)
        assert shown[-1] == " ".join(told["words"])
        pair = told["left"], told["right"]
        found = Alliance.of(landscape.registry, *pair, landscape.complement(*pair))
        words = alliance_in_words(landscape.registry, *pair, found)
        assert told["words"] == list(words)
        if name != "overall":
            opened = recommender.explain_synergy(told["left"], told["right"])
            assert shown[2].lower() == told["strength"] == opened.strength


def test_the_table_holds_every_pair_through_every_lens(
    get: Get, landscape: Landscape
) -> None:
    rows = list(
        csv.DictReader(StringIO(get("/synergies.csv?programme=all&sequels=1").text))
    )
    n = len(landscape.partnerships)
    assert len(rows) == n * (n - 1) // 2
    place = landscape.registry.position
    for row in rows[::71]:
        pair = place(row["left"]), place(row["right"])
        for name in NAMES:
            value = landscape.values(name)[pair]
            assert row[name] == ("" if np.isnan(value) else repr(float(value)))
        common = in_common(landscape.registry, row["left"], row["right"])
        assert row["markets"] == ";".join(common.markets)
        assert row["members"] == ";".join(common.members)
    values = [float(row["together"] or "-1") for row in rows]
    assert values == sorted(values, reverse=True)


def test_the_file_begins_with_the_first_programme(
    get: Get, landscape: Landscape
) -> None:
    first = [p.id for p in landscape.partnerships if p.programme == "escp-4i"]
    rows = list(csv.DictReader(StringIO(get("/synergies.csv?sequels=1").text)))
    assert len(rows) == len(first) * (len(first) - 1) // 2
    assert {row[side] for row in rows for side in ("left", "right")} == {*first}


def test_sequels_are_left_out_counted_and_a_click_away(get: Get, read: Read) -> None:
    twin, whole = get("/synergies.json").json, get("/synergies.json?sequels=1").json
    assert twin
    assert whole
    assert twin["query"]["lens"] == NAMES[0] == "together"
    assert twin["n_sequels"] == whole["n_sequels"] > 10
    assert twin["n_pairs"] == whole["n_pairs"] - twin["n_sequels"]
    page = read("/synergies?lens=overall")
    told = page.one("p", **{"class": "meta sequels"})
    assert told.text.startswith(f"{twin['n_sequels']} pairs are left out as sequels")
    (link,) = (a for a in page.all("a") if told in a.inside)
    assert link.get("href") == "/synergies?lens=overall&sequels=1"
    names = ("/synergies/bioxclusters-g0/bioxclusters-plus-g1",)
    with_them = {address for address, _ in best(read(link.get("href")))}
    without = {address for address, _ in best(page)}
    assert with_them - without
    assert without.isdisjoint(names)
    back = read(link.get("href")).one("p", **{"class": "meta sequels"})
    assert back.text.endswith("Leave them out")


def test_a_network_and_a_consortium_have_a_score_as_two_consortia_have(
    get: Get, recommender: PartnerRecommender
) -> None:
    table = get("/synergies.csv?kind=network&kind=consortium").text
    rows = list(csv.DictReader(StringIO(table)))
    kind = {p.id: p.kind for p in recommender.registry.partnerships}
    mixed = [r for r in rows if kind[r["left"]] != kind[r["right"]]]
    assert mixed
    for row in mixed[::500]:
        score = recommender.explain_synergy(row["left"], row["right"]).score
        assert float(row["overall"]) == score


def test_filters_keep_pairs_of_partnerships_that_all_fit(
    get: Get, landscape: Landscape
) -> None:
    table = get(NARROWED.replace("/synergies?", "/synergies.csv?")).text
    registry = landscape.registry
    rows = list(csv.DictReader(StringIO(table)))
    assert rows
    for row in rows:
        left, right = (registry.partnership(row[s]) for s in ("left", "right"))
        assert "JP" in left.target_markets
        assert "JP" in right.target_markets
        assert not {*left.sectors} & {*right.sectors}
        assert row["different_sectors"] == "true"
    values = [float(row["alike"]) for row in rows]
    assert values == sorted(values, reverse=True)


def test_every_choice_can_be_taken_off_and_the_lens_stays(read: Read) -> None:
    page = read(NARROWED)
    (chips,) = (ul for ul in page.all("ul") if ul.get("class") == "chips")
    found = {a.text: a.get("href") for a in page.all("a") if chips in a.inside}
    assert found == {
        "Take off: Market: Japan ×": "/synergies?lens=alike&different_sectors=1",
        "Take off: Different sectors only ×": ("/synergies?only_markets=JP&lens=alike"),
        "Take all off": "/synergies?lens=alike",
    }
    lenses = page.one("ul", id="lens")
    links = [a for a in page.all("a") if lenses in a.inside]
    assert len(links) == len(LENSES)
    for link in links:
        assert "only_markets=JP" in link.get("href")
        assert "different_sectors=1" in link.get("href")
    (current,) = (a for a in links if a.get("aria-current"))
    assert current.text == "Alike"


@pytest.mark.parametrize(
    ("address", "why", "loosen"),
    [
        (
            "/synergies?search=nobody-is-called-so",
            "No partnership is kept.",
            "the words of the search",
        ),
        (
            "/synergies?search=adpack-g1&generation=1",
            "Only one partnership is kept; a pair takes two.",
            "Show all",
        ),
        (
            "/synergies?lens=shared_members&only_sectors=textile&different_sectors=1",
            "No pair of the",
            "Take pairs that share a sector too",
        ),
    ],
)
def test_an_empty_view_says_why_and_what_to_loosen(
    address: str, why: str, loosen: str, client: FlaskClient
) -> None:
    response = client.get(address)
    assert response.status_code == 200
    page = Page(response.text)
    (empty,) = (d for d in page.all("div") if d.get("class") == "empty")
    assert why in empty.text
    assert loosen in [a.text for a in page.all("a") if empty in a.inside]


def test_a_wrong_address_names_the_field_and_what_is_accepted(
    client: FlaskClient,
) -> None:
    wrong = "?lens=x-ray&different_sectors=maybe&generation=99"
    twin = client.get("/synergies.json" + wrong)
    assert twin.status_code == 400
    assert twin.json
    errors = twin.json["errors"]
    assert errors["lens"] == f"Look through one of {', '.join(NAMES)}."
    assert errors["different_sectors"] == "Give 1 for different sectors only, or 0."
    assert "99" in errors["generation"]
    table = client.get("/synergies.csv" + wrong)
    assert table.status_code == 400
    assert table.text.count("\n") == 3
    page = client.get("/synergies" + wrong)
    assert page.status_code == 400
    assert errors["lens"] in page.text


def test_no_page_of_pairs_is_heavy(get: Get) -> None:
    for query in ("", "?programme=all"):
        assert len(get(f"/synergies{query}").data) < 600_000
    for query in ("lens=complementary", "lens=complementary&programme=all"):
        assert len(get(f"/synergies?{query}").data) < 600_000


def test_a_pair_page_shows_the_score_of_the_recommender(
    get: Get, read: Read, recommender: PartnerRecommender
) -> None:
    left, right = "adpack2-g2", "nf4-g2"
    there = recommender.explain_synergy(left, right)
    back = recommender.explain_synergy(right, left)
    twin = get(f"/synergies/{left}/{right}.json").json
    assert twin
    opened = there.to_dict()
    for key in ("score", "intercept", "contributions", "reasons", "rank", "strength"):
        assert twin[key] == opened[key]
    assert twin["their_rank"] == back.rank
    assert [b["cluster"]["id"] for b in twin["bridges"]] == [
        bridge.cluster.id for bridge in bridges(recommender, left, right)
    ]
    page = read(f"/synergies/{left}/{right}")
    assert page.one("h1").text == (
        "What do AdPack² and NF4 share, and how could they go together?"
    )
    steps = [t.text for t in page.all("text") if t.get("class") == "step-value"]
    assert steps[0] == signed(there.intercept)
    assert steps[-1] == score_text(there.score)
    text = page.one("main").text
    n_others = len(recommender.registry.partnerships) - 1
    assert f"NF4 is the {ordinal(there.rank)} of {n_others} for AdPack²" in text
    assert f"AdPack² is the {ordinal(back.rank)} for NF4" in text
    for reason in there.reasons:
        assert reason in text


def test_markets_that_only_one_has_stand_apart(
    read: Read, landscape: Landscape
) -> None:
    left, right = "move-g1", "natureef-g1"
    common = in_common(landscape.registry, left, right)
    assert common.meeting_markets
    assert common.left_markets
    page = read(f"/synergies/{left}/{right}")
    label = landscape.registry.vocabulary.label
    terms = [dt.text for dt in page.all("dt")]
    found = dict(zip(terms, [dd.text for dd in page.all("dd")], strict=True))
    for code in common.markets:
        assert label(code) in found["Markets of both"]
    for ours, theirs in common.meeting_markets:
        assert f"{label(ours)} and {label(theirs)}" in found["Overlapping markets"]
    for code in common.left_markets:
        assert label(code) in found["Only MOVE goes to"]


def test_members_of_both_are_named_and_linked(read: Read, landscape: Landscape) -> None:
    common = in_common(landscape.registry, "adpack-g1", "adpack2-g2")
    assert common.members
    page = read("/synergies/adpack-g1/adpack2-g2")
    section = page.one("section", **{"aria-labelledby": "shared-title"})
    links = [a.get("href") for a in page.all("a") if section in a.inside]
    assert links[-len(common.members) :] == [
        f"/clusters/{member}" for member in common.members
    ]


def test_bridges_lead_to_the_clusters_with_their_places(
    read: Read, recommender: PartnerRecommender
) -> None:
    page = read("/synergies/adpack2-g2/nf4-g2")
    section = page.one("section", **{"aria-labelledby": "bridges-title"})
    here = [a.get("href") for a in page.all("a") if section in a.inside]
    links = [href for href in here if href.startswith("/clusters/")]
    found = bridges(recommender, "adpack2-g2", "nf4-g2")
    assert links == [f"/clusters/{bridge.cluster.id}" for bridge in found]
    for bridge in found:
        for end, name in ((bridge.left, "AdPack²"), (bridge.right, "NF4")):
            words = (
                f"{ordinal(end.rank)} of {end.n_candidates} who would complete {name}"
                if end
                else f"member of {name}"
            )
            assert words in section.text


def test_what_is_not_recorded_is_said(read: Read) -> None:
    text = read("/synergies/3bi-g1/decision-g1").one("main").text
    assert "not recorded; the score takes the markets of its members" in text
    assert "The activities of one of them are not recorded." in text


@pytest.mark.parametrize("twin", ["", ".json", ".csv", ".xlsx"])
def test_one_partnership_is_no_pair_and_strangers_are_not_found(
    twin: str, client: FlaskClient
) -> None:
    same = client.get(f"/synergies/nf4-g2/nf4-g2{twin}")
    assert same.status_code == 400
    assert "choose two" in same.text
    unknown = client.get(f"/synergies/nf4-g2/adpack2-g3{twin}")
    assert unknown.status_code == 404
    assert "adpack2-g2" in unknown.text


def test_two_can_be_chosen_from_lists(
    client: FlaskClient, read: Read, landscape: Landscape
) -> None:
    page = read("/synergies")
    options = Counter(o.get("value") for o in page.all("option"))
    assert {*options.values()} == {2}
    assert len(options) == len(landscape.partnerships)
    found = client.get("/synergies?left=peres-g1&right=nf4-g2")
    assert (found.status_code, found.location) == (302, "/synergies/peres-g1/nf4-g2")
    for query in ("left=", "left=nf4-g2", "right=nf4-g2&left="):
        response = client.get(f"/synergies?{query}")
        assert response.status_code == 400
        assert "Choose two partnerships" in response.text


def test_the_same_address_gives_the_same_bytes(client: FlaskClient) -> None:
    first = client.get(NARROWED).data
    assert first == client.get(NARROWED).data


@pytest.mark.parametrize("n_partnerships", [0, 2])
def test_a_registry_of_few_partnerships_has_pages_too(n_partnerships: int) -> None:
    registry = block_registry()
    few = registry.without(p.id for p in registry.partnerships[n_partnerships:])
    small = create_app({"RECOMMENDER": PartnerRecommender().fit(few)}).test_client()
    for lens in NAMES:
        response = small.get(f"/synergies?lens={lens}")
        assert response.status_code == 200
        assert small.get(f"/synergies.json?lens={lens}").status_code == 200
        assert small.get(f"/synergies.xlsx?lens={lens}").status_code == 200


def test_of_too_many_those_in_the_best_pairs_are_drawn(
    app: Flask, landscape: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher_web.synergies.lens_view.MAX_ROWS", 5)
    everybody = frozenset(p.id for p in landscape.partnerships)
    question = LensQuestion(LENSES[0], everybody)
    view = lens_view.__wrapped__(app.extensions["snapshot"], question)
    rows = {row.id for row in view.heat.rows}
    assert view.n_in_pairs > len(rows) == 5
    assert {pair.id for pair in (view.top[0].left, view.top[0].right)} <= rows
    assert len(view.top) == 25


def test_pairs_that_have_ended_are_said_to_be_nothing_to_join(read: Read) -> None:
    best = read("/synergies").one("section", **{"aria-labelledby": "top-title"}).text
    assert "ended" in best.split("What they share")[1]
    assert "Nobody can join what has ended" in best
