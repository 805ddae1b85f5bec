"""A name means one thing: who else has it is a fault, however it is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import load_registry
from matcher.errors import Fault
from matcher.registry.package.naming import find_shared_names
from matcher.registry.package.parsing import rows_of
from matcher.registry.package.reading import check_package
from matcher.registry.package.tables import TABLES
from tests.registry.package.tiny import TINY, the_fault, tiny, write_package

HOMELAND = tiny("countries", "PT,Portugal,true,", "PT,Portugal,true,Homeland").replace(
    ",Nippon", ",Nippon;HOMELAND"
)
SECTORS = TINY["sectors.csv"] + "cloth,TEXTILE,clothing\n"
TECHNOLOGIES = TINY["technologies.csv"] + "light,Lasers,electronics\n"
COPY = TINY["clusters.csv"] + (
    "weavers-2,Weavers,,Old Weavers;Ткачи,cluster,PT,,,,,,,,"
    "http://www.Weavers.example/,,\n"
)


@pytest.mark.parametrize(
    ("table", "text", "place", "value", "words"),
    [
        ("countries", HOMELAND, "countries.csv 3 aliases", "HOMELAND",
         "'HOMELAND' means 'PT' too (countries.csv line 2); a name has one meaning"),
        ("countries", tiny("countries", "Japan", "Portugal"), "countries.csv 3 name",
         "Portugal", "means 'PT' too"),
        ("countries", tiny("countries", "Nippon", "Pt"), "countries.csv 3 aliases",
         "Pt", "means 'PT' too"),
        ("regions", tiny("regions", "Asia", "Jápan"), "regions.csv 2 label",
         "Jápan", "means 'JP' too (countries.csv line 3)"),
        ("regions", tiny("regions", "Asia", "NIPPON"), "countries.csv 3 aliases",
         "Nippon", "means 'ASIA' too (regions.csv line 2)"),
        ("sectors", SECTORS, "sectors.csv 3 label", "TEXTILE", "'textile' too"),
        ("technologies", TECHNOLOGIES, "technologies.csv 3 label", "Lasers",
         "'lasers' too"),
        ("clusters", tiny("clusters", "Bakers", "WEÁVERS"), "clusters.csv 3 name",
         "WEÁVERS", "(clusters.csv line 2); say where or since when, or give it as"),
        ("clusters", tiny("clusters", "Bakers,,", "Bakers,,Old  weavers"),
         "clusters.csv 3 aliases", "Old  weavers", "means 'weavers' too"),
        ("clusters", tiny("clusters", "Old Weavers", "bakers"),
         "clusters.csv 2 aliases", "bakers", "means 'bakers' too"),
        ("clusters", COPY, "clusters.csv 4 name", "Weavers",
         "with the same website (clusters.csv line 2): keep one row of them"),
    ],
)  # fmt: skip
def test_a_name_of_two_is_told_by_its_place_and_whose_it_is_too(
    table: str, text: str, place: str, value: str, words: str, tmp_path: Path
) -> None:
    fault = the_fault(write_package(tmp_path, **{table: text}))
    assert f"{fault.file} {fault.line} {fault.column}" == place
    assert fault.value == value
    assert words in fault.problem


@pytest.mark.parametrize(
    ("table", "text", "place", "words"),
    [
        ("clusters", tiny("clusters", "Bakers,,", "!!!,,"), "clusters.csv 3 name",
         "'!!!' has no letter and no digit to be found by"),
        ("clusters", tiny("clusters", "Bakers", "B\u0430kers"), "clusters.csv 3 name",
         "'B\u0430kers' mixes Cyrillic and Latin letters; write one"),
        ("clusters", tiny("clusters", "Old Weavers", "\u039fld Weavers"),
         "clusters.csv 2 aliases", "mixes Greek and Latin letters"),
        ("countries", tiny("countries", "Nippon", "- / -"), "countries.csv 3 aliases",
         "'- / -' has no letter"),
        ("sectors", TINY["sectors.csv"] + "cloth,\U0001f9f5,clothing\n",
         "sectors.csv 3 label", "has no letter"),
        ("clusters", tiny("clusters", "bakers", "compare"), "clusters.csv 3 id",
         "'compare' is the name of a page; give the cluster another id"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_found_as_it_is_seen_is_refused(
    table: str, text: str, place: str, words: str, tmp_path: Path
) -> None:
    found = check_package(write_package(tmp_path, **{table: text}))
    told = {f"{f.file} {f.line} {f.column}": f.problem for f in found}
    assert words in told[place]


@pytest.mark.parametrize(
    "name",
    ["Weavers Ткачи", "Σ-Tech Πάτρα", "\u00b5-Tech", "H\u2082 Łódź", "3D", "食品"],
)
def test_a_name_may_have_words_of_several_scripts(name: str, tmp_path: Path) -> None:
    clusters = tiny("clusters", "Bakers", name)
    assert check_package(write_package(tmp_path, clusters=clusters)) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weavers,Weavers,,", "weavers,Weavers,WB,"),  # as another's acronym
        ("weavers,Weavers,,", "weavers,Weavers,Bakers,"),  # as another's name
        ("Old Weavers;", "WB;"),
    ],
)
def test_a_shared_short_name_or_acronym_is_asked_about(
    old: str, new: str, tmp_path: Path
) -> None:
    clusters = tiny("clusters", old, new).replace(
        "bakers,Bakers,,", "bakers,Bakers,WB,"
    )
    registry = load_registry(write_package(tmp_path, clusters=clusters))
    shared = "bakers " if "Bakers" in new else "wb"
    called = registry.clusters_called(shared.upper())
    assert {cluster.id for cluster in called} == {"bakers", "weavers"}


letters = st.sampled_from("aeiouløđßæéńςжकی纺") | st.characters(categories=["L"])
names = st.text(letters, min_size=2, max_size=8).filter(lambda name: not name.isupper())


def _faults(table: str, header: str, *rows: str) -> list[Fault]:
    faults: list[Fault] = []
    text = "\n".join([header, *rows, ""])
    found = find_shared_names({table: rows_of(TABLES[table], text, faults)})
    return [*found]


def _split(name: str) -> str:
    return f"{name[0]}\u200b{name[1:]}"


def _decomposed(name: str) -> str:
    return unicodedata.normalize("NFD", name)


@given(names, st.sampled_from([str.lower, str.title, _split, _decomposed]))
def test_however_a_name_is_written_again_it_is_the_same(
    name: str, written: Callable[[str], str]
) -> None:
    again = written(name)
    countries = "code,name,eu,aliases"
    for table, header, *rows in (
        ("countries", countries, f"ONE,1,true,{name}", f"TWO,2,true,{again}"),
        ("countries", countries, f"ONE,{name},true,", f"TWO,2,true,{again}"),
        ("sectors", "code,label,ecosystem", f"one,{name},x", f"two,{again},x"),
        ("technologies", "code,label,group", f"one,{name},x", f"two,{again},x"),
    ):
        (fault,) = _faults(table, header, *rows)
        assert (fault.line, fault.value) == (3, again)
        assert "too (" in fault.problem


def test_the_packaged_names_mean_one_thing_each() -> None:
    assert check_package() == ()
    registry = load_registry()
    for cluster in registry.clusters:
        assert registry.clusters_called(cluster.name.upper()) == [cluster]
