"""Which partnerships carry another on: its predecessors and successors.

In: a registry and a partnership. Out: its `Relative` partnerships of other rounds,
told by the acronym or by the members that they share; no score, no arrays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from matcher.registry.columns import picked
from matcher.registry.partnerships import Partnership
from matcher.registry.registry import Registry
from matcher.text import fold

SHORTEST_STEM = 4
"""Acronyms of fewer letters are alike by chance."""

FEWEST_SHARED = 2
"""One shared member is no line: the busiest clusters are in many partnerships."""

LEAST_SHARE = 0.5
"""Shared members, as a share of the smaller partnership's known members."""


@dataclass(frozen=True)
class Relative:
    """A partnership of another round that stands in one line with the asked one.

    Parameters
    ----------
    partnership : Partnership
    earlier : bool
        Whether it is a predecessor; a successor otherwise.
    same_series : bool
        Whether both carry the same acronym, but for numbers and what is added to it.
    shared_members : tuple of str
        Ids of clusters known to be in both.
    n_known : int
        Known members of the smaller of the two.
    """

    partnership: Partnership
    earlier: bool
    same_series: bool
    shared_members: tuple[str, ...]
    n_known: int

    @property
    def reason(self) -> str:
        """Why it is of the line, in words; it never is without a reason."""
        reasons = ["acronyms of one series"] if self.same_series else []
        if self.shared_members:
            n_shared = len(self.shared_members)
            noun = "member" if self.n_known == 1 else "members"
            reasons.append(f"shares {n_shared} of {self.n_known} known {noun}")
        return "; ".join(reasons)

    def to_dict(self) -> dict[str, Any]:
        """The relative with its reason, for JSON."""
        of_it = ("id", "acronym", "programme", "kind", "generation")
        own = ("earlier", "same_series", "shared_members", "reason")
        return picked(self.partnership, *of_it) | picked(self, *own)


def relatives(registry: Registry, partnership_id: str) -> list[Relative]:
    """Predecessors and successors of a partnership, the earliest first.

    Parameters
    ----------
    registry : Registry
    partnership_id : str

    Returns
    -------
    list of Relative
        Predecessors, then successors; ties by id.

    Raises
    ------
    UnknownPartnership

    Notes
    -----
    Two partnerships are of one line if they ran in different rounds, and

    - the stem of one acronym (see `acronym_stem`), of `SHORTEST_STEM` letters or
      more, begins that of the other: LASER-GO and LASER-GO GLOBAL; or
    - neither is an agreement, and they share `FEWEST_SHARED` known members or more,
      which are `LEAST_SHARE` or more of the known members of the smaller of the two.

    An agreement is of two: whatever these two join later would seem to carry it on.

    Rounds are told apart by generation or, where one has none, by the year of the
    start; where that is not recorded either, or is the same, nothing is said.
    """
    asked = registry.partnership(partnership_id)
    mine = set(registry.members_of[asked.id])
    found = []
    for other in registry.partnerships:
        earlier = _is_earlier(other, asked)
        if earlier is None:
            continue
        theirs = registry.members_of[other.id]
        shared = tuple(member for member in theirs if member in mine)
        n_known = min(len(mine), len(theirs))
        same_series = _same_series(asked.acronym, other.acronym)
        enough = _mostly(len(shared), n_known)
        if same_series or (enough and "agreement" not in (asked.kind, other.kind)):
            found.append(Relative(other, earlier, same_series, shared, n_known))
    return sorted(
        found, key=lambda r: (not r.earlier, r.partnership.start[:4] or "9999")
    )


def is_sequel(registry: Registry, left: str, right: str) -> bool:
    """Whether two partnerships are mostly the same, or one carries the other on.

    Parameters
    ----------
    registry : Registry
    left, right : str
        Ids of two different partnerships.

    Notes
    -----
    They are if they share most members, in any round and of any kind, or if they have
    acronyms of one series in different rounds; see `relatives` for both.
    """
    ours, theirs = ({*registry.members_of[side]} for side in (left, right))
    if left != right and _mostly(len(ours & theirs), min(len(ours), len(theirs))):
        return True
    one, other = registry.partnership(left), registry.partnership(right)
    in_line = _is_earlier(one, other) is not None
    return in_line and _same_series(one.acronym, other.acronym)


def _mostly(n_shared: int, n_known: int) -> bool:
    return n_shared >= max(FEWEST_SHARED, LEAST_SHARE * n_known)


def acronym_stem(acronym: str) -> str:
    """The letters of an acronym by which a series is known.

    Numbers, signs, a word EU in front and a plural s at the end do not count.

    Examples
    --------
    >>> acronym_stem("AdPack²"), acronym_stem("EU-TEXTILE2030")
    ('adpack', 'textile')
    """
    words = re.sub(r"[^\w ]|[\d_]", "", re.sub(r"[-_/. ]+", " ", fold(acronym))).split()
    if len(words) > 1 and words[0] == "eu":
        words = words[1:]
    return "".join(words).removesuffix("s")


def _same_series(left: str, right: str) -> bool:
    one, other = sorted((acronym_stem(left), acronym_stem(right)), key=len)
    return len(one) >= SHORTEST_STEM and other.startswith(one)


def _is_earlier(other: Partnership, asked: Partnership) -> bool | None:
    """Whether `other` is of an earlier round; None if it is of no other one."""
    theirs: int | str | None = other.generation
    mine: int | str | None = asked.generation
    if theirs is None or mine is None:
        theirs, mine = other.start[:4] or None, asked.start[:4] or None
    if theirs is None or mine is None or theirs == mine:
        return None
    return theirs < mine  # type: ignore[operator]
