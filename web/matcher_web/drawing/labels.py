"""Words beside marks of a picture, where they cover nothing.

In: marks, each with the words that belong to it, and what must stay free. Out: where
each text stands; none where there is no room, so that what is drawn can be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Literal, NamedTuple

Anchor = Literal["start", "middle", "end"]
Direction = tuple[float, float, Anchor]

BESIDE_FIRST: tuple[Direction, ...] = (
    (1, 0, "start"),
    (-1, 0, "end"),
    (0, 1, "middle"),
    (0, -1, "middle"),
    (0.8, -0.8, "start"),
    (0.8, 0.8, "start"),
    (-0.8, 0.8, "end"),
    (-0.8, -0.8, "end"),
)
ABOVE_FIRST = (*BESIDE_FIRST[3:1:-1], *BESIDE_FIRST[:2], *BESIDE_FIRST[4:])

LETTER = 0.6
"""Width of a letter, as a share of the size of the type: rather too wide than not."""


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have any area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """The smallest that holds all of some."""
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return cls(min(lefts), min(tops), max(rights), max(bottoms))

    def grown(self, by: float) -> Box:
        """The same with more room on every side."""
        left, top, right, bottom = self
        return Box(left - by, top - by, right + by, bottom + by)

    def stays_in(self, other: Box) -> bool:
        """Whether it is wholly inside another."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Label:
    """A text in a picture, and the line that leads to it if it stands far off.

    Parameters
    ----------
    text : str
    x, y : float
        Where its baseline begins, is centred or ends.
    anchor : {"start", "middle", "end"}
    box : Box
        What it covers, about.
    line : tuple of four float or None
        From the mark to the text.
    """

    text: str
    x: float
    y: float
    anchor: Anchor
    box: Box
    line: tuple[float, float, float, float] | None = None


class Wanted(NamedTuple):
    """A text that wants to stand beside a mark of this half width and half height."""

    text: str
    x: float
    y: float
    across: float
    down: float


def text_width(text: str, size: float) -> float:
    """About how wide a text of this size is; no font is measured."""
    return LETTER * size * len(text)


def place_labels(
    wanted: Sequence[Wanted],
    taken: Iterable[Box],
    within: Box,
    size: float,
    directions: Sequence[Direction] = BESIDE_FIRST,
    distances: Sequence[float] = (3.0, 14.0, 30.0),
) -> list[Label | None]:
    """Where each text stands so that it covers nothing; None where there is no room.

    Parameters
    ----------
    wanted : sequence of Wanted
        The most important first: they choose first.
    taken : iterable of Box
        What must stay free.
    within : Box
        The picture.
    size : float
        Of the type.
    directions : sequence of (float, float, str), optional
        East, south and anchor; tried in order.
    distances : sequence of float
        How far from its mark a text is tried; from the second on, a line leads there.
    """
    blocked = list(taken)
    placed: list[Label | None] = []
    for want in wanted:
        tries = (
            label
            for distance in distances
            for label in _tries(
                want, size, directions, distance, distance > distances[0]
            )
            if label.box.stays_in(within) and not any(map(label.box.meets, blocked))
        )
        chosen = next(tries, None)
        if chosen:
            blocked.append(chosen.box)
        placed.append(chosen)
    return placed


def _tries(
    want: Wanted,
    size: float,
    directions: Sequence[Direction],
    distance: float,
    far: bool,
) -> Iterator[Label]:
    width = text_width(want.text, size)
    for east, south, anchor in directions:
        x = want.x + east * (want.across + distance)
        middle = want.y + south * (want.down + distance + size / 2)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        box = Box(left, middle - size * 0.6, left + width, middle + size * 0.6)
        line = None
        if far:
            away = hypot(east, south)
            end = middle - south * size * 0.6 if anchor == "middle" else middle
            line = (
                round(want.x + east / away * want.across, 1),
                round(want.y + south / away * want.down, 1),
                round(x - east * 2, 1),
                round(end, 1),
            )
        y = round(middle + size * 0.35, 1)
        yield Label(want.text, round(x, 1), y, anchor, box, line)
