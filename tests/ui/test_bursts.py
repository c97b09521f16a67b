"""What a burst of keys means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core import credential
from alianza_desktop.ui.registration.bursts import LEAST, BurstClock, is_payload, meaning

PERSON = "018f0000-0000-7000-8000-000000000000"
SIGNS = st.text("AZaz09 <@|-", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("45678901\n", "scan"),
        ("45678901\n\n", "scan"),  # some send two ends
        ("AB123456\n", "scan"),
        ("4567\n", "fingers"),
        ("45678901", "fingers"),
        ("huaman quispe\n", "name"),
        ("@QUISPE<<MARIA\n", "payload"),
        ("4567890123456789\n", "payload"),
        (credential.code(PERSON) + "\n", "scan"),
        (credential.code(PERSON), "scan"),
    ],
)
def test_meaning(text: str, said: str) -> None:
    assert meaning(text) == said


@given(st.lists(SIGNS, min_size=2))
def test_lines_one_after_the_other_are_one_payload(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert is_payload(text, len(text)) == (len(text) >= LEAST)


@given(st.lists(st.floats(0.06, 5)))
def test_fingers_are_never_quick(gaps: list[float]) -> None:
    moments = iter([0.0, *(sum(gaps[: i + 1]) for i in range(len(gaps)))])
    clock = BurstClock(moments.__next__)
    assert [clock.key() for _ in range(len(gaps) + 1)] == [False] * (len(gaps) + 1)


def test_the_moment_of_the_key_itself_counts() -> None:
    """A window that was busy hears late and at once what a person typed in a second."""
    clock = BurstClock(lambda: 9.0)
    assert [clock.key(stamp) for stamp in (1_000, 1_090, 1_110)] == [False, False, True]
