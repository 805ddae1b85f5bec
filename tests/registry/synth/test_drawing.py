"""A synthetic registry looks like the real one, and is nobody."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, replace
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest

from matcher.registry.package.reading import check_package
from matcher.registry.package.writing import write_registry
from matcher.registry.records import GONE, Cluster
from matcher.registry.registry import Registry
from matcher.registry.synth.drawing import synthesise
from matcher.text import stems
from tests.toy import BLOCKS, block_registry, registry_of

Shares = Mapping[object, float]


@pytest.fixture(scope="module")
def drawn(registry: Registry) -> Registry:
    return synthesise(registry, 3000, seed=1)


def shares(seen: Iterable[object], n: int = 0) -> Shares:
    """How often each thing stands, a share of all or for each of `n`."""
    counts = Counter(seen)
    return {thing: count / (n or counts.total()) for thing, count in counts.items()}


def distance(left: Shares, right: Shares) -> float:
    """Total variation: 0 for the same shares, 1 for nothing in common."""
    things = {*left, *right}
    return sum(abs(left.get(t, 0.0) - right.get(t, 0.0)) for t in things) / 2


def fellows(registry: Registry) -> Iterator[tuple[Cluster, Cluster]]:
    """Both clusters of every pair in every partnership."""
    for ids in registry.members_of.values():
        yield from combinations(map(registry.cluster, ids), 2)


# What it is made of


def test_any_number_of_clusters_can_be_drawn(registry: Registry) -> None:
    n_real = len(registry.clusters)
    for n in (0, 1, 2, 5, 100, n_real - 1, n_real, n_real + 1, 1000):
        found = synthesise(registry, n, seed=n)
        assert len(found.clusters) == n
        in_proportion = n * len(registry.partnerships) / n_real
        assert abs(len(found.partnerships) - in_proportion) <= 0.5
        assert {member.partnership for member in found.members} <= {*found.members_of}
        assert {member.cluster for member in found.members} <= {*found.index}
        pairs = [(member.partnership, member.cluster) for member in found.members]
        assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("n", [1, 100, 500])
def test_a_synthetic_registry_is_a_data_package(
    registry: Registry, n: int, tmp_path: Path
) -> None:
    write_registry(synthesise(registry, n), tmp_path / "drawn")
    assert check_package(tmp_path / "drawn") == ()


def test_every_repetition_of_the_real_registry_has_every_real_cluster(
    registry: Registry,
) -> None:
    def kinds(known: Registry) -> Counter[tuple[str, ...]]:
        clusters = ((c.organisation_type, c.status) for c in known.clusters)
        return Counter(
            [*clusters, *((p.programme, p.kind) for p in known.partnerships)]
        )

    for times in (1, 2):
        found = synthesise(registry, times * len(registry.clusters))
        real = kinds(registry).items()
        assert kinds(found) == {kind: times * count for kind, count in real}


def test_nothing_leads_to_an_organisation(drawn: Registry) -> None:
    for cluster in drawn.clusters:
        assert cluster.id.startswith("synthetic-")
        assert cluster.name.startswith("Synthetic ")
        assert cluster.coding == "synthetic"
        assert not cluster.short_name + cluster.region + cluster.city + cluster.website
        assert not cluster.aliases + cluster.sources
    for partnership in drawn.partnerships:
        assert partnership.id.startswith("synthetic-partnership-")
        assert partnership.acronym.startswith("SYN")
        assert partnership.name.startswith("Synthetic ")
        assert not partnership.grant_id + "".join(partnership.sources)
    assert not any(member.source for member in drawn.members)
    assert not drawn.aside
    assert not drawn.evidence
    assert not drawn.calls


def test_the_date_of_the_facts_is_that_of_the_real_ones() -> None:
    real = replace(block_registry(), as_of="2026-11-28")
    assert synthesise(real, 50).as_of == "2026-11-28"


def test_ids_stand_in_the_order_of_their_numbers(drawn: Registry) -> None:
    assert [c.id for c in drawn.clusters[:2]] == [
        "synthetic-000001",
        "synthetic-000002",
    ]
    assert drawn.clusters[-1].id == "synthetic-003000"
    assert drawn.partnerships[0].id == "synthetic-partnership-000001"
    assert len({cluster.name for cluster in drawn.clusters}) == 3000


# The same again


def test_the_same_seed_draws_the_same_and_another_does_not(registry: Registry) -> None:
    assert synthesise(registry, 400, seed=7) == synthesise(registry, 400, seed=7)
    assert synthesise(registry, 400, seed=7) != synthesise(registry, 400, seed=8)


def test_a_seed_draws_the_same_on_every_machine() -> None:
    found = synthesise(block_registry(), 100, seed=3)
    records = (*found.clusters, *found.partnerships, *found.members)
    text = "\n".join(repr(astuple(record)) for record in records)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "56757383c2e5b95d"


@pytest.mark.parametrize(("n", "seed"), [(-1, 0), (1, -1)])
def test_negative_numbers_are_refused(n: int, seed: int) -> None:
    with pytest.raises(ValueError, match=f"must not be negative: n={n}, seed={seed}$"):
        synthesise(block_registry(), n, seed)


def test_nothing_comes_of_nothing() -> None:
    assert synthesise(registry_of(), 0) == registry_of()
    with pytest.raises(ValueError, match="no cluster in the registry to start from"):
        synthesise(registry_of(), 1)


def test_a_registry_of_one_without_history_is_repeated() -> None:
    found = synthesise(registry_of(Cluster(id="a", name="A", focus="We weave.")), 50)
    assert len(found.clusters) == 50
    assert {cluster.focus for cluster in found.clusters} == {"We weave."}
    assert found.partnerships == found.members == ()


# What is kept


def test_blocks_that_share_nothing_still_share_nothing() -> None:
    found = synthesise(block_registry(), 500)
    for sectors, technologies, markets, words in BLOCKS.values():
        for cluster in found.clusters:
            if {*cluster.sectors} & {*sectors}:
                assert {*cluster.sectors} <= {*sectors}
                assert {*cluster.technologies} <= {*technologies}
                assert {*cluster.target_markets} <= {*markets}
                assert {*stems(cluster.focus)} <= {*stems(words)}
    block = {code: name for name, block in BLOCKS.items() for code in block[0]}
    for left, right in fellows(found):
        assert block[left.sectors[0]] == block[right.sectors[0]]


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("sectors", 0.04),
        ("technologies", 0.04),
        ("target_markets", 0.08),
        ("country", 0.06),
        ("organisation_type", 0.01),
        ("status", 0.01),
        ("label", 0.02),
        ("founded", 0.10),
        ("languages", 0.06),
        ("focus", 0.10),
    ],
)
def test_shares_of_codes_and_words_are_kept(
    registry: Registry, drawn: Registry, field: str, most: float
) -> None:
    def found(known: Registry) -> Shares:
        values = [getattr(cluster, field) for cluster in known.clusters]
        if field == "focus":
            return shares(stem for text in values for stem in stems(text))
        if isinstance(values[0], tuple):
            return shares(code for codes in values for code in codes)
        return shares(values)

    assert distance(found(registry), found(drawn)) < most


@pytest.mark.parametrize(
    "field", ["sectors", "technologies", "target_markets", "languages"]
)
def test_lists_are_as_long_and_as_often_not_recorded(
    registry: Registry, drawn: Registry, field: str
) -> None:
    def found(known: Registry) -> Shares:
        return shares(len(getattr(cluster, field)) for cluster in known.clusters)

    assert distance(found(registry), found(drawn)) < 0.06
    assert found(drawn)[0] == pytest.approx(found(registry)[0], abs=0.015)


def test_codes_go_together_as_in_real_clusters(
    registry: Registry, drawn: Registry
) -> None:
    def found(known: Registry) -> Shares:
        kinds = [(*c.sectors, *c.technologies) for c in known.clusters]
        return shares(pair for codes in kinds for pair in combinations(codes, 2))

    assert distance(found(registry), found(drawn)) < 0.12


def test_sectors_go_together_as_among_real_partners(
    registry: Registry, drawn: Registry
) -> None:
    def found(known: Registry) -> Shares:
        pairs = [product(a.sectors, b.sectors) for a, b in fellows(known)]
        return shares(tuple(sorted(pair)) for found in pairs for pair in found)

    assert distance(found(registry), found(drawn)) < 0.12


def test_partners_are_as_alike_and_as_diverse_as_real_ones(
    registry: Registry, drawn: Registry
) -> None:
    def found(known: Registry) -> list[float]:
        return np.mean(
            [
                (
                    bool({*a.sectors} & {*b.sectors}),
                    bool({*a.technologies} & {*b.technologies}),
                    a.country == b.country,
                )
                for a, b in fellows(known)
            ],
            axis=0,
        ).tolist()

    assert found(drawn) == pytest.approx(found(registry), abs=0.08)


def test_partnerships_of_each_kind_are_as_many_as_large_and_as_old(
    registry: Registry, drawn: Registry
) -> None:
    def sizes(known: Registry) -> Shares:
        return shares((p.kind, len(known.members_of[p.id])) for p in known.partnerships)

    def memberships(known: Registry) -> Shares:
        return shares(map(len, known.partnerships_of.values()))

    def times(known: Registry) -> Shares:
        return shares((p.kind, p.start[:4], p.end[:4]) for p in known.partnerships)

    def programmes(known: Registry) -> Shares:
        return shares((p.programme, p.generation) for p in known.partnerships)

    def parts(known: Registry) -> Shares:
        return shares((m.role, m.confidence, m.since[:4]) for m in known.members)

    for found in (sizes, memberships, times, programmes, parts):
        assert distance(found(registry), found(drawn)) < 0.03


@pytest.mark.parametrize(
    "kinds", [{"consortium"}, {"network"}, {"consortium", "network"}]
)
def test_partners_go_together_again_almost_as_often(
    registry: Registry, drawn: Registry, kinds: set[str]
) -> None:
    def repeated(known: Registry) -> float:
        found = known.only(p.id for p in known.partnerships if p.kind in kinds)
        pairs = [(a.id, b.id) for a, b in fellows(found)]
        return 1 - len(set(pairs)) / len(pairs)

    assert 0.8 < repeated(drawn) / repeated(registry) < 1.05


def test_teams_mix_look_alikes_of_different_repetitions(
    registry: Registry, drawn: Registry
) -> None:
    n_real = len(registry.clusters)
    world = {id: row // n_real for id, row in drawn.index.items()}
    assert any(world[a.id] != world[b.id] for a, b in fellows(drawn))


# Who is gone


def test_the_work_of_who_is_gone_goes_on_with_a_look_alike_of_the_successor(
    registry: Registry, drawn: Registry
) -> None:
    for found in (drawn, *(synthesise(registry, n, seed=1) for n in (1, 50, 500))):
        for cluster in found.clusters:
            assert not cluster.successor or cluster.status in GONE
            assert not cluster.successor or cluster.successor in found.index
    heirs = Counter(c.successor in registry.index for c in registry.clusters)
    n_worlds = len(drawn.clusters) / len(registry.clusters)
    n_heirs = sum(bool(cluster.successor) for cluster in drawn.clusters)
    assert n_heirs == pytest.approx(n_worlds * heirs[True], abs=heirs[True])


def test_a_successor_carries_on_what_it_is_known_for() -> None:
    heir = Cluster(id="heir", name="Heir", sectors=("textile",))
    gone = Cluster(id="gone", name="Gone", status="merged", successor="heir")
    named = Cluster(
        id="named", name="Named", status="dissolved", successor="A. Real Name"
    )
    found = synthesise(registry_of(heir, gone, named), 100)
    assert found.clusters[0].id == "synthetic-000001"
    for cluster in found.clusters:
        if cluster.status == "merged":
            assert found.cluster(cluster.successor).sectors == ("textile",)
        else:
            assert cluster.successor == ""


def test_hardly_two_clusters_are_the_same(drawn: Registry) -> None:
    said = {(c.country, c.sectors, c.technologies, c.focus) for c in drawn.clusters}
    assert len(said) > 2900
