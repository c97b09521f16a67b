"""Reading aloud, one agreement at a time: what is said of it, whether it was read, who objects. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.format_es import count, day, money
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import agreement_notes, agreement_reading, agreements
from alianza_desktop.services.agreement_notes import NoteRow
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.services.wording import Draft
from alianza_desktop.ui.agreements import room as room_of
from alianza_desktop.ui.agreements import speakers
from alianza_desktop.ui.agreements.facts import Room
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WATCHED: Final = frozenset(
    {"agreement", "agreement_partner", "agreement_goal", "agreement_note", "organization", "person", "mesa"}
)
NOTES: Final = (("objection", "Objeción"), ("reservation", "Reserva"), ("observation", "Observación"))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReadingFacts:
    """One agreement as it is read."""

    title: str
    """«N.º 3 de 12 · Compromiso»."""
    text: str
    organization: str
    person: str
    sector: str
    said: tuple[tuple[str, str], ...]
    """The rest, each with its name: «Plazo», «21/02/2027»."""
    notes: tuple[str, ...]
    """«Objeción de José Soto: el plazo es corto»."""
    state: str
    """`read`, `changed` since it was read, or nothing."""
    first: bool
    last: bool

    @property
    def spoken(self) -> str:
        who = ", ".join(filter(None, (self.organization, self.person)))
        rest = (f"{name}: {words}" for name, words in self.said)
        return ". ".join(filter(None, (self.title, self.text, who, *rest, *self.notes)))


class ReadingView(Protocol):
    """What the page shows."""

    def show_place(self, title: str, counts: str) -> None: ...
    def show_one(self, found: ReadingFacts | None) -> None: ...
    def show_end(self, words: str) -> None: ...
    def show_fault(self, words: str) -> None: ...
    def noted(self) -> None:
        """The objection was kept: its line may be emptied."""
        ...

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


Read = tuple[Room, tuple[AgreementRow, ...], dict[str, tuple[NoteRow, ...]]]


class ReadingPresenter:
    """Of one mesa; it begins at the first that nobody read."""

    def __init__(
        self,
        view: ReadingView,
        jobs: Jobs,
        workshop_id: str,
        *,
        go: Callable[[str, str], None],
        word: Callable[[Draft], None],
    ) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id
        self._go, self._word = go, word
        self.room: Room | None = None
        self.rows: tuple[AgreementRow, ...] = ()
        self._notes: dict[str, tuple[NoteRow, ...]] = {}
        self._here, self._asked = "", 0

    def open(self, mesa_id: str | None, agreement_id: str = "") -> None:
        """Read a mesa's list; without one, that of the mesa where this laptop works."""
        self._here = agreement_id
        self._load(mesa_id)

    def _load(self, mesa_id: str | None) -> None:
        workshop_id = self._workshop_id
        self._asked += 1
        asked = self._asked

        def work(session: "Session") -> Read:
            wanted = room_of.last_mesa(session, workshop_id) if mesa_id is None else mesa_id
            room = room_of.read_room(session, workshop_id, wanted)
            rows = agreements.listing(session, workshop_id, room.mesa_id)
            return room, rows, agreement_notes.of(session, {one.id for one in rows})

        def done(found: Read) -> None:
            if asked == self._asked:
                self._show(*found)

        if workshop_id:
            self._jobs.read(work, done)

    def on_changed(self, changes: frozenset[str]) -> None:
        """Read again what a commit touched: another wording is another reading."""
        if changes & WATCHED and self.room is not None:
            self._load(self.room.mesa_id)

    def _show(
        self, room: Room, rows: tuple[AgreementRow, ...], notes: dict[str, tuple[NoteRow, ...]]
    ) -> None:
        self.room, self.rows, self._notes = room, rows, notes
        read = agreement_reading.read(rows)
        counts = f"{read} de {count(len(rows), 'leído', 'leídos')}" if rows else ""
        self._view.show_place(room.title, counts)
        if self._place() is None:
            self._here = self._unread() or (rows[0].id if rows else "")
        self._draw()

    def _place(self) -> int | None:
        return next((at for at, one in enumerate(self.rows) if one.id == self._here), None)

    def _unread(self, after: int = 0) -> str:
        """Return the next one that nobody read, from a place on and round."""
        order = (*self.rows[after:], *self.rows[:after])
        return next((one.id for one in order if not agreement_reading.is_read(one)), "")

    def _draw(self) -> None:
        at, room = self._place(), self.room
        whole = bool(self.rows) and agreement_reading.read(self.rows) == len(self.rows)
        total = count(len(self.rows), "acuerdo", "acuerdos")
        self._view.show_end(f"Se leyó todo: {total}." if whole else "")
        if at is None or room is None:
            self._view.show_one(None)
            return
        row = self.rows[at]
        self._view.show_one(_facts(row, at, len(self.rows), self._notes.get(row.id, ())))
        self._word(Draft(mesa_id=room.mesa_id, agreement_id=row.id))

    # gestures

    def step(self, step: int) -> None:
        """The arrows."""
        at = self._place()
        if at is not None:
            self._here = self.rows[max(0, min(len(self.rows) - 1, at + step))].id
            self._draw()

    def read(self) -> None:
        """Enter: what stands on the screen was read; go to the next one."""
        at = self._place()
        if at is None:
            return
        row = self.rows[at]
        said = agreement_reading.digest(row)
        if row.read_digest == said:
            self.step(1)
            return

        def done(before: str) -> None:
            if self._here == row.id:
                self._here = self.rows[at + 1].id if at + 1 < len(self.rows) else self._here
            self._view.toast(f"N.º {at + 1} leído.", partial(self._take_back, row.id, before))
            self._again()

        self._jobs.write(lambda session: agreement_reading.mark(session, row.id, said), done, self._refused)

    def _take_back(self, agreement_id: str, before: str) -> None:
        def done(_noted: str) -> None:
            self._here = agreement_id
            self._again()

        self._jobs.write(lambda session: agreement_reading.mark(session, agreement_id, before), done)

    def _again(self) -> None:
        if self.room is not None:
            self._load(self.room.mesa_id)

    def note(self, kind: str, name: str, text: str) -> None:
        """Keep what somebody objects, reserves or observes, with the name."""
        agreement_id, room = self._here, self.room
        if room is None or not agreement_id:
            return
        try:
            who = speakers.who(name, room)
        except Invalid as error:
            self._view.show_fault(sentence(error))
            return

        def done(note_id: str) -> None:
            self._view.noted()
            self._view.toast(f"{dict(NOTES)[kind]} anotada.", partial(self._withdraw, note_id))
            self._again()

        self._jobs.write(
            lambda session: agreement_notes.add(session, agreement_id, kind, text, **who).id,
            done,
            lambda error: self._view.show_fault(sentence(error)),
        )

    def _withdraw(self, note_id: str) -> None:
        self._jobs.write(
            lambda session: agreement_notes.withdraw(session, note_id), lambda _none: self._again()
        )

    def names(self, text: str) -> list[str]:
        """Return who may be meant by what is written."""
        return speakers.names(text, self.room) if self.room is not None else []

    def edit(self) -> None:
        """E: to its row, with the text open."""
        if self._here:
            self._go("agreements", f"{self._here}:text")

    def to_acta(self) -> None:
        """Everything was read: the acta of this mesa."""
        if self.room is not None:
            self._go("actas", f"mesa:{self.room.mesa_id}")

    def _refused(self, error: AppError) -> None:
        self._view.toast(sentence(error), None)


def _facts(row: AgreementRow, at: int, total: int, notes: tuple[NoteRow, ...]) -> ReadingFacts:
    due = "permanente" if row.permanent else day(row.due_on) or "sin plazo"
    said = (
        ("También responden", ", ".join(row.partners)),
        ("Plazo", due),
        ("Entregable", row.deliverable),
        ("Monto", money(row.amount) if row.amount is not None else ""),
        ("Medio de verificación", row.verification),
        ("Fuente de los recursos", row.funding),
        ("Política o plan", row.policy),
        ("ODS", ", ".join(row.goals)),
    )
    kind = catalogs.label("kind", row.kind).capitalize()
    return ReadingFacts(
        title=f"N.º {at + 1} de {total} · {kind}",
        text=row.text,
        organization=row.organization or "Responsable por designar",
        person=row.person,
        sector=row.sector,
        said=tuple((name, words) for name, words in said if words),
        notes=tuple(
            f"{dict(NOTES)[one.kind]} de {one.person or one.organization}: {one.text}" for one in notes
        ),
        state="read" if agreement_reading.is_read(row) else "changed" if row.read_digest else "",
        first=at == 0,
        last=at + 1 == total,
    )
