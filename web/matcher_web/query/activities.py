"""Sectors, technologies and ecosystems in an address, and those that can be chosen.

In: an address as it is read. Out: activities, by their codes or labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import get_args

from matcher import FilterError, beginning, fold
from matcher.explore.activities import Activities, Activity, ActivityKind
from matcher_web.query.reading import MOST_SHOWN, Reading
from matcher_web.wording import sentence

KINDS: tuple[ActivityKind, ...] = get_args(ActivityKind)
ActivityChoices = list[tuple[ActivityKind, list[tuple[str, str]]]]
CHOOSE = "Choose a sector, a technology or an ecosystem here too."


def read_activity(
    reading: Reading, activities: Activities, name: str, missing: str = ""
) -> Activity | None:
    """The activity that a field names; None where there is none.

    Parameters
    ----------
    reading : Reading
    activities : Activities
    name : str
        The field.
    missing : str
        What is wrong where nothing is given; nothing is if this is empty.
    """
    text = beginning(reading.text(name), MOST_SHOWN)
    try:
        if text:
            return activities.find(text)
    except FilterError as error:
        missing = sentence(str(error))
    if missing:
        reading.faults[name] = missing
    return None


def activity_choices(
    activities: Activities, used: Callable[[ActivityKind], Iterable[Activity]]
) -> ActivityChoices:
    """Key and label of the activities that are used, by kind and in label order."""
    key, label = activities.key, activities.label
    return [
        (
            kind,
            sorted(
                ((key(one), label(one)) for one in used(kind)),
                key=lambda choice: fold(choice[1]),
            ),
        )
        for kind in KINDS[::-1]
    ]
