"""Draws a whole registry that looks like a real one, of any size.

In: a registry, a size and a seed. Out: another `Registry` in the same vocabulary.
`synthesise` tells what is kept of the real one and what is not.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from matcher.arrays import IntArray
from matcher.registry.partnerships import Member, Partnership
from matcher.registry.records import Cluster
from matcher.registry.registry import Registry
from matcher.registry.synth.resampling import Codes, Descriptions, Kin, draw_below
from matcher.registry.synth.worlds import (
    look_alikes,
    moved,
    origins_of,
    successors_of,
    worlds_of,
)

ANY_COUNTRY = 0.1
"""How likely a country comes from any real cluster, whatever its sectors."""

BLOCK = 1 << 14
"""So many clusters are drawn at once; another number draws another registry."""


def synthesise(registry: Registry, n: int, seed: int = 0) -> Registry:
    """A registry of so many clusters, resampled from a real one.

    Parameters
    ----------
    registry : Registry
        The real one, with one cluster at least.
    n : int
        How many clusters to draw; may be fewer than the real ones, or none.
        Partnerships keep their proportion to clusters.
    seed : int
        Not negative. The same registry, `n` and `seed` give the same result on every
        machine.

    Returns
    -------
    Registry
        Clusters ``synthetic-000001`` and on, whose `coding` is "synthetic", and
        partnerships ``synthetic-partnership-000001`` and on, as of the same date. No
        website, town or source leads to an organisation; words of a focus may be a
        real name. Evidence, calls and terms are of the real one and stay with it.

    Raises
    ------
    ValueError
        If `n` or `seed` is negative, or there is no real cluster to start from.

    Notes
    -----
    The real registry is repeated, in random order, as often as it takes: each time is a
    world of look-alikes. Every look-alike then differs a little:

    - its sectors, technologies and markets, by `ADD`, `REPLACE` and `DROP` of
      `matcher.registry.synth.resampling`; a code comes in the likelier, the more often
      it goes with those that are there;
    - its country and languages are those of a real cluster which shares a sector (with
      probability `ANY_COUNTRY`, of any);
    - its numbers of members, label and year of foundation are those of another one
      which shares a sector;
    - its focus joins the head of its own real text, the middle and the tail of those of
      two real clusters which share a sector.

    Its kind and its status stay; the work of one that is gone goes on with a look-alike
    of its real successor, where the real registry has that one.

    A partnership repeats a real one likewise, with look-alikes of its members. From
    each generation to the next, some clusters (`MOVE` of
    `matcher.registry.synth.worlds`) change to another world, so that teams mix;
    partnerships without a generation come last. Who has no look-alike in a world is
    taken from another; where there is none at all, since `n` is small, somebody who
    shares a sector stands in.

    Kept, but for chance: how often each sector, technology, country, market, word,
    status and kind of organisation stands; which codes go together in a cluster and
    among partners; how many codes are recorded, and where none is; how many
    partnerships there are of each programme and kind, when they ran, how many and sure
    their members are, in which roles and since when; how many clusters are in how many;
    most repeat partners.

    Not kept: any fact on one organisation; the sense of a text, and that it fits the
    country; novelty. However large, it has only the words, the codes and the kinds of
    partnership of the real one, where a real registry of that size would have more.

    Examples
    --------
    >>> from matcher import load_registry
    >>> drawn = synthesise(load_registry(), n=1000, seed=1)
    >>> len(drawn.clusters), len(drawn.partnerships)
    (1000, 420)
    """
    if n < 0 or seed < 0:
        raise ValueError(f"n and seed must not be negative: n={n}, seed={seed}")
    if n and not registry.clusters:
        raise ValueError("there is no cluster in the registry to start from")
    random = np.random.default_rng(seed)
    codes = Codes.of(registry)
    worlds = worlds_of(n, len(registry.clusters), random)
    clusters = _clusters(registry, codes, worlds, n, random)
    n_real, n_clusters = len(registry.partnerships), max(len(registry.clusters), 1)
    n_partnerships = (2 * n * n_real + n_clusters) // (2 * n_clusters)  # rounded
    repeated = worlds_of(n_partnerships, n_real, random)
    partnerships = _partnerships(
        registry, codes, origins_of(repeated, n_partnerships), random
    )
    members = _members(registry, clusters, partnerships, worlds, repeated, random)
    return replace(
        registry,
        clusters=clusters,
        partnerships=partnerships,
        members=members,
        aside={},
    )


def _clusters(
    registry: Registry,
    codes: Codes,
    worlds: IntArray,
    n: int,
    random: np.random.Generator,
) -> tuple[Cluster, ...]:
    real = registry.clusters
    origins, successors = origins_of(worlds, n), successors_of(worlds, registry)
    descriptions = Descriptions(real, codes)
    found: list[Cluster] = []
    for start in range(0, len(origins), BLOCK):
        rows = origins[start : start + BLOCK]
        drawn = descriptions.draw(rows, random)
        sizes = descriptions.kin.draw(rows, random)
        anyone = draw_below(np.full(len(rows), len(real)), random)
        anywhere = random.random(len(rows)) < ANY_COUNTRY
        homes = np.where(anywhere, anyone, descriptions.kin.draw(rows, random))
        for row, home, size, sectors, technologies, markets, focus in zip(
            rows.tolist(), homes.tolist(), sizes.tolist(), *drawn, strict=True
        ):
            number = _number(len(found), n)
            successor = successors.get(len(found))
            found.append(
                Cluster(
                    id=_cluster_id(len(found), n),
                    name=_name("Cluster", sectors, number, registry),
                    organisation_type=real[row].organisation_type,
                    country=real[home].country,
                    sectors=sectors,
                    technologies=technologies,
                    target_markets=markets,
                    focus=focus,
                    members=real[size].members,
                    sme_members=real[size].sme_members,
                    founded=real[size].founded,
                    label=real[size].label,
                    languages=real[home].languages,
                    status=real[row].status,
                    successor="" if successor is None else _cluster_id(successor, n),
                    coding="synthetic",
                )
            )
    return tuple(found)


def _partnerships(
    registry: Registry, codes: Codes, origins: IntArray, random: np.random.Generator
) -> tuple[Partnership, ...]:
    real = [registry.partnerships[row] for row in origins.tolist()]
    drawn = Descriptions(registry.partnerships, codes).draw(origins, random)
    found: list[Partnership] = []
    for origin, sectors, technologies, markets, focus in zip(real, *drawn, strict=True):
        number = _number(len(found), len(real))
        found.append(
            replace(
                origin,
                id=f"synthetic-partnership-{number}",
                acronym=f"SYN{number}",
                name=_name("Partnership", sectors, number, registry),
                sectors=sectors,
                technologies=technologies,
                target_markets=markets,
                focus=focus,
                grant_id="",
                sources=(),
            )
        )
    return tuple(found)


def _number(row: int, n: int) -> str:
    """The number of a record, as wide as the last one has to be."""
    return str(row + 1).zfill(max(6, len(str(n))))


def _cluster_id(row: int, n: int) -> str:
    return f"synthetic-{_number(row, n)}"


def _name(what: str, sectors: tuple[str, ...], number: str, registry: Registry) -> str:
    label = f"{registry.vocabulary.sectors[sectors[0]].label} " if sectors else ""
    return f"Synthetic {label}{what} {number}"


def _members(
    registry: Registry,
    clusters: tuple[Cluster, ...],
    partnerships: tuple[Partnership, ...],
    worlds: IntArray,
    repeated: IntArray,
    random: np.random.Generator,
) -> tuple[Member, ...]:
    """Teams of look-alikes, one generation of partnerships after the other."""
    kin = Kin([cluster.sectors for cluster in registry.clusters])
    real: dict[str, list[Member]] = {p.id: [] for p in registry.partnerships}
    for member in registry.members:
        real[member.partnership].append(member)
    generations = {p.generation for p in registry.partnerships}
    found: list[Member] = []
    for generation in sorted(generations, key=lambda g: (g is None, g)):
        for column, partnership in enumerate(registry.partnerships):
            if partnership.generation != generation:
                continue
            origins = np.array(
                [registry.index[m.cluster] for m in real[partnership.id]],
                dtype=np.int64,
            )
            chosen = np.flatnonzero(repeated[:, column] >= 0)
            teams = look_alikes(origins, chosen, worlds, kin, random)
            for new, team in zip(
                repeated[chosen, column].tolist(), teams.tolist(), strict=True
            ):
                found += [
                    Member(
                        partnership=partnerships[new].id,
                        cluster=clusters[row].id,
                        role=member.role,
                        since=member.since,
                        confidence=member.confidence,
                    )
                    for row, member in zip(team, real[partnership.id], strict=True)
                    if row >= 0
                ]
        worlds = moved(worlds, random)
    return tuple(found)
