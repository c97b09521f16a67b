"""«Duplicar etapa anterior»: what comes of a workshop, ticked; one gesture makes the next one. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count, day, long_day, plural
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import workshop_copy
from alianza_desktop.services.workshop_copy import PARTS, Copy
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Inverse = Callable[[], None] | None
NEEDS: Final = {"seats": frozenset({"mesas", "people"})}
"""A part that comes only with others."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that may come: its words, whether there is any, whether it is ticked."""

    key: str
    words: str
    note: str
    possible: bool
    ticked: bool


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """The page."""

    title: str
    subtitle: str
    always: str
    """What comes without asking."""
    parts: tuple[Part, ...]
    button: str


class CopyView(Protocol):
    """The page of the copy."""

    def show_copy(self, facts: CopyFacts) -> None: ...
    def show_fault(self, field: str, words: str) -> None: ...
    def toast(self, words: str, inverse: Inverse) -> None: ...
    def go(self, kind: str, argument: str) -> None: ...


class CopyPresenter:
    """Copies one workshop. `lasting` are jobs that outlive the page: the way back is taken after it."""

    def __init__(self, view: CopyView, jobs: Jobs, lasting: Callable[[], Jobs], workshop_id: str) -> None:
        self._view, self._jobs, self._lasting, self._id = view, jobs, lasting, workshop_id
        self._copy: Copy | None = None
        self._ticked = set(PARTS)
        self._creating = False

    def load(self) -> None:
        if self._id:
            self._jobs.read(
                lambda session: workshop_copy.preview(session, self._id), self._show, self._refused
            )

    def _show(self, copy: Copy | None = None) -> None:
        self._copy = copy or self._copy
        if self._copy is not None:
            self._view.show_copy(_facts(self._copy, frozenset(self._ticked)))

    def tick(self, part: str, *, on: bool) -> None:
        """Bring a part, or leave it."""
        (self._ticked.add if on else self._ticked.discard)(part)
        self._show()

    def finish(self, starts_on: str) -> None:
        """Make the workshop and go to it."""
        copy = self._copy
        if copy is None or self._creating:
            return
        self._creating = True
        parts = frozenset(self._ticked)
        self._jobs.write(
            lambda session: workshop_copy.duplicate(session, self._id, parts=parts, starts_on=starts_on),
            partial(self._created, copy, starts_on),
            self._refused,
        )

    def _created(self, copy: Copy, starts_on: str, made: str) -> None:
        self._creating = False
        jobs, view, source = self._lasting(), self._view, self._id
        when = f": {long_day(starts_on)}" if starts_on else ", todavía sin fecha"
        view.go("home", "")
        view.go("workshop", made)
        view.toast(
            f"El taller {copy.plan.stage} está creado{when}.", partial(_take_back, view, jobs, source, made)
        )

    def _refused(self, error: AppError) -> None:
        self._creating = False
        self._view.show_fault("starts_on" if error.code == "day-unknown" else "", sentence(error))


def _take_back(view: CopyView, jobs: Jobs, source: str, made: str) -> None:
    """Go back to the workshop before, and take the copy away."""
    view.go("workshop", source)

    def work(session: "Session") -> None:
        workshop_copy.take_back(session, made)

    jobs.write(
        work,
        lambda _none: view.toast("Se quitó el taller duplicado.", None),
        lambda error: view.toast(sentence(error), None),
    )


def _facts(copy: Copy, ticked: frozenset[str]) -> CopyFacts:
    plan, source = copy.plan, copy.source
    last = source.stage == plan.stage
    return CopyFacts(
        title=f"Taller {plan.stage} · {plan.name}",
        subtitle=" · ".join(
            filter(None, (f"Viene del Taller {source.stage}", source.name, day(source.starts_on)))
        ),
        always="Vienen también el lugar, quien convoca y conduce, las horas de las sesiones y la agenda."
        + (" La etapa 6 es la última: el taller queda en ella." if last else ""),
        parts=tuple(_part(key, copy, ticked) for key in PARTS),
        button=f"Crear el taller {plan.stage}",
    )


def _part(key: str, copy: Copy, ticked: frozenset[str]) -> Part:
    number, words, note = _words(key, copy)
    possible = bool(number) and NEEDS.get(key, frozenset()) <= ticked
    return Part(key, words, note, possible, ticked=possible and key in ticked)


def _words(key: str, copy: Copy) -> tuple[int, str, str]:
    people, seats, left = len(copy.people), len(copy.seats), len(copy.open_ids)
    if key == "mesas":
        many = len(copy.plan.mesas)
        return many, count(many, "mesa", "mesas"), "con su facilitador, relator, lugar y número de asientos"
    if key == "people":
        came = (
            plural(people, "que vino", "que vinieron")
            if copy.came
            else plural(people, "invitada", "invitadas")
        )
        return (
            people,
            f"{count(people, 'persona', 'personas')} {came}",
            "quedan como invitadas, con su entidad",
        )
    if key == "seats":
        return (
            seats,
            f"{count(seats, 'asiento', 'asientos')} de antes",
            "cada quien en su mesa; podrá moverlos",
        )
    words = count(left, "acuerdo abierto", "acuerdos abiertos")
    return left, words, f"se ven en Acuerdos como «Vienen del Taller {copy.source.stage}»"
