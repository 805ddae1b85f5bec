"""Flows to markets on a map of the world: counts in, lines and circles to draw out.

Lines start together in the middle of the countries that the clusters are in. A market
that is a region stands in the middle of its countries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from statistics import fmean

from matcher import Vocabulary
from matcher_web.drawing.countries import (
    Circle,
    outline,
    radius_between,
    with_labels,
)

LONGEST_NAME = 21
"""A region with a longer name is called by its code."""

_THINNEST, _BROADEST = 0.8, 9.0
_SMALLEST, _LARGEST = 3.0, 10.0
_BOW = 0.16


@dataclass(frozen=True, kw_only=True)
class Flow(Circle):
    """A market as the circle at the end of the line that leads there.

    Parameters
    ----------
    path : str
        SVG path from the origin to the market.
    breadth : float
        Of the line; even with the count.
    region : bool
        Whether the market is a region, not a country.
    """

    path: str
    breadth: float
    region: bool


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
    start = _middle(countries)
    flows, absent = [], []
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        spot = _middle(dict.fromkeys(vocabulary.regions.get(code, (code,)), 1))
        if not spot or not start:
            absent.append(code)
            continue
        flows.append(
            Flow(
                code,
                count,
                *spot,
                radius_between(_SMALLEST, _LARGEST, count / top),
                path=_bowed(start, spot),
                breadth=round(max(_THINNEST, _BROADEST * count / top), 1),
                region=code in vocabulary.regions,
            )
        )
    texts = [f"{_called(flow, vocabulary)} {flow.count}" for flow in flows]
    return FlowMap(
        world.width,
        world.height,
        "".join(world.shapes.values()),
        tuple(with_labels(flows, texts, world, (2, 14, 30, 48))),
        tuple(absent),
    )


def _called(flow: Flow, vocabulary: Vocabulary) -> str:
    name = vocabulary.label(flow.code)
    return flow.code if flow.region and len(name) > LONGEST_NAME else name


def _middle(countries: Mapping[str, int]) -> tuple[float, float] | None:
    """The middle of some countries, weighted; None where none is in the picture."""
    places = outline("world").places
    found = sorted(code for code in countries if code in places)
    weights = [countries[code] for code in found]
    if not sum(weights):
        return None
    x, y = (fmean([places[code][i] for code in found], weights) for i in (0, 1))
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
