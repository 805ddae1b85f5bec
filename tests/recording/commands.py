"""Commands whose answers are recorded: every subcommand, right and wrong.

A scene is a folder and the commands that run in it, in order. Every folder holds what
`packages.prepare` puts there and what the commands of `FIRST` have made. What comes
after ``<`` is standard input; ``PORT`` is a port that another program has taken,
``CHECKOUT`` the checkout itself. Add a command to the scene that it belongs to, or
begin a new scene where it must find nothing that others left behind.
"""

from __future__ import annotations

FIRST: tuple[str, ...] = (
    "train --out model",
    "synth --n 60 --seed 3 --out drawn",
    "synth --n 40 --seed 4 --out theirs --registry drawn --json",
    "train --out other-model --registry drawn --json",
)
"""Run before all others, and recorded too: others use what these write."""

SAVED = "--model model"
PACIFIC = "--country PT --sectors food-processing --markets BR,JP"

HELP = (
    "",
    "--help",
    "--version",
    "suggest --help",
    "complete --help",
    "synergies --help",
    "consortium --help",
    "pairs --help",
    "train --help",
    "backtest --help",
    "synth --help",
    "serve --help",
    "codes --help",
    "data",
    "data --help",
    "data check --help",
    "data import --help",
    "data template --help",
    "data export --help",
    "sugest inovcluster",
    "--nonsense",
)
SUGGEST = (
    "suggest inovcluster",
    "suggest inovcluster -k 3 --json",
    f"suggest 'Clúster Alimentario de Galicia' -k 2 {SAVED}",
    f"suggest inovcluster --only-countries ES,fr --exclude clusaga {SAVED} --json",
    f"suggest inovcluster --only-countries NZ {SAVED}",
    f"suggest inovcluster --new-partners-only --only-markets jp -k 4 {SAVED}",
    f"suggest inovcluster --exclude-countries ES --only-sectors plastics {SAVED}",
    f"suggest inovcluster --weights shared_markets=4,already_partners=0 {SAVED}",
    "suggest inovcluster --weights similar_focus=0.5 --json -k 2",
    f"suggest inovcluster --why wagralim {SAVED}",
    f"suggest inovcluster --why Clusaga {SAVED} --json",
    f"suggest {PACIFIC} {SAVED}",
    f"suggest --sectors dairy --markets Brasil,Giappone -k 2 {SAVED} --json",
    f"suggest {PACIFIC} --technologies agri-tech,iot --focus 'olive oil' --json",
    f"suggest --sectors Textile --markets ' br,' --markets jp -k 2 {SAVED} --json",
    f"suggest --sectors textile --why clusaga {SAVED}",
    f"suggest --profile my.json -k 3 {SAVED} --json",
    f'suggest --profile - -k 3 {SAVED} < {{"focus": "Linen", "markets": ["JP"]}}',
    "suggest synthetic-000001 --registry drawn",
    "suggest inovcluster -k 2 --model other-model",
    "suggest inovcluster -k 2 --registry CHECKOUT/data",
    f"suggest 'Welfare Tech' -k 2 {SAVED}",
    f"suggest house-of-energy -k 2 {SAVED} --json",
    f"suggest energy-cluster-denmark --include-gone -k 9 {SAVED}",
    f"suggest inovcluster --why opticsvalley {SAVED}",
    # refused
    "suggest",
    "suggest inovcluster --country PT",
    "suggest --country PT --profile my.json",
    "suggest --country PT --sectors wine --history InovCluster -k 3 --json",
    "suggest --country PT --sectors wine --history nobody",
    "suggest inovcluster --history clusaga",
    "suggest inovcluster -k 0",
    "suggest inovcluster -k many",
    "suggest inovcluster --contry PT",
    "suggest inovclustr",
    "suggest inovcluster --why nobody",
    "suggest inovcluster --why inovcluster",
    "suggest --sectors txtile,foood",
    "suggest --sectors wind",
    "suggest inov",
    "suggest --markets FR",
    "suggest inovcluster --only-markets japan",
    "suggest inovcluster --exclude nobody",
    "suggest inovcluster --weights shared_market=2",
    "suggest inovcluster --weights shared_markets=-1",
    "suggest inovcluster --weights shared_markets",
    "suggest inovcluster --model no/model",
    "suggest inovcluster --model broken-model",
    "suggest inovcluster --registry broken",
    "suggest inovcluster --registry no/data --json",
    "suggest --profile wrong.json",
    "suggest --profile no-json.json",
    "suggest --profile no/such.json",
    "suggest --profile - < []",
)
CONSORTIUM = (
    f"consortium --start inovcluster --want-markets JP,BR --size 4-6 {SAVED} --json",
    f"consortium --start inovcluster --call COS-CLUSINT-2020-3-01/A {SAVED}",
    f"consortium --start adpack-g1 --rule members>=7 -k 1 {SAVED}",
    f"consortium --value inovcluster,wagralim,valorial --want-markets JP {SAVED}",
    # refused
    "consortium --start inovcluster --call nope",
    "consortium --start inovcluster --rule membrs",
    f"consortium --start inovcluster --rule countries>=7 --size 4-6 {SAVED}",
    "consortium --start inovcluster --size some",
    "consortium --start inovcluster --known --new",
)
COMPLETE = (
    "complete adpack-g1",
    f"complete AdPack -k 3 {SAVED} --json",
    f"complete inovcluster wagralim packaging-cluster {SAVED}",
    f"complete inovcluster clusaga --exclude-countries PT,ES -k 4 {SAVED} --json",
    f"complete adpack-g1 --new-partners-only --only-countries NZ {SAVED}",
    f"complete adpack-g1 --why wagralim {SAVED}",
    f"complete adpack-g1 --why wagralim --weights shared_sectors=2 {SAVED} --json",
    # refused
    "complete",
    "complete adpak-g1",
    "complete inovcluster clusagga",
    "complete inovcluster adpack-g1",
    "complete inovcluster --why inovcluster",
)
SYNERGIES = (
    "synergies adpack-g1",
    f"synergies adpack-g1 -k 3 {SAVED} --json",
    f"synergies AdPack --only-markets JP --only-countries PT {SAVED}",
    f"synergies adpack2-g2 --why nf4-g2 {SAVED}",
    f"synergies adpack2-g2 --why nf4-g2 --weights alike=1 {SAVED}",
    f"synergies adpack2-g2 --why nf4-g2 --weights shared_sectors=2 {SAVED} --json",
    f"synergies adpack-g1 --exclude adpack2-g2 --new-partners-only {SAVED}",
    # refused
    "synergies",
    "synergies adpak-g1",
    "synergies adpack-g1 --why nothing",
    "synergies adpack-g1 --why adpack-g1",
)
PAIRS = (
    f"pairs --min-score 0 {SAVED}",
    f"pairs --top 1 {SAVED}",
    f"pairs --top 1 --include-gone {SAVED}",
    "pairs --registry drawn",
    "pairs --registry drawn --no-contributions --min-score -3",
    "pairs --registry drawn --top 3 --only-countries DE,FR --new-partners-only",
    "pairs --registry drawn --top 3 --weights already_partners=0 --threads 2",
    "pairs --registry drawn --top 2 --memory 50MB --engine threads",
    "pairs --registry drawn --top 2 --only-sectors textile --against theirs",
    # refused
    "pairs --out pairs.xls",
    "pairs --json",
    "pairs --resume",
    "pairs --min-score nan",
    "pairs --min-score high",
    "pairs --top 0",
    "pairs --only-countries PT",
    "pairs --against theirs",
    "pairs --memory 2",
    "pairs --memory 1KB --registry drawn",
    "pairs --top 5 --engine spark --registry drawn",
    "pairs --top 5 --only-countries XX --registry drawn",
    "pairs --top 5 --exclude nobody --registry drawn --against theirs",
    "pairs --top 5 --against broken --registry drawn",
    "pairs --out no/such/pairs.csv",
)
WRITTEN_PAIRS = (
    f"pairs --out every.parquet {SAVED}",
    f"pairs --top 2 --out best.csv {SAVED} --json",
    f"pairs --top 2 --out best.csv {SAVED}",
    f"pairs --top 2 --out best.csv {SAVED} --resume",
    f"pairs --top 2 --out best.csv {SAVED} --resume --json",
    f"pairs --top 1 --out best.csv {SAVED} --force",
    "pairs --registry drawn --top 4 --out best.parquet --only-markets JP",
    "pairs --registry drawn --out few.parquet --no-contributions --min-score -4 --json",
    "pairs --registry drawn --top 2 --out theirs.csv --against theirs --json",
    "pairs --registry drawn --top 2 --out workers.csv --engine dask",
)
MANY_PAIRS = (
    "synth --n 3100 --seed 1 --out many",
    "pairs --registry many --top 1 --out many.csv",
    "pairs --registry many --top 1 --out many.csv --resume",
)
"""More clusters than numpy is used for."""

CHECKS = (
    "data check",
    "data check --json",
    "data check CHECKOUT/data --json",
    "data check drawn",
    "data check --registry tiny --json",
    "data check tiny",
    "data check broken",
    "data check broken --json",
    "data check torn",
    "data check torn --json",
    "data check empty",
    "data check my.json",
    "data check no/such/folder",
    "data check tiny --registry tiny",
    "data import tiny/clusters.csv --into taken --dry-run --json",
    "data import tiny --into taken --report taken.json",
    "data import tiny --into taken --json",
    "data import no/such.csv --into taken",
    "data import tiny/clusters.csv",
    "data template form.xlsx",
    "data template form.xlsx",
    "data template form.xlsx --force --json",
    "data export --xlsx told.xlsx --registry tiny --json",
    "data export --xlsx told.xlsx --registry tiny",
    "suggest weavers --registry tiny",
    "complete loom-g1 --registry tiny --json",
    "backtest --registry tiny",
)
CODES = (
    "codes",
    "codes sectors",
    "codes technologies AI --json",
    "codes markets 'Latin America'",
    "codes wine and olive oil",
    "codes pakcaging --json",
    "codes countries Brasil",
    "codes markets Portugal",
    "codes zzzz",
    "codes sectors --registry tiny --json",
    "codes wine --registry broken",
)
LEARNING = (
    "train --out again --registry drawn",
    "train --out again --registry drawn",
    "train --out again --registry drawn --force --json",
    "train --out no/such/model",
    "train",
    "train --out x --registry broken",
    "synth --n 12 --out small",
    "synth --n 12 --out small",
    "synth --n 5 --seed 9 --out small --force --registry drawn",
    "synth --n 0 --out x",
    "synth --n 3",
    "synth --n 3 --out no/such/folder",
    "synth --n 3 --out x --seed -1",
)
BACKTEST = ("backtest --by-generation-only --out report.json",)
BACKTEST_OF_DRAWN = (
    "backtest --registry drawn --by-generation-only --seed 7 --json",
    "backtest --out my.json",
    "backtest --out no/report.json",
    "backtest --seed -1",
)
SERVE = (
    "serve --port 0",
    "serve --port 0 --registry drawn",
    "serve --host 0.0.0.0 --port 0 --model other-model",
    "serve --port 0 --prefix /matcher --proxies 1 --trusted-host a.example",
    "serve --port 0 --contact help@a.example",
    "serve --port 0 --prefix matcher",
    "serve --host 0.0.0.0 --port 0 --allow-import mine",
    "serve --port 0 --prefix /clusters",
    "serve --port 0 --proxies 10",
    "serve --port 0 --trusted-host 'a b'",
    "serve --port 0 --contact nobody",
    "serve --port PORT",
    "serve --port 70000",
    "serve --port -1",
    "serve --port http",
    "serve --host 192.0.2.1 --port 0",
    "serve --port 0 --model no/model",
    "serve --port 0 --registry broken",
    "serve here",
)

SCENES: tuple[tuple[str, ...], ...] = (
    BACKTEST, MANY_PAIRS, WRITTEN_PAIRS, LEARNING, PAIRS, SUGGEST, CHECKS,
    BACKTEST_OF_DRAWN, COMPLETE, CONSORTIUM, SYNERGIES, CODES, SERVE, HELP,
)  # fmt: skip
"""The longest first: scenes run beside each other."""

COMMANDS = (*FIRST, *(command for scene in SCENES for command in scene))
