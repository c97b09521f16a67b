"""Pictures of reading aloud."""

from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import agreement_notes, agreement_reading, agreements, mesas, presence
from alianza_desktop.ui.agreements.reading_page import ReadingPage
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow


def _page(window: MainWindow, stage: Stage, *, read: int) -> ReadingPage:
    """Show a mesa of which so many were read; the fourth one has an objection."""
    with stage.writing() as session:
        mesa = next(one for one in mesas.listing(session, stage.workshop) if one.sigla == "CACAO")
        rows = agreements.listing(session, stage.workshop, mesa.id)
        for at, row in enumerate(rows):
            said = agreement_reading.digest(row) if at < read else ""
            agreement_reading.mark(session, row.id, said)
        who = presence.present(session, stage.workshop)[0].person_id
        if not rows[3].noted:
            words = "el plazo es corto para la temporada de lluvias"
            agreement_notes.add(session, rows[3].id, "objection", words, person_id=who)
    window.open("reading-page", f"mesa:{mesa.id}")
    page = window.current().page()
    assert isinstance(page, ReadingPage)
    return page


def _reading(window: MainWindow, stage: Stage) -> None:
    _page(window, stage, read=3)


def _objecting(window: MainWindow, stage: Stage) -> None:
    page = _page(window, stage, read=1)
    page.object.click()
    page.line.text.setText("El centro de acopio está lejos de la carretera")


def _whole(window: MainWindow, stage: Stage) -> None:
    _page(window, stage, read=100)


POSES: Final[Poses] = {
    "leer": Pose(_reading, "midday"),
    "leer-objetar": Pose(_objecting, "midday"),
    "leer-todo": Pose(_whole, "midday"),
}
