"""Rows mended in the page of an import, lists of earlier workshops, columns kept, an import taken back."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from alianza_desktop.model import Agreement, Attendance, Invitation, Person, Workshop
from alianza_desktop.services import registration, workshops
from alianza_desktop.services.query import living
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.tables import local_setting
from alianza_desktop.ui.importing.presenter import ImportPresenter
from alianza_desktop.ui.jobs import InlineJobs
from tests.builders import writing
from tests.spreadsheets.lists import HEAD, workbook, workshop
from tests.ui.fake_import import FakeImport

ROWS = [
    HEAD,
    ("Quispe Rojas, Ana", "1234567", "MP de Nieva", "Alcaldesa", "987654321"),
    ("Tiwi Paati, Rosa", "45678901 / 40123456", "MP de Nieva", "", "98"),
    ("Wajajay Dasen, Óscar", "40123457", "RENIEC", "", ""),
    ("", "40123458", "RENIEC", "", ""),
]


@pytest.fixture
def page() -> FakeImport:
    return FakeImport()


@pytest.fixture
def here(database: Database) -> str:
    with writing(database) as session:
        return workshop(session)


@pytest.fixture
def presenter(page: FakeImport, jobs: InlineJobs, here: str, tmp_path: Path) -> ImportPresenter:
    made = ImportPresenter(page, jobs, here)
    made.load()
    made.choose(str(workbook(tmp_path / "lista.xlsx", {"Hoja": ROWS})))
    return made


def button(page: FakeImport) -> str:
    assert page.list is not None
    return page.list.button


def counted(page: FakeImport) -> list[str]:
    assert page.list is not None
    return [words for _, words in page.list.counts]


def columns(page: FakeImport) -> tuple[bool, str]:
    """Return whether the columns are remembered, and what «Cargo» is read as."""
    assert page.list is not None
    return page.list.remembered, dict(page.list.headings)["Cargo"]


def test_the_counts_agree_with_the_button(page: FakeImport, presenter: ImportPresenter) -> None:
    assert (counted(page), button(page)) == (
        ["nuevas 3", "por revisar 2", "no entran 1"], "Importar 3 personas",
    )  # fmt: skip
    presenter.leave_out(("Hoja:2", "Hoja:4"), out=True)
    assert (counted(page), button(page)) == (
        ["nuevas 1", "por revisar 1", "no entran 3"], "Importar 1 persona",
    )  # fmt: skip
    presenter.leave_out(("Hoja:3",), out=True)
    assert button(page) == ""
    presenter.leave_out(("Hoja:2", "Hoja:3", "Hoja:4"), out=False)
    assert button(page) == "Importar 3 personas"


def test_a_row_shows_its_doubts_and_the_ways_to_mend_them(
    page: FakeImport, presenter: ImportPresenter
) -> None:
    presenter.chosen("Hoja:2")
    assert page.row is not None
    assert [(way.key, way.words) for way in page.row.ways] == [("0", "0 delante: 01234567")]
    assert "menos de 8" in page.row.doubts["document_number"]
    presenter.use(("Hoja:2",), "0")
    assert (page.row.doubts, page.row.ways) == ({}, ())
    presenter.chosen("Hoja:3")
    assert [way.words for way in page.row.ways] == [
        "Usar 45678901", "Usar 40123456", "Entra sin documento", "Dejar vacío", "Está bien así",
    ]  # fmt: skip
    presenter.use(("Hoja:3",), "2")
    presenter.use(("Hoja:3",), "1")
    assert page.row.values["document_number"] == "40123456"
    assert page.row.doubts == {}
    presenter.chosen("Hoja:5")
    assert page.row.doubts == {"paternal_surname": "La fila no tiene nombre."}
    presenter.write("Hoja:5", "given_names", "Elsa")
    presenter.write("Hoja:5", "paternal_surname", "Sakejat")
    assert counted(page) == ["nuevas 4"]


def test_what_was_mended_comes_in_and_the_file_stays(
    page: FakeImport, presenter: ImportPresenter, database: Database, tmp_path: Path
) -> None:
    before = (tmp_path / "lista.xlsx").read_bytes()
    presenter.use(("Hoja:2",), "0")
    presenter.write("Hoja:3", "document_number", "45678901")
    presenter.write("Hoja:3", "phone", "987000111")
    presenter.import_all()
    with database.reading() as session:
        found = {one.given_names: (one.document_number, one.phone) for one in session.scalars(living(Person))}
    assert found == {
        "Ana": ("01234567", "987654321"), "Rosa": ("45678901", "987000111"), "Óscar": ("40123457", ""),
    }  # fmt: skip
    assert (tmp_path / "lista.xlsx").read_bytes() == before
    presenter.chosen("Hoja:2")
    assert page.row is not None
    assert page.row.fixed
    presenter.write("Hoja:2", "phone", "900000000")  # it is in: nothing is judged any more
    assert page.done is not None


def test_the_whole_import_is_taken_back(
    page: FakeImport, presenter: ImportPresenter, database: Database
) -> None:
    presenter.import_all()
    assert page.done is not None
    presenter.undo()
    assert page.undone.startswith("Se deshizo la importación de lista.xlsx")
    with database.reading() as session:
        assert session.scalars(living(Invitation)).all() == []
        assert session.scalars(living(Person)).all() == []
    presenter.undo()  # once is enough
    assert len(page.faults) == 0


def test_an_import_of_which_somebody_arrived_stays(
    page: FakeImport, presenter: ImportPresenter, database: Database, here: str
) -> None:
    presenter.import_all()
    with writing(database) as session:
        sitting = workshops.numbered_session(session, here, None)
        person = session.scalars(living(Person)).first()
        assert person is not None
        registration.register(session, here, person.id, session_id=sitting.id)
    presenter.undo()
    assert page.faults[-1].startswith("Ya llegó gente de esta lista (1)")
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Invitation)) == 3


def test_who_may_be_the_same_is_asked_and_answered(
    page: FakeImport, presenter: ImportPresenter, jobs: InlineJobs, database: Database, tmp_path: Path
) -> None:
    presenter.import_all()
    with writing(database) as session:
        other = workshop(session)
    second = ImportPresenter(page, jobs, other)
    second.load()
    rows = [HEAD, ("Wajajay Dasen, Óscar", "", "RENIEC", "Jefe", ""), (*ROWS[3][:4], "911222333")]
    second.choose(str(workbook(tmp_path / "otra.xlsx", {"Hoja": rows})))
    second.chosen("Hoja:2")
    assert page.row is not None
    assert page.row.known is not None
    assert (page.row.known.title, page.row.known.fills) == ("¿Es la misma persona?", "Se completa: Cargo.")
    second.answer(("Hoja:2",), same=False)
    assert page.row.known.title == "Usted indicó que es otra persona."
    assert counted(page)[0] == "nuevas 1"
    second.answer(("Hoja:2",), same=False)  # ask again
    second.answer(("Hoja:2",), same=True)
    assert page.row.known.title == "Ya está en el directorio"
    assert "nuevas 1" not in counted(page)


def test_what_the_directory_says_is_kept_until_the_list_is_chosen(
    page: FakeImport, presenter: ImportPresenter, jobs: InlineJobs, database: Database, tmp_path: Path
) -> None:
    presenter.use(("Hoja:2",), "0")
    presenter.import_all()
    rows = [HEAD, ("Quispe Rojas, Ana", "01234567", "MP de Nieva", "Regidora", "911222333")]
    presenter.choose(str(workbook(tmp_path / "otra.xlsx", {"Hoja": rows})))
    presenter.chosen("Hoja:2")
    assert page.row is not None
    assert page.row.known is not None
    assert [(one.field, one.chosen) for one in page.row.known.differs] == [
        ("position", False), ("phone", False),
    ]  # fmt: skip
    assert (counted(page), button(page)) == (["ya están 1"], "")
    presenter.prefer("Hoja:2", "phone", listed=True)
    assert (counted(page), button(page)) == (["se completan 1"], "Completar 1 persona")
    presenter.import_all()
    with database.reading() as session:
        ana = session.scalars(living(Person).where(Person.given_names == "Ana")).one()
    assert (ana.position, ana.phone) == ("Alcaldesa", "911222333")


def test_columns_are_kept_at_once_and_forgotten(
    page: FakeImport, presenter: ImportPresenter, database: Database, tmp_path: Path
) -> None:
    path = str(tmp_path / "lista.xlsx")
    presenter.remap("Cargo", "community")
    presenter.choose(path)
    assert columns(page) == (True, "community")
    presenter.forget()
    assert columns(page) == (False, "position")
    presenter.choose(path)
    assert columns(page) == (False, "position")
    with database.reading() as session:
        names = session.scalars(select(local_setting.c.name)).all()
        assert not [name for name in names if name.startswith("import.mapping")]
        assert settings.read(session, "import.mapping.") == ""


def test_a_sheet_may_be_left(page: FakeImport, presenter: ImportPresenter, tmp_path: Path) -> None:
    two: dict[str, Any] = {
        "Una": ROWS[:3],
        "Otra": [HEAD, ("Sakejat Wampash, Elsa", "40123459", "RENIEC", "", "")],
    }
    presenter.choose(str(workbook(tmp_path / "dos.xlsx", two)))
    assert button(page) == "Importar 3 personas"
    presenter.take_sheet("Una", taken=False)
    assert button(page) == "Importar 1 persona"
    assert page.list is not None
    assert [(one.name, one.taken) for one in page.list.sheets] == [("Una", False), ("Otra", True)]
    presenter.take_sheet("Otra", taken=False)
    assert button(page) == ""
    presenter.take_sheet("Una", taken=True)
    assert button(page) == "Importar 2 personas"


def test_who_came_to_an_earlier_workshop(
    page: FakeImport, presenter: ImportPresenter, database: Database, tmp_path: Path
) -> None:
    presenter.begin_again()
    presenter.bring("attended")
    presenter.choose(str(tmp_path / "lista.xlsx"))
    assert page.target_faults == [("stage", "Elija la etapa.")]
    presenter.describe("stage", "1")
    presenter.describe("date", "2026-03-12")
    presenter.choose(str(tmp_path / "lista.xlsx"))
    assert button(page) == "Importar 3 asistentes"
    presenter.import_all()
    assert page.done is not None
    assert page.done[1].startswith("3 personas vinieron a ese taller: 3 nuevas")
    with database.reading() as session:
        assert {one.source for one in session.scalars(living(Attendance))} == {"paper"}
    presenter.undo()
    with database.reading() as session:
        assert session.scalars(living(Attendance)).all() == []
        assert len(session.scalars(living(Workshop)).all()) == 1


def test_what_was_agreed_in_an_earlier_workshop(
    page: FakeImport, presenter: ImportPresenter, database: Database, tmp_path: Path
) -> None:
    rows = [
        ("Acuerdo", "Responsable", "Plazo"),
        ("Abrir la oficina", "RENIEC", "cuando se pueda"),
        ("", "RENIEC", ""),
    ]
    presenter.begin_again()
    presenter.bring("agreed")
    presenter.describe("stage", "1")
    presenter.describe("date", "2026-03-12")
    presenter.choose(str(workbook(tmp_path / "acuerdos.xlsx", {"Hoja": rows})))
    assert (counted(page), button(page)) == (
        ["nuevos 1", "por revisar 1", "no entran 1"],
        "Importar 1 acuerdo",
    )
    presenter.chosen("Hoja:2")
    assert page.row is not None
    assert page.row.doubts == {"due_on": "El plazo no se entiende; se dejó vacío."}
    presenter.write("Hoja:2", "due_on", "2026-12-31")
    presenter.write("Hoja:3", "text", "Volver en abril")
    assert counted(page) == ["nuevos 2"]
    presenter.import_all()
    with database.reading() as session:
        found = {one.text: one.due_on for one in session.scalars(living(Agreement))}
    assert found == {"Abrir la oficina": "2026-12-31", "Volver en abril": ""}


def test_without_a_workshop_earlier_lists_may_come(page: FakeImport, jobs: InlineJobs) -> None:
    made = ImportPresenter(page, jobs, "")
    made.load()
    assert not made.ready()
    made.bring("agreed")
    made.describe("stage", "2")
    made.describe("date", "2026-03-12")
    assert made.ready()
