"""Fitting: how well what a column holds fits a field.

In: a `Content` and a field. Out: between 0, it cannot be, and 1, it says so itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matcher.importing.columns.held.content import Content

LEAST = 0.3
"""Cells that fit less than this are not of the field."""

SAYS_SO = 0.6
"""Cells that fit at least this well bear a name out that is not sure."""

_NEUTRAL = 0.5  # what cells cannot tell
_SURE = 0.8
_SOME = 0.2  # of towns only the larger ones are known


def fit(content: Content, field: str) -> float:
    """How well the cells fit; `SAYS_SO` is never reached where they cannot tell."""
    if not content.filled:
        return _NEUTRAL
    return _FITS.get(field, _text)(content)


def looks_like(content: Content, is_named: bool) -> str:
    """What cells alone may be taken for, of a column whose name says nothing; or "".

    Addresses and towns stand under many names, so that one that is not known counts.
    """
    if content.marks > _SURE:
        return ""  # "no" is not Norway
    if content.levels == 1:
        return "label"  # gold is no jewellery
    if content.of_nations > _SURE and content.lists >= SAYS_SO:
        return "target_markets"
    if content.countries > _SURE:
        return "target_markets" if content.far > SAYS_SO else "country"
    if field := looks_worked_in(content, SAYS_SO):
        return field
    if content.areas > _SURE and max(content.lists, content.far) >= SAYS_SO:
        return "target_markets"
    if is_named:
        return ""
    if content.addresses > _SURE:
        return "website"
    is_town = content.towns > _SOME and content.sectors < LEAST
    return "city" if content.with_post_codes > SAYS_SO or is_town else ""


def looks_worked_in(content: Content, least: float) -> str:
    """Of sectors and technologies what more of the cells are than `least`; or ""."""
    is_sector = content.sectors >= content.technologies
    field = "sectors" if is_sector else "technologies"
    share = max(content.sectors, content.technologies)
    if share > least:
        return field if fit(content, field) else ""
    return "sectors" if content.activities > _SURE and fit(content, "sectors") else ""


def _text(content: Content) -> float:
    odd = max(content.bare_numbers, content.addresses, content.marks, content.persons)
    return 0.0 if odd > 0.6 else _NEUTRAL


def _town(content: Content) -> float:
    return 0.2 if content.countries > _NEUTRAL else _text(content)


def _number(content: Content) -> float:
    return min(content.numbers, _NEUTRAL)


def _sectors(content: Content) -> float:
    is_nace = content.nace > 0.6 and content.with_digits > 0.6
    if is_nace or content.levels == 1:
        return 0.0
    return _known(content, content.sectors)


def _known(content: Content, share: float) -> float:
    """Of words of a list, some of which look like numbers, as "3D printing" does."""
    text = _text(content)
    return max(text, share) if text or share >= SAYS_SO else 0.0


def _paragraph(content: Content) -> float:
    return max(_text(content), content.long) if _text(content) else 0.0


def _organisation(content: Content) -> float:
    """Names, or ids, which may end in a number."""
    return max(_text(content), _NEUTRAL if _id(content) else 0.0)


def _id(content: Content) -> float:
    return content.ids if content.ids > 0.8 else 0.0


def _acronym(content: Content) -> float:
    """Short words that many rows say again, as marks do."""
    return 0.0 if max(content.addresses, content.persons) > _NEUTRAL else _NEUTRAL


_FITS: Mapping[str, Callable[[Content], float]] = {
    "acronym": _acronym,
    "call": _acronym,
    "city": _town,
    "cluster": _organisation,
    "country": lambda c: c.countries,
    "end": lambda c: c.years,
    "focus": _paragraph,
    "founded": lambda c: c.years,
    "generation": _number,
    "grant_id": lambda c: min(c.with_digits, _NEUTRAL),
    "id": _id,
    "members": _number,
    "nace": lambda c: c.nace if c.with_digits > LEAST else 0.0,
    "partnership": _acronym,
    "personal": lambda _: _NEUTRAL,
    "programme": _acronym,
    "region": _town,
    "sectors": _sectors,
    "since": lambda c: c.years,
    "sme_count": _number,
    "sme_members": _number,
    "source": lambda c: c.addresses,
    "sources": lambda c: c.addresses,
    "start": lambda c: c.years,
    "target_markets": lambda c: 0.0 if c.marks == 1 else _known(c, c.areas),
    "technologies": lambda c: _known(c, c.technologies),
    "website": lambda c: c.addresses,
}
