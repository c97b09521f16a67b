"""The strokes of a signature: millimetres that no resize changes, and what cannot be confirmed."""

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.errors import Invalid
from alianza_desktop.signing import ink
from alianza_desktop.ui.strokes import Strokes

sizes = st.tuples(st.floats(120, 4000), st.floats(120, 2200), st.floats(2, 16))
"""Width and height in pixels, pixels of a millimetre."""
points = st.tuples(st.floats(-0.3, 1.3), st.floats(-0.3, 1.3))
"""Shares of the pad: some fall outside."""
drawings = st.lists(st.lists(points, min_size=1, max_size=30), max_size=8)


def draw(pad: Strokes, size: tuple[float, float, float], drawing: list[list[tuple[float, float]]]) -> None:
    wide, high, _density = size
    for stroke in drawing:
        pad.begin(stroke[0][0] * wide, stroke[0][1] * high)
        for x, y in stroke[1:]:
            pad.move(x * wide, y * high)
        pad.end()


@given(sizes, sizes, drawings)
def test_a_resize_changes_no_millimetre(
    size: tuple[float, float, float],
    other: tuple[float, float, float],
    drawing: list[list[tuple[float, float]]],
) -> None:
    pad = Strokes(*size)
    draw(pad, size, drawing)
    kept, box = pad.strokes, pad.box
    pad.resize(*other)
    assert pad.strokes == kept
    assert pad.empty or pad.box == box
    pad.resize(*size)
    assert (pad.strokes, pad.box) == (kept, box) or pad.empty


@given(sizes, sizes, drawings)
def test_what_is_drawn_keeps_its_proportions(
    size: tuple[float, float, float],
    other: tuple[float, float, float],
    drawing: list[list[tuple[float, float]]],
) -> None:
    pad = Strokes(*size)
    draw(pad, size, drawing)
    pad.resize(*other)
    frame, (wide, high) = pad.frame, pad.box
    assert wide * frame.scale <= other[0] + 0.01
    assert high * frame.scale <= other[1] + 0.01
    shown: list[list[tuple[float, float]]] = []
    pad.shown(shown.append)
    for stroke, line in zip(pad.strokes, shown, strict=True):
        for x, y, (left, top) in zip(stroke[::2], stroke[1::2], line, strict=True):
            assert left - frame.left == pytest.approx(x * frame.scale, abs=0.01)
            assert top - frame.top == pytest.approx(y * frame.scale, abs=0.01)


@given(sizes, sizes, drawings, drawings)
def test_any_drawing_is_an_ink_or_says_why_not(
    size: tuple[float, float, float],
    other: tuple[float, float, float],
    before: list[list[tuple[float, float]]],
    after: list[list[tuple[float, float]]],
) -> None:
    pad = Strokes(*size)
    draw(pad, size, before)
    pad.resize(*other)
    draw(pad, other, after)
    if pad.confirmable:
        made = pad.ink()
        assert ink.Ink.from_bytes(made.to_bytes()) == made
        assert set(made.as_json()) == {"v", "w", "h", "strokes"}
    else:
        with pytest.raises(Invalid, match="ink-empty"):
            pad.ink()


@given(sizes, st.tuples(st.floats(0.1, 0.9), st.floats(0.1, 0.9)))
def test_a_pixel_comes_back_to_where_it_was_drawn(
    size: tuple[float, float, float], place: tuple[float, float]
) -> None:
    pad = Strokes(*size)
    x, y = place[0] * size[0], place[1] * size[1]
    pad.begin(x, y)
    shown: list[list[tuple[float, float]]] = []
    pad.shown(shown.append)
    (left, top) = shown[0][0]
    assert hypot(left - x, top - y) <= pad.frame.scale  # a hundredth of a millimetre


def test_an_empty_box_and_a_dot_cannot_be_confirmed() -> None:
    pad = Strokes(1000, 300, 4)
    seen = [(pad.empty, pad.confirmable)]
    pad.begin(100, 100)
    pad.end()
    seen.append((pad.empty, pad.confirmable))
    pad.begin(100, 100)
    for x in range(100, 200):
        pad.move(x, 120)
    seen.append((pad.empty, pad.confirmable))
    assert seen == [(True, False), (False, False), (False, True)]


def test_leaving_the_box_ends_the_stroke_and_coming_back_begins_another() -> None:
    pad = Strokes(1000, 300, 4)
    pad.begin(100, 100)
    pad.move(100, 200)
    pad.move(100, 400)
    pad.move(500, 400)
    pad.move(500, 200)
    pad.move(500, 100)
    pad.end()
    assert len(pad.strokes) == 2
    assert all(len(one) == 4 for one in pad.strokes)


def test_a_dropped_stroke_leaves_the_others() -> None:
    pad = Strokes(1000, 300, 4)
    draw(pad, (1000, 300, 4), [[(0.1, 0.1), (0.4, 0.4)]])
    kept = pad.strokes
    pad.begin(500, 100)
    pad.move(700, 200)
    pad.drop()
    assert pad.strokes == kept
    assert not pad.drawing


def test_an_endless_scribble_stays_an_ink() -> None:
    pad = Strokes(2000, 1000, 4)
    for number in range(ink.MOST_STROKES + 20):
        pad.begin(10 + number, 10)
        for step in range(1, 60):
            pad.move(10 + number, 10 + 16 * step)
        pad.end()
    assert pad.full
    assert pad.confirmable
    assert len(pad.strokes) <= ink.MOST_STROKES
    assert sum(len(one) // 2 for one in pad.strokes) <= ink.MOST_POINTS


def test_a_cleared_pad_takes_the_box_of_the_pad_as_it_is_now() -> None:
    pad = Strokes(1000, 300, 4)
    pad.begin(10, 10)
    pad.resize(300, 1000, 4)
    assert pad.box == (25_000, 7_500)
    pad.clear()
    assert pad.box == (7_500, 25_000)
