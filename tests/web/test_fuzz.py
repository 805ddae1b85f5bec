"""Arbitrary text in every field, parameter and address: never a 500, never raw."""

from __future__ import annotations

import gc
import re
import tracemalloc
from operator import sub
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.reading import Page

pytestmark = pytest.mark.long

FIELDS = (
    "cluster",
    "country",
    "sectors",
    "technologies",
    "markets",
    "focus",
    "only_countries",
    "exclude_countries",
    "only_markets",
    "only_sectors",
    "exclude",
    "new_partners_only",
    "k",
    "only_ecosystems",
    "only_technologies",
    "generation",
    "all_of",
    "past",
    "ids",
    "search",
    "sort",
    "page",
    "weight_shared_markets",
    "weight_already_partners",
)
PROBE = "<x-probe onclick=\"x()\" a='b'>"
GOOD = ("inovcluster", "PT", "food-processing", "BR", "photonics", "10", "1", "name")
# Each new weighing is worked out anew, so numbers come from a few.
NUMBERS = ("0", "2", "-1", "nan", "1e9", "", "²")

words = st.one_of(
    st.text(max_size=60),
    st.text(max_size=20).map(lambda text: text + PROBE),
    st.sampled_from(GOOD),
    st.lists(st.sampled_from((*GOOD, PROBE, "")), max_size=4).map(",".join),
    st.integers().map(str),
    st.just("x" * 5000),
)
any_fields = st.dictionaries(
    st.sampled_from(FIELDS), st.lists(words, min_size=1, max_size=3), max_size=6
)
queries = st.builds(
    lambda fields, numbers: {
        name: numbers if name.startswith("weight_") else values
        for name, values in fields.items()
    },
    any_fields,
    st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=2),
)
PATHS = (
    "/",
    "/suggestions",
    "/clusters",
    "/clusters/compare",
    "/partnerships",
    "/consortium",
    "/pairs/inovcluster/valorial",
    "/pairs/profile/valorial",
)
TWIN_PATHS = (
    "/suggestions.json",
    "/suggestions.csv",
    "/clusters.json",
    "/clusters.csv",
    "/clusters/compare.csv",
    "/partnerships.json",
    "/consortium.json",
    "/pairs/profile/valorial.json",
    "/pairs/profile/valorial.csv",
    "/pairs/inovcluster/valorial.json",
    "/pairs/inovcluster/valorial.csv",
)

# A few in the fast run; the slow one goes on.
ON = pytest.param(60, marks=pytest.mark.slow)
OFTEN = [8, ON]


def calmly(n_examples: int) -> settings:
    return settings(
        max_examples=n_examples,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


# Nearly no page has a word like an event: then it need not be taken apart.
_EVENT = re.compile(r"[\s\"'/]on\w*\s*=", re.IGNORECASE)


def _is_clean(html: str) -> bool:
    if "<x-probe" in html.casefold() or not _EVENT.search(html):
        return "<x-probe" not in html.casefold()
    return not any(
        element.name == "x-probe"
        or any(name.startswith("on") for name in element.attributes)
        for element in Page(html).elements
    )


@pytest.mark.parametrize("n_examples", [ON])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_takes_any_query(
    client: FlaskClient, path: str, n_examples: int
) -> None:
    @calmly(n_examples)
    @given(queries)
    def any_query(query: dict[str, list[str]]) -> None:
        response = client.get(path, query_string=query)
        assert response.status_code in (200, 400, 404)
        assert _is_clean(response.text)

    any_query()


@pytest.mark.parametrize("n_examples", OFTEN)
@pytest.mark.parametrize("path", TWIN_PATHS)
def test_a_twin_takes_any_query(
    client: FlaskClient, path: str, n_examples: int
) -> None:
    @calmly(n_examples)
    @given(queries)
    def any_query(query: dict[str, list[str]]) -> None:
        response = client.get(path, query_string=query)
        assert response.status_code in (200, 400, 404)
        assert response.mimetype in ("application/json", "text/csv", "text/plain")

    any_query()


@pytest.mark.parametrize("n_examples", OFTEN)
def test_any_address_is_answered(client: FlaskClient, n_examples: int) -> None:
    @calmly(n_examples)
    @given(st.text(max_size=40) | st.just(PROBE), st.text(max_size=40))
    def any_address(left: str, right: str) -> None:
        for path in (
            f"/{left}",
            f"/clusters/{left}",
            f"/clusters/{left}.json",
            f"/partnerships/{left}",
            f"/pairs/{left}/{right}",
            f"/pairs/inovcluster/{right}.csv",
        ):
            response = client.get(path)
            assert response.status_code < 500
            if response.mimetype == "text/html":
                assert _is_clean(response.text)
            response.close()

    any_address()


@pytest.mark.slow
def test_nothing_that_is_typed_is_kept(client: FlaskClient) -> None:
    def answer(turn: str) -> int:
        """What is in memory when some hundred kB have been asked for."""
        paths = (*PATHS, "/markets", "/map", "/nothing/{}", "/clusters/{}.json")
        for number, path in enumerate(paths):
            for fields in (("focus", "x"), ("cluster", "search"), ("only_sectors",)):
                text = f"{turn} {number} {fields} " + "words of a stranger " * 90
                query = {**dict.fromkeys(fields, text), "technologies": "photonics"}
                client.get(path.format(text), query_string=query, buffered=True)
        urlsplit.cache_clear()  # it keeps the last 128 addresses
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    answer("to warm up")
    tracemalloc.start()
    try:
        sizes = [answer(turn) for turn in ("some", "others", "more")]
    finally:
        tracemalloc.stop()
    # What is made once, whenever that is, is no trace of what was typed.
    assert min(map(sub, sizes[1:], sizes)) < 2_000, "one text is as long"


def test_what_was_typed_is_shown_as_text(client: FlaskClient) -> None:
    page = Page(client.get("/suggestions", query_string={"cluster": PROBE}).text)
    assert page.one("input", id="cluster").get("value") == PROBE
    assert PROBE in page.one("p", id="cluster-error").text
