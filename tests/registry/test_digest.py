"""One digest of a registry: the same for equals, in every process, and no other."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from matcher.registry.records import Cluster
from matcher.registry.registry import Registry
from matcher.registry.vocabulary import Term
from tests.toy import VOCABULARY, block_registry


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
    turned = replace(
        VOCABULARY,
        sectors=dict(reversed(VOCABULARY.sectors.items())),
        country_aliases=dict(reversed(VOCABULARY.country_aliases.items())),
    )
    assert [*turned.sectors] == [*VOCABULARY.sectors]
    assert replace(toy, vocabulary=turned).digest == toy.digest


@pytest.mark.parametrize(
    "changed",
    [
        {"eu": VOCABULARY.eu - {"PT"}},
        {"country_aliases": {}},
        {"region_labels": {**VOCABULARY.region_labels, "ASEAN": "Asean"}},
        {"sectors": {**VOCABULARY.sectors, "new": Term("new", "New", ("health",))}},
    ],
    ids=lambda changed: str(*changed),
)
def test_other_codes_are_another_digest(
    changed: dict[str, object], toy: Registry
) -> None:
    vocabulary = replace(VOCABULARY, **changed)  # type: ignore[arg-type]
    assert replace(toy, vocabulary=vocabulary).digest != toy.digest


def test_other_facts_are_another_digest(toy: Registry) -> None:
    first, *others = toy.clusters
    one = replace(toy, clusters=(replace(first, members=3), *others))
    more = replace(toy, clusters=(*toy.clusters, Cluster(id="z", name="Z")))
    fewer = toy.without([toy.partnerships[0].id])
    assert len({r.digest for r in (toy, one, more, fewer)}) == 4


def test_every_process_finds_the_same(registry: Registry) -> None:
    code = "from matcher import load_registry; print(load_registry().digest)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == registry.digest
