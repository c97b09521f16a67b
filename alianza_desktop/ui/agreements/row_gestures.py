"""What can be done with the chosen row of Acuerdos: its menu, and its keys while the list has the focus."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from alianza_desktop.ui.agreements.presenter import BoardPresenter
from alianza_desktop.ui.widgets.table import Table


class RowGestures(QWidget):
    """Never shown; what is half typed in the details is told before a gesture."""

    def __init__(
        self,
        table: Table,
        board: BoardPresenter,
        *,
        flush: Callable[[], None],
        details: Callable[..., None],
    ) -> None:
        super().__init__(table)
        self.hide()
        self._table, self._board, self._flush, self._details = table, board, flush, details
        table.moved.connect(board.move)
        for key, call in {
            "Del": self.remove,
            "A": lambda: self.answer("accepted"),
            "N": lambda: self.answer("declined"),
            "P": lambda: self.answer("to_confirm"),
            "O": self.note,
        }.items():  # single letters act only while the list has the keyboard (ux.md §2.2)
            one = QShortcut(QKeySequence(key), table, context=Qt.ShortcutContext.WidgetShortcut)
            one.activated.connect(call)
        QShortcut(QKeySequence("Shift+F5"), table, self.park)

    def menu(self) -> QMenu:
        """Return what the right button offers."""
        key, menu = self._table.current_key(), QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, call, possible in (
            (self.tr("Ver los detalles\tIntro"), lambda: self._details(key, focus="text"), True),
            (self.tr("Subir\tCtrl+Arriba"), lambda: self.move_by(-1), self._as_given),
            (self.tr("Bajar\tCtrl+Abajo"), lambda: self.move_by(1), self._as_given),
            (self.tr("Cambiar el tipo\tCtrl+T"), self.convert, True),
            (self.tr("Acepta\tA"), lambda: self.answer("accepted"), True),
            (self.tr("No acepta\tN"), lambda: self.answer("declined"), True),
            (self.tr("Por confirmar\tP"), lambda: self.answer("to_confirm"), True),
            (self.tr("Dejar en el parqueo\tMayús+F5"), self.park, True),
            (self.tr("Anotar una objeción o reserva\tO"), self.note, True),
            (self.tr("Quitar de la lista\tSupr"), self.remove, True),
        ):
            action = menu.addAction(words)
            action.setEnabled(possible)
            action.triggered.connect(lambda _on=False, call=call: call())
        return menu

    @property
    def _as_given(self) -> bool:
        """Whether the table has the order of the mesa, and not that of a heading."""
        return self._table.horizontalHeader().sortIndicatorSection() < 0

    def move_by(self, step: int) -> None:
        """Ctrl+Up and Ctrl+Down, from the line too."""
        if self._table.current_key() and self._as_given:
            self._board.move(self._table.current_key(), step)

    def convert(self) -> None:
        """Ctrl+T."""
        if self._table.current_key():
            self._flush()
            self._board.convert(self._table.current_key())

    def answer(self, acceptance: str) -> None:
        """A, N, P."""
        if self._table.current_key():
            self._flush()
            self._board.answer(self._table.current_key(), acceptance)

    def park(self) -> None:
        """Shift+F5."""
        if self._table.current_key():
            self._flush()
            self._board.park(self._table.current_key())

    def note(self) -> None:
        """O: the details, with the form of a note."""
        if self._table.current_key():
            self._details(self._table.current_key(), focus="note")

    def remove(self) -> None:
        """Supr."""
        self._board.remove(self._table.selected_keys())
