"""The house holds: rooms import one way, stay small, and start quickly."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A room imports only from rooms above it. "matcher" is the front door.
ORDER = [
    "matcher.text",
    "matcher.errors",
    "matcher.release",
    "matcher.vocabulary",
    "matcher.records",
    "matcher.filters",
    "matcher.data_tables",
    "matcher.data_rows",
    "matcher.data_check",
    "matcher.dataset",
    "matcher.contributions",
    "matcher.suggestions",
    "matcher.encoding",
    "matcher.past",
    "matcher.signals.contract",
    "matcher.signals.rows",
    "matcher.signals.alike",
    "matcher.signals.complementary",
    "matcher.signals.history",
    "matcher.signals",
    "matcher.values",
    "matcher.weights",
    "matcher.training",
    "matcher.sides",
    "matcher.strength",
    "matcher.scoring",
    "matcher.asking",
    "matcher.vectorise",
    "matcher.model",
    "matcher.agreement",
    "matcher.explain",
    "matcher.pair_vectors",
    "matcher.tiles",
    "matcher.compiled",
    "matcher.allpairs",
    "matcher.dask_cluster",
    "matcher.dask_engine",
    "matcher.engines",
    "matcher.output",
    "matcher.memory",
    "matcher.parts",
    "matcher.pair_blocks",
    "matcher.places",
    "matcher.every_pair",
    "matcher.best_pairs",
    "matcher.against",
    "matcher.ranking",
    "matcher.recommend",
    "matcher.explore.lineage",
    "matcher.explore.activities",
    "matcher.explore.markets",
    "matcher.explore.reach",
    "matcher.explore.prospects",
    "matcher.explore.additions",
    "matcher.explore.white_spaces",
    "matcher.explore.lenses",
    "matcher.explore.overlap",
    "matcher.explore.seriation",
    "matcher.explore.matches",
    "matcher.explore.landscape",
    "matcher.explore.shared",
    "matcher.explore.bridging",
    "matcher.explore.improve",
    "matcher.explore.communities",
    "matcher.explore.paths",
    "matcher.explore.layout",
    "matcher.explore.network",
    "matcher.explore.connecting",
    "matcher.explore",
    "matcher.consortium",
    "matcher.provenance",
    "matcher.storage",
    "matcher.package_writer",
    "matcher.resampling",
    "matcher.synth",
    "matcher.published",
    "matcher",
    "matcher.evaluation.splits",
    "matcher.evaluation.metrics",
    "matcher.evaluation.baselines",
    "matcher.evaluation.peers",
    "matcher.evaluation.questions",
    "matcher.evaluation.checks",
    "matcher.evaluation.intervals",
    "matcher.evaluation.report",
    "matcher.evaluation.backtest",
    "matcher.evaluation",
    "matcher.pair_table",
    "matcher.pair_job",
    "matcher.pair_question",
    "matcher.cli.profile_file",
    "matcher.cli.tables",
    "matcher.cli.terminal",
    "matcher.cli.serving",
    "matcher.cli.errors",
    "matcher.cli.options",
    "matcher.cli.pair_options",
    "matcher.cli.queries",
    "matcher.cli.terms",
    "matcher.cli.answers",
    "matcher.cli.report",
    "matcher.cli.learning",
    "matcher.cli.synthetic",
    "matcher.cli.pairs",
    "matcher.cli",
    "matcher.cli.__main__",
]
MAY_PRINT = {name for name in ORDER if name.startswith("matcher.cli")}
MAY_DRAW = MAY_PRINT | {"matcher.cli.terminal"}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "misc"}
MOST_LINES = 300
SLOW_TO_IMPORT = ["sklearn", "scipy", "pyarrow", "flask", "web", "rich", "typer"]


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    _name(path): path
    for package in ("matcher", "web")
    for path in sorted((ROOT / package).rglob("*.py"))
}
MATCHER = [name for name in MODULES if name.split(".")[0] == "matcher"]
WEB = [name for name in MODULES if name.split(".")[0] == "web"]


def _tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _imports(node: ast.AST, inside: str = "") -> Iterator[tuple[str, str]]:
    """What is imported, and the function it is imported in ("" for the top)."""
    if _for_types_only(node):
        return
    if isinstance(node, ast.FunctionDef):
        inside = node.name
    if isinstance(node, ast.Import):
        yield from ((alias.name, inside) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"line {node.lineno}: import by the full name"
        source = node.module or ""
        for alias in node.names:
            full = f"{source}.{alias.name}"
            yield (full if full in MODULES else source, inside)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, inside)


@pytest.mark.parametrize("name", MATCHER)
def test_a_room_imports_only_from_rooms_above_it(name: str) -> None:
    assert name in ORDER, f"{name} has no place yet: add it to ORDER in {__file__}"
    above = ORDER[: ORDER.index(name)]
    ours = {room for room, _ in _imports(_tree(name)) if room.startswith("matcher")}
    assert ours <= set(above), f"{name} imports from below: {ours - set(above)}"


@pytest.mark.parametrize("name", MATCHER)
def test_matcher_knows_no_web(name: str) -> None:
    found = {
        (room.split(".")[0], inside)
        for room, inside in _imports(_tree(name))
        if room.split(".")[0] in {"flask", "web", "waitress", "werkzeug", "wtforms"}
    }
    allowed = {("web", "serve"), ("waitress", "serve")}
    assert found <= (allowed if name == "matcher.cli" else set())


@pytest.mark.parametrize("name", WEB)
def test_web_enters_by_the_front_door(name: str) -> None:
    rooms = {room for room, _ in _imports(_tree(name)) if room.startswith("matcher")}
    assert rooms <= {"matcher"}


@pytest.mark.parametrize("name", MODULES)
def test_only_the_command_line_prints(name: str) -> None:
    tree = _tree(name)
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = {func.id for func in calls if isinstance(func, ast.Name)}
    assert "print" not in called or name in MAY_PRINT
    imported = {room.split(".")[0] for room, _ in _imports(tree)}
    assert "typer" not in imported or name in MAY_PRINT
    assert "rich" not in imported or name in MAY_DRAW


@pytest.mark.parametrize("name", MODULES)
def test_a_room_says_what_it_is_and_fits_in_the_head(name: str) -> None:
    n_lines = len(MODULES[name].read_text(encoding="utf-8").splitlines())
    assert ast.get_docstring(_tree(name)), f"{name} has no docstring"
    assert n_lines <= MOST_LINES, f"{name}: split it by concept"
    assert name.rpartition(".")[2] not in VAGUE_NAMES, f"{name} says nothing"


def test_the_front_door_only_lets_in() -> None:
    kinds = {type(node) for node in _tree("matcher").body[1:]}
    assert kinds <= {ast.Import, ast.ImportFrom, ast.Assign}


def test_every_library_used_is_declared() -> None:
    known = packages_distributions()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    for_tests = extras.pop("test")
    to_use = [*project["dependencies"], *chain.from_iterable(extras.values())]
    for paths, wanted in (
        (MODULES.values(), to_use),
        ((ROOT / "tests").rglob("*.py"), [*to_use, *for_tests]),
    ):
        declared = {_canonical(requirement) for requirement in wanted}
        for path in paths:
            undeclared = _libraries(path, known) - declared
            assert not undeclared, f"{path}: {undeclared} not in pyproject.toml"


def _canonical(requirement: str) -> str:
    letters = requirement.partition("[")[0]
    for sign in "<>=~!; ":
        letters = letters.partition(sign)[0]
    return letters.lower().replace("_", "-")


def _libraries(path: Path, known: Mapping[str, list[str]]) -> set[str]:
    """The distributions a file imports from, itself and Python left out."""
    tops = {room.split(".")[0] for room, _ in _imports(ast.parse(path.read_text()))}
    tops -= set(sys.stdlib_module_names) | {"matcher", "web", "tests"}
    return {_canonical(known.get(top, [top])[0]) for top in tops}


def test_importing_matcher_stays_light() -> None:
    code = f"import sys, matcher; print(*(set({SLOW_TO_IMPORT}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
