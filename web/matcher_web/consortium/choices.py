"""The form of a consortium: what can be chosen in each field, and what was given.

In: a snapshot and the form as it was read. Out: `Choices`, which the template draws.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from matcher import DESCRIPTION, Option, Profile
from matcher.consortium.history import HISTORIES
from matcher.consortium.parts import PARTS
from matcher_web.consortium.question import HERE, LEASTS, WEIGHT
from matcher_web.consortium.reading import LABELS, Form
from matcher_web.query.form import Field, field_of
from matcher_web.query.goals import LINES, MUST
from matcher_web.query.weights import CHOICES

TEAMS = {
    "members": "Who is in; with nobody, members are proposed.",
    "beside": "Two to twenty clusters, to see side by side.",
    "lock": "Names of clusters, with commas between.",
    "ban": "Names of clusters, with commas between.",
    "coordinator": "The name of a cluster; it is a member then.",
}
"""Fields of clusters beside who starts, with what to type there."""


class Team(NamedTuple):
    """A field of clusters: those that are named, and what could not be read.

    Parameters
    ----------
    name, label, hint : str
    chosen : list of (str, str)
        Id and name of each.
    text : str
    """

    name: str
    label: str
    hint: str
    chosen: list[tuple[str, str]]
    text: str


class Choice(NamedTuple):
    """A field of a few choices: values with their words, and the one that is on."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


@dataclass(frozen=True)
class Choices:
    """The fields of the form.

    Parameters
    ----------
    form : Form
    """

    form: Form
    labels, must = LABELS, MUST.accepted

    @property
    def start(self) -> Team:
        """Who starts: a partnership, or clusters."""
        partnership = self.form.question.partnership
        found = self._team(
            "start", "The name of a cluster, or the id of a partnership to carry on."
        )
        if not partnership:
            return found
        title = self.form.snapshot.registry.title_of(partnership)
        return found._replace(chosen=[(partnership, title)])

    @property
    def teams(self) -> list[Team]:
        """Who is in, who is beside, who has to be in, who may not, and who leads."""
        return [self._team(name, hint) for name, hint in TEAMS.items()]

    def _team(self, name: str, hint: str) -> Team:
        ids = getattr(self.form.question, name)
        ids = (ids,) if isinstance(ids, str) else ids
        called = [(i, self.form.snapshot.registry.cluster(i).name) for i in ids if i]
        return Team(name, LABELS[name], hint, called, self.form.given.get(name, ""))

    @property
    def description(self) -> list[Field]:
        """Who starts, in words of its own."""
        profile = self.form.question.profile
        return [self._field(o, getattr(profile, o.argument)) for o in DESCRIPTION]

    @property
    def goals(self) -> list[Field]:
        """What is wanted of the whole."""
        return [
            self._field(option, getattr(self.form.question.goals, option.argument))
            for option in LINES
        ]

    @property
    def filters(self) -> list[Field]:
        """Who may be a member."""
        return [
            self._field(o, self.form.question.filters[o.name])
            for o in HERE
            if o.kind != "flag"
        ]

    def _field(self, option: Option, value: object) -> Field:
        found = field_of(replace(option, label=LABELS[option.name]), value)
        unknown = self.form.given.get(option.name)
        return replace(found, given=(*found.given, unknown)) if unknown else found

    @property
    def numbers(self) -> list[tuple[str, str, int]]:
        """Name, label and value of each least number."""
        given = {**LEASTS, **self.form.question.leasts}
        return [(name, LABELS[name], number) for name, number in given.items()]

    @property
    def histories(self) -> Choice:
        """Partners of the past."""
        options = [(name, f"{w[:1].upper()}{w[1:]}") for name, w in HISTORIES.items()]
        chosen = self.form.question.history
        return Choice("history", LABELS["history"], options, chosen)

    @property
    def calls(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Calls by whether one can still apply, the latest first."""
        found: dict[str, list[tuple[str, str]]] = {"open": [], "closed": [], "": []}
        for call in sorted(
            self.form.snapshot.registry.calls,
            key=lambda one: (-(one.year or 0), one.id),
        ):
            year = f", {call.year}" if call.year else ""
            found[call.status].append((call.id, f"{call.name} ({call.id}{year})"))
        found["not recorded whether open"] = found.pop("")
        return [(status, calls) for status, calls in found.items() if calls]

    @property
    def weights(self) -> list[Choice]:
        """How much each part of the value counts."""
        factors = {f"{n:g}": words for n, words in CHOICES.items()} | {"1": "as set"}
        found = []
        for name, part in PARTS.items():
            chosen = f"{self.form.question.weights.get(name, 1.0):g}"
            options = {**factors, chosen: factors.get(chosen, f"{chosen} times")}
            shown = [("" if v == "1" else v, words) for v, words in options.items()]
            value = "" if chosen == "1" else chosen
            found.append(Choice(WEIGHT + name, part.title, shown, value))
        return found

    @property
    def is_described(self) -> bool:
        """Whether anything is said of who starts, or said wrong."""
        names = {option.name for option in DESCRIPTION}
        return bool(
            self.form.question.profile != Profile() or names & {*self.form.faults}
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is said that stands in the folded part of the form."""
        question = self.form.question
        folded = (question.ban, question.lock, question.coordinator, question.rules,
                  question.filters.values, question.leasts, question.weights,
                  question.strict, question.beside, question.members)  # fmt: skip
        hidden = {
            *(o.name for o in DESCRIPTION),
            "size",
            "start",
            "call",
            "history",
            *(o.name for o in LINES),
        }
        return any(folded) or bool({*self.form.faults} - hidden)
