"""Draws the outlines of Europe and of the world into ``drawing/outlines.json``.

``python tests/outlines.py FOLDER`` reads ``countries-50m.json`` and
``countries-110m.json`` of world-atlas 2.0.2 (``npm pack world-atlas@2.0.2``): Natural
Earth 4.1, which is in the public domain, as TopoJSON. Borders are simplified once for
both sides, so that neighbours still meet. To be run only when the drawing changes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from math import asin, cos, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any, NamedTuple

import pycountry

Point = tuple[float, float]
Project = Callable[[float, float], Point]

OUT = (
    Path(__file__).resolve().parents[1]
    / "web"
    / "matcher_web"
    / "drawing"
    / "outlines.json"
)
SOURCE = (
    "Natural Earth 4.1, public domain (naturalearthdata.com), as TopoJSON of "
    "world-atlas 2.0.2; drawn by tests/outlines.py"
)
# Shapes that have no ISO code of their own go to the state that the European Union
# sees there; so does Crimea, which the source draws with Russia.
UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
CRIMEA = (34.3, 45.2)


class Frame(NamedTuple):
    """What part of the plane is drawn, and how fine."""

    file: str
    project: Project
    left: float
    top: float
    right: float
    bottom: float
    width: int
    finest: float
    smallest: float
    without: frozenset[str] = frozenset()


def lambert(longitude: float, latitude: float) -> Point:
    """Azimuthal equal-area around 10 E, 52 N, as maps of the EU are drawn.

    References
    ----------
    Snyder, "Map projections: a working manual", 1987, formulas 24-2 to 24-4.
    """
    x, y, y0 = radians(longitude - 10), radians(latitude), radians(52)
    nearness = 1 + sin(y0) * sin(y) + cos(y0) * cos(y) * cos(x)
    scale = sqrt(2 / max(nearness, 1e-9))
    across = scale * cos(y) * sin(x)
    return across, -scale * (cos(y0) * sin(y) - sin(y0) * cos(y) * cos(x))


def equal_earth(longitude: float, latitude: float) -> Point:
    """Areas true, poles as lines.

    References
    ----------
    Savric, Patterson and Jenny, "The Equal Earth map projection", 2018.
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    angle = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = angle * angle
    slope = a1 + 3 * a2 * square + square**3 * (7 * a3 + 9 * a4 * square)
    x = 2 * sqrt(3) * radians(longitude) * cos(angle) / (3 * slope)
    return x, -angle * (a1 + a2 * square + square**3 * (a3 + a4 * square))


FRAMES = {
    "europe": Frame(
        "countries-50m.json", lambert, -0.385, -0.345, 0.4, 0.325, 1000, 7, 5
    ),
    "world": Frame(
        "countries-110m.json",
        equal_earth,
        -2.6,
        -1.31,
        2.75,
        1.04,
        1000,
        1.2,
        2.5,
        frozenset({"AQ"}),
    ),
}


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON in degrees."""
    (sx, sy), (tx, ty) = (topology["transform"][k] for k in ("scale", "translate"))
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def polygons(topology: dict[str, Any]) -> Iterator[tuple[str, list[list[int]]]]:
    """Each polygon with the alpha-2 code of its country, as arcs of its rings."""
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        country = pycountry.countries.get(numeric=shape.get("id", ""))
        code = country.alpha_2 if country else UNNUMBERED.get(name)
        one = shape["type"] == "Polygon"
        for polygon in [shape["arcs"]] if one else shape["arcs"]:
            if code:
                yield code, polygon


def joined(arcs: list[list[Point]], ring: list[int]) -> list[Point]:
    """The points of a ring in degrees, in one piece even across the date line."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        for longitude, latitude in arc[1:]:
            before = points[-1][0] if points else longitude
            turns = round((before - longitude) / 360)
            points.append((longitude + 360 * turns, latitude))
    turns = round(sum(longitude for longitude, _ in points) / len(points) / 360)
    return [(longitude - 360 * turns, latitude) for longitude, latitude in points]


def triangle(a: Point, b: Point, c: Point) -> float:
    """Area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplified(
    arc: list[Point], placed: Callable[[Point], Point], finest: float
) -> list[Point]:
    """An arc less the points that, drawn, span too little with their neighbours.

    References
    ----------
    Visvalingam and Whyatt, "Line generalisation by repeated elimination", 1993.
    """
    kept, drawn = list(arc), [placed(point) for point in arc]
    while len(kept) > 2:
        areas = [triangle(*drawn[i - 1 : i + 2]) for i in range(1, len(kept) - 1)]
        least = min(areas)
        if least >= finest:
            break
        worst = areas.index(least) + 1
        del kept[worst], drawn[worst]
    return kept


def area(ring: list[Point]) -> float:
    """Area inside a ring."""
    turned = ring[1:] + ring[:1]
    pairs = zip(ring, turned, strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def clipped(
    ring: list[Point], width: float, height: float, around: float = 5
) -> list[Point]:
    """What of a ring is inside the picture and so much around it.

    References
    ----------
    Sutherland and Hodgman, "Reentrant polygon clipping", 1974.
    """
    for axis, limit, sign in (
        (0, -around, 1),
        (0, width + around, -1),
        (1, -around, 1),
        (1, height + around, -1),
    ):
        found: list[Point] = []
        for a, b in zip(ring[-1:] + ring[:-1], ring, strict=True):
            inside = [sign * (p[axis] - limit) >= 0 for p in (a, b)]
            if inside[0] != inside[1]:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                found.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
            if inside[1]:
                found.append(b)
        ring = found
    return ring


def holds(ring: list[Point], point: Point) -> bool:
    """Whether a point is inside a ring."""
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def inmost(ring: list[Point]) -> Point:
    """The point of a grid inside a ring that is farthest from its border."""
    xs, ys = zip(*ring, strict=True)
    best = (-1.0, (sum(xs) / len(xs), sum(ys) / len(ys)))
    for i in range(1, 24):
        for j in range(1, 24):
            x = min(xs) + (max(xs) - min(xs)) * i / 24
            y = min(ys) + (max(ys) - min(ys)) * j / 24
            if holds(ring, (x, y)):
                away = min(hypot(x - a, y - b) for a, b in ring)
                best = max(best, (away, (x, y)))
    return best[1]


def path(ring: list[Point]) -> str:
    """A ring as an SVG path in whole steps; empty if nothing is left of it."""
    whole: list[tuple[int, int]] = []
    for x, y in ring:
        if not whole or whole[-1] != (round(x), round(y)):
            whole.append((round(x), round(y)))
    if len(set(whole)) < 3:
        return ""
    x, y = whole[0]
    steps = zip(whole, whole[1:], strict=False)
    moved = [(b[0] - a[0], b[1] - a[1]) for a, b in steps]
    drawn = " ".join(f"{dx} {dy}" for dx, dy in moved).replace(" -", "-")
    return f"M{x} {y}l{drawn}z"


def outline(folder: Path, frame: Frame) -> dict[str, Any]:
    """The countries of one picture: their shapes and where to mark them."""
    scale = frame.width / (frame.right - frame.left)
    height = round((frame.bottom - frame.top) * scale)

    def placed(point: Point) -> Point:
        x, y = frame.project(*point)
        return (x - frame.left) * scale, (y - frame.top) * scale

    shapes: dict[str, list[str]] = {}
    topology = json.loads((folder / frame.file).read_text())
    degrees = decoded(topology)
    arcs = [simplified(arc, placed, frame.finest) for arc in degrees]
    for code, rings in polygons(topology):
        if holds(joined(degrees, rings[0]), CRIMEA):
            code = "UA"
        if code in frame.without:
            continue
        for ring in rings:
            whole = [placed(point) for point in joined(arcs, ring)]
            kept = clipped(whole, frame.width, height)
            drawn = path(kept) if kept and area(kept) >= frame.smallest else ""
            if drawn:
                shapes.setdefault(code, []).append(drawn)
    return {
        "width": frame.width,
        "height": height,
        "shapes": {code: "".join(shapes[code]) for code in sorted(shapes)},
        "places": places(folder, placed, frame.width, height),
    }


def places(
    folder: Path, placed: Callable[[Point], Point], width: float, height: float
) -> dict[str, list[int]]:
    """Where the largest part of each country is, if it is in the picture."""
    topology = json.loads((folder / "countries-50m.json").read_text())
    degrees = decoded(topology)
    largest: dict[str, tuple[float, list[Point]]] = {}
    for code, rings in polygons(topology):
        whole = [placed(p) for p in joined(degrees, rings[0])]
        ring = clipped(whole, width, height, -6)
        if ring and area(ring) > largest.get(code, (0.0, []))[0]:
            largest[code] = (area(ring), ring)
    found = {code: inmost(ring) for code, (_, ring) in sorted(largest.items())}
    return {code: [round(x), round(y)] for code, (x, y) in found.items()}


def main(folder: Path) -> None:
    """Write the file."""
    drawn = {name: outline(folder, frame) for name, frame in FRAMES.items()}
    text = json.dumps({"source": SOURCE, **drawn}, separators=(",", ":"))
    OUT.write_text(text.replace('},"', '},\n"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
