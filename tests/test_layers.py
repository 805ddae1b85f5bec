"""The house holds: rooms import one way, stay small, and start quickly."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

import matcher
from matcher_web import PACKAGES

ROOT = Path(__file__).resolve().parent.parent
HOMES = {"matcher": ROOT, "matcher_web": ROOT / "web"}

# A room imports from layers above its own, and from its own where no circle arises.
LAYERS = [
    ["errors", "arrays", "text", "plain_words", "release", "files"],
    ["registry"],
    ["importing"],
    ["model"],
    ["pairs", "consortium"],
    ["recommend"],
    ["saved"],
    ["explore"],
    ["evaluation"],
    [""],  # the front door
    ["cli", "__main__"],
]
WEB_LAYERS = [
    ["wording", "drawing"],
    ["snapshot", "tables"],
    ["query"],
    ["twins", "templating", "listing", "security", "facts", "changing"],
    [*PACKAGES],
    ["navigation", "freshness", "contact", "compression", "hosts", "health", "server"],
    [""],
]
OF_THE_WEB = {"flask", "matcher_web", "waitress", "werkzeug"}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "misc"}
MOST_LINES = 300
MOST_ROOMS = 16
# What keeps its answers for as long as the program runs, keyed by types and the like.
KEPT = {
    "matcher.files.listed.listed",  # by files that came along
    "matcher.files.listed.words_in",
    "matcher.files.listed.meanings_in",
    "matcher.importing.columns.called.known.known_names",  # a file lists them
    "matcher.importing.clues._towns",
    "matcher.importing.regions._regions",
    "matcher.importing.shapes.lists.rows._patterns",
    "matcher.evaluation.report._types",  # by the types of records
    "matcher_web.freshness._code",  # of nothing
    "matcher_web.drawing.countries.outline",  # by the two parts of the world
}
# Rooms that the web knows beside the front door and `matcher.explore`.
ROOMS_FOR_THE_WEB = {
    *(
        f"matcher.consortium.{room}"
        for room in (
            "asked",
            "changes",
            "conflicts",
            "consortium",
            "history",
            "parts",
            "reliefs",
        )
    ),
    *(
        f"matcher.importing.{room}"
        for room in ("files.limits", "mapping", "report", "running", "sheet", "sources")
    ),
    "matcher.files.workbook",
}
_WORD = re.compile(r"\w+")
SLOW_TO_IMPORT = set("numpy scipy sklearn networkx pyarrow flask rich typer".split())


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    parts = parts[1:] if parts[0] == "web" else parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    _name(path): path
    for package, home in HOMES.items()
    for path in sorted((home / package).rglob("*.py"))
}
MATCHER = [name for name in MODULES if name.split(".")[0] == "matcher"]
WEB = [name for name in MODULES if name.split(".")[0] == "matcher_web"]


@cache
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
        if not isinstance(child, ast.expr):  # nothing is imported in one
            yield from _imports(child, inside)


def _layer(name: str) -> int:
    """Which layer a room belongs to, counted from the top."""
    package, _, rest = name.partition(".")
    layers = LAYERS if package == "matcher" else WEB_LAYERS
    top = rest.partition(".")[0]
    found = [place for place, rooms in enumerate(layers) if top in rooms]
    assert found, f"{name} has no layer yet: give {package}.{top} one in {__file__}"
    return found[0]


@cache
def _imported(name: str) -> frozenset[tuple[str, str]]:
    """What a room imports, each with the function it is imported in."""
    tree = _front_door() if name == "matcher" else _tree(name)
    return frozenset(_imports(tree))


def _own_imports(name: str) -> set[str]:
    """Rooms of its own package that a room imports, when it is first imported or later.

    An import from a package's `__init__` of what is a room counts as that room.
    """
    package = name.partition(".")[0]
    found = {room for room, _ in _imported(name)}
    return {room for room in found if room.partition(".")[0] == package}


def _front_door() -> ast.Module:
    """What `matcher/__init__.py` lets in, as type checkers read it."""
    return ast.parse(MODULES["matcher"].with_suffix(".pyi").read_text())


def test_a_room_imports_from_no_layer_below_its_own() -> None:
    below = [
        f"{name} imports {room}"
        for name in MODULES
        for room in _own_imports(name)
        if _layer(room) > _layer(name)
    ]
    assert not below


def test_no_rooms_import_each_other_in_a_circle() -> None:
    sorter = TopologicalSorter({name: _own_imports(name) for name in MODULES})
    sorter.prepare()  # raises CycleError with the circle


def test_matcher_knows_no_web_but_to_serve_it() -> None:
    found = {
        (name, inside, library)
        for name in MATCHER
        for room, inside in _imported(name)
        if (library := room.split(".")[0]) in OF_THE_WEB
    }
    assert found == {("matcher.cli.serving", "serve", "matcher_web")}


def test_web_enters_by_the_front_door() -> None:
    entered = {
        (name, room)
        for name in WEB
        for room, _ in _imported(name)
        if room.split(".")[0] == "matcher" and room != "matcher"
    }
    let_in = {way for way in entered if way[1].startswith("matcher.explore")}
    assert {room for _, room in entered - let_in} == ROOMS_FOR_THE_WEB


def test_only_the_command_line_prints() -> None:
    printing = {
        (name, word)
        for name in MODULES
        if not name.startswith("matcher.cli")
        for word in _called(name) | {room.split(".")[0] for room, _ in _imported(name)}
        if word in {"print", "typer", "rich"}
    }
    assert not printing


def _called(name: str) -> set[str]:
    calls = [node.func for node in ast.walk(_tree(name)) if isinstance(node, ast.Call)]
    return {func.id for func in calls if isinstance(func, ast.Name)}


def test_a_room_says_what_it_is_and_fits_in_the_head() -> None:
    for name, path in MODULES.items():
        n_lines = len(path.read_text(encoding="utf-8").splitlines())
        assert ast.get_docstring(_tree(name)), f"{name} has no docstring"
        assert n_lines <= MOST_LINES, f"{name}: split it by concept"
        assert name.rpartition(".")[2] not in VAGUE_NAMES, f"{name} says nothing"


def _rooms(package: str) -> list[str]:
    parted = [name.rpartition(".") for name in MODULES]
    return [room for above, _, room in parted if above == package if room != "__main__"]


def test_few_rooms_lie_at_the_top() -> None:
    assert len(_rooms("matcher")) <= MOST_ROOMS


def test_a_package_names_each_of_its_rooms() -> None:
    """In its docstring, or in that of the package that it is a part of."""
    for package in (name for name, path in MODULES.items() if path.stem == "__init__"):
        around = package.rpartition(".")[0] or package
        told = [ast.get_docstring(_tree(name)) or "" for name in (package, around)]
        missing = set(_rooms(package)).difference(*(_WORD.findall(t) for t in told))
        assert not missing, f"say in {MODULES[package]} what {sorted(missing)} are for"


def test_no_function_keeps_what_somebody_asked() -> None:
    """A cache beside its function outlives the registry and grows with visitors."""
    kept = {
        f"{name}.{node.name}"
        for name in MODULES
        for node in ast.walk(_tree(name))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if {"cache", "lru_cache"} & {*_WORD.findall(ast.unparse(decorator))}
    }
    assert kept == KEPT


def test_the_front_door_only_lets_in() -> None:
    told = _tree("matcher").body[1:]
    functions = {node.name for node in told if isinstance(node, ast.FunctionDef)}
    assert functions == {"__getattr__", "__dir__"}
    kinds = {type(node) for node in told} - {ast.FunctionDef}
    assert kinds <= {ast.Import, ast.ImportFrom, ast.Assign}


def test_a_public_name_is_let_in_from_where_it_is_made() -> None:
    for name in matcher.__all__:
        room = matcher._ROOMS[name]
        made = getattr(getattr(matcher, name), "__module__", room)
        assert made in {room, "typing"}, name  # an alias of types is of typing
        assert name in dir(matcher)


def test_a_name_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AttributeError, match="'matcher' has no attribute 'sugest'"):
        matcher.sugest  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.slow
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
    tops -= set(sys.stdlib_module_names) | {"matcher", "matcher_web", "tests"}
    return {_canonical(known.get(top, [top])[0]) for top in tops}


def _loaded(code: str) -> set[str]:
    """Modules that are loaded once a program has run."""
    code += "; import sys; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_importing_matcher_loads_no_room() -> None:
    loaded = _loaded("import matcher")
    assert {name for name in loaded if name.startswith("matcher")} == {"matcher"}
    assert not SLOW_TO_IMPORT & loaded


def test_reading_a_registry_loads_nothing_slow() -> None:
    assert not SLOW_TO_IMPORT & _loaded("import matcher; matcher.load_registry()")
