"""Pieces are there whole or not at all, and belong to one job."""

from __future__ import annotations

import os
import re
from pathlib import Path

import numpy as np
import pytest

from matcher import OutputError
from matcher.pairs.checkpoint import Checkpoint, checkpoint_beside, checkpoint_for_now

JOB = {"top": 5, "registry": "0" * 64}


def begin(out: Path, **facts: object) -> Checkpoint:
    """Pieces of a run that was stopped after one of them."""
    with checkpoint_beside(out, JOB | facts) as checkpoint:
        checkpoint.write_arrays("rows-1.npz", numbers=np.arange(3))
    return checkpoint


def write_half(checkpoint: Checkpoint, error: BaseException) -> None:
    with checkpoint.writing("rows-1.csv") as stream:
        stream.write(b"half")
        raise error


def refusal(out: Path, job: dict[str, object], **ways: bool) -> str:
    with pytest.raises(OutputError) as refused, checkpoint_beside(out, job, **ways):
        pass
    return str(refused.value)


def test_a_piece_reads_back(tmp_path: Path) -> None:
    checkpoint = Checkpoint(tmp_path)
    checkpoint.write_arrays("rows-1.npz", numbers=np.arange(3), more=np.ones((2, 2)))
    assert "rows-1.npz" in checkpoint
    assert checkpoint.read_arrays("rows-1.npz")["more"].tolist() == [[1.0, 1.0]] * 2


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_half_a_piece_is_none(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error):
        write_half(Checkpoint(tmp_path), error())
    assert os.listdir(tmp_path) == []


def test_a_piece_is_not_there_before_it_is_whole(tmp_path: Path) -> None:
    checkpoint = Checkpoint(tmp_path)
    with checkpoint.writing("rows-1.csv") as stream:
        stream.write(b"half")
        stream.flush()
        assert "rows-1.csv" not in checkpoint
    assert checkpoint.path("rows-1.csv").read_bytes() == b"half"


def test_a_disk_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as refused:
        write_half(Checkpoint(tmp_path), OSError(28, "No space left on device"))
    path = tmp_path / "rows-1.csv"
    assert str(refused.value) == f"{path}: cannot be written: No space left on device"
    assert os.listdir(tmp_path) == []


def test_pieces_stand_beside_what_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "pairs.csv").symlink_to(tmp_path / "disk" / "real.csv")
    assert begin(tmp_path / "pairs.csv").folder == tmp_path / "disk" / "real.csv.parts"


def test_a_stopped_run_leaves_its_pieces(tmp_path: Path) -> None:
    folder = begin(tmp_path / "pairs.csv").folder
    assert folder == tmp_path / "pairs.csv.parts"
    assert sorted(os.listdir(folder)) == ["job.json", "pieces.txt", "rows-1.npz"]


def test_a_run_without_any_piece_leaves_nothing(tmp_path: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        checkpoint_beside(tmp_path / "pairs.csv", JOB),
    ):
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == []


def test_pieces_are_not_taken_up_unasked(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    folder = begin(out).folder
    assert refusal(out, JOB) == (
        f"{folder}: holds parts of a run that was stopped; --resume goes on with them, "
        "--force begins anew"
    )
    assert "rows-1.npz" in Checkpoint(folder)


def test_resume_finds_the_pieces(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    folder = begin(out).folder
    (folder / ".rows-2.npz.0a1b2c3d.part").write_text("half a piece of a run that died")
    with checkpoint_beside(out, JOB, resume=True, force=True) as checkpoint:
        assert checkpoint.read_arrays("rows-1.npz")["numbers"].tolist() == [0, 1, 2]
        checkpoint.remove()
    assert os.listdir(tmp_path) == []


def test_resume_without_pieces_begins(tmp_path: Path) -> None:
    with checkpoint_beside(tmp_path / "pairs.csv", JOB, resume=True) as checkpoint:
        assert checkpoint.read_json("job.json") == JOB


def test_force_begins_anew(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    begin(out)
    with checkpoint_beside(out, JOB | {"top": 9}, force=True) as checkpoint:
        assert "rows-1.npz" not in checkpoint
        assert checkpoint.read_json("job.json")["top"] == 9


def test_another_job_is_refused_by_what_differs(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    folder = begin(out, min_score=None).folder
    now = {"top": 9, "registry": "1" * 64, "min_score": 0.5}
    assert refusal(out, now, resume=True) == (
        f"{folder}: holds parts of another job: min_score was not given and is 0.5; "
        "registry was 00000000 and is 11111111; top was 5 and is 9. Repeat the command "
        "as it was, or begin anew with --force instead of --resume"
    )
    assert "rows-1.npz" in Checkpoint(folder)


def test_what_differs_is_shown_where_it_differs(tmp_path: Path) -> None:
    """Even if two hashes or two filters begin alike, or only their types differ."""
    out, many = tmp_path / "pairs.csv", [f"cluster-{n}" for n in range(40)]
    alike = "0" * 63
    begin(out, registry=alike + "0", filters={"exclude": many}, top="5")
    now = {"registry": alike + "1", "filters": {"exclude": many[:39]}, "top": 5}
    told = refusal(out, JOB | now, resume=True).partition(": holds parts of ")[2]
    for change in told.split(". Repeat")[0].split("; "):
        before, after = re.findall(r"was (.*) and is (.*)", change)[0]
        assert before != after
    assert 'top was "5" and is 5' in told


def test_pieces_without_a_job_belong_to_nobody(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    (begin(out).folder / "job.json").unlink()
    with checkpoint_beside(out, JOB, resume=True) as checkpoint:
        assert "rows-1.npz" not in checkpoint


@pytest.mark.parametrize("ways", [{}, {"force": True}, {"resume": True}])
@pytest.mark.parametrize("name", ["thesis.doc", "photo-1.jpg", ".own.part", "rows-2"])
def test_what_is_no_part_is_never_touched(
    name: str, tmp_path: Path, ways: dict[str, bool]
) -> None:
    out = tmp_path / "pairs.csv"
    folder = begin(out).folder
    (folder / name).write_text("precious")
    assert refusal(out, JOB, **ways) == (
        f"{folder}: holds more than parts ('{name}'); move it"
    )
    assert len(os.listdir(folder)) == 4


@pytest.mark.parametrize("name", ["job.json", "rows-1.npz", "whole"])
def test_a_folder_with_the_name_of_a_part_is_never_touched(
    name: str, tmp_path: Path
) -> None:
    folder = tmp_path / "pairs.csv.parts"
    (folder / name).mkdir(parents=True)
    told = refusal(tmp_path / "pairs.csv", JOB, force=True)
    stands = "is a folder, where a part is to stand; move it"
    assert told == f"{folder / name}: {stands}"
    assert (folder / name).is_dir()


def test_a_name_too_long_for_its_parts_is_told(tmp_path: Path) -> None:
    out = tmp_path / f"{'x' * 247}.csv"
    told = f"{out}.parts: cannot be made: File name too long"
    assert refusal(out, JOB) == told
    assert os.listdir(tmp_path) == []


def test_a_link_to_the_folder_of_others_is_refused(tmp_path: Path) -> None:
    others, folder = tmp_path / "others", tmp_path / "pairs.csv.parts"
    others.mkdir()
    (others / "rows-1.csv").write_text("precious")
    folder.symlink_to(others)
    told = refusal(tmp_path / "pairs.csv", JOB, force=True)
    assert told == f"{folder}: is a link, where parts are to stand; move it"
    assert os.listdir(others) == ["rows-1.csv"]


def test_what_comes_in_meanwhile_stays(tmp_path: Path) -> None:
    with checkpoint_beside(tmp_path / "pairs.csv", JOB) as checkpoint:
        (checkpoint.folder / "thesis.doc").write_text("precious")
        checkpoint.remove()
    assert os.listdir(checkpoint.folder) == ["thesis.doc"]


def test_two_runs_are_not_at_work_at_once(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    with checkpoint_beside(out, JOB) as checkpoint:
        told = refusal(out, JOB, resume=True)
        checkpoint.write_json("finished.json", {})
    assert told == f"{checkpoint.folder}: another run is at work on it"
    with checkpoint_beside(out, JOB, resume=True):
        pass


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "pairs.csv.parts"
    folder.write_text("precious")
    told = refusal(tmp_path / "pairs.csv", JOB)
    assert told == f"{folder}: is a file, where parts are to stand; move it"
    assert folder.read_text() == "precious"


def test_a_folder_for_now_is_gone_afterwards() -> None:
    with checkpoint_for_now(True) as checkpoint:
        assert checkpoint
        checkpoint.write_json("finished.json", {"n_pairs": 1})
    assert not checkpoint.folder.exists()
    with checkpoint_for_now(False) as checkpoint:
        assert checkpoint is None
