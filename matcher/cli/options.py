"""What commands, options and arguments say of themselves in the help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from matcher.release import package_version

NOTHING_ASKED = """name a cluster, or describe one; for example
  matcher suggest inovcluster
  matcher suggest --country PT --sectors food-processing --markets BR,JP"""
ASKED_TWICE = """give one of these: a cluster, options that describe one, or --profile.
To narrow the list down use --only-countries, --only-sectors or --only-markets."""

_SCORE_KEYS = """score, intercept, percentile, strength, alike, complementary,
    history, agreement, reasons, contributions (signal, title, kind, value,
    reference, weight, baseline, contribution, codes)"""
_SUGGESTION_KEYS = f"""  suggestions, best first: rank, cluster (id, name, country),
    their_rank, n_candidates, n_in_their_list, known_partner, partnerships,
    {_SCORE_KEYS}
  left_out, the best that a filter holds back: filter, reason, suggestion"""
_SUM = """score = intercept + the sum of the contributions; a value that is null is
not recorded. With --why: query and one {}, not a list."""

_QUERY_KEYS = """k, filters; where given, weights and
    model (path, learnt_from, same_registry)"""

SUGGEST_EPILOG = f"""Examples:
  matcher suggest inovcluster
  matcher suggest inovcluster --why clusaga
  matcher suggest inovcluster --weights shared_markets=2,similar_focus=0
  matcher suggest inovcluster --only-markets JP --new-partners-only
  matcher suggest --country PT --sectors food-processing --markets BR,JP
  matcher suggest --profile my.json --json

--json prints one object:
  query: cluster or profile, {_QUERY_KEYS}
{_SUGGESTION_KEYS}
{_SUM.format("suggestion")}"""

COMPLETE_EPILOG = f"""Examples:
  matcher complete adpack-g1
  matcher complete inovcluster clusaga --exclude-countries PT,ES

--json prints one object:
  query: partnership or clusters, {_QUERY_KEYS}
{_SUGGESTION_KEYS}
{_SUM.format("suggestion")}"""

SYNERGIES_EPILOG = f"""Examples:
  matcher synergies adpack-g1
  matcher synergies adpack-g1 --why adpack2-g2

--json prints one object:
  query: partnership, {_QUERY_KEYS}
  synergies, best first: rank, partnership (id, acronym, generation),
    shared_members,
    {_SCORE_KEYS}
{_SUM.format("synergy")}"""

TRAIN_EPILOG = """Examples:
  matcher train --out model
  matcher suggest inovcluster --model model

A model is a folder: model.npz holds the weights, model.json what they belong to. On
another registry with the same codes it carries over what it learnt.

--json prints one object: out, intercept, signals (signal, title, kind, weight,
reference) and learnt_from (registry, n_clusters, n_partnerships, n_members)."""

BACKTEST_EPILOG = """Examples:
  matcher backtest --by-generation-only
  matcher backtest --out report.json

Every member of a past partnership is asked about, as if that partnership had never
been: who its partners are (suggest), the same among new ones (suggest new), which
member is missing (complete), which partnership it joins (join).

--json prints one object: metrics, rows (protocol, task, slice, system, n_questions,
values, low, high), comparisons, spreads, stability and what else was measured."""

SYNTH_EPILOG = """Examples:
  matcher synth --n 17000 --seed 1 --out load
  matcher serve --registry load

Codes, words, countries and partners stand as often, and go together, as in the
real registry; no cluster in it exists. Same registry, n and seed: same bytes.

--json prints one object: out, seed, counts (clusters, partnerships, members...)."""

CHECK_EPILOG = """Examples:
  matcher data check
  matcher data check my-data

--json prints one object: faults (file, line, column, value, problem) and counts.
Exits 1 if there is any fault."""


_DESCRIBE = "Describe a cluster (several codes: a,b)"
_FILTER = "Filters (several codes: a,b)"


def _option(metavar: str, help: str, panel: str | None = None, *names: str) -> Any:
    return typer.Option(
        *names, metavar=metavar, help=help, rich_help_panel=panel, show_default=False
    )


def _flag(help: str, name: str, panel: str | None = None) -> Any:
    return typer.Option(name, help=help, rich_help_panel=panel)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"matcher {package_version()}")
        raise typer.Exit


Codes = list[str] | None

ClusterName = Annotated[
    str,
    typer.Argument(
        metavar="CLUSTER",
        help="Its id, name, short name or former name.",
        show_default=False,
    ),
]
Consortium = Annotated[
    list[str],
    typer.Argument(
        metavar="PARTNERSHIP | CLUSTER...",
        help="The id or acronym of a partnership, or clusters by id or name.",
    ),
]
PartnershipName = Annotated[
    str, typer.Argument(metavar="PARTNERSHIP", help="Its id or acronym.")
]
PackagePath = Annotated[
    Path | None,
    typer.Argument(
        metavar="FOLDER",
        help="The data package; the one that came along where not given.",
        show_default=False,
    ),
]

Country = Annotated[str, _option("CODE", "Its country, as PT.", _DESCRIBE)]
Sectors = Annotated[
    Codes, _option("CODES", "What its firms make, as food-processing.", _DESCRIBE)
]
Technologies = Annotated[
    Codes, _option("CODES", "What they work with, as agri-tech,iot.", _DESCRIBE)
]
Markets = Annotated[
    Codes, _option("CODES", "Where they want to go, as BR,JP or ASEAN.", _DESCRIBE)
]
Focus = Annotated[str, _option("TEXT", "What it does, in its own words.", _DESCRIBE)]
ProfileFile = Annotated[
    str,
    _option(
        "FILE",
        "All of these from a JSON object in a file (- for standard input) with any "
        "of the keys country, sectors, technologies, target_markets, focus.",
        _DESCRIBE,
    ),
]

OnlyCountries = Annotated[
    Codes, _option("CODES", "Nobody from elsewhere, as FR,DE.", _FILTER)
]
ExcludeCountries = Annotated[
    Codes, _option("CODES", "Nobody from these countries.", _FILTER)
]
OnlyMarkets = Annotated[
    Codes, _option("CODES", "Only who targets one of these, as JP.", _FILTER)
]
OnlySectors = Annotated[
    Codes, _option("CODES", "Only who works in one of these.", _FILTER)
]
Exclude = Annotated[Codes, _option("IDS", "Leave these out.", _FILTER)]
NewPartnersOnly = Annotated[
    bool, _flag("Leave past partners out.", "--new-partners-only", _FILTER)
]

K = Annotated[int, typer.Option("--k", "-k", min=1, help="At most so many.")]
Why = Annotated[
    str, _option("ID", "Open one score, whatever the filters: a bar for each reason.")
]
RegistryPath = Annotated[
    Path | None,
    _option(
        "FOLDER",
        "Another data package than the one that came along.",
        None,
        "--registry",
    ),
]
AsJson = Annotated[bool, _flag("Print JSON, for a program to read.", "--json")]

Force = Annotated[bool, _flag("Replace what stands there.", "--force")]

Weights = Annotated[
    Codes,
    _option(
        "NAME=NUMBER",
        "Let a signal count so many times as much, as shared_markets=2; 0 silences it.",
    ),
]
ModelPath = Annotated[
    Path | None,
    _option(
        "FOLDER", "Use a model of `matcher train` instead of learning.", None, "--model"
    ),
]
ModelOut = Annotated[Path, _option("FOLDER", "The folder to make.", None, "--out")]
ReportOut = Annotated[
    Path | None, _option("FILE", "Write the whole report here, as JSON.", None, "--out")
]
GenerationOnly = Annotated[
    bool,
    _flag(
        "Only predict later generations from earlier ones; much quicker.",
        "--by-generation-only",
    ),
]
Seed = Annotated[int, typer.Option(min=0, help="For everything that is drawn.")]
Peers = Annotated[
    bool, _flag("Compare with recommenders of other libraries too.", "--peers")
]
NClusters = Annotated[
    int,
    typer.Option("--n", min=1, help="How many clusters to draw.", show_default=False),
]
PackageOut = Annotated[Path, _option("FOLDER", "The folder to make.", None, "--out")]
Version = Annotated[
    bool,
    typer.Option(
        "--version", help="Print the version.", is_eager=True, callback=_print_version
    ),
]

Host = Annotated[
    str, typer.Option(help="Address to listen at; 0.0.0.0 lets others in.")
]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="Port to listen at; 0 takes a free one.")
]
OpenBrowser = Annotated[bool, _flag("Open a browser on it.", "--open")]
