"""«Nueva reunión» of a standing mesa: a day, where, who calls it, who is expected. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.format_es import count, long_day, plural
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import meetings, workshop_copy
from alianza_desktop.services.meetings import MeetingPlan, Proposal
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.workshop import specs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Inverse = Callable[[], None] | None
WATCHED: Final = frozenset({"mesa", "mesa_member", "person", "organization", "agreement"})
KEYS: Final = (
    "starts_on", "modality", "starts_at", "ends_at", "place", "city", "convened_by", "conducted_by",
    "rapporteur",
)  # fmt: skip
FIELD_OF: Final = {
    "workshop-day-needed": "starts_on", "day-unknown": "starts_on", "hours-crossed": "ends_at",
    "hour-unknown": "starts_at",
}  # fmt: skip
"""Beside which field the sentence of an error stands."""


def fields() -> tuple[FieldSpec, ...]:
    """Return the fields in reading order, for two columns."""
    known = {one.key: one for one in specs.fields()}
    hours = {
        "starts_at": FieldSpec(key="starts_at", label="Empieza", kind="hour", hint="09:00"),
        "ends_at": FieldSpec(key="ends_at", label="Termina", kind="hour", hint="11:00"),
    }
    return tuple(hours.get(key) or known[key] for key in KEYS)


@dataclass(frozen=True, slots=True, repr=False)
class Expected:
    """A member who may be expected."""

    person_id: str
    words: str
    ticked: bool


@dataclass(frozen=True, slots=True, repr=False)
class MeetingFacts:
    """The page besides its form."""

    title: str
    people: tuple[Expected, ...]
    expected: str
    """How many are expected, and which organisations come with whom they like."""
    taken_up: str
    """The open agreements that come first."""


class MeetingView(Protocol):
    """The page of a new meeting."""

    def show_meeting(self, facts: MeetingFacts) -> None: ...
    def show_values(self, values: dict[str, str]) -> None: ...
    def show_fault(self, field: str, words: str) -> None: ...
    def toast(self, words: str, inverse: Inverse) -> None: ...
    def go(self, kind: str, argument: str) -> None: ...


class MeetingPresenter:
    """Convenes one meeting. `lasting` are jobs that outlive the page: the way back is taken after it."""

    def __init__(self, view: MeetingView, jobs: Jobs, lasting: Callable[[], Jobs], mesa_id: str) -> None:
        self._view, self._jobs, self._lasting, self._mesa_id = view, jobs, lasting, mesa_id
        self._proposal: Proposal | None = None
        self._left: set[str] = set()
        self._creating = False

    def load(self) -> None:
        """Propose it from what the mesa is; what somebody wrote or unticked stays."""
        if self._mesa_id:
            self._jobs.read(
                lambda session: meetings.propose(session, self._mesa_id), self._read, self._refused
            )

    def _read(self, found: Proposal) -> None:
        first, self._proposal = self._proposal is None, found
        if first:
            self._view.show_values({key: getattr(found.plan, key) for key in KEYS})
        self._show()

    def _show(self) -> None:
        if self._proposal is not None:
            self._view.show_meeting(_facts(self._proposal, frozenset(self._left)))

    def on_changed(self, changes: frozenset[str]) -> None:
        if changes & WATCHED:
            self.load()

    def tick(self, person_id: str, *, on: bool) -> None:
        """Expect somebody, or not."""
        (self._left.discard if on else self._left.add)(person_id)
        self._show()

    def finish(self, values: dict[str, str]) -> None:
        """Convene it and go to it, or say beside its field what is missing."""
        found = self._proposal
        if found is None or self._creating:
            return
        if not values["starts_on"]:
            self._refused(Invalid("workshop-day-needed"))
            return
        people = tuple(one for one in found.plan.people if one not in self._left)
        plan = replace(found.plan, **values, people=people)
        self._creating = True
        self._jobs.write(
            lambda session: meetings.convene(session, plan).id, partial(self._convened, plan), self._refused
        )

    def _convened(self, plan: MeetingPlan, made: str) -> None:
        self._creating = False
        jobs, view = self._lasting(), self._view
        view.go("home", "")
        view.go("workshop", made)
        view.toast(
            f"La reunión está convocada: {long_day(plan.starts_on)}.", partial(_take_back, view, jobs, made)
        )

    def _refused(self, error: AppError) -> None:
        self._creating = False
        self._view.show_fault(FIELD_OF.get(error.code, ""), sentence(error))


def _take_back(view: MeetingView, jobs: Jobs, made: str) -> None:
    def work(session: "Session") -> None:
        workshop_copy.take_back(session, made)

    jobs.write(
        work,
        lambda _none: view.toast("Se quitó la reunión.", None),
        lambda error: view.toast(sentence(error), None),
    )


def _facts(found: Proposal, left: frozenset[str]) -> MeetingFacts:
    people = tuple(
        Expected(one.person_id, one.name, ticked=one.person_id not in left)
        for one in found.members
        if one.person_id
    )
    return MeetingFacts(found.name, people, _expected(found, people), _taken_up(found.open_agreements))


def _expected(found: Proposal, people: tuple[Expected, ...]) -> str:
    if not found.members:
        return "La mesa aún no tiene integrantes; quien llegue se registra igual."
    bodies = [one.organization for one in found.members if not one.person_id]
    said = f"Se espera a {count(sum(one.ticked for one in people), 'persona', 'personas')}."
    verb = plural(len(bodies), "envía", "envían")
    sends = f"{count(len(bodies), 'entidad', 'entidades')} {verb} a quien decida."
    return f"{said} {sends}" if bodies else said


def _taken_up(many: int) -> str:
    if not many:
        return "La mesa no tiene acuerdos abiertos: la reunión empieza con sus temas."
    verb = plural(many, "Se retoma", "Se retoman")
    return f"{verb} primero {count(many, 'acuerdo abierto', 'acuerdos abiertos')} de la mesa."
