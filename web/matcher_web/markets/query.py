"""What is asked of the pages of markets: an address in, a `MarketQuery` out.

Wrong values come back as errors by field, in words that belong beside the field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from matcher.explore.activities import Activity, ActivityKind
from matcher_web.markets.book import ORDERS, MarketBook
from matcher_web.query.activities import CHOOSE, KINDS, read_activity
from matcher_web.query.reading import Reading

BY_DEFAULT: ActivityKind = "ecosystems"
FIRST_ORDER = next(iter(ORDERS))
DEFAULT_K = 10
MAX_K = 100
LABELS = {
    "by": "Rows",
    "activity": "Activity",
    "absent": "Who is absent",
    "present": "Who goes there",
    "all": "All of these markets",
    "sort": "Order",
    "k": "How many white spaces",
}
_NAMES = ("activity", "absent", "present")


@dataclass(frozen=True)
class MarketQuery:
    """A question about markets.

    Parameters
    ----------
    by : {"sectors", "technologies", "ecosystems"}
        Which activities stand beside the markets.
    activity : Activity or None
        Only its white spaces; only its clusters and partnerships at one market.
    absent, present : Activity or None
        Where is the one absent while the other goes there? Both or none.
    keys : mapping of str to str
        The activities as addresses write them, by the word of their field.
    together : tuple of str
        Who targets all of these markets?
    sort : {"partnerships", "clusters", "name"}
        Order of the markets.
    k : int
        How many white spaces are listed.
    """

    by: ActivityKind = BY_DEFAULT
    activity: Activity | None = None
    absent: Activity | None = None
    present: Activity | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    together: tuple[str, ...] = ()
    sort: str = FIRST_ORDER
    k: int = DEFAULT_K

    def parameters(self, **changes: object) -> dict[str, Any]:
        """The question as it stands in an address, with some parts changed."""
        given: dict[str, Any] = {
            "by": "" if self.by == BY_DEFAULT or self.activity else self.by,
            "all": list(self.together),
            "sort": "" if self.sort == FIRST_ORDER else self.sort,
            "k": "" if self.k == DEFAULT_K else self.k,
            **self.keys,
            **changes,
        }
        return {name: value for name, value in sorted(given.items()) if value}

    def to_dict(self) -> dict[str, Any]:
        """By the words that addresses use, for JSON."""
        return {
            "by": self.by,
            "sort": self.sort,
            "k": self.k,
            **{name: self.keys.get(name) for name in _NAMES},
            "all": list(self.together),
        }


def read_query(reading: Reading, book: MarketBook) -> MarketQuery:
    """The question that an address asks; what is wrong is gathered in `reading`."""
    faults, activities = reading.faults, book.activities
    activity, absent, present = (
        read_activity(reading, activities, name) for name in _NAMES
    )
    for name, other in (("absent", present), ("present", absent)):
        if other and not reading.text(name):
            faults[name] = CHOOSE
    if present and absent == present:
        label = activities.label(present)
        faults["present"] = f"'{label}' stands on both sides; choose two."
    together = reading.vocabulary_codes(book.snapshot, "all", "target_markets")
    if together and (absent or present) and "all" not in faults:
        faults["all"] = "This is a question of its own: ask it without the other."
    by = reading.choice("by", {str(kind): kind for kind in KINDS}, BY_DEFAULT)
    sort = reading.choice("sort", {name: name for name in ORDERS}, FIRST_ORDER)
    k = reading.number("k", DEFAULT_K, MAX_K, "whole number")
    found = zip(_NAMES, (activity, absent, present), strict=True)
    keys = {name: activities.key(one) for name, one in found if one}
    by = activity.kind if activity else by
    return MarketQuery(by, activity, absent, present, keys, together, sort, k)
