"""Pieces that were damaged while a run was stopped change no byte of what it writes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import OutputError, PartnerRecommender
from matcher.pairs.checkpoint import Checkpoint, folder_beside
from matcher.pairs.export import job
from matcher.pairs.export.question import PairQuestion
from tests.pairs.export.small_parts import many_parts
from tests.pairs.export.test_job import interrupted, stopping_after, write
from tests.toy import block_registry

KINDS = [
    (PairQuestion(), "pairs.csv"),
    (PairQuestion(), "pairs.parquet"),
    (PairQuestion(top=3), "pairs.csv"),
    (PairQuestion(top=3), "pairs.parquet"),
]
Stopped = tuple[PartnerRecommender, PairQuestion, str, list[Path], bytes]


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: str(kind))
def stopped(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> object:
    """Runs that were stopped after each of their steps, and what they should write."""
    question, name = request.param
    recommender = PartnerRecommender().fit(block_registry())
    home = tmp_path_factory.mktemp("stopped")
    with pytest.MonkeyPatch.context() as patched:
        many_parts(patched)
        write(recommender, question, home / name)
        runs = list[Path]()
        for n_steps in range(9):
            runs.append(home / f"{n_steps}")
            runs[-1].mkdir()
            watch = stopping_after(n_steps)
            with pytest.raises(KeyboardInterrupt):
                write(recommender, question, runs[-1] / name, watch=watch)
        for owner, last in ((job, "move_file"), (Checkpoint, "remove")):
            runs.append(home / last)
            runs[-1].mkdir()
            with patched.context() as late:
                late.setattr(owner, last, interrupted)
                with pytest.raises(KeyboardInterrupt):
                    write(recommender, question, runs[-1] / name)
        yield recommender, question, name, runs, (home / name).read_bytes()


def _flip(content: bytes, at: int) -> bytes:
    at %= max(len(content), 1)
    return (
        content[:at]
        + bytes(byte ^ 1 for byte in content[at : at + 1])
        + content[at + 1 :]
    )


WAYS: dict[str, Callable[[bytes, int], bytes]] = {
    "cut": lambda content, at: content[: at % max(len(content), 1)],
    "flip": _flip,
    "empty": lambda content, at: b"",
    "grow": lambda content, at: content + content[-at % 99 :] + b"0",
    "no keys": lambda content, at: b"{}",
    "a list": lambda content, at: b"[1]",
    "deep": lambda content, at: b"[" * 100_000,
    "digits": lambda content, at: b"9" * 5000,
    "a hash": lambda content, at: content.replace(b"a", b"b", 1),
    "a piece": lambda content, at: content.replace(b"000", b"001", 1),
}


def damage(folder: Path, name: str, other: str, way: str, at: int) -> None:
    path, beside = folder / name, folder / other
    if way == "gone":
        path.unlink(missing_ok=True)
    elif way == "swapped" and path.exists() and beside.exists():
        content = path.read_bytes()
        path.write_bytes(beside.read_bytes())
        beside.write_bytes(content)
    elif way == "extra":
        (folder / f"rows-{at % 30:09d}.{at % 2 and 'csv' or 'arrow'}").write_text("x,y")
    elif way in WAYS and path.exists():
        path.write_bytes(WAYS[way](path.read_bytes(), at))


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_pieces_are_made_again_or_named(
    stopped: Stopped, data: st.DataObject
) -> None:
    recommender, question, name, runs, whole = stopped
    run = data.draw(st.sampled_from(runs))
    with TemporaryDirectory() as home:
        out = Path(shutil.copytree(run, Path(home) / "run")) / name
        folder = folder_beside(out)
        names = sorted(os.listdir(folder))
        damages = st.tuples(
            st.sampled_from(names), st.sampled_from(names),
            st.sampled_from([*WAYS, "gone", "swapped", "extra"]),
            st.integers(0, 10_000),
        )  # fmt: skip
        for one in data.draw(st.lists(damages, max_size=3)):
            damage(folder, *one)
        in_place = out.exists()
        told = ""
        try:
            write(recommender, question, out, resume=True, force=in_place)
        except OutputError as error:
            told = str(error)
        assert folder.exists() == bool(told)
        assert told.startswith(f"{folder}/job.json: is damaged, " if told else "")
        if not told or in_place:
            assert out.read_bytes() == whole
