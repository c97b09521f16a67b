"""The mesa's list: which mesa, its rows, and every gesture on them with its way back. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from alianza_desktop.core.errors import AppError, Corrupt, Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Agreement
from alianza_desktop.services import agreements, parking, undoing
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.services.query import get
from alianza_desktop.ui.agreements import facts
from alianza_desktop.ui.agreements import room as room_of
from alianza_desktop.ui.agreements.facts import Room
from alianza_desktop.ui.agreements.room import LineDraft
from alianza_desktop.ui.cells import TableRow
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")
Rows = tuple[AgreementRow, ...]
Work = Callable[["Session"], object]
ROWS: Final = frozenset({"agreement", "agreement_partner", "agreement_goal", "agreement_note"})
ROOM: Final = frozenset(
    {
        "attendance", "departure", "seating", "person", "organization", "mesa", "workshop_mesa", "workshop",
        "workshop_session", "acta", "acta_version",
    }
)  # fmt: skip
UNDOABLE: Final = 50
"""Gestures that Ctrl+Z remembers."""


class BoardView(Protocol):
    """What the screen shows of a mesa."""

    def show_room(self, room: Room) -> None: ...
    def show_rows(self, rows: tuple[TableRow, ...]) -> None: ...
    def show_totals(self, total: str, incomplete: str) -> None: ...
    def show_which(self, shown: str) -> None: ...
    def select(self, key: str) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


@dataclass(frozen=True, slots=True)
class Undo:
    """A gesture that can be taken back."""

    words: str
    """What is said when it was."""
    work: Work
    select: str = ""


class BoardPresenter:
    """One per screen; `room` is known after `load`."""

    def __init__(
        self,
        view: BoardView,
        jobs: Jobs,
        workshop_id: str,
        go: Callable[[str, str], None],
        *,
        changed: Callable[[], None],
        loaded: Callable[[LineDraft], None],
    ) -> None:
        self._view, self._jobs, self._workshop_id, self._go = view, jobs, workshop_id, go
        self._changed, self._loaded = changed, loaded
        self.room: Room | None = None
        self.rows: Rows = ()
        self._undo: list[Undo] = []
        self._wanted = ""
        self._shown = ""
        self._asked = 0
        self._flying = 0
        """Own writes under way: the rows that they bring are newer than any notice meanwhile."""
        self._late = False
        """Rows changed while a write was under way: if that write is refused they are read again."""

    def load(self) -> None:
        """Open the mesa that was open last, with what was half typed."""
        workshop_id = self._workshop_id
        if not workshop_id:
            return

        def work(session: "Session") -> tuple[Room, Rows, LineDraft]:
            mesa_id = room_of.last_mesa(session, workshop_id)
            return (*_read(session, workshop_id, mesa_id), room_of.read_draft(session, workshop_id))

        def done(found: tuple[Room, Rows, LineDraft]) -> None:
            self._show(*found[:2])
            self._loaded(found[2])

        self._jobs.read(work, done)

    def _show(self, room: Room, rows: Rows) -> None:
        self.room = room
        self._view.show_room(room)
        self.show_rows(rows)
        self._changed()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.open(wanted)

    def show_rows(self, rows: Rows) -> None:
        """Show the rows of the mesa that is open."""
        room = self.room
        if room is None:
            return
        self.rows = rows
        self._view.show_rows(facts.table_rows(rows, room, self._shown))
        self._view.show_totals(*facts.total_words(rows, room)[:2])

    def show_only(self, shown: str) -> None:
        """Show the rows of a state, a code of `facts.SHOWN`, or all of them."""
        self._shown = shown
        self._view.show_which(shown)
        self.show_rows(self.rows)

    def open_mesa(self, mesa_id: str) -> None:
        """Go to another mesa, or to the plenaria (`""`), and remember it."""
        workshop_id = self._workshop_id
        self._asked += 1
        asked = self._asked

        def done(found: tuple[Room, Rows]) -> None:
            if asked == self._asked:  # somebody may have gone on to another one
                self._show(*found)

        self._jobs.read(lambda session: _read(session, workshop_id, mesa_id), done)
        self._jobs.write(lambda session: room_of.keep_mesa(session, workshop_id, mesa_id), lambda _none: None)

    def step_mesa(self, step: int) -> None:
        """Go to the next mesa of the workshop; the plenaria is the last one."""
        if self.room is None:
            return
        order = [*(one[0] for one in self.room.mesas), *([""] if self.room.plenary else [])]
        self.open_mesa(order[(order.index(self.room.mesa_id) + step) % len(order)])

    def on_changed(self, changes: frozenset[str]) -> None:
        """Read again what a commit touched."""
        room = self.room
        if room is None:
            return
        if changes & ROOM:
            self._jobs.read(
                lambda session: _read(session, room.workshop_id, room.mesa_id), partial(self._refresh, room)
            )
        elif changes & ROWS and self._flying:
            self._late = True
        elif changes & ROWS:
            self._jobs.read(
                lambda session: agreements.listing(session, room.workshop_id, room.mesa_id),
                lambda rows: self._if_still(room, rows),
            )

    def _refresh(self, asked: Room, found: tuple[Room, Rows]) -> None:
        if self.room is not None and self.room.mesa_id == asked.mesa_id:
            self._show(*found)

    def _if_still(self, asked: Room, rows: Rows) -> None:
        if self.room is not None and self.room.mesa_id == asked.mesa_id:
            self.show_rows(rows)
            self._changed()

    def open(self, agreement_id: str) -> None:
        """Select an agreement that another screen names, in its own mesa."""
        if self.room is None:
            self._wanted = agreement_id
        elif any(row.id == agreement_id for row in self.rows):
            self._show_all()
            self._view.select(agreement_id)
        else:
            self._find(agreement_id)

    def _find(self, agreement_id: str) -> None:
        room = self.room

        def done(mesa_id: str) -> None:
            if room is not None and mesa_id != room.mesa_id:
                self._wanted = agreement_id
                self.open_mesa(mesa_id)

        self._jobs.read(lambda session: get(session, Agreement, agreement_id).mesa_id, done, self._refused)

    def row(self, agreement_id: str) -> AgreementRow | None:
        """Return a row of this mesa by its id."""
        return next((row for row in self.rows if row.id == agreement_id), None)

    # gestures

    def added(self, agreement_id: str, rows: Rows) -> None:
        """The line made an agreement."""
        self._remember(
            Undo(
                "Se quitó el compromiso que acababa de añadir.",
                lambda session: agreements.remove(session, agreement_id),
            )
        )
        self._show_all()
        self.show_rows(rows)
        self._view.select(agreement_id)

    def _show_all(self) -> None:
        """What is about to be chosen may not be among the rows that are shown."""
        if self._shown:
            self.show_only("")

    def move(self, agreement_id: str, step: int) -> None:
        """Ctrl+Up and Ctrl+Down."""
        place = next((n for n, row in enumerate(self.rows) if row.id == agreement_id), -1)
        if not 0 <= place + step < len(self.rows) or place < 0:
            return
        self.gesture(
            lambda session: agreements.move(session, agreement_id, step),
            agreement_id,
            Undo(
                "El compromiso volvió a su lugar.",
                lambda session: agreements.move(session, agreement_id, -step),
                agreement_id,
            ),
        )

    def convert(self, agreement_id: str) -> None:
        """Ctrl+T: compromiso, pedido, acuerdo."""
        row = self.row(agreement_id)
        if row is None:
            return
        kind = row.kind
        self.gesture(
            lambda session: agreements.convert(session, agreement_id),
            agreement_id,
            Undo(
                f"Vuelve a ser {kind}.",
                lambda session: agreements.change(session, agreement_id, {"kind": kind}),
                agreement_id,
            ),
            said=lambda rows: f"Ahora es {_kind_of(rows, agreement_id)}.",
        )

    def answer(self, agreement_id: str, acceptance: str) -> None:
        """A, N, P: the responsible accepts it, does not, or is still to be asked; twice is as before."""
        row = self.row(agreement_id)
        if row is None:
            return
        before, now = row.acceptance, "" if acceptance == row.acceptance else acceptance
        self.gesture(
            lambda session: agreements.change(session, agreement_id, {"acceptance": now}),
            agreement_id,
            Undo(
                "La respuesta volvió a ser la de antes.",
                lambda session: agreements.change(session, agreement_id, {"acceptance": before}),
                agreement_id,
            ),
            said=lambda _rows: f"{facts.numbered(self.rows, agreement_id)}: {facts.answer_words(now)}.",
        )

    def remove(self, agreement_ids: tuple[str, ...]) -> None:
        """Supr: with a way back."""
        gone = tuple(one for one in agreement_ids if self.row(one) is not None)
        if not gone:
            return

        def work(session: "Session") -> None:
            for one in gone:
                agreements.remove(session, one)

        def back(session: "Session") -> None:
            for one in gone:
                agreements.bring_back(session, one)

        number = next(n for n, row in enumerate(self.rows, start=1) if row.id == gone[0])
        words = f"Se quitó el N.º {number}." if len(gone) == 1 else f"Se quitaron {len(gone)}."
        held = any(self.room is not None and one in self.room.frozen for one in gone)
        note = " El acta congelada no cambia." if held else ""
        self.gesture(work, "", Undo("Volvió a la lista.", back, gone[0]), said=lambda _rows: words + note)

    def park(self, agreement_id: str) -> None:
        """Shift+F5: leave it for later, in the parking lot of its mesa."""
        traces: list[undoing.Trace] = []
        if self.row(agreement_id) is None:
            return

        def work(session: "Session") -> None:
            with undoing.watching(session) as trace:
                parking.from_agreement(session, agreement_id)
            traces.append(trace)

        back = Undo("Volvió a la lista.", lambda session: undoing.undo(session, traces[-1]), agreement_id)
        self.gesture(work, "", back, said=lambda _rows: "Pasó al parqueo.")

    def gesture(
        self,
        work: Work,
        select: str,
        back: Undo,
        *,
        said: Callable[[Rows], str] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Run a gesture and show the rows as they are after it, with its way back."""

        def done(_result: object, rows: Rows) -> None:
            self._remember(back)
            self._after(rows, select)
            if said is not None:
                self._view.toast(said(rows), partial(self.undo, back))

        self.run(work, done, failed or self._refused)

    def run(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T, Rows], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Write, and hand over the result with the rows as they are after it."""
        room = self.room
        if room is None:
            return
        self._flying += 1

        def both(session: "Session") -> tuple[T, Rows]:
            result = work(session)
            session.flush()
            return result, agreements.listing(session, room.workshop_id, room.mesa_id)

        def landed(found: tuple[T, Rows]) -> None:
            self._flying -= 1
            self._late = self._late and bool(self._flying)
            still = self.room is not None and self.room.mesa_id == room.mesa_id
            done(found[0], found[1] if still else self.rows)

        def refused(error: AppError) -> None:
            self._flying -= 1
            failed(error)
            if self._late:
                self._late = False
                self.on_changed(ROWS)

        self._jobs.write(both, landed, refused)

    def _after(self, rows: Rows, select: str) -> None:
        self.show_rows(rows)
        if select:
            self._view.select(select)
        self._changed()

    def _remember(self, back: Undo) -> None:
        self._undo = [*self._undo, back][-UNDOABLE:]

    def undo(self, one: Undo | None = None) -> None:
        """Take back the last gesture, or that one of a toast."""
        back = one or (self._undo[-1] if self._undo else None)
        if back is None or back not in self._undo:
            return
        self._undo.remove(back)

        def done(_result: object, rows: Rows) -> None:
            self._after(rows, back.select)
            self._view.toast(back.words, None)

        self.run(back.work, done, self._refused)

    def _refused(self, error: AppError) -> None:
        self._view.show_message(
            "error" if isinstance(error, Unavailable | Corrupt) else "warning", sentence(error)
        )

    # elsewhere

    def first_incomplete(self) -> str:
        """Return the id of the first agreement that lacks something, or nothing."""
        return facts.total_words(self.rows, self.room)[2] if self.room else ""

    def to_acta(self) -> None:
        """Ctrl+Enter: the acta of this mesa."""
        if self.room is not None:
            self._go("actas", f"mesa:{self.room.mesa_id}")


def _kind_of(rows: Rows, agreement_id: str) -> str:
    return next((row.kind for row in rows if row.id == agreement_id), "")


def _read(session: "Session", workshop_id: str, mesa_id: str) -> tuple[Room, Rows]:
    room = room_of.read_room(session, workshop_id, mesa_id)
    return room, agreements.listing(session, workshop_id, room.mesa_id)
