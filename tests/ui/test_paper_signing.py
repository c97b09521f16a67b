"""«Firmas en papel» in the window: scans in, pages in their places, who is ticked recorded at once."""

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import alliances
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.actas.paper_panel import PaperPanel
from alianza_desktop.ui.actas.paper_presenter import PaperPresenter
from alianza_desktop.ui.jobs import InlineJobs
from tests.documents.scanned import Handling, handled, saved
from tests.documents.test_issue import frozen
from tests.documents.test_paper_path import prints
from tests.ui.fake_actas import FakeActas

Made = tuple[PaperPanel, PaperPresenter, list[object]]


@pytest.fixture
def made(qtbot: QtBot, database: Database, clock: FixedClock) -> Made:
    acta, _ = frozen(database)
    with database.reading() as session:
        jobs = InlineJobs(database, clock, alliances.operator(session).id)
    shown = ActaPresenter(FakeActas(), jobs)
    shown.open(acta)
    panel, toasts = PaperPanel(), list[object]()
    qtbot.addWidget(panel)
    presenter = PaperPresenter(panel, jobs, shown, lambda words, inverse: toasts.append(inverse))
    panel.added.connect(presenter.add)
    panel.typed.connect(presenter.identify)
    panel.removed.connect(presenter.remove)
    panel.recorded.connect(presenter.record)
    panel.ask()
    presenter.open()
    return panel, presenter, toasts


def scans(database: Database, panel: PaperPanel, presenter: PaperPresenter, folder: Path) -> list[Path]:
    assert presenter._acta.facts is not None
    body, sheet = prints(database, presenter._acta.facts.id)
    files = [folder / "todo.pdf", folder / "oscura.jpg"]
    files[0].write_bytes(saved([*sheet, *body[1:]], "PDF"))
    files[1].write_bytes(handled(Image.new("L", (600, 800), 230), Handling()))
    return files


def notes(panel: PaperPanel) -> list[str]:
    return [panel.pages.item(at).text() for at in range(panel.pages.count())]


def test_from_the_scans_to_the_record_of_who_signed(made: Made, database: Database, tmp_path: Path) -> None:
    panel, presenter, toasts = made
    assert all(words.endswith("falta") for words in notes(panel))
    panel.added.emit(scans(database, panel, presenter, tmp_path))
    assert [words for words in notes(panel) if words.endswith("falta")] == ["Página 1\nfalta"]
    assert panel.progress.isHidden()
    assert not panel.code.isHidden()
    panel.code.setText("99")
    panel.code_button.click()
    assert (
        "no tiene esa página" in panel.said.accessibleName() + panel.said.toolTip() or panel.said.isVisible()
    )
    panel.code.setText("1")
    panel.code_button.click()
    assert not [words for words in notes(panel) if words.endswith("falta")]
    panel.removed.emit(panel.pages.item(0).data(256))
    assert notes(panel)[0].endswith("falta")
    undo = toasts[-1]
    assert callable(undo)
    undo()
    assert notes(panel)[0].endswith("recibida")
    [box] = panel.people.values()
    panel.record.click()
    assert panel.people  # nobody was ticked
    box = next(iter(panel.people.values()))
    box.setChecked(True)
    panel.form.show_values({"identified_by": "document", "shown": "1"})
    panel.record.click()
    assert panel.people == {}


def test_a_broken_file_is_one_sentence_and_the_next_one_is_read(
    made: Made, database: Database, tmp_path: Path
) -> None:
    panel, presenter, _ = made
    broken = tmp_path / "rota.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    panel.added.emit([broken])
    assert not panel.said.isHidden()
    assert panel.choose_button.isEnabled()
    panel.added.emit(scans(database, panel, presenter, tmp_path)[:1])
    assert len([words for words in notes(panel) if words.endswith("recibida")]) > 0
