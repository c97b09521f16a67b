"""The desk's presenter, on a real store and without Qt."""

import pytest
from sqlalchemy import select

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import Attendance, Consent
from alianza_desktop.services import (
    consents,
    mesas,
    organizations,
    people,
    registration,
    workshop_changes,
    workshops,
)
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.registration.presenter import DeskPresenter
from alianza_desktop.ui.registration.room import UNANSWERED, Answers
from tests.builders import World, arrive, writing
from tests.disks import full
from tests.fakes import FakeDesk
from tests.ui.late_jobs import LateJobs

MAYOR, MANAGER = "45678901", "01234567"


@pytest.fixture
def view() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def desk(view: FakeDesk, jobs: InlineJobs, clock: FixedClock, made: World) -> DeskPresenter:
    presenter = DeskPresenter(view, jobs, clock, made.workshop, "Equipo A")
    presenter.load()
    return presenter


def present(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Attendance.person_id).where(Attendance.deleted.is_(False))))


def test_it_opens_on_the_open_session(desk: DeskPresenter, view: FakeDesk) -> None:
    assert view.room == "Mañana"
    assert view.page == "idle"
    assert view.arrivals is not None
    assert (view.arrivals.arrived, view.arrivals.last) == (0, ())


def test_typing_a_document_shows_the_card_and_enter_registers(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    desk.typed(MAYOR)
    assert view.page == "card"
    assert view.card is not None
    assert (view.card.name, view.card.sector, view.card.note) == (
        "María Elena Quispe Huamán",
        "public",
        "DNI 45678901 · no estaba en la lista de invitados",
    )
    desk.register()
    assert present(database) == [made.mayor]
    assert view.result == (
        "success",
        "Listo: María Elena Quispe Huamán, Mesa 1.",
        "08:00 · Sin respuesta de consentimiento: se marca en su tarjeta con Alt+1 a Alt+3.",
    )
    assert (view.line, view.page) == ("", "idle")
    assert view.arrivals is not None
    assert [one.title for one in view.arrivals.last] == ["María Elena Quispe Huamán"]


def test_enter_pressed_twice_registers_once(
    view: FakeDesk, database: Database, clock: FixedClock, made: World
) -> None:
    jobs = LateJobs(database, clock)
    desk = DeskPresenter(view, jobs, clock, made.workshop, "Equipo A")
    desk.load()
    desk.typed(MAYOR)
    jobs.hold()
    desk.register()
    desk.register()
    jobs.release()
    assert len(present(database)) == 1
    assert view.result[1].startswith("Listo: María Elena")


def test_the_next_person_may_be_scanned_while_the_last_is_written(
    view: FakeDesk, database: Database, clock: FixedClock, made: World
) -> None:
    jobs = LateJobs(database, clock)
    desk = DeskPresenter(view, jobs, clock, made.workshop, "Equipo A")
    desk.load()
    desk.typed(MAYOR)
    jobs.hold()
    desk.register()
    desk.typed(MANAGER)
    jobs.release()
    assert present(database) == [made.mayor]
    assert view.card is not None
    assert (view.page, view.card.name) == ("card", "José Tsamajain")
    desk.register()
    assert set(present(database)) == {made.mayor, made.manager}


def test_who_was_scanned_is_shown_and_enter_registers(
    desk: DeskPresenter, view: FakeDesk, database: Database
) -> None:
    desk.typed(MAYOR)
    assert view.page == "card"
    assert present(database) == []
    desk.entered()
    assert len(present(database)) == 1


def test_enter_before_the_answer_registers_nobody(
    desk: DeskPresenter, view: FakeDesk, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "_look_for", lambda _words: None)  # the answer is still on its way
    desk.typed(MAYOR)
    desk.entered()
    assert present(database) == []
    assert view.page == "idle"


def test_a_late_answer_is_dropped(view: FakeDesk, database: Database, clock: FixedClock, made: World) -> None:
    """The card of who was found by seven digits comes after the eighth was typed: it is not theirs."""
    late = LateJobs(database, clock)
    presenter = DeskPresenter(view, late, clock, made.workshop, "Equipo A")
    presenter.load()
    late.hold()
    presenter.typed(MAYOR[:7])
    presenter.typed(MAYOR[:7] + "9")  # of nobody
    late.release()
    assert (view.page, view.card) == ("offer", None)
    presenter.entered()
    assert present(database) == []


def test_a_name_finds_by_any_words(desk: DeskPresenter, view: FakeDesk) -> None:
    desk.typed("huaman maria")
    assert view.page == "card"
    assert view.card is not None
    assert view.card.name == "María Elena Quispe Huamán"


def test_what_is_typed_before_the_room_is_here_is_looked_for_then(
    view: FakeDesk, database: Database, clock: FixedClock, made: World
) -> None:
    late = LateJobs(database, clock)
    presenter = DeskPresenter(view, late, clock, made.workshop, "Equipo A")
    late.hold()
    presenter.load()
    presenter.typed(MAYOR[:5])
    presenter.typed(MAYOR)
    presenter.entered()
    assert view.page != "card"
    late.release()
    assert view.page == "card"
    assert view.card is not None
    assert view.card.name == "María Elena Quispe Huamán"
    assert present(database) == []  # Enter was pressed before the card was seen


def test_several_people_make_a_list(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    with writing(database) as session:
        people.add(
            session, PersonData(given_names="Rosa", paternal_surname="Quispe", document_number="11111112")
        )
    desk.typed("quispe")
    assert view.page == "hits"
    assert {row.title for row in view.rows} == {"María Elena Quispe Huamán", "Rosa Quispe"}
    desk.entered(selected=made.mayor)
    assert view.page == "card"
    desk.not_this_person()
    assert [row.title for row in view.rows] == ["Rosa Quispe"]


@pytest.mark.parametrize(
    ("people_of_that_name", "title"),
    [(7, "¿Quién es?"), (8, "¿Quién es? Hay más de 8: escriba otro nombre o más dígitos.")],
)
def test_a_list_that_is_not_all_says_so(
    desk: DeskPresenter, view: FakeDesk, database: Database, people_of_that_name: int, title: str
) -> None:
    with writing(database) as session:
        for number in range(people_of_that_name):
            people.add(
                session,
                PersonData(given_names="Rosa", paternal_surname="Quispe", document_number=f"1111111{number}"),
            )
    desk.typed("quispe")
    assert (len(view.rows), view.title) == (8, title)


def test_somebody_already_registered_is_told_when(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao)
    desk.typed(MAYOR)
    assert view.card is not None
    assert view.card.done
    assert view.card.title == "Llegada ya registrada a las 08:00 en el equipo A"
    assert view.result[1] == "Llegada ya registrada a las 08:00 en el equipo A. No hace falta repetir."
    assert view.sounds == ["already"]
    assert view.primary == "Siguiente"
    desk.register()
    assert len(present(database)) == 1
    assert view.page == "idle"


def test_registered_by_another_window_meanwhile(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    desk.typed(MAYOR)
    with writing(database) as session:
        arrive(session, made, made.mayor)
    desk.register()
    assert view.result[:2] == (
        "warning",
        "Llegada ya registrada a las 08:00 en el equipo A. No hace falta repetir.",
    )
    assert view.card is not None
    assert view.card.done


def test_consents_are_kept_only_when_answered(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    desk.typed(MAYOR)
    assert view.card is not None
    assert view.card.consent == ""
    desk.register(Answers(registration=True, photos=True))
    desk.typed(MANAGER)
    desk.register(UNANSWERED)
    with database.reading() as session:
        answers = {one.purpose: one.given for one in session.scalars(select(Consent))}
        assert answers == {"registration": True, "contact": False, "photos": True}
        assert consents.accepted_version(session, made.mayor) == consents.VERSION
        assert consents.accepted_version(session, made.manager) == ""


def test_consents_of_somebody_who_is_already_in(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor)
    desk.typed(MAYOR)
    desk.answered(any_box=True)
    assert view.primary == "Guardar el cambio"
    desk.register(Answers(registration=True, contact=True))
    with database.reading() as session:
        assert consents.accepted_version(session, made.mayor) == consents.VERSION
    assert view.result == ("success", "Respuestas de María Elena Quispe Huamán, guardadas.", "")


def test_another_mesa_and_back(desk: DeskPresenter, view: FakeDesk, database: Database, made: World) -> None:
    desk.typed(MAYOR)
    desk.register()
    desk.change_mesa()
    assert view.mesa_focused
    desk.mesa_chosen(made.conecta)
    assert view.primary == "Guardar el cambio"
    desk.register()
    words, back = view.toasts[-1]
    assert words == "María Elena Quispe Huamán: cambio a Mesa 2."
    assert back is not None
    back()
    with database.reading() as session:
        assert mesas.seat_of(session, made.workshop, made.mayor) == made.cacao


def test_the_way_back_to_a_mesa_leaves_what_another_desk_decided_since(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    desk.typed(MAYOR)
    desk.register()
    desk.change_mesa()
    desk.mesa_chosen(made.conecta)
    desk.register()
    back = view.toasts[-1][1]
    assert back is not None
    with writing(database) as session:
        mesas.seat(session, made.workshop, made.mayor, "")
    back()
    with database.reading() as session:
        assert mesas.seat_of(session, made.workshop, made.mayor) == ""
    assert view.toasts[-1][0] == "María Elena Quispe Huamán: no se deshizo; le dieron otra mesa después."


def test_on_a_full_disk_nobody_is_said_to_be_in(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    desk.typed(MAYOR)
    with full(database):
        desk.register()
    assert (present(database), view.page, view.sounds[-1]) == ([], "card", "refused")
    assert view.result[0] == "error"
    assert view.result[1].startswith("El disco está lleno y este cambio no se guardó")
    desk.register()
    assert present(database) == [made.mayor]
    with full(database):
        desk.panel.undo()
    assert (present(database), view.result[0]) == ([made.mayor], "error")
    desk.panel.undo()
    assert present(database) == []


def test_undo_goes_on_when_another_desk_took_the_last_one_back(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.manager)
    desk.typed(MAYOR)
    desk.register()
    taken = desk.panel.last
    assert taken is not None
    with writing(database) as session:
        registration.undo(session, taken.attendance_id)
    desk.panel.undo()
    assert (present(database), view.result[0]) == ([made.manager], "warning")
    desk.panel.undo()
    assert present(database) == []


def test_undo_and_again(desk: DeskPresenter, view: FakeDesk, database: Database, made: World) -> None:
    desk.typed(MAYOR)
    desk.register()
    desk.panel.undo()
    assert present(database) == []
    words, again = view.toasts[-1]
    assert words == "Se deshizo el registro de María Elena Quispe Huamán."
    assert again is not None
    again()
    assert present(database) == [made.mayor]
    with database.reading() as session:
        assert mesas.seat_of(session, made.workshop, made.mayor) == made.cacao


def test_undo_takes_the_last_of_the_list_when_this_window_registered_nobody(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.manager)
    desk.panel.undo()
    assert present(database) == []
    desk.panel.undo()  # nothing is left: nothing happens
    assert len(view.toasts) == 1


def test_nobody_fits_and_enter_opens_the_form(desk: DeskPresenter, view: FakeDesk) -> None:
    desk.typed("70123456")
    assert view.page == "offer"
    desk.entered()
    assert view.form == ("1", "70123456", "", "")
    desk.typed("Elena Tsakim")
    desk.entered()
    assert view.form == ("1", "", "Elena Tsakim", "")


def test_the_form_of_somebody_else_does_not_begin_with_the_number_of_the_card(
    desk: DeskPresenter, view: FakeDesk
) -> None:
    desk.typed(MAYOR)
    desk.new_person()
    assert view.form == ("1", "", "", "")


def test_a_short_number_is_said(desk: DeskPresenter, view: FakeDesk) -> None:
    desk.typed("7012345")
    desk.entered()
    assert view.form is None
    assert view.message == "El DNI tiene 8 dígitos; escribió 7."


def test_strange_signs_are_shown(desk: DeskPresenter, view: FakeDesk) -> None:
    desk.typed("45678901¿")
    assert view.message.startswith("El lector envió signos extraños (¿).")
    assert view.page == "idle"


def test_no_session_open(
    view: FakeDesk, jobs: InlineJobs, clock: FixedClock, made: World, database: Database
) -> None:
    with writing(database) as session:
        workshops.set_session_state(session, made.session, "closed")
    presenter = DeskPresenter(view, jobs, clock, made.workshop, "Equipo A")
    presenter.load()
    assert view.page == "closed"
    assert [words for _key, words in view.sessions] == [
        "Mañana · 23/11/2026 · cerrada",
        "Tarde · 23/11/2026 · por empezar",
    ]
    presenter.opened(made.mayor)  # somebody found with Ctrl+K before the session is open
    presenter.equipment.open_session(view.sessions[1][0])
    assert (view.room, view.page) == ("Tarde", "card")


def test_the_panel_counts_and_says_what_is_missing(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    with writing(database) as session:
        body = organizations.find_or_add(session, "Comité sin sector")
        lone = people.add(session, PersonData(given_names="Luz", document_number="22222223"))
        unclassified = people.add(
            session,
            PersonData(given_names="Petronila", document_number="33333334", organization_id=body.id),
        )
        for person in (made.mayor, lone.id, unclassified.id):
            arrive(session, made, person)
    desk.on_changed(frozenset({"attendance"}))
    found = view.arrivals
    assert found is not None
    assert (found.arrived, found.expected) == (3, 3)
    assert dict(found.sectors) == {"public": 1, "private": 0, "academia": 0, "society": 0, "": 2}
    assert {row.title: row.caption for row in found.last} == {
        "María Elena Quispe Huamán": "MP Condorcanqui",
        "Luz": "por completar: organización",
        "Petronila": "por completar: sector",
    }


def test_sectors_are_those_of_the_open_session_and_of_this_workshop(
    desk: DeskPresenter, view: FakeDesk, database: Database, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor)
        workshop_changes.change(session, made.workshop, {"with_society": False})
        second = workshops.numbered_session(session, made.workshop, 2)
        workshops.set_session_state(session, second.id, "open")
    desk.on_changed(frozenset({"workshop", "workshop_session"}))
    found = view.arrivals
    assert found is not None
    assert dict(found.sectors) == {"public": 0, "private": 0, "academia": 0}
    assert found.arrived == 0


def test_a_change_of_other_kinds_reloads_nothing(desk: DeskPresenter, view: FakeDesk) -> None:
    view.arrivals = None
    desk.on_changed(frozenset({"acta"}))
    assert view.arrivals is None


def test_without_a_workshop_nothing_is_missing(view: FakeDesk, jobs: InlineJobs, clock: FixedClock) -> None:
    DeskPresenter(view, jobs, clock, "", "Equipo A").load()
    assert jobs.failures == []
