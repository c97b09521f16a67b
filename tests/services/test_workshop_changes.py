"""What a person changes in a workshop: each field by itself, removals that come back, nothing lost."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from alianza_desktop.core.errors import AppError, Invalid, NotAllowed, NotFound
from alianza_desktop.model import Workshop, WorkshopSession
from alianza_desktop.services import mesas, workshop_proposal, workshops
from alianza_desktop.services import workshop_changes as changes
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.query import get
from alianza_desktop.services.workshops import AgendaPlan, SessionPlan, WorkshopPlan, WorkshopView
from alianza_desktop.storage import heads
from alianza_desktop.storage.database import Database
from tests.builders import PLAN, World, agree, arrive, world, writing


@pytest.fixture
def made(database: Database) -> World:
    with writing(database) as session:
        return world(session)


def view(database: Database, made: World) -> WorkshopView:
    with database.reading() as session:
        return workshops.show(session, made.workshop)


def test_only_the_changed_field_is_written(database: Database, made: World) -> None:
    with database.reading() as session:
        seen = heads.of(session, made.workshop)
    with writing(database) as session:
        changes.change(session, made.workshop, {"place": "  Local   comunal "}, seen)
        changes.change(session, made.workshop, {"host": "Universidad de Ejemplo", "name": ""}, seen)
    found = view(database, made)
    assert (found.workshop.place, found.workshop.city) == ("Local comunal", "Santa María de Nieva")
    assert (found.workshop.name, found.host) == ("Hoja de ruta", "Universidad de Ejemplo")


def test_every_field_can_be_changed(database: Database, made: World) -> None:
    values = {
        "stage": 5, "name": "Territorio", "ubigeo": "0104", "modality": "mixed", "host": "",
        "with_society": False, "city": "Bagua", "place": "Coliseo", "convened_by": "la Alianza",
        "conducted_by": "", "rapporteur": "la universidad", "year_line": "«Año del ensayo»",
        "decade_line": "«Decenio del ensayo»", "starts_on": "24/11/2026",
    }  # fmt: skip
    with writing(database) as session:
        changes.change(session, made.workshop, values)
    found = view(database, made)
    assert found.host == ""
    assert {name: getattr(found.workshop, name) for name in values if name != "host"} == {
        name: value for name, value in values.items() if name != "host"
    } | {"starts_on": "2026-11-24"}
    assert set(values) == set(changes.FIELDS)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"stage": 9}, "stage-unknown"), ({"starts_on": "31/02/2026"}, "day-unknown"),
        ({"ubigeo": "999999"}, "ubigeo-unknown"), ({"modality": "carta"}, "unknown-code"),
        ({"arrived": 3}, "unknown-field"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused(
    database: Database, made: World, values: dict[str, object], code: str
) -> None:
    with pytest.raises(AppError, match=code), writing(database) as session:
        changes.change(session, made.workshop, values)


def test_sessions_nobody_came_to_move_with_the_day(database: Database, made: World) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor)
        changes.change(session, made.workshop, {"starts_on": "2026-11-30"})
    assert [one.date for one in view(database, made).sessions] == ["2026-11-23", "2026-11-30"]


def test_a_session_is_added_changed_removed_and_restored(database: Database, made: World) -> None:
    with writing(database) as session:
        third = changes.add_session(session, made.workshop, SessionPlan(starts_at="18:00"))
        changes.change_session(session, third.id, {"ends_at": "20:00", "name": "Noche"})
        with pytest.raises(Invalid, match="hours-crossed"):
            changes.change_session(session, third.id, {"ends_at": "17:00"})
    rows = view(database, made).sessions
    assert [(one.number, one.name, one.state) for one in rows][2] == (3, "Noche", "planned")
    with writing(database) as session:
        changes.remove_session(session, third.id)
    assert len(view(database, made).sessions) == 2
    with writing(database) as session:
        changes.restore_session(session, third.id)
    assert len(view(database, made).sessions) == 3


def test_a_session_with_arrivals_stays_and_so_does_the_last(database: Database, made: World) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor)
    for session_id, code in ((made.session, "session-has-arrivals"), ("", "session-last")):
        with pytest.raises(NotAllowed, match=code), writing(database) as session:
            changes.remove_session(session, session_id or _only_session(session))


def _only_session(session: Session) -> str:
    alone = workshops.create(session, WorkshopPlan(stage=1))
    return workshops.show(session, alone.id).sessions[0].id


def test_two_sessions_are_never_open(database: Database, made: World) -> None:
    with writing(database) as session:
        changes.remove_session(session, made.session)
        second = workshops.numbered_session(session, made.workshop, 2)
        workshops.set_session_state(session, second.id, "open")
        changes.restore_session(session, made.session)
    assert [one.state for one in view(database, made).sessions] == ["planned", "open"]


def test_the_agenda(database: Database, made: World) -> None:
    with writing(database) as session:
        last = changes.add_block(session, made.workshop, AgendaPlan(title="Firma", starts_at="13:30"))
        changes.change_block(session, last.id, {"minutes": 30, "title": "Firma  y cierre"})
        changes.move_block(session, last.id, -1)
        changes.move_block(session, last.id, -1)
        changes.move_block(session, last.id, -1)
    titles = [one.title for one in view(database, made).agenda]
    assert titles == ["Firma y cierre", "Registro", "Acuerdos"]
    with writing(database) as session:
        changes.move_block(session, last.id, 1)
        changes.remove_block(session, view(database, made).agenda[1].id)
    assert [one.title for one in view(database, made).agenda] == ["Firma y cierre", "Acuerdos"]
    with writing(database) as session:
        for values, code in (({"title": " "}, "block-title-needed"), ({"minutes": 0}, "minutes-unlikely")):
            with pytest.raises(Invalid, match=code):
                changes.change_block(session, last.id, values)


def test_blocks_whose_places_two_laptops_made_equal_are_put_in_order(database: Database, made: World) -> None:
    with writing(database) as session:
        for title in ("Cierre", "Firma"):
            changes.add_block(session, made.workshop, AgendaPlan(title=title))
        for one in workshops.agenda(session, made.workshop):
            one.order_key = "a"
    before = [one.title for one in view(database, made).agenda]
    last = view(database, made).agenda[-1]
    with writing(database) as session:
        changes.move_block(session, last.id, -1)
    after = [one.title for one in view(database, made).agenda]
    assert after == [*before[:-2], before[-1], before[-2]]


def test_a_block_comes_back_where_it_was(database: Database, made: World) -> None:
    first = view(database, made).agenda[0]
    with writing(database) as session:
        changes.remove_block(session, first.id)
        changes.restore_block(session, first.id)
    assert [one.title for one in view(database, made).agenda] == ["Registro", "Acuerdos"]


def test_a_mesa_is_changed_in_the_alliance_and_in_the_workshop(database: Database, made: World) -> None:
    sitting = view(database, made).mesas[0].sitting_id
    with writing(database) as session:
        mesas.change(session, made.cacao, {"name": "Cacao y café", "sigla": "cacao-2", "theme": "Acopio"})
        mesas.change_sitting(session, sitting, {"facilitator": "Rosa", "capacity": 12})
    row = view(database, made).mesas[0]
    assert (row.name, row.sigla, row.theme) == ("Cacao y café", "CACAO2", "Acopio")
    assert (row.facilitator, row.capacity) == ("Rosa", 12)


Refused = Callable[[Session, World, str], object]
REFUSALS: list[tuple[Refused, str]] = [
    (lambda session, made, _at: mesas.change(session, made.cacao, {"name": "CONECTIVIDAD"}),
     "mesa-name-taken"),
    (lambda session, made, _at: mesas.change(session, made.cacao, {"name": " "}), "name-needed"),
    (lambda session, made, _at: mesas.change(session, made.cacao, {"number": "1"}), "unknown-field"),
    (lambda session, _made, at: mesas.change_sitting(session, at, {"capacity": 0}), "capacity-unlikely"),
    (lambda session, _made, at: mesas.remove(session, at), "mesa-in-use"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "code"), REFUSALS, ids=[code for _, code in REFUSALS])
def test_what_a_mesa_refuses(database: Database, made: World, act: Refused, code: str) -> None:
    with writing(database) as session:
        agree(session, made)
    with pytest.raises(AppError, match=code), writing(database) as session:
        act(session, made, view(database, made).mesas[0].sitting_id)


def test_a_mesa_leaves_the_workshop_and_comes_back(database: Database, made: World) -> None:
    sitting = view(database, made).mesas[1].sitting_id
    with writing(database) as session:
        mesas.remove(session, sitting)
    assert [one.name for one in view(database, made).mesas] == ["Cacao"]
    with writing(database) as session:
        mesas.restore(session, sitting)
        mesas.restore(session, sitting)
    assert [one.name for one in view(database, made).mesas] == ["Cacao", "Conectividad"]


def test_a_record_of_another_time_is_missing(database: Database) -> None:
    with pytest.raises(NotFound, match="record-missing"), writing(database) as session:
        changes.change(session, "x", {"place": "y"})


# what a new workshop begins with


def test_the_first_workshop_has_a_sensible_plan(database: Database) -> None:
    with database.reading() as session:
        found = workshop_proposal.propose(session)
    assert (found.plan.stage, found.plan.name, found.plan.ubigeo) == (1, "Actores y voluntades", "0104")
    assert [(one.name, one.starts_at) for one in found.plan.sessions] == [
        ("Mañana", "08:00"),
        ("Tarde", "14:00"),
    ]
    assert [one.starts_at for one in found.plan.agenda] == [
        "08:00", "09:15", "09:30", "11:00", "12:30", "13:30",
    ]  # fmt: skip
    assert found.source == ""


def test_the_next_workshop_repeats_the_last_one_a_stage_on(database: Database, made: World) -> None:
    with database.reading() as session:
        found = workshop_proposal.propose(session)
    plan = found.plan
    assert found.source == "Taller 4 · Hoja de ruta"
    assert (plan.stage, plan.name, plan.starts_on) == (5, "Territorio SMART", "")
    assert (plan.host, plan.place, plan.convened_by) == (PLAN.host, PLAN.place, PLAN.convened_by)
    assert plan.mesas == (
        MesaPlan(name="Cacao", sigla="CACAO", capacity=10),
        MesaPlan(name="Conectividad", sigla="CONECTA"),
    )
    assert plan.agenda == PLAN.agenda
    assert all(not one.date for one in plan.sessions)
    assert found.numbers == {"cacao": 1, "conectividad": 2}
    with writing(database) as session:
        again = workshops.create(session, plan)
        assert get(session, Workshop, again.id).stage == 5
    with database.reading() as session:
        assert workshop_proposal.propose(session).plan.stage in (5, 6)


def test_an_agenda_moves_with_its_first_hour() -> None:
    agenda = workshop_proposal.in_a_row("08:00")
    minutes = workshop_proposal.minutes_between("08:00", "08:30")
    assert [one.starts_at for one in workshop_proposal.shifted(agenda, minutes)][:2] == ["08:30", "09:45"]
    late = workshop_proposal.shifted(agenda, 11 * 60)
    assert late[-1].starts_at == ""
    assert workshop_proposal.minutes_between("", "08:00") == 0


def test_a_session_may_hold_what_a_form_gives(database: Database, made: World) -> None:
    with writing(database) as session:
        changes.change_session(session, made.session, {"date": "24/11/2026", "starts_at": "7:30"})
        one = get(session, WorkshopSession, made.session)
    assert (one.date, one.starts_at) == ("2026-11-24", "07:30")
