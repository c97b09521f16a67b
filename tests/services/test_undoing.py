"""An import is taken back whole while nobody of it has arrived, and nothing else goes with it."""

import pytest
from sqlalchemy import select

from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.model import (
    Consent,
    Invitation,
    InvitationDoubt,
    InvitationRow,
    Organization,
    Person,
    Record,
    Seating,
)
from alianza_desktop.services import consents, invitees, mesas, registration, same_as, undoing, workshops
from alianza_desktop.services.invitees import Remark
from alianza_desktop.services.query import living
from alianza_desktop.services.undoing import Trace
from alianza_desktop.storage.database import Database
from tests.builders import World, world, writing
from tests.services.test_invitees import ANA, but

MAYOR = but(
    ANA, row=3, digest="m", document_number="45678901", given_names="María Elena", paternal_surname="Quispe",
    maternal_surname="Huamán", organization="", position="", phone="987000111", mesa="2",
)  # fmt: skip
KINDS: tuple[type[Record], ...] = (
    Person, Organization, Invitation, InvitationRow, InvitationDoubt, Seating, Consent
)  # fmt: skip


def living_of(database: Database) -> dict[str, object]:
    with database.reading() as session:
        found: dict[str, object] = {
            kind.__tablename__: len(session.scalars(living(kind)).all()) for kind in KINDS
        }
        people = session.scalars(living(Person).order_by(Person.id))
        found["phones"] = [one.phone for one in people]
        return found


def imported(database: Database, made: World) -> Trace:
    rows = (but(ANA, mesa="1", remarks=(Remark("name-order"),)), MAYOR)
    with writing(database) as session:
        plan = invitees.plan(session, made.workshop, rows, source="lista.xlsx")
        with undoing.watching(session) as trace:
            invitees.apply(session, plan)
    return trace


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return world(session)


def test_everything_goes_and_what_was_filled_in_is_empty_again(database: Database, made: World) -> None:
    before = living_of(database)
    trace = imported(database, made)
    assert living_of(database) != before
    with writing(database) as session:
        undoing.undo(session, trace, workshop_id=made.workshop)
    assert living_of(database) == before
    imported(database, made)  # and it may come again
    with database.reading() as session:
        assert len(session.scalars(living(Invitation)).all()) == 2


def test_a_seat_goes_back_to_where_it_was(database: Database, made: World) -> None:
    with writing(database) as session:
        mesas.seat(session, made.workshop, made.mayor, made.cacao)
    trace = imported(database, made)
    with writing(database) as session:
        assert mesas.seat_of(session, made.workshop, made.mayor) == made.conecta
        undoing.undo(session, trace, workshop_id=made.workshop)
    with database.reading() as session:
        assert mesas.seat_of(session, made.workshop, made.mayor) == made.cacao


def test_what_was_written_since_stays(database: Database, made: World) -> None:
    trace = imported(database, made)
    with writing(database) as session:
        session.get_one(Person, made.mayor).phone = "900000000"
        ana = session.scalars(living(Person).where(Person.document_number == "12345678")).one()
        consents.record(session, ana.id, registration=True, contact=False, photos=False)
    with writing(database) as session:
        undoing.undo(session, trace, workshop_id=made.workshop)
    with database.reading() as session:
        kept = session.get_one(Person, ana.id)
        assert not kept.deleted
        assert not session.get_one(Organization, kept.organization_id).deleted
        assert session.get_one(Person, made.mayor).phone == "900000000"
        assert session.scalars(living(Invitation)).all() == []


def test_once_somebody_arrived_it_stays(database: Database, made: World) -> None:
    trace = imported(database, made)
    with writing(database) as session:
        sitting = workshops.numbered_session(session, made.workshop, None)
        registration.register(session, made.workshop, made.mayor, session_id=sitting.id)
    before = living_of(database)
    with pytest.raises(NotAllowed, match="import-arrived"), writing(database) as session:
        undoing.undo(session, trace, workshop_id=made.workshop)
    assert living_of(database) == before


def test_nothing_personal_in_reprs(database: Database, made: World) -> None:
    trace = imported(database, made)
    assert "987000111" not in repr(trace) + repr(trace.changed)
    with database.reading() as session:
        assert session.scalar(select(Person.phone).where(Person.id == made.mayor)) == "987000111"


def test_somebody_who_was_joined_to_another_meanwhile_stays(database: Database, made: World) -> None:
    trace = imported(database, made)
    added = trace.ids(Person)[0]
    with writing(database) as session:
        same_as.join(session, "person", added, made.manager)
        undoing.undo(session, trace, workshop_id=made.workshop)
    with database.reading() as session:
        assert added in set(session.scalars(select(Person.id).where(Person.deleted.is_(False))))
