"""The box where a person signs: pen, finger or mouse draw the same strokes (`ui.strokes`).

One stroke at a time. A pen wins over touch: a finger or palm that was drawing is forgotten when the pen
comes, and touches count no more until the box is cleared. A touch that the system takes away (a gesture, a
palm that its driver noticed) is forgotten too.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from alianza_desktop.ui import icons, theme
from alianza_desktop.ui.strokes import Strokes
from alianza_desktop.ui.widgets import paint

INK, PAPER, FAINT, HINT = QColor("#101820"), QColor("#FFFFFF"), QColor("#7A8594"), QColor("#4A5666")
"""Always ink on white, in every theme: what is drawn is what prints."""
PEN, LINE = 4.0, 60
MM_OF_INCH = 25.4


class SignaturePad(QWidget):
    """Emits `changed` when there is more or less ink."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Recuadro para firmar con el dedo, el lápiz o el mouse"))
        self.strokes = Strokes(1, 1, self._density())
        self._finger = -1
        self._pen_used = False

    def clear(self) -> None:
        """Take all the ink away."""
        self.strokes.clear()
        self._finger, self._pen_used = -1, False
        self._moved()

    def _density(self) -> float:
        return self.physicalDpiX() / MM_OF_INCH

    def sizeHint(self) -> QSize:
        return QSize(900, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.strokes.resize(self.width(), self.height(), self._density())
        super().resizeEvent(event)

    def _moved(self) -> None:
        self.update()
        self.changed.emit()

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.strokes.drawing:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._finger < 0:
            self._draw(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._finger < 0:
            self._end()

    def _begin(self, place: QPointF) -> None:
        self.strokes.begin(place.x(), place.y())
        self._moved()

    def _draw(self, place: QPointF) -> None:
        self.strokes.move(place.x(), place.y())
        self._moved()

    def _end(self) -> None:
        self.strokes.end()
        self._moved()

    # pen

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()  # or Qt sends it again as a mouse
        place = event.position()
        if event.type() == QEvent.Type.TabletPress:
            if self._finger >= 0:
                self.strokes.drop()
                self._finger = -1
            self._pen_used = True
            self._begin(place)
        elif event.type() == QEvent.Type.TabletMove and self.strokes.drawing:
            self._draw(place)
        elif event.type() == QEvent.Type.TabletRelease and self.strokes.drawing:
            self._end()

    # touch

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            event.accept()  # or Qt sends it again as a mouse
            if not self._pen_used:
                self._touched(event)
            return True
        return super().event(event)

    def _touched(self, event: QTouchEvent) -> None:
        if event.type() == QEvent.Type.TouchCancel:
            if self._finger >= 0:
                self.strokes.drop()
                self._finger = -1
                self._moved()
            return
        for point in event.points():
            self._point(point)

    def _point(self, point: QEventPoint) -> None:
        state = point.state()
        if state == QEventPoint.State.Pressed and self._finger < 0 and not self.strokes.drawing:
            self._finger = point.id()
            self._begin(point.position())
        elif point.id() != self._finger:
            return
        elif state == QEventPoint.State.Released:
            self._finger = -1
            self._end()
        elif state == QEventPoint.State.Updated:
            self._draw(point.position())

    # picture

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            frame, (wide, high) = self.strokes.frame, self.strokes.box
            box = QRectF(frame.left, frame.top, wide * frame.scale, high * frame.scale)
            paint.box(painter, box, fill=PAPER, border=theme.colour("control"), width=2)
            self._base_line(painter, box)
            if self.strokes.empty:
                words = self.tr("Firme aquí con el dedo, el lápiz o el mouse")
                hint = QRectF(box.left() + 22, box.top() + 8, box.width() - 44, theme.px(36))
                paint.text(painter, hint, words, theme.font("emphasis"), HINT)
            painter.setClipRect(box.adjusted(2, 2, -2, -2))
            join, cap = Qt.PenJoinStyle.RoundJoin, Qt.PenCapStyle.RoundCap
            painter.setPen(QPen(INK, PEN, Qt.PenStyle.SolidLine, cap, join))
            self.strokes.shown(lambda points: _line(painter, points))

    @staticmethod
    def _base_line(painter: QPainter, box: QRectF) -> None:
        level = box.bottom() - LINE
        icons.paint(painter, "x", QRectF(box.left() + 42, level - 8, 16, 16), HINT)
        painter.setPen(QPen(FAINT, 1))
        painter.drawLine(QPointF(box.left() + 66, level), QPointF(box.right() - 66, level))


def _line(painter: QPainter, points: list[tuple[float, float]]) -> None:
    if len(points) == 1:
        painter.drawPoint(QPointF(*points[0]))
    else:
        painter.drawPolyline(QPolygonF([QPointF(*one) for one in points]))
