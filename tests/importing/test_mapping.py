"""Mappings: read from TOML with every fault named, and written as they are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Registry
from matcher.errors import UnreadableFile
from matcher.importing.mapping import Mapping, SheetMapping, read_mapping, united
from matcher.importing.mapping_text import draft_mapping, write_mapping
from matcher.importing.report import Near, Word
from matcher.importing.shapes.reading import LayoutReader
from matcher.importing.sheet import Place
from matcher.text import fold
from tests.importing.drawn import drawn, fields

GIVEN = """
[columns]
"Branche" = "sectors"
"Japan" = "target_markets JP"
umsatz = ""

[[sheets]]
file = "list.xlsx"
sheet = "Tabelle1"
table = "clusters"
header = 3
[sheets.columns]
C = "website"

[words.sectors]
"Automobilbau" = "automotive"
"Sonstiges" = []

[organisations]
"AEI Textils" = "aei-textils"
"""


def test_a_mapping_is_read_by_folded_names() -> None:
    assert read_mapping("m.toml", GIVEN) == Mapping(
        {"branche": "sectors", "japan": "target_markets JP", "umsatz": ""},
        {("list.xlsx", "Tabelle1"): SheetMapping("clusters", 3, {"C": "website"})},
        {"sectors": {"automobilbau": ("automotive",), "sonstiges": ()}},
        {"aei textils": "aei-textils"},
    )


def test_each_fault_is_named_by_its_line(registry: Registry) -> None:
    text = """[columns]
"branche" = "sector"
"name" = "name JP"

[colums]

[words.sectors]
"auto" = "automotiv"

[[sheets]]
file = "a.csv"
table = "cluster"
"""
    with pytest.raises(UnreadableFile) as raised:
        read_mapping("m.toml", text, registry.vocabulary)
    lines = str(raised.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "m.toml line 5 key 'colums'",
        "m.toml line 8 key 'auto'",
        "m.toml line 2 key 'branche'",
        "m.toml line 3 key 'name'",
        "m.toml line 12 key 'table'",
    ]
    assert "did you mean 'columns'?" in lines[0]
    assert lines[1].endswith(
        "'automotiv' is no code of sectors; did you mean 'automotive'?"
    )
    assert "'sector' is no field; did you mean 'sectors'" in lines[2]
    assert "'name' takes no code" in lines[3]
    assert "did you mean 'clusters'?" in lines[4]


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe1",
        b"[columns",
        b"a b = 1",
        b"a = " + b"[" * 5_000,
        b"a = " + b"9" * 5_000,
        b"[words.country]\nx = 0x" + b"f" * 5_000,
        b"[[sheets]]\nfile = 'a'\nheader = 0x" + b"f" * 5_000,
        b"[words]\nsectors = 'automotive'",
        b"[partnerships]\nx = 'two words'",
    ],
)
def test_what_is_no_mapping_is_refused_in_one_line(raw: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"\Am\.toml[^:\n]*: .+\Z"):
        read_mapping("m.toml", raw)


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_FOLDED = _TEXT.map(fold)
_FIELD = st.sampled_from(["", "name", "sectors", "target_markets JP", "personal"])
_COLUMNS = st.dictionaries(_FOLDED, _FIELD, max_size=3)
_OF_SHEET = st.dictionaries(_FOLDED | st.sampled_from(["A", "ZZ"]), _FIELD, max_size=3)
_SHEET = st.builds(
    SheetMapping,
    st.sampled_from([None, "", "clusters", "members"]),
    st.none() | st.integers(0, 99),
    _OF_SHEET,
)
_WORDS = st.dictionaries(
    _FOLDED, st.lists(_TEXT.filter(bool), max_size=2).map(tuple), max_size=3
)
_ID = st.from_regex("([a-z0-9]{1,4}(-[a-z0-9]{1,4})?)?", fullmatch=True)
_IDS = st.dictionaries(_FOLDED, _ID, max_size=3)
_MAPPINGS = st.builds(
    Mapping,
    _COLUMNS,
    st.dictionaries(st.tuples(_TEXT, _TEXT), _SHEET, max_size=2),
    st.dictionaries(st.sampled_from(["sectors", "nace"]), _WORDS, max_size=2),
    _IDS,
    _IDS,
)


@given(_MAPPINGS)
def test_what_is_written_is_read_as_it_was(mapping: Mapping) -> None:
    text = write_mapping(mapping)
    again = read_mapping("m.toml", text)
    assert again == mapping
    assert write_mapping(again) == text


@given(_MAPPINGS, _MAPPINGS)
def test_the_newer_of_two_mappings_holds(kept: Mapping, new: Mapping) -> None:
    both = united(kept, new)
    assert united(both, new) == both
    assert both.columns.items() >= new.columns.items()
    assert both.columns.keys() == kept.columns.keys() | new.columns.keys()


def test_a_dry_run_writes_what_can_be_given_back(registry: Registry) -> None:
    sheet = drawn(
        """Clustername | Land | Branche | Japan | Foo | Ansprechpartner
        A | Deutschland | Auto | x | q | Frau X
        B | Frankreich | Holz | | w | Herr Y"""
    )
    layout = LayoutReader(registry).read(sheet)
    words = [Word("sectors", 'Holz "roh"', 3, "")]
    near = [Near("a", "A", "aei-textils", "AEI Tèxtils", 91, "", "", Place("x"))]
    text = draft_mapping([layout], words, near)
    assert "\"branche\" = \"sectors\"  # C, sure: 'Auto', 'Holz'" in text
    assert "# \"foo\" = \"\"  # E, not known: 'q', 'w'" in text
    assert '# "holz \\"roh\\"" = []  # in 3 cells' in text
    assert '# "a" = "aei-textils"  # 91 of 100 alike: AEI Tèxtils' in text
    given_back = read_mapping("m.toml", text)
    again = LayoutReader(registry, given_back).read(sheet)
    taken = {header: field for header, field in fields(layout).items() if field}
    assert fields(again).items() >= {**taken, "Ansprechpartner": ""}.items()
    assert draft_mapping([again], words, near, given_back).count("as given") == 5


def test_what_the_user_says_comes_first(registry: Registry) -> None:
    said = read_mapping("m.toml", '[columns]\n"foo" = "website"\n"land" = "region"')
    layout = LayoutReader(registry, said).read(
        drawn("Name | Land | Foo\nA | Berlin | 1")
    )
    assert [*fields(layout).values()] == ["name", "region", "website"]
    assert {one.certainty for one in layout.columns[1:]} == {"given"}
