"""Maps: counts by country and by market in, shapes, circles and lines to draw out.

Outlines come from ``outlines.json``: Natural Earth, which is in the public domain.
Everything is in the units of the outline, so that a template only writes it down.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import hypot, sqrt
from pathlib import Path
from typing import Literal, TypeVar

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


C = TypeVar("C", bound=Circle)


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
_LARGEST = 34.0
TYPE_SIZE = 12.0


def country_map(
    countries: Mapping[str, int],
    label: Callable[[str], str] | None = None,
    least: float = 12.0,
) -> CountryMap:
    """A map of Europe with a circle in each country that counts.

    Parameters
    ----------
    countries : mapping of str to int
        Counts by country code; those of 0 are not marked.
    label : callable, optional
        What people read for a code; given, names stand where there is room.
    least : float
        Radius of the circle of 1; areas grow evenly from there to the highest count.
        Where no count is high, no circle is large.
    """
    europe = outline("europe")
    counts = {code: n for code, n in sorted(countries.items()) if n > 0}
    top = max(counts.values(), default=1)
    circles = []
    for code, count in counts.items():
        if code in europe.places:
            share = (count - 1) / max(top - 1, _MANY)
            radius = radius_between(least, _LARGEST, share)
            circles.append(Circle(code, count, *europe.places[code], radius))
    circles.sort(key=lambda circle: (-circle.count, circle.code))
    apart = _apart(circles)
    if label:
        names = [label(circle.code) for circle in apart]
        apart = with_labels(apart, names, europe, (3.0, 9.0))
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
        tuple(apart),
        tuple(code for code in counts if code not in europe.places),
    )


def member_map(countries: Mapping[str, int]) -> CountryMap:
    """A small map of Europe with the countries of some clusters marked.

    Parameters
    ----------
    countries : mapping of str to int
        How many clusters are in each country, by its code.
    """
    return country_map(countries, least=22.0)


def radius_between(least: float, most: float, share: float) -> float:
    """The radius of a circle whose area grows evenly from one circle to another."""
    return round(sqrt(least**2 + share * (most**2 - least**2)), 1)


def with_labels(
    circles: Sequence[C],
    texts: Iterable[str],
    drawn: Outline,
    distances: Sequence[float],
) -> list[C]:
    """The same circles, each with its text beside it where that covers nothing."""
    wanted = [
        Wanted(text, circle.x, circle.y, circle.radius, circle.radius)
        for circle, text in zip(circles, texts, strict=True)
    ]
    taken = [circle.box for circle in circles]
    within = Box(0, 0, drawn.width, drawn.height)
    labels = place_labels(wanted, taken, within, TYPE_SIZE, distances=distances)
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
        replace(circle, x=round(x, 1), y=round(y, 1))
        for circle, (x, y) in zip(circles, spots, strict=True)
    ]
