"""Pictures of Actas: the list, a draft, its review, the signatures, the pad, the seal."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from alianza_desktop.demo.cast import signature
from alianza_desktop.demo.stage import Stage
from alianza_desktop.model import Device
from alianza_desktop.services import actas, devices
from alianza_desktop.ui import signing_mark
from alianza_desktop.ui.actas import offering
from alianza_desktop.ui.actas.screen import ActasScreen
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow


def _screen(window: MainWindow) -> ActasScreen:
    window.open("actas", "")
    screen = window.current().page()
    assert isinstance(screen, ActasScreen)
    return screen


def _of(window: MainWindow, stage: Stage, place: int) -> ActasScreen:
    screen = _screen(window)
    with stage.database.reading() as session:
        rows = actas.listing(session, stage.workshop)
    screen.go_to(rows[place].id)
    QApplication.processEvents()
    return screen


def _list(window: MainWindow, _stage: Stage) -> None:
    _screen(window).show_all()


def _signing(window: MainWindow, stage: Stage) -> None:
    _of(window, stage, 0)


def _identify(window: MainWindow, stage: Stage) -> None:
    _of(window, stage, 0).signing.sign()


def _other(window: MainWindow, stage: Stage, outcome: str = "") -> None:
    _of(window, stage, 0).signing.other("", outcome)


def _pad(window: MainWindow, stage: Stage, *, ink: bool) -> None:
    screen = _of(window, stage, 0)
    screen.signing.sign()
    screen.signing.identified("document")
    with stage.writing() as session:
        signing_mark.end(session)  # nothing is cut short: the next picture begins anew
    page = screen.pad
    assert page is not None
    page.setWindowState(Qt.WindowState.WindowNoState)  # the offscreen screen has its own size
    page.setGeometry(0, 0, window.width(), window.height())
    QApplication.processEvents()
    if ink:
        page.show_pad()
        QApplication.processEvents()
        _draw(page.pad.strokes, stage)
        page.pad.changed.emit()


def _draw(strokes: object, stage: Stage) -> None:
    """Write the cast's signature in the middle of the box."""
    from alianza_desktop.ui.strokes import Strokes

    assert isinstance(strokes, Strokes)
    drawn = signature(stage.random)
    wide, high = strokes.box
    frame = strokes.frame
    scale = min(0.7 * wide / drawn["w"], 0.6 * high / drawn["h"])
    left, top = (wide - drawn["w"] * scale) / 2, (high - drawn["h"] * scale) / 2
    for one in drawn["strokes"]:
        points = [
            (frame.left + (left + x * scale) * frame.scale, frame.top + (top + y * scale) * frame.scale)
            for x, y in zip(one[::2], one[1::2], strict=True)
        ]
        strokes.begin(*points[0])
        for point in points[1:]:
            strokes.move(*point)
        strokes.end()


def _where(stage: Stage, state: str) -> str:
    """Return the acta of the afternoon that stands there."""
    with stage.database.reading() as session:
        rows = actas.listing(session, stage.workshop)
    return next(row.id for row in rows if row.status.state == state)


def _at(window: MainWindow, stage: Stage, state: str) -> ActasScreen:
    screen = _screen(window)
    screen.go_to(_where(stage, state))
    QApplication.processEvents()
    return screen


def _draft(window: MainWindow, stage: Stage) -> None:
    _at(window, stage, "draft")


def _clauses(window: MainWindow, stage: Stage) -> None:
    """The clauses of a draft, below what it lacks."""
    draft = _at(window, stage, "draft").acta_page.draft
    next(iter(draft.clauses.boxes.values())).setFocus()
    QApplication.processEvents()
    draft.bring(draft.clauses)


def _headings(window: MainWindow, stage: Stage) -> None:
    screen = _at(window, stage, "draft")
    screen.side.choices.translate("awajún", _AWAJUN, "Quien revisa, de ensayo")
    screen.side.choices.ask_headings("awajún")


_AWAJUN: Final = {"title": "(título de ensayo)", "attendees": "(asistentes, de ensayo)"}
"""Nobody reviewed a translation for the rehearsal, and none is made up."""


def _hand_on(window: MainWindow, stage: Stage) -> None:
    """Another laptop of the alliance is known by its record; the seal could go to it."""
    screen = _of(window, stage, 0)
    with stage.writing() as session:
        if not any(one.label == "Mesa 3" for one in devices.listing(session)):
            session.add(Device(device="0" * 32, letter="B", label="Mesa 3"))
    screen.acta.load()
    screen.side.want(offering.HAND_ON)


def _review(window: MainWindow, stage: Stage, *, freezing: bool) -> None:
    """Complete the acta of Cacao anew, which has all it needs, and read it."""
    screen = _screen(window)
    with stage.database.reading() as session:
        rows = actas.listing(session, stage.workshop)
        mesa = next(row.mesa_id for row in rows if row.status.state == "sealed")
    waiting = [row.id for row in rows if row.mesa_id == mesa and row.status.state in ("draft", "review")]
    if not waiting:
        screen.listed.compose(mesa)
    else:
        screen.go_to(waiting[0])
    screen.acta.review()
    if freezing:
        screen.acta.ask_freeze()


def _sealed(window: MainWindow, stage: Stage) -> None:
    _at(window, stage, "sealed")


def _verify(window: MainWindow, stage: Stage) -> None:
    screen = _screen(window)
    screen.verify(next(path for path in stage.files if path.name.startswith("acta-")))


POSES: Final[Poses] = {
    "actas-lista": Pose(_list, "midday"),
    "acta-firmar": Pose(_signing, "midday"),
    "acta-identificar": Pose(_identify, "midday"),
    "otro-resultado": Pose(_other, "midday"),
    "otro-resultado-a-ruego": Pose(partial(_other, outcome="at_request"), "midday"),
    "firma-texto": Pose(partial(_pad, ink=False), "midday"),
    "firma": Pose(partial(_pad, ink=True), "midday"),
    "acta-borrador": Pose(_draft, "afternoon"),
    "acta-clausulas": Pose(_clauses, "afternoon"),
    "acta-encabezados": Pose(_headings, "afternoon"),
    "acta-ceder-sello": Pose(_hand_on, "midday"),
    "acta-revision": Pose(partial(_review, freezing=False), "afternoon"),
    "acta-congelar": Pose(partial(_review, freezing=True), "afternoon"),
    "acta-sellada": Pose(_sealed, "afternoon"),
    "verificar": Pose(_verify, "afternoon"),
}
