"""Acuerdos without Qt: the mesa, its list, every gesture and its way back."""

import pytest
from sqlalchemy import event

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.model import Mesa
from alianza_desktop.services import actas, agreement_notes, agreements, organizations
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.agreements import facts
from alianza_desktop.ui.jobs import InlineJobs
from tests.builders import World, agree, writing
from tests.ui.fake_agreements import Table, people_in, record
from tests.ui.late_jobs import LateJobs


@pytest.fixture
def present(database: Database, made: World) -> World:
    return people_in(database, made)


@pytest.fixture
def table(jobs: InlineJobs, present: World) -> Table:
    return Table(jobs, present.workshop)


def test_the_first_mesa_is_open_at_first(table: Table, present: World) -> None:
    room = table.view.room
    assert room is not None
    assert (room.title, room.mesa_id) == ("Mesa 1 · Cacao", present.cacao)
    assert (room.present, room.expected, room.sectors) == (1, 1, {"private": 1})
    assert f"{room.today}" == "2026-11-23"
    assert table.view.totals == ("0 en total", "")


@pytest.mark.parametrize(
    ("quorum", "said"),
    [
        (None, "1 de 1 presente"),
        (1, "1 de 1 presente · con quórum"),
        (2, "1 de 1 presente · falta 1 para el quórum"),
        (4, "1 de 1 presente · faltan 3 para el quórum"),
    ],
)
def test_the_head_says_whether_the_mesa_has_its_quorum(
    jobs: InlineJobs, present: World, database: Database, quorum: int | None, said: str
) -> None:
    with writing(database) as session:
        session.get_one(Mesa, present.cacao).quorum = quorum
    room = Table(jobs, present.workshop).view.room
    assert room is not None
    assert facts.present_words(room) == said


def test_the_last_mesa_is_remembered(table: Table, jobs: InlineJobs, present: World) -> None:
    table.board.open_mesa(present.conecta)
    again = Table(jobs, present.workshop)
    assert again.board.room is not None
    assert again.board.room.title == "Mesa 2 · Conectividad"
    again.board.open_mesa("")
    plenary = Table(jobs, present.workshop)
    assert plenary.board.room is not None
    assert (plenary.board.room.title, plenary.board.room.present) == ("Plenaria", 2)


def test_mesas_follow_one_another_and_the_plenary_is_the_last(table: Table) -> None:
    titles = []
    for _ in range(3):
        table.board.step_mesa(1)
        assert table.view.room is not None
        titles.append(table.view.room.title)
    assert titles == ["Mesa 2 · Conectividad", "Plenaria", "Mesa 1 · Cacao"]


def test_who_arrives_is_seen(table: Table, database: Database, present: World) -> None:
    with writing(database) as session:
        from alianza_desktop.services import mesas

        mesas.seat(session, present.workshop, present.mayor, present.cacao)
    table.board.on_changed(frozenset({"seating"}))
    assert table.view.room is not None
    assert (table.view.room.present, table.view.room.sectors) == (2, {"private": 1, "public": 1})


def test_an_enter_just_after_changing_mesa_shows_no_row_of_the_other(
    database: Database, clock: FixedClock, present: World
) -> None:
    jobs = LateJobs(database, clock)
    table = Table(jobs, present.workshop)
    jobs.hold()
    table.board.open_mesa(present.conecta)
    table.enter("Comprar plantones")
    jobs.release()
    assert table.view.room is not None
    assert (table.view.room.title, table.view.texts()) == ("Mesa 2 · Conectividad", [])
    table.board.open_mesa(present.cacao)
    assert table.view.texts() == ["Comprar plantones"]


def test_without_a_workshop_nothing_happens(jobs: InlineJobs) -> None:
    empty = Table(jobs, "")
    empty.enter("Comprar @coop +60d")
    empty.board.undo()
    empty.board.to_acta()
    empty.board.step_mesa(1)
    empty.board.on_changed(frozenset({"agreement", "attendance"}))
    assert (empty.view.rows, empty.gone) == ((), [])


@pytest.fixture
def three(table: Table) -> Table:
    for text in ("Uno", "Dos", "Tres"):
        table.enter(f"{text} @coop +60d")
    return table


def test_numbers_follow_the_order(three: Table) -> None:
    assert [row.cells["number"].text for row in three.view.rows] == ["1", "2", "3"]
    three.board.move(three.ids()[2], -1)
    assert three.view.texts() == ["Uno", "Tres", "Dos"]
    assert three.view.selected == three.ids()[1]
    three.board.move(three.ids()[0], -1)
    three.board.move(three.ids()[2], 1)
    assert three.view.texts() == ["Uno", "Tres", "Dos"]


def test_what_is_deleted_comes_back_in_its_place(three: Table) -> None:
    gone = three.ids()[1]
    three.board.remove((gone,))
    assert three.view.texts() == ["Uno", "Tres"]
    words, inverse = three.view.toasts[-1]
    assert (words, inverse is None) == ("Se quitó el N.º 2.", False)
    assert inverse is not None
    inverse()
    assert three.view.texts() == ["Uno", "Dos", "Tres"]
    assert three.view.selected == gone
    inverse()  # pressed twice: nothing more
    assert three.view.texts() == ["Uno", "Dos", "Tres"]


def test_several_are_deleted_at_once(three: Table) -> None:
    three.board.remove((three.ids()[0], three.ids()[2], "nobody"))
    assert three.view.toasts[-1][0] == "Se quitaron 2."
    three.board.remove(("nobody",))
    three.board.undo()
    assert three.view.texts() == ["Uno", "Dos", "Tres"]


def test_ctrl_z_takes_back_one_gesture_after_another(three: Table) -> None:
    three.board.move(three.ids()[2], -1)
    three.board.convert(three.ids()[0])
    assert three.view.cell(0, "text").prefix == "Pedido ·"
    assert three.view.toasts[-1][0] == "Ahora es pedido."
    three.board.undo()
    assert three.view.cell(0, "text").prefix == ""
    three.board.undo()
    assert three.view.texts() == ["Uno", "Dos", "Tres"]
    three.board.undo()
    assert three.view.texts() == ["Uno", "Dos"]
    for _ in range(4):
        three.board.undo()
    assert three.view.texts() == []


def test_a_gesture_on_what_is_gone_says_so(three: Table, database: Database) -> None:
    with writing(database) as session:
        agreements.remove(session, three.ids()[0])
    three.board.convert(three.ids()[0])
    assert three.view.message[0] == "warning"
    three.board.on_changed(frozenset({"agreement"}))
    assert three.view.texts() == ["Dos", "Tres"]


def test_another_screen_opens_an_agreement_in_its_mesa(
    table: Table, database: Database, present: World
) -> None:
    with writing(database) as session:
        there = agree(session, present, mesa_id=present.conecta)
    table.board.open(there)
    assert table.view.room is not None
    assert (table.view.room.mesa_id, table.view.selected) == (present.conecta, there)
    table.board.open("nobody")
    assert table.view.message[0] == "warning"


def test_the_acta_of_the_mesa_is_one_key_away(table: Table, present: World) -> None:
    table.board.to_acta()
    assert table.gone == [("actas", f"mesa:{present.cacao}")]


def test_the_first_incomplete_one(three: Table) -> None:
    assert three.board.first_incomplete() == ""
    three.enter("Cuatro")
    assert three.board.first_incomplete() == three.ids()[3]


def test_what_an_acta_says_is_marked(table: Table, database: Database, present: World) -> None:
    from alianza_desktop.documents import issue

    table.enter("Comprar balanzas @coop +60d")
    with writing(database) as session:
        acta = actas.compose(session, present.workshop, present.cacao)
        issue.review(session, acta.id)
    with writing(database) as session:
        issue.freeze(session, acta.id)
    table.enter("Algo nuevo @coop +60d")
    table.board.on_changed(frozenset({"acta", "acta_version"}))
    assert [table.view.state(n) for n in (0, 1)] == ["en acta 001", "borrador"]
    table.details.open(table.ids()[0])
    assert table.view.details is not None
    assert "001-2026-MESA-CACAO-A" in table.view.details.notice
    table.details.changed("deliverable", "Factura")
    table.board.on_changed(frozenset({"agreement"}))
    assert table.view.state(0) == "cambió: acta 001"
    table.board.remove((table.ids()[0],))
    assert table.view.toasts[-1][0].endswith("El acta congelada no cambia.")


def test_a_list_costs_a_few_queries_however_long(table: Table, database: Database, present: World) -> None:
    counts = []
    for many in (2, 40):
        with writing(database) as session:
            for number in range(many):
                agree(session, present, f"N.º {number}", partners=(present.cooperative,))
        asked: list[str] = []
        with database.reading() as session:
            engine = session.get_bind()
            event.listen(engine, "before_cursor_execute", lambda *args, asked=asked: asked.append(args[2]))
            agreements.listing(session, present.workshop, present.cacao)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9  # who came is asked of those who answer: people, and bodies


def test_one_key_answers_for_the_responsible_and_again_takes_it_back(
    table: Table, database: Database, present: World
) -> None:
    with writing(database) as session:
        body = organizations.find_or_add(session, "Ministerio de Agricultura", sector="public").id
        one = agree(session, present, organization_id=body, person_id="")
    table.board.on_changed(frozenset({"agreement"}))
    assert (table.view.state(0), table.view.totals) == ("por confirmar", ("1 en total", "1 por completar"))
    assert table.view.cell(0, "responsible").caption == "por confirmar"
    table.board.answer(one, "accepted")
    assert (table.view.state(0), table.view.totals[1]) == ("borrador", "")
    assert table.view.toasts[-1][0] == "N.º 1: aceptado."
    table.board.answer(one, "declined")
    assert table.view.state(0) == "no aceptado"
    assert table.view.cell(0, "responsible").caption == ""
    table.board.undo()
    assert record(database, one).acceptance == "accepted"
    table.board.answer(one, "accepted")
    assert record(database, one).acceptance == ""
    table.board.answer("gone", "accepted")


def test_only_the_rows_of_a_state_are_shown_with_their_own_numbers(
    table: Table, database: Database, present: World
) -> None:
    with writing(database) as session:
        agree(session, present, "Entero")
        agree(session, present, "Sin plazo", due_on="")
        objected = agree(session, present, "Objetado")
        agreement_notes.add(session, objected, "objection", "El monto", person_id=present.mayor)
    table.board.on_changed(frozenset({"agreement_note"}))
    assert table.view.state(2) == "objetado"
    for shown, texts in {
        "incomplete": ["Sin plazo"],
        "objected": ["Objetado"],
        "acta": [],
        "draft": ["Entero", "Sin plazo", "Objetado"],
    }.items():
        table.board.show_only(shown)
        assert (table.view.which, table.view.texts()) == (shown, texts)
    table.board.show_only("objected")
    assert table.view.cell(0, "number").text == "3"
    table.enter("Comprar balanzas @coop +60d")  # what was just written is never out of sight
    assert (table.view.which, len(table.view.rows)) == ("", 4)
