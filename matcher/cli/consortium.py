"""The command `consortium`: whole consortia under the rules of a call.

In: what was typed. Out: the best consortia, or what exactly some clusters are worth, as
tables with what each member brings and how the rules stand; as JSON for programs.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from matcher.cli.answering import answer
from matcher.cli.helped import helped
from matcher.cli.typed import queries
from matcher.cli.typed.asked import Asked, takes
from matcher.cli.typed.conditions import learn, read_weights
from matcher.cli.typed.given_file import read_given
from matcher.cli.typed.options import (
    DESCRIBING,
    FILTERING,
    JSON,
    MODEL,
    REGISTRY,
    WANTING,
    Codes,
    flag,
    option,
)
from matcher.cli.typed.queries import split_codes
from matcher.errors import FilterError, RuleError, UnknownCluster
from matcher.registry.calls.call import Call, find_call
from matcher.registry.calls.reading import read_rules
from matcher.registry.calls.rule import Rule
from matcher.registry.options import MOST_CONSORTIA, MUST
from matcher.registry.records import VISITOR, Profile
from matcher.text import fold, shown

if TYPE_CHECKING:
    from rich.console import RenderableType

_WHO = "Who takes part (several: a,b)"
_RULES = "What must hold"
_HISTORIES = ("known", "new", "any")
_BESIDE = ("exclude", "new_partners_only")  # said in other words here

TAKING_PART = [
    option("start", Codes, None,
           "Who asks, and is a member: clusters by id or name, or one partnership, "
           "to build its successor.", "IDS", _WHO),
    option("must", Codes, None,
           "What it must have: members by id or name, or goals that are served: "
           f"{', '.join(MUST.accepted)}.", "NAMES", _WHO),
    option("without", Codes, None, "Who must not be a member.", "IDS", _WHO),
    option("coordinator", str, "", "Who leads, and is a member.", "ID", _WHO),
    option("size", str, "", "How many members, as 5 or 4-6.", "NUMBERS", _WHO),
    option("known", bool, False, "Only partners of the past.", None, _WHO),
    option("new", bool, False, "Only partners that are new.", None, _WHO),
    option("any", bool, False,
           "Whoever fits best; without these three it is a mix.", None, _WHO),
    option("value", Codes, None,
           "Propose nothing; tell what exactly these are worth.", "IDS", _WHO),
]  # fmt: skip
RULING = [
    option("call", str, "", "The rules of a funding call.", "ID", _RULES),
    option("rules", str, "", "Rules of your own from a file, a line each (- for "
           "standard input).", "FILE", _RULES),
    option("rule", list[str], None, "A rule of your own, as 'countries >= 3'; may be "
           "given again; as 'seats: going to JP, of type research' roles of members.",
           "RULE", _RULES),
    option("strict", bool, False, "Exclude where it cannot be told that a rule is met; "
           "else such rules are listed to confirm.", None, _RULES),
]  # fmt: skip
COUNTING = [
    option("k", int, 3, "At most so many, each two members apart.", min=1,
           max=MOST_CONSORTIA),
    option("weights", Codes, None, "Let a part of the value count so many times as "
           "much: affinity, cohesion, goals, variety, redundancy; or a signal.",
           "NAME=NUMBER"),
    MODEL, REGISTRY, JSON,
]  # fmt: skip
_WANTED = [one for one in WANTING if one.name not in ("must", "variety")]
_HELD_BACK = [one for one in FILTERING if one.name not in _BESIDE]

building = typer.Typer()


@building.command(epilog=helped("consortium"))
@takes(*TAKING_PART, *DESCRIBING, *RULING, *_WANTED, *_HELD_BACK, *COUNTING)
def consortium(asked: Asked) -> None:
    """Build whole consortia that serve goals and keep to the rules of a call."""
    histories = [name for name in _HISTORIES if asked[name]]
    if len(histories) > 1:
        asked.refuse("give one of these: --known, --new or --any")
    start, query = _who(asked, "start")
    profile = _described(asked, start, query)
    exactly, valued = _who(asked, "value", VISITOR if profile else "")
    history = histories[0] if histories else "any" if valued else "mixed"
    call, common = _demanded(asked)
    members, goals_served = _must(asked)
    if valued:
        _refuse_beside(asked, members)
    proposing = {"size": _size(asked["size"]), "must": members, "k": asked["k"]}
    filters = _filters(asked)
    factors = read_weights(asked["weights"])
    common["goals"] = queries.read_goals(asked, profile, factors, goals_served)

    from matcher.consortium.parts import PARTS

    recommender, conditions = learn(asked, beside=PARTS)
    common["weights"] = {name: n for name, n in factors.items() if name in PARTS}
    common |= {"start": [profile, *start] if profile else start, "history": history}
    if valued:
        found = [recommender.consortium_value(exactly, **common)]
        query |= {"value": valued}
    else:
        narrowed = queries.keywords(filters)
        found = recommender.consortia(**proposing, **narrowed, **common)
        query |= proposing | {"filters": filters}
    query |= {
        "goals": asdict(common["goals"]),
        "call": _named(call) if call else None,
        "rules": [str(rule) for rule in common["rules"]],
        **{name: common[name] for name in ("coordinator", "history", "strict")},
        **conditions,
    }

    def draw() -> Iterable[RenderableType]:
        from matcher.cli.drawn.consortium_found import consortia_found

        return consortia_found(found, call, whole=bool(valued))

    told = {"consortia": [one.to_dict() for one in found]}
    answer(asked, query, told, draw, "" if valued else _hint(asked, told["consortia"]))


def _described(
    asked: Asked, start: str | list[str], query: dict[str, Any]
) -> Profile | None:
    """Who starts and is described; the query for JSON tells of it then."""
    given = [flag(one.name) for one in DESCRIBING if asked[one.name]]
    if not given:
        return None
    if len(given) > 1 and "--profile" in given:
        asked.refuse(f"--profile says it all; leave out {given[0]}")
    if isinstance(start, str):
        asked.refuse("a partnership starts alone; describe a cluster beside clusters")
    asker = queries.read_asker(asked, "")
    query |= asker.query
    return asker.subject  # type: ignore[return-value]


def _refuse_beside(asked: Asked, must: Sequence[str]) -> None:
    """Refuse, beside exactly these, what says who could be proposed."""
    proposing = [one for one in TAKING_PART if one.name in ("size", "without")]
    beside = [flag(one.name) for one in (*proposing, *_HELD_BACK) if asked[one.name]]
    beside += ["--must"] if must else []
    if beside:
        told = "--value proposes nobody, it tells of exactly these"
        asked.refuse(f"{told}: leave out {', '.join(beside)}")


def _demanded(asked: Asked) -> tuple[Call | None, dict[str, Any]]:
    """The call, and the rules on a consortium as a recommender takes them."""
    registry, lead = asked.registry, asked["coordinator"]
    call = find_call(asked["call"], registry.calls) if asked["call"] else None
    return call, {
        "call": call.id if call else "",
        "rules": _own_rules(asked),
        "coordinator": registry.find_cluster(lead).id if lead else "",
        "strict": asked["strict"],
    }


def _who(
    asked: Asked, name: str, but: str = ""
) -> tuple[str | list[str], dict[str, Any]]:
    """Clusters or a partnership, as a recommender takes them and for JSON."""
    texts = [text for text in split_codes(asked[name]) if text != but]
    if not texts:
        return [], {}
    found = queries.read_consortium(asked.registry, texts)
    whole = found.query.get("partnership")
    return whole or found.query["clusters"], found.query


def _must(asked: Asked) -> tuple[list[str], list[str]]:
    """Members that must be there by their ids, and goals that must be served."""
    members, goals = [], []
    for text in split_codes(asked["must"]):
        if fold(text) in MUST.accepted:
            goals.append(fold(text))
            continue
        try:
            members.append(asked.registry.find_cluster(text).id)
        except UnknownCluster as error:
            or_goals = f"goals are {', '.join(MUST.accepted)}"
            raise UnknownCluster(f"--must: {error}; {or_goals}") from None
    return members, goals


def _own_rules(asked: Asked) -> tuple[Rule, ...]:
    """Rules of a file and of options, each with its place where it cannot be read."""
    vocabulary, found = asked.registry.vocabulary, list[Rule]()
    if asked["rules"]:
        text, source = read_given(
            asked["rules"], lambda at, told: RuleError(f"{at}: {told}")
        )
        found += read_rules(text, vocabulary, source)
    for text in asked["rule"] or ():
        found += read_rules(text, vocabulary, "--rule")
    return tuple(dict.fromkeys(found))


def _size(text: str) -> tuple[int, int] | None:
    """The least and the most members; None where not told."""
    if not text:
        return None
    both = re.fullmatch(r"([0-9]{1,4})(?:\s*[-–]\s*([0-9]{1,4}))?", text.strip())
    if both is None:
        raise FilterError(f"--size: '{shown(text)}' is no size; write it as 5 or 4-6")
    return int(both[1]), int(both[2] or both[1])


def _filters(asked: Asked) -> dict[str, Any]:
    typed = {**asked.typed, "exclude": asked["without"], "new_partners_only": False}
    return queries.read_filters(typed, asked.reader, asked.registry)


def _named(call: Call) -> dict[str, str]:
    keys = ("id", "name", "status", "deadline")
    return {key: getattr(call, key) for key in keys}


def _hint(asked: Asked, found: Sequence[Mapping[str, Any]]) -> str:
    """How to see all that is known of the first."""
    if not found:
        return ""
    words = ["matcher", asked.command, "--value", ",".join(found[0]["members"])]
    wanted = (one.name for one in _WANTED)
    described = (one.name for one in DESCRIBING)
    said = ("start", *described, *wanted, "call", "rules", "coordinator", "model")
    for name in (*said, "registry"):
        given = asked[name]
        told = ",".join(split_codes(given)) if isinstance(given, list) else given
        words += [flag(name), str(told)] if told else []
    for rule in asked["rule"] or ():
        words += ["--rule", rule]
    return f"See why: {shlex.join(words)}"
