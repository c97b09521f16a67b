"""The alliance's standing mesas as a list, with a line to add one. The presenter is here: it is small."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count, occasion
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import mesa_members, mesas
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.ui.cells import Cell, Chip, Column, TableRow
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS: Final = (
    Column(key="number", title="N.º", width=56, right=True),
    Column(key="name", title="Mesa"),
    Column(key="president", title="Preside", width=176),
    Column(key="secretary", title="Secretaría", width=160),
    Column(key="members", title="Integrantes", width=104, right=True),
    Column(key="meetings", title="Se ha reunido", width=122),
    Column(key="here", title="Aquí", width=124),
)
EMPTY: Final = "Escriba el nombre de la primera mesa y pulse Intro"
WATCHED: Final = frozenset({"mesa", "mesa_member", "workshop_mesa", "workshop", "person", "organization"})


class StandingView(Protocol):
    """What the screen shows of the alliance's mesas."""

    def show_tables(self, rows: tuple[TableRow, ...]) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def open_mesa(self, mesa_id: str) -> None: ...


class StandingPresenter:
    """Reads the list when it is on the screen."""

    def __init__(self, view: StandingView, jobs: Jobs, workshop_id: str) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id
        self.shown = False

    def load(self) -> None:
        workshop_id = self._workshop_id
        self._jobs.read(lambda session: _rows(session, workshop_id), self._view.show_tables)

    def on_changed(self, changes: frozenset[str]) -> None:
        if self.shown and changes & WATCHED:
            self.load()

    def add(self, name: str, done: Callable[[], None]) -> None:
        """Add a mesa to the alliance; one that exists is opened."""

        def made(mesa_id: str) -> None:
            done()
            self._view.show_message("", "")
            self.load()
            self._view.open_mesa(mesa_id)

        self._jobs.write(lambda session: mesas.found(session, MesaPlan(name=name)).id, made, self._refused)

    def _refused(self, error: AppError) -> None:
        self._view.show_message("warning", sentence(error))


def _rows(session: "Session", workshop_id: str) -> tuple[TableRow, ...]:
    here = {one.id for one in mesas.listing(session, workshop_id)} if workshop_id else set()
    return tuple(_row(one, meets=one.id in here) for one in mesa_members.listing(session))


def _row(one: mesa_members.TableRow, *, meets: bool) -> TableRow:
    met = f"{count(one.meetings, 'vez', 'veces')}" if one.meetings else "todavía no"
    return TableRow(
        key=one.id,
        cells={
            "number": Cell(text=str(one.number), strong=True, sort=one.number),
            "name": Cell(text=one.name, caption=" · ".join(filter(None, (one.sigla, one.theme)))),
            "president": _person(one.president),
            "secretary": _person(one.secretary),
            "members": Cell(text=str(one.members), sort=one.members),
            "meetings": Cell(
                text=met, caption=occasion(one.last_stage) if one.meetings else "", sort=one.meetings
            ),
            "here": Cell(chip=Chip("info", "check", "se reúne")) if meets else Cell(text="no", sort="zz"),
        },
    )


def _person(name: str) -> Cell:
    """Return a person over their organisation, or what is missing."""
    if not name:
        return Cell(text="por definir")
    person, _, body = name.partition(" · ")
    return Cell(text=person, caption=body)
