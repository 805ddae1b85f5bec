"""Rows that contradict others are named, in the shipped data and whatever they say."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import DatasetError, Fault
from matcher.registry.package.agreeing import find_contradictions
from matcher.registry.package.reading import check_package, load_registry
from matcher.registry.package.tables import TABLES, Rows
from tests.registry.package.copies import DATA, change

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
    ("calls", CALL, "eligible_countries", "AT;BG;XX", "no country 'XX'"),
    ("calls", CALL, "eligible_types", "cluster;club", "one of: agency, cluster"),
    ("calls", CALL, "min_members", "three", "is not a whole number"),
    ("calls", CALL, "max_members", "2", "at most 2 members, yet at least 3"),
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


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    return folder


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


def test_what_is_read_when_asked_for_is_refused_when_asked_for(shipped: Path) -> None:
    line = change(shipped, "calls", CALL, eligible_types="club")
    registry = load_registry(shipped)
    assert registry.evidence == load_registry().evidence
    with pytest.raises(DatasetError, match=rf"calls\.csv line {line} column"):
        _ = registry.calls


def test_every_member_of_a_circle_of_successors_is_named(shipped: Path) -> None:
    heir = "systematic-paris-region"
    change(shipped, "clusters", heir, status="merged", successor="opticsvalley")
    faults = check_package(shipped)
    assert [fault.value for fault in faults] == [heir, "opticsvalley"]
    assert all(f"opticsvalley -> {heir} -> optics" in f.problem for f in faults)


def test_a_fact_is_not_held_against_a_cell_that_has_a_fault(shipped: Path) -> None:
    change(shipped, "clusters", "inovcluster", founded="long ago")
    (fault,) = check_package(shipped)
    assert (fault.file, fault.column) == ("clusters.csv", "founded")


def test_a_note_lets_a_fact_differ_but_not_be_nonsense(shipped: Path) -> None:
    change(shipped, "evidence", FOUNDED, value="2010", note="its first full year")
    assert check_package(shipped) == ()
    key = FOUNDED.replace("2009", "2010")
    change(shipped, "evidence", key, value="about 2010")
    (fault,) = check_package(shipped)
    assert (fault.column, fault.value) == ("value", "about 2010")


def test_a_note_lets_a_page_name_a_member_that_is_none(shipped: Path) -> None:
    change(shipped, "evidence", AEPI, value="biocat", note="it left before the start")
    assert check_package(shipped) == ()


def test_of_two_pages_that_disagree_one_needs_a_note(shipped: Path) -> None:
    def say(note: str) -> None:
        with (shipped / "evidence.csv").open("a", encoding="utf-8") as file:
            file.write(f"inovcluster,founded,2008,https://a.example/x,high,,{note}\n")

    say("")
    (fault,) = check_package(shipped)
    assert (fault.column, fault.value) == ("value", "2008")
    shutil.copy(DATA / "evidence.csv", shipped)
    say("the year of its statutes")
    assert check_package(shipped) == ()


def test_without_a_date_of_the_facts_nothing_is_too_late(shipped: Path) -> None:
    change(shipped, "clusters", "biomastec", founded="2027")
    path = shipped / "datapackage.json"
    told = json.loads(path.read_bytes())
    assert len(check_package(shipped)) == 1
    path.write_text(json.dumps({**told, "as_of": "2027"}))
    assert check_package(shipped) == ()
    path.write_text(json.dumps({**told, "as_of": ""}))
    assert check_package(shipped) == ()


def test_a_row_with_a_cell_too_few_is_the_one_fault(shipped: Path) -> None:
    for table, key in (
        ("clusters", "energy-cluster-denmark,"),  # another's successor, with facts
        ("partnerships", "silicon-europe,"),
        ("members", "silicon-europe,aepi,"),
    ):
        path = shipped / f"{table}.csv"
        sound = path.read_text(encoding="utf-8")
        start = sound.index(f"\n{key}") + 1
        end = sound.index("\n", start)
        cut = sound[: sound.rindex(",", start, end)] + sound[end:]
        path.write_text(cut, encoding="utf-8")
        (fault,) = check_package(shipped)
        assert fault.file == path.name
        assert "cells where the header has" in fault.problem
        path.write_text(sound, encoding="utf-8")


WORDS = st.sampled_from(
    ["", "a", "b", "a;b", "A", "2016", "2016-13", "2030", "merged", "agreement", "a b",
     "a 2016", "member", "since", "founded", "consortium", "high", "https://a.example"]
)  # fmt: skip


@given(st.data())
def test_whatever_the_cells_say_faults_are_told_and_nothing_breaks(
    data: st.DataObject,
) -> None:
    tables = {}
    for name in ("clusters", "partnerships", "members", "evidence", "calls"):
        table, n_rows = TABLES[name], data.draw(st.integers(0, 3))
        rows = st.lists(WORDS, min_size=n_rows, max_size=n_rows)
        columns = {c.name: data.draw(rows) for c in table.columns if n_rows}
        tables[name] = Rows(table, columns, range(2, 2 + n_rows))
    for fault in find_contradictions(tables, "2026-11-28"):
        rows = tables[fault.file.removesuffix(".csv")]
        assert rows.column(fault.column)[fault.line - 2] == fault.value
        assert fault.problem


def clusters_of(followed: Sequence[int | None]) -> Rows:
    """Clusters a, b, c and so on, each with the number of its successor."""
    ids = [chr(ord("a") + number) for number in range(len(followed))]
    empty = [""] * len(ids)
    columns = {
        "id": ids,
        "name": [id.upper() for id in ids],
        "short_name": empty,
        "aliases": empty,
        "successor": ["" if n is None else ids[n] for n in followed],
        "status": ["merged"] * len(ids),
    }
    return Rows(TABLES["clusters"], columns, range(2, 2 + len(ids)))


def faults_of(clusters: Rows) -> list[Fault]:
    unread = {name: Rows(TABLES[name]) for name in ("members", "partnerships")}
    return [*find_contradictions({"clusters": clusters, **unread}, "")]


@st.composite
def followers(draw: st.DrawFn) -> list[int | None]:
    n = draw(st.integers(1, 8))
    one = st.none() | st.integers(0, n - 1)
    return draw(st.lists(one, min_size=n, max_size=n))


@given(followers())
def test_who_comes_back_to_itself_is_in_a_circle_and_nobody_else(
    followed: list[int | None],
) -> None:
    def comes_back(start: int) -> bool:
        at: int | None = start
        for _ in followed:
            at = None if at is None else followed[at]
            if at == start:
                return True
        return False

    named = [fault.line - 2 for fault in faults_of(clusters_of(followed))]
    assert named == [n for n in range(len(followed)) if comes_back(n)]


def test_a_long_line_of_successors_is_walked_once() -> None:
    n = 20_000
    ids = [f"c{number}" for number in range(n)]
    rows = clusters_of([None] * n)
    columns = {**rows.columns, "id": ids, "successor": [*ids[1:], ids[0]]}
    faults = faults_of(Rows(rows.table, columns, rows.lines))
    assert len(faults) == n
    assert len(faults[0].problem) < 200
