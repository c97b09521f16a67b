"""`alianza acta`: from the draft to the sealed PDF."""

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alianza_desktop.cli import choosing
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import count, day
from alianza_desktop.core.sentences import said

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.actas import Status

DRAFT_FIELDS = {
    "date": "date",
    "starts": "starts_at",
    "ends": "ends_at",
    "background": "background",
    "development": "development",
    "reservations": "reservations",
    "next_meeting": "next_meeting",
}


def listing(desk: Desk, arguments: Namespace) -> Reply:
    """List the actas of a workshop, or of every one, with where they stand."""
    from alianza_desktop.services import actas

    with desk.reading() as session:
        workshop_id = choosing.workshop(session, arguments.workshop) if arguments.workshop else ""
        rows = actas.listing(session, workshop_id)
    data = [{"id": row.id, "mesa": row.mesa, "date": row.date, **_status(row.status)} for row in rows]
    lines = tuple(
        f"{row.status.number or row.id}  {row.mesa}, {day(row.date)}: {_state(row.status)}" for row in rows
    )
    return Reply({"actas": data}, lines or ("Aún no hay actas. Componga una: alianza acta compose.",))


def show(desk: Desk, arguments: Namespace) -> Reply:
    """Show an acta: where it stands, what it lacks, who signs."""
    from alianza_desktop.services import actas

    with desk.reading() as session:
        return _shown(session, actas.find(session, arguments.acta).id)


def compose(desk: Desk, arguments: Namespace) -> Reply:
    """Compose a mesa's acta from the workshop; what is given in flags is written in its draft."""
    from alianza_desktop.services import actas

    values = {
        field: value
        for flag, field in DRAFT_FIELDS.items()
        if (value := getattr(arguments, flag)) is not None
    }
    with desk.writing() as session:
        workshop_id = choosing.workshop(session, arguments.workshop)
        acta = actas.compose(session, workshop_id, choosing.mesa(session, workshop_id, arguments.mesa))
        if values:
            actas.change(session, acta.id, values)
        return _shown(session, acta.id)


def review(desk: Desk, arguments: Namespace) -> Reply:
    """Pass a draft to review."""
    from alianza_desktop.documents import issue
    from alianza_desktop.services import actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        issue.review(session, acta.id)
        return _shown(session, acta.id)


def freeze(desk: Desk, arguments: Namespace) -> Reply:
    """Freeze the reviewed text: number, hashes, body PDF."""
    from alianza_desktop.documents import issue
    from alianza_desktop.services import actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        issue.freeze(session, acta.id)
        return _shown(session, acta.id)


def outcome(desk: Desk, arguments: Namespace) -> Reply:
    """Record how a signatory ended: durable before the next person. Nothing is assumed: flags state it."""
    from alianza_desktop.documents import issue
    from alianza_desktop.services import actas
    from alianza_desktop.signing import records

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        consent = issue.consent(session, acta.id) if arguments.outcome == "ink" else None
        row = issue.record_outcome(
            session,
            acta.id,
            issue.signatory(session, acta.id, arguments.signatory),
            issue.Given(
                outcome=arguments.outcome,
                identified_by=arguments.identified_by,
                shown=arguments.shown,
                consent=consent.version if consent else "",
                ink=_ink(arguments.ink) if arguments.ink else None,
                reason=arguments.reason,
                note=arguments.note,
                signed_for_by=arguments.signed_for_by,
                left_at=arguments.hour,
                paper=arguments.paper,
                witness=arguments.witness,
            ),
        )
        entry, head = records.receipt(session, issue.frozen(session, acta.id), row)
        shown = _shown(session, acta.id)
    said = {"version": consent.version, "text": consent.text} if consent else None
    lines = (
        *([consent.text] if consent else []),
        f"Comprobante: registro n.º {entry.counter} de este equipo, código {entry.head}",
        f"La cadena de este equipo termina en el n.º {head.counter}, código {head.head}",
    )
    kept = {"entry": {"counter": entry.counter, "hash": entry.head}, "head": head.as_json()}
    return Reply({**shown.data, "consent": said, **kept}, (*lines, *shown.lines))


def seal(desk: Desk, arguments: Namespace) -> Reply:
    """Seal the acta: every signatory has an outcome."""
    from alianza_desktop.documents import issue
    from alianza_desktop.services import actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        issue.seal(session, acta.id)
        return _shown(session, acta.id)


def pdf(desk: Desk, arguments: Namespace) -> Reply:
    """Write the acta's PDF: the sealed one, or a copy marked with its state."""
    from alianza_desktop.cli import output
    from alianza_desktop.documents import issue
    from alianza_desktop.services import actas

    with desk.reading() as session:
        acta = actas.find(session, arguments.acta)
        data = issue.pdf(session, acta.id)
        status = actas.status(session, acta.id)
    target = output.write(arguments.file, data)
    return Reply(
        {"file": str(target), "bytes": len(data), **_status(status)}, (f"{target}: {_state(status)}",)
    )


def _ink(name: str) -> Any:
    try:
        return json.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        raise Invalid("file-unreadable", file=name) from error
    except ValueError as error:
        raise Invalid("ink-malformed") from error


def _status(status: "Status") -> dict[str, object]:
    return {
        "state": status.state,
        "number": status.number or None,
        "version": status.version or None,
        "outcomes": status.outcomes,
        "signatories": status.signatories,
    }


def _state(status: "Status") -> str:
    words = catalogs.label("acta_state", status.state)
    return f"{words} {status.outcomes}/{status.signatories}" if status.state == "signing" else words


def _shown(session: "Session", acta_id: str) -> Reply:
    from alianza_desktop.core.canonical import verification_code
    from alianza_desktop.services import actas

    status = actas.status(session, acta_id)
    version = actas.last_version(session, acta_id)
    gaps = () if version else actas.gaps(session, acta_id)
    ended = actas.outcomes(session, version.id) if version else {}
    names = (
        [(one["id"], one["name"]) for one in actas.frozen_signatories(session, version)]
        if version
        else [(row.id, row.full_name) for row in actas.signatories(session, acta_id)]
    )
    code = verification_code(version.content_hash) if version else None
    data: dict[str, object] = {
        "id": acta_id,
        **_status(status),
        "code": code,
        "content_hash": version.content_hash if version else None,
        "body_hash": version.body_hash if version else None,
        "gaps": [{"code": gap.code, "kind": gap.kind, "id": gap.id, "where": gap.where} for gap in gaps],
        "signatories_list": [{"id": one, "name": name, "outcome": ended.get(one)} for one, name in names],
    }
    lines = (
        f"Acta {status.number or acta_id}: {_state(status)}, {count(len(names), 'firmante', 'firmantes')}",
        *([f"Código de verificación {code}"] if code else []),
        count(len(names), "firmante", "firmantes"),
        *(f"  {gap.where + ': ' if gap.where else ''}{said(gap.code)}" for gap in gaps),
        *(
            f"  {name}: {catalogs.label('outcome', ended[one]) if one in ended else 'pendiente'}"
            for one, name in names
            if version
        ),
    )
    return Reply({"acta": data}, lines)
