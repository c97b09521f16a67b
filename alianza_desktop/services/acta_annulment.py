"""Annulling an acta: a coordinator says why and types their PIN; it stays visible, nothing is lost."""

from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import Invalid, NotAllowed
from alianza_desktop.model import Acta, Operator
from alianza_desktop.services import pins
from alianza_desktop.services.pins import Tried
from alianza_desktop.services.query import get
from alianza_desktop.storage.context import context

ROLE = "coordinator"


def annul(session: Session, acta_id: str, reason: str, pin: str) -> Tried:
    """Annul an acta, from any state; with a wrong PIN nothing is annulled, and the answer says so.

    The answer is not an error so that a wrong try is counted: commit, then `Tried.check()` raises it.
    Raises `NotAllowed` (`acta-annulled`, `annul-role`, `pin-missing`), `Invalid("annul-reason-needed")`.
    """
    acta = get(session, Acta, acta_id)
    if acta.state == "annulled":
        raise NotAllowed("acta-annulled")
    if get(session, Operator, context(session).operator_id).role != ROLE:
        raise NotAllowed("annul-role")
    said = normalise_text(reason).strip()
    if not said:
        raise Invalid("annul-reason-needed")
    tried = pins.tried(session, pin)
    if tried.accepted:
        acta.state, acta.annulled_reason = "annulled", said
        session.flush()
    return tried
