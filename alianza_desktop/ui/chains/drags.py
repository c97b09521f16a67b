"""What the pressed mouse is doing on the canvas: one small object per drag, from the press to the release."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication

from alianza_desktop.services.chain_plan import PITCH
from alianza_desktop.ui.chains import walking
from alianza_desktop.ui.chains.items import CardItem

if TYPE_CHECKING:
    from alianza_desktop.ui.chains.canvas import Canvas


class Drag(Protocol):
    """A drag under way."""

    def move(self, at: QPoint) -> None: ...
    def end(self, at: QPoint) -> None: ...
    def cancel(self) -> None: ...


class Pan:
    """The drawing goes with the hand."""

    def __init__(self, canvas: "Canvas", at: QPoint) -> None:
        self._canvas, self._last = canvas, at

    def move(self, at: QPoint) -> None:
        self._canvas.scroll_by(self._last - at)
        self._last = at

    def end(self, at: QPoint) -> None:
        self.move(at)

    def cancel(self) -> None:
        """Nothing to take back: where one looks is no change."""


class Carry:
    """A card goes with the pointer; only its drop is a change."""

    def __init__(self, canvas: "Canvas", card: CardItem, at: QPoint) -> None:
        self._canvas, self._card, self._from = canvas, card, at
        self._grip = canvas.mapToScene(at) - card.pos()
        self.under_way = False

    def move(self, at: QPoint) -> None:
        if not self.under_way:
            if (at - self._from).manhattanLength() < QApplication.startDragDistance():
                return
            self.under_way = True
        scene, card = self._canvas.chain, self._card
        scene.carry(card, self._spot(at))
        if card.activity.kind == "activity":
            scene.aim(walking.column_at(scene.plan, card.box.center().x()))

    def _spot(self, at: QPoint) -> QPointF:
        spot = self._canvas.mapToScene(at) - self._grip
        return QPointF(max(0.0, round(spot.x())), max(0.0, round(spot.y())))

    def end(self, at: QPoint) -> None:
        self._canvas.chain.aim("")
        if self.under_way:
            spot = self._spot(at)
            self._canvas.moved.emit(self._card.record_id, round(spot.x()), round(spot.y()))

    def cancel(self) -> None:
        self._canvas.chain.aim("")
        self._canvas.chain.put_back()


class Connect:
    """A flow is drawn from a card: to another one, or to where the next one will be."""

    def __init__(self, canvas: "Canvas", source: CardItem, at: QPoint) -> None:
        self._canvas, self._source, self._from = canvas, source, at
        self.under_way = False

    def move(self, at: QPoint) -> None:
        if not self.under_way:
            if (at - self._from).manhattanLength() < QApplication.startDragDistance():
                return
            self.under_way = True
        scene, place = self._canvas.chain, self._canvas.mapToScene(at)
        box = self._source.box
        scene.loose.run(QPointF(box.right(), box.center().y()), place)
        card, column = scene.card_at(place), scene.column_at(place)
        if card is not None and card is not self._source:
            scene.aim(card.record_id)
        else:
            scene.aim(column.record_id if column is not None and card is None else "")

    def end(self, at: QPoint) -> None:
        self.cancel()
        scene, place, source = self._canvas.chain, self._canvas.mapToScene(at), self._source.record_id
        if not self.under_way:  # pressed, not dragged
            self._canvas.next_requested.emit(source)
            return
        card, column = scene.card_at(place), scene.column_at(place)
        if card is not None:
            if card is not self._source:
                self._canvas.connected.emit(source, card.record_id)
        elif column is not None:
            top = round(place.y() - (PITCH - 28) / 2)
            self._canvas.created_at.emit(source, column.record_id, max(0, top))

    def cancel(self) -> None:
        self._canvas.chain.aim("")
        self._canvas.chain.loose.hide()
