"""Inicio's presenter."""

from datetime import datetime

import pytest

from alianza_desktop.core.clock import PERU, FixedClock
from alianza_desktop.documents import issue
from alianza_desktop.model import Invitation
from alianza_desktop.services import actas, arrivals, registration, workshops
from alianza_desktop.services.workshops import WorkshopPlan
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.home.facts import HomeFacts
from alianza_desktop.ui.home.presenter import HomePresenter
from alianza_desktop.ui.jobs import InlineJobs
from alianza_desktop.ui.machine import Surroundings
from tests.builders import World, agree, arrive, writing
from tests.fakes import FakeHome


def facts(database: Database, hour: str, workshop_id: str) -> HomeFacts:
    view = FakeHome()
    clock = FixedClock(datetime.fromisoformat(hour).replace(tzinfo=PERU))
    HomePresenter(
        view,
        InlineJobs(database, clock),
        clock,
        folder=database.folder,
        surroundings=Surroundings(),
        workshop_id=workshop_id,
    ).load()
    assert view.facts is not None
    return view.facts


def test_without_workshops(database: Database) -> None:
    found = facts(database, "2026-11-23T08:00", "")
    assert found.title == "Alianza Multiactor Condorcanqui"
    assert found.now.strong == "Aún no hay talleres."
    assert not found.now.can_register
    assert [one.lines for one in found.stages] == [("por programar",)] * 6
    assert found.agenda == ()


@pytest.mark.parametrize(
    ("hour", "strong", "words"),
    [
        ("2026-11-20T08:00", "El taller 4 es el lunes 23 de noviembre de 2026.", "Faltan 3 días."),
        ("2026-11-22T23:00", "El taller 4 es el lunes 23 de noviembre de 2026.", "Falta 1 día."),
        (
            "2026-11-23T07:46",
            "El registro empieza en 14 minutos.",
            "0 personas invitadas; puede registrar desde ahora.",
        ),
        (
            "2026-11-23T07:59",
            "El registro empieza en 1 minuto.",
            "0 personas invitadas; puede registrar desde ahora.",
        ),
        ("2026-11-23T09:02", "El registro está abierto.", "Ha llegado 1 persona."),
        ("2026-11-25T09:02", "El taller 4 fue el lunes 23 de noviembre de 2026.", "Asistió 1 persona."),
    ],
)
def test_what_to_do_now(database: Database, made: World, hour: str, strong: str, words: str) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor)
    found = facts(database, hour, made.workshop).now
    assert (found.strong, found.words) == (strong, words)
    assert found.can_register


def test_the_strip_of_stages(database: Database, made: World) -> None:
    with writing(database) as session:
        workshops.create(session, WorkshopPlan(stage=1, starts_on="2025-11-10"))
        workshops.create(session, WorkshopPlan(stage=5, starts_on="2027-03-01"))
    found = facts(database, "2026-11-23T08:00", made.workshop).stages
    assert [(one.state, one.word) for one in found] == [
        ("past", "realizado"), ("none", ""), ("none", ""),
        ("today", "hoy"), ("future", "programado"), ("none", ""),
    ]  # fmt: skip
    assert [one.current for one in found].index(True) == 3
    assert found[3].lines == ("hoy, 23/11/2026", "0 personas invitadas")
    assert found[0].lines[0] == "10/11/2025"


def test_the_counts_are_those_of_the_desk_and_say_of_whom(database: Database, made: World) -> None:
    with writing(database) as session:
        session.add(Invitation(workshop_id=made.workshop, person_id=made.mayor))
        arrive(session, made, made.manager)
        registration.register_anonymous(session, made.workshop, "society", session_id=made.session)
        desk = arrivals.arrivals(session, made.workshop, made.session)
    found = facts(database, "2026-11-23T09:02", made.workshop)
    assert (desk.arrived, desk.expected) == (2, 3)
    assert found.now.words == "Han llegado 2 de 3 personas."
    assert found.now.footer == "Invitados: 1 · sin invitación: 2 · llegaron: 2 · mesas: 2"
    assert found.stages[3].lines == ("hoy, 23/11/2026", "2 de 3 llegaron")


def test_what_is_pending(database: Database, made: World) -> None:
    found = facts(database, "2026-11-23T08:00", made.workshop).now
    assert [row.title for row in found.todo] == ["Importar invitados"]
    with writing(database) as session:
        workshops.set_session_state(session, made.session, "closed")
    found = facts(database, "2026-11-23T08:00", made.workshop).now
    assert [row.title for row in found.todo] == ["Importar invitados", "Abrir una sesión"]


def test_the_agenda(database: Database, made: World) -> None:
    found = facts(database, "2026-11-23T08:00", made.workshop)
    assert found.agenda_title == "Agenda de hoy"
    assert [(row.hour, row.title, row.trailing) for row in found.agenda] == [
        ("08:00", "Registro", "60 min"),
        ("-", "Acuerdos", ""),
    ]
    assert facts(database, "2026-11-24T08:00", made.workshop).agenda_title == "Agenda"


def test_the_checks_are_asked_again(database: Database, jobs: InlineJobs, clock: FixedClock) -> None:
    view = FakeHome()
    presenter = HomePresenter(
        view, jobs, clock, folder=database.folder, surroundings=Surroundings(), workshop_id=""
    )
    presenter.check_all()
    before = {row.title: row.state for row in view.checks}
    presenter.check_all(Surroundings(("Pantalla 2, 1280 × 720",), ("Epson",)))
    after = {row.title: row.state for row in view.checks}
    assert before["Impresora"] == "pending"
    assert {name for name in after if after[name] != before[name]} == {"Impresora", "Proyector"}


def test_it_reloads_for_its_own_kinds_only(
    database: Database, jobs: InlineJobs, clock: FixedClock, made: World
) -> None:
    view = FakeHome()
    presenter = HomePresenter(
        view, jobs, clock, folder=database.folder, surroundings=Surroundings(), workshop_id=made.workshop
    )
    presenter.on_changed(frozenset({"consent"}))
    assert view.facts is None
    presenter.on_changed(frozenset({"attendance"}))
    assert view.facts is not None


def test_without_workshops_there_is_one_to_create(database: Database) -> None:
    found = facts(database, "2026-11-23T08:00", "").now
    assert found.words.startswith("Cree el primero")
    assert found.todo == ()


def test_actas_wait_for_their_seal(database: Database, made: World) -> None:
    with writing(database) as session:
        arrive(session, made, made.mayor, made.cacao)
        agree(session, made)
        acta = actas.compose(session, made.workshop, made.cacao)
        actas.change(session, acta.id, {"starts_at": "09:00", "ends_at": "12:00"})
        issue.review(session, acta.id)
    late = facts(database, "2026-11-24T08:00", made.workshop)
    row = late.now.todo[-1]
    assert (row.key, row.title, row.caption) == (
        f"acta:{acta.id}", "Terminar el acta de Cacao", "sigue en borrador",
    )  # fmt: skip
    assert (late.stages[3].word, late.stages[3].lines[1]) == ("por cerrar", "1 acta sin sellar")
    with writing(database) as session:
        issue.freeze(session, acta.id)
        other = workshops.create(session, WorkshopPlan(stage=5, starts_on="2026-12-01")).id
    row = facts(database, "2026-11-23T13:00", other).now.todo[-1]
    assert row.title.startswith("Sellar el acta 001-2026-MESA-CACAO")
    assert row.title.endswith("del taller 4")
    assert row.caption == "falta el resultado de 1 firmante"


@pytest.mark.parametrize(
    ("day", "main", "todo"),
    [
        ("2026-11-20", "import", []),
        ("2026-11-23", "registration", ["import"]),
        ("2026-11-25", "actas", []),
    ],
)
def test_the_button_does_what_the_day_asks(
    database: Database, made: World, day: str, main: str, todo: list[str]
) -> None:
    found = facts(database, f"{day}T08:00", made.workshop).now
    assert (found.main, [row.key for row in found.todo]) == (main, todo)


def test_an_agenda_without_blocks_says_so(database: Database) -> None:
    with writing(database) as session:
        bare = workshops.create(session, WorkshopPlan(stage=1)).id
    found = facts(database, "2026-11-23T08:00", bare)
    assert [row.title for row in found.agenda] == ["Aún no hay bloques"]
