"""`alianza acta`: from the draft to the sealed PDF."""

import json
from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alianza_desktop.cli import acta_later, choosing, later, paper_scan, seal_role
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid
from alianza_desktop.core.format_es import count, day, hour
from alianza_desktop.core.sentences import said

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.documents.issue import Consent, Given
    from alianza_desktop.model import ActaVersion
    from alianza_desktop.services.acta_status import Status
    from alianza_desktop.signing.evidence import Entry

LARGEST_INK = 1_000_000
"""Bytes; the most points that a signature may have take a third of it."""
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
        acta_id = actas.find(session, arguments.acta).id
        told, paper = reply(session, acta_id), paper_scan.shown(session, acta_id)
    if paper is None:
        return told
    return Reply({**told.data, "paper": paper_scan.as_json(paper)}, told.lines + paper_scan.lines(paper))


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
        return reply(session, acta.id)


def review(desk: Desk, arguments: Namespace) -> Reply:
    """Pass a draft to review."""
    from alianza_desktop.documents import issue
    from alianza_desktop.services import actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        issue.review(session, acta.id)
        return reply(session, acta.id)


def freeze(desk: Desk, arguments: Namespace) -> Reply:
    """Freeze the reviewed text: number, hashes, body PDF."""
    from alianza_desktop.documents import issue
    from alianza_desktop.services import actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        issue.freeze(session, acta.id)
        return reply(session, acta.id)


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
            given(arguments, consent),
        )
        entry, head = records.receipt(session, issue.frozen(session, acta.id), row)
        shown = reply(session, acta.id)
    said = {"version": consent.version, "text": consent.text} if consent else None
    lines = (
        *([consent.text] if consent else []),
        f"Comprobante: registro n.º {entry.counter} de este equipo, código {entry.head}",
        f"La cadena de este equipo termina en el n.º {head.counter}, código {head.head}",
    )
    kept = {"entry": {"counter": entry.counter, "hash": entry.head}, "head": head.as_json()}
    return Reply({**shown.data, "consent": said, **kept}, (*lines, *shown.lines))


def choose(desk: Desk, arguments: Namespace) -> Reply:
    """Choose which of several outcomes of a signatory stands: facilitators and coordinators."""
    from alianza_desktop.documents import issue
    from alianza_desktop.services import actas

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        person = issue.signatory(session, acta.id, arguments.signatory)
        issue.choose(session, acta.id, person, arguments.entry, arguments.reason)
        return reply(session, acta.id)


def seal(desk: Desk, arguments: Namespace) -> Reply:
    """Seal the acta: every signatory has one outcome. Laptops whose evidence is not here are named first."""
    from alianza_desktop.documents import issue
    from alianza_desktop.services import actas
    from alianza_desktop.signing import records

    with desk.writing() as session:
        acta = actas.find(session, arguments.acta)
        missing = records.missing(session, issue.frozen(session, acta.id))
        names = records.device_names(session)
        issue.seal(session, acta.id, later.certificate_file(arguments))
        shown = reply(session, acta.id)
    lines = (
        f"Atención: aquí no hay evidencia del equipo {names[one]}. Lo que haya registrado constará aparte."
        for one in missing
    )
    devices = [{"device": one, "name": names[one]} for one in missing]
    return Reply({**shown.data, "missing_devices": devices}, (*lines, *shown.lines))


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


def given(arguments: Namespace, consent: "Consent | None") -> "Given":
    """Return an outcome as the flags state it."""
    from alianza_desktop.documents.issue import Given

    return Given(
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
    )


def _ink(name: str) -> Any:
    try:
        if Path(name).stat().st_size > LARGEST_INK:
            raise Invalid("ink-malformed")
        return json.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        raise Invalid("file-unreadable", file=name) from error
    except (ValueError, RecursionError) as error:
        raise Invalid("ink-malformed") from error


def _status(status: "Status") -> dict[str, object]:
    return {
        "state": status.state,
        "number": status.number or None,
        "version": status.version or None,
        "outcomes": status.outcomes,
        "signatories": status.signatories,
        "two_seals": status.two_seals,
        "amended": status.amended or None,
        "amended_by": [
            {"id": one.acta_id, "how": one.how, "state": one.state, "number": one.number or None,
             "version": one.version or None}
            for one in status.amended_by
        ],
    }  # fmt: skip


def _state(status: "Status") -> str:
    words = catalogs.label("acta_state", status.state)
    words = f"{words} {status.outcomes}/{status.signatories}" if status.state == "signing" else words
    return f"{words}, {catalogs.label('amended', status.amended)}" if status.amended else words


def _amendments(status: "Status") -> Iterator[str]:
    for one in status.amended_by:
        name = f"{one.number}, versión {one.version}" if one.number else one.acta_id
        how, state = catalogs.label("amends", one.how), catalogs.label("acta_state", one.state)
        yield f"  {how.capitalize()} {name}: {state}"


def reply(session: "Session", acta_id: str) -> Reply:
    """Say an acta: where it stands, what it lacks, who signs, what amends it, what came after its seal."""
    from alianza_desktop.core.canonical import verification_code
    from alianza_desktop.services import actas

    status = actas.status(session, acta_id)
    version = actas.last_version(session, acta_id)
    gaps = () if version else actas.gaps(session, acta_id)
    people = _signing(session, version) if version else _expected(session, acta_id)
    aside = _set_aside(session, version) if version else []
    laptops = seal_role.facts(session, version) if version else {}
    later, later_lines = acta_later.after(session, acta_id)
    notices = () if version else actas.notices(session, acta_id)
    code = verification_code(version.content_hash) if version else None
    data: dict[str, object] = {
        "id": acta_id,
        **_status(status),
        "code": code,
        "content_hash": version.content_hash if version else None,
        "body_hash": version.body_hash if version else None,
        "gaps": [{"code": gap.code, "kind": gap.kind, "id": gap.id, "where": gap.where} for gap in gaps],
        "notices": [{"code": one.code, "where": one.where} for one in notices],
        "late_outcomes": later,
        "signatories_list": [
            {
                "id": one.id,
                "name": one.name,
                "outcome": one.outcome or None,
                "represents": one.represents or None,
                "undecided": list(one.entries),
            }
            for one in people
        ],
        "set_aside": aside,
        **laptops,
    }
    lines = (
        f"Acta {status.number or acta_id}: {_state(status)}, {count(len(people), 'firmante', 'firmantes')}",
        *([f"Código de verificación {code}"] if code else []),
        *(f"  {gap.where + ': ' if gap.where else ''}{said(gap.code)}" for gap in gaps),
        *(f"  {one.where}: {said(one.code)}" for one in notices),
        *_amendments(status),
        *(line for one in people for line in (one.lines() if version else (f"  {one.name}",))),
        *(f"  No se toma en cuenta una evidencia que llegó: {said(str(one['code']))}" for one in aside),
        *seal_role.lines(laptops),
        *later_lines,
    )
    return Reply({"acta": data}, lines)


@dataclass(frozen=True, slots=True)
class _Signing:
    """A signatory with how they ended; `entries` only while several outcomes stand."""

    id: str
    name: str
    outcome: str = ""
    entries: tuple[dict[str, str], ...] = ()
    represents: str = ""

    def lines(self) -> Iterator[str]:
        if not self.entries:
            label = catalogs.label("outcome", self.outcome) if self.outcome else "pendiente"
            place = f" (en lugar de {self.represents})" if self.represents else ""
            yield f"  {self.name}{place}: {label}"
            return
        yield f"  {self.name}: {len(self.entries)} resultados, por decidir con: alianza acta choose"
        for one in self.entries:
            what = f"{catalogs.label('outcome', one['outcome'])}, a las {hour(one['at'])}"
            yield f"    {one['entry']}  {what}, equipo {one['device']}, {one['operator']}"


def _expected(session: "Session", acta_id: str) -> list[_Signing]:
    from alianza_desktop.services import actas

    return [
        _Signing(row.id, row.full_name, represents=row.represents)
        for row in actas.signatories(session, acta_id)
    ]


def _signing(session: "Session", version: "ActaVersion") -> list[_Signing]:
    """Return how each signatory ended, from the evidence itself: never by who was last."""
    from alianza_desktop.services import actas
    from alianza_desktop.signing import records

    found = records.standings(session, version)
    names = records.device_names(session)
    people = []
    for one in actas.frozen_signatories(session, version):
        standing = found.get(one["id"])
        outcome = standing.outcome if standing else None
        open_entries = standing.outcomes if standing and (outcome is None or standing.awaits) else ()
        entries = tuple(_entry(entry, names) for entry in open_entries)
        ended = outcome.outcome if outcome else ""
        people.append(_Signing(one["id"], one["name"], ended, entries, one.get("represents", "")))
    return people


def _entry(entry: "Entry", names: Mapping[str, str]) -> dict[str, str]:
    facts: Any = entry.facts
    return {
        "entry": entry.hash,
        "outcome": facts["outcome"],
        "at": facts["at"],
        "device": names.get(facts["device"], facts["device"]),
        "operator": facts["operator"]["name"],
    }


def _set_aside(session: "Session", version: "ActaVersion") -> list[dict[str, object]]:
    from alianza_desktop.signing.gathering import gather

    return [
        {"id": one.row, "device": one.device, "code": one.code} for one in gather(session, version).set_aside
    ]
