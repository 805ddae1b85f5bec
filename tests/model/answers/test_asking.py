"""Whatever a program hands over is answered, or refused in words."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import (
    FilterError,
    Goals,
    MatcherError,
    PartnerRecommender,
    Profile,
    UnknownCluster,
    UnknownPartnership,
)
from tests.toy import block_registry


@pytest.fixture(scope="module")
def blocks() -> PartnerRecommender:
    return PartnerRecommender().fit(block_registry())


# What a program hands over that read an empty cell, a number or bytes.
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.binary() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2)
    ),
    max_leaves=4,
)


@pytest.mark.slow
@given(asked=anything)
@settings(max_examples=30, deadline=None)
def test_whatever_a_program_asks_for_is_answered_or_told(
    blocks: PartnerRecommender, asked: Any
) -> None:
    for work in (
        lambda: blocks.suggest(asked, k=1),
        lambda: blocks.suggest("food-0", k=asked),
        lambda: blocks.complete(asked, k=1),
        lambda: blocks.complete([asked], k=1),
        lambda: blocks.synergies(asked, k=1),
        lambda: blocks.suggest("food-0", goals=Goals(markets=asked, must=asked)),
        lambda: blocks.suggest("food-0", exclude=asked),
        lambda: blocks.suggest("food-0", countries=[asked]),
        lambda: blocks.suggest("food-0", new_partners_only=asked),
        lambda: blocks.suggest(Profile(sectors=asked, country=asked, focus=asked)),
    ):
        with suppress(MatcherError):
            work()


@pytest.mark.parametrize("asked", [None, float("nan"), 3, b"food-0"])
def test_what_is_no_id_is_told(blocks: PartnerRecommender, asked: Any) -> None:
    with pytest.raises(UnknownCluster, match="^no cluster has the id '"):
        blocks.suggest(asked)
    with pytest.raises(UnknownPartnership, match="^no partnership has the id '"):
        blocks.synergies(asked)
    with pytest.raises(FilterError, match="a list of codes is accepted"):
        blocks.suggest("food-0", countries=[asked])
