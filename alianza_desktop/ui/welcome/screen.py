"""Pages before Inicio: no store yet, its passphrase, who works here, or why it cannot be opened."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.labels import frame, label, row
from alianza_desktop.ui.widgets.thin_bar import ThinBar


def tr(words: str) -> str:
    return QCoreApplication.translate("welcome", words)


class Page(QWidget):
    """A card in the middle: a title, some words, and what can be done."""

    chosen = Signal(str)

    def __init__(self, title: str, *words: str) -> None:
        super().__init__()
        card = frame("card")
        card.setFixedWidth(min(theme.px(560), 900))
        self._box = QVBoxLayout(card)
        self._box.setContentsMargins(32, 28, 32, 28)
        self._box.setSpacing(12)
        self._box.addWidget(label(title, "name", semibold=True, wrap=True))
        for line in words:
            self._box.addWidget(label(line, tone="secondary", wrap=True))
        self._banner = Banner()
        self._bar = ThinBar(tr("Avance"))
        self._bar.hide()
        self._first: QWidget | None = None
        middle = QVBoxLayout(self)
        middle.addStretch(2)
        middle.addLayout(row(None, card, None))
        middle.addStretch(3)

    def add(self, *parts: QWidget) -> None:
        """Put parts under the words; the first one gets the focus."""
        for part in parts:
            self._box.addWidget(part)
        self._first = self._first or parts[0]

    def add_button(self, button: Button, key: str) -> None:
        """Put a button that chooses `key`."""
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._box.addLayout(row(button, None))
        self._first = self._first or button

    def end(self) -> None:
        """Close the card with the places for progress and trouble."""
        self._box.addWidget(self._bar)
        self._box.addWidget(self._banner)

    def showEvent(self, event: object) -> None:
        if self._first is not None:
            self._first.setFocus()

    def working(self, done: int, total: int) -> None:
        """Show how far the work is; nothing can be pressed meanwhile."""
        self._banner.clear()
        self._bar.show_share(done, total)
        self._bar.show()
        for button in self.findChildren(Button):
            button.setEnabled(False)

    def failed(self, words: str) -> None:
        """Say what could not be done; it may be tried again."""
        self._bar.hide()
        self._banner.tell("warning", words)
        for button in self.findChildren(Button):
            button.setEnabled(True)


def first(*, has_rehearsal: bool) -> Page:
    """The first page of all: there is no alliance on this laptop."""
    page = Page(
        tr("Aún no hay una alianza en este equipo"),
        tr("Para crear la suya, escriba en una terminal «alianza alliance new --help» y siga los pasos."),
        tr("Para conocer el programa, abra un taller de ensayo completo, con personas inventadas. "
           "Puede probar sin cuidado: vive en su propia carpeta."),
    )  # fmt: skip
    words = tr("Abrir el taller de ensayo") if has_rehearsal else tr("Preparar el taller de ensayo")
    page.add_button(Button(words, "primary", key=ENTER), "rehearsal")
    page.end()
    return page


def passphrase(words: str, *, wrong: bool) -> Page:
    """The store is encrypted with a passphrase."""
    page = Page(tr("Abrir la alianza"), "" if wrong else words)
    line = Field(tr("Contraseña"), height=44, size="emphasis")
    line.setAccessibleName(tr("Contraseña"))
    line.setEchoMode(QLineEdit.EchoMode.Password)
    page.add(line)
    button = Button(tr("Abrir"), "primary", key=ENTER)
    button.clicked.connect(lambda: page.chosen.emit(line.text()))
    line.returnPressed.connect(lambda: page.chosen.emit(line.text()))
    page.add(button)
    page.end()
    if wrong:
        page.failed(words)
    return page


def operators(names: tuple[tuple[str, str], ...]) -> Page:
    """Several people work at this laptop: who is here now."""
    page = Page(tr("¿Quién trabaja ahora en este equipo?"), tr("Cada cambio queda con su nombre y su hora."))
    for number, (key, name) in enumerate(names):
        page.add_button(Button(name, "secondary" if number else "primary", wide=240), key)
    page.end()
    return page


def trouble(words: str) -> Page:
    """The store is there and cannot be opened."""
    page = Page(tr("No se pudo abrir la alianza"), words)
    page.add_button(Button(tr("Intentar de nuevo"), "primary", key=ENTER), "again")
    page.end()
    return page
