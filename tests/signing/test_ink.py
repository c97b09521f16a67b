"""Ink: what a signature on screen may be, and its only spelling."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.canonical import Json, sha256
from alianza_desktop.core.errors import Corrupt, Invalid
from alianza_desktop.signing.ink import LEAST_LENGTH, MOST_POINTS, MOST_STROKES, Ink, confirmable, length

GOOD: dict[str, Json] = {"v": 1, "w": 6000, "h": 3000, "strokes": [[0, 0, 900, 1200], [5, 5]]}


def test_reads_and_writes_one_spelling() -> None:
    ink = Ink.read(GOOD)
    assert ink.strokes == ((0, 0, 900, 1200), (5, 5))
    assert ink.to_bytes() == b'{"h":3000,"strokes":[[0,0,900,1200],[5,5]],"v":1,"w":6000}'
    assert ink.digest == sha256(ink.to_bytes())
    assert Ink.from_bytes(ink.to_bytes()) == ink


def test_another_spelling_is_refused() -> None:
    with pytest.raises(Corrupt, match="json-not-canonical"):
        Ink.from_bytes(json.dumps(GOOD).encode())


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"v": True},
        {"w": 6000.0},
        {"w": 499},
        {"h": 50_001},
        {"strokes": [[0, 0, 900]]},
        {"strokes": [[0, 0, 900, 1200], []]},
        {"strokes": [[0, 0, 6001, 0]]},
        {"strokes": [[0, 0, 0, 3001]]},
        {"strokes": [[0, -1, 2000, 0]]},
        {"strokes": [[0, 0, "900", 1200]]},
        {"strokes": [[0, 0, True, 1200]]},
        {"strokes": {"0": [0, 0, 900, 1200]}},
        {"strokes": [[0, 0, 900, 1200]] * (MOST_STROKES + 1)},
        {"strokes": [[0, 0] * (MOST_POINTS + 1)]},
        {"pressure": [[1, 2]]},
        {"times": [0, 8]},
    ],
)
def test_anything_else_is_no_ink(changes: dict[str, Json]) -> None:
    with pytest.raises(Invalid, match="ink-malformed"):
        Ink.read({**GOOD, **changes})


@pytest.mark.parametrize("missing", ["v", "w", "h", "strokes"])
def test_every_member_is_needed(missing: str) -> None:
    with pytest.raises(Invalid, match="ink-malformed"):
        Ink.read({name: value for name, value in GOOD.items() if name != missing})


@pytest.mark.parametrize(
    "strokes",
    [(), ((100, 100),), ((100, 100, 100, 100, 100, 100),), ((0, 0, 999, 0),), ((0, 0, 300, 400),)],
    ids=["empty", "dot", "still", "short", "touch"],
)
def test_an_empty_box_or_a_dot_cannot_be_confirmed(strokes: tuple[tuple[int, ...], ...]) -> None:
    assert not confirmable(6000, 3000, strokes)
    with pytest.raises(Invalid, match="ink-empty"):
        Ink(6000, 3000, strokes)


def test_ten_millimetres_can_be_confirmed() -> None:
    assert length([(0, 0, 600, 800)]) == LEAST_LENGTH
    assert confirmable(6000, 3000, [[0, 0, 600, 800]])


def test_a_repr_shows_no_signature() -> None:
    assert "900" not in repr(Ink.read(GOOD))


points = st.tuples(st.integers(0, 6000), st.integers(0, 3000))


@given(st.lists(st.lists(points, min_size=1, max_size=6), min_size=1, max_size=4))
def test_what_is_drawn_is_what_is_kept(drawn: list[list[tuple[int, int]]]) -> None:
    strokes = tuple(tuple(number for point in stroke for number in point) for stroke in drawn)
    if confirmable(6000, 3000, strokes):
        assert Ink.from_bytes(Ink(6000, 3000, strokes).to_bytes()).strokes == strokes
    else:
        assert length(strokes) < LEAST_LENGTH
