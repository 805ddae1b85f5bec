"""Facts are held against the rows that they are about."""

from __future__ import annotations

import shutil
from pathlib import Path

from matcher.registry.package.reading import check_package
from tests.registry.package.copies import DATA, change

SILICON = "https://www.silicon-europe.eu/about/history/"
AEPI = f"silicon-europe member aepi {SILICON}"
INOVCLUSTER = "https://www.diariodigitalcastelobranco.pt/noticia/6701/"
FOUNDED = f"inovcluster founded 2009 {INOVCLUSTER}"


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
