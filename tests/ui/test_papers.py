"""The papers of a workshop: each one made as it prints, kept before it is printed, given up half-way."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Unavailable
from alianza_desktop.core.sentences import said
from alianza_desktop.documents import constancia
from alianza_desktop.model import Invitation
from alianza_desktop.services import alliances, consents, people, registration
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.papers import making
from alianza_desktop.ui.papers.presenter import PapersPresenter
from alianza_desktop.ui.papers.screen import PapersScreen
from tests.builders import World, arrive, writing
from tests.documents.pdf_reading import texts
from tests.ui.fake_papers import FakePapers
from tests.ui.late_jobs import LateJobs


@dataclass
class Room:
    """The presenter of a workshop where one of two invitees came."""

    view: FakePapers
    papers: PapersPresenter
    jobs: LateJobs
    folder: Path
    printers: list[tuple[str, ...] | None]

    def text(self) -> str:
        assert self.view.pages is not None
        return " ".join(texts(self.view.pages.data))


@pytest.fixture
def room(database: Database, clock: FixedClock, made: World, tmp_path: Path) -> Room:
    with writing(database) as session:
        for person in (made.mayor, made.manager):
            session.add(Invitation(workshop_id=made.workshop, person_id=person, quality="titular"))
        arrive(session, made, made.mayor, made.cacao)
        consents.record(session, made.mayor, registration=True, contact=True, photos=False)
    with database.reading() as session:
        operator = alliances.operator(session).id
    view, printers = FakePapers(), [("Epson",)]
    jobs = LateJobs(database, clock, operator)
    folder = tmp_path / "Papeles"
    papers = PapersPresenter(view, jobs, made.workshop, lambda: folder, lambda: printers[0])
    papers.load()
    return Room(view, papers, jobs, folder, printers)  # type: ignore[arg-type]


def count(view: FakePapers) -> int:
    """Return how many pages are shown."""
    return view.pages.count if view.pages is not None else 0


def crowd(database: Database, made: World, many: int) -> None:
    with writing(database) as session:
        for number in range(many):
            one = people.add(
                session,
                PersonData(
                    document_number=f"{70000000 + number}",
                    given_names="Ana",
                    paternal_surname=f"Paz {number}",
                ),
            )
            arrive(session, made, one.id)
            consents.record(session, one.id, registration=True, contact=False, photos=False)


def test_it_begins_with_the_list_of_the_open_session(room: Room) -> None:
    assert room.view.facts is not None
    assert [row.key for row in room.view.facts.papers] == [
        "attendance", "form", "guest_form", "credentials", "mesa", "constancias",
    ]  # fmt: skip
    assert room.view.facts.workshop == "Taller 4 · Hoja de ruta"
    assert "LISTA DE ASISTENCIA" in room.text()
    assert "Quispe Huamán, María Elena" in room.text()


@pytest.mark.parametrize(
    ("kind", "words", "stem"),
    [
        ("attendance", "Invitados que no registran ingreso", "lista-de-asistencia-sesion-1"),
        ("form", "FORMULARIO DE REGISTRO EN PAPEL", "formulario-en-blanco-sesion-1"),
        ("guest_form", "LISTA PARA MARCAR A QUIENES LLEGAN", "lista-para-marcar-sesion-1"),
        ("credentials", "José Tsamajain", "credenciales"),
        ("mesa", "Mesa 1", "hojas-de-mesa"),
        ("constancias", "CONSTANCIA DE PARTICIPACIÓN", "constancias"),
    ],
)
def test_each_paper_is_made_and_kept_under_a_name_that_names_nobody(
    room: Room, kind: str, words: str, stem: str
) -> None:
    room.papers.choose(kind)
    assert words in room.text()
    room.papers.save()
    kept = room.folder / f"{stem}.pdf"
    assert room.view.pages is not None
    assert kept.read_bytes() == room.view.pages.data
    assert room.view.message == ("success", f"Guardado en Documentos/Papeles/{stem}.pdf.")


def test_choices_make_it_again_and_the_same_data_do_not(room: Room, database: Database, made: World) -> None:
    room.papers.choose("form")
    assert room.view.pages is not None
    assert room.view.pages.count == 5
    room.papers.changed("pages", "3")
    assert room.view.pages.count == 3
    room.papers.changed("rows", "8")
    assert " 24 " in room.text()
    before = room.view.made
    room.papers.on_changed(frozenset({"attendance"}))
    room.papers.on_changed(frozenset({"agreement"}))
    assert room.view.made == before
    room.papers.choose("attendance")
    with writing(database) as session:
        arrive(session, made, made.manager)
    room.papers.on_changed(frozenset({"attendance"}))
    assert "Invitados que no registran" not in room.text()


def test_the_credential_of_one_person_as_registro_asks(room: Room, made: World) -> None:
    room.papers.opened(f"credential:{made.manager}")
    assert room.view.picking
    assert [row.title for row in room.view.picked] == ["José Tsamajain"]
    assert "Tsamajain" in room.text()
    assert "Quispe" not in room.text()
    room.papers.search("quispe maria")
    assert [row.title for row in room.view.found] == ["María Elena Quispe Huamán"]
    room.papers.add(made.mayor)
    assert "Quispe" in room.text()
    room.papers.search("quispe")
    assert room.view.found == ()
    room.papers.remove(made.mayor)
    room.papers.remove(made.manager)
    assert room.view.pages is None
    assert room.view.message[0] == "warning"


def test_it_may_be_asked_before_it_is_read(
    database: Database, clock: FixedClock, made: World, tmp_path: Path
) -> None:
    view = FakePapers()
    papers = PapersPresenter(view, InlineJobs(database, clock), made.workshop, lambda: tmp_path, lambda: None)
    papers.opened(f"credential:{made.mayor}")
    assert view.pages is None
    papers.load()
    assert [row.title for row in view.picked] == ["María Elena Quispe Huamán"]


def test_the_paper_of_credentials_is_remembered_here(
    room: Room, database: Database, clock: FixedClock, made: World
) -> None:
    room.papers.choose("credentials")
    room.papers.changed("shape", "label")
    view = FakePapers()
    papers = PapersPresenter(
        view, InlineJobs(database, clock), made.workshop, lambda: room.folder, lambda: None
    )
    papers.load()
    papers.choose("credentials")
    assert view.values["shape"] == "label"
    assert view.pages is not None
    assert view.pages.count == 2


def test_a_printer_never_loses_the_file(room: Room) -> None:
    room.papers.choose("constancias")
    room.papers.print_out()
    assert room.view.printed is not None
    kept = room.folder / "constancias.pdf"
    assert kept.read_bytes() == room.view.printed[0]
    room.papers.not_printed(cancelled=False)
    assert room.view.message == ("warning", said("paper-printer-failed"))
    room.papers.not_printed(cancelled=True)
    assert room.view.message == ("warning", said("paper-print-cancelled"))
    room.papers.printed(1)
    assert room.view.message[1].startswith("Se envió a la impresora: 1 página.")
    assert kept.exists()


def test_without_a_printer_it_says_where_the_file_is(room: Room) -> None:
    room.printers[0] = ()
    room.papers.print_out()
    assert room.view.printed is None
    assert "Documentos/Papeles/lista-de-asistencia-sesion-1.pdf" in room.view.message[1]


def test_a_folder_that_cannot_be_written_is_said(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise Unavailable("disk-failed", reason="")

    monkeypatch.setattr(making, "write_whole", refuse)
    room.papers.save()
    assert room.view.message == ("error", said("paper-not-saved"))


def test_one_file_for_each_person_names_nobody_unless_it_is_chosen(room: Room, tmp_path: Path) -> None:
    room.papers.choose("constancias")
    room.papers.save_each(tmp_path / "plain")
    assert [one.name for one in (tmp_path / "plain").iterdir()] == ["constancia-001.pdf"]
    room.papers.changed("named", "1")
    room.papers.save_each(tmp_path / "named")
    assert [one.name for one in (tmp_path / "named").iterdir()] == [
        "constancia-001-quispe-huaman-maria-elena.pdf"
    ]
    assert room.view.message == ("success", "1 constancia quedó en la carpeta «named».")


def test_many_say_how_far_they_are_and_can_be_given_up(room: Room, database: Database, made: World) -> None:
    crowd(database, made, 70)
    room.papers.on_changed(frozenset({"attendance"}))
    room.papers.choose("constancias")
    assert room.view.told[-1] == (71, 71)
    assert room.view.working == ""
    room.view.cancel_at = 20
    room.papers.choose("attendance")
    room.view.told.clear()
    room.papers.choose("constancias")
    assert room.view.told[-1] == (20, 71)
    assert count(room.view) == 0
    room.papers.cancelled()
    assert room.view.message[0] == "info"
    room.view.cancel_at = -1
    room.papers.choose("constancias")
    assert count(room.view) == 71


def test_leaving_the_page_gives_up_what_is_being_made_and_coming_back_makes_it(
    room: Room, database: Database, made: World
) -> None:
    crowd(database, made, 70)
    before, told = room.view.made, len(room.view.told)
    room.jobs.hold()
    room.papers.on_changed(frozenset({"attendance"}))
    for _ in range(2):  # what there is, and whom the list is for; not the list
        room.jobs.one()
    assert room.view.working == "Preparando lista de asistencia…"
    room.papers.left()
    assert room.view.working == ""
    room.jobs.release()
    assert (room.view.made, room.view.working, len(room.view.told)) == (before, "", told)
    room.papers.came()
    assert room.view.made == before + 1
    assert "Paz 69, Ana" in room.text()
    room.papers.left()
    room.papers.came()  # what was made stays
    assert room.view.made == before + 1


def test_what_is_being_saved_in_a_folder_outlives_a_change_and_the_page(
    room: Room, database: Database, made: World, tmp_path: Path
) -> None:
    room.papers.choose("constancias")
    room.jobs.hold()
    room.papers.save_each(tmp_path / "each")
    with writing(database) as session:
        arrive(session, made, made.manager)
        consents.record(session, made.manager, registration=True, contact=True, photos=False)
    room.papers.on_changed(frozenset({"attendance"}))
    room.papers.left()
    assert room.view.working == "Guardando una constancia por persona…"
    room.jobs.one()
    assert room.view.message == ("success", "1 constancia quedó en la carpeta «each».")
    room.jobs.release()
    assert count(room.view) == 2  # the page caught up with who came meanwhile


def test_saving_in_a_folder_that_is_given_up_keeps_the_paper(room: Room, tmp_path: Path) -> None:
    room.papers.choose("constancias")
    room.jobs.hold()
    room.papers.save_each(tmp_path / "each")
    room.view.task.cancel()
    room.papers.cancelled()
    room.jobs.release()
    assert room.view.message == ("info", "Se dejó de guardar. Lo que ya se guardó quedó en la carpeta.")
    assert count(room.view) == 1
    room.papers.save_each(tmp_path / "each")
    assert room.view.message[0] == "success"


def test_who_did_not_consent_has_no_constancia_and_it_is_said(
    room: Room, database: Database, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.manager)
    room.papers.choose("constancias")
    assert room.view.message == (
        "warning", "1 persona asistió sin consentir el registro de sus datos: no lleva constancia."
    )  # fmt: skip
    assert "Tsamajain" not in room.text()
    with writing(database) as session:
        for _ in range(2):
            registration.register_anonymous(session, made.workshop, "society", session_id=made.session)
    room.papers.choose("constancias")
    refused = "1 persona asistió sin consentir el registro de sus datos"
    nameless = "2 llegadas se contaron sin datos personales"
    assert room.view.message == ("warning", f"{refused} y {nameless}: no llevan constancia.")


def test_a_workshop_where_nobody_is_expected(database: Database, clock: FixedClock, tmp_path: Path) -> None:
    from alianza_desktop.services import workshops
    from alianza_desktop.services.workshops import WorkshopPlan

    with writing(database) as session:
        workshop = workshops.create(session, WorkshopPlan(stage=1, name="Primero")).id
    view = FakePapers()
    papers = PapersPresenter(view, InlineJobs(database, clock), workshop, lambda: tmp_path, lambda: None)
    papers.load()
    assert view.pages is not None
    assert "No se registró asistencia" in " ".join(texts(view.pages.data))
    papers.choose("guest_form")
    assert "Todavía no hay personas invitadas" in " ".join(texts(view.pages.data))
    for kind in ("credentials", "constancias"):
        papers.choose(kind)
        assert count(view) == 0
        assert view.message[0] == "warning"
        papers.print_out()
        assert view.printed is None


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("", "constancia-007.pdf"),
        ("Ñahui, José", "constancia-007-nahui-jose.pdf"),
        ("../a\x00/b", "constancia-007-a-b.pdf"),
    ],
)
def test_file_names_are_safe(name: str, file: str) -> None:
    assert constancia.file_name(7, name) == file
    assert len(constancia.file_name(7, "a" * 500)) == 84


def test_esc_goes_back_to_where_it_was_opened_from(
    qtbot: QtBot, qapp: QApplication, database: Database, clock: FixedClock, made: World
) -> None:
    start.dress(qapp)
    window = gallery.opened(database, made.workshop, clock)
    window.resize(1366, 690)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    for argument, place in (("", "home"), ("form@registration", "registration"), ("mesa@mesas", "mesas")):
        window.open("papers-page", argument)
        window.open("transcribing-page", "")
        for _ in range(2):  # to the papers, and from there
            qapp.processEvents()
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
        assert window._stack.here == place
    window.open("papers-page", f"credential:{made.mayor}")
    screen = window.current().page()
    assert isinstance(screen, PapersScreen)
    assert window.focusWidget() is screen.print_button
    qapp.processEvents()
    QTest.keyClick(screen.print_button, Qt.Key.Key_Escape)
    assert window._stack.here == "registration"
    window.close()
    shiboken6.delete(window)


def test_papers_are_chosen_by_keyboard_and_by_mouse(
    qtbot: QtBot, qapp: QApplication, database: Database, clock: FixedClock, made: World
) -> None:
    start.dress(qapp)
    window = gallery.opened(database, made.workshop, clock)
    window.resize(1366, 690)
    window.show()
    qtbot.waitExposed(window)
    window.open("papers-page", "")
    screen = window.current().page()
    assert isinstance(screen, PapersScreen)
    assert window.focusWidget() is screen.side.papers
    for _ in range(3):
        QTest.keyClick(screen.side.papers, Qt.Key.Key_Down)
    assert screen.side.papers.current_key() == "credentials"
    first = screen.side.papers.visualRect(screen.side.papers.model().index(0, 0)).center()
    QTest.mouseClick(screen.side.papers.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert screen.preview.pages() == 1
    screen.side.changed.emit("who", "chosen")
    window.close()
    shiboken6.delete(window)


def test_another_screen_in_its_place_gives_up_the_paper_that_is_being_made(
    qtbot: QtBot, qapp: QApplication, database: Database, clock: FixedClock, made: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    start.dress(qapp)
    window = gallery.opened(database, made.workshop, clock)
    window.resize(1366, 690)
    window.show()
    qtbot.waitExposed(window)
    window.open("papers-page", "")
    screen = window.current().page()
    assert isinstance(screen, PapersScreen)
    seen: list[str] = []
    monkeypatch.setattr(screen.presenter, "left", lambda: seen.append("left"))
    monkeypatch.setattr(screen.presenter, "came", lambda: seen.append("came"))
    window.open("home", "")
    window.open("papers-page", "")
    assert seen == ["left", "came"]
    window.close()
    shiboken6.delete(window)
