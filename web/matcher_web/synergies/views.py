"""Synergies: all pairs of partnerships through a lens, and one pair opened.

In: a snapshot and an address. Out: pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from flask import abort, redirect, url_for

from matcher.explore.synergies.lenses import LENSES
from matcher_web.drawing.waterfall import waterfall
from matcher_web.listing.links import Chip, Link, ListLinks, list_links
from matcher_web.partnerships.shelf import read_partnerships
from matcher_web.query.reading import Reading, Sent
from matcher_web.snapshot import Snapshot
from matcher_web.synergies.lens_view import Seen
from matcher_web.synergies.pair import pair_facts
from matcher_web.twins import Page, WrongAddress, page

SAME_PARTNERSHIP = "Both sides are the same partnership; choose two."
CHOOSE_TWO = "Choose two partnerships, left and right."
DIFFERENT_ONLY = "Different sectors only"
_BY_NAME = {lens.name: lens for lens in LENSES}
_WRONG_LENS = f"Look through one of {', '.join(_BY_NAME)}."


@page("/synergies")
def synergies(snapshot: Snapshot, sent: Sent) -> Page:
    """All pairs of partnerships through a lens, as a heat map and a list."""
    listing, faults = read_partnerships(snapshot, sent)
    reading = Reading(sent)
    lens = reading.choice("lens", _BY_NAME, LENSES[0].name, _WRONG_LENS)
    different = reading.flag("different_sectors", "different sectors only")
    sequels = reading.flag("sequels", "sequels too")
    seen = Seen.of(snapshot, listing, lens, different, sequels)
    return Page(
        seen,
        "synergies.html",
        partial(_shown, seen, sent),
        seen.parameters(),
        {**faults, **reading.faults},
    )


def _shown(seen: Seen, sent: Sent) -> Mapping[str, Any]:
    if "left" in sent or "right" in sent:
        _lead_to_pair(sent.get("left", "").strip(), sent.get("right", "").strip())
    any_sectors = url_for("synergies", **seen.parameters(different_sectors=""))
    return {
        "links": _links(seen, any_sectors),
        "lenses": [
            (
                Link(lens.title, url_for("synergies", **seen.parameters(lens=name))),
                lens is seen.question.lens,
            )
            for name, lens in _BY_NAME.items()
        ],
        "any_sectors": any_sectors,
        "other_sequels": _other_sequels(seen),
        "choices": seen.choices,
    }


def _other_sequels(seen: Seen) -> str:
    """The same with sequels, or without them again."""
    turned = "" if seen.question.sequels else "1"
    return url_for("synergies", **seen.parameters(sequels=turned))


def _lead_to_pair(left: str, right: str) -> None:
    """To the pair that two lists of the form name."""
    if not (left and right):
        raise WrongAddress(CHOOSE_TWO)
    abort(redirect(url_for("synergy", left=left, right=right)))


def _links(seen: Seen, any_sectors: str) -> ListLinks:
    """Links that change a part of the list and keep the lens."""
    links = list_links(seen.listing, "synergies", **seen.lens_parameters())
    if not seen.question.different_sectors:
        return links
    return replace(
        links,
        chips=[*links.chips, Chip(DIFFERENT_ONLY, any_sectors)],
        told=[*links.told, DIFFERENT_ONLY],
        everything=url_for("synergies", **seen.lens_parameters(different_sectors="")),
    )


@page("/synergies/<left>/<right>")
def synergy(snapshot: Snapshot, sent: Sent, left: str, right: str) -> Page:
    """What two partnerships share, and how they could go together."""
    if left == right:
        raise WrongAddress(SAME_PARTNERSHIP)
    facts = pair_facts(snapshot, left, right)
    return Page(
        facts,
        "synergy.html",
        lambda: {
            "waterfall": waterfall(facts.there),
            "swap": url_for("synergy", left=right, right=left),
        },
    )
