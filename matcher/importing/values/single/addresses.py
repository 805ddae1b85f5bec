"""Addresses of pages: with and without scheme, several in a cell, in markup.

In: the text of a cell. Out: addresses as a table holds them; e-mail addresses are left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matcher.importing.values.plain.cleaning import is_nothing
from matcher.importing.values.plain.personal import E_MAIL, LEFT_OUT_MAIL
from matcher.importing.values.reading import Gathered
from matcher.importing.word_lists import word_list
from matcher.registry.columns import Column

_MARKDOWN = re.compile(r"\[[^\[\]]*\]\(\s*<?([^()\s<>]+)>?[^()]*\)")
_HYPERLINK = re.compile(r'=?\s*HYPERLINK\(\s*"([^"]+)"[^()]*\)', re.IGNORECASE)
_HREF = re.compile(
    r"<a\s[^<>]*href\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>.*?</a>", re.I | re.S
)
_SCHEME = re.compile(
    r"(?:(?<![a-z])h?t{1,3}ps?\s*[:;]?\s*[/\\]{1,3}\s*)+(?=[\w\[])", re.IGNORECASE
)
_BROKEN_DOT = re.compile(
    r"(?<=\w) ?\. (?=[\w-]{1,63}(?:\.|/|$|\s))|(?<=\w) \.(?=[\w-])"
)
_BETWEEN = re.compile(r"[\s;|<>\"“”„«»]+|,\s*(?=https?://|www\.|\s)|,$|\s/\s")
_DOMAIN = re.compile(
    r"(?:[\w-]{1,63}\.){1,8}(?P<top>[^\W\d_]{2,24}|"
    r"xn--[\w-]+)(?::[0-9]+)?(?:[/?#].*)?"
)
_TRAILING = ".,;:)]}>'’*_…"
_BEGINS_AS_ONE = re.compile(r"https?://|www\.", re.IGNORECASE)
_SOCIAL = re.compile(
    r"//(?:[\w-]+\.)?(?:linkedin|facebook|twitter|x|instagram|youtube|xing)\.com(?:/|$)"
)
_LOOK = "look whether that is meant"


def read_address(column: Column, text: str, gathered: Gathered) -> str | None:
    """The one address that a cell holds; of several the first, as a doubt.

    Parameters
    ----------
    column : Column
    text : str
        Of the cell, as visible.
    gathered : Gathered
    """
    found = _read(column, text, gathered)
    own = [one for one in found if not _SOCIAL.search(one)] or found
    if not own:
        return None
    if len(found) > 1:
        told = f"the first of several addresses is taken; {_LOOK}"
        gathered.doubt(text, own[0], found, told)
    elif _SOCIAL.search(own[0]) and column.name == "website":
        told = f"a page on a platform is no website of its own; {_LOOK}"
        gathered.doubt(text, own[0], (), told)
    return own[0]


def read_addresses(column: Column, text: str, gathered: Gathered) -> tuple[str, ...]:
    """Every address that a cell holds."""
    return tuple(_read(column, text, gathered))


def links_told(text: str) -> str:
    """A text with the aims of links for the links, before their tags are taken out."""
    return _HREF.sub(r" \1 ", text) if "<a" in text.lower() else text


def _read(column: Column, text: str, gathered: Gathered) -> list[str]:
    mails = E_MAIL.findall(text)
    for mail in dict.fromkeys(mails):
        gathered.leave_out(mail, LEFT_OUT_MAIL)
    text = E_MAIL.sub(" ", text).replace("mailto:", " ")
    found: dict[str, None] = {}
    unsure: list[tuple[str, str]] = []
    beside: list[str] = []
    told = f"is taken as an address; {_LOOK}"
    for piece in _pieces(text):
        if not piece or is_nothing(piece) or piece.casefold() in word_list("of_links"):
            continue
        address = _address(piece, is_own=column.name == "website")
        if address and not column.refusal(address):
            if not _is_sure(piece, address):
                gathered.doubt(piece, address, (), told)
            elif not _BEGINS_AS_ONE.match(piece):
                unsure.append((piece, address))
            found[address] = None
        elif "." in piece.strip(_TRAILING) or "/" in piece:
            gathered.unread(piece, f"not {column.refusal('')}")
        elif not piece.endswith(":"):
            beside.append(piece)
    for piece, address in unsure if beside else ():
        gathered.doubt(piece, address, (), told)
    if beside:
        gathered.unread(" ".join(beside), f"not {column.refusal('')}")
    return [*found]


def _pieces(text: str) -> Iterator[str]:
    """What may be an address each: of links their aims, else what stands apart."""
    for pattern in (_HREF, _HYPERLINK, _MARKDOWN):
        links = pattern.findall(text)
        if links:
            yield from dict.fromkeys(links)
            text = pattern.sub(" ", text)
    text = _SCHEME.sub(lambda found: " " + _scheme(found[0]), text)
    text = _BROKEN_DOT.sub(".", " ".join(text.split()))
    yield from (piece.strip("()[]{}'’*_") for piece in _BETWEEN.split(text))


def _scheme(text: str) -> str:
    return "https://" if "s" in text.lower().split("h")[-1] else "http://"


def _address(piece: str, is_own: bool) -> str:
    """A piece as an address; empty if it is none.

    An own website ends without a slash; that of a source is kept, it may stand in
    evidence.
    """
    piece = piece.rstrip(_TRAILING).replace("\\", "/")
    scheme, sign, rest = piece.rpartition("://")
    scheme = scheme.rpartition("://")[2].lower() if sign else "https"
    if not _DOMAIN.fullmatch(rest) or scheme not in ("http", "https"):
        return ""
    host, slash, page = re.fullmatch(r"([^/?#]*)([/?#]?)(.*)", rest, re.S).groups()  # type: ignore[union-attr]
    page = page.replace(";", "%3B")
    address = f"{scheme}://{host.lower()}{slash}{page}"
    return address.removesuffix("/") if is_own and not page else address


def _is_sure(piece: str, address: str) -> bool:
    """Whether somebody surely meant an address: a scheme, www, or an ending in use."""
    if _BEGINS_AS_ONE.match(piece):
        return True
    top = _DOMAIN.fullmatch(address.partition("://")[2])
    ending = top["top"].lower() if top else ""
    return len(ending) == 2 or ending in word_list("tops")
