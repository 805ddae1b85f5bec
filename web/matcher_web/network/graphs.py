"""The network as a picture: nodes, links and communities in, places to draw them out.

The layout is worked out once for a snapshot. A filter never moves anything: what it
leaves out turns faint, and one community alone is drawn close up.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from matcher import Network, Node
from matcher_web.drawing.labels import ABOVE_FIRST, Box, Label, Wanted, place_labels
from matcher_web.network.plan import DOT, Plan, network_of, plan_of
from matcher_web.snapshot import Snapshot, recent

HUB = 4
"""A cluster in so many partnerships is called by its name on the whole picture."""
MOST_DRAWN = 1200
"""A larger network has no picture that anybody could read."""

PATCH_SIZE = 14.0
NAME_SIZE = 11.0
LONGEST_NAME = 26

_ROOM = 26.0
_GROUND = 12.0
_CLOSE_UP = 820.0


@dataclass(frozen=True)
class Mark:
    """A node as it is drawn: a circle for a cluster, a box for a partnership.

    Parameters
    ----------
    node : Node
    place : int
        In `Network.nodes`.
    hue : int
        Colour of its community, from 1.
    x, y : float
        Its middle.
    width : float
        Of the box of a partnership.
    name : str
        What people call it.
    label : Label or None
        Its name beside it, where there is room for one that is always shown.
    faint : bool
        Whether a filter leaves it out.
    """

    node: Node
    place: int
    hue: int
    x: float
    y: float
    width: float
    name: str
    label: Label | None
    faint: bool


@dataclass(frozen=True)
class Line:
    """A membership as it is drawn, with the places of both ends in the network."""

    left: int
    right: int
    ends: tuple[float, float, float, float]
    across: bool
    faint: bool


@dataclass(frozen=True)
class Patch:
    """The ground of a community, with its number and name."""

    number: int
    hue: int
    path: str
    label: Label | None


@dataclass(frozen=True)
class Graph:
    """The picture of a network.

    Parameters
    ----------
    box : Box
        What part of the plane is shown.
    patches : tuple of Patch
    lines : tuple of Line
    marks : tuple of Mark
        Clusters before partnerships.
    """

    box: Box
    patches: tuple[Patch, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]

    @property
    def view_box(self) -> str:
        """The part that is shown, as SVG writes it."""
        left, top, right, bottom = (round(edge, 1) for edge in self.box)
        return f"{left} {top} {round(right - left, 1)} {round(bottom - top, 1)}"


def can_be_drawn(network: Network) -> bool:
    """Whether anything is linked, and not more than anybody could read."""
    return bool(network.links) and len(network.nodes) <= MOST_DRAWN


def hues_of(snapshot: Snapshot) -> tuple[int, ...]:
    """The colour of each community; 0 where no picture shows it."""
    network = network_of(snapshot)
    if can_be_drawn(network):
        return plan_of(snapshot).hues
    return (0,) * len(network.communities)


@recent(64)
def draw_network(
    snapshot: Snapshot, shown: frozenset[tuple[str, str]] | None, community: int = 0
) -> Graph | None:
    """The picture of a snapshot's network.

    Parameters
    ----------
    snapshot : Snapshot
    shown : frozenset of (str, str), or None
        Kind and id of the nodes that a filter leaves; None for all.
    community : int
        Only this one is drawn, close up and with all names; 0 for all.

    Returns
    -------
    Graph or None
        None where nothing is linked, or more than `MOST_DRAWN` nodes are.
    """
    network = network_of(snapshot)
    if not can_be_drawn(network):
        return None
    plan = plan_of(snapshot)
    drawn = [
        place
        for place, node in enumerate(network.nodes)
        if community in (0, node.community)
    ]
    faint = {
        place
        for place in drawn
        for node in [network.nodes[place]]
        if shown is not None and (node.kind, node.id) not in shown
    }
    box = _around([plan.boxes[place] for place in drawn], bool(community))
    taken = [plan.boxes[place] for place in drawn]
    patches = _patches(snapshot, drawn, box, taken)
    labels = _labels(network, plan, drawn, box, taken, bool(community))
    inside = set(drawn)
    return Graph(
        box,
        patches,
        tuple(
            Line(
                left,
                right,
                (*plan.places[left], *plan.places[right]),
                network.nodes[left].community != network.nodes[right].community,
                left in faint or right in faint,
            )
            for left, right in network.links
            if left in inside and right in inside
        ),
        tuple(
            Mark(
                node,
                place,
                plan.hues[node.community - 1],
                *plan.places[place],
                round(plan.boxes[place].right - plan.boxes[place].left, 1),
                plan.names[place],
                labels.get(place),
                place in faint,
            )
            for place in drawn
            for node in [network.nodes[place]]
        ),
    )


def _around(boxes: Sequence[Box], close_up: bool) -> Box:
    """The part of the plane that holds these boxes with some room."""
    left = min(box.left for box in boxes) - _ROOM
    top = min(box.top for box in boxes) - _ROOM
    right = max(box.right for box in boxes) + _ROOM
    bottom = max(box.bottom for box in boxes) + _ROOM
    if close_up:
        wider = max(0.0, (_CLOSE_UP - (right - left)) / 2)
        left, right = left - wider, right + wider
    return Box(left, top, right, bottom)


def _patches(
    snapshot: Snapshot, drawn: Collection[int], box: Box, taken: list[Box]
) -> tuple[Patch, ...]:
    """Grounds of the communities drawn; where their labels stand becomes taken."""
    network, plan = network_of(snapshot), plan_of(snapshot)
    members: dict[int, list[int]] = {}
    for place in drawn:
        members.setdefault(network.nodes[place].community, []).append(place)
    labels: list[Label | None] = []
    for number, inside in sorted(members.items()):
        mine = [plan.boxes[place] for place in inside]
        others = [plan.boxes[p].grown(_GROUND) for p in drawn if p not in set(inside)]
        blocked = [*mine, *others, *(label.box for label in labels if label)]
        label = None
        for text in (_headline(snapshot, number), f"● {number}"):
            if not label:
                wanted = [_beside(text, mine)]
                (label,) = place_labels(
                    wanted, blocked, box, PATCH_SIZE, ABOVE_FIRST, (3.0, 12.0)
                )
        labels.append(label)
    taken += [label.box for label in labels if label]
    return tuple(
        Patch(number, plan.hues[number - 1], _ground(network, plan, number), label)
        for number, label in zip(sorted(members), labels, strict=True)
    )


def _beside(text: str, boxes: Sequence[Box]) -> Wanted:
    """A text that wants to stand beside all these boxes."""
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    middle = (left + right) / 2, (top + bottom) / 2
    return Wanted(text, *middle, (right - left) / 2, (bottom - top) / 2)


def _headline(snapshot: Snapshot, number: int) -> str:
    """A dot, the number of a community, and what it shares first."""
    shared = network_of(snapshot).communities[number - 1].shared
    first = snapshot.vocabulary.label(shared[0].code) if shared else ""
    return f"● {number} {first}".strip()


def _ground(network: Network, plan: Plan, number: int) -> str:
    """The links inside a community as one path, to be drawn broad."""
    inside = {p for p, node in enumerate(network.nodes) if node.community == number}
    pieces = []
    for left, right in network.links:
        if left in inside and right in inside:
            (x1, y1), (x2, y2) = plan.places[left], plan.places[right]
            pieces.append(f"M{x1} {y1}L{x2} {y2}")
    return "".join(pieces)


def _labels(
    network: Network,
    plan: Plan,
    drawn: Sequence[int],
    box: Box,
    taken: list[Box],
    every: bool,
) -> dict[int, Label]:
    """Names of clusters that are always shown: of hubs, or of every one."""
    called = [
        place
        for place in drawn
        for node in [network.nodes[place]]
        if node.kind == "cluster" and (every or node.n_links >= HUB)
    ]
    called.sort(key=lambda place: (-network.nodes[place].n_links, place))
    wanted = [
        Wanted(_short(plan.names[place]), *plan.places[place], DOT, DOT)
        for place in called
    ]
    found = place_labels(wanted, taken, box, NAME_SIZE)
    return {place: label for place, label in zip(called, found, strict=True) if label}


def _short(name: str) -> str:
    """A name cut at a word where it is too long to stand in a picture."""
    if len(name) <= LONGEST_NAME:
        return name
    cut = name[:LONGEST_NAME].rpartition(" ")[0] or name[:LONGEST_NAME]
    return cut.rstrip(" -,") + "…"
