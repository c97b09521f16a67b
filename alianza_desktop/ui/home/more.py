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
        self._here = self._rehearsal = self._meeting = False
        self.clicked.connect(self._open)

    def show_workshop(self, *, here: bool, rehearsal: bool, meeting: bool = False) -> None:
        """Whether there is a workshop or a meeting to do something with, and whether it is a rehearsal."""
        self._here, self._rehearsal, self._meeting = here, rehearsal, meeting

    def menu_now(self) -> QMenu:
        """Return the menu as it is now."""
        menu = QMenu(self)
        for words, kind, argument in self._pages():
            action = menu.addAction(words)
            action.setEnabled(self._here)
            action.triggered.connect(lambda _on, kind=kind, to=argument: self._context.open(kind, to))
        words = (
            self.tr("Libro de la reunión (Excel)…") if self._meeting else self.tr("Libro del taller (Excel)…")
        )
        book = menu.addAction(words, self.workbook.emit)
        book.setEnabled(self._here)
        foreign = self._rehearsal and self._context.desk.rehearsal == "own"  # one that was made elsewhere
        offered = () if foreign else REHEARSAL.get(self._context.desk.rehearsal, ())
        if offered:
            menu.addSeparator()
        for act, words in offered:
            action = menu.addAction(words)
            action.triggered.connect(lambda _on, act=act: self._context.desk.rehearse(act))
        return menu

    def _pages(self) -> tuple[tuple[str, str, str], ...]:
        """Return words, page and argument of what is done with a workshop, or with a mesa's own meeting."""
        here = self._context.workshop_id
        if self._meeting:
            return (
                (self.tr("Importar invitados"), "import-page", ""),
                (self.tr("Fotos de la reunión"), "photos-page", ""),
                (self.tr("Editar reunión"), "workshop-page", here),
                (self.tr("Papeles de la reunión"), "papers-page", ""),
            )
        return (
            (self.tr("Importar invitados"), "import-page", ""),
            (self.tr("Fotos del taller"), "photos-page", ""),
            (self.tr("Editar taller"), "workshop-page", here),
            (self.tr("Papeles del taller"), "papers-page", ""),
            (self.tr("Duplicar etapa anterior…"), "copy-page", here),
        )

    def _open(self) -> None:
        menu = self.menu_now()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
