"""One version of everything: what is worked out from it, and how it is swapped."""

from __future__ import annotations

import gc
import re
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from threading import Barrier, Event
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from matcher import PartnerRecommender, Registry
from matcher_web import Snapshot, create_app, swap
from matcher_web import snapshot as snapshots
from matcher_web.snapshot import LEAST, USUAL, derived, n_kept, recent
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


def test_the_larger_the_registry_the_fewer_answers_are_kept() -> None:
    for n_records, most in ((0, 16), (USUAL, 16), (4 * USUAL, 4), (30 * USUAL, LEAST)):
        assert n_kept(16, n_records) == most
        assert n_kept(1, n_records) == 1


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


MOST_BYTES = 12 << 20
ELSEWHERE = (type, ModuleType, FunctionType, BuiltinFunctionType, Snapshot, Flask)
WIDE = (
    *("/synergies?programme=all", "/synergies?lens=together&only_markets=JP"),
    *("/synergies.csv?programme=all", "/synergies/adpack2-g2/nf4-g2"),
    *("/network?programme=all", "/network?programme=all&community=1"),
    *("/partnerships/eacn-network", "/partnerships/adpack-g1", "/map", "/markets/CN"),
    *("/markets?absent=food-processing&present=paper-packaging", "/markets/BR"),
    "/suggestions?cluster=inovcluster&weight_shared_markets=2",
    "/consortium?start=adpack-g1",
)


@pytest.mark.slow
def test_what_is_kept_of_each_kind_of_answer_is_bounded_in_bytes(
    recommender: PartnerRecommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    most_of: dict[object, int] = {}
    keep = Snapshot.keep

    def told(self: Snapshot, make: Any, most: int, given: tuple[Any, ...]) -> Any:
        most_of[make] = most
        return keep(self, make, most, given)

    monkeypatch.setattr(Snapshot, "keep", told)
    app = create_app({"RECOMMENDER": recommender})
    client, snapshot = app.test_client(), app.extensions["snapshot"]
    for address in WIDE:
        assert client.get(address).status_code == 200, address
    shelves = {**snapshot._kept}
    shared: set[int] = set()
    once = [shelf[()].value for shelf in shelves.values() if () in shelf]
    _size(shared, snapshot.registry, recommender, *once)
    of_choices = {make: shelf for make, shelf in shelves.items() if () not in shelf}
    for make, shelf in of_choices.items():
        largest = max(_size({*shared}, slot.value) for slot in shelf.values())
        assert most_of[make] * largest <= MOST_BYTES, make
    files = Path(snapshots.__file__).parent.rglob("*.py")
    told_of = [re.findall(r"@recent\(.*\)\ndef (\w+)", f.read_text()) for f in files]
    assert {make.__name__ for make in of_choices} == {*chain(*told_of)}


def _size(counted: set[int], *things: object) -> int:
    """Bytes of some things and all that they hold, less what was counted already.

    Things outlive the count, for the id of one that is gone may be another's.
    """
    left, n_bytes = [*things], 0
    while left:
        one = left.pop()
        if id(one) not in counted and not isinstance(one, ELSEWHERE):
            counted.add(id(one))
            n_bytes += sys.getsizeof(one)
            left += gc.get_referents(one)
            left.append(getattr(one, "base", None))  # of an array that is seen in part
    return n_bytes
