"""A form about columns, words and names says what it says, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from matcher import PartnerRecommender
from matcher.importing.layout import FoundColumn
from matcher.importing.mapping import Mapping, SheetMapping
from matcher.importing.report import Near, Report, SheetColumn, Word
from matcher.importing.sheet import Place, Remark
from matcher_web import Snapshot
from matcher_web.importing.asked import NOTHING_ANSWERED, Answered, Questions
from matcher_web.importing.corrections import Corrections
from tests.toy import block_registry


def column(
    position: int, header: str, field: str, file: str = "a.csv", code: str = ""
) -> SheetColumn:
    letters = "ABCDEF"[position]
    found = FoundColumn(position, letters, header, field, code)
    return SheetColumn(file, "", "clusters", found, 1)


PLACE = Place("a.csv", "", 2, "B", "Branche")
REPORT = Report(
    columns=(
        column(0, "Name", "name"),
        column(1, "Branche", "sectors"),
        column(2, "Japan", "target_markets", code="JP"),
        column(3, "", ""),
        column(4, "Notiz", "focus"),
        column(5, "Notiz", ""),
        column(0, "Branche", "sectors", "b.csv"),
    ),
    words=(Word("sectors", "Süßwaren", 3, ""), Word("city", "Görlitz", 1, "")),
    remarks=(
        Remark("doubt", PLACE, "Küche", "", "food-processing", ("textile",)),
        Remark("doubt", PLACE, "KÜCHE", "", "food-processing", ("textile",)),
        Remark("doubt", PLACE, "Branche", "", "sectors", ("technologies",)),
    ),
    near=(Near("foods", "Foods", "food-0", "Food 0", 91, "", "", Place("a.csv")),),
)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return Snapshot(PartnerRecommender().fit(block_registry()))


def corrected(
    snapshot: Snapshot, sent: Map[str, str], mapping: Mapping | None = None
) -> tuple[Mapping, dict[str, str]]:
    found = Corrections(snapshot, REPORT, mapping or Mapping(), MultiDict(sent))
    return found.mapping, found.faults


AS_IT_IS = {
    "table-0": "clusters",
    "header-0": "1",
    "column-0-0": "name",
    "column-0-1": "sectors",
    "column-0-2": "target_markets JP",
    "column-0-3": "",
    "word-0": "",
}


def test_a_form_that_was_not_touched_says_nothing(snapshot: Snapshot) -> None:
    assert corrected(snapshot, {}) == (Mapping(), {})
    assert corrected(snapshot, AS_IT_IS) == (Mapping(), {})
    kept = Mapping({"name": "name"}, words={"city": {"x": ("y",)}})
    assert corrected(snapshot, AS_IT_IS, kept) == (kept, {})


def test_a_column_is_known_by_its_header_the_next_time(snapshot: Snapshot) -> None:
    found, _ = corrected(snapshot, {"column-0-0": "aliases", "column-0-2": ""})
    assert found == Mapping({"name": "aliases", "japan": ""})


def test_a_header_that_is_meant_in_two_ways_is_known_by_its_letters(
    snapshot: Snapshot,
) -> None:
    sent = {"column-0-3": "city", "column-0-5": "region", "column-0-1": "technologies"}
    found, _ = corrected(snapshot, sent)
    said = SheetMapping(columns={"B": "technologies", "D": "city", "F": "region"})
    assert found == Mapping(sheets={("a.csv", ""): said})
    both = {"column-0-1": "technologies", "column-1-0": "technologies"}
    assert corrected(snapshot, both)[0] == Mapping({"branche": "technologies"})


def test_a_sheet_holds_what_is_said_of_it(snapshot: Snapshot) -> None:
    sent = {"table-0": "members", "header-0": "3", "table-1": ""}
    found, _ = corrected(snapshot, sent)
    assert found.sheets == {
        ("a.csv", ""): SheetMapping("members", 3),
        ("b.csv", ""): SheetMapping(""),
    }
    again, _ = corrected(snapshot, {"header-0": "0", "column-0-3": "city"}, found)
    assert again.sheets["a.csv", ""] == SheetMapping("members", 0, {"D": "city"})


def test_a_word_gets_codes_by_their_names(snapshot: Snapshot) -> None:
    food = snapshot.vocabulary.label("food-processing")
    found, faults = corrected(snapshot, {"word-0": f"{food}, textile", "word-1": "X"})
    assert not faults
    assert found.words == {
        "sectors": {"susswaren": ("food-processing", "textile")},
        "city": {"gorlitz": ("X",)},
    }
    nothing, _ = corrected(snapshot, {"word-0": "-"})
    assert nothing.words == {"sectors": {"susswaren": ()}}


def test_a_word_in_doubt_is_given_another_code(snapshot: Snapshot) -> None:
    found, _ = corrected(snapshot, {"doubt-0": "textile", "doubt-1": "textile"})
    assert found.words == {"sectors": {"kuche": ("textile",)}}
    questions = Questions(REPORT, snapshot.vocabulary, Mapping(), NOTHING_ANSWERED)
    (asked,) = questions.doubtful.first
    assert (asked.word, asked.n_cells, asked.chosen, asked.others) == (
        "Küche",
        2,
        snapshot.vocabulary.label("food-processing"),
        snapshot.vocabulary.label("textile"),
    )


def test_a_name_is_that_of_a_known_one_or_of_another(snapshot: Snapshot) -> None:
    same, _ = corrected(snapshot, {"near-0": "same"})
    assert same.organisations == {"foods": "food-0"}
    other, _ = corrected(snapshot, {"near-0": "other"})
    assert other.organisations == {"foods": ""}
    assert corrected(snapshot, {"near-0": "perhaps"}) == (Mapping(), {})


def test_two_new_ones_that_are_one_get_one_id(snapshot: Snapshot) -> None:
    near = Near("nets", "Nets", "netz", "Netz", 91, "", "", Place("a.csv"))
    sent = MultiDict({"near-0": "same"})
    found = Corrections(snapshot, Report(near=(near,)), Mapping(), sent).mapping
    assert found.organisations == {"nets": "netz", "netz": "netz"}


def test_what_cannot_be_read_is_told_by_its_field(snapshot: Snapshot) -> None:
    sent = {"word-0": "Swets", "header-0": "first", "header-1": "-1", "table-0": "x"}
    mapping, faults = corrected(snapshot, sent)
    assert {*faults} == {*sent}
    assert faults["header-0"] == "Give the number of a row, or 0 for no header."
    assert "Swets" in faults["word-0"]


def test_an_answer_stays_and_can_be_changed(snapshot: Snapshot) -> None:
    sent = {"word-0": "textile", "doubt-0": "-", "near-0": "same"}
    first = Corrections(snapshot, REPORT, Mapping(), MultiDict(sent))
    rest = replace(REPORT, words=REPORT.words[1:], remarks=(), near=())
    given = first.mapping, first.answered
    asked = Questions(rest, snapshot.vocabulary, *given)
    told = [*asked.words.first, *asked.doubtful.first, *asked.near.first]
    label = snapshot.vocabulary.label("textile")
    assert [(one.name, one.said) for one in told] == [
        ("word-0", ""), ("word-1", label), ("doubt-0", "-"), ("near-0", "same"),
    ]  # fmt: skip
    as_it_is = {one.name: one.said for one in told}
    for sent, said in (
        (as_it_is, first.mapping),
        (
            {"word-1": "", "doubt-0": "textile", "near-0": "other"},
            Mapping(
                words={"sectors": {"kuche": ("textile",)}}, organisations={"foods": ""}
            ),
        ),
    ):
        again = Corrections(
            snapshot, rest, given[0], MultiDict(sent), answered=given[1]
        )
        assert again.mapping == said


def test_a_column_changed_back_says_nothing_more(snapshot: Snapshot) -> None:
    sent = {"column-0-0": "aliases", "column-0-3": "city"}
    first = Corrections(snapshot, REPORT, Mapping(), MultiDict(sent))
    assert first.mapping != Mapping()
    said = {0: "aliases", 3: "city"}
    moved = tuple(
        one._replace(column=replace(one.column, field=field, certainty="given"))
        if (field := said.get(one.column.position)) and one.file == "a.csv"
        else one
        for one in REPORT.columns
    )
    back = MultiDict({"column-0-0": "name", "column-0-3": ""})
    given = replace(REPORT, columns=moved), first.mapping, back, first.answered
    assert Corrections(snapshot, *given).mapping == Mapping()


def test_words_of_earlier_imports_are_shown_and_can_be_changed(
    snapshot: Snapshot,
) -> None:
    before = Answered(kept={"sectors": {"bau": ("textile",), "a": ()}, "city": {}})
    label = snapshot.vocabulary.label

    def after(
        sent: Map[str, str], said: Mapping
    ) -> tuple[Mapping, list[tuple[str, str]]]:
        found = Corrections(snapshot, REPORT, said, MultiDict(sent), before)
        questions = Questions(
            REPORT, snapshot.vocabulary, found.mapping, found.answered
        )
        return found.mapping, [(one.name, one.said) for one in questions.kept.first]

    shown = [("kept-0", "-"), ("kept-1", label("textile"))]
    assert after({}, Mapping()) == (Mapping(), shown)
    assert after(dict(shown), Mapping()) == (Mapping(), shown)
    assert after({"kept-1": ""}, Mapping()) == (Mapping(), shown)
    food = Mapping(words={"sectors": {"bau": ("food-processing",)}})
    changed = [("kept-0", "-"), ("kept-1", label("food-processing"))]
    assert after({"kept-1": "food-processing"}, Mapping()) == (food, changed)
    assert after(dict(changed), food) == (food, changed)
    assert after({"kept-1": "-"}, food)[0].words == {"sectors": {"bau": ()}}
    assert after({"kept-1": ""}, food) == (Mapping(), shown)
