"""What is asked of the pages of markets: a query string in, a `MarketQuery` out.

Wrong values come back as errors by field, in words that belong beside the field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from werkzeug.datastructures import MultiDict

from matcher import Activities, Activity, ActivityKind, FilterError
from matcher_web.query.names import codes_by_name
from matcher_web.query.reading import known_codes
from matcher_web.query.unknown import explain_unknown
from matcher_web.snapshot import Snapshot
from matcher_web.wording import sentence

KINDS: tuple[ActivityKind, ...] = get_args(ActivityKind)
BY_DEFAULT: ActivityKind = "ecosystems"
ORDERS = ("partnerships", "clusters", "name")
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
    together: tuple[str, ...] = ()
    sort: str = ORDERS[0]
    k: int = DEFAULT_K

    def parameters(self, activities: Activities, **changes: object) -> dict[str, Any]:
        """The question as it stands in an address, with some parts changed."""
        given: dict[str, Any] = {
            "by": "" if self.by == BY_DEFAULT or self.activity else self.by,
            "all": list(self.together),
            "sort": "" if self.sort == ORDERS[0] else self.sort,
            "k": "" if self.k == DEFAULT_K else self.k,
        }
        for name in ("activity", "absent", "present"):
            activity = getattr(self, name)
            given[name] = activities.key(activity) if activity else ""
        given.update(changes)
        return {name: value for name, value in sorted(given.items()) if value}

    def to_dict(self, activities: Activities) -> dict[str, Any]:
        """By the words that addresses use, for JSON."""
        found: dict[str, Any] = {"by": self.by, "sort": self.sort, "k": self.k}
        for name in ("activity", "absent", "present"):
            activity = getattr(self, name)
            found[name] = activities.key(activity) if activity else None
        return {**found, "all": list(self.together)}


def read_query(
    sent: MultiDict[str, str], snapshot: Snapshot, activities: Activities
) -> tuple[MarketQuery, dict[str, str]]:
    """The question that an address asks, and what is wrong with it by field."""
    faults: dict[str, str] = {}
    found: dict[str, Any] = {}
    for name in ("activity", "absent", "present"):
        text = sent.get(name, "").strip()
        if text:
            try:
                found[name] = activities.find(text[:80])
            except FilterError as error:
                faults[name] = sentence(str(error))
    for missing, given in (("absent", "present"), ("present", "absent")):
        if given in found and missing not in found and missing not in faults:
            faults[missing] = "Choose a sector, a technology or an ecosystem here too."
    if "absent" in found and found["absent"] == found.get("present"):
        label = activities.label(found["present"])
        faults["present"] = f"'{label}' stands on both sides; choose two."
    by_name = codes_by_name(snapshot)["target_markets"]
    found["together"], unknown = known_codes(sent.getlist("all"), by_name)
    if unknown:
        explain = partial(explain_unknown, snapshot, "target_markets")
        told = [sentence(explain(text[:80])) for text in unknown[:5]]
        faults["all"] = " ".join(told)
    elif found["together"] and {"absent", "present"} & found.keys():
        faults["all"] = "This is a question of its own: ask it without the other."
    kinds = {str(kind): kind for kind in KINDS}
    by = _one_of(sent, "by", kinds, BY_DEFAULT, faults)
    sort = _one_of(sent, "sort", {name: name for name in ORDERS}, ORDERS[0], faults)
    if "activity" in found:
        by = found["activity"].kind
    k = sent.get("k", "").strip()
    if k and not (re.fullmatch("[0-9]{1,3}", k) and 1 <= int(k) <= MAX_K):
        faults["k"] = f"Give a whole number from 1 to {MAX_K}."
        k = ""
    return MarketQuery(by=by, sort=sort, k=int(k or DEFAULT_K), **found), faults


def _one_of(
    sent: MultiDict[str, str],
    name: str,
    accepted: Mapping[str, Any],
    default: Any,
    faults: dict[str, str],
) -> Any:
    text = sent.get(name, "").strip()
    if text and text not in accepted:
        faults[name] = f"Give one of {', '.join(accepted)}."
    return accepted.get(text, default)
