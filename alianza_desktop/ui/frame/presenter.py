"""What the frame says: the current workshop, the moment of its agenda, saving, the laptop. No Qt."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core import catalogs
from alianza_desktop.core.clock import Clock
from alianza_desktop.core.format_es import day, occasion
from alianza_desktop.model import Workshop
from alianza_desktop.services import agenda_clock, alliances, workshops
from alianza_desktop.services.agenda_clock import Block
from alianza_desktop.services.query import get
from alianza_desktop.storage import settings
from alianza_desktop.ui import machine
from alianza_desktop.ui.agenda import Moment, moment
from alianza_desktop.ui.frame import finding
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.navigation import LASTING
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

LAST_WORKSHOP: Final = "window.workshop"
LAST_PLACE: Final = "window.place"
"""Its value is a day and a screen of the rail: the power may fail at any hour of that day."""
THEME: Final = "window.theme"
SCALE: Final = "window.scale"
WATCHED: Final = agenda_clock.WATCHED | {"alliance"}


class FrameView(Protocol):
    """What the window shows for the frame."""

    def show_workshop(self, title: str, subtitle: str, stage: int) -> None: ...
    def show_moment(self, moment: Moment | None) -> None: ...
    def show_saved(self, at: str) -> None: ...
    def show_saving(self) -> None: ...
    def show_not_saved(self, words: str) -> None: ...
    def show_battery(self, words: str) -> None: ...
    def show_found(self, words: str, rows: tuple[Row, ...]) -> None: ...
    def show_look(self, theme: str, scale: float) -> None: ...
    def show_rehearsal(self, *, on: bool) -> None: ...
    def enter(self, workshop_id: str, place: str = ...) -> None:
        """This is the current workshop from now on; with the screen to begin at."""
        ...


@dataclass(frozen=True, slots=True)
class _Facts:
    workshop_id: str
    title: str
    subtitle: str
    stage: int
    date: str
    agenda: tuple[Block, ...]


class FramePresenter:
    """Keeps the frame true; it is also who listens to saving."""

    def __init__(self, view: FrameView, jobs: Jobs, clock: Clock) -> None:
        self._view, self._jobs, self._clock = view, jobs, clock
        self._facts: _Facts | None = None
        self._last_saved = self._place = ""
        self.also_changed: Callable[[frozenset[str]], None] = lambda _changes: None
        """Who follows what changes besides the screens: the projector."""

    @property
    def place(self) -> str:
        """The screen that is kept as the last one."""
        return self._place

    def start(self) -> None:
        """Come back to the workshop that was open last, or to the latest; on the same day, to its screen."""
        self._jobs.read(_look, lambda look: self._view.show_look(*look))
        self._jobs.read(
            lambda session: alliances.alliance(session).rehearsal,
            lambda on: self._view.show_rehearsal(on=on),
        )
        today = self._today()
        self._jobs.read(
            lambda session: (_facts(session, _remembered(session)), _left_at(session, today)), self._came_back
        )
        self.look_at_machine()

    def came_to(self, place: str) -> None:
        """Keep the screen where this laptop works: after a power cut it begins there."""
        if place == self._place or place not in LASTING:
            return
        self._place, value = place, f"{self._today()} {place}"
        self._jobs.remember(lambda session: settings.write(session, LAST_PLACE, value))

    def remember_look(self, theme: str, scale: float) -> None:
        """Keep the theme and the text size of this laptop."""

        def work(session: "Session") -> None:
            settings.write(session, THEME, theme)
            settings.write(session, SCALE, str(scale))

        self._jobs.remember(work)

    def search(self, words: str) -> None:
        """Find people and organisations for the palette."""
        workshop_id = self._here
        self._jobs.read(
            lambda session: finding.found(session, words, workshop_id),
            lambda rows: self._view.show_found(words, rows),
        )

    def enter(self, workshop_id: str) -> None:
        """Make a workshop the current one, and remember it on this laptop."""

        def work(session: "Session") -> _Facts | None:
            settings.write(session, LAST_WORKSHOP, workshop_id)
            return _facts(session, workshop_id)

        self._jobs.write(work, self._entered)

    def on_changed(self, changes: frozenset[str]) -> None:
        self.also_changed(changes)
        if changes & WATCHED:
            here = self._here
            self._jobs.read(partial(_standing, here), partial(self._changed, here))

    @property
    def _here(self) -> str:
        return self._facts.workshop_id if self._facts else ""

    def _changed(self, here: str, facts: _Facts | None) -> None:
        """Show what changed of the workshop, unless somebody entered another meanwhile."""
        if here != self._here:
            return
        if here and here != (facts.workshop_id if facts else ""):
            self._entered(facts)  # it was taken away
        else:
            self._show(facts)

    def _came_back(self, found: tuple[_Facts | None, str]) -> None:
        facts, self._place = found
        self._show(facts)
        self._view.enter(facts.workshop_id if facts else "", self._place)

    def _today(self) -> str:
        return f"{self._clock.now():%Y-%m-%d}"

    def _entered(self, facts: _Facts | None) -> None:
        self._show(facts)
        self._view.enter(facts.workshop_id if facts else "")

    def _show(self, facts: _Facts | None) -> None:
        self._facts = facts
        if facts is None:
            self._view.show_workshop("Alianza", "", 0)
        else:
            self._view.show_workshop(facts.title, facts.subtitle, facts.stage)
        self.tick()

    def tick(self) -> None:
        """Call each second: the agenda moves."""
        facts = self._facts
        self._view.show_moment(moment(facts.agenda, facts.date, self._clock.now()) if facts else None)

    def look_at_machine(self) -> None:
        """Call each minute: the battery."""
        self._jobs.network(
            lambda _task: machine.battery(),
            lambda found: self._view.show_battery(f"Batería {found.words}" if found else ""),
        )

    def saving(self) -> None:
        self._view.show_saving()

    def saved(self, at: str) -> None:
        self._last_saved = at
        self._view.show_saved(at)

    def nothing_to_save(self) -> None:
        self._view.show_saved(self._last_saved)

    def not_saved(self) -> None:
        self._view.show_not_saved("No se guardó")


def _remembered(session: "Session") -> str:
    return workshops.current(session, settings.read(session, LAST_WORKSHOP))


def _standing(here: str, session: "Session") -> _Facts | None:
    """Return the current workshop as it is, or the one to come back to when it is no more."""
    return _facts(session, workshops.current(session, here) if here else _remembered(session))


def _left_at(session: "Session", today: str) -> str:
    """Return the screen that was open last today, if it was one that begins by itself."""
    date, _, place = settings.read(session, LAST_PLACE).partition(" ")
    return place if date == today and place in LASTING else "home"


def _facts(session: "Session", workshop_id: str) -> _Facts | None:
    if not workshop_id:
        return None
    workshop = get(session, Workshop, workshop_id)
    current = workshops.open_session(session, workshop_id)
    date = (current.date if current else "") or workshop.starts_on
    alliance = alliances.alliance(session)
    place = _name_of(alliance.ubigeo) or workshop.city or alliance.name
    return _Facts(
        workshop_id=workshop_id,
        title=occasion(workshop.stage, place if workshop.stage else workshop.name),
        subtitle=" · ".join(filter(None, (_stage_name(workshop), day(date)))),
        stage=workshop.stage,
        date=date,
        agenda=agenda_clock.blocks(session, workshop_id),
    )


def _stage_name(workshop: Workshop) -> str:
    return catalogs.label("stage", workshop.stage) if workshop.stage else ""


def _name_of(ubigeo: str) -> str:
    found = catalogs.places().get(ubigeo)
    return found.name if found else ""


def _look(session: "Session") -> tuple[str, float]:
    scale = settings.read(session, SCALE)
    return settings.read(session, THEME), float(scale) if scale else 0.0
