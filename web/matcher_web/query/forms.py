"""The form of the home page: a query string in, a `Question` or errors out.

Nothing here changes anything, so the form is sent with GET and needs no token. Lists
may be given by repeating a field or with commas, and by code or by name.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, StringField, TextAreaField

from matcher import Cluster
from matcher_web.query.names import clusters_named, clusters_near, codes_by_name
from matcher_web.query.question import DEFAULT_K, Filters, Question
from matcher_web.query.unknown import explain_unknown
from matcher_web.query.weights import WeightsForm
from matcher_web.snapshot import Snapshot
from matcher_web.wording import counted, name_key, sentence

MAX_FOCUS = 2000
MAX_K = 100
NEED_SOMETHING = (
    "Give the name of a cluster, or describe one with at least one sector, "
    "technology, market or a few words of focus."
)


class CodesField(Field):
    """Codes of one list of the vocabulary; names are understood too.

    Parameters
    ----------
    label : str
    kind : {"country", "sectors", "technologies", "target_markets"}
        Which list.
    many : bool
        Whether more than one may be given.
    """

    def __init__(
        self, label: str, *, kind: str, many: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.kind = kind
        self.many = many
        self.data: tuple[str, ...] = ()
        self.unknown: tuple[str, ...] = ()
        self.given: Sequence[str] = ()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep what was sent, for `resolve`."""
        self.given = [str(value) for value in valuelist]

    def resolve(self, snapshot: Snapshot) -> None:
        """Turn what was sent into codes; what is unknown is kept apart."""
        by_name = codes_by_name(snapshot)[self.kind]
        self.data, self.unknown = known_codes(self.given, by_name)

    def complain(self, snapshot: Snapshot) -> None:
        """Say what is wrong, in words that belong beside the field."""
        unknown = [text[:80] for text in self.unknown[:5]]
        told = [explain_unknown(snapshot, self.kind, text) for text in unknown]
        if len(self.data) > 1 and not self.many:
            told.append("give one country only")
        self.errors = [sentence(text) for text in told]

    def text(self, listed: Container[str] = ()) -> str:
        """What was sent and is not among the codes listed as boxes, as typed text."""
        rest = [code for code in self.data if code not in listed]
        return ", ".join([*rest, *self.unknown])


class SuggestionForm(Form):
    """The cluster or the description that suggestions are for, and their filters."""

    cluster = StringField("Name of your cluster")
    country = CodesField("Country", kind="country", many=False)
    sectors = CodesField("Sectors", kind="sectors")
    technologies = CodesField("Technologies", kind="technologies")
    markets = CodesField("Markets outside the European Union", kind="target_markets")
    focus = TextAreaField("Focus")
    only_countries = CodesField("Only these countries", kind="country")
    exclude_countries = CodesField("Not these countries", kind="country")
    only_markets = CodesField("Only who goes to these markets", kind="target_markets")
    only_sectors = CodesField("Only these sectors", kind="sectors")
    exclude = StringField("Not these clusters")
    new_partners_only = StringField("New partners only")
    k = StringField("How many suggestions")

    def __init__(self, sent: MultiDict[str, str], snapshot: Snapshot) -> None:
        super().__init__(formdata=sent)
        self.snapshot = snapshot
        self.sent = sent
        self.found: Cluster | None = None
        self.nearest: list[Cluster] = []
        self.excluded: tuple[str, ...] = ()
        self.what_counts = WeightsForm(sent)
        self.code_fields = [f for f in self if isinstance(f, CodesField)]
        for field in self.code_fields:
            field.resolve(snapshot)

    def typed(self, name: str) -> str:
        """What was sent in a field, as one line of text."""
        field = self[name]
        if isinstance(field, CodesField):
            return field.text()
        return ", ".join(value for value in self.sent.getlist(name) if value)

    @property
    def described(self) -> bool:
        """Whether there is enough to score a described cluster by."""
        chosen = (self.sectors, self.technologies, self.markets)
        return any(field.data for field in chosen) or bool(self.words)

    @property
    def words(self) -> str:
        """The focus, without blanks around it."""
        return (self.focus.data or "").strip()

    @property
    def switched_on(self) -> bool:
        """Whether new partners only are wanted."""
        return name_key(self.new_partners_only.data or "") in _ON

    def check(self) -> bool:
        """Whether the form holds a question; if not, each field has its errors."""
        for field in self.code_fields:
            field.complain(self.snapshot)
        self._check_cluster()
        self._check_plain_fields()
        return not self.faults

    @property
    def faults(self) -> dict[str, str]:
        """What is wrong with each field that has an error, in the form's order."""
        found = {f.name: " ".join(map(str, f.errors)) for f in self if f.errors}
        return {**found, **self.what_counts.faults}

    @property
    def labels(self) -> dict[str, str]:
        """Words for each field, for the summary of errors."""
        found = {field.name: field.label.text for field in self}
        return {**found, **self.what_counts.labels}

    def question(self) -> Question:
        """What is asked; only after `check` said yes."""
        country = self.country.data
        filters = Filters(
            only_countries=self.only_countries.data,
            exclude_countries=self.exclude_countries.data,
            only_markets=self.only_markets.data,
            only_sectors=self.only_sectors.data,
            exclude=self.excluded,
            new_partners_only=self.switched_on,
        )
        return Question(
            cluster_id=self.found.id if self.found else "",
            country=country[0] if country else "",
            sectors=self.sectors.data,
            technologies=self.technologies.data,
            markets=self.markets.data,
            focus=self.words,
            filters=filters,
            k=int(self.k.data or DEFAULT_K),
            weights=self.what_counts.weights,
        )

    def _check_cluster(self) -> None:
        text = (self.cluster.data or "").strip()
        if text:
            named = clusters_named(self.snapshot, text)
            if len(named) == 1:
                self.found = named[0]
                return
            self.nearest = named or clusters_near(self.snapshot, text)
            shown = text[:80]
            if named:
                problem = f"{len(named)} clusters are called '{shown}': choose one."
            elif self.nearest:
                problem = f"No cluster is called '{shown}'. Did you mean one of these?"
            else:
                problem = f"No cluster is called '{shown}'. Describe yours below."
            self.cluster.errors = [problem]
        elif not self.described and not any(f.errors for f in self.code_fields):
            self.cluster.errors = [NEED_SOMETHING]

    def _check_plain_fields(self) -> None:
        n_letters = len(self.words)
        if n_letters > MAX_FOCUS:
            self.focus.errors = [
                f"The focus has {counted(n_letters, 'character')}; "
                f"at most {MAX_FOCUS:,} are read. Shorten it."
            ]
        k = (self.k.data or "").strip()
        if k and not (re.fullmatch("[0-9]{1,3}", k) and 1 <= int(k) <= MAX_K):
            self.k.errors = [f"Give a whole number from 1 to {MAX_K}."]
        switch = name_key(self.new_partners_only.data or "")
        if switch not in _ON | _OFF:
            self.new_partners_only.errors = ["Give 1 for new partners only, or 0."]
        excluded: dict[str, None] = {}
        unknown = []
        for text in _parts(self.sent.getlist("exclude"), ()):
            named = clusters_named(self.snapshot, text)
            if len(named) == 1:
                excluded[named[0].id] = None
            else:
                unknown.append(f"'{text[:80]}'")
        self.excluded = tuple(excluded)
        if unknown:
            self.exclude.errors = [f"No cluster is called {' or '.join(unknown[:5])}."]


_ON = frozenset({"1", "true", "yes", "on"})
_OFF = frozenset({"", "0", "false", "no", "off"})


def known_codes(
    given: Sequence[str], by_name: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes that some texts name, and the texts that name none; each once, in order.

    Parameters
    ----------
    given : sequence of str
        Codes or names, each alone or several with commas between.
    by_name : mapping of str to str
        Codes by all that people call them, as `name_key` writes it.
    """
    known: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for text in _parts(given, by_name):
        code = by_name.get(name_key(text))
        if code is None:
            unknown[text] = None
        else:
            known[code] = None
    return tuple(known), tuple(unknown)


def _parts(given: Sequence[str], whole: Container[str]) -> list[str]:
    """Each value, cut at commas and semicolons unless it is a name as it stands."""
    parts = []
    for value in given:
        pieces = [value] if name_key(value) in whole else re.split("[,;\n]", value)
        parts += [piece.strip() for piece in pieces if piece.strip()]
    return parts
