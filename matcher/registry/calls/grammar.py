"""One rule, word after word: text in, a `Rule` or why it is none out.

What is accepted, the examples in `reading` show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from matcher.errors import did_you_mean
from matcher.registry.calls.codes import code_of, example, unknown_code
from matcher.registry.calls.rule import Condition, Rule
from matcher.registry.calls.words import (
    ACCEPTED,
    BESIDE,
    BETWEEN,
    END,
    KINDS,
    MOST_SEATS,
    SEVERAL,
    SIGNS,
    STARTS,
    TOKEN,
    WORDS_OF,
)
from matcher.registry.vocabulary import Vocabulary
from matcher.text import fold, shown

MOST_LETTERS = 2_000
"""A longer rule is a mistake: a pasted page, or a file of another kind."""

MOST_WORDS = 6
"""So many words a name of a country has at most, and more than any has."""

MOST_COUNTED = 1_000
"""No call asks for more of anything."""


class Misread(NamedTuple):
    """Why a rule cannot be read.

    Parameters
    ----------
    at : int
        The letter of the rule where it goes wrong, counted from 1.
    problem : str
    """

    at: int
    problem: str


class _Refused(Exception):
    def __init__(self, at: int, problem: str) -> None:
        self.misread = Misread(at, problem)


def read_rule(text: str, vocabulary: Vocabulary) -> Rule | Misread:
    """One rule as it is written, or why it cannot be read.

    Examples
    --------
    >>> from matcher import load_registry
    >>> vocabulary = load_registry().vocabulary
    >>> str(read_rule("Members ≥ 2 in eu|Norway", vocabulary))
    'members >= 2 in EU|NO'
    >>> read_rule("members >= 2 in Frnce", vocabulary)
    Misread(at=17, problem="no country 'Frnce'; did you mean 'France'?")
    """
    try:
        if len(text) > MOST_LETTERS:
            told = f"{len(text):,} letters; a rule has at most {MOST_LETTERS:,}"
            raise _Refused(MOST_LETTERS, told)
        if ends := END.search(text):
            told = f"'{shown(ends[0])}' ends a rule; give one rule alone"
            raise _Refused(ends.start() + 1, told)
        return _Reader(text, vocabulary).rule()
    except _Refused as refused:
        return refused.misread


class _Reader:
    """Reads one rule, word after word."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._tokens = [(m[0], m.start() + 1) for m in TOKEN.finditer(text)]
        self._next = 0
        self._apart: tuple[str, ...] = ()  # what ends a seat

    def rule(self) -> Rule:
        if not self._tokens:
            raise _Refused(1, f"no rule stands here; {ACCEPTED}")
        force = "hard"
        if self._is("advice", "instead"):
            force = self._take()
            self._expect(":")
        if force == "instead":
            return Rule(subject="confirm", words=self._rest(), force=force)
        return replace(self._body(force), force=force)

    def _body(self, force: str) -> Rule:
        at = self._at
        word = self._word(dict.fromkeys(STARTS[:-2]) | {"member": None}, ACCEPTED)
        if word == "confirm":
            self._expect(":")
            return Rule(subject="confirm", words=self._rest())
        if word == "for":
            return self._for_each()
        if word == "seats":
            self._expect(":")
            return self._ended(Rule(subject=word, seats=self._seats()))
        if word == "theme":
            return self._ended(Rule(subject=word, conditions=(self._codes("theme"),)))
        if word in ("every", "coordinator"):
            if word == "every":
                self._expect("member", "members")
                word = "every member"
            return self._ended(Rule(subject=word, conditions=self._conditions(word)))
        subject = "members" if word == "member" else word
        least, most = self._amount(subject)
        conditions = self._conditions(subject) if self._more else ()
        if most is not None and subject in ("countries", "regions") and force == "hard":
            told = f"of {subject} only a least number can be asked for, with >="
            raise _Refused(at, f"{told}; write 'advice: {self._text}' for advice")
        if not conditions and subject == "members" and most == 0:
            raise _Refused(at, "a consortium has at least 1 member")
        rule = Rule(subject=subject, least=least, most=most, conditions=conditions)
        return self._ended(rule)

    def _for_each(self) -> Rule:
        self._expect("each")
        each = self._word(
            {"region": None, "country": None}, "accepted: region or country"
        )
        self._expect(":")
        self._expect("members", "member")
        at = self._at
        if self._amount("members") != (1, None):
            raise _Refused(at, f"for each {each}, '>= 1' is accepted alone")
        conditions = self._conditions("members")
        rule = Rule(subject="members", least=1, conditions=conditions, each=each)
        return self._ended(rule)

    def _amount(self, subject: str) -> tuple[int | None, int | None]:
        """The least and the most."""
        at, came = self._at, self._came
        word = self._take() if self._more else ""
        between = re.fullmatch(BETWEEN, word)
        if between:
            least, most = (self._number(n, at) for n in between.groups())
            if least > most:
                raise _Refused(at, f"from {least} to {most}: the least number first")
            return least, most
        if word not in SIGNS:
            told = f"'{subject} >= 3', '{subject} <= 8' or '{subject} 4-6'"
            raise _Refused(at, f"{came} where an amount belongs, as in {told}")
        at = self._at
        number = self._number(self._take() if self._more else "", at)
        if SIGNS[word] == "<=":
            return None, number
        if number == 0:
            raise _Refused(at, "a least number is 1 or more")
        return number, number if SIGNS[word] == "=" else None

    def _number(self, word: str, at: int) -> int:
        if re.fullmatch("[0-9]{1,4}", word) and int(word) <= MOST_COUNTED:
            return int(word)
        came = f"'{shown(word)}'" if word else "nothing"
        accepted = (
            f"a whole number up to {MOST_COUNTED:,} belongs, as in 'members >= 3'"
        )
        raise _Refused(at, f"{came} where {accepted}")

    def _conditions(self, subject: str) -> tuple[Condition, ...]:
        """One or more, all that stand there, up to the next seat."""
        found = [self._condition(subject)]
        while self._more and not self._is(*self._apart):
            found.append(self._condition(subject))
        return tuple(found)

    def _seats(self) -> tuple[tuple[Condition, ...], ...]:
        """What each of some members has, with commas between."""
        self._apart = (",",)
        found = [self._conditions("seats")]
        while self._is(","):
            if len(found) == MOST_SEATS:
                raise _Refused(self._at, f"a rule has at most {MOST_SEATS} seats")
            self._take()
            found.append(self._conditions("seats"))
        return tuple(found)

    def _condition(self, subject: str) -> Condition:
        at = self._at
        accepted = "accepted: in EU, in FR|ES, outside EU" + (
            ""
            if subject == "markets"
            else ", of type cluster, in sector, in technology, in ecosystem, in regions"
            ", going to JP|BR"
        )
        word = self._word(dict.fromkeys(KINDS), accepted)
        kind = KINDS[word]
        if word == "going":
            self._expect("to")
        if word == "of" or (self._more and self._peek() in WORDS_OF.get(word, {})):
            kind = WORDS_OF[word][self._word(WORDS_OF[word], accepted)]
        if subject == "markets" and kind not in ("country", "outside"):
            raise _Refused(at, f"of markets this cannot be asked; {accepted}")
        return self._codes(kind)

    def _codes(self, kind: str) -> Condition:
        codes = [self._code(kind)]
        while self._is("|"):
            self._take()
            codes.append(self._code(kind))
        if self._is(*BESIDE) and not self._is(*self._apart):
            raise _Refused(self._at, f"{self._came} where '|' belongs; {SEVERAL}")
        or_others = kind == "country" and self._is("or")
        if or_others:
            self._take()
            if not self._is("others"):
                told = f"{self._came} where 'others' belongs; {SEVERAL}"
                raise _Refused(self._at, told)
            self._take()
        return Condition(kind, tuple(dict.fromkeys(codes)), or_others)

    def _code(self, kind: str) -> str:
        at, came = self._at, self._came
        following = self._tokens[self._next :][:MOST_WORDS]
        if not following or not re.fullmatch(r"[\w-]+", following[0][0]):
            told = f"{came} where a code belongs, as in '{example(kind)}'"
            raise _Refused(at, told)
        ends = [begin - 1 + len(token) for token, begin in following]
        texts = [self._text[at - 1 : end] for end in reversed(ends)]
        text, code = code_of(kind, texts, self._vocabulary)
        if not code:
            raise _Refused(at, unknown_code(kind, following[0][0], self._vocabulary))
        self._next += len(following) - texts.index(text)
        return code

    @property
    def _more(self) -> bool:
        return self._next < len(self._tokens)

    @property
    def _at(self) -> int:
        return self._tokens[self._next][1] if self._more else len(self._text) + 1

    @property
    def _came(self) -> str:
        """What stands next, for a message."""
        return f"'{shown(self._tokens[self._next][0])}'" if self._more else "nothing"

    def _peek(self) -> str:
        return fold(self._tokens[self._next][0]) if self._more else ""

    def _is(self, *words: str) -> bool:
        return self._peek() in words

    def _take(self) -> str:
        self._next += 1
        return fold(self._tokens[self._next - 1][0])

    def _word(self, known: Iterable[str], accepted: str) -> str:
        """The next word, if it is one of those."""
        if self._peek() in known:
            return self._take()
        near = did_you_mean(self._peek(), known) if self._more else ""
        came = (
            f"{self._came} is not accepted here" if self._more else "more must follow"
        )
        raise _Refused(self._at, f"{came}{near}; {accepted}")

    def _expect(self, *words: str) -> None:
        if not self._is(*words):
            came = (
                f"'{shown(self._tokens[self._next][0])}'" if self._more else "nothing"
            )
            raise _Refused(self._at, f"{came} where '{words[0]}' belongs")
        self._take()

    def _rest(self) -> str:
        """What stands behind the colon, in words."""
        at = self._at
        words = " ".join(self._text[at - 1 :].split())
        if not words:
            raise _Refused(at, "nothing behind the colon; say in words what it is")
        self._next = len(self._tokens)
        return words

    def _ended(self, rule: Rule) -> Rule:
        if self._more:
            told = "after the end of the rule; separate rules by lines or ';'"
            raise _Refused(self._at, f"{self._came} {told}")
        return rule
