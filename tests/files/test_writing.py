"""A result stands whole at its place or not at all, and replaces what it may."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Registry
from matcher.errors import OutputError
from matcher.files.exchanging import exchange
from matcher.files.writing import (
    check_apart,
    check_file,
    check_folder,
    move_file,
    writing_file,
    writing_folder,
)
from matcher.registry.package.writing import write_registry
from tests.cli.running import DATA, refusal
from tests.files.standing import NO_FILES, WRONG, called, folder_of_others, seen

FILES = ("weights", "facts")


def write(path: Path, text: str = "new", *, force: bool = True) -> None:
    with writing_file(path, force=force) as stream:
        stream.write(text.encode())


def write_folder(path: Path, text: str = "new", *, force: bool = True) -> None:
    with writing_folder(path, FILES, "a model", force=force) as folder:
        for name in FILES:
            (folder / name).write_text(text)


def write_at(path: Path, *, force: bool) -> None:
    write(path, force=force)


def write_folder_at(path: Path, *, force: bool) -> None:
    write_folder(path, force=force)


def told(path: Path, work: Callable[..., object], *args: object) -> str:
    """What is said of a path that is refused."""
    with pytest.raises(OutputError) as refused:
        work(path, *args, force=True)
    return str(refused.value).removeprefix(f"{path}: ")


# a file


def test_a_file_is_there_once_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    with writing_file(out) as stream:
        stream.write(b"half")
        stream.flush()
        assert not out.exists()
        stream.write(b", whole")
    assert out.read_text() == "half, whole"
    assert os.listdir(tmp_path) == ["out.csv"]


def test_what_stood_there_stays_where_something_fails(tmp_path: Path) -> None:
    out, model = tmp_path / "out.csv", tmp_path / "model"
    write(out, "before")
    write_folder(model, "before")
    before = seen(tmp_path)

    def fail() -> None:
        with writing_file(out) as stream:
            stream.write(b"half")
            raise RuntimeError

    def fail_folder() -> None:
        with writing_folder(model, FILES, "a model", force=True) as folder:
            (folder / FILES[0]).write_text("half")
            raise RuntimeError

    for work in (fail, fail_folder):
        with pytest.raises(RuntimeError):
            work()
        assert seen(tmp_path) == before


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    link.symlink_to(real)
    for text in ("first", "second"):  # first it leads to nothing
        write(link, text)
        assert link.is_symlink()
        assert real.read_text() == text
    (tmp_path / "far").symlink_to(tmp_path / "no" / "out.csv")
    assert told(tmp_path / "far", check_file) == (
        f"there is no folder '{tmp_path / 'no'}'"
    )


def test_a_place_is_refused_before_any_work(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    check_file(out)
    out.touch()
    check_file(out, force=True)
    with pytest.raises(OutputError) as refused:
        check_file(out)
    assert str(refused.value) == f"{out}: stands there already; --force replaces it"
    nowhere = tmp_path / "no" / "out.csv"
    assert told(nowhere, check_file) == f"there is no folder '{nowhere.parent}'"
    assert told(out / "out.csv", check_file) == f"there is no folder '{out}'"
    long = tmp_path / ("x" * 300)
    assert told(long, check_file) == "cannot be written: File name too long"
    with pytest.raises(OutputError, match="is no name of a file"):
        check_file(Path("\0"))


@pytest.mark.parametrize("kind", WRONG)
def test_only_a_plain_file_is_replaced_by_a_file(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    WRONG[kind](out)
    before = seen(tmp_path)
    for work in (check_file, write_at):
        assert told(out, work) == f"is {called(kind)}; give the name of a file"
    assert seen(tmp_path) == before


@pytest.mark.slow
@given(mode=st.integers(0, 0o777))
@settings(max_examples=60, deadline=None)
def test_who_may_read_what_was_replaced_may_read_what_is_new(mode: int) -> None:
    with TemporaryDirectory() as name:
        out, model = Path(name) / "out.csv", Path(name) / "model"
        write(out, "before")
        write_folder(model, "before")
        kept = {out: mode, model / "weights": mode, model: mode | 0o700}
        for path, of in kept.items():
            path.chmod(of)
        with writing_file(out) as stream:
            (beside,) = {*out.parent.iterdir()} - {out, model}
            assert beside.stat().st_mode & 0o777 & ~0o600 == 0
            stream.write(b"new")
        write_folder(model)
        assert {path: path.stat().st_mode & 0o7777 for path in kept} == kept


def test_what_is_new_has_the_mode_that_everything_new_has(tmp_path: Path) -> None:
    plain, out, model = tmp_path / "plain", tmp_path / "out.csv", tmp_path / "model"
    plain.touch()
    write(out)
    write_folder(model)
    assert out.stat().st_mode == plain.stat().st_mode
    assert (model / "facts").stat().st_mode == plain.stat().st_mode


def test_who_was_quicker_is_not_overwritten(tmp_path: Path) -> None:
    out, model = tmp_path / "out.csv", tmp_path / "model"

    def late_file() -> None:
        with writing_file(out, force=False):
            out.write_text("precious")

    def late_folder() -> None:
        with writing_folder(model, FILES, "a model", force=True):
            folder_of_others(model)

    for work, why in ((late_file, "stands there"), (late_folder, "holds more than")):
        with pytest.raises(OutputError, match=why):
            work()
    assert out.read_text() == "precious"
    assert os.listdir(model) == ["thesis.doc"]
    assert len(os.listdir(tmp_path)) == 2


def test_a_file_moves_into_its_place(tmp_path: Path) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out.csv"
    write(out)
    out.chmod(0o600)
    whole.write_text("whole")
    with pytest.raises(OutputError, match="stands there already"):
        move_file(whole, out, force=False)
    move_file(whole, out, force=True)
    assert (out.read_text(), out.stat().st_mode & 0o777) == ("whole", 0o600)


# a folder


def test_a_folder_takes_the_place_of_a_folder_like_it(tmp_path: Path) -> None:
    out, link = tmp_path / "model", tmp_path / "link"
    write_folder(out, "before")
    (out / FILES[0]).unlink()
    write_folder(out)
    assert {file.read_text() for file in out.iterdir()} == {"new"}
    link.symlink_to(out)
    write_folder(link, "newer")
    assert link.is_symlink()
    assert {file.read_text() for file in out.iterdir()} == {"newer"}
    assert sorted(os.listdir(tmp_path)) == ["link", "model"]


CONTENT = st.dictionaries(
    st.sampled_from(["weights", "facts", "Weights", "thesis", ".hidden", "weights~"]),
    st.sampled_from(["a file", *NO_FILES, "a link to a file"]),
    max_size=4,
)


@given(CONTENT)
@settings(max_examples=40, deadline=None)
def test_a_folder_with_anything_else_is_never_replaced(content: dict[str, str]) -> None:
    with TemporaryDirectory() as name:
        out, other = Path(name) / "model", Path(name) / "other"
        out.mkdir()
        other.write_text("precious")
        for file, kind in content.items():
            if kind == "a file":
                (out / file).write_text("precious")
            elif kind == "a link to a file":
                (out / file).symlink_to(other)
            else:
                NO_FILES[kind](out / file)
        before = seen(Path(name))
        strange = [f for f, k in content.items() if f not in FILES or k != "a file"]
        if strange:
            why = f"holds more than a model ('{min(strange)}'); give another folder"
            assert told(out, check_folder, FILES, "a model") == why
            with pytest.raises(OutputError, match="holds more than a model"):
                write_folder(out)
            assert seen(Path(name)) == before
        else:
            write_folder(out)
            assert sorted(os.listdir(out)) == sorted(FILES)


@pytest.mark.parametrize("kind", ["a file", "a named pipe", "a socket", "a link"])
def test_only_a_folder_is_replaced_by_a_folder(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "model"
    {**NO_FILES, "a file": Path.touch}[kind](out)
    before = seen(tmp_path)
    why = f"is {kind}; give the name of a folder for a model"
    assert told(out, check_folder, FILES, "a model") == why
    assert told(out, write_folder_at) == why
    assert seen(tmp_path) == before


@contextmanager
def powerless(*places: Path) -> Iterator[None]:
    """Be who may not write everywhere, and owns these places."""
    if os.geteuid():
        yield
        return
    for place in places:
        os.chown(place, 65534, 65534)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_a_folder_in_which_nothing_can_be_written_is_not_replaced() -> None:
    with TemporaryDirectory() as name:
        out = Path(name) / "model"
        write_folder(out, "before")
        out.chmod(0o555)
        before = seen(Path(name))
        with powerless(Path(name), out):
            for work in (lambda *_, **__: write_folder(out), check_folder):
                why = told(out, work, FILES, "a model")
                assert why == "nothing can be written in this folder"
            assert seen(Path(name)) == before
            out.chmod(0o755)
            write_folder(out)
            assert os.listdir(name) == ["model"]


def test_the_folder_one_is_in_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "model")
    monkeypatch.chdir(tmp_path / "model")
    for path in (Path("."), tmp_path / "model", Path("../model")):
        assert told(path, check_folder, FILES, "a model").startswith(
            "is the folder you are in"
        )
    for path in (Path("/"), Path("..")):
        assert told(path, check_folder, FILES, "a model").startswith("holds more than")
        assert told(path, check_file) == "is a folder; give the name of a file"


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_is_replaced_with_or_without_a_moment_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    out = tmp_path / "model"
    write_folder(out, "old")
    rename, missing = os.rename, []

    def watched(old: Path, new: Path) -> None:
        rename(old, new)
        missing.append(not out.exists())

    if not can_exchange:
        monkeypatch.setattr("matcher.files.writing.exchange", lambda *_: False)
    monkeypatch.setattr(os, "rename", watched)
    write_folder(out, "new")
    assert {(out / name).read_text() for name in FILES} == {"new"}
    assert os.listdir(tmp_path) == ["model"]
    if sys.platform == "linux":
        assert any(missing) != can_exchange


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_stop_at_any_step_leaves_one_whole_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool, after: bool
) -> None:
    """Old or new, and nothing beside it, whenever Ctrl-C or a signal comes."""
    out, steps, stops, found = tmp_path / "model", list[str](), [0], set[str]()

    def stopping(step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **more: Any) -> Any:
            steps.append(step.__name__)
            if len(steps) != stops[-1]:
                return step(*args, **more)
            if after:
                step(*args, **more)
            raise KeyboardInterrupt

        return run

    swap = exchange if can_exchange else (lambda *_: False)
    monkeypatch.setattr("matcher.files.writing.exchange", stopping(swap))
    for name in ("mkdir", "rename", "unlink", "rmdir", "listdir"):
        monkeypatch.setattr(os, name, stopping(getattr(os, name)))
    for stop_at in range(1, 30):
        stops.append(0)
        write_folder(out, "old")
        steps.clear()
        stops.append(stop_at)
        with suppress(KeyboardInterrupt):
            write_folder(out, "new")
        stops.append(0)
        done = steps[:stop_at]
        assert os.listdir(tmp_path) == ["model"], done
        (held,) = {(out / name).read_text() for name in FILES}
        found.add(held)
        if len(done) < stop_at:  # no step was left to stop at
            break
    assert (found, held) == ({"old", "new"}, "new")


def test_a_folder_comes_back_where_the_new_one_cannot_stand(tmp_path: Path) -> None:
    out = tmp_path / "model"
    write_folder(out)

    def lose() -> None:
        with writing_folder(out, FILES, "a model", force=True) as folder:
            folder.rmdir()

    with pytest.raises(OutputError, match="cannot be written: No such file"):
        lose()
    assert os.listdir(tmp_path) == ["model"]
    assert sorted(os.listdir(out)) == sorted(FILES)


# commands

COMMANDS = {
    ("backtest", "--by-generation-only"): ("report.json", "clusters.csv"),
    ("pairs",): ("pairs.csv", "clusters.csv"),
    ("pairs", "--top", "2"): ("pairs.csv", "members.csv"),
    ("train",): ("model", "."),
    ("synth", "--n", "20"): ("drawn", "."),
}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("kind", WRONG)
def test_a_command_replaces_nothing_but_what_it_writes(
    words: tuple[str, ...], kind: str, tmp_path: Path
) -> None:
    out = tmp_path / COMMANDS[words][0]
    WRONG[kind](out)
    before = seen(tmp_path)
    why = refusal(*words, "--out", str(out), "--force")
    into_folder = called(kind) == "a folder" and words[0] in ("train", "synth")
    assert why.startswith(f"{out}: " + ("holds more than" if into_folder else "is a"))
    assert seen(tmp_path) == before


@pytest.mark.slow
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_does_not_replace_what_it_reads(
    words: tuple[str, ...], registry: Registry, tmp_path: Path
) -> None:
    package, link = tmp_path / "package", tmp_path / "link.csv"
    write_registry(registry, package)
    link.symlink_to(package / "clusters.csv")
    before = seen(tmp_path)
    outs = [package / COMMANDS[words][1]]
    if COMMANDS[words][1] != ".":
        outs.append(link)
    for out in outs:
        told = refusal(*words, "--registry", str(package), "--out", str(out), "--force")
        assert told == f"{out}: is read by this command too; give another name"
    assert seen(tmp_path) == before


def test_a_command_does_not_replace_the_packaged_data() -> None:
    out = str(DATA / "clusters.csv")
    assert refusal("pairs", "--out", out, "--force").endswith(
        "is read by this command too; give another name"
    )


def test_what_does_not_stand_there_is_not_read(tmp_path: Path) -> None:
    check_apart(tmp_path / "new", [tmp_path, tmp_path / "old"])
