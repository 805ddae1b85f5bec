"""Published figures are what the back-test finds today."""

from __future__ import annotations

import pytest

from matcher import PartnerRecommender, Registry
from matcher.evaluation.backtest import backtest
from matcher.evaluation.records import Comparison, Row
from matcher.evaluation.report import Report, published_backtest
from matcher.evaluation.words import WITH_OTHERS
from tests import figures
from tests.publish import (
    CONSORTIA,
    GOALS,
    IN_BRIEF,
    IN_FULL,
    IN_FULL_WITH_OTHERS,
    VERSIONS,
    WEIGHTS,
    WITH_OTHER_COOPERATION,
    weights_as_markdown,
)

pytestmark = pytest.mark.long


def test_readmes_show_the_published_figures() -> None:
    published = published_backtest()
    assert IN_BRIEF.text == figures.in_brief(published)
    assert IN_FULL.text == figures.in_full(published)
    assert IN_FULL_WITH_OTHERS.text == figures.in_full(published, others=True)
    assert WITH_OTHER_COOPERATION.text == figures.with_other_cooperation(published)
    assert GOALS.text == figures.goals(published)
    assert CONSORTIA.text == figures.consortia(published)
    assert len(IN_BRIEF.text.splitlines()) == 2 + len(published.tasks) + 1


def test_a_table_says_what_the_report_says() -> None:
    """One question of the latest round, found half the time; a rule, a fifth of it."""

    def row(system: str, value: float) -> Row:
        values = ((one, one) for one in (value, value - 0.1, value + 0.1))
        return Row(figures.LATEST, "complete", "everyone", "all", system, 1234, *values)

    systems = {"ours": 0.5, "Jaccard": 0.2, "IDF cosine": 0.25, "same sector": 0.125}
    report = Report(
        metrics=("ndcg@10", "hit@10"),
        rows=tuple(row(*one) for one in systems.items()),
        comparisons=(
            Comparison(
                *(figures.LATEST, "complete", "everyone", "hit@10", "IDF cosine"),
                *(2.0, 1.5, 2.75),
                *(0.25, -0.125, 0.375),
            ),
        ),
    )
    assert figures.in_brief(report).splitlines()[2:] == [
        "| which member is missing (hit@10) | 1234 | **0.50** | IDF cosine 0.25 "
        "| 2.00 [1.50, 2.75] |"
    ]
    (line,) = figures.in_full(report).splitlines()[2:]
    assert line == (
        "| which member is missing (hit@10) | everyone | generation 3 and 4 | 1234 "
        "| **0.50** [0.40, 0.60] | 0.20 | 0.25 | 0.12 | 2.00 [1.50, 2.75] IDF cosine "
        "| +0.25 [-0.12, +0.38] |"
    )


def test_the_table_of_versions_shows_todays_figures_beside_the_earlier() -> None:
    """What version 1 gave is not measured here; what version 2 gives is known."""
    earlier = figures.kept_in(VERSIONS.text)
    assert VERSIONS.text == figures.versions(earlier, published_backtest())
    assert [[*line] for line in earlier] != [
        [*line] for line in figures.of_version(published_backtest())
    ]


def test_a_readme_shows_the_live_weights(recommender: PartnerRecommender) -> None:
    assert WEIGHTS.text == weights_as_markdown(recommender)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_back_test_still_finds_what_is_published(registry: Registry) -> None:
    """By generation, to half of the last digit that is shown."""
    published = published_backtest()
    found = backtest(registry, every_partnership=False, trials=False)
    protocols = [protocol.name for protocol in found.protocols]
    alone = ["generation 2", "generation 3 and 4"]
    assert protocols == [*alone, *(name + WITH_OTHERS for name in alone)]
    kept = [row for row in published.rows if row.protocol in protocols]
    for now, then in zip(found.rows, kept, strict=True):
        assert (now.protocol, now.task, now.among) == (
            then.protocol,
            then.task,
            then.among,
        )
        assert (now.slice, now.system) == (then.slice, then.system)
        assert now.values == pytest.approx(then.values, abs=0.005)
    assert found.stability == pytest.approx(published.stability, abs=0.005)
