"""What Inicio does. No Qt."""

from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from alianza_desktop.core.clock import Clock
from alianza_desktop.ui import machine
from alianza_desktop.ui.home import preflight
from alianza_desktop.ui.home.facts import HomeFacts, facts
from alianza_desktop.ui.jobs import Jobs, Task
from alianza_desktop.ui.machine import Surroundings
from alianza_desktop.ui.row import Row

WATCHED: Final = frozenset(
    {
        "alliance",
        "workshop",
        "workshop_session",
        "agenda_item",
        "invitation",
        "invitation_doubt",
        "attendance",
        "mesa",
        "workshop_mesa",
        "acta",
        "acta_version",
        "acta_seal",
        "evidence",
    }
)


class HomeView(Protocol):
    """What the screen shows."""

    def show_facts(self, facts: HomeFacts) -> None: ...
    def show_checks(self, summary: str, rows: tuple[Row, ...]) -> None: ...


class HomePresenter:
    """Loads Inicio and checks the laptop."""

    def __init__(
        self,
        view: HomeView,
        jobs: Jobs,
        clock: Clock,
        *,
        folder: Path,
        surroundings: Surroundings,
        workshop_id: str,
    ) -> None:
        self._view, self._jobs, self._clock = view, jobs, clock
        self._folder, self._surroundings, self._workshop_id = folder, surroundings, workshop_id

    def load(self) -> None:
        now = self._clock.now()
        self._jobs.read(lambda session: facts(session, self._workshop_id, now), self._view.show_facts)

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & WATCHED:
            self.load()

    def check_all(self, surroundings: Surroundings | None = None) -> None:
        """Look again at everything that can be looked at."""
        self._surroundings = surroundings or self._surroundings
        now, around = self._clock.now(), self._surroundings

        def work(_task: Task) -> tuple[preflight.Check, ...]:
            return preflight.checks(now, machine.free_bytes(self._folder), machine.battery(), around)

        self._jobs.network(work, lambda found: self._show_checks(found, now))

    def _show_checks(self, found: tuple[preflight.Check, ...], now: datetime) -> None:
        rows = tuple(
            Row(icon=one.icon, title=one.name, caption=one.detail, state=one.state, key=one.name)
            for one in found
        )
        self._view.show_checks(preflight.summary(found, now), rows)
