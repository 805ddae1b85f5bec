"""Words are compared whatever their accents and endings; some say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.text import beginning, fold, stems


@pytest.mark.parametrize(
    ("one", "other"), [("TÈXTILS", "textils"), ("Straße", "STRASSE"), ("ﬁbre", "fibre")]
)
def test_case_accents_and_ligatures_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz 0123456789"))
def test_plain_small_letters_stay_as_they_are(text: str) -> None:
    assert fold(text) == text


grown = st.text(st.characters() | st.sampled_from("aé½ﬁß…한\u0301\ufdfa"), max_size=90)


@given(grown, st.integers(0, 100))
def test_a_beginning_is_the_longest_that_fits_once_folded(text: str, most: int) -> None:
    def fits(some: str) -> bool:
        return max(len(some), len(fold(some))) <= most

    begun = beginning(text, most)
    assert text.startswith(begun)
    assert fits(begun)
    assert begun == text or not fits(text[: len(begun) + 1])


def test_one_stem_stands_for_every_ending() -> None:
    assert stems("Exports") == {"export": "exports"}
    assert {*stems("exports"), *stems("exporting"), *stems("export")} == {"export"}


def test_a_short_word_keeps_its_ending() -> None:
    assert stems("glass gas") == {"glass": "glass", "gas": "gas"}


def test_words_that_say_nothing_are_left_out() -> None:
    assert stems("The cluster of the French and Catalan networks: 3D, 42") == {}
