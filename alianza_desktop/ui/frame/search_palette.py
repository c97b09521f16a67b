"""Ctrl+K: type the name of a screen, a person or an organisation, Enter goes there."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from alianza_desktop.core.format_es import fold
from alianza_desktop.ui import theme
from alianza_desktop.ui.navigation import PLACES
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.rows import Look, Rows

_WAIT_MS = 60
ROOM: Final = (
    ("welcome", "bienvenida y agenda"), ("sign", "letrero del registro"), ("seating", "mesas y asientos"),
    ("wording", "acuerdo en redacción"),
)  # fmt: skip
"""What can be projected from here; the rest from where it is."""


def places(words: str) -> tuple[Row, ...]:
    """Return the built screens and the looks with words that begin so; all of them for nothing."""
    wanted = fold(words).split()
    screens = [
        Row(key=f"place:{place.key}", icon=place.icon, title=place.words)
        for place in PLACES.values()
        if place.build is not None
    ]
    looks = [Row(key=f"theme:{key}", icon="eye", title=f"Tema: {name}") for key, name in theme.LABELS.items()]
    room = [
        Row(key=f"project:{what}", icon="presentation", title=f"Proyectar: {name}") for what, name in ROOM
    ]
    lock = Row(key="lock:", icon="lock", title="Bloquear ahora")
    following = Row(
        key="agenda-page:next", icon="player-track-next", title="Agenda: empezar el bloque que sigue"
    )
    verify = Row(key="verify:", icon="shield-check", title="Verificar un PDF…")
    offered = (*screens, *room, following, verify, *looks, lock)
    return tuple(row for row in offered if all(f" {one}" in f" {fold(row.title)}" for one in wanted))


class SearchPalette(QFrame):
    """Lies over the window. Emits `searched(words)` and `chosen(key)`: `theme:`…, or a place and an id."""

    searched = Signal(str)
    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("part", "popup")
        self.hide()
        self._window = window
        self._back: QWidget | None = None
        self.setAccessibleName(self.tr("Buscar o ir a"))
        self._line = Field(self.tr("Persona, DNI, actor o pantalla"), height=44, size="emphasis")
        self._line.setAccessibleName(self.tr("Persona, DNI, actor o pantalla"))
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
        window = self._window
        wide = min(theme.px(520), window.width() - 80)
        self.resize(wide, min(theme.px(420), window.height() - 120))
        self.move((window.width() - wide) // 2, 56)
        self._line.clear()
        self.show_rows(places(""))
        self._back = window.focusWidget()
        self.show()
        self.raise_()
        self._line.setFocus()

    def leave(self) -> None:
        """Close without going anywhere: the focus returns to where it was."""
        self.hide()
        if self._back is not None:
            self._back.setFocus()

    def type(self, words: str) -> None:
        """Write and look at once, without the wait between keys."""
        self._line.setText(words)
        self._wait.stop()
        self.searched.emit(words)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        self._list.set_rows(rows)
        self._list.select(0)

    def show_people(self, words: str, rows: tuple[Row, ...]) -> None:
        """Show who was found, after the screens that fit the same words."""
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
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:  # before the screen below takes it
                event.accept()
                return True
        elif event.type() == QEvent.Type.FocusOut and not self._list.hasFocus():
            self.hide()
        return False

    def _go(self, key: str) -> None:
        if key:
            self.leave()
            self.chosen.emit(key)
