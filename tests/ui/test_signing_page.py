"""The page where a person signs: pen, finger and mouse, what Esc keeps, and what cannot be confirmed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.documents import layout
from alianza_desktop.ui import start, theme
from alianza_desktop.ui.actas.facts import PadFacts, Signer
from alianza_desktop.ui.actas.signing_page import SigningPage
from tests.ui.clipping import faults

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BODY = layout.write([], lambda *_args: None, title="Acta", subject="Prueba", margins=layout.Margins()).data
LONG = "María de los Ángeles Ñahuincopa Wampankit de la Torre y Chumpi Tsamajain"
FACTS = PadFacts(
    signer=Signer(
        id="uno",
        name="Marisol Paz Ayui",
        sector="private",
        organization="Asociación de Mujeres Chocolateras",
        words="Presidenta · Asociación de Mujeres Chocolateras de Nieva · alterna",
    ),
    number="003-2026-MESA-CACAO-A",
    acta="versión 1, 6 páginas",
    code="7F3A-91C2-KD0M-4TBE-X8VJ-2GQW-60NR-H5SP",
    consent="Firmo el Acta. Vi su texto y lo encuentro conforme.",
    body=BODY,
)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[SigningPage]:
    start.dress(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    made = SigningPage(FACTS, window)
    made.resize(1366, 690)
    made.show()
    made.show_pad()
    qtbot.waitExposed(made)
    yield made
    made.finish()
    theme.apply(qapp, "claro")


def line(page: SigningPage, *shares: tuple[float, float]) -> list[QPointF]:
    return [QPointF(x * page.pad.width(), y * page.pad.height()) for x, y in shares]


def by_mouse(page: SigningPage, places: list[QPointF]) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(page.pad, left, pos=places[0].toPoint())
    for place in places[1:]:
        QTest.mouseMove(page.pad, place.toPoint())
    QTest.mouseRelease(page.pad, left, pos=places[-1].toPoint())


ZIGZAG = ((0.2, 0.5), (0.3, 0.2), (0.4, 0.7), (0.5, 0.3), (0.55, 0.6))
"""Shares of the box: within the 800 pixels of the offscreen screen, beyond which touches are lost."""


def test_the_text_comes_before_the_box(qtbot: QtBot, qapp: QApplication) -> None:
    start.dress(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    made = SigningPage(FACTS, window)
    made.resize(1366, 690)
    made.show()
    assert made.text.isVisible()
    assert not made.confirm.isVisible()
    assert made.focusWidget() is made.sign
    QTest.keyClick(made.sign, Qt.Key.Key_Return)
    assert made.pad.isVisible()
    assert not made.confirm.isEnabled()
    made.finish()


def test_enter_goes_on_after_a_click_on_the_text(page: SigningPage) -> None:
    page.show_text()
    QTest.mouseClick(page.text.viewport(), Qt.MouseButton.LeftButton)
    assert page.focusWidget() is page.text
    QTest.keyClick(page.text, Qt.Key.Key_Return)
    assert page.pad.isVisible()


def test_a_mouse_signs(page: SigningPage, qtbot: QtBot) -> None:
    by_mouse(page, line(page, *ZIGZAG))
    assert len(page.pad.strokes.strokes) == 1
    assert len(page.pad.strokes.strokes[0]) == 2 * len(ZIGZAG)
    with qtbot.waitSignal(page.confirmed):
        page.confirm.click()
    assert not page.confirm.isEnabled()  # once, however often it is pressed


def test_a_dot_says_why_not(page: SigningPage) -> None:
    by_mouse(page, line(page, (0.2, 0.5)))
    assert not page.confirm.isEnabled()
    assert "no es una firma" in page._why.text()
    page.erase.click()
    assert page.pad.strokes.empty
    assert page._why.text() == ""


def test_ink_outlives_a_resize_and_a_rotation(page: SigningPage) -> None:
    by_mouse(page, line(page, *ZIGZAG))
    kept = page.pad.strokes.ink()
    for size in (QSize(700, 900), QSize(1093, 560), QSize(1366, 690)):
        page.resize(size)
        QApplication.processEvents()
        assert page.pad.strokes.ink() == kept
    by_mouse(page, line(page, (0.7, 0.5), (0.8, 0.6)))
    assert page.pad.strokes.strokes[0] == kept.strokes[0]


_SCREENS: list[QPointingDevice] = []


def _screen() -> QPointingDevice:
    if not _SCREENS:
        _SCREENS.append(QTest.createTouchDevice())
    return _SCREENS[0]


def test_one_finger_draws_and_the_others_do_not(page: SigningPage) -> None:
    places = line(page, *ZIGZAG)
    sequence = QTest.touchEvent(page.pad, _screen(), autoCommit=False)
    sequence.press(0, places[0].toPoint(), page.pad)
    sequence.commit()
    sequence.move(0, places[1].toPoint(), page.pad)
    sequence.press(1, places[4].toPoint(), page.pad)
    sequence.commit()
    sequence.move(0, places[2].toPoint(), page.pad)
    sequence.move(1, places[3].toPoint(), page.pad)
    sequence.commit()
    sequence.release(0, places[2].toPoint(), page.pad)
    sequence.release(1, places[3].toPoint(), page.pad)
    sequence.commit()
    assert len(page.pad.strokes.strokes) == 1
    assert len(page.pad.strokes.strokes[0]) == 6


PEN = QPointingDevice(
    "lápiz",
    7,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Position,
    1,
    1,
)


def pen(page: SigningPage, kind: QEvent.Type, place: QPointF, *, pressure: float = 0.5) -> None:
    down = Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind,
        PEN,
        place,
        QPointF(page.pad.mapToGlobal(place)),
        pressure,
        0,
        0,
        0,
        0,
        0,
        Qt.KeyboardModifier.NoModifier,
        down,
        down,
    )
    QApplication.sendEvent(page.pad, event)
    assert event.isAccepted()


def test_a_pen_draws_and_its_pressure_is_not_kept(page: SigningPage) -> None:
    places = line(page, *ZIGZAG)
    drawn = []
    for pressure in (0.1, 0.9):
        pen(page, QEvent.Type.TabletPress, places[0], pressure=pressure)
        for place in places[1:]:
            pen(page, QEvent.Type.TabletMove, place, pressure=pressure)
        pen(page, QEvent.Type.TabletRelease, places[-1])
        drawn.append(page.pad.strokes.ink().to_bytes())
        page.pad.clear()
    assert drawn[0] == drawn[1]


def test_a_pen_wins_over_the_palm(page: SigningPage) -> None:
    places = line(page, *ZIGZAG)
    palm = QTest.touchEvent(page.pad, _screen(), autoCommit=False)
    palm.press(0, places[4].toPoint(), page.pad)
    palm.commit()
    palm.move(0, places[3].toPoint(), page.pad)
    palm.commit()
    assert page.pad.strokes.drawing
    pen(page, QEvent.Type.TabletPress, places[0])
    pen(page, QEvent.Type.TabletMove, places[1])
    palm.move(0, places[4].toPoint(), page.pad)
    palm.commit()
    pen(page, QEvent.Type.TabletMove, places[2])
    pen(page, QEvent.Type.TabletRelease, places[2])
    palm.release(0, places[4].toPoint(), page.pad)
    palm.commit()
    palm.press(0, places[4].toPoint(), page.pad)
    palm.commit()
    palm.release(0, places[4].toPoint(), page.pad)
    palm.commit()
    assert len(page.pad.strokes.strokes) == 1
    assert len(page.pad.strokes.strokes[0]) == 6


def test_esc_keeps_the_ink(page: SigningPage, qtbot: QtBot) -> None:
    by_mouse(page, line(page, *ZIGZAG))
    kept = page.pad.strokes.strokes
    left: list[bool] = []
    page.cancelled.connect(lambda: left.append(True))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.close()
    assert left == []
    assert page.pad.strokes.strokes == kept
    assert "El trazo sigue aquí" in page._why.text()
    page.see.click()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.pad.isVisible()
    assert page.pad.strokes.strokes == kept
    page.erase.click()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert left == [True]


def test_a_lock_takes_half_a_signature_away(page: SigningPage) -> None:
    by_mouse(page, line(page, *ZIGZAG))
    page.hide()
    page.show()
    assert page.pad.strokes.empty
    assert page._why.text() == "Una firma estaba en curso y no se guardó. Pida firmar otra vez."


def test_keys_reach_everything_but_the_ink(page: SigningPage) -> None:
    by_mouse(page, line(page, *ZIGZAG))
    reached = set()
    for _ in range(12):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        reached.add(page.focusWidget())
    assert {page.see, page.erase, page.refuse, page.confirm} <= reached


def test_nobody_confirms_by_accident(page: SigningPage) -> None:
    by_mouse(page, line(page, *ZIGZAG))
    told: list[bool] = []
    page.confirmed.connect(lambda: told.append(True))
    QTest.keyClick(page.pad, Qt.Key.Key_Return)
    assert told == []
    apart = page.confirm.mapTo(page, page.confirm.rect().topLeft()).x()
    assert apart - page.refuse.geometry().right() >= 167
    assert page.erase.geometry().left() == 40


@pytest.mark.parametrize("size", [(1366, 690), (1093, 560)])
def test_long_names_and_strange_signs_fit(qtbot: QtBot, qapp: QApplication, size: tuple[int, int]) -> None:
    start.dress(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    for name in (LONG, "😀 <b>Ana</b> & «Rosa»", "محمد علي", "x" * 5000):
        signer = Signer(id="1", name=name, sector="", organization=name, words=name)
        facts = PadFacts(
            signer=signer,
            number=FACTS.number,
            acta=FACTS.acta,
            code=FACTS.code,
            consent=FACTS.consent,
            body=BODY,
        )
        made = SigningPage(facts, window)
        made.resize(*size)
        made.show()
        made.show_pad()
        QApplication.processEvents()
        assert faults(made) == []
        made.finish()


@pytest.mark.parametrize("on", [True, False])
def test_the_page_of_a_rehearsal_says_that_it_has_no_value(qtbot: QtBot, on: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = SigningPage(replace(FACTS, rehearsal=on), window)
    marks = [one.text() for one in made.findChildren(QLabel) if one.property("part") == "rehearsal"]
    assert marks == (["ENSAYO · sin valor"] if on else [])
    made.deleteLater()


def test_it_comes_back_with_its_ink_when_its_screen_is_unplugged(
    page: SigningPage, qapp: QApplication, qtbot: QtBot
) -> None:
    by_mouse(page, line(page, *ZIGZAG))
    kept = page.pad.strokes.ink()
    page.setGeometry(4000, 3000, 600, 500)  # where the other screen was
    here = qapp.primaryScreen()
    qapp.screenRemoved.emit(here)
    qtbot.waitUntil(lambda: here.geometry().contains(page.geometry()))
    assert page.isVisible()
    assert page.pad.strokes.ink() == kept
