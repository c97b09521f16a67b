"""What is frozen of an acta: its versions, their seals, who signs each; and whether it may still change."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.model import Acta, ActaSeal, ActaVersion
from alianza_desktop.services.query import get
from alianza_desktop.storage import attachments


def changeable(session: Session, acta_id: str) -> Acta:
    """Return an acta whose draft may change; `NotAllowed` (`acta-frozen`, `acta-annulled`)."""
    acta = get(session, Acta, acta_id)
    if last_version(session, acta_id) is not None:
        raise NotAllowed("acta-frozen")
    if acta.state == "annulled":
        raise NotAllowed("acta-annulled")
    return acta


def last_version(session: Session, acta_id: str) -> ActaVersion | None:
    """Return the newest frozen version, or none for a draft."""
    return session.scalars(
        select(ActaVersion)
        .where(ActaVersion.acta_id == acta_id)
        .order_by(ActaVersion.version.desc(), ActaVersion.id)
        .limit(1)
    ).first()


def last_seal(session: Session, version_id: str) -> ActaSeal | None:
    """Return the seal of a version; of two, the first id (both are shown as a conflict)."""
    return session.scalars(
        select(ActaSeal).where(ActaSeal.version_id == version_id).order_by(ActaSeal.id).limit(1)
    ).first()


def frozen_signatories(session: Session, version: ActaVersion) -> tuple[dict[str, str], ...]:
    """Return the signatories written in a frozen version, in signing order."""
    content = json.loads(attachments.get(session, version.content_hash))
    return tuple(content["signatories"])
