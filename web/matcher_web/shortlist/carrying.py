"""Keeps who asks and the shortlist in every link and form of every page.

In: the application. Out: the same, whose `url_for` adds both to the addresses of pages;
what templates ask for: the bar on top, links that add or take off, hidden fields.
Nothing is kept but in addresses: no cookie, no session.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote, quote_plus, urlencode

from flask import Flask, g, has_request_context, request, url_for

from matcher_web.query.question import Parameters
from matcher_web.query.reading import Reading
from matcher_web.shortlist.asking import (
    ASKING,
    Asked,
    Asker,
    asking_text,
    read_asking,
)
from matcher_web.shortlist.chosen import (
    MOST,
    NOTE,
    SHORTLIST,
    Shortlist,
    read_shortlist,
)
from matcher_web.snapshot import current

ANSWERING = frozenset({"home", "suggestions"})
"""Pages whose own fields are the question: nobody else asks there."""
MOST_COMPARED = 4
MOST_BYTES_OF_NOTES = 8_000
"""Longer notes stand in the address of the shortlist alone: every link of a page would
carry them."""
# As Flask writes addresses, so that one address is one text.
_AS_IT_IS = "!$'()*,/:;?@"
_MARK = "\0"  # in no id, and in no note
PATHS = "paths"
"""Where the application keeps the path of each page, with the ids that stand in it."""
_PLAIN = re.compile("[A-Za-z0-9_-]+")
_SPECIAL = ("_anchor", "_method", "_scheme", "_external")


class Linking(Flask):
    """Writes links to pages itself: a page has dozens that carry the same."""

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """As Flask does, and where nothing special is asked in a tenth of the time."""
        known: dict[str, tuple[str, list[str]]] = self.extensions.get(PATHS, {})
        if endpoint not in known or not has_request_context():
            return super().url_for(endpoint, **values)
        path, names = known[endpoint]
        ids = {name: values[name] for name in names if name in values}
        given = {name: v for name, v in values.items() if name not in names}
        special = [name for name in _SPECIAL if given.pop(name, None) is not None]
        plain = [v for v in ids.values() if isinstance(v, str) and _PLAIN.fullmatch(v)]
        if special or len(plain) < len(names):
            return super().url_for(endpoint, **values)
        written = request.script_root + path.format(**ids)
        return written + _query(endpoint, given, ids.get("left"))


def _query(endpoint: str, values: Parameters, left: str | None) -> str:
    """What stands behind the path, with what is carried; as Flask writes it."""
    carries = _carries()
    if not values and not carries:
        return ""
    written: dict[object, str] = g.setdefault("queries", {})
    alike = endpoint, left, "asking" in g, repr(values)
    if alike not in written:
        given = dict(values)
        if carries:
            named = {**values, "left": left} if left else values
            for name, value in carried().parameters(endpoint, named).items():
                given.setdefault(name, value)
        text = repr(given)
        if text not in written:
            kept = {name: value for name, value in given.items() if value is not None}
            query = urlencode(kept, doseq=True, safe=_AS_IT_IS)
            written[text] = f"?{query}" if query else ""
        written[alike] = written[text]
    return written[alike]


class Toggle(NamedTuple):
    """A link that puts a cluster on the shortlist, or takes it off.

    The address is empty where the shortlist is full.
    """

    is_on: bool
    address: str


@dataclass(frozen=True)
class Carried:
    """What every link of a page carries, as the bar on top shows it.

    Parameters
    ----------
    shortlist : Shortlist
    text : str
        Who asks, as the address says it.
    """

    shortlist: Shortlist
    text: str
    most_compared = MOST_COMPARED

    @cached_property
    def asked(self) -> Asked:
        """Who asks, read."""
        return read_asking(current(), self.text)

    @cached_property
    def _asking(self) -> str:
        """The same in its one form, which a list of partners has made already."""
        if self.asks_elsewhere:
            return self.asker.text if self.asker else ""
        return self.text

    @property
    def asker(self) -> Asker | None:
        """Who asks, where somebody does."""
        return self.asked.asker

    @property
    def back(self) -> str:
        """The list of partners of who asks."""
        assert self.asker
        return url_for("suggestions", **self.asker.question.parameters())

    @property
    def asks_elsewhere(self) -> bool:
        """Whether the page is none that tells who asks anyway."""
        return request.endpoint not in ANSWERING

    @property
    def opened(self) -> str:
        """The page of the shortlist."""
        return url_for("shortlist", **self.shortlist.parameters())

    @property
    def compared(self) -> str:
        """All side by side, a few at once; empty where there are none to compare."""
        ids = self.shortlist.ids
        return url_for("compare", ids=ids) if len(ids) > 1 else ""

    @cached_property
    def notes_stay(self) -> bool:
        """Whether the notes are too long to go with every link."""
        written = urlencode(self.shortlist.parameters(), doseq=True)
        return len(written) > MOST_BYTES_OF_NOTES

    @cached_property
    def _chosen(self) -> Parameters:
        return self.shortlist.parameters(notes=not self.notes_stay)

    def parameters(self, endpoint: str, values: Mapping[str, Any]) -> Parameters:
        """What is added to the address of a page."""
        if endpoint in ANSWERING or self._asking in ("", _own(endpoint, values)):
            return self._chosen
        return {ASKING: [self._asking], **self._chosen}

    @cached_property
    def _answered(self) -> tuple[str, str]:
        """The address that is answered: its path, and its query less the shortlist."""
        kept = [
            (name, value)
            for name, value in request.args.items(multi=True)
            if name != SHORTLIST and not name.startswith(NOTE)
        ]
        path = quote(request.script_root + request.path, safe=_AS_IT_IS)
        return path, urlencode(kept, safe=_AS_IT_IS)

    @cached_property
    def _around(self) -> tuple[str, str]:
        """What stands before and after one more on the shortlist."""
        marked = self._here(self.shortlist.added(_MARK))
        before, _, after = marked.rpartition(quote_plus(_MARK))
        return before, after

    def with_one_more(self, cluster_id: str, at: str) -> str:
        """The address that is answered, with one more on the shortlist."""
        before, after = self._around
        written = quote_plus(cluster_id, safe=_AS_IT_IS)
        return before + written + after + (f"#{at}" if at else "")

    def without(self, cluster_id: str, at: str) -> str:
        """The address that is answered, with one less on the shortlist."""
        return self._here(self.shortlist.without(cluster_id)) + (f"#{at}" if at else "")

    def _here(self, shortlist: Shortlist) -> str:
        path, kept = self._answered
        chosen = urlencode(shortlist.parameters(), doseq=True, safe=_AS_IT_IS)
        query = "&".join(filter(None, [kept, chosen]))
        return path + (f"?{query}" if query else "")


def _own(endpoint: str, values: Mapping[str, Any]) -> str:
    """Who asks by the page's own address, where it says so: a pair names its left."""
    if endpoint not in ("pair", "profile_pair"):
        return ""
    fields = {n: v for n, v in values.items() if n not in ("left", "right")}
    left = {"cluster": [values["left"]]} if "left" in values else {}
    return asking_text({**left, **fields})


def install(app: Flask, pages: Collection[str]) -> None:
    """Carry both to these pages, by the names that `url_for` knows."""
    known = frozenset(pages)
    app.extensions[PATHS] = {
        rule.endpoint: (re.sub("<(.*?)>", r"{\1}", rule.rule), sorted(rule.arguments))
        for rule in app.url_map.iter_rules()
        if rule.endpoint in known
    }

    def carry(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint in known and has_request_context() and _carries():
            for name, value in carried().parameters(endpoint, dict(values)).items():
                values.setdefault(name, value)

    app.url_default_functions.setdefault(None, []).append(carry)
    for template_global in (carried, carried_fields, toggle):
        app.jinja_env.globals[template_global.__name__] = template_global


def _carries() -> bool:
    """Whether there is anything to carry; on most visits there is not."""
    return bool(g.get("asking")) or ASKING in request.args or SHORTLIST in request.args


def carried() -> Carried:
    """What the request that is answered carries, read once."""
    asking = g.get("asking")
    kept: tuple[Carried, object] | None = g.get("carried")
    if kept and kept[1] is asking:
        return kept[0]
    sent = "" if request.endpoint in ANSWERING else request.args.get(ASKING, "")
    text = sent.strip() or asking_text(asking or {})
    found = Carried(read_shortlist(current(), Reading(request.args)), text)
    g.carried = found, asking
    return found


def carried_fields(asking: bool = True) -> list[tuple[str, str]]:
    """Names and values of hidden fields, by which a form carries the same."""
    if not _carries():
        return []
    endpoint = "" if asking else "suggestions"
    return [
        (name, value)
        for name, values in carried().parameters(endpoint, {}).items()
        for value in values
    ]


def toggle(cluster_id: str, at: str = "") -> Toggle:
    """The link that adds a cluster to the shortlist of this page, or takes it off.

    Parameters
    ----------
    cluster_id : str
    at : str
        Where on the page the reader is then.
    """
    here = carried()
    chosen = here.shortlist
    if cluster_id in chosen.ids:
        return Toggle(True, here.without(cluster_id, at))
    full = len(chosen) >= MOST
    return Toggle(False, "" if full else here.with_one_more(cluster_id, at))
