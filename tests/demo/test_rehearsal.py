"""The rehearsal: whole, seeded, without Qt; every file that it names opens in another program."""

import io
import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pypdf
import pytest

from alianza_desktop.core.clock import SystemClock
from alianza_desktop.core.errors import Invalid, Unavailable
from alianza_desktop.demo import rehearsal
from alianza_desktop.documents import issue
from alianza_desktop.services import actas, chains, workshops
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage import health
from alianza_desktop.storage.database import Database

OUTCOMES = {"ink", "paper", "refused", "absent", "left"}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ensayo") / "ensayo"
    rehearsal.build(folder, people=60, seed=7)
    return folder


def summary(folder: Path) -> dict[str, object]:
    return dict(json.loads((folder / "salida" / "resumen.json").read_text(encoding="utf-8")))


def test_everything_that_it_names_is_there(played: Path) -> None:
    named = summary(played)["files"]
    assert isinstance(named, list)
    assert {*named, "resumen.json"} == {path.name for path in (played / "salida").iterdir()}
    assert {path.name for path in played.iterdir()} == {"data", "salida"}


def test_pdfs_open_elsewhere_and_the_acta_verifies(played: Path) -> None:
    pdfs = sorted((played / "salida").glob("*.pdf"))
    assert len(pdfs) == 3
    for pdf in pdfs:
        subprocess.run(["pdfinfo", pdf], check=True, capture_output=True)
        subprocess.run(["qpdf", "--check", pdf], check=True, capture_output=True)
    acta = next(pdf for pdf in pdfs if pdf.name.startswith("acta-"))
    pin = str(summary(played)["ca"])
    report = verify(acta.read_bytes(), [pin])
    assert report.verdict == "intact"
    assert {one.outcome for one in report.outcomes} >= OUTCOMES
    signed = subprocess.run(["pdfsig", acta], check=False, capture_output=True, text=True).stdout
    assert "Signature is Valid" in signed


def test_every_page_of_every_document_says_that_it_is_a_rehearsal(played: Path) -> None:
    for pdf in (played / "salida").glob("*.pdf"):
        pages = [page.extract_text() for page in pypdf.PdfReader(pdf).pages]
        assert pages
        assert [number for number, text in enumerate(pages, 1) if "ENSAYO" not in text] == [], pdf.name


def test_copies_of_actas_say_it_too(played: Path) -> None:
    with (
        Database.open(played / "data", write=False, clock=SystemClock()) as database,
        database.reading() as session,
    ):
        rows = actas.listing(session)
        for row in rows:
            data = issue.pdf(session, row.id)
            texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
            assert all("ENSAYO" in text for text in texts)
    assert {row.status.state for row in rows} == {"sealed", "signing"}


def test_the_chain_of_cacao_is_drawn_and_its_activities_have_commitments(played: Path) -> None:
    assert summary(played)["chains"] == [
        {"name": "Cadena del cacao", "stages": 5, "activities": 13, "links": 12, "gaps": 4}
    ]
    drawing = ET.parse(played / "salida" / "cadena-cacao.svg").getroot()
    words = " ".join(drawing.itertext())
    for text in ("Condorcanqui, Amazonas", "ENSAYO", "Acopio en baba", "Vigilancia comunal"):
        assert text in words
    with Database.open(played / "data", clock=SystemClock()) as database, database.reading() as session:
        workshop = next(one for one in workshops.listing(session) if one.stage == 4)
        (row,) = chains.listing(session, workshop.id)
        view = chains.view(session, row.id)
    assert {one.name: len(one.agreements) for one in view.activities if one.agreements} == {
        "Acopio en baba": 2,
        "Control de calidad y cadmio": 1,
        "Internet y energía": 1,
    }


def test_workbooks_open_with_real_tables(played: Path) -> None:
    book = openpyxl.load_workbook(played / "salida" / "participantes.xlsx")
    sheet = book.worksheets[0]
    assert str(sheet["A1"].value).startswith("ENSAYO")
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$1:$2"
    assert len(sheet.tables) == 1
    headings = [cell.value for cell in sheet[2]]
    documents = [cell.value for cell in sheet["E"][2:]]
    assert headings[4] == "N.º de documento"
    assert all(isinstance(one, str) for one in documents if one is not None)
    assert sheet.max_row - 2 >= 60


def test_every_sheet_of_the_workbook_is_marked_and_has_rows(played: Path) -> None:
    book = openpyxl.load_workbook(played / "salida" / "taller.xlsx")
    assert len(book.worksheets) == 7
    for sheet in book.worksheets:
        assert str(sheet["A1"].value).startswith("ENSAYO")
        assert len(sheet.tables) == 1


def test_the_store_is_sound_plain_and_marked(played: Path) -> None:
    with (
        Database.open(played / "data", write=False, clock=SystemClock()) as database,
        database.reading() as session,
    ):
        assert health.check(session).sound
    assert summary(played)["rehearsal"] is True
    assert (played / "data" / "alianza.db").read_bytes()[:15] == b"SQLite format 3"


def test_the_same_seed_gives_the_same_people(played: Path, tmp_path: Path) -> None:
    rehearsal.build(tmp_path / "otra", people=60, seed=7)
    both = played, tmp_path / "otra"
    lists = [_values(folder / "salida" / "invitados.xlsx") for folder in both]
    assert lists[0] == lists[1]
    drawings = [(folder / "salida" / "cadena-cacao.svg").read_bytes() for folder in both]
    assert drawings[0] == drawings[1]


def _values(workbook: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(workbook).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.rows]


def test_a_folder_with_something_in_it_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text("mía", encoding="utf-8")
    with pytest.raises(Invalid, match="folder-not-empty"):
        rehearsal.build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["nota.txt"]


def test_it_never_loads_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from alianza_desktop.demo import rehearsal;"
        f"rehearsal.build(Path({str(tmp_path / 'sin-qt')!r}), people=40);"
        "print(any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_was_cut_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_stage: object) -> None:
        raise Unavailable("disk-full")

    monkeypatch.setattr(rehearsal, "SCENES", (*rehearsal.SCENES[:1], full))
    with pytest.raises(Unavailable, match="disk-full"):
        rehearsal.build(tmp_path, people=60, seed=7)
    assert list(tmp_path.iterdir()) == []
