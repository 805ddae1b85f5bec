"""Draws suggestions and scores for a terminal: records in, rich renderables out.

Colour only repeats what a word or a sign says, so everything reads the same without
it. Tables show more on a wider terminal, and become stacks of lines on a narrow one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from matcher.cli.drawn.tables import empty_table
from matcher.model.answers.answer import Answer
from matcher.model.answers.in_common import in_common, told_apart
from matcher.model.answers.suggestions import Score, Suggestion, Synergy
from matcher.model.contributions import Contribution, listing
from matcher.model.scoring.strength import strength_legend
from matcher.registry.registry import Registry

if TYPE_CHECKING:
    from matcher.explore.synergies.sequels import Apart

N_REASONS = 2
N_CODES = 4
N_LEFT_OUT = 3
N_NOT_TOLD = 9
BAR_CELLS = 7  # to each side of the zero line
WIDE = 110  # from so many columns on, the parts of a score have columns of their own

ENDED = "Ended: to learn from, or to ask their members."
NOBODY_TOLD = "Nothing that is said of you tells one cluster from another."
NOT_TOLD = "Nothing that is said of you tells the others apart."
SAY_MORE = "Add a sector, a technology, a market or other words, in English too."
SEQUELS = "Sequels: most members are the same, or one carries the other on."

S = TypeVar("S", Suggestion, Synergy)


def suggestions_found(found: Answer, registry: Registry) -> Iterable[RenderableType]:
    """New partners, those known already, and who is left out; or that there is none."""
    n_told = told_apart(found.suggestions)
    best, rest = found.suggestions[:n_told], found.suggestions[n_told:]
    if not found.suggestions:
        new = "new partner" if found.known_partners else "cluster"
        yield f"No {new} to suggest."
    if best:
        shared, each = in_common([one.learnt_reasons for one in best])
        own = {one.rank: told for one, told in zip(best, each, strict=True)}
        yield _ranking(
            best,
            _cluster,
            "Cluster",
            "Country",
            told=lambda one: [*_wanted(one), *own[one.rank][:N_REASONS]],
        )
        if shared:
            yield Text(f"True of most of them: {' '.join(shared)}", "dim")
        among = "candidates" if best[0].of_consortium else "pairs"
        yield Text(f"Of {among}, {strength_legend()}.", "dim")
    if rest:
        yield Text(f"{NOT_TOLD if best else NOBODY_TOLD} {SAY_MORE}", "yellow")
        names = [one.cluster.called for one in rest]
        yield Text(f"In no order of fit: {listing(names, N_NOT_TOLD)}.", "dim")
    if found.variety:
        yield Text(f"More variety {found.variety.in_words}.", "dim")
    if found.known_partners:
        yield Text("\nKnown partners, with what was done together", "bold")
        yield from (_known(one, registry) for one in found.known_partners)
    if held := [one for one in found.left_out if told_apart([one.suggestion])]:
        told = [f"{o.suggestion.cluster.name} ({o.reason})" for o in held]
        n_more = len(told) - N_LEFT_OUT
        more = [f"{n_more} more"] if n_more > 0 else []
        listed = "; ".join(told[:N_LEFT_OUT] + more)
        yield Text(f"Left out of the best without filters: {listed}", "dim")


def _wanted(one: Suggestion) -> Iterable[str]:
    """How it serves what is wanted, as its card in the browser says it."""
    if one.served:
        yield f"{one.served.capitalize()}."
    yield from one.wanted_reasons


def _known(suggestion: Suggestion, registry: Registry) -> Text:
    """A known partner in a line: who it is, what was done together and when."""
    cluster, line = suggestion.cluster, Text(f"{suggestion.rank:>3} ")
    line.append(cluster.called, "bold").append(f" ({cluster.id})", "dim")
    past = map(registry.partnership, suggestion.partnerships)
    told = [f"{registry.title_of(one.id)} {one.years}".rstrip() for one in past]
    return line.append(f": {', '.join(told)}")


def _cluster(suggestion: Suggestion) -> tuple[Text, str]:
    cluster = suggestion.cluster
    name = _name(cluster.name, cluster.id)
    if cluster.is_gone:
        name.append(f"\n{cluster.status}", "yellow")
    return name, cluster.country or "not recorded"


def synergies_found(
    found: Apart, registry: Registry, asking: str
) -> Iterable[RenderableType]:
    """The partnerships proposed, those that ended and sequels apart; or none."""
    from matcher.explore.synergies.alliances import alliance_in_words

    def words(synergy: Synergy) -> Sequence[str]:
        other = synergy.partnership.id
        return alliance_in_words(registry, asking, other, found.alliances[other])

    yield from _elsewhere(found) if found.synergies else ["No partnership to show."]
    for heading, synergies in (
        ("", found.synergies),
        (ENDED, found.ended),
        (SEQUELS, found.sequels),
    ):
        if synergies:
            yield from filter(None, [heading])
            yield _ranking(
                synergies, _partnership, "Partnership", why="Going together", told=words
            )


def _elsewhere(found: Apart) -> Iterable[Text]:
    """Which numbers of the list stand below it, and as what."""
    last, told = found.synergies[-1].rank, []
    for what, others in (("ended", found.ended), ("sequels", found.sequels)):
        if ranks := [str(one.rank) for one in others if one.rank < last]:
            told.append(f"no. {listing(ranks, N_NOT_TOLD)} as {what}")
    if told:
        yield Text(f"Below stand {' and '.join(told)}.", "dim")


def _partnership(synergy: Synergy) -> tuple[Text]:
    partnership = synergy.partnership
    name = _name(partnership.acronym, partnership.id)
    kind = "" if partnership.is_consortium else partnership.kind
    told = filter(None, (kind, synergy.standing.in_words))
    name.append(f"\n{', '.join(told)}", "dim")
    n_shared = len(synergy.shared_members)
    if n_shared:
        noun = "member" if n_shared == 1 else "members"
        name.append(f"\n{n_shared} shared {noun}", "yellow")
    return (name,)


def _ranking(
    found: Sequence[S],
    cells: Callable[[S], Iterable[Text | str]],
    what: str,
    *others: str,
    why: str = "Best reasons",
    told: Callable[[S], Sequence[str]] = lambda score: score.reasons[:N_REASONS],
) -> Table:
    """A table whose first columns say what is proposed."""
    wide = Console().width >= WIDE
    table = empty_table(leading=1)
    table.spills = 1
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column(what, ratio=3, overflow="fold")
    for column in (*others, "Strength"):
        table.add_column(column, no_wrap=column == "Strength")
    for part in found[0].parts if wide else ():
        table.add_column(part.capitalize(), justify="right")
    table.add_column(why, ratio=4)
    for score in found:
        strength = _strength(score, wide)
        table.add_row(str(score.rank), *cells(score), *strength, _reasons(told(score)))
    return table


def waterfall(score: Score, left: str, right: str) -> Group:
    """One score, opened: each signal's bar and codes, down to the final score.

    Parameters
    ----------
    score : Score
        Its contributions are drawn in order, after the intercept.
    left, right : str
        What people call the two sides.
    """
    table = empty_table()
    table.add_column("Reason", ratio=3)
    table.add_column("-      0      +", width=2 * BAR_CELLS + 1, no_wrap=True)
    table.add_column("Adds", justify="right", no_wrap=True)
    table.add_column("Total", justify="right", no_wrap=True)
    table.add_column("Because of", ratio=5)
    total = score.intercept
    start = "the same for every pair"
    table.add_row("starting point", "", "", _signed(total), Text(start, "dim"))
    longest = max((abs(c.contribution) for c in score.contributions), default=0.0)
    for contribution in score.contributions:
        total += contribution.contribution
        table.add_row(
            contribution.title,
            _Bar(contribution.contribution, longest),
            _signed(contribution.contribution) if contribution.recorded else "",
            _signed(total),
            _causes(contribution),
        )
    table.add_section()
    table.add_row("score", "", "", _signed(score.score), score.strength, style="bold")
    return Group(*_heading(score, left, right), table)


def _strength(score: Suggestion | Synergy, wide: bool) -> list[Text]:
    """The strength and the parts: in columns of their own, or one a line."""
    strength = Text(score.strength, "green")
    if isinstance(score, Suggestion):
        strength.append(f"\nno. {score.their_rank} for them", "dim")
    if wide:
        return [strength, *(Text(_signed(part)) for part in score.parts.values())]
    longest = max(map(len, score.parts))
    for name, part in score.parts.items():
        strength.append(f"\n{name.ljust(longest)} {_signed(part)}", "dim")
    return [strength]


def _name(name: str, record_id: str) -> Text:
    return Text.assemble((name, "bold"), "\n", (record_id, "dim"))


def _reasons(told: Sequence[str]) -> str:
    return "\n".join(told) or "Nothing recorded speaks for it."


def _heading(score: Score, left: str, right: str) -> Iterable[RenderableType]:
    yield Text(f"{left} with {right}: {score.strength}", "bold")
    parts = {"start": score.intercept} | score.parts
    told = ", ".join(f"{name} {_signed(part)}" for name, part in parts.items())
    yield Text(f"Score {_signed(score.score)} (log-odds): {told}.")
    if isinstance(score, Suggestion):
        who = f"a member of {left}" if score.of_consortium else left
        yield Text(
            f"{right} is no. {score.rank} of {score.n_candidates} for {left}; "
            f"{who} is no. {score.their_rank} for {right}."
        )


def _causes(contribution: Contribution) -> Text:
    """Codes with what each adds; with the baseline they add up to the signal's."""
    if not contribution.recorded:
        return Text("not recorded", "dim italic")
    if not contribution.weight:
        return Text("weighs nothing", "dim")
    by_size = sorted(contribution.codes, key=lambda code: -abs(code.contribution))
    shown, rest = by_size[:N_CODES], by_size[N_CODES:]
    told = [f"{code.label} {_signed(code.contribution)}" for code in shown]
    if rest:
        summed = _signed(sum(code.contribution for code in rest))
        told.append(f"{len(rest)} more {summed}")
    usual = contribution.baseline
    sign = "less" if usual < 0 else "plus"
    causes = Text(", ".join(told) or "nothing met")
    return causes.append(f"; {sign} the usual {abs(usual):.2f}", "dim")


def _signed(number: float) -> str:
    return f"{round(number, 2) + 0.0:+.2f}"


class _Bar:
    """A bar from a zero line: to the right what adds, to the left what takes away."""

    def __init__(self, number: float, longest: float) -> None:
        self.number = number
        self.n_halves = 0
        if number:
            share = abs(number) / longest
            self.n_halves = max(1, round(share * 2 * BAR_CELLS))

    def __rich_measure__(
        self, console: Console, options: ConsoleOptions
    ) -> Measurement:
        return Measurement(2 * BAR_CELLS + 1, 2 * BAR_CELLS + 1)

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        adds = self.number > 0
        n_full, n_half = divmod(self.n_halves, 2)
        if options.ascii_only:
            zero, bar = "|", ("+" if adds else "-") * (n_full + n_half)
        else:
            zero, full, half = "│", "█" * n_full, "▌" if adds else "▐"
            bar = full + half * n_half if adds else half * n_half + full
        left, right = ("", bar) if adds else (bar, "")
        colour = "green" if adds else "red"
        yield Text.assemble(
            (left.rjust(BAR_CELLS), colour),
            (zero, "dim"),
            (right.ljust(BAR_CELLS), colour),
        )
