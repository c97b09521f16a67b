"""From the store to what an acta says by choice and who may seal it; runs off the UI thread. No Qt."""

from typing import TYPE_CHECKING, Final

from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.core.sentences import said
from alianza_desktop.documents import issue
from alianza_desktop.model import Acta, ActaSignatory, Operator
from alianza_desktop.model.actas import CLAUSES
from alianza_desktop.services import acta_annulment, acta_clauses, acta_signatories, devices, pins
from alianza_desktop.services.query import get
from alianza_desktop.storage.context import context
from alianza_desktop.ui.actas import people
from alianza_desktop.ui.actas.facts import AnnulFacts, CapacityFacts, Choices, HandFacts, HeadingsFacts
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WORDS: Final = {
    "budget": "Sujetos a disponibilidad presupuestal",
    "no_cost": "No irroga gasto ni da retribución",
    "electronic": "Qué es la firma en pantalla",
    "data": "Datos personales, Ley 29733",
    "image": "Fotografías solo con autorización",
    "interpreted": "Se interpretó en voz alta",
}
"""What a clause is called beside its box; its text is in the wording, and on the page."""


def choices(session: "Session", record: Acta) -> Choices:
    """Return the clauses of a draft and the languages that its headings may have."""
    included = acta_clauses.included(session, record.id)
    return Choices(
        clauses=tuple((code, WORDS[code], code in included) for code in CLAUSES),
        language=record.language,
        languages=acta_clauses.languages(session),
    )


def headings(session: "Session", language: str) -> HeadingsFacts:
    """Return what was reviewed in a language."""
    found = acta_clauses.translations(session, language)
    texts = {key: one.text for key, one in found.items() if one.text}
    reviewers = [one.reviewed_by for one in found.values() if one.text]
    return HeadingsFacts(language=language, texts=texts, reviewed_by=reviewers[0] if reviewers else "")


def laptops(session: "Session", acta_id: str) -> HandFacts:
    """Return the other laptops of the alliance."""
    version = issue.frozen(session, acta_id)
    here, names = context(session).device_id, devices.names(session)
    return HandFacts(
        title=f"Acta {version.number}, versión {version.version}",
        laptops=tuple(
            Row(key=one, title=f"Equipo {name}", icon="device-laptop")
            for one, name in sorted(names.items(), key=lambda pair: pair[1])
            if one != here
        ),
    )


def capacity(session: "Session", signatory_id: str) -> CapacityFacts:
    """Return in what quality somebody is expected to sign."""
    acta_id = get(session, ActaSignatory, signatory_id).acta_id
    row = next(one for one in acta_signatories.signatories(session, acta_id) if one.id == signatory_id)
    signers = people.expected(session, acta_id).signers
    lacks = row.quality == acta_signatories.ALTERNATE and not row.accreditation
    return CapacityFacts(
        signer=signers[signatory_id],
        values={"quality": row.quality, "position": row.position, "accreditation": row.accreditation},
        represents=row.represents,
        scanned=bool(row.accreditation_file),
        lacks=f"{said('gap-accreditation').capitalize()}." if lacks else "",
    )


def annulling(session: "Session", acta_id: str) -> AnnulFacts:
    """Return what annulling an acta asks of who works here; `NotAllowed("annul-role")`."""
    if get(session, Operator, context(session).operator_id).role != acta_annulment.ROLE:
        raise NotAllowed("annul-role")
    record = get(session, Acta, acta_id)
    return AnnulFacts(
        title=f"Anular el acta {record.number}" if record.number else "Anular el acta",
        words="No se borra: queda a la vista, tachada, con sus firmas y con la razón. No se puede deshacer.",
        has_pin=pins.has_pin(session),
    )
