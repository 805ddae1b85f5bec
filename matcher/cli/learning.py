"""The commands that learn: `train` keeps a model, `backtest` tells how good one is."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from matcher.cli import options as options
from matcher.cli.answers import print_json
from matcher.errors import MatcherError
from matcher.output import check_free, replacing
from matcher.registry.reading import load_registry
from matcher.release import PACKAGE

if TYPE_CHECKING:
    from matcher.evaluation.baselines import System
    from matcher.evaluation.report import Report
    from matcher.registry.registry import Registry

learning = typer.Typer()


@learning.command(epilog=options.TRAIN_EPILOG)
def train(
    out: options.ModelOut,
    force: options.Force = False,
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Learn what each signal counts, and keep it in a folder for --model."""
    from matcher.model.learning.provenance import learnt_from
    from matcher.model.learning.storage import check_target, save_weights
    from matcher.model.signals import SIGNALS
    from matcher.recommend import PartnerRecommender

    check_target(out, force=force)
    recommender = PartnerRecommender().fit(load_registry(registry))
    save_weights(recommender.scorer, out, force=force)
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
    if as_json:
        told: dict[str, Any] = {"out": str(out), "intercept": recommender.intercept}
        print_json(told | {"signals": signals, "learnt_from": asdict(origin)})
        return
    from matcher.cli.tables import as_text, records_table

    typer.echo(as_text(records_table(signals)))
    typer.echo(
        f"Learnt from {origin.n_clusters:,} clusters and {origin.n_partnerships:,} "
        f"partnerships; wrote {out}"
    )


@learning.command(epilog=options.BACKTEST_EPILOG)
def backtest(
    by_generation_only: options.GenerationOnly = False,
    peers: options.Peers = False,
    seed: options.Seed = 0,
    out: options.ReportOut = None,
    force: options.Force = False,
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Tell how well past partnerships would have been predicted, beside baselines."""
    if out:
        check_free(out, force=force)
    report = _measured(load_registry(registry), by_generation_only, peers, seed)
    found = _without_infinities(report.to_dict())
    if out:
        _write(out, found)
    if as_json:
        print_json(found)
        return
    from matcher.cli.report import report_found
    from matcher.cli.tables import as_text

    typer.echo(as_text(*report_found(report)))
    if out:
        typer.echo(f"Wrote {out}")


def _measured(
    registry: Registry, by_generation_only: bool, peers: bool, seed: int
) -> Report:
    from matcher.cli.tables import progress
    from matcher.evaluation.backtest import backtest

    try:
        systems = _peers(seed) if peers else []
        with progress("Predicting past partnerships") as tell:
            return backtest(
                registry,
                every_partnership=not by_generation_only,
                systems=systems,
                seed=seed,
                # Summing up takes its time too, so it counts as one more.
                progress=lambda done, total: tell(done, total + 1),
            )
    except ImportError as error:
        if not peers:
            raise
        raise MatcherError(
            f"--peers: {error}; the libraries to compare with come with "
            f"pip install '{PACKAGE}[peers]'"
        ) from error


def _peers(seed: int) -> list[System]:
    from matcher.evaluation.peers import peers

    return peers(seed)


def _without_infinities(found: Any) -> Any:
    """The same with null for numbers that JSON lacks, as a ratio to nothing."""
    if isinstance(found, dict):
        return {name: _without_infinities(value) for name, value in found.items()}
    if isinstance(found, list):
        return [_without_infinities(value) for value in found]
    return None if isinstance(found, float) and not math.isfinite(found) else found


def _write(path: Path, document: dict[str, Any]) -> None:
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    with replacing(path) as temporary:
        temporary.write_text(text + "\n", encoding="utf-8", newline="\n")
