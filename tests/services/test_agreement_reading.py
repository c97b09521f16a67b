"""«Leído» holds while the wording is the one that was read."""

import pytest

from alianza_desktop.services import agreement_notes, agreement_reading, agreements
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.storage.database import Database
from tests import builders
from tests.builders import World, agree, writing


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return builders.world(session)


def rows(database: Database, made: World) -> tuple[AgreementRow, ...]:
    with database.reading() as session:
        return agreements.listing(session, made.workshop, made.cacao)


def read(database: Database, made: World) -> frozenset[str]:
    known = rows(database, made)
    found = frozenset(one.id for one in known if agreement_reading.is_read(one))
    assert agreement_reading.read(known) == len(found)
    return found


def mark_all(database: Database, made: World) -> None:
    for row in rows(database, made):
        with writing(database) as session:
            agreement_reading.mark(session, row.id, agreement_reading.digest(row))


@pytest.mark.parametrize(
    "values",
    [
        {"text": "Instalar tres centros"},
        {"kind": "pedido"},
        {"due_on": "2027-03-21"},
        {"due_on": "", "permanent": True},
        {"deliverable": "Actas de entrega"},
        {"amount": 100},
        {"person_id": ""},
        {"organization_id": ""},
        {"funding": "Canon"},
    ],
)
def test_what_is_said_otherwise_was_not_read(
    database: Database, made: World, values: dict[str, object]
) -> None:
    with writing(database) as session:
        one, other = agree(session, made, "Uno"), agree(session, made, "Dos")
    assert read(database, made) == frozenset()
    mark_all(database, made)
    assert read(database, made) == {one, other}
    with writing(database) as session:
        agreements.change(session, one, values)
    assert read(database, made) == {other}


def test_partners_are_read_too_and_an_objection_changes_no_wording(database: Database, made: World) -> None:
    with writing(database) as session:
        one = agree(session, made)
    mark_all(database, made)
    with writing(database) as session:
        agreement_notes.add(session, one, "objection", "Es poco", person_id=made.manager)
    assert read(database, made) == {one}
    with writing(database) as session:
        agreements.partners(session, one, (made.cooperative,))
    assert read(database, made) == frozenset()


def test_a_wording_that_arrived_meanwhile_was_not_read(database: Database, made: World) -> None:
    with writing(database) as session:
        one = agree(session, made)
    (shown,) = rows(database, made)
    with writing(database) as session:
        agreements.change(session, one, {"text": "Otra cosa"})
    with writing(database) as session:
        assert agreement_reading.mark(session, one, agreement_reading.digest(shown)) == ""
    assert read(database, made) == frozenset()


def test_undone_it_is_as_before(database: Database, made: World) -> None:
    with writing(database) as session:
        one = agree(session, made)
    mark_all(database, made)
    with writing(database) as session:
        before = agreement_reading.mark(session, one, "")
        agreement_reading.mark(session, one, before)
    assert read(database, made) == {one}
