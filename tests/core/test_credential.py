"""The code of a credential goes round, in any case, and what was mistyped is refused."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.credential import code, person_of


@given(st.uuids())
def test_it_goes_round(one: UUID) -> None:
    read = code(str(one))
    assert read.isalnum()
    assert read.isascii()
    assert len(read) == 30
    assert person_of(read.lower() + "\n") == str(one)


def test_a_mistyped_character_is_refused() -> None:
    read = code("019ab000-0000-7000-8000-000000000002")
    wrong = [
        read[:place] + digit + read[place + 1 :]
        for place in range(2, 28)
        for digit in "0Z"
        if digit != read[place]
    ]
    assert [other for other in wrong if person_of(other)] == []


def test_other_things_are_not_credentials() -> None:
    assert person_of("45678901") == ""
    assert person_of("AZ" + "Z" * 28) == ""
    assert person_of("") == ""
