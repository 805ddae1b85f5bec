"""An address that remembers what of it was read, so that the rest can be told.

In: the query of an address. Out: the same, and notes on what no page has read. Known
words with a wrong value are refused where they are read; a word that nobody reads is
left out and told, for an address may carry what others have added to it. What was read
as a code without being a name of one is told too, and so is what of a word was left out
that is given again where one value is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches

from werkzeug.datastructures import MultiDict

from matcher import beginning, first_of
from matcher_web.wording import sentence

MOST_NOTES = 5
MOST_SHOWN = 40
"""So many letters of a word are said again."""

TRACKING = re.compile(
    "utm_.*|mtm_.*|pk_.*|hsa_.*|_hs.*|mc_[ce]id|ga_.*|_g[al]|mkt_tok|oly_.*|vero_.*|"
    "igshid|s_kwcid|gad_source|.*clid|.*clkid",
    re.IGNORECASE,
)
"""What mails, networks and advertisers add to links: it asks nothing, and is passed
over without a word."""

CARRIED = re.compile("asking|shortlist|note_.*")
"""What links carry from page to page, read by what stands around every page."""

_OTHER_WORDS = {"q": "search", "query": "search", "find": "search", "s": "search",
                "limit": "k", "n": "k", "order": "sort", "p": "page"}  # fmt: skip
"""What other sites call it."""


class Heard(MultiDict[str, str]):
    """The query of an address; `heard` are the names that somebody asked for.

    Parameters
    ----------
    pairs : iterable of (str, str)
    first : Heard, optional
        Another query, which this one says in other words: it hears the same.

    Attributes
    ----------
    again : dict of str to list of str
        By names that one value was asked of, those that say something, where there are
        several; the first is read.
    listed : set of str
        Names that all values were asked of.
    read_as : dict of str to str
        Words that are no name of a code, each with the code that they were read as.
    """

    def __init__(
        self, pairs: Iterable[tuple[str, str]], first: Heard | None = None
    ) -> None:
        super().__init__(pairs)
        self.heard: set[str] = first.heard if first else set()
        self.again: dict[str, list[str]] = first.again if first else {}
        self.listed: set[str] = first.listed if first else set()
        self.read_as: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        """The first value that says something; a form may send an empty one beside."""
        self.heard.add(name)
        told = list(dict.fromkeys(filter(None, map(str.strip, super().getlist(name)))))
        if len(told) > 1:
            self.again[name] = told
        return told[0] if told else super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.heard.add(str(name))
        return super().__contains__(name)

    def getlist(self, name: str) -> list[str]:  # type: ignore[override]
        """All values of a name, in their order; none where it is not given."""
        self.heard.add(name)
        self.listed.add(name)
        return super().getlist(name)


def restated(sent: MultiDict[str, str], pairs: list[tuple[str, str]]) -> Heard:
    """The same query in other words; what is read of it is heard of the first one."""
    if isinstance(sent, Heard):
        return Heard(pairs, sent)
    return Heard(pairs)


def understood(sent: Heard, label: Callable[[str], str]) -> list[str]:
    """What of a query was read in other words, in sentences."""
    told = first_of(
        [*sent.read_as.items()],
        lambda one: f"'{beginning(one[0], MOST_SHOWN)}' is read as {label(one[1])}",
        MOST_NOTES,
    )
    return [*map(sentence, told)]


def unheard(sent: Heard) -> list[str]:
    """What of a query nobody read, in sentences; empty fields say nothing."""
    twice = [_again(*one) for one in sent.again.items() if one[0] not in sent.listed]
    left = [
        name
        for name, texts in sent.lists()
        if name not in sent.heard and any(map(str.strip, texts))
    ]
    passed = (TRACKING, CARRIED)
    told = [name for name in left if not any(one.fullmatch(name) for one in passed)]
    notes = [*twice, *(_told(name, sent.heard) for name in told)]
    more = len(notes) - MOST_NOTES
    return [*notes[:MOST_NOTES], *([f"{more} more were left out."] if more > 0 else [])]


def _again(name: str, values: list[str]) -> str:
    read, *left_out = (f"'{beginning(value, MOST_SHOWN)}'" for value in values)
    lost = ", ".join(first_of(left_out, most=MOST_NOTES))
    return f"'{beginning(name, MOST_SHOWN)}' takes one value: {read}, not {lost}."


def _told(name: str, known: set[str]) -> str:
    meant = _OTHER_WORDS.get(name.lower(), "")
    near = (
        [meant] if meant in known else get_close_matches(name, sorted(known), 1, 0.75)
    )
    asked = f"; did you mean '{near[0]}'?" if near else "."
    shown = beginning(name, MOST_SHOWN)
    return f"'{shown}' in the address means nothing here and was left out{asked}"
