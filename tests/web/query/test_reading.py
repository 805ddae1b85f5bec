"""Each kind of field has one reader; what it cannot read it says beside the field."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from matcher import fold
from matcher_web.query.reading import MOST_SHOWN, MOST_TOLD, Naming, Reading
from matcher_web.snapshot import Snapshot

SHELVES = {"a": "A", "b": "B", "upper, left": "C"}


def reading(**sent: str | list[str]) -> Reading:
    return Reading(MultiDict(sent))


@pytest.fixture(scope="module")
def snapshot(app: Flask) -> Snapshot:
    found: Snapshot = app.extensions["snapshot"]
    return found


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (["a", "b"], ("A", "B")),
        (["b,a; b"], ("B", "A")),
        (["Upper,  LEFT", "a"], ("C", "A")),
        (["", " , "], ()),
    ],
)
def test_codes_are_repeated_or_separated_and_named_in_any_case(
    given: list[str], codes: tuple[str, ...]
) -> None:
    found = reading(shelf=given)
    assert found.codes("shelf", Naming(SHELVES, str)) == codes
    assert not found.unknown


def test_what_names_no_code_is_kept_and_told_in_short() -> None:
    found = reading(shelf=["a", *(f"{n}" * 90 for n in range(7))])
    assert found.codes("shelf", Naming(SHELVES, "no '{}'".format)) == ("A",)
    assert len(found.unknown["shelf"]) == 7
    told = found.faults["shelf"]
    assert told.startswith(f"No '{'0' * 80}'. No '1")
    assert told.endswith(f"No '{'4' * 80}'. And 2 more.")


@pytest.mark.slow
@given(st.text("a\u00bd\ufdfa", min_size=1, max_size=5), st.integers(1, 30))
def test_only_what_is_told_is_explained_and_it_is_short(signs: str, n: int) -> None:
    explained: list[str] = []

    def explain(text: str) -> str:
        explained.append(text)
        return "no"

    found = reading(shelf=[f"{number} {signs * 90}" for number in range(n)])
    found.codes("shelf", Naming({}, explain))
    assert len(explained) == min(n, MOST_TOLD)
    assert max(len(fold(text)) for text in explained) <= MOST_SHOWN
    assert len(found.unknown["shelf"]) == n


def test_one_of_a_few_is_chosen_by_its_name() -> None:
    orders = {"up": 1, "down": -1}
    assert reading().choice("order", orders, "up") == 1
    assert reading(order=" down ").choice("order", orders, "up") == -1
    wrong = reading(order="left")
    assert wrong.choice("order", orders, "up") == 1
    assert wrong.faults == {"order": "Give one of up, down."}


@pytest.mark.parametrize(
    ("given", "number"), [("", 10), ("1", 1), (" 20 ", 20), ("007", 7)]
)
def test_a_whole_number_is_read_within_its_limits(given: str, number: int) -> None:
    found = reading(k=given)
    assert (found.number("k", 10, 20, "number"), found.faults) == (number, {})


@pytest.mark.parametrize("given", ["0", "21", "-1", "1.5", "x", "١", "²", "9" * 4000])
def test_any_other_number_is_refused(given: str) -> None:
    found = reading(k=given)
    assert found.number("k", 10, 20, "number") == 10
    assert found.faults == {"k": "Give a number from 1 to 20."}


@pytest.mark.parametrize(
    ("given", "on"), [("", False), ("0", False), ("off", False), ("YES", True)]
)
def test_a_switch_is_on_or_off(given: str, on: bool) -> None:
    found = reading(new=given)
    assert (found.flag("new", "new ones only"), found.faults) == (on, {})


def test_a_switch_that_is_neither_is_off_and_told() -> None:
    found = reading(new="maybe")
    assert not found.flag("new", "new ones only")
    assert found.faults == {"new": "Give 1 for new ones only, or 0."}


def test_clusters_are_named_once_each(snapshot: Snapshot) -> None:
    found = reading(exclude=["inovcluster, InovCluster", "valorial", "nobody"])
    named = found.clusters(snapshot, "exclude")
    assert [cluster.id for cluster in named] == ["inovcluster", "valorial"]
    assert found.faults == {"exclude": "No cluster is called 'nobody'."}
