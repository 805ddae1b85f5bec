"""Whatever a program gives where something else is meant gets an error of our tree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from matcher import Goals, PartnerRecommender, Profile, import_files, load_registry
from matcher.errors import MatcherError
from matcher.registry.package.reading import check_package
from matcher.text import items_of


class Undecided:
    """Neither true nor false, as the missing value of pandas."""

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")


ODD = [np.array(5), np.array([1, 2]), Undecided(), object(), 5.5, b"x"]
NO_PATHS = [*ODD, {"JP": 1}, "a\0b", "\ud800", [], float("nan")]
LISTS = {
    Profile: ("sectors", "technologies", "target_markets"),
    Goals: ("markets", "sectors", "technologies", "countries", "must"),
}
FILTERS = (
    *("countries", "exclude_countries", "markets", "all_markets", "sectors"),
    *("exclude", "new_partners_only", "include_gone"),
)
WISHES = (
    *("goals", "call", "rules", "coordinator", "history", "least_new", "strict"),
    *("least_experienced", "least_countries", "must", "exclude", "size", "start"),
)


def refused(ask: Callable[[object], object], given: object) -> str:
    with pytest.raises(MatcherError) as caught:
        ask(given)
    return str(caught.value)


@pytest.mark.parametrize("given", ODD)
def test_lists_are_lists(given: object) -> None:
    for kind, names in LISTS.items():
        for name in names:
            told = refused(lambda odd: kind(**{name: odd}), given)  # noqa: B023
            assert told.startswith(f"{name}: ")
            assert "['a-code', 'another-code']" in told


@pytest.mark.parametrize("given", ODD)
def test_questions_say_what_they_accept(
    eighty: PartnerRecommender, given: object
) -> None:
    first, second, *_ = (cluster.id for cluster in eighty.registry.clusters)
    for name in FILTERS:
        told = refused(lambda odd: eighty.suggest(first, **{name: odd}), given)  # type: ignore[arg-type] # noqa: B023
        assert told.startswith(name)
    for name in WISHES:
        refused(
            lambda odd: eighty.consortia(**{"start": [first], name: odd}),  # type: ignore[arg-type] # noqa: B023
            given,
        )
    for ask in (
        lambda odd: eighty.complete(odd),
        lambda odd: eighty.answer(odd),
        lambda odd: eighty.explain(odd, first),
        lambda odd: eighty.consortium_value(odd),
        lambda odd: eighty.consortium_value([first, second], weights=odd),
        lambda odd: eighty.reweighted(odd),
        lambda odd: PartnerRecommender().fit(odd),
    ):
        refused(ask, given)


def test_a_folder_is_no_registry(tmp_path: Path) -> None:
    told = refused(lambda odd: PartnerRecommender().fit(odd), str(tmp_path))  # type: ignore[arg-type]
    assert "give load_registry() or load_registry(folder)" in told


def test_a_list_of_a_program_is_a_list() -> None:
    codes = "BR", "JP"
    assert Profile(target_markets=np.array(codes)).target_markets == codes  # type: ignore[arg-type]
    assert Goals(markets=(code for code in codes)).markets == codes  # type: ignore[arg-type]
    assert items_of({"JP": 1}.keys()) == ("JP",)


@pytest.mark.parametrize("given", NO_PATHS)
def test_paths_are_paths(given: object, tmp_path: Path) -> None:
    into = tmp_path / "into"
    assert "is no path" in refused(lambda odd: load_registry(odd), given)  # type: ignore[arg-type]
    assert "is no path" in check_package(given)[0].problem  # type: ignore[arg-type]
    for ask in (
        lambda odd: import_files([odd], into),
        lambda odd: import_files([], odd),
        lambda odd: import_files([], into, registry=odd),
        lambda odd: import_files([], into, mapping=odd),
    ):
        refused(ask, given)
    assert not into.exists()


@pytest.mark.parametrize("given", [*ODD[:1], *ODD[2:], None, "a.csv", 5])
def test_files_come_as_a_list(given: object, tmp_path: Path) -> None:
    told = refused(lambda odd: import_files(odd, tmp_path / "into"), given)  # type: ignore[arg-type]
    assert "write it as ['clusters.xlsx']" in told
