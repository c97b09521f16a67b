"""People and what is kept of them, on a real store."""

from datetime import timedelta

import pytest

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound
from alianza_desktop.model import Person
from alianza_desktop.services import agreements, consents, mesas, people, registration, workshops
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.workshops import WorkshopPlan
from alianza_desktop.storage import heads
from alianza_desktop.storage.database import Database
from tests.builders import agree, arrive, world, writing
from tests.conftest import MORNING


@pytest.mark.parametrize("typed", ["45678901", "45 678 901", "45.678.901", "45678901-8"])
def test_a_document_is_one_however_it_is_typed(database: Database, typed: str) -> None:
    with writing(database) as session:
        known = world(session).mayor
        with pytest.raises(Invalid) as refused:
            people.add(session, PersonData(document_number=typed, given_names="Otra"))
    assert refused.value.facts == {"id": known}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (PersonData(document_number="1"), "name-needed"),
        (PersonData(given_names="Ana", document_type="hola"), "document-type-unknown"),
        (PersonData(given_names="Ana", birth_date="ayer"), "day-unknown"),
        (PersonData(given_names="Ana", ubigeo="Nieva"), "value-form"),
    ],
)
def test_what_has_no_form_is_refused(database: Database, data: PersonData, code: str) -> None:
    with pytest.raises(Invalid, match=code), writing(database) as session:
        people.add(session, data)


def test_names_are_kept_as_typed_and_days_in_one_form(database: Database) -> None:
    with writing(database) as session:
        added = people.add(
            session,
            PersonData(given_names="  Flor  de María ", paternal_surname="O’Higgins", birth_date="3/2/1980"),
        )
    assert (added.full_name, added.birth_date) == ("Flor de María O’Higgins", "1980-02-03")


def test_a_change_writes_only_what_changed_with_the_heads_that_were_shown(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
    with database.reading() as session:
        shown = heads.of(session, made.mayor)
    with writing(database) as session:
        people.change(session, made.mayor, {"phone": "987654321"}, shown)
    with database.reading() as session:
        now = heads.of(session, made.mayor)
        assert session.get_one(Person, made.mayor).phone == "987654321"
    assert {field for field in now if now[field] != shown.get(field)} == {"phone"}
    with pytest.raises(Invalid, match="unknown-field"), writing(database) as session:
        people.change(session, made.mayor, {"deleted": "1"})


def test_an_agreement_change_leaves_the_other_fields_alone(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        agreement = agree(session, made)
    with database.reading() as session:
        before = heads.of(session, agreement)
    with writing(database) as session:
        agreements.change(session, agreement, {"text": "Instalar tres centros"})
        agreements.partners(session, agreement, (made.cooperative,))
    with database.reading() as session:
        after = heads.of(session, agreement)
        row = agreements.listing(session, made.workshop)[0]
    assert {field for field in after if after[field] != before.get(field)} == {"text"}
    assert (row.text, row.due_on, row.partners) == (
        "Instalar tres centros",
        "2027-02-21",
        ("Cooperativa Agraria del Marañón",),
    )
    with writing(database) as session:
        agreements.partners(session, agreement, ())
    with database.reading() as session:
        assert agreements.listing(session, made.workshop)[0].partners == ()
    with pytest.raises(Invalid, match="due-or-permanent"), writing(database) as session:
        agreements.change(session, agreement, {"permanent": True})


def test_the_notice_names_the_holder_and_the_boxes_are_three(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        consents.record(session, made.mayor, registration=True, contact=False, photos=False)
    with database.reading() as session:
        assert "Alianza Multiactor Condorcanqui" in consents.text(session)
        assert consents.accepted_version(session, made.mayor) == "consent.v1"
        assert consents.accepted_version(session, made.manager) == ""
    assert [purpose for purpose, _ in consents.boxes()] == list(consents.PURPOSES)


def test_a_later_refusal_withdraws_the_consent(database: Database, clock: FixedClock) -> None:
    with writing(database) as session:
        made = world(session)
        consents.record(session, made.mayor, registration=True, contact=True, photos=True)
        clock.set(MORNING + timedelta(minutes=1))
        consents.record(session, made.mayor, registration=False, contact=False, photos=False)
    with database.reading() as session:
        assert consents.accepted_version(session, made.mayor) == ""


def test_a_closed_session_takes_no_arrivals_and_a_mesa_sits_where_it_meets(database: Database) -> None:
    with writing(database) as session:
        made = world(session)
        other = workshops.create(session, WorkshopPlan(stage=5))
        with pytest.raises(Invalid, match="mesa-elsewhere"):
            mesas.seat(session, other.id, made.mayor, made.cacao)
        with pytest.raises(Invalid, match="mesa-repeated"):
            mesas.add(session, made.workshop, mesas.MesaPlan(name="cacao"))
        workshops.set_session_state(session, made.session, "closed")
        with pytest.raises(NotAllowed, match="session-closed"):
            arrive(session, made, made.mayor)
        with pytest.raises(NotFound, match="record-missing"):
            registration.undo(session, "nobody")
