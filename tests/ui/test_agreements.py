"""Acuerdos without Qt: the line, the list of a mesa, every gesture and its way back, the details."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import event

from alianza_desktop.core.errors import AppError, Unavailable
from alianza_desktop.model import Agreement, AgreementPartner, ChainActivity, Organization
from alianza_desktop.services import actas, agreements, organizations
from alianza_desktop.services.query import get, living
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.agreements.details import DetailsPresenter
from alianza_desktop.ui.agreements.line import LinePresenter
from alianza_desktop.ui.agreements.presenter import BoardPresenter
from alianza_desktop.ui.agreements.room import LineDraft
from alianza_desktop.ui.jobs import InlineJobs
from tests.builders import World, agree, arrive, writing
from tests.ui.fake_agreements import FakeAgreements


class Table:
    """The three presenters on one fake view, as the screen joins them."""

    def __init__(self, jobs: InlineJobs, workshop_id: str) -> None:
        self.view = FakeAgreements()
        self.gone: list[tuple[str, str]] = []
        self.board = BoardPresenter(
            self.view,
            jobs,
            workshop_id,
            lambda kind, argument: self.gone.append((kind, argument)),
            changed=self._changed,
            loaded=self._loaded,
        )
        self.line = LinePresenter(
            self.view, jobs, lambda: self.board.room, run=self.board.run, added=self._added
        )
        self.details = DetailsPresenter(self.view, jobs, lambda: self.board.room)
        self.detailed: list[str] = []
        self.board.load()

    def _loaded(self, draft: LineDraft) -> None:
        self.line.begin(draft)

    def _changed(self) -> None:
        self.line.understand()
        self.details.refresh()

    def _added(self, agreement_id: str, rows: tuple[agreements.AgreementRow, ...], details: bool) -> None:
        self.board.added(agreement_id, rows)
        if details:
            self.detailed.append(agreement_id)

    def type(self, line: str) -> None:
        self.view.line = line
        self.line.typed(line, len(line))

    def enter(self, line: str) -> None:
        self.type(line)
        self.line.entered()

    def ids(self) -> list[str]:
        return [row.key for row in self.view.rows]


@pytest.fixture
def present(database: Database, made: World) -> World:
    """The manager at Cacao, the mayor at Conectividad."""
    with writing(database) as session:
        arrive(session, made, made.manager, made.cacao)
        arrive(session, made, made.mayor, made.conecta)
    return made


@pytest.fixture
def table(jobs: InlineJobs, present: World) -> Table:
    return Table(jobs, present.workshop)


def record(database: Database, agreement_id: str) -> Agreement:
    with database.reading() as session:
        return get(session, Agreement, agreement_id)


# --- the room


def test_the_first_mesa_is_open_at_first(table: Table, present: World) -> None:
    room = table.view.room
    assert room is not None
    assert (room.title, room.mesa_id) == ("Mesa 1 · Cacao", present.cacao)
    assert (room.present, room.expected, room.sectors) == (1, 1, {"private": 1})
    assert f"{room.today}" == "2026-11-23"
    assert table.view.totals == ("0 en total", "")


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


def test_without_a_workshop_nothing_happens(jobs: InlineJobs) -> None:
    empty = Table(jobs, "")
    empty.enter("Comprar @coop +60d")
    empty.board.undo()
    empty.board.to_acta()
    empty.board.step_mesa(1)
    empty.board.on_changed(frozenset({"agreement", "attendance"}))
    assert (empty.view.rows, empty.gone) == ((), [])


# --- the line


def test_a_commitment_in_one_line(table: Table, database: Database, present: World) -> None:
    table.type("Comprar 4 balanzas @coop +60d")
    assert table.view.said() == [
        "Cooperativa Agraria del Marañón · José Tsamajain",
        "22/01/2027 · 60 días",
        "Falta: entregable",
    ]
    table.line.entered()
    assert (table.view.line, table.view.chips) == ("", ())
    assert table.view.texts() == ["Comprar 4 balanzas"]
    assert table.view.cell(0, "responsible").caption == "José Tsamajain"
    assert (table.view.cell(0, "due").text, table.view.state(0)) == ("22/01/2027", "borrador")
    saved = record(database, table.view.selected)
    assert (saved.mesa_id, saved.organization_id, saved.person_id, saved.due_on) == (
        present.cacao,
        present.cooperative,
        present.manager,
        "2027-01-22",
    )


def test_everything_the_line_can_say(table: Table, database: Database, present: World) -> None:
    table.enter("pedido: Incluir la trocha @quispe @coop permanente S/ 80,000")
    saved = record(database, table.view.selected)
    assert (saved.kind, saved.permanent, saved.amount) == ("pedido", True, 8_000_000)
    assert (saved.organization_id, saved.person_id) == (present.municipality, present.mayor)
    with database.reading() as session:
        partners = session.scalars(living(AgreementPartner)).all()
    assert [one.organization_id for one in partners] == [present.cooperative]
    assert table.view.cell(0, "text").prefix == "Pedido ·"
    assert table.view.cell(0, "due").text == "permanente"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Comprar", ["Falta: responsable, plazo"]),
        ("pedido: Comprar", ["Pedido", "Falta: responsable"]),
        ("@coop", ["Cooperativa Agraria del Marañón · José Tsamajain", "Falta: qué se hará, plazo"]),
        (
            "x @zzyzx 22/11/2026",
            ["No se conoce «zzyzx»", "22/11/2026 · hace 1 día", "Falta: entregable"],
        ),
        ("x @zzyzx 23/11", ["No se conoce «zzyzx»", "23/11/2026 · el mismo día", "Falta: entregable"]),
        ("x S/ 5", ["S/ 5.00", "Falta: responsable, plazo"]),
        ("   ", []),
    ],
)
def test_what_is_understood_and_what_is_missing(table: Table, line: str, said: list[str]) -> None:
    table.type(line)
    assert table.view.said() == said


def test_somebody_absent_is_to_be_confirmed(table: Table, database: Database) -> None:
    with writing(database) as session:
        organizations.find_or_add(session, "Gobierno Regional de Amazonas", sector="public")
    table.board.on_changed(frozenset({"organization"}))
    table.enter("Informar sobre la carretera @gore 15/12/2026")
    assert "Gobierno Regional" not in table.view.said()
    assert table.view.state(0) == "por confirmar"
    assert table.view.cell(0, "responsible").caption == "por confirmar"
    table.type("Otro @gore fin de mes")
    assert table.view.said()[1] == "por confirmar"


def test_enter_without_a_text_says_what_is_missing(table: Table) -> None:
    table.enter("@coop +60d")
    assert table.view.message == ("warning", "Falta el texto: escriba qué se hará.")
    assert (table.view.line, table.view.rows) == ("@coop +60d", ())
    table.enter("")
    assert table.view.rows == ()


def test_an_unknown_name_stays_in_the_text(table: Table) -> None:
    table.enter("Comprar balanzas @zzyzx +60d")
    assert table.view.texts() == ["Comprar balanzas @zzyzx"]
    assert table.view.state(0) == "por completar"
    assert table.view.totals == ("1 en total", "1 por completar")
    assert table.view.cell(0, "responsible").text == "falta responsable"


@pytest.fixture
def ministries(table: Table, database: Database) -> Table:
    with writing(database) as session:
        organizations.find_or_add(session, "Ministerio de Agricultura", sector="public")
        organizations.find_or_add(session, "Ministerio de la Producción", sector="public")
    table.board.on_changed(frozenset({"organization"}))
    return table


def test_between_two_nobody_is_guessed(ministries: Table, database: Database) -> None:
    table = ministries
    table.enter("Asignar un técnico @min +60d")
    assert table.view.rows == ()
    assert table.view.said()[0] == "«min» puede ser 2: elija uno"
    assert [row.title for row in table.view.choices] == [
        "Ministerio de Agricultura",
        "Ministerio de la Producción",
    ]
    assert table.view.marked
    table.line.entered(table.view.choices[1].key)
    assert table.view.line.startswith("Asignar un técnico @MinisteriodelaProducción +60d")
    assert (table.view.choices, table.view.said()[0]) == ((), "Ministerio de la Producción")
    table.line.entered()
    with database.reading() as session:
        body = session.get(Organization, record(database, table.view.selected).organization_id)
    assert body is not None
    assert body.name == "Ministerio de la Producción"


def test_esc_leaves_the_name_in_the_text(ministries: Table) -> None:
    table = ministries
    table.enter("Asignar un técnico @min")
    assert table.line.leave_choices()
    assert not table.line.leave_choices()
    table.line.entered()
    assert table.view.texts() == ["Asignar un técnico @min"]


def test_two_of_the_same_name_can_be_told_apart(table: Table, database: Database) -> None:
    with writing(database) as session:
        session.add_all(
            Organization(name=f"Comité de Acopio {place}", short_name="Comité de Acopio")
            for place in ("Nieva", "Cenepa")
        )
    table.board.on_changed(frozenset({"organization"}))
    table.enter("Secar el cacao @comite")
    table.line.choose(table.view.choices[1].key)
    table.line.entered()
    with database.reading() as session:
        body = session.get(Organization, record(database, table.view.selected).organization_id)
    assert body is not None
    assert body.name == "Comité de Acopio Nieva"


def test_a_name_being_written_is_completed(table: Table) -> None:
    table.type("Comprar @")
    assert [row.title for row in table.view.choices] == [
        "Cooperativa Agraria del Marañón",
        "Municipalidad Provincial de Condorcanqui",
    ]
    table.type("Comprar @quis")
    assert [(row.title, row.caption) for row in table.view.choices] == [
        ("María Elena Quispe Huamán", "Municipalidad Provincial de Condorcanqui · en el taller")
    ]
    table.line.choose(table.view.choices[0].key)
    assert (table.view.line, table.view.caret) == ("Comprar @MaríaElenaQuispeHuamán ", 32)
    assert table.view.choices == ()
    table.line.choose("nobody")
    assert table.view.line == "Comprar @MaríaElenaQuispeHuamán "


def test_a_choice_in_the_middle_keeps_what_follows(table: Table) -> None:
    line = "Comprar @quis +60d S/ 5"
    table.line.typed(line, 13)
    table.line.choose(table.view.choices[0].key)
    assert table.view.line == "Comprar @MaríaElenaQuispeHuamán +60d S/ 5"


def test_what_is_half_typed_survives(table: Table, jobs: InlineJobs, present: World) -> None:
    table.type("Comprar 4 balanzas @co")
    table.line.keep()
    table.line.keep()
    again = Table(jobs, present.workshop)
    assert again.view.line == "Comprar 4 balanzas @co"
    assert again.view.choices == ()
    again.line.entered()
    third = Table(jobs, present.workshop)
    assert third.view.line == ""


def test_a_draft_of_another_version_is_read(database: Database, jobs: InlineJobs, present: World) -> None:
    with writing(database) as session:
        kept = json.dumps({"line": "Comprar", "later": [1]})
        settings.write(session, f"window.agreements.line.{present.workshop}", kept)
    assert Table(jobs, present.workshop).view.line == "Comprar"


def test_a_draft_from_another_screen_loses_nothing(table: Table) -> None:
    table.type("Comprar balanzas")
    table.line.propose("@coop ")
    assert table.view.line.split() == ["@coop", "Comprar", "balanzas"]
    table.line.propose("@coop ")
    assert table.view.line.split() == ["@coop", "Comprar", "balanzas"]


def test_a_short_name_from_the_chain_is_understood(table: Table) -> None:
    table.line.propose("@MP Condorcanqui ")
    assert table.view.line == "@MPCondorcanqui "
    assert table.view.said()[0] == "Municipalidad Provincial de Condorcanqui"
    table.line.propose("@Nadie de nadie")
    assert table.view.line == "@Nadie de nadie @MPCondorcanqui"


def test_a_commitment_born_of_an_activity(
    table: Table, jobs: InlineJobs, database: Database, present: World
) -> None:
    with writing(database) as session:
        activity = ChainActivity(name="Acopio en baba")
        session.add(activity)
        session.flush()
    table.line.propose(f"activity:{activity.id} @MP Condorcanqui ")
    assert table.view.said()[:2] == ["De «Acopio en baba»", "Municipalidad Provincial de Condorcanqui"]
    table.type("Instalar un tanque @MPCondorcanqui +60d")
    table.line.keep()
    again = Table(jobs, present.workshop)
    assert again.view.said()[0] == "De «Acopio en baba»"
    again.line.entered()
    assert record(database, again.view.selected).activity_id == activity.id
    again.enter("Otra @coop +60d")
    assert record(database, again.view.selected).activity_id == ""
    again.line.propose(f"activity:{activity.id} ")
    assert again.view.said()[0] == "De «Acopio en baba»"
    again.type("x")
    again.type("")
    assert again.view.said() == []
    again.line.propose("activity:nobody ")
    assert again.view.said() == []


def test_a_draft_waits_for_the_room(jobs: InlineJobs, present: World, database: Database) -> None:
    late = Table(jobs, "")
    late.line.propose("@MP Condorcanqui ")
    assert late.view.line == ""
    late.board._workshop_id = present.workshop
    late.board.load()
    assert late.view.line == "@MPCondorcanqui "


def test_a_failed_save_gives_the_line_back(
    table: Table, jobs: InlineJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.type("Comprar balanzas @coop +60d")

    def full(_work: object, _done: object, failed: Callable[[AppError], None]) -> None:
        table.type("Otra")
        failed(Unavailable("disk-full"))

    monkeypatch.setattr(jobs, "write", full)
    table.line.entered()
    assert table.view.line == "Comprar balanzas @coop +60d Otra"
    assert table.view.message[0] == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "Comprar " + "ñandú " * 830,
        "🌱 Sembrar 🍫 100 plantones",
        "\u202eOlleravé\u202c العربية",
        "Comprar \"balanzas\" & <b>cajones</b> 'rojos'",
        "x" * 5_000,
    ],
)
def test_texts_of_every_kind_are_kept_as_typed(table: Table, database: Database, text: str) -> None:
    table.enter(f"{text} @coop +60d")
    assert record(database, table.view.selected).text == text.strip()


def test_tab_adds_and_asks_for_the_details(table: Table) -> None:
    table.type("Comprar balanzas @coop +60d")
    table.line.entered(details=True)
    assert table.detailed == table.ids()


# --- the rows


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
    assert table.gone == [("actas", present.cacao)]


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
    assert counts[0] == counts[1] < 8


# --- the details


@pytest.fixture
def opened(table: Table) -> Table:
    table.enter("Comprar balanzas @coop +60d")
    table.details.open(table.ids()[0])
    return table


def test_the_details_of_a_row(opened: Table, present: World) -> None:
    found = opened.view.details
    assert found is not None
    assert (found.title, found.notice) == ("N.º 1", "")
    assert found.values == {
        "text": "Comprar balanzas",
        "kind": "compromiso",
        "responsible": "Cooperativa Agraria del Marañón",
        "person_id": present.manager,
        "due_on": "2027-01-22",
        "permanent": "",
        "deliverable": "",
        "amount": "",
    }
    assert found.people == (("", "Nadie en particular"), (present.manager, "José Tsamajain"))


@pytest.mark.parametrize(
    ("key", "value", "field", "stored"),
    [
        ("text", "Comprar cinco", "text", "Comprar cinco"),
        ("kind", "acuerdo", "kind", "acuerdo"),
        ("due_on", "2027-03-01", "due_on", "2027-03-01"),
        ("due_on", "", "due_on", ""),
        ("permanent", "1", "permanent", True),
        ("deliverable", "Factura", "deliverable", "Factura"),
        ("amount", "8000050", "amount", 8_000_050),
        ("amount", "", "amount", None),
        ("person_id", "", "person_id", ""),
        ("responsible", "", "organization_id", ""),
    ],
)
def test_each_field_is_saved_when_it_is_left(
    opened: Table, database: Database, key: str, value: str, field: str, stored: object
) -> None:
    opened.details.changed(key, value)
    assert getattr(record(database, opened.ids()[0]), field) == stored


def test_permanent_and_a_date_put_each_other_out(opened: Table, database: Database) -> None:
    opened.details.changed("permanent", "1")
    assert record(database, opened.ids()[0]).due_on == ""
    opened.details.changed("due_on", "2027-03-01")
    assert not record(database, opened.ids()[0]).permanent


def test_another_responsible_brings_who_is_here_for_it(
    opened: Table, database: Database, present: World
) -> None:
    opened.details.changed("responsible", "mp condorcanqui")
    saved = record(database, opened.ids()[0])
    assert (saved.organization_id, saved.person_id) == (present.municipality, present.mayor)
    opened.details.changed("responsible", "José Tsamajain")
    saved = record(database, opened.ids()[0])
    assert (saved.organization_id, saved.person_id) == (present.cooperative, present.manager)
    opened.details.changed("responsible", "Ministerio que nadie anotó")
    saved = record(database, opened.ids()[0])
    assert saved.person_id == ""
    with database.reading() as session:
        assert get(session, Organization, saved.organization_id).name == "Ministerio que nadie anotó"


def test_co_responsibles_come_and_go(opened: Table, database: Database, present: World) -> None:
    opened.details.add_partner("Municipalidad Provincial de Condorcanqui")
    opened.details.add_partner("Municipalidad Provincial de Condorcanqui")
    opened.details.add_partner("Cooperativa Agraria del Marañón")  # the responsible itself
    opened.details.add_partner("  ")
    opened.board.on_changed(frozenset({"agreement_partner"}))
    assert opened.view.details is not None
    assert [one[0] for one in opened.view.details.partners] == [present.municipality]
    opened.details.drop_partner(present.municipality)
    opened.board.on_changed(frozenset({"agreement_partner"}))
    assert opened.view.details is not None
    assert opened.view.details.partners == ()


def test_what_cannot_be_is_said_beside_its_field(opened: Table, database: Database) -> None:
    opened.details.changed("text", "   ")
    assert "text" in opened.view.faults
    opened.details.changed("due_on", "2027-02-30")
    assert "due_on" in opened.view.faults
    opened.details.changed("deliverable", "Factura")
    assert record(database, opened.ids()[0]).deliverable == "Factura"


def test_saving_twice_does_not_disagree_with_itself(opened: Table, database: Database) -> None:
    from alianza_desktop.storage import heads, inbox

    for value in ("Uno", "Dos", "Tres"):
        opened.details.changed("deliverable", value)
    agreement_id = opened.ids()[0]
    with database.reading() as session:
        assert len(heads.of(session, agreement_id)["deliverable"]) == 1
        assert inbox.entries(session) == ()


def test_details_of_what_is_gone_close(opened: Table) -> None:
    opened.board.remove((opened.ids()[0],))
    assert opened.view.details is None
    opened.details.changed("text", "x")
    opened.details.add_partner("x")
    opened.details.drop_partner("x")
    assert opened.view.faults == {}


def test_a_draft_is_not_taken_over_what_is_typed(table: Table) -> None:
    table.type("Ya escribo")
    table.line.begin(LineDraft("Otro"))
    assert table.view.line == "Ya escribo"
