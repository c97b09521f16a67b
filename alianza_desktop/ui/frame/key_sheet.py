"""F1 or Ctrl+F1: the keys that work, in one sheet (ux.md §2.2)."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.labels import label, row, strip
from alianza_desktop.ui.widgets.rows import Look, Rows

KEYS: Final = (
    ("Ctrl+1 … 9", "Ir a una pantalla, en el orden del menú"),
    ("Ctrl+K", "Buscar una persona o ir a otra pantalla"),
    ("F2", "Registrar a una persona nueva"),
    ("F3", "Cambiar de mesa"),
    ("F4, F5", "Escribir un compromiso; guardar una idea en el parqueo"),
    ("Intro, O, E", "Al leer en voz alta: leído, objetar, editar"),
    ("Ctrl+J", "Agenda y reloj; con Mayús, empezar el bloque que sigue"),
    ("F7", "Otro documento; en un acta, otro resultado"),
    ("Alt+1, 2, 3, 4", "Marcar cada respuesta del consentimiento"),
    ("Ctrl+T", "Cambiar el tipo: compromiso, pedido, acuerdo"),
    ("A, N, P, O", "En la lista de acuerdos: acepta, no acepta, por confirmar; anotar una objeción"),
    ("Intro", "Registrar, o pasar al campo siguiente"),
    ("Ctrl+Z", "Deshacer lo último"),
    ("Esc", "Volver a la cola; lo escrito se conserva"),
    ("F8, F9", "Proyector: encender o apagar; congelar"),
    ("Mayús+F8, F9", "Proyector: qué se muestra; en negro"),
    ("F12", "Plegar o desplegar el menú"),
    ("Ctrl y +, -, 0", "Tamaño del texto"),
    ("F11", "Pantalla completa"),
    ("Ctrl+Mayús+L", "Bloquear ahora"),
)


class KeySheet(QFrame):
    """Lies over the window; any of Esc, F1 or Intro closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._back: QWidget | None = None
        self.setProperty("part", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = label(self.tr("Teclas"), "emphasis", semibold=True)
        close = label(self.tr("Esc cierra"), "caption", tone="secondary")
        self._list = Rows(Look(height=24, side=16, lead=120, strong_hour=True), self.tr("Teclas"), fit=True)
        self._list.set_rows(tuple(Row(hour=key, title=words) for key, words in KEYS))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 6)
        box.setSpacing(0)
        box.addWidget(strip("head", row(title, None, close, margins=(16, 0, 16, 0)), 43))
        box.addWidget(self._list)
        self.setAccessibleName(". ".join(f"{key}: {words}" for key, words in KEYS))
        self.hide()

    def toggle(self) -> None:
        """Open over the middle of the window, or close."""
        if self.isVisible():
            self.leave()
            return
        self._back = self._window.focusWidget()
        self.resize(min(theme.px(580), self._window.width() - 40), self.sizeHint().height())
        self.move(
            (self._window.width() - self.width()) // 2, max(8, (self._window.height() - self.height()) // 2)
        )
        self.show()
        self.raise_()
        self.setFocus()

    def leave(self) -> None:
        self.hide()
        if self._back is not None:
            self._back.setFocus()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # before the screen below takes it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave()
        else:
            super().keyPressEvent(event)
