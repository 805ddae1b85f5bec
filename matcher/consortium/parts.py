"""Parts: what a consortium is worth is made of, and who serves what of it.

In: nothing. Out: `PARTS`, all that counts and can be turned, and the records of one
value, opened.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from matcher.model.goals.grounds import Ground
from matcher.registry.columns import picked


class PartInfo(NamedTuple):
    """All that is said of a part of the value, whatever the consortium."""

    title: str
    description: str


PARTS = {
    "affinity": PartInfo(
        "Affinity",
        "How well its members fit, by what went together in the past: the mean over "
        "all pairs of them.",
    ),
    "cohesion": PartInfo(
        "Cohesion",
        "Its members stand high on each other's lists: 1 if all are first.",
    ),
    "goals": PartInfo(
        "Goals",
        "How well it serves what you want: each wanted thing by its best member.",
    ),
    "variety": PartInfo(
        "Variety of countries",
        "Its members sit in different countries: the share of pairs that do.",
    ),
    "redundancy": PartInfo(
        "Redundancy",
        "Its members do the same things: the mean share of activities that two have "
        "in common. It counts against a consortium.",
    ),
}
"""What counts, and can be made to count more, less or not at all."""


class Served(NamedTuple):
    """One wanted thing, and who of a consortium serves it best.

    Parameters
    ----------
    by : str
        Id of the member; empty where nobody serves it. Of equals the first by id.
    contribution : float
        What it adds to the value.
    ground : Ground
        The fact by which it is served, and how well.
    """

    by: str
    contribution: float
    ground: Ground

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        return picked(self.ground, *Ground._fields) | picked(self, "by", "contribution")


class Part(NamedTuple):
    """What one part adds to the value of a consortium.

    Parameters
    ----------
    name : str
        A name of `PARTS`; for a goal that of the goal, as ``wanted_markets``.
    title, description : str
    value : float
        Mean log-odds for affinity, else a share from 0 to 1.
    weight : float
        What the value is multiplied by.
    contribution : float
        Log-odds: ``weight * value``.
    served : tuple of Served
        For a goal, each wanted thing.
    """

    name: str
    title: str
    description: str
    value: float
    weight: float
    contribution: float
    served: tuple[Served, ...] = ()
