"""Views without Qt: they remember what presenters told them to show."""

from collections.abc import Callable
from dataclasses import dataclass, field

from alianza_desktop.ui.agenda import Moment
from alianza_desktop.ui.home.facts import HomeFacts
from alianza_desktop.ui.registration.facts import ArrivalsFacts, CardFacts, FormFacts
from alianza_desktop.ui.registration.walk_in import Drafts
from alianza_desktop.ui.row import Row

Inverse = Callable[[], None] | None


@dataclass
class FakeDesk:
    """The queue of Registro, and the place where the form opens."""

    page: str = ""
    room: str = ""
    sessions: tuple[tuple[str, str], ...] = ()
    title: str = ""
    rows: tuple[Row, ...] = ()
    card: CardFacts | None = None
    primary: str = ""
    message: str = ""
    result: tuple[str, str, str] = ("", "", "")
    arrivals: ArrivalsFacts | None = None
    line: str | None = None
    mesa_focused: bool = False
    form: tuple[str, str, str, str] | None = None
    equipment: tuple[str, bool] = ("", True)
    delegation: str = ""
    sounds: list[str] = field(default_factory=list)
    form_open: bool = False
    drafts: Drafts = field(default_factory=dict)
    toasts: list[tuple[str, Inverse]] = field(default_factory=list)

    def show_room(self, subtitle: str, sessions: tuple[tuple[str, str], ...]) -> None:
        self.room, self.sessions = subtitle, sessions

    def show_equipment(self, letters: str, *, sounds: bool) -> None:
        self.equipment = (letters, sounds)

    def show_delegation(self, name: str) -> None:
        self.delegation = name

    def sound(self, kind: str) -> None:
        self.sounds.append(kind)

    def show_closed(self, sessions: tuple[tuple[str, str], ...]) -> None:
        self.page, self.sessions = "closed", sessions

    def show_idle(self) -> None:
        self.page = "idle"

    def show_hits(self, title: str, rows: tuple[Row, ...]) -> None:
        self.page, self.title, self.rows = "hits", title, rows

    def show_card(self, card: CardFacts) -> None:
        self.page, self.card = "card", card

    def show_primary(self, words: str) -> None:
        self.primary = words

    def show_offer(self, words: str) -> None:
        self.page = "offer"

    def show_message(self, kind: str, words: str) -> None:
        self.message = words

    def show_result(self, kind: str, strong: str, note: str) -> None:
        self.result = (kind, strong, note)

    def show_arrivals(self, found: ArrivalsFacts) -> None:
        self.arrivals = found

    def set_line(self, text: str) -> None:
        self.line = text

    def scanned(self, read: str) -> None:
        self.line = read

    def show_refused_code(self, words: str) -> None:
        self.message = words

    def focus_mesa(self) -> None:
        self.mesa_focused = True

    def open_form(self, document_type: str, number: str, names: str, organization: str) -> None:
        self.form = (document_type, number, names, organization)

    def form_opened(self) -> None:
        self.form_open = True

    def form_closed(self) -> None:
        self.form_open = False

    def show_drafts(self, drafts: Drafts) -> None:
        self.drafts = dict(drafts)

    def toast(self, words: str, inverse: Inverse) -> None:
        self.toasts.append((words, inverse))


@dataclass
class FakeForm:
    """The walk-in form."""

    shown: FormFacts | None = None
    fault: tuple[str, str] = ("", "")
    organizations: tuple[str, ...] = ()
    sector: str = ""
    sector_said: bool = False
    organization: str = ""
    similar: tuple[str, str] = ("", "")

    def show_form(self, form: FormFacts) -> None:
        self.shown = form

    def show_fault(self, field: str, words: str) -> None:
        self.fault = (field, words)

    def show_organizations(self, names: tuple[str, ...]) -> None:
        self.organizations = names

    def show_sector(self, sector: str, *, said: bool) -> None:
        self.sector, self.sector_said = sector, said

    def show_organization(self, name: str) -> None:
        self.organization = name

    def show_similar(self, person_id: str, words: str) -> None:
        self.similar = (person_id, words)


@dataclass
class FakeHome:
    """Inicio."""

    facts: HomeFacts | None = None
    summary: str = ""
    checks: tuple[Row, ...] = ()

    def show_facts(self, facts: HomeFacts) -> None:
        self.facts = facts

    def show_checks(self, summary: str, rows: tuple[Row, ...]) -> None:
        self.summary, self.checks = summary, rows


@dataclass
class FakeFrame:
    """The frame of the window."""

    title: tuple[str, str, int] = ("", "", 0)
    moment: Moment | None = None
    saved: str = ""
    saving: int = 0
    not_saved: str = ""
    battery: str = ""
    entered: list[str] = field(default_factory=list)
    found: tuple[str, tuple[Row, ...]] = ("", ())
    look: tuple[str, float] = ("", 0.0)
    rehearsal: bool = False
    place: str = ""

    def show_workshop(self, title: str, subtitle: str, stage: int) -> None:
        self.title = (title, subtitle, stage)

    def show_moment(self, moment: Moment | None) -> None:
        self.moment = moment

    def show_saved(self, at: str) -> None:
        self.saved = at

    def show_saving(self) -> None:
        self.saving += 1

    def show_not_saved(self, words: str) -> None:
        self.not_saved = words

    def show_battery(self, words: str) -> None:
        self.battery = words

    def enter(self, workshop_id: str, place: str = "home") -> None:
        self.entered.append(workshop_id)
        self.place = place

    def show_rehearsal(self, *, on: bool) -> None:
        self.rehearsal = on

    def show_found(self, words: str, rows: tuple[Row, ...]) -> None:
        self.found = (words, rows)

    def show_look(self, theme: str, scale: float) -> None:
        self.look = (theme, scale)
