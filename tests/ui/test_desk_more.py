"""The desk beyond the queue: organisations, credentials, leaving, delegating, doubts, letters, sounds."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from alianza_desktop.core import credential
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import Attendance, Consent, Invitation, InvitationDoubt, NotSame, Person
from alianza_desktop.services import invitations, people, workshops
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import living
from alianza_desktop.services.registration import WalkIn
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.tables import local_setting
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.registration.presenter import DeskPresenter
from alianza_desktop.ui.registration.reading import PAYLOAD
from alianza_desktop.ui.registration.room import SOUNDS, Answers
from alianza_desktop.ui.registration.walk_in import WalkInPresenter
from tests.builders import World, arrive, writing
from tests.conftest import MORNING
from tests.fakes import FakeDesk, FakeForm

MAYOR, MANAGER = "45678901", "01234567"
FINGERPRINT = "@PDF417|QUISPE<<MARIA ELENA|" + "x9K" * 90


@pytest.fixture
def view() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def desk(view: FakeDesk, jobs: InlineJobs, clock: FixedClock, made: World) -> DeskPresenter:
    presenter = DeskPresenter(view, jobs, clock, made.workshop, "Equipo A")
    presenter.load()
    return presenter


@pytest.fixture
def form(view: FakeDesk, jobs: InlineJobs, desk: DeskPresenter, made: World) -> WalkInPresenter:
    shown = FakeForm()
    presenter = WalkInPresenter(
        lambda: shown,
        view,
        jobs,
        lambda: desk.room,
        arrived=desk.arrived,
        found=desk.chosen,
        leaving=desk.leaving,
    )
    presenter.load(made.workshop)
    return presenter


def present(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Attendance.person_id).where(Attendance.deleted.is_(False))))


# the line


def test_an_organisation_shows_its_people_and_offers_the_form_with_it(
    desk: DeskPresenter, view: FakeDesk, made: World, database: Database
) -> None:
    desk.typed("cooperativa mara")
    assert view.rows[0].title == "Cooperativa Agraria del Marañón"
    assert view.rows[0].caption == "1 persona"
    desk.entered(selected=view.rows[0].key)
    assert view.title == "Cooperativa Agraria del Marañón"
    assert [row.title for row in view.rows] == [
        "José Tsamajain",
        "Registrar a alguien más de esta organización",
    ]
    desk.entered(selected=view.rows[1].key)
    assert view.form == ("1", "", "", "Cooperativa Agraria del Marañón")
    desk.pick(made.manager)
    desk.register()
    assert present(database) == [made.manager]


def test_a_person_s_own_name_comes_before_an_organisation_of_that_name(
    desk: DeskPresenter, view: FakeDesk, database: Database
) -> None:
    from alianza_desktop.services import organizations

    with writing(database) as session:
        organizations.find_or_add(session, "Quispe y Asociados")
    desk.typed("quispe")
    assert [row.title for row in view.rows] == ["María Elena Quispe Huamán", "Quispe y Asociados"]


def test_a_credential_opens_its_person_and_a_strange_one_nobody(
    desk: DeskPresenter, view: FakeDesk, made: World
) -> None:
    desk.typed(credential.code(made.mayor).lower())
    assert view.card is not None
    assert (view.card.name, view.sounds) == ("María Elena Quispe Huamán", ["found"])
    desk.typed(credential.code(made.workshop))
    assert view.page == "idle"
    assert view.result[1] == "Esa credencial es de alguien que no está en este equipo."
    desk.entered()
    assert view.form is None


def test_of_a_fingerprint_code_only_a_lone_dni_is_taken(
    desk: DeskPresenter, view: FakeDesk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        desk.payload(f"{FINGERPRINT}|{MAYOR}|")
        assert view.line == MAYOR
        desk.payload(f"{FINGERPRINT}|{MAYOR}|{MANAGER}|")
    assert (view.line, view.message) == (MAYOR, PAYLOAD)
    shown = repr(vars(view))
    assert "QUISPE<<" not in shown
    assert "x9K" not in shown
    assert "x9K" not in caplog.text


def test_of_a_fingerprint_code_nothing_is_stored(
    desk: DeskPresenter, form: WalkInPresenter, view: FakeDesk, database: Database
) -> None:
    form.open("1", "", "")
    form.edited(WalkIn(given_names="Elena"))
    desk.payload(FINGERPRINT)
    desk.new_person()
    assert view.form == ("1", "", "", "")
    with database.reading() as session:
        kept = " ".join(session.scalars(select(local_setting.c.value)))
        assert "Elena" in kept
        assert "x9K" not in kept
        assert not any("x9K" in one.full_name for one in session.scalars(select(Person)))


def test_not_found_is_said_for_ears_and_for_eyes(desk: DeskPresenter, view: FakeDesk) -> None:
    desk.typed("70123456")
    assert (view.result[:2], view.sounds) == (("warning", "No la encontramos."), ["refused"])


# consents


def test_a_public_body_is_only_informed(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    desk.typed(MAYOR)
    assert view.card is not None
    assert view.card.public
    desk.register(Answers(informed=True))
    desk.typed(MAYOR)
    assert view.card.consent == "Versión 1, solo informado"
    with database.reading() as session:
        one = session.scalars(select(Consent).where(Consent.purpose == "registration")).one()
        assert (one.given, one.informed_only) == (False, True)
    desk.typed(MANAGER)
    assert not view.card.public


# who leaves, who comes back, who delegates


def test_somebody_leaves_and_comes_back(
    desk: DeskPresenter, view: FakeDesk, clock: FixedClock, made: World
) -> None:
    desk.typed(MAYOR)
    desk.leave()  # who has not come cannot leave
    assert view.card is not None
    assert view.card.leaving == ""
    desk.register()
    clock.set(MORNING + timedelta(hours=4, minutes=50))
    desk.typed(MAYOR)
    desk.leave()
    words, back = view.toasts[-1]
    assert words == "María Elena Quispe Huamán se retiró a las 12:50."
    assert back is not None
    back()
    assert view.toasts[-1][0] == "Se deshizo la salida de María Elena Quispe Huamán."
    desk.typed(MAYOR)
    desk.leave()
    desk.panel.refresh()
    assert view.arrivals is not None
    assert view.arrivals.left == "1 se retiró"
    assert view.arrivals.last[0].caption == "se retiró a las 12:50 · MP Condorcanqui"
    desk.typed(MAYOR)
    assert (view.card.leaving, view.card.note.split(" · ")[0]) == ("return", "se retiró a las 12:50")
    desk.leave()
    assert view.toasts[-1][0] == "María Elena Quispe Huamán está de vuelta."
    desk.typed(MAYOR)
    assert view.card.leaving == "leave"


def test_a_delegate_comes_in_the_place_of_another_and_it_is_taken_back(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    desk.typed(MAYOR)
    desk.delegate()
    assert (view.delegation, view.line) == ("María Elena Quispe Huamán", "")
    desk.leaving.accredited("Oficio 12")
    desk.typed(MANAGER)
    assert view.primary == "Registrar en su lugar"
    desk.register()
    assert view.result[1].startswith("Listo: José Tsamajain, en lugar de María Elena Quispe Huamán")
    assert view.delegation == ""
    with database.reading() as session:
        one = session.scalars(living(Attendance)).one()
        assert (one.quality, one.accreditation) == ("alternate", "Oficio 12")
    assert view.arrivals is not None
    assert view.arrivals.last[0].caption.startswith("en lugar de María Elena Quispe Huamán")
    desk.typed(MAYOR)
    assert view.card is not None
    assert (view.card.delegated, view.card.note.split(" · ")[0]) == (True, "delegó en José Tsamajain")
    desk.delegate()  # the same button takes it back
    assert view.toasts[-1][0] == "Se deshizo la delegación de María Elena Quispe Huamán."
    assert present(database) == []


def test_the_toast_of_a_delegate_takes_all_back(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.manager)
    desk.typed(MAYOR)
    desk.delegate()
    desk.typed(MANAGER)
    desk.register()  # who was in already takes the place: their own arrival stays
    _words, back = view.toasts[-1]
    assert back is not None
    back()
    assert present(database) == [made.manager]
    desk.typed(MAYOR)
    assert view.card is not None
    assert not view.card.delegated


def test_nobody_delegates_in_themselves(desk: DeskPresenter, view: FakeDesk) -> None:
    desk.typed(MAYOR)
    desk.delegate()
    desk.typed(MAYOR)
    desk.register()
    assert view.result[1].startswith("Nadie puede delegar en sí mismo.")
    assert desk.leaving.stop()
    assert not desk.leaving.stop()


def test_a_delegate_who_was_not_in_the_list(
    desk: DeskPresenter, form: WalkInPresenter, view: FakeDesk, database: Database
) -> None:
    desk.typed(MAYOR)
    desk.delegate()
    form.open("1", "70123456", "")
    form.submit(
        WalkIn(
            document_number="70123456",
            given_names="Elena",
            paternal_surname="Tsakim",
            organization="Comité",
            registration=True,
        )
    )
    assert view.result[1].startswith("Listo: Elena Tsakim, en lugar de María Elena Quispe Huamán")
    with database.reading() as session:
        assert [one.quality for one in session.scalars(living(Attendance))] == ["alternate"]


# two desks, sounds, sessions


def test_the_other_desk_is_a_hint_and_never_a_stop(
    desk: DeskPresenter, view: FakeDesk, database: Database
) -> None:
    desk.equipment.take_letters("A-L")
    assert view.equipment == ("A-L", True)
    desk.typed(MAYOR)
    assert view.message == "Le toca la mesa de registro M–Z. También puede ser aquí."
    desk.register()
    assert len(present(database)) == 1
    assert view.message == ""
    desk.equipment.take_letters("")
    desk.typed(MANAGER)
    assert view.message == ""


def test_sounds_are_muted_on_this_laptop(desk: DeskPresenter, view: FakeDesk, database: Database) -> None:
    desk.equipment.hear(on=False)
    assert view.equipment == ("", False)
    with database.reading() as session:
        assert settings.read(session, SOUNDS) == "off"
    desk.equipment.hear(on=True)
    assert view.equipment == ("", True)


def test_the_panel_shows_any_session(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    desk.typed(MAYOR)
    desk.register()
    with database.reading() as session:
        second = workshops.numbered_session(session, made.workshop, 2).id
    desk.panel.show_session(second)
    assert view.arrivals is not None
    assert (view.arrivals.session, view.arrivals.arrived, view.arrivals.end) == (second, 0, "")
    desk.panel.show_session("gone")
    assert (view.arrivals.session, view.arrivals.arrived) == (made.session, 1)


def test_any_row_of_the_panel_is_opened_or_taken_back(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    for document in (MAYOR, MANAGER):
        desk.typed(document)
        desk.register()
    assert view.arrivals is not None
    older = view.arrivals.last[1]
    opened: list[str] = []
    desk.panel.person_of(older.key, opened.append)
    assert opened == [made.mayor]
    desk.panel.undo_row(older.key)
    assert present(database) == [made.manager]
    again = view.toasts[-1][1]
    assert again is not None
    again()
    assert set(present(database)) == {made.manager, made.mayor}


# por revisar


@pytest.fixture
def doubtful(database: Database, made: World) -> str:
    with writing(database) as session:
        person = people.add(session, PersonData(given_names="Luz", document_number="123"))
        invitation = Invitation(workshop_id=made.workshop, person_id=person.id)
        session.add(invitation)
        session.flush()
        session.add(InvitationDoubt(invitation_id=invitation.id, code="document-impossible"))
    return person.id


def test_a_doubt_is_mended_in_place_and_the_list_follows(
    desk: DeskPresenter, view: FakeDesk, database: Database, doubtful: str
) -> None:
    desk.review()
    assert [row.key for row in view.rows] == [doubtful]
    desk.pick(doubtful)
    assert view.card is not None
    assert view.card.fixable
    desk.settle("no es un número")
    assert view.result[1] == "Ese número no es de un documento. Revíselo."
    desk.settle(MAYOR)  # of somebody else: that one is opened
    assert view.card.name == "María Elena Quispe Huamán"
    desk.pick(doubtful)
    desk.settle("70123456")
    with database.reading() as session:
        assert session.get_one(Person, doubtful).document_number == "70123456"
        assert invitations.doubts(session, desk.room.workshop_id if desk.room else "") == {}
    words, back = view.toasts[-1]
    assert (words, view.page) == ("Luz: ya no está por revisar.", "idle")
    assert back is not None
    back()
    assert [row.key for row in view.rows] == [doubtful]


def test_who_is_not_in_doubt_has_nothing_to_settle(desk: DeskPresenter, view: FakeDesk) -> None:
    desk.typed(MAYOR)
    assert view.card is not None
    assert view.card.doubts == ""
    desk.settle(MAYOR)
    assert view.toasts == []


def test_told_apart_while_walking_in(form: WalkInPresenter, database: Database, made: World) -> None:
    form.open("1", "70123456", "")
    form.different(made.mayor)
    form.later(made.manager)
    form.submit(
        WalkIn(
            document_number="70123456",
            given_names="María",
            paternal_surname="Quispe",
            organization="Comité",
            registration=True,
        )
    )
    with database.reading() as session:
        said = session.scalars(living(NotSame)).all()
        assert [made.mayor in (one.one_id, one.other_id) for one in said] == [True]
