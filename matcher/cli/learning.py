"""The commands that learn: `train` keeps a model, `backtest` tells how good one is."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from matcher.cli.helped import helped
from matcher.cli.typed.asked import Asked, takes
from matcher.cli.typed.options import FORCE, JSON, REGISTRY, SEED, NewFolder, option
from matcher.files.writing import check_file, writing_file

if TYPE_CHECKING:
    from matcher.evaluation.report import Report

TESTING = [
    option("by_generation_only", bool, False,
           "Only predict later generations from earlier ones; much quicker."),
    SEED,
    option("out", Path | None, None, "Write the whole report here, as JSON.", "FILE"),
]  # fmt: skip

learning = typer.Typer()


@learning.command(epilog=helped("train"))
@takes(FORCE, REGISTRY, JSON)
def train(asked: Asked, out: NewFolder) -> None:
    """Learn what each signal counts, and keep it in a folder for --model."""
    from matcher.model.learning.provenance import learnt_from
    from matcher.model.learning.storage import check_target, save_weights
    from matcher.model.signals import SIGNALS
    from matcher.recommend import PartnerRecommender

    asked.check_apart(out)
    check_target(out, force=asked["force"])
    recommender = PartnerRecommender().fit(asked.registry)
    save_weights(recommender.scorer, out, force=asked["force"])
    origin = learnt_from(recommender.scorer)
    signals = [
        {
            "signal": info.name,
            "title": info.title,
            "kind": info.kind,
            "weight": weight,
            "reference": reference,
        }
        for info, (_, weight, reference) in zip(
            SIGNALS, recommender.weights, strict=True
        )
    ]

    def draw() -> str:
        from matcher.cli.drawn.tables import as_text, records_table

        return (
            f"{as_text(records_table(signals))}\n"
            f"Learnt from {origin.n_clusters:,} clusters and "
            f"{origin.n_partnerships:,} partnerships; wrote {out}"
        )

    told: dict[str, Any] = {"out": str(out), "intercept": recommender.intercept}
    asked.answer(told | {"signals": signals, "learnt_from": asdict(origin)}, draw)


@learning.command(epilog=helped("backtest"))
@takes(*TESTING, FORCE, REGISTRY, JSON)
def backtest(asked: Asked) -> None:
    """Tell how well past partnerships would have been predicted, beside baselines."""
    out: Path | None = asked["out"]
    if out:
        asked.check_apart(out)
        check_file(out, force=asked["force"])
    report = _measured(asked)
    if out:
        with writing_file(out, force=asked["force"]) as stream:
            stream.write(report.to_json().encode())

    def draw() -> str:
        from matcher.cli.drawn.report import report_found
        from matcher.cli.drawn.tables import as_text

        told = as_text(*report_found(report))
        return f"{told}\nWrote {out}" if out else told

    asked.answer(report.to_dict(), draw)


def _measured(asked: Asked) -> Report:
    from matcher.cli.drawn.progress import progress
    from matcher.evaluation.backtest import backtest

    registry = asked.registry
    with progress("Predicting past partnerships") as tell:
        return backtest(
            registry,
            every_partnership=not asked["by_generation_only"],
            seed=asked["seed"],
            # Summing up takes its time too, so it counts as one more.
            progress=lambda done, total: tell(done, total + 1),
        )
