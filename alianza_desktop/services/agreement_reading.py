"""Reading agreements aloud, one by one: «leído» holds while the wording is the one that was read.

What is kept is a digest of what was said to the room; that it was read is never stored, it follows from the
digest of the wording of now. Whoever reads passes the digest of what stood on the screen: another wording
that arrived meanwhile was not read.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.model import Agreement
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.services.query import get

SAID: Final = (
    "kind", "text", "organization", "person", "partners", "due_on", "permanent", "deliverable", "amount",
    "verification", "funding", "policy", "goals",
)  # fmt: skip
"""What is said of an agreement, in the words of the acta."""


def digest(row: AgreementRow) -> str:
    """Return the digest of the wording of an agreement."""
    said = json.dumps([getattr(row, name) for name in SAID], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def is_read(row: AgreementRow) -> bool:
    """Return whether the wording of now was read."""
    return bool(row.read_digest) and row.read_digest == digest(row)


def read(rows: Sequence[AgreementRow]) -> int:
    """Return how many of these were read as they are now."""
    return sum(map(is_read, rows))


def mark(session: Session, agreement_id: str, said: str) -> str:
    """Note that this wording (a digest) was read; return what was noted before, which undoes it."""
    agreement = get(session, Agreement, agreement_id)
    before, agreement.read_digest = agreement.read_digest, said
    return before
