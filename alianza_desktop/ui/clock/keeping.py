"""Setting the clock of the agenda going from wherever one is, each time with a way back. No Qt."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import AgendaItem
from alianza_desktop.services import agenda_clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.core.errors import AppError
    from alianza_desktop.model import AgendaMark
    from alianza_desktop.ui.jobs import Jobs

Toast: TypeAlias = Callable[[str, Callable[[], None] | None], None]
DONE: Final = {
    "start": "En marcha: {title}",
    "resume": "Sigue en marcha: {title}",
    "pause": "En pausa: {title}",
    "end": "Terminó: {title}",
}


class Timekeeper:
    """Makes the marks of the current workshop's agenda."""

    def __init__(self, jobs: "Jobs", workshop: Callable[[], str], toast: Toast) -> None:
        self._jobs, self._workshop, self._toast = jobs, workshop, toast

    def start(self, item_id: str = "") -> None:
        """Begin a block or go on with it; without an id, the one that comes next."""
        self._act(lambda session, workshop_id: agenda_clock.start(session, workshop_id, item_id))

    def pause(self) -> None:
        """Stop the time of the block that runs."""
        self._act(agenda_clock.pause)

    def end(self) -> None:
        """End the block that is held."""
        self._act(agenda_clock.end)

    def undo(self) -> None:
        """Take back the last mark, whoever made it."""
        self._write(agenda_clock.undo, self._undone)

    def _act(self, make: "Callable[[Session, str], AgendaMark]") -> None:
        self._write(make, lambda mark_id, words: self._toast(words, partial(self.take_back, mark_id)))

    def _write(self, make: "Callable[[Session, str], AgendaMark]", done: Callable[[str, str], None]) -> None:
        workshop_id = self._workshop()
        if not workshop_id:
            self._toast("Entre a un taller para poner en marcha su agenda.", None)
            return

        def work(session: "Session") -> tuple[str, str]:
            mark = make(session, workshop_id)
            block = session.get_one(AgendaItem, mark.item_id)
            return mark.id, DONE[mark.kind].format(title=block.title)

        self._jobs.write(work, lambda found: done(*found), self._refused)

    def take_back(self, mark_id: str) -> None:
        """Undo a mark: the clock is as it was."""
        self._jobs.write(
            lambda session: agenda_clock.take_back(session, mark_id).id,
            lambda _id: self._toast("El reloj volvió a como estaba.", None),
            self._refused,
        )

    def _undone(self, mark_id: str, words: str) -> None:
        def again() -> None:
            self._jobs.write(
                lambda session: agenda_clock.put_back(session, mark_id), lambda _none: None, self._refused
            )

        self._toast(f"Se deshizo: {words[:1].lower()}{words[1:]}", again)

    def _refused(self, error: "AppError") -> None:
        self._toast(sentence(error), None)
