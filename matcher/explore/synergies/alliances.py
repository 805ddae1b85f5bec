"""Alliances: to which markets two partnerships could share a mission, and with what.

In: two partnerships and what of theirs goes together. Out: `Alliance`, and sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from matcher.explore.synergies.shared import Common, in_common
from matcher.model.answers.suggestions import Score
from matcher.model.contributions import Contribution, listing
from matcher.registry.partnerships import Standing
from matcher.registry.registry import Registry


@dataclass(frozen=True)
class Mission:
    """A market to which two partnerships could go together.

    Parameters
    ----------
    market : str
        Its code, as one of them states it.
    via : str
        What the other states instead, a region of it or a country in it; empty where
        both state the same.
    members : tuple of str
        Ids of members of the other that go there by themselves, where the other states
        nothing of it.
    """

    market: str
    via: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brought:
    """What one partnership brings that the other lacks.

    Parameters
    ----------
    activities : tuple of str
        Sectors and technologies that have gone together with those of the other, in
        the order of how much that adds to their score.
    markets : tuple of str
        Where it goes and the other does not.
    countries : tuple of str
        Where members of it sit and none of the other.
    standing : Standing
        Whether it still runs.
    """

    activities: tuple[str, ...]
    markets: tuple[str, ...]
    countries: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True)
class Alliance:
    """What two partnerships could do together.

    Parameters
    ----------
    missions : tuple of Mission
        Markets that both state first, then overlapping ones, then those where one
        relies on its members; sorted by code.
    left, right : Brought
    common : Common
        What they state of themselves, side by side.
    """

    missions: tuple[Mission, ...]
    left: Brought
    right: Brought
    common: Common

    @classmethod
    def of(
        cls, registry: Registry, left: str, right: str, related: Contribution
    ) -> Alliance:
        """What two partnerships could do together.

        Parameters
        ----------
        registry : Registry
        left, right : str
            Partnership ids.
        related : Contribution
            What their activities that have gone together before add to their score.

        Raises
        ------
        UnknownPartnership
        """
        common = in_common(registry, left, right)
        reached = [
            *(Mission(market) for market in common.markets),
            *(Mission(ours, theirs) for ours, theirs in common.meeting_markets),
            *_by_members(registry, right, common.left_markets),
            *_by_members(registry, left, common.right_markets),
        ]
        return cls(
            tuple(reached),
            _brought(registry, left, right, related, common.left_markets),
            _brought(registry, right, left, related, common.right_markets),
            common,
        )

    def to_dict(self) -> dict[str, Any]:
        """The same words as keys, for JSON."""
        sides = {"left": self.left, "right": self.right}
        told = {
            name: asdict(side)
            | {"standing": side.standing.state, "end": side.standing.end}
            for name, side in sides.items()
        }
        return {"missions": [asdict(m) for m in self.missions], **told}


def related_of(score: Score) -> Contribution:
    """What activities that have gone together before add to a score."""
    return next(part for part in score.contributions if part.info.meets == "activities")


def _by_members(
    registry: Registry, partnership: str, markets: Sequence[str]
) -> Iterator[Mission]:
    """Markets of the other to which members of a partnership go by themselves."""
    members = [registry.cluster(one) for one in registry.members_of[partnership]]
    for market in markets:
        going = tuple(one.id for one in members if market in one.target_markets)
        if going:
            yield Mission(market, members=going)


def _brought(
    registry: Registry,
    one: str,
    other: str,
    related: Contribution,
    markets: tuple[str, ...],
) -> Brought:
    lacks = _activities(registry, one) - _activities(registry, other)
    worth: defaultdict[str, float] = defaultdict(float)
    for pair in related.codes:
        for code in lacks.intersection(pair.code.split("+")):
            worth[code] += pair.contribution
    sits = _countries(registry, one) - _countries(registry, other)
    return Brought(
        tuple(sorted(worth, key=lambda code: (-worth[code], code))),
        markets,
        tuple(sorted(sits)),
        registry.standing_of(one),
    )


def _activities(registry: Registry, partnership: str) -> set[str]:
    stated = registry.partnership(partnership)
    found = {*stated.sectors, *stated.technologies}
    for member in map(registry.cluster, registry.members_of[partnership]):
        found |= {*member.sectors, *member.technologies}
    return found


def _countries(registry: Registry, partnership: str) -> set[str]:
    members = registry.members_of[partnership]
    return {registry.cluster(one).country for one in members} - {""}


def alliance_in_words(
    registry: Registry, left: str, right: str, alliance: Alliance
) -> tuple[str, ...]:
    """Where two partnerships could go together and what each brings, in sentences.

    Parameters
    ----------
    registry, left, right
        As in `Alliance.of`.
    alliance : Alliance
        Of these two.

    Raises
    ------
    UnknownPartnership
    """
    common = alliance.common
    sides = ((left, alliance.left), (right, alliance.right))
    titles = {one: registry.title_of(one) for one in (left, right)}
    told = [*_where(registry, alliance)]
    for one, side in sides:
        if side.markets and not alliance.missions:
            places = _labels(registry, side.markets, 3)
            told.append(f"{titles[one]} alone goes to {places}.")
    if common.sectors:
        told.append(f"Both work in {_labels(registry, common.sectors, 3)}.")
    elif all(registry.partnership(one).sectors for one in (left, right)):
        told.append("No sector in common.")
    if common.members:
        members = [registry.cluster(member).called for member in common.members]
        told.append(f"Members of both: {listing(members, 3)}.")
    for one, side in sides:
        if side.activities:
            brings = _labels(registry, side.activities, 3)
            told.append(f"{titles[one]} brings {brings}.")
    return tuple(told)


def _where(registry: Registry, alliance: Alliance) -> Iterator[str]:
    """To which markets both could go."""
    label = registry.vocabulary.label
    both = [m.market for m in alliance.missions if not (m.via or m.members)]
    overlapping = [(m.market, m.via) for m in alliance.missions if m.via]
    by_members = [m.market for m in alliance.missions if m.members]
    if both:
        yield f"Both go to {_labels(registry, both, 4)}."
    elif overlapping:
        pairs = [f"{label(a)} with {label(b)}" for a, b in overlapping]
        yield f"Their markets overlap: {listing(pairs, 2)}."
    elif by_members:
        places = _labels(registry, by_members, 4)
        yield f"One goes to {places}, and so do members of the other."


def _labels(registry: Registry, codes: Sequence[str], n_shown: int) -> str:
    return listing([registry.vocabulary.label(code) for code in codes], n_shown)
