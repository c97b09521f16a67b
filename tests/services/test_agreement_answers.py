"""Who accepts an agreement, and what the acta may say while the responsible is not there."""

import pytest

from alianza_desktop.core.errors import Invalid
from alianza_desktop.documents import collect
from alianza_desktop.services import actas, agreement_notes, agreements, departures
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.storage.database import Database
from tests import builders
from tests.builders import World, agree, arrive, writing
from tests.plans import questions


@pytest.fixture
def made(database: Database) -> World:
    """The manager of the cooperative came to Cacao; nobody of the municipality did."""
    with writing(database) as session:
        made = builders.world(session)
        arrive(session, made, made.manager, made.cacao)
    return made


def rows(database: Database, made: World) -> tuple[AgreementRow, ...]:
    with database.reading() as session:
        return agreements.listing(session, made.workshop, made.cacao)


def answer(database: Database, agreement_id: str, acceptance: str) -> None:
    with writing(database) as session:
        agreements.change(session, agreement_id, {"acceptance": acceptance})


def test_a_responsible_who_did_not_come_is_awaited_until_somebody_answers(
    database: Database, made: World
) -> None:
    with writing(database) as session:
        absent = agree(session, made)
        agree(session, made, organization_id=made.municipality, person_id="")
        agree(session, made, organization_id=made.cooperative, person_id=made.manager)
    assert [row.awaited for row in rows(database, made)] == [True, True, False]
    assert [row.gaps for row in rows(database, made)] == [("gap-unconfirmed",), ("gap-unconfirmed",), ()]
    for acceptance in ("to_confirm", "accepted"):
        answer(database, absent, acceptance)
        row = rows(database, made)[0]
        assert (row.acceptance, row.gaps, row.awaited) == (acceptance, (), True)


def test_who_left_after_agreeing_is_not_awaited(database: Database, made: World) -> None:
    with writing(database) as session:
        attendance = arrive(session, made, made.mayor, made.cacao)
        agree(session, made)
        departures.leave(session, attendance)
    assert not rows(database, made)[0].awaited


def test_nobody_is_awaited_before_anybody_is_registered(database: Database) -> None:
    with writing(database) as session:
        made = builders.world(session)
        agree(session, made)
    assert rows(database, made)[0].gaps == ()


def test_of_all_who_came_only_those_who_answer_are_read(database: Database, made: World) -> None:
    with writing(database) as session:
        agree(session, made, organization_id=made.municipality, person_id="")
        agree(session, made, organization_id=made.cooperative, person_id=made.manager)
    with database.reading() as session:
        asked = questions(session, lambda: agreements.listing(session, made.workshop, made.cacao))
    about = [sql for sql, _given in asked if "FROM attendance" in sql]
    assert about
    assert all(" IN (" in one or "LIMIT" in one for one in about)


def test_a_compromiso_that_was_declined_waits_for_another_and_a_pedido_is_told(
    database: Database, made: World
) -> None:
    with writing(database) as session:
        promised = agree(session, made, acceptance="declined")
        agree(session, made, kind="pedido", acceptance="declined", due_on="")
    assert [row.gaps for row in rows(database, made)] == [("gap-declined",), ()]
    with writing(database) as session:
        agreements.change(session, promised, {"organization_id": made.cooperative, "person_id": ""})
    row = rows(database, made)[0]
    assert (row.acceptance, row.gaps) == ("", ())  # the other one was asked nothing yet


def test_a_responsible_to_be_designated_is_said_so_in_the_acta_and_needs_no_signer(
    database: Database, made: World
) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao, quality="observer")
        nobody = agree(session, made, organization_id="", person_id="")
        away = agree(session, made, person_id="")
        acta = actas.compose(session, made.workshop, made.cacao).id
        codes = {gap.code for gap in actas.gaps(session, acta)}
        assert {"gap-responsible", "gap-no-signer"} <= codes
        for one in (nobody, away):
            agreements.change(session, one, {"acceptance": "to_confirm"})
        assert not {"gap-responsible", "gap-no-signer"} & {gap.code for gap in actas.gaps(session, acta)}
        said = collect.acta(session, acta).agreements
    assert [(one.organization, one.acceptance) for one in said] == [
        ("", "to_confirm"),
        ("Municipalidad Provincial de Condorcanqui", "to_confirm"),
    ]


def test_everything_that_an_agreement_may_say_comes_back(database: Database, made: World) -> None:
    facts = {"verification": "Acta de entrega\nFotos", "funding": "FONCODES", "policy": "PDRC 2030"}
    with writing(database) as session:
        one = agree(session, made, **facts, goals=("10", "2.3", "2"), acceptance="accepted")
        agreement_notes.add(session, one, "objection", "El plazo", person_id=made.mayor)
        agreement_notes.add(session, one, "objection", "El monto", person_id=made.manager)
        gone = agreement_notes.add(session, one, "reservation", "No", person_id=made.manager)
        agreement_notes.withdraw(session, gone.id)
    row = rows(database, made)[0]
    assert {name: getattr(row, name) for name in facts} == facts
    assert (row.goals, row.noted) == (("2", "2.3", "10"), ("objection",))


def test_an_unknown_answer_is_refused(database: Database, made: World) -> None:
    with writing(database) as session:
        one = agree(session, made)
        for field in ("acceptance", "follow_up"):
            with pytest.raises(Invalid, match="unknown-code"):
                agreements.change(session, one, {field: "perhaps"})
