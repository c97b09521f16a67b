"""What this version of the program knows of the journal's names: entity → table, fields, empties.

A column shows a value only if it has the column's type: anything else that another program may have
written reads as absent, in the row alone; heads keep it.
"""

from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from sqlalchemy import Table

from alianza_desktop.core.errors import Invalid
from alianza_desktop.model import Base, Record
from alianza_desktop.model.base import Form
from alianza_desktop.storage.operations import RESERVED, Value


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a record: the type of its values, and what it reads when there is none."""

    kind: type
    empty: Value
    form: Form | None = None
    """How a text must be written here; what arrives is kept as it is."""

    def read(self, value: Value) -> Value:
        """Return what the column holds for a value of the journal."""
        return value if type(value) is self.kind else self.empty

    def accept(self, value: Value) -> Value:
        """Return what the column holds for a value written here.

        Raises `Invalid`: `not-canonical` for another type, `value-form` for a text in another form.
        """
        if value is not None and type(value) is not self.kind:
            raise Invalid("not-canonical", reason=type(value).__name__)
        if self.form and value and not self.form.pattern.fullmatch(str(value)):
            raise Invalid("value-form", form=self.form.name)
        return self.empty if value is None else value


@dataclass(frozen=True, slots=True)
class Entity:
    """A kind of record: its class, its table, and the fields that the journal carries."""

    name: str
    record: type[Record]
    table: Table
    fact: bool
    permanent: bool
    natural_key: tuple[str, ...]
    fields: dict[str, Field]
    empty: dict[str, Value]
    """What each field reads when there is nothing."""


@cache
def entities() -> dict[str, Entity]:
    """Return every entity that this version knows, by its name in the journal."""
    classes = [mapper.class_ for mapper in Base.registry.mappers]
    known = [_entity(cls) for cls in classes if issubclass(cls, Record)]
    return {entity.name: entity for entity in sorted(known, key=lambda entity: entity.name)}


def entity_of(record: Record) -> Entity:
    """Return the entity of a record."""
    return entities()[record.__tablename__]


def _entity(cls: type[Record]) -> Entity:
    table = cls.__table__
    assert isinstance(table, Table)
    hints = get_type_hints(cls, include_extras=True)
    fields = {name: _field(hints[name]) for name in table.columns.keys() if name not in RESERVED}  # noqa: SIM118
    empty = {name: known.empty for name, known in fields.items()}
    return Entity(
        name=cls.__tablename__,
        record=cls,
        table=table,
        fact=cls.__fact__,
        permanent=cls.__permanent__,
        natural_key=cls.__natural_key__,
        fields=fields,
        empty=empty,
    )


_EMPTY: Final[dict[type, Value]] = {str: "", int: 0, bool: False}


def _field(hint: Any) -> Field:
    (inner,) = get_args(hint)
    form = None
    if get_origin(inner) is Annotated:
        inner, form = get_args(inner)
    kinds = [kind for kind in get_args(inner) or (inner,) if kind is not NoneType]
    (kind,) = kinds
    return Field(kind, _EMPTY[kind] if inner is kind else None, form)
