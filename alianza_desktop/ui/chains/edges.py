"""The flows: straight pieces and an open arrow, and the one that a person is drawing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from alianza_desktop.services.chain_plan import Edge
from alianza_desktop.ui import theme
from alianza_desktop.ui.chains import ink
from alianza_desktop.ui.chains.items import EDGES, LIVE, ChainItem

GRIP: Final = 5
"""Pixels round an edge that still are the edge."""


class EdgeItem(ChainItem):
    """A flow: straight pieces and an open arrow."""

    def __init__(self, edge: Edge) -> None:
        super().__init__(edge.id, EDGES)
        self._points: tuple[tuple[float, float], ...] = ()
        self._path = QPainterPath()
        self._grip: QPainterPath | None = None
        self.sector = ""
        self.show_edge(edge)

    def show_edge(self, edge: Edge) -> None:
        if edge.sector != self.sector:
            self.sector = edge.sector
            self.update()
        self.follow(edge.points)

    def follow(self, points: Sequence[tuple[float, float]]) -> None:
        """Run through these points from now on."""
        if tuple(points) == self._points or not points:
            return
        self.prepareGeometryChange()
        self._points = tuple(points)
        self._path = QPainterPath(QPointF(*points[0]))
        for point in points[1:]:
            self._path.lineTo(*point)
        self._grip = None

    @property
    def box(self) -> QRectF:
        return self._path.boundingRect()

    def boundingRect(self) -> QRectF:
        return self._path.boundingRect().adjusted(-GRIP, -GRIP, GRIP, GRIP)

    def shape(self) -> QPainterPath:
        """Return where a click is of the flow; asked only under the pointer, never while it is dragged."""
        if self._grip is None:
            stroker = QPainterPathStroker()
            stroker.setWidth(2 * GRIP)
            self._grip = stroker.createStroke(self._path)
        return self._grip

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if len(self._points) < 2:
            return
        colour = theme.colour("primary" if self.chosen else "secondary")
        thick = 2.5 if self.chosen else ink.EDGE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink.pen(self.sector, colour, thick))
        painter.drawPath(self._path)
        painter.setPen(QPen(colour, thick))
        painter.drawPolyline(ink.arrow(QPointF(*self._points[-2]), QPointF(*self._points[-1])))


class LooseEdge(ChainItem):
    """The flow that a person is drawing: from a card to the pointer."""

    def __init__(self) -> None:
        super().__init__("", LIVE, cached=False)
        self._line = QPolygonF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hide()

    def run(self, start: QPointF, end: QPointF) -> None:
        self.prepareGeometryChange()
        middle = (start.x() + end.x()) / 2
        self._line = QPolygonF([start, QPointF(middle, start.y()), QPointF(middle, end.y()), end])
        self.show()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._line.boundingRect().adjusted(-8, -8, 8, 8)

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("primary"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(self._line)
        painter.drawPolyline(ink.arrow(self._line.at(2), self._line.at(3)))
