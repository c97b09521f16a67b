"""«Por revisar»: each invitee in doubt is opened and settled in place, and the next one follows. No Qt."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.services import arrivals, invitations, people
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.registration import facts, reading
from alianza_desktop.ui.registration.facts import CardFacts, Room
from alianza_desktop.ui.registration.view import DeskView

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class ReviewPresenter:
    """`emptied` is told when nobody is left to review."""

    def __init__(
        self, view: DeskView, jobs: Jobs, *, refused: Callable[[AppError], None], emptied: Callable[[], None]
    ) -> None:
        self._view, self._jobs = view, jobs
        self._refused, self._emptied = refused, emptied
        self.listing = False
        """The list is what a settled card goes back to."""

    def open(self, room: Room) -> None:
        """Show the invitees in doubt."""

        def show(doubts: tuple[arrivals.Doubt, ...]) -> None:
            self.listing = bool(doubts)
            if doubts:
                self._view.show_hits("Por revisar", facts.doubt_rows(doubts))
            else:
                self._emptied()

        self._jobs.read(lambda session: arrivals.to_review(session, room.workshop_id), show)

    def settle(self, room: Room, card: CardFacts, written: str) -> None:
        """Say that somebody looked: with another document number when it was corrected.

        A number that is somebody else's is refused with that person: two records of one person are joined in
        the directory, never by typing.
        """
        if not card.doubts:
            return
        said = reading.understood(written)
        if written.strip() and said.kind != "document":
            self._view.show_result("warning", "Ese número no es de un documento. Revíselo.", "")
            return
        number = said.value

        def work(session: "Session") -> tuple[str, ...]:
            if number != card.document_number:
                _correct(session, card, number)
            return invitations.settle(session, card.invitation_id)

        def done(doubts: tuple[str, ...]) -> None:
            self._view.toast(f"{card.name}: ya no está por revisar.", partial(self._reopen, room, doubts))
            self._back(room)

        self._jobs.write(work, done, self._refused)

    def _reopen(self, room: Room, doubts: tuple[str, ...]) -> None:
        self._jobs.write(
            lambda session: invitations.reopen(session, doubts), lambda _none: self._back(room), self._refused
        )

    def _back(self, room: Room) -> None:
        if self.listing:
            self.open(room)
        else:
            self._emptied()


def _correct(session: "Session", card: CardFacts, number: str) -> None:
    kind = card.document_type if card.document_type not in people.NO_NUMBER else "1"
    known = people.find(session, number, kind)
    if known is not None and known.id != card.person_id:
        raise Invalid("person-exists", id=known.id)
    seen = {name: card.heads.get(name, ()) for name in ("document_type", "document_number")}
    people.change(session, card.person_id, {"document_type": kind, "document_number": number}, seen)
