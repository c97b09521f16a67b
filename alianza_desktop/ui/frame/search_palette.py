"""Ctrl+K: type the name of a screen or of a person, Enter goes there."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from alianza_desktop.core.format_es import fold
from alianza_desktop.ui import theme
from alianza_desktop.ui.navigation import PLACES
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.rows import Look, Row, Rows

_WAIT_MS = 60


def places(words: str) -> tuple[Row, ...]:
    """Return the built screens whose name begins with the words; all of them for nothing."""
    wanted = fold(words)
    return tuple(
        Row(key=f"place:{place.key}", icon=place.icon, title=place.words)
        for place in PLACES.values()
        if place.build is not None and fold(place.words).startswith(wanted)
    )


class SearchPalette(QDialog):
    """Emits `searched(words)` while typing and `chosen(key)`: `place:home` or `person:<id>`."""

    searched = Signal(str)
    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setAccessibleName(self.tr("Buscar o ir a"))
        self._line = Field(self.tr("Persona, DNI o pantalla"), height=44, size="emphasis")
        self._line.setAccessibleName(self.tr("Persona, DNI o pantalla"))
        self._list = Rows(Look(height=44, side=16, lead=34), self.tr("Resultados"), choosing=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.addWidget(self._line)
        box.addWidget(self._list)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(lambda: self.searched.emit(self._line.text()))
        self._line.textChanged.connect(self._typed)
        self._line.installEventFilter(self)
        self._list.chosen.connect(self._go)

    def begin(self) -> None:
        """Open under the top bar, empty."""
        window = self.parentWidget()
        wide = min(theme.px(520), window.width() - 80)
        self.resize(wide, min(theme.px(420), window.height() - 120))
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - wide) // 2, corner.y() + 56)
        self._line.clear()
        self.show_rows(places(""))
        self.show()
        self._line.setFocus()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        self._list.set_rows(rows)
        self._list.select(0)

    def show_people(self, words: str, rows: tuple[Row, ...]) -> None:
        """Show the people found, after the screens that fit the same words."""
        if words == self._line.text():
            self.show_rows((*places(words), *rows) if words.strip() else places(""))

    def _typed(self, words: str) -> None:
        self.show_rows(places(words))
        self._wait.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps:
                self._list.step(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go(self._list.current_key())
                return True
        return False

    def _go(self, key: str) -> None:
        if key:
            self.hide()
            self.chosen.emit(key)
