"""The command line: arguments in; tables, JSON and files out.

What a command says of its arguments stands in `options`, what their texts mean in
`queries`, how answers are shown in `answers`; `pairs` is in `pairs`, `train` and
`backtest` are in `learning`, `synth` is in `synthetic`. Slow libraries are imported
by the commands that need them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from matcher.cli import options, queries
from matcher.cli.answers import print_json, show_suggestions, show_synergies, show_why
from matcher.cli.errors import Commands
from matcher.cli.learning import learning
from matcher.cli.pairs import pairing
from matcher.cli.synthetic import synthetic
from matcher.cli.terms import learn, notes
from matcher.errors import DatasetError
from matcher.registry.reading import load_registry

if TYPE_CHECKING:
    from matcher.model.answers.suggestions import Suggestion
    from matcher.registry.records import Profile
    from matcher.registry.registry import Registry

app = typer.Typer(
    cls=Commands,
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
    weights: options.Weights = None,
    model: options.ModelPath = None,
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Suggest partners to a cluster, or to one that you describe."""
    fields = queries.Fields(country, sectors, technologies, markets, focus)
    n_ways = sum([bool(cluster), any(fields), bool(profile)])
    if n_ways != 1:
        context.fail(options.NOTHING_ASKED if n_ways == 0 else options.ASKED_TWICE)
    from matcher.recommend import PartnerRecommender

    known = load_registry(registry)
    asked, name, query = queries.read_query(known, cluster, fields, profile)
    _answer(context, PartnerRecommender.suggest, known, asked, name, query)


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
    weights: options.Weights = None,
    model: options.ModelPath = None,
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Suggest clusters that would complete a partnership, or a group of clusters."""
    from matcher.recommend import PartnerRecommender

    known = load_registry(registry)
    asked, name, query = queries.read_consortium(known, consortium)
    _answer(context, PartnerRecommender.complete, known, asked, name, query)


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
    weights: options.Weights = None,
    model: options.ModelPath = None,
    registry: options.RegistryPath = None,
    as_json: options.AsJson = False,
) -> None:
    """Find partnerships that overlap with a partnership or complete it."""
    known = load_registry(registry)
    asked = queries.find_partnership(known, partnership)
    recommender, terms = learn(known, model, weights)
    query = {"partnership": asked.id, **terms}
    if why:
        other = queries.find_partnership(known, why)
        opened = recommender.explain_synergy(asked.id, other.id)
        show_why(context, query, opened, asked.acronym, other.acronym)
    else:
        show_synergies(context, recommender, asked.id, query)


app.add_typer(pairing)
app.add_typer(learning)
app.add_typer(synthetic)


@app.command()
def serve(
    host: options.Host = "127.0.0.1",
    port: options.Port = 8000,
    open_browser: options.OpenBrowser = False,
    model: options.ModelPath = None,
    registry: options.RegistryPath = None,
) -> None:
    """Serve the web pages from this computer until Ctrl-C."""
    from matcher.cli.serving import aside, browse, listen

    listener, address = listen(host, port)
    with listener:
        import waitress

        from matcher_web import create_app, warm

        recommender, terms = learn(load_registry(registry), model)
        pages = create_app({"RECOMMENDER": recommender})
        server = waitress.create_server(pages, sockets=[listener])
        for note in notes(terms):
            typer.echo(note, err=True)
        typer.echo(f"Open {address} (Ctrl-C stops)")
        sys.stdout.flush()
        if open_browser:
            browse(address)
        aside(warm, pages)
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
            print_json({"faults": [asdict(fault) for fault in error.faults]})
        else:
            typer.echo(error)
        raise typer.Exit(1) from None
    counts = queries.counts(known)
    if as_json:
        print_json({"faults": [], "counts": counts})
    else:
        told = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        typer.echo(f"No faults: {told}.")


def _answer(
    context: typer.Context,
    ask: Callable[..., list[Suggestion]],
    known: Registry,
    asked: str | list[str] | Profile,
    name: str,
    query: dict[str, Any],
) -> None:
    """The best clusters for who asks, or one of them opened."""
    why = context.params["why"]
    other = known.find_cluster(why) if why else None
    recommender, terms = learn(
        known, context.params["model"], context.params["weights"]
    )
    query |= terms
    if other:
        opened = recommender.explain(asked, other.id)
        show_why(context, query, opened, name, other.called)
    else:
        show_suggestions(context, ask, recommender, asked, query)


@app.callback()
def main(version: options.Version = False) -> None:
    """Finds partners for European cluster partnerships, with the reasons."""
