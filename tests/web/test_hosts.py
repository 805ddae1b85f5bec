"""Only names that are known are answered, wherever proxies put the site."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from matcher import MatcherError, PartnerRecommender
from matcher_web import create_app
from matcher_web.hosts import LOOPBACK, Gate, checked_prefix, trusted_name
from matcher_web.security import HEADERS
from tests.toy import block_registry
from tests.web.reading import Page

NAMES = ["partners.example", ".cluster.example", "192.0.2.7", "2001:DB8::7", "Büro.eu"]
ANSWERED = (
    *(*LOOPBACK, "localhost:8000", "127.0.0.1:1", "[::1]:65535", "LOCALHOST"),
    *("partners.example", "Partners.Example.:8080", "192.0.2.7:80"),
    *("a.cluster.example", "b.a.cluster.example:1", "[2001:db8::7]:8000"),
    "xn--bro-hoa.eu",
)
REFUSED = (
    *("", "evil.example", "partners.example.evil.org", "evilpartners.example"),
    *("cluster.example", "evilcluster.example", "192.0.2.8", "127.0.0.2", "[::2]"),
    *("localhost, evil.example", "localhost:x", "localhost:123456", "localhost/x"),
    *("user@localhost", "localhost ", "[::1", "[", ":80", "..cluster.example", "::1"),
    *("a..cluster.example", f"{'x' * 64}.cluster.example", "localhost\x00", "２"),
)
FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "partners.example"}
ADDRESS = "/suggestions?cluster=food-0"


PLACES = (
    *("/", "/clusters?page=1", "/clusters/food-0", "/partnerships", "/synergies"),
    *("/markets", "/network", "/map", "/about", "/suggestions?cluster=food-0"),
    *("/suggestions?k=0", "/clusters/nobody", "/nowhere"),
)


@pytest.fixture(scope="module")
def toy() -> PartnerRecommender:
    return PartnerRecommender().fit(block_registry())


def opened(toy: PartnerRecommender, **config: object) -> FlaskClient:
    return create_app({"RECOMMENDER": toy, **config}).test_client()


@pytest.fixture(scope="module")
def named(toy: PartnerRecommender) -> FlaskClient:
    return opened(toy, TRUSTED_HOSTS=NAMES)


@pytest.fixture(scope="module")
def behind(toy: PartnerRecommender) -> FlaskClient:
    """Behind one proxy."""
    return opened(toy, PROXIES=1)


@pytest.mark.parametrize("host", ANSWERED)
def test_a_name_that_is_trusted_is_answered(named: FlaskClient, host: str) -> None:
    answer = named.get("/healthz", headers={"Host": host})
    assert answer.status_code == 200
    assert "Cache-Control" in answer.headers


@pytest.mark.parametrize("host", REFUSED)
def test_other_names_are_refused_with_the_headers(
    named: FlaskClient, host: str
) -> None:
    for address in ("/", "/healthz", "/static/app.css", "/clusters.json", "/nowhere"):
        answer = named.get(address, environ_overrides={"HTTP_HOST": host})
        assert answer.status_code == 400
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert Page(answer.text).one("h1").text == "This host is not served here"
        assert "evil" not in answer.text


def test_where_no_name_is_given_only_this_computer_is_answered(
    toy: PartnerRecommender,
) -> None:
    client = opened(toy)
    for host in LOOPBACK:
        assert client.get("/healthz", headers={"Host": host}).status_code == 200
    for host in ("partners.example", "192.0.2.7", "localhost.evil.example"):
        assert client.get("/healthz", headers={"Host": host}).status_code == 400


def test_who_names_no_host_is_refused(named: FlaskClient) -> None:
    environ = named.get("/healthz").request.environ | {"REQUEST_METHOD": "GET"}
    del environ["HTTP_HOST"]
    told: list[str] = []
    application = named.application
    b"".join(application(environ, lambda status, _: told.append(status)))  # type: ignore[arg-type,return-value]
    assert told == ["400 BAD REQUEST"]


@pytest.mark.slow
@given(st.text(max_size=80))
def test_no_other_text_is_a_name(text: str) -> None:
    gate = Gate(lambda *_: [], frozenset(LOOPBACK))
    plain = re.sub(r"\.?(:[0-9]{1,5})?$", "", text.lower())
    assert gate.answers_to(text) <= (plain in LOOPBACK)


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", "https://a.example", "a.example:80", "a/b", "*", "*.a.example",
     "a b", "a..b", "x" * 64, ":", "::x", "1::2::3", "a,b", "ａ b"],
)  # fmt: skip
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(MatcherError, match="is no name of a host; give a name or an"):
        trusted_name(text)


@pytest.mark.parametrize("config", [{"TRUSTED_HOSTS": ["a/b"]}, {"PREFIX": "a/b"}])
def test_it_is_refused_at_the_start(toy: PartnerRecommender, config: Any) -> None:
    with pytest.raises(MatcherError, match="^'a/b' is no (name of|prefix)"):
        opened(toy, **config)


@pytest.mark.slow
@given(st.ip_addresses())
def test_an_address_is_trusted_as_browsers_write_it(address: object) -> None:
    name = trusted_name(str(address).upper())
    host = f"[{address}]" if ":" in str(address) else str(address)
    assert Gate(lambda *_: [], frozenset([name])).answers_to(f"{host}:8000")


@pytest.mark.parametrize(
    "text",
    ["matcher", "//evil.example", "/a b", "/a?b", "/a//b", "/..", "/a/./b"],
)
def test_what_is_no_prefix_is_refused(text: str) -> None:
    with pytest.raises(MatcherError, match="is no prefix of addresses; give one that"):
        checked_prefix(text)


@pytest.mark.parametrize(
    "prefix", ["/clusters", "/pairs/", "/markets/BR", "/about.json", "/static"]
)
def test_a_prefix_that_is_the_name_of_a_page_is_refused(
    toy: PartnerRecommender, behind: FlaskClient, prefix: str
) -> None:
    with pytest.raises(MatcherError, match="cannot be told from the page '/[a-z.]+'"):
        opened(toy, PREFIX=prefix)
    answer = behind.get("/clusters", headers={"X-Forwarded-Prefix": prefix})
    assert answer.status_code == 400
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert Page(answer.text).one("h1").text == "The site cannot stand here"


def test_what_a_proxy_says_counts_where_it_is_named(
    toy: PartnerRecommender,
) -> None:
    names = ["partners.example"]
    believing = opened(toy, TRUSTED_HOSTS=names, PROXIES=1)
    plain = opened(toy, TRUSTED_HOSTS=names)
    for client, origin in (
        (believing, "https://partners.example"),
        (plain, "http://localhost"),
    ):
        page = Page(client.get(ADDRESS, headers=FORWARDED).text)
        assert page.one("input", id="share").get("value") == origin + ADDRESS
        assert page.one("link", rel="canonical").get("href") == origin + ADDRESS


def test_a_name_that_a_proxy_forwards_is_trusted_no_more(behind: FlaskClient) -> None:
    assert behind.get("/healthz", headers=FORWARDED).status_code == 400


KEPT, CUT, TOLD = "kept by the proxy", "cut off by the proxy", "told by the proxy"


@pytest.mark.slow
@pytest.mark.parametrize("how", [KEPT, CUT, TOLD])
def test_under_a_prefix_every_link_and_file_is_below_it(
    toy: PartnerRecommender, how: str
) -> None:
    setting = {"PROXIES": 1} if how == TOLD else {"PREFIX": "/matcher/"}
    headers = {"X-Forwarded-Prefix": "/matcher"} if how == TOLD else {}
    client = opened(toy, **setting)
    before = "/matcher" if how == KEPT else ""
    files = set()
    for address in PLACES:
        answer = client.get(before + address, headers=headers)
        page = Page(answer.text)
        links = [
            str(value)
            for element in page.elements
            for name, value in element.attributes.items()
            if name in ("href", "src", "action") and str(value).startswith("/")
        ]
        assert links
        assert [link for link in links if not link.startswith("/matcher/")] == []
        files |= {link for link in links if "/static/" in link or ".json" in link}
    for link in files:
        at = link if how == KEPT else link.removeprefix("/matcher")
        answer = client.get(at, headers=headers, buffered=True)
        assert answer.status_code == 200, link
    shared = Page(client.get(before + ADDRESS, headers=headers).text)
    address = f"http://localhost/matcher{ADDRESS}"
    assert shared.one("input", id="share").get("value") == address


def test_the_page_that_stands_at_the_prefix_is_the_first(
    toy: PartnerRecommender,
) -> None:
    client = opened(toy, PREFIX="/matcher")
    bodies = {client.get(at).data for at in ("/matcher", "/matcher/", "/")}
    assert len(bodies) == 1


@pytest.mark.parametrize(
    "prefix", ["//evil.example", "/a/../b?", "evil", "/\\evil", "/ü"]
)
def test_a_prefix_that_leads_elsewhere_is_not_believed(
    behind: FlaskClient, prefix: str
) -> None:
    answer = behind.get(ADDRESS, headers={"X-Forwarded-Prefix": prefix})
    assert answer.status_code == 200
    assert "evil" not in answer.text
    assert 'href="/clusters' in answer.text
