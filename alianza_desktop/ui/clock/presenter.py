"""The agenda's page without Qt: the blocks, the clock of the one that is held, who is here."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.services import agenda_clock, present_at
from alianza_desktop.ui.clock import facts
from alianza_desktop.ui.clock.facts import ClockFacts, Day
from alianza_desktop.ui.clock.keeping import Timekeeper
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from alianza_desktop.core.clock import Clock
    from alianza_desktop.ui.jobs import Jobs

WATCHED: Final = agenda_clock.WATCHED | present_at.WATCHED


class View(Protocol):
    """What the page shows."""

    def show_blocks(self, rows: tuple[Row, ...]) -> None: ...
    def show_clock(self, found: ClockFacts) -> None: ...
    def show_room(self, present: str, quorums: tuple[Row, ...]) -> None: ...
    def select(self, key: str) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


class ClockPresenter:
    """A tick only says again what was read: it asks nothing of the store."""

    def __init__(self, view: View, jobs: "Jobs", clock: "Clock", workshop_id: str) -> None:
        self._view, self._jobs, self._clock, self._workshop_id = view, jobs, clock, workshop_id
        self.keeper = Timekeeper(jobs, lambda: workshop_id, view.toast)
        self._day = Day()
        self._asked = 0
        self._led = ""

    def open(self) -> None:
        """Read the agenda, and stand on the block that is held or comes next."""
        self._led = ""
        self._read()

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & WATCHED:
            self._read()

    def _read(self) -> None:
        if not self._workshop_id:
            self._show(self._asked, Day())
            return
        self._asked += 1
        workshop_id = self._workshop_id
        self._jobs.read(lambda session: facts.read(session, workshop_id), partial(self._show, self._asked))

    def _show(self, asked: int, day: Day) -> None:
        if asked != self._asked:
            return
        self._day = day
        self._view.show_blocks(facts.rows(day))
        self._view.show_room(facts.present_words(day), facts.quorum_rows(day))
        self.tick()
        leading = agenda_clock.held(day.blocks) or agenda_clock.following(day.blocks)
        if leading is not None and leading.id != self._led:
            self._led = leading.id
            self._view.select(leading.id)

    def tick(self) -> None:
        """Call each second."""
        self._view.show_clock(facts.clock(self._day, self._clock.now()))

    # gestures

    def start(self, item_id: str) -> None:
        """Enter on a block: begin it, or go on with it; on the one that runs, it stops."""
        held = agenda_clock.held(self._day.blocks)
        if held is not None and held.id == item_id:
            self.pause()
        else:
            self.keeper.start(item_id)

    def start_next(self) -> None:
        """Begin the block that comes next."""
        self.keeper.start()

    def undo(self) -> None:
        """Ctrl+Z: take back the last mark."""
        self.keeper.undo()

    def pause(self) -> None:
        """P: stop the time of the block that is held, or let it go on."""
        held = agenda_clock.held(self._day.blocks)
        if held is not None and held.state == agenda_clock.PAUSED:
            self.keeper.start(held.id)
        else:
            self.keeper.pause()
