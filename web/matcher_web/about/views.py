"""About the product: how suggestions are ranked, and how well it predicted.

In: a snapshot and an address. Out: pages.
"""

from __future__ import annotations

from matcher_web.about.records import Ranking, backtest_of, signal_steps
from matcher_web.query.reading import Sent
from matcher_web.snapshot import Snapshot
from matcher_web.twins import WITHOUT_TABLES, Page, page


@page("/about", WITHOUT_TABLES)
def about(snapshot: Snapshot, sent: Sent) -> Page:
    """How suggestions are ranked, and what the data holds and lacks."""
    ranking = Ranking(snapshot)
    return Page(
        ranking,
        "about.html",
        lambda: {
            "ranking": ranking.to_dict(),
            "steps": signal_steps(snapshot),
            **backtest_of(snapshot).shown(),
        },
    )


@page("/about/backtest", WITHOUT_TABLES)
def backtest(snapshot: Snapshot, sent: Sent) -> Page:
    """How well it predicted past partnerships."""
    found = backtest_of(snapshot)
    return Page(found, "backtest.html", found.shown)
