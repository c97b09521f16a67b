"""Which agreements a frozen acta already says, and whether the living record still says the same.

A record goes on being edited after the freeze; the acta does not change: the difference is a proposal for an
adenda or a new version (signing.md). That somebody accepted later, or how it goes, is no difference: an acta
says what was so that day.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.model import Acta, ActaVersion
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.storage import attachments

_SAID: Final = (
    "kind", "text", "organization", "person", "due_on", "permanent", "deliverable", "amount",
    "verification", "funding", "policy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frozen:
    """An agreement as an acta says it."""

    number: str
    """Of the acta, for example `003-2026-MESA-CACAO-A`."""
    said: tuple[object, ...]

    def differs(self, row: AgreementRow) -> bool:
        """Return whether the record was changed after the freeze."""
        return self.said != tuple(getattr(row, name) for name in _SAID)


def frozen(session: Session, workshop_id: str) -> dict[str, Frozen]:
    """Return what the workshop's frozen actas say of each agreement, by its id; annulled ones say nothing."""
    versions = session.scalars(
        select(ActaVersion)
        .join(Acta, Acta.id == ActaVersion.acta_id)
        .where(Acta.workshop_id == workshop_id, Acta.deleted.is_(False), Acta.state != "annulled")
        .order_by(ActaVersion.version, ActaVersion.id)
    )
    found: dict[str, Frozen] = {}
    for version in versions:
        content = json.loads(attachments.get(session, version.content_hash))
        found |= {row["id"]: Frozen(version.number, _said(row)) for row in content["agreements"]}
    return found


def _said(row: dict[str, Any]) -> tuple[object, ...]:
    empty: dict[str, object] = {"permanent": False, "amount": None}
    return tuple(row.get(name, empty.get(name, "")) for name in _SAID)
