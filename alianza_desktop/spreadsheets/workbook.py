"""The workbook of a workshop: all that it gathered, in one file that people open with Excel.

Personal data (Ley 29733) are only in «Personas», «Asistencia», «Acuerdos» and «Firmantes», and each of them
says so above its table and on every printed page; «Taller» lists the sheets. A rehearsal says ENSAYO on all.
«Personas» has the columns of the list of invitees: it can be brought into another workshop as it is.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.services import alliances, invitations, workshops
from alianza_desktop.services.workshops import WorkshopView
from alianza_desktop.spreadsheets import collect, workbook_columns, workbook_rows
from alianza_desktop.spreadsheets.collect import PersonRow
from alianza_desktop.spreadsheets.columns import PEOPLE, Column
from alianza_desktop.spreadsheets.exporter import REHEARSAL, Sheet, write
from alianza_desktop.spreadsheets.workbook_rows import Row, session_heading

PERSONAL: Final = "Contiene datos personales (Ley 29733): no la publique ni la reenvíe completa"
ATTENDANCE: Final = "Asistencia"


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: the sheets with how many rows each has."""

    file: Path
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Planned:
    sheet: Sheet
    about: str
    personal: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Book:
    """The sheets of a workshop, read and not written yet."""

    sheets: tuple[Sheet, ...]
    mark: str

    def write(self, path: Path, *, at: datetime, progress: Callable[[int, int], None] | None = None) -> Made:
        """Write them whole, with `progress(rows, of)`; raises what `exporter.write` raises."""
        write(path, self.sheets, at=at, progress=progress, mark=self.mark)
        return Made(path, {sheet.title: len(sheet.rows) for sheet in self.sheets})


def gather(session: Session, workshop_id: str) -> Book:
    """Read the workbook of a workshop; raises `NotFound` for the workshop."""
    return Book(sheets(session, workshop_id), REHEARSAL if alliances.alliance(session).rehearsal else "")


def export(
    session: Session,
    workshop_id: str,
    path: Path,
    *,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> Made:
    """Write the workbook of a workshop at once: `gather`, then `Book.write`."""
    return gather(session, workshop_id).write(path, at=at, progress=progress)


def file_name(session: Session, workshop_id: str) -> str:
    """Return a name for the file that says which workshop it is: `taller-4-2026-11-23.xlsx`."""
    workshop = workshops.show(session, workshop_id).workshop
    return "-".join(filter(None, (*_kind(workshop.stage), workshop.starts_on))) + ".xlsx"


def _kind(stage: int) -> tuple[str, ...]:
    return ("taller", str(stage)) if stage else ("reunion",)


def sheets(session: Session, workshop_id: str) -> tuple[Sheet, ...]:
    """Return the sheets of the workbook, «Taller» first."""
    view = workshops.show(session, workshop_id)
    planned = _planned(session, view)
    first = Sheet("Taller", workbook_columns.FACTS, _facts(session, view, planned), _field)
    return first, *(replace(one.sheet, note=PERSONAL if one.personal else "") for one in planned)


def _planned(session: Session, view: WorkshopView) -> tuple[_Planned, ...]:
    workshop_id = view.workshop.id
    people = collect.roster(session, workshop_id)
    return (
        _Planned(
            Sheet("Personas", PEOPLE, people, PersonRow.__getitem__),
            "Invitadas y presentes, con sus datos de contacto",
            personal=True,
        ),
        _Planned(
            Sheet(ATTENDANCE, _sessions(view), workbook_rows.attendance(session, workshop_id), _field),
            "Quién vino a cada sesión y a qué hora",
            personal=True,
        ),
        _Planned(
            Sheet(
                "Acuerdos", workbook_columns.AGREEMENTS, workbook_rows.agreed(session, workshop_id), _field
            ),
            "Acuerdos, compromisos y pedidos de cada mesa",
            personal=True,
        ),
        _Planned(
            Sheet("Cadena", workbook_columns.CHAINS, workbook_rows.activities(session, workshop_id), _field),
            "Actividades de las cadenas de valor, con actores, brechas y enlaces",
        ),
        _Planned(
            Sheet("Actas", workbook_columns.ACTAS, workbook_rows.recorded(session, workshop_id), _field),
            "Actas con su estado, sus resultados y su código de verificación",
        ),
        _Planned(
            Sheet(
                "Firmantes",
                workbook_columns.SIGNATORIES,
                workbook_rows.signatories(session, workshop_id),
                _field,
            ),
            "Quién firma cada acta y cómo terminó",
            personal=True,
        ),
    )


def _sessions(view: WorkshopView) -> tuple[Column, ...]:
    """A table's headings differ: two sessions with one name, made on two laptops, are told apart."""
    seen = Counter[str]()
    hours = []
    for one in view.sessions:
        heading = session_heading(one)
        seen[heading] += 1
        again = f" ({seen[heading]})" if seen[heading] > 1 else ""
        hours.append(Column(one.id, heading + again, workbook_columns.SESSION_WIDTH, "clock"))
    return (*workbook_columns.ATTENDANCE, *hours, *workbook_columns.ATTENDANCE_END)


def _field(row: Row, field: str) -> object:
    return row.get(field)


def _facts(session: Session, view: WorkshopView, planned: tuple[_Planned, ...]) -> tuple[Row, ...]:
    parts = (
        ("Taller", _workshop(session, view)),
        ("Sesiones", _meetings(view)),
        ("Mesas", _tables(view)),
        (ATTENDANCE, _counts(session, view, planned)),
        ("Hojas de este libro", [(one.sheet.title, _about(one)) for one in planned]),
    )
    return tuple(
        {"part": part, "fact": fact, "value": value}
        for part, facts in parts
        for fact, value in facts
        if value not in (None, "")
    )


def _about(one: _Planned) -> str:
    many = len(one.sheet.rows)
    said = f"{one.about}: {many:,} {'fila' if many == 1 else 'filas'}"
    return f"{said}. Datos personales" if one.personal else said


def _workshop(session: Session, view: WorkshopView) -> list[tuple[str, object]]:
    workshop, alliance = view.workshop, alliances.alliance(session)
    return [
        ("Alianza", alliance.name),
        ("Territorio de la alianza", catalogs.place_name(alliance.ubigeo)),
        ("Etapa", f"{workshop.stage}. {catalogs.label('stage', workshop.stage)}" if workshop.stage else ""),
        ("Nombre", workshop.name),
        ("Fecha", _day(workshop.starts_on)),
        ("Local", workshop.place),
        ("Ciudad", workshop.city),
        ("Lugar (INEI)", view.territory),
        ("Modalidad", catalogs.label("modality", workshop.modality) if workshop.modality else ""),
        ("Anfitriona", view.host),
        ("Convoca", workshop.convened_by),
        ("Conduce", workshop.conducted_by),
        ("Relatoría", workshop.rapporteur),
    ]


def _day(text: str) -> object:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _meetings(view: WorkshopView) -> list[tuple[str, object]]:
    return [
        (
            session_heading(one),
            "; ".join(
                filter(
                    None,
                    (
                        " a ".join(filter(None, (one.starts_at, one.ends_at))),
                        catalogs.label("session_state", one.state),
                        f"llegaron {one.arrived:,}",
                    ),
                )
            ),
        )
        for one in view.sessions
    ]


def _tables(view: WorkshopView) -> list[tuple[str, object]]:
    return [
        (
            f"Mesa {one.number}",
            "; ".join(
                filter(
                    None,
                    (
                        one.name,
                        f"facilita {one.facilitator}" if one.facilitator else "",
                        f"{one.seated:,} de {one.capacity:,} lugares"
                        if one.capacity
                        else f"{one.seated:,} personas",
                    ),
                )
            ),
        )
        for one in view.mesas
    ]


def _counts(session: Session, view: WorkshopView, planned: tuple[_Planned, ...]) -> list[tuple[str, object]]:
    [came] = [one.sheet.rows for one in planned if one.sheet.title == ATTENDANCE]
    sectors = Counter(str(row["sector"]) or "Sector por completar" for row in came)
    doubts = len(invitations.doubts(session, view.workshop.id))
    return [
        ("Personas invitadas", view.invited),
        ("Invitaciones por revisar", doubts),
        ("Personas que llegaron", view.arrived),
        *sectors.most_common(),
    ]
