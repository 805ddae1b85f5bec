"""What a focus speaks of is offered beside it, and taken only by who follows a link."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.conftest import Get, Read

SPEAKING = "country=PT&focus=Olive+oil+by+drones,+sold+to+Brazil&k=4&only_countries=ES"
LINKS = {
    "Food Processing and Manufacturing": ("sectors", "food-processing"),
    "Drones": ("technologies", "drones"),
    "Brazil": ("markets", "BR"),
}


def test_each_link_adds_its_code_and_keeps_the_rest_of_the_question(read: Read) -> None:
    page = read(f"/suggestions?{SPEAKING}")
    (line,) = [one.text for one in page.all("p") if "speaks of" in one.text]
    assert " ".join(line.split()) == (
        "Your focus speaks of olive oil, Drones, Brazil. "
        "Add Food Processing and Manufacturing, Drones, Brazil or all of these?"
    )
    (everything,) = [one for one in page.all("a") if one.text == "all of these"]
    assert parse_qs(urlsplit(everything.get("href") or "").query) == {
        **parse_qs(SPEAKING),
        **{name: [code] for name, code in LINKS.values()},
    }
    for label, (name, code) in LINKS.items():
        (address,) = {
            one.get("href")
            for one in page.all("a")
            if one.text == label and f"{name}={code}" in (one.get("href") or "")
        }
        sent = parse_qs(urlsplit(address).query)
        assert sent == {**parse_qs(SPEAKING), name: [code]}


def test_the_twin_tells_what_is_proposed_and_takes_none(get: Get) -> None:
    found = get(f"/suggestions.json?{SPEAKING}").get_json()
    assert [(one["kind"], one["code"]) for one in found["proposed"]] == [
        ("sector", "food-processing"),
        ("technology", "drones"),
        ("market", "BR"),
    ]
    assert {*found["proposed"][0]} == {"kind", "code", "label", "term"}
    assert found["query"]["profile"]["sectors"] == []
    form = get(f"/index.json?{SPEAKING}").get_json()
    assert form["proposed"] == found["proposed"]


@pytest.mark.parametrize(
    "asked",
    [
        "cluster=inovcluster",
        "cluster=inovcluster&focus=Olive+oil",
        "sectors=food-processing&focus=Olive+oil",
        "focus=nothing+of+the+kind",
    ],
)
def test_nothing_is_proposed_of_a_named_cluster_or_what_is_there(
    get: Get, read: Read, asked: str
) -> None:
    assert get(f"/suggestions.json?{asked}").get_json()["proposed"] == []
    assert "speaks of" not in read(f"/suggestions?{asked}").one("main").text


def test_the_form_offers_the_same_as_boxes_that_nobody_has_ticked(read: Read) -> None:
    page = read(f"/?{SPEAKING}")
    (offer,) = [one for one in page.all("fieldset") if "speaks of" in one.text]
    assert "Your focus speaks of olive oil, Drones, Brazil." in offer.text
    boxes = [one for one in page.all("input") if offer in one.inside]
    assert {(one.get("name"), one.get("value")) for one in boxes} == {*LINKS.values()}
    assert not any("checked" in one.attributes for one in boxes)
    assert "speaks of" not in read("/").one("main").text
