"""Tables of figures in Markdown: a back-test's report in, what READMEs show out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from matcher.evaluation.records import Comparison, Estimate, Number, Row
from matcher.evaluation.report import Report
from matcher.evaluation.words import WITH_OTHERS, metric_of, words_for

LATEST = "generation 3 and 4"
"""The protocol whose figures stand at the top."""

BESIDE = ("Jaccard", "IDF cosine", "same sector")
"""Simple rules that anybody could think of, to stand beside in every line."""


def in_brief(report: Report) -> str:
    """Each question on the latest rounds; new partners first, those with a past led."""
    lines = []
    for found in sorted(_on(report, LATEST), key=_leads):
        if found.among == "without a past" or (
            found.among == "with a past" and found.task != "suggest new"
        ):
            continue
        rows = _systems(report, found)
        among = "" if found.among == "everyone" else f", among clusters {found.among}"
        lines.append(
            (
                f"{_question(found.task)}{among} ({_metric(found.task)})",
                str(rows[report.system].n_questions),
                f"**{_two(_of(report, rows[report.system], found).value)}**",
                f"{found.baseline} "
                f"{_two(_of(report, rows[found.baseline], found).value)}",
                _with_ends(found.times),
            )
        )
    return _table(
        (
            "asked of a member of a past partnership",
            *("questions:", "this recommender:", "best simple rule:", "times as good:"),
        ),
        lines,
    )


def _leads(found: Comparison) -> bool:
    """Whether a comparison does not stand at the top: all but what is looked for."""
    return (found.task, found.among) != ("suggest new", "with a past")


def in_full(report: Report, others: bool = False) -> str:
    """Each question, candidates and protocol beside simple rules.

    Parameters
    ----------
    report : Report
    others : bool
        Of the protocols that also learn from other cooperation, instead of the rest.
    """
    lines = []
    for task in report.tasks:
        for found in report.comparisons:
            if (found.task, found.protocol.endswith(WITH_OTHERS)) != (
                task.name,
                others,
            ):
                continue
            rows = _systems(report, found)
            ours = _of(report, rows[report.system], found)
            lines.append(
                (
                    f"{_question(task.name)} ({_metric(task.name)})",
                    found.among,
                    found.protocol.removesuffix(WITH_OTHERS),
                    str(rows[report.system].n_questions),
                    f"**{_two(ours.value)}** {_ends(ours)}",
                    *(_two(_of(report, rows[rule], found).value) for rule in BESIDE),
                    f"{_with_ends(found.times)} {found.baseline}",
                    _with_ends(found.estimate, "+.2f"),
                )
            )
    return _table(
        (
            *("asked", "among", "tested on", "questions:", "this recommender:"),
            *(f"{rule}:" for rule in BESIDE),
            *("times as good as the best rule:", "difference:"),
        ),
        lines,
    )


def with_other_cooperation(report: Report) -> str:
    """Each question as it is judged by first, without other cooperation and with it."""
    gains = {(gain.protocol, gain.task): gain.estimate for gain in report.gains}
    lines = []
    for task in report.tasks:
        for alone in report.headlines_on(task.name):
            more = _the_same(report, alone, alone.protocol + WITH_OTHERS)
            gain = gains.get((alone.protocol, task.name))
            lines.append(
                (
                    f"{_question(task.name)} ({_metric(task.name)})",
                    alone.protocol,
                    *_ours_and_times(report, alone),
                    *_ours_and_times(report, more),
                    _with_ends(gain, "+.2f") if gain else "other questions",
                )
            )
    return _table(
        (
            *("asked", "tested on", "without:", "times the best rule:"),
            *("with:", "times the best rule:", "difference:"),
        ),
        lines,
    )


def goals(report: Report) -> str:
    """What goals gain and what they cost, by the factor on their weight."""
    return _table(
        (
            *("weight of the goal:", "wanted markets served by the first ten:"),
            *("at best:", "affinity above so many of the candidates:"),
        ),
        [
            (
                f"{trial.factor:g} times" if trial.factor else "off",
                f"**{trial.served:.0%}**"
                if trial.factor == 1
                else f"{trial.served:.0%}",
                f"{trial.available:.0%}",
                f"{trial.percentile:.0f}%",
            )
            for trial in report.goals
        ],
    )


def consortia(report: Report) -> str:
    """How much of past consortia comes back, whole ones before simpler ways."""
    return _table(
        (
            *("the others are chosen as", "tested on", "questions:"),
            *("of them come back:", "behind the first:"),
        ),
        [
            (
                trial.system,
                trial.protocol,
                str(trial.n_questions),
                f"{trial.share:.2f} [{trial.low:.2f}, {trial.high:.2f}]",
                ""
                if trial.system == report.consortia[0].system
                else f"{trial.behind:+.2f} "
                f"[{trial.behind_low:+.2f}, {trial.behind_high:+.2f}]",
            )
            for trial in report.consortia
        ],
    )


Cells = Sequence[Sequence[str]]


def versions(earlier: Cells, now: Report) -> str:
    """Each question as it is judged by first, on two versions of the facts.

    Parameters
    ----------
    earlier : sequence of three cells
        Of each question on version 1: `of_version` or, where it is not measured again,
        `kept_in` the table that stands there.
    now : Report
    """
    asked = [
        (f"{_question(found.task)} ({_metric(found.task)})", found.protocol)
        for found in _headlines(now)
    ]
    return _table(
        (
            *("asked", "tested on"),
            *("version 1: questions:", "this recommender:", "times the best rule:"),
            *("version 2: questions:", "this recommender:", "times the best rule:"),
        ),
        [
            (*question, *before, *after)
            for question, before, after in zip(
                asked, earlier, of_version(now), strict=True
            )
        ],
    )


def of_version(report: Report) -> Cells:
    """How many were asked, what was found and how many times the best rule."""
    return [_asked_ours_and_times(report, found) for found in _headlines(report)]


def kept_in(table: str) -> Cells:
    """What a table of versions says of version 1."""
    return [line.split(" | ")[2:5] for line in table.splitlines()[2:]]


def _headlines(report: Report) -> list[Comparison]:
    return [found for task in report.tasks for found in report.headlines_on(task.name)]


def _asked_ours_and_times(report: Report, found: Comparison) -> tuple[str, str, str]:
    asked = _systems(report, found)[report.system].n_questions
    return (str(asked), *_ours_and_times(report, found))


def _ours_and_times(report: Report, found: Comparison) -> tuple[str, str]:
    ours = _of(report, _systems(report, found)[report.system], found)
    return f"**{_two(ours.value)}**", f"{_with_ends(found.times)} {found.baseline}"


def _on(report: Report, protocol: str) -> list[Comparison]:
    return [found for found in report.comparisons if found.protocol == protocol]


def _the_same(report: Report, found: Comparison, protocol: str) -> Comparison:
    """The comparison on the same task and candidates, on another protocol."""
    key = found.task, found.among
    (one,) = (c for c in _on(report, protocol) if (c.task, c.among) == key)
    return one


def _systems(report: Report, found: Comparison) -> dict[str, Row]:
    rows = report.group(found.protocol, found.task, found.among)
    return {row.system: row for row in rows}


def _of(report: Report, row: Row, found: Comparison) -> Estimate:
    return row.estimates[report.metrics.index(found.metric)]


def _question(task: str) -> str:
    return words_for(task).title.rstrip("?").replace("W", "w", 1)


def _metric(task: str) -> str:
    return words_for(metric_of(task)).in_brief


def _two(value: Number, form: str = ".2f") -> str:
    return "–" if value is None else format(value, form)


def _ends(estimate: Estimate, form: str = ".2f") -> str:
    return f"[{_two(estimate.low, form)}, {_two(estimate.high, form)}]"


def _with_ends(estimate: Estimate, form: str = ".2f") -> str:
    return f"{_two(estimate.value, form)} {_ends(estimate, form)}"


def _table(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table; columns whose title ends in a colon stand to the right."""
    titles = (title.removesuffix(":") for title in columns)
    sides = ("--:" if title.endswith(":") else "---" for title in columns)
    rows = [f"| {' | '.join(titles)} |", f"|{'|'.join(sides)}|"]
    return "\n".join([*rows, *(f"| {' | '.join(line)} |" for line in lines)]) + "\n"
