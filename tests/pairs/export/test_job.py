"""A table of pairs is written whole or not at all, and a stop loses little."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from matcher import OutputError, PartnerRecommender, Registry, save_model
from matcher.arrays import Span
from matcher.errors import EngineError
from matcher.pairs.checkpoint import Checkpoint, folder_beside
from matcher.pairs.engines.contract import Answer, Engine
from matcher.pairs.engines.threads import Threads
from matcher.pairs.export.job import print_table, write_table
from matcher.pairs.export.question import PairQuestion, job_facts, pairs_asked
from matcher.pairs.progress import Stage, Watch, unwatched
from matcher.pairs.search.best_k import BestK
from matcher.registry.package.writing import write_registry
from matcher.registry.synth.drawing import synthesise
from tests.pairs.export.small_parts import many_parts
from tests.pairs.test_best_pairs import Idle
from tests.toy import block_registry

ROOT = Path(__file__).parents[3]
QUESTIONS = [PairQuestion(), PairQuestion(top=3)]


@pytest.fixture(scope="module")
def blocks() -> PartnerRecommender:
    return PartnerRecommender().fit(block_registry())


@pytest.fixture(autouse=True)
def _many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    many_parts(monkeypatch)


def write(
    recommender: PartnerRecommender,
    question: PairQuestion,
    out: Path,
    *,
    engine: Engine | None = None,
    watch: Watch = unwatched,
    **ways: bool,
) -> int:
    scorer = recommender.scorer
    source, table = pairs_asked(scorer, question, engine or Threads(2))
    facts = job_facts(scorer, question, out)
    return write_table(source, table, out, facts, watch=watch, **ways)


def stopping_after(n_pieces: int, *spared: str) -> Watch:
    """Ctrl-C as soon as so many parts of any stage are done."""
    n_done = 0

    @contextmanager
    def watch(stage: Stage) -> Iterator[Callable[[int], None]]:
        def tell(n_units: int) -> None:
            nonlocal n_done
            n_done += 1
            if n_done > n_pieces and stage.unit not in spared:
                raise KeyboardInterrupt

        yield tell

    return watch


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "name"), [*zip(QUESTIONS, ["pairs.csv", "pairs.parquet"], strict=True)]
)
def test_a_stop_after_any_part_loses_nothing(
    question: PairQuestion, name: str, blocks: PartnerRecommender, tmp_path: Path
) -> None:
    whole = tmp_path / f"whole-{name}"
    n_pairs = write(blocks, question, whole)
    n_stops = 0
    while True:
        out = tmp_path / f"{n_stops}-{name}"
        try:
            write(blocks, question, out, watch=stopping_after(n_stops))
            break
        except KeyboardInterrupt:
            assert not out.exists()
        assert write(blocks, question, out, resume=True) == n_pairs
        assert out.read_bytes() == whole.read_bytes()
        n_stops += 1
    assert n_stops == 9
    assert {path.suffix for path in tmp_path.iterdir()} == {whole.suffix}


def test_every_stop_in_a_row_loses_nothing(
    blocks: PartnerRecommender, tmp_path: Path
) -> None:
    write(blocks, QUESTIONS[0], tmp_path / "whole.csv")
    out = tmp_path / "pairs.csv"
    n_stops = 0
    while not out.exists():
        try:
            watch = stopping_after(0, "parts")  # putting together starts over
            write(blocks, QUESTIONS[0], out, resume=True, watch=watch)
        except KeyboardInterrupt:
            n_stops += 1
        assert n_stops < 50
    assert n_stops == 6
    assert out.read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_nothing_that_is_done_is_done_again(
    blocks: PartnerRecommender, tmp_path: Path
) -> None:
    out = tmp_path / "pairs.csv"
    question = PairQuestion(top=3)
    with pytest.raises(KeyboardInterrupt):
        write(blocks, question, out, watch=stopping_after(4))  # all best, one of rows
    stages: list[Stage] = []

    @contextmanager
    def watch(stage: Stage) -> Iterator[Callable[[int], None]]:
        stages.append(stage)
        yield lambda n_units: None

    write(blocks, question, out, engine=Idle(), watch=watch, resume=True)
    finding, writing, _ = stages
    assert (finding.n_pieces_before, finding.n_pieces) == (3, 3)
    assert (writing.n_pieces_before, writing.n_pieces) == (2, 3)
    assert (writing.n_units_before, writing.n_units) == (16, 24)


class Losing:
    """An engine that is lost after so many parts."""

    def __init__(self, n_spans: int) -> None:
        self.n_spans = n_spans

    def run(self, job: BestK, spans: Sequence[Span]) -> Iterator[tuple[Span, Answer]]:
        yield from Threads(1).run(job, spans[: self.n_spans])
        raise EngineError("all workers are gone")


@pytest.mark.parametrize("n_spans", [0, 2])
def test_an_engine_that_is_lost_costs_no_part(
    n_spans: int, blocks: PartnerRecommender, tmp_path: Path
) -> None:
    out = tmp_path / "pairs.csv"
    question = PairQuestion(top=3)
    with pytest.raises(EngineError) as refused:
        write(blocks, question, out, engine=Losing(n_spans))
    told = f"\nWhat is done so far stays in {out}.parts; --resume goes on with it."
    assert str(refused.value) == "all workers are gone" + (told if n_spans else "")
    assert out.with_name("pairs.csv.parts").exists() == bool(n_spans)
    assert write(blocks, question, out, resume=True)


def test_another_question_does_not_go_on(
    blocks: PartnerRecommender, tmp_path: Path
) -> None:
    out = tmp_path / "pairs.csv"
    with pytest.raises(KeyboardInterrupt):
        write(blocks, PairQuestion(top=3), out, watch=stopping_after(4))
    other = blocks.reweighted({"shared_markets": 2.0})
    with pytest.raises(OutputError, match="another job: weights was .* and is "):
        write(other, PairQuestion(top=3), out, resume=True)
    with pytest.raises(OutputError, match="contributions was true and is false; top"):
        write(blocks, PairQuestion(contributions=False), out, resume=True)
    assert write(other, PairQuestion(top=3), out, force=True)


@pytest.mark.parametrize("question", QUESTIONS)
def test_printed_pairs_are_those_of_a_file(
    question: PairQuestion, blocks: PartnerRecommender, tmp_path: Path
) -> None:
    write(blocks, question, tmp_path / "pairs.csv")
    stream = io.StringIO()
    print_table(*pairs_asked(blocks.scorer, question, Threads()), stream)
    assert stream.getvalue().encode() == (tmp_path / "pairs.csv").read_bytes()


def test_a_stop_after_the_very_last_step_is_seen(
    blocks: PartnerRecommender, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "pairs.csv"
    n_pairs = write(blocks, QUESTIONS[0], out)
    with pytest.raises(OutputError, match="stands there already"):
        write(blocks, QUESTIONS[0], out, resume=True)
    assert not folder_beside(out).exists()
    with monkeypatch.context() as patched:
        patched.setattr(Checkpoint, "remove", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write(blocks, QUESTIONS[0], out, force=True)
    assert write(blocks, QUESTIONS[0], out, engine=Idle(), resume=True) == n_pairs
    assert not folder_beside(out).exists()


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_who_is_quicker_is_not_overwritten(
    blocks: PartnerRecommender, tmp_path: Path
) -> None:
    out = tmp_path / "pairs.csv"

    @contextmanager
    def watch(stage: Stage) -> Iterator[Callable[[int], None]]:
        yield lambda n_units: None
        out.write_text("precious")

    with pytest.raises(OutputError) as refused:
        write(blocks, QUESTIONS[0], out, watch=watch)
    assert str(refused.value) == (
        f"{out}: stands there already; --force replaces it\n"
        f"What is done so far stays in {out}.parts; --resume goes on with it."
    )
    assert out.read_text() == "precious"
    assert write(blocks, QUESTIONS[0], out, resume=True, force=True)
    assert out.read_text().startswith("left,right,")


def test_a_stop_leaves_the_old_file(blocks: PartnerRecommender, tmp_path: Path) -> None:
    out, link = tmp_path / "pairs.csv", tmp_path / "link.csv"
    out.write_text("old")
    link.symlink_to(out)
    with pytest.raises(KeyboardInterrupt):
        write(blocks, QUESTIONS[0], link, force=True, watch=stopping_after(6))
    assert out.read_text() == "old"
    write(blocks, QUESTIONS[0], link, force=True, resume=True)
    assert link.is_symlink()
    assert out.read_text().startswith("left,right,")


# whole processes

COMMAND = """
import sys
from matcher.arrays import Span
from matcher.model.scoring import ranks
from matcher.pairs import best_pairs, every_pair
best_pairs.ROWS_IN_SPAN = 20
best_pairs.CHOSEN_IN_SPAN = 2000
every_pair.PAIRS_IN_SPAN = 40_000
ranks.MOST_IN_MEMORY = 100
ranks.RANKS_IN_PIECE = 40_000
from matcher.cli import app
app(sys.argv[1:])
"""
PATIENCE = 60  # seconds


@pytest.fixture(scope="module")
def drawn(registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of 1,500 clusters."""
    path = tmp_path_factory.mktemp("drawn") / "registry"
    write_registry(synthesise(registry, 1500, 3), path, title="", description="")
    return path


@pytest.fixture(scope="module")
def model(
    recommender: PartnerRecommender, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Saves each process the learning."""
    path = tmp_path_factory.mktemp("saved") / "model"
    save_model(recommender, path)
    return path


def started(*words: object, **more: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", COMMAND, "pairs", *map(str, words)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, **pipes | more)


LIMITED = """
import sys
from resource import RLIM_INFINITY, RLIMIT_FSIZE, setrlimit
setrlimit(RLIMIT_FSIZE, (int(sys.argv.pop(1)), RLIM_INFINITY))
"""


@pytest.mark.slow
@pytest.mark.parametrize("n_bytes", [100_000, 1_000_000])
def test_a_file_that_grows_too_large_is_told_and_parts_stay(
    n_bytes: int, drawn: Path, model: Path, tmp_path: Path
) -> None:
    """At first a piece is too large, then the file that they make together."""
    out = tmp_path / "pairs.csv"
    words = ["pairs", "--registry", drawn, "--model", model, "--out", out, "--top", 20]
    code = LIMITED + COMMAND
    command = [sys.executable, "-c", code, str(n_bytes), *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    which = "rows-[0-9]{9}.csv" if n_bytes == 100_000 else "whole"
    assert re.fullmatch(
        rf"Error: {out}.parts/{which}: cannot be written: File too large\n"
        rf"What is done so far stays in {out}.parts; --resume goes on with it.\n",
        done.stderr,
    )
    assert os.listdir(tmp_path) == ["pairs.csv.parts"]
    with started(*words[1:], "--resume") as running:
        told, _ = running.communicate(timeout=PATIENCE)
    assert re.fullmatch(rf"Wrote [0-9,]+ pairs to {out}\nFacts as of .*\.\n", told)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own, which only the superuser can have."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    with suppress(FileNotFoundError):
        if not subprocess.run(mount, capture_output=True).returncode:
            try:
                yield disk
            finally:
                subprocess.run(["umount", str(disk)], check=True)
            return
    pytest.skip("no disk can be mounted here")


@pytest.mark.slow
def test_a_full_disk_is_told_and_parts_stay(
    drawn: Path, model: Path, tmp_path: Path
) -> None:
    options = ["--registry", drawn, "--model", model, "--top", 20]
    whole = tmp_path / "whole.csv"
    with started(*options, "--out", whole) as running:
        running.communicate(timeout=PATIENCE)
    with small_disk(tmp_path, "12m") as disk:
        out = disk / "pairs.csv"
        ballast = disk / "ballast"
        ballast.write_bytes(b"0" * 9_000_000)
        with started(*options, "--out", out) as running:
            _, told = running.communicate(timeout=PATIENCE)
        assert running.returncode == 1
        assert ": cannot be written: No space left on device\nWhat is done " in told
        assert sorted(os.listdir(disk)) == ["ballast", "pairs.csv.parts"]
        ballast.unlink()
        with started(*options, "--out", out, "--resume") as running:
            running.communicate(timeout=PATIENCE)
        assert out.read_bytes() == whole.read_bytes()


STREAM = """
import resource, sys
from pathlib import Path
from matcher import load_model, load_registry
from matcher.pairs.engines.threads import Threads
from matcher.pairs.export.job import print_table
from matcher.pairs.export.question import PairQuestion, pairs_asked

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

recommender = load_model(Path(sys.argv[2]), load_registry(sys.argv[1]))
question = PairQuestion(contributions=False)
source, table = pairs_asked(recommender.scorer, question, Threads())
source.prepare()
next(source.blocks(0, 100))
before = peak()
print_table(source, table, sys.stdout)
print(peak() - before, file=sys.stderr)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="counts kilobytes, as Linux does")
def test_a_million_pairs_take_no_more_memory_than_a_few(
    drawn: Path, model: Path, tmp_path: Path
) -> None:
    with (tmp_path / "pairs.csv").open("w") as stream:
        done = subprocess.run(
            [sys.executable, "-c", STREAM, str(drawn), str(model)],
            cwd=ROOT, stdout=stream, stderr=subprocess.PIPE, text=True, check=True,
            timeout=2 * PATIENCE,
        )  # fmt: skip
    with (tmp_path / "pairs.csv").open("rb") as stream:
        assert sum(1 for _ in stream) == 1 + 1500 * 1499 // 2
    assert (tmp_path / "pairs.csv").stat().st_size > 60e6
    assert int(done.stderr) < 20_000  # 20 MB
