"""A small registry of who goes where, with answers that can be worked out by hand."""

from __future__ import annotations

from matcher import Cluster, Member, Partnership, Registry
from tests.packaged import REGISTRY

VOCABULARY = REGISTRY.vocabulary
FOOD, PACKAGING, CLOTH = "food-processing", "paper-packaging", "textile"


def partnership(
    name: str, sectors: str, markets: str, generation: int | None = 1, start: str = ""
) -> Partnership:
    """A partnership whose codes stand in one line each."""
    return Partnership(
        id=name,
        acronym=name.upper(),
        generation=generation,
        start=start,
        sectors=tuple(sectors.split()),
        target_markets=tuple(markets.split()),
    )


def cluster(name: str, sectors: str = "", markets: str = "") -> Cluster:
    """A cluster whose codes stand in one line each."""
    return Cluster(
        id=name,
        name=name.title(),
        sectors=tuple(sectors.split()),
        target_markets=tuple(markets.split()),
    )


def registry(
    clusters: list[Cluster], partnerships: list[Partnership], teams: dict[str, str]
) -> Registry:
    """The members of each partnership stand in one line."""
    members = tuple(
        Member(partnership=name, cluster=member)
        for name, team in teams.items()
        for member in team.split()
    )
    return Registry(tuple(clusters), tuple(partnerships), members, VOCABULARY)


def toy() -> Registry:
    """Food with packaging to Brazil, packaging to India, cloth to Japan alone.

    ========  ===============  =======  ==========
    id        sectors          markets  members
    ========  ===============  =======  ==========
    both      food, packaging  BR       cheese box
    more      packaging        BR IN    box film
    other     packaging        IN       film
    yarns     cloth            JP       yarn
    unknown   food             (none)   cheese
    ========  ===============  =======  ==========

    On their own record, cheese states ASEAN, dairy (food, in no partnership) states
    Thailand, and no other cluster states anything.
    """
    return registry(
        [
            cluster("box", PACKAGING),
            cluster("cheese", FOOD, "ASEAN"),
            cluster("dairy", FOOD, "TH"),
            cluster("film", PACKAGING),
            cluster("yarn", CLOTH),
        ],
        [
            partnership("both", f"{FOOD} {PACKAGING}", "BR", 1, "2016"),
            partnership("more", PACKAGING, "BR IN", 2, "2018"),
            partnership("other", PACKAGING, "IN", None, "2018"),
            partnership("unknown", FOOD, "", 2, "2018"),
            partnership("yarns", CLOTH, "JP", 2, "2019"),
        ],
        {
            "both": "cheese box",
            "more": "box film",
            "other": "film",
            "unknown": "cheese",
            "yarns": "yarn",
        },
    )
