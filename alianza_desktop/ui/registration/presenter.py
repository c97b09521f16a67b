"""The desk: what was typed becomes a person, a list, or a form; Enter registers. No Qt.

Enter never registers somebody that the person at the desk has not seen: a scanner's own Enter, or one pressed
while the search is still under way, only shows the card.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import AppError, Corrupt, NotAllowed, Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Attendance
from alianza_desktop.services import arrivals, mesas, registration, search, workshops
from alianza_desktop.services.query import get
from alianza_desktop.services.registration import Arrival
from alianza_desktop.services.search import PersonHit
from alianza_desktop.ui.jobs import Jobs, Task
from alianza_desktop.ui.registration import facts, reading
from alianza_desktop.ui.registration import room as room_of
from alianza_desktop.ui.registration.facts import ArrivalsFacts, CardFacts, Room
from alianza_desktop.ui.registration.room import UNANSWERED, Answers
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WATCHED: Final = frozenset(
    {
        "attendance",
        "person",
        "organization",
        "seating",
        "invitation",
        "invitation_doubt",
        "workshop_session",
        "workshop",
        "mesa",
    }
)


class DeskView(Protocol):
    """What the screen shows of the queue."""

    def show_room(self, subtitle: str) -> None: ...
    def show_closed(self, sessions: tuple[tuple[str, str], ...]) -> None: ...
    def show_idle(self) -> None: ...
    def show_hits(self, title: str, rows: tuple[Row, ...]) -> None: ...
    def show_card(self, card: CardFacts) -> None: ...
    def show_primary(self, words: str) -> None: ...
    def show_offer(self, words: str) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def show_result(self, kind: str, strong: str, note: str) -> None: ...
    def show_arrivals(self, found: ArrivalsFacts) -> None: ...
    def set_line(self, text: str) -> None: ...
    def focus_mesa(self) -> None: ...
    def open_form(self, document_type: str, number: str, names: str) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


class DeskPresenter:
    """One per screen; `room` is known after `load`."""

    def __init__(self, view: DeskView, jobs: Jobs, clock: Clock, workshop_id: str, device: str) -> None:
        self._view, self._jobs, self._clock = view, jobs, clock
        self._workshop_id, self._device = workshop_id, device
        self.room: Room | None = None
        self._line = ""
        self._asked = 0
        self._answered = 0
        self._hits: tuple[PersonHit, ...] = ()
        self._card: CardFacts | None = None
        self._mesa_id = ""
        self._offer = False
        self._last: Arrival | None = None
        self._wanted = ""
        self._answering = False
        self._picture = Task()

    def load(self) -> None:
        """Find the session marked open; without one, or without a workshop, nothing can be registered."""
        if not self._workshop_id:
            return
        self._jobs.read(
            lambda session: room_of.read_room(session, self._workshop_id, self._device), self._entered
        )

    def _entered(self, room: Room) -> None:
        self.room = room
        self._view.show_room(room.words)
        if not room.session_id:
            self._view.show_closed(room.sessions)
            return
        if self._card is None and not self._hits:
            self._view.show_idle()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.opened(wanted)
        elif self._asked != self._answered:
            self.typed(self._line)  # before the room was here it could not be looked for
        self.refresh()

    def open_session(self, session_id: str) -> None:
        """Mark a session open: from now on arrivals are counted there."""
        self._jobs.write(
            lambda session: workshops.set_session_state(session, session_id, "open"),
            lambda _none: self.load(),
        )

    def opened(self, argument: str) -> None:
        """The person came here: `new`, `review`, or the id of somebody found elsewhere."""
        if argument and (self.room is None or not self.room.session_id):
            self._wanted = argument
        elif argument == "new":
            self.new_person()
        elif argument == "review":
            self.review()
        elif argument:
            self.chosen(argument)

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & {"workshop_session", "workshop"}:
            self.load()
        elif changes & WATCHED:
            self.refresh()

    def refresh(self) -> None:
        """Show the arrivals of this moment, after what is being typed."""
        room = self.room
        if room is None or not room.session_id:
            return
        now = self._clock.now()
        self._picture.cancel()
        self._picture = self._jobs.read_later(
            lambda session: arrivals.arrivals(session, room.workshop_id, room.session_id),
            lambda found: self._view.show_arrivals(
                facts.arrivals_facts(found, now, with_society=room.with_society)
            ),
        )

    # the line

    def typed(self, line: str) -> None:
        """The line changed: look for it at once."""
        self._line = line
        self._asked += 1
        self._view.show_message("", "")
        said = reading.understood(line)
        if said.kind in ("empty", "strange"):
            self._answered = self._asked
            self._forget()
            self._view.show_idle()
            if said.kind == "strange":
                self._say_strange(said.strange)
            return
        self._look_for(said.value)

    def _look_for(self, words: str) -> None:
        room, asked = self.room, self._asked
        if room is None or not room.session_id:
            return
        self._jobs.read(
            lambda session: search.people(
                session, words, workshop_id=room.workshop_id, session_id=room.session_id
            ),
            partial(self._found, asked, words),
        )

    def _found(self, asked: int, words: str, hits: tuple[PersonHit, ...]) -> None:
        if asked != self._asked:
            return  # something else was typed meanwhile
        self._answered = asked
        self._forget()
        self._hits = hits
        exact = [hit for hit in hits if hit.document_number == words]
        if len(hits) == 1 or len(exact) == 1:
            self.chosen((exact or list(hits))[0].person_id)
        elif hits:
            self._view.show_hits("¿Quién es?", facts.hit_rows(hits))
        else:
            self._offer = True
            self._view.show_offer("No la encontramos. Con 4 datos queda en la lista.")

    def _forget(self) -> None:
        self._hits, self._card, self._offer = (), None, False

    def entered(self, *, scanned: bool, selected: str = "") -> None:
        """Enter on the line; `selected` is the row of the list that is marked."""
        if self._asked != self._answered:
            return  # the answer is on its way: it will be shown, not acted on
        if self._card is not None:
            if not scanned:
                self.register()
        elif selected:
            self.chosen(selected)
        elif self._offer:
            self._take_offer()

    def _take_offer(self) -> None:
        said = reading.understood(self._line)
        if said.kind == "document" and said.value.isdigit() and not reading.is_dni(said.value):
            digits = len(said.value)
            self._view.show_message("warning", f"El DNI tiene 8 dígitos; escribió {digits}.")
            return
        self.new_person()

    def new_person(self, document_type: str = "1") -> None:
        """Open the form with what the line has: a number or a name."""
        said = reading.understood(self._line)
        number = said.value if said.kind == "document" else ""
        names = said.value if said.kind == "name" else ""
        self._forget()
        self._view.open_form(document_type, number, names)

    # the card

    def chosen(self, person_id: str) -> None:
        """Show somebody's card."""
        room = self.room
        if room is None:
            return

        def work(session: "Session") -> CardFacts:
            card = registration.lookup(session, room.workshop_id, person_id, room.session_id)
            return facts.card_facts(card, mesas.listing(session, room.workshop_id))

        self._jobs.read(work, self._show_card)

    def _show_card(self, card: CardFacts) -> None:
        self._card, self._mesa_id, self._answering = card, card.mesa_id, False
        self._view.show_card(card)
        self._say_primary()

    def mesa_chosen(self, mesa_id: str) -> None:
        self._mesa_id = mesa_id
        self._say_primary()

    def answered(self, *, any_box: bool) -> None:
        """A consent box was ticked or cleared."""
        self._answering = any_box
        self._say_primary()

    def _say_primary(self) -> None:
        if self._card is None:
            return
        moving = self._card.done and (self._answering or self._mesa_id not in ("", self._card.mesa_id))
        self._view.show_primary(
            "Guardar el cambio" if moving else "Siguiente" if self._card.done else "Registrar"
        )

    def register(self, answers: Answers = UNANSWERED) -> None:
        """Record the arrival of who is on the card, with the consents answered just now."""
        card, room, mesa_id = self._card, self.room, self._mesa_id
        if card is None or room is None:
            return
        if card.done:
            self._change(card, mesa_id, answers)
            return

        def work(session: "Session") -> Arrival:
            room_of.record(session, card.person_id, answers)
            return registration.register(
                session, room.workshop_id, card.person_id, session_id=room.session_id, mesa_id=mesa_id
            )

        self._jobs.write(work, self.arrived, self._refused)

    def _change(self, card: CardFacts, mesa_id: str, answers: Answers) -> None:
        """Somebody who is already in: another mesa, or the consents; or nothing, and the next person."""
        room = self.room
        moves = mesa_id not in ("", card.mesa_id)
        if room is None or not (moves or any(answers)):
            self.next()
            return
        number = next((item[1] for item in card.mesas if item[0] == mesa_id), "")
        back = partial(self._change, replace(card, mesa_id=mesa_id), card.mesa_id, UNANSWERED)

        def work(session: "Session") -> None:
            room_of.record(session, card.person_id, answers)
            if moves:
                mesas.seat(session, room.workshop_id, card.person_id, mesa_id)

        def done(_none: None) -> None:
            self.next()
            if moves:
                self._view.show_result("", "", "")
                self._view.toast(f"{card.name}: cambio a Mesa {number}.", back if card.mesa_id else None)
            else:
                self._view.show_result("success", f"Respuestas de {card.name}, guardadas.", "")

        self._jobs.write(work, done, self._refused)

    def arrived(self, arrival: Arrival) -> None:
        """Say that it is done, and be ready for the next person."""
        self._last = arrival
        mesa = f", Mesa {arrival.mesa}" if arrival.mesa else ""
        name = arrival.full_name or room_of.NOBODY
        self._view.show_result("success", f"Listo: {name}{mesa}.", arrival.at)
        self.next()
        self.refresh()

    def _refused(self, error: AppError) -> None:
        kind = "error" if isinstance(error, Unavailable | Corrupt) else "warning"
        self._view.show_result(kind, sentence(error), "")
        if isinstance(error, NotAllowed) and self._card is not None:
            self.chosen(self._card.person_id)  # somebody registered them meanwhile: show when

    def next(self) -> None:
        """Empty the line and wait."""
        self._forget()
        self._line = ""
        self._asked += 1
        self._answered = self._asked
        self._view.set_line("")
        self._view.show_idle()

    def not_this_person(self) -> None:
        """The card is of somebody else: the other people found, or the form."""
        if self._card is None:
            return
        others = tuple(hit for hit in self._hits if hit.person_id != self._card.person_id)
        if others:
            self._card = None
            self._view.show_hits("¿Quién es?", facts.hit_rows(others))
        else:
            self.new_person()

    def change_mesa(self) -> None:
        """F3: the mesa of the card, or of who was registered last."""
        if self._card is not None:
            self._view.focus_mesa()
        elif self._last is not None and self._last.person_id:
            self.chosen(self._last.person_id)
            self._view.focus_mesa()

    # the panel

    def undo(self) -> None:
        """Take back the last arrival of this laptop, or the last one of the list."""
        room = self.room
        if room is None or not room.session_id:
            return
        known = self._last

        def work(session: "Session") -> tuple[str, str, str] | None:
            attendance_id = known.attendance_id if known else room_of.latest(session, room)
            if not attendance_id:
                return None
            person_id = get(session, Attendance, attendance_id).person_id
            name, seat = room_of.who(session, room, person_id)
            registration.undo(session, attendance_id)
            return person_id, name, seat

        self._jobs.write(work, self._undone, self._refused)

    def _undone(self, taken: tuple[str, str, str] | None) -> None:
        self._last = None
        if taken is None:
            return
        person_id, name, mesa_id = taken
        self._view.show_result("", "", "")  # what it said is true no more
        self._view.toast(
            f"Se deshizo el registro de {name}.",
            partial(self._again, person_id, mesa_id) if person_id else None,
        )
        self.refresh()

    def _again(self, person_id: str, mesa_id: str) -> None:
        room = self.room
        assert room is not None
        self._jobs.write(
            lambda session: registration.register(
                session, room.workshop_id, person_id, session_id=room.session_id, mesa_id=mesa_id
            ),
            self.arrived,
            self._refused,
        )

    def review(self) -> None:
        """Show the invitees in doubt."""
        room = self.room
        if room is None:
            return

        def show(doubts: tuple[arrivals.Doubt, ...]) -> None:
            self._forget()
            self._view.show_hits("Por revisar", facts.doubt_rows(doubts))

        self._jobs.read(lambda session: arrivals.to_review(session, room.workshop_id), show)

    def _say_strange(self, signs: str) -> None:
        shown = f" ({signs})" if signs else ""
        self._view.show_message(
            "warning", f"El lector envió signos extraños{shown}. Escanee otra vez o escriba el número."
        )
