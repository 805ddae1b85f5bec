"""A piece is vouched for if it is what was written, by that name, for that job."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from matcher.pairs.checkpoint import Checkpoint
from matcher.pairs.ledger import JOB, LEDGER, Ledger


@pytest.fixture
def pieces(tmp_path: Path) -> Path:
    """A job and two pieces of it, as long as each other."""
    checkpoint = Checkpoint(tmp_path)
    checkpoint.write_json(JOB, {"top": 5})
    for name in ("rows-1.csv", "rows-2.csv"):
        with checkpoint.writing(name) as stream:
            stream.write(name.encode())
    return tmp_path


def vouched(folder: Path) -> list[str]:
    names = [JOB, "rows-1.csv", "rows-2.csv", "rows-3.csv"]
    return [name for name in names if Ledger(folder).vouches_for(name)]


def test_what_was_written_is_vouched_for(pieces: Path) -> None:
    assert vouched(pieces) == [JOB, "rows-1.csv", "rows-2.csv"]
    Path(pieces / "rows-2.csv").rename(pieces / "elsewhere")
    assert vouched(pieces) == [JOB, "rows-1.csv"]
    assert Ledger(pieces).vouches_for("rows-2.csv", pieces / "elsewhere")


@pytest.mark.parametrize("content", ["", "rows-1.cs", "rows-1.csw", "rows-1.csv\n"])
def test_a_piece_that_is_damaged_is_none(pieces: Path, content: str) -> None:
    (pieces / "rows-1.csv").write_text(content)
    assert vouched(pieces) == [JOB, "rows-2.csv"]


def test_a_piece_under_another_name_is_none(pieces: Path) -> None:
    one, two = pieces / "rows-1.csv", pieces / "rows-2.csv"
    one.rename(pieces / "rows-3.csv")
    two.rename(one)
    (pieces / LEDGER).write_text(
        (pieces / LEDGER).read_text().replace("rows-2", "rows-1")
    )
    assert vouched(pieces) == [JOB]


def test_pieces_of_another_job_are_none(pieces: Path) -> None:
    (pieces / JOB).write_text('{"top": 6}')
    assert vouched(pieces) == []


def test_half_a_line_costs_one_piece(pieces: Path) -> None:
    ledger = pieces / LEDGER
    ledger.write_bytes(ledger.read_bytes()[:-3])
    assert vouched(pieces) == [JOB, "rows-1.csv"]
    with Checkpoint(pieces).writing("rows-2.csv") as stream:
        stream.write(b"again")
    assert vouched(pieces) == [JOB, "rows-1.csv", "rows-2.csv"]


def test_a_sum_is_that_of_all_that_is_written() -> None:
    whole, parts = (Ledger(Path("nowhere")).sealing("x", io.BytesIO()) for _ in "ab")
    numbers = np.arange(6, dtype=np.int32).reshape(2, 3)
    whole.write(numbers.tobytes())
    for part in (b"", numbers[:1].data, numbers[1:1].data, numbers[1:].data):
        parts.write(part)
    assert whole.seal == parts.seal
    assert parts.tell() == 24
