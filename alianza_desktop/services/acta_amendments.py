"""What changes a frozen acta without touching it: an adenda adds, a new version replaces; both signed anew.

Decisions: each is an acta of its own that points to the one it amends. An *adenda* has its own number, text
and day, no list of asistentes, the same signatories proposed, and the agreements that are new or say
something else than when the acta was frozen. A *nueva versión* keeps the number, with the next version, and
is composed anew from what its mesa has now; everybody signs again, also those who had signed. It is for the
device that holds the seal role, or for a coordinator. While one of a kind is a draft there is no second
one. The number of a new version is only in its `ActaVersion`: in the record it would be taken for the twin
of the old one.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.model import Acta, ActaVersion, Operator
from alianza_desktop.model.actas import ADDENDUM, REPLACEMENT
from alianza_desktop.services import acta_clauses, acta_signatories, acta_status, seal_role
from alianza_desktop.services.acta_versions import last_version
from alianza_desktop.services.query import get, living
from alianza_desktop.storage.context import context

COORDINATOR = "coordinator"
_KEPT = (
    "date",
    "starts_at",
    "ends_at",
    "background",
    "development",
    "reservations",
    "next_meeting",
    "language",
)


def addendum(session: Session, acta_id: str) -> Acta:
    """Begin an adenda to a frozen acta, or return the draft that there is.

    Raises `NotAllowed` (`acta-not-frozen`, `acta-annulled`, `acta-replaced`).
    """
    amended = amendable(session, acta_id)
    open_one = _open_draft(session, acta_id, ADDENDUM)
    if open_one is not None:
        return open_one
    today = context(session).clock.now().date().isoformat()
    return _begin(session, amended, ADDENDUM, {"date": today})


def new_version(session: Session, acta_id: str) -> Acta:
    """Begin the next version of a frozen acta, or return the draft that there is: everybody signs again.

    Raises as `addendum` does, and `NotAllowed("new-version-role")`.
    """
    amended = amendable(session, acta_id)
    if not may_replace(session, acta_id):
        raise NotAllowed("new-version-role")
    open_one = _open_draft(session, acta_id, REPLACEMENT)
    if open_one is None:
        kept = {name: getattr(amended, name) for name in _KEPT}
        open_one = _begin(session, amended, REPLACEMENT, kept)
        for code, included in acta_clauses.said(session, amended.id).items():
            acta_clauses.include(session, open_one.id, code, wanted=included)
    acta_signatories.propose(session, open_one)
    return open_one


def may_replace(session: Session, acta_id: str) -> bool:
    """Tell whether who works here may begin a new version."""
    version = last_version(session, acta_id)
    here = context(session)
    if version is not None and seal_role.role(session, version).holder == here.device_id:
        return True
    operator = session.get(Operator, here.operator_id)
    return operator is not None and operator.role == COORDINATOR


def amendable(session: Session, acta_id: str) -> Acta:
    """Return an acta that can be amended, or raise `NotAllowed` as `addendum` does."""
    acta = get(session, Acta, acta_id)
    if acta.state == "annulled":
        raise NotAllowed("acta-annulled")
    if last_version(session, acta_id) is None:
        raise NotAllowed("acta-not-frozen")
    not_replaced(session, acta_id)
    return acta


def not_replaced(session: Session, acta_id: str) -> None:
    """Raise `NotAllowed("acta-replaced")` for an acta with a new version in force."""
    status = acta_status.of(session, (get(session, Acta, acta_id),))[acta_id]
    if status.amended == "replaced":
        raise NotAllowed("acta-replaced")


def amended(session: Session, acta: Acta) -> ActaVersion | None:
    """Return the frozen version that an acta amends, or none.

    Raises `NotAllowed` (`acta-not-frozen`) when that version is not here yet.
    """
    if not acta.amends_id:
        return None
    version = last_version(session, acta.amends_id)
    if version is None:
        raise NotAllowed("acta-not-frozen")
    return version


def _open_draft(session: Session, acta_id: str, how: str) -> Acta | None:
    query = living(Acta).where(Acta.amends_id == acta_id, Acta.amends_how == how)
    drafts = session.scalars(query.where(Acta.state != "annulled").order_by(Acta.id))
    return next((one for one in drafts if last_version(session, one.id) is None), None)


def _begin(session: Session, amended: Acta, how: str, values: Mapping[str, str]) -> Acta:
    begun = Acta(
        workshop_id=amended.workshop_id,
        mesa_id=amended.mesa_id,
        state="draft",
        amends_id=amended.id,
        amends_how=how,
    )
    for name, value in values.items():
        setattr(begun, name, value)
    session.add(begun)
    session.flush()
    acta_signatories.propose_same(session, begun, amended.id)
    return begun
