"""The mark of a sector: shape, then code, then colour (ux.md §3.3); drawn, because fonts lack the shapes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.row import sector_codes, sector_name
from alianza_desktop.ui.widgets import paint


def draw(painter: QPainter, sector: str, area: QRectF, colour: QColor | None = None) -> None:
    """Draw the shape of a sector in a square area, in its colour; an unknown sector has none."""
    if sector not in sector_codes():
        return
    painter.save()  # what is drawn next needs its pen
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour or theme.colour(sector))
    if sector == "public":
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    elif sector == "private":
        painter.drawEllipse(area)
    elif sector == "academia":
        painter.drawPolygon(
            QPolygonF([QPointF(area.center().x(), area.top()), area.bottomRight(), area.bottomLeft()])
        )
    else:
        middle = area.center()
        corners = [QPointF(middle.x(), area.top()), QPointF(area.right(), middle.y()),
                   QPointF(middle.x(), area.bottom()), QPointF(area.left(), middle.y())]  # fmt: skip
        painter.drawPolygon(QPolygonF(corners))
    painter.restore()


class SectorMark(QWidget):
    """Shape, code and, when asked, the name of a sector."""

    def __init__(self, sector: str = "", *, size: int = 12, named: bool = True) -> None:
        super().__init__()
        self._size, self._named, self._sector = size, named, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_sector(sector)

    def show_sector(self, sector: str) -> None:
        self._sector = sector
        self.setAccessibleName(sector_name(sector))
        known = sector in sector_codes()
        if not known or self.parentWidget() is not None:  # a parentless widget would open as a window
            self.setVisible(known)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = (
            self._size
            + 8
            + paint.width(sector_codes().get(self._sector, ""), theme.font("caption", semibold=True))
        )
        if self._named:
            wide += 10 + paint.width(sector_name(self._sector), theme.font())
        return QSize(round(wide) + 2, theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sector not in sector_codes():
            return
        with QPainter(self) as painter:
            high = self.height()
            draw(painter, self._sector, QRectF(0, (high - self._size) / 2, self._size, self._size))
            left = self._size + 6.0
            code, name = theme.font("caption", semibold=True), theme.font()
            area = QRectF(left, 0, self.width() - left, high)
            left += paint.text(painter, area, sector_codes()[self._sector], code, theme.colour("text")) + 10
            if self._named:
                area = QRectF(left, 0, self.width() - left, high)
                paint.text(painter, area, sector_name(self._sector), name, theme.colour("text"))
