"""People's own words find codes: exact before phrase before near, whole words only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Registry
from matcher.registry.finding.finder import Finder
from matcher.registry.finding.found import CODE_LISTS, FoundCode
from tests.packaged import REGISTRY
from tests.registry.finding.everyday import EVERYDAY, WITHOUT_CODE

FINDER = REGISTRY.finder


def first(text: str, *kinds: str) -> tuple[str, str, str]:
    found = FINDER.find(text, kinds or [*CODE_LISTS.values()])[0]
    return found.kind, found.code, found.match


def test_of_everyday_words_nearly_all_find_a_right_code_first() -> None:
    firsts = {text: FINDER.find(text)[:1] for text in EVERYDAY}
    wrong = {
        text: found
        for text, found in firsts.items()
        if not found or found[0].code not in EVERYDAY[text]
    }
    assert len(EVERYDAY) >= 150
    assert len(wrong) <= len(EVERYDAY) * 7 // 150
    assert all(one.is_guess for found in wrong.values() for one in found)
    sure = [text for text, found in firsts.items() if found and not found[0].is_guess]
    assert len(sure) >= len(EVERYDAY) * 0.95


def test_short_ends_and_words_of_other_languages_mean_nothing_by_chance() -> None:
    """ "Capture" ends in no door ("Türe"), "sua" is also Portuguese for "its"."""
    guessed = [*FINDER.find("capture"), *FINDER.find("carreaudage")]
    assert "wood-products" not in {one.code for one in guessed}
    assert FINDER.find("SUA")[0].code == "US"
    assert FINDER.proposals("A empresa e a sua bere") == []


@pytest.mark.parametrize("text", ["Atlantis", "Mars", "Mond", "Luxus", "Haus"])
def test_nothing_is_better_than_a_silly_guess(text: str) -> None:
    """ "Mars" begins "Marseille", "Atlantis" is two letters from Atlanta."""
    assert FINDER.find(text) == []
    assert (
        FINDER.told(text, [*CODE_LISTS.values()], [])
        == f"Nothing is found for '{text}'."
    )


def test_the_longest_first_part_of_a_compound_counts_alone() -> None:
    assert {one.code for one in FINDER.find("Kunststoffhaut")} == {"plastics"}
    assert FINDER.find("Brasilen")[0].code == "BR"


@pytest.mark.parametrize("text", WITHOUT_CODE)
def test_what_means_no_code_is_nothing_or_a_guess(text: str) -> None:
    assert all(one.is_guess for one in FINDER.find(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brasil", ("market", "BR", "exact")),
        ("wines", ("sector", "food-processing", "exact")),
        ("Moebel", ("sector", "furniture", "exact")),
        ("emobility", ("sector", "automotive", "exact")),
        ("Portugal", ("country", "PT", "exact")),
        ("wine and olive oil", ("sector", "food-processing", "phrase")),
        ("the Japanese market", ("market", "JP", "phrase")),
        ("we work with AI in the USA", ("technology", "artificial-intelligence",
                                        "phrase")),
        ("wooden toys", ("sector", "recreational-goods", "phrase")),
        ("paints and coatings", ("sector", "downstream-chemicals", "phrase")),
        ("salmon farming", ("sector", "fishing", "phrase")),
        ("farming", ("sector", "agricultural-inputs", "exact")),
        ("pakcaging", ("sector", "paper-packaging", "near")),
        ("photonics senso", ("technology", "photonics", "near")),
        ("wind instruments", ("sector", "electric-power", "near")),
        ("Textilmaschinen", ("sector", "production-technology", "near")),
    ],
)  # fmt: skip
def test_an_entry_is_read_as_surely_as_it_can_be(
    text: str, found: tuple[str, str, str]
) -> None:
    assert first(text) == found


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("chain", "technology", "artificial-intelligence"),
        ("our supply chain", "technology", "artificial-intelligence"),
        ("ARUS", "market", "US"),
        ("Clusaga", "market", "US"),
        ("give us a chance", "market", "US"),
        ("maintain", "technology", "artificial-intelligence"),
        ("it is what we do", "technology", "cloud-software"),
        ("Iceland", "technology", "creative-media"),
        ("Romania and Oman", "market", "MA"),
    ],
)
def test_letters_inside_a_word_are_no_word(text: str, kind: str, code: str) -> None:
    found = FINDER.find(text, [kind])
    assert code not in {one.code for one in found}


def test_a_phrase_counts_rather_than_the_words_in_it() -> None:
    assert [one.code for one in FINDER.find("olive oil", ["sector"])] == [
        "food-processing"
    ]
    assert "oil-gas" not in {one.code for one in FINDER.find("pressing of olive oil")}
    assert first("oil")[1] == "oil-gas"


def test_over_all_kinds_ties_go_sector_technology_market() -> None:
    kinds = [one.kind for one in FINDER.find("ICT")]
    assert kinds == sorted(kinds, key=[*CODE_LISTS.values()].index)
    assert {*kinds} == {"sector", "technology", "ecosystem"}


def test_what_is_called_so_is_before_what_is_also_called_so() -> None:
    assert first("robotics") == ("technology", "robotics", "exact")
    assert first("AI")[0] == "technology"  # a country's code too
    assert [one.code for one in FINDER.find("Georgia", ["market"])] == ["GE", "US"]


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Brasil", "market", "BR"),
        ("dairy", "sector", "food-processing"),
        ("WINE", "sector", "food-processing"),
        ("Georgia", "market", "GE"),  # the name of one, also said of another
        ("textile", "technology", "smart-textiles"),
        ("Germany", "country", "DE"),
        ("Germany", "market", ""),
        ("wind", "sector", ""),  # of two
        ("pakcaging", "sector", ""),  # a guess
        ("wine and cheese", "sector", ""),  # no whole entry
        ("", "sector", ""),
        ("?!", "market", ""),
    ],
)
def test_a_code_is_meant_by_whole_entries_that_mean_no_other(
    text: str, kind: str, code: str
) -> None:
    assert FINDER.meant(text, kind) == code


def test_every_code_and_label_means_itself(registry: Registry) -> None:
    for kind in CODE_LISTS.values():
        for one in FINDER.listed([kind]):
            assert FINDER.meant(one.code, kind) == one.code
            assert FINDER.meant(one.label, kind) == one.code


def test_all_codes_are_listed_and_no_country_twice(registry: Registry) -> None:
    vocabulary = registry.vocabulary
    listed = FINDER.listed(CODE_LISTS.values())
    assert len([one for one in listed if one.code == "BR"]) == 1
    for name, kind in CODE_LISTS.items():
        codes = [one.code for one in FINDER.listed([kind])]
        assert codes == [*getattr(vocabulary, name)]


@pytest.mark.parametrize(
    ("text", "kinds", "told"),
    [
        ("wine", ["sector"], ""),
        ("pakcaging", ["sector"], "Nothing is called 'pakcaging': these are guesses."),
        ("Germany", ["market"], "'Germany' is in the European Union; a market is a "
         "country outside it or a named region such as ASEAN."),
        ("zzzz", ["sector"], "Nothing is found for 'zzzz'."),
        ("insursnce svces", ["sector"], "Nothing is found for 'insursnce svces'. "
         "Nearest by name: Insurance Services (insurance)"),
    ],
)  # fmt: skip
def test_guesses_and_nothing_are_told_in_words(
    text: str, kinds: list[str], told: str
) -> None:
    found = FINDER.find(text, kinds)
    said = FINDER.told(text, kinds, found)
    assert said.startswith(told)
    assert bool(said) == bool(told)


def test_a_text_proposes_codes_and_takes_none() -> None:
    text = (
        "Wine and olive oil of the Douro; we use drones and sell to Brazil and Japan."
    )
    proposed = [(one.kind, one.code) for one in FINDER.proposals(text)]
    assert proposed[0] == ("sector", "food-processing")
    assert {("technology", "drones"), ("market", "BR"), ("market", "JP")} < {*proposed}
    assert "oil-gas" not in {code for _, code in proposed}
    fewer = FINDER.proposals(text, chosen=["drones", "BR"])
    assert {one.code for one in fewer}.isdisjoint({"drones", "BR"})
    assert FINDER.proposals("and of the for with us it is") == []


def test_at_most_eight_codes_are_proposed() -> None:
    text = " ".join(one.label for one in FINDER.listed(["sector", "technology"]))
    assert len(FINDER.proposals(text)) == 8


@given(st.text(max_size=60))
def test_whatever_is_written_finds_codes_in_a_fixed_order(text: str) -> None:
    found = FINDER.find(text)
    assert found == FINDER.find(text)
    assert len({(one.kind, one.code) for one in found}) == len(found)
    matches = [one.match for one in found]
    assert matches == sorted(matches, key=["exact", "phrase", "near"].index)
    for one in FINDER.proposals(text):
        assert not one.is_guess


@given(st.sampled_from(sorted(EVERYDAY)), st.sampled_from(["upper", "title", "strip"]))
def test_case_and_blanks_do_not_count(text: str, way: str) -> None:
    written = f"  {getattr(text.casefold(), way)()} "
    again = FINDER.find(written)
    assert again[:1] == FINDER.find(text.casefold())[:1]


def test_labels_and_codes_are_found_without_a_table_of_terms(
    registry: Registry,
) -> None:
    finder = Finder(registry.vocabulary)
    assert finder.find("Textile Manufacturing")[0] == FoundCode(
        "sector", "textile", "Textile Manufacturing", "Textile Manufacturing", "exact"
    )
    assert finder.meant("UK", "market") == "GB"
    assert all(one.is_guess for one in finder.find("wine"))


def test_an_unknown_code_in_the_table_is_passed_over(registry: Registry) -> None:
    row = {"kind": ["sector"], "code": ["none"], "term": ["gadget"],
           "language": ["en"], "exact": ["false"]}  # fmt: skip
    assert Finder(registry.vocabulary, lambda: row).find("gadget", ["sector"]) == []


def test_what_counts_only_as_a_whole_entry_may_be_left_out() -> None:
    kinds = ("sector", "technology")
    found = [one.kind for one in FINDER.called("solaire", kinds)]
    assert found == ["sector", "technology"]
    anywhere = FINDER.called("solaire", kinds, anywhere=True)
    assert [one.code for one in anywhere] == ["renewable-energy"]
