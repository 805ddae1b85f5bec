"""What the focus of a description speaks of and its lists do not hold yet.

In: a finder and a profile. Out: codes to be looked at; the profile stays as it is.
"""

from __future__ import annotations

from typing import NamedTuple

from matcher.registry.finding.finder import Finder
from matcher.registry.options import DESCRIPTION, OPTIONS, Option
from matcher.registry.records import CODED, Profile
from matcher.registry.vocabulary import PROFILE_LISTS

MOST_OFFERED = 6
"""So many are shown beside a description: more would be a list to work through."""

_MOST_READ = OPTIONS["focus"].most
_FIELDS = {PROFILE_LISTS[o.vocabulary][0]: o for o in DESCRIPTION if o.vocabulary}


class Proposed(NamedTuple):
    """A code that a focus speaks of.

    Parameters
    ----------
    kind : {"sector", "technology", "market"}
    code : str
    label : str
        What people read for it.
    term : str
        The term in the focus that means it.
    """

    kind: str
    code: str
    label: str
    term: str

    @property
    def field(self) -> Option:
        """The field of a description that it can be added to."""
        return _FIELDS[self.kind]


def proposed_codes(finder: Finder, profile: Profile) -> list[Proposed]:
    """Codes that the focus of a profile speaks of, less those that it has.

    Parameters
    ----------
    finder : Finder
    profile : Profile

    Returns
    -------
    list of Proposed
        At most `MOST_OFFERED`, as they come in the focus; never guesses.
    """
    if not profile.focus:  # nobody waits for an index that is not asked
        return []
    chosen = {profile.country, *(c for kind in CODED for c in getattr(profile, kind))}
    found = finder.proposals(profile.focus[:_MOST_READ], chosen, MOST_OFFERED)
    return [Proposed(one.kind, one.code, one.label, one.term) for one in found]
