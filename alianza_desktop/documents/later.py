"""What is added to a sealed acta afterwards: people's digital signatures and time-stamps, each a second file.

The sealed file never changes: each addition is an incremental update of the newest file, stored beside it.
What would not verify is not stored.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Corrupt, NotAllowed, NotFound
from alianza_desktop.documents import issue
from alianza_desktop.model import ActaSeal, SealCopy
from alianza_desktop.model.sealing import COPIES
from alianza_desktop.services import actas, authorities
from alianza_desktop.signing import personal, records
from alianza_desktop.signing.own_certificate import CertificateFile
from alianza_desktop.signing.personal import Token
from alianza_desktop.signing.seal import PERSON_FIELD
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage import attachments
from alianza_desktop.storage.context import context


def newest(session: Session, acta_id: str) -> bytes:
    """Return the sealed acta with all that was added to it here; `NotAllowed("acta-not-sealed")`."""
    return _newest(session, _sealed(session, acta_id))


def sign(session: Session, acta_id: str, signatory_id: str, own: Token | CertificateFile) -> SealCopy:
    """Add a person's digital signature, in the field that the seal prepared for them.

    Raises `NotAllowed("acta-not-sealed")`, `NotFound` (`signatory-missing`, `field-missing`) and what
    `personal.sign` raises.
    """
    seal = _sealed(session, acta_id)
    version = issue.frozen(session, acta_id)
    order = [one["id"] for one in actas.frozen_signatories(session, version)]
    if signatory_id not in order:
        raise NotFound("signatory-missing")
    standing = records.standings(session, version).get(signatory_id)
    if not (standing and standing.outcome and standing.outcome.outcome == "digital"):
        raise NotFound("field-missing")
    field = PERSON_FIELD.format(order.index(signatory_id) + 1)
    now = context(session).clock.now()
    signed = personal.sign(_newest(session, seal), field, own, at=now)
    return _keep(session, seal, signed, "signature", signatory_id)


def timestamp(session: Session, acta_id: str, address: str) -> SealCopy:
    """Add a time-stamp of the authority at an address; raises `acta-not-sealed`, and what `stamp` raises."""
    from alianza_desktop.signing.timestamps import stamp

    seal = _sealed(session, acta_id)
    return _keep(session, seal, stamp(_newest(session, seal), address), "timestamp")


def _sealed(session: Session, acta_id: str) -> ActaSeal:
    version = actas.last_version(session, acta_id)
    seal = actas.last_seal(session, version.id) if version else None
    if seal is None:
        raise NotAllowed("acta-not-sealed")
    return seal


def _newest(session: Session, seal: ActaSeal) -> bytes:
    """Return the file with the most additions: each holds those before it."""
    added = select(SealCopy).where(SealCopy.seal_id == seal.id, SealCopy.kind.in_(COPIES))
    copies = session.scalars(added).all()
    sizes = {one.file_hash: one.file_size for one in copies} | {seal.file_hash: seal.file_size}
    return attachments.get(session, max(sizes, key=lambda one: (sizes[one], one)))


def _keep(session: Session, seal: ActaSeal, data: bytes, kind: str, signatory_id: str = "") -> SealCopy:
    report = verify(data, authorities.pins(session))
    if report.verdict != "intact":
        raise Corrupt("seal-not-intact", verdict=report.words)
    here = context(session)
    copy = SealCopy(
        seal_id=seal.id,
        kind=kind,
        signatory_id=signatory_id,
        file_hash=attachments.put(session, data, issue.MEDIA["pdf"]),
        file_size=len(data),
        device=here.device_id,
        at=instant(here.clock.now()),
    )
    session.add(copy)
    session.flush()
    return copy
