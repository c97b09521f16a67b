"""What «Más» offers of an acta as it is now; runs off the UI thread. No Qt."""

from typing import TYPE_CHECKING, Final

from alianza_desktop.core.format_es import hour, listed
from alianza_desktop.core.sentences import said
from alianza_desktop.model import ActaVersion
from alianza_desktop.services import devices, seal_role
from alianza_desktop.services.acta_status import Status
from alianza_desktop.signing import records
from alianza_desktop.storage.context import context

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

HAND_ON: Final = "hand-on"
BOTH_SEALS: Final = "both-seals"


def offers(session: "Session", status: Status, version: ActaVersion | None) -> frozenset[str]:
    """Return what can be done besides signing, by who works here and where the acta stands."""
    if version is None:
        return frozenset()
    found = set()
    if status.state in ("signing", "signed") and _holds(session, version):
        found.add(HAND_ON)
    if status.two_seals:
        found.add(BOTH_SEALS)
    return frozenset(found)


def _holds(session: "Session", version: ActaVersion) -> bool:
    return seal_role.role(session, version).holder == context(session).device_id


def two_seals(session: "Session", status: Status) -> str:
    """Return what to say of a version that two laptops sealed, with the hour of each."""
    if not status.two_seals:
        return ""
    names = devices.names(session)
    seals = seal_role.seals(session, status.version_id)
    return said(
        "acta-two-seals",
        devices=listed([f"{names.get(one.device, one.device)} a las {hour(one.at)}" for one in seals]),
    )


def after_seal(session: "Session", status: Status, version: ActaVersion | None) -> str:
    """Return what to say of evidence that the seal does not carry."""
    if version is None or status.state != "sealed":
        return ""
    late = records.after_seal(session, version)
    return said("evidence-after-seal", count=len(late)) if late else ""
