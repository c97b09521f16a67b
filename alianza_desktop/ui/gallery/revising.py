"""Pictures of the agreements that came back from Excel."""

from dataclasses import replace
from typing import Final

from alianza_desktop.demo.stage import Stage
from alianza_desktop.services import agreements, mesas
from alianza_desktop.services.agreement_revision import EditedRow, digest, shown
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.revising.screen import RevisionPage


def _page(window: MainWindow) -> RevisionPage:
    window.open("revising-page", "")
    page = window.current().page()
    assert isinstance(page, RevisionPage)
    return page


def _empty(window: MainWindow, _stage: Stage) -> None:
    _page(window)


def _back(window: MainWindow, stage: Stage) -> None:
    page = _page(window)
    page.presenter.take(edited(stage))
    page.table.select_key("0")


def edited(stage: Stage) -> tuple[EditedRow, ...]:
    """Return a table in which somebody corrected, added, broke and left rows."""
    with stage.database.reading() as session:
        tables = {one.id: one for one in mesas.listing(session, stage.workshop)}
        rows = [
            one for one in agreements.listing(session, stage.workshop) if tables[one.mesa_id].sigla != "CACAO"
        ]
        frozen = [one for one in agreements.listing(session, stage.workshop) if one not in rows]
    said = [
        EditedRow(sheet="Acuerdos", row=place, key=one.id, said=digest(one), values=shown(one))
        for place, one in enumerate((*rows, *frozen), 3)
    ]
    first, second, *rest = said
    changed = {"text": f"{first.values['text']} con la universidad", "due": "2027-05-31", "amount": "1500000"}
    return (
        replace(first, values={**first.values, **changed}),
        replace(
            second, said="0" * 16, values={**second.values, "organization": "Cámara de Comercio de Bagua"}
        ),
        *(replace(one, values={**one.values, "goals": "22"}) for one in rest[:1]),
        *rest[1:-1],
        replace(rest[-1], values={**rest[-1].values, "text": "Otra cosa"}),
        EditedRow(sheet="Acuerdos", row=30, mesa="Plenaria", values={"text": "Publicar el acta en la radio"}),
    )


POSES: Final[Poses] = {
    "acuerdos-excel-vacio": Pose(_empty, "midday"),
    "acuerdos-excel": Pose(_back, "midday"),
}
