"""Pictures of Actas: the list, a draft, its review, the signatures, the pad, the seal."""

import shutil
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from alianza_desktop.demo.cast import signature
from alianza_desktop.demo.stage import Stage
from alianza_desktop.documents import issue, receipt_content, signature_sheet, wording
from alianza_desktop.model import Device, Person
from alianza_desktop.services import actas, devices
from alianza_desktop.services.query import living
from alianza_desktop.storage.sticks import stick
from alianza_desktop.ui import signing_mark
from alianza_desktop.ui.actas import offering
from alianza_desktop.ui.actas.copies_presenter import CopiesFacts
from alianza_desktop.ui.actas.facts import AnnulFacts, DiffFacts, DiffLine
from alianza_desktop.ui.actas.screen import ActasScreen
from alianza_desktop.ui.gallery.poses import Pose, Poses
from alianza_desktop.ui.main_window import MainWindow
from alianza_desktop.ui.row import Row


def _screen(window: MainWindow) -> ActasScreen:
    window.open("actas", "")
    screen = window.current().page()
    assert isinstance(screen, ActasScreen)
    return screen


def _of(window: MainWindow, stage: Stage, place: int) -> ActasScreen:
    screen = _screen(window)
    with stage.database.reading() as session:
        rows = actas.listing(session, stage.workshop)
    screen.go_to(rows[place].id)
    QApplication.processEvents()
    return screen


def _list(window: MainWindow, _stage: Stage) -> None:
    _screen(window).show_all()


def _signing(window: MainWindow, stage: Stage) -> None:
    _of(window, stage, 0)


def _identify(window: MainWindow, stage: Stage) -> None:
    _of(window, stage, 0).signing.sign()


def _awaited(window: MainWindow, stage: Stage) -> None:
    """A choice of another laptop cites what is not here: who coordinates may choose without it."""
    screen = _of(window, stage, 0)
    facts = screen.acta.facts
    assert facts is not None
    rows = (Row(key="1", title="se negó, 11:42", caption="equipo A, Luz Paz, 11:42", icon="note"),)
    screen.ask_choice(next(iter(facts.signers.values())), rows, awaited=True)


def _other(window: MainWindow, stage: Stage, outcome: str = "") -> None:
    _of(window, stage, 0).signing.other("", outcome)


def _pad(window: MainWindow, stage: Stage, *, ink: bool) -> None:
    screen = _of(window, stage, 0)
    screen.signing.sign()
    screen.signing.identified("document")
    with stage.writing() as session:
        signing_mark.end(session)  # nothing is cut short: the next picture begins anew
    page = screen.pad
    assert page is not None
    page.setWindowState(Qt.WindowState.WindowNoState)  # the offscreen screen has its own size
    page.setGeometry(0, 0, window.width(), window.height())
    QApplication.processEvents()
    if ink:
        page.show_pad()
        QApplication.processEvents()
        _draw(page.pad.strokes, stage)
        page.pad.changed.emit()


def _draw(strokes: object, stage: Stage) -> None:
    """Write the cast's signature in the middle of the box."""
    from alianza_desktop.ui.strokes import Strokes

    assert isinstance(strokes, Strokes)
    drawn = signature(stage.random)
    wide, high = strokes.box
    frame = strokes.frame
    scale = min(0.7 * wide / drawn["w"], 0.6 * high / drawn["h"])
    left, top = (wide - drawn["w"] * scale) / 2, (high - drawn["h"] * scale) / 2
    for one in drawn["strokes"]:
        points = [
            (frame.left + (left + x * scale) * frame.scale, frame.top + (top + y * scale) * frame.scale)
            for x, y in zip(one[::2], one[1::2], strict=True)
        ]
        strokes.begin(*points[0])
        for point in points[1:]:
            strokes.move(*point)
        strokes.end()


def _where(stage: Stage, state: str) -> str:
    """Return the acta of the afternoon that stands there."""
    with stage.database.reading() as session:
        rows = actas.listing(session, stage.workshop)
    return next(row.id for row in rows if row.status.state == state)


def _at(window: MainWindow, stage: Stage, state: str) -> ActasScreen:
    screen = _screen(window)
    screen.go_to(_where(stage, state))
    QApplication.processEvents()
    return screen


def _draft(window: MainWindow, stage: Stage) -> None:
    _at(window, stage, "draft")


def _clauses(window: MainWindow, stage: Stage) -> None:
    """The clauses of a draft, below what it lacks."""
    draft = _at(window, stage, "draft").acta_page.draft
    next(iter(draft.clauses.boxes.values())).setFocus()
    QApplication.processEvents()
    draft.bring(draft.clauses)


def _headings(window: MainWindow, stage: Stage) -> None:
    screen = _at(window, stage, "draft")
    screen.side.choices.translate("awajún", _AWAJUN, "Quien revisa, de ensayo")
    screen.side.choices.ask_headings("awajún")


_AWAJUN: Final = {"title": "(título de ensayo)", "attendees": "(asistentes, de ensayo)"}
"""Nobody reviewed a translation for the rehearsal, and none is made up."""


def _hand_on(window: MainWindow, stage: Stage) -> None:
    """Another laptop of the alliance is known by its record; the seal could go to it."""
    screen = _of(window, stage, 0)
    with stage.writing() as session:
        if not any(one.label == "Mesa 3" for one in devices.listing(session)):
            session.add(Device(device="0" * 32, letter="B", label="Mesa 3"))
    screen.acta.load()
    screen.side.want(offering.HAND_ON)


def _capacity(window: MainWindow, stage: Stage) -> None:
    """Somebody signs in the place of another; the paper that says so is still missing."""
    screen = _at(window, stage, "draft")
    facts = screen.acta.facts
    assert facts is not None
    screen.side.capacity.ask(next(iter(facts.signers)))
    with stage.database.reading() as session:
        own = {one.person_id for one in actas.signatories(session, facts.id)}
        everybody = [
            one.id for one in session.scalars(living(Person).order_by(Person.paternal_surname, Person.id))
        ]
    screen.side.capacity.represent(next(one for one in everybody if one not in own))


def _wants(window: MainWindow, stage: Stage, code: str) -> None:
    """One of what «Más» offers of the sealed acta."""
    _at(window, stage, "sealed").side.want(code)


def _annul(window: MainWindow, stage: Stage) -> None:
    """The first time, whoever coordinates sets a PIN; the rehearsal's operator does not coordinate."""
    words = "No se borra: queda a la vista, tachada, con sus firmas y con la razón. No se puede deshacer."
    side = _at(window, stage, "sealed").side
    side.ask_annul(AnnulFacts(title="Anular el acta 001-2026-MESA-CACAO-A", words=words, has_pin=False))
    assert side.annul_dialog is not None
    side.annul_dialog.form.show_values({"reason": "Se levantó dos veces la misma acta."})


def _new_version(window: MainWindow, stage: Stage) -> None:
    """What it changes, as it would be after two corrections; the acta of the rehearsal has none."""
    screen = _at(window, stage, "sealed")
    screen.side.want(offering.REPLACE)
    screen.side.show_difference(
        DiffFacts(
            title="Nueva versión",
            signing="Todos vuelven a firmar: 30 personas. La versión 1 queda «reemplazada».",
            nothing="",
            lines=(
                DiffLine(
                    "Acuerdo A-01: texto", "Instalar 1 centro de acopio", "Instalar 2 centros de acopio"
                ),
                DiffLine("Acuerdo A-02: plazo", "15/05/2027", "15/06/2027"),
                DiffLine("Firmante Rosa Antún: es nuevo", "", ""),
            ),
            begins=True,
        )
    )


def _addendum(window: MainWindow, stage: Stage) -> None:
    """The draft of an adenda, which says what it amends."""
    _wants(window, stage, offering.ADD)


def _receipt(window: MainWindow, stage: Stage) -> None:
    """Somebody has just ended, and takes away the receipt of it."""
    screen = _of(window, stage, 0)
    facts = screen.acta.facts
    assert facts is not None
    signer, evidence = list(facts.receipts.items())[-1]
    with stage.database.reading() as session:
        found = receipt_content.collect(session, evidence)
    code = f"Código {found.entry_code}; ahí termina la cadena."
    screen.show_receipt(signer, f"registro n.º {found.counter}", code)
    screen.show_acta(facts)


def _late(window: MainWindow, stage: Stage) -> None:
    """Of the sealed acta: somebody who did not sign can still do it, and another already did."""
    screen = _at(window, stage, "sealed")
    facts = screen.acta.facts
    assert facts is not None
    words = "Después del sello llegó 1 resultado. Falta en una constancia."
    screen.show_acta(replace(facts, after_seal=words, offers=facts.offers | {offering.COMPLEMENT}))
    keys = [one.key for one in facts.people]
    screen.acta_page.people.list.select(keys.index(min(facts.late_takes, key=keys.index)))


def _paper(window: MainWindow, stage: Stage) -> None:
    """The body came back as two photos, one of them unreadable, and a page of another acta."""
    screen = _of(window, stage, 0)
    folder = Path(tempfile.mkdtemp())
    screen.side.want(offering.PAPER)
    with stage.database.reading() as session:
        rows = [row.id for row in actas.listing(session, stage.workshop) if row.status.version_id]
        assert screen.acta.facts is not None
        here = screen.acta.facts.id
        for acta_id in rows:
            version = issue.frozen(session, acta_id)
            content = issue.content_of(session, version)
            sheet = signature_sheet.build(content, wording.load(signature_sheet.WORDING)).data
            (folder / f"hoja-{acta_id == here}.pdf").write_bytes(sheet)
    blank = QImage(600, 800, QImage.Format.Format_Grayscale8)
    blank.fill(200)
    blank.save(str(folder / "foto.png"))
    screen.side.paper.add(sorted(folder.iterdir()))
    QApplication.processEvents()
    shutil.rmtree(folder, ignore_errors=True)


def _review(window: MainWindow, stage: Stage, *, freezing: bool) -> None:
    """Complete the acta of Cacao anew, which has all it needs, and read it."""
    screen = _screen(window)
    with stage.database.reading() as session:
        rows = actas.listing(session, stage.workshop)
        mesa = next(row.mesa_id for row in rows if row.status.state == "sealed")
    waiting = [row.id for row in rows if row.mesa_id == mesa and row.status.state in ("draft", "review")]
    if not waiting:
        screen.listed.compose(mesa)
    else:
        screen.go_to(waiting[0])
    screen.acta.review()
    if freezing:
        screen.acta.ask_freeze()


def _sealed(window: MainWindow, stage: Stage) -> None:
    _at(window, stage, "sealed")


def _copies(window: MainWindow, stage: Stage, *, plugged: bool) -> None:
    """Two memories are plugged in, and two people have a copy already; or none is."""
    screen = _at(window, stage, "sealed")
    home = stick(Path(tempfile.gettempdir()), "KINGSTON")
    screen.side.copies.sticks = lambda: (home, replace(home, name="Lexar")) if plugged else ()
    screen.side.want(offering.COPIES)
    panel = screen.acta_page.copies
    everybody, first, second, *others = panel.list.rows()
    if plugged:
        had = [
            replace(one, icon="check", tone="success", trailing="tiene copia", note=note)
            for one, note in ((first, "en USB 12:41"), (second, "en papel 12:43"))
        ]
        summary = f"2 de {len(others) + 2} con copia"
        panel.show_copies(CopiesFacts(acta_id="", summary=summary, people=(everybody, *had, *others)))


def _verify(window: MainWindow, stage: Stage) -> None:
    screen = _screen(window)
    screen.verify(next(path for path in stage.files if path.name.startswith("acta-")))


POSES: Final[Poses] = {
    "actas-lista": Pose(_list, "midday"),
    "acta-firmar": Pose(_signing, "midday"),
    "acta-elegir-sin-esperar": Pose(_awaited, "midday"),
    "acta-identificar": Pose(_identify, "midday"),
    "otro-resultado": Pose(_other, "midday"),
    "otro-resultado-a-ruego": Pose(partial(_other, outcome="at_request"), "midday"),
    "firma-texto": Pose(partial(_pad, ink=False), "midday"),
    "firma": Pose(partial(_pad, ink=True), "midday"),
    "acta-borrador": Pose(_draft, "afternoon"),
    "acta-clausulas": Pose(_clauses, "afternoon"),
    "acta-encabezados": Pose(_headings, "afternoon"),
    "acta-ceder-sello": Pose(_hand_on, "midday"),
    "acta-calidad": Pose(_capacity, "afternoon"),
    "acta-recibo": Pose(_receipt, "midday"),
    "acta-firmas-en-papel": Pose(_paper, "midday"),
    "acta-revision": Pose(partial(_review, freezing=False), "afternoon"),
    "acta-congelar": Pose(partial(_review, freezing=True), "afternoon"),
    "acta-sellada": Pose(_sealed, "afternoon"),
    "acta-nueva-version": Pose(_new_version, "afternoon"),
    "acta-adenda": Pose(_addendum, "afternoon"),
    "acta-anular": Pose(_annul, "afternoon"),
    "acta-posterior": Pose(_late, "afternoon"),
    "acta-copias": Pose(partial(_copies, plugged=True), "afternoon"),
    "acta-copias-sin-memoria": Pose(partial(_copies, plugged=False), "afternoon"),
    "verificar": Pose(_verify, "afternoon"),
}
