"""The recovery key, shown once: its groups, a sheet to print or keep, and the word that it is kept."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.ui import paper, theme
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import CheckField
from alianza_desktop.ui.widgets.labels import row
from alianza_desktop.ui.widgets.printing import PrintDesk

_IN_A_LINE, _WIDE = 4, 100


class KeyGroups(QWidget):
    """Seven groups in two lines, each in its box; read aloud sign by sign."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._groups = key.split("-")
        self.setAccessibleName(", ".join(" ".join(group) for group in self._groups))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_IN_A_LINE * theme.px(_WIDE) + 3 * 8, 2 * theme.px(44) + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        wide, high = theme.px(_WIDE), theme.px(44)
        font = theme.font("name", semibold=True)
        with QPainter(self) as painter:
            for number, group in enumerate(self._groups):
                line, place = divmod(number, _IN_A_LINE)
                box = QRectF(place * (wide + 8), line * (high + 8), wide, high)
                paint.box(painter, box, fill=theme.colour("raised"), border=theme.colour("line"))
                paint.text(painter, box, group, font, theme.colour("text"), paint.CENTRE)


class KeyCard(QFrame):
    """Emits `kept` once the person says that the key is kept: nothing goes on before."""

    kept = Signal()

    def __init__(self, key: str, sheet: Callable[[], bytes]) -> None:
        super().__init__()
        self._sheet = sheet
        self._print = Button(self.tr("Imprimir"), icon="printer", height=36)
        self._save = Button(self.tr("Guardar PDF"), icon="file-download", height=36)
        self._told = Banner()
        self._box = CheckField(self.tr("Ya la guardé: está impresa o copiada fuera de este equipo"))
        self._go = Button(self.tr("Continuar"), "primary", key=ENTER)
        self._go.setEnabled(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(KeyGroups(key))
        box.addLayout(row(self._print, self._save, None))
        box.addWidget(self._told)
        box.addWidget(self._box)
        box.addLayout(row(self._go, None))
        box.addStretch(1)
        self._box.toggled.connect(self._go.setEnabled)
        self._go.clicked.connect(self.kept)
        self._print.clicked.connect(self._to_printer)
        self._save.clicked.connect(self._to_file)
        self.printing = PrintDesk(None, self)
        self.printing.asked.connect(self._told.clear)
        self.printing.ended.connect(lambda _pages: self._tell(self.tr("Se envió a la impresora."), good=True))
        self.printing.copied.connect(
            lambda name: self._tell(self.tr("Guardado en {name}.").format(name=name), good=True)
        )
        self.printing.failed.connect(
            lambda: self._tell(self.tr("La impresora no la recibió. Revísela o guarde el PDF."), good=False)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter anywhere on the card goes on, as its button says, once it can."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._go.isEnabled():
            self._go.click()
        else:
            super().keyPressEvent(event)

    def begin(self) -> None:
        """Put the focus where the first thing is done."""
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_printer(self) -> None:
        self.printing.ask(self._sheet(), self.tr("Clave de recuperación"), private=True)

    def _to_file(self) -> None:
        paper.save_pdf(self, self._sheet(), "clave-de-recuperacion.pdf", self._tell, private=True)

    def _tell(self, words: str, *, good: bool) -> None:
        self._told.tell("success" if good else "warning", words)
