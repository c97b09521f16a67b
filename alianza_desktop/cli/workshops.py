"""`alianza workshop`: list, show, new, and which session is open."""

import json
from argparse import Namespace
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from alianza_desktop.cli import choosing
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.catalogs import label
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import count, day, hour, listed, occasion

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.agenda_clock import Block
    from alianza_desktop.services.meetings import MeetingRow
    from alianza_desktop.services.workshops import WorkshopPlan, WorkshopRow

    Counts = dict[str, dict[str, int]]

P = TypeVar("P")


def listing(desk: Desk, _arguments: Namespace) -> Reply:
    """List the workshops of the alliance, and after them the mesas' own meetings, which have no stage."""
    from alianza_desktop.services import meetings, workshops

    with desk.reading() as session:
        rows, met = workshops.listing(session), meetings.listing(session)
    held: list[WorkshopRow | MeetingRow] = [*rows, *met]
    data = [
        {
            "id": row.id, "stage": row.stage, "name": row.name, "date": row.starts_on, "place": row.place,
            "invited": row.invited, "arrived": row.arrived,
        }
        for row in held
    ]  # fmt: skip
    lines = tuple(
        f"{occasion(row.stage, row.name)} · {row.id} · {day(row.starts_on) or 'sin fecha'}: "
        f"{count(row.invited, 'invitado', 'invitados')}, {count(row.arrived, 'registrado', 'registrados')}"
        for row in held
    )
    return Reply(
        {"workshops": data}, lines or ("Aún no hay talleres. Cree el primero: alianza workshop new.",)
    )


def show(desk: Desk, arguments: Namespace) -> Reply:
    """Show a workshop with its sessions, mesas and agenda."""
    with desk.reading() as session:
        return _reply(session, choosing.workshop(session, arguments.workshop))


def new(desk: Desk, arguments: Namespace) -> Reply:
    """Add a workshop from a plan in a file, or from the flags."""
    from alianza_desktop.services import workshops

    plan = _plan_of_file(arguments.source) if arguments.source else _plan_of_flags(arguments)
    with desk.writing() as session:
        return _reply(session, workshops.create(session, plan).id)


def open_session(desk: Desk, arguments: Namespace) -> Reply:
    """Mark a session open: arrivals are recorded in it."""
    from alianza_desktop.services import workshops

    with desk.writing() as session:
        workshop_id = choosing.workshop(session, arguments.workshop)
        chosen = workshops.numbered_session(session, workshop_id, arguments.session)
        workshops.set_session_state(session, chosen.id, "open")
        return _reply(session, workshop_id)


def headers(desk: Desk, arguments: Namespace) -> Reply:
    """Write the official lines at the head of a workshop's documents; the next one of its year takes them."""
    from alianza_desktop.services import workshop_changes

    given = {"year_line": arguments.year, "decade_line": arguments.decade}
    with desk.writing() as session:
        workshop_id = choosing.workshop(session, arguments.workshop)
        values = {field: value for field, value in given.items() if value is not None}
        workshop_changes.change(session, workshop_id, values)
        return _reply(session, workshop_id)


def _block(block: "Block", present: "Counts") -> dict[str, object]:
    """Return a block of the agenda as planned and, once it began, as it was held."""
    planned: dict[str, object] = {
        "title": block.title, "starts_at": block.starts_at, "minutes": block.minutes,
    }  # fmt: skip
    if not block.began_at:
        return planned
    at = {name: present[when][""] for name, when in _ends(block).items() if when}
    return planned | {
        "state": block.state, "began_at": block.began_at, "ended_at": block.ended_at, "present": at,
    }  # fmt: skip


def _ends(block: "Block") -> dict[str, str]:
    return {"began": block.began_at, "ended": block.ended_at}


def _held(block: "Block", present: "Counts") -> str:
    hours = f"desde las {hour(block.began_at)}"
    if block.ended_at:
        hours = f"de {hour(block.began_at)} a {hour(block.ended_at)}"
    people = [str(present[when][""]) for when in _ends(block).values() if when]
    return f"  {block.title}: {hours}, presentes {listed(people)}"


def _reply(session: "Session", workshop_id: str) -> Reply:
    """Say the workshop: who registered, and who of them is here."""
    from alianza_desktop.services import agenda_clock, presence, present_at, workshops

    blocks = agenda_clock.blocks(session, workshop_id)
    present = present_at.counts(
        session, workshop_id, [at for one in blocks for at in (one.began_at, one.ended_at) if at]
    )
    view = workshops.show(session, workshop_id)
    one, here = view.workshop, len(presence.present(session, workshop_id))
    data: dict[str, object] = {
        "id": one.id,
        "stage": one.stage,
        "name": one.name,
        "date": one.starts_on,
        "place": one.place,
        "city": one.city,
        "modality": one.modality,
        "territory": view.territory,
        "host": view.host,
        "year_line": one.year_line,
        "decade_line": one.decade_line,
        "invited": view.invited,
        "arrived": view.arrived,
        "present": here,
        "sessions": [
            {
                "id": s.id,
                "number": s.number,
                "name": s.name,
                "date": s.date,
                "state": s.state,
                "arrived": s.arrived,
            }
            for s in view.sessions
        ],
        "mesas": [
            {"id": m.id, "number": m.number, "name": m.name, "sigla": m.sigla, "seated": m.seated}
            for m in view.mesas
        ],
        "agenda": [_block(block, present) for block in blocks],
    }
    came = f"{count(view.arrived, 'registrado', 'registrados')}, {count(here, 'presente', 'presentes')}"
    lines = (
        f"{occasion(one.stage, one.name)} · {day(one.starts_on) or 'sin fecha'} · {one.place or 'sin local'}",
        f"id {one.id}",
        f"{count(view.invited, 'invitado', 'invitados')}, {came}",
        *(
            f"  Sesión {s.number} «{s.name}» {day(s.date)}: {s.arrived}  ({label('session_state', s.state)})"
            for s in view.sessions
        ),
        *(f"  Mesa {m.number} «{m.name}»: {count(m.seated, 'persona', 'personas')}" for m in view.mesas),
        *(_held(block, present) for block in blocks if block.began_at),
    )
    return Reply({"workshop": data}, lines)


def _plan_of_flags(arguments: Namespace) -> "WorkshopPlan":
    from alianza_desktop.services.workshops import SessionPlan, WorkshopPlan

    if arguments.stage is None:
        raise Invalid("stage-needed")
    return WorkshopPlan(
        stage=arguments.stage,
        name=arguments.name,
        ubigeo=arguments.ubigeo,
        city=arguments.city,
        place=arguments.place,
        modality=arguments.modality,
        starts_on=arguments.date,
        host=arguments.host,
        sessions=(SessionPlan(date=arguments.date, starts_at=arguments.starts, ends_at=arguments.ends),),
    )


def _plan_of_file(name: str) -> "WorkshopPlan":
    from alianza_desktop.services.mesas import MesaPlan
    from alianza_desktop.services.workshops import AgendaPlan, SessionPlan, WorkshopPlan

    try:
        plan: Any = json.loads(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Invalid("file-unreadable", file=name) from error
    except (ValueError, RecursionError) as error:
        raise Invalid("plan-unreadable", file=name) from error
    try:
        return _typed(
            WorkshopPlan,
            plan,
            sessions=tuple(_typed(SessionPlan, one) for one in plan.get("sessions", ())),
            mesas=tuple(_typed(MesaPlan, one) for one in plan.get("mesas", ())),
            agenda=tuple(_typed(AgendaPlan, one) for one in plan.get("agenda", ())),
        )
    except (TypeError, AttributeError) as error:
        raise Invalid("plan-fields", file=name) from error


def _typed(kind: "type[P]", values: "dict[str, Any]", **parts: object) -> "P":
    """Build a part of a plan, or raise `TypeError` for a field that is unknown or of another type."""
    hints = get_type_hints(kind)
    for name, value in values.items():
        if name not in parts and not isinstance(value, hints.get(name, NoneType)):
            raise TypeError(name)
    return kind(**(values | parts))
