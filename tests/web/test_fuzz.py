"""Every route with every parameter that any page reads: never a crash, never raw."""

from __future__ import annotations

import gc
import gzip
import json
import random
import re
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from operator import sub
from urllib.parse import parse_qsl, quote, quote_from_bytes, urlsplit

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from matcher import SIGNALS, Registry
from matcher.registry.options import OPTIONS
from matcher_web import twins
from matcher_web.query.heard import Heard
from matcher_web.security import HEADERS
from tests.recording.addresses import ADDRESSES, method_and_path
from tests.web.reading import Page

pytestmark = pytest.mark.long

PROBE = "<x-probe onclick=\"x()\" a='b'>"
N_CASES = 10_000
N_AT_ONCE = 1_000
N_IN_THE_FAST_RUN = 200
MOST_SECONDS = 5.0
"""What hangs or grows without bounds takes longer, on a slow and busy machine too; how
long a page takes is told by `tests/bench/page_times.py`."""

STRANGE: dict[str, Callable[[random.Random], bytes]] = {
    "bytes": lambda chance: chance.randbytes(chance.randrange(40)),
    "letters": lambda chance: "".join(
        chr(chance.randrange(0x20, 0xD800)) for _ in range(chance.randrange(60))
    ).encode(),
    "signs": lambda chance: "".join(
        chance.choice("\0\r\n\t,;:=&?#%+/\\<>\"'{}[]ﷺ\u200b\u202e\ufeff²٣Łß🦊")
        for _ in range(chance.randrange(40))
    ).encode(),
    "a number": lambda chance: str(
        chance.choice([0, -1, 1 << 63, 10**400, 1e308, 1e-320, float("nan"), 0.5])
    ).encode(),
    "many": lambda chance: (chance.choice(["a,", "ﷺ", "x", "1;", "é "]) * 400).encode(),
    "elements": lambda chance: f"{chance.choice(['', 'a, '])}{PROBE}".encode(),
    "too many": lambda chance: chance.choice([b"z", b"w ", b"q,"]) * 9_000,
}

HOW_OFTEN = [8, 8, 8, 8, 3, 8, 1]
"""Long ones seldom: some hundred in all take as much time as the rest."""


def opened() -> list[str]:
    """Addresses that are written down, right and wrong; one of each route at least."""
    known = map(method_and_path, ADDRESSES)
    return sorted(path for method, path in known if method == "GET")


def asked_by(app: Flask) -> dict[str, set[str]]:
    """The parameters that each page reads, as it is seen to read them.

    Each is seen once, where most is asked of it: it reads the others all the same.
    """
    names: dict[str, set[str]] = defaultdict(set)
    routes, longest = app.url_map.bind("localhost"), dict[str, str]()
    for address in sorted(opened(), key=len):
        with suppress(HTTPException):
            longest[routes.match(urlsplit(address).path)[0]] = address

    class Overheard(Heard):
        def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
            super().__init__(pairs, names[request.endpoint or ""])

    client = app.test_client()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(twins, "Heard", Overheard)
        for address in longest.values():
            client.get(address, buffered=True)
    return names


class Drawing:
    """Draws addresses: any route, mostly parameters of its own, all sorts of values.

    Parameters
    ----------
    app : Flask
    registry : Registry
    """

    def __init__(self, app: Flask, registry: Registry) -> None:
        given = [pair for one in opened() for pair in parse_qsl(urlsplit(one).query)]
        routes = app.url_map.bind("localhost")
        for address in opened():
            with suppress(HTTPException):
                given += routes.match(urlsplit(address).path)[1].items()
        self.rules = sorted(app.url_map.iter_rules(), key=str)
        self.asked_by = {rule: sorted(names) for rule, names in asked_by(app).items()}
        everybody = {name for names in self.asked_by.values() for name in names}
        ids = [one.id for one in registry.clusters]
        ids += [one.id for one in registry.partnerships]
        notes = {f"note_{one}" for one in ids[:3]}
        weights = {f"weight_{signal.name}" for signal in SIGNALS}
        shared = {"asking", "shortlist", "excel", "utm_source"}
        self.names = sorted({*OPTIONS, *everybody, *notes, *weights, *shared})
        self.values = sorted({text for _, text in given} | {*ids, *opened()})
        self.given: dict[str, list[str]] = defaultdict(list)
        for name, text in given:
            self.given[name].append(text)

    def value(self, chance: random.Random, name: str) -> str:
        kind = chance.randrange(10)
        if kind < 5 and name in self.given:
            return quote(chance.choice(self.given[name]), safe="")
        if kind < 7:
            return quote(chance.choice(self.values), safe="")
        drawn = STRANGE[chance.choices([*STRANGE], HOW_OFTEN)[0]](chance)
        return quote_from_bytes(drawn, safe="%" if kind == 9 else "")

    def address(self, chance: random.Random) -> str:
        rule = chance.choice(self.rules)
        path = re.sub(
            "<(?:path:)?(.+?)>", lambda m: self.value(chance, m[1]) or "x", str(rule)
        )
        own = self.asked_by.get(rule.endpoint) or self.names
        names = chance.choices(own, k=chance.randrange(4))
        names += chance.choices(self.names, k=chance.choice([0, 0, 0, 1, 3]))
        pairs = [f"{quote(name)}={self.value(chance, name)}" for name in names]
        return f"{path}?{'&'.join(pairs)}"


@pytest.fixture(scope="module")
def drawn(app: Flask, registry: Registry) -> tuple[FlaskClient, Drawing]:
    return app.test_client(use_cookies=False), Drawing(app, registry)


# Nearly no page has a word like an event: then it need not be taken apart.
_EVENT = re.compile(r"[\s\"'/]on\w*\s*=", re.IGNORECASE)


def is_clean(html: str) -> bool:
    if "<x-probe" in html.casefold() or not _EVENT.search(html):
        return "<x-probe" not in html.casefold()
    return not any(
        element.name == "x-probe"
        or any(name.startswith("on") for name in element.attributes)
        for element in Page(html).elements
    )


def no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


SLOW = [
    pytest.param(first, N_AT_ONCE, marks=pytest.mark.slow)
    for first in range(0, N_CASES, N_AT_ONCE)
]


@pytest.mark.parametrize(("first", "n"), [(N_CASES, N_IN_THE_FAST_RUN), *SLOW])
def test_any_address_is_answered_in_time_with_the_headers(
    first: int, n: int, drawn: tuple[FlaskClient, Drawing]
) -> None:
    client, drawing = drawn
    for seed in range(first, first + n):
        chance = random.Random(seed)
        address = drawing.address(chance)
        method = chance.choice(["GET"] * 17 + ["HEAD", "POST", "DELETE"])
        headers = {"Accept-Encoding": chance.choice(["", "gzip", "gzip;q=0, *"])}
        before = time.process_time()
        answer = client.open(address, method=method, headers=headers, buffered=True)
        took = time.process_time() - before
        shown = f"{seed}: {method} {address[:300]}"
        assert answer.status_code in (200, 302, 308, 400, 404, 405), shown
        assert HEADERS.items() <= dict(answer.headers).items(), shown
        assert took < MOST_SECONDS, f"{took:.2f} s, {shown}"
        body = answer.data
        if answer.headers.get("Content-Encoding"):
            body = gzip.decompress(body)
        if answer.mimetype == "text/html":
            assert is_clean(body.decode()), shown
        if answer.mimetype == "application/json" and method == "GET":
            json.loads(body, parse_constant=no_constant)


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
