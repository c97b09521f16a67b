"""Records: they hold the journal's own values, show no personal data, and miss no rule of the house."""

import inspect
from typing import get_type_hints

import pytest
from sqlalchemy import Boolean, Integer, String
from sqlalchemy.orm import Mapped

from alianza_desktop import model
from alianza_desktop.model import (
    Agreement,
    Attendance,
    Consent,
    Evidence,
    Organization,
    Person,
    Record,
    Workshop,
)

RECORDS = sorted(
    (kind for kind in Record.__subclasses__() if kind.__module__.startswith("alianza_desktop.")),
    key=lambda kind: kind.__tablename__,
)


def _names(kind: type[Record]) -> list[str]:
    return [column.name for column in kind.__table__.columns]


def test_every_record_is_exported_and_nothing_else_but_the_two_roots() -> None:
    assert {kind.__name__ for kind in RECORDS} | {"Base", "Record"} == set(model.__all__)
    assert list(model.__all__) == sorted(model.__all__)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__tablename__)
def test_a_record_holds_only_values_of_the_journal(kind: type[Record]) -> None:
    for column in kind.__table__.columns:
        assert type(column.type) in (String, Integer, Boolean), column.name
        assert column.nullable != column.primary_key, column.name
        assert column.server_default is None
        assert not column.unique
        assert not column.foreign_keys
    assert [column.name for column in kind.__table__.primary_key] == ["id"]
    assert {"id", "alliance_id", "deleted"} <= set(_names(kind))


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__tablename__)
def test_a_new_record_is_empty_and_built_with_keywords(kind: type[Record]) -> None:
    empty = kind()
    optional = {name for name, hint in get_type_hints(kind).items() if "None" in str(hint)}
    for name in _names(kind):
        assert getattr(empty, name) in ((None,) if name in optional else ("", 0, False, True)), name
    parameters = inspect.signature(kind).parameters.values()
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in parameters)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__tablename__)
def test_natural_keys_name_columns_and_indexes_keep_other_laptops_rows(kind: type[Record]) -> None:
    assert set(kind.__natural_key__) <= set(_names(kind))
    assert not any(index.unique for index in kind.__table__.indexes)  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__tablename__)
def test_every_column_is_declared_with_its_type(kind: type[Record]) -> None:
    hints = get_type_hints(kind)
    assert all(Mapped.__name__ in str(hints[name]) for name in _names(kind))


def test_facts_are_written_once() -> None:
    facts = {kind.__tablename__ for kind in RECORDS if kind.__fact__}
    assert {"attendance", "departure", "consent", "acta_version", "evidence", "acta_seal"} <= facts
    assert not facts & {"person", "organization", "agreement", "acta", "workshop"}
    assert Attendance.__fact__
    assert not Person.__fact__


@pytest.mark.parametrize(
    "record",
    [
        Person(id="p", given_names="Elena", document_number="45678901", phone="987654321"),
        Organization(id="o", name="Cooperativa", ruc="20131312955"),
        Agreement(id="a", text="Comprar 4 balanzas"),
        Consent(id="c", text_version="2"),
        Evidence(id="e", body="{}"),
    ],
    ids=lambda record: record.__tablename__,
)
def test_a_record_in_a_log_is_its_kind_and_id(record: Record) -> None:
    assert repr(record) == str(record) == f"<{record.__tablename__} {record.id}>"


@pytest.mark.parametrize(
    ("given", "paternal", "maternal", "full", "listed"),
    [
        ("María Elena", "Quispe", "Huamán", "María Elena Quispe Huamán", "Quispe Huamán, María Elena"),
        ("Paz", "Sejekam", "", "Paz Sejekam", "Sejekam, Paz"),
        ("Irunin", "", "", "Irunin", "Irunin"),
        ("", "Tiwi", "Petsain", "Tiwi Petsain", "Tiwi Petsain"),
        ("", "", "", "", ""),
    ],
)
def test_names_with_one_or_two_surnames(
    given: str, paternal: str, maternal: str, full: str, listed: str
) -> None:
    person = Person(given_names=given, paternal_surname=paternal, maternal_surname=maternal)
    assert (person.full_name, person.listed_name) == (full, listed)


def test_a_workshop_uses_the_fourth_sector_unless_it_says_no() -> None:
    assert Workshop().with_society is True
