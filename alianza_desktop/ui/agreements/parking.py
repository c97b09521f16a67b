"""The parking lot without Qt: one line that keeps an idea from anywhere, and the list of a mesa."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.format_es import count, hour
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import parking, quick_line, responsibles, undoing
from alianza_desktop.services.parking import IdeaRow
from alianza_desktop.services.responsibles import Responsible
from alianza_desktop.services.undoing import Trace
from alianza_desktop.storage import heads, settings
from alianza_desktop.storage.operations import Heads
from alianza_desktop.ui.agreements import room as room_of
from alianza_desktop.ui.agreements import speakers
from alianza_desktop.ui.agreements.facts import Room, Understood
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")
Toast = Callable[[str, Callable[[], None] | None], None]
WATCHED: Final = frozenset(
    {"parked_idea", "agreement", "person", "organization", "attendance", "workshop_mesa", "mesa", "seating"}
)


# --- the line


class LineView(Protocol):
    """A line over whatever screen is shown."""

    def show_place(self, mesa: str) -> None: ...
    def show_speaker(self, said: tuple[Understood, ...]) -> None: ...
    def show_fault(self, words: str) -> None: ...
    def set_line(self, text: str) -> None: ...
    def text(self) -> str: ...
    def leave(self) -> None: ...


def said_by(line: str, room: Room) -> tuple[str, Responsible | None, str]:
    """Return an idea without who said it, written after `@`; whom that means; or the name that means nobody.

    A name that means several stays in the text, and so do dates.
    """
    unclear = ""
    for token in quick_line.parse(line, room.today, room.known.whole).tokens:
        if token.part != "who":
            continue
        one = responsibles.find(room.known, token.value).one
        if one is not None:
            return " ".join(f"{line[: token.start]} {line[token.end :]}".split()), one, ""
        unclear = unclear or token.value
    return line, None, unclear


class ParkLinePresenter:
    """F5: the mesa is the one where this laptop works; what is half typed is kept in the encrypted store."""

    def __init__(self, view: LineView, jobs: Jobs, workshop: Callable[[], str], toast: Toast) -> None:
        self._view, self._jobs, self._workshop, self._toast = view, jobs, workshop, toast
        self._room: Room | None = None
        self._kept = self._of = ""
        self._entered = False
        """Enter came before the room was read."""

    def begin(self) -> bool:
        """Say where the idea will be kept; nowhere without a workshop."""
        workshop_id = self._workshop()
        if not workshop_id:
            self._toast("Entre a un taller para guardar ideas en su parqueo.", None)
            return False
        if workshop_id != self._of:
            self._of, self._room, self._kept = workshop_id, None, ""
            self._view.set_line("")

        def work(session: "Session") -> tuple[Room, str]:
            mesa_id = room_of.last_mesa(session, workshop_id)
            kept = settings.read(session, _setting(workshop_id))
            return room_of.read_room(session, workshop_id, mesa_id), kept

        self._jobs.read(work, partial(self._read, workshop_id))
        return True

    def _read(self, workshop_id: str, found: tuple[Room, str]) -> None:
        if workshop_id != self._of:
            return
        self._room, self._kept = found
        self._view.show_place(self._room.title)
        if self._kept and not self._view.text().strip():
            self._view.set_line(self._kept)
        self.typed(self._view.text())
        if self._entered:
            self.entered()

    def typed(self, line: str) -> None:
        """Say who is understood to have said it."""
        self._view.show_fault("")
        _text, one, unclear = said_by(line, self._room) if self._room is not None else ("", None, "")
        said = []
        if one is not None:
            words = " · ".join(filter(None, (one.person, one.organization)))
            said = [Understood(words, sector=one.sector)]
        elif unclear:
            words = f"«{unclear}» no es uno solo: escriba más letras"
            said = [Understood(words, "user-question", missing=True)]
        self._view.show_speaker(tuple(said))

    def entered(self) -> None:
        """Keep the idea and close the line."""
        room, line = self._room, self._view.text()
        self._entered = room is None
        if room is None:
            return
        text, one, _unclear = said_by(line, room)

        def work(session: "Session") -> str:
            person, body = (one.person_id, one.organization_id) if one else ("", "")
            idea = parking.park(
                session, room.workshop_id, text, room.mesa_id, person_id=person, organization_id=body
            )
            settings.write(session, _setting(room.workshop_id), "")
            return idea.id

        self._jobs.write(work, partial(self._parked, room, line), self._refused)

    def _parked(self, room: Room, line: str, idea_id: str) -> None:
        if self._view.text() == line:
            self._view.set_line("")
            self._view.leave()
        self._toast(f"Idea guardada en el parqueo · {room.title}", partial(self._take_back, idea_id))

    def _take_back(self, idea_id: str) -> None:
        self._jobs.write(
            lambda session: parking.remove(session, idea_id),
            lambda _none: self._toast("Se quitó la idea del parqueo.", None),
        )

    def _refused(self, error: AppError) -> None:
        self._view.show_fault(sentence(error))

    def keep(self) -> None:
        """The line was left or 800 ms passed: what is half typed stays on this laptop."""
        workshop_id, line = self._of, self._view.text().strip()
        if self._room is not None and line != self._kept:
            self._kept = line
            self._jobs.remember(lambda session: settings.write(session, _setting(workshop_id), line))


def _setting(workshop_id: str) -> str:
    return f"window.parking.line.{workshop_id}"


# --- the list


@dataclass(frozen=True, slots=True, repr=False)
class IdeaFacts:
    """An idea as its form shows it."""

    id: str = ""
    values: dict[str, str] = field(default_factory=dict)
    mesas: tuple[tuple[str, str], ...] = ()
    converted: str = ""
    """The agreement that it became."""
    note: str = ""


class ListView(Protocol):
    """What the page shows."""

    def show_place(self, title: str, counts: str) -> None: ...
    def show_rows(self, rows: tuple[Row, ...]) -> None: ...
    def show_idea(self, found: IdeaFacts) -> None: ...
    def show_fault(self, key: str, words: str) -> None: ...
    def select(self, key: str) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


class ParkingPresenter:
    """The ideas of one mesa; those that became agreements stand last."""

    def __init__(self, view: ListView, jobs: Jobs, workshop_id: str, go: Callable[[str, str], None]) -> None:
        self._view, self._jobs, self._workshop_id, self._go = view, jobs, workshop_id, go
        self.room: Room | None = None
        self.rows: tuple[IdeaRow, ...] = ()
        self._heads: dict[str, Heads] = {}
        self._chosen, self._asked = "", 0

    def open(self, mesa_id: str | None) -> None:
        """Show a mesa's ideas; without one, those of the mesa where this laptop works."""
        workshop_id = self._workshop_id
        self._asked += 1
        asked = self._asked

        def work(session: "Session") -> tuple[Room, tuple[IdeaRow, ...], dict[str, Heads]]:
            wanted = room_of.last_mesa(session, workshop_id) if mesa_id is None else mesa_id
            room = room_of.read_room(session, workshop_id, wanted)
            rows = parking.listing(session, workshop_id, room.mesa_id)
            return room, rows, {one.id: heads.of(session, one.id) for one in rows}

        def done(found: tuple[Room, tuple[IdeaRow, ...], dict[str, Heads]]) -> None:
            if asked == self._asked:
                self._show(*found)

        if workshop_id:
            self._jobs.read(work, done)

    def on_changed(self, changes: frozenset[str]) -> None:
        """Read again what a commit touched."""
        if changes & WATCHED and self.room is not None:
            self.open(self.room.mesa_id)

    def _show(self, room: Room, rows: tuple[IdeaRow, ...], seen: dict[str, Heads]) -> None:
        self.room, self._heads = room, seen
        self.rows = tuple(sorted(rows, key=lambda one: bool(one.agreement_id)))
        waiting = sum(not one.agreement_id for one in rows)
        became = len(rows) - waiting
        words = [count(waiting, "idea en espera", "ideas en espera")] if rows else []
        words += [f"{became} ya {'es compromiso' if became == 1 else 'son compromisos'}"] if became else []
        self._view.show_place(room.title, " · ".join(words))
        self._view.show_rows(tuple(map(_row, self.rows)))
        if self.row(self._chosen) is None:
            self._chosen = self.rows[0].id if self.rows else ""
        self._view.select(self._chosen)
        self.choose(self._chosen)

    def row(self, idea_id: str) -> IdeaRow | None:
        """Return an idea of this mesa by its id."""
        return next((one for one in self.rows if one.id == idea_id), None)

    def choose(self, idea_id: str) -> None:
        """Show an idea in the form."""
        self._chosen = idea_id
        one, room = self.row(idea_id), self.room
        if one is None or room is None:
            self._view.show_idea(IdeaFacts())
            return
        values = {"text": one.text, "who": one.person or one.organization, "mesa_id": one.mesa_id}
        tables = tuple((key, f"Mesa {number} · {name}") for key, number, name in room.mesas)
        tables += (("", "Plenaria"),) if room.plenary or not one.mesa_id else ()
        note = " · ".join(filter(None, (one.organization if one.person else "", f"anotada {hour(one.at)}")))
        self._view.show_idea(IdeaFacts(one.id, values, tables, one.agreement_id, note))

    def names(self, text: str) -> list[str]:
        """Return who may be meant by what is written, as whole names."""
        return speakers.names(text, self.room) if self.room is not None else []

    # gestures

    def changed(self, key: str, value: str) -> None:
        """A field of the form was left."""
        idea_id, room = self._chosen, self.room
        if room is None or not idea_id:
            return
        try:
            values = speakers.who(value, room) if key == "who" else {key: value}
        except Invalid as error:
            self._view.show_fault(key, sentence(error))
            return
        seen = self._heads.get(idea_id, {})
        self._write(
            lambda session: parking.change(
                session, idea_id, values, {name: seen.get(name, ()) for name in values}
            ),
            failed=lambda error: self._view.show_fault(key, sentence(error)),
        )

    def move(self, idea_id: str, step: int) -> None:
        """Ctrl and the arrows."""
        self._write(lambda session: parking.move(session, idea_id, step))

    def remove(self, idea_id: str) -> None:
        """Supr: with a way back."""
        if self.row(idea_id) is not None:
            back = partial(self._write, lambda session: parking.bring_back(session, idea_id))
            self._write(
                lambda session: parking.remove(session, idea_id),
                lambda _none: self._view.toast("Se quitó la idea del parqueo.", back),
            )

    def convert(self, idea_id: str) -> None:
        """Enter or Ctrl+T: it goes on the list of its mesa; one that is there already is shown there."""
        one = self.row(idea_id)
        if one is not None and one.agreement_id:
            self._go("agreements", one.agreement_id)
        elif one is not None:
            self._write(partial(_convert, idea_id), self._converted, self._refused)

    def _converted(self, found: tuple[Trace, str]) -> None:
        trace, who = found
        words = (
            f"Ahora es un compromiso; propone como responsable a {who}." if who else "Ahora es un compromiso."
        )
        self._view.toast(words, partial(self._write, lambda session: undoing.undo(session, trace)))

    def _write(
        self,
        work: "Callable[[Session], T]",
        done: Callable[[T], None] = lambda _found: None,
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        def landed(found: T) -> None:
            if self.room is not None:
                self.open(self.room.mesa_id)
            done(found)

        self._jobs.write(work, landed, failed or self._refused)

    def _refused(self, error: AppError) -> None:
        self._view.toast(sentence(error), None)


def _convert(idea_id: str, session: "Session") -> tuple[Trace, str]:
    with undoing.watching(session) as trace:
        made = parking.become_agreement(session, idea_id)
    rows = parking.listing(session, made.workshop_id, made.mesa_id)
    one = next(row for row in rows if row.id == idea_id)
    return trace, one.organization or one.person


def _row(one: IdeaRow) -> Row:
    who = " · ".join(filter(None, (one.person, one.organization)))
    return Row(
        key=one.id,
        title=one.text,
        caption=" · ".join(filter(None, (who, hour(one.at)))),
        sector=one.sector,
        icon="checklist" if one.agreement_id else "parking",
        trailing="en la lista" if one.agreement_id else "",
    )
