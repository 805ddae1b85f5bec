"""Two recordings are compared as they should be, and nothing is left unrecorded."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from typer.main import get_command
from werkzeug.exceptions import HTTPException

from matcher import PartnerRecommender
from matcher.cli import app as commands_of
from tests.recording.addresses import ADDRESSES, ANSWERED, method_and_path
from tests.recording.asking import application
from tests.recording.bodies import MOST_ROWS, read_body
from tests.recording.commands import COMMANDS
from tests.recording.compare import compared, differences, main, reason
from tests.recording.readable import Readable

CHECKOUT = Path(__file__).parents[2]
RECORD = {
    "status": 200,
    "body": {
        "json": {"scores": [0.25, 1e-3], "names": ["ant", "bee"], "known": True},
        "text": ["Two words", "and more"],
        "table": {"rows": [["left", "score"], ["ant", 0.5], ["bee", 0.25]]},
    },
}


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """The record with one value changed."""
    record: Any = json.loads(json.dumps(RECORD))
    place = record["body"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    assert isinstance(record, dict)
    return record


# comparing


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (changed("json", "scores", 0, to=0.26), ".body.json.scores[0]: 0.25 -> 0.26"),
        (changed("json", "known", to=1), ".body.json.known: True -> 1"),
        (changed("table", "rows", 1, 1, to=0.6), ".body.table.rows[1][1]: 0.5 -> 0.6"),
        (changed("table", "rows", 1, 0, to="a"), ".body.table.rows[1][0]: 'ant' ->"),
        (changed("json", "names", to=["bee", "ant"]), ".body.json.names: 2 -> 2 lines"),
        (changed("json", "names", to=["ant"]), ".body.json.names: 2 -> 1 lines"),
        (changed("text", 1, to="or more"), ".body.text: 2 -> 2 lines"),
        (changed("text", to=["Two words"]), ".body.text: 2 -> 1 lines"),
        (changed("new", to=None), ".body.new: is new, None"),
        (
            changed("table", "rows", to=RECORD["body"]["table"]["rows"][:2]),  # type: ignore[index]
            ".body.table.rows: 3 -> 2 lines",
        ),
    ],
)  # fmt: skip
def test_what_changed_is_told_by_its_place(other: dict[str, Any], told: str) -> None:
    assert next(differences(RECORD, other)).startswith(told)
    assert list(differences(other, RECORD))


def test_a_changed_order_of_keys_is_told() -> None:
    body = dict(reversed(RECORD["body"].items()))  # type: ignore[attr-defined]
    (told,) = differences(RECORD, RECORD | {"body": body})
    assert told.startswith(".body: keys in another order: ['json', 'text', 'table']")


@pytest.mark.parametrize(
    "other",
    [
        changed("json", "scores", 0, to=0.25 + 1e-12),
        changed("json", "scores", 1, to=0.001000000001),
        changed("json", "names", 0, to=" ant\n"),
        changed("text", to=["Two", "words  and", "", "more "]),
    ],
)
def test_rounding_and_white_space_do_not_count(other: dict[str, Any]) -> None:
    assert list(differences(RECORD, other)) == []


def test_what_was_recorded_once_alone_is_told() -> None:
    before = {"addresses": {"/a": RECORD, "/b": RECORD}}
    after = {"addresses": {"/b": RECORD}, "commands": {"matcher c": RECORD}}
    assert list(compared(before, after)) == ["/a", "matcher c"]


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [("/about?a=[1]", True), ("/about*", True), ("*=[1]", True), ("/abou?*", False),
     ("/about", False), ("about*", False)],
)  # fmt: skip
def test_only_a_star_stands_for_anything(pattern: str, fits: bool) -> None:
    assert bool(reason("/about?a=[1]", {pattern: "why"})) == fits


def test_allowed_differences_are_told_with_their_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / name for name in ("before.json", "after.json", "allow.toml")]
    other = changed("text", to=[f"line {n}" for n in range(50)])
    for file, record in zip(files, (RECORD, other), strict=False):
        file.write_text(json.dumps({"addresses": {"/a": record, "/b": RECORD}}))
    before, after, allow = map(str, files)
    assert main([before, before]) == 0
    assert main([before, after]) == 1
    told = capsys.readouterr().out
    assert "differs: /a\n    .body.text: 2 -> 50 lines\n" in told
    assert " lines more\n2 addresses and commands: 1 differ, 0 differ as all" in told
    files[2].write_text('"/a*" = "New words."\n')
    assert main([before, after, "--allow", allow]) == 0
    assert "allowed: /a (New words.)\n" in capsys.readouterr().out


# reading


def test_a_page_is_read_as_words_links_and_pictures() -> None:
    page = """<title>Ants</title><p>Two   <b>big</b>
      ants<p title="Bees">bees <style>x</style></p><a href="/a?v=0123456789ab">See</a>
      <form action="/b"><input name="k" value="3" checked></form>
      <svg class="c"><path d="M0 0" class="d"/></svg>"""
    found = read_body(page.encode(), "html")["html"]
    assert found["text"] == ["Ants", "Two big ants", "[title] Bees", "bees", "See"]
    assert found["links"] == [
        "a href=/a?v=[version]", "form action=/b", "input name=k value=3 checked=",
    ]  # fmt: skip
    moved = Readable(page.replace("M0 0", "M0 1")).pictures
    assert len(moved) == 1
    assert moved != found["pictures"]
    assert Readable(page.replace('"d"', '"e"')).pictures == found["pictures"]


def test_full_numbers_of_tables_are_numbers_and_rounded_ones_are_text() -> None:
    rows = read_body(b"a,0.1,0.50,7\n", "csv")["table"]["rows"]
    assert rows == [["a", 0.1, "0.50", "7"]]


def test_long_tables_are_thinned_and_added_up() -> None:
    lines = "".join(f"id{n},0.5\n" for n in range(3 * MOST_ROWS))
    table = read_body(f"id,score\n{lines}".encode(), "csv")["table"]
    assert (table["n_rows"], table["sums"]) == (3 * MOST_ROWS + 1, [0, 1.5 * MOST_ROWS])
    assert MOST_ROWS / 2 < len(table["rows"]) <= MOST_ROWS + 2


def test_a_spreadsheet_is_read_by_its_cells(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["score", None, 0.5])
    book.save(tmp_path / "book.xlsx")
    found = read_body((tmp_path / "book.xlsx").read_bytes(), "xlsx")["sheets"]
    assert found["Sheet"]["rows"] == [["score", None, 0.5]]


# what is recorded


def test_every_route_is_recorded(recommender: PartnerRecommender) -> None:
    routes = application(CHECKOUT, RECOMMENDER=recommender).url_map
    known = {rule.endpoint for rule in routes.iter_rules()}
    adapter = routes.bind("localhost")
    found = set()
    for address in ANSWERED:
        method, path = method_and_path(address)
        try:
            found.add(adapter.match(path.partition("?")[0], method)[0])
        except HTTPException as error:
            pytest.fail(f"{address}: {error}")
    assert known - found == set(), "add an address of these to tests/recording"


def test_every_command_is_recorded() -> None:
    typed = [shlex.split(command) for command in COMMANDS]
    paths = list(_paths(get_command(commands_of)))
    assert ["data", "check"] in paths
    for path in paths:
        n = len(path)
        asked = [w for w in typed if w[:n] == path and w[n:] != ["--help"]]
        assert asked, f"add `matcher {' '.join(path)}` to tests/recording/commands.py"
        assert [*path, "--help"] in typed


def _paths(command: Any) -> Iterator[list[str]]:
    """The words of each command below one, which is a group if it has any."""
    if not hasattr(command, "commands"):
        yield []
        return
    for name, below in command.commands.items():
        yield from ([name, *path] for path in _paths(below))


def test_addresses_are_many_and_each_stands_once() -> None:
    assert len(ADDRESSES) >= 150
    assert method_and_path("POST /a?b= /c") == ("POST", "/a?b= /c")
    assert method_and_path("/a?b=C /D") == ("GET", "/a?b=C /D")
