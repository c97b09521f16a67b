"""What a name may hold, wherever it comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import rules
from alianza_desktop.services import organizations, people
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.writing import line
from alianza_desktop.spreadsheets import cells
from alianza_desktop.storage.database import Database
from tests.builders import writing


@given(st.text())
def test_what_is_not_seen_is_not_kept(text: str) -> None:
    kept = line(text + "\u202eabc\u200f\x07")
    assert kept == line(kept)
    assert not set(kept) & set("\u202e\u200f\x07\u200b\ufeff")
    assert "abc" in kept


def test_a_name_without_its_marks(database: Database) -> None:
    with writing(database) as session:
        made = people.add(session, PersonData(given_names="Ana\u202e\x1b Luz", paternal_surname="Ñique"))
    assert made.full_name == "Ana Luz Ñique"
    assert cells.text("Ana\u202e\x1b Luz") == "Ana Luz"


@pytest.mark.parametrize("field", people.NAMES)
def test_a_text_that_is_no_name(database: Database, field: str) -> None:
    values = {"given_names": "Ana", field: "x" * (rules.NAME_MOST + 1)}
    with writing(database) as session:
        with pytest.raises(Invalid) as refused:
            people.add(session, PersonData(**values))
        made = people.add(session, PersonData(given_names="Ana"))
        with pytest.raises(Invalid):
            people.change(session, made.id, {field: values[field]})
    assert sentence(refused.value).startswith("Un nombre o un cargo tiene 121 letras")


def test_a_body_of_5000_letters(database: Database) -> None:
    with writing(database) as session, pytest.raises(Invalid):
        organizations.find_or_add(session, "x" * 5_000)
