"""The whole chain in 152 × 88 px: a second view of the same scene, and the part that is seen."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.chains.canvas import Canvas
from alianza_desktop.ui.widgets import paint

SIZE = QSize(152, 88)


class Minimap(QWidget):
    """Drag in it to look elsewhere."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = canvas
        self.setFixedSize(SIZE)
        self.setAccessibleName(self.tr("Mapa de la cadena"))
        self.setToolTip(self.tr("Arrastre para ver otra parte"))
        canvas.looked.connect(self.update)
        canvas.chain.changed.connect(self.update)

    def _scale(self) -> float:
        plan = self._canvas.chain.plan
        return min((SIZE.width() - 8) / max(plan.width, 1), (SIZE.height() - 8) / max(plan.height, 1), 0.4)

    def paintEvent(self, event: QPaintEvent) -> None:
        plan, scale = self._canvas.chain.plan, self._scale()
        with QPainter(self) as painter:
            whole = QRectF(self.rect())
            paint.box(painter, whole, fill=theme.colour("surface"), border=theme.colour("control"), radius=0)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            for box in plan.cards:
                token = "primary" if box.id == self._canvas.chain.chosen else "line"
                area = QRectF(4 + box.x * scale, 4 + box.y * scale, box.width * scale, box.height * scale)
                painter.fillRect(area, theme.colour(token if theme.name() != "proyector" else _dark(token)))
            if plan.lane is not None and not any(box.y >= plan.lane.y for box in plan.cards):
                painter.fillRect(
                    QRectF(4, 4 + plan.lane.y * scale, plan.width * scale, 4), theme.colour("line")
                )
            seen = self._canvas.mapToScene(self._canvas.viewport().rect()).boundingRect()
            frame = QRectF(
                4 + seen.x() * scale, 4 + seen.y() * scale, seen.width() * scale, seen.height() * scale
            )
            frame = frame.intersected(whole.adjusted(2, 2, -2, -2))
            paint.box(painter, frame, fill=None, border=theme.colour("primary"), width=2, radius=0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._look(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._look(event.position())

    def _look(self, at: QPointF) -> None:
        scale = self._scale()
        self._canvas.centerOn((at.x() - 4) / scale, (at.y() - 4) / scale)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()


def _dark(token: str) -> str:
    """On a projector lines are black: cards are grey instead."""
    return {"line": "tint"}.get(token, token)
