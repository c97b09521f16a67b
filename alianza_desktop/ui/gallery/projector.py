"""Pictures of the projector: its panel over the window, and what the room sees at two sizes."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.demo.stage import Stage
from alianza_desktop.model import ActorTrait, Organization, rules
from alianza_desktop.services import desk_range, organizations
from alianza_desktop.ui import theme
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.projecting import Projecting
from alianza_desktop.ui.projector.stand import Stand

ROOMS: Final = {1366: (1280, 720), 1093: (1920, 1080)}
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
    "proyector-logo": Pose(partial(_covered, cover="logo"), look=_room),
}
