"""Pictures of the projector: its panel over the window, and what the room sees at two sizes."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.demo.stage import Stage
from alianza_desktop.model import ActorTrait, Organization, rules
from alianza_desktop.services import (
    agreement_notes,
    agreement_reading,
    agreements,
    desk_range,
    mesas,
    organizations,
)
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.services.wording import Draft
from alianza_desktop.ui import theme
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.projecting import Projecting
from alianza_desktop.ui.projector.stand import Stand

ROOMS: Final = {1366: (1280, 720), 1093: (1920, 1080), 1094: (1024, 768)}
"""Size of the room's window by the width of the operator's."""
BRINGS: Final = {
    "competence": ("Planificar el desarrollo de la provincia", "Mantener los caminos vecinales"),
    "capacity": ("Un equipo de 12 técnicos que habla awajún y wampis",),
    "resource": ("Dos camionetas y un bote", "S/ 1,250,000.00 para asistencia técnica en 2027"),
    "experience": ("Proyecto de cacao nativo con 14 comunidades, 2019-2022",),
}  # fmt: skip


def stand_of(window: MainWindow) -> Stand:
    """Return the projector of a window."""
    found = window.findChild(Projecting)
    assert isinstance(found, Projecting)
    return found.stand


def _room(window: MainWindow) -> QWidget:
    room = stand_of(window).room
    assert room is not None
    return room


def _actor(stage: Stage) -> str:
    """Return an actor that brings something of each list."""
    with stage.writing() as session:
        desk_range.keep(session, "A-L")
        body = next(one for one in organizations.listing(session) if one.sector == "public")
        told = session.scalars(select(ActorTrait).where(ActorTrait.organization_id == body.id)).first()
        if told is None:
            _bring(session, body)
        return body.id


def _bring(session: Session, body: Organization) -> None:
    key = ""
    for kind, texts in BRINGS.items():
        for text in texts:
            key = rules.key_between(key)
            session.add(ActorTrait(organization_id=body.id, kind=kind, text=text, order_key=key))


def _show(window: MainWindow, stage: Stage, *, what: str, page: int = 0) -> None:
    actor = _actor(stage)
    stand = stand_of(window)
    stand.presenter.project(f"actor:{actor}" if what == "actor" else what)
    stand.presenter.dress(theme.name())
    room = stand.room
    assert room is not None
    room.showNormal()  # the offscreen screen has its own size
    room.resize(*ROOMS.get(window.width(), (1280, 720)))
    QApplication.processEvents()
    stand.presenter.turn(page)


OLD: Final = "Instalar 1 centro de acopio en Nieva"
NEW: Final = "Instalar 2 centros de acopio en Nieva y El Cenepa"
LONG: Final = " ".join(
    f"{NEW}, con {number} balanzas certificadas y su plan de mantenimiento;" for number in range(2, 9)
)
TYPED: Final = "Comprar 4 balanzas certificadas para el acopio @coopmaranon +60d"


def _wording(window: MainWindow, stage: Stage, *, text: str) -> None:
    """Show a row whose text is being written anew, beside one that was read and one that is objected."""
    with stage.writing() as session:
        mesa = next(one for one in mesas.listing(session, stage.workshop) if one.sigla == "OT")
        rows = agreements.listing(session, stage.workshop, mesa.id)
        body = rows[0].organization_id
        if not any(row.text == OLD for row in rows):  # another picture of the same day may have made them
            for words in (f"{OLD}, otra vez", OLD):
                data = AgreementData(text=words, mesa_id=mesa.id, organization_id=body)
                agreements.add(session, stage.workshop, data)
        rows = agreements.listing(session, stage.workshop, mesa.id)
        own = next(row.id for row in rows if row.text == OLD)
        agreement_reading.mark(session, rows[0].id, agreement_reading.digest(rows[0]))
        if not agreement_notes.of(session, {rows[1].id}):
            agreement_notes.add(session, rows[1].id, "objection", "El plazo", organization_id=body)
    window.open("agreements", f"mesa:{mesa.id}")
    screen = window.current().page()
    assert isinstance(screen, AgreementsScreen)
    screen.line.clear()
    screen.open_details(own, focus="text")
    _show(window, stage, what="wording")
    written = screen.inspector.form.widget("text")
    assert isinstance(written, QPlainTextEdit)
    window.activateWindow()
    written.setFocus()
    written.setPlainText(text)
    stand_of(window).presenter.follow(Draft(mesa_id=mesa.id, agreement_id=own, text=text))


def _typing(window: MainWindow, stage: Stage) -> None:
    with stage.database.reading() as session:
        mesa = next(one for one in mesas.listing(session, stage.workshop) if one.sigla == "CACAO")
    window.open("agreements", f"mesa:{mesa.id}")
    screen = window.current().page()
    assert isinstance(screen, AgreementsScreen)
    screen.line.setText(TYPED)
    _show(window, stage, what="wording")


def _covered(window: MainWindow, stage: Stage, *, cover: str) -> None:
    _show(window, stage, what="welcome")
    stand_of(window).act(cover)


def _panel(window: MainWindow, stage: Stage, *, act: str) -> None:
    if act:
        _show(window, stage, what="seating")
        stand_of(window).act(act)
    stand_of(window).open_panel()


def _sign_panel(window: MainWindow, stage: Stage) -> None:
    _show(window, stage, what="sign")
    stand_of(window).open_panel()


POSES: Final[Poses] = {
    "proyector-panel": Pose(partial(_panel, act="")),
    "proyector-congelado": Pose(partial(_panel, act="freeze")),
    "proyector-letrero-panel": Pose(_sign_panel),
    "proyector-bienvenida": Pose(partial(_show, what="welcome"), look=_room),
    "proyector-agenda": Pose(partial(_show, what="welcome", page=1), look=_room),
    "proyector-letrero": Pose(partial(_show, what="sign"), look=_room),
    "proyector-mesas": Pose(partial(_show, what="seating"), look=_room),
    "proyector-actor": Pose(partial(_show, what="actor"), look=_room),
    "proyector-redaccion": Pose(partial(_wording, text=NEW), "midday", look=_room),
    "proyector-redaccion-larga": Pose(partial(_wording, text=LONG), "midday", look=_room),
    "proyector-redaccion-nueva": Pose(_typing, "midday", look=_room),
    "proyector-logo": Pose(partial(_covered, cover="logo"), look=_room),
}
