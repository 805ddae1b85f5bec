"""Words that rules are written in."""

from __future__ import annotations

import re

from matcher.registry.calls.rule import AMOUNTS

BETWEEN = r"([0-9]+)\s*[-\u2013]\s*([0-9]+)"
TOKEN = re.compile(rf"{BETWEEN}(?![\w-])|>=|<=|=>|=<|==|[\w-]+|\S")
END = re.compile(r"[;#\n]")
SIGNS = {
    **dict.fromkeys((">=", "=>", "≥", "⩾", "≧"), ">="),
    **dict.fromkeys(("<=", "=<", "≤", "⩽", "≦"), "<="),
    **dict.fromkeys(("=", "=="), "="),
}
BESIDE = (",", "/", "&", "+", "¦")
SEVERAL = "several are written with |, as in EU|NO"
STARTS = (*AMOUNTS, "every", "for", "coordinator", "theme", "seats", "confirm",
           "advice", "instead")  # fmt: skip
ACCEPTED = (
    "a rule begins with members, countries, regions, markets, every member, for each, "
    "coordinator, theme, seats:, confirm:, advice: or instead:"
)
WORDS_OF = {
    "in": {"sector": "sector", "sectors": "sector", "technology": "technology",
           "technologies": "technology", "ecosystem": "ecosystem",
           "ecosystems": "ecosystem", "region": "class", "regions": "class"},
    "of": {"type": "type", "types": "type"},
}  # fmt: skip
KINDS = {"in": "country", "outside": "outside", "of": "", "going": "market"}
MOST_SEATS = 6
"""More are no seats but a whole consortium that is known already."""
