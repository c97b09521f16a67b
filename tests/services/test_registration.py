"""The registration desk on a real store."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.model import (
    Attendance,
    Consent,
    Device,
    Invitation,
    InvitationDoubt,
    InvitationRow,
    Person,
)
from alianza_desktop.services import (
    arrivals,
    consents,
    mesas,
    organizations,
    origin,
    people,
    registration,
    workshops,
)
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import living
from alianza_desktop.services.registration import WalkIn, Written
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.tables import device_number, op, vector
from tests.builders import arrive, world, writing
from tests.conftest import MORNING

WALK_IN = WalkIn(
    document_number="70123456",
    given_names="Elena Maritza",
    paternal_surname="Tsakim",
    organization="Asociación de Productoras de Nieva",
    sector="private",
    position="Presidenta",
    registration=True,
    photos=True,
)


def test_card_shows_the_person_and_suggests_the_mesa_that_lacks_their_sector(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.manager, made.cacao)
    with database.reading() as session:
        mayor = registration.lookup(session, made.workshop, made.mayor, made.session)
        manager = registration.lookup(session, made.workshop, made.manager, made.session)
    assert (mayor.full_name, mayor.sector, mayor.arrived_at) == ("María Elena Quispe Huamán", "public", "")
    assert mayor.mesa_id == made.conecta
    assert (manager.mesa_id, manager.arrived_at) == (made.cacao, "08:00")


def test_registering_twice_says_when_and_writes_nothing(database: Database, clock: FixedClock) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor)
    clock.set(MORNING + timedelta(hours=1))
    with pytest.raises(NotAllowed) as refused, writing(database) as session:
        arrive(session, made, made.mayor)
    assert (refused.value.code, refused.value.facts["hour"]) == ("already-registered", "08:00")
    with database.reading() as session:
        assert len(session.scalars(living(Attendance)).all()) == 1


def test_walk_in_writes_the_person_three_answers_and_the_arrival(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        arrival = registration.register_new(session, made.workshop, WALK_IN, session_id=made.session)
    with database.reading() as session:
        assert consents.accepted_version(session, arrival.person_id) == consents.VERSION
        answers = {one.purpose: one.given for one in session.scalars(living(Consent))}
        attendance = session.get_one(Attendance, arrival.attendance_id)
    assert answers == {"registration": True, "contact": False, "photos": True}
    assert (attendance.sector, attendance.quality, attendance.at) == (
        "private",
        "titular",
        "2026-11-23T08:00:00.000-05:00",
    )


def test_a_public_body_is_informed_and_asked_the_other_two(database: Database) -> None:
    told = replace(WALK_IN, sector="public", registration=False, informed=True)
    with writing(database) as session:
        made = world(session)
        arrival = registration.register_new(session, made.workshop, told, session_id=made.session)
    with database.reading() as session:
        answers = {one.purpose: (one.given, one.informed_only) for one in session.scalars(living(Consent))}
        card = registration.lookup(session, made.workshop, arrival.person_id, made.session)
        assert consents.accepted_version(session, arrival.person_id) == ""
    assert answers == {"registration": (False, True), "contact": (False, False), "photos": (True, False)}
    assert (card.consent, card.informed, card.letter) == (consents.VERSION, True, "A")


def test_it_says_which_laptop_registered(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        attendance = arrive(session, made, made.mayor)
    with database.transaction() as session:  # as if it had come in a pack of another laptop
        session.execute(insert(device_number).values(number=2, device="ff" * 16))
        session.add(Device(device="ff" * 16, letter="B"))
        session.execute(update(op).where(op.c.record == attendance).values(device=2, seq=op.c.seq))
    with database.reading() as session:
        assert registration.lookup(session, made.workshop, made.mayor, made.session).letter == "B"
        assert origin.letter_of(session, "nobody") == ""


def test_without_the_first_consent_nothing_is_written(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
    refused = replace(WALK_IN, registration=False)
    with pytest.raises(Invalid, match="consent-needed"), writing(database) as session:
        registration.register_new(session, made.workshop, refused, session_id=made.session)
    with database.reading() as session:
        assert len(session.scalars(living(Person)).all()) == 2


def test_without_personal_data_only_the_sector_counts(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        registration.register_anonymous(session, made.workshop, "society", session_id=made.session)
        registration.register_anonymous(session, made.workshop, "society", session_id=made.session)
    with database.reading() as session:
        picture = arrivals.arrivals(session, made.workshop, made.session)
    assert (picture.arrived, picture.expected, picture.sectors) == (2, 2, {"society": 2})
    assert picture.last[0].full_name == ""


def test_an_arrival_without_sector_is_counted_so_until_its_organisation_has_one(database: Database) -> None:
    walk_in = replace(WALK_IN, organization="Voluntarios de Nieva", sector="")
    with writing(database) as session:
        made = world(session)
        registration.register_new(session, made.workshop, walk_in, session_id=made.session)
        assert arrivals.arrivals(session, made.workshop, made.session).sectors == {"": 1}
        body = organizations.find_or_add(session, walk_in.organization)
        organizations.change(session, body.id, {"sector": "society"})
        picture = arrivals.arrivals(session, made.workshop, made.session)
    assert picture.sectors == {"society": 1}
    assert picture.last[0].sector == "society"


def test_a_known_document_is_opened_not_added_again(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
    again = WalkIn(document_number="45678901", given_names="M.", organization="X", registration=True)
    with pytest.raises(Invalid) as refused, writing(database) as session:
        registration.register_new(session, made.workshop, again, session_id=made.session)
    assert (refused.value.code, refused.value.facts["id"]) == ("person-exists", made.mayor)


def test_undo_takes_the_arrival_back_and_it_can_come_again(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        attendance = arrive(session, made, made.mayor)
    with writing(database) as session:
        registration.undo(session, attendance)
    with database.reading() as session:
        assert arrivals.arrivals(session, made.workshop, made.session).arrived == 0
    with writing(database) as session:
        assert arrive(session, made, made.mayor) != attendance


@pytest.mark.parametrize("invited", [False, True])
def test_undo_frees_the_seat_of_who_was_not_invited(database: Database, invited: bool) -> None:
    with writing(database) as session:
        made = world(session)
        if invited:
            session.add(Invitation(workshop_id=made.workshop, person_id=made.mayor))
        morning = arrive(session, made, made.mayor, made.cacao)
        afternoon = workshops.sessions(session, made.workshop)[1].id
        later = registration.register(session, made.workshop, made.mayor, session_id=afternoon)
    with writing(database) as session:
        registration.undo(session, later.attendance_id)
        assert mesas.seat_of(session, made.workshop, made.mayor) == made.cacao
        registration.undo(session, morning)
    with database.reading() as session:
        assert mesas.seat_of(session, made.workshop, made.mayor) == (made.cacao if invited else "")


def test_a_session_of_another_workshop_is_refused(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        other = world_two(session)
        with pytest.raises(Invalid, match="session-of-another-workshop"):
            registration.register(session, other, made.mayor, session_id=made.session)


def world_two(session: Session) -> str:
    from alianza_desktop.services import workshops
    from alianza_desktop.services.workshops import WorkshopPlan

    return workshops.create(session, WorkshopPlan(stage=5)).id


def test_pace_counts_the_last_ten_minutes(database: Database, clock: FixedClock) -> None:
    with writing(database) as session:
        made = world(session)
        arrive(session, made, made.mayor)
        clock.set(MORNING + timedelta(minutes=11))
        arrive(session, made, made.manager)
    with database.reading() as session:
        picture = arrivals.arrivals(session, made.workshop, made.session)
    assert (picture.per_minute, picture.arrived, picture.expected) == (0.1, 2, 2)
    assert [one.full_name for one in picture.last] == ["José Tsamajain", "María Elena Quispe Huamán"]


def test_rows_in_doubt_come_in_the_order_of_their_list(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        for row in (10, 9):
            person = people.add(session, PersonData(given_names=f"Fila {row}", document_type="pending"))
            invitation = Invitation(workshop_id=made.workshop, person_id=person.id)
            session.add(invitation)
            session.add(InvitationDoubt(invitation_id=invitation.id, code="document-missing"))
            session.add(InvitationRow(invitation_id=invitation.id, file="lista.xlsx", sheet="Hoja1", row=row))
    with database.reading() as session:
        found = arrivals.to_review(session, made.workshop)
    assert [(one.full_name, one.source) for one in found] == [
        ("Fila 9", "lista.xlsx › Hoja1 › 9"),
        ("Fila 10", "lista.xlsx › Hoja1 › 10"),
    ]


def test_what_was_noted_on_paper_keeps_the_hour_written_there(database: Database) -> None:
    noted = Written("2026-11-23T08:17:00.000-05:00", "paper")
    with writing(database) as session:
        made = world(session)
        workshops.set_session_state(session, made.session, "closed")
        registration.register(session, made.workshop, made.mayor, session_id=made.session, written=noted)
        registration.register_new(session, made.workshop, WALK_IN, session_id=made.session, written=noted)
        registration.register_anonymous(
            session, made.workshop, "society", session_id=made.session, written=noted
        )
    with database.reading() as session:
        rows = session.scalars(living(Attendance)).all()
        answers = session.scalars(living(Consent)).all()
    assert {(row.at, row.source) for row in rows} == {(noted.at, "paper")}
    assert len(rows) == 3
    assert {one.at for one in answers} == {noted.at}


def test_a_closed_session_takes_nobody_who_was_not_noted_on_paper(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        workshops.set_session_state(session, made.session, "closed")
        with pytest.raises(NotAllowed, match="session-closed"):
            arrive(session, made, made.mayor)


def test_who_two_laptops_invited_is_expected_once(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        session.add(Invitation(workshop_id=made.workshop, person_id=made.mayor))
        arrive(session, made, made.manager)
    with database.reading() as session:
        assert arrivals.arrivals(session, made.workshop, made.session).expected == 2
    with writing(database) as session:  # as if it had come in a pack of another laptop
        session.add(Invitation(workshop_id=made.workshop, person_id=made.mayor))
        session.execute(insert(device_number).values(number=2, device="ff" * 16))
        session.execute(insert(vector).values(device=2, seq=1, chain=b"", lamport=1))
    with database.reading() as session:
        assert arrivals.arrivals(session, made.workshop, made.session).expected == 2
