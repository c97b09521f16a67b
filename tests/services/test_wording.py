"""The agreement that is being worded, as the room may read it: live, and nothing personal."""

import dataclasses
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.services import agreement_notes, agreement_reading, agreements, projection, wording
from alianza_desktop.services.wording import DRAFT, NOW, OBJECTED, READ, Draft, Wording, worded
from alianza_desktop.storage.database import Database
from tests import builders, growing_ids
from tests.builders import World, agree, writing

database = growing_ids.database
OLD, NEW = "Instalar 1 centro de acopio en Nieva", "Instalar 2 centros de acopio en Nieva y El Cenepa"


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with writing(database) as opened:
        yield opened


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return builders.world(session)


def shown(database: Database, made: World, agreement_id: str = "") -> Wording:
    with database.reading() as session:
        found = projection.projected(session, made.workshop, f"wording:{made.cacao}/{agreement_id}")
    assert isinstance(found, Wording)
    return found


def test_it_is_shown_with_who_answers_until_when_and_its_neighbours(database: Database, made: World) -> None:
    with writing(database) as session:
        ids = [agree(session, made, text) for text in ("Uno", "Dos", "Tres")]
        rows = agreements.listing(session, made.workshop, made.cacao)
        agreement_reading.mark(session, ids[0], agreement_reading.digest(rows[0]))
        agreement_notes.add(session, ids[1], "objection", "Es poco", person_id=made.manager)
    found = shown(database, made, ids[2])
    assert (found.mesa, found.number, found.text) == ("Mesa 1 · Cacao", 3, "Tres")
    assert (found.organization, found.sector) == ("Municipalidad Provincial de Condorcanqui", "public")
    assert (found.due_on, found.permanent, found.before) == ("2027-02-21", False, "")
    assert [(one.number, one.state) for one in found.steps] == [(1, READ), (2, OBJECTED), (3, NOW)]
    other = shown(database, made, ids[1])
    assert [one.state for one in other.steps] == [READ, NOW, DRAFT]


def test_a_new_one_is_after_the_last_and_reads_as_it_is_typed(database: Database, made: World) -> None:
    with writing(database) as session:
        agree(session, made, "Uno")
    base = shown(database, made)
    assert (base.number, base.text, [one.state for one in base.steps]) == (2, "", [DRAFT, NOW])
    draft = Draft(mesa_id=made.cacao, text="Comprar  balanzas", organization="Coop", sector="private")
    typed = worded(base, draft)
    assert (typed.text, typed.organization, typed.sector, typed.before) == (
        "Comprar balanzas",
        "Coop",
        "private",
        "",
    )


def test_what_it_replaces_is_what_is_kept_while_it_is_typed(database: Database, made: World) -> None:
    with writing(database) as session:
        one = agree(session, made, OLD)
    base = shown(database, made, one)
    typed = worded(base, Draft(mesa_id=made.cacao, agreement_id=one, text=NEW))
    assert (typed.text, typed.before, typed.due_on) == (NEW, OLD, "2027-02-21")
    assert worded(base, Draft(mesa_id=made.cacao, agreement_id=one, text=OLD)) == base
    assert worded(base, Draft(mesa_id=made.cacao, agreement_id=one)) == base


def test_what_was_kept_before_stands_until_the_new_wording_is_read(database: Database, made: World) -> None:
    with writing(database) as session:
        one = agree(session, made, OLD)
    for text in (NEW, NEW):
        with writing(database) as session:
            agreements.change(session, one, {"text": text, "deliverable": "acta"})
    assert shown(database, made, one).before == OLD
    with writing(database) as session:
        row = agreements.listing(session, made.workshop, made.cacao)[0]
        agreement_reading.mark(session, one, agreement_reading.digest(row))
    assert shown(database, made, one).before == ""


def test_nothing_that_reaches_a_person_is_let_out(database: Database, made: World) -> None:
    secret = "Llamar al 987654321 o ana@example.pe, DNI 45678901"
    with writing(database) as session:
        one = agree(session, made, secret)
    with writing(database) as session:
        agreements.change(session, one, {"text": "Otro"})
    texts = [
        shown(database, made, one),
        worded(shown(database, made, one), Draft(agreement_id=one, text=secret)),
        worded(shown(database, made), Draft(text=secret, organization=secret)),
    ]
    for said in map(str, map(dataclasses.astuple, texts)):
        assert not [word for word in ("987654321", "ana@", "45678901", "Quispe") if word in said]
    assert texts[0].before.startswith("Llamar al …")


def test_there_is_no_place_for_a_person() -> None:
    names = {field.name for field in (*dataclasses.fields(Wording), *dataclasses.fields(Draft))}
    assert not [one for one in names if "person" in one]
    assert "agreement" in wording.WATCHED


def test_without_a_workshop_it_is_empty(session: Session) -> None:
    found = projection.projected(session, "", "wording:/")
    assert isinstance(found, Wording)
    assert (found.mesa, found.steps) == ("", ())
