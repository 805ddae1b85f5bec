"""Draws suggestions and scores for a terminal: records in, rich renderables out.

Prints nothing but a progress bar. Colour only repeats what a word or a sign says, so
everything reads the same without it. Every table fits 80 columns and shows more on a
wider terminal.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from matcher.cli.tables import empty_table
from matcher.model.answers.suggestions import LeftOut, Score, Suggestion, Synergy
from matcher.model.contributions import Contribution
from matcher.model.scoring.strength import strength_legend
from matcher.pairs.checkpoint import Stage

N_REASONS = 2
N_CODES = 4
N_LEFT_OUT = 3
BAR_CELLS = 7  # to each side of the zero line
WIDE = 110  # from so many columns on, the parts of a score have columns of their own


@contextmanager
def watch(stage: Stage) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while a stage lasts, if that is a terminal.

    Yields
    ------
    callable
        To be told the units of each part that is done.
    """
    from rich import progress  # slow to import, and most answers go without

    console = Console(stderr=True)
    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(bar_width=None),
        progress.TextColumn("{task.fields[parts]}"),
        progress.TextColumn("{task.fields[rate]}"),
        progress.TimeRemainingColumn(compact=True),
    )
    n_done = stage.n_parts_before
    begun = time.monotonic()
    n_units = 0
    with progress.Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(
            stage.what,
            total=stage.n_units,
            completed=stage.n_units_before,
            parts=f"{n_done:,}/{stage.n_parts:,} parts",
            rate="",
        )

        def tell(n_more: int) -> None:
            nonlocal n_done, n_units
            n_done += 1
            n_units += n_more
            rate = n_units / max(time.monotonic() - begun, 1e-9)
            bar.update(
                task,
                advance=n_more,
                parts=f"{n_done:,}/{stage.n_parts:,} parts",
                rate=f"{rate:,.0f} {stage.unit}/s",
            )

        yield tell


def suggestions_found(
    suggestions: Sequence[Suggestion], left_out: Sequence[LeftOut] = ()
) -> Iterable[RenderableType]:
    """The clusters proposed, and who is left out; or that there is none."""
    yield _suggestion_table(suggestions) if suggestions else "No cluster to suggest."
    if suggestions:
        among = "candidates" if suggestions[0].of_consortium else "pairs"
        yield Text(f"Of {among}, {strength_legend()}.", "dim")
    if suggestions and not suggestions[0].informed:
        yield Text(
            "Nothing in this description is known to the registry, so the list is in "
            "order of ids. Add a sector, a technology, a market or other words.",
            "yellow",
        )
    if left_out:
        told = [f"{one.suggestion.cluster.name} ({one.reason})" for one in left_out]
        n_more = len(told) - N_LEFT_OUT
        more = [f"{n_more} more"] if n_more > 0 else []
        yield Text(
            "Left out of the best without filters: "
            + "; ".join(told[:N_LEFT_OUT] + more),
            "dim",
        )


def _suggestion_table(suggestions: Sequence[Suggestion]) -> Table:
    wide = Console().width >= WIDE
    parts = [*suggestions[0].parts] if wide else []
    table = _ranking("Cluster", "Country", parts=parts)
    for suggestion in suggestions:
        cluster = suggestion.cluster
        name = _name(cluster.name, cluster.id)
        if suggestion.known_partner:
            name.append("\npast partner", "yellow")
        strength = Text(suggestion.strength, "green")
        strength.append(f"\nno. {suggestion.their_rank} for them", "dim")
        table.add_row(
            str(suggestion.rank),
            name,
            cluster.country or "not recorded",
            *_strength(strength, suggestion, wide),
            _reasons(suggestion),
        )
    return table


def synergies_found(synergies: Sequence[Synergy]) -> Iterable[RenderableType]:
    """The partnerships proposed; or that there is none."""
    yield _synergy_table(synergies) if synergies else "No partnership to show."


def _synergy_table(synergies: Sequence[Synergy]) -> Table:
    wide = Console().width >= WIDE
    table = _ranking("Partnership", parts=[*synergies[0].parts] if wide else [])
    for synergy in synergies:
        partnership = synergy.partnership
        name = _name(partnership.acronym, partnership.id)
        n_shared = len(synergy.shared_members)
        if n_shared:
            noun = "member" if n_shared == 1 else "members"
            name.append(f"\n{n_shared} shared {noun}", "yellow")
        table.add_row(
            str(synergy.rank),
            name,
            *_strength(Text(synergy.strength, "green"), synergy, wide),
            _reasons(synergy),
        )
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


def _ranking(*columns: str, parts: Sequence[str]) -> Table:
    table = empty_table(leading=1)
    table.add_column("#", justify="right", no_wrap=True)
    what, *others = columns
    table.add_column(what, ratio=3, overflow="fold")
    for column in (*others, "Strength"):
        table.add_column(column, no_wrap=column == "Strength")
    for part in parts:
        table.add_column(part.capitalize(), justify="right")
    table.add_column("Best reasons", ratio=4)
    return table


def _strength(strength: Text, score: Score, wide: bool) -> list[Text]:
    """The strength and the parts: in columns of their own, or one a line."""
    parts = score.parts
    if wide:
        return [strength, *(Text(_signed(part)) for part in parts.values())]
    longest = max(map(len, parts))
    for name, part in parts.items():
        strength.append(f"\n{name.ljust(longest)} {_signed(part)}", "dim")
    return [strength]


def _name(name: str, record_id: str) -> Text:
    return Text.assemble((name, "bold"), "\n", (record_id, "dim"))


def _reasons(score: Score) -> str:
    return "\n".join(score.reasons[:N_REASONS]) or "Nothing recorded speaks for it."


def _heading(score: Score, left: str, right: str) -> Iterable[RenderableType]:
    yield Text(f"{left} with {right}: {score.strength}", "bold")
    parts = {"start": score.intercept} | score.parts
    told = ", ".join(f"{name} {_signed(part)}" for name, part in parts.items())
    yield Text(f"Score {_signed(score.score)} (log-odds): {told}.")
    if isinstance(score, Suggestion):
        back = f"{left} is no. {score.their_rank} for {right}"
        if score.of_consortium:
            back = f"a member of {left} is no. {score.their_rank} for {right}"
        yield Text(
            f"{right} is no. {score.rank} of {score.n_candidates} for {left}; {back}."
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
