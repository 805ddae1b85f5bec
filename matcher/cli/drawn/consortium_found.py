"""Draws whole consortia for a terminal: records in, rich renderables out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from matcher.cli.drawn.tables import empty_table
from matcher.consortium.consortium import Consortium, RuleState, Share
from matcher.registry.calls.call import Call
from matcher.text import date_in_words

_STYLES = {"met": "green", "not met": "red", "cannot tell": "yellow"}
_FORCES = {"advice": " (advice)", "instead": " (in place of one)"}


def consortia_found(
    found: Sequence[Consortium], call: Call | None, whole: bool
) -> Iterator[RenderableType]:
    """Each consortium: its members, its value, and how the rules stand.

    Parameters
    ----------
    found : sequence of Consortium
    call : Call, optional
        Whose rules hold.
    whole : bool
        Whether every rule is shown; else those that are met are counted.
    """
    if call:
        yield Text(f"{call.name} ({call.id})", "bold")
        yield Text(_deadline(call), "yellow" if call.is_closed else "")
    for rank, one in enumerate(found, 1):
        title = f"{one.value:+.2f} (log-odds)"
        if not whole:
            title = f"{rank}. {len(one.members)} members, {title}{_proof(rank, one)}"
        yield Text(title, "bold")
        yield _members(one.shares)
        yield Text(f"Value: {_parts(one)}.")
        yield from _served(one)
        yield from _rules(one.rules, whole)
        yield ""


def _deadline(call: Call) -> str:
    state = {"closed": "This call is closed", "open": "This call is open"}
    told = state.get(call.status, "Whether this call is open is not recorded")
    when = date_in_words(call.deadline)
    return f"{told}; its deadline: {when}." if when else f"{told}."


def _proof(rank: int, one: Consortium) -> str:
    if one.proven:
        return ", proven to be the best" if rank == 1 else ", the best apart from these"
    return f", at most {one.gap:.2f} below the best" if one.gap is not None else ""


def _members(shares: Iterable[Share]) -> RenderableType:
    table = empty_table(leading=0)
    table.spills = 0
    table.add_column("Member", ratio=3, overflow="fold")
    table.add_column("Country")
    table.add_column("Adds", justify="right", no_wrap=True)
    table.add_column("Brings alone", ratio=4)
    for share in shares:
        name = Text(share.cluster.name, "bold").append(f"\n{share.cluster.id}", "dim")
        if share.cluster.is_gone:
            name.append(f"\n{share.cluster.status}", "yellow")
        told = ["asked for"] if share.asked_for else ["new"] if share.new else []
        told += share.covers
        country = share.cluster.country or "not recorded"
        adds = "" if share.adds is None else f"{share.adds:+.2f}"
        table.add_row(name, country, adds, "; ".join(told))
    return table


def _parts(one: Consortium) -> str:
    told = (
        f"{part.title.lower()} {part.contribution:+.2f}" for part in one.contributions
    )
    return ", ".join(told)


def _served(one: Consortium) -> Iterator[Text]:
    """Each wanted thing, and who serves it best."""
    for part in one.contributions:
        for thing in part.served:
            ground = thing.ground
            who = f"{thing.by}: {ground.how}" if thing.by else "nobody"
            yield Text(f"  {ground.label}: {who}", "" if thing.by else "yellow")


def _rules(rules: Sequence[RuleState], whole: bool) -> Iterator[RenderableType]:
    """Rules with their state; of those that are met, the ones that bind."""
    plain = [one for one in rules if one.state == "met" and not one.binds]
    for one in rules:
        if whole or one not in plain:
            line = Text("  ").append(one.state, _STYLES[one.state])
            line.append(f"{_FORCES.get(one.force, '')}: {one.words}")
            line.append(f" ({one.why})" if one.why else "", "dim")
            binds = f"; without it one swap would add {one.costs:.2f}"
            yield line.append(binds if one.binds else "", "dim")
    if plain and not whole:
        yield Text(f"  {len(plain)} more met", "dim")
