"""What spreadsheet programs leave in cells: a cell in; what it is, what to write out.

Nothing is put right here: a guess could be wrong, and who keeps the table would never
know. Each by-product is called what it is, with what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from matcher.registry.columns import Column
from matcher.text import shown

_ERROR = re.compile(
    r"#[A-ZÀ-Ü][A-ZÀ-Ü0-9_/]*[!?]|#N/?[A-Z]|#GETTING_DATA|#+|Err:[0-9]+"
)
PLACEHOLDERS = frozenset(
    "n/a n.a. n.a #n/a - -- --- – — ?? ??? … ... null (null) nil nan none (none) "
    "tbd tba tbc unknown k.a. k. a. n.d. n/d s/o".split()
) | {"not available", "not applicable", "not recorded", "(blank)", "(empty)", "k. a."}
_LONGEST = 1 + max(map(len, PLACEHOLDERS))
_ODD_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_GUARD = re.compile("['‘’][=+@-]")
_QUOTED = re.compile("[“”„«»‟]([^“”„«»‟]*)[“”„«»‟]")
_MARKS = " '\"`´‘’‚“”„«»‟"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_FIRST_DAY, _LAST_DAY = 18_000, 60_000  # 1949 to 2064, as spreadsheets count days
_SEVERAL = re.compile(r"\s*[,|/+&\t\n]\s*|\s+(?:and|or)\s+")
_NEXT_ADDRESS = re.compile(r"[\s,;|]+(?=https?://)")


def left_behind(cell: str) -> str:
    """What a spreadsheet has left in any cell, and what to do; empty if nothing."""
    if len(cell) < _LONGEST and cell.casefold() in PLACEHOLDERS:
        return f"'{shown(cell)}': leave the cell empty where nothing is recorded"
    if odd := None if cell.isascii() else _ODD_SPACE.search(cell):
        kind = "non-breaking space" if odd[0] in "\xa0\u202f" else "wide or thin space"
        where = f"{kind} U+{ord(odd[0]):04X} at position {odd.start() + 1}"
        return f"{where} of the cell; write a plain space"
    if cell[0].isalnum() and cell[0] != "E":  # as nearly all begin
        return ""
    if _ERROR.fullmatch(cell):
        what = "an error of a spreadsheet, or a column too narrow"
        return f"'{shown(cell)}' is {what}; write what belongs here, or nothing"
    if cell.startswith("="):
        return f"'{shown(cell)}' is a formula; write what it gives"
    if _GUARD.match(cell):
        return f"'{shown(cell)}' has an apostrophe that marks text; take it out"
    if _QUOTED.fullmatch(cell):
        return f"'{shown(cell)}' stands in typographic quotes; take them out"
    return ""


def meant(column: Column, value: str) -> str:
    """What to write for a value that a column does not accept; empty if unknown.

    Examples
    --------
    >>> meant(Column(kind="number"), "2016.0")
    '; write 2016'
    >>> meant(Column(kind="date"), "03/05/2016")
    '; write 2016-05-03 or 2016-03-05'
    """
    plain = value.strip(_MARKS)
    found = {
        text: None
        for text in _READERS.get(column.kind, _as_it_is)(plain)
        if not column.refusal(text) and text in (column.accepted or (text,))
    }
    found.pop(value, None)
    return f"; write {' or '.join(found)}" if found else ""


def several_in(column: Column, value: str, is_known: Callable[[str], bool]) -> str:
    """What to do where several values stand as one; empty where it is one.

    Parameters
    ----------
    column : Column
    value : str
        Refused as it stands, or an address.
    is_known : callable
        Whether one value alone is accepted.
    """
    glue = _NEXT_ADDRESS if column.kind.startswith("address") else _SEVERAL
    pieces = [piece for piece in glue.split(value) if piece]
    if len(pieces) < 2 or not any(map(is_known, pieces)):
        return ""
    told = f"'{shown(value)}' holds {len(pieces)} values"
    if not column.several:
        return f"{told}; one is accepted in this column"
    return f"{told}; separate them by ';' alone, as {shown(';'.join(pieces))}"


def _as_it_is(text: str) -> Iterator[str]:
    yield text


def _numbers(text: str) -> Iterator[str]:
    """2016.0, 1,234 and 2.016E+3 without what a number format adds."""
    if whole := re.fullmatch("([0-9]+)[.,]0+", text):
        yield whole[1]
    elif re.fullmatch("[0-9]{1,3}([ .,'’\xa0\u202f][0-9]{3})+", text):
        yield re.sub("[^0-9]", "", text)
    elif power := re.fullmatch(r"([0-9])(?:[.,]([0-9]{1,9}))?[eE]\+?0?([0-8])", text):
        digits, n_digits = power[1] + (power[2] or ""), int(power[3]) + 1
        if not digits[n_digits:].strip("0"):
            yield digits[:n_digits].ljust(n_digits, "0")
    yield text


def _flags(text: str) -> Iterator[str]:
    folded = text.casefold()
    if folded in {"true", "1", "yes", "y", "x", "wahr", "vrai", "verdadero", "vero"}:
        yield "true"
    if folded in {"false", "0", "no", "n", "falsch", "faux", "falso"}:
        yield "false"


def dates_in(text: str) -> Iterator[str]:
    """03/05/2016, 2016-05-03 00:00:00, May 2016, 2016.0 and 42493 as dates."""
    yield from filter(_is_in_calendar, _read_dates(text))


def _is_in_calendar(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day if len(day) > 7 else f"{day[:4]}-01-01"))
    except ValueError:
        return False


def _read_dates(text: str) -> Iterator[str]:
    day = re.sub(r"[T ]0?0:00(:00(\.0+)?)?(Z|\+00:00)?$", "", text)
    if one := re.fullmatch("([0-9]{4})([-/.])([0-9]{1,2})(?:\\2([0-9]{1,2}))?", day):
        yield _date(one[1], one[3], one[4])
    elif one := re.fullmatch("([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4})", day):
        yield _date(one[4], one[3], one[1])
        if one[2] != ".":  # with dots the day stands first
            yield _date(one[4], one[1], one[3])
    elif one := re.fullmatch("([0-9]{1,2})[-/.]([0-9]{4})", day):
        yield _date(one[2], one[1])
    elif one := re.fullmatch("(?:([0-9]{1,2})[ -])?([A-Za-z]{3,9})[ -]([0-9]{4})", day):
        month = one[2][:3].lower()
        if month in _MONTHS:
            yield _date(one[3], str(_MONTHS.index(month) + 1), one[1])
    elif re.fullmatch("[0-9]{5}", day) and _FIRST_DAY <= int(day) <= _LAST_DAY:
        yield str(date.fromordinal(_DAY_ZERO + int(day)))
    yield from _numbers(day)


def _date(year: str, month: str, day: str | None = None) -> str:
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])


_DAY_ZERO = date(1899, 12, 30).toordinal()
"""Of spreadsheets, which count a 29 February 1900."""

_READERS: dict[str, Callable[[str], Iterator[str]]] = {
    "date": dates_in,
    "flag": _flags,
    "number": _numbers,
}
