"""What a signatory's receipt says, collected from the evidence; its QR text. No reportlab.

The QR holds 73 capital letters and digits: `AR1`, the 32 characters of the code of the entry, the 32 of the
head of the chain, and the number of the entry in 6 digits. Both codes are the first 160 bits of hashes, as
the «código de verificación» of the acta is of its content.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import verification_code
from alianza_desktop.core.errors import NotFound
from alianza_desktop.documents import amending
from alianza_desktop.model import ActaVersion, Evidence
from alianza_desktop.services.query import get
from alianza_desktop.signing import records, shapes
from alianza_desktop.signing.evidence import Entry, Outcome
from alianza_desktop.storage.context import context

WORDING: Final = "receipt.v1"


@dataclass(frozen=True, slots=True, repr=False)
class Receipt:
    """The outcome of one person and the place that it has in this device's chain."""

    alliance: str
    territory: str
    rehearsal: bool
    number: str
    version: int
    acta_code: str
    name: str
    organization: str
    outcome: str
    at: str
    """An instant."""
    device: str
    counter: int
    entry_code: str
    head_code: str

    @property
    def qr(self) -> str:
        """What the QR says."""
        codes = (self.entry_code + self.head_code).replace("-", "")
        return f"AR1{codes}{self.counter:06}"


def recorded_here(session: Session, version: ActaVersion) -> dict[str, str]:
    """Return, by signatory, the last outcome recorded on this laptop: the one whose receipt it can print."""
    here = context(session).device_id
    query = select(Evidence.signatory_id, Evidence.id).where(
        Evidence.version_id == version.id, Evidence.kind == "outcome", Evidence.device == here
    )
    return dict(session.execute(query.order_by(Evidence.counter)).all())


def collect(session: Session, evidence_id: str) -> Receipt:
    """Return the receipt of an outcome that was recorded on this device.

    Raises `NotFound("receipt-elsewhere")` for the outcome of another device: its own chain is there.
    """
    row = get(session, Evidence, evidence_id)
    version = get(session, ActaVersion, row.version_id)
    if row.kind != "outcome" or row.device != context(session).device_id:
        raise NotFound("receipt-elsewhere")
    entry, head = records.receipt(session, version, row)
    facts = Entry(row.body, row.signature).facts
    said = Outcome.read(facts)
    content = amending.read(session, version)
    return Receipt(
        alliance=content.alliance.name,
        territory=content.alliance.territory,
        rehearsal=content.alliance.rehearsal,
        number=version.number,
        version=version.version,
        acta_code=verification_code(version.content_hash),
        name=said.signatory.name,
        organization=said.signatory.organization,
        outcome=said.outcome,
        at=shapes.text(facts, "at"),
        device=records.device_names(session).get(row.device, row.device[:8]),
        counter=entry.counter,
        entry_code=verification_code(entry.head),
        head_code=verification_code(head.head),
    )
