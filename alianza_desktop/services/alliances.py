"""The alliance of this store and the operators who work in it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import normalise_text
from alianza_desktop.core.errors import Invalid, NotFound
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Alliance, Operator
from alianza_desktop.model.alliances import ROLES
from alianza_desktop.services.query import living, one_of
from alianza_desktop.storage.context import context


def alliance(session: Session) -> Alliance:
    """Return the one alliance of this store."""
    found = session.get(Alliance, context(session).alliance_id)
    assert found is not None
    return found


def operators(session: Session) -> tuple[Operator, ...]:
    """Return who works in this alliance, by name."""
    return tuple(session.scalars(living(Operator).order_by(Operator.name, Operator.id)))


def operator(session: Session, name: str = "") -> Operator:
    """Return the operator with that name, or the store's only one when no name is given.

    Raises `Invalid("operator-needed")` when there are several, `NotFound("operator-unknown")` when none fits.
    """
    everyone = operators(session)
    if not name:
        if len(everyone) != 1:
            raise Invalid("operator-needed", names=", ".join(one.name for one in everyone))
        return everyone[0]
    for one in everyone:
        if fold(one.name) == fold(name):
            return one
    raise NotFound("operator-unknown", names=", ".join(one.name for one in everyone))


def add_operator(session: Session, name: str, role: str) -> Operator:
    """Add someone who works at the laptops; the name must be new (`Invalid("operator-exists")`)."""
    clean = normalise_text(name).strip()
    if not clean:
        raise Invalid("name-needed")
    one_of(role, ROLES, "role")
    if session.scalar(
        select(func.count()).select_from(living(Operator).where(Operator.name == clean).subquery())
    ):
        raise Invalid("operator-exists", name=clean)
    added = Operator(name=clean, role=role)
    session.add(added)
    return added
