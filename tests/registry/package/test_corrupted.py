"""Corrupted copies of the shipped data: each fault by file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher.errors import DatasetError
from matcher.registry.package.reading import check_package, load_registry
from matcher.registry.package.tables import TABLES
from tests.registry.package.copies import change
from tests.registry.package.tiny import REQUIRED, TINY, the_fault, write_package

SILICON = "https://www.silicon-europe.eu/about/history/"
ACLIMA = (
    "https://www.naiz.eus/es/hemeroteca/gara/editions/2017-03-22/hemeroteca_articles/"
    "el-cluster-de-industrias-de-medio-ambiente-facturo-1-818-millones-en-2016"
)
INOVCLUSTER = "https://www.diariodigitalcastelobranco.pt/noticia/6701/"
BLUE = (
    "https://sjavarklasinn.is/islenski-sjavarklasinn-tekur-thatt-i-evropska-verkefninu-"
    "bluebiocluster/"
)
AEPI = f"silicon-europe member aepi {SILICON}"
AEROSPACE = "sectoral industry Aerospace Vehicles and Defence sector aerospace-defence"
PPNT = "poznan-science-and-technology-park"
HOEN = "house-of-energy"
FOUNDED = f"inovcluster founded 2009 {INOVCLUSTER}"
CALL = "COS-CLUSINT-2017-03-6"

CORRUPTED = [
    ("clusters", "clutex", "city", "Liberec ", "spaces at its start or end"),
    ("clusters", "clutex", "founded", "2o06", "a whole number from 1000 to 2100"),
    ("clusters", "clutex", "founded", "206", "a whole number from 1000 to 2100"),
    ("clusters", "clutex", "founded", "2027", "after the date of the facts, 2026-11-"),
    ("clusters", "clutex", "founded", "2100", "after the date of the facts, 2026-11-"),
    ("clusters", "clutex", "label", "platinum", "one of: bronze, gold, silver"),
    ("clusters", "clutex", "languages", "English", "two small letters, as in ISO 639"),
    ("clusters", "clutex", "languages", "cs;en;cs", "'cs' stands 2 times"),
    ("clusters", "clutex", "status", "closed", "one of: active, dissolved, merged"),
    ("clusters", "clutex", "successor", "Textile Hub", "the status is not recorded"),
    ("clusters", PPNT, "successor", "Science Park", "where the status is active"),
    ("clusters", HOEN, "successor", "energy-cluster-dk", "'energy-cluster-denmark'"),
    ("clusters", HOEN, "successor", "nobody-at-all", "a name has a capital letter"),
    ("clusters", HOEN, "successor", "Energy Cluster Denmark", "'energy-cluster-de"),
    ("clusters", HOEN, "successor", "house-of-energy", "carries on the work at last"),
    ("partnerships", "adpack-g1", "kind", "project", "one of: agreement, consortium"),
    ("partnerships", "adpack-g1", "kind", "agreement", "is of two organisations; mem"),
    ("partnerships", "adpack-g1", "programme", "escp-4", "did you mean 'escp-4i'"),
    ("partnerships", "crosscut-g1", "start", "2027-01", "after the date of the facts"),
    ("partnerships", "crosscut-g1", "id", "biocat", "the id of a cluster too (cluster"),
    ("members", "adpack-g1 packbridge", "since", "2016-13", "is not a date as YYYY"),
    ("members", "adpack-g1 packbridge", "since", "2018", "after the end of 'adpack-g1"),
    ("members", "erci mafex", "since", "2026-12", "after the date of the facts, 2026"),
    ("members", "adpack-g1 packbridge", "confidence", "low", "one of: high, medium"),
    ("programmes", "interreg", "label", "", "this cell is empty"),
    ("evidence", FOUNDED, "id", "inovclustr", "mean "),
    ("evidence", FOUNDED, "field", "fouded", "'found"),
    ("evidence", FOUNDED, "field", "id", "one of: na"),
    ("evidence", FOUNDED, "field", "member", "is no c"),
    ("evidence", FOUNDED, "value", "2010", "has '2009'"),
    ("evidence", FOUNDED, "value", "", "is empty"),
    ("evidence", FOUNDED, "source", "6701", "https://h"),
    ("evidence", FOUNDED, "confidence", "x", "one of:"),
    ("evidence", FOUNDED, "year", "1809", "1900 to"),
    ("evidence", FOUNDED, "year", "2027", "after the"),
    ("evidence", FOUNDED, "note", "why?", "says the s"),
    ("evidence", f"aclima-basque-environment-cluster target_markets CO {ACLIMA}",
     "value", "JP", "correct either, or say why in note"),
    ("evidence", AEPI, "value", "aeip", "mean 'aepi'"),
    ("evidence", AEPI, "confidence", "high", "same pa"),
    ("evidence", f"bluebioclusters since submariner-network 2022 {BLUE}",
     "value", "submariner-network", "an id, a space and a date as YYYY"),
    ("evidence", f"bluebioclusters since submariner-network 2022 {BLUE}",
     "value", "submariner-network 2021", "members.csv line"),
    ("calls", CALL, "rules", "members >= 3;every member in XX", "at letter 17: no cou"),
    ("calls", CALL, "rules", "every member of type club", "one of: agency, cluster"),
    ("calls", CALL, "rules", "members >= three", "at letter 12: 'three' where a whole"),
    ("calls", CALL, "rules", "members <= 2;members >= 3", "'members >= 3' asks for m"),
    ("calls", CALL, "rules", "members >= 3;;markets >= 1", "an empty value beside ';'"),
    ("calls", CALL, "strand", "C", "one of: A, B, implementation"),
    ("calls", CALL, "deadline", "2017-02-29", "not in the calendar"),
    ("calls", CALL, "deadline", "2016-12-13", "before the year of the call, 2017"),
    ("calls", CALL, "status", "open", "though the deadline, '2017-12-13', is before"),
    ("calls", CALL, "confidence", "sure", "one of: high, low, medium"),
    ("terms", "sector video 3d animation", "kind", "colour", "one of: ecosystem, mark"),
    ("terms", "sector video 3d animation", "code", "vidoe", "did you mean 'video'"),
    ("terms", "sector video 3d animation", "language", "eng", "two small letters"),
    ("terms", "sector video 3d animation", "exact", "no", "one of: false, true"),
    ("terms", "sector video animation", "term", "3d animation", "in line 2; once"),
    ("nace", "01 livestock", "nace", "1", "a code of NACE Rev. 2, as 10.51"),
    ("nace", "01 livestock", "sector", "livestok", "did you mean 'livestock'"),
    ("eccp_fields", AEROSPACE,
     "code", "aerospace", "did you mean 'aerospace-defence'"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("table", "key", "column", "cell", "words"), CORRUPTED)
def test_a_corrupted_copy_of_the_shipped_data_has_the_one_fault(
    table: str, key: str, column: str, cell: str, words: str, shipped: Path
) -> None:
    line = change(shipped, table, key, **{column: cell})
    with pytest.raises(DatasetError) as caught:
        load_registry(shipped, everything=True)
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.column) == (f"{table}.csv", line, column)
    assert words in fault.problem


@pytest.mark.parametrize(
    ("id", "words"),
    [
        (CALL, "'COS-CLUSINT-2017-03-6' stands already in line"),
        (CALL.lower(), "line 4, in whatever case; once is enough"),
        (CALL.title(), "in whatever case; once is enough"),
        ("a b", "'a b' has a space, as titles have; write an id without"),
        ("COS 2017", "has a space"),
        ("C" * 101, "has 101 letters; an id has at most 100"),
        ("C" * 100, ""),
        ("Über/2", ""),
    ],
)
def test_every_call_can_be_asked_for_by_its_id(
    id: str, words: str, shipped: Path
) -> None:
    for table in ("evidence", "terms"):  # may be missing, and take longest to check
        (shipped / f"{table}.csv").unlink()
    path = shipped / "calls.csv"
    (row,) = (r for r in path.read_text("utf-8").splitlines() if r.startswith(CALL))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{id}{row.removeprefix(CALL)}\n")
    told = [(f.file, f.column, f.problem) for f in check_package(shipped)]
    assert len(told) == bool(words)
    assert all(one[:2] == ("calls.csv", "id") and words in one[2] for one in told)
    if words:  # no copy answers in its place, whoever reads it
        with pytest.raises(DatasetError):
            _ = load_registry(shipped).calls


@pytest.mark.parametrize("table", ["clusters", "partnerships"])
@pytest.mark.parametrize("n_letters", [100, 101, 9_000])
def test_an_id_has_a_length_that_can_be_written(
    table: str, n_letters: int, tmp_path: Path
) -> None:
    old = {"clusters": "weavers", "partnerships": "loom-g1"}[table]
    new = "w" * n_letters
    texts = {n.removesuffix(".csv"): text.replace(old, new) for n, text in TINY.items()}
    faults = check_package(write_package(tmp_path, **texts))
    told = [fault for fault in faults if fault.file == f"{table}.csv"]
    assert len(told) == (n_letters > 100)
    assert all("letters; an id has at most 100" in fault.problem for fault in told)


def test_what_is_read_when_asked_for_is_refused_when_asked_for(shipped: Path) -> None:
    line = change(shipped, "calls", CALL, rules="every member of type club")
    registry = load_registry(shipped)
    assert registry.evidence == load_registry().evidence
    with pytest.raises(DatasetError, match=rf"calls\.csv line {line} column"):
        _ = registry.calls


def test_a_country_taken_out_of_the_shipped_data_is_missed_everywhere(
    shipped: Path,
) -> None:
    change(shipped, "countries", "ZA", code="ZZ")
    faults = check_package(shipped)
    assert {fault.file for fault in faults} == {
        "clusters.csv",
        "partnerships.csv",
        "regions.csv",
        "terms.csv",
    }
    assert {fault.value for fault in faults} == {"ZA"}


@pytest.mark.slow
@pytest.mark.parametrize("table", REQUIRED)
def test_a_missing_table_of_the_shipped_data_is_named(
    table: str, shipped: Path
) -> None:
    (shipped / f"{table}.csv").unlink()
    fault = the_fault(shipped)
    assert (fault.file, fault.line) == (f"{table}.csv", 0)
    assert "this file is missing" in fault.problem


def test_tables_that_are_read_when_asked_for_may_be_missing(shipped: Path) -> None:
    for table in TABLES.values():
        if table.aside:
            (shipped / table.file).unlink()
    registry = load_registry(shipped, everything=True)
    assert registry.tables == load_registry().tables
    assert (registry.evidence, registry.calls) == ({}, ())


def test_the_packaged_programmes_hold_where_a_package_has_none(shipped: Path) -> None:
    (shipped / "programmes.csv").unlink()
    assert load_registry(shipped) == load_registry()


def test_an_untouched_copy_of_the_shipped_data_is_the_same_registry(
    shipped: Path,
) -> None:
    assert load_registry(shipped) == load_registry()
