"""An import as a whole: files in, a data package and a report out."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from matcher import Registry, check_package, load_registry
from matcher.errors import OutputError
from matcher.importing.files.opening import sheets_in
from matcher.importing.mapping import Mapping
from matcher.importing.report import Report
from matcher.importing.running import import_files, import_sheets
from matcher.importing.sources import Given
from matcher.importing.target import PACKAGED, alone_at
from matcher.registry.package.reading import package_folder
from tests.toy import registry_of

CLUSTERS = """Name;Land;Branche;Zielmärkte;Anzahl Mitglieder;Website
Łódzki Klaster Modowy;Polen;Bekleidung;China;30;klaster-modowy.pl
AEI Textils;Spanien;Textil;Brasilien;40;
Holz Cluster Steiermark;Österreich;Möbel;;1.200;http://holzcluster.at
"""
MEMBERS = """Partnership;Partner;Role
GreenBuild4U;Holz Cluster Steiermark;coordinator
GreenBuild4U;AEI Tèxtils;
GreenBuild4U;Nobody Has Heard Of;
"""


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def given(text: str, name: str = "list.csv") -> Given:
    return Given(name, text.encode())


BOTH = [given(CLUSTERS), given(MEMBERS, "members.csv")]


@pytest.fixture(scope="module")
def no_words(registry: Registry) -> Registry:
    """Begins with nobody, and knows codes by no words: it is read in no time."""
    return Registry((), (), (), registry.vocabulary)


@pytest.fixture(scope="module")
def my(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of three clusters."""
    into = tmp_path_factory.mktemp("imported") / "my"
    report = import_files([given(CLUSTERS)], into)
    assert report.written
    assert report.counts["clusters"] == (3, 0, 0)
    return into


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The packaged registry with the same three and their partnership."""
    into = tmp_path_factory.mktemp("imported") / "added"
    return into, import_files(BOTH, into, registry=PACKAGED)


def test_a_list_becomes_a_registry_that_is_sound(my: Path) -> None:
    assert check_package(my) == ()
    found = load_registry(my)
    assert [one.id for one in found.clusters] == [
        "aei-textils", "holz-cluster-steiermark", "lodzki-klaster-modowy",
    ]  # fmt: skip
    fashion = found.cluster("lodzki-klaster-modowy")
    assert (fashion.country, fashion.target_markets) == ("PL", ("CN",))
    assert (fashion.members, fashion.website) == (30, "https://klaster-modowy.pl")


def test_a_known_organisation_is_updated_and_told(
    registry: Registry, added: tuple[Path, Report]
) -> None:
    before = registry.cluster("aei-textils")
    folder, report = added
    after = load_registry(folder).cluster("aei-textils")
    assert after.name == before.name
    assert {*after.target_markets} == {*before.target_markets, "BR"}
    told = {(one.field, one.before, one.after) for one in report.changes}
    assert ("members", "30", "40") in told
    place = next(one.place for one in report.changes if one.field == "members")
    assert (place.file, place.row, place.header) == ("list.csv", 3, "Anzahl Mitglieder")


def test_who_is_called_by_another_name_is_told(
    registry: Registry, tmp_path: Path
) -> None:
    source = [given("Name;Land\nMAI Carbon;Deutschland\nAEI Tèxtils;Spanien\n")]
    report = import_files(source, tmp_path / "my", registry=registry)
    told = [(one.value, one.chosen) for one in report.remarks if one.kind == "note"]
    assert told == [("MAI Carbon", "composites-united")]


def test_a_new_folder_begins_with_a_registry_that_is_read_already(
    tmp_path: Path, added: tuple[Path, Report]
) -> None:
    import_files(BOTH, tmp_path / "my", registry=load_registry(everything=True))
    assert files(tmp_path / "my") == files(added[0])


def test_members_come_in_by_name(tmp_path: Path) -> None:
    report = import_files(BOTH, tmp_path / "my")
    found = load_registry(tmp_path / "my")
    roles = {one.cluster: one.role for one in found.members}
    assert roles == {
        "aei-textils": "partner",
        "holz-cluster-steiermark": "coordinator",
        "nobody-has-heard-of": "partner",
    }
    told = [remark.value for remark in report.remarks_of("note")]
    assert "Nobody Has Heard Of" in told


def test_the_same_files_twice_change_no_byte(added: tuple[Path, Report]) -> None:
    folder, first = added
    before = files(folder)
    again = import_files(BOTH, folder)
    assert (first.written, again.written) == (True, False)
    assert not again.changes
    assert files(folder) == before


def test_order_changes_nothing(registry: Registry) -> None:
    header, *rows = CLUSTERS.splitlines()
    found = set()
    for order in (rows, rows[::-1], [*rows[1:], rows[0]]):
        lists = [given("\n".join([header, *order])), given(MEMBERS, "members.csv")]
        sheets = [sheet for one in lists for sheet in sheets_in(*one)]
        ordered = sheets[:: 1 if order is rows else -1]
        found.add(import_sheets(ordered, registry, Mapping()).registry.digest)
    assert len(found) == 1


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    report = import_files([given(CLUSTERS)], tmp_path / "my", dry_run=True)
    assert not report.written
    assert report.counts["clusters"].new == 3
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("dry_run", [False, True])
def test_partnerships_of_nobody_are_told_and_make_no_registry(
    dry_run: bool, tmp_path: Path
) -> None:
    into = tmp_path / "new"
    text = "Acronym,Title,Start\nGREENGO,Green goes global,2018\n"
    report = import_files([given(text, "p.csv")], into, dry_run=dry_run)
    assert not report.entries
    assert not into.exists()
    (told,) = report.remarks_of("unread")
    assert told.place.file == "p.csv"
    assert "no organisation is named in it" in told.problem


def test_a_file_that_cannot_be_read_is_told_and_the_rest_comes_in(
    tmp_path: Path,
) -> None:
    bad = Given("bad.pdf", b"%PDF-1.7")
    report = import_files([bad, given(CLUSTERS)], tmp_path / "my")
    assert [remark.place.file for remark in report.remarks_of("unread")] == ["bad.pdf"]
    assert report.counts["clusters"].new == 3


def test_a_folder_with_anything_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds more than a data package"):
        import_files([given(CLUSTERS)], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_that_is_added_to_begins_with_itself(my: Path) -> None:
    with pytest.raises(OutputError, match="holds a registry already"):
        import_files([given(CLUSTERS)], my, registry=PACKAGED)


def test_no_other_import_may_come_between(my: Path) -> None:
    with alone_at(my):
        with pytest.raises(OutputError, match="another import is at work on it"):
            import_files([given(CLUSTERS)], my)
    assert not import_files([given(CLUSTERS)], my).written


def test_a_file_inside_the_folder_is_refused(my: Path) -> None:
    with pytest.raises(OutputError, match="is read by this command too"):
        import_files([my / "clusters.csv"], my)


def test_an_id_that_members_are_called_by_is_no_name(
    tmp_path: Path, no_words: Registry
) -> None:
    clusters = (
        "id;name;aliases;sources\naei;Col·lectiu Blau;Il·lusió;https://a.example/"
    )
    members = "partnership;cluster\np-one;aei\np-two;aei\n"
    both = [given(clusters), given(members, "members.csv")]
    import_files(both, tmp_path / "my", registry=no_words)
    [known] = load_registry(tmp_path / "my").clusters
    assert (known.id, known.name) == ("aei", "Col·lectiu Blau")
    assert known.aliases == ("Il·lusió",)
    assert known.sources == ("https://a.example/",)


@pytest.mark.slow
def test_a_data_package_comes_back_whole(registry: Registry, tmp_path: Path) -> None:
    report = import_files([package_folder()], tmp_path / "new")
    assert not report.remarks_of("doubt")
    assert not report.remarks_of("unread")
    found = load_registry(tmp_path / "new")
    for table in ("clusters", "partnerships", "members"):
        assert getattr(found, table) == getattr(registry, table)


def test_the_country_of_a_region_is_taken_and_told_once(
    tmp_path: Path, no_words: Registry
) -> None:
    rows = "Name;Bundesland\nA-Netz;Bayern\nB-Netz;Île-de-France\nC-Netz;Hinterwald\n"
    report = import_files([given(rows)], tmp_path / "my", registry=no_words)
    found = load_registry(tmp_path / "my").clusters
    assert [one.country for one in found] == ["DE", "FR", ""]
    (doubt,) = report.remarks_of("doubt")
    assert (doubt.place.column, doubt.chosen) == ("B", "country DE;FR")
    assert "2 of 3 rows" in doubt.problem
    one = given("Name;Bundesland\nD-Netz;BY\n")
    report = import_files([one], tmp_path / "other", registry=no_words)
    assert load_registry(tmp_path / "other").clusters[0].country == ""
    assert any("no column tells" in one.problem for one in report.remarks_of("note"))


def test_a_country_that_no_cell_says_replaces_none(
    tmp_path: Path, no_words: Registry
) -> None:
    rows = "Name;Country;Website\nA-Netz;LU;https://a-netz.de\nB-Netz;;\n"
    import_files([given(rows)], tmp_path / "my", registry=no_words)
    rows = "Name;Website\nA-Netz;https://a-netz.de\nB-Netz;https://b-netz.de\n"
    report = import_files([given(rows)], tmp_path / "my")
    found = load_registry(tmp_path / "my").clusters
    assert [one.country for one in found] == ["LU", "DE"]
    changed = [change.field for change in report.changes]
    assert sorted(changed) == ["country", "website"]


def test_the_column_of_short_names_holds_whatever_the_order() -> None:
    cells = {"Name": "Alpine Cluster (ATC)", "Short name": "ALPC", "Country": "AT"}
    for names in permutations(cells):
        text = ";".join(names) + "\n" + ";".join(cells[name] for name in names)
        made = import_sheets(sheets_in(*given(text)), registry_of(), Mapping())
        (found,) = made.registry.clusters
        assert found.short_name == "ALPC"
        assert [(d.value, d.chosen) for d in made.report.remarks_of("doubt")] == [
            ("ATC", "ALPC")
        ]


def test_partnerships_that_a_list_of_organisations_names_have_them_as_members() -> None:
    text = "Name;Country;Sectors;Partnerschaften\nAlpha;DE;Textiles;WoodXport, BIO4U\n"
    text += "Beta;AT;Furniture;WoodXport\nGamma;AT;Furniture;-\n;FR;Textiles;BIO4U\n"
    registry, report = import_sheets(sheets_in(*given(text)), registry_of(), Mapping())
    found = [(one.partnership, one.cluster) for one in registry.members]
    assert found == [("bio4u", "alpha"), ("woodxport", "alpha"), ("woodxport", "beta")]
    told = {(one.place.row, one.place.column) for one in report.remarks_of("doubt")}
    assert told == {(1, "D")}
    unread = {(one.place.row, one.place.column) for one in report.remarks_of("unread")}
    assert (5, "A") in unread


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Partnersuche", "WoodXport"), ("Partnerschaften", "Japan"), ("Netzwerke", "EEN")],
)
def test_a_column_that_names_no_partnerships_is_left_out(
    header: str, cell: str
) -> None:
    text = f"Name;Country;Sectors;{header}\nAlpha;DE;Textiles;{cell}\n"
    registry, _ = import_sheets(sheets_in(*given(text)), registry_of(), Mapping())
    assert not registry.partnerships


def test_lists_of_members_describe_them(registry: Registry) -> None:
    text = """Partenariat;Membre;Pays;Secteurs du membre;Technologies;Marchés
PLASTCIRC;Réseau Plasturgie;France;Plasturgie;Impression 3D;Japon
PLASTCIRC;Rota do Vidro;Portugal;Automobile;Photonique;Japon
SMARTLUX;Athens Urban;Grèce;Textile;Capteurs;Chine
SMARTLUX;Rota do Vidro;Portugal;Meubles;Photonique;Chine
"""
    sheets = sheets_in("membres.csv", text.encode())
    nothing = replace(registry, clusters=(), partnerships=(), members=())
    registry, report = import_sheets(sheets, nothing, Mapping())
    found = {one.name: one for one in registry.clusters}
    assert found["Rota do Vidro"].country == "PT"
    assert {*found["Rota do Vidro"].sectors} == {"automotive", "furniture"}
    assert found["Athens Urban"].technologies == ("sensors",)
    assert not any(one.target_markets for one in registry.clusters)
    assert len(registry.members) == 4
    (told,) = (r for r in report.remarks_of("left out") if r.place.column == "F")
    assert "for all members of each partnership" in told.problem
