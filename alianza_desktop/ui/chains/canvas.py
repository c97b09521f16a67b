"""The canvas: zoom, pan, mouse and keys over the scene. It says what a person wants; others do it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmapCache,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from alianza_desktop.services.chain_plan import Plan
from alianza_desktop.services.chain_view import ChainView
from alianza_desktop.ui import theme
from alianza_desktop.ui.chains import keys
from alianza_desktop.ui.chains.drags import Carry, Connect, Drag, Pan
from alianza_desktop.ui.chains.editor import NameEditor
from alianza_desktop.ui.chains.items import CardItem, ColumnItem, PortItem
from alianza_desktop.ui.chains.scene import ChainScene
from alianza_desktop.ui.chains.trace import Trace

LEAST, MOST, STEP = 0.25, 3.0, 1.2
CACHE_KB: Final = 96 * 1024
"""Room for the pictures of 150 cards at 200 %; with less each repaint would draw them again."""


class Canvas(QGraphicsView):
    """One chain; every gesture of mouse and keyboard is a signal."""

    selected = Signal(str)
    moved = Signal(str, int, int)
    connected = Signal(str, str)
    created_at = Signal(str, str, int)
    """(source or nothing, stage, top): a card is wanted there."""
    first_requested = Signal(str)
    """Tab in a chain without cards: its first activity."""
    next_requested = Signal(str)
    parallel_requested = Signal(str)
    edit_began = Signal(str)
    renamed = Signal(str, str)
    edit_cancelled = Signal(str)
    edit_left = Signal(str)
    removed = Signal(str)
    layout_requested = Signal()
    lock_requested = Signal()
    details_requested = Signal(str)
    looked = Signal()
    """The zoom or the place changed."""
    said = Signal(str)
    """What the keys do just now; nothing when they do as always."""

    def __init__(self) -> None:
        super().__init__()
        self.chain = ChainScene()
        self.setScene(self.chain)
        self.locked, self.hand = False, False
        self._drag: Drag | None = None
        self._space = False
        self._zoom = 1.0
        self._waiting: tuple[ChainView, Plan] | None = None
        self._held: str | None = None
        """Letters typed after Tab, before the card that they name is saved and can be written in."""
        self.trace = Trace(self)
        self._editor = NameEditor(self.viewport())
        self.setAccessibleName(self.tr("Lienzo de la cadena"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), CACHE_KB))
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setMouseTracking(False)
        self._scale()
        self._wire()

    def _wire(self) -> None:
        self._editor.typed.connect(self.renamed)
        self._editor.confirmed.connect(self._edited)
        self._editor.cancelled.connect(self._gave_up)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._viewed)
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # what it shows

    def show_chain(self, view: ChainView, plan: Plan, selected: str) -> None:
        """Draw a chain; what is being dragged or written is left in peace until it ends."""
        if self._drag is not None and not isinstance(self._drag, Pan):
            self._waiting = (view, plan)
            return
        self.chain.show_chain(view, plan)
        self.choose(selected)
        if self._editor.open and self.chain.item_of(self._editor.record_id) is None:
            self._editor.drop()
        self._place_editor()

    def choose(self, record_id: str) -> None:
        """Ring what is selected and bring it into sight."""
        if record_id == self.chain.chosen and self.chain.item_of(record_id) is None:
            return
        changed = record_id != self.chain.chosen
        self.chain.choose(record_id)
        item = self.chain.item_of(record_id)
        if changed and isinstance(item, CardItem | ColumnItem):
            area = item.header if isinstance(item, ColumnItem) else item.box
            self.ensureVisible(area, 24, 12)

    def set_locked(self, *, locked: bool) -> None:
        self.locked = locked

    def set_hand(self, *, hand: bool) -> None:
        """«Mover»: the mouse pans, whatever is under it."""
        self.hand = hand
        self._cursor()

    def edit(self, record_id: str, name: str, placeholder: str) -> None:
        """Write a name in its place."""
        if self.chain.item_of(record_id) is None:
            return
        self.ensureVisible(self.chain.name_area(record_id), 24, 12)
        self._editor.record_id = record_id
        self._place_editor()
        held = self._held  # the focus that the editor takes forgets it
        self._editor.begin(record_id, name, placeholder)
        if held:
            self._editor.insertPlainText(held)
        self._held = None

    def release(self) -> None:
        """What was asked for was refused: no name will be written."""
        self._held = None

    @property
    def writing(self) -> str:
        """The id of the record whose name is being written."""
        return self._editor.record_id

    def _place_editor(self) -> None:
        if not self._editor.open:
            return
        area = self.mapFromScene(self.chain.name_area(self._editor.record_id)).boundingRect()
        wide = max(area.width(), 120)
        self._editor.place(
            QRectF(area.x(), area.y(), wide, max(area.height(), 24)), self._zoom * theme.scale()
        )

    def _edited(self, record_id: str, text: str, goes_on: bool) -> None:
        if text:
            self.renamed.emit(record_id, text)
        self.edit_left.emit(record_id)
        if self.isVisible():
            self.setFocus()
        if goes_on:
            self.ask(self.next_requested, record_id)

    def _gave_up(self, record_id: str) -> None:
        self.setFocus()
        self.edit_cancelled.emit(record_id)

    # where one looks

    @property
    def busy(self) -> bool:
        """Say whether Esc has something to give up: a drag, or a flow drawn with the keys."""
        return self._drag is not None or bool(self.trace.source)

    @property
    def zoom(self) -> float:
        """1.0 is a card of 150 px with text at 100 %."""
        return self._zoom

    def _scale(self) -> None:
        factor = self._zoom * theme.scale()
        self.setTransform(QTransform.fromScale(factor, factor))

    def set_zoom(self, zoom: float, around: QPoint | None = None) -> None:
        """Zoom, keeping what is under a point of the viewport (its middle if none) where it is."""
        point = around or self.viewport().rect().center()
        fixed = self.mapToScene(point)
        self._zoom = max(LEAST, min(MOST, zoom))
        self._scale()
        self.scroll_by(self.mapFromScene(fixed) - point)
        self._viewed()

    def step_zoom(self, step: int) -> None:
        self.set_zoom(self._zoom * STEP**step)

    def fit(self) -> None:
        """See all of it; from there, back to 100 % round what is selected."""
        area = QRectF(0, 0, max(1.0, self.chain.plan.width), max(1.0, self.chain.plan.height))
        room = self.viewport().size()
        whole = min(room.width() / area.width(), room.height() / area.height()) / theme.scale()
        whole = max(LEAST, min(1.0, whole))
        seen = abs(self._zoom - whole) < 0.01
        self.set_zoom(1.0 if seen else whole)
        item = self.chain.item_of(self.chain.chosen)
        if seen and item is not None:
            self.ensureVisible(item.box, 60, 60)
        elif not seen:
            self.horizontalScrollBar().setValue(0)
            self.verticalScrollBar().setValue(0)

    def place(self) -> tuple[float, int, int]:
        """Return what is seen: zoom and scroll."""
        return self._zoom, self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def go_to(self, zoom: float, x: int, y: int) -> None:
        """See what was seen before."""
        self._zoom = max(LEAST, min(MOST, zoom))
        self._scale()
        self.horizontalScrollBar().setValue(x)
        self.verticalScrollBar().setValue(y)
        self._viewed()

    def scroll_by(self, step: QPoint) -> None:
        for bar, much in ((self.horizontalScrollBar(), step.x()), (self.verticalScrollBar(), step.y())):
            bar.setValue(bar.value() + much)

    def _viewed(self) -> None:
        self._place_editor()
        self.looked.emit()

    # mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        step = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * STEP ** (step.y() / 120), event.position().toPoint())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.scroll_by(QPoint(-(step.y() or step.x()), 0))
        else:
            self.scroll_by(-step)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        self.trace.stop()
        at = event.position().toPoint()
        pans = event.button() == Qt.MouseButton.MiddleButton or self._space or self.hand
        if pans:
            self._drag = Pan(self, at)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press(at)
        self._cursor()

    def _press(self, at: QPoint) -> None:
        item = self.chain.at(self.mapToScene(at))
        if isinstance(item, PortItem):
            self._drag = Connect(self, self.chain.cards[self.chain.chosen], at)
            return
        if isinstance(item, CardItem) and not self.locked:
            self._drag = Carry(self, item, at)
        self.select(item.record_id if item is not None else "")

    def select(self, record_id: str) -> None:
        if record_id != self.chain.chosen:
            self.choose(record_id)
            self.selected.emit(record_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.move(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._finish(lambda drag: drag.end(event.position().toPoint()))

    def _finish(self, how: Callable[[Drag], None]) -> None:
        drag, self._drag = self._drag, None
        self._cursor()
        if drag is not None:
            how(drag)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.chain.show_chain(*waiting)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.mapToScene(event.position().toPoint())
        item, column = self.chain.at(place), self.chain.column_at(place)
        self._finish(lambda drag: drag.cancel())
        if isinstance(item, CardItem | ColumnItem):
            self.edit_began.emit(item.record_id)
        elif item is None and column is not None:
            self.created_at.emit("", column.record_id, max(0, round(place.y()) - 38))

    def _cursor(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if isinstance(self._drag, Pan):
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space or self.hand:
            shape = Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)

    # keyboard

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Tab makes the next step of a selected card, or the first of an empty chain; without one it leaves.

        Shift+Tab and F6 always leave.
        """
        if next and (self.chain.chosen in self.chain.cards or not self.chain.cards):
            return False
        return QWidget.focusNextPrevChild(self, next)

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride and self.busy
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._held is not None and event.text().isprintable() and event.text():
            self._held += event.text()
        elif key == Qt.Key.Key_Space and not held:
            self._space = True
            self._cursor()
        elif not keys.act(self, key, held):
            super().keyPressEvent(event)

    def ask(self, wanted: SignalInstance, record_id: str) -> None:
        """Ask for something whose name is written next; letters wait until it can be."""
        self._held = ""
        wanted.emit(record_id)

    def escape(self) -> None:
        self.trace.stop()
        self._finish(lambda drag: drag.cancel())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._cursor()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        self._held = None
        self.trace.stop()
        super().focusOutEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._viewed()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._repaint()

    def _repaint(self) -> None:
        if hasattr(self, "chain"):  # the first palette comes before the scene
            self._scale()
            self.chain.repaint_all()
            self._place_editor()
