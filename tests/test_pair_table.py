"""Tables of all pairs read back as they were, and are written whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest

from matcher import OutputError, PairBlock, PartnerRecommender
from matcher.pair_table import PairTable

IDS = ["ant", "bee", "cat"]
KINDS = ("alike", "complementary", "history")
AWKWARD = 0.1 + 0.2  # 0.30000000000000004: needs all its digits


def block(left: list[int], right: list[int], score: list[float]) -> PairBlock:
    contributions = np.outer(score, [0.5, 0.25, 0.25])
    ranks = np.arange(1, len(left) + 1)
    return PairBlock(
        np.array(left),
        np.array(right),
        np.array(score),
        ranks,
        ranks[::-1].copy(),
        contributions,
        KINDS,
        0.0,
    )


def toy_table(**options: float) -> PairTable:
    blocks = [block([0, 0], [1, 2], [AWKWARD, -1.0]), block([1], [2], [2.0])]
    return PairTable(blocks, IDS, ["one", "two", "three"], **options)  # type: ignore[arg-type]


def rows(table: PairTable) -> list[list[str]]:
    stream = io.StringIO()
    table.write_csv(stream)
    return list(csv.reader(io.StringIO(stream.getvalue())))[1:]


@pytest.fixture(scope="module")
def real_table(recommender: PartnerRecommender) -> PairTable:
    return PairTable(
        list(recommender.pair_blocks()),
        [cluster.id for cluster in recommender.registry.clusters],
        [name for name, _, _ in recommender.weights],
    )


@pytest.fixture(scope="module")
def parquet(real_table: PairTable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pairs") / "pairs.parquet"
    real_table.write(path)
    return path


def test_the_columns_are_those_of_the_docstring() -> None:
    stream = io.StringIO()
    toy_table().write_csv(stream)
    assert stream.getvalue().splitlines()[0] == (
        "left,right,score,intercept,left_rank,right_rank,alike,complementary,history,"
        "contribution_one,contribution_two,contribution_three"
    )


def test_a_row_holds_ids_score_ranks_parts_and_contributions() -> None:
    assert rows(toy_table())[1] == (
        "ant,cat,-1.0,0.0,2,1,-0.5,-0.25,-0.25,-0.5,-0.25,-0.25".split(",")
    )


def test_numbers_in_csv_read_back_exactly() -> None:
    assert float(rows(toy_table())[0][2]) == AWKWARD


def test_min_score_keeps_an_equal_score() -> None:
    kept = rows(toy_table(min_score=AWKWARD))
    assert [row[:2] for row in kept] == [["ant", "bee"], ["bee", "cat"]]


def test_top_keeps_a_pair_when_either_side_ranks_it_so_high() -> None:
    three = block([0, 0, 1], [1, 2, 2], [1.0, 2.0, 3.0])  # ranks 1-3, 2-2, 3-1
    kept = rows(PairTable([three], IDS, ["one", "two", "three"], top=1))
    assert [row[:2] for row in kept] == [["ant", "bee"], ["bee", "cat"]]


def test_no_pair_kept_leaves_a_table_of_columns(tmp_path: Path) -> None:
    for name in ("none.csv", "none.parquet"):
        assert toy_table(min_score=99.0).write(tmp_path / name) == 0
    assert pl.read_csv(tmp_path / "none.csv").columns == list(toy_table().columns)
    empty = pq.read_table(tmp_path / "none.parquet")
    assert (empty.num_rows, empty.column_names) == (0, list(toy_table().columns))


def test_every_pair_stands_once_in_id_order(parquet: Path) -> None:
    pairs = pl.read_parquet(parquet).select("left", "right").rows()
    n_clusters = len({name for pair in pairs for name in pair})
    assert len(pairs) == n_clusters * (n_clusters - 1) // 2
    assert pairs == sorted(set(pairs))
    assert all(left < right for left, right in pairs)


def test_parquet_has_the_types_of_the_docstring(parquet: Path) -> None:
    types = [str(field.type) for field in pq.read_schema(parquet)]
    assert types[:4] == [*["string"] * 2, *["double"] * 2]
    assert types[4:9] == [*["int32"] * 2, *["double"] * 3]
    assert set(types[9:]) == {"double"}


def test_a_score_is_the_intercept_plus_all_contributions(
    parquet: Path, recommender: PartnerRecommender
) -> None:
    table = pl.read_parquet(parquet)
    signals = [name for name in table.columns if name.startswith("contribution_")]
    start = table["intercept"].to_numpy()
    assert set(start.tolist()) == {recommender.intercept}
    total = table.select(signals).to_numpy().sum(axis=1) + start
    parts = table.select(KINDS).to_numpy().sum(axis=1) + start
    np.testing.assert_allclose(total, table["score"].to_numpy(), rtol=0, atol=1e-9)
    np.testing.assert_allclose(parts, table["score"].to_numpy(), rtol=0, atol=1e-9)


def test_csv_and_parquet_hold_the_same_numbers(
    real_table: PairTable, parquet: Path, tmp_path: Path
) -> None:
    real_table.write(tmp_path / "pairs.csv")
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    known = pq.read_table(parquet).to_pylist()
    assert len(written) == len(known)
    for row, same in zip(written, known, strict=True):
        read = {key: type(same[key])(value) for key, value in row.items()}
        assert read == same


def test_ranks_and_scores_are_those_of_the_suggestions(
    parquet: Path, recommender: PartnerRecommender
) -> None:
    clusters = recommender.registry.clusters
    for cluster in clusters[:: len(clusters) // 4]:
        found = recommender.suggest(cluster.id, k=len(clusters))
        query = f"""
            SELECT "right" AS other, score, left_rank AS place, right_rank AS theirs
            FROM '{parquet}' WHERE "left" = '{cluster.id}'
            UNION ALL
            SELECT "left", score, right_rank, left_rank
            FROM '{parquet}' WHERE "right" = '{cluster.id}'
            ORDER BY place"""
        told = duckdb.sql(query).fetchall()
        assert [(s.cluster.id, s.rank, s.their_rank) for s in found] == [
            (other, place, theirs) for other, _, place, theirs in told
        ]
        scores = [score for _, score, _, _ in told]
        np.testing.assert_allclose([s.score for s in found], scores, rtol=0, atol=1e-9)


def test_the_same_pairs_give_the_same_bytes(
    real_table: PairTable, parquet: Path, tmp_path: Path
) -> None:
    real_table.write(tmp_path / "again.parquet")
    assert (tmp_path / "again.parquet").read_bytes() == parquet.read_bytes()


def test_many_small_blocks_make_one_group(tmp_path: Path) -> None:
    blocks = [block([0], [1], [1.0])] * 50
    PairTable(blocks, IDS, ["one", "two", "three"]).write(tmp_path / "p.parquet")
    assert pq.ParquetFile(tmp_path / "p.parquet").num_row_groups == 1


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("precious")
    with pytest.raises(OutputError) as refused:
        toy_table().write(path)
    assert str(refused.value) == f"{path}: stands there already; --force replaces it"
    assert path.read_text() == "precious"


def test_force_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("old")
    assert toy_table().write(path, force=True) == 3
    assert path.read_text().startswith("left,right,")


def test_force_replaces_what_a_link_points_to(tmp_path: Path) -> None:
    path, link = tmp_path / "pairs.csv", tmp_path / "link.csv"
    path.write_text("old")
    link.symlink_to(path)
    toy_table().write(link, force=True)
    assert link.is_symlink()
    assert path.read_text().startswith("left,right,")


def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="is not a file; give the name of one"):
        toy_table().write(pipe, force=True)
    assert pipe.is_fifo()


def test_another_ending_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.xls"
    with pytest.raises(OutputError) as refused:
        toy_table().write(path)
    assert str(refused.value) == f"{path}: the name must end in .csv or .parquet"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "pairs.csv"
    with pytest.raises(OutputError) as refused:
        toy_table().write(path)
    assert str(refused.value) == f"{path}: there is no folder '{tmp_path / 'nowhere'}'"


@pytest.mark.parametrize("name", ["pairs.csv", "pairs.parquet"])
def test_a_stop_half_way_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    def blocks() -> Iterator[PairBlock]:
        yield block([0], [1], [1.0])
        raise KeyboardInterrupt

    path = tmp_path / name
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        PairTable(blocks(), IDS, ["one", "two", "three"]).write(path, force=True)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == [name]


FULL_DISK = """
import sys
from pathlib import Path
from tests.test_pair_table import IDS, PairTable, block
from matcher import OutputError
blocks = [block([0] * 9999, [1] * 9999, [float(n) / 7 for n in range(9999)])]
try:
    PairTable(blocks, IDS, ["one", "two", "three"]).write(Path(sys.argv[1]))
except OutputError as error:
    print(error)
"""


@pytest.mark.parametrize("name", ["pairs.csv", "pairs.parquet"])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    path = tmp_path / name

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        capture_output=True,
        text=True,
        preexec_fn=limit,
        cwd=Path(__file__).parent.parent,
    )
    assert done.stderr == ""
    assert done.stdout == f"{path}: cannot be written: File too large\n"
    assert os.listdir(tmp_path) == []


def test_without_pyarrow_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError) as refused:
        toy_table().write(tmp_path / "pairs.parquet")
    assert str(refused.value) == (
        "Parquet needs pyarrow, which is not installed; install the extra 'tables', "
        "or write .csv"
    )
    assert toy_table().write(tmp_path / "pairs.csv") == 3
