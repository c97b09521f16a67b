"""Reading aloud: one agreement at a time, Enter when it was heard, objections with their name."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import agreement_reading, agreements
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.actas.draft_panel import DraftPanel
from alianza_desktop.ui.agreements.reading_page import ReadingPage
from alianza_desktop.ui.gallery.projector import stand_of
from alianza_desktop.ui.main_window import MainWindow
from tests.builders import World, agree, writing
from tests.ui.agreement_hands import ENTER, ESC, press, write
from tests.ui.fake_agreements import people_in

if TYPE_CHECKING:
    from alianza_desktop.ui.agreements.screen import AgreementsScreen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, database: Database, made: World, clock: FixedClock
) -> Iterator[MainWindow]:
    start.dress(qapp)
    people_in(database, made)
    with writing(database) as session:
        for text in ("Uno", "Dos", "Tres"):
            agree(session, made, text)
    window = gallery.opened(database, made.workshop, clock)
    database.subscribe(window.on_changed)  # as the lanes do
    window.resize(1366, 690)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    shiboken6.delete(window)


@pytest.fixture
def page(window: MainWindow, made: World) -> ReadingPage:
    window.open("reading-page", f"mesa:{made.cacao}")
    return cast("ReadingPage", window.current().page())


def rows(database: Database, made: World) -> tuple[AgreementRow, ...]:
    with database.reading() as session:
        return agreements.listing(session, made.workshop, made.cacao)


def read(database: Database, made: World) -> list[str]:
    return [one.text for one in rows(database, made) if agreement_reading.is_read(one)]


def test_enter_by_enter_everything_is_read(
    window: MainWindow, page: ReadingPage, database: Database, made: World
) -> None:
    assert "Uno" in page.stage.accessibleName()
    assert "Plazo: 21/02/2027" in page.stage.accessibleName()
    press(window, ENTER)
    assert "Dos" in page.stage.accessibleName()
    assert page._counts.text() == "1 de 3 leídos"
    press(window, ENTER)
    press(window, ENTER)
    assert read(database, made) == ["Uno", "Dos", "Tres"]
    assert page.end.isVisible()
    window.toast._undo.click()
    assert read(database, made) == ["Uno", "Dos"]
    assert not page.end.isVisible()
    page.to_acta.click()
    window.open("agreements", f"mesa:{made.cacao}")
    screen = cast("AgreementsScreen", window.current().page())
    assert screen.foot.links.reading.text() == "2 de 3 leídos"
    screen.foot.links.reading.click()
    assert "N.º 3 de 3" in page.stage.accessibleName()  # the first that nobody read


def test_arrows_read_nothing(window: MainWindow, page: ReadingPage, database: Database, made: World) -> None:
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Right)
    assert "Tres" in page.stage.accessibleName()
    press(window, Qt.Key.Key_Left)
    assert "Dos" in page.stage.accessibleName()
    assert read(database, made) == []


def test_another_wording_is_another_reading(
    window: MainWindow, page: ReadingPage, database: Database, made: World
) -> None:
    press(window, ENTER)
    press(window, Qt.Key.Key_Left)
    assert page.stage.chip.words() == "leído"
    with writing(database) as session:
        agreements.change(session, rows(database, made)[0].id, {"text": "Uno y medio"})
    assert page.stage.chip.words() == "cambió desde que se leyó"
    assert "Uno y medio" in page.stage.accessibleName()
    press(window, Qt.Key.Key_E)
    screen = cast("AgreementsScreen", window.current().page())
    assert screen.inspector.shown_id() == rows(database, made)[0].id


def test_an_objection_has_a_name(
    window: MainWindow, page: ReadingPage, database: Database, made: World
) -> None:
    press(window, Qt.Key.Key_O)
    assert page.line.who.hasFocus()
    write(window, "Zutano")
    press(window, ENTER)
    write(window, "Es poco")
    press(window, ENTER)
    assert "No se sabe quién es" in page.line._fault.text()
    page.line.who.clear()
    page.line.keep.click()
    assert "quién lo dice" in page.line._fault.text()
    page.line.who.setText("tsamajain")
    page.line.keep.click()
    assert "Objeción de José Tsamajain: Es poco" in page.stage.accessibleName()
    assert page.stage.hasFocus()
    assert rows(database, made)[0].noted == ("objection",)
    window.toast._undo.click()
    assert rows(database, made)[0].noted == ()


def test_esc_keeps_the_objection_that_is_half_typed(window: MainWindow, page: ReadingPage) -> None:
    press(window, Qt.Key.Key_O)
    write(window, "tsa")
    press(window, ESC)
    assert not page.line.isVisible()
    press(window, Qt.Key.Key_O)
    assert page.line.who.text() == "tsa"
    press(window, ESC)
    press(window, ESC)
    assert window.current().page() is not page


def test_the_room_reads_along(window: MainWindow, page: ReadingPage) -> None:
    stand_of(window).presenter.project("wording")
    press(window, ENTER)
    lines = stand_of(window).presenter.room.page.lines
    assert (lines[0].lead, lines[0].words) == ("2", "Dos")
    assert [one.state for one in stand_of(window).presenter.room.page.trail] == ["read", "now", "draft"]


def test_nothing_to_read(window: MainWindow, made: World) -> None:
    window.open("reading-page", f"mesa:{made.conecta}")
    page = cast("ReadingPage", window.current().page())
    assert page._empty.isVisible()
    assert not page.done.isEnabled()
    page.presenter.read()


def test_the_acta_says_how_much_was_read_and_leads_there(
    window: MainWindow, page: ReadingPage, made: World
) -> None:
    press(window, ENTER)
    window.open("actas", f"mesa:{made.cacao}")
    draft = window.current().page().findChild(DraftPanel)
    assert isinstance(draft, DraftPanel)
    (notice,) = draft.notices.rows()
    assert notice.title == "Leídos: 1 de 3 acuerdos"
    draft.notices.chosen.emit(notice.key)
    assert window.current().page() is page
    press(window, ENTER)
    press(window, ENTER)
    window.open("actas", "")
    assert draft.notices.isHidden()


def test_the_heading_shows_the_wording_to_the_room(window: MainWindow, made: World) -> None:
    window.open("agreements", f"mesa:{made.cacao}")
    screen = cast("AgreementsScreen", window.current().page())
    screen.heading.project.click()
    assert stand_of(window).presenter.on
    assert stand_of(window).presenter.room.page.trail
