"""Flows to markets on a map of the world: counts in, lines and circles to draw out.

Lines start together in the middle of the countries that the clusters are in. A market
that is a region stands in the middle of its countries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import hypot, sqrt
from statistics import fmean

from matcher import Vocabulary
from matcher_web.drawing.countries import outline
from matcher_web.drawing.labels import Box, Label, Wanted, place_labels

TYPE_SIZE = 12.0
LONGEST_NAME = 21
"""A region with a longer name is called by its code."""

_THINNEST, _BROADEST = 0.8, 9.0
_SMALLEST, _LARGEST = 3.0, 10.0
_BOW = 0.16


@dataclass(frozen=True)
class Flow:
    """A market with the line that leads there.

    Parameters
    ----------
    code : str
    count : int
        Partnerships that target it.
    path : str
        SVG path from the origin to the market.
    breadth : float
        Of the line; even with the count.
    x, y, radius : float
        The circle at its end; the area is even with the count.
    region : bool
        Whether the market is a region, not a country.
    label : Label or None
        Its name and count, where there is room.
    """

    code: str
    count: int
    path: str
    breadth: float
    x: float
    y: float
    radius: float
    region: bool
    label: Label | None = None


@dataclass(frozen=True)
class FlowMap:
    """The world with lines to markets.

    Parameters
    ----------
    width, height : int
    land : str
        SVG path of all countries.
    flows : tuple of Flow
        The broadest first.
    absent : tuple of str
        Markets that are counted and not in the picture.
    """

    width: int
    height: int
    land: str
    flows: tuple[Flow, ...]
    absent: tuple[str, ...]


def flow_map(
    markets: Mapping[str, int], countries: Mapping[str, int], vocabulary: Vocabulary
) -> FlowMap:
    """A map of the world with a line to each market, as broad as it is sought.

    Parameters
    ----------
    markets : mapping of str to int
        How many partnerships target each market, by its code.
    countries : mapping of str to int
        How many clusters are in each country: where the lines start.
    vocabulary : Vocabulary
    """
    world = outline("world")
    counts = {code: n for code, n in sorted(markets.items()) if n > 0}
    top = max(counts.values(), default=1)
    start = _middle({c: n for c, n in countries.items() if c in world.places})
    flows, absent = [], []
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        inside = vocabulary.regions.get(code, (code,))
        spot = _middle({c: 1 for c in inside if c in world.places})
        if spot and start:
            radius = sqrt(_SMALLEST**2 + count / top * (_LARGEST**2 - _SMALLEST**2))
            breadth = max(_THINNEST, _BROADEST * count / top)
            flows.append(
                Flow(
                    code,
                    count,
                    _bowed(start, spot),
                    round(breadth, 1),
                    *spot,
                    round(radius, 1),
                    code in vocabulary.regions,
                )
            )
        else:
            absent.append(code)
    return FlowMap(
        world.width,
        world.height,
        "".join(world.shapes.values()),
        tuple(_labelled(flows, vocabulary.label, world.width, world.height)),
        tuple(absent),
    )


def _middle(countries: Mapping[str, int]) -> tuple[float, float] | None:
    """The middle of some countries, weighted; None where none is in the picture."""
    places = outline("world").places
    found = sorted(countries)
    if not sum(countries.values()):
        return None
    weights = [countries[code] for code in found]
    x = fmean([places[code][0] for code in found], weights)
    y = fmean([places[code][1] for code in found], weights)
    return round(x, 1), round(y, 1)


def _bowed(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A line bent towards the pole, so that lines to one side do not cover."""
    (x1, y1), (x2, y2) = start, end
    away = hypot(x2 - x1, y2 - y1)
    sign = 1 if x2 >= x1 else -1
    x = (x1 + x2) / 2 + sign * _BOW * (y2 - y1)
    y = (y1 + y2) / 2 - _BOW * abs(x2 - x1)
    if not away:
        return f"M{x1} {y1}"
    return f"M{x1} {y1}Q{round(x, 1)} {round(max(y, 4.0), 1)} {x2} {y2}"


def _labelled(
    flows: list[Flow], label: Callable[[str], str], width: int, height: int
) -> list[Flow]:
    """The same flows with names and counts where they cover nothing."""
    wanted = []
    for flow in flows:
        name = label(flow.code)
        short = flow.code if flow.region and len(name) > LONGEST_NAME else name
        wanted.append(
            Wanted(f"{short} {flow.count}", flow.x, flow.y, flow.radius, flow.radius)
        )
    circles = [Box(flow.x, flow.y, flow.x, flow.y).grown(flow.radius) for flow in flows]
    within = Box(0, 0, width, height)
    labels = place_labels(wanted, circles, within, TYPE_SIZE, distances=(2, 14, 30, 48))
    pairs = zip(flows, labels, strict=True)
    return [replace(flow, label=placed) for flow, placed in pairs]
