"""The life of an acta on paper: frozen, signed by each, sealed. One function each, for window and commands.

Every function writes in the running transaction, so the bytes, their hashes and the record are durable
together or not at all. What was issued is stored and never rendered again (architecture.md §4, signing.md).
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import Json, sha256, verification_code
from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Corrupt, Invalid, NotAllowed, NotFound
from alianza_desktop.core.format_es import count
from alianza_desktop.documents import acta as acta_document
from alianza_desktop.documents import amending, closing, collect, copies, reviewing, wording
from alianza_desktop.documents.acta_content import Acta as Edition
from alianza_desktop.documents.acta_content import ActaContent, acta_json, content_hash
from alianza_desktop.model import Acta, ActaSeal, ActaVersion, Evidence, Operator, rules
from alianza_desktop.model.actas import REPLACEMENT
from alianza_desktop.services import acta_amendments, actas, alliances, authorities, seal_role
from alianza_desktop.services.query import get
from alianza_desktop.signing import own_certificate, records
from alianza_desktop.signing.evidence import OVERRULES, Choice, Outcome, Signatory
from alianza_desktop.signing.ink import Ink
from alianza_desktop.signing.own_certificate import CertificateFile
from alianza_desktop.signing.seal import Sealer, check_hour
from alianza_desktop.signing.seal import seal as seal_document
from alianza_desktop.signing.trust import common_name
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage import attachments
from alianza_desktop.storage.context import context
from alianza_desktop.storage.identity import identity
from alianza_desktop.storage.renewal import renew_if_outside

INK_CONSENT: Final = "ink.v1"
"""Version of the sentence that a person accepts before drawing their signature (`resources/wording`)."""
MEDIA: Final = {
    "json": "application/json",
    "pdf": "application/pdf",
    "ink": "application/vnd.alianza.ink+json",
}


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person is shown and accepts before drawing their signature."""

    version: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Given:
    """How a signatory ended, as the operator states it: nothing is assumed that nobody stated."""

    outcome: str
    """One of `model.actas.OUTCOMES`."""
    identified_by: str
    """One of `evidence.IDENTIFICATIONS`; empty when nobody identified the person, who then does not sign."""
    shown: bool
    """Whether the person saw the pages of this version."""
    consent: str = ""
    """Version of the sentence that was shown and accepted (`consent`), for a firma en pantalla."""
    ink: Json = None
    """`{"v":1,"w":…,"h":…,"strokes":[…]}` in 1/100 mm, for a firma en pantalla."""
    reason: str = ""
    note: str = ""
    signed_for_by: str = ""
    left_at: str = ""
    paper: str = ""
    witness: str = ""


def review(session: Session, acta_id: str) -> Acta:
    """Pass a draft to review, noting what it says: only that text can be frozen.

    Raises `NotAllowed` (`acta-frozen`, `acta-annulled`), `Invalid("acta-gaps")`.
    """
    acta = actas.review(session, acta_id)
    session.flush()
    acta.reviewed_hash = reviewing.text_hash(session, acta_id)
    return acta


def freeze(session: Session, acta_id: str) -> ActaVersion:
    """Freeze the reviewed text: its number, canonical JSON and body PDF become an immutable version.

    Raises `NotAllowed` (`acta-frozen`, `acta-annulled`, `acta-not-in-review`, `acta-changed-since-review`),
    `Invalid("acta-gaps")`.
    """
    acta = get(session, Acta, acta_id)
    _check_freezable(session, acta)
    here = context(session)
    frozen_at = instant(here.clock.now())
    number, edition_number = amending.place(session, acta)
    edition = Edition(
        id=acta.id,
        version_id=here.ids(),
        version=edition_number,
        number=number,
        wording=collect.WORDING,
        frozen_at=frozen_at,
        amends=amending.cited(session, acta),
    )
    content = collect.acta(session, acta_id, edition)
    data = acta_json(content)
    body = acta_document.build(content, wording.load(edition.wording))
    version = ActaVersion(
        id=edition.version_id,
        acta_id=acta.id,
        number=edition.number,
        version=edition.version,
        content_hash=attachments.put(session, data, MEDIA["json"]),
        content_size=len(data),
        body_hash=attachments.put(session, body.data, MEDIA["pdf"]),
        body_size=len(body.data),
        pages=body.pages,
        wording=edition.wording,
        device=here.device_id,
        frozen_at=frozen_at,
    )
    session.add(version)
    if acta.amends_how != REPLACEMENT:
        acta.number = edition.number
    session.flush()
    return version


def _check_freezable(session: Session, acta: Acta) -> None:
    if acta.state == "annulled":
        raise NotAllowed("acta-annulled")
    if actas.last_version(session, acta.id) is not None:
        raise NotAllowed("acta-frozen")
    if acta.state != "review":
        raise NotAllowed("acta-not-in-review")
    _check_amended(session, acta)
    missing = actas.gaps(session, acta.id)
    if missing:
        raise Invalid("acta-gaps", count=len(missing))
    if reviewing.text_hash(session, acta.id) != acta.reviewed_hash:
        raise NotAllowed("acta-changed-since-review")


def _check_amended(session: Session, acta: Acta) -> None:
    if not acta.amends_id:
        return
    if get(session, Acta, acta.amends_id).state == "annulled":
        raise NotAllowed("amended-annulled")
    acta_amendments.not_replaced(session, acta.amends_id)


def frozen(session: Session, acta_id: str) -> ActaVersion:
    """Return the acta's newest version, or raise `NotAllowed("acta-not-frozen")`."""
    version = actas.last_version(session, acta_id)
    if version is None:
        raise NotAllowed("acta-not-frozen")
    return version


def content_of(session: Session, version: ActaVersion) -> ActaContent:
    """Return what a version says, read from its own stored bytes."""
    return amending.read(session, version)


def signatory(session: Session, acta_id: str, reference: str) -> str:
    """Return the id of a signatory of the frozen version, by that id or by document number."""
    number = "".join(letter for letter in reference if letter.isalnum()).upper()
    for one in actas.frozen_signatories(session, frozen(session, acta_id)):
        if reference == one["id"] or number == one.get("document_number"):
            return one["id"]
    raise NotFound("signatory-missing")


def consent(session: Session, acta_id: str) -> Consent:
    """Return what a person must read, with this version's own number, pages and code, before signing here."""
    version = frozen(session, acta_id)
    words = wording.load(INK_CONSENT)
    facts = {
        "number": version.number,
        "version": version.version,
        "pages": count(version.pages, "página", "páginas"),
        "code": verification_code(version.content_hash),
    }
    return Consent(
        INK_CONSENT, " ".join(words(f"text.{key}", **facts) for key in ("consent", "kind", "data"))
    )


def _open(session: Session, acta_id: str) -> ActaVersion:
    """Return the frozen version, which still admits evidence."""
    if get(session, Acta, acta_id).state == "annulled":
        raise NotAllowed("acta-annulled")
    version = frozen(session, acta_id)
    acta_amendments.not_replaced(session, acta_id)
    if actas.last_seal(session, version.id) is not None:
        raise NotAllowed("acta-sealed")
    return version


def record_outcome(session: Session, acta_id: str, signatory_id: str, given: Given) -> Evidence:
    """Record how a signatory ended with the frozen version, in this device's chain of evidence.

    Raises `NotAllowed` (`acta-not-frozen`, `acta-sealed`, `acta-annulled`), `NotFound("signatory-missing")`,
    `NotFound("wording-missing")` for a consent text that this program does not have, and `Invalid` for facts
    that do not go with the outcome.
    """
    version = _open(session, acta_id)
    facts = facts_of(session, version, signatory_id, given)
    return records.record(session, version, facts, witness=given.witness)


def facts_of(session: Session, version: ActaVersion, signatory_id: str, given: Given) -> Outcome:
    """Return an outcome as evidence has it, its ink kept; raises as `record_outcome` does."""
    members = {one["id"]: one for one in actas.frozen_signatories(session, version)}
    if signatory_id not in members:
        raise NotFound("signatory-missing")
    ink = Ink.read(given.ink) if given.ink is not None else None
    if ink is not None:
        attachments.put(session, ink.to_bytes(), MEDIA["ink"])
    if given.identified_by == "witness" and not given.witness.strip():
        raise Invalid("witness-needed")
    if given.consent:
        wording.load(given.consent)
    return Outcome(
        signatory=Signatory.read(members[signatory_id]),
        outcome=given.outcome,
        body_seen=version.body_hash if given.shown else "",
        identified_by=given.identified_by,
        consent=given.consent,
        ink=ink.digest if ink is not None else "",
        reason=given.reason.strip(),
        left_at=rules.hour(given.left_at) if given.left_at else "",
        paper=given.paper.strip(),
        signed_for_by=given.signed_for_by.strip(),
        note=given.note.strip(),
    )


def choose(session: Session, acta_id: str, signatory_id: str, entry_hash: str, reason: str = "") -> Evidence:
    """Choose which of several outcomes of a person stands, citing all that is known here of them.

    `entry_hash` may be shortened to a beginning that only one of them has. While an earlier choice cites what
    is not here, only a coordinator chooses, saying why: nobody waits for it any more.
    Raises `NotAllowed` (`acta-not-frozen`, `acta-sealed`, `acta-annulled`, `choice-role`, `choice-needless`,
    `choice-overrule`), `Invalid` (`choice-entry`, `reason-needed`).
    """
    version = _open(session, acta_id)
    standing = records.standings(session, version).get(signatory_id)
    if standing is None or (len(standing.outcomes) < 2 and not standing.awaits):
        raise NotAllowed("choice-needless")
    if standing.awaits:
        _check_overrules(session, reason)
    wanted = entry_hash.strip().lower()
    chosen = [one.hash for one in standing.outcomes if wanted and one.hash.startswith(wanted)]
    if len(chosen) != 1:
        raise Invalid("choice-entry")
    choice = Choice(signatory_id, standing.cites, chosen[0], reason.strip())
    return records.record(session, version, choice)


def _check_overrules(session: Session, reason: str) -> None:
    if get(session, Operator, context(session).operator_id).role != OVERRULES:
        raise NotAllowed("choice-overrule")
    if not reason.strip():
        raise Invalid("reason-needed")


def seal(session: Session, acta_id: str, certificate: CertificateFile | None = None) -> ActaSeal:
    """Seal the acta: the cierre, the appended pages, one certification signature; the bytes are stored.

    The installation seals, or a certificate of another issuer that its cierre names. Raises `NotAllowed`
    (`acta-not-frozen`, `acta-sealed`, `acta-unsealable`, `acta-seal-elsewhere`, `seal-certificate-time`,
    `seal-certificate-revoked`), `Invalid` as `own_certificate.load` does, and `Corrupt` when what is stored,
    or what was sealed, does not hold.
    """
    version = frozen(session, acta_id)
    _check_sealable(session, acta_id, version)
    now = context(session).clock.now()
    renew_if_outside(session, now, alliances.alliance(session).name)
    installation = sealer(session)
    check_hour(installation, now)
    own = own_certificate.load(certificate, now) if certificate else installation
    records.close(session, version, own)
    bundle = records.bundle(session, version, own)
    content = content_of(session, version)
    body = attachments.get(session, version.body_hash)
    appendix = closing.build(
        closing.Closing(
            content=content,
            body_size=version.body_size,
            body_pages=version.pages,
            bundle=bundle,
            other=_other(own, installation) if certificate else None,
            devices=records.device_names(session),
        ),
        wording.load(closing.WORDING),
    )
    sealed = seal_document(
        body,
        appendix,
        attachments.get(session, version.content_hash),
        bundle.to_bytes(),
        own,
        at=now,
        location=content.meeting.city,
    )
    check_sealed(session, sealed)
    record = ActaSeal(
        version_id=version.id,
        file_hash=attachments.put(session, sealed, MEDIA["pdf"]),
        file_size=len(sealed),
        device=context(session).device_id,
        at=instant(now),
    )
    session.add(record)
    session.flush()
    return record


def _other(own: Sealer, installation: Sealer) -> closing.Other:
    issuer = own.between[0] if own.between else own.authority
    return closing.Other(common_name(own.certificate), common_name(issuer), sha256(installation.authority))


def sealer(session: Session) -> Sealer:
    """Return who seals here: this installation, with its key loaded."""
    own = identity(session)
    return Sealer(own.seal_key, own.seal_certificate, own.ca_certificate)


def check_sealed(session: Session, data: bytes) -> None:
    """Judge what was just sealed as anyone of the alliance will: what would not verify is never stored."""
    report = verify(data, authorities.pins(session))
    if report.verdict != "intact":
        raise Corrupt("seal-not-intact", verdict=report.words)


def _check_sealable(session: Session, acta_id: str, version: ActaVersion) -> None:
    status = actas.status(session, acta_id)
    if status.state == "annulled":
        raise NotAllowed("acta-annulled")
    if status.state == "sealed":
        raise NotAllowed("acta-sealed")
    acta_amendments.not_replaced(session, acta_id)
    seal_role.check(session, version)
    missing = status.signatories - len(actas.outcomes(session, version.id))
    if missing > 0:  # who has two is told by `records.close`
        raise NotAllowed("acta-unsealable", count=missing)


@dataclass(frozen=True, slots=True, repr=False)
class Source:
    """What an acta's print is made from: quick to read; `printed` takes its time and needs no store."""

    key: str
    """The same for the same print."""
    stored: bytes
    """The sealed file or the frozen body; empty for a draft, whose body is made from its content."""
    content: ActaContent | None
    mark: str
    """What the copy says across each page."""


def source(session: Session, acta_id: str) -> Source:
    """Return what the acta's print is made from, as it is now."""
    status = actas.status(session, acta_id)
    sealed = actas.last_seal(session, status.version_id) if status.version_id else None
    if sealed is not None and status.state == "sealed":
        data = attachments.get(session, sealed.file_hash)
        assert sha256(data) == sealed.file_hash
        return Source(sealed.file_hash, data, None, "")
    version = actas.last_version(session, acta_id)
    content = content_of(session, version) if version else collect.acta(session, acta_id)
    mark = copies.mark(
        wording.load(copies.WORDING),
        status.state,
        done=status.outcomes,
        total=status.signatories,
        rehearsal=content.alliance.rehearsal,
    )
    if version is None:
        return Source(f"{content_hash(content)} {mark}", b"", content, mark)
    shown = sealed.file_hash if sealed is not None else version.body_hash
    return Source(f"{shown} {mark}", attachments.get(session, shown), None, mark)


def printed(made_from: Source) -> bytes:
    """Return the bytes to show and to print; a draft's body is rendered here."""
    body = made_from.stored
    if made_from.content is not None:
        content = made_from.content
        body = acta_document.build(content, wording.load(content.acta.wording)).data
    return copies.marked(body, made_from.mark)


def pdf(session: Session, acta_id: str) -> bytes:
    """Return the acta as it can be printed now: the sealed file, or a copy that carries its state across."""
    return printed(source(session, acta_id))
