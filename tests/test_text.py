"""Words are compared whatever their accents and endings; some say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.text import fold, stems


@pytest.mark.parametrize(
    ("one", "other"), [("TÈXTILS", "textils"), ("Straße", "STRASSE"), ("ﬁbre", "fibre")]
)
def test_case_accents_and_ligatures_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz 0123456789"))
def test_plain_small_letters_stay_as_they_are(text: str) -> None:
    assert fold(text) == text


def test_one_stem_stands_for_every_ending() -> None:
    assert stems("Exports") == {"export": "exports"}
    assert {*stems("exports"), *stems("exporting"), *stems("export")} == {"export"}


def test_a_short_word_keeps_its_ending() -> None:
    assert stems("glass gas") == {"glass": "glass", "gas": "gas"}


def test_words_that_say_nothing_are_left_out() -> None:
    assert stems("The cluster of the French and Catalan networks: 3D, 42") == {}
