"""From the store to what the screens of one acta show; runs off the UI thread. No Qt."""

from typing import TYPE_CHECKING, Final

from alianza_desktop.core.canonical import verification_code
from alianza_desktop.core.format_es import count, hour, listed, plural
from alianza_desktop.core.sentences import said
from alianza_desktop.documents import (
    acta_sections,
    amending,
    closing,
    collect,
    issue,
    receipt_content,
    unprintable,
    wording,
)
from alianza_desktop.documents.acta_content import ActaContent
from alianza_desktop.model import Acta, ActaVersion
from alianza_desktop.services import (
    acta_gaps,
    actas,
    agreement_reading,
    agreements,
    devices,
    seal_copies,
    seal_role,
)
from alianza_desktop.services.actas import Gap
from alianza_desktop.services.query import get
from alianza_desktop.services.siglas import PLENARY, sigla_of
from alianza_desktop.storage import heads
from alianza_desktop.storage.context import context
from alianza_desktop.ui import signing_mark
from alianza_desktop.ui.actas import choosing, offering, people
from alianza_desktop.ui.actas.facts import ActaFacts, Choices, FreezeFacts, Section, Signer
from alianza_desktop.ui.actas.people import People
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS: Final = ("starts_at", "ends_at", "background", "development", "reservations", "next_meeting")
SECTIONS: Final = (
    ("data", "Datos"),
    ("attendees", "Asistentes"),
    ("agenda", "Agenda"),
    ("development", "Desarrollo"),
    ("agreements", "Acuerdos"),
    ("reservations", "Reservas"),
    ("approval", "Lectura"),
    ("signatures", "Firmas"),
    ("annexes", "Anexos"),
)
NAMED: Final = 5
"""Places that a notice names; of more it says how many."""
_GAP_SECTION: Final = {"gap-agreements": "agreements", "gap-signatories": "signatures"}
_GAP_ICONS: Final = {
    "acta": "file-text",
    "agreement": "checklist",
    "organization": "building-community",
    "signatory": "id-badge-2",
    "person": "user",
    "mesa": "info-circle",
}


def acta(session: "Session", acta_id: str) -> ActaFacts:
    """Return everything of one acta but its pages."""
    record = get(session, Acta, acta_id)
    status = actas.status(session, acta_id)
    version = actas.last_version(session, acta_id)
    content = issue.content_of(session, version) if version else collect.acta(session, acta_id)
    missing = actas.gaps(session, acta_id) if version is None else ()
    signing = _people(session, record, version, status.state)
    mesa = content.meeting.mesa
    sigla = sigla_of(mesa.sigla, mesa.name) if mesa else PLENARY
    return ActaFacts(
        id=acta_id,
        state=status.state,
        title=f"Acta {status.number}" if status.number else "Acta sin número",
        subtitle=_subtitle(content, version),
        done=status.outcomes,
        total=status.signatories,
        sections=_sections(content, missing, sealed=status.state == "sealed"),
        gaps=tuple(_gap(one) for one in missing),
        notices=(*map(_gap, acta_gaps.notices(session, acta_id)), *_unread(session, record))
        if version is None
        else (),
        values={name: getattr(record, name) for name in FIELDS},
        heads=heads.of(session, acta_id),
        people=signing.rows,
        signers=signing.signers,
        next_id=signing.turn,
        undecided=signing.undecided,
        awaited=signing.awaited,
        waiting=signing.waiting,
        closed_at=hour(version.frozen_at) if version else "",
        file_stem=_file_stem(status.number, sigla, status.state, status.outcomes),
        number=status.number,
        version=status.version,
        code=verification_code(version.content_hash) if version else "",
        body_hash=version.body_hash if version else "",
        seal_reason=_seal_reason(session, version, status.signatories - status.outcomes, signing),
        interrupted=_interrupted(session, acta_id, signing.signers),
        unprintable="" if version else _unprintable(content),
        choices=Choices() if version else choosing.choices(session, record),
        amended=status.amended,
        about=offering.about(session, record, status),
        offers=offering.offers(session, record, status, version),
        two_seals=offering.two_seals(session, status),
        after_seal=offering.late(session, acta_id, status),
        receipts=receipt_content.recorded_here(session, version) if version else {},
        copies=len(seal_copies.handed(session, acta_id)) if status.state == "sealed" else 0,
        late_takes=people.late_takes(session, version)
        if version and status.state == "sealed"
        else frozenset(),
    )


def _unprintable(content: ActaContent) -> str:
    found = unprintable.places(content)
    more = len(found) - NAMED
    named = (*found[:NAMED], f"{more} más") if more > 1 else found
    return said("acta-unprintable", where=listed(named)) if found else ""


def _subtitle(content: ActaContent, version: ActaVersion | None) -> str:
    """Return the mesa, the version and the mesa's name, which is what may be cut when there is no room."""
    mesa = content.meeting.mesa
    parts = (
        f"Mesa {mesa.number}" if mesa else "Plenaria",
        f"versión {version.version}" if version else "",
        mesa.name if mesa else "",
    )
    return " · ".join(filter(None, parts))


def _people(session: "Session", record: Acta, version: ActaVersion | None, state: str) -> People:
    if version is None:
        return people.expected(session, record.id)
    return people.signing(session, version, taking=state == "signing")


def _interrupted(session: "Session", acta_id: str, signers: dict[str, Signer]) -> str:
    marked, person = signing_mark.left(session)
    if marked != acta_id:
        return ""
    if person in signers:
        return f"{signers[person].name}: {said('signature-interrupted')}"
    return "" if person else said("seal-interrupted")


def _seal_reason(session: "Session", version: ActaVersion | None, waiting: int, signing: People) -> str:
    if version is None:
        return "Primero se congela el texto y se recogen las firmas."
    holder = seal_role.role(session, version).holder
    if holder != context(session).device_id:
        return said("acta-seal-elsewhere", device=devices.name(session, holder))
    if waiting > 0:
        words = plural(waiting, "Falta el resultado", "Faltan resultados")
        return f"{words} de {count(waiting, 'firmante', 'firmantes')}."
    if signing.awaited:
        people_ = count(len(signing.awaited), "firmante", "firmantes")
        return f"Falta lo que otro equipo registró de {people_}: recíbalo, o elija quien coordina."
    if signing.undecided:
        people_ = count(len(signing.undecided), "firmante", "firmantes")
        return f"Hay {people_} con dos resultados: elija cuál vale."
    return ""


def _sections(content: ActaContent, missing: tuple[Gap, ...], *, sealed: bool) -> tuple[Section, ...]:
    words = wording.load(content.acta.wording)
    headings = acta_sections.headings(words, acta_sections.left_out(content))
    headings["signatures"] = (
        wording.load(closing.WORDING)("signatures.title")
        if sealed
        else words("approval.signatories", signatories="\n").partition("\n")[0].strip()
    )
    lacking = {_section_of(gap) for gap in missing}
    counts = {
        "attendees": len(content.attendees),
        "agenda": len(content.agenda),
        "agreements": len(content.agreements),
        "reservations": len(content.reservations.split("\n")) if content.reservations else 0,
        "signatures": len(content.signatories),
        "annexes": len(content.annexes),
    }
    return tuple(
        Section(
            key=key,
            words=said_as,
            count=str(counts[key]) if counts.get(key) else "",
            complete=key not in lacking,
            find=headings.get(key, ""),
        )
        for key, said_as in SECTIONS
    )


def _section_of(gap: Gap) -> str:
    if gap.kind == "agreement":
        return "agreements"
    if gap.kind in ("organization", "signatory"):
        return "signatures"
    if gap.kind == "person":
        return "attendees"
    return _GAP_SECTION.get(gap.code, "data")


def _gap(gap: Gap) -> Row:
    words = said(gap.code)
    return Row(
        key=f"{gap.kind}:{gap.id}:{gap.code}",
        title=f"{gap.where}: {words}" if gap.where else words[:1].upper() + words[1:],
        icon=_GAP_ICONS[gap.kind],
        state="more",
    )


def _unread(session: "Session", record: Acta) -> tuple[Row, ...]:
    """Say how many agreements were read aloud as they are now, until all of them were."""
    rows = agreements.listing(session, record.workshop_id, record.mesa_id)
    read = agreement_reading.read(rows)
    if read == len(rows):
        return ()
    words = f"Leídos: {read} de {count(len(rows), 'acuerdo', 'acuerdos')}"
    return (Row(key=f"reading:{record.mesa_id}:", title=words, icon="volume", state="more"),)


def _file_stem(number: str, sigla: str, state: str, done: int) -> str:
    """Return the name of the acta's file: its number and state, nothing of any person."""
    if not number:
        return f"acta-borrador-{sigla}"
    return f"acta-{number}" if state == "sealed" else f"acta-{number}-sin-sellar-{done}"


def freezing(session: "Session", acta_id: str) -> FreezeFacts:
    """Return what a freeze would fix now."""
    record = get(session, Acta, acta_id)
    number, version = amending.place(session, record)
    return FreezeFacts(
        number=number,
        version=version,
        signatories=len(actas.signatories(session, acta_id)),
        code=verification_code(record.reviewed_hash) if record.reviewed_hash else "",
        unprintable=_unprintable(collect.acta(session, acta_id)),
    )
