"""Actas with what workshops bring: 0 and 200 agreements, 0 to 60 signatories, names and texts of any kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.documents import issue
from alianza_desktop.services import actas, agreements, alliances, people
from alianza_desktop.services.people import PersonData
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.actas.acta_page import ActaPage
from alianza_desktop.ui.actas.screen import ActasScreen
from alianza_desktop.ui.main_window import MainWindow
from tests.builders import World, agree, arrive, writing
from tests.documents.test_issue import SIGNED
from tests.ui.clipping import faults
from tests.ui.late_jobs import LateJobs

NAMES = (
    "María de los Ángeles Ñahuincopa Wampankit de la Torre y Chumpi Tsamajain Juep",
    "😀 Ana «la <b>Rosa</b>» & Cía.",
    "محمد علي",
    "O'Higgins D’Ávila",
)
TEXT = "Se acordó <i>esto</i> & «aquello» 😀 שלום. " * 115
"""5,000 characters."""


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, database: Database, clock: FixedClock, made: World
) -> Iterator[MainWindow]:
    start.dress(qapp)
    with database.reading() as session:
        operator = alliances.operator(session).id
    opened = gallery.opened(database, made.workshop, clock, operator)
    opened.resize(1366, 690)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()
    shiboken6.delete(opened)


def crowd(database: Database, made: World, signatories: int, promised: int) -> str:
    """Return the draft of an acta with so many of each, their names and texts of every kind."""
    with writing(database) as session:
        for number in range(signatories):
            name = NAMES[number % len(NAMES)]
            person = people.add(
                session,
                PersonData(
                    document_number=f"{70_000_000 + number}",
                    given_names=name,
                    paternal_surname=f"Apellido{number}",
                    organization_id=made.municipality,
                    position=name,
                ),
            )
            arrive(session, made, person.id, made.cacao)
        for number in range(promised):
            text = TEXT if number % 50 == 0 else "Instalar <dos> centros & más"
            agree(session, made, f"{number}. {text}", acceptance="accepted")
        acta = actas.compose(session, made.workshop, made.cacao)
        actas.change(session, acta.id, {"development": TEXT, "reservations": TEXT, "background": TEXT})
        return acta.id


def shown(window: MainWindow, acta: str) -> ActasScreen:
    window.open("actas", acta)
    QApplication.processEvents()
    screen = window.current().page()
    assert isinstance(screen, ActasScreen)
    return screen


def test_an_acta_that_nobody_looks_at_is_read_again_only_when_somebody_comes(
    window: MainWindow, database: Database, made: World
) -> None:
    """Each arrival would print its pages again, beside whoever registers the next one."""
    screen = shown(window, crowd(database, made, 1, 1))
    before, facts = screen.acta.pages, screen.acta.facts
    window.open("registration", "")
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao)
    window.on_changed(frozenset({"attendance", "seating"}))
    assert screen.acta.facts is facts
    assert screen.acta.pages is before
    window.open("actas", "")
    assert screen.acta.pages is not None
    assert screen.acta.pages != before


def test_a_second_print_takes_away_what_was_said_of_the_first(
    window: MainWindow, database: Database, made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = shown(window, crowd(database, made, 1, 1))
    monkeypatch.setattr(QPrintDialog, "show", lambda _dialog: None)
    screen.papers.printed(4)
    assert screen.acta_page.message.text() == "Se envió a la impresora: 4 páginas."
    assert screen.acta.pages is not None
    screen.print_pages(screen.acta.pages.data, "acta")
    assert screen.acta_page.message.text() == ""


def test_nothing_is_said_of_an_acta_before_it_is_read(
    window: MainWindow, database: Database, clock: FixedClock, made: World
) -> None:
    page = ActaPage()
    assert not page.draft.isVisibleTo(page)
    page.deleteLater()
    acta = crowd(database, made, 1, 1)
    with writing(database) as session:
        other = actas.compose(session, made.workshop, made.conecta).id
    screen = shown(window, acta)
    assert screen.acta_page.draft.isVisibleTo(screen)
    screen.acta._jobs = jobs = LateJobs(database, clock)
    jobs.hold()
    screen.go_to(other)
    page = screen.acta_page
    assert not page.draft.isVisibleTo(screen)
    assert (page.preview.pages(), len(page.sections.list.rows())) == (0, 0)
    jobs.release()
    assert page.draft.isVisibleTo(screen)
    assert page.preview.pages() >= 1


def test_whoever_was_chosen_to_sign_stays_chosen_while_others_come_in(
    window: MainWindow, database: Database, made: World
) -> None:
    """Evidence of another laptop may arrive between the choice and the button: nobody signs for another."""
    acta = crowd(database, made, 3, 1)
    with writing(database) as session:
        issue.review(session, acta)
        issue.freeze(session, acta)
    screen = shown(window, acta)
    people = screen.acta_page.people
    first, _second, third = (one.key for one in people.list.rows())
    assert people.list.current_key() == first
    people.list.select(2)
    screen.acta.load()
    assert people.list.current_key() == third
    assert people.list.rows()[2].title in people.sign_button.accessibleName()
    with writing(database) as session:
        issue.record_outcome(session, acta, third, SIGNED)
    screen.acta.load()
    assert people.list.current_key() == first  # the turn goes on


def test_actas_in_the_rail_leads_out_of_the_verification(window: MainWindow, made: World) -> None:
    window.open("actas", "verify:/no/hay.pdf")
    screen = window.current().page()
    assert isinstance(screen, ActasScreen)
    assert screen.verify_page.isVisible()
    QTest.mouseClick(window.rail._items["actas"], Qt.MouseButton.LeftButton)
    assert screen.list_page.isVisible()
    assert screen.list_page.table.hasFocus()


def test_another_file_is_not_judged_beside_what_was_typed_of_the_one_before(
    window: MainWindow, made: World, tmp_path: Path
) -> None:
    window.open("actas", "verify:/no/hay.pdf")
    screen = window.current().page()
    assert isinstance(screen, ActasScreen)
    page = screen.verify_page
    page.receipt.setText("7F3A")
    page.authority.setText("9F3A")
    page.begin(tmp_path / "otro.pdf")
    assert (page.receipt.text(), page.authority.text()) == ("", "")


def test_a_laptop_of_1280_has_room_for_the_whole_acta(window: MainWindow) -> None:
    """With the wide rail a sealed acta needs 1,340: its signatories would be cut at the right."""
    window.resize(1280, 690)
    QApplication.processEvents()
    assert window.rail.width() < 100


def ended(screen: ActasScreen) -> tuple[str, int]:
    facts = screen.acta.facts
    return (facts.state, facts.done) if facts is not None else ("", 0)


@pytest.mark.parametrize("size", [(1366, 690), (1093, 560)])
@pytest.mark.parametrize(("signatories", "agreements"), [(0, 0), (1, 1), (60, 200)])
def test_few_and_many(
    window: MainWindow,
    database: Database,
    made: World,
    signatories: int,
    agreements: int,
    size: tuple[int, int],
) -> None:
    acta = crowd(database, made, signatories, agreements)
    window.resize(*size)
    screen = shown(window, acta)
    assert faults(window) == []
    page = screen.acta_page
    assert page.preview.pages() >= 1
    rows = page.sections.list.rows()
    assert rows[0].title == "Datos"
    assert all(row.trailing.startswith("p. ") for row in rows)
    places = [int(row.trailing.removeprefix("p. ")) for row in rows]
    assert places[:7] == sorted(places[:7])
    missing = {row.title for row in page.draft.gaps.rows()}
    assert ("No hay acuerdos" in missing) is (agreements == 0)
    assert len(page.draft.people.rows()) == signatories


def most_end(database: Database, acta: str) -> None:
    """All but one of those who wait end, as another laptop's records would say."""
    with writing(database) as session:
        version = issue.frozen(session, acta)
        done = actas.outcomes(session, version.id)
        waiting = [one["id"] for one in actas.frozen_signatories(session, version) if one["id"] not in done]
        for person in waiting[1:]:
            absent = issue.Given(outcome="absent", identified_by="", shown=False)
            issue.record_outcome(session, acta, person, absent)


def test_sixty_sign_one_after_another(window: MainWindow, database: Database, made: World) -> None:
    acta = crowd(database, made, 60, 3)
    with writing(database) as session:
        issue.review(session, acta)
        issue.freeze(session, acta)
    screen = shown(window, acta)
    assert screen.acta_page.preview.pages() > 3
    for number in range(6):
        if number == 5:
            most_end(database, acta)
            screen.acta.load()
        panel = screen.acta_page.people
        QTest.keyClick(panel.sign_button, Qt.Key.Key_Return)
        QTest.keyClick(screen.acta_page.identify.buttons[0], Qt.Key.Key_1)
        page = screen.pad
        assert page is not None
        QTest.keyClick(page.sign, Qt.Key.Key_Return)
        strokes = page.pad.strokes
        strokes.begin(40, 40)
        for step in range(1, 30):
            strokes.move(40 + 9 * step, 40 + 30 * (step % 3))
        strokes.end()
        page.pad.changed.emit()
        QTest.keyClick(page.confirm, Qt.Key.Key_Return)
        assert ended(screen) == (("signing", number + 1) if number < 5 else ("signed", 60))
        assert faults(window) == []
    screen.signing.ask_seal()
    assert screen.seal_dialog is not None
    assert faults(screen.seal_dialog) == []
    screen.seal_dialog.reject()


def test_from_the_list_to_the_freeze_by_keys(window: MainWindow, database: Database, made: World) -> None:
    acta = crowd(database, made, 2, 1)
    with writing(database) as session:
        actas.change(session, acta, {"starts_at": "", "ends_at": ""})
        for one in agreements.listing(session, made.workshop, made.cacao):  # whoever is away has said yes
            agreements.change(session, one.id, {"acceptance": "accepted"})
    window.open("actas", "")
    screen = window.current().page()
    assert isinstance(screen, ActasScreen)
    QTest.keyClick(screen.list_page.table, Qt.Key.Key_Return)
    page, forward = screen.acta_page, Qt.KeyboardModifier.ControlModifier
    assert window.focusWidget() is page.draft.gaps
    QTest.keyClick(page.draft.gaps, Qt.Key.Key_Down)
    QTest.keyClick(page.draft.gaps, Qt.Key.Key_Return)
    starts = page.draft.form.widget("starts_at")
    assert window.focusWidget() is starts
    QTest.keyClicks(starts, "9:30")
    QTest.keyClick(starts, Qt.Key.Key_Return)
    QTest.keyClicks(page.draft.form.widget("ends_at"), "13:00")
    QTest.keyClick(page.draft.form.widget("ends_at"), Qt.Key.Key_Return, forward)
    assert ended(screen)[0] == "review"
    assert window.focusWidget() is page.draft.freeze_button
    QTest.keyClick(page.draft.freeze_button, Qt.Key.Key_Return, forward)
    assert page.panel() is page.freezing
    QTest.keyClick(page.freezing.freeze_button, Qt.Key.Key_Escape)
    assert page.panel() is page.draft
    screen.acta.ask_freeze()
    QTest.keyClick(page.freezing.freeze_button, Qt.Key.Key_Return)
    assert ended(screen)[0] == "signing"
    assert window.focusWidget() is page.people.sign_button
    QTest.keyClick(page.people.sign_button, Qt.Key.Key_Escape)
    assert window.focusWidget() is screen.list_page.table


def test_a_section_goes_to_its_page_and_the_menus_say_what_they_do(
    window: MainWindow, database: Database, made: World
) -> None:
    screen = shown(window, crowd(database, made, 60, 3))
    page = screen.acta_page
    row = next(one for one in page.sections.list.rows() if one.title.startswith("Lectura"))
    page.sections.list.chosen.emit(row.key)
    assert f"p. {page.preview.page()}" == row.trailing
    for step, words in ((1, "%"), (-1, "%"), (0, "Ancho")):
        page.preview.zoom(step)
        assert words in page._zoom.text()
    assert [action.text() for action in page.menu().actions() if action.text()] == [
        "Borrador en Word", "Guardar PDF", "Imprimir", "Abrir carpeta de actas", "Verificar un PDF…",
        "Volver a la lista de actas", "Anular…",
    ]  # fmt: skip
    assert [action.text() for action in screen.list_page.menu().actions()] == [
        "Plenaria", "Mesa 2 · Conectividad",
    ]  # fmt: skip
