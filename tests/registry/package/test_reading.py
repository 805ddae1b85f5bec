"""Reading and checking a data package: what is loaded, and every fault found."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import DatasetError, Fault, MatcherError
from matcher.registry.package.cells import MAX_CELL_LENGTH
from matcher.registry.package.reading import check_package, load_registry
from matcher.registry.package.tables import TABLES

DATA = Path(__file__).parents[3] / "data"

TINY = {
    "clusters.csv": (
        "id,name,short_name,aliases,organisation_type,country,region,sectors,"
        "technologies,target_markets,focus,members,sme_members,website,coding,sources\n"
        "weavers,Weavers,,Old Weavers;Ткачи,cluster,PT,Norte,textile,lasers,JP;ASIA,"
        "Weave.,12,9,https://weavers.example,source,https://a.example/x\n"
        "bakers,Bakers,,,network,,,,,,,,,,,\n"
    ),
    "countries.csv": (
        "code,name,eu,aliases\n"
        "PT,Portugal,true,\n"
        "JP,Japan,false,Nippon\n"
        "GB,United Kingdom,false,UK\n"
    ),
    "ecosystems.csv": "code,label\nclothing,Clothing\n",
    "members.csv": (
        "partnership,cluster,role,source\n"
        "loom-g1,weavers,coordinator,https://a.example/loom\n"
        "loom-g1,bakers,partner,\n"
    ),
    "partnerships.csv": (
        "id,acronym,name,programme,generation,call,strand,start,end,sectors,"
        "technologies,target_markets,focus,sme_count,grant_id,sources\n"
        "loom-g1,LOOM,,escp-4i,1,,,2016-03,2016,textile,,JP,,40,,\n"
    ),
    "regions.csv": "code,label,countries\nASIA,Asia,JP\n",
    "sectors.csv": "code,label,ecosystem\ntextile,Textile,clothing\n",
    "technologies.csv": "code,label,group\nlasers,Lasers,electronics\n",
}


PROGRAMMES = "code,label,name\nescp-4i,ESCP-4i,Going abroad\n"

REQUIRED = [name for name, t in TABLES.items() if not t.aside and not t.default]


def write_package(folder: Path, **changed: str | bytes) -> Path:
    """A tiny sound package of version 1, with some tables replaced or more."""
    files = TINY | {f"{table}.csv": text for table, text in changed.items()}
    for file, text in files.items():
        (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def tiny(table: str, old: str, new: str) -> str:
    """One table of the tiny package with a text replaced."""
    text = TINY[f"{table}.csv"]
    assert text.count(old) == 1
    return text.replace(old, new)


def the_fault(folder: Path) -> Fault:
    (fault,) = check_package(folder)
    return fault


class TestSoundPackages:
    def test_a_registry_holds_what_the_tables_say(self, tmp_path: Path) -> None:
        registry = load_registry(write_package(tmp_path))
        bakers, weavers = registry.clusters
        assert (bakers.id, bakers.country, bakers.sectors) == ("bakers", "", ())
        assert (bakers.members, bakers.sources) == (None, ())
        assert weavers.aliases == ("Old Weavers", "Ткачи")
        assert weavers.target_markets == ("ASIA", "JP")
        assert (weavers.members, weavers.sme_members) == (12, 9)
        assert weavers.sources == ("https://a.example/x",)
        (loom,) = registry.partnerships
        assert (loom.generation, loom.sme_count, loom.end) == (1, 40, "2016")
        assert registry.members_of == {"loom-g1": ("bakers", "weavers")}
        assert [m.role for m in registry.members] == ["partner", "coordinator"]

    def test_the_vocabulary_knows_wider_codes(self, tmp_path: Path) -> None:
        vocabulary = load_registry(write_package(tmp_path)).vocabulary
        assert vocabulary.sectors["textile"].parents == ("clothing",)
        assert vocabulary.technologies["lasers"].parents == ("electronics",)
        assert vocabulary.countries["JP"].parents == ("ASIA",)
        assert vocabulary.regions == {"ASIA": ("JP",)}
        assert vocabulary.eu == {"PT"}
        assert sorted(vocabulary.markets) == ["ASIA", "GB", "JP"]

    def test_the_packaged_data_is_read_by_default(self) -> None:
        registry = load_registry()
        assert registry == load_registry(DATA)
        assert registry == load_registry(str(DATA))
        assert registry.cluster("inovcluster").country == "PT"
        assert len(registry.clusters) > 300

    def test_a_wheel_reads_the_data_inside_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "_data").mkdir()
        write_package(tmp_path / "_data", programmes=PROGRAMMES)
        here = tmp_path / "registry" / "package" / "reading.py"
        monkeypatch.setattr("matcher.registry.package.reading.__file__", str(here))
        assert [c.id for c in load_registry().clusters] == ["bakers", "weavers"]

    def test_the_order_of_rows_and_columns_does_not_matter(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        header, *rows = TINY["members.csv"].splitlines()
        turned = [",".join(reversed(row.split(","))) for row in [header, *rows[::-1]]]
        given = write_package(tmp_path / "a")
        other = write_package(tmp_path / "b", members="\n".join(turned))
        assert load_registry(given) == load_registry(other)

    @pytest.mark.parametrize("table", ["members", "partnerships"])
    def test_a_registry_without_history_is_fine(
        self, table: str, tmp_path: Path
    ) -> None:
        headers = {
            name: TINY[f"{name}.csv"].splitlines()[0]
            for name in ("members", table)  # members need their partnerships
        }
        registry = load_registry(write_package(tmp_path, **headers))
        assert registry.members == ()
        assert len(registry.clusters) == 2

    def test_text_may_hold_commas_quotes_and_line_breaks(self, tmp_path: Path) -> None:
        focus = 'Weave,\nspin and say "done".'
        quoted = '"' + focus.replace('"', '""') + '"'
        folder = write_package(tmp_path, clusters=tiny("clusters", "Weave.", quoted))
        assert load_registry(folder).cluster("weavers").focus == focus

    def test_description_and_other_files_may_be_missing_or_more(
        self, tmp_path: Path
    ) -> None:
        folder = write_package(tmp_path)
        (folder / "notes.txt").write_bytes(b"\xff\x00")
        assert check_package(folder) == ()
        (folder / "datapackage.json").write_text("{}")
        assert check_package(folder) == ()

    @given(st.text(max_size=40))
    def test_a_loaded_text_is_the_text_that_was_written(
        self, tmp_path_factory: pytest.TempPathFactory, text: str
    ) -> None:
        quoted = '"' + text.replace('"', '""') + '"'
        folder = write_package(
            tmp_path_factory.mktemp("package"),
            clusters=tiny("clusters", "Weave.", quoted),
        )
        faults = check_package(folder)
        if faults:
            assert {fault.file for fault in faults} == {"clusters.csv"}
        else:
            assert load_registry(folder).cluster("weavers").focus == text

    def test_shipped_data_load_in_a_moment(self) -> None:
        times = []
        for _ in range(5):
            start = time.process_time()
            load_registry()
            times.append(time.process_time() - start)
        assert min(times) < 0.1


class TestFolders:
    def test_a_folder_that_does_not_exist_is_named(self, tmp_path: Path) -> None:
        folder = tmp_path / "nowhere"
        with pytest.raises(DatasetError, match="nowhere: does not exist; give the fol"):
            load_registry(folder)
        fault = the_fault(folder)
        assert (fault.file, fault.line, fault.column) == (str(folder), 0, "")

    def test_a_file_instead_of_a_folder_is_named(self, tmp_path: Path) -> None:
        file = tmp_path / "clusters.csv"
        file.write_text("id\n")
        assert "clusters.csv: is a file; give the folder" in str(the_fault(file))

    def test_an_empty_folder_misses_every_table(self, tmp_path: Path) -> None:
        faults = check_package(tmp_path)
        assert [fault.file for fault in faults] == [f"{t}.csv" for t in REQUIRED]
        assert all(fault.line == 0 for fault in faults)
        assert "this file is missing; a data package holds clusters.csv, cou" in str(
            faults[0]
        )

    def test_a_folder_named_like_a_table_cannot_be_read(self, tmp_path: Path) -> None:
        folder = write_package(tmp_path)
        (folder / "sectors.csv").unlink()
        (folder / "sectors.csv").mkdir()
        assert str(the_fault(folder)).startswith("sectors.csv: cannot be read: ")

    @pytest.mark.parametrize(
        ("text", "line", "words"),
        [
            (b"{\n  'name': 1}", 2, "not valid JSON: Expecting property name"),
            (b"", 1, "not valid JSON"),
            (b'{"a": "\xff"}', 0, "not valid JSON in UTF-8"),
            (b"[" * 100_000, 0, "not valid JSON"),
            (b"[]", 0, "must hold a JSON object"),
        ],
        ids=["quotes", "empty", "encoding", "depth", "list"],
    )
    def test_a_description_must_be_json(
        self, text: bytes, line: int, words: str, tmp_path: Path
    ) -> None:
        folder = write_package(tmp_path)
        (folder / "datapackage.json").write_bytes(text)
        fault = the_fault(folder)
        assert (fault.file, fault.line) == ("datapackage.json", line)
        assert words in fault.problem

    def test_a_description_that_is_a_folder_cannot_be_read(
        self, tmp_path: Path
    ) -> None:
        folder = write_package(tmp_path)
        (folder / "datapackage.json").mkdir()
        assert "datapackage.json: cannot be read" in str(the_fault(folder))


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
            ("clusters", ",12,", ",1234567890,", "members", "0 to 999999999"),
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
                "mean 'escp-s3' or 'escp-4i'",
            ),
            ("partnerships", "LOOM", "", "acronym", "this cell is empty"),
            ("members", "coordinator", "leader", "role", "one of: affiliated, coord"),
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


class TestKeys:
    def test_an_id_stands_once(self, tmp_path: Path) -> None:
        changed = TINY["clusters.csv"] + "weavers,Others,,,cluster" + "," * 11 + "\n"
        fault = the_fault(write_package(tmp_path, clusters=changed))
        assert str(fault) == (
            "clusters.csv line 4 column 'id': "
            "'weavers' stands already in line 2; once is enough"
        )

    def test_a_cluster_is_listed_once_in_a_partnership(self, tmp_path: Path) -> None:
        changed = TINY["members.csv"] + "loom-g1,weavers,partner,\n"
        fault = the_fault(write_package(tmp_path, members=changed))
        assert str(fault) == (
            "members.csv line 4 column 'cluster': "
            "'weavers' in 'loom-g1' stands already in line 2; once is enough"
        )

    def test_both_sides_of_a_member_must_exist(self, tmp_path: Path) -> None:
        changed = TINY["members.csv"] + "loom-g2,weaver,partner,\n"
        cluster, partnership = check_package(write_package(tmp_path, members=changed))
        assert str(cluster) == (
            "members.csv line 4 column 'cluster': "
            "no cluster 'weaver' in clusters.csv; did you mean 'weavers'?"
        )
        assert str(partnership) == (
            "members.csv line 4 column 'partnership': "
            "no partnership 'loom-g2' in partnerships.csv; did you mean 'loom-g1'?"
        )

    def test_a_sector_needs_its_ecosystem(self, tmp_path: Path) -> None:
        changed = tiny("sectors", "clothing", "clothes")
        fault = the_fault(write_package(tmp_path, sectors=changed))
        assert (fault.line, fault.column) == (2, "ecosystem")
        assert "no ecosystem 'clothes' in ecosystems.csv" in fault.problem

    def test_what_names_a_table_that_cannot_be_read_is_not_blamed(
        self, tmp_path: Path
    ) -> None:
        folder = write_package(tmp_path)
        for table in ("clusters", "countries", "regions", "sectors", "ecosystems"):
            (folder / f"{table}.csv").unlink()
        assert len(check_package(folder)) == 5

    def test_many_unknown_ids_do_not_take_hours(self, tmp_path: Path) -> None:
        header, weavers, bakers = TINY["clusters.csv"].splitlines()
        clusters = [bakers.replace("bakers", f"bakers-{i}") for i in range(1000)]
        members = [f"loom-g1,weavers-{i},partner," for i in range(1000)]
        folder = write_package(
            tmp_path,
            clusters="\n".join([header, weavers, bakers, *clusters]),
            members="\n".join([TINY["members.csv"].rstrip(), *members]),
        )
        start = time.perf_counter()
        faults = check_package(folder)
        assert len(faults) == 1000
        assert all("no cluster 'weavers-" in fault.problem for fault in faults)
        assert "did you mean 'weavers'" in faults[0].problem
        assert "did you mean" not in faults[-1].problem
        assert time.perf_counter() - start < 20


class TestTables:
    def test_columns_must_be_there_once_and_known(self, tmp_path: Path) -> None:
        changed = tiny("members", "role,source", "rôle,source,source")
        faults = check_package(write_package(tmp_path, members=changed))
        assert [(f.file, f.line, f.column, f.problem) for f in faults] == [
            ("members.csv", 1, "role", "this column is missing"),
            (
                "members.csv",
                1,
                "rôle",
                "no such column; accepted are partnership, cluster, role, since, "
                "confidence, source",
            ),
            ("members.csv", 1, "source", "this column stands 2 times"),
        ]

    def test_a_column_too_many_does_not_hide_other_faults(self, tmp_path: Path) -> None:
        changed = "code,label,notes\nclothing,,thin\n"
        extra, empty = check_package(write_package(tmp_path, ecosystems=changed))
        assert (extra.line, extra.column) == (1, "notes")
        assert (empty.line, empty.column) == (2, "label")

    def test_semicolons_between_cells_are_explained(self, tmp_path: Path) -> None:
        changed = TINY["members.csv"].replace(",", ";")
        fault = the_fault(write_package(tmp_path, members=changed))
        assert fault.line == 1
        assert "save it with commas between them" in fault.problem

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            ("loom-g1,weavers,partner", "3 cells where the header has 4"),
            ("loom-g1,weavers,partner,,", "5 cells where the header has 4; put a cell"),
            ("", "this line is empty"),
        ],
    )
    def test_a_row_has_as_many_cells_as_the_header(
        self, row: str, words: str, tmp_path: Path
    ) -> None:
        header, *rows = TINY["members.csv"].splitlines()
        changed = "\n".join([header, rows[1], row, rows[0]])
        faults = check_package(write_package(tmp_path, members=changed))
        uneven = [fault for fault in faults if not fault.column]
        assert [(fault.file, fault.line) for fault in uneven] == [("members.csv", 3)]
        assert words in uneven[0].problem

    def test_an_uneven_row_is_still_known_by_its_id(self, tmp_path: Path) -> None:
        changed = tiny("clusters", "bakers,Bakers,,,", "bakers,Bakers,,")
        fault = the_fault(write_package(tmp_path, clusters=changed))
        assert (fault.file, fault.line) == ("clusters.csv", 3)

    @pytest.mark.parametrize("table", [t for t in TABLES if not TABLES[t].may_be_empty])
    def test_tables_without_rows_are_faults(self, table: str, tmp_path: Path) -> None:
        text = PROGRAMMES if table == "programmes" else TINY[f"{table}.csv"]
        header = text.splitlines()[0] + "\n"
        faults = check_package(write_package(tmp_path, **{table: header}))
        own = [fault for fault in faults if fault.file == f"{table}.csv"]
        assert own[0].line == 0
        assert "no rows below the header" in own[0].problem

    @pytest.mark.parametrize("table", TABLES)
    def test_files_without_a_byte_are_faults(self, table: str, tmp_path: Path) -> None:
        fault = the_fault(write_package(tmp_path, **{table: ""}))
        assert (fault.file, fault.line) == (f"{table}.csv", 1)
        assert "no header; the first line must be " in fault.problem

    def test_bytes_that_are_not_utf8_are_placed(self, tmp_path: Path) -> None:
        changed = tiny("clusters", "Norte", "São").encode("latin-1", "replace")
        fault = the_fault(write_package(tmp_path, clusters=changed))
        assert (fault.file, fault.line, fault.value) == ("clusters.csv", 2, "0xE3")
        start = TINY["clusters.csv"].splitlines()[1].index("Norte")
        assert f"byte {start + 2} of the line (0xE3) is not UTF-8" in fault.problem

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
    def test_utf16_is_not_utf8(self, encoding: str, tmp_path: Path) -> None:
        changed = TINY["ecosystems.csv"].encode(encoding)
        faults = check_package(write_package(tmp_path, ecosystems=changed))
        assert {(f.file, f.line) for f in faults} == {("ecosystems.csv", 1)}

    def test_a_byte_order_mark_is_a_fault(self, tmp_path: Path) -> None:
        changed = TINY["sectors.csv"].encode("utf-8-sig")
        fault = the_fault(write_package(tmp_path, sectors=changed))
        assert (fault.file, fault.line) == ("sectors.csv", 1)
        assert "save it as UTF-8 without BOM" in fault.problem

    @pytest.mark.parametrize("line_end", ["\r\n", "\r"])
    def test_carriage_returns_are_faults(self, line_end: str, tmp_path: Path) -> None:
        changed = TINY["countries.csv"].replace("\n", line_end).encode()
        fault = the_fault(write_package(tmp_path, countries=changed))
        assert (fault.file, fault.line) == ("countries.csv", 1)
        assert "end lines with a line feed (LF) alone" in fault.problem

    @pytest.mark.parametrize("quoted", ['"Norte', '"Nor"te', '"' + "x" * 140_000])
    def test_quotes_that_do_not_close_are_placed(
        self, quoted: str, tmp_path: Path
    ) -> None:
        changed = tiny("clusters", "Norte", quoted)
        fault = the_fault(write_package(tmp_path, clusters=changed))
        assert (fault.file, fault.line) == ("clusters.csv", 2)
        assert "do not close" in fault.problem

    def test_lines_are_counted_past_cells_that_break_lines(
        self, tmp_path: Path
    ) -> None:
        changed = tiny("clusters", "Weave.,12", '"One\ntwo\nthree.",many').replace(
            "bakers,Bakers", "bakers,Bakers "
        )
        many, spaces = check_package(write_package(tmp_path, clusters=changed))
        assert (many.line, many.column) == (4, "members")
        assert (spaces.line, spaces.column) == (5, "name")


class TestGathering:
    def test_all_faults_are_gathered_in_file_and_line_order(
        self, tmp_path: Path
    ) -> None:
        folder = write_package(
            tmp_path,
            clusters=tiny("clusters", "textile,lasers", "txtile,laser"),
            members=tiny("members", "bakers", "brewers"),
            technologies=b"\xef\xbb\xbf" + TINY["technologies.csv"].encode(),
        )
        (folder / "regions.csv").write_text("code,label\n")
        faults = check_package(folder)
        assert [(f.file, f.line, f.column) for f in faults] == [
            ("clusters.csv", 2, "sectors"),
            ("clusters.csv", 2, "technologies"),
            ("members.csv", 3, "cluster"),
            ("regions.csv", 1, "countries"),
            ("technologies.csv", 1, ""),
        ]
        with pytest.raises(DatasetError) as caught:
            load_registry(folder)
        assert caught.value.faults == faults
        assert isinstance(caught.value, MatcherError)
        assert isinstance(caught.value, ValueError)
        head, *told = str(caught.value).splitlines()
        assert head == "5 faults in the data package"
        assert told == [str(fault) for fault in faults]

    def test_checking_twice_says_the_same(self, tmp_path: Path) -> None:
        folder = write_package(tmp_path, sectors=tiny("sectors", "clothing", "x"))
        assert check_package(folder) == check_package(folder) != ()

    def test_checking_changes_no_file(self, tmp_path: Path) -> None:
        folder = write_package(tmp_path, sectors="broken")
        before = {path: path.read_bytes() for path in folder.iterdir()}
        check_package(folder)
        assert {path: path.read_bytes() for path in folder.iterdir()} == before


def replaced(old: str, new: str, line: int) -> Callable[[bytes], bytes]:
    """A change of one text in one line of a file."""

    def change(raw: bytes) -> bytes:
        lines = raw.split(b"\n")
        assert old.encode() in lines[line - 1]
        lines[line - 1] = lines[line - 1].replace(old.encode(), new.encode(), 1)
        return b"\n".join(lines)

    return change


def line_of(file: str, start: str) -> int:
    lines = (DATA / file).read_text(encoding="utf-8").split("\n")
    return next(i for i, text in enumerate(lines, 1) if text.startswith(start))


AFTER = {  # the line after the last of each file
    path.name: path.read_bytes().count(b"\n") + 1 for path in DATA.iterdir()
}
CORRUPTED = [
    ("clusters.csv", "biocat,", "biopharma", "bipharma", "sectors", "no sector 'bip"),
    ("clusters.csv", "biocat,", "medtech", "medtec", "technologies", "mean 'medtech'"),
    ("clusters.csv", "biocat,", ",ES,", ",EN,", "country", "no country 'EN'"),
    ("clusters.csv", "biocat,", ",ES,", ",Spain,", "country", "did you mean 'ES'?"),
    ("clusters.csv", "biocat,", "biocat,", "Bio Cat,", "id", "small letters a-z"),
    ("clusters.csv", "vitagora,", "JP;", "Japan;", "target_markets", "mean 'JP'?"),
    ("clusters.csv", "vitagora,", "JP;", "FR;", "target_markets", "European Union"),
    ("clusters.csv", "vitagora,", "JP;", "KR;", "target_markets", "stands 2 times"),
    ("clusters.csv", "skywin,", ",148,90,", ",148,190,", "sme_members", "among 148"),
    ("clusters.csv", "skywin,", ",148,", ",-148,", "members", "a whole number"),
    ("clusters.csv", "skywin,", "https://www.sky", "www.sky", "website", "https://h"),
    ("clusters.csv", "skywin,", "/key-figures", "/key figures", "sources", "spaces"),
    ("clusters.csv", "zinnae,", "zinnae,ZINNAE", "zinnae,", "name", "is empty"),
    ("clusters.csv", "zinnae,", ",cluster,", ",klaster,", "organisation_type", "one "),
    ("clusters.csv", "zinnae,", "Aragon (", "Aragon\x00 (", "region", "U+0000"),
    ("clusters.csv", "zinnae,", "Zaragoza)", "Zaragoza) ", "region", "spaces at its"),
    ("countries.csv", "FR,", "true", "True", "eu", "one of: false, true"),
    ("members.csv", "adpack-g1,ino", "adpack-g1", "adpak-g1", "partnership", "dpack"),
    ("members.csv", "adpack-g1,ino", "inovcl", "innovcl", "cluster", "'inovcluster'"),
    ("members.csv", "adpack-g1,pac", "packbridge", "inovcluster", "cluster", "line 16"),
    ("members.csv", "adpack-g1,ino", "partner", "boss", "role", "one of: affiliated"),
    ("partnerships.csv", "adpack-g1,", ",2017,", ",2015,", "end", "before the start"),
    ("partnerships.csv", "adpack-g1,", "2016-01", "2016-1", "start", "YYYY-MM"),
    ("partnerships.csv", "adpack-g1,", "preparation", "prep", "strand", "one of: A, B"),
    ("partnerships.csv", "adpack-g1,", "plastics", "plastic", "sectors", "'plastics'"),
    ("regions.csv", "ASEAN,", ";ID;", ";XX;", "countries", "no country 'XX'"),
    ("regions.csv", "ASEAN,", ";ID;", ";IT;", "countries", "European Union: IT"),
    ("sectors.csv", "textile,", ",textile", ",textiles", "ecosystem", "mean 'textile'"),
    ("technologies.csv", "laser,", "electronics", "light", "group", "one of: bio"),
]


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    return folder


@pytest.mark.parametrize(("file", "start", "old", "new", "column", "words"), CORRUPTED)
def test_a_corrupted_copy_of_the_shipped_data_is_refused_with_the_place(
    file: str,
    start: str,
    old: str,
    new: str,
    column: str,
    words: str,
    shipped: Path,
) -> None:
    line = line_of(file, start)
    path = shipped / file
    path.write_bytes(replaced(old, new, line)(path.read_bytes()))
    (fault,) = (fault for fault in check_package(shipped) if fault.file == file)
    assert (fault.line, fault.column) == (line, column)
    assert words in fault.problem
    with pytest.raises(DatasetError):
        load_registry(shipped)


def test_a_country_taken_out_of_the_shipped_data_is_missed_everywhere(
    shipped: Path,
) -> None:
    path = shipped / "countries.csv"
    path.write_bytes(
        replaced("ZA,", "ZZ,", line_of(path.name, "ZA,"))(path.read_bytes())
    )
    faults = check_package(shipped)
    assert {fault.file for fault in faults} == {
        "clusters.csv",
        "partnerships.csv",
        "regions.csv",
        "terms.csv",
    }
    assert {fault.value for fault in faults} == {"ZA"}


@pytest.mark.parametrize(
    ("file", "change", "line", "words"),
    [
        ("clusters.csv", lambda raw: raw[:-1].replace(b"\n", b"\r\n", 5), 1, "LF"),
        (
            "clusters.csv",
            lambda raw: raw.decode().encode("cp1252", "replace"),
            4,
            "0xE",
        ),
        ("members.csv", lambda raw: b"\xef\xbb\xbf" + raw, 1, "BOM"),
        (
            "members.csv",
            lambda raw: raw + b"adpack-g1,zinnae\n",
            AFTER["members.csv"],
            "2 cells",
        ),
        ("members.csv", lambda raw: raw + b"\n", AFTER["members.csv"], "empty"),
        (
            "partnerships.csv",
            lambda raw: raw + b'x-g1,"X,\n',
            AFTER["partnerships.csv"],
            "do not close",
        ),
        ("regions.csv", lambda raw: raw.split(b"\n")[0] + b"\n", 0, "no rows"),
        ("sectors.csv", lambda raw: b"", 1, "no header"),
        ("sectors.csv", lambda raw: raw.replace(b"label", b"name", 1), 1, "missing"),
        ("sectors.csv", lambda raw: raw + raw.split(b"\n")[1] + b"\n", 53, "line 2"),
        (
            "datapackage.json",
            lambda raw: raw[:-3],
            AFTER["datapackage.json"] - 2,
            "not valid JSON",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_broken_file_of_the_shipped_data_is_placed(
    file: str,
    change: Callable[[bytes], bytes],
    line: int,
    words: str,
    shipped: Path,
) -> None:
    path = shipped / file
    path.write_bytes(change(path.read_bytes()))
    own = [fault for fault in check_package(shipped) if fault.file == file]
    assert own[0].line == line
    assert any(words in fault.problem for fault in own)


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
