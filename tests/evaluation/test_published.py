"""Published figures are what the back-test finds today."""

from __future__ import annotations

import pytest

from matcher import PartnerRecommender, Registry
from matcher.evaluation.backtest import backtest
from matcher.evaluation.report import published_backtest
from tests.publish import (
    IN_BRIEF,
    IN_FULL,
    LATEST,
    WEIGHTS,
    figures_as_markdown,
    weights_as_markdown,
)


def test_readmes_show_the_published_figures() -> None:
    published = published_backtest()
    assert IN_FULL.text == figures_as_markdown(published)
    assert IN_BRIEF.text == figures_as_markdown(published, LATEST)
    assert len(IN_BRIEF.text.splitlines()) == 2 + len(published.tasks)


def test_a_readme_shows_the_live_weights(recommender: PartnerRecommender) -> None:
    assert WEIGHTS.text == weights_as_markdown(recommender)


@pytest.mark.slow
def test_the_back_test_still_finds_what_is_published(registry: Registry) -> None:
    """By generation, to half of the last digit that is shown."""
    published = published_backtest()
    found = backtest(registry, every_partnership=False)
    protocols = [protocol.name for protocol in found.protocols]
    assert protocols == ["generation 2", "generation 3 and 4"]
    kept = [row for row in published.rows if row.protocol in protocols]
    for now, then in zip(found.rows, kept, strict=True):
        assert now.system == then.system
        assert now.values == pytest.approx(then.values, abs=0.005)
    assert found.stability == pytest.approx(published.stability, abs=0.005)
