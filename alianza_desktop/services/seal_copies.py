"""Who was handed a copy of a sealed acta, and when. Said once for each time; nothing of it is taken back."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.clock import instant
from alianza_desktop.core.errors import Invalid, NotAllowed, NotFound
from alianza_desktop.model import ActaSeal, SealCopy
from alianza_desktop.services import actas
from alianza_desktop.services.query import living
from alianza_desktop.storage.context import context

HANDED: Final = ("usb", "paper")
"""Kinds of `SealCopy` that are no second file."""


def hand(
    session: Session, acta_id: str, people: Iterable[str], kind: str, *, file_hash: str = "", size: int = 0
) -> tuple[SealCopy, ...]:
    """Record that signatories took a copy away; without a file, the sealed one.

    Raises `NotAllowed("acta-not-sealed")`, `Invalid("copy-to-nobody")` and `NotFound("signatory-missing")`.
    """
    assert kind in HANDED
    seal, members = _sealed(session, acta_id)
    wanted = dict.fromkeys(people)
    if not wanted:
        raise Invalid("copy-to-nobody")
    if not wanted.keys() <= set(members):
        raise NotFound("signatory-missing")
    here = context(session)
    at = instant(here.clock.now())
    made = tuple(
        SealCopy(
            seal_id=seal.id,
            kind=kind,
            signatory_id=person,
            file_hash=file_hash or seal.file_hash,
            file_size=size or seal.file_size,
            device=here.device_id,
            at=at,
        )
        for person in wanted
    )
    session.add_all(made)
    session.flush()
    return made


def handed(session: Session, acta_id: str) -> dict[str, SealCopy]:
    """Return, by signatory, the last copy of the sealed acta that they took away, from any laptop."""
    version = actas.last_version(session, acta_id)
    seal = actas.last_seal(session, version.id) if version else None
    if seal is None:
        return {}
    query = living(SealCopy).where(SealCopy.seal_id == seal.id, SealCopy.kind.in_(HANDED))
    return {one.signatory_id: one for one in session.scalars(query.order_by(SealCopy.at, SealCopy.id))}


def _sealed(session: Session, acta_id: str) -> tuple[ActaSeal, list[str]]:
    version = actas.last_version(session, acta_id)
    seal = actas.last_seal(session, version.id) if version else None
    if version is None or seal is None:
        raise NotAllowed("acta-not-sealed")
    return seal, [one["id"] for one in actas.frozen_signatories(session, version)]
