"""Pages before Inicio: no store yet, its passphrase, who works here, or why it cannot be opened."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.inputs import SecretField
from alianza_desktop.ui.widgets.labels import frame, label, row
from alianza_desktop.ui.widgets.thin_bar import ThinBar


def tr(words: str) -> str:
    return QCoreApplication.translate("welcome", words)


class Page(QWidget):
    """A card in the middle: a title, some words, and what can be done."""

    chosen = Signal(str)
    other = Signal()
    """Another way in."""

    def __init__(self, title: str, *words: str, wide: int = 560) -> None:
        super().__init__()
        card = frame("card")
        card.setFixedWidth(min(theme.px(wide), 940))
        self._box = QVBoxLayout(card)
        self._box.setContentsMargins(32, 24, 32, 24)
        self._box.setSpacing(12)
        self._box.addWidget(label(title, "name", semibold=True, wrap=True))
        for line in filter(None, words):
            self._box.addWidget(label(line, tone="secondary", wrap=True))
        self._banner = Banner()
        self._bar = ThinBar(tr("Avance"))
        self._bar.hide()
        self._first: QWidget | None = None
        inside = QWidget()
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(0, 8, 0, 8)
        middle.addStretch(2)
        middle.addLayout(row(None, card, None))
        middle.addStretch(3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._scroll = scroll

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

    def add_row(self, *parts: QWidget) -> None:
        """Put parts side by side."""
        self._box.addLayout(row(*parts, None, gap=12))
        self._first = self._first or parts[0]

    def end(self) -> None:
        """Close the card with the places for progress and trouble."""
        self._box.addWidget(self._bar)
        self._box.addWidget(self._banner)

    def showEvent(self, event: object) -> None:
        if self._first is not None:
            self._first.setFocus()

    def reveal(self, part: QWidget) -> None:
        """Bring a part into sight, where text is large."""
        self._scroll.ensureWidgetVisible(part)

    def working(self, done: int, total: int) -> None:
        """Show how far the work is; nothing can be pressed meanwhile."""
        self._banner.clear()
        self._bar.show_share(done, total)
        self._bar.show()
        self._enable(enabled=False)

    def failed(self, words: str) -> None:
        """Say what could not be done; it may be tried again."""
        self._bar.hide()
        self._banner.tell("warning", words)
        self._enable(enabled=True)
        self.reveal(self._banner)

    def _enable(self, *, enabled: bool) -> None:
        for button in self.findChildren(Button):
            button.setEnabled(enabled)


def first(*, has_rehearsal: bool) -> Page:
    """The first page of all: there is no alliance on this laptop. Chooses `found` or `rehearsal`."""
    page = Page(
        tr("Aún no hay una alianza en este equipo"),
        tr(
            "Cree la suya: su nombre, su territorio, quién trabaja aquí y una contraseña que cifra los datos."
        ),
    )
    page.add_button(Button(tr("Crear la alianza"), "primary", key=ENTER), "found")
    page.add(
        label(
            tr("Para conocer el programa, abra un taller de ensayo completo, con personas inventadas. "
               "Puede probar sin cuidado: vive en su propia carpeta."),
            tone="secondary", wrap=True,
        )
    )  # fmt: skip
    words = tr("Abrir el taller de ensayo") if has_rehearsal else tr("Preparar el taller de ensayo")
    page.add_button(Button(words, height=36), "rehearsal")
    page.end()
    return page


class PassphrasePage(Page):
    """Asks for the passphrase; what is typed stays hidden."""

    def __init__(self, title: str, button: str, *words: str, other: str | None = None) -> None:
        super().__init__(title, *words)
        other = tr("Usar la clave de recuperación") if other is None else other
        self._line = SecretField(tr("Contraseña"), height=44, size="emphasis")
        self._line.setAccessibleName(tr("Contraseña"))
        self.add(self._line)
        go = Button(button, "primary", key=ENTER)
        go.clicked.connect(self._say)
        self._line.returnPressed.connect(self._say)
        self._go = go
        link = Button(other, "flat", height=36)
        link.clicked.connect(self.other)
        link.setVisible(bool(other))
        self.add_row(go, link)
        self.end()

    def _say(self) -> None:
        if self._go.isEnabled():  # while it is tried, Enter asks for nothing more
            self.chosen.emit(self._line.text())

    def refused(self, words: str) -> None:
        """Say that it is not the one; what was typed is chosen, to be written again."""
        self.failed(words)
        self._line.selectAll()
        self._line.setFocus()


def passphrase(words: str) -> PassphrasePage:
    """The store is encrypted with a passphrase."""
    return PassphrasePage(tr("Abrir la alianza"), tr("Abrir"), words)


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
