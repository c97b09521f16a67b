"""Takes the sheets of the mesas to a printer, or to a file when that was asked or there is no printer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from alianza_desktop.ui import paper
from alianza_desktop.ui.context import Context
from alianza_desktop.ui.mesas.papers import PapersPresenter
from alianza_desktop.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from alianza_desktop.ui.widgets.printing import PrintDesk


class SheetDesk(QObject):
    """Says how it ended in the screen's banner."""

    def __init__(self, window: QWidget, message: Banner, context: Context) -> None:
        super().__init__(window)
        self._window, self._message, self._context = window, message, context
        self._desk: PrintDesk | None = None

    def menu(self, papers: PapersPresenter) -> QMenu:
        """Return what can be printed: all the mesas, with a column to sign or without, or to a file."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, signing, to_file in (
            (self.tr("Todas las mesas"), True, False),
            (self.tr("Todas, sin columna de firma"), False, False),
            (self.tr("Guardar todas en PDF…"), True, True),
        ):
            action = menu.addAction(words)
            action.triggered.connect(
                lambda _on=False, signing=signing, to_file=to_file: papers.sheets(
                    signing=signing, to_file=to_file
                )
            )
        every = self.tr("Papeles del taller")
        menu.addAction(every, lambda: self._context.open("papers-page", "mesa@mesas"))
        return menu

    def hand_over(self, data: bytes, name: str, *, to_file: bool) -> None:
        """Take a PDF where it goes."""
        if to_file or not self._context.surroundings().printers:
            paper.save_pdf(self._window, data, f"{name}.pdf", self._tell)
        else:
            self._printer().ask(data, name)

    def _printer(self) -> "PrintDesk":
        if self._desk is None:
            from alianza_desktop.ui.widgets.printing import PrintDesk

            self._desk = made = PrintDesk(None, self._window)
            made.asked.connect(self._message.clear)
            made.ended.connect(lambda _n: self._tell(self.tr("Se envió a la impresora."), good=True))
            made.failed.connect(
                lambda: self._tell(self.tr("La impresora no respondió. Guarde el PDF."), good=False)
            )
        return self._desk

    def _tell(self, words: str, *, good: bool) -> None:
        self._message.tell("success" if good else "warning", words)
