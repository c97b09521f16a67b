"""What a new workshop may begin with: everything that the last one says, one stage on. It only reads."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.model.workshops import STAGES
from alianza_desktop.services import alliances, mesas, workshops, year_lines
from alianza_desktop.services.workshops import AgendaPlan, SessionPlan, WorkshopPlan
from alianza_desktop.services.year_lines import YearLines

HALVES: Final = (
    SessionPlan(name="Mañana", starts_at="08:00", ends_at="13:00"),
    SessionPlan(name="Tarde", starts_at="14:00", ends_at="17:00"),
)
"""The sessions of a first workshop."""
BLOCKS: Final = (
    ("Registro", 75), ("Apertura y reglas", 15), ("Acuerdos por mesa", 90),
    ("Cadena de valor", 90), ("Lectura de actas", 60), ("Firma y cierre", 30),
)  # fmt: skip
"""The agenda of a first workshop: titles and minutes, one after another."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan without its day, and where it comes from."""

    plan: WorkshopPlan
    source: str = ""
    """«Taller 3 · Actividades»; empty for the first workshop of the alliance."""
    numbers: dict[str, int] | None = None
    """Number of each mesa of the alliance by its folded name."""
    lines: tuple[YearLines, ...] = ()
    """The official lines of the years that are known."""


def propose(session: Session) -> Proposal:
    """Return the plan of the workshop that would come after the last one."""
    rows = workshops.listing(session)
    last = max(rows, key=lambda row: (row.starts_on, row.stage, row.id), default=None)
    numbers, lines = mesas.numbers(session), year_lines.known(session)
    if last is None:
        return Proposal(_first(alliances.alliance(session).ubigeo), numbers=numbers, lines=lines)
    return Proposal(after(session, last.id), f"Taller {last.stage} · {last.name}", numbers, lines)


def after(session: Session, workshop_id: str) -> WorkshopPlan:
    """Return the plan of the stage after a workshop: all that it says, but its days and year."""
    view = workshops.show(session, workshop_id)
    one = view.workshop
    stage = min(one.stage + 1, STAGES[-1])
    sessions = tuple(
        SessionPlan(name=half.name, starts_at=half.starts_at, ends_at=half.ends_at)
        for half in view.sessions
        if half.starts_at
    )
    return WorkshopPlan(
        stage=stage,
        name=catalogs.label("stage", stage),
        ubigeo=one.ubigeo,
        city=one.city,
        place=one.place,
        modality=one.modality or "in_person",
        host=view.host,
        convened_by=one.convened_by,
        conducted_by=one.conducted_by,
        rapporteur=one.rapporteur,
        with_society=one.with_society,
        sessions=sessions or HALVES,
        mesas=mesas.plans(session, workshop_id),
        agenda=tuple(AgendaPlan(title=b.title, starts_at=b.starts_at, minutes=b.minutes) for b in view.agenda)
        or in_a_row((sessions or HALVES)[0].starts_at),
    )


def _first(ubigeo: str) -> WorkshopPlan:
    return WorkshopPlan(
        stage=1,
        name=catalogs.label("stage", 1),
        ubigeo=ubigeo,
        sessions=HALVES,
        agenda=in_a_row(HALVES[0].starts_at),
    )


def in_a_row(starts_at: str) -> tuple[AgendaPlan, ...]:
    """Return the usual agenda, one block after another from an hour."""
    blocks, start = [], starts_at
    for title, minutes in BLOCKS:
        blocks.append(AgendaPlan(title=title, starts_at=start, minutes=minutes))
        start = later(start, minutes)
    return tuple(blocks)


def shifted(agenda: tuple[AgendaPlan, ...], minutes: int) -> tuple[AgendaPlan, ...]:
    """Return an agenda so many minutes later; a block that would leave the day loses its hour."""
    return tuple(replace(one, starts_at=later(one.starts_at, minutes)) for one in agenda)


def minutes_between(before: str, after: str) -> int:
    """Return the minutes from one hour to another, 0 when one of them is not an hour."""
    try:
        return round((_moment(after) - _moment(before)).total_seconds() / 60)
    except ValueError:
        return 0


def later(hour: str, minutes: int) -> str:
    """Return an hour so many minutes later; empty when it is not on the same day."""
    try:
        start = _moment(hour)
    except ValueError:
        return hour
    end = start + timedelta(minutes=minutes)
    return f"{end:%H:%M}" if end.date() == start.date() else ""


def _moment(hour: str) -> datetime:
    return datetime.fromisoformat(f"{date(2000, 1, 2)}T{hour}")
