"""Who leaves, who comes back, and who comes in the place of another. No Qt."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import hour
from alianza_desktop.services import delegations, departures
from alianza_desktop.services.registration import Arrival, WalkIn
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.registration.facts import CardFacts, Room
from alianza_desktop.ui.registration.view import DeskView

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class LeavingPresenter:
    """`next_person` empties the line, after somebody only if nobody else is in it already.

    While somebody delegates, `principal` is who.
    """

    def __init__(
        self,
        view: DeskView,
        jobs: Jobs,
        *,
        refused: Callable[[AppError], None],
        next_person: Callable[[str], None],
    ) -> None:
        self._view, self._jobs = view, jobs
        self._refused, self._next = refused, next_person
        self.principal = ""
        self._name = ""
        self._accreditation = ""

    def turn(self, card: CardFacts) -> None:
        """Do what the card offers."""
        if card.leaving == "leave":
            self.leave(card)
        elif card.leaving == "return":
            self.come_back(card)

    def leave(self, card: CardFacts) -> None:
        """«Se retira»: with the hour of now, which the acta prints."""

        def done(at: str) -> None:
            self._next(card.person_id)
            self._view.toast(
                f"{card.name} se retiró a las {at}.",
                partial(self._came_back, card, f"Se deshizo la salida de {card.name}."),
            )

        self._jobs.write(
            lambda session: hour(departures.leave(session, card.attendance_id).at), done, self._refused
        )

    def come_back(self, card: CardFacts) -> None:
        """«Volvió»: the departure is taken back."""
        self._came_back(card, f"{card.name} está de vuelta.")

    def _came_back(self, card: CardFacts, words: str) -> None:
        def done(_none: None) -> None:
            self._next(card.person_id)
            self._view.toast(words, partial(self.leave, card))

        self._jobs.write(
            lambda session: departures.come_back(session, card.attendance_id), done, self._refused
        )

    # delegating

    def begin(self, card: CardFacts) -> None:
        """«Delega en…»: whoever is found or walks in next comes in this person's place."""
        self.principal, self._name, self._accreditation = card.person_id, card.name, ""
        self._next("")
        self._view.show_result("", "", "")  # it was said of the one who delegates
        self._view.show_delegation(card.name)

    def accredited(self, text: str) -> None:
        """What accredits the delegate, as it is typed."""
        self._accreditation = text

    def stop(self) -> bool:
        """Nobody delegates; return whether somebody did."""
        was, self.principal = bool(self.principal), ""
        if was:
            self._view.show_delegation("")
        return was

    def known(self, room: Room, person_id: str, mesa_id: str) -> "Callable[[Session], Arrival]":
        """Return the work of registering somebody of the directory as the delegate."""
        principal, accreditation = self.principal, self._accreditation
        return lambda session: delegations.delegate(
            session,
            room.workshop_id,
            room.session_id,
            principal,
            person_id,
            accreditation=accreditation,
            mesa_id=mesa_id,
        )

    def new(self, session: "Session", room: Room, walk_in: WalkIn) -> Arrival:
        """Register somebody who was not in the list as the delegate."""
        return delegations.delegate_new(
            session, room.workshop_id, room.session_id, self.principal, walk_in, self._accreditation
        )

    def said(self) -> str:
        """Return in whose place the arrival that was just recorded is."""
        return f", en lugar de {self._name}" if self.principal else ""

    def take_back(self, card: CardFacts) -> None:
        """Undo the delegation of who is on the card, with the arrival that was written with it."""

        def done(_none: None) -> None:
            self._next(card.person_id)
            self._view.toast(f"Se deshizo la delegación de {card.name}.", None)

        self._jobs.write(lambda session: delegations.undo(session, card.delegation_id), done, self._refused)
