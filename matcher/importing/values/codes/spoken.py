"""Spoken of: the sector and the technology that sentences are about.

In: what an organisation says of itself. Out: a reading that is all in doubt.
"""

from __future__ import annotations

from matcher.importing.values.codes.activities import FIELDS
from matcher.importing.values.reading import Gathered, Reading
from matcher.registry.finding.finder import Finder

_MOST_LETTERS = 2_000
_MOST_OFFERED = 6
_AT_THE_SIDE = frozenset(
    "education-knowledge business-services financial-services "
    "marketing-design-publishing".split()
)
"""Sectors that anybody works with; they count where no other is named."""
_TOLD = (
    "no column has its {}, and these words speak of this one, which is taken where "
    "nothing else is known; look whether that is meant"
)


def spoken_of(finder: Finder, text: str) -> Reading:
    """What sentences are about: of each kind what they name first.

    Notes
    -----
    Of the organisations of the registry that came along, what it takes is among their
    sectors in five of six cases; further ones that are named are often of others.

    Examples
    --------
    >>> from matcher import load_registry
    >>> finder = load_registry().finder
    >>> spoken_of(finder, "Firms that make furniture with robots.").also
    {'sectors': ('furniture',), 'technologies': ('robotics',)}
    """
    gathered = Gathered()
    found = finder.proposals(text[:_MOST_LETTERS], most=2 * _MOST_OFFERED)
    for kind, field in FIELDS.items():
        named = [one for one in found if one.kind == kind]
        named.sort(key=lambda one: one.code in _AT_THE_SIDE)
        if named:
            first, codes = named[0], [one.code for one in named]
            gathered.take_for(field, first.code)
            gathered.doubt(
                first.term, first.code, codes[:_MOST_OFFERED], _TOLD.format(field)
            )
    return gathered.reading(None)
