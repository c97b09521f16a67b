"""Finding people at the desk: any order, accents, apostrophes, any digits."""

import pytest

from alianza_desktop.services import people, search
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage.database import Database
from tests.builders import World, arrive, world, writing


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        made = world(session)
        for number, (given, paternal, maternal) in enumerate(
            (("Noemí", "Núñez", "O’Higgins"), ("Ana", "De la Cruz", "Peña"), ("María", "Quispe", "Poma"))
        ):
            people.add(
                session,
                PersonData(
                    document_number=f"6010000{number}",
                    given_names=given,
                    paternal_surname=paternal,
                    maternal_surname=maternal,
                ),
            )
        arrive(session, made, made.mayor)
    return made


def names(database: Database, words: str) -> list[str]:
    with database.reading() as session:
        return [hit.full_name for hit in search.people(session, words)]


@pytest.mark.parametrize(
    "words", ["quispe maria", "MARÍA quispe huaman", "quis mar hua", "maria elena", "  huamán  ", "q h"]
)
def test_any_subset_of_names_in_any_order(database: Database, made: World, words: str) -> None:
    assert "María Elena Quispe Huamán" in names(database, words)


@pytest.mark.parametrize("words", ["nunez", "núñez", "o'higgins", "oʼhiggins noemi", "ohiggins"])
def test_accents_and_apostrophes_do_not_matter(database: Database, made: World, words: str) -> None:
    assert names(database, words) == ["Noemí Núñez O’Higgins"]


@pytest.mark.parametrize("digits", ["456789", "45678901", "7890", "45 678 901"])
def test_a_document_by_its_beginning_or_its_middle(database: Database, made: World, digits: str) -> None:
    assert names(database, digits) == ["María Elena Quispe Huamán"]


def test_exact_first(database: Database, made: World) -> None:
    assert names(database, "maría quispe poma")[0] == "María Quispe Poma"
    assert names(database, "quispe")[:2] == ["María Elena Quispe Huamán", "María Quispe Poma"]


def test_nothing_typed_or_only_signs_finds_nobody(database: Database, made: World) -> None:
    assert names(database, "") == names(database, ' "*- ') == []


def test_hits_say_who_has_come(database: Database, made: World) -> None:
    with database.reading() as session:
        hit = search.people(session, "45678901", session_id=made.session)[0]
    assert (hit.arrived_at, hit.sector, hit.position) == ("08:00", "public", "Alcaldesa")


def test_similar_asks_about_the_same_surname_and_a_name_in_common(database: Database, made: World) -> None:
    with database.reading() as session:
        alike = search.similar(session, "Maria", "Quispe", "H.")
        other = search.similar(session, "Rosa", "Quispe")
    assert [hit.full_name for hit in alike] == ["María Elena Quispe Huamán"]
    assert other == ()


def test_a_changed_name_is_found_by_the_new_one(database: Database, made: World) -> None:
    with writing(database) as session:
        people.change(session, made.manager, {"paternal_surname": "Wampash"})
    assert names(database, "wampash") == ["José Wampash"]
    assert names(database, "tsamajain") == []
