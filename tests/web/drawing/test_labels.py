"""Words beside marks: they cover nothing, or are left out."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from matcher_web.drawing.labels import (
    ABOVE_FIRST,
    Box,
    Wanted,
    place_labels,
    text_width,
)

PICTURE = Box(0, 0, 200, 100)
places = st.tuples(st.integers(0, 200), st.integers(0, 100))


def test_a_label_stands_right_of_its_mark_if_there_is_room() -> None:
    (label,) = place_labels([Wanted("Word", 50, 50, 5, 5)], [], PICTURE, 10)
    assert label
    assert (label.x, label.anchor, label.line) == (58, "start", None)
    assert label.box.top < 50 < label.box.bottom


def test_at_the_edge_it_stands_left() -> None:
    (label,) = place_labels([Wanted("Word", 195, 50, 5, 5)], [], PICTURE, 10)
    assert label
    assert label.anchor == "end"


def test_another_side_may_be_tried_first() -> None:
    wanted = [Wanted("Word", 50, 50, 5, 5)]
    (label,) = place_labels(wanted, [], PICTURE, 10, ABOVE_FIRST)
    assert label
    assert label.anchor == "middle"
    assert label.box.bottom <= 45


def test_a_label_that_stands_far_off_has_a_line() -> None:
    around = Box(30, 30, 70, 70)
    (label,) = place_labels([Wanted("Word", 50, 50, 5, 5)], [around], PICTURE, 10)
    assert label
    assert label.line
    assert label.line[:2] == (55, 50)


def test_without_room_there_is_no_label() -> None:
    assert place_labels([Wanted("Word", 50, 50, 5, 5)], [PICTURE], PICTURE, 10) == [
        None
    ]
    assert text_width("Word", 10) > 20


@given(st.lists(places, max_size=12))
def test_labels_cover_neither_marks_nor_each_other(
    spots: list[tuple[int, int]],
) -> None:
    marks = [Box(x - 4, y - 4, x + 4, y + 4) for x, y in spots]
    wanted = [Wanted("Some words", x, y, 4, 4) for x, y in spots]
    labels = place_labels(wanted, marks, PICTURE, 10)
    shown = [label.box for label in labels if label]
    assert not any(one.meets(other) for one, other in combinations(shown, 2))
    assert not any(one.meets(mark) for one in shown for mark in marks)
    assert all(one.stays_in(PICTURE) for one in shown)
