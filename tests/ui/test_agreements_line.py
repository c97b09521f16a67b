"""The quick line without Qt: understood, completed, asked about, kept."""

import json
from collections.abc import Callable

import pytest

from alianza_desktop.core.errors import AppError, Unavailable
from alianza_desktop.model import AgreementPartner, ChainActivity, Organization, rules
from alianza_desktop.services import organizations
from alianza_desktop.services.query import living
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.agreements import room as room_of
from alianza_desktop.ui.agreements.room import LineDraft
from alianza_desktop.ui.jobs import InlineJobs
from tests.builders import World, writing
from tests.ui.fake_agreements import Table, people_in, record


@pytest.fixture
def present(database: Database, made: World) -> World:
    return people_in(database, made)


@pytest.fixture
def table(jobs: InlineJobs, present: World) -> Table:
    return Table(jobs, present.workshop)


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


def test_a_draft_that_could_not_be_kept_is_tried_again(
    table: Table, jobs: InlineJobs, present: World, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise Unavailable("disk-full")

    table.type("Comprar 4 balanzas")
    with monkeypatch.context() as patch:
        patch.setattr(room_of, "keep_draft", full)
        table.line.keep()
    table.line.keep()
    with database.reading() as session:
        assert room_of.read_draft(session, present.workshop).line == "Comprar 4 balanzas"


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
def test_texts_of_every_kind_are_kept_as_they_are_seen(table: Table, database: Database, text: str) -> None:
    table.enter(f"{text} @coop +60d")
    assert record(database, table.view.selected).text == rules.visible(text).strip()


def test_tab_adds_and_asks_for_the_details(table: Table) -> None:
    table.type("Comprar balanzas @coop +60d")
    table.line.entered(details=True)
    assert table.detailed == table.ids()


def test_a_draft_is_not_taken_over_what_is_typed(table: Table) -> None:
    table.type("Ya escribo")
    table.line.begin(LineDraft("Otro"))
    assert table.view.line == "Ya escribo"


def test_a_whole_name_with_its_spaces_leaves_nothing_in_the_text(table: Table, present: World) -> None:
    table.type("Donar 200 plantones @Cooperativa Agraria del Marañón, 30/01/2027")
    table.line.entered()
    assert table.view.texts() == ["Donar 200 plantones"]
    assert table.view.cell(0, "due").text == "30/01/2027"


def test_working_days_say_what_they_do_not_count(table: Table) -> None:
    table.type("Comprar balanzas @coop 30 días hábiles")
    chip = next(one for one in table.view.chips if "hábiles" in one.words)
    assert (chip.words, chip.note) == (
        "04/01/2027 · 30 días hábiles, de lunes a viernes",
        "Los feriados no se descuentan: revise la fecha.",
    )
