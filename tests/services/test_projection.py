"""What the room may see: nothing has a place for a document, a phone or an e-mail, and texts are scrubbed."""

import ast
import dataclasses
import inspect
from collections.abc import Iterator
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import NotFound
from alianza_desktop.model import ActorTrait, Organization, Person, rules
from alianza_desktop.services import (
    consents,
    desk_range,
    mesas,
    organizations,
    people,
    projection,
    same_as,
    workshops,
)
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.projection import ActorSheet, DeskSign, SeatingBoard, Welcome
from alianza_desktop.services.scrubbing import scrubbed
from alianza_desktop.storage.database import Database
from tests import growing_ids
from tests.builders import PLAN, world, writing

FORBIDDEN = ("document", "dni", "phone", "email", "mail", "ruc", "contact", "birth", "support")
CONTENTS = get_args(projection.Content)

database = growing_ids.database


def parts(kind: type, seen: set[type] | None = None) -> Iterator[tuple[str, str]]:
    """Yield (class, field) of a dataclass and of every dataclass inside it."""
    seen = set() if seen is None else seen
    if kind in seen:
        return
    seen.add(kind)
    hints = get_type_hints(kind)
    for field in dataclasses.fields(kind):
        yield kind.__name__, field.name
        for inner in _inner(hints[field.name]):
            if dataclasses.is_dataclass(inner) and isinstance(inner, type):
                yield from parts(inner, seen)


def _inner(hint: Any) -> Iterator[Any]:
    yield hint
    if get_origin(hint) is not None or isinstance(hint, UnionType):
        for one in get_args(hint):
            yield from _inner(one)


def test_there_is_no_place_for_what_the_room_must_not_see() -> None:
    found = {one for kind in CONTENTS for one in parts(kind)}
    assert ("Seat", "name") in found  # the walk goes inside
    assert [one for one in found if any(word in one[1] for word in FORBIDDEN)] == []
    for kind in CONTENTS:
        assert kind.__dataclass_params__.frozen
        assert not hasattr(kind, "__dict__") or "__slots__" in vars(kind)


def test_no_content_holds_a_whole_record() -> None:
    from alianza_desktop.model import Record

    hints = [hint for kind in CONTENTS for one in get_type_hints(kind).values() for hint in _inner(one)]
    assert not [one for one in hints if isinstance(one, type) and issubclass(one, Record)]


def test_the_module_never_reads_them() -> None:
    tree = ast.parse(inspect.getsource(projection))
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not [one for one in read if any(word in one for word in FORBIDDEN)]


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with writing(database) as opened:
        yield opened


SECRETS = ("45678901", "987654321", "maria@example.pe", "10456789012", "nadie@example.pe", "912345678")


def full(session: Session) -> tuple[str, str]:
    """Make a workshop where every field of everybody holds something secret; return it and an actor."""
    body = organizations.find_or_add(session, "Municipalidad de Ejemplo", sector="public")
    body.ruc, body.contact, body.phone, body.email = SECRETS[3], "Ana 912345678", SECRETS[5], SECRETS[4]
    plan = dataclasses.replace(
        PLAN,
        place="Auditorio, llamar al 987 654 321",
        mesas=(
            MesaPlan(
                name="Cacao 45678901", theme="Acopio (maria@example.pe)", place="Aula 204, cel. 987654321",
                facilitator="Rosa Paz DNI 45678901",
            ),
        ),
    )  # fmt: skip
    workshop = workshops.create(session, plan)
    person = people.add(
        session,
        PersonData(
            document_number=SECRETS[0], given_names="María 987654321", paternal_surname="Quispe",
            maternal_surname="Huamán", organization_id=body.id, phone=SECRETS[1], email=SECRETS[2],
        ),
    )  # fmt: skip
    consents.record(session, person.id, registration=True, contact=False, photos=False)
    table = mesas.listing(session, workshop.id)[0]
    mesas.seat(session, workshop.id, person.id, table.id)
    key = ""
    for text in ("Gestiona 45678901", "Escribir a maria@example.pe", "987-654-321 con Ana", "Plan 2021-2026"):
        key = rules.key_between(key)
        session.add(ActorTrait(organization_id=body.id, kind="competence", text=text, order_key=key))
    session.flush()
    return workshop.id, body.id


def test_nothing_personal_but_names_reaches_the_room(session: Session) -> None:
    workshop, body = full(session)
    for what in ("welcome", "sign", "seating", f"actor:{body}"):
        said = str(dataclasses.astuple(projection.projected(session, workshop, what)))
        digits = "".join(letter for letter in said if letter.isalnum() or letter in "@.")
        assert not [one for one in SECRETS if one in said or one in digits], what


def test_seating_says_names_as_they_are_said_aloud(session: Session) -> None:
    made = world(session)
    for person, table in ((made.mayor, made.cacao), (made.manager, made.cacao)):
        mesas.seat(session, made.workshop, person, table)
    board = projection.projected(session, made.workshop, "seating")
    assert isinstance(board, SeatingBoard)
    first = board.tables[0]
    assert [(one.name, one.sector) for one in first.seats] == [
        ("José Tsamajain", "private"),
        ("María Elena Quispe Huamán", "public"),
    ]
    assert (first.number, first.name, board.tables[1].seats) == (1, "Cacao", ())
    assert "Quispe" not in repr(first)


def test_who_refused_is_counted_without_a_name(session: Session) -> None:
    made = world(session)
    mesas.seat(session, made.workshop, made.mayor, made.cacao)
    consents.record(session, made.mayor, registration=True, contact=True, photos=True)
    consents.record(session, made.mayor, registration=False, contact=False, photos=False)
    board = projection.projected(session, made.workshop, "seating")
    assert isinstance(board, SeatingBoard)
    assert (board.tables[0].seats, board.tables[0].unnamed) == ((), 1)
    consents.record(session, made.mayor, registration=True, contact=False, photos=False)
    board = projection.projected(session, made.workshop, "seating")
    assert isinstance(board, SeatingBoard)
    assert (len(board.tables[0].seats), board.tables[0].unnamed) == (1, 0)


def test_welcome(session: Session) -> None:
    made = world(session)
    shown = projection.projected(session, made.workshop, "welcome")
    assert isinstance(shown, Welcome)
    assert (shown.workshop, shown.stage, shown.date) == ("Hoja de ruta", 4, "2026-11-23")
    assert shown.place == "Auditorio municipal, Santa María de Nieva"
    assert [(one.title, one.starts_at, one.minutes) for one in shown.agenda] == [
        ("Registro", "08:00", 60),
        ("Acuerdos", "", None),
    ]
    empty = projection.projected(session, "", "welcome")
    assert isinstance(empty, Welcome)
    assert (empty.alliance, empty.stage) == ("Alianza Multiactor Condorcanqui", 0)


@pytest.mark.parametrize(("kept", "ends"), [("A-L", ("A", "L")), ("M-Z", ("M", "Z")), ("", ("", ""))])
def test_a_desks_letters(session: Session, kept: str, ends: tuple[str, str]) -> None:
    desk_range.keep(session, kept)
    shown = projection.projected(session, "", "sign")
    assert isinstance(shown, DeskSign)
    assert (shown.first, shown.last) == ends


def test_somebody_added_twice_sits_once(session: Session) -> None:
    made = world(session)
    again = people.add(
        session, PersonData(document_type="none", given_names="Elena", paternal_surname="Quispe")
    )
    mesas.seat(session, made.workshop, made.mayor, made.cacao)
    mesas.seat(session, made.workshop, again.id, made.cacao)
    same_as.join(session, "person", made.mayor, again.id)
    consents.record(session, again.id, registration=True, contact=True, photos=True)
    board = projection.projected(session, made.workshop, "seating")
    assert isinstance(board, SeatingBoard)
    assert [one.name for one in board.tables[0].seats] == ["María Elena Quispe Huamán"]
    consents.record(session, again.id, registration=False, contact=False, photos=False)
    board = projection.projected(session, made.workshop, "seating")
    assert isinstance(board, SeatingBoard)
    assert (board.tables[0].seats, board.tables[0].unnamed) == ((), 1)


def test_an_actor(session: Session) -> None:
    body = Organization(name="Coop. Marañón", sector="private", level="", ubigeo="0104")
    session.add(body)
    session.flush()
    session.add(ActorTrait(organization_id=body.id, kind="resource", text="Un camión", order_key="V"))
    gone = ActorTrait(organization_id=body.id, kind="resource", text="Un bote", order_key="W")
    session.add(gone)
    session.flush()
    gone.deleted = True
    session.flush()
    shown = projection.projected(session, "", f"actor:{body.id}")
    assert isinstance(shown, ActorSheet)
    assert (shown.sector, shown.territory) == ("private", "Condorcanqui, Amazonas")
    assert {one.title: one.lines for one in shown.lists if one.lines} == {"Recursos": ("Un camión",)}
    assert [one.title for one in shown.lists] == ["Competencias", "Capacidades", "Recursos", "Experiencias"]
    assert projection.actor_choices(session) == ((f"actor:{body.id}", "Coop. Marañón"),)


def test_an_actor_asked_by_a_record_that_another_stands_for_has_the_other_s_name(session: Session) -> None:
    shown, hidden = (Organization(name=name, sector="private") for name in ("Coop. Marañón", "coop marañon"))
    session.add_all([shown])
    session.flush()
    session.add(hidden)
    session.flush()
    same_as.join(session, "organization", shown.id, hidden.id)
    first, second = (projection.projected(session, "", f"actor:{one.id}") for one in (shown, hidden))
    assert first == second
    assert isinstance(second, ActorSheet)
    assert second.name == "Coop. Marañón"


@pytest.mark.parametrize("what", ["nada", "person:1", "", "actor:no-existe"])
def test_what_cannot_be_projected_is_refused(session: Session, what: str) -> None:
    with pytest.raises(NotFound):
        projection.projected(session, "", what)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("DNI 45678901.", "DNI …."),
        ("45678901-2", "…"),
        ("cel 987654321", "cel …"),
        ("cel +51 987 654 321", "cel …"),
        ("987-654-321", "…"),
        ("41 123 456", "…"),
        ("(041) 477-123", "…"),
        ("RUC 20123456789", "RUC …"),
        ("escriba a ana.paz@example.gob.pe hoy", "escriba a … hoy"),
        ("Plan 2021-2026 al 21/02/2027", "Plan 2021-2026 al 21/02/2027"),
        ("S/ 1,250,000.00 y 120 familias", "S/ 1,250,000.00 y 120 familias"),
        ("Ley 29733, DS 016-2024-JUS", "Ley 29733, DS 016-2024-JUS"),
        ("Café\x00 y\n cacao\u202e", "Café y cacao"),
        ("Mesa 🌱 Núñez–O’Higgins", "Mesa 🌱 Núñez–O’Higgins"),
        ("DNI 45-678-901 o 4567 8901", "DNI … o …"),
        ("45\u200b678901 y 4567\u00ad8901", "… y …"),
        ("941 234567, 941234 567, 041-531234", "…, …, …"),
        ("Plan 2026-2030, Ordenanza 012-2025", "Plan 2026-2030, Ordenanza 012-2025"),
    ],
)
def test_scrubbed(typed: str, shown: str) -> None:
    assert scrubbed(typed) == shown


def test_what_changes_a_thing_is_known() -> None:
    assert "seating" in projection.watched("seating")
    assert "actor_trait" in projection.watched("actor:x")
    assert projection.watched("otra cosa") == frozenset()
    known = {Person.__tablename__, Organization.__tablename__}
    assert known <= projection.watched("seating")
