"""One digest of a registry: the same for equals, in every process, and no other."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from matcher.registry.records import Cluster
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import LISTS, Vocabulary
from tests.toy import VOCABULARY, block_registry

CHANGES: list[tuple[str, dict[str, object]]] = [
    ("countries", {"eu": True}),
    ("countries", {"aliases": ("Elsewhere",)}),
    *((table, {"label": "Other"}) for table in LISTS if table != "countries"),
]


@pytest.fixture(scope="module")
def toy() -> Registry:
    return block_registry()


def test_equal_registries_have_the_same_digest(toy: Registry) -> None:
    turned = Registry(
        toy.clusters[::-1], toy.partnerships[::-1], toy.members[::-1], VOCABULARY
    )
    assert turned == toy
    assert turned.digest == toy.digest
    assert len(toy.digest) == 64


def test_the_order_of_codes_does_not_matter(toy: Registry) -> None:
    turned = {name: records[::-1] for name, records in VOCABULARY.lists.items()}
    assert replace(toy, vocabulary=Vocabulary(turned)).digest == toy.digest


@pytest.mark.parametrize(
    ("table", "changed"),
    CHANGES,
)
def test_other_codes_are_another_digest(
    table: str, changed: dict[str, object], toy: Registry
) -> None:
    *others, last = VOCABULARY.lists[table]
    lists = {**VOCABULARY.lists, table: (*others, replace(last, **changed))}
    assert replace(toy, vocabulary=Vocabulary(lists)).digest != toy.digest


def test_other_facts_are_another_digest(toy: Registry) -> None:
    first, *others = toy.clusters
    one = replace(toy, clusters=(replace(first, members=3), *others))
    more = replace(toy, clusters=(*toy.clusters, Cluster(id="z", name="Z")))
    fewer = toy.without([toy.partnerships[0].id])
    assert len({r.digest for r in (toy, one, more, fewer)}) == 4


def test_another_date_or_another_fact_that_is_read_later_is_another_digest(
    toy: Registry,
) -> None:
    asides = [{}, {"calls": "id"}, {"terms": "id"}, {"calls": "id", "terms": "id"}]
    found = {replace(toy, aside=aside).digest for aside in asides}
    found |= {replace(toy, as_of=date).digest for date in ("2026-11", "2026-11-28")}
    assert len(found) == 6
    turned = {"terms": "id", "calls": "id"}
    assert replace(toy, aside=turned).digest == replace(toy, aside=asides[-1]).digest


def test_every_process_finds_the_same(registry: Registry) -> None:
    code = "from matcher import load_registry; print(load_registry().digest)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == registry.digest
