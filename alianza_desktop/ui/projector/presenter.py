"""The projector: what is shown, whether the room sees it now, frozen or covered, and on which screen. No Qt.

What the room sees and what the operator has chosen are two pictures: while it is frozen the second one goes
on and the first one stays. It follows what is registered, by itself, until it is frozen.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.clock import Clock
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import alliances, projection, scrubbing
from alianza_desktop.services.projection import Content, Welcome
from alianza_desktop.services.wording import Draft, Wording, worded
from alianza_desktop.storage import settings
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.projector import contents
from alianza_desktop.ui.projector.sheet import Page, Ruler, Shown, pages

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SCREEN: Final = "projector.screen"
PALETTE: Final = "projector.palette"
ARROW: Final = "projector.arrow"
WORDING: Final = "wording"
LAST: Final = 10_000
"""A page after the last one."""
TURN_SECONDS: Final = 15
"""How long a page stays when they turn by themselves."""
SIGN_SECONDS: Final = 3
"""How soon a desk's sign follows its letters."""
COUNTING: Final = (Wording, Welcome)
"""What says how much is left of a block, to the second."""
WORDS: Final = {
    "off": "apagado", "live": "en vivo", "frozen": "congelado", "black": "en negro", "logo": "con el logo",
    "lost": "sin pantalla",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Display:
    """A screen of this laptop."""

    name: str
    """As the system calls it: HDMI-1."""
    words: str
    """«Pantalla 2 · HDMI-1 · 1920 × 1080»."""
    operators: bool
    """The window of the program is on it."""


@dataclass(frozen=True, slots=True)
class Controls:
    """What the operator is told."""

    state: str = "off"
    """A key of `WORDS`."""
    what: str = "welcome"
    choices: tuple[tuple[str, str], ...] = contents.KINDS
    page: int = 1
    pages: int = 1
    auto: bool = False
    arrow: str = ""
    palette: str = "proyector"
    screen: str = ""
    screens: tuple[tuple[str, str], ...] = ()
    message: str = ""
    sign: bool = False
    """A desk's sign is chosen: it may have an arrow."""

    @property
    def word(self) -> str:
        return WORDS[self.state]


class View(Protocol):
    """The window of the room and what the operator sees of it."""

    def displays(self) -> tuple[Display, ...]: ...

    def ruler(self, screen: str) -> Ruler:
        """Measure for the window as it is, or for that screen while there is none."""
        ...

    def put_on(self, screen: str) -> None:
        """Open the room's window on a screen, whole; without one, as a plain window."""
        ...

    def take_off(self) -> None: ...

    def show_room(self, shown: Shown) -> None: ...

    def show_controls(self, controls: Controls) -> None: ...

    def tell(self, words: str) -> None:
        """Say something that the operator must know now."""
        ...


class ProjectorPresenter:
    """One projector for one window of the program."""

    def __init__(self, view: View, jobs: Jobs, clock: Clock, workshop: Callable[[], str]) -> None:
        self._view, self._jobs, self._clock, self._workshop_now = view, jobs, clock, workshop
        self._on = self._frozen = self._auto = False
        self._lost, self._cover = False, ""
        self._what, self._workshop = "welcome", workshop()
        self._content: Content | None = None
        self._draft = Draft()
        self._pages: tuple[Page, ...] = (Page(),)
        self._at = self._since = 0
        self._alliance = ""
        self._palette, self._arrow, self._screen = "proyector", "right", ""
        self._actors: tuple[tuple[str, str], ...] = ()
        self._asked = 0
        self._room = Shown(Page())

    @property
    def on(self) -> bool:
        return self._on

    @property
    def room(self) -> Shown:
        """What the room sees, or would see when it is turned on."""
        return self._room

    def begin(self) -> None:
        """Read what this laptop remembers, and what can be shown."""
        self._jobs.read(_remembered, self._remember)
        self._load()

    def _remember(self, found: tuple[str, str, str]) -> None:
        self._screen, palette, arrow = found
        self._palette = palette or self._palette
        self._arrow = {"": self._arrow, "none": ""}.get(arrow, arrow)
        self._draw()

    # what is shown

    def project(self, what: str) -> None:
        """Show this in the room, turning the projector on."""
        self.choose(what)
        self._frozen, self._cover = False, ""
        self.turn_on()

    def choose(self, what: str) -> None:
        """Show something else."""
        self._what, self._at, self._since = what, 0, 0
        self._load()

    def follow(self, draft: Draft) -> None:
        """Somebody is wording this now: the room reads along, if that is what it is shown."""
        before, self._draft = self._draft, draft
        if self._what != WORDING:
            return
        self._since = 0
        other = (before.mesa_id, before.agreement_id) != (draft.mesa_id, draft.agreement_id)
        if other or not isinstance(self._content, Wording):
            self._at = 0
            self._load()
        elif draft != before:
            self._at = LAST  # where what is being typed ends
            self._lay_out()

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & projection.watched(self._what) or "actor_trait" in changes:
            self._load()

    def _load(self) -> None:
        self._asked += 1
        what, workshop = self._what, self._workshop_now()
        if what == WORDING:
            what = f"{WORDING}:{self._draft.mesa_id}/{self._draft.agreement_id}"
        self._workshop = workshop

        def work(session: "Session") -> tuple[Content, str, tuple[tuple[str, str], ...]]:
            return (
                projection.projected(session, workshop, what),
                scrubbing.scrubbed(alliances.alliance(session).name),
                projection.actor_choices(session),
            )

        asked = self._asked
        self._jobs.read(work, partial(self._loaded, asked), partial(self._missing, asked))

    def _loaded(self, asked: int, found: tuple[Content, str, tuple[tuple[str, str], ...]]) -> None:
        if asked != self._asked:
            return
        self._content, self._alliance, self._actors = found
        self._lay_out()

    def _missing(self, asked: int, error: AppError) -> None:
        """What is shown is no more: the door instead; without its workshop there is no door either."""
        if asked != self._asked:
            return
        self._view.tell(sentence(error))
        if self._what != "welcome":
            self.choose("welcome")

    def tick(self) -> None:
        """Call each second: the agenda moves, pages may turn by themselves, the workshop may be another."""
        if self._workshop_now() != self._workshop:
            self._at = 0
            self._load()
            return
        self._since += 1
        turns = self._auto and len(self._pages) > 1 and not self._frozen
        if turns and self._since >= TURN_SECONDS:
            self.turn(1, around=True)
        elif self._what == "sign" and self._since % SIGN_SECONDS == 0:
            self._load()  # a setting of the desk: nobody is told when it changes
        elif self._minute != f"{self._clock.now():%H:%M}" or isinstance(self._content, COUNTING):
            self._lay_out()

    _minute = ""

    def resized(self) -> None:
        """The window of the room has another size."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._content is None:
            return
        now = self._clock.now()
        self._minute = f"{now:%H:%M}"
        content = self._content
        if isinstance(content, Wording):
            content = worded(content, self._draft)
        sheet = contents.sheet(content, now, self._arrow)
        self._pages = pages(sheet, self._view.ruler(self._display()))
        self._at = min(self._at, len(self._pages) - 1)
        self._draw()

    def turn(self, step: int, *, around: bool = False) -> None:
        """Go some pages on (negative: back)."""
        last = len(self._pages) - 1
        wanted = self._at + step
        self._at = wanted % (last + 1) if around else max(0, min(last, wanted))
        self._since = 0
        self._draw()

    def turn_alone(self, *, on: bool) -> None:
        """Let pages turn by themselves, or not."""
        self._auto, self._since = on, 0
        self._draw()

    def point(self, arrow: str) -> None:
        """Point a desk's sign somewhere."""
        self._arrow = arrow
        self._keep(ARROW, arrow or "none")
        self._lay_out()

    def dress(self, palette: str) -> None:
        """Use another palette in the room."""
        self._palette = palette
        self._keep(PALETTE, palette)
        self._draw()

    def _keep(self, key: str, value: str) -> None:
        self._jobs.remember(lambda session: settings.write(session, key, value))

    # whether the room sees it

    def toggle(self) -> None:
        """F8."""
        if self._on:
            self.turn_off()
        else:
            self.turn_on()

    def turn_on(self) -> None:
        self._lost = False
        if not self._on:
            self._on = True
            self._view.put_on(self._display())
        self._lay_out()
        self._draw()

    def turn_off(self) -> None:
        """Close the room's window; it opens again live."""
        if self._on:
            self._on = self._frozen = False
            self._cover = ""
            self._view.take_off()
        self._draw()

    def freeze(self) -> None:
        """F9: the room keeps what it sees while the operator goes on."""
        if self._on:
            self._frozen = not self._frozen
            self._draw()

    def cover(self, kind: str) -> None:
        """Shift+F9: put `black` or `logo` over everything, or take it away."""
        if self._on:
            self._cover = "" if self._cover == kind else kind
            self._draw()

    # where

    def change_screen(self) -> None:
        """Go to the next screen: some systems put the window where they like."""
        names = [one.name for one in self._view.displays()]
        if len(names) < 2:
            self._view.tell("Solo hay una pantalla. Conecte el proyector y pulse otra vez.")
            return
        here = self._display()
        self.use_screen(names[(names.index(here) + 1) % len(names) if here in names else 0])

    def use_screen(self, name: str) -> None:
        """Show it on this screen from now on."""
        self._screen = name
        self._keep(SCREEN, name)
        if self._on:
            self._view.put_on(self._display())
        self._lay_out()
        self._draw()

    def screens_changed(self, *, gone: bool = False) -> None:
        """A screen was connected or went away; `gone` is the one with the room's window."""
        if gone and self._on:
            self.turn_off()
            self._lost = True
            self._view.tell(
                "La pantalla del proyector se desconectó y la proyección se apagó. Al volver, F8."
            )
        self._lay_out()
        self._draw()

    def _display(self) -> str:
        """Return the screen to use: the one chosen, else the first that is not the operator's."""
        displays = self._view.displays()
        if any(one.name == self._screen for one in displays) and len(displays) > 1:
            return self._screen
        return next((one.name for one in displays if not one.operators), "")

    # telling

    def _draw(self) -> None:
        page = self._pages[min(self._at, len(self._pages) - 1)]
        fresh = Shown(page, self._cover, self._palette, self._alliance)
        self._room = replace(self._room, cover=self._cover) if self._frozen else fresh
        self._view.show_room(self._room)
        self._view.show_controls(self._controls())

    def _controls(self) -> Controls:
        return Controls(
            state=self._state(),
            what=self._what,
            choices=(*contents.KINDS, *((what, f"Ficha de {name}") for what, name in self._actors)),
            page=self._at + 1,
            pages=len(self._pages),
            auto=self._auto,
            arrow=self._arrow,
            palette=self._palette,
            screen=self._display(),
            screens=tuple((one.name, one.words) for one in self._view.displays()),
            message=self._message(),
            sign=self._what == "sign",
        )

    def _state(self) -> str:
        if not self._on:
            return "lost" if self._lost else "off"
        return self._cover or ("frozen" if self._frozen else "live")

    def _message(self) -> str:
        if self._lost and not self._on:
            return "La pantalla se desconectó. Conéctela y encienda otra vez."
        if not self._display():
            return "No hay otra pantalla: se abre en una ventana que puede llevar al proyector."
        return "La sala sigue viendo lo de antes." if self._frozen and self._on else ""


def _remembered(session: "Session") -> tuple[str, str, str]:
    return (
        settings.read(session, SCREEN),
        settings.read(session, PALETTE),
        settings.read(session, ARROW),
    )
