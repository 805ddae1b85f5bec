"""One version of everything: what is worked out from it, and how it is swapped."""

from __future__ import annotations

import gc
import re
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from threading import Barrier, Event

import pytest
from flask.testing import FlaskClient

from matcher import PartnerRecommender, Registry
from matcher_web import Snapshot, create_app, swap
from matcher_web.snapshot import derived, recent
from tests.toy import block_registry

N_THREADS = 8
ADDRESSES = (
    "/suggestions?cluster=food-0",
    "/suggestions.json?cluster=food-0&k=100",
    "/suggestions.csv?cluster=food-0",
    "/clusters",
    "/clusters.json",
    "/clusters/food-1",
    "/clusters/compare?ids=food-1&ids=food-2",
    "/pairs/food-0/food-1",
    "/partnerships",
    "/partnerships/food-g1",
    "/synergies?lens=overall",
    "/markets",
    "/network",
    "/map",
    "/about",
)
VERSIONED = re.compile(r"(?:Food|Space|Cloth|Chips) \d of (v\d+)\b")


def version(number: int) -> Registry:
    """The blocks, every cluster and partnership called after their version."""
    plain = block_registry()
    return replace(
        plain,
        clusters=tuple(
            replace(c, name=f"{c.name} of v{number}") for c in plain.clusters
        ),
    )


def made(number: int, toy: PartnerRecommender) -> Snapshot:
    return Snapshot(PartnerRecommender().fit(version(number), toy.scorer.weights))


@pytest.fixture(scope="module")
def toy() -> Snapshot:
    return Snapshot(PartnerRecommender().fit(block_registry()))


def test_what_is_derived_is_worked_out_once_for_each_snapshot(toy: Snapshot) -> None:
    seen: list[Snapshot] = []

    @derived
    def n_clusters(snapshot: Snapshot) -> int:
        seen.append(snapshot)
        return len(snapshot.registry.clusters)

    other = Snapshot(toy.recommender)
    assert [n_clusters(s) for s in (toy, toy, other, toy)] == [24] * 4
    assert seen == [toy, other]


def test_the_latest_answers_are_kept(toy: Snapshot) -> None:
    seen: list[int] = []

    @recent(2)
    def doubled(snapshot: Snapshot, number: int) -> int:
        seen.append(number)
        return 2 * number

    assert [doubled(toy, n) for n in (1, 2, 1, 3, 1, 2)] == [2, 4, 2, 6, 2, 4]
    assert seen == [1, 2, 3, 2]


def test_what_fails_is_not_kept_and_pushes_nothing_out(toy: Snapshot) -> None:
    seen: list[str] = []

    @recent(1)
    def length(snapshot: Snapshot, text: str) -> int:
        seen.append(text)
        if not text:
            raise LookupError(text)
        return len(text)

    for _ in range(2):
        with pytest.raises(LookupError):
            length(toy, "")
    assert (length(toy, "abc"), length(toy, "abc")) == (3, 3)
    assert seen == ["", "", "abc"]


def test_threads_that_ask_together_wait_for_one_answer(toy: Snapshot) -> None:
    together, seen = Barrier(N_THREADS), []

    @derived
    def slow(snapshot: Snapshot) -> object:
        seen.append(snapshot)
        Event().wait(0.02)
        return object()

    def ask(_: int) -> object:
        together.wait()
        return slow(toy)

    with ThreadPoolExecutor(N_THREADS) as pool:
        found = set(pool.map(ask, range(N_THREADS)))
    assert (len(found), len(seen)) == (1, 1)


def test_the_digest_is_that_of_the_facts_and_the_weights(toy: Snapshot) -> None:
    again = Snapshot(PartnerRecommender().fit(block_registry()))
    assert again.digest == toy.digest
    assert made(1, toy.recommender).digest != toy.digest
    halved = Snapshot(toy.recommender.reweighted({"shared_sectors": 0.5}))
    assert halved.digest != toy.digest


def read(client: FlaskClient, address: str) -> tuple[str, str, str]:
    """An address, its tag, and the one version it names; asked for twice."""
    sent = client.get(address, buffered=True)
    assert sent.status_code == 200, (address, sent.status)
    named = set(VERSIONED.findall(sent.text))
    assert len(named) <= 1, (address, named)
    tag = sent.headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag}, buffered=True)
    kept = again.headers["ETag"] == tag
    assert (again.status_code == 304) == kept, address
    return address, tag, "".join(named)


@pytest.mark.slow
def test_a_swap_under_load_mixes_nothing_and_leaves_nothing(toy: Snapshot) -> None:
    n_swaps = 20
    first = made(0, toy.recommender)
    app = create_app({"RECOMMENDER": first.recommender})
    gone = [weakref.ref(app.extensions["snapshot"])]
    stop, seen = Event(), set[tuple[str, str, str]]()

    def load(start: int) -> None:
        client = app.test_client()
        for turn in count(start):
            seen.add(read(client, ADDRESSES[turn % len(ADDRESSES)]))
            if stop.is_set() and turn > start + len(ADDRESSES):
                return

    with ThreadPoolExecutor(N_THREADS) as pool:
        working = [pool.submit(load, start) for start in range(N_THREADS)]
        for number in range(1, n_swaps + 1):
            newer = made(number, toy.recommender)
            gone.append(weakref.ref(newer))
            swap(app, newer)
            del newer
            seen.add(read(app.test_client(), ADDRESSES[0]))
        stop.set()
        for one in working:
            one.result()
    versions = {(address, version) for address, _, version in seen if version}
    assert len({version for _, version in versions}) >= n_swaps
    assert len({(a, tag) for a, tag, version in seen if version}) == len(versions)
    gc.collect()
    assert [n for n, one in enumerate(gone) if one() is not None] == [n_swaps]
