"""Where to report a mistake: shown if there is an address, naming the record."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from matcher import MatcherError, PartnerRecommender
from matcher_web import create_app
from matcher_web.contact import checked
from tests.web.conftest import Get
from tests.web.reading import Page

WORDS = "Report a mistake"
MAIL, FORM = "registry@example.org", "https://example.org/report?lang=en"


def served(recommender: PartnerRecommender, contact: str) -> FlaskClient:
    app = create_app({"RECOMMENDER": recommender, "CONTACT": contact})
    return app.test_client()


def links(client: FlaskClient, address: str) -> list[str]:
    page = Page(client.get(address).text)
    return [a.get("href") for a in page.all("a") if WORDS in a.text]


def test_nothing_is_shown_where_there_is_no_contact(get: Get) -> None:
    for address in ("/", "/clusters/valorial", "/partnerships/adpack-g1"):
        assert WORDS not in get(address).text


def test_a_mail_names_the_record_and_its_page(recommender: PartnerRecommender) -> None:
    client = served(recommender, MAIL)
    of_record, of_page = links(client, "/clusters/valorial?asking=cluster%3Dpolymeris")
    assert of_record == (
        f"mailto:{MAIL}?subject=Valorial%20%28valorial%29"
        "&body=http%3A//localhost/clusters/valorial"
    ), "who asks is nobody's business"
    assert of_page.startswith(f"mailto:{MAIL}?subject=Report")
    assert "AdPack%20%28adpack-g1%29" in links(client, "/partnerships/adpack-g1")[0]
    assert len(links(client, "/nowhere")) == 1


def test_a_form_gets_the_record_as_a_field(recommender: PartnerRecommender) -> None:
    of_record, _ = links(served(recommender, FORM), "/clusters/valorial")
    assert of_record == (
        f"{FORM}&about=Valorial+%28valorial%29"
        "&page=http%3A%2F%2Flocalhost%2Fclusters%2Fvalorial"
    )


def test_a_page_held_under_another_contact_is_sent_anew(
    recommender: PartnerRecommender,
) -> None:
    held = served(recommender, MAIL).get("/about").headers["ETag"]
    again = served(recommender, FORM).get("/about", headers={"If-None-Match": held})
    assert again.status_code == 200


@pytest.mark.parametrize("good", ["", "  ", MAIL, f" {FORM} ", "a+b@c-d.example.org"])
def test_a_contact_is_an_address(good: str) -> None:
    assert checked(good) == good.strip()


@pytest.mark.parametrize(
    "bad",
    [
        "registry", "a@b", "a b@example.org", "a@example.org?bcc=x@y.org",
        "a@example.org,b@example.org", "http://example.org", "https://",
        "//example.org",
        "https://user@example.org", "https://example.org/#x", "https://example.org/a b",
        "javascript:alert(1)", "mailto:a@example.org", "https://[", "https://x:y/",
        "https://example.org/\N{LATIN SMALL LETTER E WITH ACUTE}", "a@example.org\nx",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(bad: str) -> None:
    with pytest.raises(MatcherError, match="is no contact; give an e-mail address, as"):
        checked(bad)


def test_the_site_does_not_start_with_a_wrong_one(
    recommender: PartnerRecommender,
) -> None:
    with pytest.raises(MatcherError, match="'me' is no contact"):
        create_app({"RECOMMENDER": recommender, "CONTACT": "me"})
