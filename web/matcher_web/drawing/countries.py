"""Maps: counts by country and by market in, shapes, circles and lines to draw out.

Outlines come from ``outlines.json``: Natural Earth, which is in the public domain.
Everything is in the units of the outline, so that a template only writes it down.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import hypot, sqrt
from pathlib import Path
from typing import Literal

from matcher_web.drawing.labels import Box, Label, Wanted, place_labels

_FILE = Path(__file__).with_name("outlines.json")


@dataclass(frozen=True)
class Outline:
    """The countries of one part of the world, projected.

    Parameters
    ----------
    width, height : int
        Of the picture; its units are about pixels.
    shapes : mapping of str to str
        SVG paths by country code.
    places : mapping of str to (int, int)
        Where the largest part of each country is.
    """

    width: int
    height: int
    shapes: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]


@cache
def outline(part: Literal["europe", "world"]) -> Outline:
    """The outline of a part: Europe in Lambert's azimuthal projection, or Equal Earth.

    Parameters
    ----------
    part : {"europe", "world"}
    """
    stored = json.loads(_FILE.read_text(encoding="utf-8"))[part]
    places = {code: (x, y) for code, (x, y) in stored["places"].items()}
    return Outline(stored["width"], stored["height"], stored["shapes"], places)


@dataclass(frozen=True)
class Shape:
    """A country with something in it; shade 1 (few) to 4 (most)."""

    code: str
    path: str
    shade: int


@dataclass(frozen=True)
class Circle:
    """How many are in a country, at its place; the area says how many."""

    code: str
    count: int
    x: float
    y: float
    radius: float
    label: Label | None = None

    @property
    def box(self) -> Box:
        """What it covers."""
        spot = Box(self.x, self.y, self.x, self.y)
        return spot.grown(self.radius)


@dataclass(frozen=True)
class CountryMap:
    """Europe with the countries that count marked.

    Parameters
    ----------
    width, height : int
    land : str
        SVG path of all other countries.
    shapes : tuple of Shape
    circles : tuple of Circle
        Largest first.
    absent : tuple of str
        Codes that are counted and not in the picture; the empty one is not recorded.
    """

    width: int
    height: int
    land: str
    shapes: tuple[Shape, ...]
    circles: tuple[Circle, ...]
    absent: tuple[str, ...]


_N_SHADES = 4
_MANY = 15
_NAME_SIZE = 12.0


def country_map(
    countries: Mapping[str, int],
    label: Callable[[str], str] | None = None,
    least: float = 12.0,
    most: float = 34.0,
) -> CountryMap:
    """A map of Europe with a circle in each country that counts.

    Parameters
    ----------
    countries : mapping of str to int
        Counts by country code; those of 0 are not marked.
    label : callable, optional
        What people read for a code; given, names stand where there is room.
    least, most : float
        Radius of the circle of 1 and of the highest count; areas grow evenly between.
        Where no count is high, no circle is large.
    """
    europe = outline("europe")
    counts = {code: n for code, n in sorted(countries.items()) if n > 0}
    top = max(counts.values(), default=1)
    circles = []
    for code, count in counts.items():
        if code in europe.places:
            x, y = europe.places[code]
            share = (count - 1) / max(top - 1, _MANY)
            radius = sqrt(least**2 + share * (most**2 - least**2))
            circles.append(Circle(code, count, x, y, round(radius, 1)))
    circles.sort(key=lambda circle: (-circle.count, circle.code))
    marked = [code for code in counts if code in europe.shapes]
    others = [path for code, path in europe.shapes.items() if code not in counts]
    return CountryMap(
        europe.width,
        europe.height,
        "".join(others),
        tuple(
            Shape(code, europe.shapes[code], -(-counts[code] * _N_SHADES // top))
            for code in marked
        ),
        tuple(_named(_apart(circles), label, europe) if label else _apart(circles)),
        tuple(code for code in counts if code not in europe.places),
    )


def member_map(countries: Mapping[str, int]) -> CountryMap:
    """A small map of Europe with the countries of some clusters marked.

    Parameters
    ----------
    countries : mapping of str to int
        How many clusters are in each country, by its code.
    """
    return country_map(countries, least=22.0, most=34.0)


def _named(
    circles: Sequence[Circle], label: Callable[[str], str], drawn: Outline
) -> list[Circle]:
    """The same circles with the names of their countries beside them."""
    wanted = [Wanted(label(c.code), c.x, c.y, c.radius, c.radius) for c in circles]
    labels = place_labels(
        wanted,
        [circle.box for circle in circles],
        Box(0, 0, drawn.width, drawn.height),
        _NAME_SIZE,
        distances=(3.0, 9.0),
    )
    pairs = zip(circles, labels, strict=True)
    return [replace(circle, label=placed) for circle, placed in pairs]


def _apart(circles: list[Circle]) -> list[Circle]:
    """The same circles, those that overlap pushed away from one another."""
    spots = [[circle.x, circle.y] for circle in circles]
    for _ in range(50):
        moved = False
        for i, one in enumerate(circles):
            for j in range(i):
                dx, dy = spots[i][0] - spots[j][0], spots[i][1] - spots[j][1]
                away = hypot(dx, dy)
                missing = one.radius + circles[j].radius + 1 - away
                if missing > 0.01:
                    moved = True
                    east, south = (dx / away, dy / away) if away else (1.0, 0.0)
                    for spot, sign in ((spots[i], 0.5), (spots[j], -0.5)):
                        spot[0] += sign * missing * east
                        spot[1] += sign * missing * south
        if not moved:
            break
    return [
        Circle(c.code, c.count, round(x, 1), round(y, 1), c.radius)
        for c, (x, y) in zip(circles, spots, strict=True)
    ]
