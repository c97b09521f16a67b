"""The desk: what was typed becomes a person, a list, or a form; Enter registers. No Qt.

Enter never registers somebody that the person at the desk has not seen: a scanner's own Enter, or one pressed
while the search is still under way, only shows the card.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import AppError, Corrupt, NotAllowed, Unavailable
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import desk_range, mesas
from alianza_desktop.services.registration import Arrival
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.registration import facts, reading
from alianza_desktop.ui.registration import room as room_of
from alianza_desktop.ui.registration.equipment import Equipment
from alianza_desktop.ui.registration.facts import CardFacts, Room
from alianza_desktop.ui.registration.leaving import LeavingPresenter
from alianza_desktop.ui.registration.panel import PanelPresenter
from alianza_desktop.ui.registration.reviewing import ReviewPresenter
from alianza_desktop.ui.registration.room import UNANSWERED, Answers, Found
from alianza_desktop.ui.registration.view import WATCHED, DeskView

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.ui.sounds import Kind

T = TypeVar("T")


class DeskPresenter:
    """One per screen; `room` is known after `load`."""

    def __init__(self, view: DeskView, jobs: Jobs, clock: Clock, workshop_id: str, device: str) -> None:
        self._view, self._jobs, self._clock = view, jobs, clock
        self._workshop_id, self._device = workshop_id, device
        self.room: Room | None = None
        self._line = ""
        self._asked = self._answered = self._sent = 0
        self._found_now = Found()
        self._card: CardFacts | None = None
        self._mesa_id = ""
        self._offer = self._answering = self._to_mesa = False
        self._wanted = ""
        self.panel = PanelPresenter(
            view, jobs, clock, lambda: self.room, refused=self._refused, arrived=self.arrived
        )
        self.leaving = LeavingPresenter(view, jobs, refused=self._refused, next_person=self.next)
        self.reviewing = ReviewPresenter(view, jobs, refused=self._refused, emptied=self.next)
        self.equipment = Equipment(jobs, self.load)

    def load(self) -> None:
        """Find the session marked open; without one, or without a workshop, nothing can be registered."""
        if not self._workshop_id:
            return
        self._jobs.read(
            lambda session: room_of.read_room(session, self._workshop_id, self._device), self._entered
        )

    def _entered(self, room: Room) -> None:
        self.room = room
        self._view.show_room(room.words, room.names)
        self._view.show_equipment(room.letters, sounds=room.sounds)
        if not room.session_id:
            self._view.show_closed(room.sessions)
            return
        if self._card is None and not self._found_now.people:
            self._view.show_idle()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.opened(wanted)
        elif self._asked != self._answered:
            self.typed(self._line)  # before the room was here it could not be looked for
        self.panel.refresh()

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
            self.panel.refresh()

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
                self._view.show_message("warning", reading.strange_words(said.strange))
            return
        self._look_for(said)

    def payload(self, text: str) -> None:
        """A long code was read: a plain DNI of it goes to the line, and the rest is nowhere."""
        found = reading.payload(text).value
        if found:
            self._view.scanned(found)
        else:
            self._view.show_refused_code(reading.refused_words(text))
            self._view.sound("refused")

    def _look_for(self, said: reading.Typed) -> None:
        room = self.room
        if room is None or not room.session_id:
            return
        self._jobs.read(lambda session: room_of.look_for(session, room, said), self._asking(self._found))

    def _asking(self, done: Callable[[T], None]) -> Callable[[T], None]:
        """Take an answer only while the line says what it said: a late one would be of somebody else."""
        asked = self._asked

        def answered(found: T) -> None:
            if asked == self._asked:
                done(found)

        return answered

    def _found(self, found: Found) -> None:
        self._answered = self._asked
        self._forget()
        self._found_now = found
        if found.exact:
            self.chosen(found.exact, loud=True)
        elif len(found.people) == 1 and not found.bodies:
            self.chosen(found.people[0].person_id)
        elif found.people or found.bodies:
            self._view.show_hits(facts.question(found), facts.found_rows(found))
        else:
            self._offer_form()

    def _offer_form(self) -> None:
        offered, told = reading.offered(reading.understood(self._line))
        self._offer = bool(offered)
        if told:
            self._tell("refused", told)
        self._view.show_offer(offered) if offered else self._view.show_idle()

    def _tell(self, sound: "Kind", words: str) -> None:
        """Say it for eyes and for ears: the strip stays until a key."""
        self._view.show_result("warning", words, "")
        self._view.sound(sound)

    def _forget(self) -> None:
        self._found_now, self._card, self._offer = Found(), None, False

    def entered(self, *, selected: str = "") -> None:
        """Enter on the line; `selected` is the row of the list that is marked."""
        if self._asked != self._answered:
            return  # the answer is on its way: it will be shown, not acted on
        if self._card is not None:
            self.register()
        elif selected:
            self.pick(selected)
        elif self._offer:
            self._take_offer()

    def _take_offer(self) -> None:
        wrong = reading.digits_missing(reading.understood(self._line))
        if wrong:
            self._view.show_message("warning", wrong)
        else:
            self.new_person()

    def new_person(self, document_type: str = "1", organization: str = "") -> None:
        """Open the form with what the line has: a name, an organisation, a number that is of nobody."""
        said = reading.understood(self._line)
        number = said.value if said.kind == "document" and not self.shown() else ""
        names = said.value if said.kind == "name" and not organization else ""
        self._forget()
        self._view.open_form(document_type, number, names, organization)

    def pick(self, key: str) -> None:
        """A row was chosen: a person, an organisation with its people, or somebody new of it."""
        kind, _, value = key.partition(":")
        if kind == "new":
            self.new_person(organization=value)
        elif kind == "organization":
            self._open_body(value)
        else:
            self.chosen(key)

    def _open_body(self, organization_id: str) -> None:
        room = self.room
        if room is None:
            return

        def show(found: Found) -> None:
            self._found_now = found
            self._view.show_hits(found.title, facts.body_rows(found))

        self._jobs.read(lambda session: room_of.people_of(session, room, organization_id), self._asking(show))

    # the card

    def chosen(self, person_id: str, *, loud: bool = False) -> None:
        """Show somebody's card; `loud` when a document or a credential named exactly this person."""
        room = self.room
        if room is not None:
            self._jobs.read(
                lambda session: room_of.card(session, room, person_id),
                self._asking(partial(self._show_card, loud)),
            )

    def _show_card(self, loud: bool, card: CardFacts) -> None:
        self._card, self._mesa_id, self._answering = card, card.mesa_id, False
        self._view.show_card(card)
        self._say_primary()
        if self._to_mesa:
            self._to_mesa = False
            self._view.focus_mesa()
        if card.other_desk:
            words = desk_range.words(card.other_desk)
            self._view.show_message("info", f"Le toca la mesa de registro {words}. También puede ser aquí.")
        if loud and card.done and not self.leaving.principal:
            self._tell("already", f"{card.title}. No hace falta repetir.")
        elif loud:
            self._view.sound("found")

    def mesa_chosen(self, mesa_id: str) -> None:
        self._mesa_id = mesa_id
        self._say_primary()

    def answered(self, *, any_box: bool) -> None:
        """A consent box was ticked or cleared."""
        self._answering = any_box
        self._say_primary()

    def _say_primary(self) -> None:
        card = self._card
        if card is None:
            return
        moving = card.done and (self._answering or self._mesa_id not in ("", card.mesa_id))
        self._view.show_primary(
            facts.primary_words(card, delegating=bool(self.leaving.principal), changing=moving)
        )

    def register(self, answers: Answers = UNANSWERED) -> None:
        """Record the arrival of who is on the card, with the consents answered just now."""
        card, room, mesa_id = self._card, self.room, self._mesa_id
        if card is None or room is None or self._asked != self._answered:
            return
        self._sent = self._asked = self._asked + 1  # until it is answered a second Enter is not heard
        if card.done and not self.leaving.principal:
            self._change(card, mesa_id, answers)
            return
        if self.leaving.principal:
            arriving = self.leaving.known(room, card.person_id, mesa_id if mesa_id != card.mesa_id else "")
        else:
            arriving = partial(room_of.arrive, room=room, person_id=card.person_id, mesa_id=mesa_id)

        def work(session: "Session") -> Arrival:
            room_of.record(session, card.person_id, answers)
            return arriving(session)

        silent = not card.consent and not any(answers)
        self._jobs.write(work, partial(self.arrived, unanswered=silent), self._refused)

    def _change(self, card: CardFacts, mesa_id: str, answers: Answers) -> None:
        """Somebody who is already in: another mesa, or the consents; or nothing, and the next person."""
        room = self.room
        moves = mesa_id not in ("", card.mesa_id)
        if room is None or not (moves or any(answers)):
            self.next()
            return
        number = next((item[1] for item in card.mesas if item[0] == mesa_id), "")
        back = partial(self.panel.seat_back, card, mesa_id)

        def work(session: "Session") -> None:
            room_of.record(session, card.person_id, answers)
            if moves:
                mesas.seat(session, room.workshop_id, card.person_id, mesa_id)

        def done(_none: None) -> None:
            if not self._moved_on():
                self.next()
            if moves:
                self._view.show_result("", "", "")
                self._view.toast(f"{card.name}: cambio a Mesa {number}.", back if card.mesa_id else None)
            else:
                self._view.show_result("success", f"Respuestas de {card.name}, guardadas.", "")

        self._jobs.write(work, done, self._refused)

    def arrived(self, arrival: Arrival, *, unanswered: bool = False) -> None:
        """Say that it is done, and be ready for the next person."""
        self.panel.last = arrival
        mesa = f", Mesa {arrival.mesa}" if arrival.mesa else ""
        name = arrival.full_name or room_of.NOBODY
        place = self.leaving.said()
        self.leaving.stop()
        said = f"Listo: {name}{place}{mesa}."
        self._view.show_result("success", said, f"{arrival.at}{facts.UNANSWERED if unanswered else ''}")
        self._view.sound("found")
        if not self._moved_on():
            self.next()
        self._view.toast(f"Registro de {name}, listo.", partial(self.panel.undo_arrival, arrival))
        self.panel.refresh()

    def _moved_on(self) -> bool:
        """Say whether the next person was typed while the one before was written."""
        sent, self._sent = self._sent, 0
        return sent not in (0, self._asked)

    def _refused(self, error: AppError) -> None:
        kind = "error" if isinstance(error, Unavailable | Corrupt) else "warning"
        self._view.show_result(kind, sentence(error), "")
        self._view.sound("refused")
        if self._moved_on():
            return
        self._answered = self._asked
        if error.code == "person-exists":
            self.chosen(str(error.facts["id"]))
        elif isinstance(error, NotAllowed) and self._card is not None:
            self.chosen(self._card.person_id)  # somebody registered them meanwhile: show when

    def next(self, after: str = "") -> None:
        """Empty the line and wait; after what was done for somebody, unless another is there already."""
        if after and (after != self.shown() or self._asked != self._answered):
            return
        self._forget()
        self._line = ""
        self._asked += 1
        self._answered = self._asked
        self._view.show_message("", "")
        self._view.set_line("")
        self._view.show_idle()

    def not_this_person(self) -> None:
        """The card is of somebody else: the other people found, or the form."""
        if self._card is None:
            return
        others = self._found_now.without(self._card.person_id)
        if others.people or others.bodies:
            self._card = None
            self._view.show_message("", "")
            self._view.show_hits(facts.question(others), facts.found_rows(others))
        else:
            self.new_person()

    def change_mesa(self) -> None:
        """F3: the mesa of the card, or of who was registered last."""
        last = self.panel.last
        if self._card is not None:
            self._view.focus_mesa()
        elif last is not None and last.person_id:
            self._to_mesa = True
            self.chosen(last.person_id)

    # what the card's other buttons do

    def leave(self) -> None:
        """«Se retira», or «Volvió»."""
        if self._card is not None:
            self.leaving.turn(self._card)

    def delegate(self) -> None:
        """«Delega en…», or the delegation is taken back."""
        card = self._card
        if card is not None and card.delegated:
            self.leaving.take_back(card)
        elif card is not None:
            self.leaving.begin(card)

    def shown(self) -> str:
        """Return the id of who is on the card."""
        return self._card.person_id if self._card is not None else ""

    def settle(self, number: str) -> None:
        """The doubts of the card are settled, perhaps with another document number."""
        if self._card is not None and self.room is not None:
            self.reviewing.settle(self.room, self._card, number)

    def review(self) -> None:
        """Show the invitees in doubt."""
        if self.room is not None:
            self._forget()
            self.reviewing.open(self.room)
