"""Tables of pairs read back as they were, in every program that reads them."""

from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from matcher import OutputError, PairBlock, PartnerRecommender
from matcher.pairs.engines.threads import Threads
from matcher.pairs.export import table as pair_table
from matcher.pairs.export.job import write_table
from matcher.pairs.export.question import PairQuestion, pairs_asked
from matcher.pairs.export.table import CSV, PairTable, Parquet, check_target

IDS = ["ant", "bee", "cat"]
KINDS = ("alike", "complementary", "history")
SIGNALS = ("one", "two", "three")
TABLE = PairTable(IDS, IDS, SIGNALS)
CLOSED = PairTable(IDS, IDS, ())
AWKWARD = 0.1 + 0.2  # 0.30000000000000004: needs all its digits


def block(left: list[int], right: list[int], score: list[float]) -> PairBlock:
    """Ranks count up from 1 on the left, and down to 1 on the right."""
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


TOY = [block([0, 0], [1, 2], [AWKWARD, -1.0]), block([1], [2], [2.0])]


def written(form: CSV | Parquet, folder: Path, *pieces: list[PairBlock]) -> bytes:
    """The bytes of a table that was written in these pieces."""
    paths = [folder / f"piece-{number}" for number in range(len(pieces))]
    for path, blocks in zip(paths, pieces, strict=True):
        with path.open("wb") as stream:
            form.write_piece(stream, TABLE, blocks)
    whole = io.BytesIO()
    n_pairs = form.put_together(whole, TABLE, paths)
    assert n_pairs == sum(len(block.left) for blocks in pieces for block in blocks)
    return whole.getvalue()


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def promised() -> tuple[list[str], dict[str, str]]:
    """Columns and Parquet types, as the docstring of the module has them."""
    found = re.findall(r"^(``.+?) {2,}(string|double|int32) ", pair_table.__doc__, re.M)
    types = {
        name: kind for names, kind in found for name in re.findall("``(.+?)``", names)
    }
    *names, contribution = types
    assert contribution == "contribution_<signal>"
    return names, types


@pytest.fixture(scope="module")
def parquet(
    recommender: PartnerRecommender, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Every pair of the shipped data."""
    path = tmp_path_factory.mktemp("pairs") / "pairs.parquet"
    write_table(*pairs_asked(recommender.scorer, PairQuestion(), Threads()), path, {})
    return path


@pytest.fixture(scope="module")
def best(
    recommender: PartnerRecommender, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The best three of everybody, in which ranks are missing."""
    path = tmp_path_factory.mktemp("pairs") / "best.parquet"
    question = PairQuestion(top=3)
    write_table(*pairs_asked(recommender.scorer, question, Threads()), path, {})
    return path


# columns


def test_the_columns_are_those_of_the_docstring(parquet: Path) -> None:
    names, types = promised()
    told = [f"contribution_{signal}" for signal in SIGNALS]
    assert list(TABLE.columns) == [*names, *told]
    for field in pq.read_schema(parquet):
        name = field.name
        known = "contribution_<signal>" if name.startswith("contribution_") else name
        assert str(field.type) == types[known], name


def test_a_closed_table_holds_ids_score_and_ranks() -> None:
    assert CLOSED.columns == ("left", "right", "score", "left_rank", "right_rank")
    assert CSV().lines(CLOSED, TOY[1]) == "bee,cat,2.0,1,1\n"


def test_a_row_holds_ids_score_ranks_parts_and_contributions() -> None:
    assert rows(CSV().lines(TABLE, TOY[0]))[1] == (
        "ant,cat,-1.0,0.0,2,1,-0.5,-0.25,-0.25,-0.5,-0.25,-0.25".split(",")
    )


def test_numbers_in_csv_read_back_exactly() -> None:
    assert float(rows(CSV().lines(TABLE, TOY[0]))[0][2]) == AWKWARD


def test_numbers_that_come_often_are_spelt_as_the_others() -> None:
    often = block([0] * 9, [1] * 9, [AWKWARD] * 9)
    once = block([0] * 3, [1] * 3, [AWKWARD, -1.0, 2.0])
    assert {row[2] for row in rows(CSV().lines(CLOSED, often))} == {repr(AWKWARD)}
    assert rows(CSV().lines(CLOSED, once))[0][2] == repr(AWKWARD)


def test_zero_has_no_sign() -> None:
    assert rows(CSV().lines(CLOSED, block([0], [1], [-0.0])))[0][2] == "0.0"


def test_a_rank_that_is_missing_is_empty(tmp_path: Path) -> None:
    one = block([0], [1], [1.0])
    one.left_rank[:] = 0
    assert CSV().lines(CLOSED, one) == "ant,bee,1.0,,1\n"
    (tmp_path / "one.parquet").write_bytes(written(Parquet(), tmp_path, [one]))
    (row,) = pq.read_table(tmp_path / "one.parquet").to_pylist()
    assert (row["left_rank"], row["right_rank"]) == (None, 1)


def test_ids_are_quoted_where_csv_needs_it() -> None:
    odd = PairTable(["a,b", 'say "c"'], ["a,b", 'say "c"'], ())
    line = CSV().lines(odd, block([0], [1], [1.0]))
    assert rows(line) == [["a,b", 'say "c"', "1.0", "1", "1"]]


# parts and groups


@pytest.mark.parametrize("form", [CSV(), Parquet()])
def test_parts_and_blocks_leave_no_trace(
    form: CSV | Parquet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pair_table, "ROWS_IN_GROUP", 4)
    scores = [float(n) / 7 for n in range(9)]
    singles = [block([0], [1], [score]) for score in scores]
    together = block([0] * 9, [1] * 9, scores)
    together.left_rank[:] = together.right_rank[:] = 1
    whole = written(form, tmp_path, [together])
    assert written(form, tmp_path, singles) == whole
    assert written(form, tmp_path, *([one] for one in singles)) == whole
    assert written(form, tmp_path, [], singles[:5], [], singles[5:]) == whole


def test_row_groups_are_all_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pair_table, "ROWS_IN_GROUP", 4)
    singles = [block([0], [1], [1.0])] * 9
    (tmp_path / "p.parquet").write_bytes(written(Parquet(), tmp_path, singles))
    found = pq.ParquetFile(tmp_path / "p.parquet").metadata
    groups = [found.row_group(place).num_rows for place in range(found.num_row_groups)]
    assert groups == [4, 4, 1]


@pytest.mark.parametrize("form", [CSV(), Parquet()])
def test_no_pair_leaves_a_table_of_columns(form: CSV | Parquet, tmp_path: Path) -> None:
    path = tmp_path / "none"
    path.write_bytes(written(form, tmp_path))
    found = pl.read_parquet(path) if isinstance(form, Parquet) else pl.read_csv(path)
    assert (len(found), found.columns) == (0, list(TABLE.columns))


# who reads it


def test_duckdb_polars_and_pandas_read_the_same(best: Path) -> None:
    known = pq.read_table(best).to_pylist()
    assert any(row["left_rank"] is None for row in known)
    assert pl.read_parquet(best).to_dicts() == known
    relation = duckdb.sql(f"SELECT * FROM '{best}'")
    names = relation.columns
    told = [dict(zip(names, row, strict=True)) for row in relation.fetchall()]
    assert told == known
    frame = pd.read_parquet(best, dtype_backend="pyarrow")
    assert frame.to_dict("records") == known
    assert pd.read_parquet(best)["left_rank"].isna().sum() == sum(
        row["left_rank"] is None for row in known
    )


def test_every_pair_stands_once_in_id_order(parquet: Path) -> None:
    pairs = pl.read_parquet(parquet).select("left", "right").rows()
    n_clusters = len({name for pair in pairs for name in pair})
    assert len(pairs) == n_clusters * (n_clusters - 1) // 2
    assert pairs == sorted(set(pairs))
    assert all(left < right for left, right in pairs)


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
    recommender: PartnerRecommender, best: Path, tmp_path: Path
) -> None:
    question = PairQuestion(top=3)
    asked = pairs_asked(recommender.scorer, question, Threads())
    write_table(*asked, tmp_path / "pairs.csv", {})
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    known = pq.read_table(best).to_pylist()
    assert len(written) == len(known)
    for row, same in zip(written, known, strict=True):
        read = {
            key: None if value == "" else type(same[key])(value)
            for key, value in row.items()
        }
        assert read == same


def test_ranks_and_scores_are_those_of_the_suggestions(
    parquet: Path, recommender: PartnerRecommender
) -> None:
    clusters = recommender.registry.clusters
    for cluster in (clusters[0], clusters[200]):
        found = recommender.suggest(cluster.id, k=len(clusters), include_gone=True)
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


# where it goes


def test_another_ending_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.xls"
    with pytest.raises(OutputError) as refused:
        check_target(path)
    assert str(refused.value) == f"{path}: the name must end in .csv or .parquet"


def test_without_pyarrow_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError) as refused:
        check_target(tmp_path / "pairs.parquet")
    assert str(refused.value) == (
        "Parquet needs pyarrow, which is not installed; install the extra 'tables', "
        "or write .csv"
    )
    check_target(tmp_path / "pairs.csv")
