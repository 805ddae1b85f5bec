"""How values read on a page: numbers, ordinals, dates, codes and links.

In: plain values. Out: text, as Jinja filters. Unknown is always "not recorded".
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, url_for

NOT_RECORDED = "not recorded"
MINUS = "\N{MINUS SIGN}"

KIND_TITLES = {
    "alike": "Alike",
    "complementary": "Complementary",
    "history": "History",
    "agreement": "Agreement",
    "goal": "What you want",
    "start": "Where every pair starts",
}


def sentence(text: str) -> str:
    """The text with a capital first and a full stop or question mark last."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "?")) else whole + "."


def score_text(value: float, decimals: int = 2) -> str:
    """A score or one of its parts as people read it, with two decimals or more.

    Examples
    --------
    >>> score_text(-0.126)
    '−0.13'
    """
    text = f"{value:.{decimals}f}"
    if float(text) == 0:
        return text.removeprefix("-")
    return text.replace("-", MINUS)


def signed(value: float, decimals: int = 2) -> str:
    """What a signal adds or takes away, always with its sign."""
    text = score_text(value, decimals)
    return text if text.startswith(MINUS) or float(text) == 0 else "+" + text


def percent(share: float) -> str:
    """A share in percent, with a decimal where it is small.

    Examples
    --------
    >>> percent(0.9), percent(0.034), percent(0.0007), percent(0)
    ('90%', '3.4%', '0.07%', '0%')
    """
    if share == 0 or share >= 0.1:
        return f"{share:.0%}"
    return f"{100 * share:.2g}%"


def ordinal(number: int) -> str:
    """The number as a place in a list.

    Examples
    --------
    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 22, 113)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd', '113th']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    if number % 100 in (11, 12, 13):
        ending = "th"
    return f"{number}{ending}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: ``1 cluster``, ``2 clusters``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def recorded(value: object) -> str:
    """The value, or "not recorded" where there is none."""
    return NOT_RECORDED if value is None or value == "" else str(value)


def is_web_address(address: str) -> bool:
    """Whether an address from the data may become a link: http or https only."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def site_of(address: str) -> str:
    """The host of an address, which is what a link to it says."""
    return urlsplit(address).netloc.removeprefix("www.")


def path_of(address: str) -> str:
    """What follows the host of an address; nothing where that is all."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return (parts.path + query).rstrip("/")


_FILTERS = (
    score_text,
    signed,
    percent,
    ordinal,
    counted,
    recorded,
    sentence,
    site_of,
    path_of,
)


def install(app: Flask) -> None:
    """Give the templates these filters, and links to static files that may be kept."""
    for filter_ in _FILTERS:
        app.jinja_env.filters[filter_.__name__] = filter_
    app.jinja_env.tests["web_address"] = is_web_address
    app.jinja_env.globals["KIND_TITLES"] = KIND_TITLES
    folder = Path(app.static_folder or "")
    versions = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(folder.iterdir())
        if path.is_file()
    }

    def static_url(name: str) -> str:
        return url_for("static", filename=name, v=versions[name])

    app.jinja_env.globals["static_url"] = static_url
