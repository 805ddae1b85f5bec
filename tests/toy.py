"""Small registries with a provable answer."""

from __future__ import annotations

import numpy as np

from matcher import SIGNALS, Cluster, Member, Partnership, Registry
from matcher.model.learning.weights import SignalWeights
from tests.packaged import REGISTRY

VOCABULARY = REGISTRY.vocabulary

# One block each: its sectors, technologies, markets and words. Nothing is shared.
BLOCKS = {
    "food": (
        ["food-processing", "livestock"],
        ["agri-tech"],
        ["BR"],
        "dairy orchards harvest",
    ),
    "space": (
        ["aerospace-defence"],
        ["space-satellite", "drones"],
        ["JP"],
        "rockets orbit launchers",
    ),
    "cloth": (["textile", "apparel"], ["smart-textiles"], ["TR"], "yarns weaving"),
    "chips": (["lighting-electrical"], ["photonics"], ["KR"], "lasers optical fibres"),
}
COUNTRIES = ["DE", "FR", "ES", "IT", "PL", "PT"]


def block_registry(n_in_block: int = 6, n_together: int = 4) -> Registry:
    """Blocks of clusters that share nothing; a partner outside is always wrong.

    The first `n_together` of each block were in a partnership.
    """
    clusters, partnerships, members = [], [], []
    for block, (sectors, technologies, markets, words) in BLOCKS.items():
        partnerships.append(
            Partnership(
                id=f"{block}-g1",
                acronym=block.upper(),
                generation=1,
                sectors=tuple(sectors),
                technologies=tuple(technologies),
                target_markets=tuple(markets),
                focus=words,
            )
        )
        for number in range(n_in_block):
            cluster_id = f"{block}-{number}"
            clusters.append(
                Cluster(
                    id=cluster_id,
                    name=f"{block.title()} {number}",
                    country=COUNTRIES[number % len(COUNTRIES)],
                    sectors=tuple(sectors),
                    technologies=tuple(technologies),
                    target_markets=tuple(markets),
                    focus=words,
                )
            )
            if number < n_together:
                members.append(Member(partnership=f"{block}-g1", cluster=cluster_id))
    return Registry(tuple(clusters), tuple(partnerships), tuple(members), VOCABULARY)


def registry_of(*clusters: Cluster) -> Registry:
    """A registry without any history."""
    return Registry(clusters, (), (), VOCABULARY)


def tied_registry() -> Registry:
    """Five clusters with ties of the past: a-c closely, b-c-d less, e to nobody.

    By `already_partners` alone, ties in id order, their lists are a: cbde, b: cdae,
    c: abde, d: bcae, e: abcd.
    """
    clusters = tuple(Cluster(id=letter, name=letter.upper()) for letter in "abcde")
    partnerships = tuple(Partnership(id=i, acronym=i) for i in ("pair", "trio"))
    members = tuple(
        Member(partnership=partnership, cluster=cluster)
        for partnership, team in (("pair", "ac"), ("trio", "bcd"))
        for cluster in team
    )
    return Registry(clusters, partnerships, members, VOCABULARY)


def connected_registry() -> Registry:
    """Seven clusters with cooperation of every kind, and of none recorded.

    a and b have an agreement, and a network with c and d; e and f were in a
    consortium, a and e in a partnership of no recorded kind; g is in none.
    """
    teams = {"agreement": "ab", "network": "abcd", "consortium": "ef", "": "ae"}
    clusters = tuple(Cluster(id=letter, name=letter.upper()) for letter in "abcdefg")
    partnerships = tuple(
        Partnership(id=f"p-{kind}", acronym=kind or "old", kind=kind) for kind in teams
    )
    members = tuple(
        Member(partnership=f"p-{kind}", cluster=letter)
        for kind, team in teams.items()
        for letter in team
    )
    return Registry(clusters, partnerships, members, VOCABULARY)


def only(signal: str, intercept: float = 0.0) -> SignalWeights:
    """Weights by which one signal is the score, on top of the intercept."""
    weights = np.array([float(info.name == signal) for info in SIGNALS])
    assert weights.any()
    return SignalWeights(intercept, weights, np.zeros(len(SIGNALS)))
