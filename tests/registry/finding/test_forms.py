"""Plurals and cases lead back to the word in the dictionary, in eight languages."""

from __future__ import annotations

import pytest

from matcher.registry.finding.entry import Entry, key_of, keys_of
from matcher.registry.finding.forms import forms
from matcher.registry.finding.spelling import mendable, nearest, typos


@pytest.mark.parametrize(
    ("word", "base", "language"),
    [
        ("wines", "wine", "en"),
        ("fisheries", "fishery", "en"),
        ("boxes", "box", "en"),
        ("knives", "knife", "en"),
        ("maschinen", "maschine", "de"),
        ("schiffe", "schiff", "de"),
        ("bateaux", "bateau", "fr"),
        ("metaux", "metal", "fr"),
        ("motores", "motor", "es"),
        ("luces", "luz", "es"),
        ("avioes", "aviao", "pt"),
        ("metais", "metal", "pt"),
        ("vini", "vino", "it"),
        ("macchine", "macchina", "it"),
        ("technologii", "technologia", "pl"),
        ("mebli", "meble", "pl"),
        ("vissen", "vis", "nl"),
        ("huizen", "huis", "nl"),
    ],
)
def test_a_form_leads_back_to_its_word(word: str, base: str, language: str) -> None:
    found = {form.word for form in forms(word) if language in form.languages}
    assert base in found


def test_a_word_is_itself_first_in_any_language() -> None:
    assert next(forms("glass")) == ("glass", frozenset())
    assert [form.word for form in forms("glass")] == ["glass"]
    assert [form.word for form in forms("gas")] == ["gas"]


def test_signs_part_words_and_letters_with_marks_are_plain() -> None:
    assert key_of(" E-Mobility, R&D_Łódź ") == "e mobility r d lodz"
    texts = ["Möbel|Holz", "e-mobility", "", "Ærø"]
    assert keys_of(texts) == [key_of(text) for text in texts]


def test_abbreviations_are_seen_where_others_are_no_capitals() -> None:
    assert Entry("AI for health").in_capitals == {"ai"}
    assert Entry("AI FOR HEALTH").in_capitals == frozenset()
    assert Entry("we all do it").in_capitals == frozenset()


def test_the_nearest_spellings_are_at_the_fewest_typos() -> None:
    known = mendable(["packaging", "packing", "textile", "wine"])
    assert nearest("pakcaging", known) == ["packaging"]
    assert nearest("textlie", known) == ["textile"]
    assert nearest("wind", known) == []  # too short to be another of four letters
    assert nearest("japn", ["japan"]) == ["japan"]
    assert nearest("philosophy", known) == []


def test_a_swap_is_one_typo() -> None:
    assert typos("pakcaging", "packaging") == 1
    assert typos("", "abc") == 3
