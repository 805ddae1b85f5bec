"""The command line: arguments in; tables, JSON and files out.

What a command says of its arguments stands in `cli_options`, what their texts mean in
`cli_queries`, how answers look in `terminal`. Only this file prints answers; slow
libraries are imported by the commands that need them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import typer

from matcher import cli_options as options
from matcher import cli_queries as queries
from matcher import pair_table
from matcher.cli_errors import Commands
from matcher.dataset import load_registry
from matcher.errors import DatasetError
from matcher.recommend import PartnerRecommender
from matcher.records import Profile, Registry
from matcher.suggestions import Suggestion, Synergy

app = typer.Typer(
    cls=Commands,
    help="Finds partners for European cluster partnerships, with the reasons.",
    epilog="Start with: matcher suggest inovcluster",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
data = typer.Typer(help="Work with a data package.", no_args_is_help=True)
app.add_typer(data, name="data")


@app.command(epilog=options.SUGGEST_EPILOG)
def suggest(
    context: typer.Context,
    cluster: options.ClusterName = "",
    country: options.Country = "",
    sectors: options.Sectors = None,
    technologies: options.Technologies = None,
    markets: options.Markets = None,
    focus: options.Focus = "",
    profile: options.ProfileFile = "",
    only_countries: options.OnlyCountries = None,
    exclude_countries: options.ExcludeCountries = None,
    only_markets: options.OnlyMarkets = None,
    only_sectors: options.OnlySectors = None,
    exclude: options.Exclude = None,
    new_partners_only: options.NewPartnersOnly = False,
    k: options.K = 10,
    why: options.Why = "",
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Suggest partners to a cluster, or to one that you describe."""
    fields = queries.Fields(country, sectors, technologies, markets, focus)
    n_ways = sum([bool(cluster), any(fields), bool(profile)])
    if n_ways != 1:
        context.fail(options.NOTHING_ASKED if n_ways == 0 else options.ASKED_TWICE)
    known = load_registry(registry)
    asked, name, query = queries.read_query(known, cluster, fields, profile)
    if why:
        other = known.find_cluster(why)
        opened = PartnerRecommender().fit(known).explain(asked, other.id)
        _show_why(context, query, opened, name, queries.called(other))
    else:
        _show_suggestions(context, PartnerRecommender.suggest, known, asked, query)


@app.command(epilog=options.COMPLETE_EPILOG)
def complete(
    context: typer.Context,
    consortium: options.Consortium,
    only_countries: options.OnlyCountries = None,
    exclude_countries: options.ExcludeCountries = None,
    only_markets: options.OnlyMarkets = None,
    only_sectors: options.OnlySectors = None,
    exclude: options.Exclude = None,
    new_partners_only: options.NewPartnersOnly = False,
    k: options.K = 10,
    why: options.Why = "",
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Suggest clusters that would complete a partnership, or a group of clusters."""
    known = load_registry(registry)
    asked, name, query = queries.read_consortium(known, consortium)
    if why:
        other = known.find_cluster(why)
        opened = PartnerRecommender().fit(known).explain(asked, other.id)
        _show_why(context, query, opened, name, queries.called(other))
    else:
        _show_suggestions(context, PartnerRecommender.complete, known, asked, query)


@app.command(epilog=options.SYNERGIES_EPILOG)
def synergies(
    context: typer.Context,
    partnership: options.PartnershipName,
    only_countries: options.OnlyCountries = None,
    exclude_countries: options.ExcludeCountries = None,
    only_markets: options.OnlyMarkets = None,
    only_sectors: options.OnlySectors = None,
    exclude: options.Exclude = None,
    new_partners_only: options.NewPartnersOnly = False,
    k: options.K = 10,
    why: options.Why = "",
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Find partnerships that overlap with a partnership or complete it."""
    known = load_registry(registry)
    asked = queries.find_partnership(known, partnership)
    query: dict[str, Any] = {"partnership": asked.id}
    if why:
        other = queries.find_partnership(known, why)
        opened = PartnerRecommender().fit(known).explain_synergy(asked.id, other.id)
        _show_why(context, query, opened, asked.acronym, other.acronym)
        return
    filters = queries.read_filters(known, context.params)
    found = (
        PartnerRecommender()
        .fit(known)
        .synergies(asked.id, k=k, **queries.keywords(filters))
    )
    query |= {"k": k, "filters": filters}
    if as_json:
        _print_json({"query": query, "synergies": [s.to_dict() for s in found]})
    else:
        from matcher import terminal

        best = found[0].partnership.id if found else ""
        hint = queries.hint(context, query, best)
        typer.echo(terminal.as_text(*terminal.synergies_found(found), hint))


@app.command(epilog=options.PAIRS_EPILOG)
def pairs(
    context: typer.Context,
    out: options.Out = None,
    min_score: options.MinScore = None,
    top: options.Top = None,
    force: options.Force = False,
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Score every pair of clusters; as CSV on standard output, or in a file."""
    if out and out.suffix.lower() not in pair_table.FORMATS:
        context.fail(f"--out must end in {' or '.join(pair_table.FORMATS)}: '{out}'")
    if as_json and not out:
        context.fail("--json tells what was written to a file: give --out too")
    if out:
        pair_table.check_target(out, force=force)
    known = load_registry(registry)
    recommender = PartnerRecommender().fit(known)
    n_clusters = len(known.clusters)
    blocks = recommender.pair_blocks()
    if out:
        from matcher.terminal import with_progress

        blocks = with_progress(blocks, n_clusters * (n_clusters - 1) // 2)
    table = pair_table.PairTable(
        blocks,
        [cluster.id for cluster in known.clusters],
        [name for name, _, _ in recommender.weights],
        min_score=min_score,
        top=top,
    )
    n_pairs = table.write(out, force=force) if out else table.write_csv(sys.stdout)
    if as_json:
        _print_json({"out": str(out), "pairs": n_pairs, "columns": table.columns})
    elif out:
        typer.echo(f"Wrote {n_pairs:,} pairs to {out}")


@app.command()
def serve(
    host: options.Host = "127.0.0.1",
    port: options.Port = 8000,
    open_browser: options.OpenBrowser = False,
    registry: options.RegistryPath = None,
) -> None:
    """Serve the web pages from this computer until Ctrl-C."""
    from matcher.serving import browse, listen

    listener, address = listen(host, port)
    with listener:
        import waitress

        from web import create_app

        pages = create_app({"REGISTRY": registry})
        server = waitress.create_server(pages, sockets=[listener])
        typer.echo(f"Open {address} (Ctrl-C stops)")
        sys.stdout.flush()
        if open_browser:
            browse(address)
        server.run()
    raise KeyboardInterrupt  # the server ends by nothing else, and keeps it to itself


@data.command(epilog=options.CHECK_EPILOG)
def check(
    context: typer.Context,
    path: options.PackagePath = None,
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Check a data package; every fault is named by file, line and column."""
    if path and registry:
        context.fail("give the folder once: as it is, or after --registry")
    try:
        known = load_registry(path or registry)
    except DatasetError as error:
        if as_json:
            _print_json({"faults": [asdict(fault) for fault in error.faults]})
        else:
            typer.echo(error)
        raise typer.Exit(1) from None
    counts = queries.counts(known)
    if as_json:
        _print_json({"faults": [], "counts": counts})
    else:
        told = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        typer.echo(f"No faults: {told}.")


def _show_suggestions(
    context: typer.Context,
    ask: Callable[..., list[Suggestion]],
    known: Registry,
    asked: str | list[str] | Profile,
    query: dict[str, Any],
) -> None:
    """The best clusters, and who is left out, by a question of the recommender."""
    filters = queries.read_filters(known, context.params)
    k = context.params["k"]
    query |= {"k": k, "filters": filters}
    recommender = PartnerRecommender().fit(known)
    suggestions = ask(recommender, asked, k=k, **queries.keywords(filters))
    left_out = recommender.left_out(asked, k=k, **queries.keywords(filters))
    if context.params["as_json"]:
        found = [suggestion.to_dict() for suggestion in suggestions]
        held = [queries.left_out_dict(one) for one in left_out]
        _print_json({"query": query, "suggestions": found, "left_out": held})
        return
    from matcher import terminal

    best = suggestions[0].cluster.id if suggestions else ""
    shown = terminal.suggestions_found(suggestions, left_out)
    typer.echo(terminal.as_text(*shown, queries.hint(context, query, best)))


def _show_why(
    context: typer.Context,
    query: dict[str, Any],
    opened: Suggestion | Synergy,
    left: str,
    right: str,
) -> None:
    """One score, opened; in JSON under the word for what is proposed."""
    if context.params["as_json"]:
        word = type(opened).__name__.lower()
        _print_json({"query": query, word: opened.to_dict()})
        return
    from matcher import terminal

    typer.echo(terminal.as_text(terminal.waterfall(opened, left, right)))


def _print_json(document: dict[str, Any]) -> None:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    plain = encoding != "utf8"  # other encodings lack letters
    typer.echo(json.dumps(document, ensure_ascii=plain, allow_nan=False, indent=2))


if __name__ == "__main__":
    app(prog_name="matcher")
