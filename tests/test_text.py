"""Words of every script are compared whatever their accents; some say nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matcher.text import INVISIBLE, beginning, fold, phrases_among, stems

SCRIPTS = (
    *("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC"),
    *("DEVANAGARI", "THAI", "HANGUL SYLLABLE", "HIRAGANA", "CJK UNIFIED"),
)


@cache
def letters(script: str) -> list[str]:
    every = map(chr, range(0x41, 0xD800))
    named = [c for c in every if unicodedata.name(c, "").startswith(script)]
    return [c for c in named if c.isalpha()]


words = st.sampled_from(SCRIPTS).flatmap(
    lambda script: st.text(letters(script), min_size=3, max_size=12)
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TÈXTILS", "textils"),
        ("Straße", "STRASSE"),
        ("ﬁbre", "fibre"),
        ("Łódź  Hub ", "lodz hub"),
        ("Østfold, Đakovo", "ostfold, dakovo"),
        ("Ænes Œuvre Þór", "aenes oeuvre thor"),
        ("ISPARTA", "ısparta"),
        ("Ħamrun Ŧ Ɨ", "hamrun t i"),
        ("Col·lectiu", "collectiu"),
        ("ΌΜΙΛΟΣ", "ομιλος"),
        ("L\u2019Hub O\u2018Neill", "l'hub o'neill"),
        ("agro\u2011food \u2013 hub", "agro-food - hub"),
        ("tex\u00adtile \u200bhub\ufe0f", "textile hub"),
    ],
)
def test_one_name_is_one_however_it_is_written(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1)))
def test_plain_small_letters_stay_as_they_are(texts: list[str]) -> None:
    assert fold(" ".join(texts)) == " ".join(texts)


@given(st.text())
@example("\u1e9e \u0130 \u212a \U0001d40b \u2126")
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_how_a_text_is_encoded_makes_no_difference(text: str, form: str) -> None:
    assert fold(unicodedata.normalize(form, text)) == fold(text)  # type: ignore[arg-type]


def test_every_latin_letter_with_a_mark_is_read_as_the_letter() -> None:
    base = re.compile("LATIN SMALL LETTER ([A-Z]) WITH (?!SMALL).*")
    named = {
        c: base.fullmatch(unicodedata.name(c)) for c in map(chr, range(0xC0, 0x250))
    }
    marked = {c: found[1].lower() for c, found in named.items() if found}
    assert len(marked) > 150
    assert {c: fold(c) for c in marked} == marked


def test_characters_of_no_look_of_their_own_are_known() -> None:
    """All of the Unicode category "format", and fillers of other categories."""
    formats = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) == "Cf"]
    fillers = "\u034f\u115f\u1160\u2800\u3164\uffa0\ufe00\ufe0f\U000e0100\U000e01ef"
    assert [c for c in [*formats, *fillers] if not INVISIBLE.fullmatch(c)] == []
    assert not INVISIBLE.search("Pôle Łódź Ελλάδα हिन्दी – “AdPack²” (№ 1)\u00a0!")


@given(words)
@example("przemysł")
@example("køling")
def test_a_word_of_any_script_is_a_whole_word(word: str) -> None:
    found = stems(f"– {word}, 2030!")
    assert len(found) <= 1
    written = unicodedata.normalize("NFKC", word).lower()
    assert all(whole == written for whole in found.values())
    assert {*stems(fold(word))} == {*found}


def test_words_are_shown_as_they_are_written() -> None:
    assert stems("Przemysł w Łodzi") == {"przemysl": "przemysł", "lodzi": "łodzi"}
    assert stems("Όμιλος υφασμάτων") == {
        fold("ομιλος"): "όμιλος",
        fold("υφασματων"): "υφασμάτων",
    }
    assert stems("纺织 工业") == {"纺织": "纺织", "工业": "工业"}
    assert stems("wasser, køling") != stems("wasser, ling")
    assert not {*stems("køling")} & {*stems("ling")}


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


def test_function_words_of_eight_languages_say_nothing() -> None:
    """Fault 23: these two texts are about furniture and about pipes."""
    furniture = "Wir sind der Verband für die Möbel und das Holz aus der Region"
    pipes = "Das Netzwerk für Rohre und Anlagen, die wir mit der Industrie bauen"
    assert not {*stems(furniture)} & {*stems(pipes)}
    for text in (
        "we are what they would with their own",
        "und die der das für mit von aus bei nach",
        "nous sommes dans les plus pour des avec une",
        "para los que con una por las del como más",
        "nella degli delle sono con per anche come gli",
        "não para uma dos das pelos com que são",
        "oraz które przez jest dla nie się jako tym",
        "van het een voor met zijn naar door ook",
    ):
        assert stems(text) == {}


def test_a_phrase_stands_for_its_words() -> None:
    phrases = phrases_among(["olive oil", "oil and gas", "oil", "virgin olive oil"])
    assert stems("Virgin olive oils", phrases) == {
        "virgin olive oil": "virgin olive oils"
    }
    assert stems("Wine, olive oil", phrases) == {
        "wine": "wine",
        "olive oil": "olive oil",
    }
    assert stems("Oil and gas, olive", phrases) == {
        "oil and gas": "oil and gas",
        "olive": "olive",
    }
    assert stems("oil, olives and", phrases) == {"oil": "oil", "olive": "olives"}
    assert stems("olive", phrases) == {"olive": "olive"}
    assert stems("olive oil") == {"olive": "olive", "oil": "oil"}


def test_a_plural_is_the_same_word() -> None:
    for one, many in (("machine", "machines"), ("science", "sciences"),
                      ("technology", "technologies"), ("oil", "oils"),
                      ("material", "materials"), ("olive", "olives")):  # fmt: skip
        assert {*stems(one)} == {*stems(many)}


def test_a_word_beside_what_every_cluster_says_is_no_phrase() -> None:
    phrases = phrases_among(["maritime cluster", "olive oil", "3D printing"])
    assert {*phrases} == {"olive", "d"}
    assert stems("Finnish maritime cluster", phrases) == {"maritim": "maritime"}
