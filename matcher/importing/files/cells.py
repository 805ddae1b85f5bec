"""Texts, numbers and dates as cells hold them.

In: what a file has. Out: the text of a cell: without spaces around or what nobody sees;
numbers without an exponent or ".0"; dates as YYYY-MM-DD.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta
from decimal import Decimal
from math import isfinite

from matcher.text import INVISIBLE

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_KEPT = re.compile(f"(?![\t\n]){INVISIBLE.pattern}")
_HALVES = re.compile("[\ud800-\udfff]")  # of letters that UTF-16 writes in two
_LOOKED_UP = re.compile("(?:^|;#)[0-9]+;#")  # as SharePoint numbers what it looks up
_LINKED = re.compile(r" \(https://www\.notion\.so/[^\s()]+\)")  # behind its title
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}\\s*")
_FIRST_DAY = datetime(1899, 12, 30)
_FIRST_DAY_OF_1904 = datetime(1904, 1, 1)
_LAST_SERIAL = 2_958_466  # the day after 9999-12-31
_LEAP_DAY_THAT_WAS_NONE = 60
_SECONDS = 86_400


def clean(text: str) -> str:
    r"""A text without spaces around and what nobody sees, its lines ended by LF.

    Examples
    --------
    >>> clean(" a\u00a0\r\nb\u200b ")
    'a\xa0\nb'
    """
    if text.isprintable():
        text = text.strip()
    else:
        text = _KEPT.sub("", _LINE_END.sub("\n", text)).strip()
        if _HALVES.search(text):  # which escapes can write, but no file can hold
            halves = text.encode("utf-16-le", "surrogatepass")
            text = halves.decode("utf-16-le", "replace")
    if ";#" in text:
        text = _LOOKED_UP.sub("; ", text).replace(";#", "; ").strip("; ")
    if "notion.so/" in text:
        text = _LINKED.sub("", text)
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _FLAG.sub(_flag_text, text).strip())


def _flag_text(found: re.Match[str]) -> str:
    """Nothing for a flag beside the name of a country; its letters where alone."""
    if found[0] != found.string.strip():
        return ""
    return "".join(chr(ord(one) - 0x1F1E6 + ord("A")) for one in found[0].strip())


def number_text(number: float | str) -> str:
    """A number in digits, as far as a spreadsheet keeps them: fifteen.

    Examples
    --------
    >>> number_text("85.0"), number_text(0.1 + 0.2), number_text("1E+20")
    ('85', '0.3', '100000000000000000000')
    """
    if isinstance(number, str) and number.isdecimal() and len(number) <= 15:
        return number
    value = float(number)
    if not isfinite(value):
        return ""
    told = format(Decimal(f"{value:.15g}"), "f")
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return "0" if told == "-0" else told


def share_text(number: float | str) -> str:
    """A number that is shown in percent.

    Examples
    --------
    >>> share_text("0.85")
    '85%'
    """
    return f"{number_text(float(number) * 100)}%"


def date_text(serial: float, kind: str, from_1904: bool = False) -> str:
    """A date or time of a spreadsheet, which counts days.

    Parameters
    ----------
    serial : float
    kind : {"date", "time", "date and time"}
        What is shown of it.
    from_1904 : bool
        Whether the days are counted from 1904, as old Macintoshes did.

    Examples
    --------
    >>> date_text(43832, "date"), date_text(43832.25, "date and time")
    ('2020-01-02', '2020-01-02 06:00')
    """
    if not 0 <= serial < _LAST_SERIAL:
        return number_text(serial)
    if not from_1904 and serial < _LEAP_DAY_THAT_WAS_NONE:
        serial += 1
    first = _FIRST_DAY_OF_1904 if from_1904 else _FIRST_DAY
    try:
        moment = first + timedelta(seconds=round(serial * _SECONDS))
    except OverflowError:
        return number_text(serial)
    return moment_text(moment, kind)


def moment_text(moment: datetime, kind: str = "date and time") -> str:
    """A date, with its time where it has one and shows it.

    Examples
    --------
    >>> moment_text(datetime(2020, 1, 2)), moment_text(datetime(2020, 1, 2, 3, 4))
    ('2020-01-02', '2020-01-02 03:04')
    """
    time = f"{moment:%H:%M:%S}".removesuffix(":00")
    if kind == "time":
        return time
    date = moment.date().isoformat()
    return f"{date} {time}" if kind == "date and time" and time != "00:00" else date


def moment_said(told: str) -> str:
    """A date as XML writes it, with its time where it has one.

    Examples
    --------
    >>> moment_said("2020-01-02T00:00:00.000"), moment_said("2020-01-02T03:04:00Z")
    ('2020-01-02', '2020-01-02 03:04')
    """
    date, _, time = clean(told).partition("T")
    time = time.partition(".")[0].removesuffix("Z").removesuffix(":00")
    return f"{date} {time}" if time and time != "00:00" else date


def truth_text(value: bool) -> str:
    """How a cell that says yes or no is written.

    Examples
    --------
    >>> truth_text(True)
    'true'
    """
    return "true" if value else "false"
