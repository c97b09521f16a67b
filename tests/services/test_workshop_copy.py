"""«Duplicar etapa anterior»: what comes, what does not, and the way back."""

import pytest
from sqlalchemy import func, select

from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.model import CarriedAgreement, Invitation, Workshop
from alianza_desktop.services import (
    agreement_follow_up,
    mesas,
    people,
    registration,
    same_as,
    workshop_copy,
    workshops,
)
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.query import get
from alianza_desktop.storage.database import Database
from tests import builders
from tests.builders import World, agree, arrive, writing


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        world = builders.world(session)
        rows = mesas.listing(session, world.workshop)
        mesas.change_sitting(session, rows[0].sitting_id, {"facilitator": "Rosa", "rapporteur": "Luis"})
        arrive(session, world, world.mayor, world.cacao)
        agree(session, world)
        return world


def invited(database: Database, workshop_id: str) -> list[str]:
    with database.reading() as session:
        rows = session.scalars(
            select(Invitation.person_id).where(
                Invitation.workshop_id == workshop_id, Invitation.deleted.is_(False)
            )
        )
        return list(rows)


def test_the_next_stage_carries_everything(database: Database, made: World) -> None:
    with writing(database) as session:
        new = workshop_copy.duplicate(session, made.workshop, starts_on="2026-12-14")
    with database.reading() as session:
        view = workshops.show(session, new)
        carried = agreement_follow_up.carried(session, new, made.cacao)
        assert mesas.seats_of_all(session, new) == {made.mayor: made.cacao}
        assert get(session, Workshop, new).previous_id == made.workshop
    assert (view.workshop.stage, view.workshop.starts_on) == (5, "2026-12-14")
    assert [one.date for one in view.sessions] == ["2026-12-14", "2026-12-14"]
    assert [(one.name, one.facilitator, one.rapporteur, one.capacity) for one in view.mesas] == [
        ("Cacao", "Rosa", "Luis", 10),
        ("Conectividad", "", "", None),
    ]
    assert invited(database, new) == [made.mayor]
    assert [(one.stage, [row.text for row in one.rows]) for one in carried] == [
        (4, ["Instalar dos centros de acopio"])
    ]


def test_what_is_not_ticked_does_not_come(database: Database, made: World) -> None:
    with writing(database) as session:
        new = workshop_copy.duplicate(session, made.workshop, parts=frozenset({"people", "seats"}))
        assert mesas.listing(session, new) == ()
        assert mesas.seats_of_all(session, new) == {}
        assert agreement_follow_up.carried(session, new, made.cacao) == ()
    assert invited(database, new) == [made.mayor]


def test_before_anybody_came_the_invited_come(database: Database, made: World) -> None:
    with writing(database) as session:
        first = workshop_copy.duplicate(session, made.workshop)
        copy = workshop_copy.preview(session, first)
    assert not copy.came
    assert [person for person, _ in copy.people] == [made.mayor]


def test_what_was_carried_is_carried_on_once(database: Database, made: World) -> None:
    with writing(database) as session:
        fifth = workshop_copy.duplicate(session, made.workshop)
        sixth = workshop_copy.duplicate(session, fifth)
        own = agreement_follow_up.open_agreements(session, made.workshop)
        assert agreement_follow_up.open_agreements(session, sixth) == own
        last = workshop_copy.duplicate(session, sixth)
        assert get(session, Workshop, last).stage == 6


def test_it_is_taken_back_whole(database: Database, made: World) -> None:
    with writing(database) as session:
        new = workshop_copy.duplicate(session, made.workshop)
    with writing(database) as session:
        workshop_copy.take_back(session, new)
    with database.reading() as session:
        assert [row.id for row in workshops.listing(session)] == [made.workshop]
        left = select(func.count()).where(
            CarriedAgreement.workshop_id == new, CarriedAgreement.deleted.is_(False)
        )
        assert session.scalar(left) == 0
    assert invited(database, new) == []


def test_once_somebody_came_it_stays(database: Database, made: World) -> None:
    with writing(database) as session:
        new = workshop_copy.duplicate(session, made.workshop)
        sitting = workshops.numbered_session(session, new, None)
        registration.register(session, new, made.manager, session_id=sitting.id)
    with pytest.raises(NotAllowed, match="copy-in-use"), writing(database) as session:
        workshop_copy.take_back(session, new)


def test_an_agreement_that_was_deleted_comes_no_more(database: Database, made: World) -> None:
    from alianza_desktop.services import agreements

    with writing(database) as session:
        new = workshop_copy.duplicate(session, made.workshop)
        agreements.remove(session, agreement_follow_up.open_agreements(session, made.workshop)[0])
        assert agreement_follow_up.carried(session, new, made.cacao) == ()


def test_somebody_who_is_two_records_comes_once(database: Database, made: World) -> None:
    with writing(database) as session:
        twin = people.add(
            session, PersonData(document_type="none", given_names="María", paternal_surname="Q")
        ).id
        arrive(session, made, twin)
        same_as.join(session, "person", made.mayor, twin)
        new = workshop_copy.duplicate(session, made.workshop)
    assert invited(database, new) == [min(made.mayor, twin)]
