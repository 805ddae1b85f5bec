"""What a cell accepts: a tiny package with one cell replaced has one fault there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matcher.errors import did_you_mean
from matcher.registry.columns import column, record
from matcher.registry.package.cells import (
    MAX_CELL_LENGTH,
    Offers,
    but_plain,
    text_problem,
)
from matcher.registry.package.checking import find_faults
from matcher.registry.package.reading import check_package, load_registry
from matcher.registry.package.spreadsheets import PLACEHOLDERS
from matcher.registry.package.tables import TABLES, Rows, Table
from tests.registry.package.tiny import (
    TINY,
    the_fault,
    tiny,
    write_package,
)
from tests.toy import VOCABULARY


class TestCells:
    """A tiny package with one cell replaced has one fault, at that cell."""

    @pytest.mark.parametrize(
        ("table", "old", "new", "column", "words"),
        [
            ("clusters", "textile,", "txtile,", "sectors", "did you mean 'textile'?"),
            ("clusters", "lasers", "laser", "technologies", "did you mean 'lasers'?"),
            ("clusters", "JP;ASIA", "JP;Nippon", "target_markets", "mean 'JP'?"),
            ("clusters", "JP;ASIA", "JP;PT", "target_markets", "in the European Union"),
            ("clusters", ",PT,", ",XX,", "country", "no country 'XX'"),
            ("clusters", ",PT,", ",UK,", "country", "did you mean 'GB'?"),
            ("clusters", ",PT,", ",Portugal,", "country", "did you mean 'PT'?"),
            ("clusters", ",12,", ",-12,", "members", "'-12' is not a whole number"),
            ("clusters", ",12,", ",12.5,", "members", "'12.5' is not a whole number"),
            ("clusters", ",12,", ",1e3,", "members", "is not a whole number"),
            ("clusters", ",12,", ",١٢,", "members", "is not a whole number"),
            ("clusters", ",12,", ",1234567890,", "members", "0 to 1000000"),
            ("clusters", ",12,", ",1000001,", "members", "0 to 1000000"),
            ("partnerships", ",1,", ",999999999,", "generation", "from 0 to 99"),
            ("partnerships", ",40,", ",999999999,", "sme_count", "0 to 30000000"),
            ("partnerships", "2016-03", "0001-03", "start", "is not a date as YYYY"),
            ("partnerships", ",2016,", ",9999,", "end", "is not a date as YYYY"),
            ("clusters", ",12,9,", ",8,9,", "sme_members", "9 small firms among 8"),
            ("clusters", ",cluster,", ",clustr,", "organisation_type", "one of: agen"),
            ("clusters", ",cluster,", ",,", "organisation_type", "must be filled in"),
            ("clusters", ",Weavers,", ",,", "name", "this cell is empty"),
            ("clusters", ",source,", ",rumour,", "coding", "one of: background, sou"),
            ("clusters", ",Norte,", ", Norte,", "region", "spaces at its start or en"),
            ("clusters", ",Norte,", ",Norte\u00a0,", "region", "spaces at its start"),
            ("clusters", ",Norte,", ",Nor\tte,", "region", "character U+0009"),
            ("clusters", ",Norte,", ",Nor\0te,", "region", "U+0000 at position 4"),
            ("clusters", ",Norte,", ",Nor\u202ete,", "region", "character U+202E"),
            ("clusters", ",Norte,", ',"Nor\nte",', "region", "line break at position"),
            ("clusters", "Weave.", "We\x1bave.", "focus", "character U+001B"),
            ("clusters", "Old Weavers;", "Old Weavers; ", "aliases", "beside ';'"),
            ("clusters", "Old Weavers;", "Old Weavers;;", "aliases", "empty value"),
            ("clusters", "JP;ASIA", "JP;ASIA;JP", "target_markets", "stands 2 times"),
            ("countries", "true", "yes", "eu", "one of: false, true"),
            ("ecosystems", "clothing,", "Clothing!,", "code", "small letters a-z"),
            ("partnerships", "2016-03", "2016-13", "start", "YYYY-MM or YYYY-MM-DD"),
            ("partnerships", "2016-03", "2016-02-30", "start", "not in the calendar"),
            ("partnerships", "2016-03", "03/2016", "start", "is not a date as YYYY"),
            ("partnerships", ",2016,", ",2015,", "end", "'2015' is before the start"),
            ("partnerships", ",2016,", ",2016-02-28,", "end", "before the start"),
            ("partnerships", ",1,", ",first,", "generation", "not a whole number"),
            (
                "partnerships",
                "escp-4i",
                "escp",
                "programme",
                "mean 'escp-4i' or 'escp-s3' or 'escp-2013'",
            ),
            ("partnerships", "LOOM", "", "acronym", "this cell is empty"),
            ("members", "coordinator", "leader", "role", "one of: affiliated, coord"),
            ("partnerships", "1,,,", "1,,prep,", "strand", "one of: A, B, implem"),
            ("partnerships", ",textile,", ",textiles,", "sectors", "mean 'textile'?"),
            ("regions", "JP", "XX", "countries", "no country 'XX'"),
            ("regions", "ASIA,", "asia!,", "code", "capital letters, digits"),
            ("technologies", "electronics", "magic", "group", "one of: bio, digital"),
        ],
    )
    def test_a_wrong_cell_is_named_with_what_is_accepted(
        self, table: str, old: str, new: str, column: str, words: str, tmp_path: Path
    ) -> None:
        text = TINY[f"{table}.csv"]
        line = text[: text.index(old)].count("\n") + 1
        changed = {table: text.replace(old, new, 1)}
        if table == "regions":
            changed["clusters"] = tiny("clusters", ";ASIA", "")
        if table == "ecosystems":
            changed["sectors"] = tiny("sectors", "clothing", "Clothing!")
        fault = the_fault(write_package(tmp_path, **changed))
        assert (fault.file, fault.line, fault.column) == (f"{table}.csv", line, column)
        assert words in fault.problem

    @given(
        cell=st.sampled_from([(t, c.name) for t in TABLES.values() for c in t.columns]),
        invisible=st.characters(categories=["Cf", "Zl", "Zp"])
        | st.sampled_from("\xad\u034f\u200b\u2060\u3164\ufe0f\U000e0041\U000e0100"),
        before=st.text("Łódź é", max_size=5).map(lambda text: f"a{text}"),
    )
    def test_what_nobody_sees_is_refused_in_every_column(
        self, cell: tuple[Table, str], invisible: str, before: str
    ) -> None:
        table, name = cell
        column = next(c for c in table.columns if c.name == name)
        problem = text_problem(column, f"{before}{invisible}b")
        assert (
            f"character U+{ord(invisible):04X} at position {len(before) + 1}" in problem
        )
        assert invisible not in problem

    @pytest.mark.parametrize("place", ["Weave", "Norte", "Old Weavers", "weavers.ex"])
    def test_a_name_with_an_invisible_character_is_a_fault_of_its_cell(
        self, place: str, tmp_path: Path
    ) -> None:
        text = TINY["clusters.csv"].replace(place, f"{place[0]}\u200b{place[1:]}", 1)
        fault = the_fault(write_package(tmp_path, clusters=text))
        assert (fault.file, fault.line) == ("clusters.csv", 2)
        assert "invisible character U+200B at position " in fault.problem

    @pytest.mark.parametrize(
        "address",
        [
            "weavers.example",
            "ftp://weavers.example",
            "javascript:alert(1)",
            "https://",
            "https:///page",
            "https://weavers",
            "https://weavers.example./",
            "https://weavers.example/a b",
            "https://user:secret@weavers.example",
            "https://weavers.example:port/",
            "https://weavers.example:0/",
            "https://weavers.example:65536/",
            "https://weavers.example:99999",
            "https://weavers.example\\page",
            "https://[weavers.example/",
            "https://weavers].example/",
            'https://weavers.example/"onclick',
            "https://weavers.example/<b>",
            "HTTPS//weavers.example",
        ],
    )
    @pytest.mark.parametrize(
        ("old", "column"),
        [("https://weavers.example", "website"), ("https://a.example/x", "sources")],
    )
    def test_an_address_must_be_of_the_web(
        self, address: str, old: str, column: str, tmp_path: Path
    ) -> None:
        quoted = '"' + address.replace('"', '""') + '"'
        folder = write_package(tmp_path, clusters=tiny("clusters", old, quoted))
        fault = the_fault(folder)
        assert (fault.line, fault.column, fault.value) == (2, column, address)
        assert "is not an address as https://host/page" in fault.problem

    @pytest.mark.parametrize(
        "address",
        [
            "http://a.example",
            "https://a.example:1",
            "https://a.example:65535/",
            "https://a.example:8080/x?y=1&z=%C3%B6#top",
            "https://bücher.example/straße",
            "https://a-b.c.example/?p=1",
        ],
    )
    def test_addresses_of_the_web_are_accepted(
        self, address: str, tmp_path: Path
    ) -> None:
        changed = tiny("clusters", "https://weavers.example", address)
        folder = write_package(tmp_path, clusters=changed)
        assert load_registry(folder).cluster("weavers").website == address

    def test_absurdly_long_cells_are_refused(self, tmp_path: Path) -> None:
        longest = "x" * MAX_CELL_LENGTH
        changed = tiny("clusters", "Weave.", longest)
        assert check_package(write_package(tmp_path, clusters=changed)) == ()
        changed = tiny("clusters", "Weave.", longest + "x")
        fault = the_fault(write_package(tmp_path, clusters=changed))
        assert (fault.line, fault.column) == (2, "focus")
        assert "10001 characters; at most 10000 are accepted" in fault.problem

    def test_messages_stay_short_and_printable(self, tmp_path: Path) -> None:
        changed = tiny(
            "clusters", ",Norte,textile,", ",Norte," + "tex\u200b" * 99 + ","
        )
        fault = the_fault(write_package(tmp_path, clusters=changed))
        assert len(str(fault)) < 600
        assert str(fault).isprintable()

    def test_a_partnership_may_end_in_the_year_it_starts(self, tmp_path: Path) -> None:
        changed = tiny("partnerships", "2016-03,2016", "2016-03,2016-03")
        assert check_package(write_package(tmp_path, partnerships=changed)) == ()

    def test_a_region_is_no_country_and_outside_the_eu(self, tmp_path: Path) -> None:
        changed = TINY["regions.csv"] + "GB,Britain,GB\nIBERIA,Iberia,JP;PT\n"
        country, inside = check_package(write_package(tmp_path, regions=changed))
        assert (country.line, country.column) == (3, "code")
        assert "'GB' is also a country's code" in country.problem
        assert (inside.line, inside.column) == (4, "countries")
        assert "in the European Union: PT" in inside.problem


@pytest.mark.slow
def test_offers_are_those_of_did_you_mean_until_that_takes_too_long() -> None:
    known = [f"cluster-{number}" for number in range(1000)]
    offers = Offers(known)
    given = [f"klaster-{number}" for number in range(150)]
    told = [offers.near(word) for word in given]
    assert told[0] == did_you_mean(given[0], known) != ""
    assert told[-1] == ""
    assert offers.near(given[0]) == told[0]


@record
class Worded:
    """What has words."""

    id: str = column("id")
    words: str = column("text")


WORDED = Table("worded", Worded, "Words", key=("id",))
WRITTEN = st.text() | st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            ["E", "a", "ж", "٣", "_", " ", ":", "://", "#", "=", "'", "“", "\n", "\xa0",
             "\u200b", "\u3164", "\u2009", "N/A", "none", "Err:502", "x" * 9_999]
        ),
        max_size=4,
    ),
)  # fmt: skip


@example("\u3164", "wool")  # a letter that nobody sees
@given(WRITTEN, st.sampled_from([c.lower() for c in PLACEHOLDERS] + ["wool"]))
def test_no_cell_is_taken_for_plain_that_is_refused(cell: str, other: str) -> None:
    columns = WORDED.columns
    for cells in ([cell], [cell, other], [other.title()]):
        lines = range(2, 2 + len(cells))
        rows = Rows(WORDED, {"id": [*map(str, lines)], "words": cells}, lines)
        told = {fault.value for fault in find_faults({"worded": rows}, VOCABULARY)}
        told |= {one for one in cells if one and text_problem(columns[1], one)}
        assert told <= {*but_plain(dict.fromkeys(cells))}


def test_words_of_every_script_are_plain() -> None:
    words = ["Wool", "3D printing", "Łódź & Çelik", "текстиль", "織物", "Μετάξι (raw)"]
    assert [*but_plain(words)] == []
    assert [*but_plain([*words, "E-mobility"])] == ["E-mobility"]
