"""What an adenda or a new version says of the acta that it amends, and what an adenda adds."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.documents import acta_content as content
from alianza_desktop.model import Acta, ActaVersion
from alianza_desktop.model.actas import ADDENDUM, REPLACEMENT
from alianza_desktop.services import acta_amendments, actas
from alianza_desktop.services.query import living
from alianza_desktop.storage import attachments


def read(session: Session, version: ActaVersion) -> content.ActaContent:
    """Return what a version says, read from its own stored bytes."""
    return content.read_acta_json(attachments.get(session, version.content_hash))


def cited(session: Session, acta: Acta) -> content.Amends | None:
    """Return how an acta cites the one that it amends; none when it amends none."""
    version = acta_amendments.amended(session, acta)
    if version is None:
        return None
    return content.Amends(
        how=acta.amends_how,
        acta_id=version.acta_id,
        number=version.number,
        version=version.version,
        content_hash=version.content_hash,
    )


def place(session: Session, acta: Acta) -> tuple[str, int]:
    """Return the number and the version that a freeze gives: a new version keeps the number it replaces."""
    version = acta_amendments.amended(session, acta)
    if version is None or acta.amends_how != REPLACEMENT:
        return actas.next_number(session, acta), 1
    known = session.scalars(select(ActaVersion.version).where(ActaVersion.number == version.number))
    return version.number, max(known) + 1


def added(
    session: Session, acta: Acta, agreements: tuple[content.Agreement, ...]
) -> tuple[content.Agreement, ...]:
    """Return the agreements that the amended acta and its adendas so far do not have, or have otherwise."""
    said = {one.id: one for version in _before(session, acta) for one in read(session, version).agreements}
    return tuple(one for one in agreements if said.get(one.id) != one)


def _before(session: Session, acta: Acta) -> list[ActaVersion]:
    """Return the amended version and those of its other adendas that are frozen, oldest first."""
    query = living(Acta).where(Acta.amends_id == acta.amends_id, Acta.amends_how == ADDENDUM)
    others = [one.id for one in session.scalars(query.where(Acta.state != "annulled")) if one.id != acta.id]
    versions = [actas.last_version(session, one) for one in (acta.amends_id, *others)]
    found = [one for one in versions if one is not None]
    return sorted(found, key=lambda one: (one.acta_id != acta.amends_id, one.frozen_at, one.id))
