"""What sentences speak of is taken where no column has sectors, and all in doubt."""

from __future__ import annotations

import pytest

from matcher import Registry
from matcher.importing.files.opening import sheets_in
from matcher.importing.mapping import Mapping
from matcher.importing.running import import_sheets
from matcher.importing.values.codes.spoken import spoken_of

FIRMS = "Forty firms that make furniture by robots for hotels."


def imported(text: str, known: Registry) -> tuple[Registry, list[str]]:
    """What a list makes of a registry, and the words of its doubts."""
    sheets = sheets_in("list.csv", text.encode())
    registry, report = import_sheets(sheets, known, Mapping())
    return registry, [one.value for one in report.remarks_of("doubt")]


@pytest.fixture
def empty(registry: Registry) -> Registry:
    return Registry((), (), (), registry.vocabulary, aside=registry.aside)


def test_sectors_come_from_sentences_alone(empty: Registry) -> None:
    found, doubts = imported(f"Name,Description\nAlpha Net,{FIRMS}\n", empty)
    (one,) = found.clusters
    assert one.sectors == ("furniture",)
    assert one.technologies == ("robotics",)
    assert len(doubts) == 2


def test_a_column_of_sectors_is_all_that_counts(empty: Registry) -> None:
    text = f"Name,Sector,Description\nAlpha Net,,{FIRMS}\nBeta,Wine,{FIRMS}\n"
    found, doubts = imported(text, empty)
    assert [one.sectors for one in found.clusters] == [(), ("food-processing",)]
    assert not doubts


def test_what_is_known_stays(empty: Registry) -> None:
    known, _ = imported("Name,Sector\nAlpha Net,Wine\n", empty)
    found, _ = imported(f"Name,Description\nAlpha Net,{FIRMS}\n", known)
    assert found.clusters[0].sectors == ("food-processing",)
    assert found.clusters[0].technologies == ("robotics",)


def test_sectors_of_anybody_count_last(registry: Registry) -> None:
    text = "Research and training for the leather industry"
    assert spoken_of(registry.finder, text).also == {"sectors": ("leather",)}
    assert not spoken_of(registry.finder, "We help whoever wants to grow.").also
