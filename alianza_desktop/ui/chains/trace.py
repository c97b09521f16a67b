"""A flow drawn with the keys: C on a card, the arrows to another one, Intro."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from alianza_desktop.ui.chains import walking

if TYPE_CHECKING:
    from alianza_desktop.ui.chains.canvas import Canvas


class Trace:
    """The flow under way, if any."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self.source, self.target = "", ""

    def begin(self, source: str) -> None:
        self.source = source
        self.target = walking.neighbour(self._canvas.chain.plan, source, "right")
        self._show()
        words = self._canvas.tr("Con las flechas elija la tarjeta de destino. Intro conecta, Esc lo deja.")
        self._canvas.said.emit(words)

    def step(self, direction: walking.Direction) -> None:
        """Aim at the next card that way."""
        self.target = walking.neighbour(self._canvas.chain.plan, self.target, direction)
        self._show()

    def _show(self) -> None:
        scene = self._canvas.chain
        scene.aim(self.target)
        source, target = scene.cards.get(self.source), scene.cards.get(self.target)
        if source is None or target is None or source is target:
            scene.loose.hide()
            return
        box, end = source.box, target.box
        scene.loose.run(QPointF(box.right(), box.center().y()), QPointF(end.left(), end.center().y()))
        self._canvas.ensureVisible(end, 24, 12)

    def end(self) -> None:
        """Connect what is aimed at."""
        source, target = self.source, self.target
        self.stop()
        if target in self._canvas.chain.cards and target != source:
            self._canvas.connected.emit(source, target)

    def stop(self) -> None:
        if self.source:
            self.source = ""
            self._canvas.chain.aim("")
            self._canvas.chain.loose.hide()
            self._canvas.said.emit("")
