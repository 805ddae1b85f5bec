"""Small registries with a provable answer."""

from __future__ import annotations

from matcher import Cluster, Member, Partnership, Registry, load_registry

VOCABULARY = load_registry().vocabulary

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
