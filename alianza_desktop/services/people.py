"""People of the directory: found by document, added, changed with the heads that a form showed."""

from dataclasses import dataclass, fields
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Person, rules
from alianza_desktop.services import same_as
from alianza_desktop.services.query import get, living
from alianza_desktop.services.writing import line, only, write
from alianza_desktop.storage.operations import Heads

NO_NUMBER: Final = frozenset({"pending", "none"})
"""Document types that carry no number: «en trámite» and «sin documento»."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonData:
    """What is typed about a person; empty is not known."""

    document_type: str = "1"
    document_number: str = ""
    given_names: str = ""
    paternal_surname: str = ""
    maternal_surname: str = ""
    organization_id: str = ""
    position: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    support: str = ""
    community: str = ""
    ubigeo: str = ""
    birth_date: str = ""
    sex: str = ""


NAMES: Final = ("given_names", "paternal_surname", "maternal_surname", "position")
FIELDS: Final = tuple(one.name for one in fields(PersonData))
"""What a person's forms write."""


def find(session: Session, document_number: str, document_type: str = "1") -> Person | None:
    """Return the person with that document; the one entered first when two laptops added the same.

    Of a record that is joined to others, the one that stands for it.
    """
    if not document_number:
        return None
    found = session.scalars(
        living(Person)
        .where(Person.document_number == document_number, Person.document_type == document_type)
        .order_by(Person.id)
        .limit(1)
    ).first()
    return same_as.standing(session, Person, {found.id}).get(found.id, found) if found else None


def add(session: Session, data: PersonData) -> Person:
    """Add a person. A document that is already here raises `Invalid("person-exists")`: open that one."""
    values = {field: tidy(field, getattr(data, field)) for field in FIELDS}
    if not values["given_names"] and not values["paternal_surname"]:
        raise Invalid("name-needed")
    if values["document_type"] not in catalogs.labels("document_type"):
        raise Invalid("document-type-unknown", value=values["document_type"])
    values["document_number"] = _number(values["document_type"], values["document_number"])
    known = find(session, values["document_number"], values["document_type"])
    if known is not None:
        raise Invalid("person-exists", id=known.id)
    person = Person()
    for field, value in values.items():
        setattr(person, field, value)
    session.add(person)
    session.flush()
    return person


def change(session: Session, person_id: str, values: dict[str, str], heads: Heads | None = None) -> Person:
    """Write the fields that a person changed in a form, with the heads that the form showed (sync.md §3)."""
    person = get(session, Person, person_id)
    only(values, FIELDS)
    write(session, person, {field: tidy(field, value) for field, value in values.items()}, heads)
    person.document_number = _number(person.document_type, person.document_number)
    return person


def tidy(field: str, value: str) -> str:
    """Return what is kept of a field as typed: one space between words, days in the journal's form.

    Raises `Invalid("name-too-long")`.
    """
    text = line(value)
    if field in NAMES and len(text) > rules.NAME_MOST:
        raise Invalid("name-too-long", most=rules.NAME_MOST, count=len(text))
    return rules.day(text) if field == "birth_date" and text else text


def _number(document_type: str, number: str) -> str:
    """Return a number as it is kept: without spaces, dots or check digit; as typed if impossible."""
    if document_type in NO_NUMBER or not number:
        return ""
    return rules.check_document(document_type, number, pad=False).value
