"""«Más»: what is done now and then with a workshop, and the rehearsal."""

from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from alianza_desktop.ui.context import Context
from alianza_desktop.ui.widgets.button import Button

REHEARSAL: Final = {
    "own": (("open", "Abrir el ensayo"),),
    "inside": (("leave", "Volver a mi alianza"), ("wipe", "Borrar el ensayo…")),
}
"""What can be done about the rehearsal, on the own store and inside it."""


class More(Button):
    """A button with a menu; the same entries by keyboard."""

    workbook = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("", icon="dots")
        self._context = context
        self.set_words(self.tr("Más"))
        self._here = self._rehearsal = False
        self.clicked.connect(self._open)

    def show_workshop(self, *, here: bool, rehearsal: bool) -> None:
        """Whether there is a workshop to do something with, and whether all this is a rehearsal."""
        self._here, self._rehearsal = here, rehearsal

    def menu_now(self) -> QMenu:
        """Return the menu as it is now."""
        menu = QMenu(self)
        for words, kind, argument in (
            (self.tr("Importar invitados"), "import-page", ""),
            (self.tr("Fotos del taller"), "photos-page", ""),
            (self.tr("Editar taller"), "workshop-page", self._context.workshop_id),
            (self.tr("Papeles del taller"), "papers-page", ""),
            (self.tr("Duplicar etapa anterior…"), "copy-page", self._context.workshop_id),
        ):
            action = menu.addAction(words)
            action.setEnabled(self._here)
            action.triggered.connect(lambda _on, kind=kind, to=argument: self._context.open(kind, to))
        book = menu.addAction(self.tr("Libro del taller (Excel)…"), self.workbook.emit)
        book.setEnabled(self._here)
        foreign = self._rehearsal and self._context.desk.rehearsal == "own"  # one that was made elsewhere
        offered = () if foreign else REHEARSAL.get(self._context.desk.rehearsal, ())
        if offered:
            menu.addSeparator()
        for act, words in offered:
            action = menu.addAction(words)
            action.triggered.connect(lambda _on, act=act: self._context.desk.rehearse(act))
        return menu

    def _open(self) -> None:
        menu = self.menu_now()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
