"""Which surnames a desk takes."""

import pytest

from alianza_desktop.services import desk_range
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database


@pytest.mark.parametrize(
    ("letters", "surname", "other"),
    [
        ("A-L", "Quispe", "M-Z"),
        ("A-L", "Huamán", ""),
        ("A-L", "Ñahui", "M-Z"),
        ("M-Z", "Álvarez", "A-L"),
        ("A-F", "Zegarra", "P-Z"),
        ("G-O", "Ñahui", ""),
        ("P-Z", "d'Ángelo", "A-F"),
        ("", "Quispe", ""),
        ("A-L", "", ""),
        ("A-L", "山田", ""),
    ],
)
def test_whose_desk_it_is(letters: str, surname: str, other: str) -> None:
    assert desk_range.other_desk(letters, surname) == other


def test_every_letter_has_one_desk() -> None:
    for desks in (("A-L", "M-Z"), ("A-F", "G-O", "P-Z")):
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            assert [desk_range.other_desk(one, letter) for one in desks].count("") == 1


def test_it_is_remembered(database: Database) -> None:
    with database.transaction() as session:
        desk_range.keep(session, "A-L")
    with database.reading() as session:
        assert desk_range.words(desk_range.read(session)) == "A–L"
    with database.transaction() as session:
        settings.write(session, desk_range.SETTING, "X-9")  # of another version
    with database.reading() as session:
        assert desk_range.read(session) == ""
