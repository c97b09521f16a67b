"""Who changed what of a person or an actor, when and on which laptop, from the journal, in Spanish words."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import day
from alianza_desktop.model import (
    ActorTrait,
    Device,
    Operator,
    Organization,
    Person,
    Record,
    SameAs,
    TerritoryNeed,
)
from alianza_desktop.services import same_as
from alianza_desktop.storage import inbox
from alianza_desktop.storage.inbox import Write
from alianza_desktop.storage.operations import DELETED, Value

NAMES: Final = {
    "name": "Nombre", "short_name": "Nombre corto", "sector": "Sector", "level": "Nivel", "ruc": "RUC",
    "ubigeo": "Territorio", "contact": "Contacto", "phone": "Celular", "email": "Correo", "logo": "Logotipo",
    "document_type": "Tipo de documento", "document_number": "N.º de documento", "given_names": "Nombres",
    "paternal_surname": "Apellido paterno", "maternal_surname": "Apellido materno",
    "organization_id": "Organización", "position": "Cargo", "language": "Lengua", "support": "Apoyo pedido",
    "community": "Comunidad", "birth_date": "Fecha de nacimiento", "sex": "Sexo", "text": "Texto",
    "kind": "Tipo", "person_id": "Quién lo dijo", "order_key": "", "workshop_id": "",
}  # fmt: skip
"""What each field is called; those without a name are nobody's concern."""
_CODED: Final = ("sector", "level", "sex", "document_type")
_KINDS: Final = {
    "competence": "la competencia", "capacity": "la capacidad", "resource": "el recurso",
    "experience": "la experiencia",
}  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One commit's change of a record, as people tell it."""

    at: str
    """Instant, of the clock of the laptop where it was written."""
    who: str
    device: str
    words: tuple[str, ...]
    lamport: int = 0


def person(session: Session, person_id: str) -> tuple[Change, ...]:
    """Return the history of a person, joined records included, the newest first."""
    selves = same_as.members(session, "person", person_id)
    return _History(session).of(selves, _joins(session, "person", selves))


def organization(session: Session, organization_id: str) -> tuple[Change, ...]:
    """Return the history of an actor, its four lists and joined records included, the newest first."""
    selves = same_as.members(session, "organization", organization_id)
    traits = session.scalars(select(ActorTrait.id).where(ActorTrait.organization_id.in_(selves)))
    return _History(session).of((*selves, *traits), _joins(session, "organization", selves))


def need(session: Session, need_id: str) -> tuple[Change, ...]:
    """Return the history of a need of the territory, the newest first."""
    return _History(session).of((need_id,), ())


def _joins(session: Session, entity: str, selves: tuple[str, ...]) -> tuple[str, ...]:
    """Return the same-as records, taken back or not, that name one of these."""
    query = select(SameAs.id).where(
        SameAs.entity == entity, SameAs.one_id.in_(selves) | SameAs.other_id.in_(selves)
    )
    return tuple(session.scalars(query))


class _History:
    """What the writes of some records mean; names are read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._operators = dict(session.execute(select(Operator.id, Operator.name)).all())
        self._devices = {
            one.device: f"Equipo {one.letter}"
            + (f" ({one.label})" if one.label not in ("", one.letter) else "")
            for one in session.scalars(select(Device))
        }

    def of(self, record_ids: Iterable[str], joins: Iterable[str]) -> tuple[Change, ...]:
        found = [one for record_id in record_ids for one in self._told(record_id)]
        found += [one for record_id in joins for one in self._told(record_id, joins=True)]
        return tuple(sorted(found, key=lambda one: -one.lamport))

    def _told(self, record_id: str, *, joins: bool = False) -> Iterator[Change]:
        before: dict[str, Value] = {}
        for write in inbox.history(self._session, record_id):
            words = self._joined(write) if joins else self._words(write, before)
            before |= write.values
            if words:
                who = self._operators.get(write.author, "")
                device = self._devices.get(write.id[0], "otro equipo")
                yield Change(write.at, who, device, tuple(words), write.lamport)

    def _joined(self, write: Write) -> list[str]:
        if DELETED in write.values:
            apart = write.values[DELETED] is True
            return ["Se separó de un registro con el que estaba unido" if apart else "Se volvió a unir"]
        return ["Se unió con otro registro: son el mismo"]

    def _words(self, write: Write, before: dict[str, Value]) -> list[str]:
        if write.entity == ActorTrait.__tablename__:
            return self._trait(write, before)
        if not before:
            return ["Se agregó al directorio" if write.entity != TerritoryNeed.__tablename__ else "Se agregó"]
        if DELETED in write.values:
            return ["Se quitó" if write.values[DELETED] is True else "Se recuperó"]
        return [words for name, value in write.values.items() if (words := self._field(name, value, before))]

    def _trait(self, write: Write, before: dict[str, Value]) -> list[str]:
        values = before | write.values
        what = _KINDS.get(str(values.get("kind")), "la línea")
        text = values.get("text") or ""
        if DELETED in write.values:
            return [f"{'Quitó' if write.values[DELETED] is True else 'Recuperó'} {what} «{text}»"]
        if not before:
            return [f"Agregó {what} «{text}»"]
        if "text" in write.values:
            return [f"Cambió {what}: «{before.get('text') or ''}», ahora «{text}»"]
        return [f"Movió {what} «{text}»"]

    def _field(self, name: str, value: Value, before: dict[str, Value]) -> str:
        known = NAMES.get(name, name)
        if not known:
            return ""
        if name == "logo":
            return f"{known}: {'otro' if value else 'se quitó'}"
        old, new = self._shown(name, before.get(name)), self._shown(name, value)
        return f"{known}: «{old}», ahora «{new}»" if old else f"{known}: «{new}»"

    def _shown(self, name: str, value: Value) -> str:
        if value in (None, ""):
            return ""
        text = value if isinstance(value, str) else json.dumps(value)
        if name in _CODED:
            return catalogs.label(name, text)
        return _READ[name](self._session, text) if name in _READ else text


def _name_of(kind: type[Record]) -> Callable[[Session, str], str]:
    def found(session: Session, record_id: str) -> str:
        record = session.get(kind, record_id)
        if isinstance(record, Person):
            return record.full_name
        return record.name if isinstance(record, Organization) else record_id

    return found


_READ: Final[dict[str, Callable[[Session, str], str]]] = {
    "organization_id": _name_of(Organization),
    "person_id": _name_of(Person),
    "ubigeo": lambda _session, code: catalogs.place_name(code),
    "birth_date": lambda _session, text: day(text),
    "kind": lambda _session, code: {"need": "necesidad", "expectation": "expectativa"}.get(code, code),
}
