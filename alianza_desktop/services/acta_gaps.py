"""What an acta lacks before it can be read and frozen, and what people should know, each with its record.

A gap blocks; a notice does not: a mesa without quorum may still agree, and its acta says how many came.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from alianza_desktop.model import Acta, Mesa, Person, Workshop, rules
from alianza_desktop.model.actas import ADDENDUM
from alianza_desktop.services import acta_signatories, agreements, same_as
from alianza_desktop.services.query import get


@dataclass(frozen=True, slots=True)
class Gap:
    """Something an acta lacks, with the record where it is mended."""

    code: str
    kind: str
    id: str
    where: str
    """What a person recognises it by: `A-02`, an organisation's name; empty for the acta itself."""


def gaps(session: Session, acta_id: str) -> tuple[Gap, ...]:
    """Return what the acta lacks before it can be frozen, each with the record that mends it."""
    acta = get(session, Acta, acta_id)
    workshop = get(session, Workshop, acta.workshop_id)
    own = (Gap(code, "acta", acta.id, "") for code in _own_gaps(session, acta, workshop))
    return (*own, *_agreement_gaps(session, acta), *_people_gaps(session, acta))


def _own_gaps(session: Session, acta: Acta, workshop: Workshop) -> Iterator[str]:
    if not acta.date:
        yield "gap-date"
    yield from rules.hours_gaps(acta.starts_at, acta.ends_at)
    if not workshop.place:
        yield "gap-place"
    if not acta_signatories.rows(session, acta.id):
        yield "gap-signatories"
    if acta.amends_how == ADDENDUM:
        if not acta.development:
            yield "gap-addendum-text"
    elif not agreements.listing(session, acta.workshop_id, acta.mesa_id):
        yield "gap-agreements"


def _agreement_gaps(session: Session, acta: Acta) -> Iterator[Gap]:
    rows = agreements.listing(session, acta.workshop_id, acta.mesa_id)
    for row in rows:
        yield from (Gap(code, "agreement", row.id, row.code) for code in row.gaps)
    names = {row.organization_id: row.organization for row in rows if row.acceptance != "to_confirm"}
    signing = {row.organization_id for row in acta_signatories.rows(session, acta.id)}
    for one in rules.without_signer(names, signing):
        yield Gap("gap-no-signer", "organization", one, names[one])


def _people_gaps(session: Session, acta: Acta) -> Iterator[Gap]:
    expected = acta_signatories.signatories(session, acta.id)
    again = set(acta_signatories.twice(session, acta.id))
    for one in expected:
        if one.quality == acta_signatories.ALTERNATE and not one.accreditation:
            yield Gap("gap-accreditation", "signatory", one.id, one.full_name)
        if one.id in again:
            yield Gap("gap-signs-twice", "signatory", one.id, one.full_name)
    if acta.amends_how == ADDENDUM:
        return
    present = acta_signatories.present(session, acta.id)
    speaking = [one.person_id for one in present if one.quality == "interpreter"]
    for person in same_as.standing(session, Person, speaking).values():
        if not person.language:
            yield Gap("gap-interpreter-language", "person", person.id, person.full_name)


def notices(session: Session, acta_id: str) -> tuple[Gap, ...]:
    """Return what does not block and should be known: `notice-quorum`, with who came of how many."""
    acta = get(session, Acta, acta_id)
    mesa = session.get(Mesa, acta.mesa_id) if acta.mesa_id else None
    if mesa is None or not mesa.quorum or acta.amends_how == ADDENDUM:
        return ()
    came = len(acta_signatories.present(session, acta_id))
    return (Gap("notice-quorum", "mesa", mesa.id, f"{came}/{mesa.quorum}"),) if came < mesa.quorum else ()
