"""What «Más» offers of an acta as it is now, and what is said above its pages; off the UI thread. No Qt."""

from typing import TYPE_CHECKING, Final

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import hour, listed
from alianza_desktop.core.sentences import said
from alianza_desktop.model import Acta, ActaVersion
from alianza_desktop.model.actas import ADDENDUM
from alianza_desktop.services import acta_status, devices, seal_role
from alianza_desktop.services.acta_status import Status
from alianza_desktop.services.query import get
from alianza_desktop.storage.context import context
from alianza_desktop.ui.actas.facts import AboutFacts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ADD: Final = "addendum"
REPLACE: Final = "new-version"
DIFFERENCE: Final = "difference"
HAND_ON: Final = "hand-on"
BOTH_SEALS: Final = "both-seals"
COMPLEMENT: Final = "complement"
COPIES: Final = "copies"
WORD: Final = "word"
RECEIPT: Final = "receipt"
ANNUL: Final = "annul"
GO: Final = "acta:"
"""Before the id of the acta that this one amends, or that amends this one."""
PAPER: Final = "paper"


def offers(session: "Session", record: Acta, status: Status, version: ActaVersion | None) -> frozenset[str]:
    """Return what can be done besides signing, as the acta stands; who may do it is said when it is asked."""
    from alianza_desktop.documents import after_seal  # makers of pages: the list of actas opens without them

    if status.state == "annulled":
        return frozenset()
    if version is None:
        return frozenset({ANNUL, WORD, *((DIFFERENCE,) if record.amends_id else ())})
    found = {ANNUL, RECEIPT, PAPER}
    if status.amended != "replaced":
        found |= {ADD, REPLACE}
    if status.state in ("signing", "signed") and _holds(session, version):
        found.add(HAND_ON)
    if status.two_seals:
        found.add(BOTH_SEALS)
    if status.state == "sealed":
        found.add(COPIES)
    if status.state == "sealed" and after_seal.late(session, record.id):
        found.add(COMPLEMENT)
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


def late(session: "Session", acta_id: str, status: Status) -> str:
    """Return what to say of outcomes after the seal that no constancia says yet."""
    from alianza_desktop.documents import after_seal

    untold = after_seal.untold(session, acta_id) if status.state == "sealed" else 0
    return said("acta-late-one" if untold == 1 else "acta-late-many", count=untold) if untold else ""


def about(session: "Session", record: Acta, status: Status) -> AboutFacts:
    """Return what this acta amends, what amends it, or why it was annulled, with the way there."""
    if status.state == "annulled":
        return AboutFacts(words=f"Anulada: {record.annulled_reason}")
    if record.amends_id:
        other = acta_status.of(session, (get(session, Acta, record.amends_id),))[record.amends_id]
        how = "Adenda al acta" if record.amends_how == ADDENDUM else "Reemplaza al acta"
        return AboutFacts(
            words=f"{how} {other.number}, versión {other.version}.",
            go=record.amends_id,
            button="Ver esa acta",
        )
    return _amended(status)


def _amended(status: Status) -> AboutFacts:
    standing = [one for one in status.amended_by if one.state != "annulled"]
    if not standing:
        return AboutFacts()
    last = standing[-1]
    adds = last.how == ADDENDUM
    state = catalogs.label("acta_state", last.state)
    number = f" {last.number}" if last.number else ""
    if not adds and last.in_force:
        return AboutFacts(
            words=f"Reemplazada por la versión {last.version}.", go=last.acta_id, button="Ver la nueva"
        )
    what = f"una adenda{number}" if adds else "una nueva versión"
    return AboutFacts(words=f"Tiene {what}, {state}.", go=last.acta_id, button="Abrirla")
