"""What Inicio says and does. No Qt."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core import catalogs
from alianza_desktop.core.clock import Clock
from alianza_desktop.core.format_es import count, day, long_day, plural
from alianza_desktop.services import arrivals, overview, workshops
from alianza_desktop.services.overview import Stage
from alianza_desktop.services.workshops import WorkshopRow, WorkshopView
from alianza_desktop.ui import agenda, machine
from alianza_desktop.ui.home import preflight
from alianza_desktop.ui.jobs import Jobs, Task
from alianza_desktop.ui.machine import Surroundings
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

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
    }
)


@dataclass(frozen=True, slots=True)
class StageFacts:
    """A cell of the strip of six stages."""

    number: int
    name: str
    state: str
    """`past`, `today`, `future` or `none`."""
    word: str
    lines: tuple[str, ...]
    workshops: tuple[tuple[str, str], ...]
    """(id, words) of the workshops that a person may open here."""
    current: bool


@dataclass(frozen=True, slots=True)
class NowFacts:
    """«Qué hacer ahora»: two lines, what is pending and the counts."""

    strong: str
    words: str
    can_register: bool
    todo: tuple[Row, ...]
    footer: str


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """Everything of Inicio that comes from the store."""

    title: str
    subtitle: str
    rehearsal: bool
    stages: tuple[StageFacts, ...]
    now: NowFacts
    agenda_title: str
    agenda: tuple[Row, ...]


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
        self._jobs.read(lambda session: _facts(session, self._workshop_id, now), self._view.show_facts)

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


def _facts(session: "Session", workshop_id: str, now: datetime) -> HomeFacts:
    whole = overview.overview(session)
    view = workshops.show(session, workshop_id) if workshop_id else None
    doubts = len(arrivals.to_review(session, workshop_id)) if workshop_id else 0
    host = f"anfitriona: {view.host}" if view and view.host else ""
    today = f"{now:%Y-%m-%d}"
    return HomeFacts(
        title=whole.alliance,
        subtitle=" · ".join(filter(None, (whole.territory, host))),
        rehearsal=whole.rehearsal,
        stages=tuple(_stage(one, workshop_id, today) for one in whole.stages),
        now=_now(view, doubts, now),
        agenda_title="Agenda de hoy" if view and view.workshop.starts_on == today else "Agenda",
        agenda=_agenda(view),
    )


def _stage(stage: Stage, workshop_id: str, today: str) -> StageFacts:
    chosen = next((row for row in stage.workshops if row.id == workshop_id), None)
    row = chosen or (stage.workshops[-1] if stage.workshops else None)
    state = _state(row, today)
    words = {"past": "realizado", "today": "hoy", "future": "programado", "none": ""}
    return StageFacts(
        number=stage.number,
        name=catalogs.label("stage", stage.number),
        state=state,
        word=words[state],
        lines=_stage_lines(row, state, len(stage.workshops)),
        workshops=tuple(
            (one.id, " · ".join(filter(None, (one.name, day(one.starts_on))))) for one in stage.workshops
        ),
        current=chosen is not None,
    )


def _state(row: WorkshopRow | None, today: str) -> str:
    if row is None:
        return "none"
    if row.starts_on == today:
        return "today"
    return "past" if row.starts_on and row.starts_on < today else "future"


def _stage_lines(row: WorkshopRow | None, state: str, count_here: int) -> tuple[str, ...]:
    if row is None:
        return ("por programar",)
    when = day(row.starts_on) or "sin fecha"
    first = f"hoy, {when}" if state == "today" else when
    if count_here > 1:
        first = f"{first} · {count_here} talleres"
    if row.arrived:
        verb = plural(row.arrived, "persona asistió", "personas asistieron")
        return (
            first,
            f"{row.arrived:,} {verb}" if state == "past" else f"{row.arrived:,} de {row.invited:,} llegaron",
        )
    return first, count(row.invited, "persona invitada", "personas invitadas")


def _now(view: WorkshopView | None, doubts: int, now: datetime) -> NowFacts:
    if view is None:
        return NowFacts(
            "Aún no hay talleres.",
            "Cree el primero con «alianza workshop new», o abra el ensayo para conocer el programa.",
            can_register=False,
            todo=(),
            footer="",
        )
    strong, words = _headline(view, now)
    return NowFacts(strong, words, can_register=True, todo=_todo(view, doubts), footer=_footer(view))


def _headline(view: WorkshopView, now: datetime) -> tuple[str, str]:
    workshop, name = view.workshop, f"El taller {view.workshop.stage}"
    current = next((one for one in view.sessions if one.state == "open"), None)
    when = (current.date if current else "") or workshop.starts_on
    came = f"Han llegado {view.arrived:,} de {count(view.invited, 'persona', 'personas')}."
    if not when:
        return f"{name} no tiene fecha.", came
    days = _days_until(when, now)
    if days > 0:
        return (
            f"{name} es el {long_day(when)}.",
            f"{plural(days, 'Falta', 'Faltan')} {count(days, 'día', 'días')}.",
        )
    if days < 0:
        verb = plural(view.arrived, "Asistió", "Asistieron")
        return f"{name} fue el {long_day(when)}.", f"{verb} {count(view.arrived, 'persona', 'personas')}."
    return _today(view, current.starts_at if current else "", now) or ("El registro está abierto.", came)


def _today(view: WorkshopView, starts_at: str, now: datetime) -> tuple[str, str] | None:
    """Return what to say on the day itself before its first hour."""
    begins = starts_at or next((one.starts_at for one in view.agenda if one.starts_at), "")
    block = agenda.Block("", begins, None)
    moment = agenda.moment((block,), f"{now:%Y-%m-%d}", now) if begins else None
    if moment is None or moment.number:
        return None
    left = moment.strong.removeprefix("faltan ").replace(" min", " minutos").replace("1 minutos", "1 minuto")
    seats = count(view.invited, "persona invitada", "personas invitadas")
    return f"El registro empieza en {left}.", f"{seats}; puede registrar desde ahora."


def _days_until(when: str, now: datetime) -> int:
    try:
        return (date.fromisoformat(when) - now.date()).days
    except ValueError:
        return 0


def _todo(view: WorkshopView, doubts: int) -> tuple[Row, ...]:
    rows = []
    if not view.invited:
        rows.append(
            Row(
                icon="file-spreadsheet",
                title="Traer la lista de invitados",
                caption="con «alianza import people LISTA.xlsx»",
            )
        )
    if doubts:
        rows.append(
            Row(
                key="review",
                icon="user-question",
                title=f"Revisar {count(doubts, 'persona', 'personas')} en duda",
                caption="de la lista de invitados",
                state="more",
            )
        )
    if view.sessions and not any(one.state == "open" for one in view.sessions):
        rows.append(
            Row(
                key="registration",
                icon="clock",
                title="Abrir una sesión",
                caption="las llegadas se cuentan en la sesión abierta",
                state="more",
            )
        )
    return tuple(rows)


def _footer(view: WorkshopView) -> str:
    return f"Invitados: {view.invited:,} · llegaron: {view.arrived:,} · mesas: {len(view.mesas)}"


def _agenda(view: WorkshopView | None) -> tuple[Row, ...]:
    if view is None:
        return ()
    return tuple(
        Row(
            hour=one.starts_at or "-",
            title=one.title,
            trailing=f"{one.minutes} min" if one.minutes else "",
        )
        for one in view.agenda
    )
