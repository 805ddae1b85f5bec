"""What runs and what has ended, as of the date of the facts."""

from __future__ import annotations

import pytest

from matcher import Partnership, Registry, Standing, load_registry
from matcher.registry.partnerships import LONGEST
from tests.toy import VOCABULARY


@pytest.mark.parametrize(
    ("end", "as_of", "state"),
    [
        ("2019", "2026-11-28", "ended"),
        ("2026-10", "2026-11-28", "ended"),
        ("2026-11-27", "2026-11-28", "ended"),
        ("2026-11-28", "2026-11-28", "running"),
        ("2026-11", "2026-11-28", "running"),
        ("2026", "2026-11-28", "running"),
        ("2027-01-01", "2026-11-28", "running"),
        ("2026", "2026", "running"),
        ("2026-10", "2026", ""),
        ("2025-12-31", "2026", "ended"),
        ("", "2026-11-28", ""),
        ("2019", "", ""),
        ("", "", ""),
    ],
)
def test_a_period_is_over_after_its_last_day(end: str, as_of: str, state: str) -> None:
    assert Standing.of(end, as_of) == Standing(state, end)


@pytest.mark.parametrize(
    ("end", "as_of", "words"),
    [
        ("2019-08", "2026-11-28", "ended 2019"),
        ("2027", "2026-11-28", "runs until 2027"),
        ("2019", "", "until 2019"),
        ("", "2026-11-28", "end not recorded"),
    ],
)
def test_people_read_the_year_of_the_end(end: str, as_of: str, words: str) -> None:
    assert Standing.of(end, as_of).in_words == words


def test_the_registry_tells_by_the_date_of_its_facts() -> None:
    partnerships = (Partnership(id="one", acronym="ONE", end="2024-06"),)
    told = [
        Registry((), partnerships, (), VOCABULARY, as_of).standing_of("one").state
        for as_of in ("2024-06-30", "2024-07-01", "")
    ]
    assert told == ["running", "ended", ""]


def test_what_has_no_end_on_record_is_never_said_to_have_ended() -> None:
    registry = load_registry()
    for partnership in registry.partnerships:
        standing = registry.standing_of(partnership.id)
        assert bool(standing.state) == bool(standing.end), partnership.id


@pytest.mark.parametrize(
    ("kind", "end", "years", "words"),
    [
        ("consortium", "", "from 2016", "end not recorded"),
        ("network", "", "since 2016", ""),
        ("agreement", "", "since 2016", ""),
        ("network", "2019-08", "2016–2019", "ended 2019"),
    ],
)
def test_a_standing_network_has_no_end_to_record(
    kind: str, end: str, years: str, words: str
) -> None:
    one = Partnership(id="one", acronym="ONE", kind=kind, start="2016-05", end=end)
    registry = Registry((), (one,), (), VOCABULARY, "2026-11-28")
    assert one.years == years
    assert registry.standing_of("one").in_words == words


@pytest.mark.parametrize(
    ("kind", "start", "end", "joined"),
    [
        ("consortium", "2015-10", "", False),
        ("consortium", "2020-09", "", True),
        ("consortium", "2015", "2027", True),
        ("consortium", "2022", "2025-01", False),
        ("consortium", "", "", True),
        ("", "2016", "", False),
        ("network", "2009-05", "", True),
        ("network", "2009-05", "2019", False),
        ("agreement", "2024", "", False),
    ],
)
def test_what_is_over_or_of_two_is_nothing_to_join(
    kind: str, start: str, end: str, joined: bool
) -> None:
    one = Partnership(id="one", acronym="ONE", kind=kind, start=start, end=end)
    assert one.may_be_joined("2026-11-28") is joined
    assert Partnership(id="one", acronym="ONE", start=start).may_be_joined("")


def test_no_consortium_is_recorded_to_have_run_longer() -> None:
    lengths = [
        int(one.end[:4]) - int(one.start[:4])
        for one in load_registry().partnerships
        if one.is_consortium and one.start and one.end
    ]
    assert max(lengths) == LONGEST
