"""The commands that ask the recommender: `suggest`, `complete` and `synergies`.

In: what was typed. Out: the best as a table with the reasons, or one score opened; as
JSON for programs. Slow libraries are imported where something is asked or drawn.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from matcher.cli.answering import answer
from matcher.cli.helped import helped
from matcher.cli.typed import queries
from matcher.cli.typed.asked import Asked, takes
from matcher.cli.typed.conditions import learn
from matcher.cli.typed.options import (
    ANSWERING,
    DESCRIBING,
    HISTORY,
    WANTING,
    ClusterName,
    flag,
)
from matcher.cli.typed.queries import Asker
from matcher.registry.finding.proposed import Proposed
from matcher.registry.options import DESCRIPTION
from matcher.registry.records import Cluster

if TYPE_CHECKING:
    from rich.console import RenderableType

    from matcher.model.answers.suggestions import Suggestion, Synergy

NOTHING_ASKED = """name a cluster, or describe one; for example
  matcher suggest inovcluster
  matcher suggest --country PT --sectors food-processing --markets BR,JP"""
ASKED_TWICE = """give one of these: a cluster, options that describe one, or --profile.
To narrow the list down use --only-countries, --only-sectors or --only-markets."""
NOT_DESCRIBED = (
    """--history is for who you describe; a cluster that is named brings its own."""
)

Consortium = Annotated[
    list[str],
    typer.Argument(
        metavar="PARTNERSHIP | CLUSTER...",
        help="The id or acronym of a partnership, or clusters by id or name.",
    ),
]
PartnershipName = Annotated[
    str, typer.Argument(metavar="PARTNERSHIP", help="Its id or acronym.")
]

questions = typer.Typer()


@questions.command(epilog=helped("suggest"))
@takes(*DESCRIBING, HISTORY, *WANTING, *ANSWERING)
def suggest(asked: Asked, cluster: ClusterName = "") -> None:
    """Suggest partners to a cluster, or to one that you describe."""
    described = any(asked[option.name] for option in DESCRIPTION)
    n_ways = sum([bool(cluster), described, bool(asked["profile"])])
    if n_ways != 1:
        asked.refuse(NOTHING_ASKED if n_ways == 0 else ASKED_TWICE)
    if cluster and asked["history"]:
        asked.refuse(NOT_DESCRIBED)
    _suggest(asked, queries.read_asker(asked, cluster))


@questions.command(epilog=helped("complete"))
@takes(*WANTING, *ANSWERING)
def complete(asked: Asked, consortium: Consortium) -> None:
    """Suggest clusters that would complete a partnership, or a group of clusters."""
    _suggest(asked, queries.read_consortium(asked.registry, consortium))


@questions.command(epilog=helped("synergies"))
@takes(*ANSWERING)
def synergies(asked: Asked, partnership: PartnershipName) -> None:
    """Find partnerships that overlap with a partnership or complete it."""
    asker = queries.read_partnership(asked.registry, partnership)
    why = asked["why"]
    other = queries.find_partnership(asked.registry, why) if why else None
    recommender, conditions = learn(asked)
    query = asker.query | conditions
    if other:
        opened = recommender.explain_synergy(asker.query["partnership"], other.id)
        _open(asked, query, opened, asker.name, other.acronym)
        return
    chosen, filters = _chosen(asked)
    from matcher.explore.synergies.sequels import synergies_apart

    found = synergies_apart(recommender, asker.query["partnership"], **filters)

    def draw() -> Iterable[RenderableType]:
        from matcher.cli.drawn.terminal import synergies_found

        return synergies_found(found, asked.registry, asker.query["partnership"])

    best = found.synergies[0].partnership.id if found.synergies else ""
    _answer(asked, query | chosen, found.to_dict(), draw, best)


def _suggest(asked: Asked, asker: Asker) -> None:
    """The best clusters for who asks, or one of them opened."""
    why = asked["why"]
    other = asked.registry.find_cluster(why) if why else None
    recommender, conditions = learn(asked)
    factors = conditions.get("weights", {})
    goals = queries.read_goals(asked, asker.subject, factors)
    query = asker.query | conditions | ({"goals": asdict(goals)} if goals else {})
    if other:
        opened = recommender.explain(asker.subject, other.id, goals=goals)
        named = [*asker.clusters, other]
        _open(asked, query, opened, asker.name, other.called, named)
        return
    chosen, filters = _chosen(asked)
    variety = asked["variety"]
    found = recommender.answer(asker.subject, goals=goals, variety=variety, **filters)
    query |= {"variety": True} if variety else {}

    def draw() -> Iterable[RenderableType]:
        from matcher.cli.drawn.tables import whole
        from matcher.cli.drawn.terminal import suggestions_found

        gone = map(whole, _gone(asked, asker.clusters))
        return [*gone, *suggestions_found(found, asked.registry)]

    from matcher.model.answers.in_common import told_apart

    best = found.suggestions[0].cluster.id if told_apart(found.suggestions) else ""
    _answer(asked, query | chosen, found.to_dict(), draw, best)


def _open(
    asked: Asked,
    query: dict[str, Any],
    opened: Suggestion | Synergy,
    left: str,
    right: str,
    named: Iterable[Cluster] = (),
) -> None:
    """One score, opened; in JSON under the word for what is proposed."""

    def draw() -> Iterable[RenderableType]:
        from matcher.cli.drawn.tables import whole
        from matcher.cli.drawn.terminal import waterfall

        return [*map(whole, _gone(asked, named)), waterfall(opened, left, right)]

    _answer(asked, query, {type(opened).__name__.lower(): opened.to_dict()}, draw)


def _answer(
    asked: Asked,
    query: dict[str, Any],
    told: dict[str, Any],
    draw: Callable[[], Iterable[RenderableType]],
    best: str = "",
) -> None:
    """What was found, with the conditions; and how to open the best."""

    def drawn() -> Iterable[RenderableType]:
        return [*draw(), *_spoken_of(asked, query)]

    answer(asked, query, told, drawn, _hint(asked, query, best))


def _spoken_of(asked: Asked, query: Mapping[str, Any]) -> list[str]:
    """What the focus of a profile speaks of, and how to add it."""
    proposed = [Proposed(**one) for one in query.get("proposed", ())]
    if not proposed:
        return []
    terms = dict.fromkeys(f"'{one.term}'" for one in proposed)
    codes: dict[str, list[str]] = {}
    for one in proposed:
        codes.setdefault(one.field.name, []).append(one.code)
    in_a_file = bool(asked["profile"])
    added = [
        f"{name if in_a_file else flag(name)} {','.join(found)}"
        for name, found in codes.items()
    ]
    where = " to your profile" if in_a_file else ""
    return [f"Your focus speaks of {', '.join(terms)}: add {' '.join(added)}{where}?"]


def _gone(asked: Asked, named: Iterable[Cluster]) -> list[str]:
    """What became of those who were named and are no more, and who to ask instead."""
    registry, lines = asked.registry, []
    for cluster in named:
        successor = registry.successor_of(cluster.id)
        if cluster.is_gone:
            instead = f"; ask instead: {successor.id}" if successor else ""
            lines.append(f"{cluster.name}: {registry.became(cluster.id)}{instead}.")
    return lines


def _chosen(asked: Asked) -> tuple[dict[str, Any], dict[str, Any]]:
    """How many and which are wanted, for JSON and as a recommender takes it."""
    filters = queries.read_filters(asked.typed, asked.reader, asked.registry)
    k = asked["k"]
    return {"k": k, "filters": filters}, {"k": k, **queries.keywords(filters)}


def _hint(asked: Asked, query: Mapping[str, Any], best: str) -> str:
    """How to open one of the scores that a command shows; nothing if it shows none."""
    if not best:
        return ""
    if "profile" in query:
        return f"See why: add --why {best} to this command."
    who = [query.get("cluster"), query.get("partnership"), *query.get("clusters", ())]
    words = ["matcher", asked.command, *filter(None, who), "--why", best]
    if "weights" in query:
        factors = query["weights"].items()
        words += ["--weights", ",".join(f"{name}={value:g}" for name, value in factors)]
    for name in ("model", "registry"):
        if asked[name]:
            words += [f"--{name}", str(asked[name])]
    return f"See why: {shlex.join(words)}"
