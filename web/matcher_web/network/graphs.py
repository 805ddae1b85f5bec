"""The network as a picture: nodes, links and communities in, places to draw them out.

The layout is worked out once for the same partnerships. A filter moves nothing: what
it leaves out turns faint, and one community alone is drawn close up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.explore.network.graph import Network
from matcher_web.drawing.labels import ABOVE_FIRST, Box, Label, Wanted, place_labels
from matcher_web.network.plan import DOT, Mark, network_of, plan_of
from matcher_web.snapshot import Snapshot, recent

HUB = 4
"""A cluster in so many partnerships is called by its name on the whole picture."""

PATCH_SIZE = 15.5
"""Headlines are 14 high and bold: as broad as plain letters of this size."""

NAME_SIZE = 11.0

_ROOM = 26.0
_GROUND = 12.0
_CLOSE_UP = 820.0


@dataclass(frozen=True)
class Line:
    """A membership as it is drawn, with both ends by their index in the network."""

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

    @property
    def called(self) -> str:
        """What the label says after the dot and the number."""
        words = self.label.text.split(" ", 2)[2:] if self.label else []
        return "".join(words)


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


def hues_of(snapshot: Snapshot, ids: frozenset[str]) -> tuple[int, ...]:
    """The colour of each community."""
    return plan_of(snapshot, ids).hues if network_of(snapshot, ids).links else ()


@recent(32)
def draw_network(
    snapshot: Snapshot,
    ids: frozenset[str],
    shown: frozenset[tuple[str, str]] | None,
    community: int = 0,
) -> Graph | None:
    """The picture of the network of some partnerships.

    Parameters
    ----------
    snapshot : Snapshot
    ids : frozenset of str
        Of the partnerships.
    shown : frozenset of (str, str), or None
        Kind and id of the nodes that a filter leaves; None for all.
    community : int
        Only this one is drawn, close up and with all names; 0 for all.

    Returns
    -------
    Graph or None
        None where nothing is linked.
    """
    network = network_of(snapshot, ids)
    if not network.links:
        return None
    everything = plan_of(snapshot, ids).marks
    standing = [m for m in everything if community in (0, m.node.community)]
    box = _around(standing, bool(community))
    patches = _patches(snapshot, ids, standing, box)
    taken = [mark.box for mark in standing]
    taken += [patch.label.box for patch in patches if patch.label]
    labels = _labels(standing, taken, box, bool(community))
    marks = {
        mark.index: replace(
            mark,
            label=labels.get(mark.index),
            faint=shown is not None and (mark.node.kind, mark.node.id) not in shown,
        )
        for mark in standing
    }
    ends = [(marks[a], marks[b]) for a, b in network.links if a in marks and b in marks]
    return Graph(
        box, patches, tuple(_line(*pair) for pair in ends), tuple(marks.values())
    )


def _line(left: Mark, right: Mark) -> Line:
    return Line(
        left.index,
        right.index,
        (left.x, left.y, right.x, right.y),
        left.node.community != right.node.community,
        left.faint or right.faint,
    )


def _around(marks: Sequence[Mark], close_up: bool) -> Box:
    """The part of the plane that holds these marks with some room."""
    left, top, right, bottom = Box.around(mark.box for mark in marks).grown(_ROOM)
    wider = max(0.0, (_CLOSE_UP - (right - left)) / 2) if close_up else 0.0
    return Box(left - wider, top, right + wider, bottom)


def _patches(
    snapshot: Snapshot, ids: frozenset[str], marks: Sequence[Mark], box: Box
) -> tuple[Patch, ...]:
    """Grounds of the communities drawn, each with its label where there is room."""
    members: dict[int, list[Mark]] = {}
    for mark in marks:
        members.setdefault(mark.node.community, []).append(mark)
    network, everything = network_of(snapshot, ids), plan_of(snapshot, ids).marks
    patches: list[Patch] = []
    for number, inside in sorted(members.items()):
        mine = [mark.box for mark in inside]
        others = [m.box.grown(_GROUND) for m in marks if m.node.community != number]
        blocked = [*mine, *others, *(p.label.box for p in patches if p.label)]
        label = None
        for text in (_headline(snapshot, network, number), f"● {number}"):
            if not label:
                wanted = [_beside(text, Box.around(mine))]
                (label,) = place_labels(
                    wanted, blocked, box, PATCH_SIZE, ABOVE_FIRST, (3.0, 12.0)
                )
        ground = _ground(network, everything, number)
        patches.append(Patch(number, inside[0].hue, ground, label))
    return tuple(patches)


def _beside(text: str, box: Box) -> Wanted:
    """A text that wants to stand beside a box."""
    left, top, right, bottom = box
    middle = (left + right) / 2, (top + bottom) / 2
    return Wanted(text, *middle, (right - left) / 2, (bottom - top) / 2)


def _headline(snapshot: Snapshot, network: Network, number: int) -> str:
    """A dot, the number of a community, and what it shares first."""
    shared = network.communities[number - 1].shared
    first = snapshot.vocabulary.label(shared[0].code) if shared else ""
    return f"● {number} {first}".strip()


def _ground(network: Network, marks: Sequence[Mark], number: int) -> str:
    """The links inside a community as one path, to be drawn broad."""
    pairs = ((marks[one], marks[other]) for one, other in network.links)
    return "".join(
        f"M{left.x} {left.y}L{right.x} {right.y}"
        for left, right in pairs
        if left.node.community == right.node.community == number
    )


def _labels(
    marks: Sequence[Mark], taken: Sequence[Box], box: Box, every: bool
) -> dict[int, Label]:
    """Names of clusters that are always shown: of hubs, or of every one."""
    called = [
        mark
        for mark in marks
        if mark.node.kind == "cluster" and (every or mark.node.n_links >= HUB)
    ]
    called.sort(key=lambda mark: -mark.node.n_links)
    wanted = [Wanted(m.short, m.x, m.y, DOT, DOT) for m in called]
    found = zip(called, place_labels(wanted, taken, box, NAME_SIZE), strict=True)
    return {mark.index: label for mark, label in found if label}
