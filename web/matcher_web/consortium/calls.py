"""What a page says of a call and its rules, in words.

In: a call, and rules as they are written. Out: sentences with names of countries, days
and sums as people read them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from matcher import Call, Vocabulary, date_in_words

_SURENESS = {
    "high": "two pages agree, or one gives the rule nearly whole",
    "medium": "one good page says so",
    "low": "the least number of members was not found",
}
_SIGNS = {">=": "\N{GREATER-THAN OR EQUAL TO}", "<=": "\N{LESS-THAN OR EQUAL TO}"}
_CODES = re.compile(
    r"(?<![\w-])((?:in|outside|going to)(?: sector| technology| ecosystem)?|theme) "
    r"([\w-]+(?:\|[\w-]+)*)(?![\w-])"
)
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_SUM = re.compile(r"(?<![\w.-])\d{5,}(?![\w-])")


class CallTold(NamedTuple):
    """A call in words: whether one can apply, what else it says, how sure that is."""

    is_closed: bool
    state: str
    also: str
    sureness: str


def call_told(call: Call | None) -> CallTold | None:
    """What is to be known of a call; None of none."""
    if call is None:
        return None
    last = date_in_words(call.deadline)
    state = f"Last day to apply: {last}." if last else ""
    if call.is_closed:
        when = f": its last day was {last}" if last else ""
        state = f"{when}. Its rules may stand in the next one."
    also = f"It also says: {money_and_days(call.other_rules)}."
    why = _SURENESS.get(call.confidence, "")
    return CallTold(
        call.is_closed,
        state or "Whether this call is open is not recorded.",
        also if call.other_rules else "",
        f"How sure its rules on members are: {call.confidence} ({why})." if why else "",
    )


def money_and_days(text: str) -> str:
    """Sums with commas, and days with the name of the month.

    Examples
    --------
    >>> money_and_days("at most EUR 550000, 90 %; second stage 2018-09-13")
    'at most EUR 550,000, 90 %; second stage 13 September 2018'
    """
    told = _DAY.sub(lambda found: date_in_words(found[0]), text)
    return _SUM.sub(lambda found: f"{int(found[0]):,}", told)


def as_read(vocabulary: Vocabulary, rule: str) -> str:
    """A rule as people read it, without the word for its kind.

    Examples
    --------
    >>> from matcher import load_registry
    >>> vocabulary = load_registry().vocabulary
    >>> as_read(vocabulary, "confirm: registered")
    'registered'
    >>> as_read(vocabulary, "countries >= 2 in DE|FR")
    'countries ≥ 2 in Germany or France'
    """
    kind, colon, words = rule.partition(": ")
    told = words if colon and kind in ("advice", "confirm", "instead") else rule
    if kind in ("confirm", "instead") or told.startswith("confirm: "):
        return told.removeprefix("confirm: ")

    def named(found: re.Match[str]) -> str:
        labels = [vocabulary.label(code) for code in found[2].split("|")]
        *others, last = labels
        return f"{found[1]} {', '.join(others)}{' or ' if others else ''}{last}"

    told = _CODES.sub(named, told).replace("|", " or ")
    for written, read in _SIGNS.items():
        told = told.replace(written, read)
    return told
