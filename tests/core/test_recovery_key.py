"""The recovery key on paper: however it is typed it is read, and every typo is named with its group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core import recovery_key
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.sentences import sentence

KEY = recovery_key.new()
PLAIN = KEY.replace("-", "")
places = st.integers(0, len(PLAIN) - 1)
symbols = st.sampled_from(recovery_key.ALPHABET)


def refused(text: str) -> Invalid:
    with pytest.raises(Invalid) as error:
        recovery_key.read(text)
    assert sentence(error.value)
    return error.value


def test_a_key_is_seven_groups_of_five_and_never_the_same() -> None:
    assert [len(group) for group in KEY.split("-")] == [5] * 7
    assert len({recovery_key.new() for _ in range(50)}) == 50
    assert len(recovery_key.secret(KEY)) == 28  # 140 bits in symbols of 5


@pytest.mark.parametrize("number", range(200))
def test_what_is_printed_is_read(number: int) -> None:
    key = recovery_key.new()
    assert recovery_key.read(key) == key


def test_it_is_read_however_it_is_typed() -> None:
    forms = (
        KEY.lower(), PLAIN, f"  {KEY} ", *(KEY.replace("-", between) for between in (" ", " – ", "\n")),
        KEY.replace("0", "O").replace("1", "I"), KEY.replace("0", "o").replace("1", "l"),
    )  # fmt: skip
    assert {recovery_key.read(form) for form in forms} == {KEY}


@given(places, symbols)
def test_every_wrong_symbol_is_named_by_its_group(place: int, symbol: str) -> None:
    if symbol == PLAIN[place]:
        return
    error = refused(PLAIN[:place] + symbol + PLAIN[place + 1 :])
    assert (error.code, error.facts["group"]) == ("recovery-group", place // 5 + 1)


@given(st.integers(0, len(PLAIN) - 2))
def test_neighbours_that_changed_places_are_named(place: int) -> None:
    left, right = PLAIN[place], PLAIN[place + 1]
    if left == right:
        return
    error = refused(PLAIN[:place] + right + left + PLAIN[place + 2 :])
    assert error.code == "recovery-group"
    assert error.facts["group"] in (place // 5 + 1, (place + 1) // 5 + 1)


@given(st.integers(0, 6), st.integers(0, 6))
def test_groups_that_changed_places_are_named(one: int, other: int) -> None:
    groups = KEY.split("-")
    if groups[one] == groups[other]:
        return
    groups[one], groups[other] = groups[other], groups[one]
    assert refused("-".join(groups)).facts["group"] == min(one, other) + 1


@given(st.integers(0, 6), places)
def test_a_symbol_too_few_or_too_many_is_named_by_its_group(number: int, place: int) -> None:
    groups = KEY.split("-")
    groups[number] = groups[number][: place % 5] + groups[number][place % 5 + 1 :]
    assert refused("-".join(groups)).facts["group"] == number + 1
    error = refused(PLAIN[:place] + PLAIN[place + 1 :])
    assert error.facts == {"found": 34, "needed": 35}


@pytest.mark.parametrize("sign", ["U", "ñ", "*", "😀", "é"])
def test_a_sign_that_is_not_used_is_named(sign: str) -> None:
    error = refused(PLAIN[:12] + sign + PLAIN[13:])
    assert (error.code, error.facts["group"]) == ("recovery-symbol", 3)


@given(st.text(max_size=80))
def test_any_other_text_is_refused_with_words(text: str) -> None:
    refused(text)
