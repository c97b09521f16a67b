"""The room reads along what is worded: at every key, in 28 points at least, and nothing of a person."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import shiboken6
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services.scrubbing import scrubbed
from alianza_desktop.services.wording import NOW, READ, Draft, Step, Wording, worded
from alianza_desktop.storage.database import Database
from alianza_desktop.ui import gallery, start
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.gallery.projector import stand_of
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.projector import ink, letters, marking
from alianza_desktop.ui.projector.presenter import ProjectorPresenter
from alianza_desktop.ui.projector.sheet import BODY, ROWS, TITLE, Page, Shown, pages
from alianza_desktop.ui.projector.wording_sheet import sheet
from tests.builders import World, agree, writing
from tests.ui.agreement_hands import press, write
from tests.ui.fake_agreements import people_in
from tests.ui.test_projector import FakeRoom

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROOMS = (QSize(1920, 1080), QSize(1024, 768), QSize(960, 540))
SECRETS = ("987654321", "ana@example.pe", "45678901")
WORDS = st.lists(
    st.one_of(
        st.sampled_from(["Instalar", "dos", "centros", "de", "acopio", "y", "S/ 80,000.00", "15/06/2027"]),
        st.sampled_from(SECRETS),
        st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=60),
    ),
    max_size=160,
).map(" ".join)


def shown(content: Wording, size: QSize, clock: FixedClock) -> tuple[Page, ...]:
    return pages(sheet(content, clock.now(), ""), ink.Ruler(size))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, WORDS, st.sampled_from(ROOMS))
def test_whatever_is_typed(qapp: QApplication, clock: FixedClock, text: str, kept: str, size: QSize) -> None:
    start.dress(qapp)
    base = Wording(
        mesa="Mesa 1", number=3, text=scrubbed(kept), kept=scrubbed(kept), sector="public",
        organization="Municipalidad Provincial de Condorcanqui", due_on="2027-02-21",
    )  # fmt: skip
    content = worded(base, Draft(agreement_id="x", text=text))
    found, ruler = shown(content, size, clock), ink.Ruler(size)
    lines = [line for page in found for line in page.lines]
    assert min(line.size for line in lines) >= BODY
    assert letters.font(BODY, ruler.unit, strong=False).pixelSize() >= BODY * 96 / 72 * min(1.0, ruler.unit)
    for page in found:
        assert sum(map(ruler.rows, page.lines)) <= ROWS
        assert sum(map(ruler.height, page.lines)) <= ruler.room + 0.5
    said = [line.words for line in lines if line.shrinks]
    assert "".join("".join(said).split()).replace("…", "") == "".join(
        (content.text or "Se está redactando").split()
    ).replace("…", "")
    everything = " ".join(line.words for line in lines)
    assert not [one for one in SECRETS if one in everything]
    assert any("Municipalidad" in line.words for line in lines)


def test_short_ones_are_large_and_long_ones_go_on(qapp: QApplication, clock: FixedClock) -> None:
    start.dress(qapp)
    short = shown(Wording(mesa="", number=1, text="Comprar balanzas"), ROOMS[1], clock)
    assert [one.lines[0].size for one in short] == [TITLE]
    first, *rest = shown(Wording(mesa="", number=1, text="Comprar balanzas " * 60), ROOMS[1], clock)
    assert first.lines[0].size == BODY
    assert first.lines[0].words.endswith(" …")
    assert rest[0].lines[0].words.startswith("… ")
    assert first.place == f"1 de {len(rest) + 1}"


def test_what_changed_has_a_shape(qapp: QApplication, clock: FixedClock) -> None:
    start.dress(qapp)
    content = Wording(mesa="", number=1, text="Instalar 2 centros", before="Instalar 1 centro")
    new, old = shown(content, ROOMS[0], clock)[0].lines
    assert [new.words[first:last] for first, last in new.marks] == ["2 centros"]
    assert [old.words[first:last] for first, last in old.struck] == ["Instalar 1 centro"]
    assert [old.words[first:last] for first, last in old.marks] == ["1 centro"]
    plain = shown(Wording(mesa="", number=1, text="Instalar 2 centros"), ROOMS[0], clock)[0]
    assert (
        ink.pixmap(Shown(plain), ROOMS[2]).toImage()
        != ink.pixmap(Shown(shown(content, ROOMS[0], clock)[0]), ROOMS[2]).toImage()
    )


@pytest.mark.parametrize("number", [1, 2, 12, 40])
def test_the_trail_always_has_the_one_of_now(qapp: QApplication, number: int) -> None:
    start.dress(qapp)
    for now in {1, number // 2 + 1, number}:
        steps = tuple(Step(one, NOW if one == now else READ) for one in range(1, number + 1))
        found = marking.fitting(steps, 900, 1)
        assert [one.number for one, said in found if one.state == NOW and said] == [now]
        numbers = [one.number for one, _said in found]
        assert numbers == list(range(numbers[0], numbers[-1] + 1))
        assert len(found) == min(number, len(found))
    assert marking.spoken(steps[:2]).startswith("1 ")


def test_the_clock_of_the_block(database: Database, jobs: InlineJobs, made: World, clock: FixedClock) -> None:
    view = FakeRoom()
    presenter = ProjectorPresenter(view, jobs, clock, lambda: made.workshop)
    presenter.begin()
    presenter.follow(Draft(mesa_id=made.cacao, text="Uno"))
    presenter.project("wording")
    assert view.shown.page.right == "quedan 1:00:00"
    clock.set(clock.now() + timedelta(seconds=1))
    presenter.tick()
    assert view.shown.page.right == "quedan 59:59"


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, database: Database, made: World, clock: FixedClock
) -> Iterator[MainWindow]:
    start.dress(qapp)
    people_in(database, made)
    with writing(database) as session:
        agree(session, made, "Instalar 1 centro")
    window = gallery.opened(database, made.workshop, clock)
    database.subscribe(window.on_changed)  # as the lanes do
    window.resize(1366, 690)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    shiboken6.delete(window)


def words(window: MainWindow) -> list[str]:
    return [line.words for line in stand_of(window).presenter.room.page.lines]


def test_the_room_reads_along_at_every_key(window: MainWindow, made: World) -> None:
    window.open("agreements", f"mesa:{made.cacao}")
    write(window, "Comprar 4 balanzas @coop +60d")
    stand_of(window).presenter.project("wording")
    assert words(window) == [
        "Comprar 4 balanzas", "Privado — Cooperativa Agraria del Marañón", "Plazo: 22/01/2027"
    ]  # fmt: skip
    screen = window.current().page()
    assert isinstance(screen, AgreementsScreen)
    screen.line.setText("Comprar 5 balanzas")
    assert words(window) == ["Comprar 5 balanzas"]
    press(window, Qt.Key.Key_Return)
    assert words(window) == ["Comprar 5 balanzas"]  # it is a row now
    assert stand_of(window).presenter.room.page.lines[0].lead == "2"


def test_the_details_are_read_before_they_are_kept(window: MainWindow, made: World) -> None:
    window.open("agreements", f"mesa:{made.cacao}")
    screen = window.current().page()
    assert isinstance(screen, AgreementsScreen)
    stand_of(window).presenter.project("wording")
    screen.open_details(screen.board.rows[0].id, focus="text")
    text = screen.inspector.form.widget("text")
    assert isinstance(text, QPlainTextEdit)
    window.activateWindow()
    text.setFocus()
    text.setPlainText("Instalar 2 centros 987654321")
    assert words(window)[:2] == ["Instalar 2 centros …", "antes: Instalar 1 centro"]
    QTest.keyClick(window, Qt.Key.Key_F9)
    text.setPlainText("Instalar 3 centros")
    assert words(window)[0] == "Instalar 2 centros …"
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert words(window)[0] == "Instalar 3 centros"
