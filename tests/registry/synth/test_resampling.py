"""Descriptions are drawn anew by stated odds, from what goes together."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from matcher.registry.records import Cluster
from matcher.registry.synth.resampling import (
    ADD,
    DROP,
    REPLACE,
    Codes,
    Descriptions,
    Kin,
    changed,
    draw_below,
    draw_column,
    flags_of,
    lists_of,
    together,
)
from tests.toy import BLOCKS, block_registry, registry_of


class Given(np.random.Generator):
    """A generator whose uniform numbers are known."""

    def __init__(self, *numbers: float) -> None:
        super().__init__(np.random.PCG64(0))
        self.numbers = np.array(numbers)

    def random(self, size=None):  # type: ignore[no-untyped-def]  # noqa: ANN001
        return self.numbers.reshape(size)


def generator(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_whole_numbers_lie_below_their_limits() -> None:
    limits = np.array([1, 4, 4, 4, 4, 0])
    given = Given(0.999, 0.0, 0.25, 0.74, 0.999, 0.5)
    assert draw_below(limits, given).tolist() == [0, 0, 1, 2, 3, 0]


def test_a_column_is_as_likely_as_its_weight() -> None:
    weights = np.array([[1.0, 0.0, 3.0]] * 4 + [[0.0, 0.0, 0.0], [0.0, 2.0, 0.0]])
    given = Given(0.0, 0.24, 0.25, 0.999, 0.5, 0.999)
    assert draw_column(weights, given).tolist() == [0, 0, 2, 2, -1, 1]
    assert draw_column(np.empty((2, 0)), generator()).tolist() == [-1, -1]
    assert draw_column(np.empty((0, 3)), generator()).tolist() == []


def test_flags_and_lists_are_each_other() -> None:
    lists = [("b",), (), ("a", "c"), ("a", "b", "c")]
    flags = flags_of(lists, "abc")
    assert flags.astype(int).tolist() == [[0, 1, 0], [0, 0, 0], [1, 0, 1], [1, 1, 1]]
    assert lists_of(flags, "abc") == lists
    assert together(flags).tolist() == [[0, 1, 2], [1, 0, 1], [2, 1, 0]]
    assert flags_of([], "abc").shape == (0, 3)
    assert lists_of(flags_of([(), ()], ""), "") == [(), ()]


# Kin: records 0 and 1 share x, 1 and 2 share y, 3 has nothing.
SECTORS = [("x",), ("x", "y"), ("y",), ()]


def test_kin_share_a_sector() -> None:
    kin = Kin(SECTORS)
    found = {
        row: set(kin.draw(np.full(200, row), generator()).tolist()) for row in range(4)
    }
    assert found == {0: {0, 1}, 1: {0, 1, 2}, 2: {1, 2}, 3: {3}}


def test_nobody_is_kin_more_often_than_others() -> None:
    drawn = Kin(SECTORS).draw(np.repeat(np.arange(4), 10_000), generator())
    shares = np.bincount(drawn) / 10_000
    assert shares == pytest.approx(np.ones(4), abs=0.03)


def test_kin_of_records_without_sectors_are_themselves() -> None:
    assert Kin([(), ()]).draw(np.array([1, 0]), generator()).tolist() == [1, 0]
    assert Kin([]).draw(np.empty(0, dtype=np.int64), generator()).tolist() == []


# Codes a-d in one field, e in another; a goes with b and e, c with d.
WITH = together(flags_of(["abe", "abe", "cd"], "abcde"))


def draw_changed(codes: str, n: int = 20_000) -> Counter[str]:
    flags = flags_of([codes] * n, "abcde")
    after = changed(flags, slice(0, 4), WITH, generator())
    return Counter("".join(found) for found in lists_of(after, "abcd"))


def test_one_code_alone_is_never_lost() -> None:
    drawn = draw_changed("a")
    assert set(drawn) == {"a", "ab", "b"}
    assert drawn["ab"] / 20_000 == pytest.approx(ADD, abs=0.01)
    assert drawn["b"] / 20_000 == pytest.approx(REPLACE, abs=0.01)


def test_one_of_several_codes_is_lost() -> None:
    drawn = draw_changed("ab")
    assert set(drawn) == {"ab", "a", "b"}  # nothing else goes with them
    assert (drawn["a"] + drawn["b"]) / 20_000 == pytest.approx(DROP, abs=0.01)
    assert drawn["a"] / drawn["b"] == pytest.approx(1.0, abs=0.1)


def test_codes_of_another_field_say_what_goes_with_them() -> None:
    assert set(draw_changed("ce")) == {"c", "cd", "d", "ac", "a", "bc", "b"}


def test_a_list_that_is_not_recorded_stays_so() -> None:
    assert set(draw_changed("")) == {""}
    assert set(draw_changed("e")) == {""}


def test_a_code_that_goes_with_nothing_stays_alone() -> None:
    flags = flags_of(["a"] * 100, "ab")
    after = changed(flags, slice(None), np.zeros((2, 2)), generator())
    assert lists_of(after, "ab") == [("a",)] * 100


def test_descriptions_resemble_their_own_block_alone() -> None:
    registry = block_registry()
    descriptions = Descriptions(registry.clusters, Codes.of(registry))
    for row in (0, 6, 12, 18):
        sectors, technologies, markets, words = BLOCKS[
            registry.clusters[row].id.partition("-")[0]
        ]
        drawn = descriptions.draw(np.full(300, row), generator())
        assert {code for found in drawn.sectors for code in found} == {*sectors}
        assert {c for found in drawn.technologies for c in found} == {*technologies}
        assert set(drawn.target_markets) == {tuple(markets)}
        said = {word for text in drawn.focus for word in text.lower().split()}
        assert {word.rstrip(".") for word in said} <= {*words.split()}


def test_a_text_keeps_its_length_and_every_word_its_place() -> None:
    clusters = [
        Cluster(id=str(n), name="A", sectors=("textile",), focus=text)
        for n, text in enumerate(["one two three four.", "uno due tre quattro."])
    ]
    registry = registry_of(*clusters)
    drawn = Descriptions(registry.clusters, Codes.of(registry)).draw(
        np.arange(2).repeat(2000), generator()
    )
    seen = Counter(
        (place, word.lower().rstrip("."))
        for text in drawn.focus
        for place, word in enumerate(text.split())
    )
    assert {text[0].isupper() and text[-1] == "." for text in drawn.focus} == {True}
    assert set(seen) == {
        *enumerate("one two three four".split()),
        *enumerate("uno due tre quattro".split()),
    }
    for count in seen.values():
        assert count / 4000 == pytest.approx(0.5, abs=0.03)


def test_a_text_that_is_not_recorded_stays_so() -> None:
    registry = registry_of(Cluster(id="a", name="A"))
    drawn = Descriptions(registry.clusters, Codes.of(registry)).draw(
        np.zeros(3, dtype=np.int64), generator()
    )
    assert drawn == ([()] * 3, [()] * 3, [()] * 3, [""] * 3)
