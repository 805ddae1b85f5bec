"""Reads rules as people write them: text in, rules or each fault with its place out.

One rule stands on a line, or between semicolons; what follows `#` is a remark::

    members >= 3                          countries >= 2 in EU
    members 4-6                           members >= 1 in sector aerospace-defence
    every member in EU|NO or others       for each region: members >= 1 of type cluster
    coordinator of type agency            regions >= 2 in regions less-developed
    markets >= 2 outside EU|TR            theme photonics|aerospace-defence
    seats: in sector paper-packaging, of type research
    confirm: every member is registered on the ECCP
    advice: members 5-16                  instead: one grouping alone
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from matcher.errors import MOST_LINES, RuleError, first_of
from matcher.registry.calls.call import Call
from matcher.registry.calls.contradicting import contradictions
from matcher.registry.calls.grammar import Misread, read_rule
from matcher.registry.calls.rule import Rule
from matcher.registry.vocabulary import Vocabulary

_LINE_END = re.compile("\r\n?|\n")

MOST_RULES = 200
"""No call has a tenth as many: so many are a file of another kind."""


def read_rules(
    text: str, vocabulary: Vocabulary, source: str = "rules"
) -> tuple[Rule, ...]:
    """All rules of a text, each once, in the order that they stand in.

    Parameters
    ----------
    text : str
        A rule on each line or between semicolons; after `#` stands a remark.
    vocabulary : Vocabulary
    source : str
        Where the text comes from: the file or the field, for messages.

    Raises
    ------
    RuleError
        With line and column of each rule that cannot be read, that asks for what nobody
        can be, or that no consortium can keep to beside another; or if there are more
        than 200.
    """
    faults, found = [], dict[Rule, str]()
    pieces = [*islice(_pieces(text), MOST_RULES + 1)]
    if len(pieces) > MOST_RULES:
        line, column, _ = pieces[-1]
        told = f"more than {MOST_RULES} rules; a call has some ten"
        raise RuleError(f"{source} line {line} column {column}: {told}")
    for line, column, piece in pieces:
        read = read_rule(piece, vocabulary)
        if isinstance(read, Misread):
            faults.append(
                f"{source} line {line} column {column + read.at - 1}: {read.problem}"
            )
        else:
            found.setdefault(read, f"{source} line {line} column {column}")
    faults += contradictions(found, vocabulary)
    if faults:
        raise RuleError("\n".join(first_of(faults, most=MOST_LINES)))
    return tuple(found)


def without_rule(
    text: str, rule: str, vocabulary: Vocabulary, instead: str = ""
) -> str:
    """A text of rules without one of them, however that is written in it.

    Parameters
    ----------
    text : str
        As in `read_rules`; remarks on lines that stay are kept.
    rule : str
        As `Rule` writes it.
    vocabulary : Vocabulary
    instead : str
        A rule that stands in its place.

    Examples
    --------
    >>> from matcher import load_registry
    >>> vocabulary = load_registry().vocabulary
    >>> text = "Members => 3; theme photonics  # ours"
    >>> without_rule(text, "members >= 3", vocabulary)
    'theme photonics  # ours'
    >>> without_rule(text, "members >= 3", vocabulary, "members >= 2")
    'members >= 2; theme photonics  # ours'
    """

    def stays(piece: str) -> bool:
        return str(read_rule(piece.strip(), vocabulary)) != rule

    lines = []
    for line in _LINE_END.split(text):
        rules, sign, remark = line.partition("#")
        pieces = rules.split(";")
        if all(map(stays, pieces)):
            lines.append(line)
            continue
        kept = [piece if stays(piece) else instead for piece in pieces]
        if kept := [piece for piece in kept if piece.strip()]:
            lines.append(";".join(kept).lstrip() + sign + remark)
    return "\n".join(lines)


def rules_of(call: Call, vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """The rules of a call.

    Raises
    ------
    RuleError
        If one cannot be read; checking the package tells where it stands.
    """
    return read_rules(";".join(call.rules), vocabulary, f"rules of {call.id}")


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Each rule with the line and the column where it begins, from 1."""
    for number, line in enumerate(_LINE_END.split(text), 1):
        pieces = line.partition("#")[0].rstrip().split(";")
        if not pieces[-1].strip():  # a blank line, or a semicolon at the end
            del pieces[-1]
        start = 1
        for piece in pieces:
            yield number, start + len(piece) - len(piece.lstrip()), piece.strip()
            start += len(piece) + 1
