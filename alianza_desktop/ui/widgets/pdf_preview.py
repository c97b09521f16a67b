"""Pages of a PDF as they print: QtPdf over the very bytes, at the width of the view or at a zoom."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QPointF, Signal
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame

from alianza_desktop.ui import theme

ZOOMS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
MARGIN: Final = 12


class PdfPreview(QPdfView):
    """The old pages stay until the new ones are read, at the same place."""

    page_changed = Signal(int, int)
    """Page in sight and how many, from 1; 0 of 0 without pages."""
    zoomed = Signal(str)
    """«Ancho», or a percentage."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setPageSpacing(MARGIN)
        self.setDocumentMargins(QMargins(MARGIN, MARGIN, MARGIN, MARGIN))
        self._none = QPdfDocument()  # a view without any document warns
        self._document: QPdfDocument | None = None  # no child of the view, which it must outlive
        self.pageNavigator().currentPageChanged.connect(lambda _page: self._tell_page())

    def show_bytes(self, data: bytes) -> bool:
        """Show another document, or the same after a change; False when it cannot be read."""
        document = QPdfDocument()
        buffer = QBuffer(document)  # read until the document goes
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        if document.status() != QPdfDocument.Status.Ready:
            document.deleteLater()
            return False
        bar = self.verticalScrollBar()
        place = bar.value()
        self._put(document)
        bar.setValue(place)
        self._tell_page()
        return True

    def clear(self) -> None:
        """Show no pages."""
        self._put(None)
        self._tell_page()

    def _put(self, document: QPdfDocument | None) -> None:
        old, self._document = self._document, document
        self.setDocument(document or self._none)
        if old is not None:
            old.deleteLater()

    def pages(self) -> int:
        return self._document.pageCount() if self._document is not None else 0

    def page(self) -> int:
        """Return the page in sight, from 1."""
        return self.pageNavigator().currentPage() + 1 if self.pages() else 0

    def text(self, page: int) -> str:
        """Return the text of a page, from 1, with single blanks."""
        assert self._document is not None
        return " ".join(self._document.getAllText(page - 1).text().split())

    def find_pages(self, words: tuple[str, ...]) -> dict[str, int]:
        """Return the first page on which each of some words stands, as the document itself says."""
        found: dict[str, int] = {}
        for page in range(1, self.pages() + 1):
            text = self.text(page)
            found |= {one: page for one in words if one not in found and one in text}
            if len(found) == len(words):
                break
        return found

    def go_to(self, page: int) -> None:
        if 1 <= page <= self.pages():
            self.pageNavigator().jump(page - 1, QPointF())

    def zoom(self, step: int) -> None:
        """One step nearer or farther; 0 is the width of the view."""
        if step == 0:
            self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            self.zoomed.emit(self.tr("Ancho"))
            return
        now = self._factor()
        nearer = [one for one in ZOOMS if one > now + 0.01]
        farther = [one for one in ZOOMS if one < now - 0.01]
        chosen = (nearer[0] if nearer else ZOOMS[-1]) if step > 0 else (farther[-1] if farther else ZOOMS[0])
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(chosen)
        self.zoomed.emit(f"{chosen:.0%}".replace("%", " %"))

    def _factor(self) -> float:
        if self.zoomMode() == QPdfView.ZoomMode.Custom or self._document is None:
            return self.zoomFactor()
        points = self._document.pagePointSize(0).width()
        wide = points * self.logicalDpiX() / 72
        return (self.viewport().width() - 2 * MARGIN) / wide if wide else 1.0

    def show_ground(self) -> None:
        """Follow a change of theme: the ground behind the pages."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme.colour("raised"))
        self.setPalette(palette)

    def _tell_page(self) -> None:
        self.page_changed.emit(self.page(), self.pages())
