"""Draws suggestions and scores for a terminal: records in, rich renderables out.

Prints nothing but a progress bar. Colour only repeats what a word or a sign says, so
everything reads the same without it. Every table fits 80 columns and shows more on a
wider terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from matcher.allpairs import PairBlock
from matcher.contributions import Contribution
from matcher.suggestions import LeftOut, Score, Suggestion, Synergy

N_REASONS = 2
N_CODES = 4
N_LEFT_OUT = 3
BAR_CELLS = 7  # to each side of the zero line
WIDE = 110  # from so many columns on, the parts of a score have columns of their own


def as_text(*parts: RenderableType) -> str:
    """What a terminal shows, as wide and as colourful as standard output is.

    Tables fit the width; a line of text is left whole, fit to be copied.
    """
    console = Console(highlight=False, markup=False)
    with console.capture() as captured:
        for part in parts:
            console.print(part, soft_wrap=isinstance(part, str))
    return captured.get().rstrip("\n")


def with_progress(blocks: Iterable[PairBlock], n_pairs: int) -> Iterator[PairBlock]:
    """The same blocks, while a terminal's standard error shows how far they are.

    Parameters
    ----------
    blocks : iterable of PairBlock
    n_pairs : int
        How many pairs all blocks hold together.
    """
    from rich.progress import Progress  # slow to import, and tables go without

    console = Console(stderr=True)
    hidden = not console.is_terminal
    with Progress(console=console, transient=True, disable=hidden) as progress:
        task = progress.add_task("Scoring pairs", total=n_pairs)
        for block in blocks:
            yield block
            progress.advance(task, len(block.left))


def suggestions_found(
    suggestions: Sequence[Suggestion], left_out: Sequence[LeftOut] = ()
) -> Iterable[RenderableType]:
    """The clusters proposed, and who is left out; or that there is none."""
    yield _suggestion_table(suggestions) if suggestions else "No cluster to suggest."
    if left_out:
        told = [f"{one.suggestion.cluster.name} ({one.reason})" for one in left_out]
        n_more = len(told) - N_LEFT_OUT
        more = [f"{n_more} more"] if n_more > 0 else []
        yield Text("Left out: " + "; ".join(told[:N_LEFT_OUT] + more), "dim")


def _suggestion_table(suggestions: Sequence[Suggestion]) -> Table:
    wide = Console().width >= WIDE
    table = _ranking("Cluster", "Country", wide=wide)
    for suggestion in suggestions:
        cluster = suggestion.cluster
        name = _name(cluster.name, cluster.id)
        if suggestion.known_partner:
            name.append("\npast partner", "yellow")
        strength = Text(suggestion.strength, "green")
        if suggestion.their_rank is not None:
            strength.append(f"\nno. {suggestion.their_rank} for them", "dim")
        table.add_row(
            str(suggestion.rank),
            name,
            cluster.country or "not recorded",
            strength,
            *_parts(suggestion, wide),
            _reasons(suggestion),
        )
    return table


def synergies_found(synergies: Sequence[Synergy]) -> Iterable[RenderableType]:
    """The partnerships proposed; or that there is none."""
    yield _synergy_table(synergies) if synergies else "No partnership to show."


def _synergy_table(synergies: Sequence[Synergy]) -> Table:
    wide = Console().width >= WIDE
    table = _ranking("Partnership", wide=wide)
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
            Text(synergy.strength, "green"),
            *_parts(synergy, wide),
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
    table = _table()
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


def _ranking(*columns: str, wide: bool) -> Table:
    table = _table(leading=1)
    table.add_column("#", justify="right", no_wrap=True)
    what, *others = columns
    table.add_column(what, ratio=3, overflow="fold")
    for column in (*others, "Strength"):
        table.add_column(column, no_wrap=column == "Strength")
    if wide:
        table.add_column("Alike", justify="right")
        table.add_column("Complementary", justify="right")
    table.add_column("Best reasons", ratio=4)
    return table


def _table(leading: int = 0) -> Table:
    return Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        collapse_padding=True,
        leading=leading,
    )


def _parts(score: Score, wide: bool) -> list[str]:
    return [_signed(score.alike), _signed(score.complementary)] if wide else []


def _name(name: str, record_id: str) -> Text:
    return Text.assemble((name, "bold"), "\n", (record_id, "dim"))


def _reasons(score: Score) -> str:
    return "\n".join(score.reasons[:N_REASONS]) or "Nothing recorded speaks for it."


def _heading(score: Score, left: str, right: str) -> Iterable[RenderableType]:
    yield Text(f"{left} with {right}: {score.strength}", "bold")
    yield Text(
        f"Score {_signed(score.score)} (log-odds). Alike {_signed(score.alike)}, "
        f"complementary {_signed(score.complementary)}, "
        f"history {_signed(score.history)}."
    )
    if isinstance(score, Suggestion):
        places = f"{right} is no. {score.rank} of {score.n_candidates} for {left}"
        if score.their_rank is not None:
            places += f"; {left} is no. {score.their_rank} for {right}"
        yield Text(places + ".")


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
