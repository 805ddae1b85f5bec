"""A profile holds texts and lists of codes, or says what came instead."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import PartnerRecommender, Profile, ProfileError
from matcher.registry.records import CODED

ANYTHING = (
    st.none() | st.floats() | st.integers() | st.text() | st.binary() | st.booleans()
)


@pytest.mark.parametrize("name", CODED)
def test_one_text_is_no_list_of_codes(name: str) -> None:
    with pytest.raises(ProfileError) as told:
        Profile(**{name: "textile"})  # type: ignore[arg-type]
    assert told.value.faults == {
        name: "'textile' is not a list of codes; write it as ['a-code', 'another-code']"
    }


@pytest.mark.parametrize("empty", [None, float("nan"), np.float64("nan")], ids=repr)
def test_an_empty_cell_of_a_table_is_not_recorded(empty: Any) -> None:
    fields = ("country", *CODED, "focus")
    assert Profile(**dict.fromkeys(fields, empty)) == Profile()


def test_any_iterable_of_codes_will_do() -> None:
    wanted = Profile(sectors=("apparel", "textile"))
    codes = ["textile", "apparel", "textile"]
    for given_codes in (codes, {*codes}, dict.fromkeys(codes), iter(codes)):
        assert Profile(sectors=given_codes) == wanted  # type: ignore[arg-type]
    assert Profile(sectors=np.array(codes)) == wanted  # type: ignore[arg-type]


@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(("country", "focus"), ANYTHING)
        | dict.fromkeys(CODED, ANYTHING | st.lists(ANYTHING | st.lists(ANYTHING))),
    )
)
def test_a_field_is_right_or_named(fields: dict[str, Any]) -> None:
    told = dict[str, str]()
    profile = Profile()
    try:
        profile = Profile(**fields)
    except ProfileError as error:
        told = error.faults
    assert {*told} <= {*fields}
    for name in CODED:
        codes = getattr(profile, name)
        assert codes == tuple(sorted({*codes}))
    assert all(isinstance(text, str) for text in (profile.country, profile.focus))


def test_a_fitted_recommender_can_be_sent_and_copied(
    recommender: PartnerRecommender,
) -> None:
    known = recommender.suggest("inovcluster")
    for again in (
        pickle.loads(pickle.dumps(recommender)),
        copy.copy(recommender),
        copy.deepcopy(recommender),
    ):
        assert again.suggest("inovcluster") == known
