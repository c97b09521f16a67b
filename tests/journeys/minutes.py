"""The meeting of a mesa up to its acta, in the windows of several laptops that meet between the steps."""

import re
import subprocess
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QListWidget, QWidget

from alianza_desktop.ui import folders
from alianza_desktop.ui.actas.screen import ActasScreen
from alianza_desktop.ui.agreements.park_line import ParkLine
from alianza_desktop.ui.agreements.parking_page import ParkingPage
from alianza_desktop.ui.agreements.reading_page import ReadingPage
from alianza_desktop.ui.agreements.screen import AgreementsScreen
from alianza_desktop.ui.home.screen import HomeScreen
from tests.documents.scanned import jpeg
from tests.journeys import day as steps
from tests.journeys.day import Day
from tests.journeys.hands import Keys, focused, shortcut, type_words

ENTER = Qt.Key.Key_Return
SPOKEN = (
    "Instalar 2 centros de acopio en Nieva @coop +90d",
    "Comprar 4 balanzas certificadas @coop @mpcondorcanqui +60d S/ 12,500",
    "acuerdo: Reunir a la mesa el primer jueves de cada mes @quispe permanente",
    "pedido: Incluir la trocha de Nieva en el plan vial @mpcondorcanqui",
    "Publicar los precios del cacao @tsamajain fin de mes",
    "Capacitar a 60 familias en poscosecha @coop 15/06/2027",
    "Entregar el padrón de productores @león viernes",
    "Elaborar el perfil del laboratorio de calidad @soto 30 días hábiles",
    "Convocar a las comunidades del Cenepa @antún en 2 semanas",
    "Gestionar el análisis de suelos @mpcondorcanqui +6m",
)
"""As people say them; one more comes from another screen, and one from the parking lot."""
OBJECTED = 5
IDEA = "Invitar a un comprador de Jaén @ríos"


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


def outside(path: Path, *, signatures: int) -> Path:
    """Ask qpdf and pdfsig: the file is whole, and every signature in it covers what it says."""
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    said = subprocess.run(
        ["pdfsig", "-nocert", path], check=signatures > 0, capture_output=True, text=True
    ).stdout
    assert said.count("Signature Validation: Signature is Valid.") == signatures
    assert said.count("Total document signed") == signatures
    return path


# the meeting


def at_agreements(day: Day) -> AgreementsScreen:
    """F4 from wherever one is: the quick line has the keyboard."""
    shortcut("F4")
    screen = day.arrived(AgreementsScreen)
    day.until(lambda: screen.board.room is not None)
    assert focused() is screen.line
    return screen


def speak(day: Day, screen: AgreementsScreen, words: str) -> None:
    """One commitment on the quick line, and the line is ready for the next one."""
    before = len(screen.table.rows())
    day.hands.write(screen.line, words)
    if day.keys:
        press(ENTER)
    else:
        day.hands.press(screen.line.add)
    day.until(lambda: len(screen.table.rows()) == before + 1)
    day.until(lambda: screen.line.text() == "")
    assert focused() is screen.line


def meeting(day: Day) -> AgreementsScreen:
    """Ten commitments as they are said, one remembered in another screen, one idea parked there."""
    screen = at_agreements(day)
    for words in SPOKEN:
        speak(day, screen, words)
    day.hands.go("home")
    day.arrived(HomeScreen)
    park(day, IDEA)
    screen = at_agreements(day)
    speak(day, screen, "Traer a la red de salud a la próxima reunión @quispe 14/12/2026")
    return screen


def park(day: Day, idea: str) -> None:
    """F5 over whatever is shown; the keyboard goes back to where it was."""
    before = focused()
    shortcut("F5")
    day.until(lambda: bool(day.shown(ParkLine)))
    line = day.shown(ParkLine)[0]
    type_words(idea)
    day.until(lambda: bool(line.speaker.isVisible()))
    if day.keys:
        press(ENTER)
    else:
        day.hands.press(line.save)
    day.until(lambda: not line.isVisible())
    assert focused() is before


def convert(day: Day, screen: AgreementsScreen) -> None:
    """«Parqueo (1)»: the idea becomes the twelfth commitment, and says what it lacks."""
    day.until(lambda: screen.foot.links.parking.text() == "Parqueo (1)")
    day.hands.press(screen.foot.links.parking)
    page = day.arrived(ParkingPage)
    day.until(lambda: bool(page.list.rows()))
    if day.keys:
        assert focused() is page.list
        press(ENTER)
    else:
        day.hands.press(page.convert)
    day.until(lambda: page.list.rows()[0].trailing == "en la lista")
    if day.keys:
        press(Qt.Key.Key_Escape)
    else:
        day.hands.press(page.back)
    screen = day.arrived(AgreementsScreen)
    day.until(lambda: len(screen.table.rows()) == len(SPOKEN) + 2)


def complete(day: Day, screen: AgreementsScreen) -> None:
    """«Ir a la primera»: the field that lacks has the keyboard; then the list again."""
    day.until(lambda: screen.foot.incomplete.text() == "1 por completar")
    day.hands.press(screen.foot.go_first)
    due = screen.inspector.form.widget("due_on")
    day.until(due.hasFocus)
    day.hands.write(due, "31/01/2027")
    press(ENTER)
    day.until(lambda: not screen.foot.incomplete.isVisible())
    press(Qt.Key.Key_Escape)
    day.until(lambda: not screen.inspector.isVisible())
    assert focused() is screen.line


def read_aloud(day: Day, screen: AgreementsScreen) -> ActasScreen:
    """Each one is heard, one is objected to by name; at the end the acta."""
    day.hands.press(screen.foot.links.reading)
    page = day.arrived(ReadingPage)
    total = len(SPOKEN) + 2
    day.until(lambda: len(page.presenter.rows) == total and focused() is page.stage)
    for number in range(1, total + 1):
        day.until(lambda number=number: f"N.º {number} de {total}" in page.stage.accessibleName())  # type: ignore[misc]
        if number == OBJECTED:
            object_to(day, page)
        if day.keys:
            press(ENTER)
        else:
            day.hands.press(page.done)
        day.until(lambda number=number: page._counts.text() == f"{number} de {total} leídos")  # type: ignore[misc]
    day.until(page.end.isVisible)
    assert page.end.text() == f"Se leyó todo: {total} acuerdos."
    day.hands.press(page.to_acta)
    acta = day.arrived(ActasScreen)
    day.until(lambda: acta.acta_page.draft.isVisible() and acta.acta_page.preview.pages() > 0)
    return acta


def object_to(day: Day, page: ReadingPage) -> None:
    """O: who objects, what, Enter; and reading goes on where it was."""
    if day.keys:
        QTest.keyClick(focused(), Qt.Key.Key_O)
    else:
        day.hands.press(page.object)
    day.until(page.line.who.hasFocus)
    type_words("José Tsamajain")
    press(ENTER)
    type_words("El plazo es corto si llueve")
    press(ENTER)
    day.until(lambda: "Objeción de José Tsamajain" in page.stage.accessibleName())
    assert not page.line.isVisible()
    assert focused() is page.stage


# the acta


def mend(day: Day, screen: ActasScreen) -> None:
    """What the draft lacks, in the fields to which its rows lead."""
    draft = screen.acta_page.draft
    for key, words in (("starts_at", "09:30"), ("ends_at", "13:00")):
        day.hands.write(draft.form.widget(key), words)
        press(ENTER)
    day.saved()
    day.until(draft.gaps.isHidden)


def freeze(day: Day, screen: ActasScreen) -> str:
    """Review, freeze; the number that the acta has from now on."""
    page = screen.acta_page
    forward(day, page.draft.review_button)
    day.until(lambda: page.draft.freeze_button.isVisible() and page.preview.pages() > 0)
    day.saved()
    forward(day, page.draft.freeze_button)
    day.until(page.freezing.isVisible)
    day.hands.press(page.freezing.freeze_button)
    day.until(page.people.isVisible)
    assert screen.acta.facts is not None
    return screen.acta.facts.number


def forward(day: Day, button: QWidget) -> None:
    if day.keys:
        shortcut("Ctrl+Return")
    else:
        day.hands.press(button)


def at_acta(day: Day, number: str) -> ActasScreen:
    """Open an acta from the list."""
    day.hands.go("actas")
    screen = day.arrived(ActasScreen)
    if screen.acta_page.isVisible():
        if day.keys:
            press(Qt.Key.Key_Escape)
        else:
            day.hands.press(screen.acta_page.back)
    table = screen.list_page.table
    day.until(lambda: table.isVisible() and any(number in row.cells["acta"].text for row in table.rows()))
    place = next(at for at, row in enumerate(table.rows()) if number in row.cells["acta"].text)
    day.pick(table, place)
    page = screen.acta_page
    day.until(lambda: page.isVisible() and page.preview.pages() > 0 and page.facts is not None)
    return screen


def choose(day: Day, screen: ActasScreen, name: str) -> None:
    """Go to somebody in the list of signatories: the buttons below are about them."""
    people = screen.acta_page.people.list
    place = next(at for at, one in enumerate(people.rows()) if name in one.title)
    if isinstance(day.hands, Keys):
        day.hands.reach(people)
        press(Qt.Key.Key_Home)
        for _ in range(place):
            press(Qt.Key.Key_Down)
    else:
        box = people.visualRect(people.model().index(place, 0))
        QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert people.rows()[people.currentIndex().row()].title == people.rows()[place].title


def row_of(screen: ActasScreen, name: str) -> tuple[str, str]:
    """Return how the list says that somebody ended."""
    rows = screen.acta_page.people.list.rows()
    one = next(one for one in rows if name in one.title)
    return one.trailing, one.note.strip()


def begin(day: Day, screen: ActasScreen, name: str) -> None:
    """The person is identified, and their page covers the screen with the text."""
    choose(day, screen, name)
    page = screen.acta_page
    day.hands.press(page.people.sign_button)
    day.until(page.identify.isVisible)
    if day.keys:
        press(Qt.Key.Key_1)
    else:
        day.hands.press(page.identify.buttons[0])
    day.until(lambda: screen.pad is not None and screen.pad.isVisible() and screen.pad.text.pages() > 0)


def sign(day: Day, screen: ActasScreen, name: str) -> None:
    """Somebody draws their signature."""
    begin(day, screen, name)
    pad = screen.pad
    assert pad is not None
    if day.keys:
        press(ENTER)
    else:
        day.hands.press(pad.sign)
    day.until(pad.pad.isVisible)
    steps.draw(pad.pad)
    day.until(pad.confirm.isEnabled)
    day.hands.press(pad.confirm)
    day.until(lambda: screen.pad is None and row_of(screen, name)[0] == "firmó")


def refuse(day: Day, screen: ActasScreen, name: str, reason: str) -> None:
    """«No deseo firmar», with the text before the eyes, and a reason."""
    begin(day, screen, name)
    assert screen.pad is not None
    day.hands.press(screen.pad.refuse)
    outcome = screen.acta_page.outcome
    day.until(lambda: screen.pad is None and outcome.record.isVisible())
    day.hands.write(outcome.form.widget("reason"), reason)
    day.hands.press(outcome.record)
    day.until(lambda: row_of(screen, name)[0] == "se negó")


def absent(day: Day, screen: ActasScreen, name: str) -> None:
    """Somebody has not come."""
    choose(day, screen, name)
    steps.end_otherwise(day, screen, "absent")
    assert row_of(screen, name)[0] == "ausente"


# paper


def print_sheet(day: Day, screen: ActasScreen) -> Path:
    """«Hoja de firmas»: without a printer it is a file, and the page says so."""
    day.hands.press(screen.acta_page.people.sheet_button)
    assert screen.acta.facts is not None
    path = folders.actas() / f"hoja-de-firmas-{screen.acta.facts.number}.pdf"
    day.until(lambda: path.exists() and screen.acta_page.message.isVisible())
    return path


def scan(sheet: Path, folder: Path) -> list[Path]:
    """The sheet comes back signed by hand, photographed page by page."""
    subprocess.run(["pdftoppm", "-r", "110", "-gray", "-png", sheet, folder / "hoja"], check=True)
    photos = []
    for page in sorted(folder.glob("hoja-*.png")):
        with Image.open(page) as image:
            wide, high = image.size
            ink = ImageDraw.Draw(image)
            line = ((0.62, 0.34), (0.68, 0.30), (0.74, 0.35), (0.86, 0.31))
            ink.line([(x * wide, y * high) for x, y in line], fill=40, width=3)
            photos.append(page.with_suffix(".jpg"))
            photos[-1].write_bytes(jpeg(image))
    return photos


def on_paper(day: Day, screen: ActasScreen, photos: list[Path], *names: str) -> None:
    """«Firmas en papel»: the photos are read, and who signed on them is ticked."""
    more(day, screen, "Firmas en papel")
    panel = screen.acta_page.paper
    day.until(panel.choose_button.isVisible)
    day.hands.press(panel.choose_button)
    day.until(lambda: panel.findChild(QFileDialog) is not None)
    dialog = panel.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(one) for one in photos])  # the dialog itself is the platform's
    dialog.close()
    day.until(panel.said.isVisible)
    day.until(lambda: sum(one.endswith("recibida") for one in pages(panel.pages)) == len(photos))
    for name in names:
        box = next(box for box in panel.people.values() if name in box.text())
        day.hands.press(box)
    how = panel.form.widget("identified_by")
    assert isinstance(how, QComboBox)
    day.hands.choose(how, "documento")
    day.hands.press(panel.form.widget("shown"))
    day.hands.press(panel.record)
    day.until(lambda: all(name not in box.text() for box in panel.people.values() for name in names))
    if day.keys:
        press(Qt.Key.Key_Escape)
    else:
        day.hands.press(panel._back)
    day.until(screen.acta_page.people.isVisible)
    assert [row_of(screen, name)[0] for name in names] == ["firmó"] * len(names)


def pages(places: QListWidget) -> list[str]:
    return [places.item(at).text() for at in range(places.count())]


def more(day: Day, screen: ActasScreen, words: str) -> None:
    day.hands.press(screen.acta_page.more)
    day.from_menu(words)


# afterwards


def receipt(day: Day, screen: ActasScreen, name: str) -> Path:
    """«Imprimir recibo»: the paper that a signatory takes home."""
    choose(day, screen, name)
    before = set(folders.actas().glob("recibo-*.pdf"))
    more(day, screen, "Imprimir recibo")
    day.until(lambda: len(set(folders.actas().glob("recibo-*.pdf"))) > len(before))
    [made] = set(folders.actas().glob("recibo-*.pdf")) - before
    return made


def code_on(path: Path) -> str:
    """Read on a receipt the code of what was recorded, as its owner does."""
    words = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True)
    found = re.search(r"Registro n.º \d+ del equipo \w+\s+([0-9A-Z-]{39})", words.stdout)
    assert found is not None, words.stdout
    return found[1]


def compare(day: Day, *, receipt: str = "", authority: str = "") -> None:
    """What somebody knows of an acta besides its file, typed under the verdict."""
    page = day.screen(ActasScreen).verify_page
    for field, code in ((page.receipt, receipt), (page.authority, authority)):
        if code:
            day.hands.write(field, code)
    if day.keys:
        press(ENTER)
    else:
        day.hands.press(page.compare)
    day.until(lambda: page.verdict.text().startswith("Íntegra"))
    assert not receipt or any(receipt in one.text() for one in day.shown(QLabel))


def constancia(day: Day, screen: ActasScreen) -> Path:
    """What came after the seal gets a document of its own, from the words that say so."""
    page = screen.acta_page
    day.until(page.late.isVisible)
    day.hands.press(page.complement_button)
    day.until(lambda: bool(list(folders.actas().glob("constancia-*.pdf"))))
    [made] = folders.actas().glob("constancia-*.pdf")
    day.until(lambda: not page.late.isVisible())
    return made


def amend(day: Day, screen: ActasScreen) -> None:
    """«Adenda»: a draft that says what it amends; what the mesa adds is written in Acuerdos."""
    before = screen.acta.facts
    more(day, screen, "Adenda")
    day.until(lambda: screen.acta.facts is not None and screen.acta.facts is not before
              and screen.acta.facts.state == "draft")  # fmt: skip
    agreed = at_agreements(day)
    speak(day, agreed, "Cercar el vivero comunal @coop +30d")
    day.hands.go("actas")
    screen = day.arrived(ActasScreen)
    draft = screen.acta_page.draft
    day.until(draft.isVisible)
    for key, words in (
        ("starts_at", "15:00"),
        ("ends_at", "15:20"),
        ("development", "La mesa añade un compromiso."),
    ):
        day.hands.write(draft.form.widget(key), words)
    press(Qt.Key.Key_Tab)
    day.saved()
    day.until(draft.gaps.isHidden)
