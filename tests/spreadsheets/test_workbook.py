"""The workbook of a workshop: what each sheet says, where personal data are, and that people come back."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import NotFound
from alianza_desktop.model import (
    ChainActivity,
    ChainActor,
    ChainGap,
    ChainLink,
    Departure,
    WorkshopSession,
    rules,
)
from alianza_desktop.services import actas, chains, people, registration, workshops
from alianza_desktop.services.people import PersonData
from alianza_desktop.services.workshops import SessionPlan, WorkshopPlan
from alianza_desktop.spreadsheets import importer, workbook, workbook_rows
from alianza_desktop.spreadsheets.safe_cells import unescaped
from alianza_desktop.storage.database import Database
from tests.builders import World, agree, arrive, world, writing
from tests.conftest import MORNING

TITLES = ["Taller", "Personas", "Asistencia", "Acuerdos", "Cadena", "Actas", "Firmantes"]
PERSONAL = {"Personas", "Asistencia", "Acuerdos", "Firmantes"}
UGLY = "=1+1 \N{GRINNING FACE} \u202eאבג \x07 «<b>&amp;" + "largo " * 200


def export(database: Database, workshop_id: str, folder: Path) -> Workbook:
    path = folder / "taller.xlsx"
    with database.reading() as session:
        workbook.export(session, workshop_id, path, at=MORNING)
    return openpyxl.load_workbook(path)


def told(book: Workbook, title: str) -> list[dict[str, object]]:
    """Return the rows of a sheet by their headings, without the note above."""
    page = book[title]
    assert isinstance(page, Worksheet)
    rows = list(page.values)
    top = 1 if len(page.freeze_panes or "") and page.freeze_panes == "A3" else 0
    headings = [str(one) for one in rows[top]]
    return [dict(zip(headings, row, strict=True)) for row in rows[top + 1 :] if any(row)]


@pytest.fixture
def made(database: Database) -> World:
    """A workshop with two arrivals, one nameless, three agreements, a chain and a draft acta."""
    with writing(database) as session:
        made = world(session)
        first = arrive(session, made, made.mayor, made.cacao)
        arrive(session, made, made.manager, made.cacao)
        session.add(Departure(attendance_id=first, at="2026-11-23T11:30:00.000-05:00"))
        registration.register_anonymous(session, made.workshop, "society", session_id=made.session)
        agree(session, made, amount=123_456_789, partners=(made.cooperative,))
        agree(session, made, UGLY, permanent=True, due_on="")
        agree(session, made, "Sin plazo todavía", mesa_id="", due_on="", organization_id="")
        chains.create(session, made.workshop, name="Cacao", product="cacao", template="productive")
        actas.compose(session, made.workshop, made.cacao)
    return made


def test_every_sheet_is_a_printable_table_and_says_where_personal_data_are(
    database: Database, made: World, tmp_path: Path
) -> None:
    book = export(database, made.workshop, tmp_path)
    assert book.sheetnames == TITLES
    for page in book.worksheets:
        personal = page.title in PERSONAL
        [table] = page.tables.values()
        assert table.autoFilter.ref == table.ref
        assert page.freeze_panes == ("A3" if personal else "A2")
        assert (page["A1"].value == workbook.PERSONAL) is personal
        assert page.page_setup.orientation == "landscape"
        assert page.print_title_rows == ("$1:$2" if personal else "$1:$1")
    facts = {row["Dato"]: row["Valor"] for row in told(book, "Taller")}
    assert {title for title in TITLES[1:] if "Datos personales" in str(facts[title])} == PERSONAL
    assert str(facts["Fecha"]) == "2026-11-23 00:00:00"
    assert (facts["Personas que llegaron"], facts["Público"]) == (3, 1)


def test_attendance_has_the_hour_of_each_session_and_the_nameless_last(
    database: Database, made: World, tmp_path: Path
) -> None:
    first, second, last = told(export(database, made.workshop, tmp_path), "Asistencia")
    morning, afternoon = "1. Mañana, 23/11/2026", "2. Tarde, 23/11/2026"
    assert [first["Apellidos y nombres"], second["Apellidos y nombres"]] == [
        "Quispe Huamán, María Elena",
        "Tsamajain, José",
    ]
    assert (first[morning], first[afternoon]) == (MORNING.replace(tzinfo=None), None)
    assert f"{first['Se retiró']:%H:%M}" == "11:30"
    assert (first["Mesa"], first["Sesiones"], first["Documento"]) == ("1", 1, "DNI 45678901")
    assert (last["Apellidos y nombres"], last["Sector"]) == (workbook_rows.NOBODY, "Sociedad civil")


def test_agreements_have_real_dates_soles_and_texts_that_stay_texts(
    database: Database, made: World, tmp_path: Path
) -> None:
    book = export(database, made.workshop, tmp_path)
    plenary, first, second = told(book, "Acuerdos")
    assert (plenary["Mesa"], plenary["Por completar"]) == (
        "Plenaria",
        "falta quién responde\nfalta el plazo (o marcarlo permanente)",
    )
    assert (first["Código"], first["Monto"], first["Corresponsables"]) == (
        "A-01",
        1_234_567.89,
        "Cooperativa Agraria del Marañón",
    )
    assert str(first["Plazo"]) == "2027-02-21 00:00:00"
    assert unescaped(str(second["Acuerdo"])) == " ".join(rules.visible(UGLY).split())
    assert second["Permanente"] == "sí"
    cell = book["Acuerdos"]["D5"]
    assert (cell.data_type, cell.quotePrefix, cell.alignment.wrap_text) == ("s", True, True)
    assert book["Acuerdos"]["L4"].number_format == '"S/" #,##0.00'


def test_an_acta_in_draft_has_its_signatories_without_names_in_actas(
    database: Database, made: World, tmp_path: Path
) -> None:
    book = export(database, made.workshop, tmp_path)
    [acta] = told(book, "Actas")
    assert (acta["Estado"], acta["Firmantes"], acta["Código de verificación"]) == ("Borrador", 2, None)
    names = [row["Firmante"] for row in told(book, "Firmantes")]
    assert names == ["María Elena Quispe Huamán", "José Tsamajain"]


def test_an_activity_has_its_actors_gaps_and_links_as_lines_of_a_cell(
    database: Database, made: World, tmp_path: Path
) -> None:
    with writing(database) as session:
        [chain] = chains.listing(session, made.workshop)
        stages = chains.view(session, chain.id).stages
        grown, dried = (
            ChainActivity(chain_id=chain.id, kind="activity", stage_id=stage.id, name=name, order_key="a")
            for stage, name in zip(stages, ("Cosecha", UGLY), strict=False)
        )
        session.add_all((grown, dried))
        session.flush()
        session.add(ChainActor(activity_id=grown.id, organization_id=made.cooperative, role="acopia"))
        gaps = {"a": "sin agua", "b": "sin vía"}
        session.add_all(
            ChainGap(activity_id=grown.id, text=text, order_key=key) for key, text in gaps.items()
        )
        session.add(ChainLink(chain_id=chain.id, source_id=grown.id, target_id=dried.id, flow="product"))
        agree(session, made, "Secar al sol", activity_id=grown.id)
    book = export(database, made.workshop, tmp_path)
    first, second = told(book, "Cadena")
    assert (first["Eslabón"], first["Clase"], first["Actividad"]) == ("Insumos", "Actividad", "Cosecha")
    assert first["Actores"] == "Cooperativa Agraria del Marañón · Privado · acopia"
    assert str(first["Brechas"]).splitlines() == ["sin agua", "sin vía"]
    assert (unescaped(str(first["Entrega a"])), first["Acuerdos"]) == (f"{UGLY} (producto)", "A-03")
    assert unescaped(str(second["Actividad"])) == UGLY
    assert "Cosecha" in [row["Actividad de la cadena"] for row in told(book, "Acuerdos")]


def test_people_come_back_from_the_workbook_and_from_no_other_sheet(
    database: Database, made: World, tmp_path: Path
) -> None:
    export(database, made.workshop, tmp_path)
    with writing(database) as session:
        other = workshops.create(session, WorkshopPlan(stage=5))
        done = importer.import_people(session, other.id, tmp_path / "taller.xlsx")
    assert [row.sheet for row in done.rows] == ["Personas", "Personas"]
    assert {row.person_id for row in done.rows} == {made.mayor, made.manager}
    assert {row.outcome for row in done.rows} <= {"imported", "updated"}


def test_an_empty_workshop_and_two_sessions_of_one_name(database: Database, tmp_path: Path) -> None:
    with writing(database) as session:
        same = SessionPlan(name="Día\tuno\x07 " + "muy largo " * 40)
        bare = workshops.create(session, WorkshopPlan(stage=1, sessions=(same, same)))
        for row in workshops.sessions(session, bare.id):
            session.get_one(WorkshopSession, row.id).number = 1
    book = export(database, bare.id, tmp_path)
    headings = [cell.value for cell in book["Asistencia"][2]]
    assert len(set(headings)) == len(headings)
    assert [column.name for column in book["Asistencia"].tables["Asistencia_3"].tableColumns] == headings


def test_a_workshop_that_is_not_here(database: Database, tmp_path: Path) -> None:
    with database.reading() as session, pytest.raises(NotFound, match="record-missing"):
        workbook.export(session, "nada", tmp_path / "taller.xlsx", at=MORNING)
    assert not list(tmp_path.glob("*.xlsx"))


def test_the_name_of_the_file_says_which_workshop(database: Database, clock: FixedClock) -> None:
    with writing(database) as session:
        made = world(session)
        assert workbook.file_name(session, made.workshop) == "taller-4-2026-11-23.xlsx"
        people.add(session, PersonData(given_names="Ana"))
