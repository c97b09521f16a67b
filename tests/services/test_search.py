"""Finding people at the desk: any order, accents, apostrophes, any digits."""

from functools import partial

import pytest

from alianza_desktop.model import Invitation, Organization, Person
from alianza_desktop.services import people, search
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage import journal
from alianza_desktop.storage.database import Database
from tests.builders import World, arrive, world, writing
from tests.plans import plans


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


def test_a_whole_workshop_is_not_read_again_for_each_person_found(database: Database, made: World) -> None:
    """Thirty people found in a list of 20,000: which of two indexes SQLite takes must not be its guess."""
    with database.reading() as session:
        asked = partial(search.people, session, "quispe", workshop_id=made.workshop, session_id=made.session)
        found = plans(session, asked)
    assert any("ix_invitation_person_id" in one for one in found)
    assert any("ix_attendance_person_id" in one for one in found)
    assert not any("_workshop_id" in one or "_session_id" in one for one in found)


def test_an_organisation_that_was_deleted_is_not_shown_with_its_people(
    database: Database, made: World
) -> None:
    with writing(database) as session:
        body = session.get(Organization, made.municipality)
        assert body is not None
        journal.delete(session, body)
    with database.reading() as session:
        (mayor,) = search.people(session, "45678901")
    assert (mayor.organization, mayor.sector) == ("", "")


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


@pytest.fixture
def crowd(database: Database, made: World) -> World:
    with writing(database) as session:
        for number, (given, paternal, maternal) in enumerate(
            (
                ("Óscar", "Delacruz", "Pérez-Albela"), ("Rosa", "Torres", "Torres"),
                ("Rosa", "Torres", "Tiwi"), ("Ana", "Ochoa", "Mori"),
                ("Luis", "O'Connor", "Ñahui"), ("Zoila", "Rosales", "Zúñiga"),
            )
        ):  # fmt: skip
            session.add(
                Person(
                    document_type="1",
                    document_number=f"7123450{number}",
                    given_names=given,
                    paternal_surname=paternal,
                    maternal_surname=maternal,
                )
            )
    return made


def invite(database: Database, made: World, number: str) -> str:
    with writing(database) as session:
        person = people.find(session, number)
        assert person is not None
        invitation = Invitation(workshop_id=made.workshop, person_id=person.id)
        session.add(invitation)
        session.flush()
        return invitation.id


@pytest.mark.parametrize(
    "words", ["cruz oscar", "lacruz", "cruz albela", "perezalbela", "perez albe", "lbel"]
)
def test_a_surname_kept_together_is_found_apart(database: Database, crowd: World, words: str) -> None:
    assert "Óscar Delacruz Pérez-Albela" in names(database, words)


@pytest.mark.parametrize("words", ["delacruz pena", "de lacruz ana", "lacruz", "ana cruz pena"])
def test_a_surname_kept_apart_is_found_together(database: Database, crowd: World, words: str) -> None:
    assert "Ana De la Cruz Peña" in names(database, words)


def test_a_word_typed_twice_is_of_who_has_it_twice(database: Database, crowd: World) -> None:
    assert names(database, "torres torres")[0] == "Rosa Torres Torres"


@pytest.mark.parametrize("digits", ["2", "23", "234", "23450", "712"])
def test_digits_of_the_middle_from_the_first(database: Database, crowd: World, digits: str) -> None:
    assert "Rosa Torres Torres" in names(database, digits)


def test_a_whole_document_is_of_one_person(database: Database, crowd: World) -> None:
    assert names(database, "71234501") == ["Rosa Torres Torres"]


def test_whom_the_workshop_invites_come_first_and_no_more_once_they_are_not_invited(
    database: Database, crowd: World
) -> None:
    invitation, _other = invite(database, crowd, "71234501"), invite(database, crowd, "71234503")
    assert found_at(database, crowd, "t")[0] == "Rosa Torres Torres"
    assert found_at(database, crowd, "o")[0] == "Ana Ochoa Mori"  # the letter of O'Connor is no whole word
    assert found_at(database, crowd, "rosa torres tiwi")[0] == "Rosa Torres Tiwi"  # exact first
    with writing(database) as session:
        journal.delete(session, session.get_one(Invitation, invitation))
    assert found_at(database, crowd, "t")[0] == "Rosa Torres Tiwi"


def found_at(database: Database, made: World, words: str) -> list[str]:
    with database.reading() as session:
        return [hit.full_name for hit in search.people(session, words, workshop_id=made.workshop)]


@pytest.mark.parametrize("words", ["coop", "marañon agraria", "perativa"])
def test_organisations_by_any_part_of_their_name(database: Database, made: World, words: str) -> None:
    with database.reading() as session:
        hits = search.organizations(session, words)
    assert [hit.organization_id for hit in hits] == [made.cooperative]


def test_people_are_found_by_their_organisation_and_organisations_are_no_people(
    database: Database, made: World
) -> None:
    assert names(database, "coop") == ["José Tsamajain"]


@pytest.mark.parametrize(
    "words", ["\x00", "a" * 5_000, '" OR *', "אב", "😀", "a b c d e f g h i j k l m n o p q r s t"]
)
def test_whatever_is_typed_is_answered(database: Database, made: World, words: str) -> None:
    assert names(database, words) == []
