"""Stopped at any moment, with pieces damaged in between, a run ends in equal bytes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from matcher import OutputError, PartnerRecommender, load_model, load_registry
from matcher import save_model as save
from matcher.pairs.checkpoint import folder_beside
from matcher.pairs.export.question import PairQuestion
from matcher.registry.filters import Filters
from matcher.registry.package.writing import write_registry
from tests.files.standing import folder_of_others
from tests.pairs.export.small_parts import many_parts
from tests.pairs.export.test_damage import WAYS, damage
from tests.pairs.export.test_job import ROOT, write
from tests.toy import block_registry

# For each line a process of its own, which runs a command and sends itself a signal as
# it is about to touch its files for that time. What they need is imported once.
COMMAND = """
import json, os, sys
import pyarrow.parquet
from matcher.cli import app, pair_job
from matcher.pairs.search import compiled
from tests.pairs.export.small_parts import SMALL

def touched(event, arguments):
    global touches
    if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"):
        touches -= "pairs." in str(arguments[0])
        if touches == 0:
            touches -= 1
            os.kill(os.getpid(), number)

for room, name, value in SMALL:
    setattr(room, name, value)
try:  # wrong usage, so that what reads options is there
    app(["pairs", "--top", "0"])
except SystemExit:
    pass
for line in sys.stdin:
    touches, number, *words = json.loads(line)
    child = os.fork()
    if not child:
        os.dup2(2, 1)
        sys.addaudithook(touched)
        app(words)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
N_ROUNDS = 30
FILTERS = Filters.of({}, block_registry())  # as the command holds nobody back
KINDS = {
    "pairs.csv": PairQuestion(filters=FILTERS),
    "pairs.parquet": PairQuestion(top=3, filters=FILTERS),
}
Asked = tuple[list[str], PartnerRecommender]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Who answers, as words of a command and in this process."""
    home = tmp_path_factory.mktemp("asked")
    write_registry(block_registry(), home / "data", title="", description="")
    save(PartnerRecommender().fit(block_registry()), home / "model")
    recommender = load_model(home / "model", load_registry(home / "data"))
    words = ["--registry", f"{home / 'data'}", "--model", f"{home / 'model'}"]
    return words, recommender


@contextmanager
def processes(told: Path) -> Iterator[Callable[..., int]]:
    """What runs a command in a process that gets a signal, and tells how it ended."""
    command = [sys.executable, "-c", COMMAND]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with (
        told.open("w") as stream,
        subprocess.Popen(command, cwd=ROOT, stderr=stream, **pipes) as running,  # type: ignore[call-overload]
    ):

        def ended(*line: object) -> int:
            running.stdin.write(f"{json.dumps(line)}\n")
            running.stdin.flush()
            return int(running.stdout.readline())

        yield ended


INSTEAD: dict[str, Callable[[Path], object]] = {
    "a link": lambda path: path.symlink_to(path.parent.parent / "precious"),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a named pipe": os.mkfifo,
    "a folder": folder_of_others,
}


def harmed(folder: Path, chance: random.Random) -> tuple[str, str]:
    """Damage a piece in one of all ways; which, and what stands there instead."""
    names = sorted(set(os.listdir(folder)) - {"job.json"}) if folder.exists() else []
    if not names:
        return "", ""
    name, other = chance.choice(names), chance.choice(names)
    way = chance.choice([*WAYS, "gone", "swapped", "extra", *INSTEAD])
    if way not in INSTEAD:
        damage(folder, name, other, way, chance.randrange(10_000))
        return name, ""
    (folder / name).unlink()
    INSTEAD[way](folder / name)
    return name, " ".join(way.split()[:2]) if way != "a named pipe" else way


def moved(path: Path, aside: Path) -> None:
    path.rename(aside / f"{len(os.listdir(aside))}")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("name", KINDS)
def test_kills_and_damaged_pieces_change_no_byte(
    name: str, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many_parts(monkeypatch)
    (words, recommender), question, chance = asked, KINDS[name], random.Random(name)
    home, aside = tmp_path / "home", tmp_path / "aside"
    home.mkdir()
    aside.mkdir()
    out, precious = home / name, home / "precious"
    precious.write_text("precious")
    write(recommender, question, tmp_path / name)
    whole, folder = (tmp_path / name).read_bytes(), folder_beside(out)
    command = ["pairs", *words, "--out", f"{out}", "--resume"]
    command += ["--top", f"{question.top}"] if question.top else []
    n_killed = 0
    with processes(tmp_path / "told") as run:
        for number in range(N_ROUNDS):
            how = SIGNALS[number % 3]
            code = run(chance.randrange(1, 40), how, *command)
            assert code in (0, -how, 128 + how)
            n_killed += code != 0
            if out.exists():
                assert out.read_bytes() == whole
                moved(out, aside)
            piece, instead = harmed(folder, chance)
            if instead:
                with pytest.raises(OutputError) as refused:
                    write(recommender, question, out, resume=True)
                told = f"is {instead}, where a part is to stand; move it"
                assert str(refused.value) == f"{folder / piece}: {told}"
                moved(folder / piece, aside)
    assert n_killed >= 20
    assert "Traceback" not in (tmp_path / "told").read_text()
    write(recommender, question, out, resume=True)
    assert out.read_bytes() == whole
    assert sorted(os.listdir(home)) == [name, "precious"]
    assert precious.read_text() == "precious"
