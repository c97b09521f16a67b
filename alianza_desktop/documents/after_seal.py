"""After the seal: late outcomes, and the *constancia complementaria* that prints them and is sealed itself.

Decisions: late outcomes are about one sealed file, the one that stands (`actas.last_seal`). A constancia says
everything known after that seal, so the last one is enough; it is asked for, never made by itself, and can be
made on any laptop with a certificate. An annulled acta takes no more outcomes, and its constancias stay.
"""

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.documents import complement as pages
from alianza_desktop.documents import issue, wording
from alianza_desktop.model import Acta, ActaComplement, ActaSeal, ActaVersion, LateOutcome
from alianza_desktop.services import actas, alliances
from alianza_desktop.services.query import get, living
from alianza_desktop.signing import complement as sealing
from alianza_desktop.signing import late_records, records
from alianza_desktop.signing.complement import Late, Material
from alianza_desktop.signing.ink import Ink
from alianza_desktop.signing.seal import Sealer
from alianza_desktop.storage import attachments
from alianza_desktop.storage.context import context
from alianza_desktop.storage.renewal import renew_if_outside


@dataclass(frozen=True, slots=True, repr=False)
class LateRow:
    """An outcome that the sealed file does not carry, as lists show it."""

    signatory_id: str
    name: str
    outcome: str
    at: str
    device: str
    entry: str
    """Hash of its record."""
    after: bool
    """Recorded before the seal, by a laptop whose evidence came after it."""


def record_late(session: Session, acta_id: str, signatory_id: str, given: issue.Given) -> LateOutcome:
    """Record how a signatory ended after the seal: the sealed file stays, a constancia will say it.

    Raises `NotAllowed` (`acta-not-frozen`, `acta-not-sealed`, `acta-annulled`), `NotFound` and `Invalid` as
    `issue.record_outcome` does, and `Corrupt` when this device's late chain does not hold.
    """
    if get(session, Acta, acta_id).state == "annulled":
        raise NotAllowed("acta-annulled")
    version, seal = _sealed(session, acta_id)
    if given.outcome == "digital":
        raise Invalid("late-digital")
    facts = issue.facts_of(session, version, signatory_id, given)
    return late_records.record(session, version, seal.file_hash, facts, witness=given.witness)


def late(session: Session, acta_id: str) -> tuple[LateRow, ...]:
    """Return what came after the seal, oldest first; empty for an acta that is not sealed."""
    version = actas.last_version(session, acta_id)
    seal = actas.last_seal(session, version.id) if version else None
    if version is None or seal is None:
        return ()
    return tuple(_row(one) for one in _people(session, version, seal))


def _row(one: Late) -> LateRow:
    outcome = one.outcome
    return LateRow(
        signatory_id=outcome.signatory.id,
        name=outcome.signatory.name,
        outcome=outcome.outcome,
        at=one.at,
        device=one.device,
        entry=one.entry.hash,
        after=one.after,
    )


def complements(session: Session, acta_id: str) -> tuple[ActaComplement, ...]:
    """Return the sealed constancias of an acta's newest version, oldest first."""
    version = actas.last_version(session, acta_id)
    query = living(ActaComplement).where(ActaComplement.version_id == (version.id if version else ""))
    return tuple(session.scalars(query.order_by(ActaComplement.at, ActaComplement.id)))


def untold(session: Session, acta_id: str) -> int:
    """Return how many outcomes after the seal no constancia says yet."""
    known = late(session, acta_id)
    if not known:
        return 0
    told = {entry for one in complements(session, acta_id) for entry in _told(session, one.file_hash)}
    return sum(one.entry not in told for one in known)


_READ: Final[dict[str, frozenset[str]]] = {}
"""SHA-256 of a constancia → what it prints. Such bytes never change, and reading them takes its time."""


def _told(session: Session, file_hash: str) -> frozenset[str]:
    """Return the outcomes that a constancia prints; none while its file has not arrived."""
    if file_hash not in _READ and attachments.has(session, file_hash):
        from alianza_desktop.signing import complement_judge

        _READ[file_hash] = frozenset(complement_judge.entries(attachments.get(session, file_hash)))
    return _READ.get(file_hash, frozenset())


def complement(session: Session, acta_id: str) -> ActaComplement:
    """Seal a constancia complementaria with all that came after the seal; its bytes are stored.

    Raises `NotAllowed` (`acta-not-frozen`, `acta-not-sealed`, `complement-empty`, `seal-certificate-time`),
    and `Corrupt` when what is stored, or what was sealed, does not hold.
    """
    version, seal = _sealed(session, acta_id)
    if not late(session, acta_id):
        raise NotAllowed("complement-empty")
    now = context(session).clock.now()
    renew_if_outside(session, now, alliances.alliance(session).name)
    own, at = issue.sealer(session), instant(now)
    material = _material(session, version, seal, own)
    content = issue.content_of(session, version)
    printed = pages.build(
        pages.Complement(
            content=content,
            material=material,
            sealed_at=seal.at,
            issued_at=at,
            sealer=own,
            devices=records.device_names(session),
        ),
        wording.load(pages.WORDING),
    )
    alliance = content.alliance
    said = sealing.Issue(
        alliance={"id": alliance.id, "name": alliance.name, "rehearsal": alliance.rehearsal},
        number=version.number,
        edition=version.version,
        issued_at=at,
        wording=pages.WORDING,
    )
    constancia = sealing.constancia_json(said, material, own)
    sealed = sealing.seal(printed, constancia, material, own, at=now)
    issue.check_sealed(session, sealed)
    record = ActaComplement(
        version_id=version.id,
        file_hash=attachments.put(session, sealed, issue.MEDIA["pdf"]),
        file_size=len(sealed),
        device=context(session).device_id,
        at=at,
    )
    session.add(record)
    session.flush()
    return record


def pdf(session: Session, complement_id: str) -> bytes:
    """Return the stored bytes of a constancia; `NotFound("attachment-missing")` while they have not come."""
    return attachments.get(session, get(session, ActaComplement, complement_id).file_hash)


def _sealed(session: Session, acta_id: str) -> tuple[ActaVersion, ActaSeal]:
    version = issue.frozen(session, acta_id)
    seal = actas.last_seal(session, version.id)
    if seal is None:
        raise NotAllowed("acta-not-sealed")
    return version, seal


def _people(session: Session, version: ActaVersion, seal: ActaSeal) -> tuple[Late, ...]:
    return _gathered(session, version, seal).people


def _gathered(session: Session, version: ActaVersion, seal: ActaSeal) -> Material:
    """Return what came after the seal, without its inks."""
    uncovered = frozenset(one.hash for one in records.after_seal(session, version))
    chains = records.chains(session, version)
    return Material(
        sealed=late_records.sealed(version, seal.file_hash),
        late=late_records.chains(session, version, seal.file_hash),
        after=tuple(one for one in chains if any(entry.hash in uncovered for entry in one.entries)),
        uncovered=uncovered,
        inks={},
    )


def _material(session: Session, version: ActaVersion, seal: ActaSeal, sealer: Sealer) -> Material:
    found = _gathered(session, version, seal)
    named = sealing.named_inks(found.people, found.after)
    inks = {digest: Ink.from_bytes(attachments.get(session, digest)) for digest in named}
    more = records.vouchers(session, (*found.late, *found.after), sealer.authority)
    return replace(found, inks=inks, authorities=more)
