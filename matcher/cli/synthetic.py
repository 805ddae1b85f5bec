"""The command `synth`: a registry of any size that looks like a real one."""

from __future__ import annotations

import typer

from matcher.cli import options as options
from matcher.cli.answers import print_json
from matcher.cli.queries import counts
from matcher.registry.reading import load_registry
from matcher.registry.writing import check_target, write_registry

synthetic = typer.Typer()


@synthetic.command(epilog=options.SYNTH_EPILOG)
def synth(
    n: options.NClusters,
    out: options.PackageOut,
    seed: options.Seed = 0,
    force: options.Force = False,
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Draw a registry of any size that looks like the real one, for load tests."""
    check_target(out, force=force)
    known = load_registry(registry)
    from matcher.cli.tables import progress
    from matcher.registry.synth import synthesise

    with progress(f"Drawing {n:,} clusters"):
        drawn = synthesise(known, n, seed)
        write_registry(
            drawn,
            out,
            title=f"Synthetic registry (n={n}, seed={seed})",
            description="Made for load tests: no cluster and no partnership in it "
            f"exists. Drawn from a registry of {len(known.clusters)} clusters.",
            force=force,
        )
    found = counts(drawn)
    if as_json:
        print_json({"out": str(out), "seed": seed, "counts": found})
    else:
        names = ("clusters", "partnerships", "members")
        told = ", ".join(f"{found[name]:,} {name}" for name in names)
        typer.echo(f"Wrote {told} to {out}")
