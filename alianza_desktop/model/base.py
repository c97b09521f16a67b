"""What every record is: an id, its alliance, and fields that hold the journal's own values.

A column stores exactly what an operation carries (sync.md §2): text in NFC, dates `YYYY-MM-DD`, instants
`YYYY-MM-DDThh:mm:ss.mmm±hh:mm`, hours `hh:mm`, money in integer céntimos, bytes in base64url, ids as uuid7.
So nothing is converted between log and row, and SQLite and PostgreSQL hold the same.

An absent value is null in the journal. A field typed `str`, `int` or `bool` (not optional) reads an absent
value as `""`, `0` or `False`; an empty text is written to the journal as null.

Synced tables have no constraint beyond their key: another laptop's valid row may break them (sync.md §3).
"""

import re
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeAlias

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


@dataclass(frozen=True, slots=True)
class Form:
    """How a text is written in the journal. The journal refuses another form when it is written here."""

    name: str
    pattern: re.Pattern[str]


_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_HOUR = r"(?:[01]\d|2[0-3]):[0-5]\d"

Day: TypeAlias = Annotated[str, Form("day", re.compile(_DAY))]
"""A date, `YYYY-MM-DD`; empty when there is none."""
Hour: TypeAlias = Annotated[str, Form("hour", re.compile(_HOUR))]
"""A local hour, `hh:mm`; empty when there is none."""
Instant: TypeAlias = Annotated[
    str, Form("instant", re.compile(rf"{_DAY}T{_HOUR}:[0-5]\d\.\d{{3}}[+-]{_HOUR}"))
]
"""A local time with milliseconds and offset; empty when there is none."""
Ubigeo: TypeAlias = Annotated[str, Form("ubigeo", re.compile(r"\d{2}(?:\d{2}){0,2}"))]
"""INEI code of a department (2 digits), province (4) or district (6); empty when there is none."""
Centimos: TypeAlias = int
"""Money, in integer céntimos of sol."""

NAMING = {"ix": "ix_%(column_0_label)s", "pk": "pk_%(table_name)s"}


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, repr=False, eq=False):
    """The declarative root; records are built with keywords."""

    metadata = MetaData(naming_convention=NAMING)


class Record(Base, kw_only=True, repr=False, eq=False):
    """A synced record. Its table's name is the entity's name in the journal, frozen by a golden file."""

    __abstract__ = True

    __fact__: ClassVar[bool] = False
    """Written once: the first write is shown, later ones go to the inbox; undone by its tombstone."""
    __permanent__: ClassVar[bool] = False
    """A fact that nothing undoes: the journal writes no tombstone and readers ignore one that arrives."""
    __natural_key__: ClassVar[tuple[str, ...]] = ()
    """Fields that make two records the same thing; equal keys under different ids are inbox entries."""

    id: Mapped[str] = mapped_column(primary_key=True, default="")
    alliance_id: Mapped[str] = mapped_column(default="")
    deleted: Mapped[bool] = mapped_column(default=False)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(kw_only=True, repr=False, eq=False, **options)
        table = cls.__dict__.get("__table__")
        if table is not None:
            for column in table.columns:
                column.nullable = not column.primary_key

    def __repr__(self) -> str:  # personal data never reaches a log
        return f"<{self.__tablename__} {self.id}>"
