"""What spreadsheet programs leave behind is called what it is, in one fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.registry.columns import Column
from matcher.registry.package.cells import value_problem
from matcher.registry.package.reading import check_package
from matcher.registry.package.spreadsheets import left_behind, meant
from tests.registry.package.tiny import TINY, the_fault, tiny, write_package

NUMBER, DATE = Column(kind="number"), Column(kind="date")
FLAG = Column(kind="flag", accepted=("false", "true"))
DAYS = st.dates(date(1950, 1, 1), date(2064, 1, 1))
AS_DAY = {
    "%Y-%m-%d 00:00:00": True,
    "%Y-%m-%dT00:00:00Z": True,
    "%Y/%m/%d": True,
    "%d.%m.%Y": True,
    "%d/%m/%Y": False,  # the month may stand first
    "%m/%d/%Y": False,
    "'%Y-%m-%d": True,
    "%d-%b-%Y": True,
    "%d %B %Y": True,
}


@given(day=DAYS, form=st.sampled_from([*AS_DAY]))
def test_a_date_in_another_form_is_told_as_it_is_meant(day: date, form: str) -> None:
    told = meant(DATE, day.strftime(form))
    offered = told.removeprefix("; write ").split(" or ")
    assert day.isoformat() in offered
    assert len(offered) == 1 or not AS_DAY[form]


@given(day=DAYS)
def test_the_number_of_a_day_is_told_as_its_date(day: date) -> None:
    number = (day - date(1899, 12, 30)).days
    assert meant(DATE, str(number)) == f"; write {day.isoformat()}"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [("2016.0", "2016"), ("May 2016", "2016-05"), ("03/2016", "2016-03")],
)
def test_a_year_or_month_in_another_form_is_told(given: str, wanted: str) -> None:
    assert meant(DATE, given) == f"; write {wanted}"


@pytest.mark.parametrize("given", ["31/02/2016", "soon", "99999", "32.13.2016", ""])
def test_nothing_is_offered_for_what_may_mean_anything(given: str) -> None:
    assert meant(DATE, given) == ""


@given(number=st.integers(0, 999_999_999), mark=st.sampled_from(" .,'’\xa0\u202f"))
def test_a_number_with_a_format_is_told_in_digits(number: int, mark: str) -> None:
    for text in (f"{number}.0", f"{number},00", f"'{number}", f"{number:.8E}"):
        assert meant(NUMBER, text) == f"; write {number}"
    apart = f"{number:,}".replace(",", mark)
    assert meant(NUMBER, apart) == (f"; write {number}" if number > 999 else "")


@pytest.mark.parametrize("text", ["TRUE", "True", "1", "yes", "WAHR", "vrai"])
def test_a_flag_in_another_form_is_told(text: str) -> None:
    told = f"'{text}' is not accepted; write true; one of: false, true"
    assert value_problem(FLAG, text) == told


LEFT = [
    *(f"#{name}" for name in ("REF!", "N/A", "NAME?", "DIV/0!", "WERT!", "NV", "####")),
    *("Err:502", "n/a", "N/A", "NULL", "NaN", "-", "—", "tbd", "k.A.", "not available"),
    *("=A1", "=HYPERLINK(1)", "'=1", "’+49", "“Norte”", "„Norte“", "«Norte»"),
]


@pytest.mark.parametrize("cell", LEFT)
def test_what_a_spreadsheet_leaves_is_a_fault_of_any_text(
    cell: str, tmp_path: Path
) -> None:
    fault = the_fault(write_package(tmp_path, clusters=tiny("clusters", "Norte", cell)))
    assert (fault.line, fault.column) == (2, "region")
    assert re.search("write|take|leave", fault.problem)


@given(
    before=st.text("aé(", min_size=1), space=st.sampled_from("\xa0\u202f\u2009\u3000")
)
def test_a_space_that_is_none_is_placed(before: str, space: str) -> None:
    where = f"U+{ord(space):04X} at position {len(before) + 1} "
    assert where in left_behind(f"{before}{space}b")


@given(st.text("aZé9 .,;:!?()&/'’“”-", min_size=2).filter(lambda text: "“" not in text))
def test_words_as_people_write_them_are_left_alone(text: str) -> None:
    assert left_behind(f"A{text}") == ""


@pytest.mark.parametrize("name", ["'s-Hertogenbosch", "’t Gooi", "#hub", "(none) yet"])
def test_names_that_look_odd_are_names(name: str) -> None:
    assert left_behind(name) == ""


def rows(change: Callable[[list[str]], list[str]]) -> Callable[[str], str]:
    return lambda text: "\n".join(change(text.splitlines())) + "\n"


def turned(mark: str) -> Callable[[str], str]:
    return lambda text: text.replace(";", "|").replace(",", mark)


def aside(text: str, n: int = 3) -> str:
    return "\n".join(line + "," * n for line in text.splitlines()) + "\n"


WHOLE: dict[str, tuple[Callable[[str], str | bytes], str, int]] = {
    "sep": (lambda t: f"sep=,\n{t}", "a note for spreadsheet programs", 1),
    "quoted sep": (lambda t: f'"sep=,"\n{t}', "a note for spreadsheet programs", 1),
    "semicolons": (turned(";"), "commas but by semicolons", 1),
    "tabs": (turned("\t"), "not separated by commas but by tabs", 1),
    "bars": (lambda t: t.replace(",", "|"), "by bars", 1),
    "bom": (lambda t: t.encode("utf-8-sig"), "byte order mark", 1),
    "crlf": (lambda t: t.replace("\n", "\r\n"), "has a carriage return", 1),
    "cr": (lambda t: t.replace("\n", "\r"), "has a carriage return", 1),
    "bom and crlf": (
        lambda t: t.replace("\n", "\r\n").encode("utf-8-sig"),
        "mark; save it as UTF-8 without BOM; it has a carriage return",
        1,
    ),
    "utf-16": (lambda t: t.encode("utf-16"), "this is UTF-16", 1),
    "utf-16 without mark": (lambda t: t.encode("utf-16-be"), "this is UTF-16", 1),
    "workbook": (lambda t: b"PK\x03\x04" + t.encode(), "a workbook of a spread", 1),
    "old workbook": (lambda t: b"\xd0\xcf\x11\xe0" + t.encode(), "a workbook", 1),
    "capitals": (rows(lambda r: [r[0].upper(), *r[1:]]), "called otherwise: write", 1),
    "spaces": (
        rows(lambda r: [r[0].replace(",", " , ").replace("_", " "), *r[1:]]),
        "columns are called otherwise",
        1,
    ),
    "empty columns": (aside, "3 empty columns at the end", 1),
    "empty columns below": (
        rows(lambda r: [r[0], *aside("\n".join(r[1:])).splitlines()]),
        "more cells than the header has, and these are empty",
        2,
    ),
    "empty rows": (lambda t: t + "\n" * 9, "are empty; take them out", -1),
    "rows of commas": (lambda t: t + ",,\n" * 9, "are empty; take them out", -1),
    "header again": (lambda t: t + t.splitlines()[0] + "\n", "header stands here", -1),
    "title above": (lambda t: f"Our registry\n\n{t}", "the header stands in line 3", 1),
    "no header": (rows(lambda r: r[1:]), "this is no header; the first line must", 1),
}


def check_whole(table: str, name: str, folder: Path) -> None:
    change, words, line = WHOLE[name]
    text = TINY[f"{table}.csv"]
    fault = the_fault(write_package(folder, **{table: change(text)}))
    assert (fault.file, fault.column == "" or line == 1) == (f"{table}.csv", True)
    assert fault.line == (line if line > 0 else text.count("\n") + 1)
    assert words in fault.problem


@pytest.mark.parametrize("name", WHOLE)
def test_what_a_program_made_of_a_table_is_one_fault(name: str, tmp_path: Path) -> None:
    check_whole("members", name, tmp_path)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.sampled_from([t[:-4] for t in TINY]), name=st.sampled_from([*WHOLE]))
def test_so_it_is_of_every_table(table: str, name: str, tmp_path: Path) -> None:
    check_whole(table, name, tmp_path)


@pytest.mark.parametrize("row", ["Total,,40,,", ",TOTAL:,,,", "Summe,,,,,"])
def test_a_line_of_totals_is_called_so(row: str, tmp_path: Path) -> None:
    changed = TINY["clusters.csv"] + row.ljust(15 + len(row.replace(",", "")), ",")
    fault = the_fault(write_package(tmp_path, clusters=changed))
    assert (fault.line, fault.column) == (4, "")
    assert "a line of totals" in fault.problem


def test_a_cluster_may_be_called_total(tmp_path: Path) -> None:
    changed = tiny("clusters", "bakers,Bakers", "bakers,Total")
    assert check_package(write_package(tmp_path, clusters=changed)) == ()


@pytest.mark.parametrize("glue", [",", ", ", "|", " / ", " and ", "+"])
def test_values_that_are_not_separated_by_semicolons_are_told_apart(
    glue: str, tmp_path: Path
) -> None:
    changed = tiny("clusters", "JP;ASIA", f'"JP{glue}ASIA"')
    fault = the_fault(write_package(tmp_path, clusters=changed))
    assert (fault.line, fault.column) == (2, "target_markets")
    told = f"'JP{glue}ASIA' holds 2 values; separate them by ';' alone, as JP;ASIA"
    assert fault.problem == told


def test_no_value_of_several_is_lost_by_what_is_offered(tmp_path: Path) -> None:
    changed = tiny("clusters", "JP;ASIA", '"JP,ASIA,nothing"')
    fault = the_fault(write_package(tmp_path, clusters=changed))
    assert fault.problem.endswith("as JP;ASIA;nothing")
    changed = tiny("clusters", ",PT,", ',"PT,JP",')
    fault = the_fault(write_package(tmp_path, clusters=changed))
    assert fault.problem == "'PT,JP' holds 2 values; one is accepted in this column"
    two = "https://a.example/x,https://b.example"
    changed = tiny("clusters", "https://a.example/x", f'"{two}"')
    fault = the_fault(write_package(tmp_path, clusters=changed))
    assert fault.problem.endswith("as https://a.example/x;https://b.example")


def test_a_cell_of_very_many_letters_is_named_by_its_place(tmp_path: Path) -> None:
    changed = tiny("clusters", "Weave.", "x" * 200_000)
    fault = the_fault(write_package(tmp_path, clusters=changed))
    assert (fault.line, fault.column) == (2, "focus")
    assert "200000 characters; at most 10000 are accepted" in fault.problem


def test_typographic_quotes_do_not_hold_a_cell_together(tmp_path: Path) -> None:
    changed = tiny("clusters", "Weave.", "“Weave, spin”")
    fault = the_fault(write_package(tmp_path, clusters=changed))
    assert fault.line == 2
    assert 'only straight "quotes" hold a cell with commas together' in fault.problem
