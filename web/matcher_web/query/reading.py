"""Reads an address or a form field by field; what is wrong is gathered in words.

In: the query as it was sent. Out: codes, numbers, choices and flags, each by its one
reader; `Reading.faults` holds what could not be read, in words for beside the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from werkzeug.datastructures import MultiDict

from matcher import Cluster, beginning, first_of, fold
from matcher_web.query.heard import Heard
from matcher_web.query.names import codes_by_name, read_code
from matcher_web.query.unknown import explain_unknown
from matcher_web.snapshot import Snapshot
from matcher_web.wording import sentence

Sent = MultiDict[str, str]
T = TypeVar("T")

MOST_SHOWN = 80
"""So many letters of what was given are said again."""
MOST_TOLD = 5
_ON = frozenset({"1", "true", "yes", "on"})
_OFF = frozenset({"", "0", "false", "no", "off"})


class Naming(NamedTuple):
    """How people name the codes of a list.

    Parameters
    ----------
    by_name : mapping of str to str
        Codes by all that people call them, as `fold` writes it.
    explain : callable
        Says what is wrong with a text that names none.
    read : callable
        The code that a text of other words means; empty for none.
    """

    by_name: Mapping[str, str]
    explain: Callable[[str], str]
    read: Callable[[str], str] = lambda text: ""


def naming_of(snapshot: Snapshot, kind: str) -> Naming:
    """How the codes of a list of the vocabulary are named."""
    known, at = codes_by_name(snapshot)[kind], (snapshot, kind)
    return Naming(known, partial(explain_unknown, *at), partial(read_code, *at))


class Reading:
    """What an address says, as far as it can be read.

    Parameters
    ----------
    sent : MultiDict
    """

    def __init__(self, sent: Sent) -> None:
        self.sent = sent
        self.faults: dict[str, str] = {}
        self.unknown: dict[str, tuple[str, ...]] = {}

    def text(self, name: str) -> str:
        """The words of a field, without blanks around them."""
        return self.sent.get(name, "").strip()

    def vocabulary_codes(
        self, snapshot: Snapshot, name: str, kind: str
    ) -> tuple[str, ...]:
        """Codes of a list of the vocabulary, by code or by any of their names."""
        return self.codes(name, naming_of(snapshot, kind))

    def codes(self, name: str, naming: Naming) -> tuple[str, ...]:
        """Codes of any list, each once and in the order they are given.

        They stand each alone, or several with commas between.
        """
        known: dict[str, None] = {}
        unknown: dict[str, None] = {}
        for text in _pieces(self.sent.getlist(name), naming.by_name):
            code = naming.by_name.get(fold(text))
            if (
                not code
                and (code := naming.read(text))
                and isinstance(self.sent, Heard)
            ):
                self.sent.read_as[text] = code
            (known if code else unknown)[code or text] = None
        if unknown:
            told = first_of(
                [*unknown],
                lambda text: naming.explain(beginning(text, MOST_SHOWN)),
                MOST_TOLD,
            )
            self.faults[name] = " ".join(map(sentence, told))
            self.unknown[name] = (*unknown,)
        return (*known,)

    def choice(
        self, name: str, accepted: Mapping[str, T], default: str, wrong: str = ""
    ) -> T:
        """One of a few things by its name; the default where none is given."""
        given = self.text(name) or default
        if given not in accepted:
            self.faults[name] = wrong or f"Give one of {', '.join(accepted)}."
            given = default
        return accepted[given]

    def number(self, name: str, default: int, most: int, noun: str) -> int:
        """A whole number from 1, or from the default where that is less."""
        given, least = self.text(name) or str(default), min(default, 1)
        if re.fullmatch("[0-9]{1,6}", given) and least <= int(given) <= most:
            return int(given)
        self.faults[name] = f"Give a {noun} from {least} to {most}."
        return default

    def flag(self, name: str, meaning: str) -> bool:
        """Whether something is on."""
        given = fold(self.text(name))
        if given not in _ON | _OFF:
            self.faults[name] = f"Give 1 for {meaning}, or 0."
        return given in _ON

    def clusters(self, snapshot: Snapshot, name: str) -> tuple[Cluster, ...]:
        """Clusters by their ids or names, each once."""
        found: dict[str, Cluster] = {}
        unknown: dict[str, None] = {}
        called = snapshot.registry.clusters_called
        whole = {fold(v) for v in self.sent.getlist(name) if len(called(v)) == 1}
        for text in _pieces(self.sent.getlist(name), whole):
            named = called(text)
            if len(named) == 1:
                found[named[0].id] = named[0]
            else:
                unknown[text] = None
        if unknown:
            self.unknown[name] = (*unknown,)
            told = first_of(
                [*unknown], lambda text: f"'{text[:MOST_SHOWN]}'", MOST_TOLD
            )
            self.faults[name] = f"No cluster is called {', '.join(told)}."
        return tuple(found.values())


def _pieces(given: Sequence[str], whole: Container[str]) -> list[str]:
    """Each value, cut at commas and semicolons unless it is a name as it stands."""
    pieces: list[str] = []
    for value in given:
        cut = [value] if fold(value) in whole else re.split("[,;\n]", value)
        pieces += [piece.strip() for piece in cut if piece.strip()]
    return pieces
