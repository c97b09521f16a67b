"""Pictures of the page of photos: none yet, many of them, one seen large."""

from random import Random
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import consents, photos, presence
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.photos.screen import PhotosScreen

CAPTIONS: Final = (
    "Mesa 1: se leen los compromisos del cacao",
    "Firma del acta en el auditorio",
    "",
    "Plenaria con las federaciones awajún y wampis, al comienzo de la mañana",
    "Mapa de la cadena",
    "",
    "Llegada de las autoridades",
)


def drawn(number: int, size: tuple[int, int] = (1200, 800)) -> bytes:
    """Return a JPEG of an invented room with invented people."""
    random = Random(number)  # noqa: S311 - a drawing, not a secret
    image = QImage(*size, QImage.Format.Format_RGB32)
    wide, high = size
    with QPainter(image) as painter:
        painter.fillRect(QRectF(0, 0, wide, high * 0.62), QColor.fromHsv((number * 47) % 360, 60, 225))
        painter.fillRect(
            QRectF(0, high * 0.62, wide, high * 0.4), QColor.fromHsv((number * 47) % 360, 90, 130)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        for _ in range(7):
            x, tone = random.random() * wide, random.randrange(60, 160)
            side = high * 0.12
            painter.setBrush(QColor(tone, tone - 20, tone - 40))
            painter.drawEllipse(QPointF(x, high * 0.45), side * 0.55, side * 0.65)
            painter.setBrush(QColor.fromHsv(random.randrange(360), 140, 150))
            painter.drawRoundedRect(QRectF(x - side, high * 0.52, 2 * side, high * 0.5), side, side)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 85)  # type: ignore[call-overload]
    return bytes(data.data())


def _empty(stage: Stage) -> None:
    with stage.writing() as session:
        for one in photos.listing(session, stage.workshop):
            photos.remove(session, one.id)


def _fill(stage: Stage) -> None:
    """Keep seven photos, five of them looked at; and somebody refused since one was."""
    _empty(stage)
    _refuse(stage)
    with stage.writing() as session:
        for number, caption in enumerate(CAPTIONS):
            size = (800, 1200) if number == 2 else (1200, 800)
            taken = f"2026-11-23T08:{10 + 6 * number}:00.000-05:00"
            one = photos.add(session, stage.workshop, drawn(number, size), width=size[0], height=size[1],
                             taken=taken)  # fmt: skip
            if one is None:
                continue
            one.caption = caption
            photos.clear(session, one.id, cleared=number != 4)
            if number == 5:
                one.refused = ""


def _refuse(stage: Stage) -> None:
    """Let three of those who came say that they must not be seen."""
    with stage.writing() as session:
        if photos.refusals(session, stage.workshop).people:
            return
        here = [one.person_id for one in presence.present(session, stage.workshop)]
        for person_id in here[4:31:13]:
            consents.record(session, person_id, registration=True, contact=True, photos=False)


def _screen(window: MainWindow) -> PhotosScreen:
    window.open("photos-page", "")
    screen = window.current().page()
    assert isinstance(screen, PhotosScreen)
    QApplication.processEvents()
    return screen


def _none(window: MainWindow, stage: Stage) -> None:
    _empty(stage)
    _screen(window)


def _many(window: MainWindow, stage: Stage) -> None:
    _fill(stage)
    _screen(window).grid.go(0)


def _large(window: MainWindow, stage: Stage) -> None:
    _fill(stage)
    screen = _screen(window)
    screen.grid.go(5)
    screen.see_large(screen.grid.current_id())


POSES: Final[Poses] = {
    "fotos-vacio": Pose(_none),
    "fotos": Pose(_many),
    "fotos-grande": Pose(_large),
}
