"""The presenter of an import: the counts of the command line, nothing half written, one sentence each."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from alianza_desktop.model import Invitation
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.tables import op
from alianza_desktop.ui.importing.kinds import INVITED
from alianza_desktop.ui.importing.presenter import ImportPresenter
from alianza_desktop.ui.jobs import InlineJobs, Task
from tests.builders import writing
from tests.spreadsheets.lists import CONDORCANQUI, EXCEL97, HEAD, golden, workbook, workshop
from tests.ui.fake_import import FakeImport


@pytest.fixture
def page() -> FakeImport:
    return FakeImport()


@pytest.fixture
def here(database: Database) -> str:
    with writing(database) as session:
        return workshop(session)


@pytest.fixture
def presenter(page: FakeImport, jobs: InlineJobs, here: str) -> ImportPresenter:
    made = ImportPresenter(page, jobs, here)
    made.load()
    return made


def written(database: Database) -> tuple[int, int]:
    """Return (invitations, operations of the journal)."""
    with database.reading() as session:
        return (
            session.scalar(select(func.count()).select_from(Invitation)) or 0,
            session.scalar(select(func.count()).select_from(op)) or 0,
        )


def test_it_begins_by_asking_for_a_file(page: FakeImport, presenter: ImportPresenter) -> None:
    assert page.workshop == "Taller 2 · Segundo taller"
    presenter.import_all()
    presenter.remap("DNI", "")
    assert page.working == []


def test_without_a_workshop_there_is_nobody_to_invite(page: FakeImport, jobs: InlineJobs) -> None:
    presenter = ImportPresenter(page, jobs, "")
    presenter.load()
    presenter.choose(str(CONDORCANQUI))
    assert page.workshop == ""
    assert page.working == []


def test_the_sample_list_gives_the_counts_of_the_command_line(
    page: FakeImport, presenter: ImportPresenter, database: Database
) -> None:
    before = written(database)
    presenter.choose(str(CONDORCANQUI))
    assert written(database) == before
    facts = page.list
    assert facts is not None
    rows = [one for sheet in golden("invitados_condorcanqui.json").values() for one in sheet.values()]
    kinds = [one.split()[0] for one in rows]
    repeated = sum("repeated" in one.split() for one in rows)
    assert [words for _, words in facts.counts] == [
        f"nuevas {facts.people}", f"por revisar {kinds.count('review')}",
    ]  # fmt: skip
    assert facts.button == f"Importar {facts.people} personas"
    assert facts.people + repeated == len(facts.rows)
    assert f"{repeated} filas repiten a otra. 5 filas no nombran a nadie." in facts.aside
    assert len(facts.problems) == kinds.count("review") + kinds.count("rejected")
    assert [row.words for row in facts.sheets] == ["120 personas", "25 personas", "vacía"]
    presenter.import_all()
    assert page.done is not None
    assert written(database)[0] == facts.people
    assert page.done[0].people == facts.people
    assert page.done[1].startswith(f"{facts.people} personas están invitadas: ")
    assert not page.busy


def test_each_row_says_why(page: FakeImport, presenter: ImportPresenter) -> None:
    presenter.choose(str(CONDORCANQUI))
    assert page.list is not None
    cells = {row.key: row.cells for row in page.list.rows}
    doubtful = cells["Invitados:22"]
    assert doubtful["outcome"].chip is not None
    assert doubtful["outcome"].chip.words == "Por revisar"
    assert doubtful["why"].text == "El número no puede ser de ese documento; un DNI tiene 8 dígitos."
    assert all("{" not in row["why"].text for row in cells.values())


def test_cancelling_in_the_middle_writes_nothing(
    page: FakeImport, presenter: ImportPresenter, database: Database
) -> None:
    presenter.choose(str(CONDORCANQUI))
    before = written(database)
    page.cancel_at = 60
    presenter.import_all()
    assert written(database) == before
    assert page.faults == ["La importación de invitados_condorcanqui.xlsx se canceló. No se importó nada."]
    assert page.done is None
    page.cancel_at = -1
    presenter.import_all()  # what was shown is still there to import
    assert page.done is not None


def test_cancelling_at_the_last_row_says_how_it_ended(
    page: FakeImport, presenter: ImportPresenter, database: Database
) -> None:
    presenter.choose(str(CONDORCANQUI))
    assert page.list is not None
    before = written(database)
    page.cancel_at = len(page.list.rows)
    presenter.import_all()
    assert written(database) == before
    assert page.done is None


def test_cancelling_the_comparison_goes_back(page: FakeImport, presenter: ImportPresenter) -> None:
    page.cancel_at = 10
    presenter.choose(str(CONDORCANQUI))
    assert page.list is None
    assert page.workshop == "Taller 2 · Segundo taller"
    assert page.faults[-1].endswith("No se importó nada.")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("vacio.xlsx", b"", "está vacío"),
        ("foto.xlsx", b"\x89PNG\r\n", "es una imagen"),
        ("acta.xlsx", b"%PDF-1.7", "es un PDF"),
        ("roto.xlsx", b"PK\x03\x04nada", "está dañado"),
        ("nota.csv", b"hola\nque tal\n", "no se hallaron los encabezados"),
        ("solo.csv", b"Apellidos y nombres;DNI;Cargo\n", "ningún invitado"),
    ],
)
def test_an_ugly_file_is_one_sentence(
    page: FakeImport, presenter: ImportPresenter, database: Database, tmp_path: Path,
    name: str, content: bytes, words: str,
) -> None:  # fmt: skip
    before = written(database)
    path = tmp_path / name
    path.write_bytes(content)
    presenter.choose(str(path))
    assert len(page.faults) == 1
    assert words in page.faults[0]
    assert page.list is None
    assert not page.busy
    assert written(database) == before
    presenter.choose(str(tmp_path / "no-existe.xlsx"))
    assert page.faults[1].startswith("No se encuentra no-existe.xlsx")


def test_a_column_is_chosen_and_remembered_for_lists_like_it(
    page: FakeImport, presenter: ImportPresenter, tmp_path: Path
) -> None:
    head = ("Participante", "Nro", "DNI", "Sobre quién es")
    rows = [(f"Quispe Rojas, Ana {one}", "1", f"4567890{n}", "Alcaldesa") for n, one in enumerate("ABC")]
    path = workbook(tmp_path / "lista.xlsx", {"Hoja": [head, *rows]})
    presenter.choose(str(path))
    assert page.list is not None
    assert ("Sobre quién es", "") in page.list.headings
    presenter.remap("Sobre quién es", "position")
    assert ("Sobre quién es", "position") in page.list.headings
    presenter.import_all()
    other = workbook(
        tmp_path / "otra.xlsx", {"Datos": [tuple(reversed(head)), *(tuple(reversed(r)) for r in rows)]}
    )
    presenter.choose(str(other))
    assert dict(page.list.headings)["Sobre quién es"] == "position"


def test_a_mapping_that_leaves_nobody_can_be_mended(
    page: FakeImport, presenter: ImportPresenter, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "lista.xlsx", {"Hoja": [HEAD[:2], ("Quispe Rojas, Ana", "45678901")]})
    presenter.choose(str(path))
    presenter.remap("DNI", "")
    assert page.not_understood.startswith("En lista.xlsx no se hallaron los encabezados")
    presenter.remap("DNI", "document_number")
    assert page.not_understood == ""
    assert page.list is not None
    assert page.list.people == 1


def test_a_list_taken_again_changes_nothing(
    page: FakeImport, presenter: ImportPresenter, database: Database
) -> None:
    presenter.choose(str(EXCEL97))
    presenter.import_all()
    before = written(database)
    presenter.choose(str(EXCEL97))
    presenter.import_all()
    assert written(database) == before


class Waiting:
    """Jobs of which the first reading of a file never ends."""

    def __init__(self, jobs: InlineJobs) -> None:
        self.read, self.write, self.remember = jobs.read, jobs.write, jobs.remember
        self.read_later = jobs.read_later
        self.asked = 0

    def network(self, work: object, done: object, failed: object = None, progress: object = None) -> Task:
        self.asked += 1
        return Task()


def test_a_reading_can_be_given_up(page: FakeImport, here: str, jobs: InlineJobs) -> None:
    waiting = Waiting(jobs)
    presenter = ImportPresenter(page, waiting, here)
    presenter.load()
    presenter.choose(str(CONDORCANQUI))
    presenter.choose(str(CONDORCANQUI))  # one at a time
    assert (page.busy, waiting.asked) == (True, 1)
    presenter.cancelled()
    presenter.choose(str(CONDORCANQUI))
    assert waiting.asked == 2


def test_a_column_may_be_any_field_of_a_person() -> None:
    offered = INVITED.fields()
    assert offered[0] == ("", "No se importa")
    assert {"full_name", "document_number", "organization", "mesa"} <= {field for field, _ in offered}
    assert len({field for field, _ in offered}) == len(offered)
