"""Reading a data package: what is loaded, and every fault gathered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import DatasetError, MatcherError
from matcher.registry.package.reading import check_package, load_registry
from tests.registry.package.copies import DATA
from tests.registry.package.tiny import (
    PROGRAMMES,
    REQUIRED,
    TINY,
    the_fault,
    tiny,
    write_package,
)


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
