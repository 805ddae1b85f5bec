"""Whatever columns are called and hold, each of them is decided."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from matcher import Registry
from matcher.files.listed import listed
from matcher.importing.columns.called.names import Names
from matcher.importing.columns.deciding import Deciding
from matcher.importing.columns.held.nations import Nations
from matcher.importing.columns.seen import SeenColumns
from matcher.importing.columns.tables import Table, fields_of
from matcher.importing.columns.telling import Told
from matcher.importing.mapping import Mapping
from matcher.importing.sheet import Sheet
from matcher.importing.values.reader import ValueReader

_TABLES: Sequence[Table] = ("clusters", "partnerships", "members")
_CELLS = (
    "Wielka Brytania, ZEA|Meksyk; Chiny, EU|Chile, BRICS",
    "Deutschland|France|Polska",
    "Textile, Food|Automotive|IT",
    "2007|1999|2012",
    "85|1.200|ca. 40",
    "x||ja",
    "www.bio.de|https://cyber.eu|c.fr",
    "a@b.pl|c@d.de|e@f.fr",
    "BioRegio|Cyber Forum|Silicon Saxony",
    "Alpha; Beta|Gamma; Delta|Alpha",
    "Stuttgart|70173 Stuttgart|Lyon",
    "C13|26.11|J62",
    "||",
)


def _called() -> list[str]:
    """Names of columns: two of each meaning in each language, and odd ones."""
    names = listed("importing/columns/called/names.toml").values()
    left_out = listed("importing/columns/called/left_out.toml").values()
    known = [name for by in names for some in by.values() for name in some[:2]]
    return [*known, *(name for told in left_out for name in told["names"][:5]), "Foo"]


_NAMES = st.sampled_from(_called())
_JOINED = ("{}", "{} / {}", "{} ({})", "{} {}", "Which {} of {} do you have?", "{}_{}")
_HEADERS = st.one_of(
    _NAMES, st.builds(str.format, st.sampled_from(_JOINED), _NAMES, _NAMES)
)
_COLUMNS = st.lists(st.tuples(_HEADERS, st.sampled_from(_CELLS)), max_size=6)
_ASKED = "Jakimi rynkami pozaunijnymi są Państwo zainteresowani?"


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(_TABLES), _COLUMNS)
@example("clusters", [("Country", _CELLS[0]), ("Which state?", _CELLS[0])])
@example("clusters", [(_ASKED, _CELLS[0])])
def test_any_columns_are_decided(
    registry: Registry, table: Table, drawn: Sequence[tuple[str, str]]
) -> None:
    headers = [header for header, _ in drawn]
    rows = [[*row] for row in zip(*(c.split("|") for _, c in drawn), strict=True)]
    sheet = Sheet("a.csv", "", rows, range(2, len(rows) + 2))
    names = Names()
    seen = SeenColumns(names, registry.finder, Nations(registry.vocabulary))
    columns = seen.of(sheet, headers, range(len(rows)))
    told = Told(sheet, 1)
    known = (names, registry.finder, ValueReader(registry, Mapping()).read)
    found = Deciding(table, *known, {}, told).found(columns)
    assert [one.header for one in found] == [
        header for header, cells in drawn if cells.strip("|")
    ]
    taken = [one.field for one in found if one.field]
    assert {*taken} <= {*fields_of(table)}
    about = {remark.place.column for remark in told.remarks}
    assert {one.letters for one in found if not one.field} <= about  # all is told
