"""From what a person writes in a command to the record they mean."""

from typing import TYPE_CHECKING

from alianza_desktop.core.errors import Invalid, NotFound

if TYPE_CHECKING:
    from argparse import Namespace

    from sqlalchemy.orm import Session

    from alianza_desktop.services.earlier import Earlier


def workshop(session: "Session", text: str | None) -> str:
    """Return the id of a workshop by id or stage number, of a meeting by id, or of the only workshop.

    Raises `Invalid("workshop-needed")` when several fit, `NotFound("workshop-missing")` when none does.
    """
    from alianza_desktop.services import meetings, workshops

    if text and meetings.mesa_of(session, text):
        return text
    rows = workshops.listing(session)
    fitting = [row for row in rows if text in (None, row.id, str(row.stage))]
    if not fitting:
        raise NotFound("workshop-missing")
    if len(fitting) > 1:
        raise Invalid("workshop-needed", count=len(fitting))
    return fitting[0].id


def earlier(session: "Session", arguments: "Namespace") -> "Earlier":
    """Return which earlier workshop a list is of: one that is here, or a stage, a day and a place.

    Raises what `workshop` and `earlier.check` raise.
    """
    from alianza_desktop.services import earlier as service

    if arguments.workshop or not arguments.stage:
        return service.Earlier(workshop_id=workshop(session, arguments.workshop))
    target = service.Earlier(stage=arguments.stage, date=arguments.date, place=arguments.place)
    service.check(session, target)
    return target


def mesa(session: "Session", workshop_id: str, number: int | None) -> str:
    """Return the id of a mesa of the workshop by its number; none or 0 is the plenaria, an empty text."""
    from alianza_desktop.services import mesas

    if not number:
        return ""
    rows = mesas.listing(session, workshop_id)
    for row in rows:
        if row.number == number:
            return row.id
    raise NotFound(
        "mesa-missing", number=number, known=", ".join(str(row.number) for row in rows) or "ninguna"
    )


def person(session: "Session", document: str) -> str:
    """Return the id of the person with that document, of whatever type; spaces and dots are ignored.

    A number that nobody has is tried once more as a DNI that a spreadsheet left without its zeros.
    """
    from alianza_desktop.model import Person, rules
    from alianza_desktop.services.query import living

    number = "".join(letter for letter in document if letter.isalnum()).upper()
    for tried in filter(None, dict.fromkeys((number, rules.check_dni(number).value))):
        found = session.scalars(
            living(Person)
            .where(Person.document_number == tried)
            .order_by(Person.document_type, Person.id)
            .limit(1)
        ).first()
        if found is not None:
            return found.id
    raise NotFound("person-missing")


def record(session: "Session", entity: str, text: str) -> str:
    """Return the id of a person by id or document, or of an organisation by id, name or RUC.

    Raises `NotFound` (`person-missing`, `organization-missing`).
    """
    from alianza_desktop.model import Organization
    from alianza_desktop.services import organizations, same_as
    from alianza_desktop.services.query import living

    known = session.get(same_as.KINDS[entity], text)
    if known is not None and not known.deleted:
        return known.id
    if entity == "person":
        return person(session, text)
    by_number = session.scalars(living(Organization).where(Organization.ruc == text).limit(1)).first()
    found = organizations.find(session, text) or (by_number if text else None)
    if found is None:
        raise NotFound("organization-missing", name=text)
    return found.id


def centimos(text: str) -> int | None:
    """Return soles written as `1250.50` or `1,250.50` in céntimos; empty is no amount."""
    from alianza_desktop.model import rules

    return rules.centimos(text) if text.strip() else None
