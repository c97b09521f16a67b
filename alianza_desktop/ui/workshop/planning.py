"""A new workshop: proposed from the last one, kept while it is typed, created whole. No Qt."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.format_es import fold, long_day
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import rules
from alianza_desktop.services import organizations, workshop_proposal, workshops, year_lines
from alianza_desktop.services.workshop_proposal import Proposal
from alianza_desktop.storage import settings
from alianza_desktop.ui import places
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.workshop import draft as drafts
from alianza_desktop.ui.workshop.specs import LINES, NEEDED, WHERE, Line
from alianza_desktop.ui.workshop.view import FIELD_OF, WorkshopPage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DRAFT: Final = "window.drafts.workshop"
NOUNS: Final = {"sessions": "la sesión", "mesas": "la mesa", "agenda": "el bloque"}


@dataclass(frozen=True, slots=True, repr=False)
class _Start:
    proposal: Proposal
    kept: str
    hosts: tuple[str, ...]


class NewWorkshop:
    """One draft for each laptop; it is forgotten when it becomes a workshop or is begun again."""

    def __init__(self, view: WorkshopPage, jobs: Jobs) -> None:
        self._view, self._jobs = view, jobs
        self._proposal = Proposal(workshops.WorkshopPlan(stage=1))
        self._draft = drafts.of_plan(self._proposal.plan)
        self._loaded = self._creating = False

    def load(self) -> None:
        """Bring back what was being planned, or propose from the last workshop."""
        self._jobs.read(_start, self._begin)

    def _begin(self, start: _Start) -> None:
        self._proposal, self._loaded = start.proposal, True
        proposed = drafts.of_plan(start.proposal.plan)
        self._draft = drafts.read(start.kept, proposed) if start.kept else proposed
        source = start.proposal.source
        came = f"Propuesto a partir de: {source}" if source else "El primero de la alianza"
        self._view.show_head("Taller nuevo", "Sigue donde lo dejó" if start.kept else came, editing=False)
        self._view.show_hosts(start.hosts)
        self._show()

    def on_changed(self, changes: frozenset[str]) -> None:
        """What others change here does not touch a plan."""

    def _show(self) -> None:
        self._view.show_values(dict(self._draft.values))
        found = places.understood(self._draft.values[WHERE])
        self._view.show_place(found.note if found else "")
        for kind in LINES:
            self._show_lines(kind)

    def _show_lines(self, kind: str) -> None:
        lines = tuple(self._draft.lines[kind])
        if kind == "mesas":
            lines = self._numbered(lines)
            missing = drafts.missing_mesas(self._draft, self._proposal.plan.mesas)
            self._view.show_bring("Traer las del taller anterior" if missing else "")
        self._view.show_lines(kind, lines)

    def _numbered(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Say which number each mesa will have: its own in the alliance, or the next ones."""
        known = self._proposal.numbers or {}
        following = max(known.values(), default=0)
        marked = []
        for line in lines:
            number = known.get(fold(line.values["name"]), 0)
            if not number:
                following += 1
            marked.append(replace(line, mark=str(number or following)))
        return tuple(marked)

    def _keep(self) -> None:
        text = drafts.write(self._draft)
        self._jobs.write(lambda session: settings.write(session, DRAFT, text), lambda _none: None)

    # the form

    def changed(self, field: str, value: str) -> None:
        """A field was left: keep it, with what follows from it."""
        if field == WHERE:
            self._place(value)
        elif field == "starts_on":
            self._day(value)
        elif field == "stage":
            self._draft.set_stage(value)
            self._view.show_values({"name": self._draft.values["name"]})
        else:
            self._draft.values[field] = value
        self._keep()

    def _day(self, day: str) -> None:
        known = self._proposal.lines
        before = self._draft.values["starts_on"]
        self._draft.set_day(day)
        self._draft.set_year(year_lines.of(known, before[:4]), year_lines.of(known, day[:4]))
        self._view.show_values({name: self._draft.values[name] for name in ("decade_line", "year_line")})
        self._show_lines("sessions")

    def _place(self, text: str) -> None:
        before = places.understood(self._draft.values[WHERE])
        found = places.understood(text)
        self._draft.values[WHERE] = found.words if found else text
        if found is None:
            self._view.show_fault(WHERE, sentence(Invalid("place-unknown")))
            return
        if self._draft.values["city"] in ("", before.capital if before else ""):
            self._draft.values["city"] = found.capital
        self._view.show_values({WHERE: found.words, "city": self._draft.values["city"]})
        self._view.show_place(found.note)

    # the lines

    def line_changed(self, kind: str, key: str, field: str, value: str) -> None:
        try:
            self._draft.write(kind, key, field, value)
        except StopIteration:
            return  # it was taken away meanwhile
        self._show_lines(kind)
        if kind == "sessions":
            self._show_lines("agenda")
        self._keep()

    def line_added(self, kind: str, values: dict[str, str]) -> None:
        if kind == "sessions":
            values = values | {"date": values["date"] or self._draft.values["starts_on"]}
        if kind == "agenda" and not values["starts_at"] and self._draft.lines[kind]:
            last = self._draft.lines[kind][-1].values
            minutes = drafts.number(last["minutes"])
            values = values | {"starts_at": workshop_proposal.later(last["starts_at"], minutes or 0)}
        self._draft.add(kind, values)
        self._show_lines(kind)
        self._keep()

    def line_removed(self, kind: str, key: str) -> None:
        place = self._draft.place_of(kind, key)
        line = self._draft.lines[kind].pop(place)
        self._show_lines(kind)
        self._keep()
        self._view.toast(
            f"Se quitó {NOUNS[kind]} «{line.values[NEEDED[kind]]}».",
            partial(self._put_back, kind, place, line),
        )

    def _put_back(self, kind: str, place: int, line: Line) -> None:
        self._draft.lines[kind].insert(place, line)
        self._show_lines(kind)
        self._keep()

    def line_moved(self, kind: str, key: str, step: int) -> None:
        lines = self._draft.lines[kind]
        here = self._draft.place_of(kind, key)
        there = max(0, min(len(lines) - 1, here + step))
        lines.insert(there, lines.pop(here))
        self._show_lines(kind)
        self._keep()

    def session_turned(self, key: str) -> None:
        """A session opens once its workshop exists."""

    def bring_mesas(self) -> None:
        for one in drafts.missing_mesas(self._draft, self._proposal.plan.mesas):
            values = {spec.key: getattr(one, spec.key) for spec in LINES["mesas"]}
            self._draft.add(
                "mesas", {key: "" if value is None else str(value) for key, value in values.items()}
            )
        self._show_lines("mesas")
        self._keep()

    # the end

    def begin_again(self) -> None:
        """Throw away what was typed and propose again, with a way back."""
        kept = drafts.write(self._draft)
        self._jobs.write(lambda session: settings.write(session, DRAFT, ""), lambda _none: self.load())
        self._view.toast("Se volvió a la propuesta.", partial(self._bring_back, kept))

    def _bring_back(self, kept: str) -> None:
        self._jobs.write(lambda session: settings.write(session, DRAFT, kept), lambda _none: self.load())

    def finish(self) -> None:
        """Create the workshop, or say beside its field what is missing."""
        if self._creating or not self._loaded:
            return
        fault = self._fault()
        if fault is not None:
            self._view.show_fault(FIELD_OF[fault.code], sentence(fault))
            return
        if self._line_fault():
            return
        found = places.understood(self._draft.values[WHERE])
        plan = drafts.plan_of(self._draft, found.ubigeo if found else "")

        def work(session: "Session") -> str:
            made = workshops.create(session, plan).id
            settings.write(session, DRAFT, "")
            return made

        self._creating = True
        self._jobs.write(work, self._created, self._refused)

    def _fault(self) -> AppError | None:
        if not self._draft.values["starts_on"]:
            return Invalid("workshop-day-needed")
        if places.understood(self._draft.values[WHERE]) is None:
            return Invalid("place-unknown")
        return None

    def _line_fault(self) -> bool:
        """Say beside its line what cannot be: hours that cross, a mesa twice."""
        for line in self._draft.lines["sessions"]:
            starts, ends = line.values["starts_at"], line.values["ends_at"]
            if starts and ends and rules.hours_gaps(starts, ends):
                words = sentence(Invalid("hours-crossed", starts=starts, ends=ends))
                self._view.show_line_fault("sessions", line.key, words)
                return True
        seen: set[str] = set()
        for line in self._draft.lines["mesas"]:
            name = fold(line.values["name"])
            if name in seen:
                words = sentence(Invalid("mesa-repeated", name=line.values["name"]))
                self._view.show_line_fault("mesas", line.key, words)
                return True
            seen.add(name)
        return False

    def _created(self, workshop_id: str) -> None:
        values = self._draft.values
        self._creating = self._loaded = False
        self._view.go("home", "")
        self._view.go("workshop", workshop_id)
        number, when = values["stage"], long_day(values["starts_on"])
        self._view.toast(f"El taller {number} está creado: {when}.", None)

    def _refused(self, error: AppError) -> None:
        self._creating = False
        self._view.show_fault(FIELD_OF.get(error.code, ""), sentence(error))


def _start(session: "Session") -> _Start:
    hosts = tuple(one.name for one in organizations.listing(session))
    return _Start(workshop_proposal.propose(session), settings.read(session, DRAFT), hosts)


def stage_words(number: int) -> str:
    """Return «Taller 4 · Hoja de ruta»."""
    return f"Taller {number} · {catalogs.label('stage', number)}"
