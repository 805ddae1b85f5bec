"""The form of the home page: an address in, a `Question` or what is wrong with it out.

Its fields are the table of options. Nothing here changes anything, so the form is sent
with GET and needs no token. Lists may be given by repeating a field or with commas, and
by code or by name.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from matcher import DESCRIPTION, FILTERS, OPTIONS, Cluster, Goals, Option, Profile, fold
from matcher_web.query.goals import CHANGED, LINES, MUST
from matcher_web.query.names import clusters_near
from matcher_web.query.question import HISTORY, Filters, Question
from matcher_web.query.reading import MOST_SHOWN, Naming, Reading, Sent
from matcher_web.query.weights import LABELS, WeightPanel, read_weights, weight_panel
from matcher_web.snapshot import Snapshot
from matcher_web.wording import sentence

K, CLUSTER = OPTIONS["k"], OPTIONS["cluster"]
READ = (*DESCRIPTION, *CHANGED, *FILTERS, K, OPTIONS["variety"])
MAX_K = K.most
MAX_FOCUS = OPTIONS["focus"].most
NEED_SOMETHING = (
    "Give the name of a cluster, or describe one with at least one sector, "
    "technology, market or a few words of focus."
)
A_COUNTRY_ALONE = (
    "A country alone fits everybody in it. Choose at least one sector, technology or "
    "market, or give a few words of focus."
)


@dataclass(frozen=True)
class Field:
    """One field of the form, as it was filled.

    Parameters
    ----------
    option : Option
    given : tuple of str
        What was sent; codes in place of names, what names nothing last.
    codes : tuple of str
        Codes among it.
    is_on : bool
        Whether a switch is on.
    """

    option: Option
    given: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    is_on: bool = False

    @property
    def hint(self) -> str:
        """What may be typed, where it is a list."""
        if self.option.kind == "number":
            return f"A whole number up to {self.option.most}."
        lists = {"country": "countries", "target_markets": "markets"}
        kind = self.option.vocabulary
        named = f"Names or codes of {lists.get(kind, kind)}"
        return f"{named if kind else 'Names of clusters'}, with commas between."

    def text(self, listed: Container[str] = ()) -> str:
        """What was sent and is not among the codes listed as boxes, as one line."""
        return ", ".join(one for one in self.given if one not in listed)


def field_of(option: Option, value: object) -> Field:
    """A field as codes that were read, or a number, fill it."""
    values = value if isinstance(value, tuple) else (value,)
    return Field(option, tuple(str(one) for one in values if one))


@dataclass(frozen=True)
class Form:
    """The form as it was filled, and what it asks.

    Parameters
    ----------
    question : Question
        What is asked, as far as it could be read.
    fields : mapping of str to Field
    panel : WeightPanel
        What counts.
    faults : mapping of str to str
        What is wrong with each field that cannot be read, in the form's order.
    nearest : list of Cluster
        Whose names come near a name that is nobody's or several clusters'.
    """

    question: Question
    fields: Mapping[str, Field]
    panel: WeightPanel
    faults: Mapping[str, str]
    nearest: list[Cluster]

    @property
    def labels(self) -> dict[str, str]:
        """Words for each field, for the summary of errors."""
        named = {name: field.option.label for name, field in self.fields.items()}
        return {**named, HISTORY: "Whose history counts", **LABELS}

    @property
    def narrowed(self) -> bool:
        """Whether anything is filtered, or the number given."""
        return any(self.fields[option.name].given for option in (*FILTERS, K))

    @property
    def filters(self) -> list[Field]:
        """The fields that narrow a list."""
        return [self.fields[option.name] for option in FILTERS]

    @property
    def wanting(self) -> list[Field]:
        """The fields of what a partner should bring."""
        return [self.fields[option.name] for option in LINES]

    @property
    def weighted(self) -> bool:
        """Whether the panel of what counts holds anything to look at."""
        return bool(self.question.weights or LABELS.keys() & self.faults.keys())


def read_form(snapshot: Snapshot, sent: Sent) -> Form:
    """The form that an address fills."""
    reading = Reading(sent)
    values = {
        option.name: _READERS[option.kind](snapshot, reading, option) for option in READ
    }
    question = Question(
        profile=_profile(values),
        filters=Filters({o.name: values[o.name] for o in FILTERS if values[o.name]}),
        k=values["k"],
        variety=bool(values["variety"]),
        goals=Goals(**{o.argument: values[o.name] for o in CHANGED}),
    )
    cluster, nearest = _cluster(snapshot, reading, question)
    weights = read_weights(reading)
    history = _history(snapshot, reading)
    question = replace(question, cluster_id=cluster, weights=weights)
    question = replace(question, history="" if cluster else history)
    _check_must(reading, question.wanted)
    return Form(
        question=question,
        fields={o.name: _field(reading, o, values) for o in (CLUSTER, *READ)},
        panel=weight_panel(reading),
        faults=reading.faults,
        nearest=nearest,
    )


def read_description(snapshot: Snapshot, reading: Reading) -> Profile:
    """What an address says of who asks."""
    return _profile(
        {o.name: _READERS[o.kind](snapshot, reading, o) for o in DESCRIPTION}
    )


def _profile(values: Mapping[str, Any]) -> Profile:
    described = {o.argument: values[o.name] for o in DESCRIPTION}
    country = described["country"]
    return Profile(**{**described, "country": country[0] if country else ""})


def read_goals(snapshot: Snapshot, reading: Reading) -> Goals:
    """What an address says that a partner should bring."""
    values = {o.argument: _READERS[o.kind](snapshot, reading, o) for o in CHANGED}
    goals = Goals(**values)
    _check_must(reading, goals)
    return goals


def _check_must(reading: Reading, goals: Goals) -> None:
    """Refuse a must that nothing is wanted of; what is not understood comes first."""
    if goals.refused_must and not reading.faults:
        reading.faults[MUST.name] = sentence(goals.refused_must)


def read_filters(
    snapshot: Snapshot, reading: Reading, options: Iterable[Option]
) -> dict[str, tuple[str, ...]]:
    """What an address says of some filters; nothing for what is not set."""
    values = {o.name: _READERS[o.kind](snapshot, reading, o) for o in options}
    return {name: found for name, found in values.items() if found}


def _cluster(
    snapshot: Snapshot, reading: Reading, question: Question
) -> tuple[str, list[Cluster]]:
    """The cluster that is named; else those whose names come near."""
    text = reading.text("cluster")
    if not text:
        if not question.described and not _misread(reading):
            if question.profile.country:
                reading.faults["sectors"] = A_COUNTRY_ALONE
            else:
                _first(reading, NEED_SOMETHING)
        return "", []
    named = snapshot.registry.clusters_called(text)
    if len(named) == 1:
        return named[0].id, []
    nearest = named or clusters_near(snapshot, text)
    shown = text[:MOST_SHOWN]
    if named:
        problem = f"{len(named)} clusters are called '{shown}': choose one."
    elif nearest:
        problem = (
            f"No cluster is called '{shown}'. Did you mean one of these? "
            "Otherwise describe yours below."
        )
    else:
        problem = f"No cluster is called '{shown}'. Describe yours below."
    _first(reading, problem)
    return "", nearest


def _history(snapshot: Snapshot, reading: Reading) -> str:
    """The one cluster whose past counts with a description."""
    found = reading.clusters(snapshot, HISTORY)
    if len(found) > 1:
        reading.faults[HISTORY] = "Give one cluster only."
    return found[0].id if found else ""


def _first(reading: Reading, problem: str) -> None:
    """What is wrong with the name of a cluster stands before all else."""
    reading.faults = {"cluster": problem, **reading.faults}


def _misread(reading: Reading) -> bool:
    """Whether codes were given that could not be read."""
    return any(option.vocabulary and option.name in reading.faults for option in READ)


def _code(snapshot: Snapshot, reading: Reading, option: Option) -> tuple[str, ...]:
    found = _codes(snapshot, reading, option)
    if len(found) > 1:
        told = [reading.faults.get(option.name, ""), "Give one country only."]
        reading.faults[option.name] = " ".join(filter(None, told))
    return found


def _codes(snapshot: Snapshot, reading: Reading, option: Option) -> tuple[str, ...]:
    return reading.vocabulary_codes(snapshot, option.name, option.vocabulary)


def _clusters(snapshot: Snapshot, reading: Reading, option: Option) -> tuple[str, ...]:
    return tuple(cluster.id for cluster in reading.clusters(snapshot, option.name))


def _choices(snapshot: Snapshot, reading: Reading, option: Option) -> tuple[str, ...]:
    accepted = ", ".join(option.accepted)
    naming = Naming(
        {fold(one): one for one in option.accepted},
        lambda text: f"'{text}' is not a goal; there are {accepted}",
    )
    return reading.codes(option.name, naming)


def _flag(snapshot: Snapshot, reading: Reading, option: Option) -> tuple[str, ...]:
    meaning = option.label[:1].lower() + option.label[1:]
    return ("1",) if reading.flag(option.name, meaning) else ()


def _number(snapshot: Snapshot, reading: Reading, option: Option) -> int:
    return reading.number(option.name, option.default, option.most, "whole number")


def _text(snapshot: Snapshot, reading: Reading, option: Option) -> str:
    text = reading.text(option.name)
    if problem := option.too_long(text):
        reading.faults[option.name] = f"The {option.name} has {problem}"
    return text


_READERS: dict[str, Callable[[Snapshot, Reading, Option], Any]] = {
    "code": _code,
    "codes": _codes,
    "clusters": _clusters,
    "choices": _choices,
    "flag": _flag,
    "number": _number,
    "text": _text,
}


def _field(reading: Reading, option: Option, values: Mapping[str, Any]) -> Field:
    if option.vocabulary:
        codes = values[option.name]
        given = (*codes, *reading.unknown.get(option.name, ()))
        return Field(option, given, codes)
    name, sent = option.name, reading.sent
    several = option.kind in ("clusters", "choices")
    given = tuple(filter(None, sent.getlist(name) if several else [sent.get(name)]))
    is_on = option.kind == "flag" and bool(values[option.name])
    return Field(option, given, is_on=is_on)
