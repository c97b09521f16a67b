"""The panel of arrivals: which session it shows, what is taken back, what is left to review. No Qt."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import AppError, NotFound
from alianza_desktop.model import Attendance
from alianza_desktop.services import arrivals, delegations, mesas, registration
from alianza_desktop.services.query import get
from alianza_desktop.services.registration import Arrival
from alianza_desktop.ui.jobs import Jobs, Task
from alianza_desktop.ui.registration import facts
from alianza_desktop.ui.registration import room as room_of
from alianza_desktop.ui.registration.facts import CardFacts, Room
from alianza_desktop.ui.registration.view import DeskView

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class PanelPresenter:
    """`refused` tells the desk what could not be done, `arrived` what was done again."""

    def __init__(
        self,
        view: DeskView,
        jobs: Jobs,
        clock: Clock,
        room: Callable[[], Room | None],
        *,
        refused: Callable[[AppError], None],
        arrived: Callable[[Arrival], None],
    ) -> None:
        self._view, self._jobs, self._clock, self._room = view, jobs, clock, room
        self._refused, self._arrived = refused, arrived
        self.last: Arrival | None = None
        """The last arrival that this window recorded."""
        self._session = ""
        self._picture = Task()

    def show_session(self, session_id: str) -> None:
        """Look at another session; arrivals are still counted in the one that is open."""
        self._session = session_id
        self.refresh()

    def _shown(self, room: Room) -> str:
        known = {key for key, _words in room.names}
        return self._session if self._session in known else room.session_id

    def refresh(self) -> None:
        """Show the arrivals of this moment, after what is being typed."""
        room = self._room()
        if room is None or not room.session_id:
            return
        now, session_id = self._clock.now(), self._shown(room)
        self._picture.cancel()
        self._picture = self._jobs.read_later(
            lambda session: arrivals.arrivals(session, room.workshop_id, session_id),
            lambda found: self._view.show_arrivals(
                facts.arrivals_facts(
                    found,
                    now,
                    with_society=room.with_society,
                    session=session_id,
                    live=session_id == room.session_id,
                )
            ),
        )

    def undo(self) -> None:
        """Take back the last arrival of this window, or the last one of the session."""
        room, known = self._room(), self.last
        if room is None or not room.session_id:
            return

        def work(session: "Session") -> tuple[str, str, str] | None:
            attendance_id = known.attendance_id if known else room_of.latest(session, room)
            if not attendance_id:
                return None
            return _take_back(session, room, attendance_id, known.delegation_id if known else "")

        self._jobs.write(work, self._undone, self._not_undone)

    def _not_undone(self, error: AppError) -> None:
        if isinstance(error, NotFound):  # another desk took it back already: next time, the one before
            self.last = None
        self._refused(error)

    def undo_arrival(self, arrival: Arrival) -> None:
        """Take back an arrival that was just told."""
        self.undo_row(arrival.attendance_id, arrival.delegation_id)

    def undo_row(self, attendance_id: str, delegation_id: str = "") -> None:
        """Take back one of the arrivals of the list."""
        room = self._room()
        if room is not None:
            self._jobs.write(
                lambda session: _take_back(session, room, attendance_id, delegation_id),
                self._undone,
                self._refused,
            )

    def _undone(self, taken: tuple[str, str, str] | None) -> None:
        self.last = None
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
        room = self._room()
        assert room is not None
        self._jobs.write(
            lambda session: registration.register(
                session, room.workshop_id, person_id, session_id=room.session_id, mesa_id=mesa_id
            ),
            self._arrived,
            self._refused,
        )

    def seat_back(self, card: CardFacts, mesa_id: str) -> None:
        """Take back a change of mesa to this one, unless somebody decided another one since."""
        room = self._room()
        assert room is not None

        def done(moved: frozenset[str]) -> None:
            number = next((item[1] for item in card.mesas if item[0] == card.mesa_id), "")
            words = "no se deshizo; le dieron otra mesa después" if moved else f"volvió a Mesa {number}"
            self._view.toast(f"{card.name}: {words}.", None)

        self._jobs.write(
            lambda session: mesas.seat_back(
                session, room.workshop_id, {card.person_id: card.mesa_id}, {card.person_id: mesa_id}
            ),
            done,
            self._refused,
        )

    def person_of(self, attendance_id: str, found: Callable[[str], None]) -> None:
        """Find whose arrival a row is; nobody's when they take part without personal data."""
        self._jobs.read(
            lambda session: get(session, Attendance, attendance_id).person_id,
            lambda person_id: found(person_id) if person_id else None,
            self._refused,
        )


def _take_back(
    session: "Session", room: Room, attendance_id: str, delegation_id: str
) -> tuple[str, str, str]:
    """Take back an arrival, or the delegation that it was told with; return who, their name and seat."""
    attendance = get(session, Attendance, attendance_id)
    name, seat = room_of.who(session, room, attendance.person_id)
    again = attendance.person_id
    if delegation_id or delegations.of_arrival(session, attendance):
        again = ""  # whoever registers them again decides in whose place they come
    if delegation_id:
        delegations.undo(session, delegation_id)
    else:
        registration.undo(session, attendance_id)
    return again, name, seat
