"""What Inicio says: the six stages, what to do now, what is pending, the agenda. No Qt."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import count, day, long_day, plural
from alianza_desktop.services import actas, arrivals, meetings, overview, workshops
from alianza_desktop.services.actas import ActaRow
from alianza_desktop.services.agenda_clock import Block
from alianza_desktop.services.overview import Stage
from alianza_desktop.services.workshops import WorkshopRow, WorkshopView
from alianza_desktop.ui import agenda
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CLOSED: Final = frozenset({"sealed", "annulled"})
"""States of an acta that nobody has to come back to."""
MOST_ACTAS: Final = 3
"""Actas that wait for something, named one by one; the rest are in their own screen."""


@dataclass(frozen=True, slots=True)
class StageFacts:
    """A cell of the strip of six stages."""

    number: int
    name: str
    state: str
    """`past`, `unsealed` (past, with an acta that is not closed), `today`, `future` or `none`."""
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
    """A workshop is open; without one there is one to create."""
    main: str
    """What the button does: `new`, `import`, `registration` or `actas`."""
    todo: tuple[Row, ...]
    footer: str


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A mesa's own meeting, to come to it."""

    id: str
    words: str
    current: bool


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """Everything of Inicio that comes from the store."""

    title: str
    subtitle: str
    rehearsal: bool
    stages: tuple[StageFacts, ...]
    meetings: tuple[MeetingFacts, ...]
    """The last one first."""
    is_meeting: bool
    """What is open here is a mesa's own meeting, not a workshop."""
    now: NowFacts
    agenda_title: str
    agenda: tuple[Row, ...]


def facts(session: "Session", workshop_id: str, now: datetime) -> HomeFacts:
    """Read all of it."""
    whole = overview.overview(session)
    rows = {row.id: row for stage in whole.stages for row in stage.workshops}
    view = workshops.show(session, workshop_id, rows.get(workshop_id)) if workshop_id else None
    doubts = len(arrivals.to_review(session, workshop_id)) if workshop_id else 0
    written = actas.listing(session)
    host = f"anfitriona: {view.host}" if view and view.host else ""
    today = f"{now:%Y-%m-%d}"
    stages = {row.id: one.number for one in whole.stages for row in one.workshops}
    met = tuple(
        MeetingFacts(
            one.id, " · ".join((f"Mesa {one.number}", day(one.starts_on))), current=one.id == workshop_id
        )
        for one in meetings.listing(session)
    )
    return HomeFacts(
        title=whole.alliance,
        subtitle=" · ".join(filter(None, (whole.territory, host))),
        rehearsal=whole.rehearsal,
        stages=tuple(_stage(one, workshop_id, today, written) for one in whole.stages),
        meetings=met,
        is_meeting=view is not None and not view.workshop.stage,
        now=_now(view, doubts, now, _acta_rows(written, stages, workshop_id, now)),
        agenda_title="Agenda de hoy" if view and view.workshop.starts_on == today else "Agenda",
        agenda=_agenda(view),
    )


def _stage(stage: Stage, workshop_id: str, today: str, written: tuple[ActaRow, ...]) -> StageFacts:
    chosen = next((row for row in stage.workshops if row.id == workshop_id), None)
    row = chosen or (stage.workshops[-1] if stage.workshops else None)
    states = [one.status.state for one in written if row and one.workshop_id == row.id]
    state = _state(row, today)
    word = {"past": "realizado", "today": "hoy", "future": "programado", "none": ""}[state]
    if state == "past" and states:
        closed = all(one in CLOSED for one in states)
        state, word = ("past", "cerrado") if closed else ("unsealed", "por cerrar")
    return StageFacts(
        number=stage.number,
        name=catalogs.label("stage", stage.number),
        state=state,
        word=word,
        lines=_stage_lines(row, state, len(stage.workshops), states),
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


def _stage_lines(row: WorkshopRow | None, state: str, count_here: int, states: list[str]) -> tuple[str, ...]:
    if row is None:
        return ("por programar",)
    when = day(row.starts_on) or "sin fecha"
    first = f"hoy, {when}" if state == "today" else when
    if count_here > 1:
        first = f"{first} · {count_here} talleres"
    if state in ("past", "unsealed") and states:
        left = sum(one not in CLOSED for one in states)
        if left:
            return first, count(left, "acta sin sellar", "actas sin sellar")
        return first, count(len(states), "acta cerrada", "actas cerradas")
    if row.arrived:
        verb = plural(row.arrived, "persona asistió", "personas asistieron")
        verb = "llegó" if row.arrived == 1 else "llegaron"
        came = f"{row.arrived:,} de {row.expected:,} llegaron" if row.invited else f"{row.arrived:,} {verb}"
        return first, f"{row.arrived:,} {verb}" if state == "past" else came
    return first, count(row.invited, "persona invitada", "personas invitadas")


def _acta_rows(
    written: tuple[ActaRow, ...], stages: dict[str, int], workshop_id: str, now: datetime
) -> tuple[Row, ...]:
    """Return the actas that wait for a seal, and drafts of days gone by."""
    waiting = [one for one in written if one.status.state in ("signing", "signed")]
    late = [
        one
        for one in written
        if one.status.state in ("draft", "review") and "" < one.date < f"{now:%Y-%m-%d}"
    ]
    return tuple(
        Row(
            key=f"acta:{one.id}",
            icon="lock" if one in waiting else "file-text",
            title=_acta_title(one) + _of_workshop(one, stages, workshop_id),
            caption=_acta_caption(one),
            state="more",
        )
        for one in (waiting + late)[:MOST_ACTAS]
    )


def _acta_title(one: ActaRow) -> str:
    if one.status.state in ("draft", "review"):
        return f"Terminar el acta de {one.mesa}"
    return f"Sellar el acta {one.status.number}"


def _of_workshop(one: ActaRow, stages: dict[str, int], workshop_id: str) -> str:
    stage = stages.get(one.workshop_id, 0)
    return f" del taller {stage}" if stage and one.workshop_id != workshop_id else ""


def _acta_caption(one: ActaRow) -> str:
    left = one.status.signatories - one.status.outcomes
    if one.status.state == "signing":
        verb = plural(left, "falta el resultado", "faltan resultados")
        return f"{verb} de {count(left, 'firmante', 'firmantes')}"
    return "tiene todos sus resultados" if one.status.state == "signed" else "sigue en borrador"


def _now(view: WorkshopView | None, doubts: int, now: datetime, written: tuple[Row, ...]) -> NowFacts:
    if view is None:
        return NowFacts(
            "Aún no hay talleres.",
            "Cree el primero: toma unos tres minutos. En «Más» hay un ensayo con personas inventadas.",
            can_register=False,
            main="new",
            todo=(),
            footer="",
        )
    strong, words = _headline(view, now)
    main = _main(view, now)
    done = {"actas": "import"}.get(main, main)  # nobody is invited to what is over
    todo = tuple(row for row in _todo(view, doubts) if row.key != done)
    return NowFacts(strong, words, can_register=True, main=main, todo=todo + written, footer=_footer(view))


def _main(view: WorkshopView, now: datetime) -> str:
    """Before the day, its list; on the day, the door; after it, what is left to close."""
    starts_on, today = view.workshop.starts_on, f"{now:%Y-%m-%d}"
    last = max((one.date for one in view.sessions if one.date), default=starts_on)
    if starts_on > today and not view.invited:
        return "import"
    return "actas" if "" < max(starts_on, last) < today else "registration"


def _came(arrived: int, expected: int) -> str:
    """Say how many came: of those expected, when anybody was invited."""
    if expected:
        return f"Han llegado {arrived:,} de {count(expected, 'persona', 'personas')}."
    return f"{'Ha' if arrived == 1 else 'Han'} llegado {count(arrived, 'persona', 'personas')}."


def _headline(view: WorkshopView, now: datetime) -> tuple[str, str]:
    workshop = view.workshop
    name = f"El taller {workshop.stage}" if workshop.stage else "La reunión"
    current = next((one for one in view.sessions if one.state == "open"), None)
    when = (current.date if current else "") or workshop.starts_on
    came = _came(view.arrived, view.expected if view.invited else 0)
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
    block = Block("", begins)
    moment = agenda.moment((block,), f"{now:%Y-%m-%d}", now) if begins else None
    if moment is None or moment.number or not moment.following:
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
                key="import",
                icon="file-spreadsheet",
                title="Importar invitados",
                caption="de una lista de Excel o CSV; también puede arrastrarla aquí",
                state="more",
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
                key="sessions",
                icon="clock",
                title="Abrir una sesión",
                caption="las llegadas se cuentan en la sesión abierta",
                state="more",
            )
        )
    return tuple(rows)


def _footer(view: WorkshopView) -> str:
    extra = view.expected - view.invited
    uninvited = f"sin invitación: {extra:,} · " if view.invited and extra else ""
    counts = f"Invitados: {view.invited:,} · {uninvited}llegaron: {view.arrived:,}"
    return f"{counts} · mesas: {len(view.mesas)}" if view.workshop.stage else counts


def _agenda(view: WorkshopView | None) -> tuple[Row, ...]:
    if view is None:
        return ()
    if not view.agenda:
        return (Row(title="Aún no hay bloques"),)
    return tuple(
        Row(
            hour=one.starts_at or "-",
            title=one.title,
            trailing=f"{one.minutes} min" if one.minutes else "",
        )
        for one in view.agenda
    )
