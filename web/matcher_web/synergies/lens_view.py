"""What a lens shows: the heat map, the best pairs in words, all pairs as a table.

In: a lens and the partnerships that are kept. Out: a `LensView`, kept once drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher import Partnership, picked
from matcher.explore.synergies.alliances import Alliance, alliance_in_words
from matcher.explore.synergies.landscape import MOST, Landscape
from matcher.explore.synergies.lenses import LENSES, Lens
from matcher.explore.synergies.shared import in_common
from matcher_web.listing.listing import Listing
from matcher_web.partnerships.composed import Composed
from matcher_web.snapshot import Snapshot, recent
from matcher_web.synergies.heat_map import HeatMap, Ramp, heat_map
from matcher_web.synergies.pair import landscape_of
from matcher_web.synergies.question import LensQuestion, kept_pairs, pairs_asked_for
from matcher_web.tables import Cell, Table

N_TOP = 25
MAX_ROWS = 90
"""Of more partnerships, those in the highest pairs are drawn: the page stays about
half a megabyte."""
MAX_KEPT = 16
"""Views that are kept once they are drawn, the latest ones."""

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]


@dataclass(frozen=True)
class TopPair:
    """One of the best pairs.

    Parameters
    ----------
    rank : int
        From 1.
    left, right : Partnership
    value, score : float
        Through the lens, and overall.
    strength : str
        The score in words.
    words : tuple of str
        Where they could go together and what each brings, in sentences.
    """

    rank: int
    left: Partnership
    right: Partnership
    value: float
    score: float
    strength: str
    words: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        told = picked(self, "rank", "value", "score", "strength", "words")
        return {**told, "left": self.left.id, "right": self.right.id}


@dataclass(frozen=True)
class LensView:
    """What the page shows and its twins hold.

    Parameters
    ----------
    lens : Lens
    n_partnerships, n_pairs : int
        How many are kept.
    n_above : int
        Pairs above what speaks for nothing.
    n_in_pairs : int
        Partnerships in such pairs.
    n_sequels : int
        Pairs of sequels among those that would be kept otherwise.
    values : float array of shape (n_rows, n_rows)
        Of the partnerships in such pairs; NaN for what is not kept or not recorded.
    heat : HeatMap
        The same as it is drawn.
    top : tuple of TopPair
        The best of such pairs.
    """

    lens: Lens
    n_partnerships: int
    n_pairs: int
    n_above: int
    n_in_pairs: int
    n_sequels: int
    values: FloatArray
    heat: HeatMap
    top: tuple[TopPair, ...]


@recent(MAX_KEPT)
def lens_view(snapshot: Snapshot, question: LensQuestion) -> LensView:
    """What is seen through a lens."""
    scene, lens = landscape_of(snapshot, question.partnerships), question.lens
    title_of = snapshot.registry.title_of
    asked, kept = pairs_asked_for(scene, question), kept_pairs(scene, question)
    usual = scene.usual(lens.name)
    values = np.where(kept, scene.values(lens.name), np.nan)
    above = scene.pairs(lens.name, values > usual)
    inside = _by_best_pair(above)
    rows = np.sort(inside[:MAX_ROWS])
    rows = scene.order(lens.name, kept, rows)
    ids = [scene.partnerships[row].id for row in rows]
    drawn = values[np.ix_(rows, rows)]
    ramp = Ramp.over(scene.values(lens.name), usual, lens.decimals)
    return LensView(
        lens=lens,
        n_partnerships=len(question.partnerships),
        n_pairs=int(np.triu(kept, 1).sum()),
        n_above=len(above),
        n_in_pairs=len(inside),
        n_sequels=int(np.triu(asked & scene.sequels, 1).sum()),
        values=drawn,
        heat=heat_map(drawn, ids, [*map(title_of, ids)], ramp),
        top=tuple(_top_pairs(scene, lens, above[:N_TOP])),
    )


@dataclass(frozen=True)
class Seen:
    """What an address asks to see: a lens, and which partnerships and pairs.

    Parameters
    ----------
    snapshot : Snapshot
    listing : Listing
        The partnerships that are kept, as `/partnerships` narrows them.
    question : LensQuestion
    """

    snapshot: Snapshot
    listing: Listing[Composed]
    question: LensQuestion

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        listing: Listing[Composed],
        lens: Lens,
        different_sectors: bool,
        sequels: bool,
    ) -> Seen:
        """What is seen of the partnerships found; of the first `MOST` by acronym."""
        found = {composed.partnership.id for composed in listing.found}
        kept = frozenset([id_ for id_ in listing.shelf.records if id_ in found][:MOST])
        return cls(
            snapshot, listing, LensQuestion(lens, kept, different_sectors, sequels)
        )

    @property
    def n_left_out(self) -> int:
        """How many of the partnerships found are too many to compare."""
        return len(self.listing.found) - len(self.question.partnerships)

    @property
    def choices(self) -> list[str]:
        """Ids of partnerships that a list offers: all, or those that are compared."""
        everybody = [*self.listing.shelf.records]
        if len(everybody) <= MOST:
            return everybody
        return [id_ for id_ in everybody if id_ in self.question.partnerships]

    @property
    def view(self) -> LensView:
        """What is seen."""
        return lens_view(self.snapshot, self.question)

    def lens_parameters(self, **changes: Any) -> dict[str, Any]:
        """What the listing does not know, as it stands in an address."""
        given: dict[str, Any] = {
            "lens": self.question.lens.name,
            "different_sectors": "1" if self.question.different_sectors else "",
            "sequels": "1" if self.question.sequels else "",
            **changes,
        }
        if given["lens"] == LENSES[0].name:
            del given["lens"]
        return {name: value for name, value in given.items() if value}

    def parameters(self, **changes: Any) -> dict[str, Any]:
        """The whole question as it stands in its address, with some parts changed."""
        narrowed = self.listing.parameters(sort="")
        return {**narrowed, **self.lens_parameters(**changes)}

    def to_dict(self) -> dict[str, Any]:
        """The view, with the value of each pair of the heat map, for JSON."""
        view, narrowed = self.view, self.listing.query()
        del narrowed["sort"], narrowed["page"]
        left_out = {"n_left_out": self.n_left_out} if self.n_left_out else {}
        return {
            "query": {
                "lens": view.lens.name,
                "different_sectors": self.question.different_sectors,
                "sequels": self.question.sequels,
                **narrowed,
            },
            **picked(view, "n_partnerships", "n_pairs", "n_above", "n_sequels"),
            "n_more": self.listing.n_more,
            **left_out,
            "partnerships": [row.id for row in view.heat.rows],
            "values": [[_number(value) for value in line] for line in view.values],
            "top": [pair.to_dict() for pair in view.top],
        }

    def table(self) -> Table:
        """All pairs that are kept, through every lens, the best by this one first.

        Where partnerships are left out its name says so, for a table has no margin.
        """
        table = pairs_table(self.snapshot, self.question)
        if not self.n_left_out:
            return table
        n_kept, n_found = len(self.question.partnerships), len(self.listing.found)
        return replace(table, name=f"{table.name}-first-{n_kept}-of-{n_found}")


def _by_best_pair(pairs: IntArray) -> IntArray:
    """All that stand in the pairs, who stands in the best one first."""
    return np.array([*dict.fromkeys(pairs.ravel().tolist())], dtype=np.intp)


def _top_pairs(scene: Landscape, lens: Lens, pairs: IntArray) -> Iterator[TopPair]:
    values, scores = scene.values(lens.name), scene.values("overall")
    for rank, at in enumerate(map(tuple, pairs.tolist()), start=1):
        left, right = (scene.partnerships[position] for position in at)
        related = scene.complement(left.id, right.id)
        alliance = Alliance.of(scene.registry, left.id, right.id, related)
        yield TopPair(
            rank=rank,
            left=left,
            right=right,
            value=float(values[at]),
            score=float(scores[at]),
            strength=scene.strength(float(scores[at])),
            words=alliance_in_words(scene.registry, left.id, right.id, alliance),
        )


@recent(2)
def pairs_table(snapshot: Snapshot, question: LensQuestion) -> Table:
    """All pairs that are kept, through every lens, the highest by this lens first."""
    scene = landscape_of(snapshot, question.partnerships)
    values = {lens.name: scene.values(lens.name) for lens in LENSES}
    rows: list[list[Cell]] = []
    for at in map(tuple, scene.pairs(question.lens.name, kept_pairs(scene, question))):
        left, right = (scene.partnerships[position] for position in at)
        common = in_common(snapshot.registry, left.id, right.id)
        rows.append(
            [
                *(left.id, left.acronym, right.id, right.acronym),
                *(_number(found[at]) for found in values.values()),
                bool(scene.different_sectors[at]),
                ";".join(common.markets),
                ";".join("+".join(pair) for pair in common.meeting_markets),
                *map(";".join, (common.sectors, common.technologies, common.members)),
            ]
        )
    of_pair = ("left", "left_acronym", "right", "right_acronym")
    shared = ("markets", "meeting_markets", "sectors", "technologies", "members")
    columns = (*of_pair, *values, "different_sectors", *shared)
    return Table("synergies", columns, rows)


def _number(value: float) -> float | None:
    """The value, or None where it is not recorded."""
    return None if np.isnan(value) else float(value)
